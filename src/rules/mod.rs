//! The vocabulary of rules: what PostPeer and the platforms say only in prose.
//!
//! A [`Rule`] is a row: its subject, the conditions under which it applies, the constraint, and the message for a post
//! that does not keep it. The rows stand in the files of [`crate::api`]; [`crate::tables`] packs them; `crate::check::rules`
//! evaluates them. Its code is made of the platform, the subject and the name of the message:
//! `twitter.text.too_long`, `tiktok.disable_duet.ignored`.
//!
//! A rule is an error where the platform or PostPeer is known to refuse, and a warning where something is dropped or
//! changed without a word, where sources disagree, or where the rule is inferred.
//!
//! Each family of constraints has a file here, with its variants, how they are packed and described; and a file of the
//! same name in `crate::check::rules`, which evaluates them.

mod account;
mod addresses;
pub mod codec;
mod condition;
mod constraint;
mod creator;
mod media_facts;
mod media_items;
pub mod media_kinds;
pub mod messages;
pub mod needs;
mod options;
mod patterns;
#[cfg(feature = "docs")]
pub mod prose;
mod rule;
mod subject;
mod text;
mod time;
mod units;

pub use account::AccountConstraint;
pub use addresses::AddressConstraint;
pub use condition::Condition;
pub use constraint::{CompiledConstraint, Constraint};
pub use creator::{CreatorConstraint, CreatorSetting};
pub use media_facts::{FILE_NAMES, FileConstraint, FileName, MediaFact, READ_FACTS};
pub use media_items::MediaItemsConstraint;
pub use media_kinds::{ANY, DOCUMENT, GIF, IMAGE, MEDIA_KINDS, MediaKinds, PICTURE, THUMBNAIL, VIDEO};
pub use messages::{Detail, IssueCode, MessageId};
pub use options::{OptionConstraint, POLL_ANSWER_MAX};
pub use patterns::TextPattern;
pub use rule::{CompiledRule, Rule};
pub use subject::RuleSubject;
pub use text::{Counted, TextConstraint};
pub use time::TimeConstraint;
pub use units::Unit;
