//! The context of a post, as far as the caller knows it: the time, the creators' own settings, the media files.
//!
//! It arrives as words, like the tape. First the time: now, the instant that `scheduledFor` names by its own offset, and
//! the first and second instant it may mean as local time in `timezone` (doubles, low word first, NaN for what is not
//! known), and a word of [flags](ZONE_UNKNOWN). Then records, in the order of their kinds and their indexes: the kind, the
//! number of words that follow, and those.
//!
//! | kind | words |
//! |---|---|
//! | [`CREATOR`] | index of the target, [flags](NO_COMMENT), longest video in seconds (double), names of the privacy levels |
//! | [`FILE`] | index of the item (see [`ITEM_COVER`]), names (plus one) of container, video codec and audio codec, then the [`MediaFact`]s as doubles |

use crate::rules::{FileName, MediaFact};

/// The words before the records. Times are doubles, low word first, NaN for unknown.
pub mod head {
    /// The current time.
    pub const NOW: usize = 0;
    /// The instant of `scheduledFor` by its own offset.
    pub const LITERAL: usize = 2;
    /// The first instant that it may mean as local time in `timezone`.
    pub const FIRST: usize = 4;
    /// The second.
    pub const SECOND: usize = 6;
    /// The [flags](super::ZONE_UNKNOWN).
    pub const FLAGS: usize = 8;
    /// The first record.
    pub const RECORDS: usize = 9;
}

/// The words of a record of a creator, after kind and length.
pub mod creator {
    /// The index of the target.
    pub const INDEX: usize = 0;
    /// The [flags](super::NO_COMMENT).
    pub const FLAGS: usize = 1;
    /// The longest video in seconds: a double.
    pub const MAX_DURATION: usize = 2;
    /// The names of the privacy levels, to the end of the record.
    pub const LEVELS: usize = 4;
}

/// The words of a record of a file, after kind and length. Each name is written plus one, 0 for none.
pub mod file {
    /// The index of the item, with bits such as [`ITEM_COVER`](super::ITEM_COVER).
    pub const INDEX: usize = 0;
    /// The name of the container.
    pub const CONTAINER: usize = 1;
    /// The name of the video codec.
    pub const VIDEO_CODEC: usize = 2;
    /// The name of the audio codec.
    pub const AUDIO_CODEC: usize = 3;
    /// The facts: a double each.
    pub const FACTS: usize = 4;
}

/// The host does not know the time zone.
pub const ZONE_UNKNOWN: u32 = 1;
/// The local time falls into a gap.
pub const IN_GAP: u32 = 2;
/// The post replaces one that waits for its time: what it leaves out may stay as it was.
pub const EDIT: u32 = 4;

/// A record of a TikTok creator.
pub const CREATOR: u32 = 1;
/// A record of a media file.
pub const FILE: u32 = 2;

/// Bit of a file's index: not the item's file but its cover.
pub const ITEM_COVER: u32 = 0x8000_0000;
/// Bit of a file's index: the cover that the options of a target name; the rest is the index of the target.
pub const TARGET_COVER: u32 = 0x4000_0000;

/// Bit of a file's index: it belongs to a later post of a thread.
pub const THREAD: u32 = 0x2000_0000;

/// The bits of the index of the target, in the index of a thread's file.
pub const THREAD_TARGET_SHIFT: u32 = 18;
/// The bits of the index of the post; those of the item stand below.
pub const THREAD_POST_SHIFT: u32 = 9;

/// The index of the first file of a later post of a thread: target, post and item take nine bits each.
/// Of what has larger numbers nothing is known.
pub(super) const fn of_thread(target: u32, later: u32) -> u32 {
    THREAD | target.wrapping_shl(THREAD_TARGET_SHIFT) | later.wrapping_shl(THREAD_POST_SHIFT)
}

/// The creator has comments off.
pub const NO_COMMENT: u32 = 1;
/// The creator has duets off.
pub const NO_DUET: u32 = 2;
/// The creator has stitches off.
pub const NO_STITCH: u32 = 4;

/// The context, as the caller wrote it.
#[derive(Debug, Clone, Copy)]
pub struct ValidationContext<'a> {
    words: &'a [u32],
}

impl<'a> ValidationContext<'a> {
    /// Reads what the caller wrote; no words, where nothing is known.
    pub const fn new(words: &'a [u32]) -> Self {
        Self { words }
    }

    fn double(words: &[u32], at: usize) -> f64 {
        match (words.get(at), words.get(at.wrapping_add(1))) {
            (Some(low), Some(high)) => f64::from_bits(u64::from(*high).wrapping_shl(32) | u64::from(*low)),
            _ => f64::NAN,
        }
    }

    pub(super) fn now(self) -> f64 {
        Self::double(self.words, head::NOW)
    }

    /// The instant that the offset names.
    pub(super) fn literal(self) -> f64 {
        Self::double(self.words, head::LITERAL)
    }

    /// The first instant that local time may mean.
    pub(super) fn first(self) -> f64 {
        Self::double(self.words, head::FIRST)
    }

    /// The second.
    pub(super) fn second(self) -> f64 {
        Self::double(self.words, head::SECOND)
    }

    /// When the post is scheduled for: not a number where it is not.
    pub(super) fn scheduled(self) -> f64 {
        if self.literal().is_nan() { self.first() } else { self.literal() }
    }

    /// When the media will be fetched.
    pub(super) fn due(self) -> f64 {
        if self.scheduled() > self.now() { self.scheduled() } else { self.now() }
    }

    pub(super) fn flag(self, flag: u32) -> bool {
        self.words.get(head::FLAGS).is_some_and(|flags| flags & flag != 0)
    }

    pub(super) fn knows_time(self) -> bool {
        !self.scheduled().is_nan() || self.flag(ZONE_UNKNOWN | IN_GAP)
    }

    /// Whether `scheduledFor` is local time of which the instant is known.
    pub fn local_time_is_known(self) -> bool {
        self.literal().is_nan() && self.first().is_finite()
    }

    fn records(self) -> impl Iterator<Item = &'a [u32]> {
        let mut rest = self.words.get(head::RECORDS..).unwrap_or(&[]);
        core::iter::from_fn(move || {
            let length = *rest.get(1)? as usize;
            let (record, tail) = rest.split_at_checked(length.wrapping_add(2))?;
            rest = tail;
            Some(record)
        })
    }
}

/// The records, each found by bisection.
pub(super) struct Records<'a>(Vec<&'a [u32]>);

impl<'a> Records<'a> {
    pub(super) fn new(context: ValidationContext<'a>) -> Self {
        Self(context.records().collect())
    }

    #[inline(never)]
    fn find(&self, kind: u32, index: u32) -> Option<&'a [u32]> {
        let key = |record: &&[u32]| (record.first().copied(), record.get(2).copied());
        let place = self.0.binary_search_by_key(&(Some(kind), Some(index)), key).ok()?;
        self.0.get(place).and_then(|record| record.get(2..))
    }

    #[inline(never)]
    pub(super) fn creator(&self, target: u32) -> Option<Creator<'a>> {
        let record = self.find(CREATOR, target)?;
        Some(Creator {
            flags: record.get(creator::FLAGS).copied()?,
            longest: ValidationContext::double(record, creator::MAX_DURATION),
            levels: record.get(creator::LEVELS..).unwrap_or(&[]),
        })
    }

    pub(super) fn file(&self, item: u32) -> Option<File<'a>> {
        self.find(FILE, item).map(File)
    }

    pub(super) fn knows_files(&self) -> bool {
        self.0.last().is_some_and(|record| record.first() == Some(&FILE))
    }

    pub(super) fn knows_creators(&self) -> bool {
        self.0.first().is_some_and(|record| record.first() == Some(&CREATOR))
    }
}

/// What a creator may do.
pub(super) struct Creator<'a> {
    pub(super) flags: u32,
    pub(super) longest: f64,
    /// Names of the privacy levels.
    pub(super) levels: &'a [u32],
}

/// What is known of a file.
#[derive(Clone, Copy)]
pub(super) struct File<'a>(&'a [u32]);

impl File<'_> {
    /// The name of the container or of a codec.
    pub(super) fn name(self, which: FileName) -> Option<u32> {
        self.0.get((which.number() as usize).wrapping_add(file::CONTAINER)).and_then(|name| name.checked_sub(1))
    }

    /// A fact; NaN where it is not known.
    pub(super) fn fact(self, fact: MediaFact) -> f64 {
        let read = |fact: MediaFact| {
            ValidationContext::double(self.0, (fact.number() as usize).wrapping_mul(2).wrapping_add(file::FACTS))
        };
        let (width, height) = (read(MediaFact::Width), read(MediaFact::Height));
        match fact {
            MediaFact::Short if width < height => width,
            MediaFact::Short => height,
            MediaFact::Long if width < height => height,
            MediaFact::Long => width,
            MediaFact::Ratio => width / height,
            MediaFact::Pixels => width * height,
            MediaFact::FramePixels => width * height * read(MediaFact::Frames),
            MediaFact::Bytes
            | MediaFact::Duration
            | MediaFact::FrameRate
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
            | MediaFact::Location => read(fact),
        }
    }
}
