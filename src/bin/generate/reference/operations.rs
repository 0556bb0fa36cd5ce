//! The sections of operations: an overview, then what each does, takes and answers.

use std::fmt::Write as _;

use postpeer_wasm::api::operation::{Operation, Scope};
use postpeer_wasm::api::operations::OPERATIONS;

use super::markdown::table;
use super::objects::cells;
use postpeer_wasm::rules::prose::any_of;

use crate::type_text::{anchor, link};

pub(super) const HEAD: &str = "
## Operations

An operation without retries is sent once in every case. A paginated list has a second method that iterates over all
pages. Each operation takes its parameters as `path`, `query` and `body`: `client.posts.get({ path: { postId } })`.

The last column applies to a relay whose `allow` lists `accounts` or `profiles`. An operation \"only if named\" is
refused unless `operations` lists it. Without `accounts` and `profiles` a caller reaches all that the key reaches.
";

pub(super) fn overview(text: &mut String) {
    table(
        text,
        ["name", "request", "key", "tried again", "pages", "through a relay for some accounts"],
        OPERATIONS.iter().map(|operation| {
            let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
            let pages = operation
                .pages
                .map_or(String::new(), |pages| format!("`{}`, by `{}`", pages.method, pages.paging.parameter()));
            [
                format!("[{}](#{})", operation.name, anchor(&heading_of(operation))),
                format!("`{} {}`", operation.method.name(), operation.path),
                yes(operation.auth),
                yes(operation.replay_is_safe),
                pages,
                scope(operation.scope),
            ]
        }),
    );
}

/// The rule for a caller of a relay, with the place that names the account or the profile.
fn scope(scope: Scope) -> String {
    let place = scope.place().map(|place| format!(" (`{place}`)")).unwrap_or_default();
    format!("{}{place}", scope.doc())
}

/// Heading of an operation. Without `client.`, `media.upload` and the object `MediaUpload` would share an anchor.
fn heading_of(operation: &Operation) -> String {
    format!("client.{}", operation.name)
}

/// A section for an operation: what it does, takes and answers.
pub(super) fn operation(text: &mut String, operation: &Operation) {
    let _ = writeln!(text, "\n### {}\n", heading_of(operation));
    if !operation.doc.is_empty() {
        let _ = writeln!(text, "{}\n", operation.doc);
    }
    let body = operation.body.map_or(String::new(), |body| format!(", with the body {}", link(body.name)));
    let _ = write!(text, "`{} {}`{body}.", operation.method.name(), operation.path);
    let response = operation.response;
    let bodies: Vec<_> = response.bodies.iter().map(|body| link(body.name)).collect();
    let _ = write!(text, " Answers {} with {}", response.status, any_of(&bodies));
    if response.source != "spec" {
        let _ = write!(text, " (source: {})", response.source);
    }
    if let Some(error) = response.error {
        let statuses: Vec<_> = response.errors.iter().map(u16::to_string).collect();
        let _ = write!(text, "; declared failures: {} with {}", any_of(&statuses), link(error.name));
    }
    text.push_str(".\n");
    let path = operation.path_fields.iter().map(|field| ("path", field));
    let parameters: Vec<_> = path.chain(operation.query.iter().map(|field| ("query", field))).collect();
    if !parameters.is_empty() {
        table(
            text,
            ["parameter", "in", "required", "type and limits", "meaning", "default"],
            parameters.into_iter().map(|(place, field)| {
                let [key, required, kind, meaning, default] = cells(field);
                [key, place.to_owned(), required, kind, meaning, default]
            }),
        );
    }
}
