//! YouTube (`youtube`).

use super::rule::{At, COVER, DOCUMENT, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{Field, List, Object, Renamed, Type};

static TAGS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a YouTube target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

/// What YouTube asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::missing(At::Media, "a video", &[When::Without(VIDEO)]).from("ytins"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("ytins"),
    Rule::warning(At::Media, Say::Unsupported, What::Always)
        .why("anything beside the video")
        .when(&[When::With(VIDEO), When::With(PICTURE | DOCUMENT)])
        .from("ytins"),
    Rule::length(At::Text, Unit::Bytes, 5000).from("ytvid"),
    Rule::error(At::Text, Say::Forbidden, What::Looks(Look::NoAngles)).why("< or >").from("ytvid"),
    Rule::error(At::Option(at("title")), Say::Forbidden, What::Looks(Look::NoAngles)).why("< or >"),
    Rule::perhaps(At::Option(at("title")), Unit::CodePoints, Unit::Utf16, 100).from("ytvid"),
    Rule::warning(At::Option(at("title")), Say::Missing, What::Looks(Look::NotBlank)).why("it is blank").from("ytvid"),
    Rule::error(At::Option(at("tags")), Say::TooLong, What::TagTotal(500))
        .why("characters in tags, with a comma between two and quotation marks around one with a space")
        .from("ytvid"),
    Rule::warning(At::Option(at("tags")), Say::Forbidden, What::Looks(Look::NoAngles)).why("< or >").from("ytvid"),
    Rule::warning(At::Option(at("tags")), Say::Notice, What::Looks(Look::NoComma))
        .why("A comma splits a tag in two")
        .from("ytvid"),
    Rule::warning(At::Option(at("madeForKids")), Say::Notice, What::Always)
        .why("madeForKids turns comments, notifications, end screens and cards off for good")
        .when(&[When::Set(at("madeForKids"))]),
    Rule::ignored(at("firstComment"), "comments are off on videos made for kids", &[When::Set(at("madeForKids"))])
        .from("inferred"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 43_200.0, "at most 12 hours (43,200 seconds) long")
        .only_warn()
        .from("general"),
    Rule::megabytes(VIDEO, 262_144).from("ytins"),
    Rule::warning(At::Media, Say::Ignored, What::NoShortWithCover)
        .why("a film of up to 3 minutes that is not wide is a Short"),
    Rule::container(COVER, &["jpeg", "png"], "JPEG and PNG, and GIF by PostPeer alone").only_warn(),
    Rule::megabytes(COVER, 2).only_warn(),
    Rule::file(COVER, Fact::Width, 640.0, f32::INFINITY, "at least 640 pixels wide").only_warn(),
];
