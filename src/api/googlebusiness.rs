//! Google Business Profile (`googlebusiness`).

use super::rule::{ANY, At, Fact, Look, PICTURE, Rule, Say, Unit, VIDEO, What, When, place};
use super::table::{AppliesTo, Field, Input, Object, Type};

const FOR_EVENT: AppliesTo = AppliesTo::Value("topicType", "EVENT");
const FOR_OFFER: AppliesTo = AppliesTo::Value("topicType", "OFFER");

/// `platformSpecificData` of a Google Business target.
pub(super) static OPTIONS: Object = Object::closed(
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
    place(&OPTIONS, key)
}

const TOPIC: u8 = at("topicType");
const CTA: u8 = at("callToActionType");
const CTA_URL: u8 = at("callToActionUrl");
const EVENT: When = When::Is(TOPIC, "EVENT");
const OFFER: When = When::Is(TOPIC, "OFFER");
const NOT_EVENT: &[When] = &[When::IsNot(TOPIC, "EVENT"), When::IsNot(TOPIC, "OFFER")];
const NOT_OFFER: &[When] = &[When::IsNot(TOPIC, "OFFER")];
const TITLE: u8 = at("eventTitle");
const START_DATE: u8 = at("eventStartDate");
const START_TIME: u8 = at("eventStartTime");
const END_DATE: u8 = at("eventEndDate");
const END_TIME: u8 = at("eventEndTime");
const OF_EVENT: &str = "every event has one";
const OF_OFFER: &str = "Google asks a title and dates of offers too";
const POST_SIZE: &str = "at least 400 by 300 pixels by publishers, 250 by 250 by Google";
const FOR_EVENTS: &str = "topicType is neither EVENT nor OFFER";
const FOR_OFFERS: &str = "topicType is not OFFER";
const DATE: &str = "a date such as 2026-12-24";
const TIME: &str = "a time from 00:00 to 23:59";

/// What Google Business asks beyond the schema.
pub(super) static RULES: &[Rule] = &[
    Rule::length(At::Text, Unit::Graphemes, 1500).from("gbphelp"),
    Rule::perhaps(At::Text, Unit::Graphemes, Unit::Utf16, 1500).from("gbphelp"),
    Rule::warning(At::Text, Say::Notice, What::Looks(Look::NoPhone))
        .why("Google may refuse text with a telephone number")
        .from("gbphelp"),
    Rule::warning(At::Text, Say::Missing, What::Always)
        .why("a post without media needs text")
        .when(&[When::NoText, When::Without(PICTURE | VIDEO)])
        .from("inferred"),
    Rule::error(At::Media, Say::TooMany, What::Items(ANY, 1)).why("photo").from("publishers"),
    Rule::error(At::Media, Say::Unsupported, What::Always)
        .why("videos through its API")
        .when(&[When::With(VIDEO)])
        .from("publishers"),
    Rule::missing(At::Option(TITLE), OF_EVENT, &[EVENT, When::Absent(TITLE)]),
    Rule::missing(At::Option(START_DATE), OF_EVENT, &[EVENT, When::Absent(START_DATE)]),
    Rule::missing(At::Option(START_TIME), OF_EVENT, &[EVENT, When::Absent(START_TIME)]),
    Rule::missing(At::Option(END_DATE), OF_EVENT, &[EVENT, When::Absent(END_DATE)]),
    Rule::missing(At::Option(END_TIME), OF_EVENT, &[EVENT, When::Absent(END_TIME)]),
    Rule::missing(At::Option(TITLE), OF_OFFER, &[OFFER, When::Absent(TITLE)])
        .only_warn()
        .from("gbplp")
        .note("PostPeer's schema asks them of events only."),
    Rule::missing(At::Option(START_DATE), OF_OFFER, &[OFFER, When::Absent(START_DATE)]).only_warn().from("gbplp"),
    Rule::missing(At::Option(END_DATE), OF_OFFER, &[OFFER, When::Absent(END_DATE)]).only_warn().from("gbplp"),
    Rule::error(At::Option(TITLE), Say::Missing, What::Looks(Look::NotBlank)).why(OF_EVENT).when(&[EVENT]),
    Rule::warning(At::Option(TITLE), Say::Missing, What::Looks(Look::NotBlank))
        .why(OF_OFFER)
        .when(&[OFFER])
        .from("gbplp"),
    Rule::length(At::Option(TITLE), Unit::Graphemes, 58).from("ayr"),
    Rule::error(At::Option(START_DATE), Say::Malformed, What::Looks(Look::Date)).why(DATE),
    Rule::error(At::Option(END_DATE), Say::Malformed, What::Looks(Look::Date)).why(DATE),
    Rule::error(At::Option(START_TIME), Say::Malformed, What::Looks(Look::Time)).why(TIME),
    Rule::error(At::Option(END_TIME), Say::Malformed, What::Looks(Look::Time)).why(TIME),
    Rule::error(At::Option(END_DATE), Say::Conflict, What::Order([END_DATE, END_TIME, START_DATE, START_TIME]))
        .why("a later start")
        .from("gbplp"),
    Rule::ignored(TITLE, FOR_EVENTS, NOT_EVENT).from("inferred"),
    Rule::ignored(START_DATE, FOR_EVENTS, NOT_EVENT).from("inferred"),
    Rule::ignored(START_TIME, FOR_EVENTS, NOT_EVENT).from("inferred"),
    Rule::ignored(END_DATE, FOR_EVENTS, NOT_EVENT).from("inferred"),
    Rule::ignored(END_TIME, FOR_EVENTS, NOT_EVENT).from("inferred"),
    Rule::length(At::Option(at("offerCouponCode")), Unit::Graphemes, 58).from("ayr"),
    Rule::ignored(at("offerCouponCode"), FOR_OFFERS, NOT_OFFER),
    Rule::ignored(at("offerRedeemOnlineUrl"), FOR_OFFERS, NOT_OFFER),
    Rule::ignored(at("offerTermsConditions"), FOR_OFFERS, NOT_OFFER),
    Rule::missing(
        At::Option(CTA_URL),
        "every button but CALL leads somewhere",
        &[When::Given(CTA), When::IsNot(CTA, "CALL"), When::IsNot(TOPIC, "OFFER"), When::Absent(CTA_URL)],
    ),
    Rule::error(At::Option(CTA_URL), Say::Conflict, What::Always)
        .why("CALL, which dials the number of the profile")
        .when(&[When::Is(CTA, "CALL"), When::Given(CTA_URL)])
        .from("gbplp"),
    Rule::warning(At::Option(CTA_URL), Say::NotWeb, What::Looks(Look::Web))
        .when(&[When::IsNot(CTA, "CALL")])
        .from("inferred"),
    Rule::warning(At::Option(at("offerRedeemOnlineUrl")), Say::NotWeb, What::Looks(Look::Web)).from("inferred"),
    Rule::ignored(CTA_URL, "there is no callToActionType", &[When::Absent(CTA)]).from("inferred"),
    Rule::ignored(CTA, "an offer has no button", &[OFFER]).from("gbplp"),
    Rule::warning(At::Option(CTA), Say::Notice, What::Always)
        .why("GET_OFFER is deprecated: use topicType OFFER")
        .when(&[When::Is(CTA, "GET_OFFER")])
        .from("gbplp"),
    Rule::container(PICTURE, &["jpeg", "png"], "JPEG and PNG").from("gbphelp"),
    Rule::file(PICTURE, Fact::Bytes, 10_000.0, f32::INFINITY, "at least 10 kB").from("gbphelp"),
    Rule::megabytes(PICTURE, 5).from("gbphelp"),
    Rule::file(PICTURE, Fact::Width, 400.0, f32::INFINITY, POST_SIZE).only_warn().from("gbphelp"),
    Rule::file(PICTURE, Fact::Height, 300.0, f32::INFINITY, POST_SIZE).only_warn().from("gbphelp"),
];
