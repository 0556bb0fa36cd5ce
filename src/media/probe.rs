//! The state machine that callers drive: bytes in, "read there" or "done" out.

use super::ebml::Ebml;
use super::facts::{Container, Facts, Field, ratio};
use super::gif::Gif;
use super::iso::Iso;
use super::jpeg;
use super::pdf::Pdf;
use super::png::Png;
use super::webp::Webp;
use super::window::{MAX_READ, Refusal, Stop, Window, among, plus, tags};

/// How much of a file a probe reads: at a time, and in all.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadLimits {
    /// The first read, and every read after a jump: most headers fit.
    pub(super) first: usize,
    /// Reads that follow each other double up to here, unless a step needs more.
    pub(super) largest: usize,
    /// Reads of one file.
    pub(super) reads: u32,
    /// Bytes of one file.
    pub(super) bytes: u64,
}

/// The limits outside of tests.
pub(super) const LIMITS: ReadLimits = ReadLimits {
    first: 2048,
    largest: MAX_READ,
    // Two hours of one-second fragments.
    reads: 8192,
    // Frames of animated pictures are counted by walking them: this is several times what any platform accepts. Tests
    // without optimisation run out sooner.
    bytes: if cfg!(test) { 2 << 20 } else { 64 << 20 },
};

/// What the caller does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Read `length` bytes at `at` and feed them. Never past the end of the file, never more than 256 KiB.
    Read {
        /// Offset in the file.
        at: u64,
        /// How many bytes.
        length: usize,
    },
    /// All is known that can be: see [`Probe::facts`].
    Done,
}

/// One file being probed. It does no reading itself, keeps all it knows in itself, and points to nothing: a copy of
/// its bytes is a copy of the probe. `lib/media.js` reads the first two fields where they lie.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Probe {
    facts: Facts,
    asked: usize,
    stride: usize,
    size: u64,
    at: u64,
    spent: u64,
    reads: u32,
    // One of these is used. They start as zeros, which costs less code than a choice.
    orientation: u32,
    png: Png,
    gif: Gif,
    webp: Webp,
    pdf: Pdf,
    iso: Iso,
    ebml: Ebml,
}

impl Probe {
    /// A probe of a file of `size` bytes. Feed it nothing at 0 to get its first wish.
    #[must_use]
    pub const fn new(size: u64) -> Self {
        Self {
            facts: Facts::new(),
            asked: 0,
            stride: 0,
            size,
            at: 0,
            spent: 0,
            reads: 0,
            orientation: 0,
            png: Png::new(),
            gif: Gif::new(),
            webp: Webp::new(),
            pdf: Pdf::new(),
            iso: Iso::new(),
            ebml: Ebml::new(),
        }
    }

    /// Says the size of the file again: it may only have become less.
    #[cfg(feature = "media")]
    pub(crate) fn resize(&mut self, size: u64) {
        self.size = if self.reads == 0 { size } else { self.size.min(size) };
    }

    /// Takes the bytes at `at` and says what comes next. Fewer bytes than were asked for mean that the file is
    /// shorter than was said.
    ///
    /// # Errors
    ///
    /// [`Refusal`], where the file is none that is read here, or does not hold together.
    pub fn feed(&mut self, at: u64, bytes: &[u8]) -> Result<Step, Refusal> {
        self.feed_within(LIMITS, at, bytes)
    }

    /// [`Probe::feed`], with other limits.
    pub(super) fn feed_within(&mut self, limits: ReadLimits, at: u64, bytes: &[u8]) -> Result<Step, Refusal> {
        let end = plus(at, bytes.len() as u64);
        if bytes.len() < self.asked && end < self.size {
            self.size = end;
            self.facts.cut(true);
        }
        let mut window = Window::new(at, bytes, self.size, self.at);
        let ran = self.run(&mut window);
        self.at = window.at;
        match window.stop() {
            _ if ran.is_some() => {}
            Stop::Need(length) => {
                let next = self.at;
                // Reads that follow each other grow, as the file is being walked.
                let follows = next >= at && next <= end && !bytes.is_empty();
                self.stride = if follows { self.stride.saturating_mul(2).min(limits.largest) } else { limits.first };
                let left = usize::try_from(self.size.saturating_sub(next)).unwrap_or(MAX_READ);
                let length = length.max(self.stride).min(left);
                self.asked = length;
                self.spent = plus(self.spent, length as u64);
                self.reads = self.reads.saturating_add(1);
                if self.spent <= limits.bytes && self.reads <= limits.reads {
                    return Ok(Step::Read { at: next, length });
                }
                if !self.facts.answers() {
                    return Err(Refusal::TooLarge);
                }
            }
            // A file that stops making sense after it said what matters is answered with what it said.
            Stop::Refuse(refusal) if !self.facts.answers() => return Err(refusal),
            Stop::Refuse(refusal) => self.facts.cut(refusal == Refusal::Truncated),
        }
        self.finish();
        Ok(Step::Done)
    }

    /// What is known, complete after [`Step::Done`].
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    fn run(&mut self, window: &mut Window<'_>) -> Option<()> {
        if self.size == 0 {
            return window.refuse(Refusal::Empty);
        }
        let facts = &mut self.facts;
        if facts.container == Container::Unknown {
            window.up_to(0, 1024)?;
            facts.container = recognise(window);
            let short = facts.is(Field::Truncated);
            facts.flag(Field::Truncated, short);
        }
        match facts.container {
            container if !container.is_read() => window.refuse(Refusal::Unrecognised),
            Container::Jpeg => jpeg::run(&mut self.orientation, window, facts),
            Container::Png => self.png.run(window, facts),
            Container::Gif => self.gif.run(window, facts),
            Container::Webp => self.webp.run(window, facts),
            Container::Pdf => self.pdf.run(window, facts),
            Container::Matroska | Container::Webm => self.ebml.run(window, facts),
            _ => self.iso.run(window, facts),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
    fn finish(&mut self) {
        let bytes = self.size as f64;
        self.facts.set(Field::Bytes, bytes);
        let rate = ratio(bytes * 8.0, self.facts.get(Field::Duration).unwrap_or(0.0));
        self.facts.set_positive(Field::BitRate, rate);
    }
}

/// Names the format by its first bytes. Matroska and QuickTime are narrowed down later. Formats that are not read are
/// named too, so that an upload can tell them from files that are not media.
fn recognise(window: &mut Window<'_>) -> Container {
    match (window.be32(0, 4), window.be32(4, 4), window.be32(8, 4)) {
        (0xffd8_ff00..=0xffd8_ffff, ..) => Container::Jpeg,
        (0x8950_4e47, 0x0d0a_1a0a, _) => Container::Png,
        (GIF8, 0x3761_0000..=0x3761_ffff | 0x3961_0000..=0x3961_ffff, _) => Container::Gif,
        (RIFF, _, WEBP) => Container::Webp,
        (0x1a45_dfa3, ..) => Container::Matroska,
        (RIFF, _, AVI_) => Container::Avi,
        (0x4949_2a00 | 0x4d4d_002a | 0x4949_2b00 | 0x4d4d_002b, ..) => Container::Tiff,
        (0xff0a_0000..=0xff0a_ffff, ..) | (_, JXL_, _) => Container::Jxl,
        (_, JP2_, _) => Container::Jp2,
        // Four bytes that are reserved follow its size, and the size of the next header its first.
        (0x424d_0000..=0x424d_ffff, ..) if window.be32(6, 4) == 0 && window.be(14, 1) > 0 => Container::Bmp,
        (PSD_, ..) => Container::Psd,
        (0x0000_01b3 | 0x0000_01ba, ..) => Container::Mpeg,
        (FLV1, ..) => Container::Flv,
        (0x3026_b275, 0x8e66_cf11, _) => Container::Asf,
        (OGG_, ..) => Container::Ogg,
        // Each packet of 188 bytes starts with one and the same byte; camcorders write four bytes before it.
        (0x4700_0000..=0x47ff_ffff, ..) if window.be(188, 1) == 0x47 && window.be(376, 1) == 0x47 => Container::MpegTs,
        (_, 0x4700_0000..=0x47ff_ffff, _) if window.be(196, 1) == 0x47 && window.be(388, 1) == 0x47 => {
            Container::MpegTs
        }
        // Pages hold pictures of this kind too, so a file has to begin as one.
        (SVG_, ..) => Container::Svg,
        (XML_, ..) if window.past(b"<svg") => Container::Svg,
        // A film or a HEIF picture. Before `ftyp` was invented, QuickTime started with any box. Four of their names are
        // words, which may stand in a text: there the size before them would be letters.
        (0..=0x1fff_ffff, kind, _) if among(kind, b"wideskipfreeuuid") => Container::Mov,
        (_, kind, _) if among(kind, b"ftypmoovmdatpnotstypmoofsidx") => Container::Mov,
        // Readers of PDF look for its header in the first 1024 bytes.
        _ if window.past(b"%PDF-") => Container::Pdf,
        _ => Container::Unknown,
    }
}

tags! {
    GIF8 b"GIF8" RIFF b"RIFF" WEBP b"WEBP" AVI_ b"AVI " JXL_ b"JXL " JP2_ b"jP  " PSD_ b"8BPS" FLV1 b"FLV\x01"
    OGG_ b"OggS" SVG_ b"<svg" XML_ b"<?xm"
}
