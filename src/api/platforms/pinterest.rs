//! Pinterest (`pinterest`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{Field, Object, Type};
use crate::rules::{
    Condition, Constraint, Detail, FileConstraint, MediaFact, MessageId, PICTURE, Rule, RuleSubject, TextConstraint,
    TextPattern, Unit, VIDEO,
};

/// Pinterest.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Pinterest", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.pinterest.com/{handle}", "https://www.pinterest.com/pin/{id}/")
    .with_color("#bd081c")
    .media_required("Pinterest requires at least one image per pin.");

const NAME: &str = "pinterest";

static TARGET: Object = target!("PinterestTarget", NAME, OPTIONS);

/// `platformSpecificData` of a Pinterest target.
static OPTIONS: Object = Object::closed(
    "PinterestOptions",
    &[
        Field::required("boardId", Type::TEXT, "spec", "The board to pin to, from `pinterest.getBoards`."),
        Field::optional(
            "title",
            Type::at_most(100),
            "spec",
            "Title of the pin, at most 100 characters. Left out, the first line of the text.",
        ),
        Field::optional("link", Type::URI, "spec", "Where the pin leads when clicked, over https."),
        Field::optional("altText", Type::at_most(500), "spec", "What the image shows, at most 500 characters."),
        Field::optional("dominantColor", Type::TEXT, "spec", "Colour shown while the image loads, as `#RRGGBB`."),
        Field::optional("coverImageUrl", Type::URI, "spec", "Cover image of a video pin."),
    ],
)
.doc("Options of a pin. `boardId` makes them necessary in practice, though the schema lets a target leave them out.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

/// The rules of Pinterest beyond the schema.
static RULES: &[Rule] = &[
    Rule::missing(
        RuleSubject::Option(at("boardId")),
        Detail::PinterestBoard,
        &[Condition::Absent(at("boardId")), Condition::NoOptions],
    ),
    Rule::matches(RuleSubject::Option(at("boardId")), MessageId::Malformed, TextPattern::Digits)
        .detail(Detail::PinterestBoardId)
        .only_warn()
        .from("pinapi")
        .note("A warning, because PostPeer does not say that it passes on Pinterest's own identifier."),
    Rule::missing(RuleSubject::Media, Detail::PinterestMediaMissing, &[Condition::Without(PICTURE | VIDEO)])
        .from("docs"),
    Rule::items(PICTURE, 5, Detail::Images).from("pinapi"),
    Rule::items(VIDEO, 1, Detail::Video).from("postiz"),
    Rule::conflict(
        RuleSubject::Media,
        Detail::PinterestMixedMedia,
        &[Condition::With(VIDEO), Condition::With(PICTURE)],
    )
    .only_warn()
    .from("postiz"),
    Rule::length(RuleSubject::Text, Unit::CodePoints, 800).from("pinapi"),
    Rule::warning(
        RuleSubject::Text,
        MessageId::TooLong,
        Constraint::Text(TextConstraint::LengthUpTo(Unit::CodePoints, 500, 800)),
    )
    .detail(Detail::PinterestHelpPages)
    .from("pinspec"),
    Rule::length(RuleSubject::Option(at("link")), Unit::CodePoints, 2048).from("pinapi"),
    Rule::matches(RuleSubject::Option(at("link")), MessageId::NotWeb, TextPattern::Web).only_warn().from("inferred"),
    Rule::matches(RuleSubject::Option(at("link")), MessageId::Insecure, TextPattern::Https).only_warn(),
    Rule::matches(RuleSubject::Option(at("dominantColor")), MessageId::Malformed, TextPattern::Colour)
        .detail(Detail::PinterestColour)
        .only_warn()
        .from("pinapi"),
    Rule::cover(at("coverImageUrl"), MessageId::NotWeb, TextPattern::Web),
    Rule::cover(at("coverImageUrl"), MessageId::Private, TextPattern::Public),
    Rule::ignored(at("coverImageUrl"), Detail::PinterestVideoPinsOnly, &[Condition::Without(VIDEO)]),
    Rule::missing(
        RuleSubject::Option(at("coverImageUrl")),
        Detail::PinterestCoverMissing,
        &[Condition::With(VIDEO), Condition::Absent(at("coverImageUrl"))],
    )
    .only_warn()
    .from("pinapi"),
    Rule::container(PICTURE, &["jpeg", "png", "webp", "gif"], Detail::PinterestImageContainers)
        .only_warn()
        .from("docs"),
    Rule::megabytes(PICTURE, 32).from("pinspec"),
    Rule::file(PICTURE, MediaFact::Bytes, 0.0, 20_971_520.0, Detail::PinterestImageBytes).only_warn().from("pinspec"),
    Rule::warning(RuleSubject::Media, MessageId::Notice, Constraint::File(FileConstraint::SameRatio(PICTURE)))
        .detail(Detail::PinterestCarouselShape)
        .from("postiz"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], Detail::PinterestVideoContainers).from("pinspec"),
    Rule::codec(&["h264", "hevc"], Detail::H264H265).from("pinspec"),
    Rule::megabytes(VIDEO, 2048).from("pinspec"),
    Rule::file(VIDEO, MediaFact::Duration, 4.0, 900.0, Detail::PinterestDuration).from("pinspec"),
    Rule::file(VIDEO, MediaFact::Ratio, 0.5, 1.91, Detail::PinterestRatio).only_warn().from("pinspec"),
];
