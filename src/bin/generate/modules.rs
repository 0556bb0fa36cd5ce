//! Modules that the package's own JavaScript imports: `lib/routes.js`, `lib/defaults.js`, `lib/post-schema.js` and
//! `lib/media-words.js`.

use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::post::{PLATFORM_OPTIONS, PLATFORMS};
use postpeer_wasm::media::{CODECS, CONTAINERS};
use serde_json::{Map, Value};

/// What a request has to look like to be an operation, in the order in which the wasm files number them.
pub(crate) fn routes() -> String {
    let mut text = String::from(
        "// Name, method and path of each operation, by its number. Made from the tables.\nexport const ROUTES = [\n",
    );
    for operation in OPERATIONS {
        let _ = writeln!(text, "  ['{}', '{}', '{}'],", operation.name, operation.method.name(), operation.path);
    }
    text.push_str("];\n");
    text
}

/// What PostPeer takes for the options that are left out.
pub(crate) fn defaults() -> String {
    let mut text = String::from(
        "// What PostPeer takes for options that are left out. Made from the tables.\nexport const DEFAULTS = {\n",
    );
    for (platform, options) in PLATFORMS.iter().zip(PLATFORM_OPTIONS) {
        let defaults: Vec<_> = options
            .fields
            .iter()
            .filter(|field| !field.default.is_empty())
            .map(|field| format!("{}: {}", field.key, field.default))
            .collect();
        let _ = writeln!(text, "  {platform}: {{ {} }},", defaults.join(", "));
    }
    text.push_str("};\n");
    text
}

/// What media.wasm answers as numbers, in words.
pub(crate) fn media_words() -> String {
    let rows: Vec<_> = CONTAINERS
        .iter()
        .map(|row| format!("{} {} {} {}", row.name, row.mime, row.audio_mime, row.aliases).trim_end().to_owned())
        .collect();
    format!(
        "// What the numbers of media.wasm stand for. Made from the tables.\n\n\
         /** Of each container: name, MIME type, the same where it holds sound only, and other true MIME types. */\n\
         export const CONTAINERS = '{}';\nexport const CODECS = '{}';\n",
        rows.join(","),
        CODECS.join(" "),
    )
}

/// The JSON Schema of a post without what only people read.
pub(crate) fn post_schema(document: &str) -> String {
    let mut schema: Value = serde_json::from_str(document).unwrap_or_default();
    bare(&mut schema);
    let mut wanted = vec!["Post".to_owned()];
    let all = schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut definitions = Map::new();
    while let Some(name) = wanted.pop() {
        if let Some(definition) = all.get(&name)
            && !definitions.contains_key(&name)
        {
            references(definition, &mut wanted);
            definitions.insert(name, definition.clone());
        }
    }
    if let Some(place) = schema.get_mut("$defs") {
        *place = Value::Object(definitions);
    }
    format!("// The JSON Schema of a post. Made from the tables.\nexport const POST_SCHEMA = {schema};\n")
}

/// Drops descriptions, but not a field of that name.
fn bare(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            if entries.get("description").is_some_and(Value::is_string) {
                entries.shift_remove("description");
            }
            entries.values_mut().for_each(bare);
        }
        Value::Array(items) => items.iter_mut().for_each(bare),
        _ => {}
    }
}

fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::String(text) => found.extend(text.strip_prefix("#/$defs/").map(str::to_owned)),
        Value::Object(entries) => entries.values().for_each(|value| references(value, found)),
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}
