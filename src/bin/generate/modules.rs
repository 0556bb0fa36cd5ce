//! Modules that the package's own JavaScript imports: `lib/routes.js` and `lib/media-words.js`.

use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::media::{CODECS, CONTAINERS};

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
