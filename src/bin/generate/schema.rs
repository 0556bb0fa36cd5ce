//! `post.schema.json`: the body of `posts.create` as JSON Schema (draft 2020-12), equal in meaning to the official one.

use postpeer_wasm::api::operations;
use postpeer_wasm::api::platforms::PLATFORM_NAMES;
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::table::{Field, Object, Range, Type};
use serde_json::{Map, Value, json};

/// The whole document. It also defines the other components that the official document names.
pub(crate) fn document() -> String {
    let mut definitions = Map::new();
    define(&mut definitions, &POST_PAYLOAD);
    definitions.insert("Platform".to_owned(), json!({ "type": "string", "enum": PLATFORM_NAMES }));
    for (name, key) in [("Status", "status"), ("SortOrder", "sort")] {
        let list = operations::find("posts.list");
        let field = list.and_then(|operation| operation.query.iter().find(|field| field.key == key));
        if let Some(field) = field {
            definitions.insert(name.to_owned(), bare(&field.kind));
        }
    }
    if let Some(failure) = operations::find("posts.create").and_then(|operation| operation.response.error) {
        definitions.insert("ErrorResponse".to_owned(), object(failure));
    }
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Post",
        "description": POST_PAYLOAD.doc,
        "$ref": "#/$defs/Post",
        "$defs": definitions,
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn define(definitions: &mut Map<String, Value>, root: &'static Object) {
    if definitions.contains_key(root.name) {
        return;
    }
    definitions.insert(root.name.to_owned(), object(root));
    for field in root.fields {
        define_type(definitions, &field.kind);
    }
}

fn define_type(definitions: &mut Map<String, Value>, kind: &Type) {
    match kind {
        Type::Object(object) => define(definitions, object),
        Type::List(list) => define_type(definitions, &list.items),
        Type::Nullable(inner) => define_type(definitions, inner),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|variant| define(definitions, variant)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::AnyObject => {}
    }
}

fn object(object: &Object) -> Value {
    let properties: Map<String, Value> =
        object.fields.iter().map(|field| (field.key.to_owned(), described(field))).collect();
    let required: Vec<_> = object.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    set(&mut schema, "description", (!object.doc.is_empty()).then(|| json!(object.doc)));
    set(&mut schema, "required", (!required.is_empty()).then(|| json!(required)));
    set(&mut schema, "additionalProperties", object.closed.then(|| json!(false)));
    schema
}

fn described(field: &Field) -> Value {
    let mut schema = bare(&field.kind);
    set(&mut schema, "description", (!field.doc.is_empty()).then(|| json!(field.doc)));
    let default = serde_json::from_str(field.default).ok();
    set(&mut schema, "default", default);
    schema
}

/// The schema of a type, without words.
fn bare(kind: &Type) -> Value {
    match kind {
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Number(range) => number("number", *range),
        Type::Integer(range) => number("integer", *range),
        Type::Text(text) => {
            let mut schema = json!({ "type": "string" });
            set(&mut schema, "minLength", (text.min > 0).then(|| json!(text.min)));
            set(&mut schema, "maxLength", (text.max < u32::MAX).then(|| json!(text.max)));
            set(&mut schema, "format", text.form.format().map(|format| json!(format)));
            set(&mut schema, "pattern", text.form.pattern().map(|pattern| json!(pattern)));
            schema
        }
        Type::Enum(values) => json!({ "type": "string", "enum": values }),
        Type::List(list) => {
            let mut schema = json!({ "type": "array", "items": bare(&list.items) });
            set(&mut schema, "minItems", (list.min > 0).then(|| json!(list.min)));
            set(&mut schema, "maxItems", (list.max < u32::MAX).then(|| json!(list.max)));
            set(&mut schema, "uniqueItems", list.unique.then(|| json!(true)));
            schema
        }
        Type::Object(object) => json!({ "$ref": format!("#/$defs/{}", object.name) }),
        Type::Tagged(tagged) => {
            let shapes: Vec<_> =
                tagged.variants.iter().map(|variant| json!({ "$ref": format!("#/$defs/{}", variant.name) })).collect();
            json!({ "discriminator": { "propertyName": tagged.tag }, "oneOf": shapes })
        }
        Type::Nullable(inner) => json!({ "anyOf": [bare(inner), { "type": "null" }] }),
        Type::AnyObject => json!({ "type": "object" }),
    }
}

fn number(name: &str, range: Range) -> Value {
    let mut schema = json!({ "type": name });
    set(&mut schema, "minimum", range.min.is_finite().then(|| whole(range.min)));
    set(&mut schema, "maximum", range.max.is_finite().then(|| whole(range.max)));
    schema
}

/// All limits of the API are whole numbers; as such they read `5`, not `5.0`.
fn whole(number: f64) -> Value {
    json!(number as i64)
}

fn set(schema: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (schema.as_object_mut(), value) {
        object.insert(key.to_owned(), value);
    }
}
