//! Counts the weighted length of X at every key press without counting the whole text again.
//!
//! No link and no emoji contains a space, and no character before a space affects how the characters after it count. So
//! the length up to the last space before an edit stays valid, and counting resumes right after that space.

use super::bytes::slice;
use super::count::Measure;
use super::limit_counter::LimitCounter;
use super::weighted;

/// The last text, and a checkpoint in it.
///
/// The checkpoint is the start of the text or the byte right after a space. `counter` has counted exactly the bytes
/// before it.
#[derive(Debug, Default)]
pub struct IncrementalCounter {
    text: Vec<u8>,
    checkpoint: usize,
    counter: LimitCounter,
}

impl IncrementalCounter {
    /// Counts `text`, which should be in NFC, in [`CountUnit::XWeighted`](super::CountUnit::XWeighted) and finds where
    /// it exceeds `limit`.
    pub fn measure(&mut self, text: &[u8], limit: u32) -> Measure {
        let same = shared_prefix(&self.text, text);
        let is_valid = self.checkpoint <= same && self.counter.limit() == limit && text.len() <= MAX_KEPT;
        if !is_valid {
            (self.checkpoint, self.counter) = (0, LimitCounter::new(limit));
        }
        // Move the checkpoint as far as both texts agree, so that the next key press has little to count.
        let last_space = slice(text, 0, same).iter().rposition(|byte| *byte == b' ');
        let next = last_space.map_or(0, |space| space.wrapping_add(1));
        if next > self.checkpoint {
            self.counter = weighted::resume_count(slice(text, 0, next), self.checkpoint, self.counter);
            self.checkpoint = next;
        }
        let counter = weighted::resume_count(text, self.checkpoint, self.counter);
        self.text.clear();
        self.text.extend_from_slice(slice(text, 0, text.len().min(MAX_KEPT)));
        Measure::new(counter, text)
    }
}

/// The longest text that is kept, in bytes: more than any post on X can have. Longer texts are counted from the start.
const MAX_KEPT: usize = 100_000;

/// The length of the common prefix in bytes, rounded down to a multiple of eight.
fn shared_prefix(one: &[u8], other: &[u8]) -> usize {
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    pairs.take_while(|(one, other)| one == other).count().wrapping_mul(8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::count::measure;
    use crate::text::count_unit::CountUnit;

    #[test]
    fn every_edit_counts_as_the_whole_text_would() {
        const PIECES: [&str; 18] = [
            " ",
            " ",
            "a",
            "word ",
            "é",
            "漢",
            "👩‍👩‍👧 ",
            "👍🏽",
            "\u{200D}",
            "1️⃣",
            "example.com",
            "https://t.co/",
            ".",
            "-",
            "_",
            "@",
            "\n",
            "xn--a",
        ];
        let mut seed = 7_u32;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % most
        };
        let mut counter = IncrementalCounter::default();
        let mut pieces: Vec<&str> = Vec::new();
        let mut over = 0;
        for round in 0..60_000 {
            let at = if next(3) == 0 { next(pieces.len() + 1) } else { pieces.len() };
            match next(if pieces.len() > 60 { 3 } else { 8 }) {
                0 if at < pieces.len() => drop(pieces.remove(at)),
                1 if round % 97 == 0 => pieces.clear(),
                2 if pieces.len() > 60 => pieces.truncate(next(60)),
                _ => pieces.insert(at, PIECES[next(PIECES.len())]),
            }
            let text = pieces.concat();
            let limit = [280, 280, 25_000, 40][next(4)];
            let expected = measure(CountUnit::XWeighted, text.as_bytes(), limit);
            assert_eq!(counter.measure(text.as_bytes(), limit), expected, "{text:?} of {limit}");
            over += u32::from(expected.over_at.is_some());
        }
        assert!((5_000..55_000).contains(&over), "{over}");
    }
}
