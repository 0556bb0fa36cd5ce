//! Packs the tables of `src/api` into the form that the checker reads (`src/check/index.rs`) and the package's JavaScript
//! after it (`lib/validate/tables.js`): a few bytes a field or a rule, where the rows as Rust lays them out would be
//! most of the wasm file.
//!
//! All numbers are LEB128. A limit is written plus one, 0 where there is none; the API has whole limits only. Where a
//! part is only for one of the two readers, its length comes first.
//!
//! * texts, with their length: sections that end in a form feed, of lines that end in a line feed. The names; of each
//!   code its name, sentence and hint; of each sentence of the rules the same; what rules add to them; the tags of
//!   their sources; of the post and of each platform its name, its name for people and, as JSON, what stands for the
//!   fields that are left out; of each form of a text its name and its pattern in JSON Schema; and for the client the
//!   names of the operations, and of each list in pages its operation, the method that goes through it, the query
//!   parameter that asks for the next page, and the key of the rows
//! * for the checker, with their length:
//!   * kinds: count of numbers; of each a tag and what belongs to it. A kind is known by the place of its tag
//!   * shapes: count; each whether it is closed, the bits of the fields that must be there (low, high), its fields
//!     (count; name, kind, the value that is retired plus one, and what is right at a glance: tag, least and most payload),
//!     and its old names with the new ones (count of both)
//!   * roots: count; each a shape plus one, 0 where the operation has no body
//!   * rules, in twelve groups (the post's, those of every target, each platform's): length, and each rule with its length,
//!     as `src/api/packed.rs` says
//! * for JavaScript: of each name the flags and the limit of its strings; the number of rules in each group; then of
//!   each rule where it looks (0 to 2, or a name plus 3), of each its sentence, what it adds, and its source

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
#[path = "src/check/code.rs"]
mod code;
#[path = "src/check/tape.rs"]
mod tape;

use std::path::Path;

use api::operation::Operation;
use api::operations::OPERATIONS;
use api::packed::{NO_OTHER, REFUSED, at, kind, need, tag, what, when};
use api::post::{PLATFORM_OPTIONS, PLATFORM_RULES, PLATFORMS, POST_PAYLOAD, RULES, TARGET_RULES, TITLES};
use api::rule::{At, Creator, FILE_NAMES, IMAGE, Kinds, PICTURE, Rule, SAYINGS, Say, Unit, VIDEO, What, When};
use api::table::{FORMS, Field, Form, Object, Tagged, Type};
use code::CODES;
use tape::{TYPE_WORDS, write};

fn main() {
    println!("cargo:rerun-if-changed=src/api");
    println!("cargo:rerun-if-changed=src/check/code.rs");
    println!("cargo:rerun-if-changed=src/check/tape.rs");
    let directory = std::env::var("OUT_DIR").unwrap();
    for (file, operations) in [("post.tables", &[][..]), ("all.tables", OPERATIONS)] {
        std::fs::write(Path::new(&directory).join(file), Packer::pack(operations)).unwrap();
    }
}

/// What sentences are made of.
#[derive(Default)]
struct Told {
    counts: Vec<u32>,
    places: Vec<u32>,
    sayings: Vec<u32>,
    whys: Vec<u32>,
    sources: Vec<u32>,
    all_whys: Vec<&'static str>,
    all_sources: Vec<&'static str>,
}

#[derive(Default)]
struct Packer {
    names: Vec<(&'static str, u8, u32)>,
    kinds: Vec<Vec<u32>>,
    shapes: Vec<Vec<u8>>,
    objects: Vec<(*const Object, u32)>,
}

impl Packer {
    fn pack(operations: &[Operation]) -> Vec<u8> {
        let mut packer = Self::default();
        for word in TYPE_WORDS {
            packer.name(word);
        }
        let mut roots = vec![packer.object(&POST_PAYLOAD) + 1];
        // What is known of files names their containers and codecs.
        for name in FILE_NAMES {
            packer.name(name);
        }
        for operation in operations {
            roots.push(packer.shape(operation.path_fields, true, &[], &[]) + 1);
            roots.push(packer.shape(operation.query, true, &[], &[]) + 1);
            roots.push(operation.body.map_or(0, |body| packer.object(body) + 1));
        }
        let (mut rules, mut told) = (Vec::new(), Told::default());
        packer.rules(&POST_PAYLOAD, RULES, &mut rules, &mut told);
        packer.rules(&POST_PAYLOAD, TARGET_RULES, &mut rules, &mut told);
        for (options, platform) in PLATFORM_OPTIONS.iter().zip(PLATFORM_RULES) {
            packer.rules(options, platform, &mut rules, &mut told);
        }
        let mut checked = Vec::new();
        number(&mut checked, packer.kinds.iter().map(Vec::len).sum::<usize>() as u32);
        for word in packer.kinds.iter().flatten() {
            number(&mut checked, *word);
        }
        number(&mut checked, packer.shapes.len() as u32);
        checked.extend(packer.shapes.iter().flatten());
        number(&mut checked, roots.len() as u32);
        for root in roots {
            number(&mut checked, root);
        }
        checked.extend(rules);
        let mut bytes = Vec::new();
        with_length(&mut bytes, packer.texts(&told, operations).as_bytes());
        with_length(&mut bytes, &checked);
        for (_, flags, limit) in &packer.names {
            bytes.push(*flags);
            optional(&mut bytes, *limit);
        }
        for value in [&told.counts, &told.places, &told.sayings, &told.whys, &told.sources].into_iter().flatten() {
            number(&mut bytes, *value);
        }
        bytes
    }

    fn texts(&self, told: &Told, operations: &[Operation]) -> String {
        let mut texts = String::new();
        section(&mut texts, self.names.iter().map(|(name, ..)| *name));
        section(&mut texts, CODES.iter().flat_map(|code| [code.code, code.message, code.hint]));
        section(&mut texts, SAYINGS.iter().flat_map(|(name, message, hint)| [*name, *message, *hint]));
        section(&mut texts, told.all_whys.iter().copied());
        section(&mut texts, told.all_sources.iter().copied());
        let groups = PLATFORMS.iter().zip(TITLES).zip(PLATFORM_OPTIONS.iter().copied());
        let groups = [((&"post", &"PostPeer"), &POST_PAYLOAD)].into_iter().chain(groups);
        let lines: Vec<_> =
            groups.flat_map(|((name, title), of)| [name.to_string(), title.to_string(), defaults(of)]).collect();
        section(&mut texts, lines.iter().map(String::as_str));
        section(&mut texts, FORMS.iter().flat_map(|form| [form.format().unwrap_or(""), form.pattern().unwrap_or("")]));
        section(&mut texts, operations.iter().map(|operation| operation.name));
        let lists = operations.iter().filter_map(|operation| Some((operation.name, operation.pages?)));
        section(&mut texts, lists.flat_map(|(name, pages)| [name, pages.method, pages.paging.parameter(), pages.rows]));
        texts
    }

    /// A group of rules, whose options are those of the object.
    fn rules(&mut self, options: &Object, rules: &'static [Rule], packed: &mut Vec<u8>, told: &mut Told) {
        let mut bytes = Vec::new();
        for rule in rules {
            let row = self.rule(rule, rules);
            with_length(&mut bytes, &row);
            let place = match rule.at {
                At::Text => at::TEXT,
                At::Media => at::MEDIA,
                At::Account => at::ACCOUNT,
                At::Option(place) => at::OPTION + self.name(options.fields[usize::from(place)].key),
            };
            told.places.push(place);
            told.sayings.push(rule.say as u32);
            told.whys.push(place_in(&mut told.all_whys, rule.why));
            told.sources.push(place_in(&mut told.all_sources, rule.source));
        }
        told.counts.push(rules.len() as u32);
        with_length(packed, &bytes);
    }

    fn rule(&mut self, rule: &'static Rule, rules: &'static [Rule]) -> Vec<u8> {
        let mut conditions: Vec<[u32; 3]> = rule.when.iter().map(|condition| self.condition(*condition)).collect();
        let place = match rule.at {
            At::Text => at::TEXT,
            At::Media => at::MEDIA,
            At::Account => at::ACCOUNT,
            At::Option(place) => {
                // An option is ignored only where it asks for something.
                if matches!((rule.say, rule.what), (Say::Ignored, What::Always)) {
                    conditions.push(self.condition(When::Set(place)));
                }
                at::OPTION + u32::from(place)
            }
        };
        let warning = if rule.warning { 128 } else { 0 };
        let measure = match rule.what {
            What::Container(of, names)
                if rule.warning
                    && let Some(taken) = taken(of, rules) =>
            {
                let doubtful: Vec<_> = taken.iter().filter(|name| !names.contains(name)).copied().collect();
                self.names_of(u32::from(of), REFUSED, &doubtful)
            }
            what => self.measure(what),
        };
        let mut numbers = vec![place, needs(place, &conditions, &measure), warning | conditions.len() as u32];
        numbers.extend(conditions.as_flattened());
        numbers.extend(measure);
        let mut bytes = Vec::new();
        for value in numbers {
            number(&mut bytes, value);
        }
        bytes
    }

    fn condition(&mut self, condition: When) -> [u32; 3] {
        match condition {
            When::Set(place) => [when::SET, u32::from(place), 0],
            When::Unset(place) => [when::UNSET, u32::from(place), 0],
            When::Given(place) => [when::GIVEN, u32::from(place), 0],
            When::Absent(place) => [when::ABSENT, u32::from(place), 0],
            When::Is(place, value) => [when::IS, u32::from(place), self.name(value)],
            When::IsNot(place, value) => [when::IS_NOT, u32::from(place), self.name(value)],
            When::With(kinds) => [when::WITH, u32::from(kinds), 0],
            When::Without(kinds) => [when::WITHOUT, u32::from(kinds), 0],
            When::NotMoreThan(most) => [when::NOT_MORE_THAN, most, 0],
            When::Text => [when::TEXT, 0, 0],
            When::NoText => [when::NO_TEXT, 0, 0],
            When::Later => [when::LATER, 0, 0],
            When::NoOptions => [when::NO_OPTIONS, 0, 0],
            When::Elsewhere(platform) => [when::ELSEWHERE, platform_of(platform), 0],
            When::New => [when::NEW, 0, 0],
            When::Edit => [when::EDIT, 0, 0],
        }
    }

    fn measure(&mut self, measure: What) -> Vec<u32> {
        let kinds = u32::from;
        match measure {
            What::Always => vec![what::ALWAYS],
            What::Length(unit, max) => vec![what::LENGTH, unit as u32, max, NO_OTHER],
            What::LengthUpTo(max, other) => vec![what::LENGTH, Unit::CodePoints as u32, max, other],
            What::Between(small, large, max) => vec![what::BETWEEN, small as u32, large as u32, max],
            What::Looks(look) => vec![what::LOOKS, look as u32],
            What::Items(of, max) => vec![what::ITEMS, kinds(of), max],
            What::Entries(max) => vec![what::ENTRIES, max],
            What::EntriesPerImage => vec![what::ENTRIES_PER_IMAGE],
            What::Hashtags(max) => vec![what::TAGS, tag::HASHTAGS, max, NO_OTHER],
            What::HashtagsBetween(max, other) => vec![what::TAGS, tag::HASHTAGS, max, other],
            What::HashtagLength(max) => vec![what::TAGS, tag::HASHTAG_LENGTH, max, NO_OTHER],
            What::Mentions(max) => vec![what::TAGS, tag::MENTIONS, max, NO_OTHER],
            What::Cashtags(max) => vec![what::TAGS, tag::CASHTAGS, max, NO_OTHER],
            What::Links(max) => vec![what::TAGS, tag::LINKS, max, NO_OTHER],
            What::NoLink => vec![what::NO_LINK],
            What::Addresses(look) => vec![what::ADDRESSES, look as u32],
            What::Outlives => vec![what::OUTLIVES],
            What::Covers => vec![what::COVERS],
            What::TagTotal(max) => vec![what::TAG_TOTAL, max],
            What::ImageIndex => vec![what::IMAGE_INDEX],
            What::Whole => vec![what::WHOLE],
            What::MentionOnce => vec![what::MENTION_ONCE],
            What::Answers => vec![what::ANSWERS],
            What::Order(places) => [what::ORDER].into_iter().chain(places.map(u32::from)).collect(),
            What::Offered(place, default) => vec![what::OFFERED, u32::from(place), self.name(default)],
            What::Setting(setting) => vec![
                what::SETTING,
                match setting {
                    Creator::NoComment => 1,
                    Creator::NoDuet => 2,
                    Creator::NoStitch => 4,
                },
            ],
            What::OnlyOnce => vec![what::ONLY_ONCE],
            What::Future => vec![what::FUTURE],
            What::Zone => vec![what::ZONE],
            What::OneReading => vec![what::ONE_READING],
            What::NoGap => vec![what::NO_GAP],
            What::NoOverlap => vec![what::NO_OVERLAP],
            What::File(of, fact, min, max) => vec![what::FILE, kinds(of), fact as u32, min.to_bits(), max.to_bits()],
            // An animation may be attached as an image, and may weigh what animations may.
            What::Megabytes(of, max) => {
                vec![what::MEGABYTES, kinds(of), max, if of == IMAGE { self.name("gif") + 1 } else { 0 }]
            }
            What::SameRatio(of) => vec![what::SAME_RATIO, kinds(of)],
            What::Container(of, names) => self.names_of(kinds(of), 0, names),
            What::VideoCodec(names) => self.names_of(kinds(VIDEO), 1, names),
            What::AudioCodec(names) => self.names_of(kinds(VIDEO), 2, names),
            What::CreatorDuration => vec![what::CREATOR_DURATION, kinds(VIDEO)],
            What::WithinFilm => vec![what::WITHIN_FILM, kinds(VIDEO)],
            What::NoShortWithCover => vec![what::NO_SHORT_WITH_COVER, kinds(VIDEO)],
            What::PngBytes(max) => vec![what::BYTES_OF, kinds(PICTURE), max, self.name("png")],
        }
    }

    fn names_of(&mut self, kinds: u32, which: u32, names: &[&'static str]) -> Vec<u32> {
        let mut numbers = vec![what::NAMES, kinds, which, names.len() as u32];
        numbers.extend(names.iter().map(|name| self.name(name)));
        numbers
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
        let required = fields.iter().enumerate().map(|(place, field)| u64::from(field.required) << place).sum::<u64>();
        let mut words = vec![u32::from(closed), required as u32, (required >> 32) as u32, fields.len() as u32];
        for field in fields {
            let name = self.name(field.key);
            let kind = self.kind(&field.kind);
            let (flags, limit) = writing(&field.kind);
            let known = &mut self.names[name as usize];
            known.1 |= flags;
            known.2 = known.2.min(limit);
            let retired = retired.iter().find(|(key, _)| *key == name).map_or(0, |(_, value)| value + 1);
            words.extend([name, kind, retired]);
            words.extend(self.plain(&field.kind));
        }
        words.push(renamed.len() as u32 * 2);
        words.extend(renamed.iter().flat_map(|(old, new)| [*old, *new]));
        let mut bytes = Vec::new();
        for word in words {
            number(&mut bytes, word);
        }
        self.shapes.push(bytes);
        self.shapes.len() as u32 - 1
    }

    /// Heads of one tag whose payload is in a range: that is all there is to a flag, to a text without a form, and to a
    /// choice whose names stand together; and most fields are one of these.
    fn plain(&mut self, kind: &'static Type) -> [u32; 3] {
        const NONE: [u32; 3] = [16, 0, 0];
        match kind {
            Type::Boolean => [tape::BOOLEAN, 0, 1],
            Type::Text(text) if text.form == Form::Any => [tape::TEXT, text.min, text.max.min(MOST_UNITS)],
            Type::Enum(values) => {
                let names: Vec<_> = values.iter().map(|value| self.name(value)).collect();
                let together = names.windows(2).all(|pair| pair[1] == pair[0] + 1);
                if together { [tape::NAME, names[0], names[names.len() - 1]] } else { NONE }
            }
            _ => NONE,
        }
    }

    /// Kinds that are the same are written once.
    fn kind(&mut self, kind: &'static Type) -> u32 {
        let limit = |limit: u32| limit.wrapping_add(1);
        let words = match kind {
            Type::Boolean => vec![kind::BOOLEAN],
            Type::Number(limits) => vec![kind::NUMBER, bound(limits.min), bound(limits.max)],
            Type::Integer(limits) => vec![kind::INTEGER, bound(limits.min), bound(limits.max)],
            Type::Text(text) => vec![kind::TEXT, text.min, limit(text.max), text.form as u32],
            Type::Enum(values) => {
                let names = values.iter().map(|value| self.name(value));
                [kind::ENUM, values.len() as u32].into_iter().chain(names).collect()
            }
            Type::List(list) => {
                vec![kind::LIST, self.kind(&list.items), list.min, limit(list.max), u32::from(list.unique)]
            }
            Type::Object(object) => vec![kind::OBJECT, self.object(object)],
            Type::Tagged(tagged) => self.tagged(tagged),
            Type::Nullable(inner) => vec![kind::NULLABLE, self.kind(inner)],
            Type::Open => vec![kind::OPEN],
        };
        let place = self.kinds.iter().position(|known| *known == words).unwrap_or_else(|| {
            self.kinds.push(words);
            self.kinds.len() - 1
        });
        self.kinds[..place].iter().map(Vec::len).sum::<usize>() as u32
    }

    fn tagged(&mut self, tagged: &'static Tagged) -> Vec<u32> {
        let (mut names, mut shapes) = (Vec::new(), Vec::new());
        for object in tagged.variants {
            let shape = self.object(object);
            for field in object.fields.iter().filter(|field| field.key == tagged.tag) {
                if let Type::Enum(values) = field.kind {
                    names.extend(values.iter().map(|value| self.name(value)));
                    shapes.extend(values.iter().map(|_| shape));
                }
            }
        }
        let head = [kind::TAGGED, self.name(tagged.tag), names.len() as u32];
        head.into_iter().chain(names).chain(shapes).collect()
    }
}

/// More UTF-16 units than fit into the head of a text.
const MOST_UNITS: u32 = (1 << 28) - 1;

/// How the values of a field must be written on the tape.
fn writing(kind: &Type) -> (u8, u32) {
    match kind {
        Type::Enum(_) => (write::NAME, u32::MAX),
        Type::Text(text) if text.form == Form::Any => (0, text.max),
        Type::Text(_) => (write::BYTES, u32::MAX),
        Type::List(list) => {
            let (flags, limit) = writing(&list.items);
            (write::LIST | if list.unique { flags | write::BYTES } else { flags }, limit)
        }
        Type::Nullable(inner) => writing(inner),
        Type::Object(_) | Type::Tagged(_) | Type::Open => (write::OBJECT, u32::MAX),
        Type::Boolean | Type::Number(_) | Type::Integer(_) => (0, u32::MAX),
    }
}

fn bound(limit: f64) -> u32 {
    if limit.is_infinite() {
        return 0;
    }
    assert!(limit.fract() == 0.0 && (0.0..1e9).contains(&limit), "a limit that cannot be packed: {limit}");
    limit as u32 + 1
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

/// What must be there, or the rule has nothing to say: bits of `api::packed::need`. Most rules are about options that most
/// posts leave out, and so are passed over at a glance.
fn needs(place: u32, conditions: &[[u32; 3]], measure: &[u32]) -> u32 {
    let option = |place: u32| need::OPTION << place;
    let asked = conditions.iter().filter(|[condition, ..]| matches!(*condition, when::SET | when::GIVEN | when::IS));
    let options = asked.fold(0, |needs, [_, place, _]| needs | option(*place));
    let items = if conditions.iter().any(|[condition, ..]| *condition == when::WITH) { need::ITEMS } else { 0 };
    options
        | items
        | match (measure[0], place.checked_sub(at::OPTION)) {
            (what::FILE.., _) => need::FILES,
            (what::SETTING | what::OFFERED, _) => need::CREATORS,
            (what::ADDRESSES | what::COVERS | what::OUTLIVES, _) => need::ITEMS,
            (what::FUTURE | what::ZONE | what::ONE_READING | what::NO_GAP | what::NO_OVERLAP, _) => need::TIME,
            (what::NO_LINK, _) => need::COLON,
            (what::TAGS, _) => match measure[1] {
                tag::HASHTAGS | tag::HASHTAG_LENGTH => need::HASH,
                tag::MENTIONS => need::AT,
                tag::CASHTAGS => need::CASH,
                _ => need::COLON,
            },
            (
                what::LENGTH
                | what::BETWEEN
                | what::LOOKS
                | what::ENTRIES
                | what::ENTRIES_PER_IMAGE
                | what::TAG_TOTAL
                | what::IMAGE_INDEX
                | what::WHOLE
                | what::MENTION_ONCE
                | what::ANSWERS,
                Some(place),
            ) => option(place),
            _ => 0,
        }
}

/// The containers that an error leaves to a warning about the same files.
fn taken(kinds: Kinds, rules: &[Rule]) -> Option<&'static [&'static str]> {
    rules.iter().find_map(|rule| match rule.what {
        What::Container(of, names) if of == kinds && !rule.warning && rule.when.is_empty() => Some(names),
        _ => None,
    })
}

fn with_length(bytes: &mut Vec<u8>, part: &[u8]) {
    number(bytes, part.len() as u32);
    bytes.extend(part);
}

fn section<'t>(texts: &mut String, lines: impl Iterator<Item = &'t str>) {
    for line in lines {
        texts.push_str(line);
        texts.push('\n');
    }
    texts.push('\u{c}');
}

/// What PostPeer takes for the fields that are left out, as JSON.
fn defaults(object: &Object) -> String {
    let fields = object.fields.iter().filter(|field| !field.default.is_empty());
    let fields: Vec<_> = fields.map(|field| format!("\"{}\":{}", field.key, field.default)).collect();
    format!("{{{}}}", fields.join(","))
}

/// The place of a text in a list without repeats.
fn place_in(all: &mut Vec<&'static str>, text: &'static str) -> u32 {
    let place = all.iter().position(|known| *known == text).unwrap_or_else(|| {
        all.push(text);
        all.len() - 1
    });
    place as u32
}

fn platform_of(name: &str) -> u32 {
    PLATFORMS.iter().position(|platform| *platform == name).unwrap() as u32
}
