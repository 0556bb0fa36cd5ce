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
use crate::api::rule::{At, Creator, Fact, IMAGE, Kinds, Look, PICTURE, Rule, SAYINGS, Unit, VIDEO, What, When};
use crate::text::{self, Kind as Count};

use super::code::CODES;
use super::index::{Index, POST_ROOT, Shape};
use super::issue::{Details, Issues};
use super::tape::{self, Tape};
use circumstances::{Circumstances, IN_GAP, NO_COMMENT, NO_DUET, NO_STITCH, ZONE_UNKNOWN};
use look::{has_link, is_blank, looks, occurrences};
use view::{Fields, Item, Part, Path, Piece, Reader, Target, field};

/// A mention is looked for in no more text than this; LinkedIn takes 3,000 characters.
const MOST_SEARCHED: usize = 20_000;

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
            for part in thread(reader, options, target, options_shape) {
                number = start;
                judge.rules(rules, &mut number, &Subject { part: &part, later: true, ..subject });
            }
        }
    }
}

/// The later posts of a thread on X.
fn thread<'a>(reader: Reader<'a>, options: &Fields, target: &Target, shape: &'a Shape) -> Vec<Part<'a>> {
    let place = usize::from(THREAD_ITEMS);
    let (Some((key, at)), Some(shape)) = (options.get(place), reader.entry_shape(shape, place)) else {
        return Vec::new();
    };
    let path = target.options_path.key(key);
    (0u32..)
        .zip(reader.items(at).unwrap_or_default())
        .filter_map(|(index, at)| {
            let fields = reader.fields(at, shape)?;
            Some(reader.part(&fields, path.item(index), shape, field::ITEM_CONTENT, field::ITEM_MEDIA))
        })
        .collect()
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

/// A breach: where, and the numbers of the sentence.
struct Breach {
    path: Path,
    limit: Option<f64>,
    actual: Option<f64>,
    /// What was found instead, as a name.
    found: Option<u32>,
    /// It is one only by one of two readings.
    doubtful: bool,
}

impl Breach {
    const fn at(path: Path) -> Self {
        Self { path, limit: None, actual: None, found: None, doubtful: false }
    }

    const fn numbers(path: Path, limit: f64, actual: f64) -> Self {
        Self { path, limit: Some(limit), actual: Some(actual), found: None, doubtful: false }
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
        let given = |place: u8| {
            let (_, at) = subject.options.get(usize::from(place))?;
            let head = self.reader.head(at);
            (head.tag != tape::NULL).then_some((at, head))
        };
        let set = |place| {
            given(place).is_some_and(|(_, head)| !matches!((head.tag, head.payload), (tape::BOOLEAN | tape::LIST, 0)))
        };
        let is = |place, value| {
            given(place).is_some_and(|(at, _)| self.reader.text(at).is_some_and(|(text, _)| text == value))
        };
        let count = |kinds: Kinds| subject.part.media.as_ref().map(|media| count(media, kinds));
        let blank = || subject.part.text.map(|piece| is_blank(piece.text));
        match when {
            When::Set(place) => set(place),
            When::Unset(place) => !set(place),
            When::Given(place) => given(place).is_some(),
            When::Absent(place) => given(place).is_none(),
            When::Is(place, value) => is(place, value),
            When::IsNot(place, value) => !is(place, value),
            When::With(kinds) => count(kinds).is_some_and(|count| count > 0),
            When::Without(kinds) => count(kinds) == Some(0),
            When::NotMoreThan(most) => count(crate::api::rule::ANY).is_some_and(|count| count <= most),
            When::Text => blank() == Some(false),
            When::NoText => blank() == Some(true),
            When::Later => subject.later,
            When::NoOptions => subject.target.is_some_and(|target| target.fields.get(field::OPTIONS).is_none()),
            When::Elsewhere(platform) => {
                subject.target.is_none_or(|target| PLATFORMS.get(target.platform).is_none_or(|name| *name != platform))
            }
        }
    }

    /// Measures, and reports every breach.
    fn rule(&mut self, rule: &Rule, number: u32, subject: &Subject<'_, 'a>) {
        let path = match rule.at {
            At::Text => match subject.part.text {
                Some(piece) => piece.path,
                None => return,
            },
            At::Media => subject.part.media_path,
            At::Account => {
                match subject.target.and_then(|target| Some((target.path, target.fields.get(field::ACCOUNT)?.0))) {
                    Some((path, key)) => path.key(key),
                    None => return,
                }
            }
            At::Option(place) => {
                match (subject.options.get(usize::from(place)), subject.shape.slots.get(usize::from(place))) {
                    (Some((key, _)), _) => subject.path.key(key),
                    (None, Some(slot)) => subject.path.key(slot.key),
                    (None, None) => return,
                }
            }
        };
        let number = Numbered { rule, number };
        match rule.what {
            What::Always => {
                // An option "ignored" is one that is there and asks for something.
                let silent = matches!((rule.at, rule.say), (At::Option(place), crate::api::rule::Say::Ignored) if !self.holds(When::Set(place), subject));
                if !silent {
                    self.report(number, subject, path);
                }
            }
            What::Offered(place, default) => self.offered(number, subject, path, place, default),
            What::Setting(setting) => self.setting(number, subject, path, setting),
            What::OnlyOnce => {
                let same = |other: &&Target| {
                    let account =
                        |target: &Target| target.fields.get(field::ACCOUNT).and_then(|(_, at)| self.reader.text(at));
                    subject.target.is_some_and(|own| {
                        other.index < own.index
                            && other.platform == own.platform
                            && account(other).is_some()
                            && account(other) == account(own)
                    })
                };
                if self.targets.iter().any(|other| same(&other)) {
                    self.report(number, subject, path);
                }
            }
            What::Future | What::Zone | What::OneReading | What::NoGap | What::NoOverlap => {
                if self.time_is_wrong(rule.what) {
                    self.report(number, subject, path);
                }
            }
            _ => {
                for breach in self.measure(rule, subject, path) {
                    let Breach { path, limit, actual, found, doubtful } = breach;
                    self.say(number, subject, path, Details { limit, actual, found, warning: doubtful, names: &[] });
                }
            }
        }
    }

    fn time_is_wrong(&self, what: What) -> bool {
        let facts = self.circumstances;
        let (literal, first, second) = (facts.literal(), facts.first(), facts.second());
        match what {
            What::Zone => facts.flag(ZONE_UNKNOWN),
            What::Future => {
                let instant = if literal.is_nan() { first } else { literal };
                // A minute's grace: the clocks of two machines are never quite the same.
                facts.now() - instant > 60_000.0
            }
            What::OneReading => literal.is_finite() && first.is_finite() && literal != first && literal != second,
            What::NoGap => literal.is_nan() && facts.flag(IN_GAP),
            _ => literal.is_nan() && second.is_finite(),
        }
    }

    fn offered(&mut self, rule: Numbered<'_>, subject: &Subject<'_, 'a>, path: Path, place: u8, default: &str) {
        let Some(creator) = subject.target.and_then(|target| self.circumstances.creator(target.index)) else { return };
        let level = subject
            .options
            .get(usize::from(place))
            .map_or(Some(default), |(_, at)| self.reader.text(at).map(|(text, _)| text));
        let Some(level) = level else { return };
        if !creator.levels.iter().any(|name| self.reader.index.text(*name) == level) {
            self.say(rule, subject, path, Details { names: creator.levels, ..Details::default() });
        }
    }

    fn setting(&mut self, rule: Numbered<'_>, subject: &Subject<'_, 'a>, path: Path, setting: Creator) {
        let flag = match setting {
            Creator::NoComment => NO_COMMENT,
            Creator::NoDuet => NO_DUET,
            Creator::NoStitch => NO_STITCH,
        };
        let is_off = subject
            .target
            .and_then(|target| self.circumstances.creator(target.index))
            .is_some_and(|creator| creator.flags & flag != 0);
        let At::Option(place) = rule.rule.at else { return };
        if is_off && !self.holds(When::Set(place), subject) {
            self.report(rule, subject, path);
        }
    }

    fn measure(&mut self, rule: &Rule, subject: &Subject<'_, 'a>, path: Path) -> Vec<Breach> {
        let mut breaches = Vec::new();
        let mut over = |path: Path, limit: u32, actual: u32| {
            if actual > limit {
                breaches.push(Breach::numbers(path, f64::from(limit), f64::from(actual)));
            }
        };
        let media = subject.part.media.as_deref().unwrap_or(&[]);
        match rule.what {
            What::Length(unit, max) => {
                for piece in self.pieces(rule.at, subject) {
                    over(piece.path, max, self.count(unit, max, piece));
                }
            }
            What::LengthUpTo(max, other) => {
                for piece in self.pieces(rule.at, subject) {
                    let count = self.count(Unit::CodePoints, max, piece);
                    if count <= other {
                        over(piece.path, max, count);
                    }
                }
            }
            What::Between(small, large, max) => {
                for piece in self.pieces(rule.at, subject) {
                    let count = self.count(large, max, piece);
                    if count > max && self.count(small, max, piece) <= max {
                        over(piece.path, max, count);
                    }
                }
            }
            What::Items(kinds, max) => over(path, max, count(media, kinds)),
            What::Hashtags(max) => self.with_text(subject, |text| over(path, max, text::hashtags(text))),
            What::HashtagsBetween(max, other) => self.with_text(subject, |text| {
                let found = text::hashtags(text);
                if found <= other {
                    over(path, max, found);
                }
            }),
            What::Mentions(max) => self.with_text(subject, |text| over(path, max, text::mentions(text))),
            What::Cashtags(max) => self.with_text(subject, |text| over(path, max, text::cashtags(text))),
            What::Links(max) => self.with_text(subject, |text| over(path, max, text::unique_links(text, false))),
            What::NoLink => self.with_text(subject, |text| {
                if has_link(text.as_bytes()) {
                    breaches.push(Breach::at(path));
                }
            }),
            What::Looks(look) => {
                for piece in self.pieces(rule.at, subject) {
                    if !looks(look, piece.text) {
                        breaches.push(Breach::at(piece.path));
                    }
                }
            }
            What::Entries(max) => over(path, max, self.entries(rule.at, subject).len() as u32),
            What::EntriesPerImage => {
                if subject.part.media.is_some() {
                    over(path, count(media, PICTURE), self.entries(rule.at, subject).len() as u32);
                }
            }
            What::TagTotal(max) => {
                let tags = self.pieces(rule.at, subject);
                over(path, max, text::youtube_tags(Count::CodePoints, tags.iter().map(|piece| piece.text)));
            }
            What::ImageIndex | What::Whole => {
                let index = self.option(rule.at, subject).and_then(|(_, at)| self.reader.number(at));
                let images = f64::from(count(media, IMAGE | PICTURE));
                let breaks = |index: f64| match rule.what {
                    What::Whole => index.fract() != 0.0,
                    _ => images > 0.0 && index >= images,
                };
                if index.is_some_and(breaks) {
                    breaches.push(Breach { actual: index, ..Breach::at(path) });
                }
            }
            What::Addresses(look) => self.addresses(look, subject, media, &mut breaches),
            What::Covers => self.covers(subject, media, &mut breaches),
            What::MentionOnce => self.mentions(rule.at, subject, &mut breaches),
            What::Answers => self.answers(rule.at, subject, &mut breaches),
            What::Order(places) => {
                let text = |place: u8| {
                    subject
                        .options
                        .get(usize::from(place))
                        .and_then(|(_, at)| self.reader.text(at))
                        .map(|(text, _)| text)
                };
                if let [Some(end), end_time, Some(start), start_time] = places.map(text) {
                    let dates = looks(Look::Date, end) && looks(Look::Date, start);
                    let times = match (end_time, start_time) {
                        (Some(end), Some(start)) if looks(Look::Time, end) && looks(Look::Time, start) => end < start,
                        _ => false,
                    };
                    if dates && (end < start || (end == start && times)) {
                        breaches.push(Breach::at(path));
                    }
                }
            }
            What::File(..)
            | What::Megabytes(..)
            | What::Container(..)
            | What::VideoCodec(_)
            | What::AudioCodec(_)
            | What::SameRatio(_)
            | What::CreatorDuration => {
                self.files(rule, subject, media, &mut breaches);
            }
            What::Always
            | What::Offered(..)
            | What::Setting(_)
            | What::OnlyOnce
            | What::Future
            | What::Zone
            | What::OneReading
            | What::NoGap
            | What::NoOverlap => {}
        }
        breaches
    }

    fn option(&self, at: At, subject: &Subject<'_, 'a>) -> Option<(u32, usize)> {
        match at {
            At::Option(place) => subject.options.get(usize::from(place)),
            At::Account => subject.target.and_then(|target| target.fields.get(field::ACCOUNT)),
            At::Text | At::Media => None,
        }
    }

    fn entries(&self, at: At, subject: &Subject<'_, 'a>) -> Vec<usize> {
        self.option(at, subject).and_then(|(_, at)| self.reader.items(at)).unwrap_or_default()
    }

    /// The text that a rule looks at, or the texts of its list.
    fn pieces(&self, at: At, subject: &Subject<'_, 'a>) -> Vec<Piece<'a>> {
        if at == At::Text {
            return subject.part.text.into_iter().collect();
        }
        let Some((key, place)) = self.option(at, subject) else { return Vec::new() };
        let path = match (at, subject.target) {
            (At::Account, Some(target)) => target.path.key(key),
            _ => subject.path.key(key),
        };
        if let Some((text, units)) = self.reader.text(place) {
            return vec![Piece { text, units, path }];
        }
        let items = self.reader.items(place).unwrap_or_default();
        (0u32..)
            .zip(items)
            .filter_map(|(index, at)| {
                self.reader.text(at).map(|(text, units)| Piece { text, units, path: path.item(index) })
            })
            .collect()
    }

    fn with_text(&self, subject: &Subject<'_, 'a>, then: impl FnOnce(&'a str)) {
        if let Some(piece) = subject.part.text {
            then(piece.text);
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

    fn addresses(&self, look: Look, subject: &Subject<'_, 'a>, media: &[Item<'a>], breaches: &mut Vec<Breach>) {
        let Some(shape) = self.reader.index.media_shape() else { return };
        for (index, item) in (0u32..).zip(media) {
            for (place, url) in [(field::URL, item.url), (field::THUMBNAIL, item.thumbnail)] {
                if let (Some(url), Some(slot)) = (url, shape.slots.get(place))
                    && !looks(look, url)
                {
                    breaches.push(Breach::at(subject.part.media_path.item(index).key(slot.key)));
                }
            }
        }
    }

    fn covers(&self, subject: &Subject<'_, 'a>, media: &[Item<'a>], breaches: &mut Vec<Breach>) {
        let Some(slot) = self.reader.index.media_shape().and_then(|shape| shape.slots.get(field::THUMBNAIL)) else {
            return;
        };
        let to_youtube =
            self.targets.iter().any(|target| PLATFORMS.get(target.platform).is_some_and(|name| *name == "youtube"));
        for (index, item) in (0u32..).zip(media) {
            if item.thumbnail.is_some() && !(to_youtube && item.kind == VIDEO) {
                breaches.push(Breach::at(subject.part.media_path.item(index).key(slot.key)));
            }
        }
    }

    fn mentions(&self, at: At, subject: &Subject<'_, 'a>, breaches: &mut Vec<Breach>) {
        let (Some(piece), Some((key, _)), At::Option(place)) = (subject.part.text, self.option(at, subject), at) else {
            return;
        };
        let Some(shape) = self.reader.entry_shape(subject.shape, usize::from(place)) else { return };
        if piece.text.len() > MOST_SEARCHED {
            return;
        }
        for (index, at) in (0u32..).zip(self.entries(at, subject)) {
            let Some((key_of_text, at)) = self.reader.fields(at, shape).and_then(|fields| fields.get(0)) else {
                continue;
            };
            let Some((mention, _)) = self.reader.text(at) else { continue };
            let found = occurrences(piece.text.as_bytes(), mention.as_bytes());
            if found != 1 && !mention.is_empty() {
                let path = subject.path.key(key).item(index).key(key_of_text);
                breaches.push(Breach { actual: Some(f64::from(found)), ..Breach::at(path) });
            }
        }
    }

    fn answers(&mut self, at: At, subject: &Subject<'_, 'a>, breaches: &mut Vec<Breach>) {
        const LONGEST: u32 = 25;
        let (Some((key, poll)), At::Option(place)) = (self.option(at, subject), at) else { return };
        let Some(shape) = self.reader.entry_shape(subject.shape, usize::from(place)) else { return };
        let Some((list_key, at)) = self.reader.fields(poll, shape).and_then(|fields| fields.get(0)) else { return };
        let path = subject.path.key(key).key(list_key);
        for (index, at) in (0u32..).zip(self.reader.items(at).unwrap_or_default()) {
            let Some((text, units)) = self.reader.text(at) else { continue };
            let piece = Piece { text, units, path: path.item(index) };
            let length = self.count(Unit::CodePoints, LONGEST, piece);
            if length > LONGEST || text.is_empty() {
                breaches.push(Breach::numbers(piece.path, f64::from(LONGEST), f64::from(length)));
            }
        }
    }

    /// Holds what is known of the files against a rule.
    fn files(&self, rule: &Rule, subject: &Subject<'_, 'a>, media: &[Item<'a>], breaches: &mut Vec<Breach>) {
        // What is known belongs to the post's own attachments; those of later posts of a thread are not asked for.
        if subject.later {
            return;
        }
        let mut first_ratio = f64::NAN;
        for (index, item) in (0u32..).zip(media) {
            let Some(file) = self.circumstances.file(index) else { continue };
            let path = subject.part.media_path.item(index);
            let names = self.reader.index;
            let mut one_of = |which: usize, allowed: &[&str]| {
                if let Some(name) = file.name(which)
                    && !allowed.contains(&names.text(name))
                {
                    breaches.push(Breach { found: Some(name), ..Breach::at(path) });
                }
            };
            match rule.what {
                What::Container(kinds, allowed) if item.kind & kinds != 0 => one_of(0, allowed),
                What::VideoCodec(allowed) if item.kind == VIDEO => one_of(1, allowed),
                What::AudioCodec(allowed) if item.kind == VIDEO => one_of(2, allowed),
                What::File(kinds, fact, min, max) if item.kind & kinds != 0 => {
                    // Durations, rates and shapes are never exact.
                    let slack =
                        if matches!(fact, Fact::Duration | Fact::FrameRate | Fact::Ratio) { 1.002 } else { 1.0 };
                    let (actual, min, max) = (file.fact(fact), f64::from(min), f64::from(max));
                    if actual > max * slack {
                        breaches.push(Breach::numbers(path, max, actual));
                    } else if actual * slack < min {
                        breaches.push(Breach::numbers(path, min, actual));
                    }
                }
                What::Megabytes(kinds, max) if item.kind & kinds != 0 => {
                    let (bytes, max) = (file.fact(Fact::Bytes), f64::from(max));
                    if bytes > max * 1e6 {
                        let doubtful = bytes <= max * 1_048_576.0;
                        breaches.push(Breach { doubtful, ..Breach::numbers(path, max, bytes / 1e6) });
                    }
                }
                What::SameRatio(kinds) if item.kind & kinds != 0 => {
                    let ratio = file.fact(Fact::Ratio);
                    if first_ratio.is_nan() {
                        first_ratio = ratio;
                    } else if ratio > first_ratio * 1.01 || ratio * 1.01 < first_ratio {
                        breaches.push(Breach::at(path));
                    }
                }
                What::CreatorDuration if item.kind == VIDEO => {
                    let creator = subject.target.and_then(|target| self.circumstances.creator(target.index));
                    let actual = file.fact(Fact::Duration);
                    if let Some(creator) = creator
                        && actual > creator.longest * 1.002
                    {
                        breaches.push(Breach::numbers(path, creator.longest, actual));
                    }
                }
                _ => {}
            }
        }
    }

    fn report(&mut self, rule: Numbered<'_>, subject: &Subject<'_, 'a>, path: Path) {
        self.say(rule, subject, path, Details::default());
    }

    fn say(&mut self, rule: Numbered<'_>, subject: &Subject<'_, 'a>, path: Path, details: Details<'_>) {
        let target = subject.target;
        self.issues.go_to(path.segments(), target.map(|target| target.name), target.map(|target| target.index));
        self.issues.add_numbered(rule.number, Details { warning: details.warning || rule.rule.warning, ..details });
    }
}

/// A rule and the number of its code.
#[derive(Clone, Copy)]
struct Numbered<'r> {
    rule: &'r Rule,
    number: u32,
}

fn count(media: &[Item<'_>], kinds: Kinds) -> u32 {
    media.iter().filter(|item| item.kind & kinds != 0).count() as u32
}
