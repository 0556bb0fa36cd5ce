//! Packs the tables, while the crate is built.

use super::shapes::{CompiledField, Glance, Shape};
use super::types::PackedType;
use super::words::{TYPE_WORDS, write};
use crate::api::operation::Operation;
use crate::api::platforms::PLATFORMS;
use crate::api::post::{POST_PAYLOAD, RULES, TARGET_RULES};
use crate::api::table::{Field, Object, STRING_FORMATS, StringFormat, Tagged, Type};
use crate::rules::codec::PackedWriter;
use crate::rules::messages::{CODES, DETAILS, MESSAGES};
use crate::rules::{FILE_NAMES, Rule, RuleSubject};

/// Packs the tables of a post and of these operations.
pub fn pack(operations: &[Operation]) -> Vec<u8> {
    let mut packer = Packer::default();
    for word in TYPE_WORDS {
        packer.name(word);
    }
    let mut roots = vec![packer.object(&POST_PAYLOAD).wrapping_add(1)];
    // The facts of files name their containers and codecs.
    for name in FILE_NAMES {
        packer.name(name);
    }
    for operation in operations {
        roots.push(packer.shape(operation.path_fields, true, &[], &[]).wrapping_add(1));
        roots.push(packer.shape(operation.query, true, &[], &[]).wrapping_add(1));
        roots.push(operation.body.map_or(0, |body| packer.object(body).wrapping_add(1)));
    }
    let (mut rules, mut messages) = (PackedWriter::default(), MessageTables::default());
    packer.rules(&POST_PAYLOAD, RULES, &mut rules, &mut messages);
    packer.rules(&POST_PAYLOAD, TARGET_RULES, &mut rules, &mut messages);
    for platform in PLATFORMS {
        packer.rules(platform.options, platform.rules, &mut rules, &mut messages);
    }
    let mut checked = PackedWriter::default();
    checked.list(&packer.types.concat());
    checked.number(packer.shapes.len() as u32);
    checked.bytes.extend(packer.shapes.concat());
    checked.list(&roots);
    checked.number(PLATFORMS.len() as u32);
    for platform in PLATFORMS {
        let thread_items = platform.thread_items.map_or(0, |option| u32::from(option).wrapping_add(1));
        checked.numbers(&[packer.name(platform.name), thread_items, u32::from(platform.uses_thumbnails)]);
    }
    checked.bytes.extend(rules.bytes);
    let mut tables = PackedWriter::default();
    tables.part(packer.texts(&messages, operations).as_bytes());
    tables.part(&checked.bytes);
    for name in &packer.names {
        tables.bytes.push(name.flags);
        tables.number(name.max_units.wrapping_add(1));
    }
    for column in [&messages.counts, &messages.subjects, &messages.messages, &messages.details, &messages.sources] {
        tables.numbers(column);
    }
    tables.bytes
}

/// Columns of the messages of rules, for JavaScript.
#[derive(Default)]
struct MessageTables {
    counts: Vec<u32>,
    subjects: Vec<u32>,
    messages: Vec<u32>,
    details: Vec<u32>,
    sources: Vec<u32>,
    source_tags: Vec<&'static str>,
}

/// A name, and how the values of fields of this name are written.
struct Name {
    text: &'static str,
    flags: u8,
    /// Strings of no more UTF-16 units need no bytes; `u32::MAX` for any string.
    max_units: u32,
}

#[derive(Default)]
struct Packer {
    names: Vec<Name>,
    types: Vec<Vec<u32>>,
    shapes: Vec<Vec<u8>>,
    objects: Vec<(*const Object, u32)>,
}

impl Packer {
    fn texts(&self, messages: &MessageTables, operations: &[Operation]) -> String {
        let mut texts = String::new();
        let unless = |id: &'static str, other: &str| if id == other { "" } else { id };
        section(&mut texts, self.names.iter().map(|name| name.text));
        let codes = CODES.iter().flat_map(|row| [unless(row.id, row.code), row.code, row.message, row.hint]);
        section(&mut texts, codes);
        let rules = MESSAGES.iter().flat_map(|row| [unless(row.id, row.name), row.name, row.message, row.hint]);
        section(&mut texts, rules);
        section(&mut texts, DETAILS.iter().flat_map(|row| [row.id, row.text]));
        section(&mut texts, messages.source_tags.iter().copied());
        let mut groups = vec!["post".to_owned(), "PostPeer".to_owned(), defaults(&POST_PAYLOAD)];
        for platform in PLATFORMS {
            groups.extend([platform.name.to_owned(), platform.title.to_owned(), defaults(platform.options)]);
        }
        section(&mut texts, groups.iter().map(String::as_str));
        section(
            &mut texts,
            STRING_FORMATS.iter().flat_map(|form| [form.format().unwrap_or(""), form.pattern().unwrap_or("")]),
        );
        section(&mut texts, operations.iter().map(|operation| operation.name));
        let lists = operations.iter().filter_map(|operation| Some((operation.name, operation.pages?)));
        section(&mut texts, lists.flat_map(|(name, pages)| [name, pages.method, pages.paging.parameter(), pages.rows]));
        texts
    }

    /// Packs a group of rules, whose options are the fields of the object.
    fn rules(&mut self, options: &Object, rules: &[Rule], to: &mut PackedWriter, messages: &mut MessageTables) {
        let mut group = PackedWriter::default();
        for rule in rules {
            let mut row = PackedWriter::default();
            rule.encode(rules, &mut row, &mut |name| self.name(name));
            group.part(&row.bytes);
            let subject = match rule.subject {
                RuleSubject::Option(index) => {
                    let key = options.fields.get(usize::from(index)).map_or("", |field| field.key);
                    RuleSubject::Option(0).number().wrapping_add(self.name(key))
                }
                other => other.number(),
            };
            messages.subjects.push(subject);
            messages.messages.push(rule.message as u32);
            messages.details.push(rule.detail as u32);
            messages.sources.push(index_in(&mut messages.source_tags, &rule.source, |tag| *tag));
        }
        messages.counts.push(rules.len() as u32);
        to.part(&group.bytes);
    }

    fn name(&mut self, text: &'static str) -> u32 {
        let known = self.names.iter().position(|name| name.text == text);
        known.unwrap_or_else(|| {
            self.names.push(Name { text, flags: 0, max_units: u32::MAX });
            self.names.len().wrapping_sub(1)
        }) as u32
    }

    fn object(&mut self, object: &'static Object) -> u32 {
        if let Some((_, shape)) = self.objects.iter().find(|(known, _)| std::ptr::eq(*known, object)) {
            return *shape;
        }
        let renamed: Vec<_> = object.renamed.iter().map(|old| [self.name(old.old), self.name(old.new)]).collect();
        let retired: Vec<_> = object.retired.iter().map(|old| [self.name(old.key), self.name(old.value)]).collect();
        let shape = self.shape(object.fields, object.closed, &renamed, &retired);
        // Lenient reading checks the value of an old name against the new field, so it must be written the same way.
        for [old, new] in renamed {
            let flags = self.names.get(new as usize).map_or(0, |name| name.flags);
            if let Some(name) = self.names.get_mut(old as usize) {
                name.flags |= flags;
            }
        }
        self.objects.push((object, shape));
        shape
    }

    fn shape(&mut self, fields: &'static [Field], closed: bool, renamed: &[[u32; 2]], retired: &[[u32; 2]]) -> u32 {
        let mut required = 0u64;
        let mut compiled = Vec::new();
        for (index, field) in (0u32..).zip(fields) {
            required |= u64::from(field.required).wrapping_shl(index);
            let key = self.name(field.key);
            let kind = self.kind(&field.kind);
            let (flags, max_units) = writing(&field.kind);
            if let Some(name) = self.names.get_mut(key as usize) {
                name.flags |= flags;
                name.max_units = name.max_units.min(max_units);
            }
            let retired = retired.iter().find(|[of, _]| *of == key).map_or(0, |[_, value]| value.wrapping_add(1));
            compiled.push(CompiledField { key, kind, retired, glance: self.glance(&field.kind) });
        }
        let mut row = PackedWriter::default();
        Shape::encode(closed, required, &compiled, renamed.as_flattened(), &mut row);
        self.shapes.push(row.bytes);
        self.shapes.len().wrapping_sub(1) as u32
    }

    fn glance(&mut self, kind: &'static Type) -> Glance {
        match kind {
            Type::Boolean => Glance::new(Glance::BOOLEAN, 0, 1),
            Type::Text(text) if text.form == StringFormat::Any => Glance::new(Glance::TEXT, text.min, text.max),
            Type::Enum(values) => {
                let names = self.names_of(values);
                let is_run = names.windows(2).all(|pair| matches!(pair, [a, b] if *b == a.wrapping_add(1)));
                match (names.first(), names.last()) {
                    (Some(first), Some(last)) if is_run => Glance::new(Glance::NAME, *first, *last),
                    _ => Glance::NOTHING,
                }
            }
            _ => Glance::NOTHING,
        }
    }

    fn names_of(&mut self, names: &[&'static str]) -> Vec<u32> {
        names.iter().map(|name| self.name(name)).collect()
    }

    /// Packs a type; equal types are packed once.
    fn kind(&mut self, kind: &'static Type) -> u32 {
        let numbers = match kind {
            Type::Boolean => PackedType::Boolean.encode(),
            Type::Number(range) => PackedType::Number(*range).encode(),
            Type::Integer(range) => PackedType::Integer(*range).encode(),
            Type::Text(text) => PackedType::Text(*text).encode(),
            Type::Enum(values) => PackedType::Enum(&self.names_of(values)).encode(),
            Type::List(list) => {
                let items = self.kind(&list.items);
                PackedType::List { items, min: list.min, max: list.max, unique: list.unique }.encode()
            }
            Type::Object(object) => PackedType::Object(self.object(object)).encode(),
            Type::Tagged(tagged) => {
                let (names, shapes) = self.variants(tagged);
                PackedType::Tagged { tag: self.name(tagged.tag), names: &names, shapes: &shapes }.encode()
            }
            Type::Nullable(inner) => PackedType::Nullable(self.kind(inner)).encode(),
            Type::AnyObject => PackedType::AnyObject.encode(),
        };
        let index = index_in(&mut self.types, &numbers, Clone::clone) as usize;
        self.types.iter().take(index).map(Vec::len).sum::<usize>() as u32
    }

    /// The values of the key of a choice of shapes, and the shape for each.
    fn variants(&mut self, tagged: &'static Tagged) -> (Vec<u32>, Vec<u32>) {
        let (mut names, mut shapes) = (Vec::new(), Vec::new());
        for object in tagged.variants {
            let shape = self.object(object);
            for field in object.fields.iter().filter(|field| field.key == tagged.tag) {
                if let Type::Enum(values) = field.kind {
                    names.extend(self.names_of(values));
                    shapes.extend(values.iter().map(|_| shape));
                }
            }
        }
        (names, shapes)
    }
}

/// The flags of a field, and the UTF-16 units up to which its strings need no bytes on the tape.
fn writing(kind: &Type) -> (u8, u32) {
    match kind {
        Type::Enum(_) => (write::NAME, u32::MAX),
        Type::Text(text) if text.form == StringFormat::Any => (0, text.max),
        Type::Text(_) => (write::BYTES, u32::MAX),
        Type::List(list) => {
            let (flags, max_units) = writing(&list.items);
            (write::LIST | if list.unique { flags | write::BYTES } else { flags }, max_units)
        }
        Type::Nullable(inner) => writing(inner),
        Type::Object(_) | Type::Tagged(_) | Type::AnyObject => (write::OBJECT, u32::MAX),
        Type::Boolean | Type::Number(_) | Type::Integer(_) => (0, u32::MAX),
    }
}

fn section<'t>(texts: &mut String, lines: impl Iterator<Item = &'t str>) {
    for line in lines {
        texts.push_str(line);
        texts.push('\n');
    }
    texts.push('\u{c}');
}

/// The values of the fields that are left out, as JSON.
fn defaults(object: &Object) -> String {
    let fields = object.fields.iter().filter(|field| !field.default.is_empty());
    let fields: Vec<_> = fields.map(|field| format!("\"{}\":{}", field.key, field.default)).collect();
    format!("{{{}}}", fields.join(","))
}

/// Finds a value in a list without repeats, and adds it where it is new.
fn index_in<T, Q: PartialEq<T>>(all: &mut Vec<T>, value: &Q, own: fn(&Q) -> T) -> u32 {
    let known = all.iter().position(|known| value == known);
    known.unwrap_or_else(|| {
        all.push(own(value));
        all.len().wrapping_sub(1)
    }) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::api::platforms::PLATFORMS;
    use crate::api::post::{RULES, TARGET_RULES};
    use crate::rules::codec::{PackedReader, PackedWriter};
    use crate::rules::{CompiledConstraint, CompiledRule, Rule};

    fn groups() -> impl Iterator<Item = &'static [Rule]> {
        [RULES, TARGET_RULES].into_iter().chain(PLATFORMS.iter().map(|platform| platform.rules))
    }

    /// A value as it is shown, with numbers for its names.
    fn shown(value: &dyn std::fmt::Debug, names: &[&'static str]) -> String {
        let text = format!("{value:?}");
        names
            .iter()
            .enumerate()
            .fold(text, |text, (number, name)| text.replace(&format!("{name:?}"), &number.to_string()))
    }

    #[test]
    fn every_rule_survives_packing() {
        for group in groups() {
            for rule in group {
                let mut names = Vec::new();
                let mut writer = PackedWriter::default();
                rule.encode(group, &mut writer, &mut |name| super::index_in(&mut names, &name, |name| *name));
                let decoded = CompiledRule::decode(7, PackedReader { rest: writer.bytes.leak() });
                assert!(decoded.is_some(), "no arm of `decode` reads {:?}", rule.constraint);
                let decoded = decoded.unwrap();
                assert_eq!((decoded.code, decoded.subject, decoded.warning), (7, rule.subject, rule.warning));
                let (conditions, constraint) = (rule.packed_conditions(), rule.packed_constraint(group));
                assert_eq!(format!("{:?}", decoded.conditions), shown(&conditions, &names));
                assert_eq!(format!("{:?}", decoded.constraint), shown(&constraint, &names));
                let needs = conditions.iter().fold(constraint.needs(rule.subject), |needs, one| needs | one.needs());
                assert_eq!(decoded.needs, needs);
            }
        }
    }

    #[test]
    fn every_constraint_that_can_be_read_is_written_by_a_rule() {
        const MAX_TAG: u8 = 32;
        let mut written = BTreeSet::new();
        for group in groups() {
            for rule in group {
                let mut writer = PackedWriter::default();
                rule.packed_constraint(group).encode(&mut writer, &mut |_| 0);
                written.insert((writer.bytes[0], writer.bytes.get(1).copied().unwrap_or(0)));
            }
        }
        let tags = (0..MAX_TAG).flat_map(|family| (0..MAX_TAG).map(move |variant| (family, variant)));
        let readable = tags.filter(|(family, variant)| {
            let bytes: &'static [u8] = vec![*family, *variant, 0, 0, 0, 0, 0, 0].leak();
            CompiledConstraint::decode(&mut PackedReader { rest: bytes }).is_some() && (*family > 0 || *variant == 0)
        });
        assert_eq!(readable.collect::<BTreeSet<_>>(), written);
    }

    #[test]
    fn an_unknown_tag_makes_a_rule_say_nothing() {
        let unknown: [&'static [u8]; 3] = [&[0, 0, 0, 0, 99], &[0, 0, 0, 0, 1, 99], &[0, 0, 0, 1, 99, 0, 0, 0]];
        for bytes in unknown {
            assert!(CompiledRule::decode(0, PackedReader { rest: bytes }).is_none());
        }
    }
}
