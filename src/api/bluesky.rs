//! Bluesky (`bluesky`).

use super::rule::{At, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{Field, List, Object, Type};

static LANGS: List = List::of(Type::TEXT);
static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Bluesky target.
pub(super) static OPTIONS: Object = Object::closed(
    "BlueskyOptions",
    &[
        Field::optional("langs", Type::List(&LANGS), "spec", "Languages of the text, as BCP 47 tags.")
            .default("[\"en\"]"),
        Field::optional(
            "altText",
            Type::List(&ALT_TEXTS),
            "spec",
            "What each image shows, in the order of `mediaItems`.",
        ),
    ],
)
.doc("Options of a Bluesky post.");

const fn at(key: &str) -> u8 {
    place(&OPTIONS, key)
}

/// What Bluesky asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Graphemes, 300).from("bskypost"),
    Rule::length(At::Text, Unit::Bytes, 3000).from("bskypost"),
    Rule::missing(At::Text, "a post without media needs text", &[When::NoText, When::Without(PICTURE | VIDEO)])
        .from("bskypost"),
    Rule::warning(At::Text, Say::TooLong, What::HashtagLength(64)).why("characters in a hashtag").from("bskypost"),
    Rule::error(At::Option(at("langs")), Say::TooMany, What::Entries(3)).why("languages").from("bskypost"),
    Rule::warning(At::Option(at("langs")), Say::Malformed, What::Looks(Look::Language))
        .why("a BCP 47 tag such as en or pt-BR")
        .from("bskypost"),
    Rule::error(At::Media, Say::TooMany, What::Items(PICTURE, 10)).why("images").from("bskygal"),
    Rule::warning(At::Media, Say::PerhapsTooMany, What::Items(PICTURE, 4))
        .when(&[When::NotMoreThan(10)])
        .why("images only")
        .from("bskyimg")
        .note("Galleries of up to 10 are new (June 2026); whether PostPeer makes them is not documented."),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("bskyvid"),
    Rule::error(At::Media, Say::Conflict, What::Always)
        .why("both: Bluesky publishes images or one video")
        .when(&[When::With(VIDEO), When::With(PICTURE)])
        .from("bskypost"),
    Rule::warning(At::Media, Say::Notice, What::Always)
        .why("PostPeer documents text and images on Bluesky, not video")
        .when(&[When::With(VIDEO)])
        .from("docs"),
    Rule::warning(At::Option(at("altText")), Say::TooManyFor, What::EntriesPerImage),
    Rule::length(At::Option(at("altText")), Unit::Graphemes, 2000).only_warn().from("bskyapp"),
    Rule::file(PICTURE, Fact::Bytes, 0.0, 2_000_000.0, "at most 2,000,000 bytes").from("bskyimg"),
    Rule::file(PICTURE, Fact::Bytes, 0.0, 1_000_000.0, "at most 1,000,000 bytes by the limit before April 2026")
        .only_warn()
        .from("bskyimg"),
    Rule::container(PICTURE, &["jpeg", "png", "webp"], "JPEG, PNG and WebP, and shows GIF without motion")
        .only_warn()
        .from("bskyimg"),
    Rule::container(VIDEO, &["mp4", "m4v"], "MP4").only_warn().from("bskyvid"),
    Rule::file(VIDEO, Fact::Bytes, 0.0, 300_000_000.0, "at most 300,000,000 bytes").from("bskyvid"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 600.0, "at most 600 seconds long").from("bskyapp"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 180.0, "at most 180 seconds long by the limit before August 2026")
        .only_warn()
        .from("bskyapp"),
];
