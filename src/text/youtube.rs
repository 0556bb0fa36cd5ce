//! Counts a list of YouTube tags: commas separate tags, and a tag with a space has quotation marks.

use super::ascii::has;
use super::count::count;
use super::count_unit::CountUnit;

/// Counts `tags`, of which YouTube takes 500 "characters".
///
/// YouTube does not define a character. The caller asks for the lowest and the highest count it may mean.
pub fn youtube_tags<'t>(unit: CountUnit, tags: impl IntoIterator<Item = &'t [u8]>) -> u32 {
    let mut used = 0_u32;
    for (i, tag) in tags.into_iter().enumerate() {
        let comma = u32::from(i > 0);
        let quotes = if has(tag, b' ') { 2 } else { 0 };
        used = used.saturating_add(count(unit, tag)).saturating_add(quotes).saturating_add(comma);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_and_commas_count() {
        let used = |tags: &[&str]| youtube_tags(CountUnit::CodePoints, tags.iter().map(|tag| tag.as_bytes()));
        assert_eq!(used(&[]), 0);
        assert_eq!(used(&["abc"]), 3);
        assert_eq!(used(&["abc", "d"]), 5);
        // YouTube's own example: Foo-Baz is seven characters, Foo Baz nine.
        assert_eq!(used(&["Foo-Baz"]), 7);
        assert_eq!(used(&["Foo Baz"]), 9);
        assert_eq!(used(&["a b c", "d e"]), 5 + 2 + 1 + 3 + 2);
        assert_eq!(youtube_tags(CountUnit::Utf16, ["😀".as_bytes()]), 2);
    }
}
