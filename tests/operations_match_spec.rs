//! The tables of operations and answers say what the official OpenAPI document says: every operation, parameter, body
//! and answer, with every limit.
//!
//! Both sides are brought into one plain form and compared there. The document is not part of the repository: where it
//! is not at hand, the comparison is skipped with a message.
#![cfg(feature = "docs")]
// Tests fail by panicking, their helpers too.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use postpeer_wasm::api::operation::{Method, Operation, Pages, Paging};
use postpeer_wasm::api::operations::{OPERATIONS, find};
use postpeer_wasm::api::table::{Field, Object, Type};
use serde_json::{Map, Value, json};

#[path = "support/external_fixtures.rs"]
mod external_fixtures;

/// The official document, where it is at hand.
fn spec() -> Option<Value> {
    external_fixtures::spec().map(|text| serde_json::from_str(text).expect("the document is JSON"))
}

// ---------------------------------------------------------------- the table in plain form

fn plain_number(value: f64) -> Option<Value> {
    value.is_finite().then(|| json!(value))
}

fn put(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value);
    }
}

fn plain_type(kind: Type) -> Map<String, Value> {
    let mut plain = Map::new();
    match kind {
        Type::Boolean => put(&mut plain, "type", Some(json!("boolean"))),
        Type::Number(range) | Type::Integer(range) => {
            let name = if matches!(kind, Type::Integer(_)) { "integer" } else { "number" };
            put(&mut plain, "type", Some(json!(name)));
            put(&mut plain, "minimum", plain_number(range.min));
            put(&mut plain, "maximum", plain_number(range.max));
        }
        Type::Text(text) => {
            put(&mut plain, "type", Some(json!("string")));
            put(&mut plain, "minLength", (text.min > 0).then(|| json!(f64::from(text.min))));
            put(&mut plain, "maxLength", (text.max < u32::MAX).then(|| json!(f64::from(text.max))));
            put(&mut plain, "format", text.form.format().map(Value::from));
            put(&mut plain, "pattern", text.form.pattern().map(Value::from));
        }
        Type::Enum(values) => {
            put(&mut plain, "type", Some(json!("string")));
            put(&mut plain, "enum", Some(json!(values)));
        }
        Type::List(list) => {
            put(&mut plain, "type", Some(json!("array")));
            put(&mut plain, "items", Some(Value::Object(plain_type(list.items))));
            put(&mut plain, "minItems", (list.min > 0).then(|| json!(f64::from(list.min))));
            put(&mut plain, "maxItems", (list.max < u32::MAX).then(|| json!(f64::from(list.max))));
            put(&mut plain, "uniqueItems", list.unique.then(|| json!(true)));
        }
        Type::Object(object) => return plain_object(object),
        Type::Tagged(tagged) => {
            put(&mut plain, "type", Some(json!("object")));
            put(&mut plain, "tag", Some(json!(tagged.tag)));
            let shapes = tagged.variants.iter().map(|shape| Value::Object(plain_object(shape)));
            put(&mut plain, "oneOf", Some(shapes.collect()));
        }
        Type::Nullable(inner) => {
            plain = plain_type(*inner);
            put(&mut plain, "nullable", Some(json!(true)));
        }
        Type::AnyObject => {
            put(&mut plain, "type", Some(json!("object")));
            put(&mut plain, "rest", Some(json!({})));
        }
    }
    plain
}

fn plain_object(object: &Object) -> Map<String, Value> {
    let mut plain = Map::new();
    put(&mut plain, "type", Some(json!("object")));
    let base = object.extends.map(|base| base.fields).unwrap_or_default();
    put(&mut plain, "properties", plain_fields(base.iter().chain(object.fields)));
    put(&mut plain, "closed", object.closed.then(|| json!(true)));
    put(&mut plain, "rest", object.rest.map(|kind| Value::Object(plain_type(kind))));
    plain
}

fn plain_fields<'a>(fields: impl Iterator<Item = &'a Field>) -> Option<Value> {
    let plain: Map<String, Value> = fields.map(|field| (field.key.to_owned(), plain_field(field))).collect();
    (!plain.is_empty()).then_some(Value::Object(plain))
}

fn plain_field(field: &Field) -> Value {
    let mut plain = plain_type(field.kind);
    put(&mut plain, "required", field.required.then(|| json!(true)));
    let default = (!field.default.is_empty()).then(|| serde_json::from_str(field.default).expect("a default is JSON"));
    put(&mut plain, "default", default);
    Value::Object(plain)
}

fn plain_operation(operation: &Operation) -> Value {
    let response = operation.response;
    let body = operation.body.map(|body| Value::Object(plain_object(body)));
    let mut answers = Map::new();
    if response.source == "spec" {
        let shapes: Vec<Value> = response.bodies.iter().map(|shape| Value::Object(plain_object(shape))).collect();
        answers.insert(response.status.to_string(), Value::Array(shapes));
    }
    for status in response.errors {
        let shape = response.error.map(|shape| Value::Object(plain_object(shape)));
        answers.insert(status.to_string(), Value::Array(shape.into_iter().collect()));
    }
    json!({
        "auth": operation.auth,
        "path": plain_fields(operation.path_fields.iter()),
        "query": plain_fields(operation.query.iter()),
        "body": body,
        "answers": answers,
    })
}

// ---------------------------------------------------------------- the document in plain form

/// Marks a field whose description speaks of a default.
const PROSE_DEFAULT: &str = "default in prose";

/// The same document with every reference resolved, and without its prose.
fn resolved(value: &Value, components: &Value) -> Value {
    match value {
        Value::Object(map) => match map.get("$ref").and_then(Value::as_str) {
            Some(target) => {
                let name = target.strip_prefix("#/components/schemas/").expect("only schemas are referred to");
                resolved(components.get(name).expect("the schema is there"), components)
            }
            None => {
                let mut plain = Map::new();
                for (key, item) in map {
                    match item.as_str().map(str::to_lowercase) {
                        Some(prose) if ["description", "summary"].contains(&key.as_str()) => {
                            if prose.contains("default") || prose.contains("omit") {
                                plain.insert(PROSE_DEFAULT.to_owned(), json!(true));
                            }
                        }
                        _ => {
                            plain.insert(key.clone(), resolved(item, components));
                        }
                    }
                }
                Value::Object(plain)
            }
        },
        Value::Array(items) => items.iter().map(|item| resolved(item, components)).collect(),
        other => other.clone(),
    }
}

/// The words of a schema that this comparison understands.
const KNOWN: &[&str] = &[
    PROSE_DEFAULT,
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "discriminator",
    "enum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
    "uniqueItems",
];

fn plain_schema(schema: &Value) -> Map<String, Value> {
    let Some(schema) = schema.as_object() else { return Map::from_iter([("not a schema".to_owned(), schema.clone())]) };
    let mut plain = Map::new();
    for key in schema.keys().filter(|key| !KNOWN.contains(&key.as_str())) {
        plain.insert(format!("unknown keyword {key}"), Value::Null);
    }
    for union in ["allOf", "anyOf"] {
        let Some(parts) = schema.get(union).and_then(Value::as_array) else { continue };
        let types: BTreeSet<Option<&str>> = parts.iter().map(|part| part.get("type").and_then(Value::as_str)).collect();
        if types.iter().filter(|kind| **kind != Some("null")).count() > 1 {
            plain.insert(format!("types of {union} differ"), Value::Null);
        }
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        if schema.get("type") != Some(&json!("object")) {
            plain.insert("allOf that is not an object".to_owned(), Value::Null);
        }
        let mut properties = Map::new();
        for part in parts {
            let part = plain_schema(part);
            if let Some(Value::Object(more)) = part.get("properties") {
                properties.extend(more.clone());
            }
            plain.extend(part);
        }
        plain.insert("properties".to_owned(), Value::Object(properties));
    }
    // The document writes an enum as a union of one-value enums in places, and `null` as one more of them.
    if let Some(parts) = schema.get("anyOf").and_then(Value::as_array) {
        let mut values = Vec::new();
        for part in parts {
            if part.get("type") == Some(&json!("null")) {
                plain.insert("nullable".to_owned(), json!(true));
                continue;
            }
            let part = plain_schema(part);
            values.extend(part.get("enum").and_then(Value::as_array).cloned().unwrap_or_default());
            plain.extend(part);
        }
        if !values.is_empty() {
            plain.insert("enum".to_owned(), Value::Array(values));
        }
    }
    if let Some(parts) = schema.get("oneOf").and_then(Value::as_array) {
        plain.insert("type".to_owned(), json!("object"));
        plain.insert("oneOf".to_owned(), parts.iter().map(|part| Value::Object(plain_schema(part))).collect());
        put(&mut plain, "tag", schema.get("discriminator").and_then(|by| by.get("propertyName")).cloned());
    }
    for key in ["type", "enum", "format", "pattern", "default", PROSE_DEFAULT] {
        put(&mut plain, key, schema.get(key).cloned());
    }
    for key in ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"] {
        put(&mut plain, key, schema.get(key).map(|limit| limit.as_f64().map_or(limit.clone(), |limit| json!(limit))));
    }
    for key in ["nullable", "uniqueItems"] {
        put(&mut plain, key, schema.get(key).filter(|flag| **flag != json!(false)).cloned());
    }
    put(&mut plain, "items", schema.get("items").map(|items| Value::Object(plain_schema(items))));
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let required: Vec<&Value> = schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
        let properties = properties.iter().map(|(key, property)| {
            let mut property = plain_schema(property);
            put(&mut property, "required", required.iter().any(|name| *name == key).then(|| json!(true)));
            (key.clone(), Value::Object(property))
        });
        plain.insert("properties".to_owned(), Value::Object(properties.collect()));
    }
    match schema.get("additionalProperties") {
        Some(Value::Bool(false)) => put(&mut plain, "closed", Some(json!(true))),
        Some(Value::Bool(true)) => put(&mut plain, "rest", Some(json!({}))),
        Some(values) => put(&mut plain, "rest", Some(Value::Object(plain_schema(values)))),
        None => {}
    }
    plain
}

fn json_schema(content: &Value) -> Option<&Value> {
    let content = content.get("content")?.as_object()?;
    assert_eq!(content.keys().collect::<Vec<_>>(), ["application/json"], "every body is JSON");
    content.get("application/json")?.get("schema")
}

fn plain_documented(operation: &Value) -> Value {
    let parameters = |place: &str| {
        let mut plain = Map::new();
        for parameter in operation.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            if parameter.get("in") == Some(&json!(place)) {
                let mut field = parameter.get("schema").map(plain_schema).unwrap_or_default();
                put(&mut field, "required", parameter.get("required").filter(|flag| **flag != json!(false)).cloned());
                let name = parameter.get("name").and_then(Value::as_str).unwrap_or("no name");
                plain.insert(name.to_owned(), Value::Object(field));
            }
        }
        (!plain.is_empty()).then_some(Value::Object(plain))
    };
    let body = operation.get("requestBody").map(|body| {
        let mut plain = json_schema(body).map(plain_schema).unwrap_or_default();
        if body.get("required") != Some(&json!(true)) {
            plain.insert("the whole body may be missing".to_owned(), Value::Null);
        }
        Value::Object(plain)
    });
    let mut answers = Map::new();
    for (status, answer) in operation.get("responses").and_then(Value::as_object).into_iter().flatten() {
        let schema = json_schema(answer).cloned().unwrap_or_default();
        let shapes = match schema.get("anyOf").and_then(Value::as_array) {
            Some(shapes) => shapes.clone(),
            None => vec![schema],
        };
        let shapes = shapes.iter().map(|shape| Value::Object(plain_schema(shape)));
        answers.insert(status.clone(), shapes.collect());
    }
    json!({
        "auth": match operation.get("security") {
            None => json!(false),
            Some(security) if *security == json!([{ "accessKey": [] }]) => json!(true),
            Some(other) => other.clone(),
        },
        "path": parameters("path"),
        "query": parameters("query"),
        "body": body,
        "answers": answers,
    })
}

// ---------------------------------------------------------------- the comparison

/// Every place where the two differ. A default of the table may be one that the document states only in prose.
fn differences(at: &str, table: &Value, documented: &Value, found: &mut Vec<String>) {
    match (table, documented) {
        (Value::Object(table), Value::Object(documented)) => {
            let keys: BTreeSet<&String> = table.keys().chain(documented.keys()).collect();
            for key in keys {
                let at = format!("{at}.{key}");
                match (table.get(key), documented.get(key)) {
                    (Some(table), Some(documented)) => differences(&at, table, documented, found),
                    (Some(_), None) if key == "default" && documented.contains_key(PROSE_DEFAULT) => {}
                    (None, Some(_)) if key == PROSE_DEFAULT => {}
                    (Some(table), None) => found.push(format!("{at}: only in the table: {table}")),
                    (None, Some(documented)) => found.push(format!("{at}: only in the document: {documented}")),
                    (None, None) => {}
                }
            }
            let order = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            if at.ends_with(".properties") || at.ends_with(".query") || at.ends_with(".path") {
                let (table, documented) = (order(table), order(documented));
                if table != documented {
                    found.push(format!("{at}: order: {table:?}, documented {documented:?}"));
                }
            }
        }
        (Value::Array(table), Value::Array(documented)) if table.len() == documented.len() => {
            for (index, (table, documented)) in table.iter().zip(documented).enumerate() {
                differences(&format!("{at}[{index}]"), table, documented, found);
            }
        }
        _ if table == documented => {}
        _ => found.push(format!("{at}: {table}, documented {documented}")),
    }
}

/// The operations of the document: method and path, and the rest with references resolved.
fn documented(spec: &Value) -> Vec<(String, Value)> {
    let components = &spec["components"]["schemas"];
    let paths = spec["paths"].as_object().expect("the document has paths");
    let mut found = Vec::new();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().expect("a path has methods") {
            found.push((format!("{} {path}", method.to_uppercase()), resolved(operation, components)));
        }
    }
    found
}

fn in_table() -> Vec<(String, &'static Operation)> {
    OPERATIONS.iter().map(|operation| (format!("{} {}", operation.method.name(), operation.path), operation)).collect()
}

#[test]
fn every_operation_is_in_the_table_as_documented() {
    let Some(spec) = spec() else { return };
    let documented = documented(&spec);
    let table = in_table();
    let lines = |lines: Vec<&String>| lines.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        lines(table.iter().map(|(line, _)| line).collect()),
        lines(documented.iter().map(|(line, _)| line).collect()),
        "methods, paths and order"
    );
    let mut found = Vec::new();
    for ((_, operation), (_, documented)) in table.iter().zip(&documented) {
        let (table, documented) = (plain_operation(operation), plain_documented(documented));
        differences(operation.name, &table, &documented, &mut found);
    }
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found.join("\n"));
}

/// Everything that can be wrong by one step: where (a JSON pointer), and what stands there instead.
fn changes(value: &Value, at: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) => {
            for (key, item) in map {
                // Keywords that only document the document, and the two that the comparison itself reads.
                const NOT_MEANT: &[&str] =
                    &[PROSE_DEFAULT, "operationId", "tags", "mapping", "example", "in", "content"];
                if !NOT_MEANT.contains(&key.as_str()) {
                    let mut without = map.clone();
                    without.shift_remove(key);
                    // A parameter that says `required: false` says nothing.
                    if !(key == "required" && item == &json!(false)) && key != "discriminator" {
                        found.push((at.to_owned(), Value::Object(without)));
                    }
                    changes(item, &format!("{at}/{}", key.replace('/', "~1")), found);
                } else if key == "content" {
                    changes(&item["application/json"], &format!("{at}/content/application~1json"), found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let mut without = items.clone();
                without.remove(index);
                found.push((at.to_owned(), Value::Array(without)));
                changes(item, &format!("{at}/{index}"), found);
            }
        }
        Value::String(text) => found.push((at.to_owned(), json!(format!("{text}x")))),
        Value::Number(number) => found.push((at.to_owned(), json!(number.as_f64().expect("a number") + 1.0))),
        Value::Bool(flag) => found.push((at.to_owned(), json!(!flag))),
        Value::Null => {}
    }
}

/// Makes each change of the document in turn: how many there were, and which of them the comparison did not see.
fn missed_changes(operation: &Operation, document: &mut Value, skip: Option<&str>) -> (usize, Vec<String>) {
    let table = plain_operation(operation);
    let mut all = Vec::new();
    changes(document, "", &mut all);
    all.retain(|(pointer, _)| skip.is_none_or(|skip| !pointer.starts_with(skip)));
    let tried = all.len();
    let mut missed = Vec::new();
    for (pointer, change) in all {
        let place = document.pointer_mut(&pointer).expect("a place in the document");
        let before = std::mem::replace(place, change);
        let mut found = Vec::new();
        differences(operation.name, &table, &plain_documented(document), &mut found);
        let place = document.pointer_mut(&pointer).expect("a place in the document");
        let change = std::mem::replace(place, before);
        if found.is_empty() {
            missed.push(format!("{}{pointer}: {change}", operation.name));
        }
    }
    (tried, missed)
}

#[test]
fn the_comparison_sees_every_single_change_of_the_document() {
    let Some(spec) = spec() else { return };
    let mut documented = documented(&spec);
    let table = in_table();
    // The targets of an edit are those of a post; trying their hundreds of changes once is enough.
    const TARGETS: &str = "/requestBody/content/application~1json/schema/properties/platforms/items";
    let at = |name: &str| table.iter().position(|(_, operation)| operation.name == name).expect("it is there");
    let (create, edit) = (at("posts.create"), at("posts.scheduled.edit"));
    assert_eq!(documented[create].1.pointer(TARGETS), documented[edit].1.pointer(TARGETS));

    let (mut tried, mut missed) = (0, Vec::new());
    std::thread::scope(|scope| {
        let each = table.iter().zip(&mut documented).map(|((_, operation), (_, document))| {
            let skip = if operation.name == "posts.scheduled.edit" { Some(TARGETS) } else { None };
            scope.spawn(move || missed_changes(operation, document, skip))
        });
        for thread in each.collect::<Vec<_>>() {
            let (more, mut missed_more) = thread.join().expect("the comparison ends");
            tried += more;
            missed.append(&mut missed_more);
        }
    });
    println!("{tried} changes tried");
    assert!(tried > 5_000, "only {tried} changes tried");
    assert!(missed.is_empty(), "{} of {tried} changes missed:\n{}", missed.len(), missed.join("\n"));
}

// ---------------------------------------------------------------- the tables among themselves

/// Every object that the tables reach, with every field.
fn reached() -> (Vec<&'static Object>, Vec<(String, &'static Field)>) {
    fn visit_type(kind: Type, objects: &mut Vec<&'static Object>) {
        match kind {
            Type::List(list) => visit_type(list.items, objects),
            Type::Object(object) => visit(object, objects),
            Type::Tagged(tagged) => tagged.variants.iter().for_each(|shape| visit(shape, objects)),
            Type::Nullable(inner) => visit_type(*inner, objects),
            Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::AnyObject => {}
        }
    }
    fn visit(object: &'static Object, objects: &mut Vec<&'static Object>) {
        if objects.iter().any(|seen| std::ptr::eq(*seen, object)) {
            return;
        }
        objects.push(object);
        object.fields.iter().for_each(|field| visit_type(field.kind, objects));
        if let Some(base) = object.extends {
            visit(base, objects);
        }
    }
    let mut objects = Vec::new();
    let mut fields = Vec::new();
    for operation in OPERATIONS {
        operation.body.into_iter().for_each(|body| visit(body, &mut objects));
        for field in operation.path_fields.iter().chain(operation.query) {
            fields.push((format!("{} {}", operation.name, field.key), field));
        }
    }
    for response in OPERATIONS.iter().map(|operation| operation.response) {
        response.bodies.iter().chain(&response.error).for_each(|body| visit(body, &mut objects));
    }
    for object in &objects {
        fields.extend(object.fields.iter().map(|field| (format!("{}.{}", object.name, field.key), field)));
    }
    (objects, fields)
}

/// Groups and methods as the official clients have them: thirty-nine of the Node client, twelve of the Python client.
const NAMES: &[&str] = &[
    "ai.generateImage",
    "ai.write",
    "analytics.get",
    "apps.create",
    "apps.delete",
    "apps.get",
    "apps.list",
    "apps.update",
    "comments.create",
    "comments.delete",
    "comments.hide",
    "comments.list",
    "connect.bluesky",
    "connect.facebook.getSelection",
    "connect.facebook.submitSelection",
    "connect.getOAuthUrl",
    "connect.integrations.disconnect",
    "connect.integrations.get",
    "connect.integrations.list",
    "connect.integrations.move",
    "connect.linkedin.getSelection",
    "connect.linkedin.submitSelection",
    "health.check",
    "health.verifyAccessKey",
    "media.upload",
    "messages.get",
    "messages.list",
    "messages.send",
    "notifications.create",
    "notifications.delete",
    "notifications.get",
    "notifications.list",
    "notifications.test",
    "notifications.update",
    "pinterest.getBoards",
    "platforms.list",
    "posts.create",
    "posts.delete",
    "posts.get",
    "posts.list",
    "posts.scheduled.cancel",
    "posts.scheduled.edit",
    "posts.scheduled.list",
    "posts.scheduled.reschedule",
    "profiles.create",
    "profiles.delete",
    "profiles.get",
    "profiles.list",
    "profiles.update",
    "tiktok.getCreatorInfo",
    "usage.get",
];

#[test]
fn names_are_those_of_the_official_clients() {
    let mut names: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    names.sort_unstable();
    assert_eq!(names, NAMES);
    assert!(NAMES.iter().all(|name| find(name).is_some_and(|operation| operation.name == *name)));
    assert!(find("posts").is_none());
}

#[test]
fn every_operation_declares_its_response() {
    for operation in OPERATIONS {
        assert!(!operation.response.bodies.is_empty(), "{} has no body of success", operation.name);
        assert_eq!(operation.response.error.is_some(), !operation.response.errors.is_empty(), "{}", operation.name);
    }
}

#[test]
fn only_health_and_the_selection_by_token_go_without_the_key() {
    let without: Vec<&str> = OPERATIONS.iter().filter(|op| !op.auth).map(|op| op.name).collect();
    assert_eq!(
        without,
        [
            "health.check",
            "connect.linkedin.getSelection",
            "connect.linkedin.submitSelection",
            "connect.facebook.getSelection",
            "connect.facebook.submitSelection",
        ]
    );
}

#[test]
fn path_parameters_are_the_braces_of_the_path() {
    for operation in OPERATIONS {
        let braces: Vec<&str> =
            operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        let keys: Vec<&str> = operation.path_fields.iter().map(|field| field.key).collect();
        assert_eq!(braces, keys, "{}", operation.name);
        assert!(operation.path_fields.iter().all(|field| field.required), "{}", operation.name);
    }
}

#[test]
fn only_post_put_and_patch_have_a_body() {
    for operation in OPERATIONS {
        let may = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
        assert_eq!(operation.body.is_some(), may, "{}", operation.name);
    }
}

#[test]
fn a_name_of_an_object_means_one_object() {
    let mut shapes: BTreeMap<&str, Value> = BTreeMap::new();
    for object in reached().0 {
        let shape = Value::Object(plain_object(object));
        assert!(shapes.insert(object.name, shape).is_none(), "two objects are called {}", object.name);
    }
}

#[test]
fn every_row_has_a_meaning_and_a_source() {
    let (objects, fields) = reached();
    let sentence = |doc: &str| doc.ends_with(['.', '?']) && doc == doc.trim() && !doc.contains("  ");
    let operations = OPERATIONS.iter().map(|operation| (operation.name.to_owned(), operation.doc));
    let objects = objects.iter().map(|object| (object.name.to_owned(), object.doc));
    let docs = operations.chain(objects).chain(fields.iter().map(|(at, field)| (at.clone(), field.doc)));
    let silent: Vec<String> =
        docs.filter(|(_, doc)| !sentence(doc)).map(|(at, doc)| format!("{at}: {doc:?}")).collect();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    for (at, field) in fields {
        assert!(["spec", "seed", "docs", "skills"].contains(&field.source), "{at}: source {:?}", field.source);
    }
}

#[test]
fn doc_lines_are_our_own_words() {
    fn prose(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (key, item) in map {
                    match item.as_str() {
                        Some(text) if key == "description" || key == "summary" => found.push(words(text)),
                        _ => prose(item, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| prose(item, found)),
            _ => {}
        }
    }
    fn words(text: &str) -> String {
        let plain: String = text.chars().map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
        plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    }
    let Some(spec) = spec() else { return };
    let mut official = Vec::new();
    prose(&spec, &mut official);
    let (objects, fields) = reached();
    let operations = OPERATIONS.iter().map(|operation| (operation.name.to_owned(), operation.doc));
    let objects = objects.iter().map(|object| (object.name.to_owned(), object.doc));
    let fields = fields.iter().map(|(at, field)| (at.clone(), field.doc));
    let mut copied = Vec::new();
    for (at, doc) in operations.chain(objects).chain(fields) {
        for sentence in doc.split_inclusive(['.', ';', ':']) {
            let sentence = words(sentence);
            let long = sentence.split(' ').count() >= 6;
            if long && official.iter().any(|official| official.contains(&sentence)) {
                copied.push(format!("{at}: {sentence}"));
            }
        }
    }
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}

// ---------------------------------------------------------------- facts of the table that are not in the document

#[test]
fn every_list_with_pages_says_how_it_goes_on_and_where_its_rows_are() {
    for operation in OPERATIONS {
        let styles = [Paging::Offset, Paging::Page, Paging::Cursor];
        let paging =
            styles.into_iter().find(|paging| operation.query.iter().any(|field| field.key == paging.parameter()));
        assert_eq!(operation.pages.map(|pages| pages.paging), paging, "{}", operation.name);
        let Some(Pages { paging, rows, .. }) = operation.pages else { continue };
        let fields = |body: &&'static Object| body.fields;
        let list = operation.response.bodies.iter().find(|body| fields(body).iter().any(|field| field.key == rows));
        let keys: Vec<_> = list.map_or(&[][..], fields).iter().map(|field| field.key).collect();
        let end = if paging == Paging::Cursor { "nextCursor" } else { "total" };
        assert!(keys.contains(&rows) && keys.contains(&end), "{}: {keys:?}", operation.name);
    }
}

#[test]
fn operations_that_change_or_cost_something_are_never_retried() {
    for operation in OPERATIONS {
        let paid = operation.name == "analytics.get";
        let safe = !paid && !matches!(operation.method, Method::Post | Method::Patch);
        assert_eq!(operation.replay_is_safe, safe, "{}", operation.name);
    }
    let Some(spec) = spec() else { return };
    for operation in OPERATIONS.iter().filter(|operation| operation.replay_is_safe) {
        let text = spec["paths"][operation.path][operation.method.name().to_lowercase()]["description"].to_string();
        assert!(!text.contains("call costs"), "{} costs something with each call", operation.name);
    }
}
