//! The format of a sound track in MP4: the descriptors of MPEG-4 and the boxes of other codecs.

use super::facts::Codec;
use super::file::{be, be32, from};

/// The known facts about a sound track.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sound {
    pub(super) channels: u32,
    pub(super) sample_rate: u32,
    /// 0 where it is not AAC.
    pub(super) object_type: u32,
}

/// The contents of an `esds` box. ISO 14496-1, 7.2.6.
#[derive(Debug)]
pub(super) struct Descriptor<'a> {
    pub(super) codec: Codec,
    pub(super) bit_rate: u32,
    pub(super) config: &'a [u8],
}

/// Reads the payload of an `esds` box after its version and flags. ES_Descriptor, DecoderConfigDescriptor and
/// DecoderSpecificInfo lie in each other, in this order.
#[inline(never)]
pub(super) fn descriptor(bytes: &[u8]) -> Descriptor<'_> {
    let stream = inside(bytes, 3);
    // A number and flags, which announce a dependency and a clock.
    let flags = be32(stream, 2, 1);
    let dependency = if flags & 0x80 == 0 { 3 } else { 5 };
    let clock = if flags & 0x20 == 0 { 0 } else { 2_usize };
    let decoder = inside(from(stream, clock.saturating_add(dependency)), 4);
    let config = inside(from(decoder, 13), 5);
    Descriptor { codec: object_type(be(decoder, 0, 1)), bit_rate: be32(decoder, 9, 4), config }
}

/// The bytes after the tag and the length of a descriptor of this kind, or nothing. Nothing here needs the length: it
/// takes one to four bytes, and all but the last have their high bit set.
#[inline(never)]
fn inside(bytes: &[u8], tag: u64) -> &[u8] {
    if be(bytes, 0, 1) != tag {
        return &[];
    }
    let mut rest = from(bytes, 1);
    while be(rest, 0, 1) & 0x80 != 0 {
        rest = from(rest, 1);
    }
    from(rest, 1)
}

/// The object type indications registered at mp4ra.org, each before its codec.
static OBJECT_TYPES: [(u8, Codec); 26] = [
    (0x20, Codec::Mpeg4),
    (0x21, Codec::H264),
    (0x23, Codec::Hevc),
    (0x40, Codec::Aac),
    (0x60, Codec::Mpeg2),
    (0x61, Codec::Mpeg2),
    (0x62, Codec::Mpeg2),
    (0x63, Codec::Mpeg2),
    (0x64, Codec::Mpeg2),
    (0x65, Codec::Mpeg2),
    (0x66, Codec::Aac),
    (0x67, Codec::Aac),
    (0x68, Codec::Aac),
    (0x69, Codec::Mp3),
    (0x6a, Codec::Mpeg1),
    (0x6b, Codec::Mp3),
    (0x6c, Codec::Mjpeg),
    (0xa5, Codec::Ac3),
    (0xa6, Codec::Eac3),
    (0xa9, Codec::Dts),
    (0xaa, Codec::Dts),
    (0xab, Codec::Dts),
    (0xac, Codec::Dts),
    (0xad, Codec::Opus),
    (0xb1, Codec::Vp9),
    (0xdd, Codec::Vorbis),
];

fn object_type(number: u64) -> Codec {
    OBJECT_TYPES.iter().find(|(known, _)| u64::from(*known) == number).map_or(Codec::None, |(_, codec)| *codec)
}

/// ISO 14496-3, table 1.18.
const RATES: [u32; 13] = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/// Reads an AudioSpecificConfig. ISO 14496-3, 1.6.2.1. It overrules the sample entry, whose channel count is 2
/// for any sound.
#[inline(never)]
pub(super) fn aac(config: &[u8], sound: &mut Sound) {
    let mut bits = Bits { bytes: config, at: 0 };
    if config.len() < 2 {
        return;
    }
    let object = bits.object();
    sound.object_type = object;
    let mut rate = bits.rate();
    let channels = bits.take(4);
    // MPEG-4 ALS says both in its own header: rate, samples, and one channel less. ISO 14496-3, 11.4.
    if object == 36
        && let Some(at) = config.windows(4).position(|word| word == b"ALS\0")
    {
        let own = from(config, at);
        (sound.sample_rate, sound.channels) = (be32(own, 4, 4), be32(own, 12, 2).saturating_add(1));
        return;
    }
    // HE-AAC: the rate of the core comes first, then the rate that is heard.
    if object == 5 || object == 29 {
        rate = bits.rate().or(rate);
    } else if let Some(extended) = implied(config, bits.at) {
        // The same, signalled where old players ignore it.
        sound.object_type = extended.0;
        rate = extended.1.or(rate);
    }
    let parametric = sound.object_type == 29;
    match channels {
        1 if parametric => sound.channels = 2,
        1..=6 => sound.channels = channels,
        7 | 12 | 14 => sound.channels = 8,
        11 => sound.channels = 7,
        _ => {}
    }
    sound.sample_rate = rate.filter(|rate| *rate > 0).unwrap_or(sound.sample_rate);
}

/// The extension of an AAC-LC configuration that announces SBR (0x2b7) and perhaps PS (0x548): object type and rate.
fn implied(config: &[u8], at: usize) -> Option<(u32, Option<u32>)> {
    // GASpecificConfig of AAC-LC with a channel configuration takes three bits.
    let mut bits = Bits { bytes: config, at: at.saturating_add(3) };
    if bits.take(11) != 0x2b7 || bits.object() != 5 || bits.take(1) == 0 {
        return None;
    }
    let rate = bits.rate();
    let parametric = bits.take(11) == 0x548 && bits.take(1) == 1;
    Some((if parametric { 29 } else { 5 }, rate))
}

/// The sound as the box of a codec describes it, over the numbers of the sample entry.
#[inline(never)]
pub(super) fn configure(codec: Codec, box_: &[u8], sound: &mut Sound) {
    let (channels, rate) = match codec {
        // ALACSpecificConfig after version and flags.
        Codec::Alac => (be32(box_, 13, 1), be32(box_, 24, 4)),
        // STREAMINFO after version, flags and the header of its block. RFC 9639, 8.2.
        Codec::Flac => ((be32(box_, 20, 1) >> 1 & 7).wrapping_add(1), be32(box_, 18, 3) >> 4),
        Codec::Opus => (be32(box_, 1, 1), 48000),
        // DTSSpecificBox, ETSI TS 102 114, annex E: the rate alone.
        _ => (sound.channels, be32(box_, 0, 4)),
    };
    if channels > 0 && rate > 0 {
        (sound.channels, sound.sample_rate) = (channels, rate);
    }
}

/// The channels that AC-3's `acmod` stands for, without the bass. ETSI TS 102 366, table 4.3.
static ACMOD: [u8; 8] = [2, 1, 2, 3, 3, 4, 4, 5];

/// Channels in a `dac3` or `dec3` box. ETSI TS 102 366, annex F.
pub(super) fn dolby(bytes: &[u8], enhanced: bool) -> u32 {
    let mut bits = Bits { bytes, at: if enhanced { 28 } else { 10 } };
    let mode = usize::try_from(bits.take(3)).unwrap_or(0);
    let bass = bits.take(1);
    ACMOD.get(mode).map_or(0, |channels| u32::from(*channels).saturating_add(bass))
}

/// Reads bits, the highest first; zeros past the end.
pub(super) struct Bits<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Bits<'_> {
    #[inline(never)]
    fn take(&mut self, count: usize) -> u32 {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.at / 8).copied().unwrap_or(0);
            value = (value << 1) | u32::from((byte >> (7 & !self.at)) & 1);
            self.at = self.at.saturating_add(1);
        }
        value
    }

    /// An unsigned Exp-Golomb number, ITU-T H.264, 9.1.
    #[inline(never)]
    pub(super) fn golomb(&mut self) -> u32 {
        let mut zeros = 0_usize;
        while zeros < 16 && self.take(1) == 0 {
            zeros = zeros.saturating_add(1);
        }
        let rest = self.take(zeros);
        1_u32.wrapping_shl(zeros as u32).wrapping_sub(1).wrapping_add(rest)
    }

    fn object(&mut self) -> u32 {
        match self.take(5) {
            31 => self.take(6).saturating_add(32),
            object => object,
        }
    }

    #[inline(never)]
    fn rate(&mut self) -> Option<u32> {
        match self.take(4) {
            15 => Some(self.take(24)),
            index => RATES.get(usize::try_from(index).unwrap_or(usize::MAX)).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aac_configurations_tell_channels_and_the_rate_that_is_heard() {
        let read = |config: &[u8]| {
            let mut sound = Sound { channels: 2, sample_rate: 1, object_type: 0 };
            aac(config, &mut sound);
            (sound.object_type, sound.sample_rate, sound.channels)
        };
        assert_eq!(read(&[0x12, 0x10]), (2, 44100, 2));
        assert_eq!(read(&[0x11, 0x88]), (2, 48000, 1));
        // SBR signalled explicitly: 22,050 doubled.
        assert_eq!(read(&[0x2b, 0x92, 0x08, 0x00]), (5, 44100, 2));
        // SBR and PS behind a plain LC configuration, mono made stereo.
        assert_eq!(read(&[0x13, 0x88, 0x56, 0xe5, 0xa5, 0x48, 0x80]), (29, 44100, 2));
        assert_eq!(read(&[0x12]), (0, 1, 2));
    }

    #[test]
    fn dolby_counts_the_bass() {
        assert_eq!(dolby(&[0x10, 0x3d, 0x40], false), 6);
        assert_eq!(dolby(&[0x10, 0x11, 0x40], false), 2);
    }
}
