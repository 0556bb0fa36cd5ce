//! The characters in and around a link, as the regular expression of the reference defines them.

use crate::text::bytes::{byte_at, char_at};

/// In a host. The reference excludes some punctuation, spaces, marks of direction and invalid characters, and takes
/// everything else.
pub(super) const HOST: u8 = 1;
/// In a label of a host in Latin letters.
pub(super) const LATIN: u8 = 2;
/// In a path.
pub(super) const PATH: u8 = 4;
/// At the end of a path.
pub(super) const PATH_END: u8 = 8;
/// In a query.
pub(super) const QUERY: u8 = 16;
/// At the end of a query.
pub(super) const QUERY_END: u8 = 32;
/// Before a link.
pub(super) const BEFORE: u8 = 64;

/// The flags of each ASCII character.
static ASCII: [u8; 128] = {
    let mut flags = [0; 128];
    let mut rest = flags.as_mut_slice();
    let mut byte = 0_u8;
    while let [first, tail @ ..] = rest {
        *first = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => HOST | LATIN | PATH | PATH_END | QUERY | QUERY_END,
            b'-' => LATIN | PATH | PATH_END | QUERY | QUERY_END | BEFORE,
            b'=' | b'_' | b'/' => PATH | PATH_END | QUERY | QUERY_END | BEFORE,
            b'#' => PATH | PATH_END | QUERY | QUERY_END,
            b'+' => PATH | PATH_END | QUERY | BEFORE,
            b'&' => PATH | QUERY | QUERY_END | BEFORE,
            b'!' | b'%' | b'\'' | b'*' | b',' | b'.' | b':' | b';' | b'[' | b']' | b'|' | b'~' => PATH | QUERY | BEFORE,
            b'$' | b'@' => PATH | QUERY,
            b'?' | b'(' | b')' => QUERY | BEFORE,
            b'"' | b'`' | b'\0'..=0x08 | 0x0E..=0x1F | 0x7F => HOST | BEFORE,
            _ => BEFORE,
        };
        byte = byte.wrapping_add(1);
        rest = tail;
    }
    flags
};

/// The places in and around a link where `c` may be, as flags such as [`HOST`].
pub(super) fn flags(c: char) -> u8 {
    if let Some(&flags) = ASCII.get(c as usize) {
        return flags;
    }
    match c {
        '\u{85}' | '\u{A0}' | '\u{61C}' | '\u{1680}' | '\u{180E}' | '\u{3000}' => BEFORE,
        '\u{2000}'..='\u{200A}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}' => BEFORE,
        '\u{2066}'..='\u{2069}' => BEFORE,
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => 0,
        '＠' | '＃' => HOST,
        '\u{2013}' => HOST | PATH | BEFORE,
        '\u{400}'..='\u{4FF}' | '\u{1C80}'..='\u{1C87}' => HOST | PATH | PATH_END | BEFORE,
        // The accented letters of the reference, and those that its `i` flag adds: iota is the upper case of U+0345.
        '\u{C0}'..='\u{D6}'
        | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{24F}'
        | '\u{253}'
        | '\u{254}'
        | '\u{256}'
        | '\u{257}'
        | '\u{259}'
        | '\u{25B}'
        | '\u{260}'
        | '\u{263}'
        | '\u{268}'
        | '\u{269}'
        | '\u{26F}'
        | '\u{272}'
        | '\u{275}'
        | '\u{280}'
        | '\u{283}'
        | '\u{288}'..='\u{28C}'
        | '\u{292}'
        | '\u{2BB}'
        | '\u{300}'..='\u{36F}'
        | '\u{399}'
        | '\u{3B9}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{1FBE}'
        | '\u{2C65}'
        | '\u{2C66}'
        | '\u{2C7E}'
        | '\u{2C7F}'
        | '\u{A7DC}' => HOST | LATIN | PATH | PATH_END | BEFORE,
        _ => HOST | BEFORE,
    }
}

/// Returns true if `c` may be in one of the places of `mask`.
pub(super) fn may_be(c: char, mask: u8) -> bool {
    flags(c) & mask != 0
}

/// Skips the characters from `at` on that may be in one of the places of `mask`. Returns the position after them.
pub(super) fn skip_run(text: &[u8], at: usize, mask: u8) -> usize {
    let mut at = at;
    while at < text.len() {
        let (found, size) = match ASCII.get(usize::from(byte_at(text, at))) {
            Some(&flags) => (flags, 1),
            None => char_at(text, at).map_or((0, 0), |c| (flags(c), c.len_utf8())),
        };
        if found & mask == 0 {
            break;
        }
        at = at.wrapping_add(size);
    }
    at
}
