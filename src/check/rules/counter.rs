//! The counters a form shows: what a text uses of a platform's limits.

use crate::api::packed::{at, what, when};
use crate::api::rule::{Unit, VIDEO};
use crate::check::index::Index;
use crate::text::{self, CountUnit, IncrementalCounter, Measure};

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

/// Holds a text against the limits of a platform. Where the platform names no unit, characters are what a reader calls
/// one; Threads has a unit of its own, and it is that which is shown.
/// What changes by a key press is all that is counted again for X, by way of `counter`.
pub fn counters(
    index: &Index,
    platform: usize,
    choice: u32,
    text: &[u8],
    counter: &mut IncrementalCounter,
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
            CountUnit::XWeighted => counter.measure(text, limit),
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
pub(super) fn kind(unit: u32) -> CountUnit {
    // In the order of `Unit`; a test holds them to it.
    const KINDS: [CountUnit; 6] = [
        CountUnit::Graphemes,
        CountUnit::CodePoints,
        CountUnit::Utf16,
        CountUnit::Utf8,
        CountUnit::XWeighted,
        CountUnit::Threads,
    ];
    KINDS.get(unit as usize).copied().unwrap_or(CountUnit::Utf16)
}

#[cfg(test)]
mod tests {
    use super::{CountUnit, Unit, kind};

    #[test]
    fn units_are_numbered_as_they_are_declared() {
        for (unit, counted) in [
            (Unit::Graphemes, CountUnit::Graphemes),
            (Unit::CodePoints, CountUnit::CodePoints),
            (Unit::Utf16, CountUnit::Utf16),
            (Unit::Bytes, CountUnit::Utf8),
            (Unit::Weighted, CountUnit::XWeighted),
            (Unit::Threads, CountUnit::Threads),
        ] {
            assert_eq!(kind(unit as u32), counted);
        }
    }
}
