//! TikTok (`tiktok`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{AppliesTo, Field, Object, Renamed, Type};
use crate::rules::{
    AddressConstraint, Condition, Constraint, Counted, CreatorConstraint, CreatorSetting, Detail, FileConstraint,
    MediaFact, MessageId, OptionConstraint, PICTURE, Rule, RuleSubject, TextPattern, Unit, VIDEO,
};

/// TikTok.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "TikTok", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.tiktok.com/@{handle}", "https://www.tiktok.com/@{handle}/video/{id}")
    .with_color("#111114")
    .media_required("TikTok posts require a video or at least one image.");

const NAME: &str = "tiktok";

static TARGET: Object = target!("TikTokTarget", NAME, OPTIONS);

/// `platformSpecificData` of a TikTok target.
static OPTIONS: Object = Object::closed(
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
    field_index(&OPTIONS, key)
}

const PRIVACY: u8 = at("privacyLevel");
const DESCRIPTION: u8 = at("description");
const IS_PHOTO_POST: &[Condition] = &[Condition::With(PICTURE), Condition::Without(VIDEO)];
const HAS_VIDEO: &[Condition] = &[Condition::With(VIDEO)];
const DRAFT: u8 = at("draft");
const DRAFTED: &[Condition] = &[Condition::Set(DRAFT)];
const DRAFTED_VIDEO: &[Condition] = &[Condition::With(VIDEO), Condition::Set(DRAFT)];
const PUBLISHED: &[Condition] = &[Condition::Unset(DRAFT)];
const PUBLISHED_VIDEO: &[Condition] = &[Condition::With(VIDEO), Condition::Unset(DRAFT)];

/// The rules of TikTok beyond the schema.
static RULES: &[Rule] = &[
    Rule::missing(RuleSubject::Media, Detail::TiktokMediaMissing, &[Condition::Without(PICTURE | VIDEO)]).from("docs"),
    Rule::items(VIDEO, 1, Detail::Video).from("tkvideo"),
    Rule::items(PICTURE, 35, Detail::Photos).from("tkphoto"),
    Rule::items(PICTURE, 32, Detail::PhotosOnly)
        .message(MessageId::MayBeTooMany)
        .only_warn()
        .when(&[Condition::NotMoreThan(35)])
        .from("docs")
        .note("TikTok takes 35; copies of PostPeer's page say 32."),
    Rule::conflict(RuleSubject::Media, Detail::TiktokMixedMedia, &[Condition::With(VIDEO), Condition::With(PICTURE)])
        .from("tkphoto"),
    Rule::length(RuleSubject::Text, Unit::CodePoints, 2200).when(HAS_VIDEO).from("tkvideo"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::CodePoints, Unit::Utf16, 2200).when(HAS_VIDEO).from("tkvideo"),
    Rule::length(RuleSubject::Text, Unit::CodePoints, 90)
        .when(IS_PHOTO_POST)
        .from("tkphoto")
        .note("The text is the title of a photo post; what is longer belongs in `description`."),
    Rule::ambiguous_length(RuleSubject::Text, Unit::CodePoints, Unit::Utf16, 90).when(IS_PHOTO_POST).from("tkphoto"),
    Rule::ambiguous_length(RuleSubject::Option(DESCRIPTION), Unit::CodePoints, Unit::Utf16, 4000).from("tkphoto"),
    Rule::count(Counted::Hashtags, 5, Detail::HashtagsOnly).message(MessageId::MayBeTooMany).only_warn().from("press"),
    Rule::ignored(at("disableDuet"), Detail::VideosOnly, IS_PHOTO_POST),
    Rule::ignored(at("disableStitch"), Detail::VideosOnly, IS_PHOTO_POST),
    Rule::ignored(at("videoCoverTimestampMs"), Detail::VideosOnly, IS_PHOTO_POST),
    Rule::ignored(at("isAigc"), Detail::TiktokAigcVideosOnly, IS_PHOTO_POST),
    Rule::ignored(at("autoAddMusic"), Detail::TiktokPhotoPostsOnly, HAS_VIDEO),
    Rule::ignored(at("photoCoverIndex"), Detail::TiktokPhotoPostsOnly, HAS_VIDEO),
    Rule::ignored(DESCRIPTION, Detail::TiktokPhotoPostsOnly, HAS_VIDEO),
    Rule::notice(
        RuleSubject::Option(DRAFT),
        Detail::TiktokVideoDraft,
        &[Condition::With(VIDEO), Condition::Set(DRAFT), Condition::HasText],
    )
    .from("tkphoto"),
    Rule::ignored(PRIVACY, Detail::TiktokCreatorChooses, DRAFTED).from("tkphoto"),
    Rule::ignored(at("disableComment"), Detail::TiktokCreatorChooses, DRAFTED).from("tkphoto"),
    Rule::ignored(at("disableDuet"), Detail::TiktokCreatorChooses, DRAFTED_VIDEO).from("tkphoto"),
    Rule::ignored(at("disableStitch"), Detail::TiktokCreatorChooses, DRAFTED_VIDEO).from("tkphoto"),
    Rule::ignored(at("brandContentToggle"), Detail::TiktokCreatorChooses, DRAFTED).from("tkphoto"),
    Rule::ignored(at("brandOrganicToggle"), Detail::TiktokCreatorChooses, DRAFTED).from("tkphoto"),
    Rule::ignored(at("isAigc"), Detail::TiktokCreatorChooses, DRAFTED_VIDEO).from("tkphoto"),
    Rule::ignored(at("videoCoverTimestampMs"), Detail::TiktokCreatorChooses, DRAFTED_VIDEO).from("tkphoto"),
    Rule::warning(
        RuleSubject::Option(at("videoCoverTimestampMs")),
        MessageId::OutOfRange,
        Constraint::File(FileConstraint::WithinVideo),
    )
    .detail(Detail::TiktokWithinVideo)
    .when(PUBLISHED_VIDEO)
    .from("tkvideo"),
    Rule::error(
        RuleSubject::Option(at("photoCoverIndex")),
        MessageId::OutOfRange,
        Constraint::Option(OptionConstraint::ImageIndex),
    )
    .detail(Detail::TiktokPhotoIndex)
    .when(IS_PHOTO_POST)
    .from("tkphoto"),
    Rule::warning(
        RuleSubject::Option(at("photoCoverIndex")),
        MessageId::Malformed,
        Constraint::Option(OptionConstraint::IsInteger),
    )
    .detail(Detail::WholeNumber)
    .from("inferred"),
    Rule::conflict(
        RuleSubject::Option(PRIVACY),
        Detail::TiktokBrandedNotPrivate,
        &[Condition::Set(at("brandContentToggle")), Condition::Is(PRIVACY, "SELF_ONLY"), Condition::Unset(DRAFT)],
    )
    .from("tkux"),
    Rule::missing(
        RuleSubject::Option(PRIVACY),
        Detail::TiktokPrivacyMissing,
        &[Condition::Absent(PRIVACY), Condition::Unset(DRAFT)],
    )
    .only_warn()
    .from("skills"),
    Rule::error(
        RuleSubject::Option(PRIVACY),
        MessageId::NotOffered,
        Constraint::Creator(CreatorConstraint::OfferedLevel(PRIVACY, "PUBLIC_TO_EVERYONE")),
    )
    .when(PUBLISHED),
    Rule::warning(
        RuleSubject::Option(at("disableComment")),
        MessageId::Setting,
        Constraint::Creator(CreatorConstraint::Allows(CreatorSetting::NoComment)),
    )
    .when(PUBLISHED),
    Rule::warning(
        RuleSubject::Option(at("disableDuet")),
        MessageId::Setting,
        Constraint::Creator(CreatorConstraint::Allows(CreatorSetting::NoDuet)),
    )
    .when(PUBLISHED_VIDEO),
    Rule::warning(
        RuleSubject::Option(at("disableStitch")),
        MessageId::Setting,
        Constraint::Creator(CreatorConstraint::Allows(CreatorSetting::NoStitch)),
    )
    .when(PUBLISHED_VIDEO),
    Rule::warning(
        RuleSubject::Media,
        MessageId::Insecure,
        Constraint::Address(AddressConstraint::Matches(TextPattern::Https)),
    )
    .from("tkmedia"),
    Rule::container(PICTURE, &["jpeg", "webp"], Detail::TiktokPhotoContainers).only_warn().from("tkmedia"),
    Rule::megabytes(PICTURE, 20).only_warn().from("tkmedia"),
    Rule::file(PICTURE, MediaFact::Short, 0.0, 1080.0, Detail::TiktokPhotoSize).only_warn().from("tkmedia"),
    Rule::file(PICTURE, MediaFact::Long, 0.0, 1920.0, Detail::TiktokPhotoSize).only_warn().from("tkmedia"),
    Rule::file(PICTURE, MediaFact::Ratio, 1.0 / 2.13, 2.13, Detail::TiktokPhotoRatio).only_warn().from("docs"),
    Rule::warning(RuleSubject::Media, MessageId::Notice, Constraint::File(FileConstraint::SameRatio(PICTURE)))
        .detail(Detail::TiktokPhotoShapes)
        .from("docs"),
    Rule::container(VIDEO, &["mp4", "mov", "m4v", "webm"], Detail::TiktokVideoContainers).from("tkmedia"),
    Rule::container(VIDEO, &["mp4", "m4v", "webm"], Detail::TiktokVideoContainersDoubted).only_warn().from("docs"),
    Rule::codec(&["h264", "hevc", "vp8", "vp9"], Detail::TiktokCodecs).from("tkmedia"),
    Rule::file(VIDEO, MediaFact::FrameRate, 23.0, 60.0, Detail::FrameRate23To60).from("tkmedia"),
    Rule::file(VIDEO, MediaFact::Short, 360.0, f32::INFINITY, Detail::TiktokSides).from("tkmedia"),
    Rule::file(VIDEO, MediaFact::Short, 720.0, f32::INFINITY, Detail::TiktokSideMin).only_warn().from("postiz"),
    Rule::file(VIDEO, MediaFact::Long, 0.0, 4096.0, Detail::TiktokSides).from("tkmedia"),
    Rule::file(VIDEO, MediaFact::Duration, 0.0, 600.0, Detail::DurationMax600).from("tkmedia"),
    Rule::file(VIDEO, MediaFact::Duration, 3.0, f32::INFINITY, Detail::TiktokDurationMin)
        .only_warn()
        .from("publishers"),
    Rule::error(RuleSubject::Media, MessageId::OutOfRange, Constraint::File(FileConstraint::CreatorDuration))
        .detail(Detail::TiktokCreatorDuration),
    Rule::megabytes(VIDEO, 4096).from("tkmedia"),
];
