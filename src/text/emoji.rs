//! Which code points X counts as one emoji: the sequences recommended for interchange in Unicode 17, as X's reference
//! matches them. A sequence that nobody recommends (`👨‍😀`) is its parts, a skin tone after what takes none stands for
//! itself, and U+FE0F must be where the fully-qualified form has it.

use super::bytes::{byte_at, char_at};
use super::class::{self, REGIONAL, TAKES_TONE, TAKES_VS16};
use super::tld_table::FLAGS;

/// U+FE0F, U+200D and the keycap's U+20E3 as they stand in a text.
const VS16: [u8; 3] = *b"\xEF\xB8\x8F";
const ZWJ: [u8; 3] = *b"\xE2\x80\x8D";
const KEYCAP: [u8; 3] = *b"\xE2\x83\xA3";

/// Where a mark ends, if it is at `at`.
#[inline(always)]
fn after_mark(text: &[u8], at: usize, mark: [u8; 3]) -> Option<usize> {
    (text.get(at..)?.first_chunk() == Some(&mark)).then(|| at.wrapping_add(mark.len()))
}

/// Sequences joined by U+200D, one to a line, the longer of two that start alike first. A step is the emoji that may
/// stand there and a letter for what must follow each of them: `b` nothing, `v` U+FE0F, `t` a skin tone or nothing,
/// `T` a skin tone, `w` a skin tone or U+FE0F, `d` a skin tone other than the one before.
///
/// Held against every row of emoji-test.txt, and against every other combination of these steps, by the tests.
const SOURCE: &str = "
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

/// The steps of all lines as numbers: an emoji is its [`key`], a letter itself.
static STEPS: [u16; STEPS_LENGTH] = COMPILED.0;
/// Of each line the [bits](sieve) of the emoji that may stand first (low byte) and second, so that most lines are passed
/// over at a glance, and where its steps start and end.
static LINES: [[u16; 3]; LINES_LENGTH] = COMPILED.1;

const COMPILED: ([u16; STEPS_LENGTH], [[u16; 3]; LINES_LENGTH]) = compile(SOURCE);
/// One for every code point, and one for every line feed but the first.
const STEPS_LENGTH: usize = count(SOURCE, false) - count(SOURCE, true);
const LINES_LENGTH: usize = count(SOURCE, true) - 1;

/// The line feeds of a text, or all its code points.
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

/// Reads [`SOURCE`] when the crate is compiled, so that the table can be read by people.
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
        // The low 16 bits: for U+1Fxxx that is 0xFxxx, which no emoji of the basic plane is.
        steps[to] = value as u16;
        if size > 1 && letters < 2 {
            bits |= sieve(value as u16) << (8 * letters);
        }
        to += 1;
        at += size;
    }
    (steps, lines)
}

/// The bit of a key: one of eight.
const fn sieve(key: u16) -> u16 {
    1 << ((key ^ key >> 4) & 7)
}

/// The number of `c` in [`STEPS`]; zero for what is in none.
fn key(c: char) -> u16 {
    match u32::from(c) {
        c @ (0x2000..=0x2FFF | 0x1_F000..=0x1_FFFF) => (c & 0xFFFF) as u16,
        _ => 0,
    }
}

/// Where the emoji ends that `first`, the character at `at`, starts; `at` if it starts none.
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
        // A tone by itself is an emoji too, but one code point long, so that nothing depends on it.
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
    let joined = if after_mark(text, end, ZWJ).is_some() { joined(text, at) } else { None };
    joined.unwrap_or(end)
}

/// Where the keycap (`1️⃣`) at `at` ends. Apart from [`sequence`], because only this one starts in ASCII.
pub(super) fn keycap(text: &[u8], at: usize) -> Option<usize> {
    if !matches!(byte_at(text, at), b'0'..=b'9' | b'#' | b'*') {
        return None;
    }
    let alone = at.wrapping_add(1);
    after_mark(text, after_mark(text, alone, VS16).unwrap_or(alone), KEYCAP)
}

fn is_flag(first: char, second: char) -> bool {
    let letter = |c: char| u32::from(c).wrapping_sub(0x1_F1E6);
    letter(second) < 26 && FLAGS.get(letter(first) as usize).is_some_and(|row| row >> letter(second) & 1 != 0)
}

/// Where the tags at `at` end, if they are those of England, Scotland or Wales, the only ones that are recommended.
fn subdivision(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    let mut word = 0_u64;
    for _ in 0..6 {
        // Tag characters mirror ASCII, the last one (cancel) DEL; all take four bytes.
        let tag = u32::from(char_at(text, at)?).checked_sub(0xE_0000).filter(|&tag| tag < 0x80)?;
        word = word << 8 | u64::from(tag);
        at = at.wrapping_add(4);
    }
    [*b"\0\0gbeng\x7F", *b"\0\0gbsct\x7F", *b"\0\0gbwls\x7F"].contains(&word.to_be_bytes()).then_some(at)
}

/// The last byte of the skin tone at `at`, 0 for none, and where it ends.
#[inline(always)]
fn tone(text: &[u8], at: usize) -> (u8, usize) {
    // All of them start so, and little of what follows an emoji does.
    let last = after_mark(text, at, *b"\xF0\x9F\x8F").map_or(0, |last| byte_at(text, last));
    match last {
        0xBB..=0xBF => (last, at.wrapping_add(4)),
        _ => (0, at),
    }
}

/// An emoji of a sequence, as the text has it.
#[derive(Clone, Copy, Default)]
struct Part {
    key: u16,
    /// The skin tone after it: its last byte, 0 for none.
    tone: u8,
    /// Where it ends without its mark (that tone, or U+FE0F), and with it.
    alone: usize,
    end: usize,
}

/// The most emoji of a sequence.
const MOST_PARTS: usize = 4;

/// Reads the emoji at `at` and those that are joined to it; gives those there are.
fn parts<'p>(text: &[u8], at: usize, parts: &'p mut [Part; MOST_PARTS]) -> &'p [Part] {
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

/// Where the sequence of [`SOURCE`] at `at` ends.
fn joined(text: &[u8], at: usize) -> Option<usize> {
    let mut room = [Part::default(); MOST_PARTS];
    let parts = parts(text, at, &mut room);
    let [first, second, ..] = parts else { return None };
    let wanted = sieve(first.key) | sieve(second.key) << 8;
    let mut likely = LINES.iter().filter(|[bits, ..]| bits & wanted == wanted);
    likely.find_map(|[_, start, end]| follow(STEPS.get(usize::from(*start)..usize::from(*end))?, parts))
}

/// Where the sequence ends that one line of [`SOURCE`] describes.
fn follow(mut steps: &[u16], parts: &[Part]) -> Option<usize> {
    let mut last = 0;
    for part in parts {
        let mut hit = false;
        let letter = loop {
            let (&step, tail) = steps.split_first()?;
            steps = tail;
            if step < 0x80 {
                break step as u8;
            }
            hit |= step == part.key;
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
        if !hit || !fits && !matches!(letter, b'b' | b't') {
            return None;
        }
        let end = if fits { part.end } else { part.alone };
        if steps.is_empty() {
            return Some(end);
        }
        // What has a mark that is not taken is followed by it, and by no U+200D.
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
    fn the_table_is_whole() {
        let lines: Vec<&str> = SOURCE.trim().lines().collect();
        assert_eq!(lines.len(), LINES.len());
        let mut start = 0;
        for (line, [_, from, to]) in lines.iter().zip(LINES) {
            assert_eq!((start, start + line.chars().count()), (usize::from(from), usize::from(to)), "{line}");
            start = usize::from(to);
        }
        assert_eq!(start, STEPS.len());
    }

    #[test]
    fn one_emoji_is_as_long_as_x_says() {
        for (text, one) in [
            ("😀😀", "😀"),
            ("👍🏽a", "👍🏽"),
            ("👍\u{FE0F}", "👍"), // shown without being asked: what follows is not its own
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
