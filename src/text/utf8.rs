//! UTF-8 bytes: what YouTube's description and Bluesky's second limit count.

use super::Tally;
use super::bytes::byte_at;

/// How many bytes `text` has.
pub(super) fn count(text: &[u8]) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

pub(super) fn tally(text: &[u8], limit: u32) -> Tally {
    // The character that the limit cuts through does not fit.
    let used = count(text);
    let starts_in = |at: &usize| byte_at(text, *at) & 0xC0 != 0x80;
    let over = (used > limit).then(|| (0..=limit as usize).rev().find(starts_in).unwrap_or(0));
    Tally::found(used, over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_is_cut_does_not_fit() {
        assert_eq!(tally("aé故".as_bytes(), 6).over_byte(), None);
        assert_eq!(tally("aé故".as_bytes(), 5).over_byte(), Some(3));
        assert_eq!(tally("aé故".as_bytes(), 3).over_byte(), Some(3));
        assert_eq!(tally("aé故".as_bytes(), 2).over_byte(), Some(1));
    }
}
