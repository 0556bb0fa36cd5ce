//! Rules of every post and every target: publishing, accounts, and the addresses and kinds of media.

use serde_json::{Value, json};

use super::context::{Context, Times};
use super::pairs::{Pair, codes, context_pair, pair, post, post_with, promises, remove, set};

fn x() -> Value {
    post("twitter", "hi", "")
}

/// A post with `scheduledFor` instead of `publishNow`.
fn scheduled() -> Value {
    set(remove(x(), "publishNow"), "/scheduledFor", json!("2026-12-24T18:00:00Z"))
}

promises!(
    a_post_is_published_now_or_scheduled,
    a_scheduled_post_is_not_edited_to_publish_now,
    an_account_appears_once_for_each_platform,
    an_account_id_is_one_of_postpeer,
    media_have_public_web_addresses,
    thumbnails_of_media_apply_to_youtube_only,
    a_platform_gets_only_kinds_of_media_that_it_takes,
);

fn a_post_is_published_now_or_scheduled() -> Vec<Pair> {
    vec![
        pair("post.publish_now.missing", remove(x(), "publishNow"), x()),
        pair("post.publish_now.missing", set(x(), "/publishNow", json!(false)), x()),
        pair("post.publish_now.conflict", set(scheduled(), "/publishNow", json!(true)), scheduled()),
    ]
}

fn a_scheduled_post_is_not_edited_to_publish_now() -> Vec<Pair> {
    let edit = Times { now: 1.0, edit: true, ..Times::UNKNOWN };
    vec![context_pair("post.publish_now.conflict", &x(), edit.encode(), Context::new())]
}

fn an_account_appears_once_for_each_platform() -> Vec<Pair> {
    let two = |account: &str| {
        let targets = ["a", account].map(|account| json!({ "platform": "twitter", "accountId": account }));
        set(x(), "/platforms", json!(targets))
    };
    vec![pair("post.account_id.repeated", two("a"), two("b"))]
}

fn an_account_id_is_one_of_postpeer() -> Vec<Pair> {
    let account = |id: &str| set(x(), "/platforms/0/accountId", json!(id));
    vec![
        pair("post.account_id.malformed", account(" "), x()),
        pair("post.account_id.malformed", account("17841400000000000"), x()),
    ]
}

fn media_have_public_web_addresses() -> Vec<Pair> {
    let image = post("twitter", "hi", "i");
    let at = |url: &str| set(image.clone(), "/mediaItems/0/url", json!(url));
    vec![
        pair("post.media.not_web", at("javascript:alert(1)"), image.clone()),
        pair("post.media.private", at("http://localhost:3000/a.png"), image.clone()),
    ]
}

fn thumbnails_of_media_apply_to_youtube_only() -> Vec<Pair> {
    let with_thumbnail =
        |platform| set(post(platform, "hi", "v"), "/mediaItems/0/thumbnail", json!("https://a.example/b.png"));
    vec![pair("post.media.ignored", with_thumbnail("twitter"), with_thumbnail("youtube"))]
}

fn a_platform_gets_only_kinds_of_media_that_it_takes() -> Vec<Pair> {
    let document = post_with("linkedin", "hi", "d", json!({ "documentTitle": "t" }));
    vec![
        pair("post.media.unsupported", post("facebook", "hi", "d"), document),
        pair("post.media.unsupported", post("facebook", "hi", "g"), post("twitter", "hi", "g")),
    ]
}

#[test]
fn an_unused_thumbnail_may_have_any_address() {
    let thumbnail = |platform: &str, key: &str, kind: &str| {
        codes(&post_with(platform, "a", kind, json!({ key: "https://localhost/c.jpg" })), &[])
    };
    assert_eq!(
        thumbnail("facebook", "videoThumbnailUrl", "v"),
        [("facebook.video_thumbnail_url.private".to_owned(), true)]
    );
    assert_eq!(thumbnail("instagram", "coverUrl", "v"), [("instagram.cover_url.private".to_owned(), false)]);
    for (platform, key, code) in [
        ("facebook", "videoThumbnailUrl", "facebook.video_thumbnail_url.ignored"),
        ("instagram", "coverUrl", "instagram.cover_url.ignored"),
        ("pinterest", "coverImageUrl", "pinterest.cover_image_url.ignored"),
    ] {
        let codes = thumbnail(platform, key, "i");
        assert!(codes.contains(&(code.to_owned(), true)), "{codes:?}");
        assert!(!codes.iter().any(|(code, _)| code.ends_with("private")), "{codes:?}");
    }
}

#[test]
fn one_fault_gives_one_issue() {
    let story = json!({ "contentType": "story", "shareToFeed": true });
    let codes = codes(&post_with("instagram", "", "i", story), &[]);
    assert_eq!(codes, [("instagram.share_to_feed.ignored".to_owned(), true)]);
}
