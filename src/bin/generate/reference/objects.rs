//! The sections of objects: a table of fields for each.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::table::{Field, Object, Type};

use super::markdown::table;
use crate::type_text::{kind, link};

/// A section for an object, and one for each that it is made of.
pub(super) fn object(text: &mut String, shape: &'static Object, written: &mut BTreeSet<&'static str>) {
    if !written.insert(shape.name) {
        return;
    }
    let _ = writeln!(text, "\n### {}", shape.name);
    if !shape.doc.is_empty() {
        let _ = writeln!(text, "\n{}", shape.doc);
    }
    if let Some(base) = shape.extends {
        let _ = writeln!(text, "\nHas the fields of {}, and these.", link(base.name));
    }
    if !shape.fields.is_empty() {
        table(
            text,
            ["field", "required", "type and limits", "meaning", "default", "source"],
            shape.fields.iter().map(|field| {
                let [key, required, kind, meaning, default] = cells(field);
                let source = if field.source == "spec" { "" } else { field.source };
                [key, required, kind, meaning, default, source.to_owned()]
            }),
        );
    }
    if let Some(rest) = &shape.rest {
        let _ = writeln!(text, "\nThe value of every other key: {}.", kind(rest));
    }
    let kinds = shape.fields.iter().map(|field| &field.kind).chain(&shape.rest);
    if let Some(base) = shape.extends {
        object(text, base, written);
    }
    for kind in kinds {
        below(text, kind, written);
    }
}

pub(super) fn cells(field: &Field) -> [String; 5] {
    let default = if field.default.is_empty() { String::new() } else { format!("`{}`", field.default) };
    let required = if field.required { "yes" } else { "" };
    [format!("`{}`", field.key), required.to_owned(), kind(&field.kind), field.doc.to_owned(), default]
}

fn below(text: &mut String, kind: &Type, written: &mut BTreeSet<&'static str>) {
    match kind {
        Type::Object(shape) => object(text, shape, written),
        Type::List(list) => below(text, &list.items, written),
        Type::Nullable(inner) => below(text, inner, written),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|variant| object(text, variant, written)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::AnyObject => {}
    }
}
