//! The state machine that callers drive: bytes in, "read there" or "done" out.

use core::mem;

use super::ebml::Ebml;
use super::exif::Exif;
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
    /// The first read: most headers fit.
    pub(super) first: usize,
    /// A read after a jump.
    pub(super) jump: usize,
    /// Reads that follow each other double up to here, unless a step needs more.
    pub(super) largest: usize,
    /// Reads of one file.
    pub(super) reads: u32,
    /// Bytes of one file.
    pub(super) bytes: u64,
}

/// The limits outside of tests.
pub(super) const LIMITS: ReadLimits =
    ReadLimits { first: 2048, jump: 1024, largest: MAX_READ, reads: 512, bytes: 1_000_000 };

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
    /// Read `length` bytes at `at` and inflate them (zlib, RFC 1950); feed what comes out, 256 KiB of it at most, as the
    /// bytes at `at`. Nothing, where they cannot be inflated.
    Inflate {
        /// Offset in the file.
        at: u64,
        /// How many bytes.
        length: usize,
    },
    /// All is known that can be: see [`Probe::facts`].
    Done,
}

/// One file being probed. It does no reading itself, keeps all it knows in itself, and points to nothing: a copy of
/// its bytes is a copy of the probe. `lib/media.js` reads the first fields where they lie.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Probe {
    facts: Facts,
    asked: usize,
    inflate: bool,
    stride: usize,
    size: u64,
    at: u64,
    spent: u64,
    reads: u32,
    streamed: bool,
    exif: Exif,
    // One of these is used. They start as zeros, which costs less code than a choice.
    scan: bool,
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
            inflate: false,
            stride: 0,
            size,
            at: 0,
            spent: 0,
            reads: 0,
            streamed: false,
            exif: Exif::new(),
            scan: false,
            png: Png::new(),
            gif: Gif::new(),
            webp: Webp::new(),
            pdf: Pdf::new(),
            iso: Iso::new(),
            ebml: Ebml::new(),
        }
    }

    /// Says that the file comes in as a stream: its end is then not looked at for its own sake.
    #[must_use]
    pub const fn streamed(mut self) -> Self {
        self.streamed = true;
        self
    }

    /// Says the size of the file again: it may only have become less.
    #[cfg(feature = "media")]
    pub(crate) fn resize(&mut self, size: u64, streamed: bool) {
        self.streamed = streamed;
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
        let inflated = mem::take(&mut self.inflate);
        if !inflated && bytes.len() < self.asked && end < self.size {
            self.size = end;
            self.facts.cut(true);
        }
        let mut window = Window::new(at, if inflated { &[] } else { bytes }, self.size, self.at);
        window.streamed = self.streamed;
        window.inflated = Some(bytes).filter(|_| inflated);
        let ran = self.run(&mut window);
        self.at = window.at;
        match window.stop() {
            _ if ran.is_some() => {}
            stop @ (Stop::Need(length) | Stop::Inflate(length)) => {
                let next = self.at;
                // Reads that follow each other grow, as the file is being walked.
                let follows = next >= at && next <= plus(end, limits.jump as u64) && !bytes.is_empty();
                self.stride = if follows {
                    self.stride.saturating_mul(2).min(limits.largest)
                } else if self.reads == 0 {
                    limits.first
                } else {
                    limits.jump
                };
                let left = usize::try_from(self.size.saturating_sub(next)).unwrap_or(MAX_READ);
                self.inflate = matches!(stop, Stop::Inflate(_));
                let length = if self.inflate { length } else { length.max(self.stride).min(left) };
                self.asked = length;
                self.spent = plus(self.spent, length as u64);
                self.reads = self.reads.saturating_add(1);
                if self.spent <= limits.bytes && self.reads <= limits.reads {
                    let at = next;
                    return Ok(if self.inflate { Step::Inflate { at, length } } else { Step::Read { at, length } });
                }
                if !self.facts.answers() {
                    return Err(Refusal::TooLarge);
                }
            }
            // Nothing is left of a detour by here.
            Stop::Detour => {}
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
        }
        loop {
            if self.exif.is_pending() {
                self.exif.run(window, &mut self.facts)?;
            }
            let ran = self.parse(window);
            if ran.is_some() || window.stop() != Stop::Detour {
                return ran;
            }
        }
    }

    fn parse(&mut self, window: &mut Window<'_>) -> Option<()> {
        let (exif, facts) = (&mut self.exif, &mut self.facts);
        match facts.container {
            container if !container.is_read() => window.refuse(Refusal::Unrecognised),
            Container::Jpeg => jpeg::run(&mut self.scan, exif, window, facts),
            Container::Png => self.png.run(exif, window, facts),
            Container::Gif => self.gif.run(window, facts),
            Container::Webp => self.webp.run(exif, window, facts),
            Container::Pdf => self.pdf.run(window, facts),
            Container::Matroska | Container::Webm => self.ebml.run(window, facts),
            _ => self.iso.run(exif, window, facts),
        }
    }

    /// Adds what follows from the facts, and takes back what the size of the file rules out.
    #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
    fn finish(&mut self) {
        let bytes = self.size as f64;
        let facts = &mut self.facts;
        facts.set(Field::Bytes, bytes);
        facts.turn();
        let whole = ratio(bytes * 8.0, facts.get(Field::Duration).unwrap_or(0.0));
        facts.set_positive(Field::BitRate, whole);
        let above = |field: Field, most: f64| facts.get(field).is_some_and(|value| value > most);
        // A frame takes some bytes, and so does a page.
        let (frames, pages) = (above(Field::Frames, bytes / 8.0), above(Field::Pages, bytes / 4.0));
        // Where one rate is not to be believed, the other was stated by the same writer.
        let rates = !facts.is(Field::Truncated)
            && [Field::VideoBitRate, Field::AudioBitRate].map(|field| above(field, whole * 1.05)).contains(&true);
        for (wrong, field) in [
            (frames, Field::Frames),
            (pages, Field::Pages),
            (rates && whole > 0.0, Field::VideoBitRate),
            (rates && whole > 0.0, Field::AudioBitRate),
        ] {
            if wrong {
                facts.forget(field);
            }
        }
    }
}

/// Names the format by its first bytes. Matroska and QuickTime are narrowed down later. Formats that are not read are
/// named too, so that an upload can tell them from files that are not media.
fn recognise(window: &mut Window<'_>) -> Container {
    match (window.be32(0, 4), window.be32(4, 4), window.be32(8, 4)) {
        // With fill bytes, or stray zeros, before the next marker.
        (0xffd8_ff00..=0xffd8_ffff | 0xffd8_0000..=0xffd8_00ff, ..) => Container::Jpeg,
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
        // The kind of its streams: pictures by the number that stands for them, or sound.
        (0x3026_b275, 0x8e66_cf11, _) if window.past(b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11") => Container::Asf,
        (0x3026_b275, 0x8e66_cf11, _) => Container::Wma,
        (OGG_, ..) if window.past(b"theora") => Container::Ogv,
        (OGG_, ..) => Container::Ogg,
        (0x1f07_0000..=0x1f07_00ff, ..) => Container::Dv,
        (0x060e_2b34, 0x0205_0101, _) => Container::Mxf,
        (RMF_, ..) => Container::RealMedia,
        // A parameter set, or the delimiter before it, with what its first byte has to be.
        (0x0000_0001, 0x6742_0000..=0x67f4_ffff | 0x2742_0000..=0x27f4_ffff | 0x0910_0000..=0x09f0_ffff, _) => {
            Container::H264
        }
        (0x0000_0001, 0x4001_0c00..=0x4001_0cff | 0x4601_0000..=0x4601_ffff, _) => Container::H265,
        (0x0000_0100, 0x0100_0000..=0x20ff_ffff, _) if window.be(5, 1) == 0 && window.be(9, 1) == 0 => Container::Ico,
        (0xff4f_ff51, ..) => Container::J2c,
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
    RMF_ b".RMF" OGG_ b"OggS" SVG_ b"<svg" XML_ b"<?xm"
}
