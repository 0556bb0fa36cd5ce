//! Pinterest (`pinterest`).

use super::rule::{At, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{Field, Object, Type};

/// `platformSpecificData` of a Pinterest target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

/// What Pinterest asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::missing(
        At::Option(at("boardId")),
        "every pin goes on a board",
        &[When::Absent(at("boardId")), When::NoOptions],
    ),
    Rule::warning(At::Option(at("boardId")), Say::Malformed, What::Looks(Look::Digits))
        .why("digits, as Pinterest numbers its boards")
        .from("pinapi")
        .note("A warning, because PostPeer does not say that it passes on Pinterest's own identifier."),
    Rule::missing(At::Media, "an image or video", &[When::Without(PICTURE | VIDEO)]).from("docs"),
    Rule::error(At::Media, Say::TooMany, What::Items(PICTURE, 5)).why("images").from("pinapi"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("postiz"),
    Rule::warning(At::Media, Say::Conflict, What::Always)
        .why("both: a pin shows images or one video")
        .when(&[When::With(VIDEO), When::With(PICTURE)])
        .from("postiz"),
    Rule::length(At::Text, Unit::CodePoints, 800).from("pinapi"),
    Rule::warning(At::Text, Say::TooLong, What::LengthUpTo(500, 800))
        .why("characters by its help pages, 800 by its API")
        .from("pinspec"),
    Rule::length(At::Option(at("link")), Unit::CodePoints, 2048).from("pinapi"),
    Rule::warning(At::Option(at("link")), Say::NotWeb, What::Looks(Look::Web)).from("inferred"),
    Rule::warning(At::Option(at("link")), Say::Insecure, What::Looks(Look::Https)),
    Rule::warning(At::Option(at("dominantColor")), Say::Malformed, What::Looks(Look::Colour))
        .why("a colour such as #6E7874")
        .from("pinapi"),
    Rule::cover(at("coverImageUrl"), Say::NotWeb, Look::Web),
    Rule::cover(at("coverImageUrl"), Say::Private, Look::Public),
    Rule::ignored(at("coverImageUrl"), "video pins only", &[When::Without(VIDEO)]),
    Rule::warning(At::Option(at("coverImageUrl")), Say::Missing, What::Always)
        .why("Pinterest is said to refuse a video without a cover, though PostPeer may supply one")
        .when(&[When::With(VIDEO), When::Absent(at("coverImageUrl"))])
        .from("pinapi"),
    Rule::container(PICTURE, &["jpeg", "png", "webp", "gif"], "JPEG, PNG, WebP and GIF").only_warn().from("docs"),
    Rule::megabytes(PICTURE, 32).from("pinspec"),
    Rule::file(PICTURE, Fact::Bytes, 0.0, 20_971_520.0, "at most 20 MB by its help pages, 32 by others")
        .only_warn()
        .from("pinspec"),
    Rule::warning(At::Media, Say::Notice, What::SameRatio(PICTURE))
        .why("Images of a carousel should have one shape")
        .from("postiz"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], "MP4, MOV and M4V").from("pinspec"),
    Rule::codec(&["h264", "hevc"], "H.264 and H.265").from("pinspec"),
    Rule::megabytes(VIDEO, 2048).from("pinspec"),
    Rule::file(VIDEO, Fact::Duration, 4.0, 900.0, "4 to 900 seconds long").from("pinspec"),
    Rule::file(VIDEO, Fact::Ratio, 0.5, 1.91, "between 1:2 and 1.91:1").only_warn().from("pinspec"),
];
