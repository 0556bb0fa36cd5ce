//! LinkedIn (`linkedin`).

use super::rule::{ANY, At, DOCUMENT, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{Field, Form, List, Object, Type};

static MENTION: Object = Object::closed(
    "LinkedInMention",
    &[
        Field::required(
            "text",
            Type::NON_EMPTY,
            "spec",
            "The piece of the text to turn into a mention. It must occur exactly once, in the same case.",
        ),
        Field::required(
            "urn",
            Type::form(Form::LinkedInOrganization),
            "spec",
            "The company page, such as `urn:li:organization:12345`. People cannot be mentioned.",
        ),
    ],
)
.doc("A mention of a company page.");

static MENTIONS: List = List::sized(Type::Object(&MENTION), 0, 30);

/// `platformSpecificData` of a LinkedIn target.
pub(super) static OPTIONS: Object = Object::closed(
    "LinkedInOptions",
    &[
        Field::optional("visibility", Type::Enum(&["PUBLIC", "CONNECTIONS"]), "spec", "Who can see the post.")
            .default("\"PUBLIC\""),
        Field::optional("mentions", Type::List(&MENTIONS), "spec", "Company pages mentioned in the text, at most 30."),
        Field::optional("articleUrl", Type::URI, "spec", "Makes the post a link share with a preview card."),
        Field::optional("articleTitle", Type::at_most(400), "spec", "Title of the preview card."),
        Field::optional("articleDescription", Type::at_most(400), "spec", "Description of the preview card."),
        Field::optional(
            "documentTitle",
            Type::at_most(200),
            "spec",
            "Title of an attached document. LinkedIn requires it where there is one.",
        ),
    ],
)
.doc("Options of a LinkedIn post.");

const fn at(key: &str) -> u8 {
    place(&OPTIONS, key)
}

const ARTICLE: u8 = at("articleUrl");
const MIXED: &str = "other kinds: LinkedIn publishes images or one video or one document";

/// What LinkedIn asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Graphemes, 3000).from("liugc"),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Utf16, 3000).from("liugc"),
    Rule::warning(At::Text, Say::Missing, What::Always)
        .why("a post without media needs text")
        .when(&[When::NoText, When::Without(ANY), When::Absent(ARTICLE)])
        .from("inferred"),
    Rule::error(At::Media, Say::TooMany, What::Items(PICTURE, 20)).why("images").from("limulti"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("liugc"),
    Rule::error(At::Media, Say::TooMany, What::Items(DOCUMENT, 1)).why("document").from("liugc"),
    Rule::error(At::Media, Say::Conflict, What::Always)
        .why(MIXED)
        .when(&[When::With(VIDEO), When::With(PICTURE | DOCUMENT)])
        .from("liugc"),
    Rule::error(At::Media, Say::Conflict, What::Always)
        .why(MIXED)
        .when(&[When::With(DOCUMENT), When::With(PICTURE), When::Without(VIDEO)])
        .from("liugc"),
    Rule::warning(At::Option(ARTICLE), Say::Conflict, What::Always)
        .why("media: LinkedIn publishes one or the other")
        .when(&[When::Set(ARTICLE), When::With(ANY)])
        .from("liugc")
        .note("PostPeer does not say which of the two it leaves out."),
    Rule::warning(At::Option(ARTICLE), Say::NotWeb, What::Looks(Look::Web)).from("inferred"),
    Rule::missing(
        At::Option(at("documentTitle")),
        "every document has one",
        &[When::With(DOCUMENT), When::Absent(at("documentTitle"))],
    ),
    Rule::warning(At::Option(at("documentTitle")), Say::Missing, What::Looks(Look::NotBlank))
        .why("every document has one, and this is blank")
        .when(&[When::With(DOCUMENT)])
        .from("inferred"),
    Rule::ignored(at("documentTitle"), "there is no document", &[When::Without(DOCUMENT)]).from("inferred"),
    Rule::ignored(at("articleTitle"), "there is no articleUrl", &[When::Absent(ARTICLE)]).from("inferred"),
    Rule::ignored(at("articleDescription"), "there is no articleUrl", &[When::Absent(ARTICLE)]).from("inferred"),
    Rule::error(At::Option(at("mentions")), Say::Occurs, What::MentionOnce),
    Rule::container(PICTURE, &["jpeg", "png", "gif"], "JPEG, PNG and GIF").from("liimg"),
    Rule::file(PICTURE, Fact::Pixels, 0.0, 36_152_319.0, "under 36,152,320 pixels in all").from("liimg"),
    Rule::file(PICTURE, Fact::Frames, 0.0, 250.0, "at most 250 frames").from("liimg"),
    Rule::megabytes(PICTURE, 8).only_warn().from("publishers"),
    Rule::container(VIDEO, &["mp4", "m4v"], "MP4").from("livid"),
    Rule::file(VIDEO, Fact::Duration, 3.0, 1800.0, "3 to 1800 seconds long").from("livid"),
    Rule::file(VIDEO, Fact::Bytes, 75_000.0, f32::INFINITY, "at least 75 kB").from("livid"),
    Rule::megabytes(VIDEO, 5120).from("livid"),
    Rule::file(VIDEO, Fact::Bytes, 0.0, 524_288_000.0, "at most 500 MB by one of LinkedIn's two limits")
        .only_warn()
        .from("livid"),
    Rule::file(VIDEO, Fact::Ratio, 1.0 / 2.4, 2.4, "between 1:2.4 and 2.4:1").only_warn().from("publishers"),
    Rule::container(DOCUMENT, &["pdf"], "PDF and Office documents").from("lidoc"),
    Rule::megabytes(DOCUMENT, 100).from("lidoc"),
    Rule::file(DOCUMENT, Fact::Pages, 0.0, 300.0, "at most 300 pages").only_warn().from("lidoc"),
];
