//! The payload of `posts.create`: text, media, targets, and when.

use super::media_item::MEDIA_ITEMS;
use super::platform::field_index;
use super::platforms::TARGET;
use super::table::{Field, List, Object, Renamed, StringFormat, Type};
use crate::rules::{
    ANY, AccountConstraint, AddressConstraint, Condition, Constraint, DOCUMENT, Detail, FileConstraint, GIF, MediaFact,
    MediaItemsConstraint, MessageId, PICTURE, Rule, RuleSubject, TextPattern, TimeConstraint,
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
            Type::form(StringFormat::DateTime),
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

const fn at(key: &str) -> u8 {
    field_index(&POST_PAYLOAD, key)
}

const NOW: u8 = at("publishNow");
const SCHEDULED: u8 = at("scheduledFor");
const ZONE: u8 = at("timezone");

/// The rules of a post as a whole, beyond the schema.
pub static RULES: &[Rule] = &[
    Rule::missing(
        RuleSubject::Option(NOW),
        Detail::PostNowOrScheduled,
        &[Condition::IsNew, Condition::Unset(NOW), Condition::Absent(SCHEDULED)],
    ),
    Rule::conflict(RuleSubject::Option(NOW), Detail::PostNotBoth, &[Condition::Set(NOW), Condition::Given(SCHEDULED)])
        .from("skills"),
    Rule::conflict(RuleSubject::Option(NOW), Detail::PostEditKeepsTime, &[Condition::IsEdit, Condition::Given(NOW)]),
    Rule::error(RuleSubject::Option(SCHEDULED), MessageId::Past, Constraint::Time(TimeConstraint::NotPast))
        .note("The schema calls the field one for the future; what becomes of an earlier time is said nowhere."),
    Rule::error(RuleSubject::Option(ZONE), MessageId::UnknownZone, Constraint::Time(TimeConstraint::KnownZone)),
    Rule::ignored(ZONE, Detail::PostNotScheduled, &[Condition::IsNew, Condition::Absent(SCHEDULED)]).from("inferred"),
    Rule::warning(RuleSubject::Option(SCHEDULED), MessageId::TwoReadings, Constraint::Time(TimeConstraint::OneReading))
        .from("observed"),
    Rule::warning(RuleSubject::Option(SCHEDULED), MessageId::Gap, Constraint::Time(TimeConstraint::NotInGap))
        .from("docs"),
    Rule::warning(RuleSubject::Option(SCHEDULED), MessageId::Overlap, Constraint::Time(TimeConstraint::NotInOverlap))
        .from("docs"),
    Rule::error(
        RuleSubject::Media,
        MessageId::NotWeb,
        Constraint::Address(AddressConstraint::Matches(TextPattern::Web)),
    )
    .from("docs"),
    Rule::error(
        RuleSubject::Media,
        MessageId::Private,
        Constraint::Address(AddressConstraint::Matches(TextPattern::Public)),
    )
    .from("docs"),
    Rule::warning(RuleSubject::Media, MessageId::Notice, Constraint::Address(AddressConstraint::UrlOutlivesSchedule))
        .detail(Detail::PostSignatureEnds)
        .from("observed"),
    Rule::warning(
        RuleSubject::Media,
        MessageId::Ignored,
        Constraint::MediaItems(MediaItemsConstraint::NoUnusedThumbnail),
    )
    .detail(Detail::PostUnusedCover),
    Rule::warning(
        RuleSubject::Media,
        MessageId::Location,
        Constraint::File(FileConstraint::Between(ANY, MediaFact::Location, 0.0, 0.0)),
    )
    .from("inferred"),
    Rule::warning(
        RuleSubject::Media,
        MessageId::Cmyk,
        Constraint::File(FileConstraint::Between(PICTURE, MediaFact::Colors, 0.0, 1.0)),
    )
    .from("inferred"),
];

/// The rules of every target, on any platform.
pub static TARGET_RULES: &[Rule] = &[
    Rule::warning(RuleSubject::Account, MessageId::Repeated, Constraint::Account(AccountConstraint::NotRepeated))
        .from("inferred"),
    Rule::matches(RuleSubject::Account, MessageId::Malformed, TextPattern::AccountId)
        .detail(Detail::PostAccountId)
        .only_warn()
        .from("observed"),
    Rule::items(DOCUMENT, 0, Detail::Documents)
        .message(MessageId::Unsupported)
        .only_warn()
        .when(&[Condition::PlatformIsNot("linkedin"), Condition::PlatformIsNot("youtube")])
        .from("inferred"),
    Rule::items(GIF, 0, Detail::PostGifForX)
        .message(MessageId::Unsupported)
        .only_warn()
        .when(&[Condition::PlatformIsNot("twitter"), Condition::PlatformIsNot("youtube")])
        .from("inferred"),
];
