//! HEIF pictures (HEIC, AVIF): the size and rotation of the primary item, from its properties. ISO 23008-12.

use super::window::{be, be32, from, plus, tags};

tags! { ISPE b"ispe" CLAP b"clap" IROT b"irot" }

/// Sizes and rotations that are kept: a picture has a few, for itself, its tiles, its thumbnail and its layers.
const PROPERTIES: usize = 32;

/// A size or a rotation of the list that items point into.
#[derive(Debug, Clone, Copy)]
struct Property {
    /// Its place in the list, from 1; 0 is no property.
    index: u64,
    width: u32,
    height: u32,
    /// Clockwise quarter turns, where it is no size.
    turns: u32,
}

/// What the `meta` box of a picture said so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heif {
    pub(super) primary: u32,
    properties: [Property; PROPERTIES],
    kept: usize,
    /// All properties, also those that don't matter here.
    count: u64,
    /// Of the primary item, or else the largest there is.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) turns: u32,
}

const NONE: Property = Property { index: 0, width: 0, height: 0, turns: 0 };

impl Heif {
    pub(super) const fn new() -> Self {
        Self { primary: 0, properties: [NONE; PROPERTIES], kept: 0, count: 0, width: 0, height: 0, turns: 0 }
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

fn area(width: u32, height: u32) -> u64 {
    // Both fit 32 bits.
    u64::from(width).wrapping_mul(u64::from(height))
}
