//! Counts the units that follow from the first byte of each character: code points (as in JSON Schema's `maxLength`),
//! UTF-16 code units (`length` in JavaScript, and the unit of all positions) and UTF-8 bytes (the limit of YouTube
//! descriptions, and the second limit of Bluesky).

use super::ascii::splat;
use super::count_unit::CountUnit;
use super::limit_counter::LimitCounter;

/// Counts the code points of `text`.
pub(super) fn code_points(text: &[u8]) -> u32 {
    count(text, 0)
}

/// Counts the UTF-16 code units of `text`.
pub(super) fn utf16(text: &[u8]) -> u32 {
    // A code point of four bytes is a surrogate pair.
    count(text, u64::MAX)
}

/// Counts the bytes that begin a character. Those that begin a character of four bytes count twice if `pairs` is all
/// ones.
#[inline(never)]
fn count(text: &[u8], pairs: u64) -> u32 {
    let (chunks, rest) = text.as_chunks::<8>();
    let mut tail = [0_u8; 8];
    for (slot, &byte) in tail.iter_mut().zip(rest) {
        *slot = byte;
    }
    let mut units = bytes(text);
    for &chunk in chunks.iter().chain([&tail]) {
        // Eight bytes at a time. Bits shifted out of one byte land below the top bit of the next. A continuation byte
        // starts with 0b10, the first byte of four with 0b1111.
        let x = u64::from_le_bytes(chunk);
        let first_of_four = x & x << 1 & x << 2 & x << 3 & pairs;
        units = units.wrapping_sub((x & !(x << 1) & splat(0x80)).count_ones());
        units = units.wrapping_add((first_of_four & splat(0x80)).count_ones());
    }
    units
}

/// Counts the bytes of `text`.
pub(super) fn bytes(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Counts `text` in one of the three units and finds where it exceeds `limit`.
pub(super) fn count_to_limit(unit: CountUnit, text: &[u8], limit: u32) -> LimitCounter {
    let used = match unit {
        CountUnit::CodePoints => code_points(text),
        CountUnit::Utf16 => utf16(text),
        _ => bytes(text),
    };
    if used <= limit {
        return LimitCounter::finished(used, None);
    }
    let mut counter = LimitCounter::new(limit);
    for (at, byte) in text.iter().enumerate().filter(|(_, byte)| **byte & 0xC0 != 0x80) {
        let size = match byte {
            ..0xC0 => 1,
            ..0xE0 => 2,
            ..0xF0 => 3,
            _ => 4,
        };
        let cost = match unit {
            CountUnit::CodePoints => 1,
            CountUnit::Utf16 if size == 4 => 2,
            CountUnit::Utf16 => 1,
            _ => size,
        };
        counter.add(at, cost);
        if counter.over_byte().is_some() {
            break;
        }
    }
    LimitCounter::finished(used, counter.over_byte())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_agree_with_the_standard_library() {
        for n in 0..40 {
            let text = "aé故😀".repeat(n);
            assert_eq!(utf16(text.as_bytes()) as usize, text.encode_utf16().count());
            assert_eq!(code_points(text.as_bytes()), 4 * n as u32);
            assert_eq!(code_points("x".repeat(n).as_bytes()), n as u32);
        }
    }

    #[test]
    fn a_character_that_the_limit_cuts_through_does_not_fit() {
        for (unit, text, places) in [
            (CountUnit::Utf8, "aé故", &[Some(0), Some(1), Some(1), Some(3), Some(3), Some(3), None][..]),
            (CountUnit::Utf16, "a😀b", &[Some(0), Some(1), Some(1), Some(5), None]),
            (CountUnit::CodePoints, "aé故😀b", &[Some(0), Some(1), Some(3), Some(6), Some(10), None]),
        ] {
            for (limit, place) in places.iter().enumerate() {
                let counter = count_to_limit(unit, text.as_bytes(), limit as u32);
                assert_eq!(counter.over_byte(), *place, "{unit:?} {limit}");
                assert_eq!(counter.used() as usize, places.len() - 1);
            }
        }
    }
}
