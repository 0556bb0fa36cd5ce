//! Evaluates constraints of the time of a post.

use super::checker::{RuleChecker, RuleContext};
use super::context::{IN_GAP, ValidationContext, ZONE_UNKNOWN};
use crate::rules::TimeConstraint;

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_time(&mut self, rule: &RuleContext<'_, 'a>, constraint: TimeConstraint) {
        if !is_kept(constraint, self.context) {
            self.report_here(rule);
        }
    }
}

fn is_kept(constraint: TimeConstraint, context: ValidationContext<'_>) -> bool {
    let (literal, first, second) = (context.literal(), context.first(), context.second());
    let is_local = literal.is_nan();
    match constraint {
        // A minute's grace: the clocks of two machines are never quite the same.
        TimeConstraint::NotPast => {
            const GRACE: f64 = 60_000.0;
            let age = context.now() - context.scheduled();
            age.is_nan() || age <= GRACE
        }
        TimeConstraint::KnownZone => !context.flag(ZONE_UNKNOWN),
        TimeConstraint::OneReading => {
            let is_known = literal.is_finite() && first.is_finite();
            !is_known || literal == first || literal == second
        }
        TimeConstraint::NotInGap => !is_local || !context.flag(IN_GAP),
        TimeConstraint::NotInOverlap => !is_local || !second.is_finite(),
    }
}
