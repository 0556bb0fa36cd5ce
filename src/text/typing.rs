//! X's count for a form that asks at every key press: what comes before the change is not counted again.
//!
//! A link or an emoji never reaches over a space, and how what follows a space is counted does not depend on what comes
//! before it. So the count up to the last space before a change holds, whatever is typed after it.

use super::bytes::slice;
use super::{Measure, Tally, units, weighted};

/// The text that was counted last, and a place in it, after a space, up to which the count is known.
#[derive(Debug, Default)]
pub struct Typing {
    text: Vec<u8>,
    at: usize,
    tally: Tally,
}

impl Typing {
    /// What `text`, which should be in NFC, uses of `limit` by X's weights, and where it goes over.
    pub fn measure(&mut self, text: &[u8], limit: u32) -> Measure {
        let same = shared(&self.text, text);
        // What is longer than any post is not kept, and nothing is known of it.
        if self.at > same || !self.tally.is_of(limit) || text.len() > LONGEST {
            (self.at, self.tally) = (0, Tally::new(limit));
        }
        let known = slice(text, 0, same);
        let safe = known.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space.wrapping_add(1));
        if safe > self.at {
            self.tally = weighted::tally_from(slice(text, 0, safe), self.at, self.tally);
            self.at = safe;
        }
        let tally = weighted::tally_from(text, self.at, self.tally);
        self.text.clear();
        self.text.extend_from_slice(slice(text, 0, text.len().min(LONGEST)));
        let over_at = tally.over_byte().map(|at| units::utf16(slice(text, 0, at)));
        Measure { used: tally.used(), over_at }
    }
}

/// More bytes than the longest post of X can have.
const LONGEST: usize = 100_000;

/// How many bytes two texts share from their start, up to seven fewer.
fn shared(one: &[u8], other: &[u8]) -> usize {
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    pairs.take_while(|(one, other)| one == other).count().wrapping_mul(8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Kind, measure};

    /// Texts that differ in a piece here and there count as if each were the first.
    #[test]
    fn whatever_is_typed_wherever_counts_as_if_it_were_the_first_text() {
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
        let mut typing = Typing::default();
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
            let expected = measure(Kind::XWeighted, text.as_bytes(), limit);
            assert_eq!(typing.measure(text.as_bytes(), limit), expected, "{text:?} of {limit}");
            over += u32::from(expected.over_at.is_some());
        }
        assert!((5_000..55_000).contains(&over), "{over}");
    }
}
