//! The modules of `lib/generated` that are made of the media facts, and the types of those.

use std::fmt::Write as _;

use postpeer_wasm::media::{CODECS, CONTAINERS, Codec, FACTS, Form};

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
         /** The counts and measures of a file. A property is absent if the file does not state it, or if it \
         does not apply. */\nexport interface MediaNumbers {{\n",
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
