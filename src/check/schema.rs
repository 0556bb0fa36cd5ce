//! The tables of [`crate::api`], prepared for checking.
//!
//! Names are numbers here, so that neither the tape nor the checker compares strings, and each object has a place for
//! each name, so that finding a field is one look-up. [`crate::tables`] unpacks them, once.

use super::tape::{self, Head};
use crate::rules::CompiledRule;
use crate::tables::{CompiledPlatform, Glance, PackedField, PackedShape, PackedType, UnpackedTables};

/// The tables of a post alone.
pub static POST_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/post.tables"));
/// The tables of a post and of all operations.
pub static ALL_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/all.tables"));

/// The root that is a whole post. Operations follow it, with [`ROOTS_PER_OPERATION`] each.
pub const POST_ROOT: usize = 0;

/// The roots of an operation, by their distance from the root before its first.
pub mod part {
    /// The parameters in the path.
    pub const PATH: usize = 1;
    /// The parameters in the query.
    pub const QUERY: usize = 2;
    /// The body.
    pub const BODY: usize = 3;
}

/// The number of roots that each operation has.
pub const ROOTS_PER_OPERATION: usize = part::BODY;

/// A field of a [`Shape`].
#[derive(Debug)]
pub(super) struct CompiledField {
    pub(super) key: u32,
    /// The place of the type.
    pub(super) kind: u32,
    /// The deprecated value plus one, 0 for none.
    pub(super) retired: u32,
    /// Heads that are right without a second look: those of one tag whose payload is in a range.
    glance: [u32; 3],
}

impl CompiledField {
    fn new(field: &PackedField) -> Self {
        // No head has a tag of more than four bits.
        const NO_TAG: u32 = 16;
        let tag = match field.glance {
            Glance::Nothing => NO_TAG,
            Glance::Boolean => tape::BOOLEAN,
            Glance::Text => tape::TEXT,
            Glance::Name => tape::NAME,
        };
        Self { key: field.key, kind: field.kind, retired: field.retired, glance: [tag, field.min, field.max] }
    }

    /// Returns true if this value of the field is right at a glance.
    #[inline(always)]
    pub(super) fn is_plain(&self, value: Head) -> bool {
        let [tag, min, max] = self.glance;
        value.tag == tag && value.payload >= min && value.payload <= max
    }
}

/// An object.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) closed: bool,
    pub(super) fields: Vec<CompiledField>,
    /// The bits of the required fields.
    pub(super) required: u64,
    /// By name: the index of the field plus one, 0 for none.
    indexes: Vec<u8>,
    /// The old names, each followed by the name that replaces it.
    renamed: Vec<u32>,
}

impl Shape {
    fn new(shape: PackedShape) -> Self {
        let fields: Vec<_> = shape.fields.iter().map(CompiledField::new).collect();
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
        Self { closed: shape.closed, fields, required: shape.required, indexes, renamed: shape.renamed }
    }

    /// The index of the field of this name.
    pub(super) fn index(&self, name: u32) -> Option<usize> {
        match self.indexes.get(name as usize) {
            None | Some(0) => None,
            Some(index) => Some(usize::from(*index).wrapping_sub(1)),
        }
    }

    /// The field of this name, with its index.
    #[inline(always)]
    pub(super) fn field(&self, name: u32) -> Option<(usize, &CompiledField)> {
        let index = self.index(name)?;
        self.fields.get(index).map(|field| (index, field))
    }

    /// The old names, each with the name that replaces it.
    pub(super) fn renames(&self) -> &[[u32; 2]] {
        self.renamed.as_chunks().0
    }

    /// The name that has replaced this one.
    pub(super) fn renamed_to(&self, name: u32) -> Option<u32> {
        self.renames().iter().find(|[old, _]| *old == name).map(|[_, new]| *new)
    }
}

/// The prepared tables.
#[derive(Debug)]
pub struct CompiledSchema {
    names: Vec<&'static [u8]>,
    /// The numbers of all types.
    types: Vec<u32>,
    shapes: Vec<Shape>,
    roots: Vec<u32>,
    /// The rules of the post as a whole.
    pub(super) post_rules: Vec<CompiledRule>,
    /// The rules of every target.
    pub(super) target_rules: Vec<CompiledRule>,
    /// The platforms with their rules.
    pub(super) platforms: Vec<CompiledPlatform>,
}

impl CompiledSchema {
    /// Prepares tables.
    pub fn new(tables: &'static [u8]) -> Self {
        let UnpackedTables { names, types, shapes, roots, post_rules, target_rules, platforms } =
            UnpackedTables::new(tables);
        let shapes = shapes.into_iter().map(Shape::new).collect();
        Self { names, types, shapes, roots, post_rules, target_rules, platforms }
    }

    /// All names, by number.
    pub fn names(&self) -> &[&'static [u8]] {
        &self.names
    }

    /// The shape of a root.
    pub(super) fn root(&self, root: usize) -> Option<&Shape> {
        let shape = self.roots.get(root)?.checked_sub(1)?;
        self.shapes.get(shape as usize)
    }

    /// The type at a place.
    #[inline(always)]
    pub(super) fn kind(&self, kind: u32) -> PackedType<'_> {
        PackedType::decode(&self.types, kind)
    }

    /// The type of the items of a list; any other type itself.
    #[inline(never)]
    pub(super) fn inner(&self, kind: u32) -> PackedType<'_> {
        match self.kind(kind) {
            PackedType::List { items, .. } => self.kind(items),
            kind => kind,
        }
    }

    pub(super) fn object_shape(&self, shape: u32) -> Option<&Shape> {
        self.shapes.get(shape as usize)
    }

    /// The shape of a field's object, or of the objects in its list.
    pub(super) fn field_shape(&self, shape: &Shape, index: usize) -> Option<&Shape> {
        match self.inner(shape.fields.get(index)?.kind) {
            PackedType::Object(shape) => self.object_shape(shape),
            _ => None,
        }
    }

    /// The text of a name.
    pub(super) fn text(&self, name: u32) -> &'static [u8] {
        self.names.get(name as usize).copied().unwrap_or(&[])
    }
}

/// The bit of a field among the fields of its object. Objects have fewer than 64 fields; a test holds them to it.
pub(super) const fn bit(index: usize) -> u64 {
    1u64.wrapping_shl(index as u32)
}

#[cfg(test)]
mod tests {
    use super::{ALL_TABLES, CompiledSchema, POST_TABLES};
    use crate::tables::TYPE_WORDS;

    #[test]
    fn the_words_are_the_first_names() {
        for tables in [POST_TABLES, ALL_TABLES] {
            let schema = CompiledSchema::new(tables);
            let first: Vec<_> = schema.names().iter().take(TYPE_WORDS.len()).collect();
            assert!(TYPE_WORDS.iter().map(|word| word.as_bytes()).eq(first.into_iter().copied()));
        }
    }

    #[test]
    fn every_operation_has_three_roots_after_the_post() {
        let schema = CompiledSchema::new(ALL_TABLES);
        let operations = crate::api::operations::OPERATIONS;
        assert_eq!(schema.roots.len(), 1 + 3 * operations.len());
        for (place, operation) in operations.iter().enumerate() {
            let count = |part: usize| schema.root(1 + 3 * place + part).map(|shape| shape.fields.len());
            assert_eq!(count(0), Some(operation.path_fields.len()), "{}", operation.name);
            assert_eq!(count(1), Some(operation.query.len()), "{}", operation.name);
            assert_eq!(count(2), operation.body.map(|body| body.fields.len()), "{}", operation.name);
        }
    }

    #[test]
    fn packed_tables_cut_short_are_read_without_a_panic() {
        for length in 0..POST_TABLES.len() {
            CompiledSchema::new(&POST_TABLES[..length]);
        }
    }
}
