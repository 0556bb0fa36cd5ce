//! Rules as they are packed: `crate::api::packed` says in which numbers.

use crate::api::packed::at;
use crate::check::code::CODES;
use crate::check::index::Index;
use crate::check::pack::Pack;

/// The rules of the post as a whole, and of every target. Those of the platforms follow.
pub(super) const OF_POST: usize = 0;
pub(super) const OF_TARGETS: usize = 1;
pub(super) const OF_PLATFORMS: usize = 2;

/// A rule, its measure still to be read.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The number of its code.
    pub(super) number: u32,
    /// Where it looks, as `crate::api::packed::at` has it.
    pub(super) at: u32,
    pub(super) warning: bool,
    conditions: u32,
    rest: Pack,
}

/// The rules of a group.
pub(super) struct Rows {
    number: u32,
    rest: Pack,
}

impl Rows {
    pub(super) fn of(index: &Index, group: usize) -> Self {
        let mut pack = index.rules;
        let mut number = CODES.len() as u32;
        for _ in 0..group {
            number = number.wrapping_add(pack.number());
            pack.part();
        }
        pack.number();
        Self { number, rest: pack.part() }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.rest.rest.is_empty() {
            return None;
        }
        let mut rest = self.rest.part();
        let number = self.number;
        self.number = number.wrapping_add(1);
        let at = rest.number();
        let conditions = rest.number();
        Some(Row { number, at, warning: conditions & 128 != 0, conditions: conditions & 127, rest })
    }
}

impl Row {
    /// What is measured, where every condition holds.
    pub(super) fn measure(&self, mut holds: impl FnMut(u32, u32, u32) -> bool) -> Option<Pack> {
        let mut rest = self.rest;
        for _ in 0..self.conditions {
            if !holds(rest.number(), rest.number(), rest.number()) {
                return None;
            }
        }
        Some(rest)
    }

    /// The option it looks at, by its place.
    pub(super) fn option(&self) -> Option<usize> {
        self.at.checked_sub(at::OPTION).map(|place| place as usize)
    }
}
