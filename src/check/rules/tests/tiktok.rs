//! TikTok: videos, photo posts, drafts, and the settings of the creator.

use serde_json::{Value, json};

use super::context::{File, FileOf, NO_COMMENT, NO_DUET, NO_STITCH, creator, with_files};
use super::pairs::{
    Pair, context_pair, format_pair, image_pair, pair, post, post_with, promises, ratio_pair, set, video_pair,
};

fn tiktok(text: &str, media: &str) -> Value {
    post("tiktok", text, media)
}

fn tiktok_with(text: &str, media: &str, options: Value) -> Value {
    post_with("tiktok", text, media, options)
}

fn images() -> Value {
    tiktok_with("", "ii", level("SELF_ONLY"))
}

fn video() -> Value {
    tiktok_with("", "v", level("SELF_ONLY"))
}

fn level(level: &str) -> Value {
    json!({ "privacyLevel": level })
}

const LEVELS: [&str; 2] = ["PUBLIC_TO_EVERYONE", "SELF_ONLY"];

/// A draft with an option that drafts do not keep, and the same post published directly.
fn draft_pair(code: &'static str, key: &str, value: Value, media: &str) -> Pair {
    let post = |draft: bool| tiktok_with("", media, json!({ key: value, "draft": draft }));
    pair(code, post(true), post(false))
}

promises!(
    a_post_is_one_video_or_up_to_35_photos,
    a_caption_has_at_most_2200_characters,
    a_photo_title_has_at_most_90_characters,
    a_photo_description_has_at_most_4000_characters,
    more_than_five_hashtags_may_be_too_many,
    photo_posts_ignore_options_of_videos,
    videos_ignore_options_of_photo_posts,
    drafts_ignore_text_and_options,
    a_thumbnail_is_a_frame_of_the_video_or_one_of_the_photos,
    branded_content_is_not_private,
    a_published_post_has_a_privacy_level,
    a_privacy_level_is_one_that_the_creator_offers,
    features_that_the_creator_disabled_are_disabled,
    media_have_https_addresses,
    photos_are_in_a_format_and_size_that_tiktok_takes,
    photos_of_a_post_have_one_aspect_ratio,
    videos_are_in_formats_that_tiktok_takes,
    videos_are_within_the_limits_of_size_and_duration,
    a_video_is_no_longer_than_the_creator_may_post,
);

fn a_post_is_one_video_or_up_to_35_photos() -> Vec<Pair> {
    vec![
        pair("tiktok.media.missing", tiktok("hi", ""), tiktok("hi", "v")),
        pair("tiktok.media.too_many", tiktok("", "vv"), tiktok("", "v")),
        pair("tiktok.media.too_many", tiktok("", &"i".repeat(36)), tiktok("", &"i".repeat(35))),
        pair("tiktok.media.perhaps_too_many", tiktok("", &"i".repeat(33)), tiktok("", &"i".repeat(32))),
        pair("tiktok.media.conflict", tiktok("", "vi"), tiktok("", "v")),
    ]
}

fn a_caption_has_at_most_2200_characters() -> Vec<Pair> {
    vec![
        pair("tiktok.text.too_long", tiktok(&"a".repeat(2201), "v"), tiktok(&"a".repeat(2200), "v")),
        pair("tiktok.text.perhaps_too_long", tiktok(&"😀".repeat(1101), "v"), tiktok(&"😀".repeat(1100), "v")),
    ]
}

fn a_photo_title_has_at_most_90_characters() -> Vec<Pair> {
    vec![
        pair("tiktok.text.too_long", tiktok(&"a".repeat(91), "i"), tiktok(&"a".repeat(91), "v")),
        pair("tiktok.text.perhaps_too_long", tiktok(&"😀".repeat(46), "i"), tiktok(&"😀".repeat(45), "i")),
    ]
}

fn a_photo_description_has_at_most_4000_characters() -> Vec<Pair> {
    vec![pair(
        "tiktok.description.perhaps_too_long",
        tiktok_with("", "i", json!({ "description": "😀".repeat(2001) })),
        tiktok_with("", "i", json!({ "description": "😀".repeat(2000) })),
    )]
}

fn more_than_five_hashtags_may_be_too_many() -> Vec<Pair> {
    vec![pair(
        "tiktok.text.perhaps_too_many",
        tiktok("#a1 #b1 #c1 #d1 #e1 #f1", "v"),
        tiktok("#a1 #b1 #c1 #d1 #e1", "v"),
    )]
}

fn photo_posts_ignore_options_of_videos() -> Vec<Pair> {
    vec![
        pair(
            "tiktok.disable_duet.ignored",
            tiktok_with("", "i", json!({ "disableDuet": true })),
            tiktok_with("", "i", json!({ "disableDuet": false })),
        ),
        pair(
            "tiktok.disable_stitch.ignored",
            tiktok_with("", "i", json!({ "disableStitch": true })),
            tiktok_with("", "v", json!({ "disableStitch": true })),
        ),
        pair(
            "tiktok.video_cover_timestamp_ms.ignored",
            tiktok_with("", "i", json!({ "videoCoverTimestampMs": 5 })),
            tiktok_with("", "v", json!({ "videoCoverTimestampMs": 5 })),
        ),
        pair(
            "tiktok.is_aigc.ignored",
            tiktok_with("", "i", json!({ "isAigc": true })),
            tiktok_with("", "v", json!({ "isAigc": true })),
        ),
    ]
}

fn videos_ignore_options_of_photo_posts() -> Vec<Pair> {
    vec![
        pair(
            "tiktok.auto_add_music.ignored",
            tiktok_with("", "v", json!({ "autoAddMusic": true })),
            tiktok_with("", "i", json!({ "autoAddMusic": true })),
        ),
        pair(
            "tiktok.photo_cover_index.ignored",
            tiktok_with("", "v", json!({ "photoCoverIndex": 0 })),
            tiktok_with("", "i", json!({ "photoCoverIndex": 0 })),
        ),
        pair(
            "tiktok.description.ignored",
            tiktok_with("", "v", json!({ "description": "a" })),
            tiktok_with("", "i", json!({ "description": "a" })),
        ),
    ]
}

fn drafts_ignore_text_and_options() -> Vec<Pair> {
    vec![
        pair(
            "tiktok.draft.notice",
            tiktok_with("hi", "v", json!({ "draft": true })),
            tiktok_with("", "v", json!({ "draft": true })),
        ),
        draft_pair("tiktok.privacy_level.ignored", "privacyLevel", json!("SELF_ONLY"), "i"),
        draft_pair("tiktok.disable_comment.ignored", "disableComment", json!(true), "i"),
        draft_pair("tiktok.disable_duet.ignored", "disableDuet", json!(true), "v"),
        draft_pair("tiktok.disable_stitch.ignored", "disableStitch", json!(true), "v"),
        draft_pair("tiktok.brand_content_toggle.ignored", "brandContentToggle", json!(true), "v"),
        draft_pair("tiktok.brand_organic_toggle.ignored", "brandOrganicToggle", json!(true), "v"),
        draft_pair("tiktok.is_aigc.ignored", "isAigc", json!(true), "v"),
        draft_pair("tiktok.video_cover_timestamp_ms.ignored", "videoCoverTimestampMs", json!(5), "v"),
    ]
}

fn a_thumbnail_is_a_frame_of_the_video_or_one_of_the_photos() -> Vec<Pair> {
    vec![
        video_pair(
            "tiktok.video_cover_timestamp_ms.out_of_range",
            &tiktok_with("", "v", json!({ "videoCoverTimestampMs": 20_000 })),
            &[("duration", 19.0)],
            &[("duration", 20.0)],
        ),
        pair(
            "tiktok.photo_cover_index.out_of_range",
            tiktok_with("", "ii", json!({ "photoCoverIndex": 2 })),
            tiktok_with("", "ii", json!({ "photoCoverIndex": 1 })),
        ),
        pair(
            "tiktok.photo_cover_index.malformed",
            tiktok_with("", "ii", json!({ "photoCoverIndex": 0.5 })),
            tiktok_with("", "ii", json!({ "photoCoverIndex": 1 })),
        ),
    ]
}

fn branded_content_is_not_private() -> Vec<Pair> {
    vec![
        pair(
            "tiktok.privacy_level.conflict",
            tiktok_with("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true })),
            tiktok_with("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandOrganicToggle": true })),
        ),
        pair(
            "tiktok.privacy_level.conflict",
            tiktok_with("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true })),
            tiktok_with("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true, "draft": true })),
        ),
    ]
}

fn a_published_post_has_a_privacy_level() -> Vec<Pair> {
    vec![
        pair("tiktok.privacy_level.missing", tiktok("", "v"), tiktok_with("", "v", level("SELF_ONLY"))),
        pair("tiktok.privacy_level.missing", tiktok("", "v"), tiktok_with("", "v", json!({ "draft": true }))),
    ]
}

fn a_privacy_level_is_one_that_the_creator_offers() -> Vec<Pair> {
    vec![
        context_pair(
            "tiktok.privacy_level.not_offered",
            &tiktok_with("", "v", level("SELF_ONLY")),
            creator(0, 60.0, &["PUBLIC_TO_EVERYONE"]),
            creator(0, 60.0, &LEVELS),
        ),
        context_pair(
            "tiktok.privacy_level.not_offered",
            &tiktok("", "v"),
            creator(0, 60.0, &["SELF_ONLY"]),
            creator(0, 60.0, &LEVELS),
        ),
    ]
}

fn features_that_the_creator_disabled_are_disabled() -> Vec<Pair> {
    vec![
        context_pair(
            "tiktok.disable_comment.creator_setting",
            &video(),
            creator(NO_COMMENT, 60.0, &LEVELS),
            creator(0, 60.0, &LEVELS),
        ),
        context_pair(
            "tiktok.disable_duet.creator_setting",
            &video(),
            creator(NO_DUET, 60.0, &LEVELS),
            creator(0, 60.0, &LEVELS),
        ),
        context_pair(
            "tiktok.disable_stitch.creator_setting",
            &video(),
            creator(NO_STITCH, 60.0, &LEVELS),
            creator(0, 60.0, &LEVELS),
        ),
        Pair {
            code: "tiktok.disable_duet.creator_setting",
            broken: (video(), creator(NO_DUET, 60.0, &LEVELS)),
            kept: (tiktok_with("", "v", json!({ "draft": true })), creator(NO_DUET, 60.0, &LEVELS)),
        },
    ]
}

fn media_have_https_addresses() -> Vec<Pair> {
    vec![pair("tiktok.media.insecure", set(video(), "/mediaItems/0/url", json!("http://a.example/b")), video())]
}

fn photos_are_in_a_format_and_size_that_tiktok_takes() -> Vec<Pair> {
    vec![
        format_pair("tiktok.media.not_taken", &images(), 'i', ["png", "", ""], ["webp", "", ""]),
        image_pair("tiktok.media.too_heavy", &images(), &[("bytes", 3e7)], &[("bytes", 2e7)]),
        image_pair(
            "tiktok.media.out_of_range",
            &images(),
            &[("width", 1200.0), ("height", 1200.0)],
            &[("width", 1080.0), ("height", 1080.0)],
        ),
        image_pair("tiktok.media.out_of_range", &images(), &[("width", 2000.0)], &[("width", 1920.0)]),
        image_pair("tiktok.media.out_of_range", &images(), &[("width", 500.0)], &[("width", 510.0)]),
    ]
}

fn photos_of_a_post_have_one_aspect_ratio() -> Vec<Pair> {
    vec![ratio_pair("tiktok.media.notice", &images())]
}

fn videos_are_in_formats_that_tiktok_takes() -> Vec<Pair> {
    vec![
        format_pair("tiktok.media.not_taken", &video(), 'v', ["matroska", "h264", "aac"], ["webm", "h264", "aac"]),
        format_pair("tiktok.media.not_taken", &video(), 'v', ["mp4", "av1", "aac"], ["mp4", "vp9", "aac"]),
        format_pair("tiktok.media.not_taken", &video(), 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"]),
    ]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("tiktok.media.out_of_range", &video(), &[("rate", 61.0)], &[("rate", 60.0)]),
        video_pair("tiktok.media.out_of_range", &video(), &[("width", 300.0)], &[("width", 360.0)]),
        video_pair("tiktok.media.out_of_range", &video(), &[("width", 700.0)], &[("width", 720.0)]),
        video_pair("tiktok.media.out_of_range", &video(), &[("width", 5000.0)], &[("width", 4096.0)]),
        video_pair("tiktok.media.out_of_range", &video(), &[("duration", 602.0)], &[("duration", 600.5)]),
        video_pair("tiktok.media.out_of_range", &video(), &[("duration", 2.0)], &[("duration", 3.0)]),
        video_pair("tiktok.media.too_heavy", &video(), &[("bytes", 4.4e9)], &[("bytes", 4e9)]),
    ]
}

fn a_video_is_no_longer_than_the_creator_may_post() -> Vec<Pair> {
    // The video has 30 seconds.
    let video_file = File { of: FileOf::Item(0), kind: 'v', facts: &[], formats: ["mp4", "h264", "aac"] };
    let context = |longest| with_files(creator(0, longest, &LEVELS), &[video_file]);
    vec![context_pair("tiktok.media.out_of_range", &video(), context(29.0), context(30.0))]
}
