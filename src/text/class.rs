//! Classifies code points for clusters and emoji.
//!
//! A class combines three properties of Unicode: Grapheme_Cluster_Break, Indic_Conjunct_Break, and the kind of emoji.
//! `scripts/unicode.mjs` reads the numbers from this file and writes the table.

use super::unicode_table::{BLOCKS, LENGTH, RUNS, SIZE};

/// Any other code point.
pub(super) const OTHER: u8 = 0;
/// Controls, line and paragraph separators, CR and LF.
pub(super) const CONTROL: u8 = 1;
/// Combining marks, variation selectors, skin tones.
pub(super) const EXTEND: u8 = 2;
/// A virama that joins the consonants around it (Indic_Conjunct_Break=Linker).
pub(super) const LINKER: u8 = 3;
/// U+200D.
pub(super) const ZWJ: u8 = 4;
/// Regional indicators: two make a flag.
pub(super) const REGIONAL: u8 = 5;
/// Marks that belong to the character after them.
pub(super) const PREPEND: u8 = 6;
/// Marks with a width of their own.
pub(super) const SPACING: u8 = 7;
/// Hangul leading consonant.
pub(super) const L: u8 = 8;
/// Hangul vowel.
pub(super) const V: u8 = 9;
/// Hangul trailing consonant.
pub(super) const T: u8 = 10;
/// Indic_Conjunct_Break=Consonant.
pub(super) const CONSONANT: u8 = 11;
/// U+200C: extends a cluster, but breaks a conjunct.
pub(super) const ZWNJ: u8 = 12;
/// Hangul syllable without trailing consonant.
pub(super) const LV: u8 = 13;
/// Hangul syllable with trailing consonant.
pub(super) const LVT: u8 = 14;
/// Extended_Pictographic: this class, and those above it, which add the three bits below.
pub(super) const PICTOGRAPHIC: u8 = 16;
/// Bit: shown as an emoji by default (Emoji_Presentation).
pub(super) const SHOWN: u8 = 1;
/// Bit: takes a skin tone (Emoji_Modifier_Base).
pub(super) const TAKES_TONE: u8 = 2;
/// Bit: a U+FE0F after it belongs to the emoji.
pub(super) const TAKES_VS16: u8 = 4;

/// Returns true if `class` is an emoji, or reserved for one, that has all `bits`.
pub(super) const fn is_pictographic(class: u8, bits: u8) -> bool {
    class >= PICTOGRAPHIC && class & bits == bits
}

/// Returns true for a skin tone.
pub(super) const fn is_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Returns the class of `c`.
pub(super) fn of(c: char) -> u8 {
    let c = u32::from(c);
    match c {
        0x20..=0x7E => OTHER,
        0..=0x1F | 0x7F => CONTROL,
        // Most CJK text is in this range and needs no lookup.
        0x3400..=0xA66E => OTHER,
        0xAC00..=0xD7A3 => {
            if c.wrapping_sub(0xAC00).is_multiple_of(28) {
                LV
            } else {
                LVT
            }
        }
        0..=0x1_FFFF => look_up(c),
        0xE_0020..=0xE_007F | 0xE_0100..=0xE_01EF => EXTEND,
        0xE_0000..=0xE_0FFF => CONTROL,
        _ => OTHER,
    }
}

/// The classes of all blocks, written out from their runs at compile time. Two loads find a class, and repeated bytes
/// compress to almost nothing. No byte is zero, because wasm-opt would split the data at every run of zeros.
static CLASSES: [u8; LENGTH] = {
    let mut classes = [SET; LENGTH];
    let mut rest = classes.as_mut_slice();
    let mut runs = RUNS.as_slice();
    while let [length, class, others @ ..] = runs {
        let (run, tail) = rest.split_at_mut(*length as usize);
        let mut run = run;
        while let [first, others @ ..] = run {
            *first = SET | *class;
            run = others;
        }
        rest = tail;
        runs = others;
    }
    classes
};

/// Set in every byte of [`CLASSES`].
const SET: u8 = 0x80;

fn look_up(c: u32) -> u8 {
    let c = c as usize;
    let block = BLOCKS.get(c / SIZE).copied().map_or(0, usize::from);
    CLASSES.get(block.wrapping_mul(SIZE).wrapping_add(c % SIZE)).map_or(OTHER, |class| class ^ SET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_above_the_basic_plane_have_classes() {
        assert_eq!(of('\u{4E00}'), OTHER);
        assert_eq!(of('\u{2A6D6}'), OTHER);
        assert_eq!(of('\u{1FAFF}'), 16); // reserved, and pictographic already
        assert_eq!(of('\u{E0063}'), EXTEND);
    }

    #[test]
    fn code_points_have_their_classes() {
        for (c, class) in [
            ('a', OTHER),
            ('\r', CONTROL),
            ('\u{AD}', CONTROL),
            ('\u{300}', EXTEND),
            ('\u{94D}', LINKER),
            ('\u{200D}', ZWJ),
            ('\u{200C}', ZWNJ),
            ('\u{1F1E6}', REGIONAL),
            ('\u{600}', PREPEND),
            ('\u{903}', SPACING),
            ('\u{1100}', L),
            ('\u{1161}', V),
            ('\u{11A8}', T),
            ('\u{AC00}', LV),
            ('\u{AC01}', LVT),
            ('\u{915}', CONSONANT),
            ('\u{1F600}', PICTOGRAPHIC | SHOWN),
            ('\u{1F44D}', PICTOGRAPHIC | SHOWN | TAKES_TONE),
            ('\u{261D}', PICTOGRAPHIC | TAKES_TONE | TAKES_VS16),
            ('\u{A9}', PICTOGRAPHIC | TAKES_VS16),
            ('\u{1F3FD}', EXTEND),
        ] {
            assert_eq!(of(c), class, "U+{:04X}", u32::from(c));
        }
    }
}
