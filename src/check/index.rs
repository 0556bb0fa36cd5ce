//! The tables of [`crate::api`], prepared for checking.
//!
//! Names are numbers here, so that neither the tape nor the checker compares strings, and each object has a place for
//! each name, so that finding a field is one look-up. The tables come packed, by `build.rs`; they are unpacked once.

use crate::api::table::{FORMS, Form, Range, Text};

use super::pack::Pack;
use super::rules::row::{Row, groups};
use super::tape::{self, Head};

/// The tables of a post alone.
pub static POST_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/post.tables"));
/// The tables of a post and of all operations.
pub static ALL_TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/all.tables"));

/// The value of this field may be a name: write it as one.
pub const FLAG_NAME: u8 = 1;
/// The content of this field matters: write its bytes.
pub const FLAG_BYTES: u8 = 2;
/// The value of this field may be a list; of a field without this flag no list needs to be walked.
pub const FLAG_LIST: u8 = 4;
/// The value of this field, or an item of it, may be an object.
pub const FLAG_OBJECT: u8 = 8;

/// The root that is a whole post. Operations follow it: three roots each, for path, query and body.
pub const POST_ROOT: usize = 0;

/// What the values of a field may be, with names as numbers.
#[derive(Debug)]
pub(super) enum Kind {
    Boolean,
    Number(Range),
    Integer(Range),
    Text(Text),
    Enum(Vec<u32>),
    List { items: usize, min: u32, max: u32, unique: bool },
    Object(usize),
    Tagged { tag: u32, variants: Vec<(u32, usize)>, tags: Vec<u32> },
    Nullable(usize),
    Open,
}

/// A field of a [`Shape`].
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) key: u32,
    pub(super) kind: usize,
    /// The value that now means: leave the field out.
    pub(super) retired: Option<u32>,
    /// What is right without a second look.
    plain: Plain,
}

/// Heads of one tag whose payload is in a range: that is all there is to a flag, to a text without a form, and to a
/// choice whose names stand together; and most fields are one of these.
#[derive(Debug, Clone, Copy)]
struct Plain {
    tag: u32,
    min: u32,
    max: u32,
}

impl Plain {
    fn of(kind: Option<&Kind>) -> Self {
        match kind {
            Some(Kind::Boolean) => Self { tag: tape::BOOLEAN, min: 0, max: 1 },
            Some(Kind::Text(Text { min, max, form: Form::Any })) => Self { tag: tape::TEXT, min: *min, max: *max },
            Some(Kind::Enum(names))
                if names.windows(2).all(|pair| matches!(pair, [a, b] if *b == a.wrapping_add(1))) =>
            {
                let (min, max) = (names.first().map_or(u32::MAX, |name| *name), names.last().map_or(0, |name| *name));
                Self { tag: tape::NAME, min, max }
            }
            _ => Self { tag: u32::MAX, min: 0, max: 0 },
        }
    }
}

impl Slot {
    /// Whether this value of the field is right, as far as can be told at a glance.
    #[inline(always)]
    pub(super) fn is_plain(&self, value: Head) -> bool {
        value.tag == self.plain.tag && value.payload >= self.plain.min && value.payload <= self.plain.max
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
    /// Old names, with the name that replaces each.
    pub(super) renamed: Vec<(u32, u32)>,
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

    /// The name that has replaced this one.
    pub(super) fn renamed_to(&self, name: u32) -> Option<u32> {
        self.renamed.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
    }
}

/// The words for what a value is: the first names, in the order of `build.rs`.
pub(super) mod word {
    pub(in crate::check) const TEXT: u32 = 0;
    pub(in crate::check) const NUMBER: u32 = 1;
    pub(in crate::check) const BOOLEAN: u32 = 2;
    pub(in crate::check) const LIST: u32 = 3;
    pub(in crate::check) const OBJECT: u32 = 4;
    pub(in crate::check) const NULL: u32 = 5;
    pub(in crate::check) const UNDEFINED: u32 = 6;
    pub(in crate::check) const BIGINT: u32 = 7;
    pub(in crate::check) const SYMBOL: u32 = 8;
    pub(in crate::check) const FUNCTION: u32 = 9;
}

/// The prepared tables.
#[derive(Debug)]
pub struct Index {
    names: Vec<&'static [u8]>,
    kinds: Vec<Kind>,
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
        let kinds = pack.list(kind);
        let mut shapes = pack.list(shape);
        for slot in shapes.iter_mut().flat_map(|shape| &mut shape.slots) {
            slot.plain = Plain::of(kinds.get(slot.kind));
        }
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

    pub(super) fn kind(&self, kind: usize) -> Option<&Kind> {
        self.kinds.get(kind)
    }

    pub(super) fn object_shape(&self, shape: usize) -> Option<&Shape> {
        self.shapes.get(shape)
    }

    /// The shape of a media item: the object that the post's `mediaItems` lists.
    pub(super) fn media_shape(&self) -> Option<&Shape> {
        let post = self.root(POST_ROOT)?;
        let lists = post.slots.iter().filter_map(|slot| match self.kind(slot.kind)? {
            Kind::List { items, .. } => self.kind(*items),
            _ => None,
        });
        lists.into_iter().find_map(|items| match items {
            Kind::Object(shape) => self.object_shape(*shape),
            _ => None,
        })
    }

    /// The text of a name.
    pub(super) fn text(&self, name: u32) -> &'static [u8] {
        self.names.get(name as usize).copied().unwrap_or(&[])
    }
}

/// A limit; `u32::MAX` where there is none.
fn limit(pack: &mut Pack) -> u32 {
    pack.number().wrapping_sub(1)
}

fn range(pack: &mut Pack) -> Range {
    let (min, max) = (pack.number(), pack.number());
    let bound = |limit: u32, none: f64| limit.checked_sub(1).map_or(none, f64::from);
    Range { min: bound(min, f64::NEG_INFINITY), max: bound(max, f64::INFINITY) }
}

fn pair(pack: &mut Pack) -> (u32, u32) {
    (pack.number(), pack.number())
}

fn kind(pack: &mut Pack) -> Kind {
    match pack.byte() {
        0 => Kind::Boolean,
        1 => Kind::Number(range(pack)),
        2 => Kind::Integer(range(pack)),
        3 => {
            let (min, max) = (pack.number(), limit(pack));
            let form = FORMS.get(usize::from(pack.byte())).copied().unwrap_or(Form::Any);
            Kind::Text(Text { min, max, form })
        }
        4 => Kind::Enum(pack.list(Pack::number)),
        5 => {
            Kind::List { items: pack.number() as usize, min: pack.number(), max: limit(pack), unique: pack.byte() != 0 }
        }
        6 => Kind::Object(pack.number() as usize),
        7 => {
            let tag = pack.number();
            let variants = pack.list(|pack| (pack.number(), pack.number() as usize));
            let tags = variants.iter().map(|(name, _)| *name).collect();
            Kind::Tagged { tag, variants, tags }
        }
        8 => Kind::Nullable(pack.number() as usize),
        _ => Kind::Open,
    }
}

fn shape(pack: &mut Pack) -> Shape {
    let closed = pack.byte() != 0;
    let mut required = 0;
    let mut slots = Vec::new();
    let mut places = Vec::new();
    for place in 0..pack.number() {
        let (key, kind) = pair(pack);
        if kind & 1 != 0 {
            required |= bit(place as usize);
        }
        slots.push(Slot { key, kind: kind.wrapping_shr(1) as usize, retired: None, plain: Plain::of(None) });
        let key = key as usize;
        if places.len() <= key {
            places.resize(key.wrapping_add(1), 0);
        }
        if let Some(entry) = places.get_mut(key) {
            *entry = place.wrapping_add(1) as u8;
        }
    }
    let renamed = pack.list(pair);
    for (key, value) in pack.list(pair) {
        for slot in slots.iter_mut().filter(|slot| slot.key == key) {
            slot.retired = Some(value);
        }
    }
    Shape { closed, slots, required, places, renamed }
}

/// The bit of a field among the fields of its object. Objects have fewer than 64 fields; a test holds them to it.
pub(super) const fn bit(place: usize) -> u64 {
    1u64.wrapping_shl(place as u32)
}

#[cfg(test)]
mod tests {
    use super::{ALL_TABLES, Index, POST_TABLES, word};

    #[test]
    fn the_words_are_the_first_names() {
        for tables in [POST_TABLES, ALL_TABLES] {
            let index = Index::new(tables);
            assert_eq!(index.text(word::TEXT), b"a string");
            assert_eq!(index.text(word::FUNCTION), b"a function");
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
