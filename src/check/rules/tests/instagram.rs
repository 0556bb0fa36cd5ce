//! Instagram: feed posts, reels and stories.

use serde_json::{Value, json};

use super::context::FileOf;
use super::pairs::{
    Pair, format_pair, image_pair, pair, post, post_with, promises, ratio_pair, thumbnail_pair, video_pair,
};

fn instagram(text: &str, media: &str) -> Value {
    post("instagram", text, media)
}

fn instagram_with(text: &str, media: &str, options: Value) -> Value {
    post_with("instagram", text, media, options)
}

fn image_post() -> Value {
    instagram("", "i")
}

fn two_images() -> Value {
    instagram("", "ii")
}

fn video_post() -> Value {
    instagram("", "v")
}

fn video_story() -> Value {
    story("v")
}

fn story(media: &str) -> Value {
    instagram_with("", media, json!({ "contentType": "story" }))
}

fn with_thumbnail_at(url: &str) -> Value {
    instagram_with("", "v", json!({ "coverUrl": url }))
}

fn with_thumbnail() -> Value {
    with_thumbnail_at("https://a.example/b")
}

/// Repeats hashtags (`#`) or mentions (`@`).
fn tags(count: usize, mark: &str) -> String {
    (0..count).map(|n| format!("{mark}tag{n} ")).collect()
}

promises!(
    a_post_has_1_to_10_media_items,
    a_story_has_one_media_item,
    a_caption_has_at_most_2200_characters,
    a_caption_has_at_most_30_hashtags_and_20_mentions,
    a_story_has_no_caption_and_no_collaborators,
    share_to_feed_applies_to_reels_only,
    a_thumbnail_applies_to_videos_only,
    a_thumbnail_has_a_public_web_address,
    a_thumbnail_is_a_frame_of_the_video_or_an_image_but_not_both,
    a_thumbnail_is_a_jpeg_of_at_most_8_mb,
    images_are_jpegs_of_at_most_8_mb,
    images_are_wide_enough_and_not_too_tall,
    a_carousel_has_one_aspect_ratio,
    videos_are_in_formats_that_instagram_takes,
    videos_are_within_the_limits_of_size_and_duration,
    video_and_sound_are_encoded_as_instagram_documents,
);

fn a_post_has_1_to_10_media_items() -> Vec<Pair> {
    vec![
        pair("instagram.media.missing", instagram("hi", ""), instagram("hi", "i")),
        pair("instagram.media.too_many", instagram("", &"i".repeat(11)), instagram("", &"i".repeat(10))),
    ]
}

fn a_story_has_one_media_item() -> Vec<Pair> {
    vec![pair("instagram.media.too_many", story("ii"), story("i"))]
}

fn a_caption_has_at_most_2200_characters() -> Vec<Pair> {
    vec![
        pair("instagram.text.too_long", instagram(&"a".repeat(2201), "i"), instagram(&"a".repeat(2200), "i")),
        pair("instagram.text.perhaps_too_long", instagram(&"😀".repeat(1101), "i"), instagram(&"😀".repeat(1100), "i")),
    ]
}

fn a_caption_has_at_most_30_hashtags_and_20_mentions() -> Vec<Pair> {
    vec![
        pair("instagram.text.too_many", instagram(&tags(31, "#"), "i"), instagram(&tags(30, "#"), "i")),
        pair("instagram.text.perhaps_too_many", instagram(&tags(6, "#"), "i"), instagram(&tags(5, "#"), "i")),
        pair("instagram.text.too_many", instagram(&tags(21, "@"), "i"), instagram(&tags(20, "@"), "i")),
    ]
}

fn a_story_has_no_caption_and_no_collaborators() -> Vec<Pair> {
    vec![
        pair("instagram.text.ignored", instagram_with("hi", "i", json!({ "contentType": "story" })), story("i")),
        pair(
            "instagram.collaborators.conflict",
            instagram_with("", "i", json!({ "contentType": "story", "collaborators": ["a"] })),
            instagram_with("", "i", json!({ "collaborators": ["a"] })),
        ),
    ]
}

fn share_to_feed_applies_to_reels_only() -> Vec<Pair> {
    vec![
        pair(
            "instagram.share_to_feed.ignored",
            instagram_with("", "i", json!({ "shareToFeed": true })),
            instagram_with("", "v", json!({ "shareToFeed": true })),
        ),
        pair(
            "instagram.share_to_feed.ignored",
            instagram_with("", "v", json!({ "shareToFeed": true, "contentType": "story" })),
            instagram_with("", "v", json!({ "shareToFeed": true })),
        ),
    ]
}

fn a_thumbnail_applies_to_videos_only() -> Vec<Pair> {
    vec![
        pair(
            "instagram.cover_url.ignored",
            instagram_with("", "i", json!({ "coverUrl": "https://a.example/b" })),
            with_thumbnail(),
        ),
        pair(
            "instagram.thumb_offset.ignored",
            instagram_with("", "i", json!({ "thumbOffset": 5 })),
            instagram_with("", "v", json!({ "thumbOffset": 5 })),
        ),
    ]
}

fn a_thumbnail_has_a_public_web_address() -> Vec<Pair> {
    vec![
        pair("instagram.cover_url.not_web", with_thumbnail_at("file:///b"), with_thumbnail()),
        pair("instagram.cover_url.private", with_thumbnail_at("http://localhost/b"), with_thumbnail()),
    ]
}

fn a_thumbnail_is_a_frame_of_the_video_or_an_image_but_not_both() -> Vec<Pair> {
    vec![
        pair(
            "instagram.thumb_offset.ignored",
            instagram_with("", "v", json!({ "thumbOffset": 5, "coverUrl": "https://a.example/b" })),
            instagram_with("", "v", json!({ "thumbOffset": 5 })),
        ),
        video_pair(
            "instagram.thumb_offset.out_of_range",
            &instagram_with("", "v", json!({ "thumbOffset": 20_000 })),
            &[("duration", 19.0)],
            &[("duration", 20.0)],
        ),
    ]
}

fn a_thumbnail_is_a_jpeg_of_at_most_8_mb() -> Vec<Pair> {
    vec![
        thumbnail_pair(
            "instagram.cover_url.not_taken",
            &with_thumbnail(),
            FileOf::OptionThumbnail(0),
            (&[], "png"),
            (&[], "jpeg"),
        ),
        thumbnail_pair(
            "instagram.cover_url.too_heavy",
            &with_thumbnail(),
            FileOf::OptionThumbnail(0),
            (&[("bytes", 9e6)], "jpeg"),
            (&[("bytes", 8e6)], "jpeg"),
        ),
    ]
}

fn images_are_jpegs_of_at_most_8_mb() -> Vec<Pair> {
    vec![
        format_pair("instagram.media.not_taken", &image_post(), 'i', ["webp", "", ""], ["jpeg", "", ""]),
        format_pair("instagram.media.not_taken", &image_post(), 'i', ["png", "", ""], ["jpeg", "", ""]),
        image_pair("instagram.media.too_heavy", &image_post(), &[("bytes", 8_388_609.0)], &[("bytes", 8e6)]),
    ]
}

fn images_are_wide_enough_and_not_too_tall() -> Vec<Pair> {
    vec![
        image_pair("instagram.media.out_of_range", &image_post(), &[("width", 800.0)], &[("width", 864.0)]),
        image_pair(
            "instagram.media.out_of_range",
            &image_post(),
            &[("width", 300.0), ("height", 300.0)],
            &[("width", 320.0), ("height", 320.0)],
        ),
    ]
}

fn a_carousel_has_one_aspect_ratio() -> Vec<Pair> {
    vec![ratio_pair("instagram.media.notice", &two_images())]
}

fn videos_are_in_formats_that_instagram_takes() -> Vec<Pair> {
    vec![
        format_pair("instagram.media.not_taken", &video_post(), 'v', ["webm", "h264", "aac"], ["mov", "h264", "aac"]),
        format_pair("instagram.media.not_taken", &video_post(), 'v', ["mp4", "av1", "aac"], ["mp4", "hevc", "aac"]),
        format_pair("instagram.media.not_taken", &video_post(), 'v', ["mp4", "h264", "mp3"], ["mp4", "h264", "aac"]),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("instagram.media.out_of_range", &video_post(), &[("rate", 20.0)], &[("rate", 23.0)]),
        video_pair(
            "instagram.media.out_of_range",
            &video_post(),
            &[("width", 2160.0), ("height", 3840.0)],
            &[("width", 1080.0), ("height", 1920.0)],
        ),
        video_pair("instagram.media.out_of_range", &video_post(), &[("height", 100.0)], &[("height", 200.0)]),
        video_pair("instagram.media.out_of_range", &video_story(), &[("width", 100.0)], &[("width", 110.0)]),
        video_pair("instagram.media.out_of_range", &video_post(), &[("bits", 26e6)], &[("bits", 25e6)]),
        video_pair("instagram.media.out_of_range", &video_post(), &[("duration", 2.0)], &[("duration", 3.0)]),
        video_pair("instagram.media.out_of_range", &video_story(), &[("duration", 61.0)], &[("duration", 60.0)]),
        video_pair("instagram.media.too_heavy", &video_post(), &[("bytes", 4e8)], &[("bytes", 3e8)]),
        video_pair("instagram.media.too_heavy", &video_story(), &[("bytes", 2e8)], &[("bytes", 1e8)]),
    ]
}

fn video_and_sound_are_encoded_as_instagram_documents() -> Vec<Pair> {
    vec![
        video_pair("instagram.media.out_of_range", &video_post(), &[("channels", 6.0)], &[("channels", 1.0)]),
        video_pair("instagram.media.out_of_range", &video_post(), &[("samples", 96_000.0)], &[("samples", 44_100.0)]),
        video_pair("instagram.media.out_of_range", &video_post(), &[("streamable", 0.0)], &[]),
        video_pair("instagram.media.out_of_range", &video_post(), &[("chroma", 2.0)], &[("chroma", 1.0)]),
    ]
}
