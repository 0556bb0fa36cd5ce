//! UTF-16 units: the `length` of a string in JavaScript, and the form in which all positions are given.

use super::ascii::lanes;
use super::bytes::char_at;
use super::{Tally, code_point};

/// How many UTF-16 units `text` has.
pub(super) fn count(text: &[u8]) -> u32 {
    // One more for the code points of four bytes, which start with 0b1111.
    let pairs = lanes(text, |x| x & x << 1 & x << 2 & x << 3);
    code_point::count(text).wrapping_add(pairs)
}

pub(super) fn tally(text: &[u8], limit: u32) -> Tally {
    let used = count(text);
    if used <= limit {
        return Tally::found(used, None);
    }
    let mut tally = Tally::new(limit);
    let mut at = 0_usize;
    while let Some(c) = char_at(text, at) {
        tally.add(at, c.len_utf16());
        at = at.wrapping_add(c.len_utf8());
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_as_long_as_encoding_it_says() {
        for n in 0..40 {
            let text = "aé故😀".repeat(n);
            assert_eq!(count(text.as_bytes()) as usize, text.encode_utf16().count());
        }
        assert_eq!(tally("a😀b".as_bytes(), 1).over_byte(), Some(1));
        assert_eq!(tally("a😀b".as_bytes(), 2).over_byte(), Some(1));
        assert_eq!(tally("a😀b".as_bytes(), 3).over_byte(), Some(5));
        assert_eq!(tally("a😀b".as_bytes(), 4).over_byte(), None);
    }
}
