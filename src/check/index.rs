//! The tables of [`crate::api`], prepared for checking.
//!
//! Names are numbers here, so that neither the tape nor the checker compares strings, and each object has a place for
//! each name, so that finding a field is one look-up. The tables come packed, by `build.rs`; they are unpacked once.

use crate::api::packed::kind;
use crate::api::table::{FORMS, Form, Range, Text};

use super::pack::Pack;
use super::rules::row::{Row, groups};
use super::tape::Head;

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

/// What the values of a field may be, with names as numbers, read where it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'i> {
    Boolean,
    Number(Range),
    Integer(Range),
    Text(Text),
    Enum(&'i [u32]),
    List { items: u32, min: u32, max: u32, unique: bool },
    Object(u32),
    Tagged { tag: u32, names: &'i [u32], shapes: &'i [u32] },
    Nullable(u32),
    Open,
}

/// A field of a [`Shape`].
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) key: u32,
    pub(super) kind: u32,
    /// The value that now means: leave the field out; plus one, 0 for none.
    pub(super) retired: u32,
    /// What is right without a second look: heads of one tag whose payload is in a range.
    plain: [u32; 3],
}

impl Slot {
    /// Whether this value of the field is right, as far as can be told at a glance.
    #[inline(always)]
    pub(super) fn is_plain(&self, value: Head) -> bool {
        let [tag, min, max] = self.plain;
        value.tag == tag && value.payload >= min && value.payload <= max
    }
}

/// An object.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) closed: bool,
    pub(super) slots: Vec<Slot>,
    /// The bits of the fields that must be there.
    pub(super) required: u64,
    /// By name: 0 for none, else the slot's place plus one.
    places: Vec<u8>,
    /// Old names, each with the name that replaces it.
    renamed: Vec<u32>,
}

impl Shape {
    /// The place of the field of this name.
    pub(super) fn place(&self, name: u32) -> Option<usize> {
        match self.places.get(name as usize) {
            None | Some(0) => None,
            Some(place) => Some(usize::from(*place).wrapping_sub(1)),
        }
    }

    /// The field of this name, with its place.
    #[inline(always)]
    pub(super) fn field(&self, name: u32) -> Option<(usize, &Slot)> {
        let place = self.place(name)?;
        self.slots.get(place).map(|slot| (place, slot))
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
pub struct Index {
    names: Vec<&'static [u8]>,
    /// Kinds as they are packed.
    kinds: Vec<u32>,
    shapes: Vec<Shape>,
    roots: Vec<u32>,
    /// The rules, group by group.
    pub(super) rules: Vec<Vec<Row>>,
}

impl Index {
    /// Unpacks tables.
    pub fn new(tables: &'static [u8]) -> Self {
        let mut pack = Pack { rest: tables };
        let mut texts = pack.part();
        let mut names = Vec::new();
        while let Some(length) = texts.rest.iter().position(|byte| *byte < b' ') {
            if texts.rest.first() == Some(&b'\x0C') {
                break;
            }
            let (name, rest) = texts.rest.split_at_checked(length).unwrap_or_default();
            names.push(name);
            texts.rest = rest.get(1..).unwrap_or(&[]);
        }
        let mut pack = pack.part();
        let kinds = pack.list(Pack::number);
        let shapes = pack.list(shape);
        let roots = pack.list(Pack::number);
        Self { names, kinds, shapes, roots, rules: groups(pack) }
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

    /// The kind at a place.
    #[inline(always)]
    pub(super) fn kind(&self, kind: u32) -> Kind<'_> {
        let at = kind as usize;
        let word = |place: usize| self.kinds.get(at.wrapping_add(place)).copied().unwrap_or(0);
        let words = |from: usize, count: u32| {
            let from = at.wrapping_add(from);
            self.kinds.get(from..from.wrapping_add(count as usize)).unwrap_or(&[])
        };
        let [first, second, third, fourth] = [word(1), word(2), word(3), word(4)];
        let range = || {
            let bound = |limit: u32, none: f64| limit.checked_sub(1).map_or(none, f64::from);
            Range { min: bound(first, f64::NEG_INFINITY), max: bound(second, f64::INFINITY) }
        };
        match word(0) {
            kind::BOOLEAN => Kind::Boolean,
            kind::NUMBER => Kind::Number(range()),
            kind::INTEGER => Kind::Integer(range()),
            kind::TEXT => {
                let form = FORMS.get(third as usize).copied().unwrap_or(Form::Any);
                Kind::Text(Text { min: first, max: second.wrapping_sub(1), form })
            }
            kind::ENUM => Kind::Enum(words(2, first)),
            kind::LIST => Kind::List { items: first, min: second, max: third.wrapping_sub(1), unique: fourth != 0 },
            kind::OBJECT => Kind::Object(first),
            kind::TAGGED => Kind::Tagged {
                tag: first,
                names: words(3, second),
                shapes: words(3usize.wrapping_add(second as usize), second),
            },
            kind::NULLABLE => Kind::Nullable(first),
            _ => Kind::Open,
        }
    }

    /// The kind of what a list holds; of what is no list, its own.
    #[inline(never)]
    pub(super) fn inner(&self, kind: u32) -> Kind<'_> {
        match self.kind(kind) {
            Kind::List { items, .. } => self.kind(items),
            kind => kind,
        }
    }

    pub(super) fn object_shape(&self, shape: u32) -> Option<&Shape> {
        self.shapes.get(shape as usize)
    }

    /// The shape of a field's object, or of the objects in its list.
    pub(super) fn field_shape(&self, shape: &Shape, place: usize) -> Option<&Shape> {
        match self.inner(shape.slots.get(place)?.kind) {
            Kind::Object(shape) => self.object_shape(shape),
            _ => None,
        }
    }

    /// The text of a name.
    pub(super) fn text(&self, name: u32) -> &'static [u8] {
        self.names.get(name as usize).copied().unwrap_or(&[])
    }
}

fn shape(pack: &mut Pack) -> Shape {
    let closed = pack.number() != 0;
    let required = u64::from(pack.number()) | u64::from(pack.number()).wrapping_shl(32);
    let slots = pack.list(|pack| Slot {
        key: pack.number(),
        kind: pack.number(),
        retired: pack.number(),
        plain: [pack.number(), pack.number(), pack.number()],
    });
    let mut places = Vec::new();
    for (place, slot) in (1u8..).zip(&slots) {
        let key = slot.key as usize;
        if places.len() <= key {
            places.resize(key.wrapping_add(1), 0);
        }
        if let Some(entry) = places.get_mut(key) {
            *entry = place;
        }
    }
    Shape { closed, slots, required, places, renamed: pack.list(Pack::number) }
}

/// The bit of a field among the fields of its object. Objects have fewer than 64 fields; a test holds them to it.
pub(super) const fn bit(place: usize) -> u64 {
    1u64.wrapping_shl(place as u32)
}

#[cfg(test)]
mod tests {
    use super::{ALL_TABLES, Index, POST_TABLES};
    use crate::check::tape::TYPE_WORDS;

    #[test]
    fn the_words_are_the_first_names() {
        for tables in [POST_TABLES, ALL_TABLES] {
            let index = Index::new(tables);
            let first: Vec<_> = index.names().iter().take(TYPE_WORDS.len()).collect();
            assert!(TYPE_WORDS.iter().map(|word| word.as_bytes()).eq(first.into_iter().copied()));
        }
    }

    #[test]
    fn every_operation_has_three_roots_after_the_post() {
        let index = Index::new(ALL_TABLES);
        let operations = crate::api::operations::OPERATIONS;
        assert_eq!(index.roots.len(), 1 + 3 * operations.len());
        for (place, operation) in operations.iter().enumerate() {
            let count = |part: usize| index.root(1 + 3 * place + part).map(|shape| shape.slots.len());
            assert_eq!(count(0), Some(operation.path_fields.len()), "{}", operation.name);
            assert_eq!(count(1), Some(operation.query.len()), "{}", operation.name);
            assert_eq!(count(2), operation.body.map(|body| body.fields.len()), "{}", operation.name);
        }
    }

    #[test]
    fn packed_tables_cut_short_are_read_without_a_panic() {
        for length in 0..POST_TABLES.len() {
            Index::new(&POST_TABLES[..length]);
        }
    }
}
