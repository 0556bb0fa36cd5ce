//! Shapes of objects.

use crate::rules::codec::{PackedReader, PackedWriter};

/// An object.
#[derive(Debug)]
pub struct PackedShape {
    /// Whether unknown keys are refused.
    pub closed: bool,
    /// The bits of the required fields.
    pub required: u64,
    /// The fields.
    pub fields: Vec<PackedField>,
    /// The old names, each followed by the name that replaces it.
    pub renamed: Vec<u32>,
}

/// A field of an object.
#[derive(Debug)]
pub struct PackedField {
    /// The name of the key.
    pub key: u32,
    /// The place of the type.
    pub kind: u32,
    /// The deprecated value plus one, 0 for none.
    pub retired: u32,
    /// The values that are right at a glance.
    pub glance: Glance,
    /// The least number of the glance.
    pub min: u32,
    /// The most.
    pub max: u32,
}

/// The values of a field that are right at a glance: those of one kind whose number is in a range. That is all there is to
/// a flag, to a text without a format, and to a choice whose names stand together; and most fields are one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glance {
    /// None is.
    Nothing,
    /// Flags.
    Boolean,
    /// Texts by their UTF-16 units.
    Text,
    /// Names.
    Name,
}

impl PackedShape {
    /// Writes the shape: whether it is closed, the bits of the required fields (low, high), its fields, and its old names.
    pub fn encode(&self, to: &mut PackedWriter) {
        let (low, high) = (self.required as u32, (self.required >> 32) as u32);
        to.numbers(&[u32::from(self.closed), low, high, self.fields.len() as u32]);
        for field in &self.fields {
            to.numbers(&[field.key, field.kind, field.retired, field.glance.number(), field.min, field.max]);
        }
        to.list(&self.renamed);
    }

    /// Reads a shape.
    pub fn decode(from: &mut PackedReader) -> Self {
        let closed = from.number() != 0;
        let required = u64::from(from.number()) | u64::from(from.number()).wrapping_shl(32);
        let fields = from.list(|from| PackedField {
            key: from.number(),
            kind: from.number(),
            retired: from.number(),
            glance: Glance::from_number(from.number()),
            min: from.number(),
            max: from.number(),
        });
        Self { closed, required, fields, renamed: from.list(PackedReader::number) }
    }
}

impl Glance {
    const fn number(self) -> u32 {
        self as u32
    }

    /// An unknown number stands for nothing.
    const fn from_number(number: u32) -> Self {
        match number {
            1 => Self::Boolean,
            2 => Self::Text,
            3 => Self::Name,
            _ => Self::Nothing,
        }
    }
}
