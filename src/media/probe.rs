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
            facts.container = narrow(recognise(window), window)?;
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
    let fits = |pattern: &[u8; LONGEST]| {
        (0..).zip(pattern).all(|(at, wanted)| *wanted == b'?' || window.be(at, 1) == u64::from(*wanted))
    };
    if let Some((found, _)) = SIGNATURES.iter().find(|(_, pattern)| fits(pattern)) {
        return *found;
    }
    match (window.be32(0, 4), window.be32(4, 4)) {
        // Four bytes that are reserved follow its size, and the size of the next header its first.
        (0x424d_0000..=0x424d_ffff, _) if window.be32(6, 4) == 0 && window.be(14, 1) > 0 => Container::Bmp,
        // Each packet of 188 bytes starts with one and the same byte; camcorders write four bytes before it.
        (0x4700_0000..=0x47ff_ffff, _) if window.be(188, 1) == 0x47 && window.be(376, 1) == 0x47 => Container::MpegTs,
        (_, 0x4700_0000..=0x47ff_ffff) if window.be(196, 1) == 0x47 && window.be(388, 1) == 0x47 => Container::MpegTs,
        // Pages hold pictures of this kind too, so a file has to begin as one.
        (XML_, _) if window.past(b"<svg") => Container::Svg,
        // A film or a HEIF picture. Before `ftyp` was invented, QuickTime started with any box. Four of their names are
        // words, which may stand in a text: there the size before them would be letters.
        (0..=0x1fff_ffff, kind) if among(kind, b"wideskipfreeuuid") => Container::Mov,
        (_, kind) if among(kind, b"ftypmoovmdatpnotstypmoofsidx") => Container::Mov,
        // Readers of PDF look for its header in the first 1024 bytes.
        _ if window.past(b"%PDF-") => Container::Pdf,
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

/// How much is read of files whose first bytes do not tell pictures from sound.
const STREAM_HEADERS: u64 = 8192;

/// The kind of an ASF file by the numbers that stand for its streams, and of an Ogg file by their names: sound where there
/// is no other.
fn narrow(container: Container, window: &mut Window<'_>) -> Option<Container> {
    // Marks of pictures, and one of sound.
    let (pictures, sound): (&[&[u8]], &[u8]) = match container {
        Container::Asf => (&[b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11"], b"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11"),
        Container::Ogg => (&[b"theora", b"OVP80", b"\x01video"], b"OggS"),
        _ => return Some(container),
    };
    window.up_to(0, STREAM_HEADERS)?;
    let read = window.read;
    let mut has = |mark: &[u8]| {
        window.read = read;
        window.past(mark)
    };
    let is_sound = !pictures.iter().any(|mark| has(mark)) && has(sound);
    Some(match (container, is_sound) {
        (Container::Asf, true) => Container::Wma,
        (Container::Ogg, false) => Container::Ogv,
        _ => container,
    })
}
