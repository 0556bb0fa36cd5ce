//! The state of a check, and everything that the families of constraints share: the values of options, counts, and
//! reports.

use super::context::{Creator, Records, ValidationContext};
use super::post::{Media, PostText, Target, field};
use super::reader::{Fields, IssueLocation, Items, Reader, TextRef, Texts};
use crate::check::issue::{Issues, NONE, flag};
use crate::check::tape;
use crate::rules::{CompiledRule, RuleSubject, Unit};
use crate::tables::Shape;
use crate::text;

/// A text of more bytes than this is too long for every platform: nothing else in it is looked at.
pub(super) const MAX_TEXT_BYTES: usize = 400_000;

/// So many of the last counts are looked through.
const MAX_KEPT_COUNTS: usize = 16;

/// A part of a post that a rule is checked against.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s, 'a> {
    pub(super) target: Option<&'s Target<'a>>,
    pub(super) text: PostText<'a>,
    pub(super) media: &'s Media<'a>,
    pub(super) options: &'s Fields,
    /// The location of the options, whether they are given or not, and their shape.
    pub(super) location: IssueLocation,
    pub(super) shape: &'a Shape,
    /// Whether the text is the post's own, as the attachments always are but in a later post of a thread.
    pub(super) is_shared: bool,
    /// Whether it is a later post of a thread.
    pub(super) is_later: bool,
}

impl Subject<'_, '_> {
    /// Returns true for the post as a whole, and for a target on a platform that shows thumbnails.
    pub(super) fn uses_thumbnails(&self) -> bool {
        self.target.is_none_or(|target| target.compiled.uses_thumbnails)
    }
}

/// A rule with the subject that it is checked against.
pub(super) struct RuleContext<'c, 'a> {
    pub(super) rule: &'c CompiledRule,
    pub(super) subject: &'c Subject<'c, 'a>,
}

impl RuleContext<'_, '_> {
    /// The option that the rule is about, by its index.
    pub(super) fn option(&self) -> Option<usize> {
        match self.rule.subject {
            RuleSubject::Option(index) => Some(usize::from(index)),
            RuleSubject::Text | RuleSubject::Media | RuleSubject::Account => None,
        }
    }
}

/// A count that was made: which text, in which unit, and the result.
struct Count<'a> {
    text: &'a [u8],
    unit: Unit,
    count: u32,
}

/// Targets that share the issues of the rule at hand.
#[derive(Clone, Copy)]
pub(super) enum Sharing {
    /// None do.
    No,
    /// There is no issue yet.
    Begun,
    /// The list of the targets.
    List(u32),
}

/// The state of a check.
pub(super) struct RuleChecker<'s, 'a> {
    pub(super) reader: Reader<'a>,
    pub(super) context: ValidationContext<'s>,
    pub(super) records: Records<'s>,
    pub(super) issues: &'s mut Issues,
    /// True if the platform of a target shows thumbnails.
    pub(super) uses_thumbnails: bool,
    pub(super) sharing: Sharing,
    counts: Vec<Count<'a>>,
}

impl<'s, 'a> RuleChecker<'s, 'a> {
    pub(super) fn new(
        reader: Reader<'a>,
        context: ValidationContext<'s>,
        records: Records<'s>,
        issues: &'s mut Issues,
        uses_thumbnails: bool,
    ) -> Self {
        Self { reader, context, records, issues, uses_thumbnails, sharing: Sharing::No, counts: Vec::new() }
    }

    pub(super) fn creator(&self, subject: &Subject<'_, 'a>) -> Option<Creator<'s>> {
        subject.target.and_then(|target| self.records.creator(target.index))
    }

    /// The position of the option that a rule is about, or of the account.
    fn option(&self, rule: &RuleContext<'_, 'a>) -> Option<usize> {
        match rule.rule.subject {
            RuleSubject::Option(index) => rule.subject.options.get(usize::from(index)),
            RuleSubject::Account => rule.subject.target?.fields.get(field::ACCOUNT),
            RuleSubject::Text | RuleSubject::Media => None,
        }
    }

    /// The number of the option.
    pub(super) fn number(&self, rule: &RuleContext<'_, 'a>) -> Option<f64> {
        self.option(rule).and_then(|at| self.reader.number(at))
    }

    /// The entries of the option.
    pub(super) fn entries(&self, rule: &RuleContext<'_, 'a>) -> Option<Items<'a>> {
        self.option(rule).and_then(|at| self.reader.items(at))
    }

    /// The fields of the option, an object or a list of objects of this shape.
    pub(super) fn option_shape(&self, rule: &RuleContext<'_, 'a>) -> Option<&'a Shape> {
        self.reader.schema.field_shape(rule.subject.shape, rule.option()?)
    }

    /// The fields of the option that is an object.
    pub(super) fn option_fields(&self, rule: &RuleContext<'_, 'a>) -> Option<Fields> {
        self.reader.fields(self.option(rule)?, self.option_shape(rule)?)
    }

    /// The text of the option, or the texts of its list.
    pub(super) fn texts(&self, rule: &RuleContext<'_, 'a>) -> Texts<'a> {
        self.reader.texts(self.option(rule))
    }

    /// Returns true if an option asks for something.
    pub(super) fn is_set(&self, option: usize, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(option).is_some_and(|at| {
            let head = self.reader.head(at);
            !matches!((head.tag, head.payload), (tape::NULL, _) | (tape::BOOLEAN | tape::LIST, 0))
        })
    }

    /// Counts a text. Where it cannot be more than `enough` in this unit, any smaller number will do.
    #[inline(never)]
    pub(super) fn count(&mut self, unit: Unit, enough: u32, text: &TextRef<'a>) -> u32 {
        let bytes = text.text.len() as u32;
        let most = match unit {
            Unit::Utf16 => return text.units,
            Unit::Bytes => return bytes,
            Unit::Threads => bytes,
            Unit::Weighted => max_weight(text),
            Unit::Graphemes | Unit::CodePoints => text.units,
        };
        if most <= enough {
            return most;
        }
        let text = text.text;
        let is_same = |made: &&Count<'_>| made.unit == unit && (core::ptr::eq(made.text, text) || made.text == text);
        if let Some(made) = self.counts.iter().rev().take(MAX_KEPT_COUNTS).find(is_same) {
            return made.count;
        }
        let count = text::count(kind_of(unit), text);
        self.counts.push(Count { text, unit, count });
        count
    }

    /// The location that a rule points to.
    #[inline(never)]
    pub(super) fn location(&self, rule: &RuleContext<'_, 'a>) -> IssueLocation {
        let subject = rule.subject;
        match (rule.rule.subject, subject.text.text, subject.target) {
            (RuleSubject::Option(index), ..) => {
                self.reader.location_of(subject.options, usize::from(index), subject.location, subject.shape)
            }
            (RuleSubject::Text, Some(text), _) => IssueLocation::of(text.at),
            (RuleSubject::Account, _, Some(target)) => {
                IssueLocation::of(target.fields.get(field::ACCOUNT).unwrap_or(target.at))
            }
            (RuleSubject::Text | RuleSubject::Media | RuleSubject::Account, ..) => subject.media.location,
        }
    }

    /// Reports a limit that is exceeded.
    #[inline(never)]
    pub(super) fn report_over(&mut self, rule: &RuleContext<'_, 'a>, limit: u32, actual: u32) {
        if actual > limit {
            self.report_over_at(rule, self.location(rule), limit, actual);
        }
    }

    #[inline(never)]
    pub(super) fn report_over_at(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        location: IssueLocation,
        limit: u32,
        actual: u32,
    ) {
        if actual > limit {
            self.report_numbers(rule, location, f64::from(limit), f64::from(actual), false);
        }
    }

    /// Reports an issue without numbers, at the location that the rule points to.
    #[inline(never)]
    pub(super) fn report_here(&mut self, rule: &RuleContext<'_, 'a>) {
        self.report(rule, self.location(rule));
    }

    /// Reports an issue without numbers.
    #[inline(never)]
    pub(super) fn report(&mut self, rule: &RuleContext<'_, 'a>, location: IssueLocation) {
        self.report_numbers(rule, location, NONE, NONE, false);
    }

    /// Reports an issue with its numbers, which may be only a warning.
    #[inline(never)]
    pub(super) fn report_numbers(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        location: IssueLocation,
        limit: f64,
        actual: f64,
        warning: bool,
    ) {
        let flags = if warning { flag::WARNING } else { 0 };
        self.report_record(rule, location, flags, limit, actual, None, &[]);
    }

    #[inline(never)]
    #[allow(clippy::too_many_arguments, reason = "the parts of a record")]
    pub(super) fn report_record(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        location: IssueLocation,
        flags: u32,
        limit: f64,
        actual: f64,
        found: Option<u32>,
        names: &[u32],
    ) {
        let flags = flags | if rule.rule.warning { flag::WARNING } else { 0 };
        // To find the location takes longer than to count.
        if flags & flag::RECOUNT == 0 && self.issues.leaves_out(flags & flag::WARNING != 0) {
            return;
        }
        let target = rule.subject.target;
        self.issues.go_to_root(target.map(|target| target.compiled.name), target.map(|target| target.index));
        if let (Sharing::Begun, Some(target)) = (self.sharing, target) {
            self.sharing = Sharing::List(self.issues.share(target.index));
        }
        if let Sharing::List(list) = self.sharing {
            self.issues.enter_shared(list);
        }
        self.reader.go_to(location, self.issues);
        self.issues.record(rule.rule.code, flags, limit, actual, found, names);
    }
}

/// The most that a text can weigh on X, in whatever form: the shortest link is four characters, and weighs 23.
pub(super) fn max_weight(text: &TextRef<'_>) -> u32 {
    text.units.saturating_mul(6)
}

/// The way in which the text module counts a unit.
pub(super) const fn kind_of(unit: Unit) -> text::CountUnit {
    match unit {
        Unit::Graphemes => text::CountUnit::Graphemes,
        Unit::CodePoints => text::CountUnit::CodePoints,
        Unit::Utf16 => text::CountUnit::Utf16,
        Unit::Bytes => text::CountUnit::Utf8,
        Unit::Weighted => text::CountUnit::XWeighted,
        Unit::Threads => text::CountUnit::Threads,
    }
}
