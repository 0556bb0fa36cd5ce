//! Evaluates constraints of the files of attachments.

use super::checker::{RuleChecker, RuleContext};
use super::context::{File, ITEM_COVER, TARGET_COVER};
use super::post::{MediaItem, field};
use super::reader::IssueLocation;
use crate::check::issue::NONE;
use crate::rules::codec::PackedNames;
use crate::rules::{FileConstraint, FileName, MediaFact, THUMBNAIL, VIDEO};

type CompiledFileConstraint = FileConstraint<u32, PackedNames>;

impl<'a> RuleChecker<'_, 'a> {
    /// Checks the files of which something is known.
    pub(super) fn check_files(&mut self, rule: &RuleContext<'_, 'a>, constraint: CompiledFileConstraint) {
        let is_cover = constraint.kinds() == THUMBNAIL;
        let kinds = if is_cover { VIDEO } else { constraint.kinds() };
        let is_of_option = rule.option().is_some();
        let media = rule.subject.media;
        // An option is about the first video, and so is the limit of each creator: the first of which something is known.
        let is_of_one = is_of_option || matches!(constraint, FileConstraint::CreatorDuration);
        let first = match is_of_one {
            true if is_cover => media.items.iter().position(|item| item.kind == VIDEO),
            true => media.first_video,
            false => Some(0),
        };
        let Some(first) = first else { return };
        let mut first_ratio = f64::NAN;
        for index in first..media.items.len() {
            let Some(item) = media.items.get(index) else { break };
            let file = match (is_cover, rule.subject.target) {
                (true, Some(target)) if is_of_option => target.index | TARGET_COVER,
                (true, _) => index as u32 | ITEM_COVER,
                _ => index as u32 | media.files,
            };
            if let Some(file) = self.records.file(file).filter(|_| item.kind & kinds != 0) {
                self.check_file(rule, constraint, item, file, &mut first_ratio);
            }
            if is_of_one {
                break;
            }
        }
    }

    #[inline(never)]
    fn check_file(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        constraint: CompiledFileConstraint,
        item: &MediaItem<'a>,
        file: File<'_>,
        first_ratio: &mut f64,
    ) {
        let is_of_cover = constraint.kinds() == THUMBNAIL || matches!(constraint, FileConstraint::NoShortWithThumbnail);
        let location = match rule.subject.media.shape.and_then(|shape| shape.fields.get(field::THUMBNAIL)) {
            _ if rule.option().is_some() => self.location(rule),
            Some(field) if is_of_cover => item.location.key(field.key),
            _ => item.location,
        };
        let bytes = file.fact(MediaFact::Bytes);
        let duration = file.fact(MediaFact::Duration);
        let ratio = file.fact(MediaFact::Ratio);
        match constraint {
            FileConstraint::Between(_, fact, min, max) => {
                self.check_between(rule, location, min.into(), max.into(), file.fact(fact), slack_of(fact));
            }
            FileConstraint::Megabytes(_, max, other) => {
                let megabytes = f64::from(max);
                // Of 1024 megabytes to the gigabyte, the smaller reading is 1000.
                let least = if max % 1024 == 0 { megabytes / 1.024 } else { megabytes };
                if bytes > least * 1e6 {
                    let is_other = other.is_some() && file.name(FileName::Container) == other;
                    let warning = is_other || bytes <= megabytes * 1_048_576.0;
                    self.report_numbers(rule, location, megabytes, bytes / 1e6, warning);
                }
            }
            FileConstraint::BytesIn(_, container, max) => {
                if file.name(FileName::Container) == Some(container) {
                    self.check_between(rule, location, 0.0, max.into(), bytes, EXACT);
                }
            }
            FileConstraint::Named(_, which, names) => self.check_name(rule, location, file.name(which), names, true),
            FileConstraint::NotNamed(_, which, names) => {
                self.check_name(rule, location, file.name(which), names, false);
            }
            FileConstraint::SameRatio(_) => {
                if first_ratio.is_nan() {
                    *first_ratio = ratio;
                } else if ratio > *first_ratio * 1.01 || ratio * 1.01 < *first_ratio {
                    self.report(rule, location);
                }
            }
            FileConstraint::CreatorDuration => {
                let longest = self.creator(rule.subject).map_or(f64::NAN, |creator| creator.longest);
                self.check_between(rule, location, 0.0, longest, duration, MEASURED);
            }
            FileConstraint::WithinVideo => {
                let time = self.number(rule).unwrap_or(f64::NAN);
                self.check_between(rule, location, 0.0, duration * 1000.0, time, MEASURED);
            }
            FileConstraint::NoShortWithThumbnail => {
                const LONGEST_SHORT: f64 = 180.0;
                if duration <= LONGEST_SHORT && ratio <= 1.0 && item.thumbnail.is_some() {
                    self.report(rule, location);
                }
            }
        }
    }

    /// Checks that a name is known to be on a list, or not to be on it.
    fn check_name(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        location: IssueLocation,
        name: Option<u32>,
        names: PackedNames,
        is_listed: bool,
    ) {
        if let Some(name) = name
            && names.contains(name) != is_listed
        {
            self.report_record(rule, location, 0, NONE, NONE, Some(name), &[]);
        }
    }

    fn check_between(
        &mut self,
        rule: &RuleContext<'_, 'a>,
        location: IssueLocation,
        min: f64,
        max: f64,
        actual: f64,
        slack: f64,
    ) {
        if actual > max * slack {
            self.report_numbers(rule, location, max, actual, false);
        } else if actual * slack < min {
            self.report_numbers(rule, location, min, actual, false);
        }
    }
}

const EXACT: f64 = 1.0;
/// The slack of durations, rates and shapes, which are never exact.
const MEASURED: f64 = 1.002;

const fn slack_of(fact: MediaFact) -> f64 {
    match fact {
        MediaFact::Duration | MediaFact::FrameRate | MediaFact::Ratio => MEASURED,
        MediaFact::Bytes
        | MediaFact::Width
        | MediaFact::Height
        | MediaFact::Frames
        | MediaFact::BitRate
        | MediaFact::Pages
        | MediaFact::Channels
        | MediaFact::SampleRate
        | MediaFact::Streamable
        | MediaFact::AacType
        | MediaFact::Chroma
        | MediaFact::BitDepth
        | MediaFact::Colors
        | MediaFact::Location
        | MediaFact::Short
        | MediaFact::Long
        | MediaFact::Pixels
        | MediaFact::FramePixels => EXACT,
    }
}
