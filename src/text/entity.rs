//! Counts hashtags, mentions, cashtags and unique links.
//!
//! Only X defines its entities, such as cashtags. Instagram limits hashtags and mentions without a definition. There,
//! doubtful cases (`#1`, `a#b`, `#🔥`) do not count, so that no limit is reported for a post that the platform accepts.

use super::ascii::{count_while, has};
use super::bytes::{byte_at, char_at, char_before, skip, slice};
use super::class;
use super::count::count;
use super::count_unit::CountUnit;
use super::url::{Link, Links};

/// Counts the hashtags of `text`.
#[must_use]
pub fn hashtags(text: &[u8]) -> u32 {
    let is_hashtag = |text: &[u8], sign, at| u32::from(hashtag_end(text, sign, at).is_some());
    count_marks(text, HASHES, is_hashtag, u32::saturating_add)
}

/// The length of the longest hashtag in grapheme clusters, without the `#`.
#[must_use]
pub fn longest_hashtag(text: &[u8]) -> u32 {
    let length = |text: &[u8], sign, at| {
        let end = hashtag_end(text, sign, at);
        end.map_or(0, |end| count(CountUnit::Graphemes, slice(text, at, end)))
    };
    count_marks(text, HASHES, length, u32::max)
}

const HASHES: [char; 2] = ['#', '＃'];

/// Returns the end of the hashtag whose `#` is at `sign` and whose first letter is at `at`, if it is a hashtag.
fn hashtag_end(text: &[u8], sign: usize, at: usize) -> Option<usize> {
    let end = skip(text, at, is_word);
    let has_letter = skip(text, at, |c| c.is_ascii_digit() || c == '_') < end;
    let is_free = !char_before(text, sign).is_some_and(|b| is_word(b) || matches!(b, '&' | '/' | '#' | '＃'));
    let follows = char_at(text, end);
    let continues = matches!(follows, Some('#' | '＃')) || slice(text, end, end.wrapping_add(3)) == b"://";
    (is_free && has_letter && !continues).then_some(end)
}

/// Counts the mentions (`@name`) of `text`.
#[must_use]
pub fn mentions(text: &[u8]) -> u32 {
    let is_mention = |text: &[u8], sign, at| {
        let name = byte_at(text, at);
        let is_other = |b| is_word(b) || matches!(b, '!' | '#'..='&' | '*' | '+' | '-'..='/' | '@' | '＠');
        u32::from((name.is_ascii_alphanumeric() || name == b'_') && !char_before(text, sign).is_some_and(is_other))
    };
    count_marks(text, ['@', '＠'], is_mention, u32::saturating_add)
}

/// Counts the cashtags (`$TICKER`) that X finds in `text`.
#[must_use]
pub fn cashtags(text: &[u8]) -> u32 {
    let is_cashtag = |text: &[u8], sign, at| {
        // Two cashtags may share the space between them.
        u32::from(char_before(text, sign).is_none_or(is_space) && is_symbol(text, at))
    };
    count_marks(text, ['$', '$'], is_cashtag, u32::saturating_add)
}

/// Returns true if a symbol is at `at`: one to six letters, then optionally a full stop or underscore and one or two
/// letters.
fn is_symbol(text: &[u8], at: usize) -> bool {
    let letters = |at, most: usize| {
        let run = slice(text, at, at.wrapping_add(most).min(text.len()));
        at.wrapping_add(count_while(run, |b| b.is_ascii_alphabetic()))
    };
    // Here the reference uses JavaScript's `\s`, which differs in three characters.
    let ends = |at| match char_at(text, at) {
        None | Some('\u{FEFF}') => true,
        Some('\u{85}' | '\u{180E}' | '"' | '`') => false,
        Some(c) => is_space(c) || c.is_ascii_punctuation(),
    };
    // A full stop or underscore ends the symbol too, so the letters after it need no check.
    let end = letters(at, 6);
    end > at && ends(end)
}

/// Calls `measure` with the start and end of each of the `signs` in `text`, and combines the results with `add`.
#[inline(never)]
fn count_marks(
    text: &[u8],
    signs: [char; 2],
    measure: fn(&[u8], usize, usize) -> u32,
    add: fn(u32, u32) -> u32,
) -> u32 {
    let mut found = 0_u32;
    for (at, byte) in text.iter().enumerate() {
        // The ASCII sign, or a byte that may start its fullwidth form.
        let is_candidate = char::from(*byte) == signs[0] || *byte == FULLWIDTH;
        if is_candidate && let Some(sign) = char_at(text, at).filter(|c| signs.contains(c)) {
            found = add(found, measure(text, at, at.wrapping_add(sign.len_utf8())));
        }
    }
    found
}

/// The first byte of fullwidth forms in UTF-8.
const FULLWIDTH: u8 = 0xEF;

/// Returns true if `text` may contain fullwidth forms of `#`, `@` or `$`.
#[must_use]
pub fn has_wide_signs(text: &[u8]) -> bool {
    has(text, FULLWIDTH)
}

/// Counts the different links of `text`. Links without `http://` or `https://` count only if `all` is true.
#[must_use]
pub fn unique_links(text: &[u8], all: bool) -> u32 {
    let own = |link: Link| slice(text, link.start, link.end);
    let is_counted = |link: Link| all || link.has_protocol;
    let mut found = 0_u32;
    for link in Links::new(text) {
        // From a hundred on, duplicates count too: no limit is that high, and the search would be quadratic.
        let mut earlier = Links::new(text).take_while(|other| found < 100 && other.start < link.start);
        if is_counted(link) && !earlier.any(|other| is_counted(other) && own(other) == own(link)) {
            found = found.saturating_add(1);
        }
    }
    found
}

/// Returns true for letters, digits and marks of any script, as far as ranges without tables can tell.
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric() || c == '_',
        'ª' | 'µ' | 'º' | '\u{C0}'..='\u{FF}' => !matches!(c, '×' | '÷'),
        '\u{80}'..='\u{BF}' => false,
        '\u{200C}' | '\u{200D}' => true,
        '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => false,
        '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        '\u{FFE0}'..='\u{FFFF}' => false,
        c => !matches!(class::of(c), class::CONTROL | class::REGIONAL | class::PICTOGRAPHIC..) && !class::is_tone(c),
    }
}

/// Returns true if `text` is empty or white space. Reads the first 100,000 bytes.
#[must_use]
pub fn is_blank(text: &[u8]) -> bool {
    // A longer text exceeds the limit of every platform.
    let text = slice(text, 0, text.len().min(100_000));
    skip(text, 0, |c| is_space(c) && c != '\u{180E}') == text.len()
}

/// Returns true for white space as X's reference defines it: Unicode's White_Space, and U+180E.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200A}'
            | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_hashtags_count() {
        for (text, count) in [
            ("#one #two,#three", 3),
            ("＃日本語 #été #हिन्दी", 3),
            ("#1 #2024 #_ # #", 0),
            ("#a1 #1a", 2),
            ("a#b é#c http://x.y/#z &#39;", 0),
            ("#a#b", 0),
            ("##a", 0),
            ("#a://b", 0),
            ("🔥#fire #️⃣", 1),
            ("#fire#️⃣", 0),
            ("#🔥", 0),
            ("(#a)", 1),
        ] {
            assert_eq!(hashtags(text.as_bytes()), count, "{text:?}");
        }
    }

    #[test]
    fn the_longest_hashtag_is_measured_without_the_sign() {
        for (text, length) in
            [("", 0), ("no tag # #1", 0), ("#a #bcd, #ef", 3), ("＃日本語", 3), ("#हिन्दी", 2), ("##long", 0)]
        {
            assert_eq!(longest_hashtag(text.as_bytes()), length, "{text:?}");
        }
    }

    #[test]
    fn mentions_count_and_email_addresses_do_not() {
        for (text, count) in
            [("@a @b.c, @d_e", 3), ("mail a@b.com", 0), ("@ @@a", 0), ("＠name", 1), ("日本@name", 0), ("(@name)", 1)]
        {
            assert_eq!(mentions(text.as_bytes()), count, "{text:?}");
        }
    }

    #[test]
    fn cashtags_follow_the_definition_of_x() {
        for (text, count) in [
            ("$TWTR", 1),
            ("$TWTR $AAPL.", 2),
            ("$TWTR$AAPL", 1),
            ("$BRK.A $BRK_AB", 2),
            ("$BRK.ABC", 1),
            ("$TOOLONGX", 0),
            ("$1 $A1 a$B ($C)", 0),
            ("\u{3000}$a\u{3000}$b", 2),
            ("$a日", 0),
        ] {
            assert_eq!(cashtags(text.as_bytes()), count, "{text:?}");
        }
    }

    #[test]
    fn blank_text_is_white_space_of_unicode() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            assert_eq!(is_blank(format!(" {c}\n").as_bytes()), c.is_whitespace(), "U+{:04X}", u32::from(c));
        }
        assert!(is_blank(b""));
    }

    #[test]
    fn a_repeated_link_counts_once() {
        let text = b"http://a.com b.com http://a.com http://a.com/x b.com";
        assert_eq!(unique_links(text, true), 3);
        assert_eq!(unique_links(text, false), 2);
    }
}
