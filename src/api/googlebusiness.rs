//! Google Business Profile (`googlebusiness`).

use super::table::{Field, Object, Type};

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
        Field::optional("eventTitle", Type::TEXT, "spec", "Title of the event. Needed for `EVENT`."),
        Field::optional("eventStartDate", Type::TEXT, "spec", "First day, `YYYY-MM-DD`. Needed for `EVENT`."),
        Field::optional("eventStartTime", Type::TEXT, "spec", "Start, `HH:MM` of 24 hours. Needed for `EVENT`."),
        Field::optional("eventEndDate", Type::TEXT, "spec", "Last day, `YYYY-MM-DD`. Needed for `EVENT`."),
        Field::optional("eventEndTime", Type::TEXT, "spec", "End, `HH:MM` of 24 hours. Needed for `EVENT`."),
        Field::optional("offerCouponCode", Type::TEXT, "spec", "Coupon code. `OFFER` posts only."),
        Field::optional("offerRedeemOnlineUrl", Type::URI, "spec", "Where to redeem. `OFFER` posts only."),
        Field::optional("offerTermsConditions", Type::TEXT, "spec", "Terms of the offer. `OFFER` posts only."),
    ],
)
.doc("Options of a Google Business post.");
