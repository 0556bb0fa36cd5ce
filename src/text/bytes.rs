//! Reading UTF-8 by position.
//!
//! The functions of `str` check at every cut that it is between two characters, and come with a searcher for every
//! sort of pattern: several kilobytes of wasm. Everything here works on the bytes of a `str` and on positions between
//! its characters; at any other position the answer is some character, never a panic.

/// [`char_at`] for where most characters are ASCII and each counts.
#[inline(always)]
pub(super) fn quick_char_at(text: &[u8], at: usize) -> Option<char> {
    match text.get(at) {
        Some(&byte @ ..0x80) => Some(char::from(byte)),
        _ => char_at(text, at),
    }
}

/// The character at `at`.
#[inline(never)]
pub(super) fn char_at(text: &[u8], at: usize) -> Option<char> {
    let low = |byte: u8| u32::from(byte & 0x3F);
    char::from_u32(match *text.get(at..)? {
        [a @ ..0x80, ..] => u32::from(a),
        [a @ ..0xE0, b, ..] => u32::from(a & 0x1F) << 6 | low(b),
        [a @ ..0xF0, b, c, ..] => u32::from(a & 0x0F) << 12 | low(b) << 6 | low(c),
        [a, b, c, d, ..] => u32::from(a & 0x07) << 18 | low(b) << 12 | low(c) << 6 | low(d),
        [] => return None,
        // A character that is cut off.
        _ => 0xFFFD,
    })
}

/// The character before `at`.
pub(super) fn char_before(text: &[u8], at: usize) -> Option<char> {
    let before = text.get(..at)?;
    if let [.., byte @ ..0x80] = *before {
        return Some(char::from(byte));
    }
    let start = before.iter().rposition(|b| b & 0xC0 != 0x80)?;
    char_at(text, start)
}

/// Where the characters from `at` on end that `is` takes.
#[inline(never)]
pub(super) fn skip(text: &[u8], at: usize, is: fn(char) -> bool) -> usize {
    let mut at = at;
    while let Some(c) = char_at(text, at).filter(|&c| is(c)) {
        at = at.wrapping_add(c.len_utf8());
    }
    at
}

/// Where `c` ends, if it is at `at`.
pub(super) fn after(text: &[u8], at: usize, c: char) -> Option<usize> {
    (char_at(text, at) == Some(c)).then(|| at.wrapping_add(c.len_utf8()))
}

/// The byte at `at`; zero past the end.
pub(super) fn byte_at(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// Bytes `from..to`; none where there are no such.
pub(super) fn slice(text: &[u8], from: usize, to: usize) -> &[u8] {
    text.get(from..to).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_read_from_both_sides() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32).step_by(7) {
            let text = format!("a{c}b");
            let bytes = text.as_bytes();
            assert_eq!(char_at(bytes, 1), Some(c));
            assert_eq!(char_before(bytes, 1 + c.len_utf8()), Some(c));
            assert_eq!(after(bytes, 1, c), Some(1 + c.len_utf8()));
        }
        assert_eq!(char_at(b"a", 1), None);
        assert_eq!(char_at(b"a", 2), None);
        assert_eq!(char_before(b"a", 0), None);
        assert_eq!(skip("ééa".as_bytes(), 0, |c| c == 'é'), 4);
    }

    #[test]
    fn no_position_and_no_bytes_panic() {
        for bytes in [&b"\xF0\x9F"[..], b"\x80\x80", b"\xFF", b"\xED\xA0\x80", b""] {
            for at in 0..5 {
                let _ = (char_at(bytes, at), char_before(bytes, at), skip(bytes, at, |_| true));
            }
        }
    }
}
