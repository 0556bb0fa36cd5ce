//! Facebook pages (`facebook`).

use super::rule::{ANY, At, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{AppliesTo, Field, Object, Type};

/// `platformSpecificData` of a Facebook target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

/// What Facebook asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Graphemes, 63_206)
        .from("publishers")
        .note("Meta publishes no number; every publisher uses this one."),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Utf16, 63_206).from("publishers"),
    Rule::missing(
        At::Text,
        "text, a link or media",
        &[When::NoText, When::Without(PICTURE | VIDEO), When::Absent(at("link"))],
    )
    .from("fbfeed"),
    Rule::ignored(at("link"), "text-only posts only", &[When::With(ANY)]),
    Rule::warning(At::Option(at("link")), Say::NotWeb, What::Looks(Look::Web)).from("inferred"),
    Rule::cover(at("videoThumbnailUrl"), Say::NotWeb, Look::Web).only_warn(),
    Rule::cover(at("videoThumbnailUrl"), Say::Private, Look::Public).only_warn(),
    Rule::ignored(at("videoThumbnailUrl"), "videos only", &[When::Without(VIDEO)]),
    Rule::warning(At::Media, Say::PerhapsTooMany, What::Items(PICTURE, 10)).why("photos only").from("publishers"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("publishers"),
    Rule::error(At::Media, Say::Conflict, What::Always)
        .why("both: Facebook publishes photos or one video")
        .when(&[When::With(VIDEO), When::With(PICTURE)])
        .from("publishers"),
    Rule::container(PICTURE, &["jpeg", "png", "gif"], "JPEG, PNG, GIF, BMP and TIFF").only_warn().from("fbphotos"),
    Rule::megabytes(PICTURE, 10).from("fbphotos"),
    Rule::file(PICTURE, Fact::Bytes, 0.0, 4_194_304.0, "at most 4 MB by one of Facebook's answers")
        .only_warn()
        .from("postiz"),
    Rule::warning(At::Media, Say::Weight, What::PngBytes(1_048_576))
        .why("at most 1 MB as a PNG to stay sharp")
        .from("fbphotos"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "3gp", "matroska"], "MP4, MOV and many more, but does not list WebM")
        .only_warn()
        .from("fbvid"),
    Rule::file(VIDEO, Fact::Bytes, 0.0, 1_073_741_824.0, "at most 1 GB where Facebook fetches it, else 10 GB")
        .only_warn()
        .from("fbvid"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 1200.0, "at most 1200 seconds long where Facebook fetches it, else 14,400")
        .only_warn()
        .from("fbvid"),
    Rule::file(VIDEO, Fact::Ratio, 0.5625, 1.7778, "between 9:16 and 16:9").only_warn().from("fbvid"),
];
