//! HEIF pictures (HEIC, AVIF): the size and rotation of the primary item, from its properties. ISO 23008-12.

use super::file::{File, be, be32, from, plus, tags};

tags! { ISPE b"ispe" CLAP b"clap" IROT b"irot" EXIF b"Exif" }

/// Sizes and rotations that are kept: a picture has a few, for itself, its tiles, its thumbnail and its layers.
const PROPERTIES: usize = 32;

/// A size or a rotation of the list that items point into.
#[derive(Debug, Clone, Copy)]
struct Property {
    /// Its place in the list, from 1; 0 means no property.
    index: u64,
    width: u32,
    height: u32,
    /// Clockwise quarter turns, if it is not a size.
    turns: u32,
}

/// The contents of the `meta` box of a picture so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heif {
    pub(super) primary: u32,
    properties: [Property; PROPERTIES],
    kept: usize,
    /// All properties, also those that don't matter here.
    count: u64,
    /// The size and turns of the primary item, or else of the largest item.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) turns: u32,
    /// The item that is EXIF, and the table that says where items are.
    pub(super) exif: u32,
    pub(super) locations: u64,
    pub(super) locations_length: u64,
}

const NONE: Property = Property { index: 0, width: 0, height: 0, turns: 0 };

impl Heif {
    pub(super) const fn new() -> Self {
        Self {
            primary: 0,
            properties: [NONE; PROPERTIES],
            kept: 0,
            count: 0,
            width: 0,
            height: 0,
            turns: 0,
            exif: 0,
            locations: 0,
            locations_length: 0,
        }
    }

    /// Notes the next property of the list.
    pub(super) fn push(&mut self, kind: u32, body: &[u8]) {
        self.count = plus(self.count, 1);
        let mut property = Property { index: self.count, ..NONE };
        match kind {
            ISPE => {
                (property.width, property.height) = (be32(body, 4, 4), be32(body, 8, 4));
                if area(property.width, property.height) > area(self.width, self.height) {
                    (self.width, self.height) = (property.width, property.height);
                }
            }
            // The clean aperture, as fractions: codecs want even sizes, pictures have any.
            CLAP => {
                property.width = be32(body, 0, 4).checked_div(be32(body, 4, 4)).unwrap_or(0);
                property.height = be32(body, 8, 4).checked_div(be32(body, 12, 4)).unwrap_or(0);
            }
            // Quarter turns, anticlockwise.
            IROT => property.turns = be32(body, 0, 1).wrapping_neg() & 3,
            _ => return,
        }
        if let Some(slot) = self.properties.get_mut(self.kept) {
            *slot = property;
            self.kept = self.kept.saturating_add(1);
        }
    }

    /// Reads the body of an `ipma` box, which says what properties each item has.
    pub(super) fn associate(&mut self, body: &[u8]) {
        let id = if be(body, 0, 1) == 0 { 2 } else { 4 };
        let step = if be(body, 3, 1) & 1 == 1 { 2 } else { 1 };
        let mut rest = from(body, 8);
        while !rest.is_empty() {
            let item = be32(rest, 0, id);
            let count = be(rest, id, 1);
            rest = from(rest, id.saturating_add(1));
            for _ in 0..count {
                // The highest bit says that a reader must understand the property.
                let index = be(rest, 0, step) & if step == 2 { 0x7fff } else { 0x7f };
                if item == self.primary {
                    self.apply(index);
                }
                rest = from(rest, step);
            }
        }
    }

    /// Notes an item, where it is EXIF: the body of an `infe` box of version 2 or 3.
    pub(super) fn item(&mut self, body: &[u8]) {
        let id = if be(body, 0, 1) == 3 { 4_usize } else { 2 };
        if be32(body, id.saturating_add(6), 4) == EXIF {
            self.exif = be32(body, 4, id);
        }
    }

    /// The offset of the EXIF item in the file, and its length: 0 if unknown.
    pub(super) fn locate(&self, file: &File<'_>) -> (u64, u64) {
        let table = file.slice(self.locations, self.locations_length);
        let version = be(table, 0, 1);
        let nibble = |at, shift: u32| (be32(table, at, 1) >> shift & 15) as usize;
        let (offset, length, base) = (nibble(4, 4), nibble(4, 0), nibble(5, 4));
        let index = if version > 0 { nibble(5, 0) } else { 0 };
        let wide = if version == 2 { 4_usize } else { 2 };
        let mut rest = from(table, wide.saturating_add(6));
        while !rest.is_empty() {
            let item = take(&mut rest, wide);
            // Items in this box itself are not located here.
            let method = if version > 0 { take(&mut rest, 2) } else { 0 };
            take(&mut rest, 2);
            let start = take(&mut rest, base);
            let mut extents = take(&mut rest, 2);
            while extents > 0 && !rest.is_empty() {
                take(&mut rest, index);
                let (at, size) = (plus(start, take(&mut rest, offset)), take(&mut rest, length));
                if item == u64::from(self.exif) && method == 0 {
                    return (at, size);
                }
                extents = extents.saturating_sub(1);
                if offset == 0 && length == 0 {
                    break;
                }
            }
        }
        (0, 0)
    }

    /// Reads the box that stands for all others in small pictures: the size after 17 bits, in 7 or 15 each.
    pub(super) fn minimal(&mut self, body: &[u8]) {
        let bits = be32(body, 2, 4);
        let turn = be32(body, 1, 1) & 7;
        let size = |value: u32, mask: u32| (value & mask).wrapping_add(1);
        (self.width, self.height) = if bits >> 31 == 0 {
            (size(bits >> 24, 0x7f), size(bits >> 17, 0x7f))
        } else {
            (size(bits >> 16, 0x7fff), size(bits >> 1, 0x7fff))
        };
        // The numbers are those of EXIF.
        self.turns = 0o33_112_200_u32.wrapping_shr(turn.wrapping_mul(3)) & 3;
    }

    fn apply(&mut self, index: u64) {
        for property in self.properties.iter().filter(|property| property.index == index && index > 0) {
            if property.width > 0 {
                (self.width, self.height) = (property.width, property.height);
            } else {
                self.turns = property.turns;
            }
        }
    }
}

/// Takes a number from the front.
#[inline(never)]
fn take(rest: &mut &[u8], length: usize) -> u64 {
    let value = be(rest, 0, length);
    *rest = from(rest, length);
    value
}

fn area(width: u32, height: u32) -> u64 {
    // Both fit 32 bits.
    u64::from(width).wrapping_mul(u64::from(height))
}
