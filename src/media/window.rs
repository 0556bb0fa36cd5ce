//! The bytes at hand, and what to say when they are not enough.

/// Names for the four letters that boxes and chunks are called by.
macro_rules! tags {
    ($($name:ident $tag:literal)*) => { $(const $name: u32 = u32::from_be_bytes(*$tag);)* };
}
pub(super) use tags;

/// Why a file was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The file has no bytes.
    Empty,
    /// No format that is read here.
    Unrecognised,
    /// The file ends before what describes it.
    Truncated,
    /// The bytes contradict their own format.
    Malformed,
    /// What describes the file is spread over more bytes than a probe reads.
    TooLarge,
    /// What describes the file is compressed.
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

/// Why a parser stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// It needs this many bytes from its place on, then runs the step again.
    Need(usize),
    /// It needs what these bytes from its place on are when inflated.
    Inflate(usize),
    /// It came upon EXIF, which is read before it goes on.
    Detour,
    /// It cannot go on.
    Refuse(Refusal),
}

/// A run of the file's bytes, the size of the whole, and the place of a parser in it.
///
/// What cannot be read comes back as `None`, and the reason stays here: a parser passes it on with `?`, which is the
/// smallest code there is. What was read stays here too, so that it need not be handed around.
///
/// A step may read a header and then a table behind it. Since the window holds one run of bytes, a read that starts at
/// the table would lose the header, and the step could never finish. So every read starts at the parser's place, and a
/// step reaches at most [`MAX_READ`] bytes beyond it.
#[derive(Debug)]
pub(super) struct Window<'a> {
    start: u64,
    bytes: &'a [u8],
    pub(super) size: u64,
    /// Where the parser is.
    pub(super) at: u64,
    /// The file comes in as a stream: what is not needed is not looked at, as all before it would have to come in.
    pub(super) streamed: bool,
    /// What was inflated, in place of bytes of the file.
    pub(super) inflated: Option<&'a [u8]>,
    /// The bytes that the last successful read was about.
    pub(super) read: &'a [u8],
    stop: Stop,
}

impl<'a> Window<'a> {
    pub(super) const fn new(start: u64, bytes: &'a [u8], size: u64, at: u64) -> Self {
        Self {
            start,
            bytes,
            size,
            at,
            streamed: false,
            inflated: None,
            read: &[],
            stop: Stop::Refuse(Refusal::Malformed),
        }
    }

    /// Reads `length` bytes at `at`, which is not before the parser's place. A parser changes its state only after all
    /// its reads of a step succeeded, so that the step can be run again once the bytes are there.
    #[inline(never)]
    pub(super) fn read(&mut self, at: u64, length: u64) -> Option<()> {
        let end = plus(at, length);
        if end > self.size {
            return self.refuse(Refusal::Truncated);
        }
        if !self.reaches(end) {
            return self.refuse(Refusal::TooLarge);
        }
        let length = usize::try_from(length).ok()?;
        self.stop = Stop::Need(usize::try_from(end.saturating_sub(self.at)).ok()?);
        let from = usize::try_from(at.checked_sub(self.start)?).ok()?;
        self.read = from_to(self.bytes, from, length)?;
        Some(())
    }

    /// Reads `length` bytes at the parser's place.
    #[inline(never)]
    pub(super) fn here(&mut self, length: u64) -> Option<()> {
        self.read(self.at, length)
    }

    /// Reads up to `length` bytes at `at`: fewer only at the end of the file.
    #[inline(never)]
    pub(super) fn up_to(&mut self, at: u64, length: u64) -> Option<()> {
        self.read(at, self.size.saturating_sub(at).min(length))
    }

    /// True if a step can read up to `end`.
    #[inline(never)]
    pub(super) const fn reaches(&self, end: u64) -> bool {
        end.saturating_sub(self.at) <= MAX_READ as u64
    }

    /// Moves the parser's place.
    #[inline(never)]
    pub(super) const fn skip(&mut self, length: u64) {
        self.at = self.at.saturating_add(length);
    }

    /// A big-endian number in what was read.
    #[inline(never)]
    pub(super) fn be(&self, at: usize, length: usize) -> u64 {
        be(self.read, at, length)
    }

    /// The low 32 bits of a big-endian number in what was read.
    #[inline(never)]
    pub(super) fn be32(&self, at: usize, length: usize) -> u32 {
        be32(self.read, at, length)
    }

    /// A little-endian number of up to four bytes in what was read.
    #[inline(never)]
    pub(super) fn le32(&self, at: usize, length: usize) -> u32 {
        le32(self.read, at, length)
    }

    /// Drops what was read up to and with the first `needle`, and says whether there was one.
    #[inline(never)]
    pub(super) fn past(&mut self, needle: &[u8]) -> bool {
        while !self.read.is_empty() {
            if self.read.starts_with(needle) {
                self.read = from(self.read, needle.len());
                return true;
            }
            self.read = from(self.read, 1);
        }
        false
    }

    /// Moves the parser's place to the last `length` bytes, but not back, and reads them.
    #[inline(never)]
    pub(super) fn tail(&mut self, length: u64) -> Option<()> {
        self.at = self.at.max(self.size.saturating_sub(length));
        self.up_to(self.at, length)
    }

    /// Reads what `length` bytes at the parser's place are when inflated.
    #[inline(never)]
    pub(super) fn inflated(&mut self, length: u64) -> Option<()> {
        if let Some(bytes) = self.inflated.take() {
            self.read = bytes;
            return Some(());
        }
        let end = plus(self.at, length);
        if end > self.size || !self.reaches(end) {
            return self.refuse(Refusal::TooLarge);
        }
        self.stop = Stop::Inflate(usize::try_from(length).ok()?);
        None
    }

    /// Stops for EXIF.
    #[inline(never)]
    pub(super) const fn detour(&mut self) -> Option<()> {
        self.stop = Stop::Detour;
        None
    }

    /// Stops for good.
    #[inline(never)]
    pub(super) const fn refuse(&mut self, refusal: Refusal) -> Option<()> {
        self.stop = Stop::Refuse(refusal);
        None
    }

    /// Why the last read or step came back with nothing.
    pub(super) const fn stop(&self) -> Stop {
        self.stop
    }

    /// Whether it was because the file ends.
    pub(super) fn ended(&self) -> bool {
        self.stop == Stop::Refuse(Refusal::Truncated)
    }
}

/// A sum that stays within bounds: positions and lengths come from the file. Its own function, because it is
/// everywhere and a call is shorter.
#[inline(never)]
pub(super) const fn plus(one: u64, other: u64) -> u64 {
    one.saturating_add(other)
}

/// The big-endian number in `bytes[at..at + length]`; 0 where that lies outside, which callers rule out by asking
/// the window for enough.
#[inline(never)]
pub(super) fn be(bytes: &[u8], at: usize, length: usize) -> u64 {
    let field = from_to(bytes, at, length).unwrap_or_default();
    field.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// The low 32 bits of a big-endian number.
#[allow(clippy::cast_possible_truncation, reason = "the low bits are what is asked for")]
#[inline(never)]
pub(super) fn be32(bytes: &[u8], at: usize, length: usize) -> u32 {
    be(bytes, at, length) as u32
}

/// The little-endian number of up to four bytes in `bytes[at..at + length]`; 0 where that lies outside.
#[inline(never)]
pub(super) fn le32(bytes: &[u8], at: usize, length: usize) -> u32 {
    let field = from_to(bytes, at, length).unwrap_or_default();
    field.iter().rev().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

/// Whether four letters are among those of a list.
#[inline(never)]
pub(super) fn among(kind: u32, list: &[u8]) -> bool {
    list.chunks_exact(4).any(|known| be32(known, 0, 4) == kind)
}

fn from_to(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// `bytes` from `at` on, or nothing.
#[inline(never)]
pub(super) fn from(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_asks_for_what_it_lacks_and_refuses_what_the_file_lacks() {
        let mut window = Window::new(4, b"efgh", 10, 2);
        assert_eq!((window.read(5, 2), window.read), (Some(()), &b"fg"[..]));
        for (at, length, stop) in [
            (3, 2, Stop::Need(3)),
            (6, 4, Stop::Need(8)),
            (6, 5, Stop::Refuse(Refusal::Truncated)),
            (u64::MAX, 5, Stop::Refuse(Refusal::Truncated)),
        ] {
            assert_eq!((window.read(at, length), window.stop()), (None, stop));
        }
        assert_eq!((window.up_to(7, 99), window.stop()), (None, Stop::Need(8)));
    }

    #[test]
    fn a_step_reads_no_further_than_one_read_reaches() {
        let most = MAX_READ as u64;
        let mut window = Window::new(0, b"", u64::MAX, 7);
        assert_eq!((window.read(7 + most - 1, 1), window.stop()), (None, Stop::Need(MAX_READ)));
        assert_eq!((window.read(7 + most, 1), window.stop()), (None, Stop::Refuse(Refusal::TooLarge)));
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
    fn past_finds_the_first() {
        let mut window = Window::new(0, b"xabcabd", 7, 0);
        assert_eq!((window.here(7), window.past(b"ab"), window.read), (Some(()), true, &b"cabd"[..]));
        assert!(window.past(b"ab") && !window.past(b"ab"));
    }
}
