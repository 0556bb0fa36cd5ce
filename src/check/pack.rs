//! Packed tables, read from the front. `build.rs` writes them and describes their form.

/// What is left to read. After the end everything is 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pack {
    pub(super) rest: &'static [u8],
}

impl Pack {
    pub(super) fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            None => 0,
            Some((byte, rest)) => {
                self.rest = rest;
                *byte
            }
        }
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> u32 {
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

    /// A part that says its length first.
    pub(super) fn part(&mut self) -> Self {
        let length = self.number() as usize;
        let (part, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        Self { rest: part }
    }

    pub(super) fn list<T>(&mut self, item: fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| item(self)).collect()
    }
}
