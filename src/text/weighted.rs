//! Counts the weighted length of X (version 3 of twitter-text's configuration).
//!
//! | part | weight |
//! |---|---|
//! | a link of any length | 23 |
//! | an emoji sequence | 2 |
//! | a code point of Latin and most other alphabets, or of common punctuation | 1 |
//! | any other code point | 2 |
//!
//! X counts the NFC form. The caller normalizes (in JavaScript with `text.normalize()`), because the tables of NFC
//! would be larger than the rest of this crate. [`may_change_in_nfc`](super::may_change_in_nfc) tells if that is
//! necessary.

use super::bytes::{byte_at, char_at, slice};
use super::limit_counter::LimitCounter;
use super::url::{Link, Links};
use super::{ascii, emoji, units};

/// The weight of a link (`transformedURLLength`).
const LINK: u32 = 23;
/// The weight of an emoji, and of a code point outside the ranges of weight 1 (`defaultWeight`).
const WIDE: u32 = 2;

/// Counts `text`, which should be in NFC, and finds where it exceeds `limit`.
pub(super) fn count_to_limit(text: &[u8], limit: u32) -> LimitCounter {
    resume_count(text, 0, LimitCounter::new(limit))
}

/// Counts `text` from `at` on. `before` has counted the bytes before `at`, which is the start of the text or right
/// after a space.
pub(super) fn resume_count(text: &[u8], at: usize, before: LimitCounter) -> LimitCounter {
    let mut counter = before;
    let mut links = Links::from(text, at);
    let mut at = at;
    loop {
        let link = links.next();
        // The text between two links is counted by itself: a link may end in the first half of an emoji.
        count_without_links(&mut counter, slice(text, 0, link.map_or(text.len(), |link| link.start)), at);
        let Some(Link { start, end, .. }) = link else { return counter };
        counter.add(start, LINK as usize);
        at = end;
    }
}

/// Counts `text` from `at` on, which has no links.
fn count_without_links(counter: &mut LimitCounter, text: &[u8], at: usize) {
    let mut at = at;
    loop {
        let mut keycap = None;
        if byte_at(text, at).is_ascii() {
            let mut run = ascii::printable(slice(text, at, text.len()));
            // The last character of the run may begin a keycap (`1️⃣`), which is one emoji.
            let last = at.wrapping_add(run).wrapping_sub(1);
            keycap = if run > 0 { emoji::keycap(text, last) } else { None };
            if keycap.is_some() {
                run = run.wrapping_sub(1);
            }
            counter.add_ones(at, run);
            at = at.wrapping_add(run);
        }
        // Fast path: the first two bytes give the weight from U+00C0 to U+07FF, to U+10FF, and from U+4000 to U+FFFF.
        // No emoji is in these ranges.
        if keycap.is_none() {
            let (size, weight) = match (byte_at(text, at), byte_at(text, at.wrapping_add(1))) {
                (0xC3..0xE0, _) => (2, 1),
                (0xE0, _) | (0xE1, ..0x84) => (3, 1),
                (0xE4..0xF0, _) => (3, WIDE),
                _ => (0_usize, 0),
            };
            if size > 0 {
                counter.add(at, weight as usize);
                at = at.wrapping_add(size);
                continue;
            }
        }
        let Some(c) = char_at(text, at) else { return };
        let alone = at.wrapping_add(c.len_utf8());
        let end =
            keycap.unwrap_or_else(|| if may_be_emoji(c) { emoji::sequence(text, at, c).max(alone) } else { alone });
        counter.add(at, if end > alone { WIDE } else { weight(c) } as usize);
        at = end;
    }
}

/// Returns true if an emoji sequence may start with `c`. No emoji is outside these ranges.
const fn may_be_emoji(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203C}'..='\u{3299}' | '\u{1F000}'..='\u{1FFFF}')
}

/// The weight of `c` by itself.
const fn weight(c: char) -> u32 {
    match c {
        '\0'..='\u{10FF}' | '\u{2000}'..='\u{200D}' | '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}' => 1,
        _ => WIDE,
    }
}

/// Finds the first character that X refuses in any text (U+FEFF, U+FFFE, U+FFFF), as a UTF-16 index.
#[must_use]
pub fn refused_by_x(text: &[u8]) -> Option<u32> {
    // All three start with 0xEF in UTF-8, as few other characters do.
    let mut from = 0_usize;
    loop {
        let at = ascii::find(text, 0xEF, from)?;
        if matches!(char_at(text, at), Some('\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')) {
            return Some(units::utf16(slice(text, 0, at)));
        }
        from = at.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> u32 {
        count_to_limit(text.as_bytes(), u32::MAX).used()
    }

    #[test]
    fn each_part_has_the_weight_that_x_documents() {
        for (text, weight) in [
            ("", 0),
            ("abc\n", 4),
            ("é", 1),
            ("ა", 1),
            ("故", 2),
            ("ᄀ", 2),
            ("…", 2),
            ("€", 2),
            ("‘’“”", 4),
            ("\u{200D}\u{200B}", 2),
            ("\u{202A}", 2),
            ("😀", 2),
            ("😷👾😡🔥💩", 10),
            ("👨‍👩‍👧‍👦", 2),
            ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4),
            ("©®", 2),
            ("©️®️", 4),
            ("™", 2),
            ("1⃣2️⃣#️⃣", 6),
            ("a1⃣b", 4),
            ("1\u{FE0F}", 3),
            ("1\u{FE0E}\u{20E3}", 5),
            ("🇺🇸", 2),
            ("🇦🇦", 4),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
            ("👨‍😀", 5),
            ("example.com", 23),
            ("Hi http://test.co", 26),
            ("foo.zz", 6),
            ("https://example.com/very/long/path?with=query", 23),
            ("1️⃣example.com/1️⃣", 2 + 23 + 4),
            ("日本example.com日本", 23 + 8),
        ] {
            assert_eq!(length(text), weight, "{text:?}");
        }
    }

    #[test]
    fn the_limit_is_exceeded_at_the_start_of_a_part() {
        let over = |text: &str, limit| count_to_limit(text.as_bytes(), limit).over_byte();
        assert_eq!(over("abc", 3), None);
        assert_eq!(over("abc", 2), Some(2));
        assert_eq!(over("ab故", 3), Some(2));
        assert_eq!(over("ab example.com", 25), Some(3));
        assert_eq!(over("ab example.com c", 27), Some(15));
        assert_eq!(over("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3), Some("👨‍👩‍👧‍👦".len()));
    }

    #[test]
    fn three_characters_are_forbidden() {
        assert_eq!(refused_by_x("a😀\u{FFFF}".as_bytes()), Some(3));
        assert_eq!(refused_by_x("\u{FEFF}".as_bytes()), Some(0));
        assert_eq!(refused_by_x("ａ\u{FFFE}".as_bytes()), Some(1));
        assert_eq!(refused_by_x("ａ\u{FFFD}\u{202A}".as_bytes()), None);
    }
}
