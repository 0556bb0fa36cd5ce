//! Evaluates constraints of the list of attachments.

use super::checker::{RuleChecker, RuleContext};
use super::post::field;
use crate::rules::{MediaItemsConstraint, VIDEO};

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_media_items(&mut self, rule: &RuleContext<'_, 'a>, constraint: MediaItemsConstraint) {
        match constraint {
            MediaItemsConstraint::AtMost(kinds, max) => self.report_over(rule, max, rule.subject.media.count(kinds)),
            MediaItemsConstraint::NoUnusedThumbnail => self.check_thumbnails(rule),
        }
    }

    fn check_thumbnails(&mut self, rule: &RuleContext<'_, 'a>) {
        let media = rule.subject.media;
        let uses_thumbnails = self.uses_thumbnails(rule);
        let Some(field) = media.shape.and_then(|shape| shape.fields.get(field::THUMBNAIL)) else { return };
        for item in &media.items {
            let is_used = uses_thumbnails && item.kind == VIDEO;
            if item.thumbnail.is_some() && !is_used {
                self.report(rule, item.location.key(field.key));
            }
        }
    }

    /// Returns true if a platform shows the thumbnails of the videos at hand.
    pub(super) fn uses_thumbnails(&self, rule: &RuleContext<'_, 'a>) -> bool {
        self.uses_thumbnails && rule.subject.uses_thumbnails() && !rule.subject.is_later
    }
}
