//! Packs the tables of `src/api` into the form that the checker reads (`src/check/index.rs`): a few bytes a field, where
//! the rows as Rust lays them out would be most of the wasm file.
//!
//! All numbers are LEB128. A limit is written plus one, 0 where there is none; the API has whole limits only.
//!
//! * names: count; each its length, its bytes, its flags and the limit of its strings
//! * kinds: count; each a tag and what belongs to it
//! * shapes: count; each whether it is closed, its fields (count; name, and kind doubled plus one where it is required),
//!   its old names and its retired values (count; pairs of names)
//! * roots: count; each a shape plus one, 0 where the operation has no body

#![allow(missing_docs, unreachable_pub, dead_code, reason = "the tables are documented in the crate")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a failure fails the build"
)]
#![allow(clippy::enum_variant_names, reason = "the lint spares what a crate exports; here nothing is")]

#[path = "src/api/mod.rs"]
mod api;

use std::path::Path;

use api::operation::Operation;
use api::operations::OPERATIONS;
use api::post::POST_PAYLOAD;
use api::table::{Field, Form, Object, Range, Tagged, Type};

/// What a value is called in a sentence. The checker knows these by their place.
const WORDS: &[&str] = &[
    "a string",
    "a number",
    "true or false",
    "a list",
    "an object",
    "null",
    "undefined",
    "a BigInt",
    "a symbol",
    "a function",
];

const FLAG_NAME: u8 = 1;
const FLAG_BYTES: u8 = 2;
const FLAG_LIST: u8 = 4;
const FLAG_OBJECT: u8 = 8;

fn main() {
    println!("cargo:rerun-if-changed=src/api");
    let directory = std::env::var("OUT_DIR").unwrap();
    for (file, operations) in [("post.tables", &[][..]), ("all.tables", OPERATIONS)] {
        std::fs::write(Path::new(&directory).join(file), Packer::pack(operations)).unwrap();
    }
    std::fs::write(Path::new(&directory).join("lists"), lists()).unwrap();
}

/// Four lines for each list in pages: its operation, the method that goes through it, the query parameter that asks for
/// the next page, and the key of the rows.
fn lists() -> String {
    let lists = OPERATIONS.iter().filter_map(|operation| Some((operation.name, operation.pages?)));
    lists
        .flat_map(|(name, pages)| [name, pages.method, pages.paging.parameter(), pages.rows])
        .map(|line| format!("{line}\n"))
        .chain(["\u{c}".to_owned()])
        .collect()
}

#[derive(Default)]
struct Packer {
    names: Vec<(&'static str, u8, u32)>,
    kinds: Vec<Vec<u8>>,
    shapes: Vec<Vec<u8>>,
    objects: Vec<(*const Object, u32)>,
}

impl Packer {
    fn pack(operations: &[Operation]) -> Vec<u8> {
        let mut packer = Self::default();
        for word in WORDS {
            packer.name(word);
        }
        let mut roots = vec![packer.object(&POST_PAYLOAD) + 1];
        // What is known of files names their containers and codecs; only the rules ask.
        if cfg!(feature = "rules") {
            for name in api::rule::FILE_NAMES {
                packer.name(name);
            }
        }
        for operation in operations {
            roots.push(packer.shape(operation.path_fields, true, &[], &[]) + 1);
            roots.push(packer.shape(operation.query, true, &[], &[]) + 1);
            roots.push(operation.body.map_or(0, |body| packer.object(body) + 1));
        }
        let mut bytes = Vec::new();
        number(&mut bytes, packer.names.len() as u32);
        for (text, flags, limit) in &packer.names {
            number(&mut bytes, text.len() as u32);
            bytes.extend(text.as_bytes());
            bytes.push(*flags);
            optional(&mut bytes, *limit);
        }
        for list in [&packer.kinds, &packer.shapes] {
            number(&mut bytes, list.len() as u32);
            bytes.extend(list.iter().flatten());
        }
        number(&mut bytes, roots.len() as u32);
        for root in roots {
            number(&mut bytes, root);
        }
        bytes
    }

    fn name(&mut self, text: &'static str) -> u32 {
        let place = self.names.iter().position(|(known, ..)| *known == text).unwrap_or_else(|| {
            self.names.push((text, 0, u32::MAX));
            self.names.len() - 1
        });
        place as u32
    }

    fn object(&mut self, object: &'static Object) -> u32 {
        if let Some((_, shape)) = self.objects.iter().find(|(known, _)| std::ptr::eq(*known, object)) {
            return *shape;
        }
        let renamed: Vec<_> = object.renamed.iter().map(|old| (self.name(old.old), self.name(old.new))).collect();
        let retired: Vec<_> = object.retired.iter().map(|old| (self.name(old.key), self.name(old.value))).collect();
        let shape = self.shape(object.fields, object.closed, &renamed, &retired);
        // Lenient reading holds the value of an old name against the new field, so it must be written the same way.
        for (old, new) in renamed {
            self.names[old as usize].1 |= self.names[new as usize].1;
        }
        self.objects.push((object, shape));
        shape
    }

    fn shape(&mut self, fields: &'static [Field], closed: bool, renamed: &[(u32, u32)], retired: &[(u32, u32)]) -> u32 {
        let mut bytes = vec![u8::from(closed)];
        number(&mut bytes, fields.len() as u32);
        for field in fields {
            let name = self.name(field.key);
            let kind = self.kind(&field.kind);
            let (flags, limit) = writing(&field.kind);
            let known = &mut self.names[name as usize];
            known.1 |= flags;
            known.2 = known.2.min(limit);
            number(&mut bytes, name);
            number(&mut bytes, kind * 2 + u32::from(field.required));
        }
        for pairs in [renamed, retired] {
            number(&mut bytes, pairs.len() as u32);
            for (one, other) in pairs {
                number(&mut bytes, *one);
                number(&mut bytes, *other);
            }
        }
        self.shapes.push(bytes);
        self.shapes.len() as u32 - 1
    }

    /// Kinds that are the same are written once.
    fn kind(&mut self, kind: &'static Type) -> u32 {
        let mut bytes = Vec::new();
        match kind {
            Type::Boolean => bytes.push(0),
            Type::Number(limits) => {
                bytes.push(1);
                range(&mut bytes, limits);
            }
            Type::Integer(limits) => {
                bytes.push(2);
                range(&mut bytes, limits);
            }
            Type::Text(text) => {
                bytes.push(3);
                number(&mut bytes, text.min);
                optional(&mut bytes, text.max);
                bytes.push(text.form as u8);
            }
            Type::Enum(values) => {
                bytes.push(4);
                number(&mut bytes, values.len() as u32);
                for value in *values {
                    number(&mut bytes, self.name(value));
                }
            }
            Type::List(list) => {
                let items = self.kind(&list.items);
                bytes.push(5);
                number(&mut bytes, items);
                number(&mut bytes, list.min);
                optional(&mut bytes, list.max);
                bytes.push(u8::from(list.unique));
            }
            Type::Object(object) => {
                bytes.push(6);
                number(&mut bytes, self.object(object));
            }
            Type::Tagged(tagged) => {
                bytes.push(7);
                self.tagged(&mut bytes, tagged);
            }
            Type::Nullable(inner) => {
                let inner = self.kind(inner);
                bytes.push(8);
                number(&mut bytes, inner);
            }
            Type::Open => bytes.push(9),
        }
        let place = self.kinds.iter().position(|known| *known == bytes).unwrap_or_else(|| {
            self.kinds.push(bytes);
            self.kinds.len() - 1
        });
        place as u32
    }

    fn tagged(&mut self, bytes: &mut Vec<u8>, tagged: &'static Tagged) {
        let mut variants = Vec::new();
        for object in tagged.variants {
            let shape = self.object(object);
            for field in object.fields.iter().filter(|field| field.key == tagged.tag) {
                if let Type::Enum(values) = field.kind {
                    variants.extend(values.iter().map(|value| (self.name(value), shape)));
                }
            }
        }
        number(bytes, self.name(tagged.tag));
        number(bytes, variants.len() as u32);
        for (name, shape) in variants {
            number(bytes, name);
            number(bytes, shape);
        }
    }
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

fn range(bytes: &mut Vec<u8>, range: &Range) {
    for limit in [range.min, range.max] {
        if limit.is_infinite() {
            bytes.push(0);
        } else {
            assert!(limit.fract() == 0.0 && (0.0..1e9).contains(&limit), "a limit that cannot be packed: {limit}");
            number(bytes, limit as u32 + 1);
        }
    }
}

/// A limit; `u32::MAX` means none.
fn optional(bytes: &mut Vec<u8>, limit: u32) {
    number(bytes, limit.wrapping_add(1));
}

fn number(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}
