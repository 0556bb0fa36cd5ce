//! Matroska and WebM. RFC 8794 (EBML) and RFC 9559 (Matroska).
//!
//! A flat walk like that of the boxes, up to the first cluster. Recorders that write as they go leave the duration
//! out: then the blocks at the end of the file tell it.

use super::facts::{Codec, Container, Facts, Field, frame_rate, ratio};
use super::nest::Nest;
use super::window::{Refusal, Window, be, be32, from, plus};

/// How much of the end of a file is searched for its last clusters.
const TAIL: u64 = 256 * 1024;

const EBML: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const VIDEO: u32 = 0xe0;
const AUDIO: u32 = 0xe1;
const PROJECTION: u32 = 0x7670;
const CLUSTER: u32 = 0x1f43_b675;
const BLOCK_GROUP: u32 = 0xa0;

/// The numbers that are read, by their ID. The floats come last.
static IDS: [u32; 18] = [
    0xd7, 0x83, 0x23_e383, 0xb0, 0xba, 0x54b0, 0x54ba, 0x54b2, 0x9f, 0x2a_d7b1, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x4489,
    0x7675, 0xb5, 0x78b5,
];
// Their places: the number and type of a track, nanoseconds of a frame, sizes and their unit (0 pixels, 1 centimetres,
// 2 inches, 3 a ratio), channels, nanoseconds of a tick, crops, ticks of the file, degrees of an anticlockwise turn,
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
const DURATION: usize = 14;
const ROLL: usize = 15;
const RATE: usize = 16;
const HEARD: usize = 17;

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
            EBML | INFO | TRACKS | VIDEO | AUDIO | PROJECTION => true,
            SEGMENT => {
                facts.cut(end > window.size);
                true
            }
            TRACK => {
                self.codec = Codec::Other;
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
        if place.is_none() && element.id != 0x86 && element.id != 0x4282 {
            return Some(());
        }
        window.read(at, element.length.min(32))?;
        let bytes = window.read;
        let value = be(bytes, 0, bytes.len().min(8));
        if let Some(slot) = place.and_then(|place| self.numbers.get_mut(place)) {
            // Floats of four bytes are kept as such of eight.
            #[allow(clippy::cast_possible_truncation, reason = "four bytes")]
            let wide = f64::from(f32::from_bits(value as u32)).to_bits();
            *slot = if place >= Some(DURATION) && bytes.len() == 4 { wide } else { value };
        } else if element.id == 0x86 {
            self.codec = named(bytes);
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
            TRACKS => self.tracks = true,
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
        if track[TYPE] == 1 && facts.video == Codec::None {
            let wide = track[WIDTH].saturating_sub(plus(track[LEFT], track[RIGHT]));
            let high = track[HEIGHT].saturating_sub(plus(track[TOP], track[BOTTOM]));
            let (shown_width, shown_height) = (track[SHOWN_WIDTH] as f64, track[SHOWN_HEIGHT] as f64);
            let aspect = ratio(shown_width * high as f64, shown_height * wide as f64);
            // The angle is anticlockwise. 405 degrees keep the sum positive and round it; the cast saturates.
            let turns = ((405.0 - float(ROLL)) as u32 / 90) & 3;
            let stretch = if aspect > 0.0 { aspect } else { 1.0 };
            facts.set_size(wide as u32, high as u32, stretch, turns);
            if track[UNIT] == 0 && aspect > 0.0 {
                facts.set_shown(shown_width, shown_height, turns & 1 == 1);
            }
            facts.set(Field::PixelWidth, track[WIDTH] as f64);
            facts.set(Field::PixelHeight, track[HEIGHT] as f64);
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

    /// Reads the last clusters of a file that says no duration.
    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    fn measure(&self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        // The walk is over; what is read now starts here.
        window.at = window.size.saturating_sub(TAIL);
        window.up_to(window.at, TAIL)?;
        let mut blocks = Blocks::default();
        // The bytes of a cluster's ID may also occur in a picture: what follows them then makes no block.
        while window.past(&CLUSTER.to_be_bytes()) {
            blocks.read(window.read, self.video);
        }
        let known = facts.get(Field::FrameRate).unwrap_or(0.0);
        let span = blocks.video.saturating_sub(blocks.first);
        let measured = frame_rate(blocks.frames.saturating_sub(1) as f64, self.seconds(span as f64));
        let rate = if known > 0.0 { known } else { measured };
        facts.set_positive(Field::FrameRate, rate);
        // The last block lasts as long as a frame.
        facts.set_positive(Field::Duration, self.seconds(blocks.last as f64) + ratio(1.0, rate));
        Some(())
    }
}

/// The times of blocks, in ticks.
#[derive(Debug, Default)]
struct Blocks {
    last: u64,
    /// Of the video track.
    frames: u64,
    first: u64,
    video: u64,
}

impl Blocks {
    /// Reads the blocks of one cluster, from its length on. A cut block ends the reading.
    fn read(&mut self, bytes: &[u8], video: u64) {
        let mut base = None;
        let Some((_, width)) = length(bytes) else { return };
        let mut bytes = from(bytes, width);
        while let Some(element) = Element::read(bytes) {
            let body = from(bytes, element.header);
            let size = usize::try_from(element.length).unwrap_or(usize::MAX);
            match element.id {
                CLUSTER => return,
                BLOCK_GROUP => {
                    bytes = body;
                    continue;
                }
                0xe7 => base = Some(be(body, 0, size.min(8))),
                0xa3 | 0xa1 if body.len() >= size => {
                    if let (Some(base), Some((track, width))) = (base, length(body)) {
                        #[allow(clippy::cast_possible_truncation, reason = "a signed 16-bit number")]
                        let relative = be32(body, width, 2) as i16;
                        self.add(base.saturating_add_signed(i64::from(relative)), track == video);
                    }
                }
                _ => {}
            }
            bytes = from(body, size);
        }
    }

    fn add(&mut self, time: u64, video: bool) {
        self.last = self.last.max(time);
        if video {
            if self.frames == 0 || time < self.first {
                self.first = time;
            }
            self.frames = plus(self.frames, 1);
            self.video = self.video.max(time);
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
    V_THEORA A_AAC A_MPEG/L3 A_MPEG/L2 A_AC3 A_EAC3 A_OPUS A_VORBIS A_FLAC - A_PCM A_DTS";

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
