//! ISO base media files: MP4, QuickTime, M4V, 3GP, fragmented or not, and the boxes of HEIF. ISO 14496-12.
//!
//! One flat walk over the boxes. Containers of interest are entered, the others skipped by their size, so that a film's
//! media data and sample tables are never read.

use super::exif::Exif;
use super::facts::{Codec, Container, Facts, Field, frame_rate, ratio};
use super::heif::Heif;
use super::nest::Nest;
use super::picture::Picture;
use super::sound::{Sound, aac, configure, descriptor, dolby};
use super::window::{Refusal, Window, among, be, be32, from, plus, tags};

/// Tables that are read whole. One that is longer than a read says nothing, as half of it would say something wrong.
const WHOLE: u64 = u64::MAX;
/// The largest table of sample sizes that is added up.
const SIZES: u64 = 64 * 1024 + 12;
/// So much of a table of sample durations tells whether they vary.
const DURATIONS: u64 = 2048;

/// Fragments that are walked from the first on. If there are more, the last ones are looked for at the end, no further
/// back than this.
const FIRST_FRAGMENTS: u32 = 8;
const FURTHEST: u64 = 768 * 1024;
const LAST: u64 = 16 * 1024;
const STRIDE: u64 = 255 * 1024;

tags! {
    FTYP b"ftyp" MDAT b"mdat" MOOV b"moov" MOOF b"moof" META b"meta" SIDX b"sidx" TRAK b"trak" TRAF b"traf"
    MVEX b"mvex" IPCO b"ipco" STSD b"stsd" PITM b"pitm" IPMA b"ipma" MVHD b"mvhd" TKHD b"tkhd" MDHD b"mdhd"
    HDLR b"hdlr" ELST b"elst" STTS b"stts" STSZ b"stsz" STZ2 b"stz2" PASP b"pasp" BTRT b"btrt" ESDS b"esds"
    FRMA b"frma" DAC3 b"dac3" DEC3 b"dec3" MEHD b"mehd" TREX b"trex" TFHD b"tfhd" TFDT b"tfdt" TRUN b"trun"
    VIDE b"vide" PICT b"pict" SOUN b"soun" QT__ b"qt  " MFHD b"mfhd" CMOV b"cmov" UDTA b"udta" XYZ_ b"\xa9xyz"
    LOCI b"loci" AVCC b"avcC" HVCC b"hvcC" AV1C b"av1C" VPCC b"vpcC" COLR b"colr" DVCC b"dvcC" DVVC b"dvvC"
    ALAC b"alac" DFLA b"dfLa" DOPS b"dOps" DDTS b"ddts" IINF b"iinf" INFE b"infe" ILOC b"iloc" MINI b"mini"
    SAMR b"samr" SAWB b"sawb" MLPA b"mlpa"
}

/// Not a container of interest.
const PASS: u64 = u64::MAX;

/// A span of a box: its payload, and where the next one starts.
#[derive(Debug, Clone, Copy)]
struct Span {
    kind: u32,
    body: u64,
    end: u64,
}

/// A track, as far as it was read.
#[derive(Debug, Clone, Copy)]
struct Track {
    id: u32,
    handler: u32,
    /// Ticks a second.
    timescale: u32,
    duration: u64,
    /// The size on the track header, in 1/65536 pixels.
    shown_width: u32,
    shown_height: u32,
    /// Clockwise quarter turns.
    turns: u32,
    /// Known once a sample entry was read. Only the first counts.
    codec: Codec,
    is_picture: bool,
    width: u32,
    height: u32,
    aspect: f64,
    picture: Picture,
    sound: Sound,
    /// As the file states it, and the bytes of all samples where they were added up.
    bit_rate: u32,
    bytes: u64,
    samples: u64,
    /// Ticks of each sample, where all have as many; whether that is known, and whether they vary.
    even: u32,
    timed: bool,
    uneven: bool,
    /// Of the fragments: first and last tick, and the samples and ticks that were counted.
    started: bool,
    start: u64,
    end: u64,
    fragment_samples: u64,
    fragment_ticks: u64,
}

impl Track {
    const fn new() -> Self {
        Self {
            id: 0,
            handler: 0,
            timescale: 0,
            duration: 0,
            shown_width: 0,
            shown_height: 0,
            turns: 0,
            codec: Codec::None,
            is_picture: false,
            width: 0,
            height: 0,
            aspect: 0.0,
            picture: Picture::new(),
            sound: Sound { channels: 0, sample_rate: 0, object_type: 0 },
            bit_rate: 0,
            bytes: 0,
            samples: 0,
            even: 0,
            timed: false,
            uneven: false,
            started: false,
            start: 0,
            end: 0,
            fragment_samples: 0,
            fragment_ticks: 0,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    #[inline(never)]
    fn seconds(&self, ticks: u64) -> f64 {
        ratio(ticks as f64, f64::from(self.timescale))
    }

    #[allow(clippy::cast_precision_loss, reason = "samples of a film fit 53 bits")]
    fn rate(&self) -> f64 {
        let (samples, ticks) = if self.fragment_ticks > 0 {
            (self.fragment_samples, self.fragment_ticks)
        } else if self.even > 0 {
            (1, u64::from(self.even))
        } else {
            (self.samples, self.duration)
        };
        frame_rate(samples as f64, self.seconds(ticks))
    }

    /// Bits a second: measured, or else as the file states it.
    #[allow(clippy::cast_precision_loss, reason = "bytes of a film fit 53 bits")]
    fn bits(&self) -> f64 {
        let measured = ratio(self.bytes as f64 * 8.0, self.seconds(self.duration));
        if measured > 0.0 { (measured + 0.5).floor() } else { f64::from(self.bit_rate) }
    }

    /// Reads the start of a table of sample durations: how many in a row have how many ticks.
    fn time(&mut self, table: &[u8]) {
        let rows = || table.as_chunks::<8>().0.iter().map(|row| (be(row, 0, 4), be(row, 4, 4)));
        let samples = rows().fold(0, |sum, (count, _)| plus(sum, count));
        let ticks = rows().fold(0, |sum, (count, delta)| plus(sum, count.saturating_mul(delta)));
        let mean = ticks.checked_div(samples).unwrap_or(0);
        // A tick more or less is rounding.
        let slack = plus(mean.wrapping_div(10), 1);
        let odd = rows().fold(0, |sum, (count, delta)| plus(sum, if delta.abs_diff(mean) > slack { count } else { 0 }));
        self.timed = samples > 1;
        self.uneven = odd.saturating_mul(50) > samples;
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Iso {
    nest: Nest,
    /// The top level ended, or nothing more on it matters.
    finished: bool,
    media_data: bool,
    moov: bool,
    fragmented: bool,
    edited: bool,
    timescale: u32,
    duration: u64,
    /// Clockwise quarter turns of the whole movie.
    turns: u32,
    /// The whole duration of the fragments, where the header says it.
    fragments_duration: u64,
    /// The track that is being read, the first of each kind, and the seconds of the longest.
    track: Track,
    video: Track,
    audio: Track,
    videos: u32,
    audios: u32,
    longest: f64,
    /// The defaults of the first tracks in fragments: number, and ticks of a sample. They may come before the tracks.
    defaults: [(u32, u32); 4],
    /// The track of the fragment, its ticks a sample, and where it starts.
    fragment: u32,
    delta: u32,
    based: bool,
    base: u64,
    timed: bool,
    /// Fragments that were walked. If the last ones are being searched for: how much of the end was and is searched, and
    /// where to go on if there are none. Then, if the walk goes on there, and if a fragment there did not say its time.
    fragments: u32,
    searching: bool,
    searched: u64,
    reach: u64,
    back: u64,
    jumped: bool,
    lost: bool,
    /// The first and last second of what the segment indexes cover, and where the bytes that they cover end.
    first: f64,
    last: f64,
    jump: u64,
    /// A HEIF picture, one that moves, and whether it was described.
    picture: bool,
    sequence: bool,
    described: bool,
    heif: Heif,
}

impl Iso {
    pub(super) const fn new() -> Self {
        Self {
            nest: Nest::new(),
            finished: false,
            media_data: false,
            moov: false,
            fragmented: false,
            edited: false,
            timescale: 0,
            duration: 0,
            turns: 0,
            fragments_duration: 0,
            track: Track::new(),
            video: Track::new(),
            audio: Track::new(),
            videos: 0,
            audios: 0,
            longest: 0.0,
            defaults: [(0, 0); 4],
            fragment: 0,
            delta: 0,
            based: false,
            base: 0,
            timed: false,
            fragments: 0,
            searching: false,
            searched: 0,
            reach: 0,
            back: 0,
            jumped: false,
            lost: false,
            first: 0.0,
            last: 0.0,
            jump: 0,
            picture: false,
            sequence: false,
            described: false,
            heif: Heif::new(),
        }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        // A film whose fragments end in the midst of one is as long as what there is.
        if self.walk(window, facts).is_none() && !(self.moov && window.ended()) {
            return None;
        }
        facts.cut(self.moov && window.ended() && !self.finished);
        self.conclude(window, facts)?;
        if self.heif.exif > 0 && !window.streamed {
            let (at, length) = self.heif.locate(window)?;
            self.heif.exif = 0;
            // Four bytes say where the TIFF data starts, after a prefix or without one.
            if length > 4 {
                return exif.find(plus(at, 4), plus(at, length), at, window);
            }
        }
        Some(())
    }

    fn walk(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        while !self.finished {
            match self.nest.last() {
                _ if self.searching => self.search(window)?,
                Some(open) if window.at >= open.end => {
                    self.nest.close_to(self.nest.depth().saturating_sub(1));
                    self.close(open.kind, window, facts)?;
                }
                _ => self.step(window, facts)?,
            }
        }
        Some(())
    }

    /// Looks for the last fragments, from the end backwards, and goes on there.
    fn search(&mut self, window: &mut Window<'_>) -> Option<()> {
        let end = window.size.saturating_sub(self.searched);
        window.at = window.size.saturating_sub(self.reach).max(self.back);
        // With the head of a fragment that lies across.
        window.up_to(window.at, plus(end.saturating_sub(window.at), 16))?;
        self.searched = self.reach;
        let found = (window.at..).zip(window.read.windows(16)).find(|(at, head)| {
            let size = be(head, 0, 4);
            let kinds = (be32(head, 4, 4), be32(head, 12, 4));
            kinds == (MOOF, MFHD) && size >= 24 && plus(*at, size) <= window.size
        });
        if let Some((at, _)) = found {
            window.at = at;
            self.jumped = true;
        } else if self.reach < FURTHEST && window.at > self.back {
            self.reach = self.reach.saturating_mul(4).min(plus(self.reach, STRIDE));
            return Some(());
        } else {
            window.at = self.back;
        }
        self.searching = false;
        Some(())
    }

    /// Reads one box header, and the box where it matters.
    fn step(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        let nested = self.nest.last();
        let limit = nested.map_or(window.size, |open| open.end);
        let left = limit.saturating_sub(window.at);
        let (mut header, mut size, mut kind) = (8, 0, 0);
        if left >= 8 {
            window.here(8)?;
            (size, kind) = (window.be(0, 4), window.be32(4, 4));
            if size == 1 {
                window.here(16)?;
                (header, size) = (16, window.be(8, 8));
            } else if size == 0 && nested.is_none() {
                // To the end of the file.
                size = left;
            }
        }
        if size == 0 {
            // The end of the container, which QuickTime marks with a zero.
            facts.cut(nested.is_none() && window.at > limit);
            window.at = limit;
            self.finished = nested.is_none();
            return Some(());
        }
        if size < header {
            return window.refuse(Refusal::Malformed);
        }
        let mut end = plus(window.at, size);
        if nested.is_some() {
            // A child that sticks out of its parent is cut, as players do.
            end = end.min(limit);
        }
        if nested.is_none() && end > limit {
            // Anything may follow the last box.
            if !among(kind, b"ftypmdatmoovmoofmetasidxfreeskipwideuuidpnotstyp") {
                self.finished = self.moov || self.described;
            }
            facts.cut(!self.finished);
        }
        let parent = nested.map_or(0, |open| open.kind);
        let body = plus(window.at, header);
        let skip = self.visit(window, facts, parent, Span { kind, body, end })?;
        window.at = end;
        if skip != PASS {
            // A container of interest: its boxes begin after some bytes of its own.
            window.at = plus(body, skip);
            if self.nest.push(kind, end).is_none() {
                return window.refuse(Refusal::Malformed);
            }
        }
        Some(())
    }

    /// Reads a box where it matters. Answers how many bytes to skip to enter it, or `PASS`.
    fn visit(&mut self, window: &mut Window<'_>, facts: &mut Facts, parent: u32, span: Span) -> Option<u64> {
        let length = span.end.saturating_sub(span.body);
        let kind = span.kind;
        let top = parent == 0;
        // How much of the body is read. A table that matters is read whole; of a box that does not, nothing, so that
        // a header survives the loss of what does not matter.
        let most = match kind {
            STSD if !top => return Some(8),
            _ if parent == STSD => 64,
            _ if parent == IPCO => 16,
            MDAT if top => {
                self.media_data = true;
                // More media data may follow, which nothing but the walk tells to be cut.
                let told = (self.moov && !self.fragmented) || (self.described && !self.sequence);
                self.finished |= told && window.streamed;
                return Some(PASS);
            }
            MOOV if top && !self.moov => return Some(0),
            MOOF if top && self.moov => return Some(0),
            META if top && self.picture => return Some(4),
            SIDX if top => WHOLE,
            FTYP if top => 256,
            MINI if top => 16,
            _ if top => return Some(PASS),
            CMOV => {
                window.refuse(Refusal::Compressed)?;
                return None;
            }
            XYZ_ | LOCI if parent == UDTA => {
                facts.flag(Field::Location, true);
                return Some(PASS);
            }
            // The keys of QuickTime's metadata, and the values, in few bytes.
            META if matches!(parent, MOOV | UDTA) => 4096,
            // Its count of items is longer from version 1 on.
            IINF => {
                window.read(span.body, 1)?;
                return Some(if window.be(0, 1) == 0 { 6 } else { 8 });
            }
            ILOC => {
                (self.heif.locations, self.heif.locations_length) = (span.body, length);
                return Some(PASS);
            }
            STSZ if length <= SIZES => WHOLE,
            STTS => DURATIONS,
            TRAK => {
                self.track = Track::new();
                return Some(0);
            }
            TRAF => {
                (self.fragment, self.delta, self.based, self.timed) = (0, 0, false, false);
                return Some(0);
            }
            _ if among(kind, b"mdiaminfstbledtsmvexiprpipcosinfwaveudta") => {
                self.fragmented |= kind == MVEX;
                return Some(0);
            }
            IPMA | TRUN => WHOLE,
            _ if among(
                kind,
                b"mvhdtkhdmdhdhdlrelststszstz2paspbtrtesdsfrmadac3dec3mehdtrextfhdtfdtpitmavcChvcCav1CvpcCcolrdvcCdvvC\
                alacdfLadOpsddtsinfe",
            ) =>
            {
                120
            }
            _ => return Some(PASS),
        };
        window.read(span.body, length.min(most))?;
        let body = window.read;
        if parent == STSD {
            return Some(self.describe(body, kind));
        }
        if parent == IPCO {
            self.heif.push(kind, body);
        } else {
            match kind {
                FTYP => self.brands(body, facts),
                MINI => {
                    self.described = true;
                    self.heif.minimal(body);
                }
                META => {
                    if window.past(b"location.ISO6709") {
                        facts.flag(Field::Location, true);
                    }
                }
                SIDX => self.index(body, span.end),
                _ => self.leaf(kind, body),
            }
        }
        Some(PASS)
    }

    /// A box of a movie header or a fragment that holds numbers. `body` is its start.
    #[inline(never)]
    fn leaf(&mut self, kind: u32, body: &[u8]) {
        // Boxes with a version keep their times in 64 bits from version 1 on.
        let wide = be(body, 0, 1) == 1;
        let long = if wide { 8 } else { 4 };
        let word = |at| be32(body, at, 4);
        let track = &mut self.track;
        match kind {
            MVHD => {
                (self.timescale, self.duration) = times(body, wide);
                self.turns = turns(from(body, if wide { 48 } else { 36 }));
            }
            TKHD => {
                track.id = word(if wide { 20 } else { 12 });
                let rest = from(body, if wide { 52 } else { 40 });
                track.turns = turns(rest);
                (track.shown_width, track.shown_height) = (be32(rest, 36, 4), be32(rest, 40, 4));
            }
            MDHD => (track.timescale, track.duration) = times(body, wide),
            HDLR if track.handler == 0 => track.handler = word(8),
            ELST => self.edited |= word(4) > 0,
            STTS => {
                track.even = if word(4) == 1 { word(12) } else { 0 };
                track.time(from(body, 8));
            }
            STSZ | STZ2 => {
                track.samples = be(body, 8, 4);
                // QuickTime counts sound in other units than bytes where a sample has one.
                track.bytes = match word(4) {
                    _ if kind == STZ2 => 0,
                    0 => from(body, 12).as_chunks::<4>().0.iter().fold(0, |sum, size| plus(sum, be(size, 0, 4))),
                    1 => 0,
                    size => track.samples.saturating_mul(u64::from(size)),
                };
                if word(4) == 0 && be(body, 8, 4).saturating_mul(4) > body.len().saturating_sub(12) as u64 {
                    track.bytes = 0;
                }
            }
            AVCC | HVCC | AV1C | VPCC => track.picture.configure(track.codec, body),
            // `nclx`, or what QuickTime calls `nclc`.
            COLR if be32(body, 0, 3) == 0x6e_636c => track.picture.transfer = be32(body, 6, 2),
            DVCC | DVVC => track.picture.dolby = true,
            ALAC | DFLA | DOPS | DDTS => configure(track.codec, body, &mut track.sound),
            INFE => self.heif.item(body),
            PASP => track.aspect = ratio(f64::from(word(0)), f64::from(word(4))),
            BTRT => track.bit_rate = word(8),
            ESDS => {
                let found = descriptor(from(body, 4));
                // An `mp4a` or `mp4v` entry says no more than that a descriptor follows.
                track.codec = found.codec.or(track.codec);
                if found.bit_rate > 0 {
                    track.bit_rate = found.bit_rate;
                }
                match track.codec {
                    Codec::Aac => aac(found.config, &mut track.sound),
                    // Writers put 2 there for one channel too.
                    Codec::Mp3 | Codec::Mp2 if track.sound.channels == 2 => track.sound.channels = 0,
                    _ => {}
                }
                // MPEG-4 ALS has no name here.
                if track.sound.object_type == 36 {
                    (track.codec, track.sound.object_type) = (Codec::Other, 0);
                }
            }
            FRMA => track.codec = named(word(0)).or(track.codec),
            PITM => self.heif.primary = be32(body, 4, if body.first() == Some(&0) { 2 } else { 4 }),
            IPMA => self.heif.associate(body),
            TRUN => self.samples(body),
            DAC3 | DEC3 => track.sound.channels = dolby(body, kind == DEC3),
            MEHD => self.fragments_duration = be(body, 4, long),
            TREX => {
                if let Some(free) = self.defaults.iter_mut().find(|(id, _)| *id == 0) {
                    *free = (word(4), word(12));
                }
            }
            TFHD => {
                self.fragment = word(4);
                self.delta = self.defaults.iter().find(|(id, _)| *id == self.fragment).map_or(0, |(_, delta)| *delta);
                let flags = be(body, 3, 1);
                if flags & 8 != 0 {
                    // The base offset and the description index come before the ticks of a sample.
                    self.delta = word(match flags & 3 {
                        0 => 8,
                        1 => 16,
                        2 => 12,
                        _ => 20,
                    });
                }
            }
            TFDT => {
                (self.based, self.base) = (true, be(body, 4, long));
                self.timed = true;
            }
            _ => {}
        }
    }

    /// Adds up the samples of a track run.
    fn samples(&mut self, body: &[u8]) {
        let flags = be32(body, 1, 3);
        let mut count = be(body, 4, 4);
        // Both fit 32 bits.
        let mut ticks = count.wrapping_mul(u64::from(self.delta));
        if flags & 0x100 != 0 {
            let width = ((flags >> 8) & 15).count_ones().saturating_mul(4) as usize;
            // An offset and the flags of the first sample come before the samples, where there are any.
            let skip = match flags & 5 {
                0 => 8,
                5 => 16,
                _ => 12,
            };
            (count, ticks) = (0, 0);
            for sample in from(body, skip).chunks_exact(width) {
                count = plus(count, 1);
                ticks = plus(ticks, be(sample, 0, 4));
            }
        }
        let (based, base) = (self.based, self.base);
        self.based = false;
        if let Some(track) = self.own(self.fragment) {
            if based {
                track.end = base;
            }
            if !track.started {
                (track.started, track.start) = (true, track.end);
            }
            track.end = plus(track.end, ticks);
            track.fragment_samples = plus(track.fragment_samples, count);
            track.fragment_ticks = plus(track.fragment_ticks, ticks);
        }
    }

    /// The track of this number, where the facts are about it.
    fn own(&mut self, id: u32) -> Option<&mut Track> {
        if self.video.id == id {
            return Some(&mut self.video);
        }
        (self.audio.id == id).then_some(&mut self.audio)
    }

    /// A segment index: the bytes and seconds of what follows, so that it needs no walk.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn index(&mut self, body: &[u8], end: u64) {
        let long = if be(body, 0, 1) == 0 { 4_usize } else { 8 };
        let timescale = f64::from(be32(body, 8, 4));
        let first = be(body, 12, long);
        let mut bytes = be(body, long.saturating_add(12), long);
        let mut last = first;
        for entry in from(body, long.saturating_mul(2).saturating_add(16)).chunks_exact(12) {
            bytes = plus(bytes, be(entry, 0, 4) & 0x7fff_ffff);
            last = plus(last, be(entry, 4, 4));
        }
        if timescale > 0.0 {
            self.cover(first as f64 / timescale, last as f64 / timescale);
            self.jump = self.jump.max(plus(end, bytes));
        }
    }

    /// Widens what is covered.
    #[inline(never)]
    fn cover(&mut self, first: f64, last: f64) {
        if last > 0.0 && (self.last == 0.0 || first < self.first) {
            self.first = first;
        }
        self.last = self.last.max(last);
    }

    /// A sample entry: the codec, and the size or the channels. Answers where its boxes begin.
    fn describe(&mut self, body: &[u8], kind: u32) -> u64 {
        let track = &mut self.track;
        let codec = named(kind);
        let is_picture = match track.handler {
            VIDE | PICT => true,
            SOUN => false,
            // A track of another kind, or one whose handler comes later.
            _ if codec == Codec::None => return PASS,
            _ => codec.is_video(),
        };
        if track.codec != Codec::None {
            return PASS;
        }
        (track.codec, track.is_picture) = (codec.or(Codec::Other), is_picture);
        if is_picture {
            (track.width, track.height) = (be32(body, 24, 2), be32(body, 26, 2));
            return 78;
        }
        // QuickTime has longer entries, versions 1 and 2; the latter counts in floats.
        track.sound.channels = be32(body, 16, 2);
        // With a fraction of 16 bits, but for TrueHD.
        track.sound.sample_rate = match be32(body, 24, 2) {
            0 => be32(body, 24, 4),
            rate => rate,
        };
        match kind {
            // AMR has one channel, and a rate for each of its two kinds, whatever stands there. 3GPP TS 26.244.
            SAMR => (track.sound.channels, track.sound.sample_rate) = (1, 8000),
            SAWB => (track.sound.channels, track.sound.sample_rate) = (1, 16000),
            // TrueHD says its channels in its own stream.
            MLPA => track.sound.channels = 0,
            _ => {}
        }
        match be32(body, 8, 2) {
            1 => 44,
            2 => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
                let rate = f64::from_bits(be(body, 32, 8)) as u32;
                track.sound.sample_rate = rate;
                track.sound.channels = be32(body, 40, 4);
                64
            }
            _ => 28,
        }
    }

    /// A container ended.
    fn close(&mut self, kind: u32, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        match kind {
            TRAK => {
                let track = &mut self.track;
                self.longest = self.longest.max(track.seconds(track.duration));
                if track.samples > 0 {
                    // Fragments go on where the header ends.
                    (track.started, track.end) = (true, track.duration);
                }
                let (first, count) = if track.is_picture {
                    (&mut self.video, &mut self.videos)
                } else {
                    (&mut self.audio, &mut self.audios)
                };
                if track.codec != Codec::None {
                    *count = count.saturating_add(1);
                    if first.codec == Codec::None {
                        *first = *track;
                    }
                }
            }
            MOOV => {
                self.moov = true;
                facts.flag(Field::MoovFirst, !self.media_data);
                self.finished = self.media_data && !self.fragmented;
                // What is known now stands if the rest of the file is missing.
                self.movie(facts);
                if !facts.answers() && !self.picture {
                    return window.refuse(Refusal::Malformed);
                }
            }
            TRAF => self.lost |= self.jumped && !self.timed,
            MOOF => {
                self.fragments = self.fragments.saturating_add(1);
                facts.set_positive(Field::FrameRate, self.video.rate());
                if self.fragments == FIRST_FRAGMENTS {
                    if self.jump > window.at {
                        // An index tells the rest.
                        window.at = self.jump;
                    } else if !window.streamed {
                        (self.searching, self.back, self.reach) = (true, window.at, LAST);
                    }
                }
            }
            META => {
                self.described = true;
                self.finished |= self.media_data && !self.sequence;
            }
            _ => {}
        }
        Some(())
    }

    /// The major brand decides; a HEIF picture is what its compatible brands narrow it down to.
    fn brands(&mut self, body: &[u8], facts: &mut Facts) {
        facts.container = brand_of(be32(body, 0, 4));
        self.picture = matches!(facts.container, Container::Heic | Container::Heif | Container::Avif);
        // Between the major brand and the others is a version, which is no brand.
        for brand in body.chunks_exact(4) {
            let brand = be32(brand, 0, 4);
            let found = brand_of(brand);
            if facts.container == Container::Heif && matches!(found, Container::Heic | Container::Avif) {
                facts.container = found;
            }
            self.sequence |= self.picture && among(brand, b"avishevchevxmsf1avcsvvisj2is");
        }
    }

    /// What the movie header and the fragments so far say.
    fn movie(&mut self, facts: &mut Facts) {
        facts.flag(Field::Fragmented, self.fragmented);
        facts.flag(Field::EditLists, self.edited);
        facts.set_positive(Field::Duration, self.seconds());
        let (video, audio) = (&self.video, &self.audio);
        if video.codec != Codec::None {
            let turns = self.turns.wrapping_add(video.turns) & 3;
            facts.set_size(video.width, video.height, aspect(video), turns);
            facts.video = video.codec;
            facts.set_positive(Field::FrameRate, video.rate());
            video.picture.tell(facts);
            if video.timed && !self.fragmented {
                facts.flag(Field::VariableFrameRate, video.uneven);
            }
        }
        facts.count(Field::VideoTracks, self.videos);
        facts.count(Field::AudioTracks, self.audios);
        facts.set_positive(Field::VideoBitRate, video.bits());
        facts.audio = audio.codec;
        facts.count(Field::Channels, audio.sound.channels);
        facts.count(Field::SampleRate, audio.sound.sample_rate);
        facts.count(Field::AacObjectType, audio.sound.object_type);
        facts.set_positive(Field::AudioBitRate, audio.bits());
    }

    /// What the header says of the duration: of a film in fragments, of all of them.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn seconds(&self) -> f64 {
        let ticks = if self.fragmented { self.fragments_duration } else { self.duration };
        let movie = ratio(ticks as f64, f64::from(self.timescale));
        // Tracks say nothing of the fragments that go on where they end.
        if movie > 0.0 || self.fragmented { movie } else { self.longest }
    }

    /// Tells the duration of fragments, unless the header did, and whether some of them are missing.
    fn cover_fragments(&mut self, window: &Window<'_>, facts: &mut Facts) {
        self.cover(self.video.seconds(self.video.start), self.video.seconds(self.video.end));
        self.cover(self.audio.seconds(self.audio.start), self.audio.seconds(self.audio.end));
        facts.cut(self.jump > window.size);
        let (covered, told) = (self.last - self.first, self.seconds());
        if self.lost || covered <= 0.0 {
            return;
        }
        if told == 0.0 {
            facts.set_positive(Field::Duration, covered);
        } else {
            facts.cut(covered < told * 0.95 - 1.0);
        }
    }

    /// The walk is over.
    fn conclude(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if self.fragments > 0 {
            self.cover_fragments(window, facts);
        } else if self.fragmented && self.fragments_duration == 0 {
            facts.set_positive(Field::Duration, self.longest);
        }
        facts.whole();
        if self.picture {
            let heif = &self.heif;
            if heif.width > 0 {
                facts.set_size(heif.width, heif.height, 1.0, heif.turns);
            }
            facts.set_frames(u32::try_from(self.video.samples).unwrap_or(u32::MAX).max(1));
            // Facts about tracks are about films.
            facts.forget(Field::VideoTracks);
        }
        if facts.answers() {
            return Some(());
        }
        window.refuse(if facts.is(Field::Truncated) { Refusal::Truncated } else { Refusal::Malformed })
    }
}

/// Timescale and duration of `mvhd` and `mdhd`. All ones stand for "unknown".
#[inline(never)]
fn times(body: &[u8], wide: bool) -> (u32, u64) {
    let (timescale, duration, unknown) = if wide {
        (be32(body, 20, 4), be(body, 24, 8), u64::MAX)
    } else {
        (be32(body, 12, 4), be(body, 16, 4), u64::from(u32::MAX))
    };
    (timescale, if duration == unknown { 0 } else { duration })
}

/// The clockwise quarter turns of a transformation matrix. A mirrored picture counts as not turned, or as turned once.
#[inline(never)]
#[allow(clippy::cast_possible_wrap, reason = "the numbers are signed")]
fn turns(matrix: &[u8]) -> u32 {
    let (a, b, d) = (be32(matrix, 0, 4) as i32, be32(matrix, 4, 4) as i32, be32(matrix, 16, 4) as i32);
    match (a.signum(), b.signum(), d.signum()) {
        (0, 1, _) => 1,
        (-1, _, -1) => 2,
        (0, -1, _) => 3,
        _ => 0,
    }
}

/// The pixel aspect of a video track: as its sample entry says, or else as its header stretches it.
fn aspect(track: &Track) -> f64 {
    let (wide, high) = (f64::from(track.shown_width), f64::from(track.shown_height));
    let (width, height) = (f64::from(track.width) * 65536.0, f64::from(track.height) * 65536.0);
    // A header that is a pixel off rounds, it does not stretch.
    let stretched = (wide - width).abs() >= 65536.0 || (high - height).abs() >= 65536.0;
    let header = if stretched { ratio(wide * height, high * width) } else { 1.0 };
    if track.aspect > 0.0 {
        track.aspect
    } else if header > 0.0 {
        header
    } else {
        1.0
    }
}

/// The container that a brand stands for; unknown brands are MP4. mp4ra.org lists them.
fn brand_of(brand: u32) -> Container {
    match brand {
        QT__ => Container::Mov,
        // 3gp4, 3gp5, 3g2a, …
        0x3367_0000..=0x3367_ffff => Container::ThreeGp,
        _ if among(brand, b"M4V M4VHM4VP") => Container::M4v,
        _ if among(brand, b"M4A M4B M4P ") => Container::M4a,
        _ if among(brand, b"avifavis") => Container::Avif,
        _ if among(brand, b"heicheixheimheishevchevxhevmhevs") => Container::Heic,
        _ if among(brand, b"mif1msf1mif2mif3miniavciavcsvvicvvisj2kij2is") => Container::Heif,
        _ => Container::Mp4,
    }
}

/// The codecs of sample entries: their number and the four letters.
#[rustfmt::skip]
static CODECS: [[u8; 5]; 54] = [
    coded(Codec::H264, b"avc1"), coded(Codec::H264, b"avc3"), coded(Codec::H264, b"dva1"), coded(Codec::H264, b"dvav"),
    coded(Codec::Hevc, b"hvc1"), coded(Codec::Hevc, b"hev1"), coded(Codec::Hevc, b"dvh1"), coded(Codec::Hevc, b"dvhe"),
    coded(Codec::Av1, b"av01"), coded(Codec::Av1, b"dav1"), coded(Codec::Vp8, b"vp08"), coded(Codec::Vp9, b"vp09"),
    coded(Codec::Mpeg4, b"mp4v"), coded(Codec::Mpeg2, b"mpg2"), coded(Codec::Mpeg1, b"mpeg"), coded(Codec::Mpeg1, b"m1v "),
    coded(Codec::H263, b"s263"), coded(Codec::Mjpeg, b"jpeg"), coded(Codec::Mjpeg, b"mjpg"),
    coded(Codec::ProRes, b"apch"), coded(Codec::ProRes, b"apcn"), coded(Codec::ProRes, b"apcs"),
    coded(Codec::ProRes, b"apco"), coded(Codec::ProRes, b"ap4h"), coded(Codec::ProRes, b"ap4x"),
    coded(Codec::Aac, b"mp4a"), coded(Codec::Mp3, b".mp3"), coded(Codec::Mp3, b"ms\0\x55"), coded(Codec::Mp2, b".mp2"),
    coded(Codec::Ac3, b"ac-3"), coded(Codec::Ac3, b"sac3"), coded(Codec::Eac3, b"ec-3"), coded(Codec::Opus, b"Opus"),
    coded(Codec::Flac, b"fLaC"), coded(Codec::Alac, b"alac"),
    coded(Codec::Pcm, b"sowt"), coded(Codec::Pcm, b"twos"), coded(Codec::Pcm, b"lpcm"), coded(Codec::Pcm, b"in24"),
    coded(Codec::Pcm, b"in32"), coded(Codec::Pcm, b"fl32"), coded(Codec::Pcm, b"raw "), coded(Codec::Pcm, b"NONE"),
    coded(Codec::Pcm, b"ipcm"), coded(Codec::Pcm, b"fpcm"), coded(Codec::Pcm, b"fl64"),
    coded(Codec::Amr, b"samr"), coded(Codec::Amr, b"sawb"), coded(Codec::Amr, b"sawp"),
    coded(Codec::Dts, b"dtsc"), coded(Codec::Dts, b"dtsh"), coded(Codec::Dts, b"dtsl"), coded(Codec::Dts, b"dtse"),
    coded(Codec::Dts, b"dtsx"),
];

const fn coded(codec: Codec, [a, b, c, d]: &[u8; 4]) -> [u8; 5] {
    [codec.0, *a, *b, *c, *d]
}

fn named(kind: u32) -> Codec {
    let [a, b, c, d] = kind.to_be_bytes();
    CODECS.iter().find(|[_, tag @ ..]| *tag == [a, b, c, d]).map_or(Codec::None, |[codec, ..]| Codec(*codec))
}
