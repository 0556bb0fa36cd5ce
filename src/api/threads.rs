//! Threads (`threads`).

use super::rule::{ANY, At, Fact, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{Field, List, Object, Type};

static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Threads target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

/// What Threads asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Graphemes, 500).from("thposts"),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Threads, 500)
        .from("thposts")
        .note("Meta counts emoji as their UTF-8 bytes; other clients count otherwise."),
    Rule::missing(At::Text, "a post without media needs text", &[When::NoText, When::Without(PICTURE | VIDEO)])
        .from("thref"),
    Rule::error(At::Text, Say::TooMany, What::Links(5)).why("different links").from("thposts"),
    Rule::warning(At::Text, Say::TooMany, What::Hashtags(1)).why("hashtag as the topic, the first").from("thposts"),
    Rule::warning(At::Text, Say::TooLong, What::HashtagLength(50)).why("characters in a hashtag").from("thposts"),
    Rule::error(At::Media, Say::TooMany, What::Items(ANY, 20)).why("attachments").from("thposts"),
    Rule::length(At::Option(at("altText")), Unit::Graphemes, 1000).from("thref"),
    Rule::perhaps(At::Option(at("altText")), Unit::Graphemes, Unit::Utf16, 1000).from("thref"),
    Rule::warning(At::Option(at("altText")), Say::TooManyFor, What::EntriesPerImage),
    Rule::container(PICTURE, &["jpeg", "png"], "JPEG and PNG").from("thposts"),
    Rule::megabytes(PICTURE, 8).from("thposts"),
    Rule::file(PICTURE, Fact::Ratio, 0.1, 10.0, "between 1:10 and 10:1").from("thposts"),
    Rule::file(PICTURE, Fact::Width, 320.0, 1440.0, "320 to 1440 pixels wide or is scaled").only_warn().from("thposts"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], "MP4 and MOV").only_warn().from("thposts"),
    Rule::codec(&["h264", "hevc"], "H.264 and H.265").from("thposts"),
    Rule::chroma(1.0).only_warn().from("thposts"),
    Rule::file(VIDEO, Fact::FrameRate, 23.0, 60.0, "at 23 to 60 frames a second").from("thposts"),
    Rule::file(VIDEO, Fact::Width, 0.0, 1920.0, "at most 1920 pixels wide").from("thposts"),
    Rule::file(VIDEO, Fact::Ratio, 0.01, 10.0, "between 1:100 and 10:1").from("thposts"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 300.0, "at most 300 seconds long").from("thposts"),
    Rule::file(VIDEO, Fact::BitRate, 0.0, 100_000_000.0, "at most 100,000,000 bits a second")
        .only_warn()
        .from("thposts"),
    Rule::megabytes(VIDEO, 1024).from("thposts"),
    Rule::file(VIDEO, Fact::Channels, 0.0, 2.0, "mono or stereo").only_warn().from("thposts"),
    Rule::file(VIDEO, Fact::SampleRate, 0.0, 48_000.0, "at most 48,000 samples of sound a second")
        .only_warn()
        .from("thposts"),
    Rule::streamable().from("thposts"),
    Rule::sound().from("thposts"),
];
