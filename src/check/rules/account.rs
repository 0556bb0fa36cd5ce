//! Evaluates constraints of accounts.

use super::checker::{RuleChecker, RuleContext};
use crate::rules::AccountConstraint;

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_account(&mut self, rule: &RuleContext<'_, 'a>, constraint: AccountConstraint) {
        match constraint {
            AccountConstraint::NotRepeated => {
                if rule.subject.target.is_some_and(|target| target.is_repeated) {
                    self.report_here(rule);
                }
            }
        }
    }
}
