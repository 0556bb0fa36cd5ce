//! Subjects of rules.

use super::needs;

/// The subject of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleSubject {
    /// The text that is published: the target's own, else the post's; each post of a thread on its own.
    Text,
    /// The attachments; those of each post of a thread on their own.
    Media,
    /// The account.
    Account,
    /// An option of the target (in the post's own rules: a field of the post), by its index in the table.
    Option(u8),
}

impl RuleSubject {
    /// The subjects that are no option, by their numbers. Those of options follow.
    pub const FIXED: [Self; 3] = [Self::Text, Self::Media, Self::Account];

    /// The name in codes; an option goes by its key.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Text => Some("text"),
            Self::Media => Some("media"),
            Self::Account => Some("account_id"),
            Self::Option(_) => None,
        }
    }

    /// The number of a subject in the packed form.
    pub const fn number(self) -> u32 {
        match self {
            Self::Text => 0,
            Self::Media => 1,
            Self::Account => 2,
            Self::Option(index) => (index as u32).wrapping_add(3),
        }
    }

    /// Returns the subject of a number.
    pub(super) const fn from_number(number: u32) -> Self {
        match number {
            0 => Self::Text,
            1 => Self::Media,
            2 => Self::Account,
            option => Self::Option(option.wrapping_sub(3) as u8),
        }
    }

    /// The bit of [`needs`] of an option; none for other subjects, which are always there.
    pub(super) const fn option_bit(self) -> u32 {
        match self {
            Self::Option(index) => needs::option(index),
            Self::Text | Self::Media | Self::Account => 0,
        }
    }
}
