//! Google Business: updates, events, offers and buttons.

use serde_json::{Value, json};

use super::pairs::{Pair, format_pair, image_pair, pair, post, post_with, promises, set};

fn google(text: &str, media: &str) -> Value {
    post("googlebusiness", text, media)
}

fn google_with(text: &str, media: &str, options: Value) -> Value {
    post_with("googlebusiness", text, media, options)
}

fn image_post() -> Value {
    google("a", "i")
}

/// An event with changes; null removes a field.
fn event(changes: Value) -> Value {
    let mut event = json!({
        "topicType": "EVENT", "eventTitle": "Fair", "eventStartDate": "2026-12-24", "eventStartTime": "18:00",
        "eventEndDate": "2026-12-24", "eventEndTime": "20:00"
    });
    for (key, value) in changes.as_object().unwrap() {
        event[key] = value.clone();
    }
    event.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    google_with("a", "", event)
}

fn whole_event() -> Value {
    event(json!({}))
}

/// A post with an option of offers.
fn offer(key: &str, topic: &str) -> Value {
    let mut options = json!({ "topicType": topic, "eventTitle": "t" });
    options[key] = json!("https://a.example/");
    google_with("a", "", options)
}

fn button(kind: &str, url: Option<&str>) -> Value {
    let mut options = json!({ "callToActionType": kind });
    if let Some(url) = url {
        options["callToActionUrl"] = json!(url);
    }
    google_with("a", "", options)
}

promises!(
    a_text_has_at_most_1500_characters,
    a_phone_number_in_a_text_is_reported,
    a_post_without_media_has_text,
    a_post_has_at_most_one_image_and_no_video,
    an_event_has_a_title_a_start_and_an_end,
    an_offer_has_a_title_a_start_and_an_end,
    an_event_title_has_at_most_58_characters,
    dates_and_times_of_events_are_valid,
    an_event_ends_after_it_starts,
    event_options_apply_to_events_and_offers_only,
    a_coupon_code_has_at_most_58_characters,
    offer_options_apply_to_offers_only,
    an_offer_is_redeemed_at_a_web_address,
    a_button_has_a_web_address_except_to_call,
    an_address_needs_a_button,
    offers_have_no_button_and_get_offer_is_no_button,
    images_are_in_a_format_and_size_that_google_takes,
);

fn a_text_has_at_most_1500_characters() -> Vec<Pair> {
    vec![
        pair("googlebusiness.text.too_long", google(&"a".repeat(1501), ""), google(&"a".repeat(1500), "")),
        pair("googlebusiness.text.perhaps_too_long", google(&"😀".repeat(751), ""), google(&"😀".repeat(750), "")),
    ]
}

fn a_phone_number_in_a_text_is_reported() -> Vec<Pair> {
    vec![pair("googlebusiness.text.notice", google("Call +49 30 1234567", ""), google("Call us", ""))]
}

fn a_post_without_media_has_text() -> Vec<Pair> {
    vec![pair("googlebusiness.text.missing", google("", ""), google("", "i"))]
}

fn a_post_has_at_most_one_image_and_no_video() -> Vec<Pair> {
    vec![
        pair("googlebusiness.media.too_many", google("a", "ii"), image_post()),
        pair("googlebusiness.media.unsupported", google("a", "v"), image_post()),
    ]
}

fn an_event_has_a_title_a_start_and_an_end() -> Vec<Pair> {
    vec![
        pair("googlebusiness.event_title.missing", event(json!({ "eventTitle": null })), whole_event()),
        pair("googlebusiness.event_start_date.missing", event(json!({ "eventStartDate": null })), whole_event()),
        pair("googlebusiness.event_start_time.missing", event(json!({ "eventStartTime": null })), whole_event()),
        pair("googlebusiness.event_end_date.missing", event(json!({ "eventEndDate": null })), whole_event()),
        pair("googlebusiness.event_end_time.missing", event(json!({ "eventEndTime": null })), whole_event()),
        pair("googlebusiness.event_title.missing", event(json!({ "eventTitle": " " })), whole_event()),
    ]
}

fn an_offer_has_a_title_a_start_and_an_end() -> Vec<Pair> {
    vec![
        pair(
            "googlebusiness.event_title.missing",
            google_with("a", "", json!({ "topicType": "OFFER" })),
            google_with("a", "", json!({ "topicType": "OFFER", "eventTitle": "t" })),
        ),
        pair(
            "googlebusiness.event_start_date.missing",
            event(json!({ "topicType": "OFFER", "eventStartDate": null })),
            event(json!({ "topicType": "OFFER" })),
        ),
        pair(
            "googlebusiness.event_end_date.missing",
            event(json!({ "topicType": "OFFER", "eventEndDate": null })),
            event(json!({ "topicType": "OFFER" })),
        ),
        pair(
            "googlebusiness.event_title.missing",
            event(json!({ "topicType": "OFFER", "eventTitle": " " })),
            event(json!({ "topicType": "OFFER" })),
        ),
    ]
}

fn an_event_title_has_at_most_58_characters() -> Vec<Pair> {
    vec![pair(
        "googlebusiness.event_title.too_long",
        event(json!({ "eventTitle": "a".repeat(59) })),
        event(json!({ "eventTitle": "a".repeat(58) })),
    )]
}

fn dates_and_times_of_events_are_valid() -> Vec<Pair> {
    vec![
        pair(
            "googlebusiness.event_start_date.malformed",
            event(json!({ "eventStartDate": "24.12.2026" })),
            whole_event(),
        ),
        pair("googlebusiness.event_end_date.malformed", event(json!({ "eventEndDate": "2026-02-30" })), whole_event()),
        pair("googlebusiness.event_start_time.malformed", event(json!({ "eventStartTime": "6pm" })), whole_event()),
        pair("googlebusiness.event_end_time.malformed", event(json!({ "eventEndTime": "24:00" })), whole_event()),
    ]
}

fn an_event_ends_after_it_starts() -> Vec<Pair> {
    vec![
        pair("googlebusiness.event_end_date.conflict", event(json!({ "eventEndTime": "17:59" })), whole_event()),
        pair("googlebusiness.event_end_date.conflict", event(json!({ "eventEndDate": "2026-12-23" })), whole_event()),
    ]
}

fn event_options_apply_to_events_and_offers_only() -> Vec<Pair> {
    vec![
        pair("googlebusiness.event_title.ignored", google_with("a", "", json!({ "eventTitle": "t" })), whole_event()),
        pair(
            "googlebusiness.event_start_date.ignored",
            google_with("a", "", json!({ "eventStartDate": "2026-12-24" })),
            whole_event(),
        ),
        pair(
            "googlebusiness.event_start_time.ignored",
            google_with("a", "", json!({ "eventStartTime": "18:00" })),
            whole_event(),
        ),
        pair(
            "googlebusiness.event_end_date.ignored",
            google_with("a", "", json!({ "eventEndDate": "2026-12-24" })),
            whole_event(),
        ),
        pair(
            "googlebusiness.event_end_time.ignored",
            google_with("a", "", json!({ "eventEndTime": "20:00" })),
            whole_event(),
        ),
    ]
}

fn a_coupon_code_has_at_most_58_characters() -> Vec<Pair> {
    vec![pair(
        "googlebusiness.offer_coupon_code.too_long",
        google_with("a", "", json!({ "topicType": "OFFER", "offerCouponCode": "a".repeat(59) })),
        google_with("a", "", json!({ "topicType": "OFFER", "offerCouponCode": "a" })),
    )]
}

fn offer_options_apply_to_offers_only() -> Vec<Pair> {
    vec![
        pair(
            "googlebusiness.offer_coupon_code.ignored",
            offer("offerCouponCode", "STANDARD"),
            offer("offerCouponCode", "OFFER"),
        ),
        pair(
            "googlebusiness.offer_redeem_online_url.ignored",
            offer("offerRedeemOnlineUrl", "STANDARD"),
            offer("offerRedeemOnlineUrl", "OFFER"),
        ),
        pair(
            "googlebusiness.offer_terms_conditions.ignored",
            offer("offerTermsConditions", "STANDARD"),
            offer("offerTermsConditions", "OFFER"),
        ),
    ]
}

fn an_offer_is_redeemed_at_a_web_address() -> Vec<Pair> {
    vec![pair(
        "googlebusiness.offer_redeem_online_url.not_web",
        set(
            offer("offerRedeemOnlineUrl", "OFFER"),
            "/platforms/0/platformSpecificData/offerRedeemOnlineUrl",
            json!("tel:+491234"),
        ),
        offer("offerRedeemOnlineUrl", "OFFER"),
    )]
}

fn a_button_has_a_web_address_except_to_call() -> Vec<Pair> {
    vec![
        pair(
            "googlebusiness.call_to_action_url.missing",
            button("BOOK", None),
            button("BOOK", Some("https://a.example/")),
        ),
        pair("googlebusiness.call_to_action_url.conflict", button("CALL", Some("tel:+491234")), button("CALL", None)),
        pair(
            "googlebusiness.call_to_action_url.not_web",
            button("BOOK", Some("tel:+491234")),
            button("BOOK", Some("https://a.example/")),
        ),
    ]
}

fn an_address_needs_a_button() -> Vec<Pair> {
    vec![pair(
        "googlebusiness.call_to_action_url.ignored",
        google_with("a", "", json!({ "callToActionUrl": "https://a.example/" })),
        button("BOOK", Some("https://a.example/")),
    )]
}

fn offers_have_no_button_and_get_offer_is_no_button() -> Vec<Pair> {
    vec![
        pair(
            "googlebusiness.call_to_action_type.ignored",
            google_with("a", "", json!({ "topicType": "OFFER", "eventTitle": "t", "callToActionType": "CALL" })),
            button("CALL", None),
        ),
        pair(
            "googlebusiness.call_to_action_type.notice",
            button("GET_OFFER", Some("https://a.example/")),
            button("BOOK", Some("https://a.example/")),
        ),
    ]
}

fn images_are_in_a_format_and_size_that_google_takes() -> Vec<Pair> {
    vec![
        format_pair("googlebusiness.media.not_taken", &image_post(), 'i', ["gif", "", ""], ["png", "", ""]),
        image_pair("googlebusiness.media.out_of_range", &image_post(), &[("bytes", 9000.0)], &[("bytes", 10_000.0)]),
        image_pair("googlebusiness.media.too_heavy", &image_post(), &[("bytes", 6e6)], &[("bytes", 5e6)]),
        image_pair("googlebusiness.media.out_of_range", &image_post(), &[("width", 390.0)], &[("width", 400.0)]),
        image_pair("googlebusiness.media.out_of_range", &image_post(), &[("height", 290.0)], &[("height", 300.0)]),
    ]
}
