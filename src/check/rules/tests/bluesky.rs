//! Bluesky: texts in graphemes, images, videos and languages.

use serde_json::{Value, json};

use super::pairs::{Pair, format_pair, image_pair, pair, post, post_with, promises, video_pair};

fn bluesky(text: &str, media: &str) -> Value {
    post("bluesky", text, media)
}

fn bluesky_with(text: &str, media: &str, options: Value) -> Value {
    post_with("bluesky", text, media, options)
}

fn image_post() -> Value {
    bluesky("", "i")
}

fn video_post() -> Value {
    bluesky("", "v")
}

const FAMILY: &str = "👨‍👩‍👧‍👦";

promises!(
    a_text_has_at_most_300_graphemes_and_3000_bytes,
    a_post_without_media_has_text,
    a_hashtag_has_at_most_64_graphemes,
    a_post_has_at_most_three_languages,
    a_post_has_four_images_or_one_video,
    a_video_is_reported_as_undocumented,
    each_image_has_at_most_one_alt_text_of_2000_characters,
    images_are_in_a_format_and_size_that_bluesky_takes,
    videos_are_in_formats_that_bluesky_takes,
    videos_are_within_the_limits_of_size_and_duration,
);

fn a_text_has_at_most_300_graphemes_and_3000_bytes() -> Vec<Pair> {
    vec![
        pair("bluesky.text.too_long", bluesky(&"a".repeat(301), ""), bluesky(&"a".repeat(300), "")),
        pair("bluesky.text.too_long", bluesky(&FAMILY.repeat(121), ""), bluesky(&FAMILY.repeat(120), "")),
    ]
}

fn a_post_without_media_has_text() -> Vec<Pair> {
    vec![pair("bluesky.text.missing", bluesky("", ""), bluesky("", "i"))]
}

fn a_hashtag_has_at_most_64_graphemes() -> Vec<Pair> {
    vec![pair(
        "bluesky.text.too_long",
        bluesky(&format!("#{}", "a".repeat(65)), ""),
        bluesky(&format!("#{} #b", "a".repeat(64)), ""),
    )]
}

fn a_post_has_at_most_three_languages() -> Vec<Pair> {
    vec![
        pair(
            "bluesky.langs.too_many",
            bluesky_with("a", "", json!({ "langs": ["en", "de", "fr", "es"] })),
            bluesky_with("a", "", json!({ "langs": ["en", "de", "fr"] })),
        ),
        pair(
            "bluesky.langs.malformed",
            bluesky_with("a", "", json!({ "langs": ["en_US"] })),
            bluesky_with("a", "", json!({ "langs": ["en-US"] })),
        ),
    ]
}

fn a_post_has_four_images_or_one_video() -> Vec<Pair> {
    vec![
        pair("bluesky.media.too_many", bluesky("", &"i".repeat(11)), bluesky("", "iiii")),
        pair("bluesky.media.perhaps_too_many", bluesky("", "iiiii"), bluesky("", "iiii")),
        pair("bluesky.media.too_many", bluesky("", "vv"), bluesky("", "v")),
        pair("bluesky.media.conflict", bluesky("", "vi"), bluesky("", "v")),
    ]
}

fn a_video_is_reported_as_undocumented() -> Vec<Pair> {
    vec![pair("bluesky.media.notice", bluesky("", "v"), bluesky("", "i"))]
}

fn each_image_has_at_most_one_alt_text_of_2000_characters() -> Vec<Pair> {
    vec![
        pair(
            "bluesky.alt_text.too_many",
            bluesky_with("", "i", json!({ "altText": ["a", "b"] })),
            bluesky_with("", "ii", json!({ "altText": ["a", "b"] })),
        ),
        pair(
            "bluesky.alt_text.too_long",
            bluesky_with("", "i", json!({ "altText": ["a".repeat(2001)] })),
            bluesky_with("", "i", json!({ "altText": ["a".repeat(2000)] })),
        ),
    ]
}

fn images_are_in_a_format_and_size_that_bluesky_takes() -> Vec<Pair> {
    vec![
        image_pair("bluesky.media.out_of_range", &image_post(), &[("bytes", 2_000_001.0)], &[("bytes", 1e6)]),
        image_pair("bluesky.media.out_of_range", &image_post(), &[("bytes", 1_000_001.0)], &[("bytes", 1e6)]),
        format_pair("bluesky.media.not_taken", &image_post(), 'i', ["gif", "", ""], ["webp", "", ""]),
    ]
}

fn videos_are_in_formats_that_bluesky_takes() -> Vec<Pair> {
    vec![format_pair("bluesky.media.not_taken", &video_post(), 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"])]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("bluesky.media.out_of_range", &video_post(), &[("bytes", 300_000_001.0)], &[("bytes", 3e8)]),
        video_pair("bluesky.media.out_of_range", &video_post(), &[("duration", 700.0)], &[("duration", 180.0)]),
        video_pair("bluesky.media.out_of_range", &video_post(), &[("duration", 190.0)], &[("duration", 180.0)]),
    ]
}
