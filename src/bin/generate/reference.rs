//! `REFERENCE.md`: the fields of a post, the operations with what they take and answer, the codes of issues, the rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::operation::{Operation, Scope};
use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::platform::Platform;
use postpeer_wasm::api::platforms::PLATFORMS;
use postpeer_wasm::api::post::POST_PAYLOAD;
use postpeer_wasm::api::responses;
use postpeer_wasm::api::rule_list;
use postpeer_wasm::api::table::{Field, Object, Type};
use postpeer_wasm::rules::messages::CODES;
use postpeer_wasm::rules::{Constraint, Rule, RuleSubject, media_kinds};

use postpeer_wasm::rules::prose::any_of;

use crate::words::{anchor, kind, link};

/// Codes that no table has, because only the client's JavaScript gives them: code, sentence.
pub(crate) const OF_THE_CLIENT: [(&str, &str); 2] = [
    ("pattern", "{key} would name another path. (Of a parameter in the path that is `.` or `..`.)"),
    ("refused", "The client's own `validate` function refuses the post, and gives no error that says why."),
];

const HEAD: &str = "\
# Reference

What PostPeer takes and answers, and what is wrong with what it does not take. Made from the tables of the API by `make
build`.

- [The post](#the-post)
- [Operations](#operations), [what they take](#bodies) and [what they answer](#answers)
- [Issues](#issues)
- [Rules](#rules) and their [sources](#sources)

Lengths of texts are in code points unless another unit is named. A field comes from PostPeer's OpenAPI document unless a
source is named; `default` is what PostPeer takes where the field is left out.

## The post
";

const OPERATIONS_HEAD: &str = "
## Operations

One that is not tried again is sent once, whatever happens. A list with pages has a method beside it that goes through all
of them. Each takes its parameters as `path`, `query` and `body`: `client.posts.get({ path: { postId } })`.

The last column is for a relay whose `allow` lists `accounts` or `profiles`. An operation \"only if named\" is refused unless
`operations` lists it. Without `accounts` and `profiles` a caller reaches everything that the key reaches.
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

const RULES_HEAD: &str = "
## Rules

What PostPeer and the platforms say only in prose. They are issues as well, and several rules may share a code: what
stands under \"when\" has to hold for the rule to be asked. A warning never keeps a post from being sent. Where a platform
does not name the unit of its limit, only what is too long by the smallest reading is an error. Limits of files are held
to where `media` tells of the file.
";

/// The whole document.
pub(crate) fn document() -> String {
    let mut text = String::from(HEAD);
    let mut done = BTreeSet::new();
    object(&mut text, &POST_PAYLOAD, &mut done);
    text.push_str(OPERATIONS_HEAD);
    overview(&mut text);
    for row in OPERATIONS {
        operation(&mut text, row);
    }
    text.push_str("\n## Bodies\n\nWhat operations take, beside the post.\n");
    for body in OPERATIONS.iter().filter_map(|operation| operation.body) {
        object(&mut text, body, &mut done);
    }
    text.push_str(
        "\n## Answers\n\nWhat PostPeer answers. What is required is always there. It may have grown fields since; the client hands over all.\n",
    );
    for response in OPERATIONS.iter().filter_map(|operation| responses::of(operation.name)) {
        for body in response.body.iter().copied().chain(response.error) {
            object(&mut text, body, &mut done);
        }
    }
    text.push_str(ISSUES_HEAD);
    let issues = CODES.iter().map(|code| (code.code, code.message, code.hint));
    let issues = issues.chain(OF_THE_CLIENT.map(|(code, sentence)| (code, sentence, "")));
    table(
        &mut text,
        ["code", "sentence", "hint"],
        issues.map(|(code, sentence, hint)| [format!("`{code}`"), sentence.to_owned(), hint.to_owned()]),
    );
    text.push_str(RULES_HEAD);
    let all: Vec<_> = rule_list::all().collect();
    for platform in [None].into_iter().chain(PLATFORMS.iter().copied().map(Some)) {
        let _ = writeln!(text, "\n### Rules for {}", platform.map_or("every platform", |platform| platform.title));
        let name = |platform: Option<&Platform>| platform.map(|platform| platform.name);
        let own = all.iter().filter(|(of, _)| name(*of) == name(platform));
        table(
            &mut text,
            ["code", "what it says", "limit", "when", "severity", "source", "note"],
            own.map(|(_, rule)| row_of(platform, rule)),
        );
    }
    text.push_str("\n### Sources\n");
    table(&mut text, ["tag", "what it is"], SOURCES.iter().map(|(tag, what)| [(*tag).to_owned(), (*what).to_owned()]));
    text
}

/// A table. A column in which nothing stands is left out.
fn table<const N: usize>(text: &mut String, heads: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let rows: Vec<_> = rows.collect();
    let used: Vec<bool> =
        (0..N).map(|column| rows.iter().any(|row| row.get(column).is_some_and(|c| !c.is_empty()))).collect();
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(&used).filter(|(_, used)| **used).map(|(cell, _)| cell.replace('|', "\\|"));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    text.push('\n');
    text.push_str(&line(&heads.map(str::to_owned)));
    text.push_str(&line(&heads.map(|_| "---".to_owned())));
    for row in &rows {
        text.push_str(&line(row));
    }
}

/// A section for an object, and one for each that it is made of.
fn object(text: &mut String, shape: &'static Object, done: &mut BTreeSet<&'static str>) {
    if !done.insert(shape.name) {
        return;
    }
    let _ = writeln!(text, "\n### {}", shape.name);
    if !shape.doc.is_empty() {
        let _ = writeln!(text, "\n{}", shape.doc);
    }
    if let Some(base) = shape.extends {
        let _ = writeln!(text, "\nHas the fields of {}, and these.", link(base.name));
    }
    if !shape.fields.is_empty() {
        table(
            text,
            ["field", "required", "type and limits", "meaning", "default", "source"],
            shape.fields.iter().map(|field| {
                let [key, required, kind, meaning, default] = cells(field);
                let source = if field.source == "spec" { "" } else { field.source };
                [key, required, kind, meaning, default, source.to_owned()]
            }),
        );
    }
    if let Some(rest) = &shape.rest {
        let _ = writeln!(text, "\nThe value of every other key: {}.", kind(rest));
    }
    let kinds = shape.fields.iter().map(|field| &field.kind).chain(&shape.rest);
    if let Some(base) = shape.extends {
        object(text, base, done);
    }
    for kind in kinds {
        below(text, kind, done);
    }
}

fn cells(field: &Field) -> [String; 5] {
    let default = if field.default.is_empty() { String::new() } else { format!("`{}`", field.default) };
    let required = if field.required { "yes" } else { "" };
    [format!("`{}`", field.key), required.to_owned(), kind(&field.kind), field.doc.to_owned(), default]
}

fn below(text: &mut String, kind: &Type, done: &mut BTreeSet<&'static str>) {
    match kind {
        Type::Object(shape) => object(text, shape, done),
        Type::List(list) => below(text, &list.items, done),
        Type::Nullable(inner) => below(text, inner, done),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|variant| object(text, variant, done)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::Open => {}
    }
}

fn overview(text: &mut String) {
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

/// How it is called. The name alone would be the same link as that of an object: `media.upload` and `MediaUpload`.
fn heading_of(operation: &Operation) -> String {
    format!("client.{}", operation.name)
}

/// A section for an operation: what it does, takes and answers.
fn operation(text: &mut String, operation: &Operation) {
    let _ = writeln!(text, "\n### {}\n", heading_of(operation));
    if !operation.doc.is_empty() {
        let _ = writeln!(text, "{}\n", operation.doc);
    }
    let body = operation.body.map_or(String::new(), |body| format!(", with the body {}", link(body.name)));
    let _ = write!(text, "`{} {}`{body}.", operation.method.name(), operation.path);
    if let Some(response) = responses::of(operation.name) {
        let bodies: Vec<_> = response.body.iter().map(|body| link(body.name)).collect();
        let with = if bodies.is_empty() { String::new() } else { format!(" with {}", any_of(&bodies)) };
        let _ = write!(text, " Answers {}{with}", response.status);
        if response.source != "spec" {
            let _ = write!(text, " (source: {})", response.source);
        }
        if let Some(error) = response.error {
            let statuses: Vec<_> = response.errors.iter().map(u16::to_string).collect();
            let _ = write!(text, "; declared failures: {} with {}", any_of(&statuses), link(error.name));
        }
        text.push('.');
    }
    text.push('\n');
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

fn row_of(platform: Option<&Platform>, rule: &Rule) -> [String; 7] {
    let kinds = match rule.constraint {
        Constraint::File(constraint) => constraint.described_kinds(),
        _ => None,
    };
    let option = |index: u8| {
        let field = rule_list::options(platform).fields.get(usize::from(index));
        field.map_or(("", false), |field| (field.key, matches!(field.kind, Type::Boolean)))
    };
    let conditions = rule.conditions.iter().map(|condition| condition.describe(&option));
    let files = kinds.map(|kinds| format!("of {}", media_kinds::describe(kinds)));
    [
        format!("`{}`", rule_list::code(platform, rule)),
        sentence(platform, rule),
        rule.constraint.describe(),
        files.into_iter().chain(conditions).collect::<Vec<_>>().join("; "),
        if rule.warning { "warning" } else { "error" }.to_owned(),
        rule.source.to_owned(),
        rule.note.to_owned(),
    ]
}

/// The message of a rule with its hint, as far as they can be filled in without a post.
fn sentence(platform: Option<&Platform>, rule: &Rule) -> String {
    let (message, hint) = rule.message.template().map_or(("", ""), |template| (template.message, template.hint));
    let title = platform.map_or("PostPeer", |platform| platform.title);
    let key = match rule.subject {
        RuleSubject::Text => "the text",
        RuleSubject::Media => "the media",
        RuleSubject::Account => "accountId",
        RuleSubject::Option(index) => {
            rule_list::options(platform).fields.get(usize::from(index)).map_or("", |field| field.key)
        }
    };
    let both = if hint.is_empty() { message.to_owned() } else { format!("{message} {hint}") };
    let filled = both.replace("{platform}", title).replace("{key}", key).replace("{why}", rule.detail.text());
    match rule.constraint.limit() {
        Some(limit) => filled.replace("{limit}", &limit.to_string()),
        None => filled,
    }
}

/// What the tags of the rules' sources stand for. Newest reading of each: summer 2026.
const SOURCES: &[(&str, &str)] = &[
    ("spec", "PostPeer's OpenAPI document, 2026-08-05, descriptions included"),
    ("docs", "PostPeer's documentation pages, some of them as others quote them"),
    ("skills", "PostPeer's agent skills, 2026-07-04"),
    ("observed", "what clients of PostPeer have seen it do"),
    ("inferred", "concluded from the wording of a source; always a warning"),
    ("xcount", "X: counting characters, docs.x.com/fundamentals/counting-characters"),
    ("xapi", "X: API v2 OpenAPI document 2.167"),
    ("xmedia", "X: media best practices, docs.x.com/x-api/media"),
    ("xlog", "X: changelog, docs.x.com/changelog"),
    ("tt", "twitter-text, configuration v3 and reference code"),
    ("tkvideo", "TikTok: content posting API, direct post"),
    ("tkphoto", "TikTok: content posting API, photo post"),
    ("tkmedia", "TikTok: content posting API, media transfer guide"),
    ("tkux", "TikTok: content sharing guidelines"),
    ("igmedia", "Instagram: Graph API reference, IG user media"),
    ("igpub", "Instagram: content publishing guide"),
    ("ytvid", "YouTube: Data API, videos resource"),
    ("ytins", "YouTube: Data API, videos.insert"),
    ("pinapi", "Pinterest: API v5 OpenAPI document"),
    ("pinspec", "Pinterest: product specifications, help centre"),
    ("liugc", "LinkedIn: UGC post and posts API"),
    ("liimg", "LinkedIn: images API"),
    ("limulti", "LinkedIn: multi-image post API"),
    ("livid", "LinkedIn: videos API"),
    ("lidoc", "LinkedIn: documents API"),
    ("bskypost", "Bluesky: lexicon app.bsky.feed.post"),
    ("bskyimg", "Bluesky: lexicon app.bsky.embed.images"),
    ("bskygal", "Bluesky: lexicon app.bsky.embed.gallery"),
    ("bskyvid", "Bluesky: lexicon app.bsky.embed.video"),
    ("bskyapp", "Bluesky: constants of its app"),
    ("fbfeed", "Facebook: Graph API reference, page feed"),
    ("fbphotos", "Facebook: Graph API reference, page photos"),
    ("fbvid", "Facebook: video uploads, an older revision"),
    ("thposts", "Threads: posts guide"),
    ("thref", "Threads: publishing reference"),
    ("gbplp", "Google Business: localPosts reference"),
    ("gbphelp", "Google Business: help centre"),
    ("ayr", "Ayrshare's published limits"),
    ("postiz", "error texts that Postiz's open code handles"),
    ("publishers", "what several publishers agree on, where the platform is silent"),
    ("press", "announcements and press reports"),
    ("general", "general knowledge, not looked up"),
];
