//! Extended grapheme clusters (UAX #29 of Unicode 17, with the Indic conjuncts of rule GB9c): what a reader calls one
//! character. Bluesky and the lower reading of every "characters" limit count them.

use super::bytes::{char_at, slice};
use super::class::{self, CONSONANT, CONTROL, EXTEND, L, LINKER, LV, LVT, PREPEND, REGIONAL, SPACING, T, V, ZWJ, ZWNJ};
use super::{Tally, ascii};

/// How far into `\p{Extended_Pictographic} Extend* ZWJ` the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    No,
    Pictographic,
    Joiner,
}

/// How far into `Consonant [Extend Linker]* Linker [Extend Linker]*` the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conjunct {
    No,
    Consonant,
    Linked,
}

/// Where the boundaries are, one code point at a time.
struct Boundaries {
    before: u8,
    after_cr: bool,
    half_flag: bool,
    joining: Joining,
    conjunct: Conjunct,
}

impl Boundaries {
    const fn new() -> Self {
        // The start of a text is a boundary, as the end of a control is.
        Self { before: CONTROL, after_cr: false, half_flag: false, joining: Joining::No, conjunct: Conjunct::No }
    }

    /// What joins with nothing of its own came by, as printable ASCII. Whether there is a boundary before the first of it;
    /// there is one before each other.
    fn pass_other(&mut self) -> bool {
        let joined = self.before == PREPEND;
        *self = Self { before: class::OTHER, ..Self::new() };
        !joined
    }

    /// Whether there is a boundary before `c`, which has `class`.
    fn pass(&mut self, c: char, class: u8) -> bool {
        let joined = match (self.before, class) {
            (CONTROL, _) | (_, CONTROL) => self.after_cr && c == '\n',
            (_, EXTEND | LINKER | ZWNJ | ZWJ | SPACING) | (PREPEND, _) => true,
            (L, L | V | LV | LVT) | (LV | V, V | T) | (LVT | T, T) => true,
            (REGIONAL, REGIONAL) => self.half_flag,
            (_, CONSONANT) => self.conjunct == Conjunct::Linked,
            (ZWJ, class::PICTOGRAPHIC..) => self.joining == Joining::Joiner,
            _ => false,
        };
        self.half_flag = class == REGIONAL && !(self.before == REGIONAL && self.half_flag);
        self.joining = match (class, self.joining) {
            (class::PICTOGRAPHIC.., _) | (EXTEND | LINKER | ZWNJ, Joining::Pictographic) => Joining::Pictographic,
            (ZWJ, Joining::Pictographic) => Joining::Joiner,
            _ => Joining::No,
        };
        self.conjunct = match (class, self.conjunct) {
            (CONSONANT, _) => Conjunct::Consonant,
            (LINKER, Conjunct::Consonant | Conjunct::Linked) => Conjunct::Linked,
            (EXTEND | ZWJ, kept) => kept,
            _ => Conjunct::No,
        };
        self.after_cr = c == '\r';
        self.before = class;
        !joined
    }
}

/// The cluster that is still growing.
struct Open {
    start: usize,
    emoji: bool,
}

impl Open {
    /// `c` belongs to the cluster, `first` as its first. Whether it makes an emoji of it.
    ///
    /// A character that is text unless U+FE0F follows (`©`, `❤`) is not an emoji by itself; one that is an emoji unless
    /// U+FE0E follows is.
    fn take(&mut self, c: char, class: u8, before: u8) {
        match c {
            '\u{FE0E}' => self.emoji = false,
            '\u{FE0F}' => self.emoji |= class::is_pictographic(before, 0),
            '\u{20E3}' => self.emoji = true,
            _ if class::is_tone(c) || class == REGIONAL => self.emoji = true,
            _ if class::is_pictographic(class, 0) => self.emoji |= class & class::SHOWN != 0 || before == ZWJ,
            _ => {}
        }
    }
}

/// The clusters of a text, counted twice.
pub(super) struct Clusters {
    /// One each.
    pub(super) ones: Tally,
    /// One each, but an emoji costs its bytes in UTF-8: what Threads counts.
    pub(super) emoji_bytes: Tally,
}

impl Clusters {
    /// The cluster that was open ends at `end`.
    fn close(&mut self, open: &mut Option<Open>, end: usize) {
        if let Some(Open { start, emoji }) = open.take() {
            self.ones.add(start, 1);
            self.emoji_bytes.add(start, if emoji { end.wrapping_sub(start) } else { 1 });
        }
    }
}

/// Counts the clusters of `text` and finds where they pass `limit`.
pub(super) fn tally(text: &[u8], limit: u32) -> Clusters {
    let mut clusters = Clusters { ones: Tally::new(limit), emoji_bytes: Tally::new(limit) };
    let mut boundaries = Boundaries::new();
    let mut open: Option<Open> = None;
    let mut at = 0_usize;
    loop {
        let run = ascii::printable(slice(text, at, text.len()));
        if let Some(others) = run.checked_sub(1) {
            if boundaries.pass_other() {
                clusters.close(&mut open, at);
                open = Some(Open { start: at, emoji: false });
            }
            if others > 0 {
                // All between the first and the last stand alone; the last stays open, for a mark may follow it.
                let (second, last) = (at.wrapping_add(1), at.wrapping_add(others));
                clusters.close(&mut open, second);
                clusters.ones.add_ones(second, others.wrapping_sub(1));
                clusters.emoji_bytes.add_ones(second, others.wrapping_sub(1));
                open = Some(Open { start: last, emoji: false });
            }
            at = at.wrapping_add(run);
        }
        let Some(c) = char_at(text, at) else { break };
        let class = class::of(c);
        let before = boundaries.before;
        // Most characters are of this class, and quickly told.
        if if class == class::OTHER { boundaries.pass_other() } else { boundaries.pass(c, class) } {
            clusters.close(&mut open, at);
            open = Some(Open { start: at, emoji: false });
        }
        if let Some(cluster) = &mut open {
            cluster.take(c, class, before);
        }
        at = at.wrapping_add(c.len_utf8());
    }
    clusters.close(&mut open, text.len());
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graphemes(text: &str) -> u32 {
        tally(text.as_bytes(), u32::MAX).ones.used()
    }

    /// The text at the boundaries, found by counting every prefix.
    fn split(text: &str) -> Vec<&str> {
        let over = |limit| tally(text.as_bytes(), limit).ones.over_byte();
        let mut ends: Vec<usize> = (0..).map_while(over).collect();
        ends.push(text.len());
        ends.windows(2).map(|w| &text[w[0]..w[1]]).collect()
    }

    #[test]
    fn each_rule_of_uax_29_has_its_example() {
        for (text, clusters) in [
            ("\r\n\n\r", &["\r\n", "\n", "\r"][..]), // GB3 to GB5
            ("\u{1100}\u{1161}\u{11A8}\u{11A8}", &["\u{1100}\u{1161}\u{11A8}\u{11A8}"]), // GB6 to GB8
            ("\u{AC00}\u{11A8}\u{AC01}\u{1161}", &["\u{AC00}\u{11A8}", "\u{AC01}", "\u{1161}"]),
            ("e\u{301}x\u{308}\u{301}y", &["e\u{301}", "x\u{308}\u{301}", "y"]), // GB9
            ("\u{915}\u{903}a", &["\u{915}\u{903}", "a"]),                       // GB9a
            ("\u{600}a\u{600}\u{600}b", &["\u{600}a", "\u{600}\u{600}b"]),       // GB9b
            ("नमस्ते", &["न", "म", "स्ते"]),                                         // GB9c
            ("\u{915}\u{94D}\u{200D}\u{937}", &["\u{915}\u{94D}\u{200D}\u{937}"]),
            ("\u{915}\u{94D}\u{200C}\u{937}", &["\u{915}\u{94D}\u{200C}", "\u{937}"]),
            ("👨‍👩‍👧‍👦👍🏽", &["👨‍👩‍👧‍👦", "👍🏽"]), // GB11
            ("a\u{200D}👩👩\u{200D}\u{200D}👩", &["a\u{200D}", "👩", "👩\u{200D}\u{200D}", "👩"]),
            ("🇺🇸🇫🇷🇩", &["🇺🇸", "🇫🇷", "🇩"]), // GB12, GB13
        ] {
            assert_eq!(split(text), clusters, "{text:?}");
        }
    }

    #[test]
    fn runs_of_ascii_count_as_their_characters_do() {
        for n in 0..40 {
            let text = "x".repeat(n);
            assert_eq!(graphemes(&text), n as u32);
            assert_eq!(graphemes(&format!("{text}\u{301}")), n.max(1) as u32);
            assert_eq!(graphemes(&format!("\u{600}{text}")), n.max(1) as u32);
        }
    }

    #[test]
    fn an_emoji_costs_its_bytes_where_that_is_the_price() {
        let cost = |text: &str| tally(text.as_bytes(), u32::MAX).emoji_bytes.used();
        for (text, expected) in [
            ("abc", 3),
            ("é故", 2),
            ("😀", 4),
            ("a😀b", 6),
            ("👨‍👩‍👧‍👦", 25),
            ("👍🏽", 8),
            ("🇺🇸", 8),
            ("1️⃣", 7),
            ("12️⃣3", 9),
            ("©", 1),
            ("©️", 5),
            ("❤", 1),
            ("❤️", 6),
            ("😀\u{FE0E}", 1),
            ("★", 1),
            ("e\u{301}", 1),
            ("1\u{FE0F}", 1),
        ] {
            assert_eq!(cost(text), expected, "{text:?}");
        }
    }

    #[test]
    fn over_is_the_start_of_the_cluster_that_does_not_fit() {
        let over = |text: &str, limit| tally(text.as_bytes(), limit).emoji_bytes.over_byte();
        assert_eq!(over("ab😀c", 6), Some(6));
        assert_eq!(over("ab😀c", 5), Some(2));
        assert_eq!(over("ab😀c", 7), None);
        assert_eq!(over("abcdefghijkl", 5), Some(5));
        assert_eq!(over("", 0), None);
    }
}
