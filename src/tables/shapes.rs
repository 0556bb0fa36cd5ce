//! Shapes of objects.

use crate::rules::codec::{PackedReader, PackedWriter};

/// An object. Each has an index for each name, so that finding a field is one look-up.
#[derive(Debug)]
pub struct Shape {
    /// True if unknown keys are refused.
    pub closed: bool,
    /// The bits of the required fields.
    pub required: u64,
    /// The fields.
    pub fields: Vec<CompiledField>,
    /// By name: the index of the field plus one, 0 for none.
    indexes: Vec<u8>,
    /// The old names, each followed by the name that replaces it.
    renamed: Vec<u32>,
}

/// A field of an object.
#[derive(Debug)]
pub struct CompiledField {
    /// The name of the key.
    pub key: u32,
    /// The place of the type.
    pub kind: u32,
    /// The deprecated value plus one, 0 for none.
    pub retired: u32,
    /// The values that are right at a glance.
    pub glance: Glance,
}

/// The values of a field that are right at a glance: the heads of one tag whose payload is in a range. That is all
/// there is to a flag, to a text without a format, and to a choice whose names stand together; and most fields are one
/// of these.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    tag: u32,
    min: u32,
    max: u32,
}

impl Glance {
    /// The tag of flags, as the tape has it.
    pub const BOOLEAN: u32 = 2;
    /// The tag of texts, as the tape has it; the payload is their UTF-16 units.
    pub const TEXT: u32 = 4;
    /// The tag of names, as the tape has it.
    pub const NAME: u32 = 6;
    /// No value is right at a glance: no head has a tag of more than four bits.
    pub const NOTHING: Self = Self::new(16, 0, 0);

    /// The heads of a tag with a payload in this range.
    pub const fn new(tag: u32, min: u32, max: u32) -> Self {
        Self { tag, min, max }
    }
}

impl CompiledField {
    /// The count of numbers of a packed field. The first two are its name and its type.
    pub const NUMBERS: usize = 6;

    /// Returns true if a value is right at a glance.
    #[inline(always)]
    pub const fn is_plain(&self, tag: u32, payload: u32) -> bool {
        let Glance { tag: plain, min, max } = self.glance;
        tag == plain && payload >= min && payload <= max
    }
}

impl Shape {
    /// Writes a shape: whether it is closed, the bits of the required fields (low, high), its fields, and its old
    /// names.
    pub fn encode(closed: bool, required: u64, fields: &[CompiledField], renamed: &[u32], to: &mut PackedWriter) {
        let (low, high) = (required as u32, (required >> 32) as u32);
        to.numbers(&[u32::from(closed), low, high, fields.len() as u32]);
        for field in fields {
            let Glance { tag, min, max } = field.glance;
            let numbers: [u32; CompiledField::NUMBERS] = [field.key, field.kind, field.retired, tag, min, max];
            to.numbers(&numbers);
        }
        to.list(renamed);
    }

    /// Reads a shape.
    pub fn decode(from: &mut PackedReader) -> Self {
        let closed = from.number() != 0;
        let required = u64::from(from.number()) | u64::from(from.number()).wrapping_shl(32);
        let fields = from.list(|from| CompiledField {
            key: from.number(),
            kind: from.number(),
            retired: from.number(),
            glance: Glance::new(from.number(), from.number(), from.number()),
        });
        let mut indexes = Vec::new();
        for (index, field) in (1u8..).zip(&fields) {
            let key = field.key as usize;
            if indexes.len() <= key {
                indexes.resize(key.wrapping_add(1), 0);
            }
            if let Some(entry) = indexes.get_mut(key) {
                *entry = index;
            }
        }
        Self { closed, required, fields, indexes, renamed: from.list(PackedReader::number) }
    }

    /// The index of the field of this name.
    pub fn index(&self, name: u32) -> Option<usize> {
        match self.indexes.get(name as usize) {
            None | Some(0) => None,
            Some(index) => Some(usize::from(*index).wrapping_sub(1)),
        }
    }

    /// The field of this name, with its index.
    #[inline(always)]
    pub fn field(&self, name: u32) -> Option<(usize, &CompiledField)> {
        let index = self.index(name)?;
        self.fields.get(index).map(|field| (index, field))
    }

    /// The old names, each with the name that replaces it.
    pub fn renames(&self) -> &[[u32; 2]] {
        self.renamed.as_chunks().0
    }

    /// The name that has replaced this one.
    pub fn renamed_to(&self, name: u32) -> Option<u32> {
        self.renames().iter().find(|[old, _]| *old == name).map(|[_, new]| *new)
    }
}
