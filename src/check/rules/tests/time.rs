//! Rules of time: the schedule, time zones, and signed addresses that expire.

use serde_json::{Value, json};

use super::context::Times;
use super::pairs::{Pair, context_pair, pair, post, promises, remove, set};

fn published_now() -> Value {
    post("twitter", "hi", "")
}

fn scheduled_in(zone: &str) -> Value {
    let post = set(remove(published_now(), "publishNow"), "/scheduledFor", json!("2026-12-24T18:00:00Z"));
    set(post, "/timezone", json!(zone))
}

/// Attaches an image whose address expires 1.5e9 seconds after 1970.
fn with_expiring_image(post: Value) -> Value {
    let item = json!({ "type": "image", "url": "https://cdn.example.com/a?Expires=1500000000" });
    set(post, "/mediaItems", json!([item]))
}

promises!(
    a_post_is_scheduled_in_the_future,
    a_time_zone_is_known_and_used,
    a_time_with_an_offset_agrees_with_the_time_zone,
    a_local_time_exists_exactly_once,
    media_are_reachable_at_the_time_of_publishing,
);

fn a_post_is_scheduled_in_the_future() -> Vec<Pair> {
    let at = |now| Times { now, instant: 1e12, local: 1e12, ..Times::UNKNOWN }.encode();
    vec![context_pair("post.scheduled_for.past", &scheduled_in("UTC"), at(2e12), at(1e12))]
}

fn a_time_zone_is_known_and_used() -> Vec<Pair> {
    let context = |zone_unknown| Times { now: 1.0, instant: 9e9, zone_unknown, ..Times::UNKNOWN }.encode();
    vec![
        context_pair("post.timezone.unknown", &scheduled_in("Mars/Base"), context(true), context(false)),
        pair("post.timezone.ignored", set(published_now(), "/timezone", json!("UTC")), scheduled_in("UTC")),
    ]
}

fn a_time_with_an_offset_agrees_with_the_time_zone() -> Vec<Pair> {
    let context = |local| Times { now: 1.0, instant: 9e9, local, ..Times::UNKNOWN }.encode();
    vec![context_pair("post.scheduled_for.two_readings", &scheduled_in("Asia/Tokyo"), context(8e9), context(9e9))]
}

fn a_local_time_exists_exactly_once() -> Vec<Pair> {
    let post = scheduled_in("Asia/Tokyo");
    let once = || Times { now: 1.0, local: 8e9, ..Times::UNKNOWN };
    let skipped = Times { in_gap: true, ..once() };
    let repeated = Times { second_local: 9e9, ..once() };
    vec![
        context_pair("post.scheduled_for.gap", &post, skipped.encode(), once().encode()),
        context_pair("post.scheduled_for.overlap", &post, repeated.encode(), once().encode()),
    ]
}

fn media_are_reachable_at_the_time_of_publishing() -> Vec<Pair> {
    let scheduled = |instant| Times { now: 1e12, instant, ..Times::UNKNOWN }.encode();
    let now = |now| Times { now, ..Times::UNKNOWN }.encode();
    vec![
        context_pair(
            "post.media.notice",
            &with_expiring_image(scheduled_in("UTC")),
            scheduled(1.6e12),
            scheduled(1.4e12),
        ),
        context_pair("post.media.notice", &with_expiring_image(published_now()), now(1.6e12), now(1.4e12)),
    ]
}
