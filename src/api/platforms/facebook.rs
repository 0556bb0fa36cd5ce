//! Facebook pages (`facebook`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{AppliesTo, Field, Object, Type};
use crate::rules::{
    ANY, Condition, Constraint, Detail, FileConstraint, MediaFact, MessageId, PICTURE, Rule, RuleSubject, TextPattern,
    Unit, VIDEO,
};

/// Facebook.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Facebook", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.facebook.com/{handle}", "https://www.facebook.com/{id}")
    .with_color("#1867dd");

const NAME: &str = "facebook";

static TARGET: Object = target!("FacebookTarget", NAME, OPTIONS);

/// `platformSpecificData` of a Facebook target.
static OPTIONS: Object = Object::closed(
    "FacebookOptions",
    &[
        Field::optional(
            "link",
            Type::URI,
            "spec",
            "Shown as a preview card under a text-only post. Without effect beside media.",
        ),
        Field::optional("published", Type::Boolean, "spec", "`false` leaves an unpublished draft on the page.")
            .default("true"),
        Field::optional(
            "videoThumbnailUrl",
            Type::URI,
            "spec",
            "Cover image of a video, set after publishing; the post stands even if that fails. Videos only.",
        )
        .applies_to(AppliesTo::Videos),
    ],
)
.doc("Options of a post on a Facebook page.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

/// The rules of Facebook beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Graphemes, 63_206)
        .from("publishers")
        .note("Meta publishes no number; every publisher uses this one."),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Utf16, 63_206).from("publishers"),
    Rule::missing(
        RuleSubject::Text,
        Detail::FacebookTextMissing,
        &[Condition::NoText, Condition::Without(PICTURE | VIDEO), Condition::Absent(at("link"))],
    )
    .from("fbfeed"),
    Rule::ignored(at("link"), Detail::FacebookTextOnly, &[Condition::With(ANY)]),
    Rule::matches(RuleSubject::Option(at("link")), MessageId::NotWeb, TextPattern::Web).only_warn().from("inferred"),
    Rule::cover(at("videoThumbnailUrl"), MessageId::NotWeb, TextPattern::Web).only_warn(),
    Rule::cover(at("videoThumbnailUrl"), MessageId::Private, TextPattern::Public).only_warn(),
    Rule::ignored(at("videoThumbnailUrl"), Detail::VideosOnly, &[Condition::Without(VIDEO)]),
    Rule::items(PICTURE, 10, Detail::PhotosOnly).message(MessageId::MayBeTooMany).only_warn().from("publishers"),
    Rule::items(VIDEO, 1, Detail::Video).from("publishers"),
    Rule::conflict(RuleSubject::Media, Detail::FacebookMixedMedia, &[Condition::With(VIDEO), Condition::With(PICTURE)])
        .from("publishers"),
    Rule::container(PICTURE, &["jpeg", "png", "gif"], Detail::FacebookPhotoContainers).only_warn().from("fbphotos"),
    Rule::megabytes(PICTURE, 10).from("fbphotos"),
    Rule::file(PICTURE, MediaFact::Bytes, 0.0, 4_194_304.0, Detail::FacebookPhotoBytes).only_warn().from("postiz"),
    Rule::warning(
        RuleSubject::Media,
        MessageId::BytesOutOfRange,
        Constraint::File(FileConstraint::BytesIn(PICTURE, "png", 1_048_576)),
    )
    .detail(Detail::FacebookPngBytes)
    .from("fbphotos"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "3gp", "matroska"], Detail::FacebookVideoContainers)
        .only_warn()
        .from("fbvid"),
    Rule::file(VIDEO, MediaFact::Bytes, 0.0, 1_073_741_824.0, Detail::FacebookVideoBytes).only_warn().from("fbvid"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 1200.0, Detail::FacebookDuration).only_warn().from("fbvid"),
    Rule::file(VIDEO, MediaFact::Ratio, 0.5625, 1.7778, Detail::FacebookRatio).only_warn().from("fbvid"),
];
