//! The error statuses: their classes, their table for the package's JavaScript, their types and their reference.

use std::fmt::Write as _;

use postpeer_wasm::api::error_status::{ERROR_STATUSES, ErrorStatus};

const HEADER: &str = "// Generated from src/api/error_status.rs by `make build`. Do not edit.\n";

/// `lib/client/status-errors.js`: the error classes.
pub(crate) fn classes() -> String {
    let mut text = format!("{HEADER}\nimport {{ APIError }} from './base-errors.js';\n");
    for row in ERROR_STATUSES {
        let Some(class) = row.class else { continue };
        let _ = write!(
            text,
            "\n/** {}: {} */\nexport class {class} extends APIError {{\n\
             \x20 get name() {{\n    return '{class}';\n  }}\n}}\n",
            label(row),
            row.doc,
        );
    }
    text
}

/// `lib/client/status-table.js`: the table that `lib/client/error-status.js` reads.
pub(crate) fn table() -> String {
    let classes: Vec<_> = ERROR_STATUSES.iter().filter_map(|row| row.class).collect();
    let mut text = format!(
        "{HEADER}\nimport {{ APIError }} from './base-errors.js';\nimport {{\n\
         \x20 {},\n}} from './status-errors.js';\n\n\
         /** First and last status, class, whether it is retryable, and the status that a relay answers instead. */\n\
         export const ERROR_STATUSES = [\n",
        classes.join(",\n  "),
    );
    for row in ERROR_STATUSES {
        let class = row.class.unwrap_or("APIError");
        let _ = write!(text, "  [{}, {}, {class}, {}", row.first, row.last, row.is_retryable);
        if let Some(status) = row.relayed_as {
            let _ = write!(text, ", {status}");
        }
        text.push_str("],\n");
    }
    text.push_str("];\n");
    text
}

/// `error-statuses.d.ts`: the types of the error classes.
pub(crate) fn types() -> String {
    let mut text = format!("{HEADER}import {{ APIError }} from './client.js';\n");
    for row in ERROR_STATUSES {
        let Some(class) = row.class else { continue };
        let _ = write!(
            text,
            "\n/**\n * {}: {}\n *\n * Outcome: {}. {}.\n */\n",
            label(row),
            row.doc,
            outcome(row),
            retry(row)
        );
        let _ = writeln!(text, "export class {class} extends APIError {{}}");
    }
    text
}

/// The section of the reference.
pub(crate) fn section() -> String {
    let mut text = String::from(
        "\n## Error statuses\n\n\
         A call that fails with a status throws the class of that status, a subclass of `APIError`. Retryable calls \
         are\nsent again up to `maxRetries` times, if that is safe: GET, PUT and DELETE, unless they cost credits. The \
         outcome\n`unknown` means that PostPeer may have acted. A relay passes most statuses on; it replaces those at \
         which\nbrowsers repeat a request by themselves.\n\n\
         | status | class | meaning | retryable | outcome | from a relay |\n|---|---|---|---|---|---|\n",
    );
    for row in ERROR_STATUSES {
        let relayed = row.relayed_as.map_or_else(|| "the same".to_owned(), |status| status.to_string());
        let _ = writeln!(
            text,
            "| {} | `{}` | {} | {} | {} | {relayed} |",
            label(row),
            row.class.unwrap_or("APIError"),
            row.doc,
            if row.is_retryable { "yes" } else { "no" },
            outcome(row),
        );
    }
    text.push_str("| any other 4xx | `APIError` | PostPeer refuses the request. | no | `rejected` | the same |\n");
    text
}

fn label(row: &ErrorStatus) -> String {
    if row.first == row.last { row.first.to_string() } else { format!("{} to {}", row.first, row.last) }
}

fn outcome(row: &ErrorStatus) -> &'static str {
    if row.may_have_had_effect { "`unknown`" } else { "`rejected`" }
}

fn retry(row: &ErrorStatus) -> &'static str {
    if row.is_retryable { "Retryable" } else { "Not retryable" }
}
