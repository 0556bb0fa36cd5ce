//! The payload of `posts.create`: text, media, targets, and when.

use super::rule::{ANY, At, DOCUMENT, Fact, GIF, Look, PICTURE, Rule, Say, What, When, place};
use super::table::{Field, Form, List, Object, Renamed, Tagged, Type};
use super::{bluesky, facebook, googlebusiness, instagram, linkedin, pinterest, threads, tiktok, twitter, youtube};

/// The ten platforms, in the order of the official schema.
pub const PLATFORMS: &[&str] = &[
    "twitter",
    "instagram",
    "youtube",
    "tiktok",
    "pinterest",
    "linkedin",
    "bluesky",
    "facebook",
    "threads",
    "googlebusiness",
];

/// One image, video, animation or document.
pub static MEDIA_ITEM: Object = Object::closed(
    "MediaItem",
    &[
        Field::required(
            "type",
            Type::Enum(&["image", "video", "gif", "document"]),
            "spec",
            "What the file is. `document` is a PDF for LinkedIn; `gif` is an animation for X.",
        ),
        Field::required(
            "url",
            Type::URI,
            "spec",
            "Public address of the file. PostPeer fetches it without credentials when it publishes, not when it \
             schedules, so a signed address must outlive the schedule.",
        ),
        Field::optional(
            "thumbnail",
            Type::URI,
            "spec",
            "Address of a cover image for a video. Used for regular YouTube videos, not for Shorts. JPEG, PNG or GIF, \
             at most 2 MB, at least 640 px wide.",
        ),
    ],
)
.doc("A media attachment. All targets of a post share the same attachments.");

/// The list of attachments, as the post and each X thread item have it.
pub static MEDIA_ITEMS: List = List::of(Type::Object(&MEDIA_ITEM));

/// The fields that every target has beside its options.
macro_rules! target {
    ($name:literal, $platform:literal, $options:expr) => {
        Object::closed(
            $name,
            &[
                Field::required("platform", Type::Enum(&[$platform]), "spec", "The platform; it decides the options."),
                Field::required(
                    "accountId",
                    Type::TEXT,
                    "spec",
                    "The `id` of the connected account, from `connect.integrations.list`. Not the platform's own user id.",
                ),
                Field::optional(
                    "content",
                    Type::TEXT,
                    "spec",
                    "Text for this target alone, in place of the post's `content`.",
                ),
                Field::optional("platformSpecificData", Type::Object(&$options), "spec", "The platform's own options."),
            ],
        )
        .doc("An account to publish to, with its platform's options.")
    };
}

static TWITTER: Object = target!("TwitterTarget", "twitter", twitter::OPTIONS);
static INSTAGRAM: Object = target!("InstagramTarget", "instagram", instagram::OPTIONS);
static YOUTUBE: Object = target!("YouTubeTarget", "youtube", youtube::OPTIONS);
static TIKTOK: Object = target!("TikTokTarget", "tiktok", tiktok::OPTIONS);
static PINTEREST: Object = target!("PinterestTarget", "pinterest", pinterest::OPTIONS);
static LINKEDIN: Object = target!("LinkedInTarget", "linkedin", linkedin::OPTIONS);
static BLUESKY: Object = target!("BlueskyTarget", "bluesky", bluesky::OPTIONS);
static FACEBOOK: Object = target!("FacebookTarget", "facebook", facebook::OPTIONS);
static THREADS: Object = target!("ThreadsTarget", "threads", threads::OPTIONS);
static GOOGLE_BUSINESS: Object = target!("GoogleBusinessTarget", "googlebusiness", googlebusiness::OPTIONS);

/// The ten shapes of a target.
pub static TARGET: Tagged = Tagged {
    tag: "platform",
    variants: &[
        &TWITTER,
        &INSTAGRAM,
        &YOUTUBE,
        &TIKTOK,
        &PINTEREST,
        &LINKEDIN,
        &BLUESKY,
        &FACEBOOK,
        &THREADS,
        &GOOGLE_BUSINESS,
    ],
};

/// The list of targets: at least one.
pub static TARGETS: List = List::sized(Type::Tagged(&TARGET), 1, u32::MAX);

/// The body of `posts.create`.
pub static POST_PAYLOAD: Object = Object::closed(
    "Post",
    &[
        Field::required(
            "content",
            Type::TEXT,
            "spec",
            "The text. Instagram stories leave it out, YouTube takes it as the description, TikTok photo posts as the \
             title. May be empty where the platform allows a post without text.",
        ),
        Field::optional("mediaItems", Type::List(&MEDIA_ITEMS), "spec", "Attachments, shared by all targets."),
        Field::required("platforms", Type::List(&TARGETS), "spec", "The accounts to publish to."),
        Field::optional(
            "publishNow",
            Type::Boolean,
            "spec",
            "Publish at once. Give either this as `true` or `scheduledFor`.",
        ),
        Field::optional(
            "scheduledFor",
            Type::form(Form::DateTime),
            "spec",
            "When to publish, RFC 3339 with an offset, such as `2026-12-24T18:00:00Z`.",
        ),
        Field::optional(
            "timezone",
            Type::TEXT,
            "spec",
            "IANA name of a time zone. PostPeer's sources disagree about its effect on a time that already has an \
             offset; with `scheduledFor` in UTC, `UTC` means the same under every reading.",
        )
        .default("\"UTC\""),
    ],
)
.renamed(&[Renamed { old: "scheduledAt", new: "scheduledFor" }])
.doc("One social post for one or more accounts.");

/// The platforms' names for people, in the order of [`PLATFORMS`].
pub const TITLES: &[&str] = &[
    "X",
    "Instagram",
    "YouTube",
    "TikTok",
    "Pinterest",
    "LinkedIn",
    "Bluesky",
    "Facebook",
    "Threads",
    "Google Business",
];

const fn at(key: &str) -> u8 {
    place(&POST_PAYLOAD, key)
}

const NOW: u8 = at("publishNow");
const SCHEDULED: u8 = at("scheduledFor");
const ZONE: u8 = at("timezone");

/// The place of the later posts of a thread among the options of X.
pub const THREAD_ITEMS: u8 = place(&twitter::OPTIONS, "threadItems");

/// What is said of a signed address that does not last.
pub(super) const ENDS_EARLY: &str = "The signature in the address ends before PostPeer fetches the file";

/// What PostPeer asks of a post as a whole beyond the schema.
pub static RULES: &[Rule] = &[
    Rule::missing(
        At::Option(NOW),
        "either publishNow: true or scheduledFor",
        &[When::New, When::Unset(NOW), When::Absent(SCHEDULED)],
    ),
    Rule::error(At::Option(NOW), Say::Conflict, What::Always)
        .why("scheduledFor: now or later, not both")
        .when(&[When::Set(NOW), When::Given(SCHEDULED)])
        .from("skills"),
    Rule::error(At::Option(NOW), Say::Conflict, What::Always)
        .why("an edit, which keeps the post waiting for its time")
        .when(&[When::Edit, When::Given(NOW)]),
    Rule::error(At::Option(SCHEDULED), Say::Past, What::Future)
        .note("The schema calls the field one for the future; what becomes of an earlier time is said nowhere."),
    Rule::error(At::Option(ZONE), Say::UnknownZone, What::Zone),
    Rule::ignored(ZONE, "there is no scheduledFor", &[When::New, When::Absent(SCHEDULED)]).from("inferred"),
    Rule::warning(At::Option(SCHEDULED), Say::TwoReadings, What::OneReading).from("observed"),
    Rule::warning(At::Option(SCHEDULED), Say::Gap, What::NoGap).from("docs"),
    Rule::warning(At::Option(SCHEDULED), Say::Overlap, What::NoOverlap).from("docs"),
    Rule::error(At::Media, Say::NotWeb, What::Addresses(Look::Web)).from("docs"),
    Rule::error(At::Media, Say::Private, What::Addresses(Look::Public)).from("docs"),
    Rule::warning(At::Media, Say::Notice, What::Outlives).why(ENDS_EARLY).from("observed"),
    Rule::warning(At::Media, Say::Ignored, What::Covers).why("covers are for videos on YouTube"),
    Rule::warning(At::Media, Say::Located, What::File(ANY, Fact::Location, 0.0, 0.0)).from("inferred"),
    Rule::warning(At::Media, Say::FourColors, What::File(PICTURE, Fact::Colors, 0.0, 1.0)).from("inferred"),
];

/// What PostPeer asks of every target, whatever its platform.
pub static TARGET_RULES: &[Rule] = &[
    Rule::warning(At::Account, Say::Repeated, What::OnlyOnce).from("inferred"),
    Rule::warning(At::Account, Say::Malformed, What::Looks(Look::AccountId))
        .why("PostPeer's id of a connected account, not the platform's own")
        .from("observed"),
    Rule::warning(At::Media, Say::Unsupported, What::Items(DOCUMENT, 0))
        .why("documents")
        .when(&[When::Elsewhere("linkedin"), When::Elsewhere("youtube")])
        .from("inferred"),
    Rule::warning(At::Media, Say::Unsupported, What::Items(GIF, 0))
        .why("type gif: PostPeer describes it for X only")
        .when(&[When::Elsewhere("twitter"), When::Elsewhere("youtube")])
        .from("inferred"),
];

/// The options of each platform, in the order of [`PLATFORMS`].
pub static PLATFORM_OPTIONS: &[&Object] = &[
    &twitter::OPTIONS,
    &instagram::OPTIONS,
    &youtube::OPTIONS,
    &tiktok::OPTIONS,
    &pinterest::OPTIONS,
    &linkedin::OPTIONS,
    &bluesky::OPTIONS,
    &facebook::OPTIONS,
    &threads::OPTIONS,
    &googlebusiness::OPTIONS,
];

/// The rules of each platform, in the order of [`PLATFORMS`].
pub static PLATFORM_RULES: &[&[Rule]] = &[
    twitter::RULES,
    instagram::RULES,
    youtube::RULES,
    tiktok::RULES,
    pinterest::RULES,
    linkedin::RULES,
    bluesky::RULES,
    facebook::RULES,
    threads::RULES,
    googlebusiness::RULES,
];
