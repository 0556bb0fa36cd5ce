//! The tables of [`crate::api`], prepared for checking: made once, then only read.
//!
//! Names become numbers, so that neither the tape nor the checker compares strings, and each object gets a slot for
//! each name, so that finding a field is one look-up.

use crate::api::operation::Operation;
use crate::api::post::{MEDIA_ITEM, POST_PAYLOAD};
use crate::api::rule::FILE_NAMES;
use crate::api::table::{Field, Form, Object, Range, Tagged, Text, Type};

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
    pub(super) required: bool,
    /// The value that now means: leave the field out.
    pub(super) retired: Option<u32>,
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

    /// The name that has replaced this one.
    pub(super) fn renamed_to(&self, name: u32) -> Option<u32> {
        self.renamed.iter().find(|(old, _)| *old == name).map(|(_, new)| *new)
    }
}

/// What the writer of the tape must know of a name.
#[derive(Debug)]
pub struct Name {
    /// The text.
    pub text: &'static str,
    /// The `FLAG_…`s, for a name that is a key.
    pub flags: u8,
    /// Strings of this field that are longer than this must come with their bytes, so that they can be counted.
    pub limit: u32,
}

/// The words for what a value is, in the order of the tape's tags and then of its opaque kinds.
pub(super) struct Words {
    pub(super) text: u32,
    pub(super) number: u32,
    pub(super) boolean: u32,
    pub(super) list: u32,
    pub(super) object: u32,
    pub(super) null: u32,
    pub(super) undefined: u32,
    pub(super) bigint: u32,
    pub(super) symbol: u32,
    pub(super) function: u32,
}

/// The prepared tables.
pub struct Index {
    names: Vec<Name>,
    kinds: Vec<Kind>,
    shapes: Vec<Shape>,
    objects: Vec<(*const Object, usize)>,
    roots: Vec<Option<usize>>,
    words: Words,
}

impl core::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Index").field("names", &self.names.len()).finish_non_exhaustive()
    }
}

impl Index {
    /// Prepares the post and the parameters of the operations given.
    pub fn new(operations: &'static [Operation]) -> Self {
        let mut index = Self {
            names: Vec::new(),
            kinds: Vec::new(),
            shapes: Vec::new(),
            objects: Vec::new(),
            roots: Vec::new(),
            words: Words {
                text: 0,
                number: 0,
                boolean: 0,
                list: 0,
                object: 0,
                null: 0,
                undefined: 0,
                bigint: 0,
                symbol: 0,
                function: 0,
            },
        };
        index.words = Words {
            text: index.name("a string"),
            number: index.name("a number"),
            boolean: index.name("true or false"),
            list: index.name("a list"),
            object: index.name("an object"),
            null: index.name("null"),
            undefined: index.name("undefined"),
            bigint: index.name("a BigInt"),
            symbol: index.name("a symbol"),
            function: index.name("a function"),
        };
        let post = index.object(&POST_PAYLOAD);
        index.roots.push(Some(post));
        for name in FILE_NAMES {
            index.name(name);
        }
        for operation in operations {
            let path = index.shape(operation.path_fields, true);
            let query = index.shape(operation.query, true);
            let body = operation.body.map(|body| index.object(body));
            index.roots.extend([Some(path), Some(query), body]);
        }
        index
    }

    /// All names, by number.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The shape of a root.
    pub(super) fn root(&self, root: usize) -> Option<&Shape> {
        self.roots.get(root).copied().flatten().and_then(|shape| self.shapes.get(shape))
    }

    pub(super) fn kind(&self, kind: usize) -> Option<&Kind> {
        self.kinds.get(kind)
    }

    pub(super) fn object_shape(&self, shape: usize) -> Option<&Shape> {
        self.shapes.get(shape)
    }

    /// The text of a name.
    pub(super) fn text(&self, name: u32) -> &'static str {
        self.names.get(name as usize).map_or("", |name| name.text)
    }

    /// The shape of an attachment.
    pub(super) fn media_shape(&self) -> Option<&Shape> {
        let (_, shape) = self.objects.iter().find(|(pointer, _)| core::ptr::eq(*pointer, &raw const MEDIA_ITEM))?;
        self.shapes.get(*shape)
    }

    pub(super) const fn words(&self) -> &Words {
        &self.words
    }

    fn name(&mut self, text: &'static str) -> u32 {
        let place = self.names.iter().position(|name| name.text == text).unwrap_or_else(|| {
            self.names.push(Name { text, flags: 0, limit: u32::MAX });
            self.names.len().wrapping_sub(1)
        });
        place as u32
    }

    fn object(&mut self, object: &'static Object) -> usize {
        let known = self.objects.iter().find(|(pointer, _)| core::ptr::eq(*pointer, object));
        if let Some((_, shape)) = known {
            return *shape;
        }
        let renamed = object.renamed.iter().map(|entry| (self.name(entry.old), self.name(entry.new))).collect();
        let place = self.shape(object.fields, object.closed);
        let retired: Vec<_> =
            object.retired.iter().map(|entry| (self.name(entry.key), self.name(entry.value))).collect();
        if let Some(shape) = self.shapes.get_mut(place) {
            shape.renamed = renamed;
            for slot in &mut shape.slots {
                slot.retired = retired.iter().find(|(key, _)| *key == slot.key).map(|(_, value)| *value);
            }
        }
        // In lenient mode the value of an old name is held against the new field, so it must be written the same way.
        for entry in object.renamed {
            let (old, new) = (self.name(entry.old), self.name(entry.new));
            let flags = self.names.get(new as usize).map_or(0, |name| name.flags);
            if let Some(name) = self.names.get_mut(old as usize) {
                name.flags |= flags;
            }
        }
        self.objects.push((object, place));
        place
    }

    fn shape(&mut self, fields: &'static [Field], closed: bool) -> usize {
        let slots: Vec<Slot> = fields
            .iter()
            .map(|field| {
                let key = self.name(field.key);
                let (flags, limit) = writing(&field.kind);
                let kind = self.add(&field.kind);
                if let Some(name) = self.names.get_mut(key as usize) {
                    name.flags |= flags;
                    name.limit = name.limit.min(limit);
                }
                Slot { key, kind, required: field.required, retired: None }
            })
            .collect();
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
        let required = (0..).zip(&slots).filter(|(_, slot)| slot.required).fold(0, |all, (place, _)| all | bit(place));
        self.shapes.push(Shape { closed, slots, required, places, renamed: Vec::new() });
        self.shapes.len().wrapping_sub(1)
    }

    fn add(&mut self, kind: &'static Type) -> usize {
        let kind = match kind {
            Type::Boolean => Kind::Boolean,
            Type::Number(range) => Kind::Number(*range),
            Type::Integer(range) => Kind::Integer(*range),
            Type::Text(text) => Kind::Text(*text),
            Type::Enum(values) => Kind::Enum(values.iter().map(|value| self.name(value)).collect()),
            Type::List(list) => {
                Kind::List { items: self.add(&list.items), min: list.min, max: list.max, unique: list.unique }
            }
            Type::Object(object) => Kind::Object(self.object(object)),
            Type::Tagged(tagged) => self.tagged(tagged),
            Type::Nullable(inner) => Kind::Nullable(self.add(inner)),
            Type::Open => Kind::Open,
        };
        self.kinds.push(kind);
        self.kinds.len().wrapping_sub(1)
    }

    fn tagged(&mut self, tagged: &'static Tagged) -> Kind {
        let tag = self.name(tagged.tag);
        let mut variants = Vec::new();
        for object in tagged.variants {
            let shape = self.object(object);
            for field in object.fields.iter().filter(|field| field.key == tagged.tag) {
                if let Type::Enum(values) = field.kind {
                    variants.extend(values.iter().map(|value| (self.name(value), shape)));
                }
            }
        }
        let tags = variants.iter().map(|(name, _)| *name).collect();
        Kind::Tagged { tag, variants, tags }
    }
}

/// The bit of a field among the fields of its object. Objects have fewer than 64 fields; a test holds them to it.
pub(super) const fn bit(place: usize) -> u64 {
    1u64.wrapping_shl(place as u32)
}

/// How the values of a field must be written on the tape.
fn writing(kind: &Type) -> (u8, u32) {
    match kind {
        Type::Enum(_) => (FLAG_NAME, u32::MAX),
        Type::Text(text) if text.form == Form::Any => (0, text.max),
        Type::Text(_) => (FLAG_BYTES, u32::MAX),
        Type::List(list) => {
            let (flags, limit) = writing(&list.items);
            (FLAG_LIST | if list.unique { flags | FLAG_BYTES } else { flags }, limit)
        }
        Type::Nullable(inner) => writing(inner),
        Type::Object(_) | Type::Tagged(_) | Type::Open => (FLAG_OBJECT, u32::MAX),
        Type::Boolean | Type::Number(_) | Type::Integer(_) => (0, u32::MAX),
    }
}
