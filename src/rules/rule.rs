//! A rule: its row in the tables, and its packed form.

use super::codec::{PackedReader, PackedWriter};
use super::condition::Condition;
use super::constraint::{CompiledConstraint, Constraint};
use super::media_facts::{FileConstraint, FileName, MediaFact};
use super::media_items::MediaItemsConstraint;
use super::media_kinds::{IMAGE, MediaKinds, VIDEO};
use super::messages::{Detail, MessageId};
use super::patterns::TextPattern;
use super::subject::RuleSubject;
use super::text::{Counted, TextConstraint};
use super::units::Unit;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The subject of the rule, where its issue points.
    pub subject: RuleSubject,
    /// The message of its issue.
    pub message: MessageId,
    /// Whether its issue is only a warning.
    pub warning: bool,
    /// The conditions under which it applies: all of them.
    pub conditions: &'static [Condition],
    /// The constraint. The issue is reported where a post does not keep it.
    pub constraint: Constraint,
    /// The part of the message that the template leaves open: a unit, a reason, a format.
    pub detail: Detail,
    /// The source of the rule, as a tag explained in the reference.
    pub source: &'static str,
    /// A note for readers of the reference.
    #[cfg(feature = "docs")]
    pub note: &'static str,
}

impl Rule {
    const fn new(subject: RuleSubject, message: MessageId, warning: bool, constraint: Constraint) -> Self {
        Self {
            subject,
            message,
            warning,
            conditions: &[],
            constraint,
            detail: Detail::None,
            source: "spec",
            #[cfg(feature = "docs")]
            note: "",
        }
    }

    /// A rule whose violation is refused.
    pub const fn error(subject: RuleSubject, message: MessageId, constraint: Constraint) -> Self {
        Self::new(subject, message, false, constraint)
    }

    /// A rule whose violation is worth a warning.
    pub const fn warning(subject: RuleSubject, message: MessageId, constraint: Constraint) -> Self {
        Self::new(subject, message, true, constraint)
    }

    /// An option without effect.
    pub const fn ignored(option: u8, detail: Detail, conditions: &'static [Condition]) -> Self {
        Self::warning(RuleSubject::Option(option), MessageId::Ignored, Constraint::Never)
            .detail(detail)
            .when(conditions)
    }

    /// A required value.
    pub const fn missing(subject: RuleSubject, detail: Detail, conditions: &'static [Condition]) -> Self {
        Self::error(subject, MessageId::Missing, Constraint::Never).detail(detail).when(conditions)
    }

    /// Two values that exclude each other.
    pub const fn conflict(subject: RuleSubject, detail: Detail, conditions: &'static [Condition]) -> Self {
        Self::error(subject, MessageId::Conflict, Constraint::Never).detail(detail).when(conditions)
    }

    /// A warning about a post that is otherwise right.
    pub const fn notice(subject: RuleSubject, detail: Detail, conditions: &'static [Condition]) -> Self {
        Self::warning(subject, MessageId::Notice, Constraint::Never).detail(detail).when(conditions)
    }

    /// A pattern of a text.
    pub const fn matches(subject: RuleSubject, message: MessageId, pattern: TextPattern) -> Self {
        Self::error(subject, message, Constraint::Text(TextConstraint::Matches(pattern)))
    }

    /// The address of a cover image, which is fetched where there is a video.
    pub const fn cover(option: u8, message: MessageId, pattern: TextPattern) -> Self {
        Self::matches(RuleSubject::Option(option), message, pattern).when(&[Condition::With(VIDEO)]).from("docs")
    }

    /// A limit of length with a known unit.
    pub const fn length(subject: RuleSubject, unit: Unit, max: u32) -> Self {
        let detail = match unit {
            Unit::Bytes => Detail::Bytes,
            Unit::Weighted => Detail::CharactersByX,
            Unit::Threads => Detail::CharactersEmojiAsBytes,
            Unit::Graphemes | Unit::CodePoints | Unit::Utf16 => Detail::Characters,
        };
        Self::error(subject, MessageId::TooLong, Constraint::Text(TextConstraint::Length(unit, max))).detail(detail)
    }

    /// The second half of a limit of length without a unit: the larger reading.
    pub const fn ambiguous_length(subject: RuleSubject, small: Unit, large: Unit, max: u32) -> Self {
        let detail = match large {
            Unit::Threads => Detail::EmojiAsBytes,
            Unit::Weighted => Detail::InWeights,
            Unit::Graphemes | Unit::CodePoints | Unit::Utf16 | Unit::Bytes => Detail::InUtf16,
        };
        let constraint = Constraint::Text(TextConstraint::AmbiguousLength(small, large, max));
        Self::warning(subject, MessageId::MayBeTooLong, constraint).detail(detail)
    }

    /// The most of something in the text.
    pub const fn count(counted: Counted, max: u32, detail: Detail) -> Self {
        let constraint = Constraint::Text(TextConstraint::Count(counted, max));
        Self::error(RuleSubject::Text, MessageId::TooMany, constraint).detail(detail)
    }

    /// The most attachments of some kinds.
    pub const fn items(kinds: MediaKinds, max: u32, detail: Detail) -> Self {
        let constraint = Constraint::MediaItems(MediaItemsConstraint::AtMost(kinds, max));
        Self::error(RuleSubject::Media, MessageId::TooMany, constraint).detail(detail)
    }

    /// The bounds of a fact of a file.
    pub const fn file(kinds: MediaKinds, fact: MediaFact, min: f32, max: f32, detail: Detail) -> Self {
        let message = if matches!(fact, MediaFact::Bytes) { MessageId::BytesOutOfRange } else { MessageId::OutOfRange };
        let constraint = Constraint::File(FileConstraint::Between(kinds, fact, min, max));
        Self::error(RuleSubject::Media, message, constraint).detail(detail)
    }

    /// The containers that are accepted.
    pub const fn container(kinds: MediaKinds, names: &'static [&'static str], detail: Detail) -> Self {
        Self::named(kinds, FileName::Container, names, detail)
    }

    /// The video codecs that are accepted.
    pub const fn codec(names: &'static [&'static str], detail: Detail) -> Self {
        Self::named(VIDEO, FileName::VideoCodec, names, detail)
    }

    /// Sound that every player understands; other sound is at the platform's mercy.
    pub const fn sound() -> Self {
        Self::named(VIDEO, FileName::AudioCodec, &["aac"], Detail::AacSound).only_warn()
    }

    const fn named(kinds: MediaKinds, which: FileName, names: &'static [&'static str], detail: Detail) -> Self {
        let constraint = Constraint::File(FileConstraint::Named(kinds, which, names));
        Self::error(RuleSubject::Media, MessageId::NotTaken, constraint).detail(detail)
    }

    /// The most megabytes of a file. An animation may be attached as an image, and may weigh as much as animations may.
    pub const fn megabytes(kinds: MediaKinds, max: u32) -> Self {
        let other = if kinds == IMAGE { Some("gif") } else { None };
        let constraint = Constraint::File(FileConstraint::Megabytes(kinds, max, other));
        Self::error(RuleSubject::Media, MessageId::TooHeavy, constraint)
    }

    /// A file that can be played while it is still being fetched.
    pub const fn streamable() -> Self {
        Self::lacking(MediaFact::Streamable, 1.0, 1.0, Detail::HeaderFirst).only_warn()
    }

    /// The most chroma of a video, by its number among those of [`MediaFact::Chroma`].
    pub const fn chroma(max: f32) -> Self {
        Self::lacking(MediaFact::Chroma, 0.0, max, Detail::Yuv420)
    }

    /// The bounds of a fact of a video whose number means nothing to people.
    pub const fn lacking(fact: MediaFact, min: f32, max: f32, detail: Detail) -> Self {
        let constraint = Constraint::File(FileConstraint::Between(VIDEO, fact, min, max));
        Self::error(RuleSubject::Media, MessageId::Lacking, constraint).detail(detail)
    }

    /// Sets the subject.
    pub const fn of(mut self, subject: RuleSubject) -> Self {
        self.subject = subject;
        self
    }

    /// Sets the message.
    pub const fn message(mut self, message: MessageId) -> Self {
        self.message = message;
        self
    }

    /// Sets the conditions.
    pub const fn when(mut self, conditions: &'static [Condition]) -> Self {
        self.conditions = conditions;
        self
    }

    /// Sets the part of the message that the template leaves open.
    pub const fn detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }

    /// Sets the source of the rule.
    pub const fn from(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// Makes it a warning.
    pub const fn only_warn(mut self) -> Self {
        self.warning = true;
        self
    }

    /// Adds a note for readers of the reference.
    #[cfg_attr(not(feature = "docs"), allow(unused_mut, unused_variables))]
    pub const fn note(mut self, note: &'static str) -> Self {
        #[cfg(feature = "docs")]
        {
            self.note = note;
        }
        self
    }

    /// Writes the rule, one of a group: its subject, the bits that it [needs](super::needs), its severity, its conditions and its
    /// constraint.
    pub fn encode(&self, group: &[Self], to: &mut PackedWriter, intern: &mut dyn FnMut(&'static str) -> u32) {
        let (conditions, constraint) = (self.packed_conditions(), self.packed_constraint(group));
        let needs = conditions.iter().fold(constraint.needs(self.subject), |needs, one| needs | one.needs());
        to.numbers(&[self.subject.number(), needs, u32::from(self.warning), conditions.len() as u32]);
        for condition in conditions {
            condition.encode(to, intern);
        }
        constraint.encode(to, intern);
    }

    /// The conditions as they are packed.
    pub fn packed_conditions(&self) -> Vec<Condition> {
        self.conditions.iter().copied().chain(self.implied_condition()).collect()
    }

    /// The condition that goes without saying: an option is ignored only where it asks for something.
    fn implied_condition(&self) -> Option<Condition> {
        match (self.message, self.constraint, self.subject) {
            (MessageId::Ignored, Constraint::Never, RuleSubject::Option(option)) => Some(Condition::Set(option)),
            _ => None,
        }
    }

    /// The constraint as it is packed. A warning about containers leaves those to the error about the same files that are
    /// refused anyway: it names the containers that the error accepts and the warning does not.
    pub fn packed_constraint(&self, group: &[Self]) -> Constraint {
        let Constraint::File(FileConstraint::Named(kinds, FileName::Container, names)) = self.constraint else {
            return self.constraint;
        };
        let accepted = group.iter().find_map(|rule| match rule.constraint {
            Constraint::File(FileConstraint::Named(of, FileName::Container, names))
                if of == kinds && !rule.warning && rule.conditions.is_empty() =>
            {
                Some(names)
            }
            _ => None,
        });
        match accepted {
            Some(accepted) if self.warning => {
                let doubtful: Vec<_> = accepted.iter().filter(|name| !names.contains(name)).copied().collect();
                // The tables are packed once, while the crate is built.
                Constraint::File(FileConstraint::NotNamed(kinds, FileName::Container, doubtful.leak()))
            }
            _ => self.constraint,
        }
    }
}

/// A rule in the packed form.
#[derive(Debug)]
pub struct CompiledRule {
    /// The number of its code.
    pub code: u32,
    /// The subject of the rule, where its issue points.
    pub subject: RuleSubject,
    /// The bits of everything that must be there, or the rule has nothing to say: see [`super::needs`].
    pub needs: u32,
    /// Whether its issue is only a warning.
    pub warning: bool,
    /// The conditions under which it applies: all of them.
    pub conditions: Vec<Condition<u32>>,
    /// The constraint.
    pub constraint: CompiledConstraint,
}

impl CompiledRule {
    /// Reads the rule with the number of its code. None where a tag in it is unknown.
    pub fn decode(code: u32, mut from: PackedReader) -> Option<Self> {
        let (subject, needs, warning) = (from.number(), from.number(), from.number());
        let mut conditions = Vec::new();
        for _ in 0..from.number() {
            conditions.push(Condition::decode(&mut from)?);
        }
        Some(Self {
            code,
            subject: RuleSubject::from_number(subject),
            needs,
            warning: warning != 0,
            conditions,
            constraint: CompiledConstraint::decode(&mut from)?,
        })
    }
}
