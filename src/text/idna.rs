//! Checks the length of host labels as X does: 1 to 63 characters each, in Punycode (RFC 3492).

use super::ascii;
use super::bytes::{char_at, skip, slice};
use super::units;

/// The maximum length of a label (RFC 1035).
const MAX_LABEL: u32 = 63;

/// Returns true if every label of `domain` has a valid length once encoded.
///
/// The reference reads UTF-16 code units, so its host may start with the second half of a surrogate pair. Then `halved`
/// is true, and the first label is encoded with that half alone.
pub(super) fn is_valid(domain: &[u8], halved: bool) -> bool {
    let mut halved = halved;
    domain.split(|&b| b == b'.').all(|label| {
        let fits = (1..=MAX_LABEL).contains(&encoded_length(label, halved));
        halved = false;
        fits
    })
}

/// The encoded length of `label`, or a number above [`MAX_LABEL`].
///
/// The reference splits a label at ideographic full stops, and joins the encoded parts with ASCII full stops.
fn encoded_length(label: &[u8], halved: bool) -> u32 {
    let mut length = 0_u32;
    let mut at = 0_usize;
    loop {
        let end = skip(label, at, |c| !matches!(c, '\u{3002}' | '\u{FF0E}' | '\u{FF61}'));
        length = length.saturating_add(punycode_length(slice(label, at, end), halved && at == 0));
        if end >= label.len() {
            return length;
        }
        length = length.saturating_add(1);
        // All three take three bytes.
        at = end.wrapping_add(3);
    }
}

/// The encoded length of a part of a label, with its `xn--` prefix.
fn punycode_length(part: &[u8], halved: bool) -> u32 {
    // The reference encodes a part with any character that is not printable ASCII.
    if ascii::printable(part) == part.len() {
        return u32::try_from(part.len()).unwrap_or(u32::MAX);
    }
    let total = units::code_points(part);
    if total > MAX_LABEL {
        // Each code point takes at least one character. The bound also keeps the loops below from being quadratic.
        return u32::MAX;
    }
    let mut points = [0_u32; MAX_LABEL as usize];
    let mut at = 0_usize;
    for slot in &mut points {
        let Some(c) = char_at(part, at) else { break };
        *slot = u32::from(c);
        if halved && at == 0 && c > '\u{FFFF}' {
            *slot = 0xDC00 | u32::from(c) & 0x3FF;
        }
        at = at.wrapping_add(c.len_utf8());
    }
    let points = points.get(..total as usize).unwrap_or(&[]);
    let basic = part.iter().map(|byte| u32::from(byte.is_ascii())).fold(0, u32::wrapping_add);
    let mut length = basic.wrapping_add(4);
    if basic > 0 {
        length = length.wrapping_add(1);
    }
    let (mut n, mut delta, mut bias, mut handled) = (0x80_u32, 0_u32, 72_u32, basic);
    // With at most 63 code points below U+110000, no value reaches 2³².
    while handled < total {
        let next = points.iter().copied().filter(|&c| c >= n).min().unwrap_or(n);
        delta = delta.wrapping_add(next.wrapping_sub(n).wrapping_mul(handled.wrapping_add(1)));
        n = next;
        for &c in points {
            if c < n {
                delta = delta.wrapping_add(1);
            }
            if c == n {
                length = length.wrapping_add(digits(delta, bias));
                let seen = handled.wrapping_add(1);
                bias = adapt(delta, seen, handled == basic);
                delta = 0;
                handled = seen;
            }
        }
        delta = delta.wrapping_add(1);
        n = n.wrapping_add(1);
    }
    length
}

/// Counts the digits of the variable-length integer `q` (RFC 3492, section 3.3).
fn digits(mut q: u32, bias: u32) -> u32 {
    let (mut length, mut k) = (1_u32, 36_u32);
    loop {
        let threshold = k.saturating_sub(bias).clamp(1, 26);
        let Some(above) = q.checked_sub(threshold) else { return length };
        q = above.checked_div(36_u32.wrapping_sub(threshold)).unwrap_or(0);
        length = length.wrapping_add(1);
        k = k.wrapping_add(36);
    }
}

/// Adapts the bias (RFC 3492, section 6.1).
const fn adapt(delta: u32, seen: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta = delta.wrapping_add(match delta.checked_div(seen) {
        Some(share) => share,
        None => 0,
    });
    let mut k = 0_u32;
    while delta > 455 {
        delta /= 35;
        k = k.wrapping_add(36);
    }
    k.wrapping_add(match delta.wrapping_mul(36).checked_div(delta.wrapping_add(38)) {
        Some(share) => share,
        None => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_that_of_the_punycode() {
        for (label, encoded) in [
            ("example", "example"),
            ("bücher", "xn--bcher-kva"),
            ("münchen", "xn--mnchen-3ya"),
            ("日本語", "xn--wgv71a119e"),
            ("한국", "xn--3e0b707e"),
            ("рф", "xn--p1ai"),
            // RFC 3492, section 7.1: (B) Chinese, (L) Japanese 3年B組金八先生.
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
            ("😀", "xn--e28h"),
            // Long labels, whose length depends on the bias; encoded by npm punycode 1.4.1.
            ("ليهمابتكلموشعربي", "xn--mgbcah9ar9a4efegftvvn"),
            ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("יהילאחהאםהויםגםדיתוהואםהק", "xn--4dbaahfcbbcbgcbt1abgc1cyadbg5voc"),
            ("あいうえおかきくけこあいうえおかきくけこ", "xn--l8jafbicldoegfugxh0ai3aj"),
            ("aあbいcうdえeおfかgきhくiけjこ", "xn--abcdefghij-r13iza1a3a5ar9a0b1b3b"),
            ("한국어도메인이름시험입니다만", "xn--3e0bp5hoc75bk4somas4ai31cd6fcyeib3ks23q3ob"),
            ("zażółćgęśląjaźń", "xn--zaglja-cxa0mpa5p6q5a80a6ota"),
            ("字a字b字c字d字e字f字", "xn--abcdef-946kbbbbbb"),
        ] {
            assert_eq!(encoded_length(label.as_bytes(), false) as usize, encoded.len(), "{label}");
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_encoded_by_itself() {
        // Lengths from npm punycode 1.4.1, which the reference uses.
        let long = format!("😀{}", "x".repeat(52));
        assert_eq!((encoded_length("😀c".as_bytes(), false), encoded_length("😀c".as_bytes(), true)), (10, 10));
        assert_eq!((encoded_length(long.as_bytes(), false), encoded_length(long.as_bytes(), true)), (63, 62));
    }

    #[test]
    fn a_label_has_1_to_63_characters() {
        assert!(is_valid(format!("{}.com", "a".repeat(63)).as_bytes(), false));
        assert!(!is_valid(format!("{}.com", "a".repeat(64)).as_bytes(), false));
        assert!(!is_valid("a..com".as_bytes(), false));
        // The pair of twitter-text's conformance suite.
        let hiragana = "あいうえおかきくけこ".repeat(5);
        assert!(is_valid(format!("{hiragana}あい.com").as_bytes(), false));
        assert!(!is_valid(format!("{hiragana}あいう.com").as_bytes(), false));
        assert!(!is_valid("字".repeat(100_000).as_bytes(), false));
    }
}
