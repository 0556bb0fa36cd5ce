//! `REFERENCE.md`: the fields of a post, the operations with what they take and answer, the codes of issues, the rules.

mod markdown;
mod objects;
mod operations;
mod rules;

use std::collections::BTreeSet;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::rules::messages::CODES;

use self::markdown::table;

/// Code and sentence of the issues that no table has, because only the client's JavaScript reports them.
pub(crate) const CLIENT_CODES: [(&str, &str); 2] = [
    ("pattern", "{key} would name another path. (Of a parameter in the path that is `.` or `..`.)"),
    ("refused", "The client's own `validate` function refuses the post, and gives no error that says why."),
];

const HEAD: &str = "\
# Reference

What PostPeer takes and answers, and what is wrong with what it does not take. Made from the tables of the API by `make
build`.

- [The post](#the-post)
- [Operations](#operations), [what they take](#bodies) and [what they answer](#answers)
- [Error statuses](#error-statuses)
- [Issues](#issues)
- [Rules](#rules) and their [sources](#sources)

Lengths of texts are in code points unless another unit is named. A field comes from PostPeer's OpenAPI document unless
another source is named. `default` is the value that PostPeer uses if the field is omitted.

## The post
";

const ISSUES_HEAD: &str = "
## Issues

Every issue has a `code`, which never changes its meaning, and a `message`, which is made of one of these sentences. In
their places stand:

- `{key}`: the last name of the issue's `path`, with the index of an item;
- `{limit}` and `{actual}`: its `limit` and `actual`;
- `{names}`: what would be right, such as the allowed values;
- `{found}`: what is there instead: the kind of a value (`null`, `a list`), the format or codec of a file;
- `{platform}`: the name of the platform, and `{why}`: what the rule adds. Here both are filled in.

The same places can be used in sentences of your own (`messages` of `validatePost`).
";

const ANSWERS_HEAD: &str = "
## Answers

What PostPeer answers. What is required is always there. It may have grown fields since; the client hands over all.
";

/// The whole document.
pub(crate) fn document() -> String {
    let mut text = String::from(HEAD);
    let mut written = BTreeSet::new();
    objects::object(&mut text, &POST_PAYLOAD, &mut written);
    text.push_str(operations::HEAD);
    operations::overview(&mut text);
    for row in OPERATIONS {
        operations::operation(&mut text, row);
    }
    text.push_str("\n## Bodies\n\nWhat operations take, beside the post.\n");
    for body in OPERATIONS.iter().filter_map(|operation| operation.body) {
        objects::object(&mut text, body, &mut written);
    }
    text.push_str(ANSWERS_HEAD);
    for response in OPERATIONS.iter().map(|operation| operation.response) {
        for body in response.bodies.iter().copied().chain(response.error) {
            objects::object(&mut text, body, &mut written);
        }
    }
    issues(&mut text);
    rules::section(&mut text);
    text
}

/// The codes of issues with their sentences.
fn issues(text: &mut String) {
    text.push_str(&super::error_statuses::section());
    text.push_str(ISSUES_HEAD);
    let issues = CODES.iter().map(|code| (code.code, code.message, code.hint));
    let issues = issues.chain(CLIENT_CODES.map(|(code, sentence)| (code, sentence, "")));
    table(
        text,
        ["code", "sentence", "hint"],
        issues.map(|(code, sentence, hint)| [format!("`{code}`"), sentence.to_owned(), hint.to_owned()]),
    );
}
