//! Matroska and WebM. RFC 8794 (EBML) and RFC 9559 (Matroska).
//!
//! A flat walk like that of the boxes, up to the first cluster. Recorders that write as they go leave the duration
//! out: then the blocks at the end of the file tell it.

use super::facts::{Codec, Container, Facts, Field, frame_rate, ratio};
use super::nest::Nest;
use super::picture::Picture;
use super::window::{MAX_READ, Refusal, Window, be, be32, from, plus};

/// How much of the end of a file is searched for its last blocks at first, and then four times as much.
const TAIL: u64 = 16 * 1024;
/// So much of the end is searched for the head of its last cluster, in strides.
const FURTHEST: u64 = 640 * 1024;
const STRIDE: u64 = 128 * 1024;
/// More elements are not looked at in search of a run of blocks, so that no file makes the search long.
const MOST_ELEMENTS: u32 = 100_000;

const EBML: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const VIDEO: u32 = 0xe0;
const AUDIO: u32 = 0xe1;
const PROJECTION: u32 = 0x7670;
const COLOUR: u32 = 0x55b0;
const CLUSTER: u32 = 0x1f43_b675;
const TIMESTAMP: u32 = 0xe7;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;
const SIMPLE_BLOCK: u32 = 0xa3;
/// What else is in clusters, and behind them: positions, sizes, durations, references, padding, additions, voids,
/// checksums, cues and tags.
static BESIDE: [u32; 13] =
    [0xa7, 0xab, 0x9b, 0xfb, 0xfd, 0xfa, 0x75a2, 0x75a1, 0xa4, 0xec, 0xbf, 0x1c53_bb6b, 0x1254_c367];

/// The numbers that are read, by their ID. The floats come last.
static IDS: [u32; 19] = [
    0xd7, 0x83, 0x23_e383, 0xb0, 0xba, 0x54b0, 0x54ba, 0x54b2, 0x9f, 0x2a_d7b1, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x55ba,
    0x4489, 0x7675, 0xb5, 0x78b5,
];
// Their places: the number and type of a track, nanoseconds of a frame, sizes and their unit (0 pixels, 1 centimetres,
// 2 inches, 3 a ratio), channels, nanoseconds of a tick, crops, the transfer characteristics, ticks of the file, degrees of an anticlockwise turn,
// and sound samples a second, coded and heard.
const NUMBER: usize = 0;
const TYPE: usize = 1;
const FRAME: usize = 2;
const WIDTH: usize = 3;
const HEIGHT: usize = 4;
const SHOWN_WIDTH: usize = 5;
const SHOWN_HEIGHT: usize = 6;
const UNIT: usize = 7;
const CHANNELS: usize = 8;
const SCALE: usize = 9;
const BOTTOM: usize = 10;
const TOP: usize = 11;
const LEFT: usize = 12;
const RIGHT: usize = 13;
const TRANSFER: usize = 14;
const DURATION: usize = 15;
const ROLL: usize = 16;
const RATE: usize = 17;
const HEARD: usize = 18;

#[derive(Debug, Clone, Copy)]
pub(super) struct Ebml {
    nest: Nest,
    finished: bool,
    info: bool,
    tracks: bool,
    /// Look at the end of the file.
    tail: bool,
    /// Nanoseconds of a tick, 0 where the file does not say.
    scale: u64,
    /// What was read of a track entry, or of the segment's information.
    codec: Codec,
    numbers: [u64; IDS.len()],
    /// The number of the video track that the facts are about.
    video: u64,
    picture: Picture,
    videos: u32,
    audios: u32,
    /// The end of the file is where a known length says.
    bounded: bool,
    /// How much of the end was searched, and what was found there.
    reach: u64,
    blocks: Blocks,
    /// The time of their cluster, where its head lies further back.
    start: Option<u64>,
}

impl Ebml {
    pub(super) const fn new() -> Self {
        Self {
            nest: Nest::new(),
            finished: false,
            info: false,
            tracks: false,
            tail: false,
            scale: 0,
            codec: Codec::None,
            numbers: [0; IDS.len()],
            video: 0,
            picture: Picture::new(),
            videos: 0,
            audios: 0,
            bounded: false,
            reach: 0,
            blocks: Blocks::new(),
            start: None,
        }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        while !self.finished {
            match self.nest.last() {
                Some(open) if window.at >= open.end => {
                    self.nest.close_to(self.nest.depth().saturating_sub(1));
                    self.close(open.kind, facts);
                }
                _ => self.step(window, facts)?,
            }
        }
        if self.tail {
            self.measure(window, facts)?;
        }
        if self.bounded {
            facts.whole();
        }
        if facts.answers() { Some(()) } else { window.refuse(Refusal::Malformed) }
    }

    fn step(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if window.at >= window.size {
            self.finished = true;
            return Some(());
        }
        window.up_to(window.at, 12)?;
        let Some(element) = Element::read(window.read) else {
            return window.refuse(if window.read.len() < 12 { Refusal::Truncated } else { Refusal::Malformed });
        };
        let body = plus(window.at, element.header as u64);
        // An unknown length, of files written as they go, lasts to the end of the parent or the next of its kind.
        let unknown = element.length == u64::MAX;
        let limit = self.nest.last().map_or(window.size, |open| open.end);
        let end = if unknown { limit } else { plus(body, element.length) };
        // Clusters, cues, tags, chapters, attachments, …: all that lies right in a segment has a long ID. It closes
        // a cluster of unknown length.
        if element.id > 0x1000_0000 && self.nest.depth() > 1 {
            self.nest.close_to(1);
            return Some(());
        }
        let enter = match element.id {
            EBML | INFO | TRACKS | VIDEO | AUDIO | PROJECTION | COLOUR => true,
            SEGMENT => {
                facts.cut(end > window.size);
                self.bounded = !unknown;
                true
            }
            TRACK => {
                self.codec = Codec::Other;
                self.picture = Picture::new();
                self.numbers = [0; IDS.len()];
                true
            }
            CLUSTER if self.info && self.tracks => {
                self.finished = true;
                self.tail = facts.get(Field::Duration).is_none();
                return Some(());
            }
            CLUSTER => unknown,
            _ => {
                self.leaf(element, body, window, facts)?;
                false
            }
        };
        window.at = if enter { body } else { end };
        if enter && self.nest.push(element.id, end).is_none() {
            return window.refuse(Refusal::Malformed);
        }
        Some(())
    }

    fn leaf(&mut self, element: Element, at: u64, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        let place = IDS.iter().position(|id| *id == element.id);
        if place.is_none() && !matches!(element.id, 0x86 | 0x4282 | 0x63a2) {
            return Some(());
        }
        window.read(at, element.length.min(64))?;
        let bytes = window.read;
        let value = be(bytes, 0, bytes.len().min(8));
        if let Some(slot) = place.and_then(|place| self.numbers.get_mut(place)) {
            // Floats of four bytes are kept as such of eight.
            #[allow(clippy::cast_possible_truncation, reason = "four bytes")]
            let wide = f64::from(f32::from_bits(value as u32)).to_bits();
            *slot = if place >= Some(DURATION) && bytes.len() == 4 { wide } else { value };
        } else if element.id == 0x86 {
            self.codec = named(bytes);
        } else if element.id == 0x63a2 {
            // Private data of the codec, which comes after its name. That of VP9 has another form here.
            if self.codec != Codec::Vp9 {
                self.picture.configure(self.codec, bytes);
            }
        } else if bytes.starts_with(b"webm") {
            facts.container = Container::Webm;
        }
        Some(())
    }

    fn close(&mut self, id: u32, facts: &mut Facts) {
        match id {
            TRACK => self.note(facts),
            INFO => {
                self.info = true;
                self.scale = self.numbers[SCALE];
                facts.set_positive(Field::Duration, self.seconds(f64::from_bits(self.numbers[DURATION])));
            }
            TRACKS => {
                self.tracks = true;
                facts.count(Field::VideoTracks, self.videos);
                facts.count(Field::AudioTracks, self.audios);
            }
            _ => {}
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "nanoseconds of a tick")]
    fn seconds(&self, ticks: f64) -> f64 {
        // A tick that the file does not tell is a millisecond.
        let scale = if self.scale == 0 { 1e6 } else { self.scale as f64 };
        ratio(ticks * scale, 1e9)
    }

    /// Takes the first track of each kind into the facts.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn note(&mut self, facts: &mut Facts) {
        let track = &self.numbers;
        let float = |place: usize| f64::from_bits(track.get(place).copied().unwrap_or(0));
        self.videos = self.videos.saturating_add(u32::from(track[TYPE] == 1));
        self.audios = self.audios.saturating_add(u32::from(track[TYPE] == 2));
        if track[TYPE] == 1 && facts.video == Codec::None {
            let wide = track[WIDTH].saturating_sub(plus(track[LEFT], track[RIGHT]));
            let high = track[HEIGHT].saturating_sub(plus(track[TOP], track[BOTTOM]));
            let (shown_width, shown_height) = (track[SHOWN_WIDTH] as f64, track[SHOWN_HEIGHT] as f64);
            let aspect = ratio(shown_width * high as f64, shown_height * wide as f64);
            // The angle is anticlockwise. 405 degrees keep the sum positive and round it; the cast saturates.
            let turns = ((405.0 - float(ROLL)) as u32 / 90) & 3;
            let stretch = if aspect > 0.0 { aspect } else { 1.0 };
            facts.set_size(wide as u32, high as u32, stretch, turns);
            // Some write a ratio such as 4:3 as pixels.
            let is_ratio = track[SHOWN_WIDTH].saturating_mul(4) < wide && track[SHOWN_HEIGHT].saturating_mul(4) < high;
            if track[UNIT] == 0 && aspect > 0.0 && !is_ratio {
                facts.set_shown(shown_width, shown_height, turns & 1 == 1);
            }
            facts.set_positive(Field::PixelWidth, track[WIDTH] as f64);
            facts.set_positive(Field::PixelHeight, track[HEIGHT] as f64);
            self.picture.transfer = track[TRANSFER] as u32;
            self.picture.tell(facts);
            facts.set_positive(Field::FrameRate, frame_rate(1e9, track[FRAME] as f64));
            facts.video = self.codec;
            self.video = track[NUMBER];
        } else if track[TYPE] == 2 && facts.audio == Codec::None {
            facts.audio = self.codec;
            // One channel is the default of RFC 9559, and 8000 samples a second are.
            facts.set(Field::Channels, track[CHANNELS].max(1) as f64);
            facts.set(Field::SampleRate, 8000.0);
            facts.set_positive(Field::SampleRate, float(RATE));
            facts.set_positive(Field::SampleRate, float(HEARD));
        }
    }

    /// Reads the last blocks of a file that says no duration, and the head of the cluster they are in. Without both there
    /// is no answer.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn measure(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        while self.blocks.count == 0 {
            if self.reach >= MAX_READ as u64 || self.reach >= window.size {
                return Some(());
            }
            let reach = self.reach.saturating_mul(4).max(TAIL);
            window.at = window.size.saturating_sub(reach);
            window.up_to(window.at, reach)?;
            self.reach = reach;
            self.blocks = last_blocks(window.read, self.video);
            facts.cut(self.blocks.cut);
            self.bounded |= self.blocks.count > 0;
        }
        while self.blocks.base.is_none() && self.start.is_none() {
            let searched = window.size.saturating_sub(self.reach);
            if self.reach > FURTHEST || searched == 0 {
                return Some(());
            }
            window.at = searched.saturating_sub(STRIDE);
            // With the head of a cluster that lies across.
            window.up_to(window.at, STRIDE.min(searched).saturating_add(32))?;
            self.reach = plus(self.reach, STRIDE);
            // The bytes of a cluster's ID may also occur in a picture: then no time follows.
            while window.past(&CLUSTER.to_be_bytes()) {
                self.start = time_of(window.read).or(self.start);
            }
        }
        let blocks = &self.blocks;
        let known = facts.get(Field::FrameRate).unwrap_or(0.0);
        let span = blocks.latest.saturating_sub(blocks.first);
        let measured = frame_rate(f64::from(blocks.frames.saturating_sub(1)), self.seconds(span as f64));
        let rate = if known > 0.0 { known } else { measured };
        facts.set_positive(Field::FrameRate, rate);
        // The last block lasts as long as a frame.
        let last = blocks.last.saturating_add_unsigned(self.start.unwrap_or(0));
        facts.set_positive(Field::Duration, self.seconds(last as f64) + ratio(1.0, rate));
        Some(())
    }
}

/// The time of a cluster, from its length on.
fn time_of(bytes: &[u8]) -> Option<u64> {
    let (_, width) = length(bytes)?;
    let bytes = from(bytes, width);
    let element = Element::read(bytes).filter(|element| element.id == TIMESTAMP && element.length <= 8)?;
    Some(be(from(bytes, element.header), 0, usize::try_from(element.length).ok()?))
}

/// The first run of blocks that goes on to the end of the file.
fn last_blocks(bytes: &[u8], video: u64) -> Blocks {
    let mut left = MOST_ELEMENTS;
    for start in 0..bytes.len() {
        let mut blocks = Blocks::new();
        if blocks.read(from(bytes, start), video, &mut left).is_some() && blocks.count > 0 {
            return blocks;
        }
        if left == 0 {
            break;
        }
    }
    Blocks::new()
}

/// The times of blocks, in ticks: from the start of their cluster, where its head was not seen.
#[derive(Debug, Clone, Copy)]
struct Blocks {
    count: u32,
    /// The time of the cluster that the last blocks are in, where its head is among them.
    base: Option<u64>,
    last: i64,
    /// Of the video track.
    frames: u32,
    first: i64,
    latest: i64,
    /// The last one sticks out of the file.
    cut: bool,
}

impl Blocks {
    const fn new() -> Self {
        Self { count: 0, base: None, last: 0, frames: 0, first: 0, latest: 0, cut: false }
    }

    /// Reads a run of elements that are found in clusters, up to the end. `None` where it is none.
    fn read(&mut self, mut bytes: &[u8], video: u64, left: &mut u32) -> Option<()> {
        while !bytes.is_empty() {
            *left = left.checked_sub(1)?;
            let Some(element) = Element::read(bytes) else { return self.sticks_out(bytes.len() < 12) };
            let body = from(bytes, element.header);
            let size = usize::try_from(element.length).unwrap_or(usize::MAX);
            match element.id {
                CLUSTER | BLOCK_GROUP => {
                    bytes = body;
                    continue;
                }
                TIMESTAMP if size <= 8 => {
                    // Earlier blocks belong to a cluster whose time is unknown.
                    if self.base.is_none() {
                        *self = Self::new();
                    }
                    self.base = Some(be(body, 0, size));
                }
                BLOCK | SIMPLE_BLOCK if size >= 4 => {
                    let (track, width) = length(body)?;
                    #[allow(clippy::cast_possible_truncation, reason = "a signed 16-bit number")]
                    let relative = be32(body, width, 2) as i16;
                    self.add(relative, track == video);
                }
                id if BESIDE.contains(&id) => {}
                _ => return None,
            }
            if body.len() < size {
                return self.sticks_out(true);
            }
            bytes = from(body, size);
        }
        Some(())
    }

    /// A run that ends inside of an element is one, where it is long enough to be no chance.
    fn sticks_out(&mut self, possible: bool) -> Option<()> {
        self.cut = true;
        (possible && self.count >= 4).then_some(())
    }

    fn add(&mut self, relative: i16, video: bool) {
        let time = i64::from(relative).saturating_add_unsigned(self.base.unwrap_or(0));
        self.count = self.count.saturating_add(1);
        self.last = self.last.max(time);
        if video {
            if self.frames == 0 || time < self.first {
                self.first = time;
            }
            self.frames = self.frames.saturating_add(1);
            self.latest = self.latest.max(time);
        }
    }
}

/// The header of an element.
#[derive(Debug, Clone, Copy)]
struct Element {
    /// With its marker bits, as the registry writes it.
    id: u32,
    /// `u64::MAX` where it is unknown.
    length: u64,
    /// Bytes of ID and length.
    header: usize,
}

impl Element {
    #[inline(never)]
    fn read(bytes: &[u8]) -> Option<Self> {
        let id_width = width(bytes)?;
        let (length, width) = length(from(bytes, id_width))?;
        (id_width <= 4).then_some(Self { id: be32(bytes, 0, id_width), length, header: id_width.saturating_add(width) })
    }
}

/// The zeros before the marker bit tell how many bytes a number takes.
fn width(bytes: &[u8]) -> Option<usize> {
    Some((bytes.first()?.leading_zeros() as usize).saturating_add(1))
}

/// A variable-size integer and its width; all ones are unknown, `u64::MAX` here.
#[inline(never)]
fn length(bytes: &[u8]) -> Option<(u64, usize)> {
    let width = width(bytes)?;
    if width > 8 || bytes.len() < width {
        return None;
    }
    // Seven bits a byte are left beside the marker.
    let mask = u64::MAX >> 64_usize.saturating_sub(width.saturating_mul(7));
    let value = be(bytes, 0, width) & mask;
    Some((if value == mask { u64::MAX } else { value }, width))
}

/// The codec IDs of RFC 9559's registry, by their start, in the order of our numbers; a dash where it has none.
static CODECS: &[u8] =
    b"V_MPEG4/ISO/AVC V_MPEGH/ISO/HEVC V_AV1 V_VP8 V_VP9 V_MPEG4/ V_MPEG2 V_MPEG1 - V_MJPEG V_PRORES \
    V_THEORA A_AAC A_MPEG/L3 A_MPEG/L2 A_AC3 A_EAC3 A_OPUS A_VORBIS A_FLAC A_ALAC A_PCM A_DTS";

fn named(id: &[u8]) -> Codec {
    let starts = CODECS.split(|byte| *byte == b' ');
    (1..).zip(starts).find(|(_, start)| id.starts_with(start)).map_or(Codec::Other, |(number, _)| Codec(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codec_ids_lead_to_their_codecs() {
        for (id, codec) in [
            (&b"V_MPEG4/ISO/AVC"[..], Codec::H264),
            (b"V_MPEG4/ISO/ASP", Codec::Mpeg4),
            (b"V_MJPEG", Codec::Mjpeg),
            (b"V_THEORA", Codec::Theora),
            (b"A_AAC/MPEG4/LC", Codec::Aac),
            (b"A_FLAC", Codec::Flac),
            (b"A_PCM/INT/LIT", Codec::Pcm),
            (b"A_DTS/LOSSLESS", Codec::Dts),
            (b"V_UNCOMPRESSED", Codec::Other),
            (b"", Codec::Other),
        ] {
            assert_eq!(named(id), codec, "{}", id.escape_ascii());
        }
    }
}
