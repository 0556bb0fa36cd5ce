//! `REFERENCE.md`: the fields of a post, the operations, and the codes of issues.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::post::{PLATFORM_OPTIONS, POST_PAYLOAD, TITLES};
use postpeer_wasm::api::rule::{At, Rule, SAYINGS, What};
use postpeer_wasm::api::table::{Object, Type};
use postpeer_wasm::check::code::CODES;
use postpeer_wasm::check::rules;

/// The whole document.
pub(crate) fn document() -> String {
    let mut text = String::from(
        "# Reference\n\nMade from the tables of the API by `make build`. Lengths are in code points unless another unit \
         is named.\n\n## The post\n",
    );
    fields(&mut text, &POST_PAYLOAD, &mut BTreeSet::new());
    text.push_str(
        "\n## Operations\n\nOne that is not tried again is sent once, whatever happens. A list with pages has a method \
         beside it that goes through all of them.\n\n| name | request | key | tried again | pages |\n|---|---|---|---|---|\n",
    );
    for operation in OPERATIONS {
        let yes = |yes: bool| if yes { "yes" } else { "no" };
        let (key, again) = (yes(operation.auth), yes(operation.replay_is_safe));
        let pages = operation
            .pages
            .map_or(String::new(), |pages| format!("`{}`, by `{}`", pages.method, pages.paging.parameter()));
        let _ = writeln!(
            text,
            "| `{}` | `{} {}` | {key} | {again} | {pages} |",
            operation.name,
            operation.method.name(),
            operation.path
        );
    }
    text.push_str("\n## Issues\n\n| code | sentence | hint |\n|---|---|---|\n");
    for code in CODES {
        let _ = writeln!(text, "| `{}` | {} | {} |", code.code, code.message, code.hint);
    }
    text.push_str(
        "\n## Rules\n\nWhat PostPeer and the platforms say only in prose. A warning never keeps a post from being sent. \
         Where a limit has no unit that its platform names, only what is too long by the smallest reading is an error.\n\n\
         | code | platform | what it says | limit | severity | source | note |\n|---|---|---|---|---|---|---|\n",
    );
    for (platform, rule) in rules::all() {
        let severity = if rule.warning { "warning" } else { "error" };
        let code = rules::code(platform, rule);
        let _ = writeln!(
            text,
            "| `{code}` | {} | {} | {} | {severity} | {} | {} |",
            platform.and_then(|platform| TITLES.get(platform)).copied().unwrap_or("any"),
            sentence(platform, rule),
            limits(rule.what),
            rule.source,
            rule.note
        );
    }
    text.push_str("\n### Sources\n\n| tag | what it is |\n|---|---|\n");
    for (tag, source) in SOURCES {
        let _ = writeln!(text, "| {tag} | {source} |");
    }
    text
}

/// The sentence of a rule, as far as it can be said without a post.
fn sentence(platform: Option<usize>, rule: &Rule) -> String {
    let message = SAYINGS.get(rule.say as usize).map_or("", |(_, message, _)| *message);
    let title = platform.and_then(|platform| TITLES.get(platform)).copied().unwrap_or("PostPeer");
    let key = match rule.at {
        At::Text => "the text",
        At::Media => "the media",
        At::Account => "accountId",
        At::Option(place) => {
            let object = platform.and_then(|platform| PLATFORM_OPTIONS.get(platform)).copied().unwrap_or(&POST_PAYLOAD);
            object.fields.get(usize::from(place)).map_or("", |field| field.key)
        }
    };
    let filled = message.replace("{platform}", title).replace("{key}", key).replace("{why}", rule.why);
    match limit(rule.what) {
        Some(limit) => filled.replace("{limit}", &limit.to_string()),
        None => filled,
    }
}

/// The limits that a rule holds to, where it has any.
fn limits(what: What) -> String {
    match what {
        What::File(_, _, min, max) => [(min, "at least"), (max, "at most")]
            .iter()
            .filter(|(limit, _)| limit.is_finite() && *limit > 0.0)
            .map(|(limit, words)| format!("{words} {limit}"))
            .collect::<Vec<_>>()
            .join(", "),
        What::LengthUpTo(max, other) | What::HashtagsBetween(max, other) => format!("{max} (to {other})"),
        What::Container(_, names) | What::VideoCodec(names) | What::AudioCodec(names) => names.join(", "),
        _ => limit(what).map_or(String::new(), |limit| limit.to_string()),
    }
}

fn limit(what: What) -> Option<u32> {
    match what {
        What::Length(_, max)
        | What::LengthUpTo(max, _)
        | What::Between(_, _, max)
        | What::Items(_, max)
        | What::Entries(max)
        | What::Hashtags(max)
        | What::HashtagsBetween(max, _)
        | What::HashtagLength(max)
        | What::Mentions(max)
        | What::Cashtags(max)
        | What::Links(max)
        | What::TagTotal(max)
        | What::Megabytes(_, max) => Some(max),
        What::Answers => Some(25),
        _ => None,
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

fn fields(text: &mut String, object: &'static Object, done: &mut BTreeSet<&'static str>) {
    if !done.insert(object.name) {
        return;
    }
    let _ =
        writeln!(text, "\n### {}\n\n{}\n\n| field | required | meaning | default | source |", object.name, object.doc);
    text.push_str("|---|---|---|---|---|\n");
    for field in object.fields {
        let required = if field.required { "yes" } else { "" };
        let default = if field.default.is_empty() { String::new() } else { format!("`{}`", field.default) };
        let _ = writeln!(text, "| `{}` | {required} | {} | {default} | {} |", field.key, field.doc, field.source);
    }
    for field in object.fields {
        below(text, &field.kind, done);
    }
}

fn below(text: &mut String, kind: &Type, done: &mut BTreeSet<&'static str>) {
    match kind {
        Type::Object(object) => fields(text, object, done),
        Type::List(list) => below(text, &list.items, done),
        Type::Nullable(inner) => below(text, inner, done),
        Type::Tagged(tagged) => tagged.variants.iter().for_each(|variant| fields(text, variant, done)),
        Type::Boolean | Type::Number(_) | Type::Integer(_) | Type::Text(_) | Type::Enum(_) | Type::Open => {}
    }
}
