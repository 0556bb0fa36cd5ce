//! GIF: the logical screen, then every block, because only the blocks tell the number of frames. If the file has more
//! bytes than a probe reads, the number of frames is unknown. GIF89a specification.

use super::facts::{FactId, Facts};
use super::file::{File, Refusal, plus};

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    if file.slice(0, 13).is_empty() {
        return;
    }
    facts.set_size(file.le32(6, 2), file.le32(8, 2), 1.0, 0);
    let mut at = plus(palette_size(file.be32(10, 1)), 13);
    let mut frames = 0_u32;
    // In hundredths of a second.
    let mut delay = 0;
    // Between the sub-blocks of a block. An empty one ends the block.
    let mut in_block = false;
    loop {
        let first = file.be(at, 1);
        if file.stopped() {
            break;
        }
        let skip = match first {
            _ if in_block => {
                in_block = first != 0;
                plus(first, 1)
            }
            0x21 => {
                // A graphic control extension holds the delay of the next frame.
                if file.be32(plus(at, 1), 1) == 0xf9 {
                    delay = plus(delay, u64::from(file.le32(plus(at, 4), 2)));
                }
                in_block = true;
                2
            }
            0x2c => {
                let flags = file.be32(plus(at, 9), 1);
                if file.stopped() {
                    break;
                }
                frames = frames.wrapping_add(1);
                // Known even if the file has too many bytes to count the frames.
                facts.flag(FactId::Animated, frames > 1);
                in_block = true;
                plus(palette_size(flags), 11)
            }
            0x3b => {
                facts.mark_checked();
                break;
            }
            // Decoders skip padding between blocks.
            0x00 => 1,
            _ => {
                file.refuse(Refusal::Malformed);
                0
            }
        };
        at = plus(at, skip);
    }
    if file.is_waiting() {
        return;
    }
    // Browsers show the frames that are there.
    facts.mark_truncated(file.ended());
    file.recover();
    facts.set_frames(frames);
    if frames > 1 {
        #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 hundredths")]
        facts.set_positive(FactId::Duration, delay as f64 / 100.0);
    }
}

/// Bytes of the colour table that these flags announce.
const fn palette_size(flags: u32) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 6_u64.wrapping_shl(flags & 7) }
}
