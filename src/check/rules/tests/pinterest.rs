//! Pinterest: pins with images or a video.

use serde_json::{Value, json};

use super::pairs::{Pair, format_pair, image_pair, pair, post, post_with, promises, ratio_pair, video_pair};

fn image_post() -> Value {
    pin("", "i")
}

fn two_images() -> Value {
    pin("", "ii")
}

fn video_post() -> Value {
    with_thumbnail("https://a.example/b")
}

/// A pin to a board.
fn pin(text: &str, media: &str) -> Value {
    pin_with(text, media, json!({}))
}

fn pin_with(text: &str, media: &str, options: Value) -> Value {
    let mut all = json!({ "boardId": "1" });
    all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
    post_with("pinterest", text, media, all)
}

fn with_thumbnail(url: &str) -> Value {
    pin_with("", "v", json!({ "coverImageUrl": url }))
}

promises!(
    a_pin_has_the_number_of_a_board,
    a_pin_has_up_to_five_images_or_one_video,
    a_description_has_at_most_500_characters,
    a_link_is_a_short_https_address,
    a_dominant_color_is_hexadecimal,
    a_thumbnail_has_a_public_web_address,
    a_video_has_a_thumbnail_and_an_image_has_none,
    images_are_in_a_format_and_size_that_pinterest_takes,
    a_carousel_has_one_aspect_ratio,
    videos_are_in_formats_that_pinterest_takes,
    videos_are_within_the_limits_of_size_and_duration,
);

fn a_pin_has_the_number_of_a_board() -> Vec<Pair> {
    vec![
        pair("pinterest.board_id.missing", post("pinterest", "", "i"), image_post()),
        pair("pinterest.board_id.malformed", pin_with("", "i", json!({ "boardId": "board" })), image_post()),
    ]
}

fn a_pin_has_up_to_five_images_or_one_video() -> Vec<Pair> {
    vec![
        pair("pinterest.media.missing", pin("hi", ""), pin("hi", "i")),
        pair("pinterest.media.too_many", pin("", "iiiiii"), pin("", "iiiii")),
        pair("pinterest.media.too_many", pin("", "vv"), pin("", "v")),
        pair("pinterest.media.conflict", pin("", "vi"), pin("", "v")),
    ]
}

fn a_description_has_at_most_500_characters() -> Vec<Pair> {
    vec![
        pair("pinterest.text.too_long", pin(&"a".repeat(801), "i"), pin(&"a".repeat(500), "i")),
        pair("pinterest.text.too_long", pin(&"a".repeat(501), "i"), pin(&"a".repeat(500), "i")),
    ]
}

fn a_link_is_a_short_https_address() -> Vec<Pair> {
    vec![
        pair(
            "pinterest.link.too_long",
            pin_with("", "i", json!({ "link": format!("https://a.example/{}", "a".repeat(2040)) })),
            pin_with("", "i", json!({ "link": "https://a.example/a" })),
        ),
        pair(
            "pinterest.link.not_web",
            pin_with("", "i", json!({ "link": "mailto:a@b.example" })),
            pin_with("", "i", json!({ "link": "https://a.example/" })),
        ),
        pair(
            "pinterest.link.insecure",
            pin_with("", "i", json!({ "link": "http://a.example/" })),
            pin_with("", "i", json!({ "link": "https://a.example/" })),
        ),
    ]
}

fn a_dominant_color_is_hexadecimal() -> Vec<Pair> {
    vec![pair(
        "pinterest.dominant_color.malformed",
        pin_with("", "i", json!({ "dominantColor": "red" })),
        pin_with("", "i", json!({ "dominantColor": "#6E7874" })),
    )]
}

fn a_thumbnail_has_a_public_web_address() -> Vec<Pair> {
    vec![
        pair(
            "pinterest.cover_image_url.not_web",
            with_thumbnail("data:image/png;base64,AA"),
            with_thumbnail("https://a.example/b"),
        ),
        pair(
            "pinterest.cover_image_url.private",
            with_thumbnail("http://192.168.0.9/b"),
            with_thumbnail("https://a.example/b"),
        ),
    ]
}

fn a_video_has_a_thumbnail_and_an_image_has_none() -> Vec<Pair> {
    vec![
        pair(
            "pinterest.cover_image_url.ignored",
            pin_with("", "i", json!({ "coverImageUrl": "https://a.example/b" })),
            with_thumbnail("https://a.example/b"),
        ),
        pair("pinterest.cover_image_url.missing", pin("", "v"), with_thumbnail("https://a.example/b")),
    ]
}

fn images_are_in_a_format_and_size_that_pinterest_takes() -> Vec<Pair> {
    vec![
        format_pair("pinterest.media.not_taken", &image_post(), 'i', ["avif", "", ""], ["webp", "", ""]),
        image_pair("pinterest.media.too_heavy", &image_post(), &[("bytes", 4e7)], &[("bytes", 3.2e7)]),
        image_pair("pinterest.media.out_of_range", &image_post(), &[("bytes", 2.5e7)], &[("bytes", 2e7)]),
    ]
}

fn a_carousel_has_one_aspect_ratio() -> Vec<Pair> {
    vec![ratio_pair("pinterest.media.notice", &two_images())]
}

fn videos_are_in_formats_that_pinterest_takes() -> Vec<Pair> {
    vec![
        format_pair("pinterest.media.not_taken", &video_post(), 'v', ["webm", "h264", "aac"], ["m4v", "h264", "aac"]),
        format_pair("pinterest.media.not_taken", &video_post(), 'v', ["mp4", "vp9", "aac"], ["mp4", "hevc", "aac"]),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("pinterest.media.too_heavy", &video_post(), &[("bytes", 2.2e9)], &[("bytes", 2e9)]),
        video_pair("pinterest.media.out_of_range", &video_post(), &[("duration", 3.0)], &[("duration", 4.0)]),
        video_pair("pinterest.media.out_of_range", &video_post(), &[("width", 3000.0)], &[("width", 2000.0)]),
    ]
}
