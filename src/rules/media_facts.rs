//! Facts of media files, and constraints of them.

use super::codec::{PackedNames, PackedReader, PackedWriter, numbered};
use super::media_kinds::{MediaKinds, VIDEO};
use super::needs;

numbered! {
    /// A fact of a media file, known only where the caller gives `media`. Those that are read are listed in
    /// [`READ_FACTS`].
    pub enum MediaFact {
        /// Bytes.
        Bytes,
        /// Seconds.
        Duration,
        /// Frames a second.
        FrameRate,
        /// Width as shown.
        Width,
        /// Height as shown.
        Height,
        /// Frames of an animation.
        Frames,
        /// Bits a second.
        BitRate,
        /// Pages of a document.
        Pages,
        /// Audio channels.
        Channels,
        /// Audio samples a second.
        SampleRate,
        /// 1 where the movie header comes first and there is no edit list, else 0.
        Streamable,
        /// The object type of AAC sound: 2 is LC.
        AacType,
        /// 0 grey, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4.
        Chroma,
        /// Bits of a colour sample.
        BitDepth,
        /// 0 grey, 1 three colours, 2 the four of print.
        Colors,
        /// 1 where the file says where it was taken.
        Location,
        /// The shorter side. From here on facts are computed from those before.
        Short,
        /// The longer side.
        Long,
        /// Width over height.
        Ratio,
        /// Width times height.
        Pixels,
        /// Width times height times frames.
        FramePixels,
    }
}

/// The facts that are read, as `media` names them, in the order of [`MediaFact`]. The package's JavaScript is made from
/// it.
pub const READ_FACTS: [&str; MediaFact::Short as usize] = [
    "bytes",
    "duration",
    "frameRate",
    "displayWidth",
    "displayHeight",
    "frames",
    "bitRate",
    "pages",
    "channels",
    "sampleRate",
    "streamable",
    "aacObjectType",
    "chroma",
    "bitDepth",
    "colorModel",
    "location",
];

/// Every name that `media` may give to a container or a codec.
pub const FILE_NAMES: &[&str] = &[
    "mp4", "mov", "m4v", "m4a", "3gp", "webm", "matroska", "jpeg", "png", "gif", "webp", "heic", "heif", "avif", "pdf",
    "h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mpeg2", "mpeg1", "h263", "mjpeg", "prores", "theora", "aac", "mp3",
    "mp2", "ac3", "eac3", "opus", "vorbis", "flac", "alac", "pcm", "dts", "amr", "other",
];

numbered! {
    /// A property of a file that is a name.
    pub enum FileName {
        /// The container.
        Container,
        /// The codec of the video.
        VideoCodec,
        /// The codec of the sound.
        AudioCodec,
    }
}

/// A constraint of the files of the attachments, or of their cover images.
#[derive(Debug, Clone, Copy)]
pub enum FileConstraint<Name = &'static str, Names = &'static [&'static str]> {
    /// The fact lies between these bounds.
    Between(MediaKinds, MediaFact, f32, f32),
    /// The file has at most this many megabytes. Platforms do not say if one is 10⁶ or 2²⁰ bytes: only more than the
    /// larger is an error. What the container of the last name may weigh is limited elsewhere: it gets a warning.
    Megabytes(MediaKinds, u32, Option<Name>),
    /// A file in this container has at most this many bytes.
    BytesIn(MediaKinds, Name, u32),
    /// The container or codec is one of these.
    Named(MediaKinds, FileName, Names),
    /// The container or codec is none of these.
    NotNamed(MediaKinds, FileName, Names),
    /// All files have the same ratio of sides.
    SameRatio(MediaKinds),
    /// The video is no longer than this creator may post.
    CreatorDuration,
    /// The option is a time in milliseconds within the video.
    WithinVideo,
    /// No video with a cover image is a YouTube Short: at most three minutes long, and not wider than high.
    NoShortWithThumbnail,
}

impl FileConstraint {
    /// Writes the constraint.
    pub fn encode(self, to: &mut PackedWriter, intern: &mut dyn FnMut(&'static str) -> u32) {
        match self {
            Self::Between(kinds, fact, min, max) => {
                to.numbers(&[0, u32::from(kinds), fact.number(), min.to_bits(), max.to_bits()]);
            }
            Self::Megabytes(kinds, max, other) => {
                to.numbers(&[1, u32::from(kinds), max, other.map_or(0, |name| intern(name).wrapping_add(1))]);
            }
            Self::BytesIn(kinds, container, max) => to.numbers(&[2, u32::from(kinds), intern(container), max]),
            Self::Named(kinds, which, names) => {
                to.numbers(&[3, u32::from(kinds), which.number()]);
                to.list(&names.iter().map(|name| intern(name)).collect::<Vec<_>>());
            }
            Self::NotNamed(kinds, which, names) => {
                to.numbers(&[4, u32::from(kinds), which.number()]);
                to.list(&names.iter().map(|name| intern(name)).collect::<Vec<_>>());
            }
            Self::SameRatio(kinds) => to.numbers(&[5, u32::from(kinds)]),
            Self::CreatorDuration => to.number(6),
            Self::WithinVideo => to.number(7),
            Self::NoShortWithThumbnail => to.number(8),
        }
    }

    /// The bits of everything without which the constraint is kept.
    pub const fn needs(self) -> u32 {
        needs::FILES
    }

    /// The limit in the sentence of the rule.
    pub const fn limit(self) -> Option<u32> {
        match self {
            Self::Megabytes(_, max, _) | Self::BytesIn(_, _, max) => Some(max),
            Self::Between(..)
            | Self::Named(..)
            | Self::NotNamed(..)
            | Self::SameRatio(_)
            | Self::CreatorDuration
            | Self::WithinVideo
            | Self::NoShortWithThumbnail => None,
        }
    }

    /// The kinds of files that the reference names among the conditions.
    pub const fn described_kinds(self) -> Option<MediaKinds> {
        match self {
            Self::Between(kinds, ..)
            | Self::Megabytes(kinds, ..)
            | Self::Named(kinds, ..)
            | Self::NotNamed(kinds, ..)
            | Self::SameRatio(kinds) => Some(kinds),
            Self::BytesIn(..) | Self::CreatorDuration | Self::WithinVideo | Self::NoShortWithThumbnail => None,
        }
    }

    /// Describes the limits for the reference. Empty for a constraint without any.
    #[cfg(feature = "docs")]
    pub fn describe(self) -> String {
        use super::prose::{any_of, at_most, decimal};
        match self {
            Self::Between(_, fact, min, max) => {
                let (has_min, has_max) = (min.is_finite() && min > 0.0, max.is_finite());
                let range = match (fact.unit(), has_min, has_max) {
                    (None, ..) | (_, false, false) => return String::new(),
                    (_, true, true) => format!("{} to {}", decimal(min), decimal(max)),
                    (_, true, false) => format!("at least {}", decimal(min)),
                    (_, false, true) => format!("at most {}", decimal(max)),
                };
                format!("{range} {}", fact.unit().unwrap_or_default())
            }
            Self::Megabytes(_, max, _) => at_most(max, "MB"),
            Self::BytesIn(_, container, max) => {
                format!("{} as {}", at_most(max, "bytes"), container.to_ascii_uppercase())
            }
            Self::Named(_, _, names) | Self::NotNamed(_, _, names) => {
                any_of(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
            }
            Self::SameRatio(_) | Self::CreatorDuration | Self::WithinVideo | Self::NoShortWithThumbnail => {
                String::new()
            }
        }
    }
}

impl FileConstraint<u32, PackedNames> {
    /// Reads a constraint. None for an unknown tag.
    pub fn decode(from: &mut PackedReader) -> Option<Self> {
        let tag = from.number();
        let kinds = from.small();
        Some(match tag {
            0 => {
                let (fact, min, max) = (MediaFact::from_number(from.number())?, from.number(), from.number());
                Self::Between(kinds, fact, f32::from_bits(min), f32::from_bits(max))
            }
            1 => Self::Megabytes(kinds, from.number(), from.number().checked_sub(1)),
            2 => Self::BytesIn(kinds, from.number(), from.number()),
            3 => Self::Named(kinds, FileName::from_number(from.number())?, PackedNames::decode(from)),
            4 => Self::NotNamed(kinds, FileName::from_number(from.number())?, PackedNames::decode(from)),
            5 => Self::SameRatio(kinds),
            6 => Self::CreatorDuration,
            7 => Self::WithinVideo,
            8 => Self::NoShortWithThumbnail,
            _ => return None,
        })
    }
}

impl<Name, Names> FileConstraint<Name, Names> {
    /// The kinds of files that are looked at.
    pub const fn kinds(&self) -> MediaKinds {
        match self {
            Self::Between(kinds, ..)
            | Self::Megabytes(kinds, ..)
            | Self::BytesIn(kinds, ..)
            | Self::Named(kinds, ..)
            | Self::NotNamed(kinds, ..)
            | Self::SameRatio(kinds) => *kinds,
            Self::CreatorDuration | Self::WithinVideo | Self::NoShortWithThumbnail => VIDEO,
        }
    }
}

impl MediaFact {
    /// The unit in the reference. None for a fact without numbers that people read.
    #[cfg(feature = "docs")]
    const fn unit(self) -> Option<&'static str> {
        Some(match self {
            Self::Bytes => "bytes",
            Self::Duration => "seconds",
            Self::FrameRate => "frames a second",
            Self::Width => "pixels wide",
            Self::Height => "pixels high",
            Self::Frames => "frames",
            Self::BitRate => "bits a second",
            Self::Pages => "pages",
            Self::Channels => "channels",
            Self::SampleRate => "samples a second",
            Self::BitDepth => "bits a colour",
            Self::AacType => "as AAC object type",
            Self::Short => "pixels on the shorter side",
            Self::Long => "pixels on the longer side",
            Self::Ratio => "as width over height",
            Self::Pixels => "pixels in all",
            Self::FramePixels => "pixels in all frames",
            Self::Streamable | Self::Chroma | Self::Colors | Self::Location => return None,
        })
    }
}
