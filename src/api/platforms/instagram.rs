//! Instagram (`instagram`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{AppliesTo, Field, List, Object, Range, StringFormat, Text, Type};
use crate::rules::{
    ANY, Condition, Constraint, Counted, DOCUMENT, Detail, FileConstraint, IMAGE, MediaFact, MessageId, PICTURE, Rule,
    RuleSubject, THUMBNAIL, TextConstraint, TextPattern, Unit, VIDEO,
};

/// Instagram.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Instagram", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.instagram.com/{handle}", "https://www.instagram.com/p/{id}/")
    .with_color("#c1307a")
    .media_required("Instagram posts require at least one image or video. Text-only posts are not supported.");

const NAME: &str = "instagram";

static TARGET: Object = target!("InstagramTarget", NAME, OPTIONS);

static COLLABORATORS: List =
    List::unique(Type::Text(Text { min: 1, max: 30, form: StringFormat::InstagramUsername }), 1, 3);

/// `platformSpecificData` of an Instagram target.
static OPTIONS: Object = Object::closed(
    "InstagramOptions",
    &[
        Field::optional(
            "contentType",
            Type::Enum(&["story"]),
            "spec",
            "`story` publishes a story: one image or video, no text. Left out, images go to the feed and videos \
             become Reels.",
        ),
        Field::optional("shareToFeed", Type::Boolean, "spec", "Show a Reel in the main grid too. Reels only.")
            .applies_to(AppliesTo::Videos)
            .default("true"),
        Field::optional("coverUrl", Type::URI, "spec", "Cover image of a video. Without effect on images.")
            .applies_to(AppliesTo::Videos),
        Field::optional(
            "thumbOffset",
            Type::Integer(Range { min: 0.0, max: f64::INFINITY }),
            "spec",
            "Where in the video the cover frame is, in milliseconds. Without effect beside `coverUrl` or on images.",
        )
        .applies_to(AppliesTo::Videos),
        Field::optional(
            "collaborators",
            Type::List(&COLLABORATORS),
            "spec",
            "One to three usernames, without the @, who are invited as co-authors. Not for stories.",
        ),
    ],
)
.doc("Options of an Instagram post.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

const TYPE: u8 = at("contentType");
const FEED: Condition = Condition::IsNot(TYPE, "story");
const STORY: Condition = Condition::Is(TYPE, "story");

/// The rules of Instagram beyond the schema.
static RULES: &[Rule] = &[
    Rule::missing(RuleSubject::Media, Detail::InstagramMediaMissing, &[Condition::Without(PICTURE | VIDEO)])
        .from("docs"),
    Rule::items(ANY, 10, Detail::Attachments).when(&[FEED]).from("igpub"),
    Rule::items(ANY, 1, Detail::InstagramStoryAttachment).when(&[STORY]).from("docs"),
    Rule::length(RuleSubject::Text, Unit::Graphemes, 2200).when(&[FEED]).from("igmedia"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Utf16, 2200).when(&[FEED]).from("igmedia"),
    Rule::count(Counted::Hashtags, 30, Detail::Hashtags).when(&[FEED]).from("igmedia"),
    Rule::warning(
        RuleSubject::Text,
        MessageId::MayBeTooMany,
        Constraint::Text(TextConstraint::CountUpTo(Counted::Hashtags, 5, 30)),
    )
    .detail(Detail::HashtagsOnly)
    .when(&[FEED])
    .from("press")
    .note("The app takes 5 since December 2025; the API documentation says 30."),
    Rule::count(Counted::Mentions, 20, Detail::Mentions).when(&[FEED]).from("igmedia"),
    Rule::warning(RuleSubject::Text, MessageId::Ignored, Constraint::Never)
        .detail(Detail::InstagramStoryText)
        .when(&[STORY, Condition::HasText])
        .from("docs"),
    Rule::conflict(
        RuleSubject::Option(at("collaborators")),
        Detail::InstagramStory,
        &[STORY, Condition::Set(at("collaborators"))],
    ),
    Rule::ignored(
        at("shareToFeed"),
        Detail::InstagramReelsOnly,
        &[Condition::Without(VIDEO), Condition::With(IMAGE | DOCUMENT), FEED],
    ),
    Rule::ignored(at("shareToFeed"), Detail::InstagramReelsOnly, &[STORY]),
    Rule::ignored(at("coverUrl"), Detail::VideosOnly, &[Condition::Without(VIDEO)]),
    Rule::cover(at("coverUrl"), MessageId::NotWeb, TextPattern::Web),
    Rule::cover(at("coverUrl"), MessageId::Private, TextPattern::Public),
    Rule::ignored(at("thumbOffset"), Detail::VideosOnly, &[Condition::Without(VIDEO)]),
    Rule::ignored(
        at("thumbOffset"),
        Detail::InstagramCoverUrlWins,
        &[Condition::Set(at("coverUrl")), Condition::With(VIDEO)],
    ),
    Rule::warning(
        RuleSubject::Option(at("thumbOffset")),
        MessageId::OutOfRange,
        Constraint::File(FileConstraint::WithinVideo),
    )
    .detail(Detail::WithinVideo)
    .when(&[Condition::Unset(at("coverUrl"))])
    .from("igmedia"),
    Rule::container(THUMBNAIL, &["jpeg"], Detail::Jpeg)
        .of(RuleSubject::Option(at("coverUrl")))
        .only_warn()
        .from("igmedia"),
    Rule::megabytes(THUMBNAIL, 8).of(RuleSubject::Option(at("coverUrl"))).only_warn().from("igmedia"),
    Rule::container(PICTURE, &["jpeg", "png"], Detail::Jpeg).from("igmedia"),
    Rule::container(PICTURE, &["jpeg"], Detail::InstagramPng).only_warn().from("igmedia"),
    Rule::megabytes(PICTURE, 8).from("igmedia"),
    Rule::file(PICTURE, MediaFact::Ratio, 0.8, 1.91, Detail::InstagramRatio)
        .when(&[FEED, Condition::NotMoreThan(1)])
        .from("igmedia"),
    Rule::warning(RuleSubject::Media, MessageId::Notice, Constraint::File(FileConstraint::SameRatio(PICTURE | VIDEO)))
        .detail(Detail::InstagramCarouselCropped)
        .when(&[FEED])
        .from("igpub"),
    Rule::file(PICTURE, MediaFact::Width, 320.0, 1440.0, Detail::Width320To1440).only_warn().from("igmedia"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], Detail::Mp4Mov).only_warn().from("igmedia"),
    Rule::codec(&["h264", "hevc"], Detail::H264H265).from("igmedia"),
    Rule::chroma(1.0).only_warn().from("igmedia"),
    Rule::file(VIDEO, MediaFact::FrameRate, 23.0, 60.0, Detail::FrameRate23To60).from("igmedia"),
    Rule::file(VIDEO, MediaFact::Width, 0.0, 1920.0, Detail::WidthMax1920).from("igmedia"),
    Rule::file(VIDEO, MediaFact::Ratio, 0.01, 10.0, Detail::RatioHundred).when(&[FEED]).from("igmedia"),
    Rule::file(VIDEO, MediaFact::Ratio, 0.1, 10.0, Detail::RatioTen).when(&[STORY]).from("igmedia"),
    Rule::file(VIDEO, MediaFact::BitRate, 0.0, 25_000_000.0, Detail::InstagramBitRate).only_warn().from("igmedia"),
    Rule::file(VIDEO, MediaFact::Duration, 3.0, 900.0, Detail::InstagramDuration).when(&[FEED]).from("igmedia"),
    Rule::file(VIDEO, MediaFact::Duration, 3.0, 60.0, Detail::InstagramStoryDuration).when(&[STORY]).from("igmedia"),
    Rule::megabytes(VIDEO, 300).when(&[FEED]).from("igmedia"),
    Rule::megabytes(VIDEO, 100).when(&[STORY]).from("igmedia"),
    Rule::file(VIDEO, MediaFact::Channels, 0.0, 2.0, Detail::MonoOrStereo).only_warn().from("igmedia"),
    Rule::file(VIDEO, MediaFact::SampleRate, 0.0, 48_000.0, Detail::SamplesMax48000).only_warn().from("igmedia"),
    Rule::streamable().from("igmedia"),
    Rule::sound().from("igmedia"),
];
