//! Constraints: what a rule asks of a post, by families.

use super::account::AccountConstraint;
use super::addresses::AddressConstraint;
use super::codec::{PackedNames, PackedReader, PackedWriter};
use super::creator::CreatorConstraint;
use super::media_facts::FileConstraint;
use super::media_items::MediaItemsConstraint;
use super::options::OptionConstraint;
use super::subject::RuleSubject;
use super::text::TextConstraint;
use super::time::TimeConstraint;

/// What a rule asks of a post; an issue is reported where the post does not keep it. Names are text in the tables and
/// numbers in the packed form.
#[derive(Debug, Clone, Copy)]
pub enum Constraint<Name = &'static str, Names = &'static [&'static str]> {
    /// Nothing keeps it: the conditions say all.
    Never,
    /// Of a text.
    Text(TextConstraint),
    /// Of the list of attachments.
    MediaItems(MediaItemsConstraint),
    /// Of the addresses of the attachments.
    Address(AddressConstraint),
    /// Of the files of the attachments.
    File(FileConstraint<Name, Names>),
    /// Of an option.
    Option(OptionConstraint),
    /// Of the creator's settings.
    Creator(CreatorConstraint<Name>),
    /// Of the time.
    Time(TimeConstraint),
    /// Of the account.
    Account(AccountConstraint),
}

/// A constraint in the packed form.
pub type CompiledConstraint = Constraint<u32, PackedNames>;

impl Constraint {
    /// Writes the constraint: the tag of its family, and what the family writes.
    pub fn encode(self, to: &mut PackedWriter, intern: &mut dyn FnMut(&'static str) -> u32) {
        match self {
            Self::Never => to.number(0),
            Self::Text(constraint) => {
                to.number(1);
                constraint.encode(to);
            }
            Self::MediaItems(constraint) => {
                to.number(2);
                constraint.encode(to);
            }
            Self::Address(constraint) => {
                to.number(3);
                constraint.encode(to);
            }
            Self::File(constraint) => {
                to.number(4);
                constraint.encode(to, intern);
            }
            Self::Option(constraint) => {
                to.number(5);
                constraint.encode(to);
            }
            Self::Creator(constraint) => {
                to.number(6);
                constraint.encode(to, intern);
            }
            Self::Time(constraint) => to.numbers(&[7, constraint.number()]),
            Self::Account(constraint) => to.numbers(&[8, constraint.number()]),
        }
    }

    /// The bits of everything without which the constraint is kept: see [`super::needs`].
    pub const fn needs(self, subject: RuleSubject) -> u32 {
        match self {
            Self::Never | Self::Account(_) => 0,
            Self::Text(constraint) => constraint.needs(subject),
            Self::MediaItems(constraint) => constraint.needs(),
            Self::Address(constraint) => constraint.needs(),
            Self::File(constraint) => constraint.needs(),
            Self::Option(constraint) => constraint.needs(subject),
            Self::Creator(constraint) => constraint.needs(),
            Self::Time(constraint) => constraint.needs(),
        }
    }

    /// The limit in the sentence of the rule, as far as the table says it.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::Text(constraint) => constraint.limit(),
            Self::MediaItems(constraint) => constraint.limit(),
            Self::File(constraint) => constraint.limit(),
            Self::Option(constraint) => constraint.limit(),
            Self::Never | Self::Address(_) | Self::Creator(_) | Self::Time(_) | Self::Account(_) => None,
        }
    }

    /// Describes the limits for the reference. Empty for a constraint without any.
    #[cfg(feature = "docs")]
    pub fn describe(self) -> String {
        match self {
            Self::Text(constraint) => constraint.describe(),
            Self::MediaItems(constraint) => constraint.describe(),
            Self::File(constraint) => constraint.describe(),
            Self::Option(constraint) => constraint.describe(),
            Self::Never | Self::Address(_) | Self::Creator(_) | Self::Time(_) | Self::Account(_) => String::new(),
        }
    }
}

impl CompiledConstraint {
    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        Some(match from.number() {
            0 => Self::Never,
            1 => Self::Text(TextConstraint::decode(from)?),
            2 => Self::MediaItems(MediaItemsConstraint::decode(from)?),
            3 => Self::Address(AddressConstraint::decode(from)?),
            4 => Self::File(FileConstraint::decode(from)?),
            5 => Self::Option(OptionConstraint::decode(from)?),
            6 => Self::Creator(CreatorConstraint::decode(from)?),
            7 => Self::Time(TimeConstraint::from_number(from.number())?),
            8 => Self::Account(AccountConstraint::from_number(from.number())?),
            _ => return None,
        })
    }
}
