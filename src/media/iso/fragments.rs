//! Movie fragments: the time they cover, without a walk over all of them.

use super::super::facts::{FactId, Facts};
use super::super::file::{File, be, be32, from, minus, plus, tags};
use super::track::Track;

/// Fragments that are walked from the first on. If there are more, the last ones are looked for at the end, no further
/// back than `MAX_TAIL`.
pub(super) const FIRST_FRAGMENTS: u32 = 8;
const MIN_TAIL: u64 = 16 * 1024;
const MAX_TAIL: u64 = 768 * 1024;
const TAIL_READ: u64 = 255 * 1024;

tags! { MOOF b"moof" MFHD b"mfhd" }

/// The state of the walk over fragments.
#[derive(Debug)]
pub(super) struct Fragments {
    /// The number that were walked.
    pub(super) count: u32,
    /// The duration of all, if the header says it.
    pub(super) duration: u64,
    /// The defaults of the first tracks: number, and ticks of a sample. They may come before the tracks.
    defaults: [(u32, u32); 4],
    /// The current fragment: its track, ticks a sample, start (unless that was used already), and if it states it.
    track: u32,
    ticks: u32,
    start: Option<u64>,
    is_timed: bool,
    /// Fragments in between were skipped. After that one did not say its time.
    skipped: bool,
    is_lost: bool,
    /// The first and last second that the segment indexes cover, and the end of the bytes that they cover.
    first: f64,
    last: f64,
    indexed: u64,
}

impl Fragments {
    pub(super) const fn new() -> Self {
        Self {
            count: 0,
            duration: 0,
            defaults: [(0, 0); 4],
            track: 0,
            ticks: 0,
            start: None,
            is_timed: false,
            skipped: false,
            is_lost: false,
            first: 0.0,
            last: 0.0,
            indexed: 0,
        }
    }

    /// Takes the default duration of a track's samples, from `trex`.
    pub(super) fn add_default(&mut self, body: &[u8]) {
        if let Some(free) = self.defaults.iter_mut().find(|(id, _)| *id == 0) {
            *free = (be32(body, 4, 4), be32(body, 12, 4));
        }
    }

    /// Begins a fragment of a track, at `traf`.
    pub(super) const fn begin(&mut self) {
        (self.track, self.ticks, self.start, self.is_timed) = (0, 0, None, false);
    }

    /// Takes the header of a fragment, `tfhd`.
    pub(super) fn read_header(&mut self, body: &[u8]) {
        self.track = be32(body, 4, 4);
        self.ticks = self.defaults.iter().find(|(id, _)| *id == self.track).map_or(0, |(_, ticks)| *ticks);
        let flags = be32(body, 3, 1);
        if flags & 8 != 0 {
            // The base offset and the description index come before the ticks of a sample.
            let at = (flags & 1).wrapping_mul(8).wrapping_add((flags & 2).wrapping_mul(2));
            self.ticks = be32(body, at.wrapping_add(8) as usize, 4);
        }
    }

    /// Takes the start of a fragment, from `tfdt`.
    pub(super) fn set_start(&mut self, start: u64) {
        self.start = Some(start);
        self.is_timed = true;
    }

    /// Ends a fragment of a track.
    pub(super) const fn end(&mut self) {
        self.is_lost |= self.skipped && !self.is_timed;
    }

    /// Adds up the samples of a track run, `trun`.
    pub(super) fn read_run(&mut self, body: &[u8], tracks: [&mut Track; 2]) {
        let flags = be32(body, 1, 3);
        let mut count = be(body, 4, 4);
        // Both fit 32 bits.
        let mut ticks = count.wrapping_mul(u64::from(self.ticks));
        if flags & 0x100 != 0 {
            let width = ((flags >> 8) & 15).count_ones().wrapping_mul(4) as usize;
            // An offset and the flags of the first sample come before the samples, if they are there.
            let skip = (flags & 5).count_ones().wrapping_mul(4).wrapping_add(8) as usize;
            (count, ticks) = (0, 0);
            for sample in from(body, skip).chunks_exact(width) {
                count = plus(count, 1);
                ticks = plus(ticks, be(sample, 0, 4));
            }
        }
        let start = self.start.take();
        for track in tracks {
            if track.id == self.track {
                track.end = start.unwrap_or(track.end);
                if !track.started {
                    (track.started, track.start) = (true, track.end);
                }
                track.end = plus(track.end, ticks);
                track.fragment_samples = plus(track.fragment_samples, count);
                track.fragment_ticks = plus(track.fragment_ticks, ticks);
                break;
            }
        }
    }

    /// Takes a segment index, which ends at `end`: the bytes and seconds of the next segments, which need no walk.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    pub(super) fn read_index(&mut self, body: &[u8], end: u64) {
        let wide = be32(body, 0, 1) > 0;
        let width = if wide { 8 } else { 4 };
        let timescale = f64::from(be32(body, 8, 4));
        let first = be(body, 12, width);
        let mut bytes = be(body, width.wrapping_add(12), width);
        let mut last = first;
        for entry in from(body, if wide { 32 } else { 24 }).chunks_exact(12) {
            bytes = plus(bytes, be(entry, 0, 4) & 0x7fff_ffff);
            last = plus(last, be(entry, 4, 4));
        }
        if timescale > 0.0 {
            self.cover(first as f64 / timescale, last as f64 / timescale);
            self.indexed = self.indexed.max(plus(end, bytes));
        }
    }

    /// Extends the covered time.
    #[inline(never)]
    fn cover(&mut self, first: f64, last: f64) {
        if last > 0.0 && (self.last == 0.0 || first < self.first) {
            self.first = first;
        }
        self.last = self.last.max(last);
    }

    /// Returns where the walk goes on after the first fragments: behind what an index covers, or at the last fragments.
    pub(super) fn skip_ahead(&mut self, at: u64, file: &File<'_>) -> u64 {
        if self.indexed > at {
            return self.indexed;
        }
        if file.streamed {
            return at;
        }
        let mut searched = 0;
        let mut length = MIN_TAIL;
        loop {
            let start = minus(file.size, length).max(at);
            // With the head of a fragment that lies across.
            let tail = file.up_to(start, plus(minus(minus(file.size, searched), start), 16));
            for (at, head) in (start..).zip(tail.windows(16)) {
                let size = be(head, 0, 4);
                let kinds = (be32(head, 4, 4), be32(head, 12, 4));
                if kinds == (MOOF, MFHD) && size >= 24 && plus(at, size) <= file.size {
                    self.skipped = true;
                    return at;
                }
            }
            if length >= MAX_TAIL || start <= at || file.stopped() {
                break;
            }
            searched = length;
            length = length.wrapping_mul(4).min(plus(length, TAIL_READ));
        }
        at
    }

    /// Notes the duration of all fragments, unless the header says it (`told`, in seconds), and if some are missing.
    pub(super) fn conclude(&mut self, told: f64, tracks: [&Track; 2], file: &File<'_>, facts: &mut Facts) {
        for track in tracks {
            self.cover(track.seconds(track.start), track.seconds(track.end));
        }
        facts.mark_truncated(self.indexed > file.size);
        let covered = self.last - self.first;
        if self.is_lost || covered <= 0.0 {
            return;
        }
        if told == 0.0 {
            facts.set_positive(FactId::Duration, covered);
        } else {
            facts.mark_truncated(covered < told * 0.95 - 1.0);
        }
    }
}
