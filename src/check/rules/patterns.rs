//! Patterns of texts, beyond the formats of the schema.

use super::hosts::{has_scheme, is_private};
use crate::check::form;
use crate::rules::TextPattern;
use crate::text;

/// Returns true if a text matches.
#[inline(never)]
pub(super) fn matches_pattern(pattern: TextPattern, bytes: &[u8]) -> bool {
    match pattern {
        TextPattern::Digits => !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit),
        TextPattern::Snowflake => matches!(bytes.len(), 1..=19) && bytes.iter().all(u8::is_ascii_digit),
        TextPattern::Colour => {
            matches!(bytes, [b'#', rest @ ..] if rest.len() == 6 && rest.iter().all(u8::is_ascii_hexdigit))
        }
        TextPattern::Date => form::is_date(bytes),
        TextPattern::TimeOfDay => is_time_of_day(bytes),
        // The structure reports values that are no addresses at all.
        TextPattern::Web => has_scheme(bytes, b"http") || has_scheme(bytes, b"https") || !form::is_uri(bytes),
        TextPattern::Https => !has_scheme(bytes, b"http"),
        TextPattern::Public => !is_private(bytes),
        TextPattern::Language => is_language(bytes),
        TextPattern::NoAngles => !bytes.iter().any(|byte| matches!(byte, b'<' | b'>')),
        TextPattern::AcceptedByX => text::refused_by_x(bytes).is_none(),
        TextPattern::NoComma => !text::has(bytes, b','),
        TextPattern::NotBlank => !text::is_blank(bytes),
        TextPattern::NoPhone => !has_phone(bytes),
        TextPattern::AccountId => !text::is_blank(bytes) && !is_foreign_id(bytes),
    }
}

/// Whether this is how platforms name accounts: a number, a URN or DID, a handle or mail address.
fn is_foreign_id(text: &[u8]) -> bool {
    const OBJECT_ID: usize = 24;
    (text.len() != OBJECT_ID && text.iter().all(u8::is_ascii_digit)) || text.iter().any(|byte| b":@/".contains(byte))
}

/// `HH:MM`.
fn is_time_of_day(text: &[u8]) -> bool {
    matches!(
        text,
        [b'0' | b'1', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
            | [b'2', b'0'..=b'3', b':', b'0'..=b'5', b'0'..=b'9']
    )
}

/// Two to eight letters, then parts of one to eight letters and digits.
fn is_language(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'-').enumerate().all(|(place, part)| {
        let lengths = if place == 0 { 2..=8 } else { 1..=8 };
        lengths.contains(&part.len())
            && part.iter().all(|byte| byte.is_ascii_alphabetic() || (place > 0 && byte.is_ascii_digit()))
    })
}

/// Ten to fifteen digits (nine after a plus sign) with nothing but spaces and the usual signs between them; a date is
/// none.
fn has_phone(text: &[u8]) -> bool {
    let mut before = b' ';
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        if let Some((date, tail)) = rest.split_at_checked(10)
            && form::is_date(date)
        {
            before = b'-';
            rest = tail;
            continue;
        }
        let free = !before.is_ascii_alphanumeric() && !matches!(before, b'/' | b'=' | b'-' | b'.' | b'_' | b'&');
        if free && (byte.is_ascii_digit() || matches!(byte, b'+' | b'(')) {
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit() || b"+ -.()".contains(byte)).count();
            let run = rest.get(..length).unwrap_or(&[]);
            let digits = run.iter().filter(|byte| byte.is_ascii_digit()).count();
            let fewest = if *byte == b'+' { 9 } else { 10 };
            if (fewest..=15).contains(&digits) {
                return true;
            }
            before = run.last().copied().unwrap_or(b' ');
            rest = rest.get(length.max(1)..).unwrap_or(&[]);
        } else {
            before = *byte;
            rest = tail;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::matches_pattern;
    use crate::rules::TextPattern;

    #[test]
    fn only_the_web_is_fetched() {
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:image/png;base64,AA",
            "ftp://a.b/c",
            "blob:https://a.b/c",
            "http:a",
        ] {
            assert!(!matches_pattern(TextPattern::Web, url.as_bytes()), "{url}");
        }
        for url in ["https://a.b/", "HTTP://a.b/", "no address"] {
            assert!(matches_pattern(TextPattern::Web, url.as_bytes()), "{url}");
        }
    }

    #[test]
    fn telephone_numbers_are_told_from_dates_and_prices() {
        for text in ["Call +49 30 1234567", "(030) 123 456 78", "tel 0171-1234567-8", "ring 030 1234 5678 now"] {
            assert!(!matches_pattern(TextPattern::NoPhone, text.as_bytes()), "{text}");
        }
        for text in
            ["2026-12-24 18:00", "from 1,999.00 to 2,999.00", "https://a.b/1234567890123", "ISBN978316148410", "3 4 5"]
        {
            assert!(matches_pattern(TextPattern::NoPhone, text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn ids_of_postpeer_are_told_from_those_of_the_platforms() {
        for id in ["tt_321", "69e0893109e2c65ae5957084", "123456789012345678901234", "<your-account-id>", "a"] {
            assert!(matches_pattern(TextPattern::AccountId, id.as_bytes()), "{id}");
        }
        for id in ["", " ", "17841400000000000", "urn:li:person:1", "did:plc:abc", "@anna", "a@b.example", "x.com/anna"]
        {
            assert!(!matches_pattern(TextPattern::AccountId, id.as_bytes()), "{id}");
        }
    }

    #[test]
    fn small_forms() {
        assert!(matches_pattern(TextPattern::TimeOfDay, b"23:59") && matches_pattern(TextPattern::TimeOfDay, b"00:00"));
        assert!(
            !matches_pattern(TextPattern::TimeOfDay, b"24:00")
                && !matches_pattern(TextPattern::TimeOfDay, b"7:00")
                && !matches_pattern(TextPattern::TimeOfDay, b"12:60")
        );
        assert!(
            matches_pattern(TextPattern::Language, b"en")
                && matches_pattern(TextPattern::Language, b"pt-BR")
                && matches_pattern(TextPattern::Language, b"zh-Hant-TW")
        );
        assert!(
            !matches_pattern(TextPattern::Language, b"e")
                && !matches_pattern(TextPattern::Language, b"en_US")
                && !matches_pattern(TextPattern::Language, b"en-")
                && !matches_pattern(TextPattern::Language, b"")
        );
        assert!(
            matches_pattern(TextPattern::Colour, b"#6E7874")
                && !matches_pattern(TextPattern::Colour, b"6E7874")
                && !matches_pattern(TextPattern::Colour, b"#6E787")
        );
        assert!(
            matches_pattern(TextPattern::Snowflake, b"1")
                && !matches_pattern(TextPattern::Snowflake, b"12345678901234567890")
                && !matches_pattern(TextPattern::Snowflake, b"a")
        );
    }
}
