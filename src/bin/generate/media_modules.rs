//! The modules of `lib/generated` that are made of the media facts, and the types of those.

use std::fmt::Write as _;

use postpeer_wasm::media::{CODECS, CONTAINERS, Codec, FACTS, Form, MAX_READ};
use postpeer_wasm::rules::READ_FACTS;

/// `lib/generated/media-words.js`: the names that the numbers of media.wasm stand for.
pub(crate) fn media_words() -> String {
    let rows: Vec<_> = CONTAINERS
        .iter()
        .map(|row| format!("{} {} {} {}", row.name, row.mime, row.audio_mime, row.aliases).trim_end().to_owned())
        .collect();
    format!(
        "// What the numbers of media.wasm stand for. Made from the tables.\n\n\
         /** Of each container: name, MIME type, the same where it holds sound only, and other true MIME types. */\n\
         export const CONTAINERS = '{}';\nexport const CODECS = '{}';\n\n\
         /** Of each number its name, an equals sign where it is a flag, and behind it the words that it stands for. */\n\
         export const FACTS = '{}';\n\n\
         /** The most bytes that the prober takes at a time. */\nexport const MAX_READ = {MAX_READ};\n",
        rows.join(","),
        CODECS.join(" "),
        facts().join(" "),
    )
}

/// Each fact by its name and how it is shown.
fn facts() -> Vec<String> {
    let row = |row: &postpeer_wasm::media::FactRow| match row.form {
        Form::Number => row.name.to_owned(),
        Form::Flag => format!("{}=", row.name),
        Form::Word(words) => format!("{}={}", row.name, words.join("|")),
    };
    FACTS.iter().map(row).collect()
}

/// `lib/generated/read-facts.js`: the facts of a file that the rules are given, in the form of `FACTS`.
pub(crate) fn read_facts() -> String {
    let all = facts();
    let name = |row: &str| row.split('=').next().unwrap_or_default().to_owned();
    let rows =
        READ_FACTS.map(|fact| all.iter().find(|row| name(row) == fact).cloned().unwrap_or_else(|| fact.to_owned()));
    format!(
        "// The facts of a file that rules look at, in their order, with the words that some stand for. Made from the tables.\n\
         export const READ_FACTS = '{}';\n",
        rows.join(" "),
    )
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
