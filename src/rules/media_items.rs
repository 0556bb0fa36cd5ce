//! Constraints of the attachments of a post, known without their files.

use super::codec::{PackedReader, PackedWriter};
use super::media_kinds::MediaKinds;
use super::needs;

/// A constraint of the list of attachments.
#[derive(Debug, Clone, Copy)]
pub enum MediaItemsConstraint {
    /// No more items of these kinds than this.
    AtMost(MediaKinds, u32),
    /// No item has a cover image that no platform uses.
    NoUnusedThumbnail,
}

impl MediaItemsConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter) {
        match self {
            Self::AtMost(kinds, max) => to.numbers(&[0, u32::from(kinds), max]),
            Self::NoUnusedThumbnail => to.number(1),
        }
    }

    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        Some(match from.number() {
            0 => Self::AtMost(from.small(), from.number()),
            1 => Self::NoUnusedThumbnail,
            _ => return None,
        })
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self) -> u32 {
        match self {
            Self::AtMost(..) => 0,
            Self::NoUnusedThumbnail => needs::ITEMS,
        }
    }

    /// The limit in the sentence of the rule.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::AtMost(_, max) => Some(max),
            Self::NoUnusedThumbnail => None,
        }
    }

    /// Describes the limits for the reference. Empty for a constraint without any.
    #[cfg(feature = "docs")]
    pub fn describe(self) -> String {
        use super::media_kinds::{ANY, types};
        use super::prose::at_most;
        match self {
            Self::AtMost(_, 0) => "none".to_owned(),
            Self::AtMost(kinds, max) if kinds & ANY == ANY => at_most(max, "attachments"),
            Self::AtMost(kinds, max) => format!("{} of type {}", at_most(max, ""), types(kinds)),
            Self::NoUnusedThumbnail => String::new(),
        }
    }
}
