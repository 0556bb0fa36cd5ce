//! `post.form.json`: hints for a form that is made from `post.schema.json`, by definition and key. Those of the
//! definition `Platform` are by value.

use postpeer_wasm::api::platform::Platform;
use postpeer_wasm::api::platforms::PLATFORMS;
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::table::{AppliesTo, Field, FormHint, Input, Object, Type};
use serde_json::{Map, Value, json};

/// The whole document.
pub(crate) fn document() -> String {
    let mut hints = Map::new();
    collect(&POST_PAYLOAD, &mut hints);
    let platform =
        |platform: &&Platform| (platform.name.to_owned(), json!({ "title": platform.title, "color": platform.color }));
    hints.insert("Platform".to_owned(), Value::Object(PLATFORMS.iter().map(platform).collect()));
    serde_json::to_string_pretty(&hints).unwrap_or_default() + "\n"
}

fn collect(object: &Object, hints: &mut Map<String, Value>) {
    let fields: Map<String, Value> = object.fields.iter().filter_map(hint).collect();
    if !fields.is_empty() {
        hints.insert(object.name.to_owned(), Value::Object(fields));
    }
    object.fields.iter().for_each(|field| collect_type(&field.kind, hints));
}

fn collect_type(kind: &Type, hints: &mut Map<String, Value>) {
    match kind {
        Type::Object(object) => collect(object, hints),
        Type::List(list) => collect_type(&list.items, hints),
        Type::Nullable(inner) => collect_type(inner, hints),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|object| collect(object, hints)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::AnyObject => {}
    }
}

/// Key and hints of a field, if it has any.
fn hint(field: &Field) -> Option<(String, Value)> {
    let FormHint { applies_to, input, counted_by } = field.form;
    let applies_to = match applies_to {
        AppliesTo::Any => None,
        AppliesTo::Videos => Some(json!({ "media": "video" })),
        AppliesTo::Photos => Some(json!({ "media": "photos" })),
        AppliesTo::Value(key, value) => Some(json!({ "field": key, "value": value })),
        AppliesTo::With(key) => Some(json!({ "field": key })),
    };
    let input = match input {
        Input::Line => None,
        Input::Area => Some(json!("area")),
        Input::Date => Some(json!("date")),
        Input::Time => Some(json!("time")),
    };
    let counted_by = (!counted_by.is_empty()).then(|| json!(counted_by));
    let hints = [("appliesTo", applies_to), ("input", input), ("countedBy", counted_by)];
    let hints: Map<String, Value> =
        hints.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    (!hints.is_empty()).then(|| (field.key.to_owned(), Value::Object(hints)))
}
