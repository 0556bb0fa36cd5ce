//! Facebook: texts, links, images and videos.

use serde_json::{Value, json};

use super::pairs::{Pair, file_pair, format_pair, image_pair, pair, post, post_with, promises, video_pair};

fn facebook(text: &str, media: &str) -> Value {
    post("facebook", text, media)
}

fn facebook_with(text: &str, media: &str, options: Value) -> Value {
    post_with("facebook", text, media, options)
}

fn image_post() -> Value {
    facebook("", "i")
}

fn video_post() -> Value {
    facebook("", "v")
}

fn with_thumbnail(url: &str) -> Value {
    facebook_with("", "v", json!({ "videoThumbnailUrl": url }))
}

promises!(
    a_text_has_at_most_63206_characters,
    a_post_has_text_or_media_or_a_link,
    a_link_has_a_web_address_and_excludes_media,
    a_thumbnail_has_a_public_web_address,
    a_thumbnail_applies_to_videos_only,
    a_post_has_ten_images_or_one_video,
    images_are_in_a_format_and_size_that_facebook_takes,
    videos_are_in_formats_that_facebook_takes,
    videos_are_within_the_limits_of_size_and_duration,
);

fn a_text_has_at_most_63206_characters() -> Vec<Pair> {
    vec![
        pair("facebook.text.too_long", facebook(&"a".repeat(63_207), ""), facebook(&"a".repeat(63_206), "")),
        pair("facebook.text.perhaps_too_long", facebook(&"😀".repeat(31_604), ""), facebook(&"😀".repeat(31_603), "")),
    ]
}

fn a_post_has_text_or_media_or_a_link() -> Vec<Pair> {
    vec![pair(
        "facebook.text.missing",
        facebook("", ""),
        facebook_with("", "", json!({ "link": "https://a.example/" })),
    )]
}

fn a_link_has_a_web_address_and_excludes_media() -> Vec<Pair> {
    vec![
        pair(
            "facebook.link.not_web",
            facebook_with("a", "", json!({ "link": "javascript:void" })),
            facebook_with("a", "", json!({ "link": "https://a.example/" })),
        ),
        pair(
            "facebook.link.ignored",
            facebook_with("a", "i", json!({ "link": "https://a.example/" })),
            facebook_with("a", "", json!({ "link": "https://a.example/" })),
        ),
    ]
}

fn a_thumbnail_has_a_public_web_address() -> Vec<Pair> {
    vec![
        pair(
            "facebook.video_thumbnail_url.not_web",
            with_thumbnail("blob:https://a.example/b"),
            with_thumbnail("https://a.example/b"),
        ),
        pair(
            "facebook.video_thumbnail_url.private",
            with_thumbnail("https://nas.local/b"),
            with_thumbnail("https://a.example/b"),
        ),
    ]
}

fn a_thumbnail_applies_to_videos_only() -> Vec<Pair> {
    vec![pair(
        "facebook.video_thumbnail_url.ignored",
        facebook_with("", "i", json!({ "videoThumbnailUrl": "https://a.example/b" })),
        with_thumbnail("https://a.example/b"),
    )]
}

fn a_post_has_ten_images_or_one_video() -> Vec<Pair> {
    vec![
        pair("facebook.media.perhaps_too_many", facebook("", &"i".repeat(11)), facebook("", &"i".repeat(10))),
        pair("facebook.media.too_many", facebook("", "vv"), facebook("", "v")),
        pair("facebook.media.conflict", facebook("", "vi"), facebook("", "v")),
    ]
}

fn images_are_in_a_format_and_size_that_facebook_takes() -> Vec<Pair> {
    vec![
        format_pair("facebook.media.not_taken", &image_post(), 'i', ["webp", "", ""], ["png", "", ""]),
        image_pair("facebook.media.too_heavy", &image_post(), &[("bytes", 1.1e7)], &[("bytes", 1e7)]),
        image_pair("facebook.media.out_of_range", &image_post(), &[("bytes", 5e6)], &[("bytes", 4e6)]),
        file_pair(
            "facebook.media.out_of_range",
            &image_post(),
            'i',
            &[("bytes", 1.1e6)],
            &[("bytes", 1e6)],
            ["png", "", ""],
        ),
    ]
}

fn videos_are_in_formats_that_facebook_takes() -> Vec<Pair> {
    vec![format_pair(
        "facebook.media.not_taken",
        &video_post(),
        'v',
        ["webm", "vp9", "opus"],
        ["matroska", "vp9", "opus"],
    )]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("facebook.media.out_of_range", &video_post(), &[("bytes", 1.1e9)], &[("bytes", 1e9)]),
        video_pair("facebook.media.out_of_range", &video_post(), &[("duration", 1300.0)], &[("duration", 1200.0)]),
        video_pair("facebook.media.out_of_range", &video_post(), &[("width", 2500.0)], &[("width", 1920.0)]),
    ]
}
