//! The modules of `lib/generated` that are made of the operations: `routes.js` for the relay and the sandbox,
//! `responses.js` for the sandbox.

use std::fmt::Write as _;

use postpeer_wasm::api::operation::Operation;
use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::table::{Field, Form, Object, Range, Text, Type};
use serde_json::{Map, Value, json};

/// `routes.js`: what identifies and limits a request, in the order of the operations' numbers.
pub(crate) fn routes() -> String {
    let mut text = String::from(
        "// Each operation by its number: name, method, path, scope, the part and key that the scope checks, and `false` for \
         one\n// without the access key. Made from the tables.\nexport const ROUTES = [\n",
    );
    for Operation { name, method, path, auth, scope, .. } in OPERATIONS {
        let mut row = vec![*name, method.name(), path, scope.name()];
        row.extend(scope.place().or((!auth).then_some("")));
        let row: Vec<_> = row.into_iter().map(|text| format!("'{text}'")).collect();
        let keyless = if *auth { "" } else { ", false" };
        let _ = writeln!(text, "  [{}{keyless}],", row.join(", "));
    }
    text.push_str("];\n");
    text
}

/// `responses.js`: status of success, the key of an error's message, and the smallest body of success.
pub(crate) fn responses() -> String {
    let mut text = String::from(
        "// Each operation's status and smallest body of success, and the key of the message in its failures. Made from the \
         tables.\nexport const RESPONSES = {\n",
    );
    for operation in OPERATIONS {
        let body = operation.response.bodies.first().map_or(Value::Null, |body| smallest_object(body));
        let _ = writeln!(
            text,
            "  '{}': {{ status: {}, errorKey: '{}', body: {body} }},",
            operation.name,
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
        Form::Any => "x".repeat(text.min as usize),
        Form::Uri => "https://example.com/".to_owned(),
        Form::DateTime => "1970-01-01T00:00:00Z".to_owned(),
        Form::Date => "1970-01-01".to_owned(),
        Form::Month => "1970-01".to_owned(),
        Form::Email => "someone@example.com".to_owned(),
        Form::LinkedInOrganization => "urn:li:organization:1".to_owned(),
        Form::InstagramUsername => "username".to_owned(),
    }
}
