//! X: texts, media, polls and options. Threads are in `thread.rs`.

use serde_json::{Value, json};

use super::pairs::{Pair, format_pair, image_pair, pair, post, post_with, promises, video_pair};

fn x(text: &str, media: &str) -> Value {
    post("twitter", text, media)
}

fn x_with(text: &str, media: &str, options: Value) -> Value {
    post_with("twitter", text, media, options)
}

fn image_post() -> Value {
    x("hi", "i")
}

fn gif_post() -> Value {
    x("hi", "g")
}

fn video_post() -> Value {
    x("hi", "v")
}

fn poll(answer: &str) -> Value {
    json!({ "poll": { "options": [answer, "no"], "durationMinutes": 60 } })
}

const WIDE: &str = "漢";

promises!(
    a_text_has_at_most_280_weighted_characters,
    a_long_post_has_at_most_25000_characters,
    a_post_without_media_has_text,
    a_text_has_no_forbidden_characters,
    a_text_has_at_most_one_cashtag,
    links_in_a_text_are_charged_for,
    a_post_has_four_images_or_one_video_or_one_gif,
    a_poll_excludes_media_and_threads,
    a_poll_option_has_1_to_25_characters,
    ids_of_posts_and_communities_are_numbers,
    sharing_with_followers_needs_a_community,
    images_are_in_a_format_and_size_that_x_takes,
    gifs_are_within_the_limits_of_size_and_frames,
    videos_are_in_formats_that_x_takes,
    videos_are_within_the_limits_of_size_and_duration,
    video_and_sound_are_encoded_as_x_documents,
);

fn a_text_has_at_most_280_weighted_characters() -> Vec<Pair> {
    vec![
        pair("twitter.text.too_long", x(&"a".repeat(281), ""), x(&"a".repeat(280), "")),
        pair("twitter.text.too_long", x(&WIDE.repeat(141), ""), x(&WIDE.repeat(140), "")),
    ]
}

fn a_long_post_has_at_most_25000_characters() -> Vec<Pair> {
    vec![
        pair(
            "twitter.text.too_long",
            x_with(&"a".repeat(25_001), "", json!({ "longPost": true })),
            x_with(&"a".repeat(25_000), "", json!({ "longPost": true })),
        ),
        pair(
            "twitter.text.perhaps_too_long",
            x_with(&WIDE.repeat(12_501), "", json!({ "longPost": true })),
            x_with(&WIDE.repeat(12_500), "", json!({ "longPost": true })),
        ),
    ]
}

fn a_post_without_media_has_text() -> Vec<Pair> {
    vec![pair("twitter.text.missing", x(" \n", ""), x("", "i"))]
}

fn a_text_has_no_forbidden_characters() -> Vec<Pair> {
    vec![pair("twitter.text.forbidden", x("a\u{feff}b", ""), x("a\u{2060}b", ""))]
}

fn a_text_has_at_most_one_cashtag() -> Vec<Pair> {
    vec![pair("twitter.text.too_many", x("$TSLA and $GOOG", ""), x("$TSLA and GOOG", ""))]
}

fn links_in_a_text_are_charged_for() -> Vec<Pair> {
    vec![pair("twitter.text.costs", x("see https://example.com", ""), x("see example.com", ""))]
}

fn a_post_has_four_images_or_one_video_or_one_gif() -> Vec<Pair> {
    vec![
        pair("twitter.media.too_many", x("hi", "iiiii"), x("hi", "iiii")),
        pair("twitter.media.too_many", x("hi", "vv"), x("hi", "v")),
        pair("twitter.media.too_many", x("hi", "gg"), x("hi", "g")),
        pair("twitter.media.conflict", x("hi", "vi"), x("hi", "v")),
        pair("twitter.media.conflict", x("hi", "gi"), x("hi", "ii")),
    ]
}

fn a_poll_excludes_media_and_threads() -> Vec<Pair> {
    let with_thread = |items: Value| {
        let mut options = poll("yes");
        options["threadItems"] = items;
        x_with("hi", "", options)
    };
    vec![
        pair("twitter.poll.conflict", x_with("hi", "i", poll("yes")), x_with("hi", "", poll("yes"))),
        pair("twitter.poll.conflict", with_thread(json!([{ "content": "c" }])), with_thread(json!([]))),
    ]
}

fn a_poll_option_has_1_to_25_characters() -> Vec<Pair> {
    vec![
        pair("twitter.poll.too_long", x_with("hi", "", poll(&"a".repeat(26))), x_with("hi", "", poll(&"a".repeat(25)))),
        pair("twitter.poll.too_long", x_with("hi", "", poll("")), x_with("hi", "", poll("y"))),
    ]
}

fn ids_of_posts_and_communities_are_numbers() -> Vec<Pair> {
    vec![
        pair(
            "twitter.reply_to_tweet_id.malformed",
            x_with("hi", "", json!({ "replyToTweetId": "https://x.com/a/status/1" })),
            x_with("hi", "", json!({ "replyToTweetId": "1" })),
        ),
        pair(
            "twitter.community_id.malformed",
            x_with("hi", "", json!({ "communityId": "abc" })),
            x_with("hi", "", json!({ "communityId": "12" })),
        ),
    ]
}

fn sharing_with_followers_needs_a_community() -> Vec<Pair> {
    vec![pair(
        "twitter.share_with_followers.ignored",
        x_with("hi", "", json!({ "shareWithFollowers": true })),
        x_with("hi", "", json!({ "shareWithFollowers": true, "communityId": "1" })),
    )]
}

fn images_are_in_a_format_and_size_that_x_takes() -> Vec<Pair> {
    vec![
        format_pair("twitter.media.not_taken", &image_post(), 'i', ["heic", "", ""], ["jpeg", "", ""]),
        image_pair("twitter.media.too_heavy", &image_post(), &[("bytes", 5_242_881.0)], &[("bytes", 5_000_000.0)]),
    ]
}

fn gifs_are_within_the_limits_of_size_and_frames() -> Vec<Pair> {
    vec![
        image_pair("twitter.media.too_heavy", &gif_post(), &[("bytes", 15_728_641.0)], &[("bytes", 15_000_000.0)]),
        image_pair("twitter.media.out_of_range", &gif_post(), &[("width", 1281.0)], &[("width", 1280.0)]),
        image_pair("twitter.media.out_of_range", &gif_post(), &[("height", 1081.0)], &[("height", 1080.0)]),
        image_pair("twitter.media.out_of_range", &gif_post(), &[("frames", 351.0)], &[("frames", 200.0)]),
        image_pair("twitter.media.out_of_range", &gif_post(), &[("frames", 300.0)], &[("frames", 200.0)]),
    ]
}

fn videos_are_in_formats_that_x_takes() -> Vec<Pair> {
    vec![
        format_pair("twitter.media.not_taken", &video_post(), 'v', ["matroska", "h264", "aac"], ["mov", "h264", "aac"]),
        format_pair("twitter.media.not_taken", &video_post(), 'v', ["webm", "h264", "aac"], ["mp4", "h264", "aac"]),
        format_pair("twitter.media.not_taken", &video_post(), 'v', ["mp4", "hevc", "aac"], ["mp4", "h264", "aac"]),
        format_pair("twitter.media.not_taken", &video_post(), 'v', ["mp4", "h264", "opus"], ["mp4", "h264", "aac"]),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("twitter.media.too_heavy", &video_post(), &[("bytes", 6e8)], &[("bytes", 5e8)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("duration", 0.4)], &[("duration", 0.5)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("duration", 141.0)], &[("duration", 140.1)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("width", 4000.0)], &[("width", 3000.0)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("rate", 61.0)], &[("rate", 60.0)]),
        video_pair(
            "twitter.media.out_of_range",
            &video_post(),
            &[("width", 30.0), ("height", 30.0)],
            &[("width", 32.0), ("height", 32.0)],
        ),
        video_pair("twitter.media.out_of_range", &video_post(), &[("width", 1920.0)], &[("width", 1280.0)]),
    ]
}

fn video_and_sound_are_encoded_as_x_documents() -> Vec<Pair> {
    vec![
        video_pair("twitter.media.out_of_range", &video_post(), &[("aac", 5.0)], &[("aac", 2.0)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("chroma", 3.0)], &[("chroma", 2.0)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("depth", 10.0)], &[("depth", 8.0)]),
        video_pair("twitter.media.out_of_range", &video_post(), &[("channels", 6.0)], &[("channels", 2.0)]),
    ]
}
