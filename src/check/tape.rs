//! The tape: a JavaScript value as a flat list of 32-bit words.
//!
//! A node begins with a word: its tag in the low [`TAG_BITS`], its payload in the rest.
//!
//! | tag | payload | words that follow |
//! |---|---|---|
//! | `UNDEFINED`, `NULL` | | |
//! | `BOOLEAN` | 0 or 1 | |
//! | `NUMBER` | | the double, low word first |
//! | `TEXT` | UTF-16 units | |
//! | `TEXT_BYTES` | UTF-16 units | offset and length of its UTF-8 among the bytes |
//! | `TEXT_BROKEN` | UTF-16 units | the same, of a string with half a surrogate pair in it |
//! | `NAME` | index into the names | |
//! | `LIST` | items | index of the first word after it; then the items |
//! | `OBJECT` | entries | index of the first word after it; then key and value of each entry |
//! | `OPAQUE` | the reason, see [`opaque`] | |
//!
//! The key of an entry is an index into the names, or, with [`UNKNOWN_KEY`] set, into the list of unknown keys that
//! the writer keeps. A string whose content cannot matter is written as `TEXT`, with its length alone. Values below an
//! unknown key are never walked.

/// The number of bits of a tag; the payload stands above them.
pub const TAG_BITS: u32 = 4;

/// `undefined`: absent in an object, not JSON in a list.
pub const UNDEFINED: u32 = 0;
/// `null`.
pub const NULL: u32 = 1;
/// `true` or `false`.
pub const BOOLEAN: u32 = 2;
/// A double.
pub const NUMBER: u32 = 3;
/// A string of which only the length is known.
pub const TEXT: u32 = 4;
/// A string with its bytes.
pub const TEXT_BYTES: u32 = 5;
/// A string that is one of the names.
pub const NAME: u32 = 6;
/// An array.
pub const LIST: u32 = 7;
/// A plain object.
pub const OBJECT: u32 = 8;
/// A value that was not walked.
pub const OPAQUE: u32 = 9;
/// A string with its bytes, in which U+FFFD stands for half a surrogate pair.
pub const TEXT_BROKEN: u32 = 10;

/// The values that an `OPAQUE` node stands for.
pub mod opaque {
    /// A `BigInt`.
    pub const BIGINT: u32 = 0;
    /// A symbol.
    pub const SYMBOL: u32 = 1;
    /// A function.
    pub const FUNCTION: u32 = 2;
    /// An object with a class of its own: `Date`, `Map`, a class instance.
    pub const NOT_PLAIN: u32 = 3;
    /// An object or array that contains itself.
    pub const CYCLE: u32 = 4;
    /// A value that threw when it was read.
    pub const UNREADABLE: u32 = 5;
    /// A value that is too large to be walked.
    pub const TOO_LARGE: u32 = 6;
    /// An array in a field that takes none.
    pub const LIST: u32 = 7;
    /// A plain object in a field that takes none.
    pub const OBJECT: u32 = 8;
}

/// The flag of an unknown key.
pub const UNKNOWN_KEY: u32 = 0x8000_0000;

pub use crate::tables::{TYPE_WORDS, TypeWord, write};

/// A tape with the bytes of its strings, ready to be read from the start.
#[derive(Debug, Clone, Copy)]
pub struct Tape<'a> {
    words: &'a [u32],
    bytes: &'a [u8],
    position: usize,
}

/// The first word of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The tag.
    pub tag: u32,
    /// The payload.
    pub payload: u32,
}

impl<'a> Tape<'a> {
    /// A tape at its start.
    pub const fn new(words: &'a [u32], bytes: &'a [u8]) -> Self {
        Self { words, bytes, position: 0 }
    }

    /// The same tape at another position.
    pub const fn seek(mut self, position: usize) -> Self {
        self.position = position;
        self
    }

    /// Returns true when every word has been read.
    pub const fn at_end(&self) -> bool {
        self.position >= self.words.len()
    }

    /// The index of the next word.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The next word; 0 after the end, which reads as `UNDEFINED`.
    #[inline(always)]
    pub fn word(&mut self) -> u32 {
        let word = self.words.get(self.position).copied().unwrap_or(0);
        self.position = self.position.wrapping_add(1);
        word
    }

    /// The first word of the next node.
    #[inline(always)]
    pub fn head(&mut self) -> Head {
        let word = self.word();
        Head { tag: word & ((1 << TAG_BITS) - 1), payload: word >> TAG_BITS }
    }

    /// The double that follows a `NUMBER`.
    #[inline(always)]
    pub fn number(&mut self) -> f64 {
        let low = u64::from(self.word());
        let high = u64::from(self.word());
        f64::from_bits(high.wrapping_shl(32) | low)
    }

    /// The UTF-8 that follows a `TEXT_BYTES` or `TEXT_BROKEN`.
    pub fn text(&mut self) -> &'a [u8] {
        let start = self.word() as usize;
        let length = self.word() as usize;
        self.bytes.get(start..start.wrapping_add(length)).unwrap_or(&[])
    }

    /// Skips the rest of a node whose head has been read.
    #[inline(always)]
    pub fn skip(&mut self, head: Head) {
        match head.tag {
            NUMBER | TEXT_BYTES | TEXT_BROKEN => self.position = self.position.wrapping_add(2),
            LIST | OBJECT => self.position = self.word() as usize,
            _ => {}
        }
    }
}
