//! Holds what a rule looks at against what it wants, and reports every breach.

use crate::api::packed::{REFUSED, at, tag, what};
use crate::api::rule::{COVER, Fact, Look, PICTURE, Unit, VIDEO};
use crate::check::form;
use crate::check::issue::{NONE, flag};
use crate::check::tape;
use crate::text;

use super::circumstances::{Creator, File, IN_GAP, ITEM_COVER, TARGET_COVER, ZONE_UNKNOWN};
use super::look::{expiry, has_link, look_of, looks, occurrences};
use super::row::Row;
use super::view::{Items, Piece, Place, field};
use super::{Judge, Sharing, Subject, counter};

/// Mentions are not looked for in a longer text, in bytes: LinkedIn takes 3,000 characters, so it is refused for its length.
const MOST_SEARCHED: usize = 12_000;
/// A text of more bytes than this is too long for every platform: nothing else in it is looked at.
const MOST_READ: usize = 400_000;

/// So many of the last counts are looked through.
const MOST_KEPT: usize = 16;

/// The place of YouTube, the only one that takes covers, among the platforms; a test holds it to that.
pub(super) const YOUTUBE: usize = 2;

const WEIGHTED: u32 = Unit::Weighted as u32;

/// The most that a text can weigh on X, in whatever form: the shortest link is four characters, and weighs 23.
fn most_weight(piece: &Piece<'_>) -> u32 {
    piece.units.saturating_mul(6)
}

/// Whether X may count more in the composed form of a text than in this one.
fn may_grow(unit: u32, limit: u32, piece: &Piece<'_>) -> bool {
    unit == WEIGHTED && most_weight(piece) > limit && text::may_change_in_nfc(piece.text)
}

/// A rule at work: its row, what it is held against, and where its issue points.
pub(super) struct Case<'c, 'a> {
    pub(super) row: &'c Row,
    pub(super) subject: &'c Subject<'c, 'a>,
}

/// A count that was made: which text, in which unit, and the result.
pub(super) struct Counted<'a> {
    text: &'a [u8],
    unit: u32,
    count: u32,
}

impl<'s, 'a> Judge<'s, 'a> {
    /// Measures what the rule looks at.
    #[inline(never)]
    pub(super) fn measure(&mut self, case: &Case<'_, 'a>) {
        let subject = case.subject;
        let [kind, numbers @ ..] = case.row.measure;
        let [first, second, third, _] = numbers;
        let facts = self.circumstances;
        let broken = match kind {
            what::ALWAYS => true,
            what::LENGTH | what::BETWEEN | what::LOOKS => return self.texts(case, kind, numbers),
            what::TAGS => return self.tags(case, first, second, third),
            what::ITEMS => return self.over(case, second, subject.media.count(first)),
            what::ENTRIES => return self.over(case, first, self.entries(case).map_or(0, |items| items.count)),
            what::ENTRIES_PER_IMAGE => {
                let images = subject.media.count(u32::from(PICTURE));
                let entries = self.entries(case).map_or(0, |items| items.count);
                return self.over(case, if subject.media.is_known { images } else { u32::MAX }, entries);
            }
            what::TAG_TOTAL => {
                let tags = self.pieces(case).map(|piece| piece.text);
                let total = text::youtube_tags(text::CountUnit::CodePoints, tags);
                return self.over(case, first, total);
            }
            what::ADDRESSES | what::COVERS | what::OUTLIVES => return self.addresses(case, kind, first),
            what::MENTION_ONCE => return self.mentions(case),
            what::ANSWERS => return self.answers(case),
            what::OFFERED => return self.offered(case, first, second),
            what::FILE.. => return self.files(case, kind, numbers),
            what::NO_LINK => subject.text.piece.is_some_and(|piece| has_link(piece.text)),
            what::IMAGE_INDEX => {
                let last = f64::from(subject.media.count(u32::from(PICTURE))) - 1.0;
                if let Some(index) = self.number(case).filter(|index| last >= 0.0 && *index > last) {
                    self.numbers(case, self.place(case), last, index, false);
                }
                return;
            }
            what::WHOLE => self.number(case).is_some_and(|number| number.fract() != 0.0),
            what::ORDER => self.ends_early(subject, numbers),
            what::SETTING => {
                let creator = self.creator(subject);
                let is_off = creator.is_some_and(|creator| creator.flags & first != 0);
                is_off && case.row.option().is_some_and(|place| !self.is_set(place, subject))
            }
            what::ONLY_ONCE => subject.target.is_some_and(|target| target.is_repeated),
            what::ZONE => facts.flag(ZONE_UNKNOWN),
            what::FUTURE => {
                // A minute's grace: the clocks of two machines are never quite the same.
                facts.now() - facts.scheduled() > 60_000.0
            }
            what::ONE_READING => {
                let literal = facts.literal();
                literal.is_finite()
                    && facts.first().is_finite()
                    && literal != facts.first()
                    && literal != facts.second()
            }
            what::NO_GAP => facts.literal().is_nan() && facts.flag(IN_GAP),
            // what::NO_OVERLAP
            _ => facts.literal().is_nan() && facts.second().is_finite(),
        };
        if broken {
            self.breach(case, self.place(case));
        }
    }

    fn creator(&self, subject: &Subject<'_, 'a>) -> Option<Creator<'s>> {
        subject.target.and_then(|target| self.records.creator(target.index))
    }

    /// Whether an event ends before it starts.
    fn ends_early(&self, subject: &Subject<'_, 'a>, places: [u32; 4]) -> bool {
        let [end, end_time, start, start_time] = places.map(|place| {
            let text = subject.options.get(place as usize).and_then(|at| self.reader.text(at));
            text.map_or(&[][..], |(text, _)| text)
        });
        let is_time = |time: &[u8]| looks(Look::Time, time);
        let times = is_time(end_time) && is_time(start_time) && end_time < start_time;
        form::is_date(end) && form::is_date(start) && (end < start || (end == start && times))
    }

    fn offered(&mut self, case: &Case<'_, 'a>, place: u32, default: u32) {
        let Some(creator) = self.creator(case.subject) else { return };
        let level = match case.subject.options.get(place as usize) {
            None => default,
            Some(at) => match self.reader.head(at) {
                tape::Head { tag: tape::NAME, payload } => payload,
                _ => return,
            },
        };
        if !creator.levels.contains(&level) {
            self.say(case, self.place(case), 0, NONE, NONE, None, creator.levels);
        }
    }

    /// Lengths and looks, of a text or of each text in a list.
    fn texts(&mut self, case: &Case<'_, 'a>, kind: u32, numbers: [u32; 4]) {
        match case.subject.text.piece {
            Some(piece) if case.row.at == at::TEXT => self.text(case, &piece, kind, numbers),
            _ => {
                for piece in self.pieces(case) {
                    self.text(case, &piece, kind, numbers);
                }
            }
        }
    }

    #[inline(never)]
    fn text(&mut self, case: &Case<'_, 'a>, piece: &Piece<'a>, kind: u32, [first, second, third, _]: [u32; 4]) {
        match kind {
            what::LENGTH => {
                let count = self.count(first, second, piece);
                if may_grow(first, second, piece) {
                    // Only the host can compose a text: it counts it anew, and says what it finds.
                    let (place, limit, count) = (Place::of(piece.at), f64::from(second), f64::from(count));
                    self.say(case, place, flag::RECOUNT, limit, count, None, &[]);
                } else if count <= third {
                    self.over_at(case, Place::of(piece.at), second, count);
                }
            }
            what::BETWEEN => {
                let count = self.count(second, third, piece);
                if count > third && self.count(first, third, piece) <= third {
                    self.over_at(case, Place::of(piece.at), third, count);
                }
            }
            _ => {
                if piece.text.len() <= MOST_READ && !looks(look_of(first), piece.text) {
                    self.breach(case, Place::of(piece.at));
                }
            }
        }
    }

    /// What is counted in a text that is not too long to be anybody's.
    fn tags(&mut self, case: &Case<'_, 'a>, which: u32, max: u32, other: u32) {
        let Some(text) = case.subject.text.piece.map(|piece| piece.text).filter(|text| text.len() <= MOST_READ) else {
            return;
        };
        let count: fn(&[u8]) -> u32 = match which {
            tag::HASHTAGS => text::hashtags,
            tag::MENTIONS => text::mentions,
            tag::CASHTAGS => text::cashtags,
            tag::HASHTAG_LENGTH => text::longest_hashtag,
            _ => |text| text::unique_links(text, false),
        };
        let found = count(text);
        self.over(case, max, if found <= other { found } else { 0 });
    }

    /// The addresses of the attachments and of their covers, whether they last, or whether the covers are of use.
    fn addresses(&mut self, case: &Case<'_, 'a>, kind: u32, look: u32) {
        let due = self.circumstances.due();
        let shape = case.subject.media.shape;
        // True for the post as a whole and for a YouTube target: no other platform reads covers.
        let is_theirs = case.subject.target.is_none_or(|target| target.platform == YOUTUBE);
        let takes_covers = self.to_youtube && is_theirs && !case.subject.is_later;
        for item in &case.subject.media.items {
            for (place, url) in [(field::URL, item.url), (field::THUMBNAIL, item.thumbnail)] {
                let is_cover = place == field::THUMBNAIL;
                let is_used = !is_cover || (item.kind == VIDEO && takes_covers);
                let broken = url.is_some_and(|url| match kind {
                    what::COVERS => !is_used,
                    _ if !is_used => false,
                    what::ADDRESSES => !looks(look_of(look), url),
                    // what::OUTLIVES
                    _ => !is_cover && expiry(url) * 1000.0 < due,
                });
                if broken && let Some(slot) = shape.and_then(|shape| shape.slots.get(place)) {
                    self.breach(case, item.place.key(slot.key));
                }
            }
        }
    }

    fn option(&self, case: &Case<'_, 'a>) -> Option<usize> {
        let fields = match case.row.at {
            at::ACCOUNT => return case.subject.target?.fields.get(field::ACCOUNT),
            _ => case.subject.options,
        };
        fields.get(case.row.option()?)
    }

    fn number(&self, case: &Case<'_, 'a>) -> Option<f64> {
        self.option(case).and_then(|at| self.reader.number(at))
    }

    fn entries(&self, case: &Case<'_, 'a>) -> Option<Items<'a>> {
        self.option(case).and_then(|at| self.reader.items(at))
    }

    /// The text of the option that a rule looks at, or the texts of its list.
    fn pieces(&self, case: &Case<'_, 'a>) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let reader = self.reader;
        self.option(case).into_iter().flat_map(move |at| reader.pieces(at))
    }

    /// What a text uses. Where it cannot be more than `enough` in this unit, any smaller number will do.
    #[inline(never)]
    fn count(&mut self, unit: u32, enough: u32, piece: &Piece<'a>) -> u32 {
        const UTF16: u32 = Unit::Utf16 as u32;
        const BYTES: u32 = Unit::Bytes as u32;
        const THREADS: u32 = Unit::Threads as u32;
        let bytes = piece.text.len() as u32;
        let most = match unit {
            UTF16 => return piece.units,
            BYTES => return bytes,
            THREADS => bytes,
            WEIGHTED => most_weight(piece),
            _ => piece.units,
        };
        if most <= enough {
            return most;
        }
        let text = piece.text;
        let known = |made: &&Counted<'_>| made.unit == unit && (core::ptr::eq(made.text, text) || made.text == text);
        if let Some(made) = self.counts.iter().rev().take(MOST_KEPT).find(known) {
            return made.count;
        }
        let count = text::count(counter::kind(unit), text);
        self.counts.push(Counted { text, unit, count });
        count
    }

    fn mentions(&mut self, case: &Case<'_, 'a>) {
        let (Some(piece), Some(place)) = (case.subject.text.piece, case.row.option()) else { return };
        let Some(shape) = self.reader.object(case.subject.shape, place) else { return };
        if piece.text.len() > MOST_SEARCHED {
            return;
        }
        for (_, at) in self.entries(case).into_iter().flatten() {
            let Some(fields) = self.reader.fields(at, shape) else { continue };
            let Some(mention) = self.reader.piece(&fields, 0) else { continue };
            let found = occurrences(piece.text, mention.text);
            if found != 1 && !mention.text.is_empty() {
                self.numbers(case, Place::of(mention.at), NONE, f64::from(found), false);
            }
        }
    }

    fn answers(&mut self, case: &Case<'_, 'a>) {
        const LONGEST: u32 = 25;
        let (Some(poll), Some(place)) = (self.option(case), case.row.option()) else { return };
        let Some(shape) = self.reader.object(case.subject.shape, place) else { return };
        let Some(at) = self.reader.fields(poll, shape).and_then(|fields| fields.get(0)) else { return };
        let answers = self.reader.pieces(at);
        for answer in answers {
            let length = self.count(Unit::CodePoints as u32, LONGEST, &answer);
            if length > LONGEST || length == 0 {
                self.numbers(case, Place::of(answer.at), f64::from(LONGEST), f64::from(length), false);
            }
        }
    }

    /// Holds what is known of the files against a rule.
    fn files(&mut self, case: &Case<'_, 'a>, kind: u32, [kinds, second, third, fourth]: [u32; 4]) {
        let mut first_ratio = f64::NAN;
        let is_cover = kinds == u32::from(COVER);
        let kinds = if is_cover { u32::from(VIDEO) } else { kinds };
        // An option is about the first film.
        let of_option = case.row.option().is_some();
        let media = case.subject.media;
        // The film is each creator's to limit, and an option is about it: the first of which something is known.
        let only = of_option || kind == what::CREATOR_DURATION;
        let first = match only {
            true if is_cover => media.items.iter().position(|item| item.kind == VIDEO),
            true => media.film,
            false => Some(0),
        };
        let items = first.map_or(&[][..], |first| media.items.get(first..).unwrap_or(&[]));
        for (index, item) in (first.unwrap_or(0) as u32..).zip(items).take(if only { 1 } else { usize::MAX }) {
            let file = match (is_cover, case.subject.target) {
                (true, Some(target)) if of_option => target.index | TARGET_COVER,
                (true, _) => index | ITEM_COVER,
                _ => index | case.subject.media.files,
            };
            let Some(file) = self.records.file(file).filter(|_| u32::from(item.kind) & kinds != 0) else {
                continue;
            };
            let place = match case.subject.media.shape.and_then(|shape| shape.slots.get(field::THUMBNAIL)) {
                _ if of_option => self.place(case),
                Some(slot) if is_cover || kind == what::NO_SHORT_WITH_COVER => item.place.key(slot.key),
                _ => item.place,
            };
            let length = file.fact(Fact::Duration as u32);
            match kind {
                what::FILE => {
                    let (min, max) = (f64::from(f32::from_bits(third)), f64::from(f32::from_bits(fourth)));
                    self.between(case, place, min, max, file.fact(second), is_exact(second));
                }
                what::CREATOR_DURATION => {
                    let creator = self.creator(case.subject);
                    let longest = creator.map_or(f64::NAN, |creator| creator.longest);
                    self.between(case, place, 0.0, longest, length, false);
                }
                what::WITHIN_FILM => {
                    let at = self.number(case).unwrap_or(f64::NAN);
                    self.between(case, place, 0.0, length * 1000.0, at, false);
                }
                what::NO_SHORT_WITH_COVER => {
                    const LONGEST_SHORT: f64 = 180.0;
                    let is_short = length <= LONGEST_SHORT && file.fact(Fact::Ratio as u32) <= 1.0;
                    if is_short && item.thumbnail.is_some() {
                        self.breach(case, place);
                    }
                }
                what::BYTES_OF => {
                    if file.name(0) == Some(third) {
                        self.between(case, place, 0.0, f64::from(second), file.fact(Fact::Bytes as u32), true);
                    }
                }
                what::MEGABYTES => {
                    let (bytes, max) = (file.fact(Fact::Bytes as u32), f64::from(second));
                    // Of 1024 megabytes to the gigabyte, the smaller reading is 1000.
                    let least = if second % 1024 == 0 { max / 1.024 } else { max };
                    if bytes > least * 1e6 {
                        let is_other = file.name(0).is_some_and(|name| name.wrapping_add(1) == third);
                        let warning = is_other || bytes <= max * 1_048_576.0;
                        self.numbers(case, place, max, bytes / 1e6, warning);
                    }
                }
                what::SAME_RATIO => {
                    let ratio = file.fact(Fact::Ratio as u32);
                    if first_ratio.is_nan() {
                        first_ratio = ratio;
                    } else if ratio > first_ratio * 1.01 || ratio * 1.01 < first_ratio {
                        self.breach(case, place);
                    }
                }
                // what::NAMES
                _ => self.name_of(case, place, file, [second, third, fourth]),
            }
        }
    }

    /// Whether a file is one of the kinds that are taken, or refused: `first` and those that follow in the row.
    fn name_of(&mut self, case: &Case<'_, 'a>, place: Place, file: File<'_>, [which, count, first]: [u32; 3]) {
        let Some(name) = file.name((which & !REFUSED) as usize) else { return };
        let mut names = case.row.names;
        let mut is_named = name == first;
        for _ in 1..count {
            is_named |= names.number() == name;
        }
        if is_named == (which & REFUSED != 0) {
            self.say(case, place, 0, NONE, NONE, Some(name), &[]);
        }
    }

    fn between(&mut self, case: &Case<'_, 'a>, place: Place, min: f64, max: f64, actual: f64, is_exact: bool) {
        // Durations, rates and shapes are never exact.
        let slack = if is_exact { 1.0 } else { 1.002 };
        if actual > max * slack {
            self.numbers(case, place, max, actual, false);
        } else if actual * slack < min {
            self.numbers(case, place, min, actual, false);
        }
    }

    fn over(&mut self, case: &Case<'_, 'a>, limit: u32, actual: u32) {
        if actual > limit {
            self.over_at(case, self.place(case), limit, actual);
        }
    }

    #[inline(never)]
    fn over_at(&mut self, case: &Case<'_, 'a>, place: Place, limit: u32, actual: u32) {
        if actual > limit {
            self.numbers(case, place, f64::from(limit), f64::from(actual), false);
        }
    }

    fn breach(&mut self, case: &Case<'_, 'a>, place: Place) {
        self.numbers(case, place, NONE, NONE, false);
    }

    #[inline(never)]
    fn numbers(&mut self, case: &Case<'_, 'a>, place: Place, limit: f64, actual: f64, warning: bool) {
        self.say(case, place, u32::from(warning), limit, actual, None, &[]);
    }

    #[inline(never)]
    #[allow(clippy::too_many_arguments, reason = "what a record holds")]
    fn say(
        &mut self,
        case: &Case<'_, 'a>,
        place: Place,
        flags: u32,
        limit: f64,
        actual: f64,
        found: Option<u32>,
        names: &[u32],
    ) {
        let flags = flags | u32::from(case.row.warning);
        // To find the place takes longer than to count.
        if flags & flag::RECOUNT == 0 && self.issues.leaves_out(flags & flag::WARNING != 0) {
            return;
        }
        let target = case.subject.target;
        self.issues.go_to_root(target.map(|target| target.name), target.map(|target| target.index));
        if let (Sharing::Begun, Some(target)) = (self.sharing, target) {
            self.sharing = Sharing::List(self.issues.share(target.index));
        }
        if let Sharing::List(list) = self.sharing {
            self.issues.enter_shared(list);
        }
        self.reader.go_to(place, self.issues);
        self.issues.record(case.row.number, flags, limit, actual, found, names);
    }
}

fn is_exact(fact: u32) -> bool {
    const DURATION: u32 = Fact::Duration as u32;
    const FRAME_RATE: u32 = Fact::FrameRate as u32;
    const RATIO: u32 = Fact::Ratio as u32;
    !matches!(fact, DURATION | FRAME_RATE | RATIO)
}
