//! Threads (`threads`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{Field, List, Object, Type};
use crate::rules::{
    ANY, Condition, Constraint, Counted, Detail, MediaFact, MessageId, OptionConstraint, PICTURE, Rule, RuleSubject,
    TextConstraint, Unit, VIDEO,
};

/// Threads.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Threads", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.threads.net/@{handle}", "https://www.threads.net/@{handle}/post/{id}")
    .with_color("#1c1c1f");

const NAME: &str = "threads";

static TARGET: Object = target!("ThreadsTarget", NAME, OPTIONS);

static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Threads target.
static OPTIONS: Object = Object::closed(
    "ThreadsOptions",
    &[
        Field::optional(
            "replyControl",
            Type::Enum(&["everyone", "accounts_you_follow", "mentioned_only"]),
            "spec",
            "Who may reply.",
        )
        .default("\"everyone\""),
        Field::optional(
            "altText",
            Type::List(&ALT_TEXTS),
            "spec",
            "What each image shows, in the order of `mediaItems`.",
        ),
    ],
)
.doc("Options of a Threads post.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

/// The rules of Threads beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Graphemes, 500).from("thposts"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Threads, 500)
        .from("thposts")
        .note("Meta counts emoji as their UTF-8 bytes; other clients count otherwise."),
    Rule::missing(
        RuleSubject::Text,
        Detail::TextWithoutMedia,
        &[Condition::NoText, Condition::Without(PICTURE | VIDEO)],
    )
    .from("thref"),
    Rule::count(Counted::Links, 5, Detail::DifferentLinks).from("thposts"),
    Rule::count(Counted::Hashtags, 1, Detail::ThreadsTopic).only_warn().from("thposts"),
    Rule::warning(
        RuleSubject::Text,
        MessageId::TooLong,
        Constraint::Text(TextConstraint::Count(Counted::HashtagLength, 50)),
    )
    .detail(Detail::CharactersInHashtag)
    .from("thposts"),
    Rule::items(ANY, 20, Detail::Attachments).from("thposts"),
    Rule::length(RuleSubject::Option(at("altText")), Unit::Graphemes, 1000).from("thref"),
    Rule::ambiguous_length(RuleSubject::Option(at("altText")), Unit::Graphemes, Unit::Utf16, 1000).from("thref"),
    Rule::warning(
        RuleSubject::Option(at("altText")),
        MessageId::TooManyPerImage,
        Constraint::Option(OptionConstraint::EntriesPerImage),
    ),
    Rule::container(PICTURE, &["jpeg", "png"], Detail::JpegPng).from("thposts"),
    Rule::megabytes(PICTURE, 8).from("thposts"),
    Rule::file(PICTURE, MediaFact::Ratio, 0.1, 10.0, Detail::RatioTen).from("thposts"),
    Rule::file(PICTURE, MediaFact::Width, 320.0, 1440.0, Detail::Width320To1440).only_warn().from("thposts"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], Detail::Mp4Mov).only_warn().from("thposts"),
    Rule::codec(&["h264", "hevc"], Detail::H264H265).from("thposts"),
    Rule::chroma(1.0).only_warn().from("thposts"),
    Rule::file(VIDEO, MediaFact::FrameRate, 23.0, 60.0, Detail::FrameRate23To60).from("thposts"),
    Rule::file(VIDEO, MediaFact::Width, 0.0, 1920.0, Detail::WidthMax1920).from("thposts"),
    Rule::file(VIDEO, MediaFact::Ratio, 0.01, 10.0, Detail::RatioHundred).from("thposts"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 300.0, Detail::ThreadsDuration).from("thposts"),
    Rule::file(VIDEO, MediaFact::BitRate, 0.0, 100_000_000.0, Detail::ThreadsBitRate).only_warn().from("thposts"),
    Rule::megabytes(VIDEO, 1024).from("thposts"),
    Rule::file(VIDEO, MediaFact::Channels, 0.0, 2.0, Detail::MonoOrStereo).only_warn().from("thposts"),
    Rule::file(VIDEO, MediaFact::SampleRate, 0.0, 48_000.0, Detail::SamplesMax48000).only_warn().from("thposts"),
    Rule::streamable().from("thposts"),
    Rule::sound().from("thposts"),
];
