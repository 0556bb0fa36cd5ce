//! The facts that a probe finds, in the units its users compare.

/// The form in which a fact is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A number.
    Number,
    /// True or false; 1 or 0 among the numbers.
    Flag,
    /// One of these words; its place among the numbers.
    Word(&'static [&'static str]),
}

/// A fact as JavaScript shows it.
#[derive(Debug)]
pub struct FactRow {
    /// The name of the property.
    pub name: &'static str,
    /// The form in which it is shown.
    pub form: Form,
    /// The lines that document it.
    pub docs: &'static [&'static str],
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $field:ident = $name:literal $form:expr;)*) => {
        /// A number among the facts. It is absent where the file does not say, or where the question makes no sense for
        /// its kind: a photo has no duration, a film no page count. Flags are 0 or 1, words their place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum FactId { $($(#[doc = $doc])+ $field),* }

        /// The facts in the order of [`FactId`]. `lib/media/probe.js`, `media-facts.d.ts` and what the rules are given
        /// are made from it.
        pub static FACTS: &[FactRow] = &[$(FactRow { name: $name, form: $form, docs: &[$($doc),+] }),*];
    };
}

use Form::{Flag, Number, Word};

facts! {
    /// Size of the file in bytes.
    Bytes = "bytes" Number;
    /// Width of the stored picture in pixels, before any rotation.
    PixelWidth = "pixelWidth" Number;
    /// Height of the stored picture in pixels, before any rotation.
    PixelHeight = "pixelHeight" Number;
    /// Width in pixels as shown: pixel aspect, rotation and EXIF orientation applied.
    DisplayWidth = "displayWidth" Number;
    /// Height in pixels as shown: pixel aspect, rotation and EXIF orientation applied.
    DisplayHeight = "displayHeight" Number;
    /// The displayed width of a stored pixel, as a multiple of its height: 1 if pixels are square.
    PixelAspect = "pixelAspect" Number;
    /// Degrees by which the stored picture is to be turned clockwise: 0, 90, 180 or 270.
    Rotation = "rotation" Number;
    /// EXIF orientation, 1 to 8.
    Orientation = "orientation" Number;
    /// Seconds from the first to the last moment shown; of GIF and WebP animations, the sum of their delays. Absent
    /// where finding the end takes more reading than is done.
    Duration = "duration" Number;
    /// Average frames a second, to a thousandth. Of a film in fragments, of those that were read.
    FrameRate = "frameRate" Number;
    /// MPEG-4 object type of AAC in the MP4 family: 2 is AAC-LC, 5 HE-AAC, 29 HE-AAC v2, 42 xHE-AAC.
    AacObjectType = "aacObjectType" Number;
    /// Audio channels. Absent where the file gives only a placeholder, such as for MP3 in MP4.
    Channels = "channels" Number;
    /// Audio samples a second, as heard.
    SampleRate = "sampleRate" Number;
    /// Bits a second of the whole file: its bytes over its duration.
    BitRate = "bitRate" Number;
    /// Average bits a second of the video track: measured where the table of its samples has at most 64 KiB, else as
    /// the file states it. Absent where the file states more than it can hold.
    VideoBitRate = "videoBitRate" Number;
    /// The same of the audio track.
    AudioBitRate = "audioBitRate" Number;
    /// Frames of a picture: 1, or more where it is animated. Absent where counting takes more reading than is done.
    Frames = "frames" Number;
    /// Pages of a PDF. Absent where the file does not say in reach, or says what its size rules out.
    Pages = "pages" Number;
    /// Video tracks, the pictures of a cover not among them.
    VideoTracks = "videoTracks" Number;
    /// Audio tracks.
    AudioTracks = "audioTracks" Number;
    /// Bits of a colour sample: 8, or more. Of H.264, HEVC, AV1 and VP9.
    BitDepth = "bitDepth" Number;
    /// The video codec's own number of its profile. H.264: 66 Baseline, 77 Main, 100 High, 110 High 10; HEVC: 1 Main,
    /// 2 Main 10; AV1 and VP9: 0 to 3.
    Profile = "profile" Number;
    /// The video codec's level as it is written: 4.1, 5.2.
    Level = "level" Number;
    /// The chroma subsampling of H.264, HEVC, AV1 and VP9.
    Chroma = "chroma" Word(&["4:0:0", "4:2:0", "4:2:2", "4:4:4"]);
    /// Colours of a JPEG: one component, three, or the four of print.
    ColorModel = "colorModel" Word(&["gray", "rgb", "cmyk"]);
    /// True if a track of an MP4 or QuickTime file has an edit list, even one that changes nothing.
    EditLists = "editLists" Flag;
    /// True if the movie header comes before the media data ("fast start").
    MoovFirst = "moovFirst" Flag;
    /// True if the media data comes in movie fragments.
    Fragmented = "fragmented" Flag;
    /// True if a picture has more than one frame.
    Animated = "animated" Flag;
    /// True if the video is graded for high dynamic range: PQ, HLG or Dolby Vision.
    Hdr = "hdr" Flag;
    /// True if more than a fiftieth of the frames last over a tenth longer or shorter than the average. Of MP4 and
    /// QuickTime files without fragments.
    VariableFrameRate = "variableFrameRate" Flag;
    /// Present and true where the file says where it was taken, in EXIF or QuickTime metadata.
    Location = "location" Flag;
    /// True if the file ends before its own structure says it does: an upload or download that broke off. Absent where
    /// the end was not checked.
    Truncated = "truncated" Flag;
}

const FIELDS: usize = FACTS.len();
const _: () = assert!(FIELDS <= u64::BITS as usize, "`known` has one bit for each fact");

/// The known facts about a file. `lib/media/probe.js` reads it as it lies in memory.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Facts {
    numbers: [f64; FIELDS],
    /// One bit for each number that is there.
    known: u64,
    /// The real container, from the bytes and never from the name.
    pub container: Container,
    /// Codec of the first video track.
    pub video: Codec,
    /// Codec of the first audio track.
    pub audio: Codec,
}

/// The layout of the state in memory, for `lib/media/probe.js`: offsets in bytes. The three words of the next read
/// follow the facts: its length, 1 if it is to be inflated, and the number of bytes fed so far.
pub mod layout {
    use super::Facts;
    use core::mem::offset_of;

    /// Two words, with a bit for each known fact.
    pub const KNOWN: usize = offset_of!(Facts, known);
    /// Three bytes: container, video codec, audio codec.
    pub const CODES: usize = offset_of!(Facts, container);
    /// Three words: the next read.
    pub const NEXT_READ: usize = size_of::<Facts>();

    const _: () = assert!(
        offset_of!(Facts, numbers) == 0
            && offset_of!(Facts, video) == CODES.wrapping_add(1)
            && offset_of!(Facts, audio) == CODES.wrapping_add(2)
    );
}

impl Facts {
    pub(super) const fn new() -> Self {
        let none = Codec::None;
        Self { container: Container::Unknown, video: none, audio: none, numbers: [0.0; FIELDS], known: 0 }
    }

    /// A number, where it is known.
    #[must_use]
    #[inline(never)]
    pub fn get(&self, field: FactId) -> Option<f64> {
        let there = 1_u64.wrapping_shl(field as u32) & self.known != 0;
        self.numbers.get(field as usize).copied().filter(|_| there)
    }

    /// True if a flag is known and set.
    #[must_use]
    pub fn is(&self, field: FactId) -> bool {
        self.get(field).is_some_and(|flag| flag > 0.0)
    }

    #[inline(never)]
    pub(super) fn set(&mut self, field: FactId, value: f64) {
        if let Some(number) = self.numbers.get_mut(field as usize) {
            *number = value;
            self.known |= 1_u64.wrapping_shl(field as u32);
        }
    }

    /// Notes a number that is absent where it is 0 or no number.
    #[inline(never)]
    pub(super) fn set_positive(&mut self, field: FactId, value: f64) {
        if value > 0.0 && value.is_finite() {
            self.set(field, value);
        }
    }

    /// Notes a count that is absent where it is 0.
    #[inline(never)]
    pub(super) fn count(&mut self, field: FactId, value: u32) {
        self.set_positive(field, f64::from(value));
    }

    #[inline(never)]
    pub(super) fn flag(&mut self, field: FactId, value: bool) {
        self.set(field, f64::from(value));
    }

    /// Removes a number that is above a limit, and says if it was.
    #[inline(never)]
    pub(super) fn forget_above(&mut self, field: FactId, limit: f64) -> bool {
        let above = self.get(field).is_some_and(|value| value > limit);
        if above {
            self.known &= !1_u64.wrapping_shl(field as u32);
        }
        above
    }

    /// Notes that the file is truncated, if it is.
    pub(super) fn mark_truncated(&mut self, truncated: bool) {
        if truncated {
            self.flag(FactId::Truncated, true);
        }
    }

    /// Notes that the end of the file was checked: it is complete, unless it was found to be truncated.
    pub(super) fn mark_checked(&mut self) {
        let truncated = self.is(FactId::Truncated);
        self.flag(FactId::Truncated, truncated);
    }

    /// True if the size of a picture is known.
    #[inline(never)]
    pub(super) fn knows_size(&self) -> bool {
        self.get(FactId::PixelWidth).is_some()
    }

    /// The broad kind of the file, which for a container of films depends on whether it holds one.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.container {
            Container::Unknown | Container::Pdf => Kind::Document,
            container if container.is_picture() => Kind::Image,
            // Podcasts have pictures in a track of their own.
            _ if self.audio != Codec::None && (self.video == Codec::None || self.container == Container::M4a) => {
                Kind::Audio
            }
            _ => Kind::Video,
        }
    }

    /// The real MIME type.
    #[must_use]
    pub fn mime(&self) -> &'static str {
        let row = self.container.row();
        if self.kind() == Kind::Audio { row.audio_mime } else { row.mime }
    }

    /// True if enough is known to answer without the part of the file that cannot be had.
    pub(super) fn answers(&self) -> bool {
        let named = self.video != Codec::None || self.audio != Codec::None;
        named || self.knows_size() || self.container == Container::Pdf
    }

    /// The stored size of a picture, and the size it is shown in after clockwise quarter turns. A size of 0 is unknown.
    #[inline(never)]
    pub(super) fn set_size(&mut self, width: u32, height: u32, pixel_aspect: f64, turns: u32) {
        self.count(FactId::PixelWidth, width);
        self.count(FactId::PixelHeight, height);
        self.set(FactId::PixelAspect, pixel_aspect);
        self.set(FactId::Rotation, f64::from(turns) * 90.0);
        if width > 0 && height > 0 {
            self.set_shown((f64::from(width) * pixel_aspect + 0.5).floor(), f64::from(height), turns & 1 == 1);
        }
    }

    /// The size that a picture is shown in, told before it is turned.
    pub(super) fn set_shown(&mut self, width: f64, height: f64, sideways: bool) {
        self.set(FactId::DisplayWidth, if sideways { height } else { width });
        self.set(FactId::DisplayHeight, if sideways { width } else { height });
    }

    /// Turns a photo as its EXIF orientation says.
    pub(super) fn turn(&mut self) {
        let read = |field| self.get(field).unwrap_or(0.0) as u32;
        // Turns by orientation, a digit each: none up to 2, two for 3 and 4, one for 5 and 6, three for 7 and 8.
        let turns = 0o331_122_000_u32.wrapping_shr(read(FactId::Orientation).wrapping_mul(3)) & 3;
        let (width, height) = (read(FactId::PixelWidth), read(FactId::PixelHeight));
        if turns > 0 {
            self.set_size(width, height, 1.0, turns);
        }
    }

    /// The size of a photo of one frame.
    #[inline(never)]
    pub(super) fn set_photo(&mut self, width: u32, height: u32) {
        self.set_size(width, height, 1.0, 0);
        self.set_frames(1);
    }

    #[inline(never)]
    pub(super) fn set_frames(&mut self, frames: u32) {
        self.count(FactId::Frames, frames);
        self.flag(FactId::Animated, frames > 1);
    }
}

/// A quotient, or 0 where it would be no positive number.
#[inline(never)]
pub(super) fn ratio(over: f64, under: f64) -> f64 {
    let quotient = over / under;
    if quotient > 0.0 && quotient.is_finite() { quotient } else { 0.0 }
}

/// Frames a second to a thousandth, so that 1001/30000 s and 33,366,667 ns a frame both read 29.97; 0 where there is
/// none.
#[inline(never)]
pub(super) fn frame_rate(frames: f64, seconds: f64) -> f64 {
    (ratio(frames, seconds) * 1000.0 + 0.5).floor() / 1000.0
}

/// The broad kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A picture, moving or not.
    Image,
    /// A film, with or without sound.
    Video,
    /// Sound only.
    Audio,
    /// Pages.
    Document,
}

impl Kind {
    /// The name in the facts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
        }
    }
}

/// The known file formats. From [`Container::Tiff`] on they are recognised but not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
#[allow(missing_docs, reason = "the table below says what each one is")]
#[repr(u8)]
pub enum Container {
    Unknown,
    Mp4,
    Mov,
    M4v,
    M4a,
    ThreeGp,
    Webm,
    Matroska,
    Jpeg,
    Png,
    Gif,
    Webp,
    Heic,
    Heif,
    Avif,
    Pdf,
    Tiff,
    Bmp,
    Jxl,
    Jp2,
    Svg,
    Psd,
    Avi,
    Mpeg,
    MpegTs,
    Flv,
    Asf,
    Wma,
    Ogv,
    Ogg,
    Dv,
    Mxf,
    RealMedia,
    H264,
    H265,
    Ico,
    J2c,
}

/// The fixed values of a container.
#[derive(Debug)]
pub struct Row {
    /// The name in the facts; empty for a format that is not read.
    pub name: &'static str,
    /// Its MIME type.
    pub mime: &'static str,
    /// Its MIME type where it holds sound only.
    pub audio_mime: &'static str,
    /// Other MIME types that browsers and servers truthfully call it by, separated by spaces.
    pub aliases: &'static str,
}

const fn row(name: &'static str, mime: &'static str, audio_mime: &'static str, aliases: &'static str) -> Row {
    Row { name, mime, audio_mime, aliases }
}

/// The fixed values of each container, in the order of [`Container`]. The package's own JavaScript is made from it.
pub static CONTAINERS: [Row; 37] = [
    row("", "", "", ""),
    row("mp4", "video/mp4", "audio/mp4", "application/mp4 video/x-m4v audio/x-m4a"),
    row("mov", "video/quicktime", "video/quicktime", ""),
    row("m4v", "video/x-m4v", "audio/mp4", "video/mp4 audio/x-m4a"),
    row("m4a", "video/mp4", "audio/mp4", "audio/x-m4a audio/aac video/mp4"),
    row("3gp", "video/3gpp", "audio/3gpp", "video/3gpp2 video/mp4"),
    row("webm", "video/webm", "audio/webm", "video/x-matroska"),
    row("matroska", "video/x-matroska", "audio/x-matroska", "video/matroska"),
    row("jpeg", "image/jpeg", "", "image/jpg image/pjpeg"),
    row("png", "image/png", "", "image/apng"),
    row("gif", "image/gif", "", ""),
    row("webp", "image/webp", "", ""),
    row("heic", "image/heic", "", "image/heif"),
    row("heif", "image/heif", "", "image/heic"),
    row("avif", "image/avif", "", "image/heif"),
    row("pdf", "application/pdf", "", ""),
    row("", "image/tiff", "", ""),
    row("", "image/bmp", "", ""),
    row("", "image/jxl", "", ""),
    row("", "image/jp2", "", ""),
    row("", "image/svg+xml", "", ""),
    row("", "image/vnd.adobe.photoshop", "", ""),
    row("", "video/x-msvideo", "", ""),
    row("", "video/mpeg", "", ""),
    row("", "video/mp2t", "", ""),
    row("", "video/x-flv", "", ""),
    row("", "video/x-ms-asf", "", ""),
    row("", "audio/x-ms-wma", "", ""),
    row("", "video/ogg", "", ""),
    row("", "audio/ogg", "", ""),
    row("", "video/x-dv", "", ""),
    row("", "application/mxf", "", ""),
    row("", "application/vnd.rn-realmedia", "", ""),
    row("", "video/h264", "", ""),
    row("", "video/h265", "", ""),
    row("", "image/vnd.microsoft.icon", "", ""),
    row("", "image/j2c", "", ""),
];

impl Container {
    /// True if it holds pictures and no film.
    const fn is_picture(self) -> bool {
        self as u8 >= Self::Jpeg as u8 && self as u8 <= Self::Avif as u8
    }

    /// True for the formats whose facts are read.
    pub(super) const fn is_read(self) -> bool {
        self as u8 >= Self::Mp4 as u8 && self as u8 <= Self::Pdf as u8
    }

    /// The row of the table.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "one row a variant, which a test holds")]
    pub fn row(self) -> &'static Row {
        &CONTAINERS[self as usize]
    }
}

/// A codec that has a name here. Its number is its place in [`CODECS`], which tables in the bytes of a file's own names
/// lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Codec(pub(super) u8);

macro_rules! codecs {
    ($($number:literal $codec:ident $name:literal)*) => {
        #[allow(missing_docs, reason = "the names say what each one is")]
        #[allow(non_upper_case_globals, reason = "they are used as the variants of an enum")]
        impl Codec {
            $(pub const $codec: Self = Self($number);)*
        }

        /// The names in the facts, in the order of their numbers.
        pub static CODECS: &[&str] = &[$($name),*];
    };
}

// `None` is a missing track; `Other` is a codec without a name here.
codecs! {
    0 None "" 1 H264 "h264" 2 Hevc "hevc" 3 Av1 "av1" 4 Vp8 "vp8" 5 Vp9 "vp9" 6 Mpeg4 "mpeg4" 7 Mpeg2 "mpeg2"
    8 Mpeg1 "mpeg1" 9 H263 "h263" 10 Mjpeg "mjpeg" 11 ProRes "prores" 12 Theora "theora" 13 Aac "aac" 14 Mp3 "mp3"
    15 Mp2 "mp2" 16 Ac3 "ac3" 17 Eac3 "eac3" 18 Opus "opus" 19 Vorbis "vorbis" 20 Flac "flac" 21 Alac "alac"
    22 Pcm "pcm" 23 Dts "dts" 24 Amr "amr" 25 Other "other"
}

impl Codec {
    /// The name in the facts.
    #[must_use]
    pub fn name(self) -> &'static str {
        CODECS.get(self.0 as usize).copied().unwrap_or_default()
    }

    /// The codec of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        CODECS.iter().position(|known| *known == name).and_then(|place| u8::try_from(place).ok()).map(Self)
    }

    /// True if it codes pictures.
    #[must_use]
    pub const fn is_video(self) -> bool {
        self.0 <= Self::Theora.0
    }

    /// This one, or else the other.
    pub(super) const fn or(self, other: Self) -> Self {
        if matches!(self, Self::None) { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_container_and_codec_has_its_row() {
        assert_eq!(Container::Mp4.row().name, "mp4");
        assert_eq!(Container::Jpeg.row().name, "jpeg");
        assert_eq!(Container::Pdf.row().name, "pdf");
        assert_eq!(Container::Ogg.row().mime, "audio/ogg");
        assert_eq!(Container::J2c.row().mime, "image/j2c");
        assert_eq!(CONTAINERS.len(), Container::J2c as usize + 1);
        assert_eq!(FACTS[FactId::Chroma as usize].name, "chroma");
        assert_eq!(Codec::H264.name(), "h264");
        assert_eq!(Codec::Aac.name(), "aac");
        assert_eq!(Codec::Other.name(), "other");
        assert_eq!(CODECS.len(), Codec::Other.0 as usize + 1);
    }

    #[test]
    fn frame_rates_read_alike_from_ticks_and_from_nanoseconds() {
        assert_eq!(frame_rate(30000.0, 1001.0), 29.97);
        assert_eq!(frame_rate(1e9, 33_333_333.0 * 1.0), 30.0);
        assert_eq!(frame_rate(1.0, 0.0), 0.0);
        assert_eq!(frame_rate(0.0, 0.0), 0.0);
    }
}
