//! Code points: what JSON Schema's `maxLength` counts.

use super::Tally;
use super::ascii::lanes;

/// How many code points `text` has.
pub(super) fn count(text: &str) -> u32 {
    // Every byte but those that continue a code point (0b10xxxxxx).
    let continuing = lanes(text.as_bytes(), |x| x & !(x << 1));
    u32::try_from(text.len()).unwrap_or(u32::MAX).wrapping_sub(continuing)
}

pub(super) fn tally(text: &str, limit: u32) -> Tally {
    let at = text.char_indices().nth(limit as usize);
    Tally::found(count(text), at.map(|(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_of_code_point_counts_one() {
        for n in 0..40 {
            assert_eq!(count(&"aé故😀".repeat(n)), 4 * n as u32);
            assert_eq!(count(&"x".repeat(n)), n as u32);
        }
        assert_eq!(tally("aé故😀b", 3).over_byte(), Some(6));
        assert_eq!(tally("aé故😀b", 5).over_byte(), None);
    }
}
