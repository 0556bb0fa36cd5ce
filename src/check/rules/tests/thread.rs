//! Threads on X: each post of a thread keeps the rules by itself.

use serde_json::{Value, json};

use super::context::{File, FileOf, Times, files};
use super::pairs::{MODE, Pair, codes, context_pair, pair, post_with, promises};
use crate::check::testing::issues_in;

/// A post with one more post in its thread.
fn thread(text: &str, media: Value, long_post: bool) -> Value {
    let item = json!({ "content": text, "mediaItems": media });
    post_with("twitter", "hi", "", json!({ "threadItems": [item], "longPost": long_post }))
}

fn image(url: &str) -> Value {
    json!([{ "type": "image", "url": url }])
}

promises!(
    each_post_of_a_thread_has_at_most_280_weighted_characters,
    media_of_a_thread_have_public_web_addresses,
    media_of_a_thread_are_reachable_at_the_time_of_publishing,
    a_location_in_an_image_of_a_thread_is_reported,
);

fn each_post_of_a_thread_has_at_most_280_weighted_characters() -> Vec<Pair> {
    vec![pair(
        "twitter.text.too_long",
        thread(&"a".repeat(281), json!([]), true),
        thread(&"a".repeat(280), json!([]), true),
    )]
}

fn media_of_a_thread_have_public_web_addresses() -> Vec<Pair> {
    vec![
        pair(
            "twitter.media.not_web",
            thread("b", image("ftp://a.example/b"), false),
            thread("b", image("https://a.example/b"), false),
        ),
        pair(
            "twitter.media.private",
            thread("b", image("http://10.0.0.1/b"), false),
            thread("b", image("https://a.example/b"), false),
        ),
    ]
}

fn media_of_a_thread_are_reachable_at_the_time_of_publishing() -> Vec<Pair> {
    let post = thread("b", image("https://a.example/b?Expires=1500000000"), false);
    let at = |now| Times { now, ..Times::UNKNOWN }.encode();
    vec![context_pair("twitter.media.notice", &post, at(1.6e12), at(1.4e12))]
}

fn a_location_in_an_image_of_a_thread_is_reported() -> Vec<Pair> {
    let post = thread("b", image("https://a.example/b.jpg"), false);
    let context = |location| {
        let facts = [("location", location)];
        files(&[File { of: FileOf::ThreadItem(0, 0), kind: 'i', facts: &facts, formats: ["jpeg", "", ""] }])
    };
    vec![context_pair("twitter.media.location", &post, context(1.0), context(f64::NAN))]
}

#[test]
fn facts_are_found_by_target_and_thread_item() {
    let video = json!({ "type": "video", "url": "https://a.example/b" });
    let items = json!([{ "content": "c" }, { "content": "b", "mediaItems": [video] }]);
    let post = post_with("twitter", "a", "", json!({ "threadItems": items }));
    let context = |of| files(&[File { of, kind: 'v', facts: &[], formats: ["matroska", "h264", "aac"] }]);
    let issues = issues_in(&post, MODE, &context(FileOf::ThreadItem(0, 1)));
    let [issue] = issues.as_slice() else { panic!("{issues:#?}") };
    assert_eq!(issue.code, "twitter.media.not_taken");
    assert_eq!(issue.path, "platforms.0.platformSpecificData.threadItems.1.mediaItems.0");
    for other in [FileOf::Item(0), FileOf::ThreadItem(0, 0), FileOf::ThreadItem(1, 1)] {
        assert_eq!(codes(&post, &context(other)), []);
    }
}
