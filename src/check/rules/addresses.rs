//! Evaluates constraints of the addresses of attachments.

use super::checker::{RuleChecker, RuleContext};
use super::patterns::matches_pattern;
use super::post::field;
use super::signatures::expiry;
use crate::rules::{AddressConstraint, VIDEO};

impl<'a> RuleChecker<'_, 'a> {
    /// Checks the addresses of the attachments, and of their cover images where those are used.
    pub(super) fn check_addresses(&mut self, rule: &RuleContext<'_, 'a>, constraint: AddressConstraint) {
        let due = self.context.due();
        let uses_thumbnails = self.uses_thumbnails(rule);
        let media = rule.subject.media;
        for item in &media.items {
            let thumbnail = item.thumbnail.filter(|_| uses_thumbnails && item.kind == VIDEO);
            for (index, url) in [(field::URL, item.url), (field::THUMBNAIL, thumbnail)] {
                let is_kept = url.is_none_or(|url| match constraint {
                    AddressConstraint::Matches(pattern) => matches_pattern(pattern, url),
                    AddressConstraint::UrlOutlivesSchedule => {
                        // Not a number where nothing is known: then no comparison holds.
                        let ends_early = expiry(url) * 1000.0 < due;
                        index != field::URL || !ends_early
                    }
                });
                if !is_kept && let Some(field) = media.shape.and_then(|shape| shape.fields.get(index)) {
                    self.report(rule, item.location.key(field.key));
                }
            }
        }
    }
}
