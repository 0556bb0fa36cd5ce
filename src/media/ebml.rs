//! Matroska and WebM. RFC 8794 (EBML) and RFC 9559 (Matroska).
//!
//! A walk over the elements, up to the first cluster. Recorders that write as they go leave the duration out: then the
//! blocks at the end of the file tell it.

use super::facts::{Codec, Container, FactId, Facts, frame_rate, ratio};
use super::file::{File, MAX_READ, Refusal, after, be, be32, from, minus, plus};
use super::picture::Picture;

/// The part of the end that is searched for the last blocks at first, and then four times as much.
const MIN_TAIL: u64 = 16 * 1024;
/// The part of the end that is searched for the head of its last cluster, and the length of one read of it.
const MAX_TAIL: u64 = 640 * 1024;
const TAIL_READ: u64 = 128 * 1024;
/// The most elements that are looked at in search of a run of blocks, so that no file makes the search long.
const MAX_ELEMENTS: u32 = 100_000;
/// Deeper than any element that is read.
const MAX_DEPTH: u32 = 16;

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
const CODEC_ID: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63a2;
const DOC_TYPE: u32 = 0x4282;
const TIMESTAMP: u32 = 0xe7;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;
const SIMPLE_BLOCK: u32 = 0xa3;
/// Other elements in clusters and behind them: positions, sizes, durations, references, padding, additions, voids,
/// checksums, cues and tags.
static OTHER_ELEMENTS: [u32; 13] =
    [0xa7, 0xab, 0x9b, 0xfb, 0xfd, 0xfa, 0x75a2, 0x75a1, 0xa4, 0xec, 0xbf, 0x1c53_bb6b, 0x1254_c367];

/// The numbers that are read, by their ID. The floats come last.
static IDS: [u32; 19] = [
    0xd7, 0x83, 0x23_e383, 0xb0, 0xba, 0x54b0, 0x54ba, 0x54b2, 0x9f, 0x2a_d7b1, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x55ba,
    0x4489, 0x7675, 0xb5, 0x78b5,
];
// Their places: the number and type of a track, nanoseconds of a frame, sizes and their unit (0 pixels, 1 centimetres,
// 2 inches, 3 a ratio), channels, nanoseconds of a tick, crops, the transfer characteristics, ticks of the file,
// degrees of an anticlockwise turn, and sound samples a second, coded and heard.
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

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let mut segment = Segment::new();
    facts.container = Container::Matroska;
    segment.elements(0, file.size, 0, file, facts);
    if file.stopped() {
        return;
    }
    if segment.needs_tail {
        segment.measure(file, facts);
    }
    if segment.is_bounded {
        facts.mark_checked();
    }
    if !facts.answers() {
        file.refuse(Refusal::Malformed);
    }
}

#[derive(Debug)]
struct Segment {
    finished: bool,
    has_info: bool,
    has_tracks: bool,
    /// The end of the file gives the duration.
    needs_tail: bool,
    /// The end of the file is where a known length says.
    is_bounded: bool,
    /// Nanoseconds of a tick, 0 where the file does not say.
    scale: u64,
    /// The values of a track entry, or of the segment's information.
    codec: Codec,
    numbers: [u64; IDS.len()],
    picture: Picture,
    /// The number of the video track that the facts are about.
    video: u64,
    videos: u32,
    audios: u32,
}

impl Segment {
    const fn new() -> Self {
        Self {
            finished: false,
            has_info: false,
            has_tracks: false,
            needs_tail: false,
            is_bounded: false,
            scale: 0,
            codec: Codec::None,
            numbers: [0; IDS.len()],
            picture: Picture::new(),
            video: 0,
            videos: 0,
            audios: 0,
        }
    }

    /// Walks the elements from `at` to `end`. Returns where the walk ended.
    #[inline(never)]
    fn elements(&mut self, mut at: u64, end: u64, depth: u32, file: &File<'_>, facts: &mut Facts) -> u64 {
        if depth > MAX_DEPTH {
            file.refuse(Refusal::Malformed);
        }
        while at < end && !self.finished && !file.stopped() {
            if at >= file.size {
                self.finished = true;
                break;
            }
            let head = file.up_to(at, 12);
            let Some(element) = Element::read(head) else {
                file.refuse(if head.len() < 12 { Refusal::Truncated } else { Refusal::Malformed });
                break;
            };
            let body = plus(at, element.header as u64);
            // An unknown length, of files written as they go, lasts to the end of the parent or the next of its kind.
            let unknown = element.length == u64::MAX;
            let next = if unknown { end } else { plus(body, element.length) };
            // Clusters, cues, tags, chapters, attachments, …: every direct child of a segment has a long ID. It closes
            // a cluster of unknown length.
            if element.id > 0x1000_0000 && depth > 1 {
                break;
            }
            at = next;
            match element.id {
                EBML | INFO | TRACKS | VIDEO | AUDIO | PROJECTION | COLOUR => {}
                SEGMENT => {
                    facts.mark_truncated(next > file.size);
                    self.is_bounded = !unknown;
                }
                TRACK => {
                    self.codec = Codec::Other;
                    self.picture = Picture::new();
                    self.numbers = [0; IDS.len()];
                }
                CLUSTER if self.has_info && self.has_tracks => {
                    self.finished = true;
                    self.needs_tail = facts.get(FactId::Duration).is_none();
                    break;
                }
                CLUSTER if unknown => {}
                _ => {
                    self.leaf(&element, body, file, facts);
                    continue;
                }
            }
            at = self.elements(body, next, depth.wrapping_add(1), file, facts);
            if self.finished || file.stopped() {
                break;
            }
            match element.id {
                TRACK => self.note_track(facts),
                INFO => {
                    self.has_info = true;
                    self.scale = self.numbers[SCALE];
                    let ticks = f64::from_bits(self.numbers[DURATION]);
                    facts.set_positive(FactId::Duration, self.seconds(ticks));
                }
                TRACKS => {
                    self.has_tracks = true;
                    facts.count(FactId::VideoTracks, self.videos);
                    facts.count(FactId::AudioTracks, self.audios);
                }
                _ => {}
            }
        }
        at
    }

    fn leaf(&mut self, element: &Element, at: u64, file: &File<'_>, facts: &mut Facts) {
        let place = IDS.iter().position(|id| *id == element.id);
        if place.is_none() && !matches!(element.id, CODEC_ID | DOC_TYPE | CODEC_PRIVATE) {
            return;
        }
        let bytes = file.slice(at, element.length.min(64));
        let value = be(bytes, 0, bytes.len().min(8));
        if let Some(slot) = place.and_then(|place| self.numbers.get_mut(place)) {
            // Floats of four bytes are kept as floats of eight.
            #[allow(clippy::cast_possible_truncation, reason = "four bytes")]
            let wide = f64::from(f32::from_bits(value as u32)).to_bits();
            *slot = if place >= Some(DURATION) && bytes.len() == 4 { wide } else { value };
        } else if element.id == CODEC_ID {
            self.codec = named(bytes);
        } else if element.id == CODEC_PRIVATE {
            // It comes after the name of the codec.
            if self.codec == Codec::Vp9 {
                self.picture.configure_webm(bytes);
            } else {
                self.picture.configure(self.codec, bytes);
            }
        } else if bytes.starts_with(b"webm") {
            facts.container = Container::Webm;
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "nanoseconds of a tick")]
    fn seconds(&self, ticks: f64) -> f64 {
        // The default is a millisecond.
        let scale = if self.scale == 0 { 1e6 } else { self.scale as f64 };
        ratio(ticks * scale, 1e9)
    }

    /// Takes the first track of each kind into the facts.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn note_track(&mut self, facts: &mut Facts) {
        let track = &self.numbers;
        let float = |place: usize| f64::from_bits(track.get(place).copied().unwrap_or(0));
        self.videos = self.videos.saturating_add(u32::from(track[TYPE] == 1));
        self.audios = self.audios.saturating_add(u32::from(track[TYPE] == 2));
        if track[TYPE] == 1 && facts.video == Codec::None {
            let wide = minus(track[WIDTH], plus(track[LEFT], track[RIGHT]));
            let high = minus(track[HEIGHT], plus(track[TOP], track[BOTTOM]));
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
            facts.set_positive(FactId::PixelWidth, track[WIDTH] as f64);
            facts.set_positive(FactId::PixelHeight, track[HEIGHT] as f64);
            self.picture.transfer = track[TRANSFER] as u32;
            self.picture.tell(facts);
            facts.set_positive(FactId::FrameRate, frame_rate(1e9, track[FRAME] as f64));
            facts.video = self.codec;
            self.video = track[NUMBER];
        } else if track[TYPE] == 2 && facts.audio == Codec::None {
            facts.audio = self.codec;
            // One channel is the default of RFC 9559, and 8000 samples a second are.
            facts.set(FactId::Channels, track[CHANNELS].max(1) as f64);
            facts.set(FactId::SampleRate, 8000.0);
            facts.set_positive(FactId::SampleRate, float(RATE));
            facts.set_positive(FactId::SampleRate, float(HEARD));
        }
    }

    /// Reads the last blocks of a file that says no duration, and the head of the cluster they are in. Without both the
    /// duration is unknown.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn measure(&mut self, file: &File<'_>, facts: &mut Facts) {
        let mut searched = MIN_TAIL;
        let blocks = loop {
            let blocks = last_blocks(file.up_to(minus(file.size, searched), searched), self.video);
            if blocks.count > 0 {
                break blocks;
            }
            if searched >= MAX_READ as u64 || searched >= file.size || file.stopped() {
                return;
            }
            searched = searched.wrapping_mul(4);
        };
        facts.mark_truncated(blocks.truncated);
        self.is_bounded = true;
        let mut start = None;
        while blocks.base.is_none() && start.is_none() {
            let left = minus(file.size, searched);
            if searched > MAX_TAIL || left == 0 || file.stopped() {
                return;
            }
            // With the head of a cluster that lies across.
            let mut rest = file.up_to(minus(left, TAIL_READ), plus(TAIL_READ.min(left), 32));
            searched = plus(searched, TAIL_READ);
            // The bytes of a cluster's ID may also occur in a picture: then no time follows.
            while let Some(found) = after(rest, &CLUSTER.to_be_bytes()) {
                start = time_of(found).or(start);
                rest = found;
            }
        }
        let known = facts.get(FactId::FrameRate).unwrap_or(0.0);
        let span = blocks.latest.saturating_sub(blocks.first);
        let measured = frame_rate(f64::from(blocks.frames.saturating_sub(1)), self.seconds(span as f64));
        let rate = if known > 0.0 { known } else { measured };
        facts.set_positive(FactId::FrameRate, rate);
        // The last block lasts as long as a frame.
        let last = blocks.last.saturating_add_unsigned(start.unwrap_or(0));
        facts.set_positive(FactId::Duration, self.seconds(last as f64) + ratio(1.0, rate));
    }
}

/// The time of a cluster, from its length on.
fn time_of(bytes: &[u8]) -> Option<u64> {
    let (_, width) = length(bytes)?;
    let bytes = from(bytes, width);
    let element = Element::read(bytes).filter(|element| element.id == TIMESTAMP && element.length <= 8)?;
    Some(be(from(bytes, element.header), 0, usize::try_from(element.length).ok()?))
}

/// The first run of blocks that lasts to the end of the file.
fn last_blocks(bytes: &[u8], video: u64) -> Blocks {
    let mut left = MAX_ELEMENTS;
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
    /// The time of the cluster that the last blocks are in, if its head is among them.
    base: Option<u64>,
    last: i64,
    /// Frames of the video track.
    frames: u32,
    first: i64,
    latest: i64,
    /// The last one sticks out of the file.
    truncated: bool,
}

impl Blocks {
    const fn new() -> Self {
        Self { count: 0, base: None, last: 0, frames: 0, first: 0, latest: 0, truncated: false }
    }

    /// Reads a run of elements that occur in clusters, up to the end. `None` if it is not such a run.
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
                id if OTHER_ELEMENTS.contains(&id) => {}
                _ => return None,
            }
            if body.len() < size {
                return self.sticks_out(true);
            }
            bytes = from(body, size);
        }
        Some(())
    }

    /// A run may end inside an element, if it is too long to be a coincidence.
    fn sticks_out(&mut self, possible: bool) -> Option<()> {
        self.truncated = true;
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
    // Each byte has seven bits of the value; the marker takes the eighth.
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
