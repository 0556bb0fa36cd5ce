//! Recognizes the top-level domains that X knows. They make `example.com` a link, and not `readme.md5`.

use super::ascii::{count_while, find};
use super::bytes::{byte_at, char_at, slice};
use super::tld_table::{LONG, NON_ASCII, SHORT};

/// The start of each first letter in [`LONG`], then the end.
static BY_LETTER: [u16; 27] = by_letter(LONG.as_bytes());

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "runs in the compiler, which refuses both"
)]
const fn by_letter(list: &[u8]) -> [u16; 27] {
    let mut starts = [0_u16; 27];
    let (mut at, mut letter) = (0, 0);
    while at < list.len() {
        // A capital A marks a name that shares no letter with the one before, so it has a new first letter.
        if list[at] == b'A' {
            while letter <= (list[at + 1] - b'a') as usize {
                starts[letter] = at as u16;
                letter += 1;
            }
        }
        at += 1;
    }
    while letter < starts.len() {
        starts[letter] = list.len() as u16;
        letter += 1;
    }
    starts
}

/// Returns the end of the top-level domain at `at`.
///
/// A name must not be followed by a letter, a digit, `@`, `+` or `-`. A name in Punycode (`xn--`) takes all letters,
/// digits and hyphens.
pub(super) fn end_at(text: &[u8], at: usize) -> Option<usize> {
    let rest = slice(text, at, text.len());
    let letters = count_while(rest, |b| b.is_ascii_alphabetic());
    let end = at.wrapping_add(letters);
    if !byte_at(text, end).is_ascii()
        && let Some(end) = non_ascii(text, at)
    {
        return Some(end);
    }
    if ends(text, end) && is_known(slice(rest, 0, letters)) {
        return Some(end);
    }
    let (prefix, rest) = rest.split_at_checked(4)?;
    let punycode = count_while(rest, |b| b.is_ascii_alphanumeric() || b == b'-');
    (prefix.eq_ignore_ascii_case(b"xn--") && punycode > 0).then(|| at.wrapping_add(4).wrapping_add(punycode))
}

/// Returns true if a name may end at `at`.
fn ends(text: &[u8], at: usize) -> bool {
    let next = byte_at(text, at);
    !next.is_ascii_alphanumeric() && !matches!(next, b'@' | b'+' | b'-')
}

/// Returns true if `name`, ASCII letters in either case, is a top-level domain.
fn is_known(name: &[u8]) -> bool {
    let letter = |b: u8| usize::from(b.to_ascii_lowercase().wrapping_sub(b'a'));
    let first = match *name {
        [] | [_] => return false,
        [first, second] => return SHORT.get(letter(first)).is_some_and(|row| row >> letter(second) & 1 != 0),
        [first, ..] => first,
    };
    let Some(&[from, to]) = BY_LETTER.get(letter(first)..letter(first).wrapping_add(2)) else { return false };
    let list = slice(LONG.as_bytes(), 0, to.into());
    // Skip to the second letter: a capital B marks a name that shares only the first letter with the one before.
    let mut second = usize::from(from).wrapping_add(2);
    while byte_at(list, second) < byte_at(name, 1).to_ascii_lowercase() {
        let Some(next) = find(list, b'B', second) else { return false };
        second = next.wrapping_add(1);
    }
    if byte_at(list, second) != byte_at(name, 1).to_ascii_lowercase() {
        return false;
    }
    // `matched` letters of `name` agree with the entries so far, and `passed` letters of this entry were read.
    let (mut matched, mut passed) = (2_usize, 2_usize);
    for &byte in slice(list, second.wrapping_add(1), list.len()) {
        if byte.is_ascii_lowercase() {
            if passed == matched && name.get(matched).map(u8::to_ascii_lowercase) == Some(byte) {
                matched = matched.wrapping_add(1);
            }
            passed = passed.wrapping_add(1);
            continue;
        }
        // A capital ends the entry, and gives the number of letters that the next entry shares with it.
        let shared = usize::from(byte.wrapping_sub(b'A'));
        if passed == matched && matched == name.len() || shared < matched {
            break;
        }
        passed = shared;
    }
    passed == matched && matched == name.len()
}

/// Returns the end of the name at `at` that is not ASCII.
fn non_ascii(text: &[u8], at: usize) -> Option<usize> {
    let list = NON_ASCII.as_bytes();
    let first = char_at(text, at).map(fold);
    let (mut to, mut wanted) = (at, 0_usize);
    loop {
        let name = char_at(list, wanted);
        if to == at && name < first {
            // The names are in descending order.
            return None;
        }
        if matches!(name, None | Some('|')) {
            if ends(text, to) {
                return Some(to);
            }
        } else if let Some(c) = char_at(text, to).filter(|&c| Some(fold(c)) == name) {
            to = to.wrapping_add(c.len_utf8());
            wanted = wanted.wrapping_add(name.map_or(1, char::len_utf8));
            continue;
        }
        // Try the next name.
        to = at;
        wanted = find(list, b'|', wanted)?.wrapping_add(1);
    }
}

/// Folds `c` to the letter that names in [`NON_ASCII`] are written in: from upper case, or from an old form.
fn fold(c: char) -> char {
    let down = |by| u32::from(c).checked_add(by).and_then(char::from_u32).unwrap_or(c);
    match c {
        'A'..='Z' | '\u{D6}' | '\u{391}'..='\u{3A9}' | '\u{410}'..='\u{42F}' => down(0x20),
        '\u{531}'..='\u{556}' => down(0x30),
        '\u{49A}' => '\u{49B}',
        '\u{3F5}' => '\u{3B5}',
        '\u{1C80}' => '\u{432}',
        '\u{1C81}' => '\u{434}',
        '\u{1C82}' => '\u{43E}',
        '\u{1C83}' => '\u{441}',
        '\u{1C84}' | '\u{1C85}' => '\u{442}',
        '\u{1C92}' => '\u{10D2}',
        '\u{1C94}' => '\u{10D4}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_start(text: &str) -> Option<usize> {
        let moved = end_at(format!("é.{text}").as_bytes(), 3).and_then(|end| end.checked_sub(3));
        assert_eq!(end_at(text.as_bytes(), 0), moved);
        moved
    }

    #[test]
    fn every_name_of_the_list_is_known_and_longer_ones_are_not() {
        let mut previous = String::new();
        let mut names = 0;
        for entry in LONG.split_inclusive(|_| true).collect::<String>().split_inclusive(char::is_alphabetic).fold(
            Vec::<String>::new(),
            |mut all, letter| {
                if letter.as_bytes()[0].is_ascii_uppercase() {
                    all.push(String::new());
                }
                all.last_mut().unwrap().push_str(letter);
                all
            },
        ) {
            let shared = usize::from(entry.as_bytes()[0] - b'A');
            let name = format!("{}{}", &previous[..shared], &entry[1..]);
            assert!(name > previous, "{name} after {previous}");
            assert_eq!(at_start(&name), Some(name.len()), "{name}");
            assert_eq!(at_start(&name.to_uppercase()), Some(name.len()), "{name}");
            assert_eq!(at_start(&format!("{name}qqq")), None, "{name}qqq");
            assert_eq!(at_start(&format!("{name}/a")), Some(name.len()));
            previous = name;
            names += 1;
        }
        assert_eq!(names, 1164);
        assert_eq!(SHORT.iter().map(|row| row.count_ones()).sum::<u32>(), 255);
        assert_eq!(NON_ASCII.split('|').count(), 155);
        for name in NON_ASCII.split('|') {
            assert_eq!(at_start(name), Some(name.len()), "{name}");
        }
    }

    #[test]
    fn a_name_ends_before_a_character_of_no_name() {
        for (text, size) in [
            ("com", Some(3)),
            ("COM.", Some(3)),
            ("com_", Some(3)),
            ("com日", Some(3)),
            ("com1", None),
            ("com-", None),
            ("com@", None),
            ("comx", None),
            ("co", Some(2)),
            ("zz", None),
            ("c", None),
            ("", None),
            ("рф", Some(4)),
            ("РФы", Some(4)),
            ("рфa", None),
            ("भारतम्", Some("भारतम्".len())),
            ("भारत", Some("भारत".len())),
            ("嘉里大酒店", Some(15)),
            ("嘉里大", Some(6)),
            ("xn--p1ai-", Some(9)),
            ("XN--a", Some(5)),
            ("xn--", None),
            ("Vermögensberater", Some(17)),
            ("vermögens", None),
        ] {
            assert_eq!(at_start(text), size, "{text}");
        }
    }
}
