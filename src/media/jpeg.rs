//! JPEG: walk the segments to the first scan, then look at the end. ITU-T T.81, annex B.

use super::exif;
use super::facts::{FactId, Facts};
use super::file::{File, Refusal, be32, minus, plus};

/// The part of the end that is looked at.
const TAIL: u64 = 1024;

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let mut at = 0;
    loop {
        let marker = file.be32(at, 2);
        if file.stopped() {
            return;
        }
        let skip = match marker {
            // Stray bytes before a marker, and fill bytes.
            0..=0xfeff | 0xffff => 1,
            // Markers without a segment.
            0xff00 | 0xff01 | 0xffd0..=0xffd8 => 2,
            // Scan or end.
            0xffd9 | 0xffda => break,
            _ => {
                let length = file.be(plus(at, 2), 2);
                if length < 2 {
                    file.refuse(Refusal::Malformed);
                }
                let end = plus(at, plus(length, 2));
                // SOF0 to SOF15; C4, C8 and CC in that range are tables.
                if matches!(marker, 0xffc0..=0xffcf) && !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) {
                    let header = file.slice(at, 10);
                    facts.set_photo(be32(header, 7, 2), be32(header, 5, 2));
                    let components = be32(header, 9, 1);
                    if matches!(components, 1 | 3 | 4) {
                        // The first, second and third word.
                        facts.set(FactId::ColorModel, f64::from(components >> 1));
                    }
                }
                // "Exif"
                if marker == 0xffe1
                    && length >= 16
                    && facts.get(FactId::Orientation).is_none()
                    && file.be32(plus(at, 4), 4) == 0x4578_6966
                {
                    exif::parse(plus(at, 10), end, file, facts);
                }
                plus(length, 2)
            }
        };
        at = plus(at, skip);
    }
    if !facts.knows_size() {
        file.refuse(Refusal::Malformed);
    }
    if !file.streamed {
        match is_truncated(file.up_to(at.max(minus(file.size, TAIL)), TAIL)) {
            Some(true) => facts.mark_truncated(true),
            Some(false) => facts.mark_checked(),
            None => {}
        }
    }
}

/// True if the end of a file lies inside a scan. In a scan each 0xff is followed by a zero, a restart or another marker
/// of its kind. Trailers of all sorts follow the end of an image, and may look like a scan: then the answer is unknown.
fn is_truncated(bytes: &[u8]) -> Option<bool> {
    let mut truncated = None;
    let mut has_trailer = false;
    for pair in bytes.windows(2) {
        match pair {
            // The end of an image.
            [0xff, 0xd9] if !has_trailer => truncated = Some(false),
            [0xff, 0xd9] => {}
            // Another image begins.
            [0xff, 0xd8] if truncated.is_some() => truncated = None,
            [0xff, 0 | 0xd0..=0xd7] => truncated = truncated.or(Some(true)),
            [0xff, 0xc4 | 0xda..=0xdd | 0xe0..=0xff] => {}
            [0xff, _] => has_trailer = true,
            _ => {}
        }
    }
    truncated.filter(|truncated| !(*truncated && has_trailer))
}
