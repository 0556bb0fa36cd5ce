//! Evaluates conditions of rules.

use super::checker::{RuleChecker, Subject};
use super::context::EDIT;
use super::post::field;
use crate::check::tape;
use crate::rules::{ANY, Condition};

impl<'a> RuleChecker<'_, 'a> {
    #[inline(never)]
    pub(super) fn condition_met(&self, condition: Condition<u32>, subject: &Subject<'_, 'a>) -> bool {
        match condition {
            Condition::Set(option) => self.is_set(usize::from(option), subject),
            Condition::Unset(option) => !self.is_set(usize::from(option), subject),
            Condition::Given(option) => self.is_given(option, subject),
            Condition::Absent(option) => !self.is_given(option, subject),
            Condition::Is(option, value) => self.has_value(option, value, subject),
            Condition::IsNot(option, value) => !self.has_value(option, value, subject),
            Condition::With(kinds) => subject.media.count(kinds) > 0,
            Condition::Without(kinds) => subject.media.is_known && subject.media.count(kinds) == 0,
            Condition::NotMoreThan(max) => subject.media.count(ANY) <= max,
            Condition::HasText => subject.text.text.is_some() && !subject.text.is_blank,
            Condition::NoText => subject.text.is_blank,
            Condition::IsThreadReply => subject.is_later,
            Condition::NoOptions => subject.target.is_some_and(|target| target.fields.get(field::OPTIONS).is_none()),
            Condition::PlatformIsNot(platform) => subject.target.is_none_or(|target| target.compiled.name != platform),
            Condition::IsNew => !self.context.flag(EDIT),
            Condition::IsEdit => self.context.flag(EDIT),
        }
    }

    fn is_given(&self, option: u8, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(usize::from(option)).is_some_and(|at| self.reader.head(at).tag != tape::NULL)
    }

    fn has_value(&self, option: u8, value: u32, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(usize::from(option)).is_some_and(|at| {
            let head = self.reader.head(at);
            head.tag == tape::NAME && head.payload == value
        })
    }
}
