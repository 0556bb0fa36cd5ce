//! Counts extended grapheme clusters (UAX #29, with the Indic conjuncts of rule GB9c): the characters that a reader
//! sees.
//!
//! Bluesky counts them. Where a platform says "characters" and not which, they are the lowest count it may mean.

use super::ascii;
use super::bytes::{char_at, slice};
use super::class::{self, CONSONANT, CONTROL, EXTEND, L, LINKER, LV, LVT, PREPEND, REGIONAL, SPACING, T, V, ZWJ, ZWNJ};
use super::limit_counter::LimitCounter;

/// The progress into `\p{Extended_Pictographic} Extend* ZWJ` (GB11).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    No,
    Pictographic,
    Joiner,
}

/// The progress into `Consonant [Extend Linker]* Linker [Extend Linker]*` (GB9c).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conjunct {
    No,
    Consonant,
    Linked,
}

/// Finds the boundaries, one code point at a time.
struct Boundaries {
    /// The class of the code point before.
    before: u8,
    after_cr: bool,
    /// An odd number of regional indicators comes before.
    half_flag: bool,
    joining: Joining,
    conjunct: Conjunct,
}

impl Boundaries {
    const fn new() -> Self {
        // A boundary follows a control character, as it does the start of a text.
        Self { before: CONTROL, after_cr: false, half_flag: false, joining: Joining::No, conjunct: Conjunct::No }
    }

    /// Passes one or more code points of class [`class::OTHER`], such as printable ASCII. Returns true if there is a
    /// boundary before the first; there is always one before each of the others.
    fn pass_other(&mut self) -> bool {
        let joined = self.before == PREPEND;
        *self = Self { before: class::OTHER, ..Self::new() };
        !joined
    }

    /// Passes `c`, which has `class`. Returns true if there is a boundary before it.
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

/// The cluster that is still open.
struct Open {
    start: usize,
    emoji: bool,
}

impl Open {
    /// Adds `c` to the cluster, and updates if the cluster is an emoji. `before` is the class of the code point before.
    ///
    /// A character with a default text presentation (`©`, `❤`) is an emoji only if U+FE0F follows. One with a default
    /// emoji presentation is an emoji unless U+FE0E follows.
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

/// The clusters of a text, counted in two units.
pub(super) struct Clusters {
    /// Each cluster costs one.
    pub(super) ones: LimitCounter,
    /// Each cluster costs one, except that an emoji costs its UTF-8 bytes: the unit of Threads.
    pub(super) emoji_bytes: LimitCounter,
}

impl Clusters {
    /// Counts the open cluster, if any, which ends at `end`.
    fn close(&mut self, open: &mut Option<Open>, end: usize) {
        if let Some(Open { start, emoji }) = open.take() {
            self.ones.add(start, 1);
            self.emoji_bytes.add(start, if emoji { end.wrapping_sub(start) } else { 1 });
        }
    }
}

/// Counts the clusters of `text` and finds where they exceed `limit`.
pub(super) fn count_to_limit(text: &[u8], limit: u32) -> Clusters {
    let mut clusters = Clusters { ones: LimitCounter::new(limit), emoji_bytes: LimitCounter::new(limit) };
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
                // Each character between the first and the last is a cluster. The last stays open, because a
                // combining mark may follow.
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
        // Most characters have this class, and it has the shorter path.
        let is_boundary = if class == class::OTHER { boundaries.pass_other() } else { boundaries.pass(c, class) };
        if is_boundary {
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
        count_to_limit(text.as_bytes(), u32::MAX).ones.used()
    }

    /// Splits a text at its boundaries, found with every limit.
    fn split(text: &str) -> Vec<&str> {
        let over = |limit| count_to_limit(text.as_bytes(), limit).ones.over_byte();
        let mut ends: Vec<usize> = (0..).map_while(over).collect();
        ends.push(text.len());
        ends.windows(2).map(|w| &text[w[0]..w[1]]).collect()
    }

    #[test]
    fn clusters_follow_each_rule_of_uax_29() {
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
    fn a_run_of_ascii_counts_each_character() {
        for n in 0..40 {
            let text = "x".repeat(n);
            assert_eq!(graphemes(&text), n as u32);
            assert_eq!(graphemes(&format!("{text}\u{301}")), n.max(1) as u32);
            assert_eq!(graphemes(&format!("\u{600}{text}")), n.max(1) as u32);
        }
    }

    #[test]
    fn threads_counts_an_emoji_by_its_bytes() {
        let cost = |text: &str| count_to_limit(text.as_bytes(), u32::MAX).emoji_bytes.used();
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
    fn the_limit_is_exceeded_at_the_start_of_a_cluster() {
        let over = |text: &str, limit| count_to_limit(text.as_bytes(), limit).emoji_bytes.over_byte();
        assert_eq!(over("ab😀c", 6), Some(6));
        assert_eq!(over("ab😀c", 5), Some(2));
        assert_eq!(over("ab😀c", 7), None);
        assert_eq!(over("abcdefghijkl", 5), Some(5));
        assert_eq!(over("", 0), None);
    }
}
