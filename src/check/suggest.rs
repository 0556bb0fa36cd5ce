//! Suggests the closest known name.

/// Longer names get no suggestion; no name of the API is as long.
const LONGEST: usize = 40;

/// A name in lower case, letters and digits only. Its end is followed by zeros, which no name contains.
struct Plain {
    letters: [u8; LONGEST],
    length: usize,
}

impl Plain {
    fn of(text: &[u8]) -> Self {
        let mut plain = Self { letters: [0; LONGEST], length: 0 };
        for byte in text.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
            if let Some(letter) = plain.letters.get_mut(plain.length) {
                *letter = byte.to_ascii_lowercase();
            }
            plain.length = plain.length.saturating_add(1);
        }
        plain
    }

    fn text(&self) -> &[u8] {
        self.letters.get(..self.length).unwrap_or(&[])
    }
}

/// Finds the closest name: equal but for case and punctuation, a part of the other, or one or two edits away. Each name
/// comes with the name that it stands for, which is returned.
#[inline(never)]
pub(super) fn closest(text: &[u8], names: &[[u32; 2]], text_of: &[&[u8]]) -> Option<u32> {
    if text.len() > LONGEST {
        return None;
    }
    let text = Plain::of(text);
    let (mut least, mut best) = (usize::MAX, None);
    for [name, meant] in names {
        let name = Plain::of(text_of.get(*name as usize).copied().unwrap_or(&[]));
        let (short, long) = if text.length < name.length { (&text, &name) } else { (&name, &text) };
        // `comment` does not mean `disableComment`.
        let disables = |name: &Plain| name.text().windows(7).any(|part| part == b"disable");
        let is_opposite = disables(long) && !disables(short);
        let is_part = short.length >= 5
            && short.length < long.length
            && !is_opposite
            && long.text().windows(short.length).any(|part| part == short.text());
        let edits = if is_part { 1 } else { distance(&text, &name) };
        let most = usize::from(short.length >= 4).wrapping_add(usize::from(short.length >= 7));
        if edits <= most && edits < least {
            (least, best) = (edits, Some(*meant));
        }
    }
    best
}

/// The edit distance of two names: insertions, deletions, replacements and swaps of neighbours.
fn distance(left: &Plain, right: &Plain) -> usize {
    // Three rows of the table of distances between prefixes: the row before the last, the last, and this one.
    let mut before = [0usize; LONGEST + 1];
    let mut last = before;
    for (place, cost) in last.iter_mut().enumerate() {
        *cost = place;
    }
    let mut row = last;
    let mut left_before = 0u8;
    for (done, a) in left.text().iter().enumerate() {
        let mut left_cost = done.wrapping_add(1);
        let mut diagonal = [0, done];
        let mut right_before = 0u8;
        for (place, cost) in row.iter_mut().enumerate().take(right.length.saturating_add(1)) {
            let above = last.get(place).copied().unwrap_or(0);
            if let Some(b) = place.checked_sub(1).and_then(|place| right.letters.get(place)) {
                let replaced = diagonal[1].wrapping_add(usize::from(a != b));
                left_cost = replaced.min(above.wrapping_add(1)).min(left_cost.wrapping_add(1));
                if *a == right_before && *b == left_before {
                    left_cost = left_cost.min(diagonal[0].wrapping_add(1));
                }
                right_before = *b;
            }
            *cost = left_cost;
            diagonal = [place.checked_sub(1).and_then(|place| before.get(place)).copied().unwrap_or(0), above];
        }
        (before, last) = (last, row);
        left_before = *a;
    }
    last.get(right.length).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Plain, closest, distance};

    const NAMES: &[&str] =
        &["privacyLevel", "disableDuet", "draft", "PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "googlebusiness"];

    fn suggestion(text: &str) -> Option<&'static str> {
        let names: Vec<[u32; 2]> = (0..).map(|place| [place; 2]).take(NAMES.len()).collect();
        let texts: Vec<&[u8]> = NAMES.iter().map(|name| name.as_bytes()).collect();
        let found = closest(text.as_bytes(), &names, &texts)?;
        NAMES.get(found as usize).copied()
    }

    #[test]
    fn edits_are_counted() {
        for (left, right, edits) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "xabc", 1),
            ("abcd", "badc", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(&Plain::of(left.as_bytes()), &Plain::of(right.as_bytes())), edits, "{left} {right}");
        }
    }

    #[test]
    fn close_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(suggestion("privacy_level"), Some("privacyLevel"));
        assert_eq!(suggestion("privacyLevle"), Some("privacyLevel"));
        assert_eq!(suggestion("public"), Some("PUBLIC_TO_EVERYONE"));
        assert_eq!(suggestion("friends"), Some("MUTUAL_FOLLOW_FRIENDS"));
        assert_eq!(suggestion("google-business"), Some("googlebusiness"));
        assert_eq!(suggestion("darft"), Some("draft"));
        for text in ["", "x", "title", "stitch", "privacy level of this and many other things", "draw"] {
            assert_eq!(suggestion(text), None, "{text}");
        }
    }
}
