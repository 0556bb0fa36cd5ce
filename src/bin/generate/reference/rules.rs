//! The sections of rules: a table for each platform, and the sources.

use std::fmt::Write as _;

use postpeer_wasm::api::post::{PLATFORM_OPTIONS, POST_PAYLOAD, TITLES};
use postpeer_wasm::api::rule::{ANY, At, COVER, Fact, KINDS, Kinds, Rule, SAYINGS, Unit, VIDEO, What, When};
use postpeer_wasm::api::table::{Field, Type};
use postpeer_wasm::check::rules;

use super::table;
use crate::type_text::{any_of, grouped};

const HEAD: &str = "
## Rules

What PostPeer and the platforms say only in prose. They are issues as well, and several rules may share a code: what
stands under \"when\" has to hold for the rule to be asked. A warning never keeps a post from being sent. Where a platform
does not name the unit of its limit, only what is too long by the smallest reading is an error. Limits of files are held
to where `media` tells of the file.
";

/// The whole part, with the sources.
pub(super) fn section(text: &mut String) {
    text.push_str(HEAD);
    let all: Vec<_> = rules::all().collect();
    for platform in [None].into_iter().chain((0..TITLES.len()).map(Some)) {
        let title = platform.and_then(|platform| TITLES.get(platform)).copied().unwrap_or("every platform");
        let _ = writeln!(text, "\n### Rules for {title}");
        let own = all.iter().filter(|(of, _)| *of == platform);
        table(
            text,
            ["code", "what it says", "limit", "when", "severity", "source", "note"],
            own.map(|(_, rule)| row_of(platform, rule)),
        );
    }
    text.push_str("\n### Sources\n");
    table(text, ["tag", "what it is"], SOURCES.iter().map(|(tag, what)| [(*tag).to_owned(), (*what).to_owned()]));
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
