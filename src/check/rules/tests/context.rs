//! Encodes the validation context: the time, the TikTok creators, and the facts of media files.
//!
//! This is the only file of these tests that knows the encoding of [`crate::check::rules::context`].

use crate::check::rules::context::{self, CREATOR, EDIT, FILE, IN_GAP, ITEM_COVER, TARGET_COVER, THREAD, ZONE_UNKNOWN};
use crate::check::schema::{CompiledSchema, POST_TABLES};

pub(super) use crate::check::rules::context::{NO_COMMENT, NO_DUET, NO_STITCH};

/// An encoded context. An empty one says nothing.
pub(super) type Context = Vec<u32>;

/// The known times, in milliseconds since 1970. NaN stands for an unknown time.
pub(super) struct Times {
    pub(super) now: f64,
    /// The instant that `scheduledFor` names by its own offset.
    pub(super) instant: f64,
    /// The first and second instant that `scheduledFor` may mean as local time in `timezone`.
    pub(super) local: f64,
    pub(super) second_local: f64,
    /// The host does not know the time zone.
    pub(super) zone_unknown: bool,
    /// The local time does not exist, because the clocks skip it.
    pub(super) in_gap: bool,
    /// The post replaces a scheduled one.
    pub(super) edit: bool,
}

impl Times {
    pub(super) const UNKNOWN: Self = Self {
        now: f64::NAN,
        instant: f64::NAN,
        local: f64::NAN,
        second_local: f64::NAN,
        zone_unknown: false,
        in_gap: false,
        edit: false,
    };

    pub(super) fn encode(&self) -> Context {
        let mut words = Vec::new();
        for number in [self.now, self.instant, self.local, self.second_local] {
            push_double(&mut words, number);
        }
        let flags = [(self.zone_unknown, ZONE_UNKNOWN), (self.in_gap, IN_GAP), (self.edit, EDIT)];
        words.push(flags.iter().filter(|(is_set, _)| *is_set).fold(0, |all, (_, flag)| all | flag));
        words
    }
}

/// Encodes a creator for the first target, with the flags of disabled features (such as [`NO_DUET`]), the longest video
/// in seconds, and the privacy levels on offer.
pub(super) fn creator(disabled: u32, longest: f64, levels: &[&str]) -> Context {
    let mut record = vec![0, disabled];
    push_double(&mut record, longest);
    record.extend(levels.iter().map(|level| name_number(level)));
    with_record(Times::UNKNOWN.encode(), CREATOR, record)
}

/// The file that a record describes.
#[derive(Clone, Copy)]
pub(super) enum FileOf {
    /// An item of the post's media.
    Item(u32),
    /// The thumbnail of an item.
    ItemThumbnail(u32),
    /// The thumbnail that an option of a target names.
    OptionThumbnail(u32),
    /// The first file of a thread item: the target, then the index of the thread item.
    ThreadItem(u32, u32),
}

/// A file whose facts suit every platform, apart from the facts given.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) of: FileOf,
    /// `v` for a video; anything else has no duration, sound or codecs.
    pub(super) kind: char,
    pub(super) facts: &'a [(&'a str, f64)],
    /// The container, the video codec and the audio codec. Empty where there is none.
    pub(super) formats: [&'a str; 3],
}

/// Encodes files, which must come in the order of the items they belong to.
pub(super) fn files(files: &[File<'_>]) -> Context {
    with_files(Times::UNKNOWN.encode(), files)
}

/// Adds files to a context without files.
pub(super) fn with_files(context: Context, files: &[File<'_>]) -> Context {
    files.iter().fold(context, |context, file| with_record(context, FILE, file.record()))
}

impl File<'_> {
    fn record(&self) -> Vec<u32> {
        let is_video = self.kind == 'v';
        let mut record = vec![match self.of {
            FileOf::Item(item) => item,
            FileOf::ItemThumbnail(item) => ITEM_COVER | item,
            FileOf::OptionThumbnail(target) => TARGET_COVER | target,
            FileOf::ThreadItem(target, item) => {
                let index = context::of_thread(target, item);
                assert_ne!(index & THREAD, 0);
                index
            }
        }];
        record.extend(self.formats.map(|name| if name.is_empty() { 0 } else { name_number(name) + 1 }));
        // In the order of `Fact`.
        for (fact, image, video) in [
            ("bytes", 500_000.0, 5_000_000.0),
            ("duration", f64::NAN, 30.0),
            ("rate", f64::NAN, 30.0),
            ("width", 1080.0, 1080.0),
            ("height", 1080.0, 1080.0),
            ("frames", f64::NAN, f64::NAN),
            ("bits", f64::NAN, 1_000_000.0),
            ("pages", f64::NAN, f64::NAN),
            ("channels", f64::NAN, 2.0),
            ("samples", f64::NAN, 48_000.0),
            ("streamable", f64::NAN, 1.0),
            ("aac", f64::NAN, 2.0),
            ("chroma", f64::NAN, 1.0),
            ("depth", f64::NAN, 8.0),
            ("colors", 1.0, f64::NAN),
            ("location", f64::NAN, f64::NAN),
        ] {
            let usual = if is_video { video } else { image };
            let given = self.facts.iter().find(|(name, _)| *name == fact);
            push_double(&mut record, given.map_or(usual, |(_, number)| *number));
        }
        record
    }
}

fn with_record(mut context: Context, kind: u32, record: Vec<u32>) -> Context {
    context.extend([kind, record.len() as u32]);
    context.extend(record);
    context
}

fn push_double(words: &mut Vec<u32>, number: f64) {
    words.extend([number.to_bits() as u32, (number.to_bits() >> 32) as u32]);
}

fn name_number(text: &str) -> u32 {
    CompiledSchema::new(POST_TABLES).names().iter().position(|name| *name == text.as_bytes()).unwrap() as u32
}
