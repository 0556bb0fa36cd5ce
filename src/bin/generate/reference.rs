//! `REFERENCE.md`: the fields of a post, the operations, and the codes of issues.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::table::{Object, Type};
use postpeer_wasm::check::code::CODES;

/// The whole document.
pub(crate) fn document() -> String {
    let mut text = String::from(
        "# Reference\n\nMade from the tables of the API by `make build`. Lengths are in code points unless another unit \
         is named.\n\n## The post\n",
    );
    fields(&mut text, &POST_PAYLOAD, &mut BTreeSet::new());
    text.push_str("\n## Operations\n\n| name | request | key |\n|---|---|---|\n");
    for operation in OPERATIONS {
        let key = if operation.auth { "yes" } else { "no" };
        let _ = writeln!(text, "| `{}` | `{} {}` | {key} |", operation.name, operation.method.name(), operation.path);
    }
    text.push_str("\n## Issues\n\n| code | sentence | hint |\n|---|---|---|\n");
    for code in CODES {
        let _ = writeln!(text, "| `{}` | {} | {} |", code.code, code.message, code.hint);
    }
    text
}

fn fields(text: &mut String, object: &'static Object, done: &mut BTreeSet<&'static str>) {
    if !done.insert(object.name) {
        return;
    }
    let _ = writeln!(text, "\n### {}\n\n{}\n\n| field | required | meaning | default | source |", object.name, object.doc);
    text.push_str("|---|---|---|---|---|\n");
    for field in object.fields {
        let required = if field.required { "yes" } else { "" };
        let default = if field.default.is_empty() { String::new() } else { format!("`{}`", field.default) };
        let _ = writeln!(text, "| `{}` | {required} | {} | {default} | {} |", field.key, field.doc, field.source);
    }
    for field in object.fields {
        below(text, &field.kind, done);
    }
}

fn below(text: &mut String, kind: &Type, done: &mut BTreeSet<&'static str>) {
    match kind {
        Type::Object(object) => fields(text, object, done),
        Type::List(list) => below(text, &list.items, done),
        Type::Nullable(inner) => below(text, inner, done),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|variant| fields(text, variant, done)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::Open => {}
    }
}
