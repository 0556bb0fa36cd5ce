//! Bluesky (`bluesky`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{Field, List, Object, Type};
use crate::rules::{
    Condition, Constraint, Counted, Detail, MediaFact, MessageId, OptionConstraint, PICTURE, Rule, RuleSubject,
    TextConstraint, TextPattern, Unit, VIDEO,
};

/// Bluesky.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Bluesky", &TARGET, &OPTIONS, RULES)
    .with_urls("https://bsky.app/profile/{handle}", "https://bsky.app/profile/{handle}/post/{id}")
    .with_color("#0a6fe0");

const NAME: &str = "bluesky";

static TARGET: Object = target!("BlueskyTarget", NAME, OPTIONS);

static LANGS: List = List::of(Type::TEXT);
static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Bluesky target.
static OPTIONS: Object = Object::closed(
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
    field_index(&OPTIONS, key)
}

/// The rules of Bluesky beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Graphemes, 300).from("bskypost"),
    Rule::length(RuleSubject::Text, Unit::Bytes, 3000).from("bskypost"),
    Rule::missing(
        RuleSubject::Text,
        Detail::TextWithoutMedia,
        &[Condition::NoText, Condition::Without(PICTURE | VIDEO)],
    )
    .from("bskypost"),
    Rule::warning(
        RuleSubject::Text,
        MessageId::TooLong,
        Constraint::Text(TextConstraint::Count(Counted::HashtagLength, 64)),
    )
    .detail(Detail::CharactersInHashtag)
    .from("bskypost"),
    Rule::error(RuleSubject::Option(at("langs")), MessageId::TooMany, Constraint::Option(OptionConstraint::Entries(3)))
        .detail(Detail::BlueskyLanguages)
        .from("bskypost"),
    Rule::matches(RuleSubject::Option(at("langs")), MessageId::Malformed, TextPattern::Language)
        .detail(Detail::BlueskyLanguageTag)
        .only_warn()
        .from("bskypost"),
    Rule::items(PICTURE, 10, Detail::Images).from("bskygal"),
    Rule::items(PICTURE, 4, Detail::ImagesOnly)
        .message(MessageId::MayBeTooMany)
        .only_warn()
        .when(&[Condition::NotMoreThan(10)])
        .from("bskyimg")
        .note("Galleries of up to 10 are new (June 2026); whether PostPeer makes them is not documented."),
    Rule::items(VIDEO, 1, Detail::Video).from("bskyvid"),
    Rule::conflict(RuleSubject::Media, Detail::BlueskyMixedMedia, &[Condition::With(VIDEO), Condition::With(PICTURE)])
        .from("bskypost"),
    Rule::notice(RuleSubject::Media, Detail::BlueskyVideo, &[Condition::With(VIDEO)]).from("docs"),
    Rule::warning(
        RuleSubject::Option(at("altText")),
        MessageId::TooManyPerImage,
        Constraint::Option(OptionConstraint::EntriesPerImage),
    ),
    Rule::length(RuleSubject::Option(at("altText")), Unit::Graphemes, 2000).only_warn().from("bskyapp"),
    Rule::file(PICTURE, MediaFact::Bytes, 0.0, 2_000_000.0, Detail::BlueskyImageBytes).from("bskyimg"),
    Rule::file(PICTURE, MediaFact::Bytes, 0.0, 1_000_000.0, Detail::BlueskyImageBytesBefore)
        .only_warn()
        .from("bskyimg"),
    Rule::container(PICTURE, &["jpeg", "png", "webp"], Detail::BlueskyImageContainers).only_warn().from("bskyimg"),
    Rule::container(VIDEO, &["mp4", "m4v"], Detail::Mp4).only_warn().from("bskyvid"),
    Rule::file(VIDEO, MediaFact::Bytes, 0.0, 300_000_000.0, Detail::BlueskyVideoBytes).from("bskyvid"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 600.0, Detail::DurationMax600).from("bskyapp"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 180.0, Detail::BlueskyDurationBefore).only_warn().from("bskyapp"),
];
