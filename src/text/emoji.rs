//! Finds the code points that X counts as one emoji: the sequences recommended for general interchange (RGI), as X's
//! reference matches them.
//!
//! A sequence that is not recommended (`👨‍😀`) counts as its parts. A skin tone after an emoji that takes none counts by
//! itself. U+FE0F must be where the fully-qualified form has it.

use super::bytes::{byte_at, char_at};
use super::class::{self, REGIONAL, TAKES_TONE, TAKES_VS16};
use super::unicode_table::FLAGS;

/// U+FE0F, U+200D and U+20E3 in UTF-8.
const VS16: [u8; 3] = *b"\xEF\xB8\x8F";
const ZWJ: [u8; 3] = *b"\xE2\x80\x8D";
const KEYCAP: [u8; 3] = *b"\xE2\x83\xA3";

/// Returns the position after `mark`, if it is at `at`.
#[inline(always)]
fn after_mark(text: &[u8], at: usize, mark: [u8; 3]) -> Option<usize> {
    (text.get(at..)?.first_chunk() == Some(&mark)).then(|| at.wrapping_add(mark.len()))
}

/// Patterns of the sequences joined by U+200D, one per line. If two start alike, the longer one comes first.
///
/// A pattern is a list of steps, one for each emoji of the sequence. A step lists the emoji that match, then a letter
/// for the mark that must follow: `b` none, `v` U+FE0F, `t` a skin tone or none, `T` a skin tone, `w` a skin tone or
/// U+FE0F, `d` a skin tone other than the one before.
///
/// For a new Unicode, `scripts/unicode.mjs` lists the sequences that no pattern matches. A test compares the patterns
/// with every row of emoji-test.txt and with every other combination of their steps.
const PATTERNS: &str = "
🧑👨👩t🦯🦼🦽b➡v
🧑👨👩t🎓🏫🌾🍳🔧🏭💼🔬💻🎤🎨🚀🚒🍼🦯🦼🦽🦰🦱🦳🦲b
🏃🚶🧎t♀♂v➡v
🏃🚶🧎t♀♂➡v
🤷🤦🙋💁🙅🙆🙇🙍🙎🧏🧔👱👮💂👷👳🤵👰🦸🦹🧙🧚🧛🧜🧝💆💇🧍👯🧖🧗🏄🚣🏊🚴🚵🤸🤼🤽🤾🤹🧘t♀♂v
🧑👨👩t⚕⚖✈v
❤v🔥🩹b
🏳v🌈b
🕵🏌⛹🏋w♀♂v
🧑t🎄🩰b
🧞🧟b♀♂v
👩T❤v💋b👨👩T
👩b❤v💋b👨👩b
👨T❤v💋b👨T
👨b❤v💋b👨b
🧑T❤v💋b🧑d
👩T❤v👨👩T
👩b❤v👨👩b
👨T❤v👨T
👨b❤v👨b
🧑T❤v🧑d
🧑T🤝b🧑T
🧑b🤝b🧑b
👩T🤝b👨👩d
👨T🤝b👨d
🧑T🐰🫯b🧑d
👨T🐰🫯b👨d
👩T🐰🫯b👩d
👨b👨👩b👧b👦👧b
👨b👨👩b👦b👦b
👨b👨👩b👦👧b
👩b👩b👧b👦👧b
👩b👩b👦b👦b
👩b👩b👦👧b
👨👩b👧b👦👧b
👨👩b👦b👦b
👨👩b👦👧b
🧑b🧑b🧒b🧒b
🧑b🧑b🧒b
🧑b🧒b🧒b
🧑b🧒b
🫱T🫲d
😶b🌫v
🙂b↔↕v
😮b💨b
😵b💫b
🐻b❄v
🏴b☠v
🏳v⚧v
👁v🗨v
🐕b🦺b
🐈🐦b⬛b
🐦b🔥b
🍋b🟩b
🍄b🟫b
⛓v💥b
";

/// The steps of all patterns as numbers: an emoji is its [`key`], a letter its ASCII code.
static STEPS: [u16; STEPS_LENGTH] = COMPILED.0;
/// One row per pattern: the [filter bits](filter_bit) of the emoji that match first (low byte) and second (high byte),
/// and the range of its steps. The bits rule out most patterns with one comparison.
static LINES: [[u16; 3]; LINES_LENGTH] = COMPILED.1;

const COMPILED: ([u16; STEPS_LENGTH], [[u16; 3]; LINES_LENGTH]) = compile(PATTERNS);
/// Steps have one number for each code point except line feeds. Each pattern ends in a line feed, after the first.
const STEPS_LENGTH: usize = count(PATTERNS, false) - count(PATTERNS, true);
const LINES_LENGTH: usize = count(PATTERNS, true) - 1;

/// Counts the line feeds of a text, or all its code points.
#[expect(clippy::arithmetic_side_effects, reason = "runs in the compiler, which refuses it")]
const fn count(text: &str, lines: bool) -> usize {
    let mut count = 0;
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        if *byte == b'\n' || !lines && *byte & 0xC0 != 0x80 {
            count += 1;
        }
        rest = tail;
    }
    count
}

/// Parses [`PATTERNS`] at compile time, so that the source stays readable.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "runs in the compiler, which refuses both"
)]
const fn compile(source: &str) -> ([u16; STEPS_LENGTH], [[u16; 3]; LINES_LENGTH]) {
    let bytes = source.as_bytes();
    let (mut steps, mut lines) = ([0_u16; STEPS_LENGTH], [[0_u16; 3]; LINES_LENGTH]);
    let (mut at, mut to, mut line) = (1, 0, 0);
    let (mut bits, mut letters, mut start) = (0, 0, 0);
    while at < bytes.len() {
        let (value, size) = match bytes[at] {
            b'\n' => {
                lines[line] = [bits, start, to as u16];
                line += 1;
                at += 1;
                (bits, letters, start) = (0, 0, to as u16);
                continue;
            }
            byte @ 0..=0x7F => {
                letters += 1;
                (byte as u32, 1)
            }
            byte @ 0..=0xEF => {
                ((byte as u32 & 0x0F) << 12 | (bytes[at + 1] as u32 & 0x3F) << 6 | bytes[at + 2] as u32 & 0x3F, 3)
            }
            _ => (
                (bytes[at + 1] as u32 & 0x3F) << 12 | (bytes[at + 2] as u32 & 0x3F) << 6 | bytes[at + 3] as u32 & 0x3F,
                4,
            ),
        };
        // The low 16 bits. U+1Fxxx becomes 0xFxxx, which is not an emoji of the basic plane.
        steps[to] = value as u16;
        if size > 1 && letters < 2 {
            bits |= filter_bit(value as u16) << (8 * letters);
        }
        to += 1;
        at += size;
    }
    (steps, lines)
}

/// Hashes a key to one of eight bits.
const fn filter_bit(key: u16) -> u16 {
    1 << ((key ^ key >> 4) & 7)
}

/// The number of `c` in [`STEPS`], or zero if no pattern can contain it.
fn key(c: char) -> u16 {
    match u32::from(c) {
        c @ (0x2000..=0x2FFF | 0x1_F000..=0x1_FFFF) => (c & 0xFFFF) as u16,
        _ => 0,
    }
}

/// Returns the end of the emoji that starts with `first`, the character at `at`. Returns `at` if no emoji starts there.
pub(super) fn sequence(text: &[u8], at: usize, first: char) -> usize {
    let class = class::of(first);
    let alone = at.wrapping_add(first.len_utf8());
    if class == REGIONAL {
        return match char_at(text, alone) {
            Some(second) if is_flag(first, second) => alone.wrapping_add(second.len_utf8()),
            _ => alone,
        };
    }
    if !class::is_pictographic(class, 0) {
        // A skin tone by itself is an emoji too, but only one code point long, so it weighs the same.
        return at;
    }
    if byte_at(text, alone).is_ascii() {
        return alone;
    }
    if first == '🏴'
        && let Some(end) = subdivision(text, alone)
    {
        return end;
    }
    let mut end = alone;
    if class & TAKES_VS16 != 0 {
        end = after_mark(text, alone, VS16).unwrap_or(alone);
    }
    if class & TAKES_TONE != 0 {
        end = tone(text, end).1;
    }
    let joined = if after_mark(text, end, ZWJ).is_some() { zwj_sequence(text, at) } else { None };
    joined.unwrap_or(end)
}

/// Returns the end of the keycap (`1️⃣`) at `at`. Separate from [`sequence`], because only keycaps start in ASCII.
pub(super) fn keycap(text: &[u8], at: usize) -> Option<usize> {
    if !matches!(byte_at(text, at), b'0'..=b'9' | b'#' | b'*') {
        return None;
    }
    let alone = at.wrapping_add(1);
    after_mark(text, after_mark(text, alone, VS16).unwrap_or(alone), KEYCAP)
}

/// Returns true if two regional indicators make a flag.
fn is_flag(first: char, second: char) -> bool {
    let letter = |c: char| u32::from(c).wrapping_sub(0x1_F1E6);
    letter(second) < 26 && FLAGS.get(letter(first) as usize).is_some_and(|row| row >> letter(second) & 1 != 0)
}

/// Returns the end of the tags at `at`, if they are those of England, Scotland or Wales, the only ones recommended.
fn subdivision(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    let mut word = 0_u64;
    for _ in 0..6 {
        // Tag characters mirror ASCII; the cancel tag mirrors DEL. All take four bytes.
        let tag = u32::from(char_at(text, at)?).checked_sub(0xE_0000).filter(|&tag| tag < 0x80)?;
        word = word << 8 | u64::from(tag);
        at = at.wrapping_add(4);
    }
    [*b"\0\0gbeng\x7F", *b"\0\0gbsct\x7F", *b"\0\0gbwls\x7F"].contains(&word.to_be_bytes()).then_some(at)
}

/// Reads the skin tone at `at`: its last byte (0 without a skin tone), and the position after it.
#[inline(always)]
fn tone(text: &[u8], at: usize) -> (u8, usize) {
    // All skin tones share these three bytes, and few other characters do.
    let last = after_mark(text, at, *b"\xF0\x9F\x8F").map_or(0, |last| byte_at(text, last));
    match last {
        0xBB..=0xBF => (last, at.wrapping_add(4)),
        _ => (0, at),
    }
}

/// An emoji in a sequence.
#[derive(Clone, Copy, Default)]
struct Part {
    key: u16,
    /// The last byte of the skin tone after it, or 0.
    tone: u8,
    /// Its end without its mark (the skin tone or U+FE0F).
    alone: usize,
    /// Its end with the mark.
    end: usize,
}

/// The maximum number of emoji in a sequence.
const MAX_PARTS: usize = 4;

/// Reads the emoji at `at` and those joined to it.
fn parts<'p>(text: &[u8], at: usize, parts: &'p mut [Part; MAX_PARTS]) -> &'p [Part] {
    let mut at = Some(at);
    let mut count = 0_usize;
    for part in &mut *parts {
        let Some((start, c)) = at.and_then(|at| Some((at, char_at(text, at)?))) else { break };
        let alone = start.wrapping_add(c.len_utf8());
        let (tone, toned) = tone(text, alone);
        let end = after_mark(text, alone, VS16).unwrap_or(toned);
        *part = Part { key: key(c), tone, alone, end };
        count = count.wrapping_add(1);
        at = after_mark(text, end, ZWJ);
    }
    parts.get(..count).unwrap_or(&[])
}

/// Returns the end of the sequence at `at`, if it matches one of the [`PATTERNS`].
fn zwj_sequence(text: &[u8], at: usize) -> Option<usize> {
    let mut room = [Part::default(); MAX_PARTS];
    let parts = parts(text, at, &mut room);
    let [first, second, ..] = parts else { return None };
    let wanted = filter_bit(first.key) | filter_bit(second.key) << 8;
    let mut candidates = LINES.iter().filter(|[bits, ..]| bits & wanted == wanted);
    candidates.find_map(|[_, start, end]| match_pattern(STEPS.get(usize::from(*start)..usize::from(*end))?, parts))
}

/// Returns the end of the sequence, if its start matches the steps of one pattern.
fn match_pattern(mut steps: &[u16], parts: &[Part]) -> Option<usize> {
    let mut last = 0;
    for part in parts {
        let mut is_listed = false;
        let letter = loop {
            let (&step, tail) = steps.split_first()?;
            steps = tail;
            if step < 0x80 {
                break step as u8;
            }
            is_listed |= step == part.key;
        };
        let tone = part.tone;
        let has_mark = part.end > part.alone;
        let fits = match letter {
            b'b' => false,
            b'v' => has_mark && tone == 0,
            b'w' => has_mark,
            b'd' => tone != 0 && tone != last,
            _ => tone != 0,
        };
        if !is_listed || !fits && !matches!(letter, b'b' | b't') {
            return None;
        }
        let end = if fits { part.end } else { part.alone };
        if steps.is_empty() {
            return Some(end);
        }
        // A mark that the step does not take stands between this emoji and the next U+200D.
        if end != part.end {
            return None;
        }
        last = if tone == 0 { last } else { tone };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_compiled() {
        let lines: Vec<&str> = PATTERNS.trim().lines().collect();
        assert_eq!(lines.len(), LINES.len());
        let mut start = 0;
        for (line, [_, from, to]) in lines.iter().zip(LINES) {
            assert_eq!((start, start + line.chars().count()), (usize::from(from), usize::from(to)), "{line}");
            start = usize::from(to);
        }
        assert_eq!(start, STEPS.len());
    }

    #[test]
    fn an_emoji_ends_where_x_ends_it() {
        for (text, one) in [
            ("😀😀", "😀"),
            ("👍🏽a", "👍🏽"),
            ("👍\u{FE0F}", "👍"), // emoji presentation by default: U+FE0F is not part of it
            ("😀🏽", "😀"),       // takes no tone
            ("☝️🏽", "☝️🏽"),
            ("☝🏽", "☝🏽"),
            ("❤️", "❤️"),
            ("❤", "❤"),
            ("❤‍🔥", "❤"), // not fully qualified
            ("❤️‍🔥!", "❤️‍🔥"),
            ("🇺🇸🇺", "🇺🇸"),
            ("🇦🇦", "🇦"),
            ("🇦a", "🇦"),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿x", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
            ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
            ("🏴‍☠️", "🏴‍☠️"),
            ("👨‍👩‍👧‍👦👨", "👨‍👩‍👧‍👦"),
            ("👨‍👩‍👦‍👦", "👨‍👩‍👦‍👦"),
            ("👨‍👩‍👦‍👧", "👨‍👩‍👦"), // the girl comes first
            ("👨‍😀", "👨"),
            ("👨‍", "👨"),
            ("🧑🏿‍💻", "🧑🏿‍💻"),
            ("🧑🏻‍❤️‍🧑🏻", "🧑🏻"), // that is 💑🏻
            ("🧑🏻‍❤️‍🧑🏼", "🧑🏻‍❤️‍🧑🏼"),
            ("🫱🏻‍🫲🏿", "🫱🏻‍🫲🏿"),
            ("🕵️‍♀️", "🕵️‍♀️"),
            ("🕵🏽‍♀️", "🕵🏽‍♀️"),
            ("🕵‍♀️", "🕵"),
            ("故", ""),
            ("a", ""),
            ("", ""),
        ] {
            let end = text.chars().next().map_or(0, |first| sequence(text.as_bytes(), 0, first));
            assert_eq!(&text[..end], one, "{text:?}");
        }
        for (text, one) in [("1️⃣2", "1️⃣"), ("#⃣", "#⃣"), ("*️", ""), ("a⃣", ""), ("1\u{FE0E}\u{20E3}", "")]
        {
            assert_eq!(&text[..keycap(text.as_bytes(), 0).unwrap_or(0)], one, "{text:?}");
        }
    }
}
