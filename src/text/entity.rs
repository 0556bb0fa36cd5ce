//! Hashtags, mentions, cashtags and unique links: the counts that platforms limit.
//!
//! Only X says exactly what a cashtag is. For hashtags and mentions, which Instagram limits and nobody defines, the
//! count is of those that everyone would see: what is doubtful (`#1`, `a#b`, `#🔥`) is left out, so that a limit is
//! never reported for a post that the platform accepts.

use super::class;
use super::url::{Link, links};

/// How many hashtags `text` has.
#[must_use]
pub fn hashtags(text: &str) -> u32 {
    let mut found = 0_u32;
    let mut before = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if matches!(c, '#' | '＃') && !before.is_some_and(|b| is_word(b) || matches!(b, '&' | '/' | '#' | '＃')) {
            let rest = chars.as_str();
            let after = rest.trim_start_matches(is_word);
            let name = rest.get(..rest.len().wrapping_sub(after.len())).unwrap_or("");
            let has_letter = name.chars().any(|c| !c.is_ascii_digit() && c != '_');
            if has_letter && !after.starts_with(['#', '＃']) && !after.starts_with("://") {
                found = found.saturating_add(1);
            }
        }
        before = Some(c);
    }
    found
}

/// How many mentions (`@name`) `text` has.
#[must_use]
pub fn mentions(text: &str) -> u32 {
    let mut found = 0_u32;
    let mut before = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if matches!(c, '@' | '＠')
            && !before.is_some_and(|b| is_word(b) || "!#$%&*@＠/.+-".contains(b))
            && chars.as_str().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        {
            found = found.saturating_add(1);
        }
        before = Some(c);
    }
    found
}

/// How many cashtags (`$TICKER`) X finds in `text`.
#[must_use]
pub fn cashtags(text: &str) -> u32 {
    let mut found = 0_u32;
    let mut may_start = true;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '$'
            && may_start
            && let Some(size) = cashtag(chars.as_str())
        {
            found = found.saturating_add(1);
            chars = chars.as_str().get(size..).unwrap_or("").chars();
            may_start = false;
            continue;
        }
        may_start = is_space(c);
    }
    found
}

/// The bytes of the symbol at the start of `text`: one to six letters, then perhaps a full stop or underscore and one
/// or two more.
fn cashtag(text: &str) -> Option<usize> {
    let letters = |text: &str, most| text.bytes().take(most).take_while(u8::is_ascii_alphabetic).count();
    let ends = |size| {
        // Here the reference means what JavaScript calls a space, which differs in three.
        let is_end = |c| match c {
            '\u{85}' | '\u{180E}' => false,
            c => c == '\u{FEFF}' || is_space(c) || is_punctuation(c),
        };
        text.get(size..)?.chars().next().is_none_or(is_end).then_some(size)
    };
    let symbol = letters(text, 6);
    if symbol == 0 {
        return None;
    }
    let suffix = text.get(symbol..)?;
    if suffix.starts_with(['.', '_']) {
        let most = letters(suffix.get(1..)?, 2);
        for size in (1..=most).rev() {
            if let Some(end) = ends(symbol.wrapping_add(1).wrapping_add(size)) {
                return Some(end);
            }
        }
    }
    ends(symbol)
}

/// How many different links `text` has. `all` counts those without `http://` or `https://` too.
#[must_use]
pub fn unique_links(text: &str, all: bool) -> u32 {
    let counted = || links(text).filter(|link| all || link.has_protocol);
    let own = |link: Link| text.get(link.start..link.end);
    let mut found = 0_u32;
    for link in counted() {
        // Past a hundred the exact number says nothing, and the search for a twin would be quadratic.
        let is_new = || !counted().take_while(|other| other.start < link.start).any(|other| own(other) == own(link));
        if found >= 100 || is_new() {
            found = found.saturating_add(1);
        }
    }
    found
}

/// Letters, digits and marks of any script, as far as they can be told without tables.
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

fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200A}'
            | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// The punctuation that X lets follow a cashtag.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '"' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashtags_that_everyone_would_see_are_counted() {
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
            assert_eq!(hashtags(text), count, "{text:?}");
        }
    }

    #[test]
    fn mentions_are_counted_and_addresses_are_not() {
        for (text, count) in
            [("@a @b.c, @d_e", 3), ("mail a@b.com", 0), ("@ @@a", 0), ("＠name", 1), ("日本@name", 0), ("(@name)", 1)]
        {
            assert_eq!(mentions(text), count, "{text:?}");
        }
    }

    #[test]
    fn cashtags_are_x_s() {
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
            assert_eq!(cashtags(text), count, "{text:?}");
        }
    }

    #[test]
    fn a_link_counts_once() {
        let text = "http://a.com b.com http://a.com http://a.com/x b.com";
        assert_eq!(unique_links(text, true), 3);
        assert_eq!(unique_links(text, false), 2);
    }
}
