//! The state machine that callers drive: bytes in, "read there" or "done" out.

use core::mem;

use super::facts::{Container, FactId, Facts, layout, ratio};
use super::file::{File, MAX_READ, Piece, Refusal, Stop, after, among, be32, minus, plus, tags};
use super::{ebml, gif, iso, jpeg, pdf, png, webp};

/// The bounds of reading one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadLimits {
    /// The first read: most headers fit.
    pub(super) first: usize,
    /// A read after a jump.
    pub(super) jump: usize,
    /// Reads that follow each other double up to here, unless a parser needs more.
    pub(super) largest: usize,
    /// Reads of one file.
    pub(super) reads: usize,
    /// Bytes of one file.
    pub(super) bytes: u64,
    /// Room for the bytes of one file, with those that were inflated.
    pub(super) room: usize,
}

/// The most reads of one file.
pub(crate) const MAX_READS: usize = 512;
/// Room for what a probe may read, and for four parts that were inflated.
pub(crate) const ROOM: usize = 2 << 20;

/// The limits outside of tests.
pub(super) const LIMITS: ReadLimits =
    ReadLimits { first: 2048, jump: 1024, largest: MAX_READ, reads: MAX_READS, bytes: 1_000_000, room: ROOM };

/// The caller's next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Read `length` bytes at `at` and feed them. Never past the end of the file, never more than 256 KiB.
    Read {
        /// Offset in the file.
        at: u64,
        /// The number of bytes.
        length: usize,
    },
    /// Read `length` bytes at `at` and inflate them (zlib, RFC 1950). Feed what comes out, 256 KiB of it at most, as
    /// the bytes at `at`. Feed nothing if they cannot be inflated.
    Inflate {
        /// Offset in the file.
        at: u64,
        /// The number of bytes.
        length: usize,
    },
    /// All is known that can be: see [`Probe::facts`].
    Done,
}

/// A file that is being probed. It does no reading itself, and keeps the bytes that it is fed.
#[derive(Debug)]
pub struct Probe {
    session: Session,
    pieces: Vec<Piece>,
    bytes: Vec<u8>,
}

impl Probe {
    /// A probe of a file of `size` bytes. Feed it no bytes at 0 to get its first request.
    #[must_use]
    pub const fn new(size: u64) -> Self {
        let mut session = Session::new();
        session.size = size;
        Self { session, pieces: Vec::new(), bytes: Vec::new() }
    }

    /// Says that the file comes in as a stream: its end is then not read for its own sake.
    #[must_use]
    pub const fn streamed(mut self) -> Self {
        self.session.streamed = true;
        self
    }

    /// Takes the bytes at `at` and says what comes next. Fewer bytes than were asked for mean that the file is
    /// shorter than was said.
    ///
    /// # Errors
    ///
    /// [`Refusal`], if the format is not supported or the file contradicts it.
    pub fn feed(&mut self, at: u64, bytes: &[u8]) -> Result<Step, Refusal> {
        self.feed_within(LIMITS, at, bytes)
    }

    /// [`Probe::feed`], with other limits.
    pub(super) fn feed_within(&mut self, limits: ReadLimits, at: u64, bytes: &[u8]) -> Result<Step, Refusal> {
        self.bytes.extend_from_slice(bytes);
        self.pieces.push(Piece::EMPTY);
        self.session.feed_within(limits, at, bytes.len(), &mut self.pieces, &self.bytes)
    }

    /// All known facts, complete after [`Step::Done`].
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.session.facts
    }
}

/// The state of a probe, without the bytes it was fed. A copy of its bytes is a copy of the state. `lib/media/probe.js`
/// reads the first fields where they lie.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub(crate) struct Session {
    pub(crate) facts: Facts,
    /// The length of the read that was asked for, 1 if it is to be inflated, and the bytes that were fed before.
    asked: usize,
    inflate: u32,
    used: usize,
    pieces: usize,
    reads: usize,
    stride: usize,
    size: u64,
    spent: u64,
    streamed: bool,
    /// The file is shorter than was said.
    is_short: bool,
}

const _: () = {
    use core::mem::offset_of;
    let word = size_of::<usize>();
    assert!(
        offset_of!(Session, facts) == 0
            && offset_of!(Session, asked) == layout::NEXT_READ
            && offset_of!(Session, inflate) == layout::NEXT_READ.wrapping_add(word)
            && offset_of!(Session, used) == layout::NEXT_READ.wrapping_add(word.wrapping_mul(2))
    );
};

impl Session {
    pub(crate) const fn new() -> Self {
        Self {
            facts: Facts::new(),
            asked: 0,
            inflate: 0,
            used: 0,
            pieces: 0,
            reads: 0,
            stride: 0,
            size: 0,
            spent: 0,
            streamed: false,
            is_short: false,
        }
    }

    /// Says the size of the file again: it may only have become less.
    #[cfg(feature = "media")]
    pub(crate) fn resize(&mut self, size: u64, streamed: bool) {
        self.streamed = streamed;
        self.size = if self.reads == 0 { size } else { self.size.min(size) };
    }

    /// [`Probe::feed`] of `length` bytes that were added to `bytes`. `pieces` has room for another.
    #[cfg(feature = "media")]
    pub(crate) fn feed(&mut self, at: u64, length: usize, pieces: &mut [Piece], bytes: &[u8]) -> Result<Step, Refusal> {
        self.feed_within(LIMITS, at, length, pieces, bytes)
    }

    #[allow(clippy::cast_possible_truncation, reason = "no more than one read")]
    fn feed_within(
        &mut self,
        limits: ReadLimits,
        at: u64,
        length: usize,
        pieces: &mut [Piece],
        bytes: &[u8],
    ) -> Result<Step, Refusal> {
        let end = plus(at, length as u64);
        let inflated = mem::take(&mut self.inflate) > 0;
        if let Some(piece) = pieces.get_mut(self.pieces)
            && length.max(self.asked) > 0
        {
            *piece = Piece::new(at, inflated, self.used, length);
            self.pieces = self.pieces.wrapping_add(1);
            self.used = self.used.wrapping_add(length);
            if !inflated && length < self.asked && end < self.size {
                self.size = end;
                self.is_short = true;
            }
        }
        self.facts = Facts::new();
        self.facts.mark_truncated(self.is_short);
        let file = File::new(self.size, self.streamed, pieces.get(..self.pieces).unwrap_or_default(), bytes);
        parse(&file, &mut self.facts);
        match file.stop() {
            Stop::No => {}
            Stop::Need(next, wanted) | Stop::Inflate(next, wanted) => {
                let inflate = matches!(file.stop(), Stop::Inflate(..));
                // Reads that follow each other grow, as the file is being walked.
                let follows = next >= at && next <= plus(end, limits.jump as u64) && length > 0;
                self.stride = if follows {
                    self.stride.wrapping_mul(2).min(limits.largest)
                } else if self.reads == 0 {
                    limits.first
                } else {
                    limits.jump
                };
                let left = minus(self.size, next).min(MAX_READ as u64) as usize;
                let length = if inflate { wanted } else { wanted.max(self.stride).min(left) };
                self.asked = length;
                self.inflate = u32::from(inflate);
                self.spent = plus(self.spent, length as u64);
                self.reads = self.reads.wrapping_add(1);
                let room = self.used.wrapping_add(if inflate { MAX_READ } else { length });
                if self.spent <= limits.bytes && self.reads <= limits.reads && room <= limits.room {
                    return Ok(if inflate {
                        Step::Inflate { at: next, length }
                    } else {
                        Step::Read { at: next, length }
                    });
                }
                if !self.facts.answers() {
                    return Err(Refusal::TooLarge);
                }
            }
            // A file that stops making sense after its header is answered with the facts of the header.
            Stop::Refuse(refusal) if !self.facts.answers() => return Err(refusal),
            Stop::Refuse(refusal) => self.facts.mark_truncated(refusal == Refusal::Truncated),
        }
        self.finish();
        Ok(Step::Done)
    }

    /// Adds what follows from the facts, and removes what the size of the file rules out.
    #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
    fn finish(&mut self) {
        let bytes = self.size as f64;
        let facts = &mut self.facts;
        facts.set(FactId::Bytes, bytes);
        facts.turn();
        let whole = ratio(bytes * 8.0, facts.get(FactId::Duration).unwrap_or(0.0));
        facts.set_positive(FactId::BitRate, whole);
        // A frame takes some bytes, and so does a page.
        facts.forget_above(FactId::Frames, bytes / 8.0);
        facts.forget_above(FactId::Pages, bytes / 4.0);
        if whole > 0.0 && !facts.is(FactId::Truncated) {
            // If one rate is impossible, do not trust the other, which is of the same writer.
            let wrong = facts.forget_above(FactId::VideoBitRate, whole * 1.05);
            if facts.forget_above(FactId::AudioBitRate, whole * 1.05) || wrong {
                facts.forget_above(FactId::VideoBitRate, 0.0);
                facts.forget_above(FactId::AudioBitRate, 0.0);
            }
        }
    }
}

fn parse(file: &File<'_>, facts: &mut Facts) {
    if file.size == 0 {
        return file.refuse(Refusal::Empty);
    }
    facts.container = recognise(file);
    if file.stopped() {
        return;
    }
    match facts.container {
        container if !container.is_read() => file.refuse(Refusal::Unrecognised),
        Container::Jpeg => jpeg::parse(file, facts),
        Container::Png => png::parse(file, facts),
        Container::Gif => gif::parse(file, facts),
        Container::Webp => webp::parse(file, facts),
        Container::Pdf => pdf::parse(file, facts),
        Container::Matroska => ebml::parse(file, facts),
        _ => iso::parse(file, facts),
    }
}

/// Names the format by its first bytes. Matroska and QuickTime are narrowed down later. Formats that are not read are
/// named too, so that an upload can tell them from files that are not media.
fn recognise(file: &File<'_>) -> Container {
    let head = file.up_to(0, 1024);
    let byte = |at| be32(head, at, 1);
    let fits = |pattern: &[u8; LONGEST]| {
        (0..).zip(pattern).all(|(at, wanted)| *wanted == b'?' || byte(at) == u32::from(*wanted))
    };
    if let Some((found, _)) = SIGNATURES.iter().find(|(_, pattern)| fits(pattern)) {
        return match found {
            Container::Asf | Container::Ogg => narrow(*found, file),
            found => *found,
        };
    }
    match (be32(head, 0, 4), be32(head, 4, 4)) {
        // Four bytes that are reserved follow its size, and the size of the next header its first.
        (0x424d_0000..=0x424d_ffff, _) if be32(head, 6, 4) == 0 && byte(14) > 0 => Container::Bmp,
        // Each packet of 188 bytes starts with the same byte. Camcorders write four bytes before it.
        (0x4700_0000..=0x47ff_ffff, _) if byte(188) == 0x47 && byte(376) == 0x47 => Container::MpegTs,
        (_, 0x4700_0000..=0x47ff_ffff) if byte(196) == 0x47 && byte(388) == 0x47 => Container::MpegTs,
        // Pages hold pictures of this kind too, so a file has to begin as one.
        (XML_, _) if after(head, b"<svg").is_some() => Container::Svg,
        // A film or a HEIF picture. Before `ftyp` was invented, QuickTime started with any box. Four of their names are
        // words, which may begin a text: there the size before them would be letters.
        (0..=0x1fff_ffff, kind) if among(kind, b"wideskipfreeuuid") => Container::Mov,
        (_, kind) if among(kind, b"ftypmoovmdatpnotstypmoofsidx") => Container::Mov,
        // Readers of PDF look for its header in the first 1024 bytes.
        _ if after(head, b"%PDF-").is_some() => Container::Pdf,
        _ => Container::Unknown,
    }
}

/// The longest pattern.
const LONGEST: usize = 12;

/// A format and the bytes it starts with, a question mark for any.
const fn starts(container: Container, bytes: &[u8]) -> (Container, [u8; LONGEST]) {
    let mut pattern = [b'?'; LONGEST];
    let (known, _) = pattern.split_at_mut(bytes.len());
    known.copy_from_slice(bytes);
    (container, pattern)
}

#[rustfmt::skip]
static SIGNATURES: [(Container, [u8; LONGEST]); 38] = [
    starts(Container::Jpeg, b"\xff\xd8\xff"),
    // With a stray zero before the next marker.
    starts(Container::Jpeg, b"\xff\xd8\0"),
    starts(Container::Png, b"\x89PNG\r\n\x1a\n"),
    starts(Container::Gif, b"GIF87a"), starts(Container::Gif, b"GIF89a"),
    starts(Container::Webp, b"RIFF????WEBP"),
    starts(Container::Matroska, b"\x1a\x45\xdf\xa3"),
    starts(Container::Avi, b"RIFF????AVI "),
    starts(Container::Tiff, b"II*\0"), starts(Container::Tiff, b"MM\0*"),
    starts(Container::Tiff, b"II+\0"), starts(Container::Tiff, b"MM\0+"),
    starts(Container::Jxl, b"\xff\x0a"), starts(Container::Jxl, b"????JXL "),
    starts(Container::Jp2, b"????jP  "),
    starts(Container::Psd, b"8BPS"),
    starts(Container::Mpeg, b"\0\0\x01\xb3"), starts(Container::Mpeg, b"\0\0\x01\xba"),
    starts(Container::Flv, b"FLV\x01"),
    starts(Container::Asf, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    starts(Container::Ogg, b"OggS"),
    starts(Container::Dv, b"\x1f\x07\0"),
    starts(Container::Mxf, b"\x06\x0e\x2b\x34\x02\x05\x01\x01"),
    starts(Container::RealMedia, b".RMF"),
    // A sequence parameter set of the usual profiles, or the delimiter that may stand before it.
    starts(Container::H264, b"\0\0\0\x01\x67\x42"), starts(Container::H264, b"\0\0\0\x01\x67\x4d"),
    starts(Container::H264, b"\0\0\0\x01\x67\x64"), starts(Container::H264, b"\0\0\0\x01\x27\x42"),
    starts(Container::H264, b"\0\0\0\x01\x27\x4d"), starts(Container::H264, b"\0\0\0\x01\x27\x64"),
    starts(Container::H264, b"\0\0\0\x01\x09\x10"), starts(Container::H264, b"\0\0\0\x01\x09\x30"),
    starts(Container::H264, b"\0\0\0\x01\x09\xf0"),
    starts(Container::H265, b"\0\0\0\x01\x40\x01\x0c"), starts(Container::H265, b"\0\0\0\x01\x46\x01"),
    // The count of its pictures, the size and colours of the first, and a byte that is reserved.
    starts(Container::Ico, b"\0\0\x01\0?\0???\0"),
    starts(Container::J2c, b"\xff\x4f\xff\x51"),
    starts(Container::Svg, b"<svg"),
];

tags! { XML_ b"<?xm" }

/// The part of an ASF or Ogg file that tells pictures from sound.
const STREAM_HEADERS: u64 = 8192;

/// Tells sound from video in an ASF file by the identifiers of its streams, and in an Ogg file by their names.
fn narrow(container: Container, file: &File<'_>) -> Container {
    let head = file.up_to(0, STREAM_HEADERS);
    let has = |mark: &[u8]| after(head, mark).is_some();
    if container == Container::Ogg {
        let is_video = has(b"theora") || has(b"OVP80") || has(b"\x01video");
        return if is_video { Container::Ogv } else { Container::Ogg };
    }
    let is_video = has(b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11");
    if !is_video && has(b"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11") { Container::Wma } else { Container::Asf }
}
