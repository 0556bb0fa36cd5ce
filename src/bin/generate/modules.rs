//! The generated modules that the package's own JavaScript imports, in `lib/generated`, and the types of the media facts.

use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::media::{CODECS, CONTAINERS, Codec, FACTS, Form};

/// What a request has to look like to be an operation, in the order in which the wasm files number them.
pub(crate) fn routes() -> String {
    let mut text = String::from(
        "// Name, method, path and scope of each operation, by its number, and the part and key that its scope checks. Made \
         from the tables.\nexport const ROUTES = [\n",
    );
    for operation in OPERATIONS {
        let (scope, method) = (operation.scope, operation.method.name());
        let place = scope.place().map(|place| format!(", '{place}'")).unwrap_or_default();
        let _ =
            writeln!(text, "  ['{}', '{method}', '{}', '{}'{place}],", operation.name, operation.path, scope.name());
    }
    text.push_str("];\n");
    text
}

/// Each fact by its name and how it is shown.
pub(crate) fn facts() -> Vec<String> {
    let row = |row: &postpeer_wasm::media::FactRow| match row.form {
        Form::Number => row.name.to_owned(),
        Form::Flag => format!("{}=", row.name),
        Form::Word(words) => format!("{}={}", row.name, words.join("|")),
    };
    FACTS.iter().map(row).collect()
}

/// `media-facts.d.ts`: the facts as TypeScript has them.
pub(crate) fn media_facts() -> String {
    let union = |names: &[&str]| {
        let quoted: Vec<_> = names.iter().filter(|name| !name.is_empty()).map(|name| format!("'{name}'")).collect();
        quoted.join(" | ")
    };
    let containers: Vec<_> = CONTAINERS.iter().map(|row| row.name).collect();
    let (video, audio): (Vec<&str>, Vec<&str>) =
        CODECS.iter().copied().partition(|name| Codec::named(name).is_some_and(Codec::is_video));
    let other = |mut names: Vec<&'static str>| {
        names.retain(|name| *name != "other");
        names.push("other");
        names
    };
    let mut text = format!(
        "// Made from the tables of the prober (src/media/facts.rs) by `make build`. Not to be edited.\n\n\
         export type MediaContainer = {};\nexport type VideoCodec = {};\nexport type AudioCodec = {};\n\n\
         /** What is counted, measured or found in a file. A property is absent where the file does not say, or where it \
         makes no sense. */\nexport interface MediaNumbers {{\n",
        union(&containers),
        union(&other(video)),
        union(&other(audio)),
    );
    for row in FACTS {
        let kind = match row.form {
            Form::Number => "number".to_owned(),
            Form::Flag => "boolean".to_owned(),
            Form::Word(words) => union(words),
        };
        let docs: Vec<_> = row.docs.iter().map(|line| line.trim()).collect();
        let optional = if row.name == "bytes" { "" } else { "?" };
        let _ = writeln!(text, "  /** {} */\n  {}{optional}: {kind};", docs.join(" "), row.name);
    }
    text.push_str("}\n");
    text
}
