//! The counters of a form: what a text uses of the limits of a platform.

use super::checker::kind_of;
use crate::check::schema::CompiledSchema;
use crate::rules::{Condition, Constraint, RuleSubject, TextConstraint, Unit, VIDEO};
use crate::text::{self, CountUnit, IncrementalCounter, Measure};

/// The post is one of photos.
pub const PHOTOS: u32 = 1;
/// The post may be long (`longPost`).
pub const LONG: u32 = 2;

/// What a text uses of one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// The number of the unit.
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

/// Measures a text against the limits of a platform. Where the platform names no unit, characters are extended grapheme
/// clusters; Threads has a unit of its own, and that is shown.
/// For X only the changes of a key press are counted again, by way of `counter`.
pub fn counters(
    schema: &CompiledSchema,
    platform: usize,
    choice: u32,
    text: &[u8],
    counter: &mut IncrementalCounter,
    mut tell: impl FnMut(Counter),
) {
    let rules = schema.platforms.get(platform).map_or(&[][..], |platform| &platform.rules);
    let of_text = || rules.iter().filter(|rule| rule.subject == RuleSubject::Text);
    let has_own_unit = of_text()
        .any(|rule| matches!(rule.constraint, Constraint::Text(TextConstraint::AmbiguousLength(_, Unit::Threads, _))));
    for rule in of_text().filter(|rule| !rule.warning) {
        let Constraint::Text(TextConstraint::Length(unit, limit) | TextConstraint::LengthUpTo(unit, limit, _)) =
            rule.constraint
        else {
            continue;
        };
        if !rule.conditions.iter().all(|condition| is_met(*condition, choice)) {
            continue;
        }
        let unit = if has_own_unit && unit == Unit::Graphemes { Unit::Threads } else { unit };
        let measure = match kind_of(unit) {
            CountUnit::XWeighted => counter.measure(text, limit),
            kind => text::measure(kind, text, limit),
        };
        tell(Counter { unit: unit.number(), limit, measure });
    }
}

/// Returns true if a condition is met in a form with this choice, as far as the choice says.
const fn is_met(condition: Condition<u32>, choice: u32) -> bool {
    match condition {
        Condition::With(kinds) => (kinds & VIDEO == 0) == (choice & PHOTOS != 0),
        Condition::Set(_) => choice & LONG != 0,
        Condition::Unset(_) => choice & LONG == 0,
        Condition::Given(_)
        | Condition::Absent(_)
        | Condition::Is(..)
        | Condition::IsNot(..)
        | Condition::Without(_)
        | Condition::NotMoreThan(_)
        | Condition::HasText
        | Condition::NoText
        | Condition::IsThreadReply
        | Condition::NoOptions
        | Condition::PlatformIsNot(_)
        | Condition::IsNew
        | Condition::IsEdit => true,
    }
}
