//! Evaluates constraints of texts.

use super::checker::{MAX_TEXT_BYTES, RuleChecker, RuleContext, max_weight};
use super::patterns::matches_pattern;
use super::reader::{IssueLocation, TextRef};
use crate::check::issue::flag;
use crate::rules::{Counted, RuleSubject, TextConstraint, Unit};
use crate::text;

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_text(&mut self, rule: &RuleContext<'_, 'a>, constraint: TextConstraint) {
        match constraint {
            TextConstraint::Count(counted, max) => self.check_count(rule, counted, max, u32::MAX),
            TextConstraint::CountUpTo(counted, max, other) => self.check_count(rule, counted, max, other),
            TextConstraint::NoLink => {
                if rule.subject.text.text.is_some_and(|text| has_link(text.text)) {
                    self.report_here(rule);
                }
            }
            TextConstraint::Length(..)
            | TextConstraint::LengthUpTo(..)
            | TextConstraint::AmbiguousLength(..)
            | TextConstraint::Matches(_) => match rule.subject.text.text {
                Some(text) if rule.rule.subject == RuleSubject::Text => self.check_one(rule, &text, constraint),
                _ => {
                    for text in self.texts(rule) {
                        self.check_one(rule, &text, constraint);
                    }
                }
            },
        }
    }

    #[inline(never)]
    fn check_one(&mut self, rule: &RuleContext<'_, 'a>, text: &TextRef<'a>, constraint: TextConstraint) {
        match constraint {
            TextConstraint::Length(unit, max) => self.check_length(rule, text, unit, max, u32::MAX),
            TextConstraint::LengthUpTo(unit, max, other) => self.check_length(rule, text, unit, max, other),
            TextConstraint::AmbiguousLength(small, large, max) => {
                let count = self.count(large, max, text);
                if count > max && self.count(small, max, text) <= max {
                    self.report_over_at(rule, IssueLocation::of(text.at), max, count);
                }
            }
            TextConstraint::Matches(pattern) => {
                if text.text.len() <= MAX_TEXT_BYTES && !matches_pattern(pattern, text.text) {
                    self.report(rule, IssueLocation::of(text.at));
                }
            }
            TextConstraint::Count(..) | TextConstraint::CountUpTo(..) | TextConstraint::NoLink => {}
        }
    }

    /// Checks a length up to `other`, above which another rule speaks.
    fn check_length(&mut self, rule: &RuleContext<'_, 'a>, text: &TextRef<'a>, unit: Unit, max: u32, other: u32) {
        let count = self.count(unit, max, text);
        if may_grow(unit, max, text) {
            // Only the host can compose a text: it counts again, and reports the result.
            let (location, limit, count) = (IssueLocation::of(text.at), f64::from(max), f64::from(count));
            self.report_record(rule, location, flag::RECOUNT, limit, count, None, &[]);
        } else if count <= other {
            self.report_over_at(rule, IssueLocation::of(text.at), max, count);
        }
    }

    /// Counts something in a text that is not too long for every platform, up to `other`, above which another rule speaks.
    fn check_count(&mut self, rule: &RuleContext<'_, 'a>, counted: Counted, max: u32, other: u32) {
        let Some(text) = rule.subject.text.text.map(|text| text.text).filter(|text| text.len() <= MAX_TEXT_BYTES)
        else {
            return;
        };
        let count = match counted {
            Counted::Hashtags => text::hashtags(text),
            Counted::HashtagLength => text::longest_hashtag(text),
            Counted::Mentions => text::mentions(text),
            Counted::Cashtags => text::cashtags(text),
            Counted::Links => text::unique_links(text, false),
        };
        if count <= other {
            self.report_over(rule, max, count);
        }
    }
}

/// Returns true if X may count more in the composed form of a text than in this one.
fn may_grow(unit: Unit, limit: u32, text: &TextRef<'_>) -> bool {
    unit == Unit::Weighted && max_weight(text) > limit && text::may_change_in_nfc(text.text)
}

/// Returns true if a text contains `http://` or `https://`, which is how PostPeer finds links when it charges for them.
fn has_link(text: &[u8]) -> bool {
    let mut colons = text.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(place, _)| place);
    colons.any(|place| {
        let (before, after) = text.split_at_checked(place).unwrap_or((text, &[]));
        after.starts_with(b"://") && (ends_with(before, b"http") || ends_with(before, b"https"))
    })
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    let start = text.len().wrapping_sub(end.len());
    text.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::has_link;

    #[test]
    fn links_are_found_by_their_scheme() {
        assert!(has_link(b"see HTTPS://a.b") && has_link(b"http://x"));
        assert!(!has_link(b"see a.b") && !has_link(b"ftp://a") && !has_link(b"://"));
    }
}
