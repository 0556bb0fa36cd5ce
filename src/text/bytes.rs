//! Reads UTF-8 by byte position.
//!
//! The methods of `str` check every index for a character boundary and include a searcher for each type of pattern:
//! several kilobytes of wasm. These functions work on the bytes of a `str`, at character boundaries. At any other
//! position they return some character, and never panic.

/// [`char_at`] for hot loops in which most characters are ASCII.
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
        // A truncated character.
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

/// Skips the characters from `at` on that satisfy `is`. Returns the position after them.
#[inline(never)]
pub(super) fn skip(text: &[u8], at: usize, is: fn(char) -> bool) -> usize {
    let mut at = at;
    while let Some(c) = char_at(text, at).filter(|&c| is(c)) {
        at = at.wrapping_add(c.len_utf8());
    }
    at
}

/// Returns the position after `c`, if `c` is at `at`.
pub(super) fn after(text: &[u8], at: usize, c: char) -> Option<usize> {
    (char_at(text, at) == Some(c)).then(|| at.wrapping_add(c.len_utf8()))
}

/// The byte at `at`, or zero past the end.
pub(super) fn byte_at(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// The bytes `from..to`, or none if the range is invalid.
pub(super) fn slice(text: &[u8], from: usize, to: usize) -> &[u8] {
    text.get(from..to).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_forward_and_backward() {
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
