//! UTF-8 bytes: what YouTube's description and Bluesky's second limit count.

use super::Tally;

/// How many bytes `text` has.
pub(super) fn count(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

pub(super) fn tally(text: &str, limit: u32) -> Tally {
    // The character that the limit cuts through does not fit.
    let used = count(text);
    Tally::found(used, (used > limit).then(|| text.floor_char_boundary(limit as usize)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_is_cut_does_not_fit() {
        assert_eq!(tally("aé故", 6).over_byte(), None);
        assert_eq!(tally("aé故", 5).over_byte(), Some(3));
        assert_eq!(tally("aé故", 3).over_byte(), Some(3));
        assert_eq!(tally("aé故", 2).over_byte(), Some(1));
    }
}
