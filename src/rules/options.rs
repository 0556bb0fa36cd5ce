//! Constraints of the options of a target that are more than texts.

use super::codec::{PackedReader, PackedWriter};
use super::subject::RuleSubject;

/// A constraint of an option.
#[derive(Debug, Clone, Copy)]
pub enum OptionConstraint {
    /// The list has no more entries than this.
    Entries(u32),
    /// The list has no more entries than there are images.
    EntriesPerImage,
    /// YouTube's tags, as it counts them, stay within this.
    TagTotal(u32),
    /// The number is the index of an image.
    ImageIndex,
    /// The number has no fraction.
    IsInteger,
    /// The text of each mention occurs exactly once.
    MentionsOccurOnce,
    /// Each answer of the poll has 1 to [`POLL_ANSWER_MAX`] characters.
    PollAnswers,
    /// The end is not before the start; the options are end date, end time, start date, start time.
    DateOrder([u8; 4]),
}

/// The most code points of an answer of a poll.
pub const POLL_ANSWER_MAX: u32 = 25;

impl OptionConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter) {
        match self {
            Self::Entries(max) => to.numbers(&[0, max]),
            Self::EntriesPerImage => to.number(1),
            Self::TagTotal(max) => to.numbers(&[2, max]),
            Self::ImageIndex => to.number(3),
            Self::IsInteger => to.number(4),
            Self::MentionsOccurOnce => to.number(5),
            Self::PollAnswers => to.number(6),
            Self::DateOrder(options) => {
                to.number(7);
                to.numbers(&options.map(u32::from));
            }
        }
    }

    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        Some(match from.number() {
            0 => Self::Entries(from.number()),
            1 => Self::EntriesPerImage,
            2 => Self::TagTotal(from.number()),
            3 => Self::ImageIndex,
            4 => Self::IsInteger,
            5 => Self::MentionsOccurOnce,
            6 => Self::PollAnswers,
            7 => Self::DateOrder([from.small(), from.small(), from.small(), from.small()]),
            _ => return None,
        })
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self, subject: RuleSubject) -> u32 {
        match self {
            Self::Entries(_)
            | Self::EntriesPerImage
            | Self::TagTotal(_)
            | Self::ImageIndex
            | Self::IsInteger
            | Self::MentionsOccurOnce
            | Self::PollAnswers
            | Self::DateOrder(_) => subject.option_bit(),
        }
    }

    /// The limit in the sentence of the rule.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::Entries(max) | Self::TagTotal(max) => Some(max),
            Self::PollAnswers => Some(POLL_ANSWER_MAX),
            Self::EntriesPerImage
            | Self::ImageIndex
            | Self::IsInteger
            | Self::MentionsOccurOnce
            | Self::DateOrder(_) => None,
        }
    }

    /// Describes the limits for the reference. Empty for a constraint without any.
    #[cfg(feature = "docs")]
    pub fn describe(self) -> String {
        use super::prose::at_most;
        match self {
            Self::Entries(max) => at_most(max, "entries"),
            Self::EntriesPerImage => "at most one for each image".to_owned(),
            Self::TagTotal(max) => format!("{} in all", at_most(max, "characters")),
            Self::PollAnswers => format!("1 to {POLL_ANSWER_MAX} characters each"),
            Self::ImageIndex | Self::IsInteger | Self::MentionsOccurOnce | Self::DateOrder(_) => String::new(),
        }
    }
}
