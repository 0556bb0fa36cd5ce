//! Types and their limits in words, for the comments of the types and for the reference.

use postpeer_wasm::api::table::{List, Range, StringFormat, Text, Type};
use postpeer_wasm::rules::prose::{any_of, grouped};

/// The limits of a type as sentences, without the type itself. Empty without limits.
pub(crate) fn limits(kind: &Type) -> String {
    match kind {
        Type::Number(range) | Type::Integer(range) => match (range_of(*range), matches!(kind, Type::Integer(_))) {
            (None, _) => String::new(),
            (Some(range), true) => format!("A whole number {range}."),
            (Some(range), false) => format!("A number {range}."),
        },
        Type::Text(text) => {
            let mut parts = Vec::new();
            if let Some(length) = length(*text) {
                parts.push(sentence(&length));
            }
            if let Some(form) = form(text.form) {
                parts.push(sentence(&form));
            }
            parts.join(" ")
        }
        Type::List(list) => {
            let mut parts = Vec::new();
            if let Some(items) = items(list) {
                parts.push(sentence(&items));
            }
            if list.unique {
                parts.push("No two alike.".to_owned());
            }
            let each = limits(&list.items);
            if !each.is_empty() {
                parts.push(format!("Each: {each}"));
            }
            parts.join(" ")
        }
        Type::Nullable(inner) => limits(inner),
        Type::Boolean | Type::Enum(_) | Type::Object(_) | Type::Tagged(_) | Type::AnyObject => String::new(),
    }
}

/// A type with its limits, as a cell of a table. Objects are links to their sections.
pub(crate) fn kind(kind: &Type) -> String {
    match kind {
        Type::Boolean => "`true` or `false`".to_owned(),
        Type::Number(range) => ["number".to_owned()].into_iter().chain(range_of(*range)).collect::<Vec<_>>().join(" "),
        Type::Integer(range) => format!("whole {}", self::kind(&Type::Number(*range))),
        Type::Text(text) => with("text".to_owned(), [length(*text), form(text.form)]),
        Type::Enum(values) => any_of(&values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>()),
        Type::List(list) => {
            let unique = list.unique.then(|| "no two alike".to_owned());
            match list.items {
                Type::Tagged(_) => {
                    with("list".to_owned(), [items(list), unique, Some(format!("each {}", self::kind(&list.items)))])
                }
                _ => with(format!("list of {}", plural(&list.items)), [items(list), unique]),
            }
        }
        Type::Object(object) => link(object.name),
        Type::Tagged(tagged) => {
            let names: Vec<_> = tagged.variants.iter().map(|variant| link(variant.name)).collect();
            format!("by its `{}`: {}", tagged.tag, any_of(&names))
        }
        Type::Nullable(inner) => format!("{}, or `null`", self::kind(inner)),
        Type::AnyObject => "object with any keys".to_owned(),
    }
}

/// A link to the section of an object.
pub(crate) fn link(name: &str) -> String {
    format!("[{name}](#{})", anchor(name))
}

/// The anchor of a heading, as GitHub and npm make it.
pub(crate) fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter.to_ascii_lowercase() }).collect()
}

/// The type of the items of a list, in the cell of the list.
fn plural(kind: &Type) -> String {
    match kind {
        Type::Text(Text { min: 0, max: u32::MAX, form: StringFormat::Any }) => "texts".to_owned(),
        Type::Text(_) | Type::Number(_) | Type::Integer(_) | Type::Enum(_) => format!("({})", self::kind(kind)),
        _ => self::kind(kind),
    }
}

fn with<const N: usize>(name: String, limits: [Option<String>; N]) -> String {
    [Some(name)].into_iter().chain(limits).flatten().collect::<Vec<_>>().join(", ")
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}.", first.to_ascii_uppercase(), letters.as_str()))
}

/// All bounds of the API are whole numbers.
fn range_of(range: Range) -> Option<String> {
    let whole = |bound: f64| grouped(bound as u64);
    match (range.min.is_finite(), range.max.is_finite()) {
        (true, true) => Some(format!("from {} to {}", whole(range.min), whole(range.max))),
        (true, false) => Some(format!("of at least {}", whole(range.min))),
        (false, true) => Some(format!("of at most {}", whole(range.max))),
        (false, false) => None,
    }
}

fn length(text: Text) -> Option<String> {
    bounds(text.min, text.max, "code points", "not empty")
}

fn items(list: &List) -> Option<String> {
    bounds(list.min, list.max, "items", "at least one item")
}

fn bounds(min: u32, max: u32, unit: &str, some: &str) -> Option<String> {
    let number = |number: u32| grouped(number.into());
    match (min, max) {
        (0, u32::MAX) => None,
        (0, max) => Some(format!("at most {} {unit}", number(max))),
        (1, u32::MAX) => Some(some.to_owned()),
        (min, u32::MAX) => Some(format!("at least {} {unit}", number(min))),
        (min, max) if min == max => Some(format!("{} {unit}", number(min))),
        (min, max) => Some(format!("{} to {} {unit}", number(min), number(max))),
    }
}

fn form(form: StringFormat) -> Option<String> {
    match form {
        StringFormat::Any => None,
        StringFormat::Uri => Some("an absolute URL".to_owned()),
        StringFormat::DateTime => Some("RFC 3339 with an offset".to_owned()),
        StringFormat::Date => Some("`YYYY-MM-DD`".to_owned()),
        StringFormat::Month => Some("`YYYY-MM`".to_owned()),
        StringFormat::Email => Some("a mail address".to_owned()),
        StringFormat::LinkedInOrganization | StringFormat::InstagramUsername => {
            form.pattern().map(|pattern| format!("matches `{pattern}`"))
        }
    }
}
