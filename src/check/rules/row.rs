//! Rules as they are packed: `crate::api::packed` says in which numbers.

use crate::api::packed::at;
use crate::check::code::CODES;
use crate::check::index::Index;
use crate::check::pack::Pack;

/// The rules of the post as a whole, and of every target. Those of the platforms follow.
pub(super) const OF_POST: usize = 0;
pub(super) const OF_TARGETS: usize = 1;
pub(super) const OF_PLATFORMS: usize = 2;

/// A rule.
#[derive(Debug)]
pub(in crate::check) struct Row {
    /// The number of its code.
    pub(super) number: u32,
    /// Where it looks, as `crate::api::packed::at` has it.
    pub(super) at: u32,
    pub(super) warning: bool,
    /// What must be there, or the rule has nothing to say: bits of `crate::api::packed::need`.
    pub(super) needs: u32,
    /// Three numbers each: one of `crate::api::packed::when`, and what it takes.
    conditions: Vec<u32>,
    /// What is measured, and the numbers that it takes; what it does not take is 0.
    pub(super) measure: [u32; 5],
    /// The names that follow these.
    pub(super) names: Pack,
}

/// Unpacks the rules, group by group.
pub(in crate::check) fn groups(mut pack: Pack) -> Vec<Vec<Row>> {
    let mut groups = Vec::new();
    let mut number = CODES.len() as u32;
    while !pack.rest.is_empty() {
        let mut rules = pack.part();
        let mut rows = Vec::new();
        while !rules.rest.is_empty() {
            rows.push(Row::new(number, rules.part()));
            number = number.wrapping_add(1);
        }
        groups.push(rows);
    }
    groups
}

/// The rules of a group.
pub(super) fn rows(index: &Index, group: usize) -> &[Row] {
    index.rules.get(group).map_or(&[], Vec::as_slice)
}

impl Row {
    fn new(number: u32, mut pack: Pack) -> Self {
        let (at, needs, count) = (pack.number(), pack.number(), pack.number());
        let mut conditions = Vec::new();
        for _ in 0..(count & 127).wrapping_mul(3) {
            conditions.push(pack.number());
        }
        let mut measure = [0; 5];
        for number in &mut measure {
            *number = pack.number();
        }
        Self { number, at, needs, warning: count & 128 != 0, conditions, measure, names: pack }
    }

    /// Whether every condition holds.
    pub(super) fn applies(&self, mut holds: impl FnMut(u32, u32, u32) -> bool) -> bool {
        self.conditions.as_chunks().0.iter().all(|[when, value, name]| holds(*when, *value, *name))
    }

    /// The option it looks at, by its place.
    pub(super) fn option(&self) -> Option<usize> {
        self.at.checked_sub(at::OPTION).map(|place| place as usize)
    }
}
