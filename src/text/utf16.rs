//! UTF-16 units: the `length` of a string in JavaScript, and the form in which all positions are given.

use super::ascii::lanes;
use super::{Tally, code_point};

/// How many UTF-16 units `text` has.
pub(super) fn count(text: &str) -> u32 {
    // One more for the code points of four bytes, which start with 0b1111.
    let pairs = lanes(text.as_bytes(), |x| x & x << 1 & x << 2 & x << 3);
    code_point::count(text).wrapping_add(pairs)
}

pub(super) fn tally(text: &str, limit: u32) -> Tally {
    let used = count(text);
    let mut left = limit as usize;
    // The character that the limit cuts through does not fit.
    let over = text.char_indices().find(|(_, c)| left.checked_sub(c.len_utf16()).map(|rest| left = rest).is_none());
    Tally::found(used, over.filter(|_| used > limit).map(|(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_as_long_as_encoding_it_says() {
        for n in 0..40 {
            let text = "aé故😀".repeat(n);
            assert_eq!(count(&text) as usize, text.encode_utf16().count());
        }
        assert_eq!(tally("a😀b", 1).over_byte(), Some(1));
        assert_eq!(tally("a😀b", 2).over_byte(), Some(1));
        assert_eq!(tally("a😀b", 3).over_byte(), Some(5));
        assert_eq!(tally("a😀b", 4).over_byte(), None);
    }
}
