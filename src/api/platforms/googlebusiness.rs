//! Google Business Profile (`googlebusiness`).

use crate::api::platform::{Platform, field_index, target};
use crate::api::table::{AppliesTo, Field, Input, Object, Type};
use crate::rules::{
    ANY, Condition, Constraint, Detail, MediaFact, MessageId, OptionConstraint, PICTURE, Rule, RuleSubject,
    TextPattern, Unit, VIDEO,
};

/// Google Business.
pub(super) static PLATFORM: Platform = Platform::new(NAME, "Google Business", &TARGET, &OPTIONS, RULES)
    .with_urls("https://www.google.com/maps/place/{handle}", "https://local.google.com/place?id={id}")
    .with_color("#1a73c7")
    .beta();

const NAME: &str = "googlebusiness";

static TARGET: Object = target!("GoogleBusinessTarget", NAME, OPTIONS);

const FOR_EVENT: AppliesTo = AppliesTo::Value("topicType", "EVENT");
const FOR_OFFER: AppliesTo = AppliesTo::Value("topicType", "OFFER");

/// `platformSpecificData` of a Google Business target.
static OPTIONS: Object = Object::closed(
    "GoogleBusinessOptions",
    &[
        Field::optional("topicType", Type::Enum(&["STANDARD", "EVENT", "OFFER"]), "spec", "Kind of the post.")
            .default("\"STANDARD\""),
        Field::optional(
            "callToActionType",
            Type::Enum(&["BOOK", "ORDER", "SHOP", "LEARN_MORE", "SIGN_UP", "CALL", "GET_OFFER"]),
            "spec",
            "Button shown on the post.",
        ),
        Field::optional(
            "callToActionUrl",
            Type::URI,
            "spec",
            "Where the button leads. Needed for every button but `CALL`.",
        ),
        Field::optional("eventTitle", Type::TEXT, "spec", "Title of the event. Needed for `EVENT`.")
            .applies_to(FOR_EVENT),
        Field::optional("eventStartDate", Type::TEXT, "spec", "First day, `YYYY-MM-DD`. Needed for `EVENT`.")
            .applies_to(FOR_EVENT)
            .input(Input::Date),
        Field::optional("eventStartTime", Type::TEXT, "spec", "Start, `HH:MM` of 24 hours. Needed for `EVENT`.")
            .applies_to(FOR_EVENT)
            .input(Input::Time),
        Field::optional("eventEndDate", Type::TEXT, "spec", "Last day, `YYYY-MM-DD`. Needed for `EVENT`.")
            .applies_to(FOR_EVENT)
            .input(Input::Date),
        Field::optional("eventEndTime", Type::TEXT, "spec", "End, `HH:MM` of 24 hours. Needed for `EVENT`.")
            .applies_to(FOR_EVENT)
            .input(Input::Time),
        Field::optional("offerCouponCode", Type::TEXT, "spec", "Coupon code. `OFFER` posts only.")
            .applies_to(FOR_OFFER),
        Field::optional("offerRedeemOnlineUrl", Type::URI, "spec", "Where to redeem. `OFFER` posts only.")
            .applies_to(FOR_OFFER),
        Field::optional("offerTermsConditions", Type::TEXT, "spec", "Terms of the offer. `OFFER` posts only.")
            .applies_to(FOR_OFFER)
            .input(Input::Area),
    ],
)
.doc("Options of a Google Business post.");

const fn at(key: &str) -> u8 {
    field_index(&OPTIONS, key)
}

const TOPIC: u8 = at("topicType");
const CTA: u8 = at("callToActionType");
const CTA_URL: u8 = at("callToActionUrl");
const EVENT: Condition = Condition::Is(TOPIC, "EVENT");
const OFFER: Condition = Condition::Is(TOPIC, "OFFER");
const NOT_EVENT: &[Condition] = &[Condition::IsNot(TOPIC, "EVENT"), Condition::IsNot(TOPIC, "OFFER")];
const NOT_OFFER: &[Condition] = &[Condition::IsNot(TOPIC, "OFFER")];
const TITLE: u8 = at("eventTitle");
const START_DATE: u8 = at("eventStartDate");
const START_TIME: u8 = at("eventStartTime");
const END_DATE: u8 = at("eventEndDate");
const END_TIME: u8 = at("eventEndTime");

/// The rules of Google Business beyond the schema.
static RULES: &[Rule] = &[
    Rule::length(RuleSubject::Text, Unit::Graphemes, 1500).from("gbphelp"),
    Rule::ambiguous_length(RuleSubject::Text, Unit::Graphemes, Unit::Utf16, 1500).from("gbphelp"),
    Rule::matches(RuleSubject::Text, MessageId::Notice, TextPattern::NoPhone)
        .detail(Detail::GoogleBusinessPhoneNumber)
        .only_warn()
        .from("gbphelp"),
    Rule::missing(
        RuleSubject::Text,
        Detail::TextWithoutMedia,
        &[Condition::NoText, Condition::Without(PICTURE | VIDEO)],
    )
    .only_warn()
    .from("inferred"),
    Rule::items(ANY, 1, Detail::Photo).from("publishers"),
    Rule::error(RuleSubject::Media, MessageId::Unsupported, Constraint::Never)
        .detail(Detail::GoogleBusinessVideos)
        .when(&[Condition::With(VIDEO)])
        .from("publishers"),
    Rule::missing(RuleSubject::Option(TITLE), Detail::GoogleBusinessEvent, &[EVENT, Condition::Absent(TITLE)]),
    Rule::missing(
        RuleSubject::Option(START_DATE),
        Detail::GoogleBusinessEvent,
        &[EVENT, Condition::Absent(START_DATE)],
    ),
    Rule::missing(
        RuleSubject::Option(START_TIME),
        Detail::GoogleBusinessEvent,
        &[EVENT, Condition::Absent(START_TIME)],
    ),
    Rule::missing(RuleSubject::Option(END_DATE), Detail::GoogleBusinessEvent, &[EVENT, Condition::Absent(END_DATE)]),
    Rule::missing(RuleSubject::Option(END_TIME), Detail::GoogleBusinessEvent, &[EVENT, Condition::Absent(END_TIME)]),
    Rule::missing(RuleSubject::Option(TITLE), Detail::GoogleBusinessOffer, &[OFFER, Condition::Absent(TITLE)])
        .only_warn()
        .from("gbplp")
        .note("PostPeer's schema asks them of events only."),
    Rule::missing(
        RuleSubject::Option(START_DATE),
        Detail::GoogleBusinessOffer,
        &[OFFER, Condition::Absent(START_DATE)],
    )
    .only_warn()
    .from("gbplp"),
    Rule::missing(RuleSubject::Option(END_DATE), Detail::GoogleBusinessOffer, &[OFFER, Condition::Absent(END_DATE)])
        .only_warn()
        .from("gbplp"),
    Rule::matches(RuleSubject::Option(TITLE), MessageId::Missing, TextPattern::NotBlank)
        .detail(Detail::GoogleBusinessEvent)
        .when(&[EVENT]),
    Rule::matches(RuleSubject::Option(TITLE), MessageId::Missing, TextPattern::NotBlank)
        .detail(Detail::GoogleBusinessOffer)
        .only_warn()
        .when(&[OFFER])
        .from("gbplp"),
    Rule::length(RuleSubject::Option(TITLE), Unit::Graphemes, 58).from("ayr"),
    Rule::matches(RuleSubject::Option(START_DATE), MessageId::Malformed, TextPattern::Date)
        .detail(Detail::GoogleBusinessDate),
    Rule::matches(RuleSubject::Option(END_DATE), MessageId::Malformed, TextPattern::Date)
        .detail(Detail::GoogleBusinessDate),
    Rule::matches(RuleSubject::Option(START_TIME), MessageId::Malformed, TextPattern::TimeOfDay)
        .detail(Detail::GoogleBusinessTimeOfDay),
    Rule::matches(RuleSubject::Option(END_TIME), MessageId::Malformed, TextPattern::TimeOfDay)
        .detail(Detail::GoogleBusinessTimeOfDay),
    Rule::error(
        RuleSubject::Option(END_DATE),
        MessageId::Conflict,
        Constraint::Option(OptionConstraint::DateOrder([END_DATE, END_TIME, START_DATE, START_TIME])),
    )
    .detail(Detail::GoogleBusinessLaterStart)
    .from("gbplp"),
    Rule::ignored(TITLE, Detail::GoogleBusinessForEvents, NOT_EVENT).from("inferred"),
    Rule::ignored(START_DATE, Detail::GoogleBusinessForEvents, NOT_EVENT).from("inferred"),
    Rule::ignored(START_TIME, Detail::GoogleBusinessForEvents, NOT_EVENT).from("inferred"),
    Rule::ignored(END_DATE, Detail::GoogleBusinessForEvents, NOT_EVENT).from("inferred"),
    Rule::ignored(END_TIME, Detail::GoogleBusinessForEvents, NOT_EVENT).from("inferred"),
    Rule::length(RuleSubject::Option(at("offerCouponCode")), Unit::Graphemes, 58).from("ayr"),
    Rule::ignored(at("offerCouponCode"), Detail::GoogleBusinessForOffers, NOT_OFFER),
    Rule::ignored(at("offerRedeemOnlineUrl"), Detail::GoogleBusinessForOffers, NOT_OFFER),
    Rule::ignored(at("offerTermsConditions"), Detail::GoogleBusinessForOffers, NOT_OFFER),
    Rule::missing(
        RuleSubject::Option(CTA_URL),
        Detail::GoogleBusinessButtonUrl,
        &[
            Condition::Given(CTA),
            Condition::IsNot(CTA, "CALL"),
            Condition::IsNot(TOPIC, "OFFER"),
            Condition::Absent(CTA_URL),
        ],
    ),
    Rule::conflict(
        RuleSubject::Option(CTA_URL),
        Detail::GoogleBusinessCall,
        &[Condition::Is(CTA, "CALL"), Condition::Given(CTA_URL)],
    )
    .from("gbplp"),
    Rule::matches(RuleSubject::Option(CTA_URL), MessageId::NotWeb, TextPattern::Web)
        .only_warn()
        .when(&[Condition::IsNot(CTA, "CALL")])
        .from("inferred"),
    Rule::matches(RuleSubject::Option(at("offerRedeemOnlineUrl")), MessageId::NotWeb, TextPattern::Web)
        .only_warn()
        .from("inferred"),
    Rule::ignored(CTA_URL, Detail::GoogleBusinessNoButton, &[Condition::Absent(CTA)]).from("inferred"),
    Rule::ignored(CTA, Detail::GoogleBusinessOfferButton, &[OFFER]).from("gbplp"),
    Rule::notice(RuleSubject::Option(CTA), Detail::GoogleBusinessGetOffer, &[Condition::Is(CTA, "GET_OFFER")])
        .from("gbplp"),
    Rule::container(PICTURE, &["jpeg", "png"], Detail::JpegPng).from("gbphelp"),
    Rule::file(PICTURE, MediaFact::Bytes, 10_000.0, f32::INFINITY, Detail::GoogleBusinessPhotoBytes).from("gbphelp"),
    Rule::megabytes(PICTURE, 5).from("gbphelp"),
    Rule::file(PICTURE, MediaFact::Width, 400.0, f32::INFINITY, Detail::GoogleBusinessPhotoSize)
        .only_warn()
        .from("gbphelp"),
    Rule::file(PICTURE, MediaFact::Height, 300.0, f32::INFINITY, Detail::GoogleBusinessPhotoSize)
        .only_warn()
        .from("gbphelp"),
];
