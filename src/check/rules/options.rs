//! Evaluates constraints of options.

use super::checker::{RuleChecker, RuleContext};
use super::patterns::matches_pattern;
use super::reader::IssueLocation;
use crate::check::form;
use crate::check::issue::NONE;
use crate::rules::{OptionConstraint, PICTURE, POLL_ANSWER_MAX, TextPattern, Unit};
use crate::text;

/// Mentions are not looked for in a longer text, in bytes: LinkedIn takes 3,000 characters, so the text is refused for
/// its length.
const MAX_SEARCHED: usize = 12_000;

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_option(&mut self, rule: &RuleContext<'_, 'a>, constraint: OptionConstraint) {
        let media = rule.subject.media;
        match constraint {
            OptionConstraint::Entries(max) => self.check_entries(rule, max),
            OptionConstraint::EntriesPerImage => {
                self.check_entries(rule, if media.is_known { media.count(PICTURE) } else { u32::MAX });
            }
            OptionConstraint::TagTotal(max) => {
                let tags = self.texts(rule).map(|tag| tag.text);
                let total = text::youtube_tags(text::CountUnit::CodePoints, tags);
                self.report_over(rule, max, total);
            }
            OptionConstraint::ImageIndex => {
                let last = f64::from(media.count(PICTURE)) - 1.0;
                if let Some(index) = self.number(rule).filter(|index| last >= 0.0 && *index > last) {
                    self.report_numbers(rule, self.location(rule), last, index, false);
                }
            }
            OptionConstraint::IsInteger => {
                if self.number(rule).is_some_and(|number| number.fract() != 0.0) {
                    self.report_here(rule);
                }
            }
            OptionConstraint::MentionsOccurOnce => self.check_mentions(rule),
            OptionConstraint::PollAnswers => self.check_poll(rule),
            OptionConstraint::DateOrder(options) => {
                if self.ends_early(rule, options) {
                    self.report_here(rule);
                }
            }
        }
    }

    fn check_entries(&mut self, rule: &RuleContext<'_, 'a>, max: u32) {
        self.report_over(rule, max, self.entries(rule).map_or(0, |entries| entries.count));
    }

    fn check_mentions(&mut self, rule: &RuleContext<'_, 'a>) {
        let (Some(text), Some(shape)) = (rule.subject.text.text, self.option_shape(rule)) else { return };
        if text.text.len() > MAX_SEARCHED {
            return;
        }
        for (_, at) in self.entries(rule).into_iter().flatten() {
            let Some(fields) = self.reader.fields(at, shape) else { continue };
            let Some(mention) = self.reader.text_of(&fields, 0) else { continue };
            let found = occurrences(text.text, mention.text);
            if found != 1 && !mention.text.is_empty() {
                self.report_numbers(rule, IssueLocation::of(mention.at), NONE, f64::from(found), false);
            }
        }
    }

    fn check_poll(&mut self, rule: &RuleContext<'_, 'a>) {
        for answer in self.reader.texts(self.option_fields(rule).and_then(|fields| fields.get(0))) {
            let length = self.count(Unit::CodePoints, POLL_ANSWER_MAX, &answer);
            if length > POLL_ANSWER_MAX || length == 0 {
                let (limit, actual) = (f64::from(POLL_ANSWER_MAX), f64::from(length));
                self.report_numbers(rule, IssueLocation::of(answer.at), limit, actual, false);
            }
        }
    }

    /// Returns true if an event ends before it starts.
    fn ends_early(&self, rule: &RuleContext<'_, 'a>, options: [u8; 4]) -> bool {
        let [end, end_time, start, start_time] = options.map(|option| {
            let text = self.reader.text_of(rule.subject.options, usize::from(option));
            text.map_or(&[][..], |text| text.text)
        });
        let is_time_of_day = |time: &[u8]| matches_pattern(TextPattern::TimeOfDay, time);
        let is_early = is_time_of_day(end_time) && is_time_of_day(start_time) && end_time < start_time;
        form::is_date(end) && form::is_date(start) && (end < start || (end == start && is_early))
    }
}

/// Counts how often a part occurs in a text; occurrences may not overlap.
fn occurrences(text: &[u8], part: &[u8]) -> u32 {
    let mut found = 0u32;
    let mut from = 0usize;
    let Some(first) = part.first() else { return 0 };
    while let Some(at) = text::find(text, *first, from) {
        let is_it = text.get(at..).is_some_and(|rest| rest.starts_with(part));
        found = found.wrapping_add(u32::from(is_it));
        from = at.wrapping_add(if is_it { part.len() } else { 1 });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::occurrences;

    #[test]
    fn occurrences_are_counted() {
        assert_eq!(occurrences(b"Acme and acme", b"Acme"), 1);
        assert_eq!(occurrences(b"Acme Acme Acme", b"Acme"), 3);
        assert_eq!(occurrences(b"Ac", b"Acme"), 0);
        assert_eq!(occurrences(b"Ac", b""), 0);
    }
}
