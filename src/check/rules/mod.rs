//! Holds a post against the rules that are only prose.
//!
//! The rules are rows in the files of [`crate::api`]. [`view`] takes the post apart, [`look`] knows what texts must look
//! like, [`circumstances`] what the caller knows beside the post; here the rows are read.

pub mod circumstances;
pub mod counter;
mod look;
mod view;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod tests;

use crate::api::post::{PLATFORM_OPTIONS, PLATFORM_RULES, PLATFORMS, POST_PAYLOAD, RULES, TARGET_RULES, THREAD_ITEMS};
use crate::api::rule::{
    ANY, At, Creator, Fact, KINDS, Kinds, Look, PICTURE, Rule, SAYINGS, Say, Unit, VIDEO, What, When,
};
use crate::text::{self, Kind as Count};

use super::code::CODES;
use super::form;
use super::index::{Index, POST_ROOT, Shape};
use super::issue::{Details, Issues};
use super::tape::{self, Tape};
use circumstances::{Circumstances, IN_GAP, NO_COMMENT, NO_DUET, NO_STITCH, ZONE_UNKNOWN};
use look::{has_link, is_blank, looks, occurrences};
use view::{Fields, Item, Part, Path, Piece, Reader, Target, field};

/// A mention is looked for in no more text than this; LinkedIn takes 3,000 characters.
const MOST_SEARCHED: usize = 20_000;
/// A text of more bytes than this is too long for every platform: nothing else in it is looked at.
const MOST_READ: usize = 400_000;

/// Every rule with the platform it belongs to, in the order of their numbers; the rules of the post and those of every
/// target belong to none.
pub fn all() -> impl Iterator<Item = (Option<usize>, &'static Rule)> {
    let shared = RULES.iter().chain(TARGET_RULES).map(|rule| (None, rule));
    let own = PLATFORM_RULES
        .iter()
        .enumerate()
        .flat_map(|(platform, rules)| rules.iter().map(move |rule| (Some(platform), rule)));
    shared.chain(own)
}

/// The code of a rule: its platform, its place and the name of its sentence, such as `tiktok.disable_duet.ignored`.
pub fn code(platform: Option<usize>, rule: &Rule) -> String {
    let mut code = String::from(platform.and_then(|platform| PLATFORMS.get(platform)).copied().unwrap_or("post"));
    code.push('.');
    match rule.at {
        At::Text => code.push_str("text"),
        At::Media => code.push_str("media"),
        At::Account => code.push_str("account_id"),
        At::Option(place) => {
            let object = platform.map_or(Some(&POST_PAYLOAD), |platform| PLATFORM_OPTIONS.get(platform).copied());
            let key = object.and_then(|object| object.fields.get(usize::from(place))).map_or("", |field| field.key);
            for letter in key.chars() {
                if letter.is_ascii_uppercase() {
                    code.push('_');
                }
                code.push(letter.to_ascii_lowercase());
            }
        }
    }
    code.push('.');
    code.push_str(SAYINGS.get(rule.say as usize).map_or("", |(name, _, _)| *name));
    code
}

/// Judges the post on the tape and adds what the rules have to say to the issues.
pub fn judge(index: &Index, tape: Tape<'_>, circumstances: Circumstances<'_>, issues: &mut Issues) {
    let reader = Reader { index, tape };
    let Some(shape) = index.root(POST_ROOT) else { return };
    let Some(fields) = reader.fields(0, shape) else { return };
    let targets = reader.targets(&fields, shape);
    let part = reader.part(&fields, Path::ROOT, shape, field::CONTENT, field::MEDIA);
    let mut judge = Judge { reader, circumstances, issues, targets: &targets, counts: Vec::new() };
    let mut number = CODES.len() as u32;
    let whole = Subject { target: None, part: &part, options: &fields, path: Path::ROOT, shape, later: false };
    judge.rules(RULES, &mut number, &whole);
    for target in &targets {
        let (Some(options), Some(options_shape)) = (&target.options, reader.options_shape(shape, target.platform))
        else {
            continue;
        };
        let mut own = part.clone();
        if let Some((key, at)) = target.fields.get(field::TARGET_CONTENT) {
            own.text = reader.text(at).map(|(text, units)| Piece { text, units, path: target.path.key(key) });
        }
        let subject = Subject {
            target: Some(target),
            part: &own,
            options,
            path: target.options_path,
            shape: options_shape,
            later: false,
        };
        let mut number = (CODES.len().wrapping_add(RULES.len())) as u32;
        judge.rules(TARGET_RULES, &mut number, &subject);
        for rules in PLATFORM_RULES.iter().take(target.platform) {
            number = number.wrapping_add(rules.len() as u32);
        }
        let rules = PLATFORM_RULES.get(target.platform).copied().unwrap_or(&[]);
        let start = number;
        judge.rules(rules, &mut number, &subject);
        if target.platform == 0 {
            for part in reader.thread(options, target.options_path, options_shape, usize::from(THREAD_ITEMS)) {
                number = start;
                judge.rules(rules, &mut number, &Subject { part: &part, later: true, ..subject });
            }
        }
    }
}

/// What a rule is held against.
struct Subject<'s, 'a> {
    target: Option<&'s Target>,
    part: &'s Part<'a>,
    options: &'s Fields,
    path: Path,
    shape: &'a Shape,
    later: bool,
}

/// A count that was made: which text, in which unit, and the result.
struct Counted {
    text: *const u8,
    length: usize,
    unit: Unit,
    count: u32,
}

struct Judge<'s, 'a> {
    reader: Reader<'a>,
    circumstances: Circumstances<'s>,
    issues: &'s mut Issues,
    targets: &'s [Target],
    counts: Vec<Counted>,
}

/// A rule at work: its row, its number, what it is held against, and where its issue points.
struct Case<'c, 'a> {
    rule: &'static Rule,
    number: u32,
    subject: &'c Subject<'c, 'a>,
    path: Path,
}

impl<'a> Case<'_, 'a> {
    fn media(&self) -> &[Item<'a>] {
        self.subject.part.media.as_deref().unwrap_or(&[])
    }

    fn count(&self, kinds: Kinds) -> u32 {
        count(&self.subject.part.counts, kinds)
    }

    fn item(&self, index: u32) -> Path {
        self.subject.part.media_path.item(index)
    }
}

impl<'a> Judge<'_, 'a> {
    fn rules(&mut self, rules: &'static [Rule], number: &mut u32, subject: &Subject<'_, 'a>) {
        for rule in rules {
            let own = *number;
            *number = own.wrapping_add(1);
            // What concerns options or the account is said once, with the first post of a thread.
            if subject.later && !matches!(rule.at, At::Text | At::Media) {
                continue;
            }
            if rule.when.iter().all(|when| self.holds(*when, subject)) {
                self.rule(rule, own, subject);
            }
        }
    }

    fn holds(&self, when: When, subject: &Subject<'_, 'a>) -> bool {
        let part = subject.part;
        match when {
            When::Set(place) => self.is_set(place, subject),
            When::Unset(place) => !self.is_set(place, subject),
            When::Given(place) => self.is_given(place, subject),
            When::Absent(place) => !self.is_given(place, subject),
            When::Is(place, value) => self.option_text(place, subject) == Some(value),
            When::IsNot(place, value) => self.option_text(place, subject) != Some(value),
            When::With(kinds) => count(&part.counts, kinds) > 0,
            When::Without(kinds) => part.media.is_some() && count(&part.counts, kinds) == 0,
            When::NotMoreThan(most) => count(&part.counts, ANY) <= most,
            When::Text => part.text.is_some_and(|piece| !is_blank(piece.text)),
            When::NoText => part.text.is_some_and(|piece| is_blank(piece.text)),
            When::Later => subject.later,
            When::NoOptions => subject.target.is_some_and(|target| target.fields.get(field::OPTIONS).is_none()),
            When::Elsewhere(platform) => subject.target.is_none_or(|target| platform_name(target) != platform),
        }
    }

    fn is_given(&self, place: u8, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(usize::from(place)).is_some_and(|(_, at)| self.reader.head(at).tag != tape::NULL)
    }

    fn is_set(&self, place: u8, subject: &Subject<'_, 'a>) -> bool {
        subject.options.get(usize::from(place)).is_some_and(|(_, at)| {
            let head = self.reader.head(at);
            !matches!((head.tag, head.payload), (tape::NULL, _) | (tape::BOOLEAN | tape::LIST, 0))
        })
    }

    fn option_text(&self, place: u8, subject: &Subject<'_, 'a>) -> Option<&'a str> {
        subject.options.get(usize::from(place)).and_then(|(_, at)| self.reader.text(at)).map(|(text, _)| text)
    }

    /// Measures, and reports every breach.
    fn rule(&mut self, rule: &'static Rule, number: u32, subject: &Subject<'_, 'a>) {
        let path = match rule.at {
            At::Text => match subject.part.text {
                Some(piece) => piece.path,
                None => return,
            },
            At::Media => subject.part.media_path,
            At::Account => match subject.target {
                Some(target) => target.fields.get(field::ACCOUNT).map_or(target.path, |(key, _)| target.path.key(key)),
                None => return,
            },
            At::Option(place) => {
                let place = usize::from(place);
                let given = subject.options.get(place).map(|(key, _)| key);
                match given.or_else(|| subject.shape.slots.get(place).map(|slot| slot.key)) {
                    Some(key) => subject.path.key(key),
                    None => return,
                }
            }
        };
        let case = Case { rule, number, subject, path };
        match rule.what {
            What::Length(..) | What::LengthUpTo(..) | What::Between(..) | What::Looks(_) => self.texts(&case),
            What::Hashtags(_) | What::HashtagsBetween(..) | What::Mentions(_) | What::Cashtags(_) | What::Links(_) => {
                self.tags(&case);
            }
            What::File(..)
            | What::Megabytes(..)
            | What::Container(..)
            | What::VideoCodec(_)
            | What::AudioCodec(_)
            | What::SameRatio(_)
            | What::CreatorDuration => self.files(&case),
            What::Items(kinds, max) => self.over(&case, max, case.count(kinds)),
            What::Entries(max) => self.over(&case, max, self.entries(&case).len() as u32),
            What::EntriesPerImage => {
                if subject.part.media.is_some() {
                    self.over(&case, case.count(PICTURE), self.entries(&case).len() as u32);
                }
            }
            What::TagTotal(max) => {
                let tags = self.pieces(&case);
                self.over(&case, max, text::youtube_tags(Count::CodePoints, tags.iter().map(|piece| piece.text)));
            }
            What::Addresses(look) => {
                for (index, item) in (0u32..).zip(case.media()) {
                    for (place, url) in [(field::URL, item.url), (field::THUMBNAIL, item.thumbnail)] {
                        if url.is_some_and(|url| !looks(look, url)) {
                            self.breach(&case, &self.below(case.item(index), place));
                        }
                    }
                }
            }
            What::Covers => {
                let to_youtube = self.targets.iter().any(|target| platform_name(target) == "youtube");
                for (index, item) in (0u32..).zip(case.media()) {
                    if item.thumbnail.is_some() && !(to_youtube && item.kind == VIDEO) {
                        self.breach(&case, &self.below(case.item(index), field::THUMBNAIL));
                    }
                }
            }
            What::MentionOnce => self.mentions(&case),
            What::Answers => self.answers(&case),
            What::Offered(place, default) => self.offered(&case, place, default),
            _ => {
                if self.is_broken(&case) {
                    self.breach(&case, &path);
                }
            }
        }
    }

    /// What is either so or not.
    fn is_broken(&self, case: &Case<'_, 'a>) -> bool {
        let subject = case.subject;
        let facts = self.circumstances;
        let (literal, first, second) = (facts.literal(), facts.first(), facts.second());
        match case.rule.what {
            // An option is ignored only where it asks for something.
            What::Always => match (case.rule.at, case.rule.say) {
                (At::Option(place), Say::Ignored) => self.is_set(place, subject),
                _ => true,
            },
            What::NoLink => subject.part.text.is_some_and(|piece| has_link(piece.text.as_bytes())),
            What::ImageIndex => {
                let images = case.count(PICTURE);
                images > 0 && self.option_number(case).is_some_and(|index| index >= f64::from(images))
            }
            What::Whole => self.option_number(case).is_some_and(|index| index.fract() != 0.0),
            What::Order(places) => self.ends_early(subject, places),
            What::Setting(setting) => {
                let flag = match setting {
                    Creator::NoComment => NO_COMMENT,
                    Creator::NoDuet => NO_DUET,
                    Creator::NoStitch => NO_STITCH,
                };
                let creator = subject.target.and_then(|target| facts.creator(target.index));
                let is_off = creator.is_some_and(|creator| creator.flags & flag != 0);
                is_off && matches!(case.rule.at, At::Option(place) if !self.is_set(place, subject))
            }
            What::OnlyOnce => subject.target.is_some_and(|own| {
                let account =
                    |target: &Target| target.fields.get(field::ACCOUNT).and_then(|(_, at)| self.reader.text(at));
                let before = self.targets.iter().take_while(|other| other.index < own.index);
                let mut same = before.filter(|other| other.platform == own.platform);
                account(own).is_some() && same.any(|other| account(other) == account(own))
            }),
            What::Zone => facts.flag(ZONE_UNKNOWN),
            What::Future => {
                let instant = if literal.is_nan() { first } else { literal };
                // A minute's grace: the clocks of two machines are never quite the same.
                facts.now() - instant > 60_000.0
            }
            What::OneReading => literal.is_finite() && first.is_finite() && literal != first && literal != second,
            What::NoGap => literal.is_nan() && facts.flag(IN_GAP),
            What::NoOverlap => literal.is_nan() && second.is_finite(),
            _ => false,
        }
    }

    /// Whether an event ends before it starts.
    fn ends_early(&self, subject: &Subject<'_, 'a>, places: [u8; 4]) -> bool {
        let [Some(end), end_time, Some(start), start_time] = places.map(|place| self.option_text(place, subject))
        else {
            return false;
        };
        let is_time = |time: &str| looks(Look::Time, time);
        let times = match (end_time, start_time) {
            (Some(end), Some(start)) => is_time(end) && is_time(start) && end.as_bytes() < start.as_bytes(),
            _ => false,
        };
        let (end, start) = (end.as_bytes(), start.as_bytes());
        form::is_date(end) && form::is_date(start) && (end < start || (end == start && times))
    }

    fn offered(&mut self, case: &Case<'_, 'a>, place: u8, default: &'static str) {
        let Some(creator) = case.subject.target.and_then(|target| self.circumstances.creator(target.index)) else {
            return;
        };
        let level = match case.subject.options.get(usize::from(place)) {
            None => Some(default),
            Some(_) => self.option_text(place, case.subject),
        };
        let Some(level) = level else { return };
        if !creator.levels.iter().any(|name| self.reader.index.text(*name) == level) {
            self.say(case, &case.path, Details { names: creator.levels, ..Details::default() });
        }
    }

    /// Lengths and looks, of a text or of each text in a list.
    fn texts(&mut self, case: &Case<'_, 'a>) {
        for piece in self.pieces(case) {
            match case.rule.what {
                What::Length(unit, max) => {
                    let count = self.count(unit, max, piece);
                    self.over_at(case, &piece.path, max, count);
                }
                What::LengthUpTo(max, other) => {
                    let count = self.count(Unit::CodePoints, max, piece);
                    if count <= other {
                        self.over_at(case, &piece.path, max, count);
                    }
                }
                What::Between(small, large, max) => {
                    let count = self.count(large, max, piece);
                    if count > max && self.count(small, max, piece) <= max {
                        self.over_at(case, &piece.path, max, count);
                    }
                }
                What::Looks(look) if piece.text.len() <= MOST_READ && !looks(look, piece.text) => {
                    self.breach(case, &piece.path);
                }
                _ => {}
            }
        }
    }

    /// What is counted in a text that is not too long to be anybody's.
    fn tags(&mut self, case: &Case<'_, 'a>) {
        let Some(text) = case.subject.part.text.map(|piece| piece.text).filter(|text| text.len() <= MOST_READ) else {
            return;
        };
        // Most texts have none, and that is quickly seen. The wide forms of the marks begin with 0xEF.
        let mark = match case.rule.what {
            What::Mentions(_) => b'@',
            What::Cashtags(_) => b'$',
            What::Links(_) => b':',
            _ => b'#',
        };
        if !text.as_bytes().iter().any(|byte| *byte == mark || *byte == 0xEF) {
            return;
        }
        let (max, found) = match case.rule.what {
            What::Hashtags(max) => (max, text::hashtags(text)),
            What::HashtagsBetween(max, other) => match text::hashtags(text) {
                found if found <= other => (max, found),
                _ => return,
            },
            What::Mentions(max) => (max, text::mentions(text)),
            What::Cashtags(max) => (max, text::cashtags(text)),
            What::Links(max) => (max, text::unique_links(text, false)),
            _ => return,
        };
        self.over(case, max, found);
    }

    fn option(&self, case: &Case<'_, 'a>) -> Option<(u32, usize)> {
        match case.rule.at {
            At::Option(place) => case.subject.options.get(usize::from(place)),
            At::Account => case.subject.target.and_then(|target| target.fields.get(field::ACCOUNT)),
            At::Text | At::Media => None,
        }
    }

    fn option_number(&self, case: &Case<'_, 'a>) -> Option<f64> {
        self.option(case).and_then(|(_, at)| self.reader.number(at))
    }

    fn entries(&self, case: &Case<'_, 'a>) -> Vec<usize> {
        self.option(case).and_then(|(_, at)| self.reader.items(at)).unwrap_or_default()
    }

    /// The text that a rule looks at, or the texts of its list.
    fn pieces(&self, case: &Case<'_, 'a>) -> Vec<Piece<'a>> {
        if case.rule.at == At::Text {
            return case.subject.part.text.into_iter().collect();
        }
        let mut pieces = Vec::new();
        if let Some((_, at)) = self.option(case) {
            match self.reader.text(at) {
                Some((text, units)) => pieces.push(Piece { text, units, path: case.path }),
                None => self.pieces_of(at, case.path, &mut pieces),
            }
        }
        pieces
    }

    fn pieces_of(&self, list: usize, path: Path, pieces: &mut Vec<Piece<'a>>) {
        for (index, at) in (0u32..).zip(self.reader.items(list).unwrap_or_default()) {
            if let Some((text, units)) = self.reader.text(at) {
                pieces.push(Piece { text, units, path: path.item(index) });
            }
        }
    }

    /// What a text uses. Where it cannot be more than `enough` in this unit, any smaller number will do.
    fn count(&mut self, unit: Unit, enough: u32, piece: Piece<'a>) -> u32 {
        let bytes = piece.text.len() as u32;
        let most = match unit {
            Unit::Utf16 => return piece.units,
            Unit::Bytes => return bytes,
            Unit::CodePoints | Unit::Graphemes => piece.units,
            Unit::Threads => bytes,
            // The shortest link is four characters, and weighs 23.
            Unit::Weighted => piece.units.saturating_mul(6),
        };
        if most <= enough {
            return most;
        }
        let text = piece.text.as_ptr();
        let known = |made: &&Counted| made.unit == unit && made.text == text && made.length == piece.text.len();
        if let Some(made) = self.counts.iter().find(known) {
            return made.count;
        }
        let count = text::count(counter::kind(unit), piece.text);
        self.counts.push(Counted { text, length: piece.text.len(), unit, count });
        count
    }

    /// A field of an attachment.
    fn below(&self, item: Path, place: usize) -> Path {
        let slot = self.reader.index.media_shape().and_then(|shape| shape.slots.get(place));
        slot.map_or(item, |slot| item.key(slot.key))
    }

    fn mentions(&mut self, case: &Case<'_, 'a>) {
        let (Some(piece), At::Option(place)) = (case.subject.part.text, case.rule.at) else { return };
        let Some(shape) = self.reader.object(case.subject.shape, usize::from(place)) else { return };
        if piece.text.len() > MOST_SEARCHED {
            return;
        }
        for (index, at) in (0u32..).zip(self.entries(case)) {
            let Some((key, at)) = self.reader.fields(at, shape).and_then(|fields| fields.get(0)) else { continue };
            let Some((mention, _)) = self.reader.text(at) else { continue };
            let found = occurrences(piece.text.as_bytes(), mention.as_bytes());
            if found != 1 && !mention.is_empty() {
                let details = Details { actual: Some(f64::from(found)), ..Details::default() };
                self.say(case, &case.path.item(index).key(key), details);
            }
        }
    }

    fn answers(&mut self, case: &Case<'_, 'a>) {
        const LONGEST: u32 = 25;
        let (Some((_, poll)), At::Option(place)) = (self.option(case), case.rule.at) else { return };
        let Some(shape) = self.reader.object(case.subject.shape, usize::from(place)) else { return };
        let Some((key, at)) = self.reader.fields(poll, shape).and_then(|fields| fields.get(0)) else { return };
        let mut answers = Vec::new();
        self.pieces_of(at, case.path.key(key), &mut answers);
        for answer in answers {
            let length = self.count(Unit::CodePoints, LONGEST, answer);
            if length > LONGEST || length == 0 {
                self.numbers(case, &answer.path, f64::from(LONGEST), f64::from(length), false);
            }
        }
    }

    /// Holds what is known of the files against a rule.
    fn files(&mut self, case: &Case<'_, 'a>) {
        // What is known belongs to the post's own attachments; those of later posts of a thread are not asked for.
        if case.subject.later || !self.circumstances.knows_files() {
            return;
        }
        let rule = case.rule;
        let mut first_ratio = f64::NAN;
        for (index, item) in (0u32..).zip(case.media()) {
            let Some(file) = self.circumstances.file(index) else { continue };
            let path = case.item(index);
            let (kinds, which, allowed): (Kinds, usize, &[&str]) = match rule.what {
                What::Container(kinds, allowed) => (kinds, 0, allowed),
                What::VideoCodec(allowed) => (VIDEO, 1, allowed),
                What::AudioCodec(allowed) => (VIDEO, 2, allowed),
                What::File(kinds, ..) | What::Megabytes(kinds, _) | What::SameRatio(kinds) => (kinds, 3, &[]),
                _ => (VIDEO, 3, &[]),
            };
            if item.kind & kinds == 0 {
                continue;
            }
            match rule.what {
                What::File(_, fact, min, max) => {
                    // Durations, rates and shapes are never exact.
                    let slack =
                        if matches!(fact, Fact::Duration | Fact::FrameRate | Fact::Ratio) { 1.002 } else { 1.0 };
                    let (actual, min, max) = (file.fact(fact), f64::from(min), f64::from(max));
                    if actual > max * slack {
                        self.numbers(case, &path, max, actual, false);
                    } else if actual * slack < min {
                        self.numbers(case, &path, min, actual, false);
                    }
                }
                What::Megabytes(_, max) => {
                    let (bytes, max) = (file.fact(Fact::Bytes), f64::from(max));
                    if bytes > max * 1e6 {
                        self.numbers(case, &path, max, bytes / 1e6, bytes <= max * 1_048_576.0);
                    }
                }
                What::SameRatio(_) => {
                    let ratio = file.fact(Fact::Ratio);
                    if first_ratio.is_nan() {
                        first_ratio = ratio;
                    } else if ratio > first_ratio * 1.01 || ratio * 1.01 < first_ratio {
                        self.breach(case, &path);
                    }
                }
                What::CreatorDuration => {
                    let creator = case.subject.target.and_then(|target| self.circumstances.creator(target.index));
                    let (longest, actual) =
                        (creator.map_or(f64::NAN, |creator| creator.longest), file.fact(Fact::Duration));
                    if actual > longest * 1.002 {
                        self.numbers(case, &path, longest, actual, false);
                    }
                }
                _ => {
                    if let Some(name) = file.name(which)
                        && !allowed.contains(&self.reader.index.text(name))
                    {
                        self.say(case, &path, Details { found: Some(name), ..Details::default() });
                    }
                }
            }
        }
    }

    fn over(&mut self, case: &Case<'_, 'a>, limit: u32, actual: u32) {
        self.over_at(case, &case.path, limit, actual);
    }

    fn over_at(&mut self, case: &Case<'_, 'a>, path: &Path, limit: u32, actual: u32) {
        if actual > limit {
            self.numbers(case, path, f64::from(limit), f64::from(actual), false);
        }
    }

    fn breach(&mut self, case: &Case<'_, 'a>, path: &Path) {
        self.say(case, path, Details::default());
    }

    fn numbers(&mut self, case: &Case<'_, 'a>, path: &Path, limit: f64, actual: f64, warning: bool) {
        self.say(case, path, Details { limit: Some(limit), actual: Some(actual), warning, ..Details::default() });
    }

    #[inline(never)]
    fn say(&mut self, case: &Case<'_, 'a>, path: &Path, details: Details<'_>) {
        let target = case.subject.target;
        self.issues.go_to(path.segments(), target.map(|target| target.name), target.map(|target| target.index));
        self.issues.add_numbered(case.number, Details { warning: details.warning || case.rule.warning, ..details });
    }
}

fn platform_name(target: &Target) -> &'static str {
    PLATFORMS.get(target.platform).copied().unwrap_or("")
}

/// How many there are of these kinds.
fn count(counts: &[u32; KINDS.len()], kinds: Kinds) -> u32 {
    (0u32..)
        .zip(counts)
        .filter(|(place, _)| u32::from(kinds).wrapping_shr(*place) & 1 != 0)
        .map(|(_, count)| *count)
        .sum()
}
