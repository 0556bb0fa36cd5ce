//! LinkedIn (`linkedin`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{Field, List, Object, StringFormat, Type};
use crate::rules::{
    ANY, Condition, Constraint, DOCUMENT, Detail, MediaFact, MessageId, OptionConstraint, PICTURE, Rule, RuleSubject,
    TextPattern, Unit, VIDEO,
};

/// LinkedIn.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "LinkedIn", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.linkedin.com/in/{handle}", "https://www.linkedin.com/feed/update/urn:li:share:{id}/")
    .with_color("#0a66c2");

const NAME: &str = "linkedin";

static TARGET: Object = target!("LinkedInTarget", NAME, OPTIONS);

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
            Type::form(StringFormat::LinkedInOrganization),
            "spec",
            "The company page, such as `urn:li:organization:12345`. People cannot be mentioned.",
        ),
    ],
)
.doc("A mention of a company page.");

static MENTIONS: List = List::sized(Type::Object(&MENTION), 0, 30);

/// `platformSpecificData` of a LinkedIn target.
static OPTIONS: Object = Object::closed(
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
    field_index(&OPTIONS, key)
}

const ARTICLE: u8 = at("articleUrl");

/// The rules of LinkedIn beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Graphemes, 3000).from("liugc"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Utf16, 3000).from("liugc"),
    Rule::missing(
        RuleSubject::Text,
        Detail::TextWithoutMedia,
        &[Condition::NoText, Condition::Without(ANY), Condition::Absent(ARTICLE)],
    )
    .only_warn()
    .from("inferred"),
    Rule::items(PICTURE, 20, Detail::Images).from("limulti"),
    Rule::items(VIDEO, 1, Detail::Video).from("liugc"),
    Rule::items(DOCUMENT, 1, Detail::Document).from("liugc"),
    Rule::conflict(
        RuleSubject::Media,
        Detail::LinkedinMixedMedia,
        &[Condition::With(VIDEO), Condition::With(PICTURE | DOCUMENT)],
    )
    .from("liugc"),
    Rule::conflict(
        RuleSubject::Media,
        Detail::LinkedinMixedMedia,
        &[Condition::With(DOCUMENT), Condition::With(PICTURE), Condition::Without(VIDEO)],
    )
    .from("liugc"),
    Rule::conflict(
        RuleSubject::Option(ARTICLE),
        Detail::LinkedinArticleOrMedia,
        &[Condition::Set(ARTICLE), Condition::With(ANY)],
    )
    .only_warn()
    .from("liugc")
    .note("PostPeer does not say which of the two it leaves out."),
    Rule::matches(RuleSubject::Option(ARTICLE), MessageId::NotWeb, TextPattern::Web).only_warn().from("inferred"),
    Rule::missing(
        RuleSubject::Option(at("documentTitle")),
        Detail::LinkedinDocumentTitle,
        &[Condition::With(DOCUMENT), Condition::Absent(at("documentTitle"))],
    ),
    Rule::matches(RuleSubject::Option(at("documentTitle")), MessageId::Missing, TextPattern::NotBlank)
        .detail(Detail::LinkedinDocumentTitleBlank)
        .only_warn()
        .when(&[Condition::With(DOCUMENT)])
        .from("inferred"),
    Rule::ignored(at("documentTitle"), Detail::LinkedinNoDocument, &[Condition::Without(DOCUMENT)]).from("inferred"),
    Rule::ignored(at("articleTitle"), Detail::LinkedinNoArticle, &[Condition::Absent(ARTICLE)]).from("inferred"),
    Rule::ignored(at("articleDescription"), Detail::LinkedinNoArticle, &[Condition::Absent(ARTICLE)]).from("inferred"),
    Rule::error(
        RuleSubject::Option(at("mentions")),
        MessageId::NotOnce,
        Constraint::Option(OptionConstraint::MentionsOccurOnce),
    ),
    Rule::container(PICTURE, &["jpeg", "png", "gif"], Detail::JpegPngGif).from("liimg"),
    Rule::file(PICTURE, MediaFact::Pixels, 0.0, 36_152_319.0, Detail::LinkedinImagePixels).from("liimg"),
    Rule::file(PICTURE, MediaFact::Frames, 0.0, 250.0, Detail::LinkedinFrames).from("liimg"),
    Rule::megabytes(PICTURE, 8).only_warn().from("publishers"),
    Rule::container(VIDEO, &["mp4", "m4v"], Detail::Mp4).from("livid"),
    Rule::file(VIDEO, MediaFact::Duration, 3.0, 1800.0, Detail::LinkedinDuration).from("livid"),
    Rule::file(VIDEO, MediaFact::Bytes, 75_000.0, f32::INFINITY, Detail::LinkedinVideoBytesMin).from("livid"),
    Rule::megabytes(VIDEO, 5120).from("livid"),
    Rule::file(VIDEO, MediaFact::Bytes, 0.0, 524_288_000.0, Detail::LinkedinVideoBytesMax).only_warn().from("livid"),
    Rule::file(VIDEO, MediaFact::Ratio, 1.0 / 2.4, 2.4, Detail::LinkedinRatio).only_warn().from("publishers"),
    Rule::container(DOCUMENT, &["pdf"], Detail::LinkedinDocumentContainers).from("lidoc"),
    Rule::megabytes(DOCUMENT, 100).from("lidoc"),
    Rule::file(DOCUMENT, MediaFact::Pages, 0.0, 300.0, Detail::LinkedinPages).only_warn().from("lidoc"),
];
