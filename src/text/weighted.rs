//! X's weighted length, as its configuration version 3 has it: a link weighs 23 whatever its length, an emoji 2, what
//! Latin and most alphabets need 1, everything else 2.
//!
//! X counts the NFC form. The form is the caller's business (in JavaScript `text.normalize()`), because its tables
//! would weigh more than the rest of this crate; [`may_change_in_nfc`](super::may_change_in_nfc) tells whether it is
//! worth the call.

use super::url::{Link, links};
use super::{Tally, ascii, emoji};

/// What X replaces every link with (`transformedURLLength`).
const LINK: u32 = 23;
/// `defaultWeight`, and what every emoji weighs.
const WIDE: u32 = 2;

/// Weighs `text`, which should be in NFC.
pub(super) fn tally(text: &str, limit: u32) -> Tally {
    let mut tally = Tally::new(limit);
    let mut at = 0_usize;
    for Link { start, end, .. } in links(text) {
        weigh(&mut tally, text, at, start);
        tally.add(start, LINK as usize);
        at = end;
    }
    weigh(&mut tally, text, at, text.len());
    tally
}

/// Weighs bytes `from..end` of `text`, which hold no link.
fn weigh(tally: &mut Tally, text: &str, from: usize, end: usize) {
    let mut at = from;
    while let Some(rest) = text.get(at..end) {
        let bytes = rest.as_bytes();
        let mut run = ascii::any(bytes);
        // The last of them may be under a keycap.
        let last = run.saturating_sub(1);
        let keycap = match bytes.get(last..) {
            Some([b'0'..=b'9' | b'#' | b'*', 0xE2 | 0xEF, ..]) => rest.get(last..).map_or(0, emoji::keycap),
            _ => 0,
        };
        if keycap > 0 {
            run = last;
        }
        tally.add_ones(at, run);
        at = at.wrapping_add(run);
        let Some(c) = rest.get(run..).and_then(|rest| rest.chars().next()) else { break };
        let mut size = keycap.max(c.len_utf8());
        let mut weight = weight(c);
        // The ranges of weight 1 but the first, and all between, end before the first emoji but © and ®.
        if keycap > 0 {
            weight = WIDE;
        } else if c >= '\u{203C}' || matches!(c, '©' | '®') {
            let sequence = rest.get(run..).map_or(0, emoji::sequence);
            if sequence > size {
                size = sequence;
                weight = WIDE;
            }
        }
        tally.add(at, weight as usize);
        at = at.wrapping_add(size);
    }
}

/// What `c` weighs by itself.
const fn weight(c: char) -> u32 {
    match c {
        '\0'..='\u{10FF}' | '\u{2000}'..='\u{200D}' | '\u{2010}'..='\u{201F}' | '\u{2032}'..='\u{2037}' => 1,
        _ => WIDE,
    }
}

/// Where the first character is that X refuses wherever it stands (U+FEFF, U+FFFE, U+FFFF), in UTF-16 units.
#[must_use]
pub fn refused_by_x(text: &str) -> Option<u32> {
    // All three start with 0xEF in UTF-8, and little else does.
    let bytes = text.as_bytes();
    let mut from = 0_usize;
    loop {
        let at = ascii::find(bytes, 0xEF, from)?;
        if text.get(at..)?.starts_with(['\u{FEFF}', '\u{FFFE}', '\u{FFFF}']) {
            return Some(super::utf16::count(text.get(..at)?));
        }
        from = at.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> u32 {
        tally(text, u32::MAX).used()
    }

    #[test]
    fn each_part_weighs_what_x_documents() {
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
    fn over_is_the_start_of_the_part_that_does_not_fit() {
        let over = |text, limit| tally(text, limit).over_byte();
        assert_eq!(over("abc", 3), None);
        assert_eq!(over("abc", 2), Some(2));
        assert_eq!(over("ab故", 3), Some(2));
        assert_eq!(over("ab example.com", 25), Some(3));
        assert_eq!(over("ab example.com c", 27), Some(15));
        assert_eq!(over("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3), Some("👨‍👩‍👧‍👦".len()));
    }

    #[test]
    fn three_characters_are_refused() {
        assert_eq!(refused_by_x("a😀\u{FFFF}"), Some(3));
        assert_eq!(refused_by_x("\u{FEFF}"), Some(0));
        assert_eq!(refused_by_x("ａ\u{FFFE}"), Some(1));
        assert_eq!(refused_by_x("ａ\u{FFFD}\u{202A}"), None);
    }
}
