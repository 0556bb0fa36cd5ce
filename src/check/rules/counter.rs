//! The counters a form shows: what a text uses of a platform's limits.

use crate::api::packed::{at, what, when};
use crate::api::rule::{Unit, VIDEO};
use crate::check::index::Index;
use crate::text::{self, Kind, Measure, Typing};

use super::row::{OF_PLATFORMS, rows};

/// The post is one of photos.
pub const PHOTOS: u32 = 1;
/// The post may be long (`longPost`).
pub const LONG: u32 = 2;

/// What a text uses of one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// The unit, by its place in the vocabulary.
    pub unit: u32,
    /// The limit.
    pub limit: u32,
    /// What is used, and where it goes over.
    pub measure: Measure,
}

/// The words of a counter.
pub mod counter_word {
    /// The unit.
    pub const UNIT: usize = 0;
    /// The limit.
    pub const LIMIT: usize = 1;
    /// The use.
    pub const USED: usize = 2;
    /// The index of the first UTF-16 unit over the limit, plus one; 0 for none.
    pub const OVER_AT: usize = 3;
    /// The number of words.
    pub const LENGTH: usize = 4;
}

impl Counter {
    /// The words for the host.
    pub fn to_words(self) -> [u32; counter_word::LENGTH] {
        let mut words = [0; counter_word::LENGTH];
        words[counter_word::UNIT] = self.unit;
        words[counter_word::LIMIT] = self.limit;
        words[counter_word::USED] = self.measure.used;
        words[counter_word::OVER_AT] = self.measure.over_at.map_or(0, |at| at.wrapping_add(1));
        words
    }
}

/// Holds a text against the limits of a platform. Where the platform names no unit, characters are what a reader calls
/// one; Threads has a unit of its own, and it is that which is shown.
/// What changes by a key press is all that is counted again for X, by way of `typing`.
pub fn counters(
    index: &Index,
    platform: usize,
    choice: u32,
    text: &[u8],
    typing: &mut Typing,
    mut tell: impl FnMut(Counter),
) {
    const GRAPHEMES: u32 = Unit::Graphemes as u32;
    const THREADS: u32 = Unit::Threads as u32;
    let group = platform.wrapping_add(OF_PLATFORMS);
    let rows = rows(index, group);
    let own_unit = rows.iter().any(|row| row.at == at::TEXT && matches!(row.measure, [what::BETWEEN, _, THREADS, ..]));
    for row in rows {
        let [what::LENGTH, unit, limit, ..] = row.measure else { continue };
        if row.at != at::TEXT || row.warning || !row.applies(|when, value, _| applies(when, value, choice)) {
            continue;
        }
        let unit = if own_unit && unit == GRAPHEMES { THREADS } else { unit };
        let measure = match kind(unit) {
            Kind::XWeighted => typing.measure(text, limit),
            kind => text::measure(kind, text, limit),
        };
        tell(Counter { unit, limit, measure });
    }
}

fn applies(when: u32, value: u32, choice: u32) -> bool {
    match when {
        when::WITH => (value & u32::from(VIDEO) == 0) == (choice & PHOTOS != 0),
        when::SET => choice & LONG != 0,
        when::UNSET => choice & LONG == 0,
        _ => true,
    }
}

/// How the text module calls a unit.
pub(super) fn kind(unit: u32) -> Kind {
    // In the order of `Unit`; a test holds them to it.
    const KINDS: [Kind; 6] =
        [Kind::Graphemes, Kind::CodePoints, Kind::Utf16, Kind::Utf8, Kind::XWeighted, Kind::Threads];
    KINDS.get(unit as usize).copied().unwrap_or(Kind::Utf16)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Unit, kind};

    #[test]
    fn units_are_numbered_as_they_are_declared() {
        for (unit, counted) in [
            (Unit::Graphemes, Kind::Graphemes),
            (Unit::CodePoints, Kind::CodePoints),
            (Unit::Utf16, Kind::Utf16),
            (Unit::Bytes, Kind::Utf8),
            (Unit::Weighted, Kind::XWeighted),
            (Unit::Threads, Kind::Threads),
        ] {
            assert_eq!(kind(unit as u32), counted);
        }
    }
}
