//! Helpers of the native tests: JSON on a tape, and readable issues.

use serde_json::Value;

use super::issue::{Issues, KEY_SEGMENT, SHARED_TARGETS, UNKNOWN_SEGMENT, flag, head, record as field};
use super::rules;
use super::rules::context::ValidationContext;
use super::schema::{CompiledSchema, POST_ROOT, POST_TABLES};
use super::structure::{Mode, check};
use super::tape::{self, TAG_BITS, Tape, write};
use crate::rules::codec::PackedReader;
use crate::rules::messages::CODES;

/// The tape writer, as `lib/validate/tape.js` is one.
pub(crate) struct Writer<'a> {
    schema: &'a CompiledSchema,
    /// The flags and the string limit of each name.
    writing: Vec<(u8, u32)>,
    words: Vec<u32>,
    bytes: Vec<u8>,
    unknown: Vec<String>,
    all_bytes: bool,
}

impl<'a> Writer<'a> {
    fn new(schema: &'a CompiledSchema, all_bytes: bool) -> Self {
        let mut pack = PackedReader { rest: POST_TABLES };
        pack.part();
        pack.part();
        let writing = schema.names().iter().map(|_| (pack.byte(), pack.number().wrapping_sub(1))).collect();
        Self { schema, writing, words: Vec::new(), bytes: Vec::new(), unknown: Vec::new(), all_bytes }
    }

    fn name(&self, text: &str) -> Option<u32> {
        self.schema.names().iter().position(|name| *name == text.as_bytes()).map(|place| place as u32)
    }

    fn node(&mut self, value: &Value, flags: u8, limit: u32) {
        match value {
            Value::Null => self.words.push(tape::NULL),
            Value::Bool(flag) => self.words.push(tape::BOOLEAN | u32::from(*flag) << TAG_BITS),
            Value::Number(number) => {
                let bits = number.as_f64().unwrap().to_bits();
                self.words.extend([tape::NUMBER, bits as u32, (bits >> 32) as u32]);
            }
            Value::String(text) => self.text(text, flags, limit),
            Value::Array(items) => {
                let start = self.open(tape::LIST, items.len());
                for item in items {
                    self.node(item, flags, limit);
                }
                self.close(start);
            }
            Value::Object(entries) => {
                let start = self.open(tape::OBJECT, entries.len());
                for (key, value) in entries {
                    match self.name(key) {
                        Some(name) => {
                            let (flags, limit) = self.writing[name as usize];
                            self.words.push(name);
                            self.node(value, flags, limit);
                        }
                        None => {
                            self.words.push(tape::UNKNOWN_KEY | self.unknown.len() as u32);
                            self.unknown.push(key.clone());
                            if self.all_bytes {
                                self.text(key, write::BYTES, 0);
                            } else {
                                self.words.push(tape::NULL);
                            }
                        }
                    }
                }
                self.close(start);
            }
        }
    }

    fn text(&mut self, text: &str, flags: u8, limit: u32) {
        let units = text.encode_utf16().count() as u32;
        let name = self.name(text).filter(|_| flags & write::NAME != 0);
        if let Some(name) = name {
            self.words.push(tape::NAME | name << TAG_BITS);
        } else if flags & write::BYTES != 0 || units > limit || self.all_bytes {
            self.words.extend([tape::TEXT_BYTES | units << TAG_BITS, self.bytes.len() as u32, text.len() as u32]);
            self.bytes.extend(text.as_bytes());
        } else {
            self.words.push(tape::TEXT | units << TAG_BITS);
        }
    }

    fn open(&mut self, tag: u32, count: usize) -> usize {
        self.words.extend([tag | (count as u32) << TAG_BITS, 0]);
        self.words.len() - 1
    }

    fn close(&mut self, place: usize) {
        self.words[place] = self.words.len() as u32;
    }
}

/// An issue, as tests compare it.
#[derive(Debug, PartialEq)]
pub(crate) struct Read {
    pub(crate) code: String,
    pub(crate) path: String,
    pub(crate) warning: bool,
    pub(crate) platform: Option<&'static str>,
    pub(crate) target: Option<u32>,
    /// The targets that share it, where there are several.
    pub(crate) targets: Vec<u32>,
    pub(crate) limit: Option<f64>,
    pub(crate) actual: Option<f64>,
    pub(crate) names: Vec<&'static str>,
    pub(crate) found: Option<&'static str>,
    /// The number of the rule, where it is one's.
    pub(crate) rule: Option<usize>,
}

/// Everything wrong with a post.
pub(crate) fn issues_of(post: &Value, mode: Mode) -> Vec<Read> {
    issues_in(post, mode, &[])
}

/// The same, with a validation context.
pub(crate) fn issues_in(post: &Value, mode: Mode, known: &[u32]) -> Vec<Read> {
    let schema = CompiledSchema::new(POST_TABLES);
    let mut writer = Writer::new(&schema, mode.rules);
    writer.node(post, 0, u32::MAX);
    let mut issues = Issues::default();
    let tape = Tape::new(&writer.words, &writer.bytes);
    check(&schema, POST_ROOT, tape, mode, &mut issues);
    if mode.rules {
        rules::check_rules(&schema, tape, ValidationContext::new(known), &mut issues);
    }
    issues.finish();
    read(&schema, &writer.unknown, issues.words())
}

/// The codes and paths alone, as `code path`.
pub(crate) fn brief(post: &Value, mode: Mode) -> Vec<String> {
    issues_of(post, mode).iter().map(|issue| format!("{} {}", issue.code, issue.path)).collect()
}

fn read(schema: &CompiledSchema, unknown: &[String], words: &[u32]) -> Vec<Read> {
    let mut all = Vec::new();
    let Some(end) = words.get(head::END) else { return all };
    let (words, mut rest) = words.split_at(*end as usize);
    let mut words = &words[head::RECORDS..];
    let mut shared = Vec::new();
    while let [length, tail @ ..] = rest {
        let (targets, tail) = tail.split_at(*length as usize);
        shared.push(targets.to_vec());
        rest = tail;
    }
    while let Some(length) = words.first() {
        let (record, rest) = words.split_at(*length as usize);
        words = rest;
        let number = |at: usize| {
            let number = f64::from_bits(u64::from(record[at + 1]) << 32 | u64::from(record[at]));
            (!number.is_nan()).then_some(number)
        };
        let (limit, actual) = (number(field::LIMIT), number(field::ACTUAL));
        let names_end = field::NAMES + record[field::NAME_COUNT] as usize;
        let text = |name: u32| str::from_utf8(schema.text(name)).unwrap();
        let path = record[names_end..].iter().map(|segment| match segment {
            segment if segment & UNKNOWN_SEGMENT != 0 => unknown[(segment & !UNKNOWN_SEGMENT) as usize].clone(),
            segment if segment & KEY_SEGMENT != 0 => text(segment & !KEY_SEGMENT).to_owned(),
            index => index.to_string(),
        });
        let targets = match record[field::TARGET] {
            0 => Vec::new(),
            list if list & SHARED_TARGETS != 0 => shared[(list & !SHARED_TARGETS) as usize].clone(),
            target => vec![target - 1],
        };
        all.push(Read {
            code: match CODES.get(record[field::CODE] as usize) {
                Some(code) => code.code.to_owned(),
                None => {
                    let (platform, rule) = rules::all().nth(record[field::CODE] as usize - CODES.len()).unwrap();
                    rules::code(platform, rule)
                }
            },
            rule: (record[field::CODE] as usize).checked_sub(CODES.len()),
            found: record[field::FOUND].checked_sub(1).map(text),
            path: path.collect::<Vec<_>>().join("."),
            warning: record[field::FLAGS] & flag::WARNING != 0,
            platform: record[field::PLATFORM].checked_sub(1).map(text),
            target: targets.first().copied().filter(|_| targets.len() == 1),
            targets: if targets.len() > 1 { targets } else { Vec::new() },
            limit,
            actual,
            names: record[field::NAMES..names_end].iter().map(|name| text(*name)).collect(),
        });
    }
    all
}
