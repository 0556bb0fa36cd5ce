//! Counts a text in a unit, or in every unit.

use super::bytes::slice;
use super::count_unit::CountUnit;
use super::limit_counter::LimitCounter;
use super::{cluster, units, weighted};

/// The length of a text, and the place where it exceeds a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The length of the whole text.
    pub used: u32,
    /// The UTF-16 index of the first part that does not fit. The text before it is within the limit.
    pub over_at: Option<u32>,
}

impl Measure {
    /// Returns the result of `counter` for `text`, the text that it counted.
    pub(super) fn new(counter: LimitCounter, text: &[u8]) -> Self {
        Self { used: counter.used(), over_at: counter.over_byte().map(|at| units::utf16(slice(text, 0, at))) }
    }
}

/// The length of a text in every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// [`CountUnit::CodePoints`]
    pub code_points: u32,
    /// [`CountUnit::Utf16`]
    pub utf16: u32,
    /// [`CountUnit::Utf8`]
    pub utf8: u32,
    /// [`CountUnit::Graphemes`]
    pub graphemes: u32,
    /// [`CountUnit::XWeighted`]
    pub x_weighted: u32,
    /// [`CountUnit::Threads`]
    pub threads: u32,
}

/// Counts `text` in a unit. The result saturates at `u32::MAX`.
#[must_use]
pub fn count(unit: CountUnit, text: &[u8]) -> u32 {
    measure(unit, text, u32::MAX).used
}

/// Finds where `text` exceeds `limit`: the UTF-16 index of the first part that does not fit.
#[must_use]
pub fn over_at(unit: CountUnit, text: &[u8], limit: u32) -> Option<u32> {
    measure(unit, text, limit).over_at
}

/// Counts `text` in a unit and finds where it exceeds `limit`.
#[must_use]
pub fn measure(unit: CountUnit, text: &[u8], limit: u32) -> Measure {
    let counter = match unit {
        CountUnit::CodePoints | CountUnit::Utf16 | CountUnit::Utf8 => units::count_to_limit(unit, text, limit),
        CountUnit::Graphemes => cluster::count_to_limit(text, limit).ones,
        CountUnit::XWeighted => weighted::count_to_limit(text, limit),
        CountUnit::Threads => cluster::count_to_limit(text, limit).emoji_bytes,
    };
    Measure::new(counter, text)
}

/// Counts `text` in every unit. Cheaper than one call for each unit.
#[must_use]
pub fn counts(text: &[u8]) -> Counts {
    let clusters = cluster::count_to_limit(text, u32::MAX);
    Counts {
        code_points: units::code_points(text),
        utf16: units::utf16(text),
        utf8: units::bytes(text),
        graphemes: clusters.ones.used(),
        x_weighted: weighted::count_to_limit(text, u32::MAX).used(),
        threads: clusters.emoji_bytes.used(),
    }
}
