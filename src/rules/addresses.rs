//! Constraints of the addresses of the attachments.

use super::codec::{PackedReader, PackedWriter};
use super::needs;
use super::patterns::TextPattern;

/// A constraint of each address of the attachments, and of the cover images that are used.
#[derive(Debug, Clone, Copy)]
pub enum AddressConstraint {
    /// The address matches this.
    Matches(TextPattern),
    /// The signature in the address of an attachment does not end before the post is due.
    UrlOutlivesSchedule,
}

impl AddressConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter) {
        match self {
            Self::Matches(pattern) => to.numbers(&[0, pattern.number()]),
            Self::UrlOutlivesSchedule => to.number(1),
        }
    }

    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        Some(match from.number() {
            0 => Self::Matches(TextPattern::from_number(from.number())?),
            1 => Self::UrlOutlivesSchedule,
            _ => return None,
        })
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self) -> u32 {
        needs::ITEMS
    }
}
