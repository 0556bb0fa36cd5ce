//! WebP: RIFF chunks around VP8 or VP8L, or VP8X with more around it. RFC 9649.

use super::exif::Exif;
use super::facts::{Facts, Field};
use super::window::{Refusal, Window, plus, tags};

tags! { VP8_ b"VP8 " VP8L b"VP8L" VP8X b"VP8X" ANMF b"ANMF" EXIF b"EXIF" }

/// Flags of VP8X.
const HAS_FRAMES: u32 = 0x02;
const HAS_EXIF: u32 = 0x08;

#[derive(Debug, Clone, Copy)]
pub(super) struct Webp {
    end: u64,
    width: u32,
    height: u32,
    frames: u32,
    /// Milliseconds.
    delay: u64,
}

impl Webp {
    pub(super) const fn new() -> Self {
        Self { end: 0, width: 0, height: 0, frames: 0, delay: 0 }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if window.at == 0 {
            window.here(12)?;
            self.end = plus(u64::from(window.le32(4, 4)), 8);
            window.skip(12);
        }
        let cut = self.end > window.size;
        if self.chunks(exif, window, facts).is_none() && !(window.ended() && self.width > 0) {
            return None;
        }
        if self.width == 0 {
            return window.refuse(if cut { Refusal::Truncated } else { Refusal::Malformed });
        }
        facts.set_photo(self.width, self.height);
        facts.set_frames(self.frames.max(1));
        facts.cut(cut);
        facts.whole();
        if self.frames > 1 {
            #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 milliseconds")]
            facts.set_positive(Field::Duration, self.delay as f64 / 1000.0);
        }
        Some(())
    }

    fn chunks(&mut self, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        while self.end.min(window.size).saturating_sub(window.at) >= 8 {
            window.here(8)?;
            let length = u64::from(window.le32(4, 4));
            let body = plus(window.at, 8);
            match window.be32(0, 4) {
                VP8_ if self.width == 0 => {
                    window.read(body, 10)?;
                    if window.be32(3, 3) != 0x9d_01_2a {
                        return window.refuse(Refusal::Malformed);
                    }
                    (self.width, self.height) = (window.le32(6, 2) & 0x3fff, window.le32(8, 2) & 0x3fff);
                    return Some(());
                }
                VP8L if self.width == 0 => {
                    window.read(body, 5)?;
                    if window.be32(0, 1) != 0x2f {
                        return window.refuse(Refusal::Malformed);
                    }
                    let packed = window.le32(1, 4);
                    self.width = (packed & 0x3fff).wrapping_add(1);
                    self.height = ((packed >> 14) & 0x3fff).wrapping_add(1);
                    return Some(());
                }
                VP8X => {
                    window.read(body, 10)?;
                    self.width = window.le32(4, 3).wrapping_add(1);
                    self.height = window.le32(7, 3).wrapping_add(1);
                    // It stands where there are too many chunks to count the frames.
                    facts.set_size(self.width, self.height, 1.0, 0);
                    if window.le32(0, 1) & (HAS_FRAMES | HAS_EXIF) == 0 {
                        return Some(());
                    }
                }
                ANMF => {
                    window.read(body, 16)?;
                    self.frames = self.frames.saturating_add(1);
                    facts.flag(Field::Animated, self.frames > 1);
                    self.delay = plus(self.delay, u64::from(window.le32(12, 3)));
                }
                EXIF => {
                    let end = plus(body, length);
                    return exif.find(body, end, plus(end, length & 1), window);
                }
                _ => {}
            }
            window.at = plus(body, plus(length, length & 1));
        }
        Some(())
    }
}
