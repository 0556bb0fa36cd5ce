//! The coding of a video track, from the record that goes before it to the decoder. MP4 keeps it in a box, Matroska as
//! private data of the codec.

use super::facts::{Codec, FactId, Facts};
use super::file::be32;
use super::sound::Bits;

/// PQ and HLG among the transfer characteristics of ITU-T H.273; 2 is unspecified.
const PQ: u32 = 16;
const HLG: u32 = 18;
const UNSPECIFIED: u32 = 2;
/// No chroma.
const UNKNOWN: u32 = 4;

/// The known facts about the pictures of a track. A depth of 0 says that no record was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picture {
    profile: u32,
    /// In tenths.
    level: u32,
    chroma: u32,
    depth: u32,
    pub(super) transfer: u32,
    pub(super) dolby: bool,
}

impl Picture {
    pub(super) const fn new() -> Self {
        Self { profile: 0, level: 0, chroma: 0, depth: 0, transfer: 0, dolby: false }
    }

    /// Reads `avcC`, `hvcC`, `av1C` (ISO 14496-15, AV1 in ISOBMFF) or `vpcC`.
    #[inline(never)]
    pub(super) fn configure(&mut self, codec: Codec, record: &[u8]) {
        let byte = |at| be32(record, at, 1);
        let flag = |mask: u32| u32::from(byte(2) & mask != 0);
        (self.profile, self.level, self.chroma, self.depth) = match codec {
            Codec::H264 => {
                let profile = byte(1);
                let (mut chroma, mut depth) = (1, 8);
                // The sequence parameter set, ITU-T H.264, 7.3.2.1.1. Simple profiles leave these out.
                if !matches!(profile, 66 | 77 | 88) {
                    let mut bits = Bits { bytes: record, at: 96 };
                    bits.golomb();
                    chroma = bits.golomb();
                    bits.at = bits.at.saturating_add(usize::from(chroma == 3));
                    depth = bits.golomb().saturating_add(8);
                }
                (profile, byte(3), chroma, depth)
            }
            Codec::Hevc => {
                // Some phones write 0, which is grey, for colours too: that says nothing.
                let chroma = match byte(16) & 3 {
                    0 => UNKNOWN,
                    chroma => chroma,
                };
                (byte(1) & 31, byte(12).wrapping_div(3), chroma, (byte(17) & 7).wrapping_add(8))
            }
            Codec::Av1 => {
                let (level, depth) = (byte(1) & 31, flag(0x40).wrapping_add(flag(0x20)));
                let chroma = 3_u32.wrapping_sub(flag(8)).wrapping_sub(flag(4));
                (
                    byte(1) >> 5,
                    (level >> 2).wrapping_mul(10).wrapping_add(level & 3).wrapping_add(20),
                    if flag(16) > 0 { 0 } else { chroma },
                    depth.wrapping_mul(2).wrapping_add(8),
                )
            }
            Codec::Vp9 => {
                self.transfer = byte(8);
                (byte(4), byte(5), ((byte(6) >> 1) & 7).max(1), byte(6) >> 4)
            }
            _ => return,
        };
    }

    /// Reads the private data of VP9 in WebM: numbered values with a length each. The profile is the first, then level,
    /// depth and chroma. webmproject.org/docs/container.
    pub(super) fn configure_webm(&mut self, bytes: &[u8]) {
        for feature in bytes.as_chunks::<3>().0 {
            let value = u32::from(feature[2]);
            match (feature[0], feature[1]) {
                (1, 1) => self.profile = value,
                (2, 1) => self.level = value,
                (3, 1) => self.depth = value,
                (4, 1) => self.chroma = value.max(1),
                _ => {}
            }
        }
    }

    /// Takes it into the facts.
    pub(super) fn tell(&self, facts: &mut Facts) {
        if (8..=16).contains(&self.depth) {
            facts.count(FactId::BitDepth, self.depth);
            facts.set(FactId::Profile, f64::from(self.profile));
            facts.set_positive(FactId::Level, f64::from(self.level) / 10.0);
            if self.chroma < UNKNOWN {
                facts.set(FactId::Chroma, f64::from(self.chroma));
            }
        }
        let hdr = self.dolby || self.transfer == PQ || self.transfer == HLG;
        // HDR is never coded in eight bits. With more bits it is unknown unless the file states it.
        if hdr || self.depth == 8 || !matches!(self.transfer, 0 | UNSPECIFIED) {
            facts.flag(FactId::Hdr, hdr);
        }
    }
}
