//! Orientation and location in EXIF, which is a TIFF directory in every format that holds it. EXIF 2.32, section 4.6.

use super::facts::{Container, FactId, Facts};
use super::file::{File, be32, from, le32, minus, plus};

const ORIENTATION: u32 = 0x0112;
const GPS: u32 = 0x8825;
/// Latitude and longitude in the GPS directory. Some cameras write the directory without them.
const LATITUDE: u32 = 2;
const LONGITUDE: u32 = 4;

/// The first letters of the prefix that JPEG puts before the TIFF data.
const PREFIX: u32 = 0x4578_6966;

/// Real directories have some tens of entries.
const MAX_ENTRIES: u64 = 170;

/// Reads the EXIF from `start` to `end`. Damaged EXIF gives no facts, and does not make the picture invalid.
#[inline(never)]
pub(super) fn parse(mut start: u64, end: u64, file: &File<'_>, facts: &mut Facts) {
    // Some writers repeat the prefix in PNG and WebP.
    if file.be32(start, 4) == PREFIX {
        start = plus(start, 6);
    }
    let order = file.be32(start, 4);
    let little = order == 0x4949_2a00;
    if little || order == 0x4d4d_002a {
        let number = |bytes: &[u8], at, width| if little { le32(bytes, at, width) } else { be32(bytes, at, width) };
        let mut directory = number(file.slice(start, 8), 4, 4);
        let mut in_gps = false;
        loop {
            let at = plus(start, u64::from(directory));
            let count = u64::from(number(file.slice(at, 2), 0, 2)).min(MAX_ENTRIES);
            // The directory may stick out of its place.
            let entries = file.up_to(at, plus(count.wrapping_mul(12), 2).min(minus(end, at)));
            directory = 0;
            for entry in from(entries, 2).as_chunks::<12>().0 {
                // Type 3 is SHORT, but some write a LONG.
                let value = number(entry, 8, if number(entry, 2, 2) == 3 { 2 } else { 4 });
                match number(entry, 0, 2) {
                    LATITUDE | LONGITUDE if in_gps => facts.flag(FactId::Location, true),
                    // HEIF turns pictures by a property of its own.
                    ORIENTATION if value <= 8 && facts.container < Container::Heic => {
                        facts.count(FactId::Orientation, value);
                    }
                    GPS => directory = value,
                    _ => {}
                }
            }
            if directory == 0 || in_gps {
                break;
            }
            in_gps = true;
        }
    }
    file.recover();
}
