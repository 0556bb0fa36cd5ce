//! A track of a movie: its sample entry and its tables.

use super::super::facts::{Codec, frame_rate, ratio};
use super::super::file::{be, be32, from, plus, tags};
use super::super::picture::Picture;
use super::super::sound::{Sound, aac, descriptor};

tags! {
    VIDE b"vide" PICT b"pict" SOUN b"soun" SAMR b"samr" SAWB b"sawb" MLPA b"mlpa"
}

/// A track, as far as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    pub(super) id: u32,
    pub(super) handler: u32,
    /// Ticks a second.
    pub(super) timescale: u32,
    pub(super) duration: u64,
    /// The size on the track header, in 1/65536 pixels.
    pub(super) shown_width: u32,
    pub(super) shown_height: u32,
    /// Clockwise quarter turns.
    pub(super) turns: u32,
    /// Known once a sample entry was read. Only the first counts.
    pub(super) codec: Codec,
    pub(super) is_picture: bool,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) aspect: f64,
    pub(super) picture: Picture,
    pub(super) sound: Sound,
    /// The bit rate that the file states, and the bytes of all samples if they were added up.
    pub(super) bit_rate: u32,
    pub(super) bytes: u64,
    pub(super) samples: u64,
    /// Ticks of each sample if all have the same; if they are known; if they vary.
    pub(super) ticks: u32,
    pub(super) is_timed: bool,
    pub(super) is_uneven: bool,
    /// The first and last tick of the fragments, and their counted samples and ticks.
    pub(super) started: bool,
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) fragment_samples: u64,
    pub(super) fragment_ticks: u64,
}

impl Track {
    pub(super) const fn new() -> Self {
        Self {
            id: 0,
            handler: 0,
            timescale: 0,
            duration: 0,
            shown_width: 0,
            shown_height: 0,
            turns: 0,
            codec: Codec::None,
            is_picture: false,
            width: 0,
            height: 0,
            aspect: 0.0,
            picture: Picture::new(),
            sound: Sound { channels: 0, sample_rate: 0, object_type: 0 },
            bit_rate: 0,
            bytes: 0,
            samples: 0,
            ticks: 0,
            is_timed: false,
            is_uneven: false,
            started: false,
            start: 0,
            end: 0,
            fragment_samples: 0,
            fragment_ticks: 0,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "ticks of a film fit 53 bits")]
    #[inline(never)]
    pub(super) fn seconds(&self, ticks: u64) -> f64 {
        ratio(ticks as f64, f64::from(self.timescale))
    }

    #[allow(clippy::cast_precision_loss, reason = "samples of a film fit 53 bits")]
    pub(super) fn frame_rate(&self) -> f64 {
        let (samples, ticks) = if self.fragment_ticks > 0 {
            (self.fragment_samples, self.fragment_ticks)
        } else if self.ticks > 0 {
            (1, u64::from(self.ticks))
        } else {
            (self.samples, self.duration)
        };
        frame_rate(samples as f64, self.seconds(ticks))
    }

    /// Bits a second: measured, or else as the file states it.
    #[allow(clippy::cast_precision_loss, reason = "bytes of a film fit 53 bits")]
    pub(super) fn bit_rate(&self) -> f64 {
        let measured = ratio(self.bytes as f64 * 8.0, self.seconds(self.duration));
        if measured > 0.0 { (measured + 0.5).floor() } else { f64::from(self.bit_rate) }
    }

    /// Reads the start of a table of sample durations: the number of samples in a row, and the ticks of each.
    pub(super) fn read_durations(&mut self, body: &[u8]) {
        self.ticks = if be(body, 4, 4) == 1 { be32(body, 12, 4) } else { 0 };
        let rows = || from(body, 8).as_chunks::<8>().0.iter().map(|row| (be(row, 0, 4), be(row, 4, 4)));
        let (mut samples, mut ticks) = (0, 0);
        for (count, delta) in rows() {
            samples = plus(samples, count);
            // Both fit 32 bits.
            ticks = plus(ticks, count.wrapping_mul(delta));
        }
        let mean = ticks.checked_div(samples).unwrap_or(0);
        // A tick more or less is rounding.
        let slack = plus(mean.wrapping_div(10), 1);
        let mut uneven = 0_u64;
        for (count, delta) in rows() {
            if delta.abs_diff(mean) > slack {
                uneven = plus(uneven, count);
            }
        }
        self.is_timed = samples > 1;
        self.is_uneven = uneven.wrapping_mul(50) > samples;
    }

    /// Reads a table of sample sizes, of one size for all (`stsz`) or of half a byte to two each (`stz2`).
    pub(super) fn read_sizes(&mut self, body: &[u8], compact: bool) {
        self.samples = be(body, 8, 4);
        let size = be(body, 4, 4);
        let table = from(body, 12);
        // QuickTime counts sound in other units than bytes where a sample has one.
        self.bytes = 0;
        if compact || size == 1 {
            return;
        }
        if size > 0 {
            self.bytes = self.samples.wrapping_mul(size);
        } else if self.samples.wrapping_mul(4) <= table.len() as u64 {
            for size in table.as_chunks::<4>().0 {
                self.bytes = plus(self.bytes, be(size, 0, 4));
            }
        }
    }

    /// Reads a sample entry: the codec, and the size or the channels. Returns where its boxes begin, or `None` to skip
    /// it.
    pub(super) fn read_entry(&mut self, body: &[u8], tag: u32) -> Option<u64> {
        let codec = codec_of(tag);
        let is_picture = match self.handler {
            VIDE | PICT => true,
            SOUN => false,
            // A track of another kind, or one whose handler comes later.
            _ if codec == Codec::None => return None,
            _ => codec.is_video(),
        };
        if self.codec != Codec::None {
            return None;
        }
        (self.codec, self.is_picture) = (codec.or(Codec::Other), is_picture);
        if is_picture {
            (self.width, self.height) = (be32(body, 24, 2), be32(body, 26, 2));
            return Some(78);
        }
        // QuickTime has longer entries, versions 1 and 2. Version 2 counts in floats.
        self.sound.channels = be32(body, 16, 2);
        // With a fraction of 16 bits, but for TrueHD.
        self.sound.sample_rate = match be32(body, 24, 2) {
            0 => be32(body, 24, 4),
            rate => rate,
        };
        match tag {
            // AMR has one channel, and a fixed rate for each of its two kinds. 3GPP TS 26.244.
            SAMR => (self.sound.channels, self.sound.sample_rate) = (1, 8000),
            SAWB => (self.sound.channels, self.sound.sample_rate) = (1, 16000),
            // TrueHD says its channels in its own stream.
            MLPA => self.sound.channels = 0,
            _ => {}
        }
        Some(match be32(body, 8, 2) {
            1 => 44,
            2 => {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
                let rate = f64::from_bits(be(body, 32, 8)) as u32;
                self.sound.sample_rate = rate;
                self.sound.channels = be32(body, 40, 4);
                64
            }
            _ => 28,
        })
    }

    /// Reads the descriptors of MPEG-4: an `mp4a` or `mp4v` entry says no more than that they follow.
    pub(super) fn read_descriptors(&mut self, body: &[u8]) {
        let found = descriptor(from(body, 4));
        self.codec = found.codec.or(self.codec);
        if found.bit_rate > 0 {
            self.bit_rate = found.bit_rate;
        }
        match self.codec {
            Codec::Aac => aac(found.config, &mut self.sound),
            // Writers put 2 there for one channel too.
            Codec::Mp3 | Codec::Mp2 if self.sound.channels == 2 => self.sound.channels = 0,
            _ => {}
        }
        // MPEG-4 ALS has no name here.
        if self.sound.object_type == 36 {
            (self.codec, self.sound.object_type) = (Codec::Other, 0);
        }
    }

    /// The pixel aspect of a video track: as its sample entry says, or else as its header stretches it.
    pub(super) fn pixel_aspect(&self) -> f64 {
        let (wide, high) = (f64::from(self.shown_width), f64::from(self.shown_height));
        let (width, height) = (f64::from(self.width) * 65536.0, f64::from(self.height) * 65536.0);
        // A header that is a pixel off rounds, it does not stretch.
        let stretched = (wide - width).abs() >= 65536.0 || (high - height).abs() >= 65536.0;
        let header = if stretched { ratio(wide * height, high * width) } else { 1.0 };
        if self.aspect > 0.0 {
            self.aspect
        } else if header > 0.0 {
            header
        } else {
            1.0
        }
    }
}

/// The codecs of sample entries: their number and the four letters.
#[rustfmt::skip]
static CODECS: [[u8; 5]; 54] = [
    coded(Codec::H264, b"avc1"), coded(Codec::H264, b"avc3"), coded(Codec::H264, b"dva1"), coded(Codec::H264, b"dvav"),
    coded(Codec::Hevc, b"hvc1"), coded(Codec::Hevc, b"hev1"), coded(Codec::Hevc, b"dvh1"), coded(Codec::Hevc, b"dvhe"),
    coded(Codec::Av1, b"av01"), coded(Codec::Av1, b"dav1"), coded(Codec::Vp8, b"vp08"), coded(Codec::Vp9, b"vp09"),
    coded(Codec::Mpeg4, b"mp4v"), coded(Codec::Mpeg2, b"mpg2"), coded(Codec::Mpeg1, b"mpeg"),
    coded(Codec::Mpeg1, b"m1v "),
    coded(Codec::H263, b"s263"), coded(Codec::Mjpeg, b"jpeg"), coded(Codec::Mjpeg, b"mjpg"),
    coded(Codec::ProRes, b"apch"), coded(Codec::ProRes, b"apcn"), coded(Codec::ProRes, b"apcs"),
    coded(Codec::ProRes, b"apco"), coded(Codec::ProRes, b"ap4h"), coded(Codec::ProRes, b"ap4x"),
    coded(Codec::Aac, b"mp4a"), coded(Codec::Mp3, b".mp3"), coded(Codec::Mp3, b"ms\0\x55"), coded(Codec::Mp2, b".mp2"),
    coded(Codec::Ac3, b"ac-3"), coded(Codec::Ac3, b"sac3"), coded(Codec::Eac3, b"ec-3"), coded(Codec::Opus, b"Opus"),
    coded(Codec::Flac, b"fLaC"), coded(Codec::Alac, b"alac"),
    coded(Codec::Pcm, b"sowt"), coded(Codec::Pcm, b"twos"), coded(Codec::Pcm, b"lpcm"), coded(Codec::Pcm, b"in24"),
    coded(Codec::Pcm, b"in32"), coded(Codec::Pcm, b"fl32"), coded(Codec::Pcm, b"raw "), coded(Codec::Pcm, b"NONE"),
    coded(Codec::Pcm, b"ipcm"), coded(Codec::Pcm, b"fpcm"), coded(Codec::Pcm, b"fl64"),
    coded(Codec::Amr, b"samr"), coded(Codec::Amr, b"sawb"), coded(Codec::Amr, b"sawp"),
    coded(Codec::Dts, b"dtsc"), coded(Codec::Dts, b"dtsh"), coded(Codec::Dts, b"dtsl"), coded(Codec::Dts, b"dtse"),
    coded(Codec::Dts, b"dtsx"),
];

const fn coded(codec: Codec, [a, b, c, d]: &[u8; 4]) -> [u8; 5] {
    [codec.0, *a, *b, *c, *d]
}

/// The codec of a sample entry.
#[inline(never)]
pub(super) fn codec_of(tag: u32) -> Codec {
    let [a, b, c, d] = tag.to_be_bytes();
    CODECS.iter().find(|[_, letters @ ..]| *letters == [a, b, c, d]).map_or(Codec::None, |[codec, ..]| Codec(*codec))
}
