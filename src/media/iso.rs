//! ISO base media files: MP4, QuickTime, M4V, 3GP, fragmented or not, and the boxes of HEIF. ISO 14496-12.
//!
//! One walk over the boxes. A table says which boxes are entered and how much of the others is read, so that media data
//! is never read.

mod fragments;
mod track;

use self::fragments::{FIRST_FRAGMENTS, Fragments};
use self::track::{Track, codec_of};
use super::exif;
use super::facts::{Codec, Container, FactId, Facts, ratio};
use super::file::{File, Refusal, after, among, be, be32, from, minus, plus, tags};
use super::heif::Heif;
use super::sound::{configure, dolby};

/// The largest table of sample sizes that is added up.
const MAX_SIZES: u64 = 64 * 1024 + 12;
/// Deeper than any box that is read.
const MAX_DEPTH: u32 = 16;

tags! { QT__ b"qt  " }

/// The treatment of a box.
#[derive(Debug, Clone, Copy)]
enum Action {
    /// It is skipped, or its treatment depends on more than its name.
    Skip,
    /// Its boxes are walked. They begin after this many bytes of its own.
    Enter(u8),
    /// Its start is read, up to this many bytes.
    Read(u8),
    /// It is read whole. Half of a table would say something wrong.
    ReadAll,
}
use Action::{Enter, Read, ReadAll, Skip};

macro_rules! boxes {
    ($($name:ident $tag:literal $action:expr;)*) => {
        /// The boxes of interest.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
        #[allow(clippy::upper_case_acronyms, reason = "their names in the standard")]
        enum BoxKind { $($name,)* Other }

        static BOXES: &[(BoxKind, [u8; 4], Action)] = &[$((BoxKind::$name, *$tag, $action)),*];
    };
}

// The boxes of the top level come first, up to META, which may also lie deeper.
boxes! {
    FTYP b"ftyp" Read(255);
    MDAT b"mdat" Skip;
    MOOV b"moov" Enter(0);
    MOOF b"moof" Enter(0);
    SIDX b"sidx" ReadAll;
    MINI b"mini" Read(16);
    META b"meta" Skip;
    TRAK b"trak" Enter(0);
    MDIA b"mdia" Enter(0);
    MINF b"minf" Enter(0);
    STBL b"stbl" Enter(0);
    STSD b"stsd" Enter(8);
    EDTS b"edts" Enter(0);
    SINF b"sinf" Enter(0);
    WAVE b"wave" Enter(0);
    UDTA b"udta" Enter(0);
    MVEX b"mvex" Enter(0);
    TRAF b"traf" Enter(0);
    IPRP b"iprp" Enter(0);
    IPCO b"ipco" Enter(0);
    IINF b"iinf" Skip;
    ILOC b"iloc" Skip;
    CMOV b"cmov" Skip;
    XYZ_ b"\xa9xyz" Skip;
    LOCI b"loci" Skip;
    STTS b"stts" Skip;
    STSZ b"stsz" Skip;
    STZ2 b"stz2" Read(20);
    IPMA b"ipma" ReadAll;
    TRUN b"trun" ReadAll;
    MVHD b"mvhd" Read(120);
    TKHD b"tkhd" Read(120);
    MDHD b"mdhd" Read(120);
    HDLR b"hdlr" Read(120);
    ELST b"elst" Read(120);
    PASP b"pasp" Read(120);
    BTRT b"btrt" Read(120);
    ESDS b"esds" Read(120);
    FRMA b"frma" Read(120);
    DAC3 b"dac3" Read(120);
    DEC3 b"dec3" Read(120);
    MEHD b"mehd" Read(120);
    TREX b"trex" Read(120);
    TFHD b"tfhd" Read(120);
    TFDT b"tfdt" Read(120);
    PITM b"pitm" Read(120);
    AVCC b"avcC" Read(120);
    HVCC b"hvcC" Read(120);
    AV1C b"av1C" Read(120);
    VPCC b"vpcC" Read(120);
    COLR b"colr" Read(120);
    DVCC b"dvcC" Read(120);
    DVVC b"dvvC" Read(120);
    ALAC b"alac" Read(120);
    DFLA b"dfLa" Read(120);
    DOPS b"dOps" Read(120);
    DDTS b"ddts" Read(120);
    INFE b"infe" Read(120);
}

fn look_up(tag: u32) -> (BoxKind, Action) {
    let [a, b, c, d] = tag.to_be_bytes();
    BOXES
        .iter()
        .find(|(_, letters, _)| *letters == [a, b, c, d])
        .map_or((BoxKind::Other, Skip), |(kind, _, action)| (*kind, *action))
}

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let mut movie = Movie::new();
    movie.boxes(None, 0, file.size, 0, file, facts);
    // A film whose fragments end in the middle of one is as long as the part that is present.
    if movie.has_moov && file.ended() {
        facts.mark_truncated(!movie.finished);
        file.recover();
    }
    if file.stopped() {
        return;
    }
    movie.conclude(file, facts);
    if movie.heif.exif > 0 && !file.streamed && !file.stopped() {
        let (at, length) = movie.heif.locate(file);
        // Four bytes say where the TIFF data starts, after a prefix or without one.
        if length > 4 {
            exif::parse(plus(at, 4), plus(at, length), file, facts);
        }
    }
}

#[derive(Debug)]
struct Movie {
    /// The rest of the top level does not matter.
    finished: bool,
    has_media_data: bool,
    has_moov: bool,
    is_fragmented: bool,
    has_edits: bool,
    timescale: u32,
    duration: u64,
    /// Clockwise quarter turns of the whole movie.
    turns: u32,
    /// The track that is being read, the first of each kind, and the seconds of the longest.
    track: Track,
    video: Track,
    audio: Track,
    videos: u32,
    audios: u32,
    longest: f64,
    fragments: Fragments,
    /// A HEIF picture, one that moves, and if it was described.
    is_picture: bool,
    is_sequence: bool,
    is_described: bool,
    heif: Heif,
}

impl Movie {
    const fn new() -> Self {
        Self {
            finished: false,
            has_media_data: false,
            has_moov: false,
            is_fragmented: false,
            has_edits: false,
            timescale: 0,
            duration: 0,
            turns: 0,
            track: Track::new(),
            video: Track::new(),
            audio: Track::new(),
            videos: 0,
            audios: 0,
            longest: 0.0,
            fragments: Fragments::new(),
            is_picture: false,
            is_sequence: false,
            is_described: false,
            heif: Heif::new(),
        }
    }

    /// Walks the boxes from `at` to `end`, which are in a box of the kind `parent`.
    #[inline(never)]
    fn boxes(
        &mut self,
        parent: Option<BoxKind>,
        mut at: u64,
        end: u64,
        depth: u32,
        file: &File<'_>,
        facts: &mut Facts,
    ) {
        if depth > MAX_DEPTH {
            file.refuse(Refusal::Malformed);
        }
        let is_top = parent.is_none();
        while !self.finished && !file.stopped() {
            let left = minus(end, at);
            let (mut header, mut size, mut tag) = (8, 0, 0);
            if left >= 8 {
                let head = file.slice(at, 8);
                (size, tag) = (be(head, 0, 4), be32(head, 4, 4));
                if size == 1 {
                    (header, size) = (16, be(file.slice(at, 16), 8, 8));
                } else if size == 0 && is_top {
                    // To the end of the file.
                    size = left;
                }
            }
            if file.stopped() {
                return;
            }
            if size == 0 {
                // The end of the container, which QuickTime marks with a zero.
                if is_top {
                    facts.mark_truncated(at > end);
                    self.finished = true;
                }
                return;
            }
            if size < header {
                return file.refuse(Refusal::Malformed);
            }
            let body = plus(at, header);
            at = plus(at, size);
            if !is_top {
                // A child that sticks out of its parent is cut off, as players do.
                at = at.min(end);
            } else if at > end {
                // Anything may follow the last box.
                if !among(tag, b"ftypmdatmoovmoofmetasidxfreeskipwideuuidpnotstyp") {
                    self.finished = self.has_moov || self.is_described;
                }
                facts.mark_truncated(!self.finished);
            }
            let (kind, action) = look_up(tag);
            let Some(skip) = self.visit(parent, tag, kind, action, body, at, file, facts) else { continue };
            self.boxes(Some(kind), plus(body, skip), at, depth.wrapping_add(1), file, facts);
            if file.stopped() {
                return;
            }
            self.close(kind, file, facts);
            if kind == BoxKind::MOOF && self.fragments.count == FIRST_FRAGMENTS {
                at = self.fragments.skip_ahead(at, file);
            }
        }
    }

    /// Reads a box of interest. Returns how many bytes to skip to enter it, or `None` to skip it.
    #[allow(clippy::too_many_arguments, reason = "called once")]
    fn visit(
        &mut self,
        parent: Option<BoxKind>,
        tag: u32,
        kind: BoxKind,
        action: Action,
        at: u64,
        end: u64,
        file: &File<'_>,
        facts: &mut Facts,
    ) -> Option<u64> {
        let length = minus(end, at);
        let read = |most: u64| file.slice(at, length.min(most));
        match parent {
            // Sample entries have the names of codecs.
            Some(BoxKind::STSD) => return self.track.read_entry(read(64), tag),
            Some(BoxKind::IPCO) => {
                self.heif.push(tag, read(16));
                return None;
            }
            None if kind > BoxKind::META => return None,
            Some(_) if kind < BoxKind::META => return None,
            _ => {}
        }
        let body = match action {
            Enter(skip) => {
                match kind {
                    BoxKind::MOOV if self.has_moov => return None,
                    BoxKind::MOOF if !self.has_moov => return None,
                    BoxKind::TRAK => self.track = Track::new(),
                    BoxKind::TRAF => self.fragments.begin(),
                    BoxKind::MVEX => self.is_fragmented = true,
                    _ => {}
                }
                return Some(u64::from(skip));
            }
            Read(most) => read(u64::from(most)),
            ReadAll => file.slice(at, length),
            Skip => match kind {
                BoxKind::MDAT => {
                    self.has_media_data = true;
                    // More media data may follow. Only a walk tells if it is truncated.
                    let is_known = (self.has_moov && !self.is_fragmented) || (self.is_described && !self.is_sequence);
                    self.finished |= is_known && file.streamed;
                    return None;
                }
                BoxKind::META => match parent {
                    None if self.is_picture => return Some(4),
                    // The keys of QuickTime's metadata, and the values, in few bytes.
                    Some(BoxKind::MOOV | BoxKind::UDTA) if after(read(4096), b"location.ISO6709").is_some() => {
                        facts.flag(FactId::Location, true);
                        return None;
                    }
                    _ => return None,
                },
                // The count of items is longer from version 1 on.
                BoxKind::IINF => return Some(if file.be(at, 1) == 0 { 6 } else { 8 }),
                BoxKind::ILOC => {
                    (self.heif.locations, self.heif.locations_length) = (at, length);
                    return None;
                }
                BoxKind::CMOV => {
                    file.refuse(Refusal::Compressed);
                    return None;
                }
                BoxKind::XYZ_ | BoxKind::LOCI => {
                    facts.flag(FactId::Location, true);
                    return None;
                }
                // The start tells if the durations vary.
                BoxKind::STTS => read(2048),
                BoxKind::STSZ => read(if length > MAX_SIZES { 20 } else { MAX_SIZES }),
                _ => return None,
            },
        };
        if file.stopped() {
            return None;
        }
        match kind {
            BoxKind::FTYP => self.read_brands(body, facts),
            BoxKind::SIDX => self.fragments.read_index(body, end),
            _ => self.leaf(kind, body),
        }
        None
    }

    /// Takes the numbers of a box. `body` is its start.
    #[inline(never)]
    fn leaf(&mut self, kind: BoxKind, body: &[u8]) {
        // Boxes with a version keep their times in 64 bits from version 1 on.
        let is_wide = be32(body, 0, 1) == 1;
        let word = |at| be32(body, at, 4);
        let time = || be(body, 4, if is_wide { 8 } else { 4 });
        let track = &mut self.track;
        match kind {
            BoxKind::MINI => {
                self.is_described = true;
                self.heif.minimal(body);
            }
            BoxKind::MVHD => {
                (self.timescale, self.duration) = times(body, is_wide);
                self.turns = turns(from(body, if is_wide { 48 } else { 36 }));
            }
            BoxKind::TKHD => {
                track.id = word(if is_wide { 20 } else { 12 });
                let rest = from(body, if is_wide { 52 } else { 40 });
                track.turns = turns(rest);
                (track.shown_width, track.shown_height) = (be32(rest, 36, 4), be32(rest, 40, 4));
            }
            BoxKind::MDHD => (track.timescale, track.duration) = times(body, is_wide),
            BoxKind::HDLR if track.handler == 0 => track.handler = word(8),
            BoxKind::ELST => self.has_edits |= word(4) > 0,
            BoxKind::STTS => track.read_durations(body),
            BoxKind::STSZ | BoxKind::STZ2 => track.read_sizes(body, kind == BoxKind::STZ2),
            BoxKind::AVCC | BoxKind::HVCC | BoxKind::AV1C | BoxKind::VPCC => {
                track.picture.configure(track.codec, body);
            }
            // `nclx`, or what QuickTime calls `nclc`.
            BoxKind::COLR if be32(body, 0, 3) == 0x6e_636c => track.picture.transfer = be32(body, 6, 2),
            BoxKind::DVCC | BoxKind::DVVC => track.picture.dolby = true,
            BoxKind::ALAC | BoxKind::DFLA | BoxKind::DOPS | BoxKind::DDTS => {
                configure(track.codec, body, &mut track.sound);
            }
            BoxKind::INFE => self.heif.item(body),
            BoxKind::PASP => track.aspect = ratio(f64::from(word(0)), f64::from(word(4))),
            BoxKind::BTRT => track.bit_rate = word(8),
            BoxKind::ESDS => track.read_descriptors(body),
            BoxKind::FRMA => track.codec = codec_of(word(0)).or(track.codec),
            BoxKind::PITM => self.heif.primary = be32(body, 4, if be32(body, 0, 1) == 0 { 2 } else { 4 }),
            BoxKind::IPMA => self.heif.associate(body),
            BoxKind::DAC3 | BoxKind::DEC3 => track.sound.channels = dolby(body, kind == BoxKind::DEC3),
            BoxKind::MEHD => self.fragments.duration = time(),
            BoxKind::TREX => self.fragments.add_default(body),
            BoxKind::TFHD => self.fragments.read_header(body),
            BoxKind::TFDT => self.fragments.set_start(time()),
            BoxKind::TRUN => self.fragments.read_run(body, [&mut self.video, &mut self.audio]),
            _ => {}
        }
    }

    /// Takes the boxes of a container, after its last.
    fn close(&mut self, kind: BoxKind, file: &File<'_>, facts: &mut Facts) {
        match kind {
            BoxKind::TRAK => {
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
            BoxKind::MOOV => {
                self.has_moov = true;
                facts.flag(FactId::MoovFirst, !self.has_media_data);
                self.finished = self.has_media_data && !self.is_fragmented;
                // These facts stand if the rest of the file is missing.
                self.note(facts);
                if !facts.answers() && !self.is_picture {
                    file.refuse(Refusal::Malformed);
                }
            }
            BoxKind::TRAF => self.fragments.end(),
            BoxKind::MOOF => {
                self.fragments.count = self.fragments.count.wrapping_add(1);
                facts.set_positive(FactId::FrameRate, self.video.frame_rate());
            }
            BoxKind::META => {
                self.is_described = true;
                self.finished |= self.has_media_data && !self.is_sequence;
            }
            _ => {}
        }
    }

    /// The major brand decides. The compatible brands tell the kind of a HEIF picture.
    fn read_brands(&mut self, body: &[u8], facts: &mut Facts) {
        facts.container = brand_of(be32(body, 0, 4));
        self.is_picture = matches!(facts.container, Container::Heic | Container::Heif | Container::Avif);
        // Between the major brand and the others is a version, which is not a brand.
        for brand in body.chunks_exact(4) {
            let brand = be32(brand, 0, 4);
            let found = brand_of(brand);
            if facts.container == Container::Heif && matches!(found, Container::Heic | Container::Avif) {
                facts.container = found;
            }
            self.is_sequence |= self.is_picture && among(brand, b"avishevchevxmsf1avcsvvisj2is");
        }
    }

    /// Notes the facts of the movie header and of the fragments so far.
    fn note(&mut self, facts: &mut Facts) {
        facts.flag(FactId::Fragmented, self.is_fragmented);
        facts.flag(FactId::EditLists, self.has_edits);
        facts.set_positive(FactId::Duration, self.seconds());
        let (video, audio) = (&self.video, &self.audio);
        if video.codec != Codec::None {
            let turns = self.turns.wrapping_add(video.turns) & 3;
            facts.set_size(video.width, video.height, video.pixel_aspect(), turns);
            facts.video = video.codec;
            facts.set_positive(FactId::FrameRate, video.frame_rate());
            video.picture.tell(facts);
            if video.is_timed && !self.is_fragmented {
                facts.flag(FactId::VariableFrameRate, video.is_uneven);
            }
        }
        facts.count(FactId::VideoTracks, self.videos);
        facts.count(FactId::AudioTracks, self.audios);
        facts.set_positive(FactId::VideoBitRate, video.bit_rate());
        facts.audio = audio.codec;
        facts.count(FactId::Channels, audio.sound.channels);
        facts.count(FactId::SampleRate, audio.sound.sample_rate);
        facts.count(FactId::AacObjectType, audio.sound.object_type);
        facts.set_positive(FactId::AudioBitRate, audio.bit_rate());
    }

    /// The duration in the header. If the movie is fragmented, that of all fragments.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn seconds(&self) -> f64 {
        let ticks = if self.is_fragmented { self.fragments.duration } else { self.duration };
        let movie = ratio(ticks as f64, f64::from(self.timescale));
        // Tracks say nothing about the fragments that go on where they end.
        if movie > 0.0 || self.is_fragmented { movie } else { self.longest }
    }

    /// Takes the facts that are known after the walk.
    fn conclude(&mut self, file: &File<'_>, facts: &mut Facts) {
        if self.fragments.count > 0 {
            self.fragments.conclude(self.seconds(), [&self.video, &self.audio], file, facts);
        } else if self.is_fragmented && self.fragments.duration == 0 {
            facts.set_positive(FactId::Duration, self.longest);
        }
        facts.mark_checked();
        if self.is_picture {
            let heif = &self.heif;
            if heif.width > 0 {
                facts.set_size(heif.width, heif.height, 1.0, heif.turns);
            }
            facts.set_frames(u32::try_from(self.video.samples).unwrap_or(u32::MAX).max(1));
            // Facts about tracks are about films.
            facts.forget_above(FactId::VideoTracks, 0.0);
        }
        if !facts.answers() {
            file.refuse(if facts.is(FactId::Truncated) { Refusal::Truncated } else { Refusal::Malformed });
        }
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
