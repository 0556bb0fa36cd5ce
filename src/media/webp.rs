//! WebP: RIFF chunks around VP8 or VP8L, or VP8X with more around it. RFC 9649.

use super::exif;
use super::facts::{FactId, Facts};
use super::file::{File, Refusal, minus, plus, tags};

tags! { VP8_ b"VP8 " VP8L b"VP8L" VP8X b"VP8X" ANMF b"ANMF" EXIF b"EXIF" }

/// Flags of VP8X: animation and EXIF.
const HAS_FRAMES: u32 = 0x02;
const HAS_EXIF: u32 = 0x08;

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let end = plus(u64::from(file.le32(4, 4)), 8);
    let truncated = end > file.size;
    let (mut width, mut height, mut frames) = (0_u32, 0_u32, 0_u32);
    // In milliseconds.
    let mut delay = 0;
    let mut at = 12;
    while minus(end.min(file.size), at) >= 8 && !file.stopped() {
        let kind = file.be32(at, 4);
        let length = u64::from(file.le32(plus(at, 4), 4));
        let body = plus(at, 8);
        let read = |skip, width| file.le32(plus(body, skip), width);
        at = plus(body, plus(length, length & 1));
        match kind {
            VP8_ if width == 0 => {
                if read(3, 3) != 0x2a_01_9d {
                    file.refuse(Refusal::Malformed);
                }
                (width, height) = (read(6, 2) & 0x3fff, read(8, 2) & 0x3fff);
                break;
            }
            VP8L if width == 0 => {
                if read(0, 1) != 0x2f {
                    file.refuse(Refusal::Malformed);
                }
                let packed = read(1, 4);
                width = (packed & 0x3fff).wrapping_add(1);
                height = ((packed >> 14) & 0x3fff).wrapping_add(1);
                break;
            }
            VP8X => {
                (width, height) = (read(4, 3).wrapping_add(1), read(7, 3).wrapping_add(1));
                if read(0, 1) & (HAS_FRAMES | HAS_EXIF) == 0 {
                    break;
                }
                if !file.stopped() {
                    // Known even if the file has too many chunks to count the frames.
                    facts.set_size(width, height, 1.0, 0);
                }
            }
            ANMF => {
                delay = plus(delay, u64::from(read(12, 3)));
                if !file.stopped() {
                    frames = frames.wrapping_add(1);
                    facts.flag(FactId::Animated, frames > 1);
                }
            }
            EXIF => exif::parse(body, plus(body, length), file, facts),
            _ => {}
        }
    }
    if file.is_waiting() {
        return;
    }
    if file.ended() && facts.knows_size() {
        file.recover();
    }
    if width == 0 {
        file.refuse(if truncated { Refusal::Truncated } else { Refusal::Malformed });
    }
    if file.stopped() {
        return;
    }
    facts.set_photo(width, height);
    facts.set_frames(frames.max(1));
    facts.mark_truncated(truncated);
    facts.mark_checked();
    if frames > 1 {
        #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 milliseconds")]
        facts.set_positive(FactId::Duration, delay as f64 / 1000.0);
    }
}
