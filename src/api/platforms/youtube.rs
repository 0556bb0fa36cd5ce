//! YouTube (`youtube`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{Field, List, Object, Renamed, Type};
use crate::rules::{
    Condition, Constraint, DOCUMENT, Detail, FileConstraint, MediaFact, MessageId, OptionConstraint, PICTURE, Rule,
    RuleSubject, THUMBNAIL, TextPattern, Unit, VIDEO,
};

/// YouTube.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "YouTube", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.youtube.com/@{handle}", "https://www.youtube.com/watch?v={id}")
    .with_color("#d3121b")
    .media_required("YouTube posts require a video.")
    .with_thumbnails();

const NAME: &str = "youtube";

static TARGET: Object = target!("YouTubeTarget", NAME, OPTIONS);

static TAGS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a YouTube target.
static OPTIONS: Object = Object::closed(
    "YouTubeOptions",
    &[
        Field::optional(
            "title",
            Type::at_most(100),
            "spec",
            "Title of the video: at most 100 characters, without < and >. Left out, the first 100 characters of the \
             text, or \"Untitled Video\".",
        ),
        Field::optional(
            "tags",
            Type::List(&TAGS),
            "spec",
            "Tags of the video, at most 500 characters in all as YouTube counts them.",
        ),
        Field::optional(
            "visibility",
            Type::Enum(&["public", "private", "unlisted"]),
            "spec",
            "Who can see the video. A scheduled video is uploaded as private and changed when it is due.",
        )
        .default("\"public\""),
        Field::optional(
            "madeForKids",
            Type::Boolean,
            "spec",
            "Declare the video as made for children. `true` turns comments, notifications, personalised \
             advertisements, end screens and cards off for good.",
        )
        .default("false"),
        Field::optional(
            "containsSyntheticMedia",
            Type::Boolean,
            "spec",
            "Disclose content made or altered by artificial intelligence.",
        )
        .default("false"),
        Field::optional(
            "categoryId",
            Type::TEXT,
            "spec",
            "YouTube's number of the category: 1 film, 10 music, 20 gaming, 22 people, 27 education, 28 science.",
        )
        .default("\"22\""),
        Field::optional(
            "firstComment",
            Type::at_most(10_000),
            "spec",
            "A comment posted once the video is public, at most 10,000 characters.",
        ),
    ],
)
.renamed(&[Renamed { old: "privacyStatus", new: "visibility" }])
.doc("Options of a YouTube video.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

/// The rules of YouTube beyond the schema.
static RULES: &[Rule] = &[
    Rule::missing(RuleSubject::Media, Detail::YoutubeVideoMissing, &[Condition::Without(VIDEO)]).from("ytins"),
    Rule::items(VIDEO, 1, Detail::Video).from("ytins"),
    Rule::warning(RuleSubject::Media, MessageId::Unsupported, Constraint::Never)
        .detail(Detail::YoutubeOtherMedia)
        .when(&[Condition::With(VIDEO), Condition::With(PICTURE | DOCUMENT)])
        .from("ytins"),
    Rule::length(RuleSubject::Text, Unit::Bytes, 5000).from("ytvid"),
    Rule::matches(RuleSubject::Text, MessageId::Forbidden, TextPattern::NoAngles)
        .detail(Detail::AngleBrackets)
        .from("ytvid"),
    Rule::matches(RuleSubject::Option(at("title")), MessageId::Forbidden, TextPattern::NoAngles)
        .detail(Detail::AngleBrackets),
    Rule::ambiguous_length(RuleSubject::Option(at("title")), Unit::CodePoints, Unit::Utf16, 100).from("ytvid"),
    Rule::matches(RuleSubject::Option(at("title")), MessageId::Missing, TextPattern::NotBlank)
        .detail(Detail::ItIsBlank)
        .only_warn()
        .from("ytvid"),
    Rule::error(
        RuleSubject::Option(at("tags")),
        MessageId::TooLong,
        Constraint::Option(OptionConstraint::TagTotal(500)),
    )
    .detail(Detail::YoutubeTagTotal)
    .from("ytvid"),
    Rule::matches(RuleSubject::Option(at("tags")), MessageId::Forbidden, TextPattern::NoAngles)
        .detail(Detail::AngleBrackets)
        .only_warn()
        .from("ytvid"),
    Rule::matches(RuleSubject::Option(at("tags")), MessageId::Notice, TextPattern::NoComma)
        .detail(Detail::YoutubeTagComma)
        .only_warn()
        .from("ytvid"),
    Rule::notice(
        RuleSubject::Option(at("madeForKids")),
        Detail::YoutubeMadeForKids,
        &[Condition::Set(at("madeForKids"))],
    ),
    Rule::ignored(at("firstComment"), Detail::YoutubeCommentsOff, &[Condition::Set(at("madeForKids"))])
        .from("inferred"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 43_200.0, Detail::YoutubeDuration).only_warn().from("general"),
    Rule::megabytes(VIDEO, 262_144).from("ytins"),
    Rule::warning(RuleSubject::Media, MessageId::Ignored, Constraint::File(FileConstraint::NoShortWithThumbnail))
        .detail(Detail::YoutubeShort),
    Rule::container(THUMBNAIL, &["jpeg", "png"], Detail::YoutubeCoverContainers).only_warn(),
    Rule::megabytes(THUMBNAIL, 2).only_warn(),
    Rule::file(THUMBNAIL, MediaFact::Width, 640.0, f32::INFINITY, Detail::YoutubeCoverWidth).only_warn(),
];
