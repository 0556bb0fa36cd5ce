//! The sections of rules: a table for each platform, and the sources.

use std::fmt::Write as _;

use postpeer_wasm::api::platform::Platform;
use postpeer_wasm::api::platforms::PLATFORMS;
use postpeer_wasm::api::rule_list;
use postpeer_wasm::api::table::Type;
use postpeer_wasm::rules::{Constraint, Rule, RuleSubject, media_kinds};

use super::markdown::table;

const HEAD: &str = "
## Rules

Rules that PostPeer and the platforms document only in prose. They are reported as issues, and several rules may share
a code: a rule applies if everything under \"when\" holds. A warning never prevents sending. If a platform does not name
the unit of its limit, only a text that is too long by the smallest unit is an error. Limits of files apply if `media`
has the facts of the file.
";

/// The whole part, with the sources.
pub(super) fn section(text: &mut String) {
    text.push_str(HEAD);
    let all: Vec<_> = rule_list::all().collect();
    for platform in [None].into_iter().chain(PLATFORMS.iter().copied().map(Some)) {
        let _ = writeln!(text, "\n### Rules for {}", platform.map_or("every platform", |platform| platform.title));
        let name = |platform: Option<&Platform>| platform.map(|platform| platform.name);
        let own = all.iter().filter(|(of, _)| name(*of) == name(platform));
        table(
            text,
            ["code", "what it says", "limit", "when", "severity", "source", "note"],
            own.map(|(_, rule)| row_of(platform, rule)),
        );
    }
    text.push_str("\n### Sources\n");
    table(text, ["tag", "what it is"], SOURCES.iter().map(|(tag, what)| [(*tag).to_owned(), (*what).to_owned()]));
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

/// The sources of rules by their tags. Newest reading of each: summer 2026.
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
