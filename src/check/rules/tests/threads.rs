//! Threads, the platform. Threads on X are in `thread.rs`.

use serde_json::{Value, json};

use super::pairs::{Pair, format_pair, image_pair, pair, post, post_with, promises, video_pair};

fn threads(text: &str, media: &str) -> Value {
    post("threads", text, media)
}

fn threads_with(text: &str, media: &str, options: Value) -> Value {
    post_with("threads", text, media, options)
}

fn image_post() -> Value {
    threads("", "i")
}

fn video_post() -> Value {
    threads("", "v")
}

fn links(count: usize) -> String {
    (0..count).map(|n| format!("https://a{n}.example.com/ ")).collect()
}

promises!(
    a_text_has_at_most_500_characters,
    a_post_without_media_has_text,
    a_text_has_at_most_five_links_and_one_tag,
    a_tag_has_at_most_50_characters,
    a_post_has_at_most_20_media_items,
    each_image_has_at_most_one_alt_text_of_1000_characters,
    images_are_in_a_format_and_size_that_threads_takes,
    videos_are_in_formats_that_threads_takes,
    videos_are_within_the_limits_of_size_and_duration,
    video_and_sound_are_encoded_as_threads_documents,
);

fn a_text_has_at_most_500_characters() -> Vec<Pair> {
    vec![
        pair("threads.text.too_long", threads(&"a".repeat(501), ""), threads(&"a".repeat(500), "")),
        pair("threads.text.perhaps_too_long", threads(&"😀".repeat(126), ""), threads(&"😀".repeat(125), "")),
    ]
}

fn a_post_without_media_has_text() -> Vec<Pair> {
    vec![pair("threads.text.missing", threads("", ""), threads("", "i"))]
}

fn a_text_has_at_most_five_links_and_one_tag() -> Vec<Pair> {
    vec![
        pair("threads.text.too_many", threads(&links(6), ""), threads(&links(5), "")),
        pair("threads.text.too_many", threads("#one #two", ""), threads("#one", "")),
    ]
}

fn a_tag_has_at_most_50_characters() -> Vec<Pair> {
    vec![pair(
        "threads.text.too_long",
        threads(&format!("#{}", "a".repeat(51)), ""),
        threads(&format!("#{}", "a".repeat(50)), ""),
    )]
}

fn a_post_has_at_most_20_media_items() -> Vec<Pair> {
    vec![pair("threads.media.too_many", threads("", &"i".repeat(21)), threads("", &"i".repeat(20)))]
}

fn each_image_has_at_most_one_alt_text_of_1000_characters() -> Vec<Pair> {
    vec![
        pair(
            "threads.alt_text.too_long",
            threads_with("", "i", json!({ "altText": ["a".repeat(1001)] })),
            threads_with("", "i", json!({ "altText": ["a".repeat(1000)] })),
        ),
        pair(
            "threads.alt_text.perhaps_too_long",
            threads_with("", "i", json!({ "altText": ["😀".repeat(501)] })),
            threads_with("", "i", json!({ "altText": ["😀".repeat(500)] })),
        ),
        pair(
            "threads.alt_text.too_many",
            threads_with("", "v", json!({ "altText": ["a"] })),
            threads_with("", "i", json!({ "altText": ["a"] })),
        ),
    ]
}

fn images_are_in_a_format_and_size_that_threads_takes() -> Vec<Pair> {
    vec![
        format_pair("threads.media.not_taken", &image_post(), 'i', ["webp", "", ""], ["png", "", ""]),
        image_pair("threads.media.too_heavy", &image_post(), &[("bytes", 9e6)], &[("bytes", 8e6)]),
        image_pair("threads.media.out_of_range", &image_post(), &[("height", 50.0)], &[("height", 200.0)]),
        image_pair("threads.media.out_of_range", &image_post(), &[("width", 2000.0)], &[("width", 1440.0)]),
    ]
}

fn videos_are_in_formats_that_threads_takes() -> Vec<Pair> {
    vec![
        format_pair("threads.media.not_taken", &video_post(), 'v', ["webm", "h264", "aac"], ["mp4", "h264", "aac"]),
        format_pair("threads.media.not_taken", &video_post(), 'v', ["mp4", "vp9", "aac"], ["mp4", "h264", "aac"]),
        format_pair("threads.media.not_taken", &video_post(), 'v', ["mp4", "h264", "mp3"], ["mp4", "h264", "aac"]),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("threads.media.out_of_range", &video_post(), &[("rate", 90.0)], &[("rate", 60.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("width", 2000.0)], &[("width", 1920.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("height", 100.0)], &[("height", 200.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("duration", 301.0)], &[("duration", 300.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("bits", 2e8)], &[("bits", 1e8)]),
        video_pair("threads.media.too_heavy", &video_post(), &[("bytes", 1.1e9)], &[("bytes", 1e9)]),
    ]
}

fn video_and_sound_are_encoded_as_threads_documents() -> Vec<Pair> {
    vec![
        video_pair("threads.media.out_of_range", &video_post(), &[("channels", 6.0)], &[("channels", 2.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("samples", 96_000.0)], &[("samples", 44_100.0)]),
        video_pair("threads.media.out_of_range", &video_post(), &[("streamable", 0.0)], &[]),
        video_pair("threads.media.out_of_range", &video_post(), &[("chroma", 2.0)], &[("chroma", 1.0)]),
    ]
}
