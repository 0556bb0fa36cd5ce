//! Code points: what JSON Schema's `maxLength` counts.

use super::Tally;
use super::ascii::lanes;

/// How many code points `text` has.
pub(super) fn count(text: &[u8]) -> u32 {
    // Every byte but those that continue a code point (0b10xxxxxx).
    let continuing = lanes(text, |x| x & !(x << 1));
    u32::try_from(text.len()).unwrap_or(u32::MAX).wrapping_sub(continuing)
}

pub(super) fn tally(text: &[u8], limit: u32) -> Tally {
    let used = count(text);
    let mut starts = text.iter().enumerate().filter(|(_, b)| *b & 0xC0 != 0x80);
    let over = if used > limit { starts.nth(limit as usize).map(|(at, _)| at) } else { None };
    Tally::found(used, over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_of_code_point_counts_one() {
        for n in 0..40 {
            assert_eq!(count("aé故😀".repeat(n).as_bytes()), 4 * n as u32);
            assert_eq!(count("x".repeat(n).as_bytes()), n as u32);
        }
        assert_eq!(tally("aé故😀b".as_bytes(), 3).over_byte(), Some(6));
        assert_eq!(tally("aé故😀b".as_bytes(), 5).over_byte(), None);
    }
}
