//! Unpacks the inline form of a wasm file: inflates it (RFC 1951), and weaves its code together.
//!
//! In that form the code lies apart: the opcodes in one strand, the indices of locals in another, and so on. Like stands
//! beside like there, which deflates a tenth better than a program as it runs. In JavaScript, which an engine runs
//! slowly at first, both took 20 ms where this takes 8; the platform's `DecompressionStream` answers only later.
//!
//! What is unpacked begins with numbers (LEB128): how many functions there are, and the length of each of [`STRANDS`];
//! then come the strands. `scripts/apart.mjs` makes it. Of what was damaged on the way another length comes out, or
//! what WebAssembly refuses; in the end it always comes.

use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

use wasm_bindgen::prelude::wasm_bindgen;

/// No wasm file of the package is larger; the build stops where one is.
const ROOM: usize = 1 << 18;

/// Memory that both sides use.
type Memory = [AtomicU8; ROOM];

static PACKED: Memory = [const { AtomicU8::new(0) }; ROOM];
static APART: Memory = [const { AtomicU8::new(0) }; ROOM];
static WHOLE: Memory = [const { AtomicU8::new(0) }; ROOM];

/// After the end there are zeros.
fn read(from: &Memory, at: usize) -> u32 {
    from.get(at).map_or(0, |byte| u32::from(byte.load(Relaxed)))
}

fn write(to: &Memory, at: usize, byte: u32) {
    if let Some(place) = to.get(at) {
        place.store(byte as u8, Relaxed);
    }
}

/// A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes.
struct Code {
    counts: [u16; 16],
    symbols: [u16; 320],
}

impl Code {
    #[inline(never)]
    fn new(lengths: &[u8]) -> Self {
        let mut code = Self { counts: [0; 16], symbols: [0; 320] };
        let mut symbols = code.symbols.iter_mut();
        for (length, count) in (0u8..).zip(&mut code.counts).skip(1) {
            for (symbol, _) in lengths.iter().enumerate().filter(|(_, own)| **own == length) {
                *count = count.wrapping_add(1);
                if let Some(place) = symbols.next() {
                    *place = symbol as u16;
                }
            }
        }
        code
    }
}

/// Reads from [`PACKED`] bit by bit, and writes to [`APART`].
struct Inflater {
    bit: usize,
    end: usize,
    /// The bits that there are.
    most: usize,
}

impl Inflater {
    /// The next bits, at least 16 of them.
    #[inline(never)]
    fn ahead(&self) -> u32 {
        let at = self.bit >> 3;
        let byte = |offset: usize| read(&PACKED, at.wrapping_add(offset));
        (byte(0) | byte(1) << 8 | byte(2) << 16).wrapping_shr(self.bit as u32 & 7)
    }

    #[inline(never)]
    fn bits(&mut self, count: u32) -> u32 {
        let value = self.ahead() & 1u32.wrapping_shl(count).wrapping_sub(1);
        self.bit = self.bit.wrapping_add(count as usize);
        value
    }

    #[inline(never)]
    fn symbol(&mut self, code: &Code) -> u32 {
        let (mut value, mut first, mut index) = (0u32, 0u32, 0u32);
        let mut ahead = self.ahead();
        for count in code.counts.iter().skip(1) {
            value |= ahead & 1;
            ahead >>= 1;
            self.bit = self.bit.wrapping_add(1);
            let count = u32::from(*count);
            let place = value.wrapping_sub(first);
            if place < count {
                return code.symbols.get(index.wrapping_add(place) as usize).map_or(END, |symbol| u32::from(*symbol));
            }
            index = index.wrapping_add(count);
            first = first.wrapping_add(count) << 1;
            value <<= 1;
        }
        END
    }

    fn put(&mut self, byte: u32) {
        write(&APART, self.end, byte);
        self.end = self.end.wrapping_add(1);
    }

    fn is_past_the_end(&self) -> bool {
        self.bit > self.most || self.end > ROOM
    }

    fn stored(&mut self) {
        self.bit = self.bit.wrapping_add(7) & !7;
        let length = self.bits(16);
        self.bits(16);
        for _ in 0..length {
            let byte = self.bits(8);
            self.put(byte);
        }
    }

    /// What a length or a distance is: it doubles its steps every `steps` symbols, and bits say which step.
    fn stepped(&mut self, symbol: u32, steps: u32) -> u32 {
        let extra = (symbol >> steps).saturating_sub(1);
        let base = if extra == 0 {
            symbol
        } else {
            (1u32.wrapping_shl(steps) | symbol & 1u32.wrapping_shl(steps).wrapping_sub(1)).wrapping_shl(extra)
        };
        base.wrapping_add(self.bits(extra))
    }

    fn compressed(&mut self, literals: &Code, distances: &Code) {
        while !self.is_past_the_end() {
            let next = self.symbol(literals);
            if next < END {
                self.put(next);
                continue;
            }
            let Some(length) = next.checked_sub(END.wrapping_add(1)) else { return };
            let length = if length == 28 { 255 } else { self.stepped(length, 2) };
            let distance = self.symbol(distances);
            let distance = self.stepped(distance, 1).wrapping_add(1) as usize;
            for _ in 0..length.wrapping_add(3) {
                let byte = read(&APART, self.end.wrapping_sub(distance));
                self.put(byte);
            }
        }
    }

    fn fixed(&mut self) {
        let mut lengths = [8u8; 288];
        for (symbol, length) in lengths.iter_mut().enumerate() {
            *length = match symbol {
                144..=255 => 9,
                256..=279 => 7,
                _ => 8,
            };
        }
        self.compressed(&Code::new(&lengths), &Code::new(&[5; 30]));
    }

    fn dynamic(&mut self) {
        /// The order in which the lengths of the code for lengths are listed (RFC 1951, 3.2.7).
        const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let literals = self.bits(5).wrapping_add(257) as usize;
        let distances = self.bits(5).wrapping_add(1) as usize;
        let listed = self.bits(4).wrapping_add(4) as usize;
        let mut lengths = [0u8; 19];
        for place in ORDER.iter().take(listed) {
            if let Some(length) = lengths.get_mut(usize::from(*place)) {
                *length = self.bits(3) as u8;
            }
        }
        let code = Code::new(&lengths);
        let mut all = [0u8; 320];
        let mut at = 0usize;
        while at < literals.wrapping_add(distances) {
            let next = self.symbol(&code);
            let (length, times) = match next {
                16 => (all.get(at.wrapping_sub(1)).copied().unwrap_or(0), self.bits(2).wrapping_add(3)),
                17 => (0, self.bits(3).wrapping_add(3)),
                18 => (0, self.bits(7).wrapping_add(11)),
                _ => (next as u8, 1),
            };
            for _ in 0..times {
                if let Some(place) = all.get_mut(at) {
                    *place = length;
                }
                at = at.wrapping_add(1);
            }
        }
        let (literals, rest) = all.split_at_checked(literals).unwrap_or_default();
        self.compressed(&Code::new(literals), &Code::new(rest.get(..distances).unwrap_or(&[])));
    }

    fn inflate(&mut self) {
        let mut is_last = false;
        while !is_last && !self.is_past_the_end() {
            is_last = self.bits(1) == 1;
            match self.bits(2) {
                0 => self.stored(),
                1 => self.fixed(),
                _ => self.dynamic(),
            }
        }
    }
}

/// The symbol that ends a block.
const END: u32 = 256;

/// Opcodes, indices of locals and globals, offsets of memory, constants, other numbers; what stands before the code, and
/// what after it.
const STRANDS: usize = 7;
const OPS: usize = 0;
const INDICES: usize = 1;
const OFFSETS: usize = 2;
const CONSTANTS: usize = 3;
const OTHERS: usize = 4;
const BEFORE: usize = 5;
const AFTER: usize = 6;

/// Reads the strands in [`APART`], and writes to [`WHOLE`].
struct Weaver {
    places: [usize; STRANDS],
    end: usize,
}

impl Weaver {
    #[inline(never)]
    fn take(&mut self, strand: usize) -> u32 {
        let Some(place) = self.places.get_mut(strand) else { return 0 };
        let byte = read(&APART, *place);
        *place = place.wrapping_add(1);
        write(&WHOLE, self.end, byte);
        self.end = self.end.wrapping_add(1);
        byte
    }

    /// Takes numbers. Of one below 128, which counts what follows, the value is told.
    #[inline(never)]
    fn pass(&mut self, strand: usize, times: u32) -> u32 {
        let mut last = 0;
        for _ in 0..times {
            loop {
                last = self.take(strand);
                if last < 128 {
                    break;
                }
            }
        }
        last
    }

    /// The code of one function, with what follows each opcode.
    fn code(&mut self) {
        let groups = self.pass(OTHERS, 1);
        self.pass(OTHERS, groups.wrapping_mul(2));
        let mut depth = 1u32;
        while depth > 0 && self.end < ROOM {
            let op = self.take(OPS);
            let (strand, times) = match op {
                0x0B => {
                    depth = depth.wrapping_sub(1);
                    continue;
                }
                0x02..=0x04 => {
                    depth = depth.wrapping_add(1);
                    (OPS, 1)
                }
                0x20..=0x26 => (INDICES, 1),
                0x28..=0x3E => {
                    self.pass(OPS, 1);
                    (OFFSETS, 1)
                }
                0x41 | 0x42 => (CONSTANTS, 1),
                0x0C | 0x0D | 0x10 | 0x3F | 0x40 | 0xD0 | 0xD2 => (OTHERS, 1),
                0x11 => (OTHERS, 2),
                0x0E => (OTHERS, self.pass(OTHERS, 1).wrapping_add(1)),
                0x1C => (OTHERS, self.pass(OTHERS, 1)),
                0x43 | 0x44 => {
                    for _ in 0..if op == 0x43 { 4 } else { 8 } {
                        self.take(OTHERS);
                    }
                    continue;
                }
                // Conversions, and from the eighth on what copies and fills.
                0xFC => match self.pass(OPS, 1) {
                    ..8 => continue,
                    long => (OTHERS, 2u32.wrapping_sub(long & 1)),
                },
                _ => continue,
            };
            self.pass(strand, times);
        }
    }

    /// A function with its length before it, which comes out only when its code is there.
    fn function(&mut self) {
        const MOST_OF_LENGTH: usize = 3;
        let head = self.end;
        let start = head.wrapping_add(MOST_OF_LENGTH);
        self.end = start;
        self.code();
        let length = self.end.wrapping_sub(start);
        self.end = head;
        let mut rest = length;
        loop {
            let more = rest > 127;
            write(&WHOLE, self.end, (rest & 127 | if more { 128 } else { 0 }) as u32);
            self.end = self.end.wrapping_add(1);
            rest >>= 7;
            if !more {
                break;
            }
        }
        for place in 0..length {
            let byte = read(&WHOLE, start.wrapping_add(place));
            write(&WHOLE, self.end, byte);
            self.end = self.end.wrapping_add(1);
        }
    }
}

/// Where the packed bytes are to be written.
#[wasm_bindgen]
pub fn packed_at() -> u32 {
    PACKED.as_ptr() as u32
}

/// Where what was unpacked is.
#[wasm_bindgen]
pub fn whole_at() -> u32 {
    WHOLE.as_ptr() as u32
}

/// Unpacks so many bytes; answers how many came out.
#[wasm_bindgen]
pub fn unpack(length: u32) -> u32 {
    Inflater { bit: 0, end: 0, most: (length as usize).wrapping_mul(8) }.inflate();
    let mut at = 0usize;
    let mut number = || {
        let (mut number, mut shift) = (0usize, 0u32);
        loop {
            let byte = read(&APART, at) as usize;
            at = at.wrapping_add(1);
            number |= (byte & 127).wrapping_shl(shift);
            shift = shift.wrapping_add(7);
            if byte < 128 {
                return number;
            }
        }
    };
    let functions = number();
    let lengths = [(); STRANDS].map(|()| number());
    let mut weaver = Weaver { places: [0; STRANDS], end: 0 };
    for (place, length) in weaver.places.iter_mut().zip(lengths) {
        *place = at;
        at = at.wrapping_add(length);
    }
    let [.., before, after] = lengths;
    for _ in 0..before.min(ROOM) {
        weaver.take(BEFORE);
    }
    for _ in 0..functions.min(ROOM) {
        weaver.function();
    }
    for _ in 0..after.min(ROOM) {
        weaver.take(AFTER);
    }
    weaver.end as u32
}
