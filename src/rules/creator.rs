//! Constraints that a creator's own TikTok settings make.

use super::codec::{PackedReader, PackedWriter, numbered};
use super::needs;

/// A constraint that depends on the settings of the creator.
#[derive(Debug, Clone, Copy)]
pub enum CreatorConstraint<Name = &'static str> {
    /// The creator offers the privacy level that this option names, or this one where it is left out.
    OfferedLevel(u8, Name),
    /// The creator does not have this turned off, or the option turns it off too.
    Allows(CreatorSetting),
}

numbered! {
    /// A setting of the creator.
    pub enum CreatorSetting {
        /// Comments are off.
        NoComment,
        /// Duets are off.
        NoDuet,
        /// Stitches are off.
        NoStitch,
    }
}

impl CreatorConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter, intern: &mut dyn FnMut(&'static str) -> u32) {
        match self {
            Self::OfferedLevel(option, default) => to.numbers(&[0, u32::from(option), intern(default)]),
            Self::Allows(setting) => to.numbers(&[1, setting.number()]),
        }
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self) -> u32 {
        needs::CREATORS
    }
}

impl CreatorConstraint<u32> {
    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        Some(match from.number() {
            0 => Self::OfferedLevel(from.small(), from.number()),
            1 => Self::Allows(CreatorSetting::from_number(from.number())?),
            _ => return None,
        })
    }
}
