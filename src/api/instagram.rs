//! Instagram (`instagram`).

use super::rule::{ANY, At, COVER, DOCUMENT, Fact, IMAGE, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{AppliesTo, Field, Form, List, Object, Range, Text, Type};

static COLLABORATORS: List = List::unique(Type::Text(Text { min: 1, max: 30, form: Form::InstagramUsername }), 1, 3);

/// `platformSpecificData` of an Instagram target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

const TYPE: u8 = at("contentType");
const FEED: When = When::IsNot(TYPE, "story");
const STORY: When = When::Is(TYPE, "story");

/// What Instagram asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::missing(At::Media, "at least one image or video", &[When::Without(PICTURE | VIDEO)]).from("docs"),
    Rule::error(At::Media, Say::TooMany, What::Items(ANY, 10)).why("attachments").when(&[FEED]).from("igpub"),
    Rule::error(At::Media, Say::TooMany, What::Items(ANY, 1)).why("attachment in a story").when(&[STORY]).from("docs"),
    Rule::length(At::Text, Unit::Graphemes, 2200).when(&[FEED]).from("igmedia"),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Utf16, 2200).when(&[FEED]).from("igmedia"),
    Rule::error(At::Text, Say::TooMany, What::Hashtags(30)).why("hashtags").when(&[FEED]).from("igmedia"),
    Rule::warning(At::Text, Say::PerhapsTooMany, What::HashtagsBetween(5, 30))
        .why("hashtags only")
        .when(&[FEED])
        .from("press")
        .note("The app takes 5 since December 2025; the API documentation says 30."),
    Rule::error(At::Text, Say::TooMany, What::Mentions(20)).why("mentions").when(&[FEED]).from("igmedia"),
    Rule::warning(At::Text, Say::Ignored, What::Always)
        .why("a story has no text")
        .when(&[STORY, When::Text])
        .from("docs"),
    Rule::error(At::Option(at("collaborators")), Say::Conflict, What::Always)
        .why("a story")
        .when(&[STORY, When::Set(at("collaborators"))]),
    Rule::ignored(at("shareToFeed"), "Reels only", &[When::Without(VIDEO), When::With(IMAGE | DOCUMENT), FEED]),
    Rule::ignored(at("shareToFeed"), "Reels only", &[STORY]),
    Rule::ignored(at("coverUrl"), "videos only", &[When::Without(VIDEO)]),
    Rule::cover(at("coverUrl"), Say::NotWeb, Look::Web),
    Rule::cover(at("coverUrl"), Say::Private, Look::Public),
    Rule::ignored(at("thumbOffset"), "videos only", &[When::Without(VIDEO)]),
    Rule::ignored(at("thumbOffset"), "coverUrl wins", &[When::Set(at("coverUrl")), When::With(VIDEO)]),
    Rule::warning(At::Option(at("thumbOffset")), Say::OutOfRange, What::WithinFilm)
        .why("within the film")
        .when(&[When::Unset(at("coverUrl"))])
        .from("igmedia"),
    Rule::warning(At::Option(at("coverUrl")), Say::Unplayable, What::Container(COVER, &["jpeg"]))
        .why("JPEG")
        .from("igmedia"),
    Rule::warning(At::Option(at("coverUrl")), Say::TooHeavy, What::Megabytes(COVER, 8)).from("igmedia"),
    Rule::container(PICTURE, &["jpeg", "png"], "JPEG").from("igmedia"),
    Rule::container(PICTURE, &["jpeg"], "JPEG, though PostPeer lists PNG").only_warn().from("igmedia"),
    Rule::megabytes(PICTURE, 8).from("igmedia"),
    Rule::file(PICTURE, Fact::Ratio, 0.8, 1.91, "between 4:5 and 1.91:1")
        .when(&[FEED, When::NotMoreThan(1)])
        .from("igmedia"),
    Rule::warning(At::Media, Say::Notice, What::SameRatio(PICTURE | VIDEO))
        .why("A carousel is cropped to the shape of its first item")
        .when(&[FEED])
        .from("igpub"),
    Rule::file(PICTURE, Fact::Width, 320.0, 1440.0, "320 to 1440 pixels wide or is scaled").only_warn().from("igmedia"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v"], "MP4 and MOV").only_warn().from("igmedia"),
    Rule::codec(&["h264", "hevc"], "H.264 and H.265").from("igmedia"),
    Rule::chroma(1.0).only_warn().from("igmedia"),
    Rule::file(VIDEO, Fact::FrameRate, 23.0, 60.0, "at 23 to 60 frames a second").from("igmedia"),
    Rule::file(VIDEO, Fact::Width, 0.0, 1920.0, "at most 1920 pixels wide").from("igmedia"),
    Rule::file(VIDEO, Fact::Ratio, 0.01, 10.0, "between 1:100 and 10:1").when(&[FEED]).from("igmedia"),
    Rule::file(VIDEO, Fact::Ratio, 0.1, 10.0, "between 1:10 and 10:1").when(&[STORY]).from("igmedia"),
    Rule::file(VIDEO, Fact::BitRate, 0.0, 25_000_000.0, "at most 25,000,000 bits a second").only_warn().from("igmedia"),
    Rule::file(VIDEO, Fact::Duration, 3.0, 900.0, "3 to 900 seconds long").when(&[FEED]).from("igmedia"),
    Rule::file(VIDEO, Fact::Duration, 3.0, 60.0, "3 to 60 seconds long in a story").when(&[STORY]).from("igmedia"),
    Rule::megabytes(VIDEO, 300).when(&[FEED]).from("igmedia"),
    Rule::megabytes(VIDEO, 100).when(&[STORY]).from("igmedia"),
    Rule::file(VIDEO, Fact::Channels, 0.0, 2.0, "mono or stereo").only_warn().from("igmedia"),
    Rule::file(VIDEO, Fact::SampleRate, 0.0, 48_000.0, "at most 48,000 samples of sound a second")
        .only_warn()
        .from("igmedia"),
    Rule::streamable().from("igmedia"),
    Rule::sound().from("igmedia"),
];
