//! JPEG: walk the segments to the frame header. ITU-T T.81, annex B.

use super::exif;
use super::facts::Facts;
use super::window::{Refusal, Window, plus};

/// Walks on. `orientation` is what an Exif segment said.
#[inline(never)]
pub(super) fn run(orientation: &mut u32, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
    loop {
        window.here(2)?;
        let marker = window.be32(0, 2);
        let skip = match marker {
            // Stray bytes before a marker, and fill bytes.
            0..=0xfeff | 0xffff => 1,
            // Markers that stand alone.
            0xff00 | 0xff01 | 0xffd0..=0xffd8 => 2,
            // Scan or end without a frame header.
            0xffd9 | 0xffda => return window.refuse(Refusal::Malformed),
            _ => {
                window.here(4)?;
                let length = window.be(2, 2);
                if length < 2 {
                    return window.refuse(Refusal::Malformed);
                }
                // SOF0 to SOF15; C4, C8 and CC in that range are tables.
                if matches!(marker, 0xffc0..=0xffcf) && !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) {
                    window.here(9)?;
                    facts.set_photo(window.be32(7, 2), window.be32(5, 2), *orientation);
                    return Some(());
                }
                if marker == 0xffe1 && length >= 16 && *orientation == 0 {
                    window.here(10)?;
                    // "Exif"
                    if window.be32(4, 4) == 0x4578_6966 {
                        *orientation = exif::orientation(window, plus(window.at, 10), plus(window.at, length))?;
                    }
                }
                plus(length, 2)
            }
        };
        window.skip(skip);
    }
}
