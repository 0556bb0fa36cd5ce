//! Evaluates constraints that the creator's settings make.

use super::checker::{RuleChecker, RuleContext};
use super::context::{NO_COMMENT, NO_DUET, NO_STITCH};
use crate::check::issue::NONE;
use crate::check::tape::{self, Head};
use crate::rules::{CreatorConstraint, CreatorSetting};

impl<'a> RuleChecker<'_, 'a> {
    pub(super) fn check_creator(&mut self, rule: &RuleContext<'_, 'a>, constraint: CreatorConstraint<u32>) {
        let Some(creator) = self.creator(rule.subject) else { return };
        match constraint {
            CreatorConstraint::OfferedLevel(option, default) => {
                let level = match rule.subject.options.get(usize::from(option)) {
                    None => default,
                    Some(at) => match self.reader.head(at) {
                        Head { tag: tape::NAME, payload } => payload,
                        _ => return,
                    },
                };
                if !creator.levels.contains(&level) {
                    self.report_record(rule, self.location(rule), 0, NONE, NONE, None, creator.levels);
                }
            }
            CreatorConstraint::Allows(setting) => {
                let is_off = creator.flags & flag_of(setting) != 0;
                if is_off && rule.option().is_some_and(|option| !self.is_set(option, rule.subject)) {
                    self.report_here(rule);
                }
            }
        }
    }
}

const fn flag_of(setting: CreatorSetting) -> u32 {
    match setting {
        CreatorSetting::NoComment => NO_COMMENT,
        CreatorSetting::NoDuet => NO_DUET,
        CreatorSetting::NoStitch => NO_STITCH,
    }
}
