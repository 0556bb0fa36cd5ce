//! The modules of `lib/generated` that are made of the operations: `routes.js` for the relay and the sandbox,
//! `responses.js` for the sandbox.

use std::fmt::Write as _;

use postpeer_wasm::api::operation::Operation;
use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::table::{Field, Object, Range, StringFormat, Text, Type};
use serde_json::{Map, Value, json};

/// `routes.js`: what identifies and limits a request, in the order of the operations' numbers.
pub(crate) fn routes() -> String {
    let mut text = String::from(
        "// Name, method, path and scope of each operation, by its number, and the part and key that its scope checks. \
         Made from the tables.\nexport const ROUTES = [\n",
    );
    for Operation { name, method, path, scope, .. } in OPERATIONS {
        let place = scope.place().map(|place| format!(", '{place}'")).unwrap_or_default();
        let _ = writeln!(text, "  ['{name}', '{}', '{path}', '{}'{place}],", method.name(), scope.name());
    }
    text.push_str("];\n");
    text
}

/// `responses.js`: use of the access key, status of success, the key of an error's message, and the smallest body of
/// success.
pub(crate) fn responses() -> String {
    let mut text = String::from(
        "// Each operation: if it takes the access key, status and smallest body of success, and the key of the \
         message\n// in its failures. Made from the tables.\nexport const RESPONSES = {\n",
    );
    for operation in OPERATIONS {
        let body = operation.response.bodies.first().map_or(Value::Null, |body| smallest_object(body));
        let _ = writeln!(
            text,
            "  '{}': {{ auth: {}, status: {}, errorKey: '{}', body: {body} }},",
            operation.name,
            operation.auth,
            operation.response.status,
            error_key(operation),
        );
    }
    text.push_str("};\n");
    text
}

/// The last key of the failures that the operations of a group declare, in which the message is.
fn error_key(operation: &Operation) -> &'static str {
    let group = |operation: &Operation| operation.name.split('.').next();
    let same_group = OPERATIONS.iter().filter(|other| group(other) == group(operation));
    let error = same_group.filter_map(|other| other.response.error).next();
    error.and_then(|body| body.fields.last()).map_or("message", |field| field.key)
}

fn smallest_object(object: &Object) -> Value {
    let base = object.extends.map_or(&[][..], |base| base.fields);
    let required = base.iter().chain(object.fields).filter(|field| field.required);
    Value::Object(required.map(|Field { key, kind, .. }| ((*key).to_owned(), smallest(kind))).collect())
}

/// The smallest value of a type; `true` of a flag, since responses open with `success`.
fn smallest(kind: &Type) -> Value {
    match kind {
        Type::Boolean => json!(true),
        Type::Number(range) | Type::Integer(range) => smallest_number(*range),
        Type::Text(text) => json!(smallest_text(*text)),
        Type::Enum(values) => json!(values.first()),
        Type::List(list) => (0..list.min).map(|_| smallest(&list.items)).collect(),
        Type::Object(object) => smallest_object(object),
        Type::Tagged(tagged) => tagged.variants.first().map_or(Value::Null, |object| smallest_object(object)),
        Type::Nullable(_) => Value::Null,
        Type::AnyObject => Value::Object(Map::new()),
    }
}

/// All bounds of the API are whole numbers.
fn smallest_number(range: Range) -> Value {
    json!(if range.min.is_finite() { range.min as i64 } else { 0 })
}

fn smallest_text(text: Text) -> String {
    match text.form {
        StringFormat::Any => "x".repeat(text.min as usize),
        StringFormat::Uri => "https://example.com/".to_owned(),
        StringFormat::DateTime => "1970-01-01T00:00:00Z".to_owned(),
        StringFormat::Date => "1970-01-01".to_owned(),
        StringFormat::Month => "1970-01".to_owned(),
        StringFormat::Email => "someone@example.com".to_owned(),
        StringFormat::LinkedInOrganization => "urn:li:organization:1".to_owned(),
        StringFormat::InstagramUsername => "username".to_owned(),
    }
}
