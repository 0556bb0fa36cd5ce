//! The length of a list of YouTube tags, as YouTube counts it: a tag with a space is quoted, and commas separate.

use super::{Kind, count, has};

/// What `tags` use of YouTube's 500, each counted as `kind`.
///
/// YouTube says "characters" and not which, so the caller asks twice: for the least and the most it may mean.
pub fn youtube_tags<'t>(kind: Kind, tags: impl IntoIterator<Item = &'t [u8]>) -> u32 {
    let mut used = 0_u32;
    for (i, tag) in tags.into_iter().enumerate() {
        let comma = u32::from(i > 0);
        let quotes = if has(tag, b' ') { 2 } else { 0 };
        used = used.saturating_add(count(kind, tag)).saturating_add(quotes).saturating_add(comma);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_costs_two_quotes_and_every_tag_but_the_first_a_comma() {
        let used = |tags: &[&str]| youtube_tags(Kind::CodePoints, tags.iter().map(|tag| tag.as_bytes()));
        assert_eq!(used(&[]), 0);
        assert_eq!(used(&["abc"]), 3);
        assert_eq!(used(&["abc", "d"]), 5);
        // YouTube's own example: Foo-Baz is seven characters, Foo Baz nine.
        assert_eq!(used(&["Foo-Baz"]), 7);
        assert_eq!(used(&["Foo Baz"]), 9);
        assert_eq!(used(&["a b c", "d e"]), 5 + 2 + 1 + 3 + 2);
        assert_eq!(youtube_tags(Kind::Utf16, ["😀".as_bytes()]), 2);
    }
}
