//! X (`twitter`).

use super::post::{ENDS_EARLY, MEDIA_ITEMS};
use super::rule::{ANY, At, Fact, GIF, IMAGE, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{AppliesTo, Field, Input, List, Object, Range, Renamed, Retired, Type};

static THREAD_ITEM: Object = Object::closed(
    "TwitterThreadItem",
    &[
        Field::required("content", Type::TEXT, "spec", "Text of this post of the thread, at most 280 by X's weights.")
            .input(Input::Area)
            .counted_by("twitter"),
        Field::optional("mediaItems", Type::List(&MEDIA_ITEMS), "spec", "Attachments of this post of the thread."),
    ],
)
.doc("A post that follows in a thread.");

static THREAD_ITEMS: List = List::of(Type::Object(&THREAD_ITEM));

static POLL: Object = Object::closed(
    "TwitterPoll",
    &[
        Field::required("options", Type::List(&POLL_OPTIONS), "spec", "Two to four answers, 1 to 25 characters each."),
        Field::required(
            "durationMinutes",
            Type::Number(Range { min: 5.0, max: 10_080.0 }),
            "spec",
            "How long the poll is open, in minutes: 5 minutes to 7 days.",
        ),
    ],
)
.renamed(&[Renamed { old: "duration_minutes", new: "durationMinutes" }])
.doc("A poll. Not together with media or a thread.");

static POLL_OPTIONS: List = List::sized(Type::TEXT, 2, 4);

/// `platformSpecificData` of an X target.
pub(super) static OPTIONS: Object = Object::closed(
    "TwitterOptions",
    &[
        Field::optional("communityId", Type::TEXT, "spec", "The Community to post into."),
        Field::optional(
            "shareWithFollowers",
            Type::Boolean,
            "spec",
            "Show a Community post to followers too. Without `communityId` it has no meaning.",
        )
        .applies_to(AppliesTo::With("communityId")),
        Field::optional("replyToTweetId", Type::TEXT, "spec", "The post to reply to."),
        Field::optional(
            "replySettings",
            Type::Enum(&["following", "mentionedUsers", "subscribers", "verified"]),
            "spec",
            "Who may reply. Leave it out for everyone.",
        ),
        Field::optional(
            "threadItems",
            Type::List(&THREAD_ITEMS),
            "spec",
            "The posts that follow in a thread; the first is the post's own text.",
        ),
        Field::optional(
            "longPost",
            Type::Boolean,
            "spec",
            "Let the text exceed 280, up to 25,000, for accounts with X Premium. X refuses it for others.",
        ),
        Field::optional("poll", Type::Object(&POLL), "spec", "A poll. Not together with media or a thread."),
    ],
)
.retired(&[Retired { key: "replySettings", value: "everyone" }])
.doc("Options of an X post.");

const fn at(key: &str) -> u8 {
    place(&OPTIONS, key)
}

const LONG: u8 = at("longPost");
const POLL_PLACE: u8 = at("poll");

/// What X asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Weighted, 280)
        .when(&[When::Unset(LONG)])
        .from("xcount")
        .note("PostPeer checks this itself, in a way it does not document; X counts weights."),
    Rule::length(At::Text, Unit::Weighted, 280)
        .when(&[When::Set(LONG), When::Later])
        .only_warn()
        .from("xcount")
        .note("Whether `longPost` reaches the items of a thread is not documented."),
    Rule::length(At::Text, Unit::Graphemes, 25_000).when(&[When::Set(LONG)]).from("xlog"),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Weighted, 25_000).when(&[When::Set(LONG)]).from("xlog"),
    Rule::missing(
        At::Text,
        "a post without media needs text",
        &[When::NoText, When::Without(PICTURE | VIDEO), When::Unset(POLL_PLACE)],
    )
    .from("xapi"),
    Rule::error(At::Text, Say::Forbidden, What::Looks(Look::TakenByX)).why("U+FEFF, U+FFFE or U+FFFF").from("tt"),
    Rule::error(At::Text, Say::TooMany, What::Cashtags(1)).why("cashtag").from("postiz"),
    Rule::warning(At::Text, Say::Costs, What::NoLink)
        .why("A post with a link costs 50 credits on X, one without costs 5")
        .from("docs"),
    Rule::error(At::Media, Say::TooMany, What::Items(ANY, 4)).why("attachments").from("xapi"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("docs"),
    Rule::error(At::Media, Say::TooMany, What::Items(GIF, 1)).why("GIF").from("docs"),
    Rule::warning(At::Media, Say::Conflict, What::Always)
        .why("other kinds: X documents four images or one GIF or one video")
        .when(&[When::With(VIDEO), When::With(IMAGE | GIF)])
        .from("xmedia"),
    Rule::warning(At::Media, Say::Conflict, What::Always)
        .why("other kinds: X documents four images or one GIF or one video")
        .when(&[When::With(GIF), When::With(IMAGE), When::Without(VIDEO)])
        .from("xmedia"),
    Rule::error(At::Media, Say::NotWeb, What::Addresses(Look::Web)).when(&[When::Later]).from("docs"),
    Rule::error(At::Media, Say::Private, What::Addresses(Look::Public)).when(&[When::Later]).from("docs"),
    Rule::warning(At::Media, Say::Notice, What::Outlives).why(ENDS_EARLY).when(&[When::Later]).from("observed"),
    Rule::warning(At::Media, Say::Located, What::File(ANY, Fact::Location, 0.0, 0.0))
        .when(&[When::Later])
        .from("inferred"),
    Rule::error(At::Option(POLL_PLACE), Say::Conflict, What::Always)
        .why("media")
        .when(&[When::Set(POLL_PLACE), When::With(ANY)]),
    Rule::error(At::Option(POLL_PLACE), Say::Conflict, What::Always)
        .why("threadItems")
        .when(&[When::Set(POLL_PLACE), When::Set(at("threadItems"))]),
    Rule::error(At::Option(POLL_PLACE), Say::TooLong, What::Answers)
        .why("characters in an answer, and no empty one")
        .from("xapi"),
    Rule::error(At::Option(at("replyToTweetId")), Say::Malformed, What::Looks(Look::Snowflake))
        .why("1 to 19 digits")
        .from("xapi"),
    Rule::error(At::Option(at("communityId")), Say::Malformed, What::Looks(Look::Snowflake))
        .why("1 to 19 digits")
        .from("xapi"),
    Rule::ignored(at("shareWithFollowers"), "there is no communityId", &[When::Absent(at("communityId"))]),
    Rule::container(IMAGE, &["jpeg", "png", "gif", "webp"], "JPEG, PNG, GIF and WebP").from("xmedia"),
    Rule::megabytes(IMAGE, 5).from("xmedia"),
    Rule::megabytes(GIF, 15).from("xmedia"),
    Rule::file(GIF, Fact::Width, 0.0, 1280.0, "at most 1280 pixels wide").only_warn().from("xmedia"),
    Rule::file(GIF, Fact::Height, 0.0, 1080.0, "at most 1080 pixels high").only_warn().from("xmedia"),
    Rule::file(GIF, Fact::Frames, 0.0, 350.0, "at most 350 frames").only_warn().from("xmedia"),
    Rule::file(GIF, Fact::FramePixels, 0.0, 3e8, "at most 300,000,000 pixels in all frames").only_warn().from("xmedia"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "webm"], "MP4 and MOV").from("xmedia"),
    Rule::container(VIDEO, &["mp4", "m4v"], "MP4, MOV only by its own pages and WebM only by its API description")
        .only_warn()
        .from("docs"),
    Rule::codec(&["h264"], "H.264 and documents no other codec").only_warn().from("xmedia"),
    Rule::chroma(2.0).from("xmedia").note(
        "X refuses 4:4:4. Its page asks for 4:2:0; what becomes of 4:2:2 is not known, so nothing is said of it.",
    ),
    Rule::warning(At::Media, Say::Lacking, What::File(VIDEO, Fact::BitDepth, 0.0, 8.0))
        .why("colours of 8 bits")
        .from("xmedia")
        .note("The page recommends the High profile of H.264, which has no more."),
    Rule::megabytes(VIDEO, 512).only_warn().from("xmedia").note("More may be open to X Premium."),
    Rule::file(VIDEO, Fact::Duration, 0.5, f32::INFINITY, "at least half a second long").from("xmedia"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 140.0, "at most 140 seconds long without X Premium")
        .only_warn()
        .from("xmedia"),
    Rule::file(VIDEO, Fact::Ratio, 1.0 / 3.0, 3.0, "between 1:3 and 3:1").from("xmedia"),
    Rule::file(VIDEO, Fact::FrameRate, 0.0, 60.0, "at most 60 frames a second").from("xmedia"),
    Rule::file(VIDEO, Fact::Short, 32.0, f32::INFINITY, "at least 32 pixels on each side").only_warn().from("xmedia"),
    Rule::file(VIDEO, Fact::Long, 0.0, 1280.0, "at most 1280 by 1024 pixels without X Premium")
        .only_warn()
        .from("xmedia")
        .note("The same page lets subscribers upload 1080p."),
    Rule::sound().from("xmedia"),
    Rule::warning(At::Media, Say::Lacking, What::File(VIDEO, Fact::AacType, 0.0, 2.0))
        .why("AAC-LC for its sound, which is AAC of type 2")
        .from("xmedia"),
    Rule::file(VIDEO, Fact::Channels, 0.0, 2.0, "mono or stereo").only_warn().from("xmedia"),
];
