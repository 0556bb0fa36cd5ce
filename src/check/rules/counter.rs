//! The counters a form shows: what a text uses of a platform's limits.

use crate::api::post::PLATFORM_RULES;
use crate::api::rule::{At, Rule, Unit, VIDEO, What, When};
use crate::text::{self, Kind, Measure};

/// The post is one of photos.
pub const PHOTOS: u32 = 1;
/// The post may be long (`longPost`).
pub const LONG: u32 = 2;

/// What a text uses of one limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// The unit, by its place in the vocabulary.
    pub unit: Unit,
    /// The limit.
    pub limit: u32,
    /// What is used, and where it goes over.
    pub measure: Measure,
}

/// Holds a text against the limits of a platform. Where the platform names no unit, characters are what a reader calls
/// one; Threads has a unit of its own, and it is that which is shown.
pub fn counters(platform: usize, choice: u32, text: &str) -> Vec<Counter> {
    let rules = PLATFORM_RULES.get(platform).copied().unwrap_or(&[]);
    let own_unit = rules.iter().any(|rule| matches!(rule.what, What::Between(_, Unit::Threads, _)));
    let limits = rules.iter().filter(|rule| rule.at == At::Text && !rule.warning && applies(rule, choice));
    limits
        .filter_map(|rule| match rule.what {
            What::Length(Unit::Graphemes, limit) if own_unit => Some((Unit::Threads, limit)),
            What::Length(unit, limit) => Some((unit, limit)),
            _ => None,
        })
        .map(|(unit, limit)| Counter { unit, limit, measure: text::measure(kind(unit), text, limit) })
        .collect()
}

fn applies(rule: &Rule, choice: u32) -> bool {
    rule.when.iter().all(|when| match when {
        When::With(kinds) => (kinds & VIDEO == 0) == (choice & PHOTOS != 0),
        When::Set(_) => choice & LONG != 0,
        When::Unset(_) => choice & LONG == 0,
        _ => true,
    })
}

/// How the text module calls a unit.
pub(super) const fn kind(unit: Unit) -> Kind {
    match unit {
        Unit::Graphemes => Kind::Graphemes,
        Unit::CodePoints => Kind::CodePoints,
        Unit::Utf16 => Kind::Utf16,
        Unit::Bytes => Kind::Utf8,
        Unit::Weighted => Kind::XWeighted,
        Unit::Threads => Kind::Threads,
    }
}
