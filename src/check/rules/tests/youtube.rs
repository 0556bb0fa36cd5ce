//! YouTube: videos, titles, tags and thumbnails.

use serde_json::{Value, json};

use super::context::FileOf;
use super::pairs::{Pair, pair, post, post_with, promises, set, thumbnail_pair, video_pair};

fn youtube(text: &str, media: &str) -> Value {
    post("youtube", text, media)
}

fn youtube_with(text: &str, media: &str, options: Value) -> Value {
    post_with("youtube", text, media, options)
}

fn with_thumbnail() -> Value {
    set(youtube("", "v"), "/mediaItems/0/thumbnail", json!("https://a.example/b.png"))
}

promises!(
    a_post_is_exactly_one_video,
    a_description_has_at_most_5000_bytes_and_no_angle_brackets,
    a_title_has_1_to_100_characters_and_no_angle_brackets,
    tags_have_at_most_500_characters_in_all,
    tags_have_no_angle_brackets_and_no_commas,
    videos_made_for_kids_have_no_comments,
    videos_are_within_the_limits_of_size_and_duration,
    shorts_have_no_thumbnail,
    a_thumbnail_is_a_jpeg_or_png_of_at_most_2_mb_and_at_least_640_pixels_wide,
);

fn a_post_is_exactly_one_video() -> Vec<Pair> {
    vec![
        pair("youtube.media.missing", youtube("hi", ""), youtube("hi", "v")),
        pair("youtube.media.too_many", youtube("hi", "vv"), youtube("hi", "v")),
        pair("youtube.media.unsupported", youtube("hi", "vi"), youtube("hi", "v")),
    ]
}

fn a_description_has_at_most_5000_bytes_and_no_angle_brackets() -> Vec<Pair> {
    vec![
        pair("youtube.text.too_long", youtube(&"é".repeat(2501), "v"), youtube(&"é".repeat(2500), "v")),
        pair("youtube.text.forbidden", youtube("a < b", "v"), youtube("a ‹ b", "v")),
    ]
}

fn a_title_has_1_to_100_characters_and_no_angle_brackets() -> Vec<Pair> {
    vec![
        pair(
            "youtube.title.forbidden",
            youtube_with("", "v", json!({ "title": "a -> b" })),
            youtube_with("", "v", json!({ "title": "a → b" })),
        ),
        pair(
            "youtube.title.perhaps_too_long",
            youtube_with("", "v", json!({ "title": "😀".repeat(51) })),
            youtube_with("", "v", json!({ "title": "😀".repeat(50) })),
        ),
        pair(
            "youtube.title.missing",
            youtube_with("", "v", json!({ "title": " " })),
            youtube_with("", "v", json!({ "title": "t" })),
        ),
    ]
}

fn tags_have_at_most_500_characters_in_all() -> Vec<Pair> {
    vec![
        // 249 + 249, two quotation marks, a comma.
        pair(
            "youtube.tags.too_long",
            youtube_with("", "v", json!({ "tags": ["a".repeat(249), format!("b {}", "b".repeat(247))] })),
            youtube_with("", "v", json!({ "tags": ["a".repeat(249), format!("b {}", "b".repeat(246))] })),
        ),
    ]
}

fn tags_have_no_angle_brackets_and_no_commas() -> Vec<Pair> {
    vec![
        pair(
            "youtube.tags.forbidden",
            youtube_with("", "v", json!({ "tags": ["<a>"] })),
            youtube_with("", "v", json!({ "tags": ["a"] })),
        ),
        pair(
            "youtube.tags.notice",
            youtube_with("", "v", json!({ "tags": ["a,b"] })),
            youtube_with("", "v", json!({ "tags": ["a", "b"] })),
        ),
    ]
}

fn videos_made_for_kids_have_no_comments() -> Vec<Pair> {
    vec![
        pair(
            "youtube.made_for_kids.notice",
            youtube_with("", "v", json!({ "madeForKids": true })),
            youtube_with("", "v", json!({ "madeForKids": false })),
        ),
        pair(
            "youtube.first_comment.ignored",
            youtube_with("", "v", json!({ "madeForKids": true, "firstComment": "a" })),
            youtube_with("", "v", json!({ "firstComment": "a" })),
        ),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair(
            "youtube.media.out_of_range",
            &youtube("", "v"),
            &[("duration", 50_000.0)],
            &[("duration", 40_000.0)],
        ),
        video_pair("youtube.media.too_heavy", &youtube("", "v"), &[("bytes", 2.8e11)], &[("bytes", 2.5e11)]),
    ]
}

fn shorts_have_no_thumbnail() -> Vec<Pair> {
    vec![
        video_pair("youtube.media.ignored", &with_thumbnail(), &[("duration", 180.0)], &[("duration", 181.0)]),
        video_pair("youtube.media.ignored", &with_thumbnail(), &[("width", 1080.0)], &[("width", 1920.0)]),
    ]
}

fn a_thumbnail_is_a_jpeg_or_png_of_at_most_2_mb_and_at_least_640_pixels_wide() -> Vec<Pair> {
    vec![
        thumbnail_pair(
            "youtube.media.not_taken",
            &with_thumbnail(),
            FileOf::ItemThumbnail(0),
            (&[], "gif"),
            (&[], "png"),
        ),
        thumbnail_pair(
            "youtube.media.too_heavy",
            &with_thumbnail(),
            FileOf::ItemThumbnail(0),
            (&[("bytes", 2_097_153.0)], "png"),
            (&[("bytes", 2e6)], "png"),
        ),
        thumbnail_pair(
            "youtube.media.out_of_range",
            &with_thumbnail(),
            FileOf::ItemThumbnail(0),
            (&[("width", 639.0)], "png"),
            (&[("width", 640.0)], "png"),
        ),
    ]
}
