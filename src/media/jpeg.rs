//! JPEG: walk the segments to the first scan, then look at the end. ITU-T T.81, annex B.

use super::exif::Exif;
use super::facts::{Facts, Field};
use super::window::{Refusal, Window, plus};

/// The part of the end that is looked at.
const TAIL: u64 = 1024;

/// Walks on. `scan` says that the scan was reached.
#[inline(never)]
pub(super) fn run(scan: &mut bool, exif: &mut Exif, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
    while !*scan {
        window.here(2)?;
        let marker = window.be32(0, 2);
        let skip = match marker {
            // Stray bytes before a marker, and fill bytes.
            0..=0xfeff | 0xffff => 1,
            // Markers that stand alone.
            0xff00 | 0xff01 | 0xffd0..=0xffd8 => 2,
            // Scan or end.
            0xffd9 | 0xffda => {
                if facts.get(Field::PixelWidth).is_none() {
                    return window.refuse(Refusal::Malformed);
                }
                *scan = true;
                0
            }
            _ => {
                window.here(4)?;
                let length = window.be(2, 2);
                if length < 2 {
                    return window.refuse(Refusal::Malformed);
                }
                let end = plus(window.at, plus(length, 2));
                // SOF0 to SOF15; C4, C8 and CC in that range are tables.
                if matches!(marker, 0xffc0..=0xffcf) && !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) {
                    window.here(10)?;
                    facts.set_photo(window.be32(7, 2), window.be32(5, 2));
                    let components = window.be32(9, 1);
                    if matches!(components, 1 | 3 | 4) {
                        // The first, second and third word.
                        facts.set(Field::ColorModel, f64::from(components >> 1));
                    }
                }
                if marker == 0xffe1 && length >= 16 && facts.get(Field::Orientation).is_none() {
                    window.here(10)?;
                    // "Exif"
                    if window.be32(4, 4) == 0x4578_6966 {
                        return exif.find(plus(window.at, 10), end, end, window);
                    }
                }
                plus(length, 2)
            }
        };
        window.skip(skip);
    }
    if !window.streamed {
        window.tail(TAIL)?;
        match is_cut(window.read) {
            Some(true) => facts.cut(true),
            Some(false) => facts.whole(),
            None => {}
        }
    }
    Some(())
}

/// Whether the end of a file lies inside of a scan. In a scan each 0xff is followed by a zero, a restart or another
/// marker of its kind; trailers of all sorts follow the end of an image, and then the end is not known to be it.
fn is_cut(bytes: &[u8]) -> Option<bool> {
    let mut cut = None;
    let mut foreign = false;
    for pair in bytes.windows(2) {
        match pair {
            // The end of an image.
            [0xff, 0xd9] if !foreign => cut = Some(false),
            [0xff, 0xd9] => {}
            // Another image begins.
            [0xff, 0xd8] if cut.is_some() => cut = None,
            [0xff, 0 | 0xd0..=0xd7] => cut = cut.or(Some(true)),
            [0xff, 0xc4 | 0xda..=0xdd | 0xe0..=0xff] => {}
            [0xff, _] => foreign = true,
            _ => {}
        }
    }
    cut.filter(|cut| !(*cut && foreign))
}
