//! Constraints of texts.

use super::codec::{PackedReader, PackedWriter, numbered};
use super::needs;
use super::patterns::TextPattern;
use super::subject::RuleSubject;
use super::units::Unit;

/// A constraint of the text of a post, of an option, or of each text in the list of an option.
#[derive(Debug, Clone, Copy)]
pub enum TextConstraint {
    /// The text is no longer than this.
    Length(Unit, u32),
    /// The text is no longer than the first number; above the second another rule speaks.
    LengthUpTo(Unit, u32, u32),
    /// The text is no longer than this in either unit, of a platform that names none. Where it is too long in the first,
    /// smaller reading, another rule speaks.
    AmbiguousLength(Unit, Unit, u32),
    /// The text matches this.
    Matches(TextPattern),
    /// The text of the post has no more of these than this.
    Count(Counted, u32),
    /// The text of the post has no more of these than the first number; above the second another rule speaks.
    CountUpTo(Counted, u32, u32),
    /// The text of the post has no link with a scheme.
    NoLink,
}

numbered! {
    /// Parts of a text that platforms limit.
    pub enum Counted {
        /// Hashtags.
        Hashtags,
        /// The characters of the longest hashtag.
        HashtagLength,
        /// Mentions.
        Mentions,
        /// Cashtags.
        Cashtags,
        /// Different links.
        Links,
    }
}

impl TextConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter) {
        match self {
            Self::Length(unit, max) => to.numbers(&[0, unit.number(), max]),
            Self::LengthUpTo(unit, max, other) => to.numbers(&[1, unit.number(), max, other]),
            Self::AmbiguousLength(small, large, max) => to.numbers(&[2, small.number(), large.number(), max]),
            Self::Matches(pattern) => to.numbers(&[3, pattern.number()]),
            Self::Count(counted, max) => to.numbers(&[4, counted.number(), max]),
            Self::CountUpTo(counted, max, other) => to.numbers(&[5, counted.number(), max, other]),
            Self::NoLink => to.number(6),
        }
    }

    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        let [tag, first, second, third] = [from.number(), from.number(), from.number(), from.number()];
        Some(match tag {
            0 => Self::Length(Unit::from_number(first)?, second),
            1 => Self::LengthUpTo(Unit::from_number(first)?, second, third),
            2 => Self::AmbiguousLength(Unit::from_number(first)?, Unit::from_number(second)?, third),
            3 => Self::Matches(TextPattern::from_number(first)?),
            4 => Self::Count(Counted::from_number(first)?, second),
            5 => Self::CountUpTo(Counted::from_number(first)?, second, third),
            6 => Self::NoLink,
            _ => return None,
        })
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self, subject: RuleSubject) -> u32 {
        match self {
            Self::Length(..) | Self::LengthUpTo(..) | Self::AmbiguousLength(..) | Self::Matches(_) => {
                subject.option_bit()
            }
            Self::Count(counted, _) | Self::CountUpTo(counted, ..) => match counted {
                Counted::Hashtags | Counted::HashtagLength => needs::HASH,
                Counted::Mentions => needs::AT,
                Counted::Cashtags => needs::CASH,
                Counted::Links => needs::COLON,
            },
            Self::NoLink => needs::COLON,
        }
    }

    /// The limit in the sentence of the rule.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::Length(_, max)
            | Self::LengthUpTo(_, max, _)
            | Self::AmbiguousLength(_, _, max)
            | Self::Count(_, max)
            | Self::CountUpTo(_, max, _) => Some(max),
            Self::Matches(_) | Self::NoLink => None,
        }
    }

    /// Describes the limits for the reference. Empty for a constraint without any.
    #[cfg(feature = "docs")]
    pub fn describe(self) -> String {
        use super::prose::{at_most, grouped};
        let up_to =
            |limit: String, other: u32| format!("{limit} (above {}, another rule speaks)", grouped(other.into()));
        match self {
            Self::Length(unit, max) | Self::AmbiguousLength(_, unit, max) => at_most(max, unit.describe()),
            Self::LengthUpTo(unit, max, other) => up_to(at_most(max, unit.describe()), other),
            Self::Count(counted, max) => counted.describe(max),
            Self::CountUpTo(counted, max, other) => up_to(counted.describe(max), other),
            Self::Matches(_) | Self::NoLink => String::new(),
        }
    }
}

#[cfg(feature = "docs")]
impl Counted {
    fn describe(self, max: u32) -> String {
        use super::prose::at_most;
        match self {
            Self::Hashtags => at_most(max, "hashtags"),
            Self::HashtagLength => format!("{} in each hashtag", at_most(max, "characters")),
            Self::Mentions => at_most(max, "mentions"),
            Self::Cashtags => at_most(max, "cashtags"),
            Self::Links => at_most(max, "different links"),
        }
    }
}
