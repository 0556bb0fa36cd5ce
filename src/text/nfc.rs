//! Detects texts that normalization to NFC may change.

use super::ascii;
use super::bytes::{char_at, slice};
use super::class::{self, EXTEND, LINKER, T, V};

/// Returns false if `text` is in NFC, and true if it may not be.
///
/// X counts the NFC form, and this crate has no tables to produce it. On `true` the caller normalizes the text before
/// counting it in [`CountUnit::XWeighted`](super::CountUnit::XWeighted). The check is cheap and not exact: it is `true`
/// for every text with a combining mark, a Hangul vowel or trailing consonant outside a syllable, or a character from a
/// block in which NFC replaces some. Emoji sequences alone never make it `true`.
#[must_use]
pub fn may_change_in_nfc(text: &[u8]) -> bool {
    let mut at = 0_usize;
    loop {
        // Fast path by the first bytes: U+0080 to U+02FF, Cyrillic, most of CJK and Hangul, emoji, and the characters
        // that join them.
        at = at.wrapping_add(match text.get(at..) {
            Some([0x20..=0x7E, ..]) => ascii::printable(slice(text, at, text.len())),
            Some([0xC2..=0xCB | 0xD0 | 0xD1, ..]) => 2,
            Some([0xE4..=0xE9 | 0xEB | 0xEC, ..] | [0xE2, 0x80, 0x82..=0xBF, ..] | [0xE3, 0x81 | 0x83, ..]) => 3,
            Some([0xEF, 0xB8, 0x80..=0x8F, ..]) => 3,
            Some([0xF0, 0x9F, ..]) => 4,
            _ => {
                let Some(c) = char_at(text, at) else { return false };
                if is_suspect(c) {
                    return true;
                }
                c.len_utf8()
            }
        });
    }
}

/// Returns true if NFC may replace `c`, or compose it with the character before.
fn is_suspect(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' => false,
        // Variation selectors, the keycap and tags never compose. Skin tones took the fast path.
        '\u{FE00}'..='\u{FE0F}' | '\u{20E2}'..='\u{20E4}' | '\u{E0000}'..='\u{E0FFF}' => false,
        '\u{374}' | '\u{37E}' | '\u{387}' => true,
        '\u{958}'..='\u{95F}' | '\u{9DC}'..='\u{9DF}' | '\u{A33}'..='\u{A36}' | '\u{A59}'..='\u{A5E}' => true,
        '\u{B5C}' | '\u{B5D}' | '\u{F43}'..='\u{F69}' | '\u{1F70}'..='\u{1FFF}' | '\u{2000}' | '\u{2001}' => true,
        '\u{2126}'..='\u{212B}' | '\u{2329}' | '\u{232A}' | '\u{2ADC}' | '\u{F900}'..='\u{FB4E}' => true,
        '\u{1D15E}'..='\u{1D1C0}' | '\u{2F800}'..='\u{2FA1F}' => true,
        c => matches!(class::of(c), EXTEND | LINKER | V | T),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_may_compose_is_reported() {
        for text in ["", "plain ASCII", "Ünïcödé", "日本語 한국어 नम", "👨‍👩‍👧‍👦 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️"]
        {
            assert!(!may_change_in_nfc(text.as_bytes()), "{text}");
        }
        for text in ["e\u{301}", "\u{1100}\u{1161}", "\u{212B}", "\u{F900}", "한국\u{11A8}", "\u{958}"] {
            assert!(may_change_in_nfc(text.as_bytes()), "{text:?}");
        }
    }
}
