//! The tables as the checker reads them: unpacked once, with numbers for names, so that neither the tape nor the checker
//! compares strings.

use super::shapes::Shape;
use super::types::PackedType;
use crate::rules::CompiledRule;
use crate::rules::codec::PackedReader;
use crate::rules::messages::CODES;

/// The unpacked tables.
#[derive(Debug)]
pub struct CompiledSchema {
    names: Vec<&'static [u8]>,
    /// The numbers of all types.
    types: Vec<u32>,
    shapes: Vec<Shape>,
    /// The shapes, plus one, of the post and of each operation's path, query and body; 0 for none.
    roots: Vec<u32>,
    /// The rules of the post as a whole.
    pub post_rules: Vec<CompiledRule>,
    /// The rules of every target.
    pub target_rules: Vec<CompiledRule>,
    /// The platforms with their rules.
    pub platforms: Vec<CompiledPlatform>,
}

/// A platform with its rules.
#[derive(Debug)]
pub struct CompiledPlatform {
    /// The name in the API.
    pub name: u32,
    /// The option that holds the later posts of a thread, by its index.
    pub thread_items: Option<u8>,
    /// Whether it shows the `thumbnail` of a video.
    pub uses_thumbnails: bool,
    /// The rules.
    pub rules: Vec<CompiledRule>,
}

impl CompiledSchema {
    /// Unpacks tables.
    pub fn new(tables: &'static [u8]) -> Self {
        let mut reader = PackedReader { rest: tables };
        let names = names(reader.part());
        let mut reader = reader.part();
        let types = reader.list(PackedReader::number);
        let shapes = reader.list(Shape::decode);
        let roots = reader.list(PackedReader::number);
        let mut platforms = reader.list(|from| CompiledPlatform {
            name: from.number(),
            thread_items: from.number().checked_sub(1).map(|index| index as u8),
            uses_thumbnails: from.number() != 0,
            rules: Vec::new(),
        });
        let mut code = CODES.len() as u32;
        let (post_rules, target_rules) = (rules(&mut reader, &mut code), rules(&mut reader, &mut code));
        for platform in &mut platforms {
            platform.rules = rules(&mut reader, &mut code);
        }
        Self { names, types, shapes, roots, post_rules, target_rules, platforms }
    }

    /// All names, by number.
    pub fn names(&self) -> &[&'static [u8]] {
        &self.names
    }

    /// The number of roots.
    pub fn root_count(&self) -> usize {
        self.roots.len()
    }

    /// The shape of a root.
    pub fn root(&self, root: usize) -> Option<&Shape> {
        let shape = self.roots.get(root)?.checked_sub(1)?;
        self.shapes.get(shape as usize)
    }

    /// The type at a place.
    #[inline(always)]
    pub fn kind(&self, kind: u32) -> PackedType<'_> {
        PackedType::decode(&self.types, kind)
    }

    /// The type of the items of a list; any other type itself.
    #[inline(never)]
    pub fn inner(&self, kind: u32) -> PackedType<'_> {
        match self.kind(kind) {
            PackedType::List { items, .. } => self.kind(items),
            kind => kind,
        }
    }

    /// The shape of this number.
    pub fn object_shape(&self, shape: u32) -> Option<&Shape> {
        self.shapes.get(shape as usize)
    }

    /// The shape of a field's object, or of the objects in its list.
    pub fn field_shape(&self, shape: &Shape, index: usize) -> Option<&Shape> {
        match self.inner(shape.fields.get(index)?.kind) {
            PackedType::Object(shape) => self.object_shape(shape),
            _ => None,
        }
    }

    /// The text of a name.
    pub fn text(&self, name: u32) -> &'static [u8] {
        self.names.get(name as usize).copied().unwrap_or(&[])
    }
}

/// Reads the first section of the texts.
fn names(mut texts: PackedReader) -> Vec<&'static [u8]> {
    let mut names = Vec::new();
    while let Some(length) = texts.rest.iter().position(|byte| *byte < b' ') {
        if texts.rest.first() == Some(&b'\x0C') {
            break;
        }
        let (name, rest) = texts.rest.split_at_checked(length).unwrap_or_default();
        names.push(name);
        texts.rest = rest.get(1..).unwrap_or(&[]);
    }
    names
}

/// Reads a group of rules. One with an unknown tag in it says nothing, but has its code.
#[inline(never)]
fn rules(from: &mut PackedReader, code: &mut u32) -> Vec<CompiledRule> {
    let mut group = from.part();
    let mut rules = Vec::new();
    while !group.rest.is_empty() {
        rules.extend(CompiledRule::decode(*code, group.part()));
        *code = code.wrapping_add(1);
    }
    rules
}
