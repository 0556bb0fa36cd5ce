//! What somebody may have meant who wrote a name that there is not.

/// Longer names are not looked at; no name of the API is as long.
const LONGEST: usize = 40;

/// The name that a text comes closest to, if one is close: the same but for case and punctuation, part of it, or a
/// slip or two away.
pub(super) fn nearest(text: &[u8], names: impl Iterator<Item = (u32, &'static [u8])>) -> Option<u32> {
    let text = plain(text)?;
    let mut best = None;
    for (id, name) in names {
        let Some(name) = plain(name) else { continue };
        let (short, long) = if text.len() < name.len() { (&text, &name) } else { (&name, &text) };
        let slips = if short == long {
            0
        } else if short.len() >= 5 && long.windows(short.len()).any(|part| part == short.as_slice()) {
            1
        } else {
            distance(&text, &name)
        };
        let most = if short.len() < 4 {
            0
        } else if short.len() < 7 {
            1
        } else {
            2
        };
        if slips <= most && best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, id));
        }
    }
    best.map(|(_, id)| id)
}

/// Lower case, without what stands between words.
fn plain(text: &[u8]) -> Option<Vec<u8>> {
    (text.len() <= LONGEST)
        .then(|| text.iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect())
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour to get from one to the other.
fn distance(left: &[u8], right: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last = 0u8;
    for a in left {
        let mut next = vec![row.first().map_or(0, |cost| cost.wrapping_add(1))];
        let mut left_cost = next.first().copied().unwrap_or(0);
        let mut last_right = 0u8;
        for (place, b) in right.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let above = place.wrapping_add(1);
            let mut cost = at(&row, place).wrapping_add(usize::from(a != b));
            cost = cost.min(at(&row, above).wrapping_add(1)).min(left_cost.wrapping_add(1));
            if *a == last_right && *b == last {
                cost = cost.min(at(&before, place.wrapping_sub(1)).wrapping_add(1));
            }
            next.push(cost);
            left_cost = cost;
            last_right = *b;
        }
        before = row;
        row = next;
        last = *a;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    const NAMES: &[&str] =
        &["privacyLevel", "disableDuet", "draft", "PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "googlebusiness"];

    fn near(text: &str) -> Option<&'static str> {
        let found = nearest(text.as_bytes(), (0..).zip(NAMES.iter().map(|name| name.as_bytes())))?;
        NAMES.get(found as usize).copied()
    }

    #[test]
    fn slips_are_counted() {
        for (left, right, slips) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "xabc", 1),
            ("abcd", "badc", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(left.as_bytes(), right.as_bytes()), slips, "{left} {right}");
        }
    }

    #[test]
    fn near_misses_are_named_and_far_ones_are_not() {
        assert_eq!(near("privacy_level"), Some("privacyLevel"));
        assert_eq!(near("privacyLevle"), Some("privacyLevel"));
        assert_eq!(near("public"), Some("PUBLIC_TO_EVERYONE"));
        assert_eq!(near("friends"), Some("MUTUAL_FOLLOW_FRIENDS"));
        assert_eq!(near("google-business"), Some("googlebusiness"));
        assert_eq!(near("darft"), Some("draft"));
        for text in ["", "x", "title", "privacy level of this and many other things", "draw"] {
            assert_eq!(near(text), None, "{text}");
        }
    }
}
