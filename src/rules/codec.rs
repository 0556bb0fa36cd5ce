//! Numbers as LEB128, and parts behind their length: the form in which rules and tables are packed.

/// Reads packed numbers from the front. After the end every number is 0.
#[derive(Debug, Clone, Copy)]
pub struct PackedReader {
    /// The bytes that are left.
    pub rest: &'static [u8],
}

impl PackedReader {
    /// Reads a byte.
    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            None => 0,
            Some((byte, rest)) => {
                self.rest = rest;
                *byte
            }
        }
    }

    /// Reads a number.
    #[inline(never)]
    pub fn number(&mut self) -> u32 {
        let mut number = 0u32;
        let mut shift = 0u32;
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 127).wrapping_shl(shift);
            if byte < 128 {
                return number;
            }
            shift = shift.wrapping_add(7);
        }
    }

    /// Reads a number below 256. A larger one is cut to its low byte.
    pub fn small(&mut self) -> u8 {
        self.number() as u8
    }

    /// Reads a part behind its length.
    pub fn part(&mut self) -> Self {
        let length = self.number() as usize;
        let (part, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        Self { rest: part }
    }

    /// Reads a list behind the number of its items.
    pub fn list<T>(&mut self, item: fn(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        for _ in 0..self.number() {
            items.push(item(self));
        }
        items
    }
}

/// Writes packed numbers.
#[derive(Debug, Default)]
pub struct PackedWriter {
    /// The bytes so far.
    pub bytes: Vec<u8>,
}

impl PackedWriter {
    /// Writes a number.
    pub fn number(&mut self, mut number: u32) {
        while number > 127 {
            self.bytes.push(number as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// Writes some numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        for number in numbers {
            self.number(*number);
        }
    }

    /// Writes some numbers behind their count.
    pub fn list(&mut self, numbers: &[u32]) {
        self.number(numbers.len() as u32);
        self.numbers(numbers);
    }

    /// Writes a part behind its length.
    pub fn part(&mut self, part: &[u8]) {
        self.number(part.len() as u32);
        self.bytes.extend(part);
    }
}

/// A list of names, read where it is asked for.
#[derive(Clone, Copy)]
pub struct PackedNames {
    count: u32,
    reader: PackedReader,
}

impl PackedNames {
    /// Reads a list of names to the end of its part.
    pub(super) fn decode(from: &mut PackedReader) -> Self {
        let count = from.number();
        Self { count, reader: *from }
    }

    /// Returns true if a name is on the list.
    pub fn contains(mut self, name: u32) -> bool {
        (0..self.count).fold(false, |found, _| found | (self.reader.number() == name))
    }
}

impl core::fmt::Debug for PackedNames {
    fn fmt(&self, to: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut reader = self.reader;
        to.debug_list().entries((0..self.count).map(|_| reader.number())).finish()
    }
}

/// Declares an enum whose variants are packed as their numbers.
macro_rules! numbered {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every variant, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the number of a variant.
            pub const fn number(self) -> u32 {
                self as u32
            }

            /// Returns the variant of a number.
            pub fn from_number(number: u32) -> Option<Self> {
                $(if number == Self::$variant as u32 {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

pub(super) use numbered;

#[cfg(test)]
mod tests {
    use super::{PackedReader, PackedWriter};

    #[test]
    fn numbers_survive_packing() {
        let numbers = [0, 1, 127, 128, 300, 1 << 21, u32::MAX];
        let mut writer = PackedWriter::default();
        writer.numbers(&numbers);
        let mut reader = PackedReader { rest: writer.bytes.leak() };
        assert_eq!(numbers.map(|_| reader.number()), numbers);
        assert_eq!(reader.number(), 0);
    }
}
