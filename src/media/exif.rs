//! The orientation tag of EXIF, which is a TIFF directory wherever it is kept.

use super::window::{Window, be32, from, le32, plus};

/// TIFF tag 0x0112, EXIF 2.32 section 4.6.4.
const ORIENTATION: u32 = 0x0112;

/// The first letters of the prefix that JPEG puts before the TIFF data.
const EXIF: u32 = 0x4578_6966;

/// The orientation in the TIFF data at `at`, which ends before `end`: 1 to 8, or 0 where there is none.
#[inline(never)]
pub(super) fn orientation(window: &mut Window<'_>, at: u64, end: u64) -> Option<u32> {
    if end.saturating_sub(at) < 14 {
        return Some(0);
    }
    window.read(at, 8)?;
    // Some writers repeat the prefix in PNG and WebP.
    let at = plus(at, if window.be32(0, 4) == EXIF { 6 } else { 0 });
    window.read(at, 8)?;
    let little = match window.be32(0, 4) {
        0x4949_2a00 => true,
        0x4d4d_002a => false,
        _ => return Some(0),
    };
    let read = |bytes: &[u8], at, length| number(bytes, at, length, little);
    let directory = plus(at, u64::from(read(window.read, 4, 4)));
    // Directories in the wild have some tens of entries; one that sticks out of its place is cut.
    let length = end.saturating_sub(directory).min(2048);
    // Exif data is at most 64 KiB long where it follows its specification: it has to fit a JPEG segment. A directory
    // outside of it, or further away than one read, is corrupt, and says nothing against the picture.
    if length == 0 || !window.reaches(plus(directory, length)) {
        return Some(0);
    }
    window.read(directory, length)?;
    let count = read(window.read, 0, 2) as usize;
    let entries = from(window.read, 2).chunks_exact(12).take(count);
    for entry in entries {
        if read(entry, 0, 2) == ORIENTATION {
            // Type 3 is SHORT, but some write a LONG.
            let value = read(entry, 8, if read(entry, 2, 2) == 4 { 4 } else { 2 });
            return Some(if value > 8 { 0 } else { value });
        }
    }
    Some(0)
}

#[inline(never)]
fn number(bytes: &[u8], at: usize, length: usize, little: bool) -> u32 {
    if little { le32(bytes, at, length) } else { be32(bytes, at, length) }
}
