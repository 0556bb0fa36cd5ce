//! The parts of a file that were read, and the first part that is missing.
//!
//! A parser reads as if the whole file were in memory. The first part that is missing stops it: from then on every read
//! is empty, the parser comes to its end, and it starts again from the beginning once that part is there. So parsers
//! keep no state, and a loop has to end when [`File::stopped`] says so.

use core::cell::Cell;

/// Names for the four letters of a box or chunk.
macro_rules! tags {
    ($($name:ident $tag:literal)*) => { $(const $name: u32 = u32::from_be_bytes(*$tag);)* };
}
pub(super) use tags;

/// The reason to refuse a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The file has no bytes.
    Empty,
    /// The format is not supported.
    Unrecognised,
    /// The file ends before its header does.
    Truncated,
    /// The bytes contradict their own format.
    Malformed,
    /// The header is spread over more bytes than a probe reads.
    TooLarge,
    /// The header is compressed.
    Compressed,
}

impl Refusal {
    /// The tail of the code that JavaScript shows, `media.…`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unrecognised => "unrecognised",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::Compressed => "compressed",
        }
    }
}

/// The longest read of a file, in bytes.
pub const MAX_READ: usize = 256 * 1024;

/// Added to the offset of a part that was inflated.
const INFLATED: u64 = 1 << 63;

/// A part of the file that was read.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub(crate) struct Piece {
    /// Its offset in the file, plus [`INFLATED`] where it was inflated.
    at: u64,
    /// Its place among all bytes that were read.
    start: usize,
    length: usize,
}

impl Piece {
    pub(crate) const EMPTY: Self = Self { at: 0, start: 0, length: 0 };

    pub(super) const fn new(at: u64, inflated: bool, start: usize, length: usize) -> Self {
        Self { at: if inflated { at | INFLATED } else { at }, start, length }
    }
}

/// The reason why a parser stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// It did not.
    No,
    /// It needs this many bytes at this offset.
    Need(u64, usize),
    /// It needs the inflated form of this many bytes at this offset.
    Inflate(u64, usize),
    Refuse(Refusal),
}

/// A file of which some parts were read.
#[derive(Debug)]
pub(super) struct File<'a> {
    pub(super) size: u64,
    /// The file comes in as a stream: the end is not read for its own sake, as everything before it would have to come
    /// in.
    pub(super) streamed: bool,
    pieces: &'a [Piece],
    bytes: &'a [u8],
    /// The piece that was used last. Parsers read forward, so the next read is likely in it or in the one after it.
    last: Cell<usize>,
    stop: Cell<Stop>,
}

impl<'a> File<'a> {
    pub(super) const fn new(size: u64, streamed: bool, pieces: &'a [Piece], bytes: &'a [u8]) -> Self {
        Self { size, streamed, pieces, bytes, last: Cell::new(0), stop: Cell::new(Stop::No) }
    }

    /// The `length` bytes at `at`, or no bytes if they are missing.
    #[inline(never)]
    pub(super) fn slice(&self, at: u64, length: u64) -> &'a [u8] {
        if plus(at, length) > self.size {
            self.refuse(Refusal::Truncated);
        } else if length > MAX_READ as u64 {
            self.refuse(Refusal::TooLarge);
        }
        let length = length as usize;
        self.find(at, length, Stop::Need(at, length)).get(..length).unwrap_or_default()
    }

    /// The inflated form of the `length` bytes at `at`, as far as it was inflated.
    #[inline(never)]
    pub(super) fn inflated(&self, at: u64, length: u64) -> &'a [u8] {
        if plus(at, length) > self.size || length > MAX_READ as u64 {
            self.refuse(Refusal::TooLarge);
        }
        self.find(at | INFLATED, 0, Stop::Inflate(at, length as usize))
    }

    /// The rest of a piece from `at` on, if it has at least `length` bytes.
    fn find(&self, at: u64, length: usize, missing: Stop) -> &'a [u8] {
        if self.stopped() || (at < INFLATED && length == 0) {
            return &[];
        }
        for _ in self.pieces {
            if let Some(piece) = self.pieces.get(self.last.get()) {
                let skip = at.wrapping_sub(piece.at);
                if skip <= piece.length as u64 && (at < INFLATED || skip == 0) {
                    let skip = skip as usize;
                    if piece.length.wrapping_sub(skip) >= length {
                        let bytes = from(self.bytes, piece.start.wrapping_add(skip));
                        return bytes.get(..piece.length.wrapping_sub(skip)).unwrap_or_default();
                    }
                }
            }
            let next = self.last.get().wrapping_add(1);
            self.last.set(if next < self.pieces.len() { next } else { 0 });
        }
        self.stop.set(missing);
        &[]
    }

    /// Up to `length` bytes at `at`: fewer only at the end of the file.
    #[inline(never)]
    pub(super) fn up_to(&self, at: u64, length: u64) -> &'a [u8] {
        self.slice(at, minus(self.size, at).min(length))
    }

    /// The big-endian number of `width` bytes at `at`, or 0.
    #[inline(never)]
    pub(super) fn be(&self, at: u64, width: usize) -> u64 {
        be(self.slice(at, width as u64), 0, width)
    }

    /// The low 32 bits of a big-endian number.
    #[inline(never)]
    pub(super) fn be32(&self, at: u64, width: usize) -> u32 {
        self.be(at, width) as u32
    }

    /// The little-endian number of up to four bytes at `at`, or 0.
    #[inline(never)]
    pub(super) fn le32(&self, at: u64, width: usize) -> u32 {
        le32(self.slice(at, width as u64), 0, width)
    }

    /// Stops the parser for good, unless it has stopped already.
    #[inline(never)]
    pub(super) fn refuse(&self, refusal: Refusal) {
        if !self.stopped() {
            self.stop.set(Stop::Refuse(refusal));
        }
    }

    /// True once a read failed.
    #[inline(never)]
    pub(super) fn stopped(&self) -> bool {
        self.stop.get() != Stop::No
    }

    /// True if the parser starts again once more of the file was read.
    #[inline(never)]
    pub(super) fn is_waiting(&self) -> bool {
        matches!(self.stop.get(), Stop::Need(..) | Stop::Inflate(..))
    }

    /// True if a read went past the end of the file.
    #[inline(never)]
    pub(super) fn ended(&self) -> bool {
        self.stop.get() == Stop::Refuse(Refusal::Truncated)
    }

    /// Goes on after a refusal.
    #[inline(never)]
    pub(super) fn recover(&self) {
        if !self.is_waiting() {
            self.stop.set(Stop::No);
        }
    }

    pub(super) fn stop(&self) -> Stop {
        self.stop.get()
    }
}

/// A sum that stays within bounds: offsets and lengths come from the file. A function of its own, because a call takes
/// less code.
#[inline(never)]
pub(super) const fn plus(one: u64, other: u64) -> u64 {
    one.saturating_add(other)
}

/// A difference, or 0.
#[inline(never)]
pub(super) const fn minus(one: u64, other: u64) -> u64 {
    one.saturating_sub(other)
}

/// The big-endian number in `bytes[at..at + length]`, or 0 where that is out of range.
#[inline(never)]
pub(super) fn be(bytes: &[u8], at: usize, length: usize) -> u64 {
    let field = from(bytes, at).get(..length).unwrap_or_default();
    field.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The low 32 bits of a big-endian number.
#[allow(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
#[inline(never)]
pub(super) fn be32(bytes: &[u8], at: usize, length: usize) -> u32 {
    be(bytes, at, length) as u32
}

/// The little-endian number of up to four bytes in `bytes[at..at + length]`, or 0 where that is out of range.
#[inline(never)]
pub(super) fn le32(bytes: &[u8], at: usize, length: usize) -> u32 {
    let field = from(bytes, at).get(..length).unwrap_or_default();
    field.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// True if the four letters are in a list.
#[inline(never)]
pub(super) fn among(kind: u32, list: &[u8]) -> bool {
    list.chunks_exact(4).any(|known| be32(known, 0, 4) == kind)
}

/// `bytes` from `at` on, or no bytes.
#[inline(never)]
pub(super) fn from(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

/// The bytes after the first `needle`.
#[inline(never)]
pub(super) fn after<'a>(mut bytes: &'a [u8], needle: &[u8]) -> Option<&'a [u8]> {
    while !bytes.is_empty() {
        if bytes.starts_with(needle) {
            return Some(from(bytes, needle.len()));
        }
        bytes = from(bytes, 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_asks_for_missing_bytes_and_refuses_bytes_beyond_its_end() {
        let pieces = [Piece::new(4, false, 0, 4), Piece::new(1, true, 4, 2), Piece::new(1, false, 6, 2)];
        let file = || File::new(10, false, &pieces, b"efghXYbc");
        for (at, length, bytes) in [(4, 4, &b"efgh"[..]), (5, 2, b"fg"), (1, 2, b"bc"), (2, 1, b"c"), (0, 0, b"")] {
            assert_eq!((file().slice(at, length), file().stopped()), (bytes, false));
        }
        assert_eq!((file().inflated(1, 9), file().be(4, 2), file().le32(4, 2)), (&b"XY"[..], 0x6566, 0x6665));
        for (at, length, stop) in [
            (3, 2, Stop::Need(3, 2)),
            (7, 2, Stop::Need(7, 2)),
            (6, 5, Stop::Refuse(Refusal::Truncated)),
            (11, 0, Stop::Refuse(Refusal::Truncated)),
            (u64::MAX, 5, Stop::Refuse(Refusal::Truncated)),
        ] {
            let file = file();
            assert_eq!((file.slice(at, length), file.stop()), (&b""[..], stop));
            assert_eq!((file.slice(4, 4), file.stop()), (&b""[..], stop), "the first failure counts");
        }
        let file = file();
        assert_eq!((file.up_to(8, 99), file.stop()), (&b""[..], Stop::Need(8, 2)));
    }

    #[test]
    fn a_read_is_no_longer_than_the_longest() {
        let read = |length| {
            let file = File::new(u64::MAX, false, &[], b"");
            file.slice(7, length);
            file.stop()
        };
        assert_eq!(read(MAX_READ as u64), Stop::Need(7, MAX_READ));
        assert_eq!(read(MAX_READ as u64 + 1), Stop::Refuse(Refusal::TooLarge));
    }

    #[test]
    fn numbers_read_both_ways_and_never_past_the_end() {
        assert_eq!(be(&[1, 2, 3], 1, 2), 0x0203);
        assert_eq!(le32(&[1, 2, 3], 1, 2), 0x0302);
        assert_eq!(be(&[1, 2, 3], 2, 2), 0);
        assert_eq!(be(&[255; 8], 0, 8), u64::MAX);
        assert_eq!(be(&[1], usize::MAX, 8), 0);
    }

    #[test]
    fn after_finds_the_first() {
        assert_eq!(after(b"xabcabd", b"ab"), Some(&b"cabd"[..]));
        assert_eq!(after(b"cabd", b"ab"), Some(&b"d"[..]));
        assert_eq!(after(b"d", b"ab"), None);
    }
}
