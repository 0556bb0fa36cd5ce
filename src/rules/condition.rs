//! Conditions of rules.

use super::codec::{PackedReader, PackedWriter};
use super::media_kinds::MediaKinds;
use super::needs;

/// A condition of a rule. Names are text in the tables and numbers in the packed form.
#[derive(Debug, Clone, Copy)]
pub enum Condition<Name = &'static str> {
    /// The option is given and asks for something: it is not `false`.
    Set(u8),
    /// The option is left out or `false`.
    Unset(u8),
    /// The option is given.
    Given(u8),
    /// The option is left out.
    Absent(u8),
    /// The option has this value.
    Is(u8, Name),
    /// The option has another value or none.
    IsNot(u8, Name),
    /// Something of these kinds is attached.
    With(MediaKinds),
    /// Nothing of these kinds is attached.
    Without(MediaKinds),
    /// No more than this many of any kind are attached.
    NotMoreThan(u32),
    /// The post has text.
    HasText,
    /// The post has no text, or only white space.
    NoText,
    /// This is a later post of a thread.
    IsThreadReply,
    /// The target has no options at all: the schema speaks where it has some.
    NoOptions,
    /// The target is not of this platform.
    PlatformIsNot(Name),
    /// The post is new, not an edit of a scheduled one.
    IsNew,
    /// The post is an edit of a scheduled one.
    IsEdit,
}

impl Condition {
    /// Writes the condition: its tag and two numbers.
    pub fn encode(self, to: &mut PackedWriter, intern: &mut dyn FnMut(&'static str) -> u32) {
        let numbers = match self {
            Self::Set(option) => [0, u32::from(option), 0],
            Self::Unset(option) => [1, u32::from(option), 0],
            Self::Given(option) => [2, u32::from(option), 0],
            Self::Absent(option) => [3, u32::from(option), 0],
            Self::Is(option, value) => [4, u32::from(option), intern(value)],
            Self::IsNot(option, value) => [5, u32::from(option), intern(value)],
            Self::With(kinds) => [6, u32::from(kinds), 0],
            Self::Without(kinds) => [7, u32::from(kinds), 0],
            Self::NotMoreThan(max) => [8, max, 0],
            Self::HasText => [9, 0, 0],
            Self::NoText => [10, 0, 0],
            Self::IsThreadReply => [11, 0, 0],
            Self::NoOptions => [12, 0, 0],
            Self::PlatformIsNot(platform) => [13, intern(platform), 0],
            Self::IsNew => [14, 0, 0],
            Self::IsEdit => [15, 0, 0],
        };
        to.numbers(&numbers);
    }

    /// The bits of everything without which the condition is not met.
    pub const fn needs(self) -> u32 {
        match self {
            Self::Set(option) | Self::Given(option) | Self::Is(option, _) => needs::option(option),
            Self::With(_) => needs::ITEMS,
            Self::Unset(_)
            | Self::Absent(_)
            | Self::IsNot(..)
            | Self::Without(_)
            | Self::NotMoreThan(_)
            | Self::HasText
            | Self::NoText
            | Self::IsThreadReply
            | Self::NoOptions
            | Self::PlatformIsNot(_)
            | Self::IsNew
            | Self::IsEdit => 0,
        }
    }

    /// Describes the condition for the reference. `option` gives the key of an option, and tells if it is a flag.
    #[cfg(feature = "docs")]
    pub fn describe(self, option: &dyn Fn(u8) -> (&'static str, bool)) -> String {
        use super::media_kinds::describe;
        let key = |index: u8| option(index).0;
        let is_flag = |index: u8| option(index).1;
        match self {
            Self::Set(index) if is_flag(index) => format!("`{}` is `true`", key(index)),
            Self::Unset(index) if is_flag(index) => format!("`{}` is left out or `false`", key(index)),
            Self::Set(index) | Self::Given(index) => format!("`{}` is given", key(index)),
            Self::Unset(index) | Self::Absent(index) => format!("`{}` is left out", key(index)),
            Self::Is(index, value) => format!("`{}` is `{value}`", key(index)),
            Self::IsNot(index, value) => format!("`{}` is not `{value}`", key(index)),
            Self::With(kinds) => format!("with {}", describe(kinds)),
            Self::Without(kinds) => format!("without {}", describe(kinds)),
            Self::NotMoreThan(max) => format!("with no more than {max} attached"),
            Self::HasText => "there is text".to_owned(),
            Self::NoText => "there is no text".to_owned(),
            Self::IsThreadReply => "in a later post of a thread".to_owned(),
            Self::NoOptions => "no options are given at all".to_owned(),
            Self::PlatformIsNot(other) => format!("the platform is not `{other}`"),
            Self::IsNew => "the post is new, not an edit".to_owned(),
            Self::IsEdit => "the post is an edit".to_owned(),
        }
    }
}

impl Condition<u32> {
    /// Reads a condition. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        let [tag, first, second] = [from.number(), from.number(), from.number()];
        let small = first as u8;
        Some(match tag {
            0 => Self::Set(small),
            1 => Self::Unset(small),
            2 => Self::Given(small),
            3 => Self::Absent(small),
            4 => Self::Is(small, second),
            5 => Self::IsNot(small, second),
            6 => Self::With(small),
            7 => Self::Without(small),
            8 => Self::NotMoreThan(first),
            9 => Self::HasText,
            10 => Self::NoText,
            11 => Self::IsThreadReply,
            12 => Self::NoOptions,
            13 => Self::PlatformIsNot(first),
            14 => Self::IsNew,
            15 => Self::IsEdit,
            _ => return None,
        })
    }
}
