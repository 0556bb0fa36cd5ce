//! TikTok (`tiktok`).

use super::rule::{At, Creator, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{AppliesTo, Field, Object, Renamed, Type};

/// `platformSpecificData` of a TikTok target.
pub(super) static OPTIONS: Object = Object::closed(
    "TikTokOptions",
    &[
        Field::optional(
            "privacyLevel",
            Type::Enum(&["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"]),
            "spec",
            "Who can see the post. TikTok takes only what the creator's `privacyLevelOptions` offer.",
        )
        .default("\"PUBLIC_TO_EVERYONE\""),
        Field::optional("disableComment", Type::Boolean, "spec", "Turn comments off.").default("false"),
        Field::optional("disableDuet", Type::Boolean, "spec", "Turn duets off. Videos only.")
            .applies_to(AppliesTo::Videos)
            .default("false"),
        Field::optional("disableStitch", Type::Boolean, "spec", "Turn stitches off. Videos only.")
            .applies_to(AppliesTo::Videos)
            .default("false"),
        Field::optional("brandContentToggle", Type::Boolean, "spec", "Disclose a paid partnership.").default("false"),
        Field::optional("brandOrganicToggle", Type::Boolean, "spec", "Disclose promotion of the creator's own brand.")
            .default("false"),
        Field::optional(
            "isAigc",
            Type::Boolean,
            "spec",
            "Disclose content made by artificial intelligence. The official schema says videos only.",
        )
        .applies_to(AppliesTo::Videos)
        .default("false"),
        Field::optional(
            "videoCoverTimestampMs",
            Type::number_from(0.0),
            "spec",
            "Where in the video the cover frame is, in milliseconds. Videos only. The documentation page says the \
             default is 1000; the official schema names none.",
        )
        .applies_to(AppliesTo::Videos),
        Field::optional("autoAddMusic", Type::Boolean, "spec", "Let TikTok add music. Photo posts only.")
            .applies_to(AppliesTo::Photos)
            .default("true"),
        Field::optional(
            "photoCoverIndex",
            Type::number_from(0.0),
            "spec",
            "Which photo is the cover, counted from 0. Photo posts only.",
        )
        .applies_to(AppliesTo::Photos)
        .default("0"),
        Field::optional(
            "description",
            Type::at_most(4000),
            "spec",
            "Description of a photo post, at most 4,000 characters; `content` is then the title. Left out, `content` \
             serves as both. Photo posts only.",
        )
        .applies_to(AppliesTo::Photos),
        Field::optional(
            "draft",
            Type::Boolean,
            "spec",
            "Send to the creator's TikTok inbox as a draft instead of publishing.",
        )
        .default("false"),
    ],
)
.renamed(&[
    // The names of PostPeer's older page, which its creator info still has. Taking them out instead would turn comments
    // on again.
    Renamed { old: "commentDisabled", new: "disableComment" },
    Renamed { old: "duetDisabled", new: "disableDuet" },
    Renamed { old: "stitchDisabled", new: "disableStitch" },
])
.doc("Options of a TikTok post.");

const fn at(key: &str) -> u8 {
    place(&OPTIONS, key)
}

const PRIVACY: u8 = at("privacyLevel");
const DESCRIPTION: u8 = at("description");
const PHOTO: &[When] = &[When::With(PICTURE), When::Without(VIDEO)];
const FILM: &[When] = &[When::With(VIDEO)];
const DRAFT: u8 = at("draft");
const DRAFTED: &[When] = &[When::Set(DRAFT)];
const DRAFTED_FILM: &[When] = &[When::With(VIDEO), When::Set(DRAFT)];
const PUBLISHED: &[When] = &[When::Unset(DRAFT)];
const PUBLISHED_FILM: &[When] = &[When::With(VIDEO), When::Unset(DRAFT)];
const CREATORS_CHOICE: &str = "of a draft, the creator chooses it in TikTok";
const SHAPE: &str = "between 1:2.13 and 2.13:1 by PostPeer's page, though TikTok names no shape";
const PHOTO_SIZE: &str = "at most 1080 by 1920 pixels, or TikTok may scale or refuse it";

/// What TikTok asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::missing(At::Media, "a video or photos", &[When::Without(PICTURE | VIDEO)]).from("docs"),
    Rule::error(At::Media, Say::TooMany, What::Items(VIDEO, 1)).why("video").from("tkvideo"),
    Rule::error(At::Media, Say::TooMany, What::Items(PICTURE, 35)).why("photos").from("tkphoto"),
    Rule::warning(At::Media, Say::PerhapsTooMany, What::Items(PICTURE, 32))
        .when(&[When::NotMoreThan(35)])
        .why("photos only")
        .from("docs")
        .note("TikTok takes 35; copies of PostPeer's page say 32."),
    Rule::error(At::Media, Say::Conflict, What::Always)
        .why("both a video and photos: TikTok publishes one or the other")
        .when(&[When::With(VIDEO), When::With(PICTURE)])
        .from("tkphoto"),
    Rule::length(At::Text, Unit::CodePoints, 2200).when(FILM).from("tkvideo"),
    Rule::perhaps(At::Text, Unit::CodePoints, Unit::Utf16, 2200).when(FILM).from("tkvideo"),
    Rule::length(At::Text, Unit::CodePoints, 90)
        .when(PHOTO)
        .from("tkphoto")
        .note("The text is the title of a photo post; what is longer belongs in `description`."),
    Rule::perhaps(At::Text, Unit::CodePoints, Unit::Utf16, 90).when(PHOTO).from("tkphoto"),
    Rule::perhaps(At::Option(DESCRIPTION), Unit::CodePoints, Unit::Utf16, 4000).from("tkphoto"),
    Rule::warning(At::Text, Say::PerhapsTooMany, What::Hashtags(5)).why("hashtags only").from("press"),
    Rule::ignored(at("disableDuet"), "videos only", PHOTO),
    Rule::ignored(at("disableStitch"), "videos only", PHOTO),
    Rule::ignored(at("videoCoverTimestampMs"), "videos only", PHOTO),
    Rule::ignored(at("isAigc"), "videos only, says PostPeer, though TikTok takes it for photos", PHOTO),
    Rule::ignored(at("autoAddMusic"), "photo posts only", FILM),
    Rule::ignored(at("photoCoverIndex"), "photo posts only", FILM),
    Rule::ignored(DESCRIPTION, "photo posts only", FILM),
    Rule::warning(At::Option(DRAFT), Say::Notice, What::Always)
        .why("Of a video draft TikTok takes the file alone, without text and options")
        .when(&[When::With(VIDEO), When::Set(DRAFT), When::Text])
        .from("tkphoto"),
    Rule::ignored(PRIVACY, CREATORS_CHOICE, DRAFTED).from("tkphoto"),
    Rule::ignored(at("disableComment"), CREATORS_CHOICE, DRAFTED).from("tkphoto"),
    Rule::ignored(at("disableDuet"), CREATORS_CHOICE, DRAFTED_FILM).from("tkphoto"),
    Rule::ignored(at("disableStitch"), CREATORS_CHOICE, DRAFTED_FILM).from("tkphoto"),
    Rule::ignored(at("brandContentToggle"), CREATORS_CHOICE, DRAFTED).from("tkphoto"),
    Rule::ignored(at("brandOrganicToggle"), CREATORS_CHOICE, DRAFTED).from("tkphoto"),
    Rule::ignored(at("isAigc"), CREATORS_CHOICE, DRAFTED_FILM).from("tkphoto"),
    Rule::ignored(at("videoCoverTimestampMs"), CREATORS_CHOICE, DRAFTED_FILM).from("tkphoto"),
    Rule::warning(At::Option(at("videoCoverTimestampMs")), Say::OutOfRange, What::WithinFilm)
        .why("within the film, or TikTok takes its first frame")
        .when(PUBLISHED_FILM)
        .from("tkvideo"),
    Rule::error(At::Option(at("photoCoverIndex")), Say::OutOfRange, What::ImageIndex)
        .why("the place of a photo, counted from 0")
        .when(PHOTO)
        .from("tkphoto"),
    Rule::warning(At::Option(at("photoCoverIndex")), Say::Malformed, What::Whole)
        .why("a whole number")
        .from("inferred"),
    Rule::error(At::Option(PRIVACY), Say::Conflict, What::Always)
        .why("brandContentToggle: branded content cannot be private")
        .when(&[When::Set(at("brandContentToggle")), When::Is(PRIVACY, "SELF_ONLY"), When::Unset(DRAFT)])
        .from("tkux"),
    Rule::warning(At::Option(PRIVACY), Say::Missing, What::Always)
        .why("TikTok wants the creator to choose, else PostPeer takes PUBLIC_TO_EVERYONE")
        .when(&[When::Absent(PRIVACY), When::Unset(DRAFT)])
        .from("skills"),
    Rule::error(At::Option(PRIVACY), Say::NotOffered, What::Offered(PRIVACY, "PUBLIC_TO_EVERYONE")).when(PUBLISHED),
    Rule::warning(At::Option(at("disableComment")), Say::Setting, What::Setting(Creator::NoComment)).when(PUBLISHED),
    Rule::warning(At::Option(at("disableDuet")), Say::Setting, What::Setting(Creator::NoDuet)).when(PUBLISHED_FILM),
    Rule::warning(At::Option(at("disableStitch")), Say::Setting, What::Setting(Creator::NoStitch)).when(PUBLISHED_FILM),
    Rule::warning(At::Media, Say::Insecure, What::Addresses(Look::Https)).from("tkmedia"),
    Rule::container(PICTURE, &["jpeg", "webp"], "JPEG and WebP, though PostPeer is said to convert")
        .only_warn()
        .from("tkmedia"),
    Rule::megabytes(PICTURE, 20).only_warn().from("tkmedia"),
    Rule::file(PICTURE, Fact::Short, 0.0, 1080.0, PHOTO_SIZE).only_warn().from("tkmedia"),
    Rule::file(PICTURE, Fact::Long, 0.0, 1920.0, PHOTO_SIZE).only_warn().from("tkmedia"),
    Rule::file(PICTURE, Fact::Ratio, 1.0 / 2.13, 2.13, SHAPE).only_warn().from("docs"),
    Rule::warning(At::Media, Say::Notice, What::SameRatio(PICTURE)).why("The photos differ in shape").from("docs"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "webm"], "MP4, WebM and MOV").from("tkmedia"),
    Rule::container(VIDEO, &["mp4", "m4v", "webm"], "MP4 and WebM, and MOV by its own page alone")
        .only_warn()
        .from("docs"),
    Rule::codec(&["h264", "hevc", "vp8", "vp9"], "H.264, H.265, VP8 and VP9").from("tkmedia"),
    Rule::file(VIDEO, Fact::FrameRate, 23.0, 60.0, "at 23 to 60 frames a second").from("tkmedia"),
    Rule::file(VIDEO, Fact::Short, 360.0, f32::INFINITY, "360 to 4096 pixels on each side").from("tkmedia"),
    Rule::file(VIDEO, Fact::Short, 720.0, f32::INFINITY, "at least 720 pixels on each side by one of TikTok's answers")
        .only_warn()
        .from("postiz"),
    Rule::file(VIDEO, Fact::Long, 0.0, 4096.0, "360 to 4096 pixels on each side").from("tkmedia"),
    Rule::file(VIDEO, Fact::Duration, 0.0, 600.0, "at most 600 seconds long").from("tkmedia"),
    Rule::file(VIDEO, Fact::Duration, 3.0, f32::INFINITY, "at least 3 seconds long by publishers, 1 by PostPeer")
        .only_warn()
        .from("publishers"),
    Rule::error(At::Media, Say::OutOfRange, What::CreatorDuration).why("no longer than this creator may post"),
    Rule::megabytes(VIDEO, 4096).from("tkmedia"),
];
