//! Media facts in general. The limits of each platform are in its own file.

use serde_json::json;

use super::context::{File, FileOf, files};
use super::pairs::{Pair, codes, image_pair, post, post_with, promises};

promises!(an_image_with_a_location_or_in_cmyk_is_reported);

fn an_image_with_a_location_or_in_cmyk_is_reported() -> Vec<Pair> {
    let post = post("bluesky", "hi", "i");
    vec![
        image_pair("post.media.location", &post, &[("location", 1.0)], &[]),
        image_pair("post.media.cmyk", &post, &[("colors", 2.0)], &[("colors", 1.0)]),
    ]
}

#[test]
fn a_container_gives_an_error_or_a_warning_but_not_both() {
    for (platform, kind, container, warning) in [
        ("twitter", 'v', "matroska", false),
        ("twitter", 'v', "webm", true),
        ("tiktok", 'v', "matroska", false),
        ("tiktok", 'v', "mov", true),
        ("instagram", 'i', "mp4", false),
        ("instagram", 'i', "png", true),
        ("bluesky", 'i', "heic", true),
    ] {
        let media = kind.to_string();
        let post = match platform {
            "tiktok" => post_with(platform, "a", &media, json!({ "privacyLevel": "SELF_ONLY" })),
            _ => post(platform, "a", &media),
        };
        let file = File { of: FileOf::Item(0), kind, facts: &[], formats: [container, "h264", "aac"] };
        let expected = [(format!("{platform}.media.not_taken"), warning)];
        assert_eq!(codes(&post, &files(&[file])), expected, "{platform} {container}");
    }
}

/// Lists the issues of a file of this size.
fn codes_of_size(platform: &str, kind: char, bytes: f64, formats: [&str; 3]) -> Vec<(String, bool)> {
    let facts = [("bytes", bytes)];
    let file = File { of: FileOf::Item(0), kind, facts: &facts, formats };
    codes(&post(platform, "a", &kind.to_string()), &files(&[file]))
}

#[test]
fn a_gif_declared_as_an_image_may_have_the_size_of_a_gif() {
    let size = |format| codes_of_size("twitter", 'i', 10e6, [format, "", ""]);
    let too_heavy = |warning| [("twitter.media.too_heavy".to_owned(), warning)];
    assert_eq!(size("gif"), too_heavy(true));
    assert_eq!(size("png"), too_heavy(false));
}

#[test]
fn a_size_between_decimal_and_binary_gigabytes_is_a_warning() {
    let size = |bytes| codes_of_size("threads", 'v', bytes, ["mp4", "h264", "aac"]);
    let too_heavy = |warning| [("threads.media.too_heavy".to_owned(), warning)];
    assert_eq!(size(1e9), []);
    assert_eq!(size(1.02e9), too_heavy(true));
    assert_eq!(size(1.08e9), too_heavy(false));
}
