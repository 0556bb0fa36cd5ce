//! GIF: the logical screen, then every block, because only the blocks tell the number of frames. Of a file with more bytes
//! than are read the frames are not told. GIF89a specification.

use super::facts::{Facts, Field};
use super::window::{Refusal, Stop, Window, plus};

#[derive(Debug, Clone, Copy)]
pub(super) struct Gif {
    frames: u32,
    /// Hundredths of a second.
    delay: u64,
    /// Between the sub-blocks of a block, which end with an empty one.
    inside: bool,
}

impl Gif {
    pub(super) const fn new() -> Self {
        Self { frames: 0, delay: 0, inside: false }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        if window.at == 0 {
            window.here(13)?;
            facts.set_size(window.le32(6, 2), window.le32(8, 2), 1.0, 0);
            window.skip(plus(palette(window.be32(10, 1)), 13));
        }
        if self.blocks(window, facts).is_none() {
            if let Stop::Need(_) = window.stop() {
                return None;
            }
            // Browsers show the frames that there are.
            facts.cut(window.ended());
        } else {
            facts.whole();
        }
        facts.set_frames(self.frames);
        if self.frames > 1 {
            #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 hundredths")]
            facts.set_positive(Field::Duration, self.delay as f64 / 100.0);
        }
        Some(())
    }

    fn blocks(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        loop {
            window.here(1)?;
            let first = window.be(0, 1);
            let skip = match first {
                _ if self.inside => {
                    self.inside = first != 0;
                    plus(first, 1)
                }
                0x21 => {
                    // A graphic control extension holds the delay of the frame that follows.
                    window.here(6)?;
                    if window.be32(1, 1) == 0xf9 {
                        self.delay = plus(self.delay, u64::from(window.le32(4, 2)));
                    }
                    self.inside = true;
                    2
                }
                0x2c => {
                    window.here(10)?;
                    self.frames = self.frames.saturating_add(1);
                    // It stands where there are too many bytes to count the frames.
                    facts.flag(Field::Animated, self.frames > 1);
                    self.inside = true;
                    plus(palette(window.be32(9, 1)), 11)
                }
                0x3b => return Some(()),
                // Padding between blocks, which decoders skip.
                0x00 => 1,
                _ => return window.refuse(Refusal::Malformed),
            };
            window.skip(skip);
        }
    }
}

/// Bytes of the colour table that these flags announce.
const fn palette(flags: u32) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 6_u64.wrapping_shl(flags & 7) }
}
