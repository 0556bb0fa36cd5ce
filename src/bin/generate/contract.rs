//! `lib/generated/contract.js`: every number and name that the Rust half and the JavaScript half of the package share.
//!
//! A constant is defined once, in the module that owns it, and named here. JavaScript imports it under that name with
//! the prefix of its group.

use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::platform::Platform;
use postpeer_wasm::api::platforms::{PLATFORM_NAMES, PLATFORMS};
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::table::{Object, Type};
use postpeer_wasm::check::issue::{self, flag, head, record};
use postpeer_wasm::check::rules::context::{self as context, creator, file, head as context_head};
use postpeer_wasm::check::rules::counters::{self as counter, counter_word};
use postpeer_wasm::check::schema::{POST_ROOT, ROOTS_PER_OPERATION, part};
use postpeer_wasm::check::structure::Mode;
use postpeer_wasm::check::tape::{self, TYPE_WORDS, TypeWord, opaque, write};
use postpeer_wasm::exchange::protocol::{EventKind, ReportField, Stage};
use postpeer_wasm::media::{CODECS, CONTAINERS, Kind, MAX_READ, Refusal, layout};
use postpeer_wasm::rules::{Constraint, READ_FACTS, Rule, RuleSubject, Unit};
use postpeer_wasm::tables::{CompiledField, type_tag as kind};

use crate::media_modules::facts;

/// A group of constants with a common prefix.
struct Group {
    about: &'static str,
    constants: Vec<(String, String)>,
}

/// Constants of a Rust module under their own names: `numbers!("TAG_", tape: NULL, LIST)` exports `TAG_NULL`,
/// `TAG_LIST`.
macro_rules! numbers {
    ($prefix:literal, $module:ident: $($name:ident),+ $(,)?) => {
        vec![$((concat!($prefix, stringify!($name)).to_owned(), $module::$name.to_string())),+]
    };
}

/// The variants of a numbered enum, each by its index.
macro_rules! variants {
    ($prefix:literal, $name:ident) => {
        $name::ALL
            .iter()
            .zip(0u32..)
            .map(|(item, number)| (format!("{}{}", $prefix, item.name()), number.to_string()))
            .collect()
    };
}

fn number(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

fn text(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), format!("'{value}'"))
}

/// The units, as counts name them, in the order of [`Unit`].
fn units() -> Vec<&'static str> {
    let name = |unit: &Unit| match unit {
        Unit::Graphemes => "graphemes",
        Unit::CodePoints => "codePoints",
        Unit::Utf16 => "utf16",
        Unit::Bytes => "bytes",
        Unit::Weighted => "weighted",
        Unit::Threads => "threads",
    };
    Unit::ALL.iter().map(name).collect()
}

/// The ids of the type words: `bigint` for `a BigInt`.
fn type_ids() -> String {
    let ids = TYPE_WORDS.iter().map(|word| match *word {
        "true or false" => "boolean".to_owned(),
        word => word.rsplit(' ').next().unwrap_or_default().to_lowercase(),
    });
    ids.collect::<Vec<_>>().join(" ")
}

fn media_kinds() -> Vec<&'static str> {
    let mut kinds = [Kind::Image, Kind::Video, Kind::Audio, Kind::Document];
    kinds.sort_by_key(|kind| *kind as u8);
    kinds.iter().map(|kind| kind.name()).collect()
}

fn media_refusals() -> Vec<&'static str> {
    use Refusal::{Compressed, Empty, Malformed, TooLarge, Truncated, Unrecognised};
    let mut refusals = [Empty, Unrecognised, Truncated, Malformed, TooLarge, Compressed];
    refusals.sort_by_key(|refusal| *refusal as u8);
    refusals.iter().map(|refusal| refusal.name()).collect()
}

/// The most containers that a value of the type nests.
fn nesting(kind: &Type) -> u32 {
    match kind {
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) => 0,
        Type::AnyObject => 1,
        Type::Nullable(inner) => nesting(inner),
        Type::List(list) => nesting(&list.items).saturating_add(1),
        Type::Object(object) => nesting_of(object),
        Type::Tagged(tagged) => tagged.variants.iter().map(|object| nesting_of(object)).max().unwrap_or(0),
    }
}

fn nesting_of(object: &Object) -> u32 {
    object.fields.iter().map(|field| nesting(&field.kind)).max().unwrap_or(0).saturating_add(1)
}

fn max_nesting() -> u32 {
    let bodies = OPERATIONS.iter().filter_map(|operation| operation.body);
    bodies.chain([&POST_PAYLOAD]).map(nesting_of).max().unwrap_or(0)
}

fn groups() -> Vec<Group> {
    let group = |about, constants| Group { about, constants };
    let containers: Vec<_> = CONTAINERS
        .iter()
        .map(|row| format!("{} {} {} {}", row.name, row.mime, row.audio_mime, row.aliases).trim_end().to_owned())
        .collect();
    let platforms = PLATFORM_NAMES.iter().zip(0u32..);
    vec![
        group(
            "The tape: tags in the low TAG_BITS of a word, the payload above (src/check/tape.rs).",
            numbers!(
                "TAG_",
                tape: UNDEFINED, NULL, BOOLEAN, NUMBER, TEXT, TEXT_BYTES, NAME, LIST, OBJECT, OPAQUE, TEXT_BROKEN
            ),
        ),
        group("The number of bits of a tag.", numbers!("", tape: TAG_BITS)),
        group(
            "The payloads of TAG_OPAQUE.",
            numbers!(
                "OPAQUE_", opaque: BIGINT, SYMBOL, FUNCTION, NOT_PLAIN, CYCLE, UNREADABLE, TOO_LARGE, LIST, OBJECT
            ),
        ),
        group("Set in a key that is none of the names.", numbers!("", tape: UNKNOWN_KEY)),
        group(
            "Flags of a name: how the value of its field is written.",
            numbers!("WRITE_", write: NAME, BYTES, LIST, OBJECT),
        ),
        group("The most containers that a post or a body nests.", vec![number("MAX_NESTING", max_nesting())]),
        group("The name that stands for any object in messages.", vec![number("TYPE_OBJECT", TypeWord::Object as u32)]),
        group(
            "The types of a value by their ids in locales. The first names are their words.",
            vec![text("TYPE_IDS", &type_ids())],
        ),
        group("Bits of the mode of a check (src/check/structure.rs).", numbers!("MODE_", Mode: LENIENT, RULES)),
        group(
            "The roots of the tables: the post, then those of each operation (src/check/schema.rs).",
            vec![number("POST_ROOT", POST_ROOT), number("ROOTS_PER_OPERATION", ROOTS_PER_OPERATION)],
        ),
        group("The roots of an operation, by the part of a request.", numbers!("ROOT_", part: PATH, QUERY, BODY)),
        group(
            "The issues: words before the records (src/check/issue.rs).",
            numbers!("ISSUES_", head: LEFT_OUT, END, RECORDS),
        ),
        group(
            "The words of a record.",
            numbers!(
                "RECORD_", record:
                LENGTH, CODE, FLAGS, PLATFORM, TARGET, FOUND, LIMIT, ACTUAL, NAME_COUNT, NAMES
            ),
        ),
        group("Flags of a record.", numbers!("FLAG_", flag: WARNING, RECOUNT, ONLY_FIX)),
        group("Set in the target of a record: the rest is the index of a list.", numbers!("", issue: SHARED_TARGETS)),
        group(
            "Bits of a path segment; without them it is an index.",
            numbers!("", issue: KEY_SEGMENT, UNKNOWN_SEGMENT),
        ),
        group("The most issues of a verdict.", numbers!("", issue: MAX_ISSUES)),
        group(
            "The validation context: words before the records (src/check/rules/context.rs).",
            numbers!("CONTEXT_", context_head: NOW, LITERAL, FIRST, SECOND, FLAGS, RECORDS),
        ),
        group("Flags of the context.", numbers!("CONTEXT_", context: ZONE_UNKNOWN, IN_GAP, EDIT)),
        group("Kinds of records in the context.", numbers!("CONTEXT_", context: CREATOR, FILE)),
        group(
            "The words of a creator, after kind and length.",
            numbers!("CREATOR_", creator: INDEX, FLAGS, MAX_DURATION, LEVELS),
        ),
        group("Flags of a creator.", numbers!("CREATOR_", context: NO_COMMENT, NO_DUET, NO_STITCH)),
        group(
            "The words of a file, after kind and length.",
            numbers!("FILE_", file: INDEX, CONTAINER, VIDEO_CODEC, AUDIO_CODEC, FACTS),
        ),
        group(
            "Bits of the index of a file.",
            numbers!("FILE_", context: ITEM_COVER, TARGET_COVER, THREAD, THREAD_TARGET_SHIFT, THREAD_POST_SHIFT),
        ),
        group(
            "The facts of a file that rules read, in their order; after an equals sign the words of a fact.",
            vec![text("FILE_FACT_NAMES", &read_facts())],
        ),
        group(
            "The words of a counter (src/check/rules/counters.rs).",
            numbers!("COUNTER_", counter_word: UNIT, LIMIT, USED, OVER_AT, LENGTH),
        ),
        group("Bits of the choice of limits.", numbers!("COUNT_", counter: PHOTOS, LONG)),
        group("The units of a counter.", vec![text("UNITS", &units().join(" "))]),
        group(
            "The platforms, in the order of the tables.",
            platforms.map(|(name, index)| number(&format!("PLATFORM_{}", name.to_uppercase()), index)).collect(),
        ),
        group(
            "The platforms that read the settings of a creator.",
            vec![text("CREATOR_PLATFORMS", &creator_platforms().join(" "))],
        ),
        group(
            "The platforms with threads; after the equals sign the option that holds the later posts.",
            vec![text("THREAD_OPTIONS", &thread_options().join(" "))],
        ),
        group(
            "The types of the packed tables (src/tables/types.rs).",
            numbers!(
                "KIND_", kind: BOOLEAN, NUMBER, INTEGER, TEXT, ENUM, LIST, OBJECT, TAGGED, NULLABLE, ANY_OBJECT
            ),
        ),
        group("The count of numbers of a field in the tables.", vec![number("FIELD_NUMBERS", CompiledField::NUMBERS)]),
        group(
            "The subjects of rules by number; after them the names of options.",
            vec![text(
                "RULE_SUBJECTS",
                &RuleSubject::FIXED.map(|subject| subject.name().unwrap_or_default()).join(" "),
            )],
        ),
        group("The events of a call (src/exchange/protocol.rs).", variants!("EVENT_", EventKind)),
        group("The stages of a call.", variants!("STAGE_", Stage)),
        group("The fields of a report.", variants!("REPORT_", ReportField)),
        group(
            "The prober: of each container its name, MIME type, MIME type of sound alone, and other true MIME types.",
            vec![text("CONTAINERS", &containers.join(","))],
        ),
        group("The codecs.", vec![text("CODECS", &CODECS.join(" "))]),
        group(
            "The facts of a file in their order; an equals sign marks a flag, and after it stand the words of a fact.",
            vec![text("FACTS", &facts().join(" "))],
        ),
        group(
            "The state of the prober (src/media/facts.rs): offsets in bytes.",
            numbers!("MEDIA_", layout: KNOWN, CODES, NEXT_READ),
        ),
        group("The most bytes that the prober takes at a time.", vec![number("MAX_READ", MAX_READ)]),
        group("The kinds of a file, by number.", vec![text("MEDIA_KINDS", &media_kinds().join(" "))]),
        group("The refusals of the prober, by number.", vec![text("MEDIA_REFUSALS", &media_refusals().join(" "))]),
    ]
}

/// The names of the platforms with a rule about the settings of a creator.
fn creator_platforms() -> Vec<&'static str> {
    let reads_creator = |rule: &Rule| matches!(rule.constraint, Constraint::Creator(_));
    let platforms = PLATFORMS.iter().filter(|platform| platform.rules.iter().any(reads_creator));
    platforms.map(|platform| platform.name).collect()
}

/// The platforms with threads, each with the key of its option.
fn thread_options() -> Vec<String> {
    let row = |platform: &&Platform| {
        let option = platform.options.fields.get(usize::from(platform.thread_items?))?;
        Some(format!("{}={}", platform.name, option.key))
    };
    PLATFORMS.iter().filter_map(row).collect()
}

/// The facts that the rules read, in the form of `FACTS`.
fn read_facts() -> String {
    let all = facts();
    let name = |row: &str| row.split('=').next().unwrap_or_default().to_owned();
    let rows =
        READ_FACTS.map(|fact| all.iter().find(|row| name(row) == fact).cloned().unwrap_or_else(|| fact.to_owned()));
    rows.join(" ")
}

/// The module.
pub(crate) fn module() -> String {
    let mut module = String::from(
        "// Every number and name that Rust and JavaScript share. Generated from Rust by `make build`; not to be \
         edited.\n",
    );
    for Group { about, constants } in groups() {
        let _ = writeln!(module, "\n// {about}");
        for (name, value) in constants {
            let _ = writeln!(module, "export const {name} = {value};");
        }
    }
    module
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn every_name_of_the_contract_is_exported_once() {
        let mut names: Vec<_> = groups().into_iter().flat_map(|group| group.constants).map(|(name, _)| name).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
