//! What the first byte of each character tells: code points (what JSON Schema's `maxLength` counts), UTF-16 units (the
//! `length` of a string in JavaScript, and the form in which all positions are given) and bytes of UTF-8 (what YouTube's
//! description and Bluesky's second limit count).

use super::ascii::splat;
use super::{Kind, Tally};

/// How many code points `text` has.
pub(super) fn code_points(text: &[u8]) -> u32 {
    count(text, 0)
}

/// How many UTF-16 units `text` has.
pub(super) fn utf16(text: &[u8]) -> u32 {
    // One more for the code points of four bytes.
    count(text, u64::MAX)
}

/// Counts the bytes that begin a character, and once more those that begin one of four bytes where `pairs` has them.
#[inline(never)]
fn count(text: &[u8], pairs: u64) -> u32 {
    let (chunks, rest) = text.as_chunks::<8>();
    let mut tail = [0_u8; 8];
    for (slot, &byte) in tail.iter_mut().zip(rest) {
        *slot = byte;
    }
    let mut units = bytes(text);
    for &chunk in chunks.iter().chain([&tail]) {
        // Eight bytes at a time; what is shifted out of one lands below the top bit of the next. A byte that continues
        // a character starts with 0b10, the first of four with 0b1111.
        let x = u64::from_le_bytes(chunk);
        let first_of_four = x & x << 1 & x << 2 & x << 3 & pairs;
        units = units.wrapping_sub((x & !(x << 1) & splat(0x80)).count_ones());
        units = units.wrapping_add((first_of_four & splat(0x80)).count_ones());
    }
    units
}

/// How many bytes `text` has.
pub(super) fn bytes(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Counts one of the three, and finds where it passes `limit`.
pub(super) fn tally(kind: Kind, text: &[u8], limit: u32) -> Tally {
    let used = match kind {
        Kind::CodePoints => code_points(text),
        Kind::Utf16 => utf16(text),
        _ => bytes(text),
    };
    let mut tally = Tally::new(limit);
    if used <= limit {
        return Tally::found(used, None);
    }
    for (at, byte) in text.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80) {
        let size = match byte {
            ..0xC0 => 1,
            ..0xE0 => 2,
            ..0xF0 => 3,
            _ => 4,
        };
        // The character that the limit cuts through does not fit.
        tally.add(
            at,
            match kind {
                Kind::CodePoints => 1,
                Kind::Utf16 => {
                    if size == 4 {
                        2
                    } else {
                        1
                    }
                }
                _ => size,
            },
        );
        if tally.over_byte().is_some() {
            break;
        }
    }
    Tally::found(used, tally.over_byte())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_as_long_as_encoding_it_says() {
        for n in 0..40 {
            let text = "aé故😀".repeat(n);
            assert_eq!(utf16(text.as_bytes()) as usize, text.encode_utf16().count());
            assert_eq!(code_points(text.as_bytes()), 4 * n as u32);
            assert_eq!(code_points("x".repeat(n).as_bytes()), n as u32);
        }
    }

    #[test]
    fn a_character_that_is_cut_does_not_fit() {
        for (kind, text, places) in [
            (Kind::Utf8, "aé故", &[Some(0), Some(1), Some(1), Some(3), Some(3), Some(3), None][..]),
            (Kind::Utf16, "a😀b", &[Some(0), Some(1), Some(1), Some(5), None]),
            (Kind::CodePoints, "aé故😀b", &[Some(0), Some(1), Some(3), Some(6), Some(10), None]),
        ] {
            for (limit, place) in places.iter().enumerate() {
                assert_eq!(tally(kind, text.as_bytes(), limit as u32).over_byte(), *place, "{kind:?} {limit}");
                assert_eq!(tally(kind, text.as_bytes(), limit as u32).used() as usize, places.len() - 1);
            }
        }
    }
}
