//! `REFERENCE.md`: the fields of a post, the operations with what they take and answer, the codes of issues, the rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postpeer_wasm::api::operation::{Operation, Scope};
use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::api::post::{PLATFORM_OPTIONS, POST_PAYLOAD, TITLES};
use postpeer_wasm::api::responses;
use postpeer_wasm::api::rule::{ANY, At, COVER, Fact, KINDS, Kinds, Rule, SAYINGS, Unit, VIDEO, What, When};
use postpeer_wasm::api::table::{Field, Object, Type};
use postpeer_wasm::check::code::CODES;
use postpeer_wasm::check::rules;

use crate::words::{anchor, any_of, grouped, kind, link};

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
- [Error statuses](#error-statuses)
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
    text.push_str(&super::error_statuses::section());
    text.push_str(ISSUES_HEAD);
    let issues = CODES.iter().map(|code| (code.code, code.message, code.hint));
    let issues = issues.chain(OF_THE_CLIENT.map(|(code, sentence)| (code, sentence, "")));
    table(
        &mut text,
        ["code", "sentence", "hint"],
        issues.map(|(code, sentence, hint)| [format!("`{code}`"), sentence.to_owned(), hint.to_owned()]),
    );
    text.push_str(RULES_HEAD);
    let all: Vec<_> = rules::all().collect();
    for platform in [None].into_iter().chain((0..TITLES.len()).map(Some)) {
        let title = platform.and_then(|platform| TITLES.get(platform)).copied().unwrap_or("every platform");
        let _ = writeln!(text, "\n### Rules for {title}");
        let own = all.iter().filter(|(of, _)| *of == platform);
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

fn row_of(platform: Option<usize>, rule: &Rule) -> [String; 7] {
    let files = match rule.what {
        What::File(kinds, ..) | What::Megabytes(kinds, _) | What::Container(kinds, _) | What::SameRatio(kinds) => kinds,
        What::VideoCodec(_) | What::AudioCodec(_) => VIDEO,
        _ => 0,
    };
    let files = (files != 0).then(|| format!("of {}", named(files)));
    let when: Vec<_> = files.into_iter().chain(rule.when.iter().map(|when| condition(platform, *when))).collect();
    [
        format!("`{}`", rules::code(platform, rule)),
        sentence(platform, rule),
        limits(rule.what),
        when.join("; "),
        if rule.warning { "warning" } else { "error" }.to_owned(),
        rule.source.to_owned(),
        rule.note.to_owned(),
    ]
}

/// The sentence of a rule with its hint, as far as they can be said without a post.
fn sentence(platform: Option<usize>, rule: &Rule) -> String {
    let (_, message, hint) = SAYINGS.get(rule.say as usize).copied().unwrap_or_default();
    let title = platform.and_then(|platform| TITLES.get(platform)).copied().unwrap_or("PostPeer");
    let key = match rule.at {
        At::Text => "the text",
        At::Media => "the media",
        At::Account => "accountId",
        At::Option(place) => key_of(platform, place),
    };
    let both = if hint.is_empty() { message.to_owned() } else { format!("{message} {hint}") };
    let filled = both.replace("{platform}", title).replace("{key}", key).replace("{why}", rule.why);
    match limit(rule.what) {
        Some(limit) => filled.replace("{limit}", &limit.to_string()),
        None => filled,
    }
}

/// An option; of the post's own rules, a field of the post.
fn field_of(platform: Option<usize>, place: u8) -> Option<&'static Field> {
    let object = platform.and_then(|platform| PLATFORM_OPTIONS.get(platform)).copied().unwrap_or(&POST_PAYLOAD);
    object.fields.get(usize::from(place))
}

fn key_of(platform: Option<usize>, place: u8) -> &'static str {
    field_of(platform, place).map_or("", |field| field.key)
}

fn condition(platform: Option<usize>, when: When) -> String {
    let key = |place: u8| format!("`{}`", key_of(platform, place));
    let is_flag = |place| field_of(platform, place).is_some_and(|field| matches!(field.kind, Type::Boolean));
    match when {
        When::Set(place) if is_flag(place) => format!("{} is `true`", key(place)),
        When::Unset(place) if is_flag(place) => format!("{} is left out or `false`", key(place)),
        When::Set(place) => format!("{} is given", key(place)),
        When::Unset(place) => format!("{} is left out", key(place)),
        When::Given(place) => format!("{} is given", key(place)),
        When::Absent(place) => format!("{} is left out", key(place)),
        When::Is(place, value) => format!("{} is `{value}`", key(place)),
        When::IsNot(place, value) => format!("{} is not `{value}`", key(place)),
        When::With(kinds) => format!("with {}", named(kinds)),
        When::Without(kinds) => format!("without {}", named(kinds)),
        When::NotMoreThan(most) => format!("with no more than {most} attached"),
        When::Text => "there is text".to_owned(),
        When::NoText => "there is no text".to_owned(),
        When::Later => "in a later post of a thread".to_owned(),
        When::NoOptions => "no options are given at all".to_owned(),
        When::Elsewhere(other) => format!("the platform is not `{other}`"),
        When::New => "the post is new, not an edit".to_owned(),
        When::Edit => "the post is an edit".to_owned(),
    }
}

/// Kinds of media in words.
fn named(kinds: Kinds) -> String {
    if kinds & ANY == ANY {
        return "anything attached".to_owned();
    }
    if kinds == COVER {
        return "a cover".to_owned();
    }
    let names = KINDS.iter().enumerate().filter(|(bit, _)| kinds & (1 << bit) != 0);
    any_of(
        &names.map(|(_, name)| format!("{} `{name}`", if *name == "image" { "an" } else { "a" })).collect::<Vec<_>>(),
    )
}

/// The limits that a rule holds to, with their units, where it has any.
fn limits(what: What) -> String {
    let most = |max: u32, unit: &str| {
        let unit = if max == 1 { unit.trim_end_matches('s') } else { unit };
        format!("at most {} {unit}", grouped(max.into())).trim_end().to_owned()
    };
    match what {
        What::Length(unit, max) | What::Between(_, unit, max) => most(max, unit_of(unit)),
        What::LengthUpTo(max, other) => {
            format!("{} (above {}, another rule speaks)", most(max, "code points"), grouped(other.into()))
        }
        What::Items(_, 0) => "none".to_owned(),
        What::Items(kinds, max) if kinds & ANY == ANY => most(max, "attachments"),
        What::Items(kinds, max) => format!("{} of type {}", most(max, ""), types(kinds)),
        What::Entries(max) => most(max, "entries"),
        What::EntriesPerImage => "at most one for each image".to_owned(),
        What::Hashtags(max) => most(max, "hashtags"),
        What::HashtagsBetween(max, other) => {
            format!("{} (above {}, another rule speaks)", most(max, "hashtags"), grouped(other.into()))
        }
        What::HashtagLength(max) => format!("{} in each hashtag", most(max, "characters")),
        What::Mentions(max) => most(max, "mentions"),
        What::Cashtags(max) => most(max, "cashtags"),
        What::Links(max) => most(max, "different links"),
        What::TagTotal(max) => format!("{} in all", most(max, "characters")),
        What::Answers => "1 to 25 characters each".to_owned(),
        What::Megabytes(_, max) => most(max, "MB"),
        What::PngBytes(max) => format!("{} as PNG", most(max, "bytes")),
        What::File(_, Fact::Streamable | Fact::Chroma | Fact::Colors | Fact::Location, ..) => String::new(),
        What::File(_, fact, min, max) => {
            let (has_min, has_max) = (min.is_finite() && min > 0.0, max.is_finite());
            let range = match (has_min, has_max) {
                (true, true) => format!("{} to {}", number(min), number(max)),
                (true, false) => format!("at least {}", number(min)),
                (false, true) => format!("at most {}", number(max)),
                (false, false) => return String::new(),
            };
            format!("{range} {}", measured(fact))
        }
        What::Container(_, names) | What::VideoCodec(names) | What::AudioCodec(names) => {
            any_of(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
        }
        _ => String::new(),
    }
}

fn types(kinds: Kinds) -> String {
    let names = KINDS.iter().enumerate().filter(|(bit, _)| kinds & (1 << bit) != 0);
    any_of(&names.map(|(_, name)| format!("`{name}`")).collect::<Vec<_>>())
}

fn unit_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Graphemes => "graphemes",
        Unit::CodePoints => "code points",
        Unit::Utf16 => "UTF-16 units",
        Unit::Bytes => "bytes of UTF-8",
        Unit::Weighted => "by X's weights",
        Unit::Threads => "graphemes, an emoji as its bytes",
    }
}

fn measured(fact: Fact) -> &'static str {
    match fact {
        Fact::Bytes => "bytes",
        Fact::Duration => "seconds",
        Fact::FrameRate => "frames a second",
        Fact::Width => "pixels wide",
        Fact::Height => "pixels high",
        Fact::Frames => "frames",
        Fact::BitRate => "bits a second",
        Fact::Pages => "pages",
        Fact::Channels => "channels",
        Fact::SampleRate => "samples a second",
        Fact::Streamable | Fact::Chroma | Fact::Colors | Fact::Location => "",
        Fact::BitDepth => "bits a colour",
        Fact::AacType => "as AAC object type",
        Fact::Short => "pixels on the shorter side",
        Fact::Long => "pixels on the longer side",
        Fact::Ratio => "as width over height",
        Fact::Pixels => "pixels in all",
        Fact::FramePixels => "pixels in all frames",
    }
}

/// A number as one reads it: thousands apart, and no more of a fraction than is meant.
fn number(value: f32) -> String {
    if value.fract() == 0.0 {
        return grouped(value as u64);
    }
    let text = format!("{value:.4}");
    text.trim_end_matches('0').to_owned()
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
        | What::Megabytes(_, max)
        | What::PngBytes(max) => Some(max),
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
