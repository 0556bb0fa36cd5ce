//! X (`twitter`).

use crate::api::media_item::MEDIA_ITEMS;
use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{AppliesTo, Field, Input, List, Object, Range, Renamed, Retired, Type};
use crate::rules::{
    ANY, AddressConstraint, Condition, Constraint, Counted, Detail, FileConstraint, GIF, IMAGE, MediaFact, MessageId,
    OptionConstraint, PICTURE, Rule, RuleSubject, TextConstraint, TextPattern, Unit, VIDEO,
};

/// X.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "X", &TARGET, &OPTIONS, RULES)
    .with_urls("https://x.com/{handle}", "https://x.com/{handle}/status/{id}")
    .with_color("#16181c")
    .with_threads(at("threadItems"));

const NAME: &str = "twitter";

static TARGET: Object = target!("TwitterTarget", NAME, OPTIONS);

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
static OPTIONS: Object = Object::closed(
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
    field_index(&OPTIONS, key)
}

const LONG: u8 = at("longPost");
const POLL_PLACE: u8 = at("poll");

/// The rules of X beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Weighted, 280)
        .when(&[Condition::Unset(LONG)])
        .from("xcount")
        .note("PostPeer checks this itself, in a way it does not document; X counts weights."),
    Rule::length(RuleSubject::Text, Unit::Weighted, 280)
        .when(&[Condition::Set(LONG), Condition::IsThreadReply])
        .only_warn()
        .from("xcount")
        .note("Whether `longPost` reaches the items of a thread is not documented."),
    Rule::length(RuleSubject::Text, Unit::Graphemes, 25_000).when(&[Condition::Set(LONG)]).from("xlog"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Weighted, 25_000)
        .when(&[Condition::Set(LONG)])
        .from("xlog"),
    Rule::missing(
        RuleSubject::Text,
        Detail::TextWithoutMedia,
        &[Condition::NoText, Condition::Without(PICTURE | VIDEO), Condition::Unset(POLL_PLACE)],
    )
    .from("xapi"),
    Rule::matches(RuleSubject::Text, MessageId::Forbidden, TextPattern::AcceptedByX)
        .detail(Detail::TwitterForbiddenCharacters)
        .from("tt"),
    Rule::count(Counted::Cashtags, 1, Detail::Cashtag).from("postiz"),
    Rule::warning(RuleSubject::Text, MessageId::Costs, Constraint::Text(TextConstraint::NoLink))
        .detail(Detail::TwitterLinkCost)
        .from("docs"),
    Rule::items(ANY, 4, Detail::Attachments).from("xapi"),
    Rule::items(VIDEO, 1, Detail::Video).from("docs"),
    Rule::items(GIF, 1, Detail::Gif).from("docs"),
    Rule::conflict(
        RuleSubject::Media,
        Detail::TwitterMixedMedia,
        &[Condition::With(VIDEO), Condition::With(IMAGE | GIF)],
    )
    .only_warn()
    .from("xmedia"),
    Rule::conflict(
        RuleSubject::Media,
        Detail::TwitterMixedMedia,
        &[Condition::With(GIF), Condition::With(IMAGE), Condition::Without(VIDEO)],
    )
    .only_warn()
    .from("xmedia"),
    Rule::error(
        RuleSubject::Media,
        MessageId::NotWeb,
        Constraint::Address(AddressConstraint::Matches(TextPattern::Web)),
    )
    .when(&[Condition::IsThreadReply])
    .from("docs"),
    Rule::error(
        RuleSubject::Media,
        MessageId::Private,
        Constraint::Address(AddressConstraint::Matches(TextPattern::Public)),
    )
    .when(&[Condition::IsThreadReply])
    .from("docs"),
    Rule::warning(RuleSubject::Media, MessageId::Notice, Constraint::Address(AddressConstraint::UrlOutlivesSchedule))
        .detail(Detail::PostSignatureEnds)
        .when(&[Condition::IsThreadReply])
        .from("observed"),
    Rule::warning(
        RuleSubject::Media,
        MessageId::Location,
        Constraint::File(FileConstraint::Between(ANY, MediaFact::Location, 0.0, 0.0)),
    )
    .when(&[Condition::IsThreadReply])
    .from("inferred"),
    Rule::conflict(RuleSubject::Option(POLL_PLACE), Detail::Media, &[Condition::Set(POLL_PLACE), Condition::With(ANY)]),
    Rule::conflict(
        RuleSubject::Option(POLL_PLACE),
        Detail::TwitterThreadItems,
        &[Condition::Set(POLL_PLACE), Condition::Set(at("threadItems"))],
    ),
    Rule::error(RuleSubject::Option(POLL_PLACE), MessageId::TooLong, Constraint::Option(OptionConstraint::PollAnswers))
        .detail(Detail::TwitterPollAnswers)
        .from("xapi"),
    Rule::matches(RuleSubject::Option(at("replyToTweetId")), MessageId::Malformed, TextPattern::Snowflake)
        .detail(Detail::Digits1To19)
        .from("xapi"),
    Rule::matches(RuleSubject::Option(at("communityId")), MessageId::Malformed, TextPattern::Snowflake)
        .detail(Detail::Digits1To19)
        .from("xapi"),
    Rule::ignored(at("shareWithFollowers"), Detail::TwitterNoCommunity, &[Condition::Absent(at("communityId"))]),
    Rule::container(IMAGE, &["jpeg", "png", "gif", "webp"], Detail::JpegPngGifWebp).from("xmedia"),
    Rule::megabytes(IMAGE, 5).from("xmedia"),
    Rule::megabytes(GIF, 15).from("xmedia"),
    Rule::file(GIF, MediaFact::Width, 0.0, 1280.0, Detail::TwitterGifWidth).only_warn().from("xmedia"),
    Rule::file(GIF, MediaFact::Height, 0.0, 1080.0, Detail::TwitterGifHeight).only_warn().from("xmedia"),
    Rule::file(GIF, MediaFact::Frames, 0.0, 350.0, Detail::TwitterGifFrames).only_warn().from("xmedia"),
    Rule::file(GIF, MediaFact::FramePixels, 0.0, 3e8, Detail::TwitterGifPixels).only_warn().from("xmedia"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "webm"], Detail::Mp4Mov).from("xmedia"),
    Rule::container(VIDEO, &["mp4", "m4v"], Detail::TwitterContainers).only_warn().from("docs"),
    Rule::codec(&["h264"], Detail::TwitterCodec).only_warn().from("xmedia"),
    Rule::chroma(2.0).from("xmedia").note(
        "X refuses 4:4:4. Its page asks for 4:2:0; what becomes of 4:2:2 is not known, so nothing is said of it.",
    ),
    Rule::lacking(MediaFact::BitDepth, 0.0, 8.0, Detail::TwitterBitDepth)
        .only_warn()
        .from("xmedia")
        .note("The page recommends the High profile of H.264, which has no more."),
    Rule::megabytes(VIDEO, 512).only_warn().from("xmedia").note("More may be open to X Premium."),
    Rule::file(VIDEO, MediaFact::Duration, 0.5, f32::INFINITY, Detail::TwitterDurationMin).from("xmedia"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 140.0, Detail::TwitterDurationMax).only_warn().from("xmedia"),
    Rule::file(VIDEO, MediaFact::Ratio, 1.0 / 3.0, 3.0, Detail::TwitterRatio).from("xmedia"),
    Rule::file(VIDEO, MediaFact::FrameRate, 0.0, 60.0, Detail::TwitterFrameRate).from("xmedia"),
    Rule::file(VIDEO, MediaFact::Short, 32.0, f32::INFINITY, Detail::TwitterSideMin).only_warn().from("xmedia"),
    Rule::file(VIDEO, MediaFact::Long, 0.0, 1280.0, Detail::TwitterSideMax)
        .only_warn()
        .from("xmedia")
        .note("The same page lets subscribers upload 1080p."),
    Rule::sound().from("xmedia"),
    Rule::lacking(MediaFact::AacType, 0.0, 2.0, Detail::TwitterAacLc).only_warn().from("xmedia"),
    Rule::file(VIDEO, MediaFact::Channels, 0.0, 2.0, Detail::MonoOrStereo).only_warn().from("xmedia"),
];
