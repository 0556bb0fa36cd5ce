//! For each rule a post that breaks it and a near twin that keeps it.

use serde_json::{Value, json};

use super::context::{
    CREATOR, EDIT, FILE, IN_GAP, ITEM_COVER, NO_COMMENT, NO_DUET, NO_STITCH, TARGET_COVER, ZONE_UNKNOWN,
};
use crate::check::schema::{CompiledSchema, POST_TABLES};
use crate::check::structure::Mode;
use crate::check::testing::{Read, issues_in};

const MODE: Mode = Mode { lenient: false, rules: true, local_time: false };

/// A post for one target: platform, text, kinds of media (as letters), options.
fn post(platform: &str, text: &str, media: &str, options: Value) -> Value {
    let items: Vec<Value> = media
        .chars()
        .enumerate()
        .map(|(place, kind)| {
            let kind = match kind {
                'v' => "video",
                'g' => "gif",
                'd' => "document",
                _ => "image",
            };
            json!({ "type": kind, "url": format!("https://cdn.example.com/{place}") })
        })
        .collect();
    let mut target = json!({ "platform": platform, "accountId": "a" });
    if options.as_object().is_some_and(|options| !options.is_empty()) {
        target["platformSpecificData"] = options;
    }
    let mut post = json!({ "content": text, "platforms": [target], "publishNow": true });
    if !items.is_empty() {
        post["mediaItems"] = Value::Array(items);
    }
    post
}

fn with(mut post: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = post.pointer_mut(parent).unwrap();
    match parent.as_array_mut() {
        Some(list) => list[key.parse::<usize>().unwrap()] = value,
        None => parent[key] = value,
    }
    post
}

fn without(mut post: Value, key: &str) -> Value {
    post.as_object_mut().unwrap().shift_remove(key);
    post
}

/// What is known of time: now, and of `scheduledFor` the instant, the first and second local reading.
fn time(now: f64, literal: f64, first: f64, second: f64, flags: u32) -> Vec<u32> {
    let mut words = Vec::new();
    for number in [now, literal, first, second] {
        double(&mut words, number);
    }
    words.push(flags);
    words
}

fn nothing() -> Vec<u32> {
    time(f64::NAN, f64::NAN, f64::NAN, f64::NAN, 0)
}

fn double(words: &mut Vec<u32>, number: f64) {
    words.extend([number.to_bits() as u32, (number.to_bits() >> 32) as u32]);
}

fn name(text: &str) -> u32 {
    CompiledSchema::new(POST_TABLES).names().iter().position(|name| *name == text.as_bytes()).unwrap() as u32
}

fn creator(flags: u32, longest: f64, levels: &[&str]) -> Vec<u32> {
    let mut record = vec![0, flags];
    double(&mut record, longest);
    record.extend(levels.iter().map(|level| name(level)));
    let mut words = nothing();
    words.extend([CREATOR, record.len() as u32]);
    words.extend(record);
    words
}

/// A good film or photo for every platform, but for the facts named.
fn file(item: u32, kind: char, facts: &[(&str, f64)], names: [&str; 3]) -> Vec<u32> {
    let video = kind == 'v';
    let mut record = vec![item];
    record.extend(names.map(|text| if text.is_empty() { 0 } else { name(text) + 1 }));
    for (fact, photo, film) in [
        ("bytes", 500_000.0, 5_000_000.0),
        ("duration", f64::NAN, 30.0),
        ("rate", f64::NAN, 30.0),
        ("width", 1080.0, 1080.0),
        ("height", 1080.0, 1080.0),
        ("frames", f64::NAN, f64::NAN),
        ("bits", f64::NAN, 1_000_000.0),
        ("pages", f64::NAN, f64::NAN),
        ("channels", f64::NAN, 2.0),
        ("samples", f64::NAN, 48_000.0),
        ("streamable", f64::NAN, 1.0),
        ("aac", f64::NAN, 2.0),
        ("chroma", f64::NAN, 1.0),
        ("depth", f64::NAN, 8.0),
        ("colors", 1.0, f64::NAN),
        ("location", f64::NAN, f64::NAN),
    ] {
        let usual = if video { film } else { photo };
        double(&mut record, facts.iter().find(|(name, _)| *name == fact).map_or(usual, |(_, number)| *number));
    }
    let mut words = vec![FILE, record.len() as u32];
    words.extend(record);
    words
}

/// The number of the first file of the first later post of the first target.
const fn of_later() -> u32 {
    super::context::THREAD
}

struct Case {
    code: &'static str,
    bad: (Value, Vec<u32>),
    good: (Value, Vec<u32>),
}

fn case(code: &'static str, bad: Value, good: Value) -> Case {
    Case { code, bad: (bad, vec![]), good: (good, vec![]) }
}

fn known(code: &'static str, post: Value, bad: Vec<u32>, good: Vec<u32>) -> Case {
    Case { code, bad: (post.clone(), bad), good: (post, good) }
}

fn film(code: &'static str, post: &Value, bad: &[(&str, f64)], good: &[(&str, f64)]) -> Case {
    pair(code, post, 'v', bad, good, ["mp4", "h264", "aac"])
}

fn photo(code: &'static str, post: &Value, bad: &[(&str, f64)], good: &[(&str, f64)]) -> Case {
    pair(code, post, 'i', bad, good, ["jpeg", "", ""])
}

fn pair(
    code: &'static str,
    post: &Value,
    kind: char,
    bad: &[(&str, f64)],
    good: &[(&str, f64)],
    names: [&str; 3],
) -> Case {
    let of = |facts| [nothing(), file(0, kind, facts, names)].concat();
    known(code, post.clone(), of(bad), of(good))
}

fn coded(code: &'static str, post: &Value, kind: char, bad: [&str; 3], good: [&str; 3]) -> Case {
    let of = |names| [nothing(), file(0, kind, &[], names)].concat();
    known(code, post.clone(), of(bad), of(good))
}

/// A cover: of the first item, or the one that the options of the first target name.
fn cover(
    code: &'static str,
    post: &Value,
    which: u32,
    bad: (&[(&str, f64)], &str),
    good: (&[(&str, f64)], &str),
) -> Case {
    let of = |(facts, name): (&[(&str, f64)], &str)| [nothing(), file(which, 'i', facts, [name, "", ""])].concat();
    known(code, post.clone(), of(bad), of(good))
}

/// Two files of different shapes, and of one.
fn shapes(code: &'static str, post: &Value) -> Case {
    let of = |width| {
        [nothing(), file(0, 'i', &[], ["jpeg", "", ""]), file(1, 'i', &[("width", width)], ["jpeg", "", ""])].concat()
    };
    known(code, post.clone(), of(800.0), of(1080.0))
}

fn of_the_post() -> Vec<Case> {
    let x = || post("twitter", "hi", "", json!({}));
    let later = |zone: &str| {
        with(with(without(x(), "publishNow"), "/scheduledFor", json!("2026-12-24T18:00:00Z")), "/timezone", json!(zone))
    };
    let nan = f64::NAN;
    let two = |account: &str| {
        with(
            x(),
            "/platforms",
            json!([{ "platform": "twitter", "accountId": "a" }, { "platform": "twitter", "accountId": account }]),
        )
    };
    let signed = |post| {
        let item = json!({ "type": "image", "url": "https://cdn.example.com/a?Expires=1500000000" });
        with(post, "/mediaItems", json!([item]))
    };
    let cover = |platform| {
        with(post(platform, "hi", "v", json!({})), "/mediaItems/0/thumbnail", json!("https://a.example/b.png"))
    };
    let photo_post = post("bluesky", "hi", "i", json!({}));
    vec![
        photo("post.media.location", &photo_post, &[("location", 1.0)], &[]),
        photo("post.media.cmyk", &photo_post, &[("colors", 2.0)], &[("colors", 1.0)]),
        case("post.publish_now.missing", without(x(), "publishNow"), x()),
        case("post.publish_now.missing", with(x(), "/publishNow", json!(false)), x()),
        case("post.publish_now.conflict", with(x(), "/scheduledFor", json!("2026-12-24T18:00:00Z")), later("UTC")),
        known("post.publish_now.conflict", x(), time(1.0, nan, nan, nan, EDIT), nothing()),
        known("post.scheduled_for.past", later("UTC"), time(2e12, 1e12, 1e12, nan, 0), time(1e12, 1e12, 1e12, nan, 0)),
        known(
            "post.timezone.unknown",
            later("Mars/Base"),
            time(1.0, 9e9, nan, nan, ZONE_UNKNOWN),
            time(1.0, 9e9, nan, nan, 0),
        ),
        case("post.timezone.ignored", with(x(), "/timezone", json!("UTC")), later("UTC")),
        known(
            "post.scheduled_for.two_readings",
            later("Asia/Tokyo"),
            time(1.0, 9e9, 8e9, nan, 0),
            time(1.0, 9e9, 9e9, nan, 0),
        ),
        known(
            "post.scheduled_for.gap",
            later("Asia/Tokyo"),
            time(1.0, nan, 8e9, nan, IN_GAP),
            time(1.0, nan, 8e9, nan, 0),
        ),
        known(
            "post.scheduled_for.overlap",
            later("Asia/Tokyo"),
            time(1.0, nan, 8e9, 9e9, 0),
            time(1.0, nan, 8e9, nan, 0),
        ),
        case(
            "post.media.not_web",
            with(post("twitter", "hi", "i", json!({})), "/mediaItems/0/url", json!("javascript:alert(1)")),
            post("twitter", "hi", "i", json!({})),
        ),
        case(
            "post.media.private",
            with(post("twitter", "hi", "i", json!({})), "/mediaItems/0/url", json!("http://localhost:3000/a.png")),
            post("twitter", "hi", "i", json!({})),
        ),
        known(
            "post.media.notice",
            signed(later("UTC")),
            time(1e12, 1.6e12, nan, nan, 0),
            time(1e12, 1.4e12, nan, nan, 0),
        ),
        known("post.media.notice", signed(x()), time(1.6e12, nan, nan, nan, 0), time(1.4e12, nan, nan, nan, 0)),
        case("post.media.ignored", cover("twitter"), cover("youtube")),
        case("post.account_id.repeated", two("a"), two("b")),
        case("post.account_id.malformed", with(x(), "/platforms/0/accountId", json!(" ")), x()),
        case("post.account_id.malformed", with(x(), "/platforms/0/accountId", json!("17841400000000000")), x()),
        case(
            "post.media.unsupported",
            post("facebook", "hi", "d", json!({})),
            post("linkedin", "hi", "d", json!({ "documentTitle": "t" })),
        ),
        case("post.media.unsupported", post("facebook", "hi", "g", json!({})), post("twitter", "hi", "g", json!({}))),
    ]
}

fn of_x() -> Vec<Case> {
    let x = |text: &str, media: &str, options: Value| post("twitter", text, media, options);
    let poll = |answer: &str| json!({ "poll": { "options": [answer, "no"], "durationMinutes": 60 } });
    let thread = |text: &str, media: Value, long: bool| json!({ "threadItems": [{ "content": text, "mediaItems": media }], "longPost": long });
    let url = |url: &str| json!([{ "type": "image", "url": url }]);
    let wide = "漢";
    let (photo_post, film_post, gif_post) = (x("hi", "i", json!({})), x("hi", "v", json!({})), x("hi", "g", json!({})));
    vec![
        case("twitter.text.too_long", x(&"a".repeat(281), "", json!({})), x(&"a".repeat(280), "", json!({}))),
        case("twitter.text.too_long", x(&wide.repeat(141), "", json!({})), x(&wide.repeat(140), "", json!({}))),
        case(
            "twitter.text.too_long",
            x("hi", "", thread(&"a".repeat(281), json!([]), true)),
            x("hi", "", thread(&"a".repeat(280), json!([]), true)),
        ),
        case(
            "twitter.text.too_long",
            x(&"a".repeat(25_001), "", json!({ "longPost": true })),
            x(&"a".repeat(25_000), "", json!({ "longPost": true })),
        ),
        case(
            "twitter.text.perhaps_too_long",
            x(&wide.repeat(12_501), "", json!({ "longPost": true })),
            x(&wide.repeat(12_500), "", json!({ "longPost": true })),
        ),
        case("twitter.text.missing", x(" \n", "", json!({})), x("", "i", json!({}))),
        case("twitter.text.forbidden", x("a\u{feff}b", "", json!({})), x("a\u{2060}b", "", json!({}))),
        case("twitter.text.too_many", x("$TSLA and $GOOG", "", json!({})), x("$TSLA and GOOG", "", json!({}))),
        case("twitter.text.costs", x("see https://example.com", "", json!({})), x("see example.com", "", json!({}))),
        case("twitter.media.too_many", x("hi", "iiiii", json!({})), x("hi", "iiii", json!({}))),
        case("twitter.media.too_many", x("hi", "vv", json!({})), x("hi", "v", json!({}))),
        case("twitter.media.too_many", x("hi", "gg", json!({})), x("hi", "g", json!({}))),
        case("twitter.media.conflict", x("hi", "vi", json!({})), x("hi", "v", json!({}))),
        case("twitter.media.conflict", x("hi", "gi", json!({})), x("hi", "ii", json!({}))),
        case(
            "twitter.media.not_web",
            x("hi", "", thread("b", url("ftp://a.example/b"), false)),
            x("hi", "", thread("b", url("https://a.example/b"), false)),
        ),
        case(
            "twitter.media.private",
            x("hi", "", thread("b", url("http://10.0.0.1/b"), false)),
            x("hi", "", thread("b", url("https://a.example/b"), false)),
        ),
        known(
            "twitter.media.notice",
            x("hi", "", thread("b", url("https://a.example/b?Expires=1500000000"), false)),
            time(1.6e12, f64::NAN, f64::NAN, f64::NAN, 0),
            time(1.4e12, f64::NAN, f64::NAN, f64::NAN, 0),
        ),
        case("twitter.poll.conflict", x("hi", "i", poll("yes")), x("hi", "", poll("yes"))),
        case(
            "twitter.poll.conflict",
            x(
                "hi",
                "",
                json!({ "poll": { "options": ["a", "b"], "durationMinutes": 60 }, "threadItems": [{ "content": "c" }] }),
            ),
            x("hi", "", json!({ "poll": { "options": ["a", "b"], "durationMinutes": 60 }, "threadItems": [] })),
        ),
        case("twitter.poll.too_long", x("hi", "", poll(&"a".repeat(26))), x("hi", "", poll(&"a".repeat(25)))),
        case("twitter.poll.too_long", x("hi", "", poll("")), x("hi", "", poll("y"))),
        case(
            "twitter.reply_to_tweet_id.malformed",
            x("hi", "", json!({ "replyToTweetId": "https://x.com/a/status/1" })),
            x("hi", "", json!({ "replyToTweetId": "1" })),
        ),
        case(
            "twitter.community_id.malformed",
            x("hi", "", json!({ "communityId": "abc" })),
            x("hi", "", json!({ "communityId": "12" })),
        ),
        case(
            "twitter.share_with_followers.ignored",
            x("hi", "", json!({ "shareWithFollowers": true })),
            x("hi", "", json!({ "shareWithFollowers": true, "communityId": "1" })),
        ),
        coded("twitter.media.not_taken", &photo_post, 'i', ["heic", "", ""], ["jpeg", "", ""]),
        photo("twitter.media.too_heavy", &photo_post, &[("bytes", 5_242_881.0)], &[("bytes", 5_000_000.0)]),
        photo("twitter.media.too_heavy", &gif_post, &[("bytes", 15_728_641.0)], &[("bytes", 15_000_000.0)]),
        photo("twitter.media.out_of_range", &gif_post, &[("width", 1281.0)], &[("width", 1280.0)]),
        photo("twitter.media.out_of_range", &gif_post, &[("height", 1081.0)], &[("height", 1080.0)]),
        photo("twitter.media.out_of_range", &gif_post, &[("frames", 351.0)], &[("frames", 200.0)]),
        photo("twitter.media.out_of_range", &gif_post, &[("frames", 300.0)], &[("frames", 200.0)]),
        coded("twitter.media.not_taken", &film_post, 'v', ["matroska", "h264", "aac"], ["mov", "h264", "aac"]),
        coded("twitter.media.not_taken", &film_post, 'v', ["webm", "h264", "aac"], ["mp4", "h264", "aac"]),
        coded("twitter.media.not_taken", &film_post, 'v', ["mp4", "hevc", "aac"], ["mp4", "h264", "aac"]),
        film("twitter.media.too_heavy", &film_post, &[("bytes", 6e8)], &[("bytes", 5e8)]),
        film("twitter.media.out_of_range", &film_post, &[("duration", 0.4)], &[("duration", 0.5)]),
        film("twitter.media.out_of_range", &film_post, &[("duration", 141.0)], &[("duration", 140.1)]),
        film("twitter.media.out_of_range", &film_post, &[("width", 4000.0)], &[("width", 3000.0)]),
        film("twitter.media.out_of_range", &film_post, &[("rate", 61.0)], &[("rate", 60.0)]),
        film(
            "twitter.media.out_of_range",
            &film_post,
            &[("width", 30.0), ("height", 30.0)],
            &[("width", 32.0), ("height", 32.0)],
        ),
        film("twitter.media.out_of_range", &film_post, &[("width", 1920.0)], &[("width", 1280.0)]),
        film("twitter.media.out_of_range", &film_post, &[("aac", 5.0)], &[("aac", 2.0)]),
        film("twitter.media.out_of_range", &film_post, &[("chroma", 3.0)], &[("chroma", 2.0)]),
        film("twitter.media.out_of_range", &film_post, &[("depth", 10.0)], &[("depth", 8.0)]),
        {
            let later = thread("more", url("https://a.example/b.jpg"), false);
            let of = |place| [nothing(), file(of_later(), 'i', &[("location", place)], ["jpeg", "", ""])].concat();
            known("twitter.media.location", x("hi", "", later), of(1.0), of(f64::NAN))
        },
        film("twitter.media.out_of_range", &film_post, &[("channels", 6.0)], &[("channels", 2.0)]),
        coded("twitter.media.not_taken", &film_post, 'v', ["mp4", "h264", "opus"], ["mp4", "h264", "aac"]),
    ]
}

fn of_instagram() -> Vec<Case> {
    let insta = |text: &str, media: &str, options: Value| post("instagram", text, media, options);
    let story = |media: &str| insta("", media, json!({ "contentType": "story" }));
    let tags = |count: usize, mark: &str| (0..count).map(|n| format!("{mark}tag{n} ")).collect::<String>();
    let (one, film_post, two, film_story) =
        (insta("", "i", json!({})), insta("", "v", json!({})), insta("", "ii", json!({})), story("v"));
    let cover_at = |url: &str| insta("", "v", json!({ "coverUrl": url }));
    let covered = cover_at("https://a.example/b");
    vec![
        case("instagram.media.missing", insta("hi", "", json!({})), insta("hi", "i", json!({}))),
        case("instagram.media.too_many", insta("", &"i".repeat(11), json!({})), insta("", &"i".repeat(10), json!({}))),
        case("instagram.media.too_many", story("ii"), story("i")),
        case(
            "instagram.text.too_long",
            insta(&"a".repeat(2201), "i", json!({})),
            insta(&"a".repeat(2200), "i", json!({})),
        ),
        case(
            "instagram.text.perhaps_too_long",
            insta(&"😀".repeat(1101), "i", json!({})),
            insta(&"😀".repeat(1100), "i", json!({})),
        ),
        case("instagram.text.too_many", insta(&tags(31, "#"), "i", json!({})), insta(&tags(30, "#"), "i", json!({}))),
        case(
            "instagram.text.perhaps_too_many",
            insta(&tags(6, "#"), "i", json!({})),
            insta(&tags(5, "#"), "i", json!({})),
        ),
        case("instagram.text.too_many", insta(&tags(21, "@"), "i", json!({})), insta(&tags(20, "@"), "i", json!({}))),
        case("instagram.text.ignored", insta("hi", "i", json!({ "contentType": "story" })), story("i")),
        case(
            "instagram.collaborators.conflict",
            insta("", "i", json!({ "contentType": "story", "collaborators": ["a"] })),
            insta("", "i", json!({ "collaborators": ["a"] })),
        ),
        case(
            "instagram.share_to_feed.ignored",
            insta("", "i", json!({ "shareToFeed": true })),
            insta("", "v", json!({ "shareToFeed": true })),
        ),
        case(
            "instagram.share_to_feed.ignored",
            insta("", "v", json!({ "shareToFeed": true, "contentType": "story" })),
            insta("", "v", json!({ "shareToFeed": true })),
        ),
        case(
            "instagram.cover_url.ignored",
            insta("", "i", json!({ "coverUrl": "https://a.example/b" })),
            covered.clone(),
        ),
        case("instagram.cover_url.not_web", cover_at("file:///b"), covered.clone()),
        case("instagram.cover_url.private", cover_at("http://localhost/b"), covered.clone()),
        case(
            "instagram.thumb_offset.ignored",
            insta("", "i", json!({ "thumbOffset": 5 })),
            insta("", "v", json!({ "thumbOffset": 5 })),
        ),
        case(
            "instagram.thumb_offset.ignored",
            insta("", "v", json!({ "thumbOffset": 5, "coverUrl": "https://a.example/b" })),
            insta("", "v", json!({ "thumbOffset": 5 })),
        ),
        film(
            "instagram.thumb_offset.out_of_range",
            &insta("", "v", json!({ "thumbOffset": 20_000 })),
            &[("duration", 19.0)],
            &[("duration", 20.0)],
        ),
        cover("instagram.cover_url.not_taken", &covered, TARGET_COVER, (&[], "png"), (&[], "jpeg")),
        cover(
            "instagram.cover_url.too_heavy",
            &covered,
            TARGET_COVER,
            (&[("bytes", 9e6)], "jpeg"),
            (&[("bytes", 8e6)], "jpeg"),
        ),
        coded("instagram.media.not_taken", &one, 'i', ["webp", "", ""], ["jpeg", "", ""]),
        coded("instagram.media.not_taken", &one, 'i', ["png", "", ""], ["jpeg", "", ""]),
        photo("instagram.media.too_heavy", &one, &[("bytes", 8_388_609.0)], &[("bytes", 8e6)]),
        photo("instagram.media.out_of_range", &one, &[("width", 800.0)], &[("width", 864.0)]),
        shapes("instagram.media.notice", &two),
        photo(
            "instagram.media.out_of_range",
            &one,
            &[("width", 300.0), ("height", 300.0)],
            &[("width", 320.0), ("height", 320.0)],
        ),
        coded("instagram.media.not_taken", &film_post, 'v', ["webm", "h264", "aac"], ["mov", "h264", "aac"]),
        coded("instagram.media.not_taken", &film_post, 'v', ["mp4", "av1", "aac"], ["mp4", "hevc", "aac"]),
        film("instagram.media.out_of_range", &film_post, &[("rate", 20.0)], &[("rate", 23.0)]),
        film(
            "instagram.media.out_of_range",
            &film_post,
            &[("width", 2160.0), ("height", 3840.0)],
            &[("width", 1080.0), ("height", 1920.0)],
        ),
        film("instagram.media.out_of_range", &film_post, &[("height", 100.0)], &[("height", 200.0)]),
        film("instagram.media.out_of_range", &film_story, &[("width", 100.0)], &[("width", 110.0)]),
        film("instagram.media.out_of_range", &film_post, &[("bits", 26e6)], &[("bits", 25e6)]),
        film("instagram.media.out_of_range", &film_post, &[("duration", 2.0)], &[("duration", 3.0)]),
        film("instagram.media.out_of_range", &film_story, &[("duration", 61.0)], &[("duration", 60.0)]),
        film("instagram.media.too_heavy", &film_post, &[("bytes", 4e8)], &[("bytes", 3e8)]),
        film("instagram.media.too_heavy", &film_story, &[("bytes", 2e8)], &[("bytes", 1e8)]),
        film("instagram.media.out_of_range", &film_post, &[("channels", 6.0)], &[("channels", 1.0)]),
        film("instagram.media.out_of_range", &film_post, &[("samples", 96_000.0)], &[("samples", 44_100.0)]),
        film("instagram.media.out_of_range", &film_post, &[("streamable", 0.0)], &[]),
        film("instagram.media.out_of_range", &film_post, &[("chroma", 2.0)], &[("chroma", 1.0)]),
        coded("instagram.media.not_taken", &film_post, 'v', ["mp4", "h264", "mp3"], ["mp4", "h264", "aac"]),
    ]
}

fn of_youtube() -> Vec<Case> {
    let yt = |text: &str, media: &str, options: Value| post("youtube", text, media, options);
    let covered = with(yt("", "v", json!({})), "/mediaItems/0/thumbnail", json!("https://a.example/b.png"));
    vec![
        case("youtube.media.missing", yt("hi", "", json!({})), yt("hi", "v", json!({}))),
        case("youtube.media.too_many", yt("hi", "vv", json!({})), yt("hi", "v", json!({}))),
        case("youtube.media.unsupported", yt("hi", "vi", json!({})), yt("hi", "v", json!({}))),
        case("youtube.text.too_long", yt(&"é".repeat(2501), "v", json!({})), yt(&"é".repeat(2500), "v", json!({}))),
        case("youtube.text.forbidden", yt("a < b", "v", json!({})), yt("a ‹ b", "v", json!({}))),
        case(
            "youtube.title.forbidden",
            yt("", "v", json!({ "title": "a -> b" })),
            yt("", "v", json!({ "title": "a → b" })),
        ),
        case(
            "youtube.title.perhaps_too_long",
            yt("", "v", json!({ "title": "😀".repeat(51) })),
            yt("", "v", json!({ "title": "😀".repeat(50) })),
        ),
        case("youtube.title.missing", yt("", "v", json!({ "title": " " })), yt("", "v", json!({ "title": "t" }))),
        // 249 + 249, two quotation marks, a comma.
        case(
            "youtube.tags.too_long",
            yt("", "v", json!({ "tags": ["a".repeat(249), format!("b {}", "b".repeat(247))] })),
            yt("", "v", json!({ "tags": ["a".repeat(249), format!("b {}", "b".repeat(246))] })),
        ),
        case("youtube.tags.forbidden", yt("", "v", json!({ "tags": ["<a>"] })), yt("", "v", json!({ "tags": ["a"] }))),
        case(
            "youtube.tags.notice",
            yt("", "v", json!({ "tags": ["a,b"] })),
            yt("", "v", json!({ "tags": ["a", "b"] })),
        ),
        case(
            "youtube.made_for_kids.notice",
            yt("", "v", json!({ "madeForKids": true })),
            yt("", "v", json!({ "madeForKids": false })),
        ),
        case(
            "youtube.first_comment.ignored",
            yt("", "v", json!({ "madeForKids": true, "firstComment": "a" })),
            yt("", "v", json!({ "firstComment": "a" })),
        ),
        film(
            "youtube.media.out_of_range",
            &yt("", "v", json!({})),
            &[("duration", 50_000.0)],
            &[("duration", 40_000.0)],
        ),
        film("youtube.media.too_heavy", &yt("", "v", json!({})), &[("bytes", 2.8e11)], &[("bytes", 2.5e11)]),
        film("youtube.media.ignored", &covered, &[("duration", 180.0)], &[("duration", 181.0)]),
        film("youtube.media.ignored", &covered, &[("width", 1080.0)], &[("width", 1920.0)]),
        cover("youtube.media.not_taken", &covered, ITEM_COVER, (&[], "gif"), (&[], "png")),
        cover(
            "youtube.media.too_heavy",
            &covered,
            ITEM_COVER,
            (&[("bytes", 2_097_153.0)], "png"),
            (&[("bytes", 2e6)], "png"),
        ),
        cover(
            "youtube.media.out_of_range",
            &covered,
            ITEM_COVER,
            (&[("width", 639.0)], "png"),
            (&[("width", 640.0)], "png"),
        ),
    ]
}

fn of_tiktok() -> Vec<Case> {
    let tt = |text: &str, media: &str, options: Value| post("tiktok", text, media, options);
    let level = |level: &str| json!({ "privacyLevel": level });
    let (photos, video) = (tt("", "ii", level("SELF_ONLY")), tt("", "v", level("SELF_ONLY")));
    let levels = ["PUBLIC_TO_EVERYONE", "SELF_ONLY"];
    let drafted = |code, key: &str, value: Value, media: &str| {
        let of = |draft: bool| tt("", media, json!({ key: value, "draft": draft }));
        case(code, of(true), of(false))
    };
    vec![
        case("tiktok.media.missing", tt("hi", "", json!({})), tt("hi", "v", json!({}))),
        case("tiktok.media.too_many", tt("", "vv", json!({})), tt("", "v", json!({}))),
        case("tiktok.media.too_many", tt("", &"i".repeat(36), json!({})), tt("", &"i".repeat(35), json!({}))),
        case("tiktok.media.perhaps_too_many", tt("", &"i".repeat(33), json!({})), tt("", &"i".repeat(32), json!({}))),
        case("tiktok.media.conflict", tt("", "vi", json!({})), tt("", "v", json!({}))),
        case("tiktok.text.too_long", tt(&"a".repeat(2201), "v", json!({})), tt(&"a".repeat(2200), "v", json!({}))),
        case(
            "tiktok.text.perhaps_too_long",
            tt(&"😀".repeat(1101), "v", json!({})),
            tt(&"😀".repeat(1100), "v", json!({})),
        ),
        case("tiktok.text.too_long", tt(&"a".repeat(91), "i", json!({})), tt(&"a".repeat(91), "v", json!({}))),
        case(
            "tiktok.text.perhaps_too_long",
            tt(&"😀".repeat(46), "i", json!({})),
            tt(&"😀".repeat(45), "i", json!({})),
        ),
        case(
            "tiktok.description.perhaps_too_long",
            tt("", "i", json!({ "description": "😀".repeat(2001) })),
            tt("", "i", json!({ "description": "😀".repeat(2000) })),
        ),
        case(
            "tiktok.text.perhaps_too_many",
            tt("#a1 #b1 #c1 #d1 #e1 #f1", "v", json!({})),
            tt("#a1 #b1 #c1 #d1 #e1", "v", json!({})),
        ),
        case(
            "tiktok.disable_duet.ignored",
            tt("", "i", json!({ "disableDuet": true })),
            tt("", "i", json!({ "disableDuet": false })),
        ),
        case(
            "tiktok.disable_stitch.ignored",
            tt("", "i", json!({ "disableStitch": true })),
            tt("", "v", json!({ "disableStitch": true })),
        ),
        case(
            "tiktok.video_cover_timestamp_ms.ignored",
            tt("", "i", json!({ "videoCoverTimestampMs": 5 })),
            tt("", "v", json!({ "videoCoverTimestampMs": 5 })),
        ),
        case("tiktok.is_aigc.ignored", tt("", "i", json!({ "isAigc": true })), tt("", "v", json!({ "isAigc": true }))),
        case(
            "tiktok.auto_add_music.ignored",
            tt("", "v", json!({ "autoAddMusic": true })),
            tt("", "i", json!({ "autoAddMusic": true })),
        ),
        case(
            "tiktok.photo_cover_index.ignored",
            tt("", "v", json!({ "photoCoverIndex": 0 })),
            tt("", "i", json!({ "photoCoverIndex": 0 })),
        ),
        case(
            "tiktok.description.ignored",
            tt("", "v", json!({ "description": "a" })),
            tt("", "i", json!({ "description": "a" })),
        ),
        case("tiktok.draft.notice", tt("hi", "v", json!({ "draft": true })), tt("", "v", json!({ "draft": true }))),
        drafted("tiktok.privacy_level.ignored", "privacyLevel", json!("SELF_ONLY"), "i"),
        drafted("tiktok.disable_comment.ignored", "disableComment", json!(true), "i"),
        drafted("tiktok.disable_duet.ignored", "disableDuet", json!(true), "v"),
        drafted("tiktok.disable_stitch.ignored", "disableStitch", json!(true), "v"),
        drafted("tiktok.brand_content_toggle.ignored", "brandContentToggle", json!(true), "v"),
        drafted("tiktok.brand_organic_toggle.ignored", "brandOrganicToggle", json!(true), "v"),
        drafted("tiktok.is_aigc.ignored", "isAigc", json!(true), "v"),
        drafted("tiktok.video_cover_timestamp_ms.ignored", "videoCoverTimestampMs", json!(5), "v"),
        film(
            "tiktok.video_cover_timestamp_ms.out_of_range",
            &tt("", "v", json!({ "videoCoverTimestampMs": 20_000 })),
            &[("duration", 19.0)],
            &[("duration", 20.0)],
        ),
        case(
            "tiktok.photo_cover_index.out_of_range",
            tt("", "ii", json!({ "photoCoverIndex": 2 })),
            tt("", "ii", json!({ "photoCoverIndex": 1 })),
        ),
        case(
            "tiktok.photo_cover_index.malformed",
            tt("", "ii", json!({ "photoCoverIndex": 0.5 })),
            tt("", "ii", json!({ "photoCoverIndex": 1 })),
        ),
        case(
            "tiktok.privacy_level.conflict",
            tt("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true })),
            tt("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandOrganicToggle": true })),
        ),
        case(
            "tiktok.privacy_level.conflict",
            tt("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true })),
            tt("", "v", json!({ "privacyLevel": "SELF_ONLY", "brandContentToggle": true, "draft": true })),
        ),
        case("tiktok.privacy_level.missing", tt("", "v", json!({})), tt("", "v", level("SELF_ONLY"))),
        case("tiktok.privacy_level.missing", tt("", "v", json!({})), tt("", "v", json!({ "draft": true }))),
        known(
            "tiktok.privacy_level.not_offered",
            tt("", "v", level("SELF_ONLY")),
            creator(0, 60.0, &["PUBLIC_TO_EVERYONE"]),
            creator(0, 60.0, &levels),
        ),
        known(
            "tiktok.privacy_level.not_offered",
            tt("", "v", json!({})),
            creator(0, 60.0, &["SELF_ONLY"]),
            creator(0, 60.0, &levels),
        ),
        known(
            "tiktok.disable_comment.creator_setting",
            video.clone(),
            creator(NO_COMMENT, 60.0, &levels),
            creator(0, 60.0, &levels),
        ),
        known(
            "tiktok.disable_duet.creator_setting",
            video.clone(),
            creator(NO_DUET, 60.0, &levels),
            creator(0, 60.0, &levels),
        ),
        known(
            "tiktok.disable_stitch.creator_setting",
            video.clone(),
            creator(NO_STITCH, 60.0, &levels),
            creator(0, 60.0, &levels),
        ),
        Case {
            code: "tiktok.disable_duet.creator_setting",
            bad: (video.clone(), creator(NO_DUET, 60.0, &levels)),
            good: (tt("", "v", json!({ "draft": true })), creator(NO_DUET, 60.0, &levels)),
        },
        case(
            "tiktok.media.insecure",
            with(video.clone(), "/mediaItems/0/url", json!("http://a.example/b")),
            video.clone(),
        ),
        coded("tiktok.media.not_taken", &photos, 'i', ["png", "", ""], ["webp", "", ""]),
        photo("tiktok.media.too_heavy", &photos, &[("bytes", 3e7)], &[("bytes", 2e7)]),
        photo(
            "tiktok.media.out_of_range",
            &photos,
            &[("width", 1200.0), ("height", 1200.0)],
            &[("width", 1080.0), ("height", 1080.0)],
        ),
        photo("tiktok.media.out_of_range", &photos, &[("width", 2000.0)], &[("width", 1920.0)]),
        photo("tiktok.media.out_of_range", &photos, &[("width", 500.0)], &[("width", 510.0)]),
        shapes("tiktok.media.notice", &photos),
        coded("tiktok.media.not_taken", &video, 'v', ["matroska", "h264", "aac"], ["webm", "h264", "aac"]),
        coded("tiktok.media.not_taken", &video, 'v', ["mp4", "av1", "aac"], ["mp4", "vp9", "aac"]),
        film("tiktok.media.out_of_range", &video, &[("rate", 61.0)], &[("rate", 60.0)]),
        coded("tiktok.media.not_taken", &video, 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"]),
        film("tiktok.media.out_of_range", &video, &[("width", 300.0)], &[("width", 360.0)]),
        film("tiktok.media.out_of_range", &video, &[("width", 700.0)], &[("width", 720.0)]),
        film("tiktok.media.out_of_range", &video, &[("width", 5000.0)], &[("width", 4096.0)]),
        film("tiktok.media.out_of_range", &video, &[("duration", 602.0)], &[("duration", 600.5)]),
        film("tiktok.media.out_of_range", &video, &[("duration", 2.0)], &[("duration", 3.0)]),
        {
            let of = |longest| [creator(0, longest, &levels), file(0, 'v', &[], ["mp4", "h264", "aac"])].concat();
            known("tiktok.media.out_of_range", video.clone(), of(29.0), of(30.0))
        },
        film("tiktok.media.too_heavy", &video, &[("bytes", 4.4e9)], &[("bytes", 4e9)]),
    ]
}

fn of_pinterest() -> Vec<Case> {
    let pin = |text: &str, media: &str, options: Value| {
        let mut all = json!({ "boardId": "1" });
        all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        post("pinterest", text, media, all)
    };
    let (one, two, film_post) = (
        pin("", "i", json!({})),
        pin("", "ii", json!({})),
        pin("", "v", json!({ "coverImageUrl": "https://a.example/b" })),
    );
    let cover = |url: &str| pin("", "v", json!({ "coverImageUrl": url }));
    vec![
        case("pinterest.board_id.missing", post("pinterest", "", "i", json!({})), one.clone()),
        case("pinterest.board_id.malformed", pin("", "i", json!({ "boardId": "board" })), one.clone()),
        case("pinterest.media.missing", pin("hi", "", json!({})), pin("hi", "i", json!({}))),
        case("pinterest.media.too_many", pin("", "iiiiii", json!({})), pin("", "iiiii", json!({}))),
        case("pinterest.media.too_many", pin("", "vv", json!({})), pin("", "v", json!({}))),
        case("pinterest.media.conflict", pin("", "vi", json!({})), pin("", "v", json!({}))),
        case("pinterest.text.too_long", pin(&"a".repeat(801), "i", json!({})), pin(&"a".repeat(500), "i", json!({}))),
        case("pinterest.text.too_long", pin(&"a".repeat(501), "i", json!({})), pin(&"a".repeat(500), "i", json!({}))),
        case(
            "pinterest.link.too_long",
            pin("", "i", json!({ "link": format!("https://a.example/{}", "a".repeat(2040)) })),
            pin("", "i", json!({ "link": "https://a.example/a" })),
        ),
        case(
            "pinterest.link.not_web",
            pin("", "i", json!({ "link": "mailto:a@b.example" })),
            pin("", "i", json!({ "link": "https://a.example/" })),
        ),
        case(
            "pinterest.link.insecure",
            pin("", "i", json!({ "link": "http://a.example/" })),
            pin("", "i", json!({ "link": "https://a.example/" })),
        ),
        case(
            "pinterest.dominant_color.malformed",
            pin("", "i", json!({ "dominantColor": "red" })),
            pin("", "i", json!({ "dominantColor": "#6E7874" })),
        ),
        case("pinterest.cover_image_url.not_web", cover("data:image/png;base64,AA"), cover("https://a.example/b")),
        case("pinterest.cover_image_url.private", cover("http://192.168.0.9/b"), cover("https://a.example/b")),
        case(
            "pinterest.cover_image_url.ignored",
            pin("", "i", json!({ "coverImageUrl": "https://a.example/b" })),
            cover("https://a.example/b"),
        ),
        case("pinterest.cover_image_url.missing", pin("", "v", json!({})), cover("https://a.example/b")),
        coded("pinterest.media.not_taken", &one, 'i', ["avif", "", ""], ["webp", "", ""]),
        photo("pinterest.media.too_heavy", &one, &[("bytes", 4e7)], &[("bytes", 3.2e7)]),
        photo("pinterest.media.out_of_range", &one, &[("bytes", 2.5e7)], &[("bytes", 2e7)]),
        shapes("pinterest.media.notice", &two),
        coded("pinterest.media.not_taken", &film_post, 'v', ["webm", "h264", "aac"], ["m4v", "h264", "aac"]),
        coded("pinterest.media.not_taken", &film_post, 'v', ["mp4", "vp9", "aac"], ["mp4", "hevc", "aac"]),
        film("pinterest.media.too_heavy", &film_post, &[("bytes", 2.2e9)], &[("bytes", 2e9)]),
        film("pinterest.media.out_of_range", &film_post, &[("duration", 3.0)], &[("duration", 4.0)]),
        film("pinterest.media.out_of_range", &film_post, &[("width", 3000.0)], &[("width", 2000.0)]),
    ]
}

fn of_linkedin() -> Vec<Case> {
    let li = |text: &str, media: &str, options: Value| post("linkedin", text, media, options);
    let mention =
        |text: &str| li(text, "", json!({ "mentions": [{ "text": "Acme", "urn": "urn:li:organization:1" }] }));
    let (one, film_post, paper) =
        (li("", "i", json!({})), li("", "v", json!({})), li("", "d", json!({ "documentTitle": "t" })));
    let article = |url: &str, media: &str| li("a", media, json!({ "articleUrl": url }));
    vec![
        case("linkedin.text.too_long", li(&"a".repeat(3001), "", json!({})), li(&"a".repeat(3000), "", json!({}))),
        case(
            "linkedin.text.perhaps_too_long",
            li(&"😀".repeat(1501), "", json!({})),
            li(&"😀".repeat(1500), "", json!({})),
        ),
        case("linkedin.text.missing", li(" ", "", json!({})), article("https://a.example/", "")),
        case("linkedin.media.too_many", li("", &"i".repeat(21), json!({})), li("", &"i".repeat(20), json!({}))),
        case("linkedin.media.too_many", li("", "vv", json!({})), li("", "v", json!({}))),
        case("linkedin.media.too_many", li("", "dd", json!({ "documentTitle": "t" })), paper.clone()),
        case("linkedin.media.conflict", li("", "vi", json!({})), li("", "v", json!({}))),
        case("linkedin.media.conflict", li("", "di", json!({ "documentTitle": "t" })), paper.clone()),
        case("linkedin.article_url.conflict", article("https://a.example/", "i"), article("https://a.example/", "")),
        case("linkedin.article_url.not_web", article("mailto:a@b.example", ""), article("https://a.example/", "")),
        case("linkedin.document_title.missing", li("", "d", json!({})), paper.clone()),
        case("linkedin.document_title.missing", li("", "d", json!({ "documentTitle": " " })), paper.clone()),
        case("linkedin.document_title.ignored", li("a", "", json!({ "documentTitle": "t" })), paper.clone()),
        case(
            "linkedin.article_title.ignored",
            li("a", "", json!({ "articleTitle": "t" })),
            li("a", "", json!({ "articleTitle": "t", "articleUrl": "https://a.example/" })),
        ),
        case(
            "linkedin.article_description.ignored",
            li("a", "", json!({ "articleDescription": "t" })),
            li("a", "", json!({ "articleDescription": "t", "articleUrl": "https://a.example/" })),
        ),
        case("linkedin.mentions.out_of_range", mention("with acme"), mention("with Acme")),
        case("linkedin.mentions.out_of_range", mention("Acme and Acme"), mention("Acme and acme")),
        coded("linkedin.media.not_taken", &one, 'i', ["webp", "", ""], ["gif", "", ""]),
        photo(
            "linkedin.media.out_of_range",
            &one,
            &[("width", 7000.0), ("height", 6000.0)],
            &[("width", 6000.0), ("height", 6000.0)],
        ),
        photo("linkedin.media.out_of_range", &one, &[("frames", 251.0)], &[("frames", 250.0)]),
        photo("linkedin.media.too_heavy", &one, &[("bytes", 9e6)], &[("bytes", 8e6)]),
        coded("linkedin.media.not_taken", &film_post, 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"]),
        film("linkedin.media.out_of_range", &film_post, &[("duration", 1900.0)], &[("duration", 1800.0)]),
        film("linkedin.media.out_of_range", &film_post, &[("bytes", 7e4)], &[("bytes", 7.5e4)]),
        film("linkedin.media.too_heavy", &film_post, &[("bytes", 5.4e9)], &[("bytes", 5e9)]),
        film("linkedin.media.out_of_range", &film_post, &[("bytes", 6e8)], &[("bytes", 5e8)]),
        film("linkedin.media.out_of_range", &film_post, &[("width", 3000.0)], &[("width", 2000.0)]),
        coded("linkedin.media.not_taken", &paper, 'd', ["jpeg", "", ""], ["pdf", "", ""]),
        pair("linkedin.media.too_heavy", &paper, 'd', &[("bytes", 1.1e8)], &[("bytes", 1e8)], ["pdf", "", ""]),
        pair("linkedin.media.out_of_range", &paper, 'd', &[("pages", 301.0)], &[("pages", 300.0)], ["pdf", "", ""]),
    ]
}

fn of_bluesky() -> Vec<Case> {
    let sky = |text: &str, media: &str, options: Value| post("bluesky", text, media, options);
    let (one, film_post) = (sky("", "i", json!({})), sky("", "v", json!({})));
    let family = "👨‍👩‍👧‍👦";
    vec![
        case("bluesky.text.too_long", sky(&"a".repeat(301), "", json!({})), sky(&"a".repeat(300), "", json!({}))),
        case("bluesky.text.too_long", sky(&family.repeat(121), "", json!({})), sky(&family.repeat(120), "", json!({}))),
        case("bluesky.text.missing", sky("", "", json!({})), sky("", "i", json!({}))),
        case(
            "bluesky.text.too_long",
            sky(&format!("#{}", "a".repeat(65)), "", json!({})),
            sky(&format!("#{} #b", "a".repeat(64)), "", json!({})),
        ),
        case(
            "bluesky.langs.too_many",
            sky("a", "", json!({ "langs": ["en", "de", "fr", "es"] })),
            sky("a", "", json!({ "langs": ["en", "de", "fr"] })),
        ),
        case(
            "bluesky.langs.malformed",
            sky("a", "", json!({ "langs": ["en_US"] })),
            sky("a", "", json!({ "langs": ["en-US"] })),
        ),
        case("bluesky.media.too_many", sky("", &"i".repeat(11), json!({})), sky("", "iiii", json!({}))),
        case("bluesky.media.perhaps_too_many", sky("", "iiiii", json!({})), sky("", "iiii", json!({}))),
        case("bluesky.media.too_many", sky("", "vv", json!({})), sky("", "v", json!({}))),
        case("bluesky.media.conflict", sky("", "vi", json!({})), sky("", "v", json!({}))),
        case("bluesky.media.notice", sky("", "v", json!({})), sky("", "i", json!({}))),
        case(
            "bluesky.alt_text.too_many",
            sky("", "i", json!({ "altText": ["a", "b"] })),
            sky("", "ii", json!({ "altText": ["a", "b"] })),
        ),
        case(
            "bluesky.alt_text.too_long",
            sky("", "i", json!({ "altText": ["a".repeat(2001)] })),
            sky("", "i", json!({ "altText": ["a".repeat(2000)] })),
        ),
        photo("bluesky.media.out_of_range", &one, &[("bytes", 2_000_001.0)], &[("bytes", 1e6)]),
        photo("bluesky.media.out_of_range", &one, &[("bytes", 1_000_001.0)], &[("bytes", 1e6)]),
        coded("bluesky.media.not_taken", &one, 'i', ["gif", "", ""], ["webp", "", ""]),
        coded("bluesky.media.not_taken", &film_post, 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"]),
        film("bluesky.media.out_of_range", &film_post, &[("bytes", 300_000_001.0)], &[("bytes", 3e8)]),
        film("bluesky.media.out_of_range", &film_post, &[("duration", 700.0)], &[("duration", 180.0)]),
        film("bluesky.media.out_of_range", &film_post, &[("duration", 190.0)], &[("duration", 180.0)]),
    ]
}

fn of_facebook() -> Vec<Case> {
    let fb = |text: &str, media: &str, options: Value| post("facebook", text, media, options);
    let (one, film_post) = (fb("", "i", json!({})), fb("", "v", json!({})));
    let cover = |url: &str| fb("", "v", json!({ "videoThumbnailUrl": url }));
    vec![
        case("facebook.text.too_long", fb(&"a".repeat(63_207), "", json!({})), fb(&"a".repeat(63_206), "", json!({}))),
        case(
            "facebook.text.perhaps_too_long",
            fb(&"😀".repeat(31_604), "", json!({})),
            fb(&"😀".repeat(31_603), "", json!({})),
        ),
        case("facebook.text.missing", fb("", "", json!({})), fb("", "", json!({ "link": "https://a.example/" }))),
        case(
            "facebook.link.not_web",
            fb("a", "", json!({ "link": "javascript:void" })),
            fb("a", "", json!({ "link": "https://a.example/" })),
        ),
        case(
            "facebook.link.ignored",
            fb("a", "i", json!({ "link": "https://a.example/" })),
            fb("a", "", json!({ "link": "https://a.example/" })),
        ),
        case("facebook.video_thumbnail_url.not_web", cover("blob:https://a.example/b"), cover("https://a.example/b")),
        case("facebook.video_thumbnail_url.private", cover("https://nas.local/b"), cover("https://a.example/b")),
        case(
            "facebook.video_thumbnail_url.ignored",
            fb("", "i", json!({ "videoThumbnailUrl": "https://a.example/b" })),
            cover("https://a.example/b"),
        ),
        case("facebook.media.perhaps_too_many", fb("", &"i".repeat(11), json!({})), fb("", &"i".repeat(10), json!({}))),
        case("facebook.media.too_many", fb("", "vv", json!({})), fb("", "v", json!({}))),
        case("facebook.media.conflict", fb("", "vi", json!({})), fb("", "v", json!({}))),
        coded("facebook.media.not_taken", &one, 'i', ["webp", "", ""], ["png", "", ""]),
        photo("facebook.media.too_heavy", &one, &[("bytes", 1.1e7)], &[("bytes", 1e7)]),
        photo("facebook.media.out_of_range", &one, &[("bytes", 5e6)], &[("bytes", 4e6)]),
        pair("facebook.media.out_of_range", &one, 'i', &[("bytes", 1.1e6)], &[("bytes", 1e6)], ["png", "", ""]),
        coded("facebook.media.not_taken", &film_post, 'v', ["webm", "vp9", "opus"], ["matroska", "vp9", "opus"]),
        film("facebook.media.out_of_range", &film_post, &[("bytes", 1.1e9)], &[("bytes", 1e9)]),
        film("facebook.media.out_of_range", &film_post, &[("duration", 1300.0)], &[("duration", 1200.0)]),
        film("facebook.media.out_of_range", &film_post, &[("width", 2500.0)], &[("width", 1920.0)]),
    ]
}

fn of_threads() -> Vec<Case> {
    let th = |text: &str, media: &str, options: Value| post("threads", text, media, options);
    let links = |count: usize| (0..count).map(|n| format!("https://a{n}.example.com/ ")).collect::<String>();
    let (one, film_post) = (th("", "i", json!({})), th("", "v", json!({})));
    vec![
        case("threads.text.too_long", th(&"a".repeat(501), "", json!({})), th(&"a".repeat(500), "", json!({}))),
        case(
            "threads.text.perhaps_too_long",
            th(&"😀".repeat(126), "", json!({})),
            th(&"😀".repeat(125), "", json!({})),
        ),
        case("threads.text.missing", th("", "", json!({})), th("", "i", json!({}))),
        case("threads.text.too_many", th(&links(6), "", json!({})), th(&links(5), "", json!({}))),
        case("threads.text.too_many", th("#one #two", "", json!({})), th("#one", "", json!({}))),
        case(
            "threads.text.too_long",
            th(&format!("#{}", "a".repeat(51)), "", json!({})),
            th(&format!("#{}", "a".repeat(50)), "", json!({})),
        ),
        case("threads.media.too_many", th("", &"i".repeat(21), json!({})), th("", &"i".repeat(20), json!({}))),
        case(
            "threads.alt_text.too_long",
            th("", "i", json!({ "altText": ["a".repeat(1001)] })),
            th("", "i", json!({ "altText": ["a".repeat(1000)] })),
        ),
        case(
            "threads.alt_text.perhaps_too_long",
            th("", "i", json!({ "altText": ["😀".repeat(501)] })),
            th("", "i", json!({ "altText": ["😀".repeat(500)] })),
        ),
        case(
            "threads.alt_text.too_many",
            th("", "v", json!({ "altText": ["a"] })),
            th("", "i", json!({ "altText": ["a"] })),
        ),
        coded("threads.media.not_taken", &one, 'i', ["webp", "", ""], ["png", "", ""]),
        photo("threads.media.too_heavy", &one, &[("bytes", 9e6)], &[("bytes", 8e6)]),
        photo("threads.media.out_of_range", &one, &[("height", 50.0)], &[("height", 200.0)]),
        photo("threads.media.out_of_range", &one, &[("width", 2000.0)], &[("width", 1440.0)]),
        coded("threads.media.not_taken", &film_post, 'v', ["webm", "h264", "aac"], ["mp4", "h264", "aac"]),
        coded("threads.media.not_taken", &film_post, 'v', ["mp4", "vp9", "aac"], ["mp4", "h264", "aac"]),
        film("threads.media.out_of_range", &film_post, &[("rate", 90.0)], &[("rate", 60.0)]),
        film("threads.media.out_of_range", &film_post, &[("width", 2000.0)], &[("width", 1920.0)]),
        film("threads.media.out_of_range", &film_post, &[("height", 100.0)], &[("height", 200.0)]),
        film("threads.media.out_of_range", &film_post, &[("duration", 301.0)], &[("duration", 300.0)]),
        film("threads.media.out_of_range", &film_post, &[("bits", 2e8)], &[("bits", 1e8)]),
        film("threads.media.too_heavy", &film_post, &[("bytes", 1.1e9)], &[("bytes", 1e9)]),
        film("threads.media.out_of_range", &film_post, &[("channels", 6.0)], &[("channels", 2.0)]),
        film("threads.media.out_of_range", &film_post, &[("samples", 96_000.0)], &[("samples", 44_100.0)]),
        film("threads.media.out_of_range", &film_post, &[("streamable", 0.0)], &[]),
        film("threads.media.out_of_range", &film_post, &[("chroma", 2.0)], &[("chroma", 1.0)]),
        coded("threads.media.not_taken", &film_post, 'v', ["mp4", "h264", "mp3"], ["mp4", "h264", "aac"]),
    ]
}

fn of_google() -> Vec<Case> {
    let gb = |text: &str, media: &str, options: Value| post("googlebusiness", text, media, options);
    let event = |changes: Value| {
        let mut event = json!({
            "topicType": "EVENT", "eventTitle": "Fair", "eventStartDate": "2026-12-24", "eventStartTime": "18:00",
            "eventEndDate": "2026-12-24", "eventEndTime": "20:00"
        });
        for (key, value) in changes.as_object().unwrap() {
            event[key] = value.clone();
        }
        event.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        gb("a", "", event)
    };
    let whole = || event(json!({}));
    let offer = |key: &str, topic: &str| {
        let mut options = json!({ "topicType": topic, "eventTitle": "t" });
        options[key] = json!("https://a.example/");
        gb("a", "", options)
    };
    let button = |kind: &str, url: Option<&str>| {
        let mut options = json!({ "callToActionType": kind });
        if let Some(url) = url {
            options["callToActionUrl"] = json!(url);
        }
        gb("a", "", options)
    };
    let one = gb("a", "i", json!({}));
    vec![
        case(
            "googlebusiness.text.too_long",
            gb(&"a".repeat(1501), "", json!({})),
            gb(&"a".repeat(1500), "", json!({})),
        ),
        case(
            "googlebusiness.text.perhaps_too_long",
            gb(&"😀".repeat(751), "", json!({})),
            gb(&"😀".repeat(750), "", json!({})),
        ),
        case("googlebusiness.text.notice", gb("Call +49 30 1234567", "", json!({})), gb("Call us", "", json!({}))),
        case("googlebusiness.text.missing", gb("", "", json!({})), gb("", "i", json!({}))),
        case("googlebusiness.media.too_many", gb("a", "ii", json!({})), one.clone()),
        case("googlebusiness.media.unsupported", gb("a", "v", json!({})), one.clone()),
        case("googlebusiness.event_title.missing", event(json!({ "eventTitle": null })), whole()),
        case("googlebusiness.event_start_date.missing", event(json!({ "eventStartDate": null })), whole()),
        case("googlebusiness.event_start_time.missing", event(json!({ "eventStartTime": null })), whole()),
        case("googlebusiness.event_end_date.missing", event(json!({ "eventEndDate": null })), whole()),
        case("googlebusiness.event_end_time.missing", event(json!({ "eventEndTime": null })), whole()),
        case(
            "googlebusiness.event_title.missing",
            gb("a", "", json!({ "topicType": "OFFER" })),
            gb("a", "", json!({ "topicType": "OFFER", "eventTitle": "t" })),
        ),
        case(
            "googlebusiness.event_start_date.missing",
            event(json!({ "topicType": "OFFER", "eventStartDate": null })),
            event(json!({ "topicType": "OFFER" })),
        ),
        case(
            "googlebusiness.event_end_date.missing",
            event(json!({ "topicType": "OFFER", "eventEndDate": null })),
            event(json!({ "topicType": "OFFER" })),
        ),
        case("googlebusiness.event_title.missing", event(json!({ "eventTitle": " " })), whole()),
        case(
            "googlebusiness.event_title.missing",
            event(json!({ "topicType": "OFFER", "eventTitle": " " })),
            event(json!({ "topicType": "OFFER" })),
        ),
        case(
            "googlebusiness.event_title.too_long",
            event(json!({ "eventTitle": "a".repeat(59) })),
            event(json!({ "eventTitle": "a".repeat(58) })),
        ),
        case("googlebusiness.event_start_date.malformed", event(json!({ "eventStartDate": "24.12.2026" })), whole()),
        case("googlebusiness.event_end_date.malformed", event(json!({ "eventEndDate": "2026-02-30" })), whole()),
        case("googlebusiness.event_start_time.malformed", event(json!({ "eventStartTime": "6pm" })), whole()),
        case("googlebusiness.event_end_time.malformed", event(json!({ "eventEndTime": "24:00" })), whole()),
        case("googlebusiness.event_end_date.conflict", event(json!({ "eventEndTime": "17:59" })), whole()),
        case("googlebusiness.event_end_date.conflict", event(json!({ "eventEndDate": "2026-12-23" })), whole()),
        case("googlebusiness.event_title.ignored", gb("a", "", json!({ "eventTitle": "t" })), whole()),
        case(
            "googlebusiness.event_start_date.ignored",
            gb("a", "", json!({ "eventStartDate": "2026-12-24" })),
            whole(),
        ),
        case("googlebusiness.event_start_time.ignored", gb("a", "", json!({ "eventStartTime": "18:00" })), whole()),
        case("googlebusiness.event_end_date.ignored", gb("a", "", json!({ "eventEndDate": "2026-12-24" })), whole()),
        case("googlebusiness.event_end_time.ignored", gb("a", "", json!({ "eventEndTime": "20:00" })), whole()),
        case(
            "googlebusiness.offer_coupon_code.too_long",
            gb("a", "", json!({ "topicType": "OFFER", "offerCouponCode": "a".repeat(59) })),
            gb("a", "", json!({ "topicType": "OFFER", "offerCouponCode": "a" })),
        ),
        case(
            "googlebusiness.offer_coupon_code.ignored",
            offer("offerCouponCode", "STANDARD"),
            offer("offerCouponCode", "OFFER"),
        ),
        case(
            "googlebusiness.offer_redeem_online_url.ignored",
            offer("offerRedeemOnlineUrl", "STANDARD"),
            offer("offerRedeemOnlineUrl", "OFFER"),
        ),
        case(
            "googlebusiness.offer_terms_conditions.ignored",
            offer("offerTermsConditions", "STANDARD"),
            offer("offerTermsConditions", "OFFER"),
        ),
        case(
            "googlebusiness.offer_redeem_online_url.not_web",
            with(
                offer("offerRedeemOnlineUrl", "OFFER"),
                "/platforms/0/platformSpecificData/offerRedeemOnlineUrl",
                json!("tel:+491234"),
            ),
            offer("offerRedeemOnlineUrl", "OFFER"),
        ),
        case(
            "googlebusiness.call_to_action_url.missing",
            button("BOOK", None),
            button("BOOK", Some("https://a.example/")),
        ),
        case("googlebusiness.call_to_action_url.conflict", button("CALL", Some("tel:+491234")), button("CALL", None)),
        case(
            "googlebusiness.call_to_action_url.not_web",
            button("BOOK", Some("tel:+491234")),
            button("BOOK", Some("https://a.example/")),
        ),
        case(
            "googlebusiness.call_to_action_url.ignored",
            gb("a", "", json!({ "callToActionUrl": "https://a.example/" })),
            button("BOOK", Some("https://a.example/")),
        ),
        case(
            "googlebusiness.call_to_action_type.ignored",
            gb("a", "", json!({ "topicType": "OFFER", "eventTitle": "t", "callToActionType": "CALL" })),
            button("CALL", None),
        ),
        case(
            "googlebusiness.call_to_action_type.notice",
            button("GET_OFFER", Some("https://a.example/")),
            button("BOOK", Some("https://a.example/")),
        ),
        coded("googlebusiness.media.not_taken", &one, 'i', ["gif", "", ""], ["png", "", ""]),
        photo("googlebusiness.media.out_of_range", &one, &[("bytes", 9000.0)], &[("bytes", 10_000.0)]),
        photo("googlebusiness.media.too_heavy", &one, &[("bytes", 6e6)], &[("bytes", 5e6)]),
        photo("googlebusiness.media.out_of_range", &one, &[("width", 390.0)], &[("width", 400.0)]),
        photo("googlebusiness.media.out_of_range", &one, &[("height", 290.0)], &[("height", 300.0)]),
    ]
}

fn cases() -> Vec<Case> {
    [
        of_the_post(),
        of_x(),
        of_instagram(),
        of_youtube(),
        of_tiktok(),
        of_pinterest(),
        of_linkedin(),
        of_bluesky(),
        of_facebook(),
        of_threads(),
        of_google(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn issues((post, known): &(Value, Vec<u32>)) -> Vec<Read> {
    issues_in(post, MODE, known)
}

#[test]
fn each_rule_has_a_post_that_breaks_it_and_a_near_twin_that_does_not() {
    let mut covered = std::collections::BTreeSet::new();
    for case in cases() {
        let (bad, good) = (issues(&case.bad), issues(&case.good));
        let broken: Vec<_> = bad
            .iter()
            .filter(|issue| !good.iter().any(|other| other.rule == issue.rule && other.path == issue.path))
            .collect();
        assert!(
            broken.iter().any(|issue| issue.code == case.code),
            "{} is not said of {}\nbut {bad:#?}",
            case.code,
            case.bad.0
        );
        let errors: Vec<_> = good.iter().filter(|issue| !issue.warning).collect();
        assert!(errors.is_empty(), "{}: the twin is refused: {errors:#?}", case.code);
        covered.extend(broken.iter().filter(|issue| issue.code == case.code).filter_map(|issue| issue.rule));
    }
    let missing: Vec<_> = super::all()
        .enumerate()
        .filter(|(number, _)| !covered.contains(number))
        .map(|(_, (platform, rule))| (super::code(platform, rule), rule.constraint))
        .collect();
    assert!(missing.is_empty(), "rules without a pair: {missing:#?}");
}

/// The codes and severities of what is said of a post.
fn said(post: &Value, known: &[u32]) -> Vec<(String, bool)> {
    issues_in(post, MODE, known).into_iter().map(|issue| (issue.code, issue.warning)).collect()
}

#[test]
fn the_files_of_a_thread_are_held_to_the_rules_too() {
    let item = json!({ "type": "video", "url": "https://a.example/b" });
    let later = json!({ "content": "b", "mediaItems": [item] });
    let post = post("twitter", "a", "", json!({ "threadItems": [{ "content": "c" }, later] }));
    let known = |of| [nothing(), file(of, 'v', &[], ["matroska", "h264", "aac"])].concat();
    let issues = issues_in(&post, MODE, &known(super::context::of_thread(0, 1)));
    let [issue] = issues.as_slice() else { panic!("{issues:#?}") };
    assert_eq!(issue.code, "twitter.media.not_taken");
    assert_eq!(issue.path, "platforms.0.platformSpecificData.threadItems.1.mediaItems.0");
    for other in [0, super::context::of_thread(0, 0), super::context::of_thread(1, 1)] {
        assert_eq!(said(&post, &known(other)), [], "{other:x}");
    }
}

#[test]
fn a_container_is_refused_or_doubted_and_not_both() {
    for (platform, kind, container, warning) in [
        ("twitter", 'v', "matroska", false),
        ("twitter", 'v', "webm", true),
        ("tiktok", 'v', "matroska", false),
        ("tiktok", 'v', "mov", true),
        ("instagram", 'i', "mp4", false),
        ("instagram", 'i', "png", true),
        ("bluesky", 'i', "heic", true),
    ] {
        let options = if platform == "tiktok" { json!({ "privacyLevel": "SELF_ONLY" }) } else { json!({}) };
        let post = post(platform, "a", &kind.to_string(), options);
        let known = [nothing(), file(0, kind, &[], [container, "h264", "aac"])].concat();
        assert_eq!(said(&post, &known), [(format!("{platform}.media.not_taken"), warning)], "{platform} {container}");
    }
}

#[test]
fn an_animation_that_is_called_an_image_may_weigh_what_animations_may() {
    let post = post("twitter", "a", "i", json!({}));
    let weighs = |name, bytes| said(&post, &[nothing(), file(0, 'i', &[("bytes", bytes)], [name, "", ""])].concat());
    let heavy = |warning| [("twitter.media.too_heavy".to_owned(), warning)];
    assert_eq!(weighs("gif", 10e6), heavy(true));
    assert_eq!(weighs("png", 10e6), heavy(false));
}

#[test]
fn a_gigabyte_may_be_a_thousand_million_bytes() {
    let post = post("threads", "a", "v", json!({}));
    let weighs = |bytes| said(&post, &[nothing(), file(0, 'v', &[("bytes", bytes)], ["mp4", "h264", "aac"])].concat());
    let heavy = |warning| [("threads.media.too_heavy".to_owned(), warning)];
    assert_eq!(weighs(1e9), []);
    assert_eq!(weighs(1.02e9), heavy(true));
    assert_eq!(weighs(1.08e9), heavy(false));
}

#[test]
fn a_cover_that_nobody_looks_at_may_be_anywhere() {
    let cover = |platform: &str, key: &str, kind: &str| {
        said(&post(platform, "a", kind, json!({ key: "https://localhost/c.jpg" })), &[])
    };
    assert_eq!(
        cover("facebook", "videoThumbnailUrl", "v"),
        [("facebook.video_thumbnail_url.private".to_owned(), true)]
    );
    assert_eq!(cover("instagram", "coverUrl", "v"), [("instagram.cover_url.private".to_owned(), false)]);
    for (platform, key, code) in [
        ("facebook", "videoThumbnailUrl", "facebook.video_thumbnail_url.ignored"),
        ("instagram", "coverUrl", "instagram.cover_url.ignored"),
        ("pinterest", "coverImageUrl", "pinterest.cover_image_url.ignored"),
    ] {
        let said = cover(platform, key, "i");
        assert!(said.contains(&(code.to_owned(), true)), "{said:?}");
        assert!(!said.iter().any(|(code, _)| code.ends_with("private")), "{said:?}");
    }
}

#[test]
fn what_is_said_once_is_not_said_twice() {
    let story = json!({ "contentType": "story", "shareToFeed": true });
    let codes = said(&post("instagram", "", "i", story), &[]);
    assert_eq!(codes, [("instagram.share_to_feed.ignored".to_owned(), true)]);
}

#[test]
fn every_target_and_every_post_of_a_thread_is_judged() {
    let long = json!("x".repeat(281));
    let targets: Vec<_> =
        (0..700).map(|n| json!({ "platform": "twitter", "accountId": format!("a{n}"), "content": long })).collect();
    assert_eq!(said(&with(post("twitter", "a", "", json!({})), "/platforms", json!(targets)), &[]).len(), 700);
    let items = vec![json!({ "content": long }); 700];
    assert_eq!(said(&post("twitter", "a", "", json!({ "threadItems": items })), &[]).len(), 700);
}

#[test]
fn sentences_name_only_numbers_that_their_rules_give() {
    use crate::rules::{Constraint, FileConstraint, MediaItemsConstraint, OptionConstraint, TextConstraint};
    for (platform, rule) in super::all() {
        let template = rule.message.template().unwrap();
        let (sentence, hint) = (template.message, template.hint);
        let has_numbers = !matches!(
            rule.constraint,
            Constraint::Never
                | Constraint::Text(TextConstraint::NoLink | TextConstraint::Matches(_))
                | Constraint::Address(_)
                | Constraint::MediaItems(MediaItemsConstraint::NoUnusedThumbnail)
                | Constraint::Option(OptionConstraint::IsInteger | OptionConstraint::DateOrder(_))
                | Constraint::Creator(_)
                | Constraint::Account(_)
                | Constraint::Time(_)
                | Constraint::File(
                    FileConstraint::Named(..)
                        | FileConstraint::NotNamed(..)
                        | FileConstraint::SameRatio(_)
                        | FileConstraint::NoShortWithThumbnail
                )
        );
        let has_limit =
            has_numbers && !matches!(rule.constraint, Constraint::Option(OptionConstraint::MentionsOccurOnce));
        for text in [sentence, hint] {
            assert!(has_numbers || !text.contains("{actual}"), "{}: {text}", super::code(platform, rule));
            assert!(has_limit || !text.contains("{limit}"), "{}: {text}", super::code(platform, rule));
        }
    }
}

#[test]
fn facts_that_are_told_come_before_those_that_are_made_of_them() {
    use crate::rules::{MediaFact as Fact, READ_FACTS};
    assert_eq!([Fact::Bytes as u32, Fact::AacType as u32, Fact::Short as u32], [0, 11, 16]);
    for (fact, name) in [
        (Fact::Width, "displayWidth"),
        (Fact::Streamable, "streamable"),
        (Fact::Chroma, "chroma"),
        (Fact::BitDepth, "bitDepth"),
        (Fact::Colors, "colorModel"),
        (Fact::Location, "location"),
    ] {
        assert_eq!(READ_FACTS[fact as usize], name);
    }
    // All of them are the prober's, and one is made of two.
    let known = |name: &&str| crate::media::FACTS.iter().any(|row| row.name == *name) || *name == "streamable";
    assert!(READ_FACTS.iter().all(known));
}

#[test]
fn fields_stand_where_the_view_looks_for_them() {
    use super::post::field;
    use crate::api::media_item::MEDIA_ITEM;
    use crate::api::platforms::PLATFORMS;
    use crate::api::post::POST_PAYLOAD;
    use crate::rules::needs::MAX_OPTIONS;
    let key = |object: &crate::api::table::Object, place: usize| object.fields[place].key;
    assert_eq!(key(&POST_PAYLOAD, field::CONTENT), "content");
    assert_eq!(key(&POST_PAYLOAD, field::MEDIA), "mediaItems");
    assert_eq!(key(&POST_PAYLOAD, field::TARGETS), "platforms");
    assert_eq!(key(&MEDIA_ITEM, field::KIND), "type");
    assert_eq!(key(&MEDIA_ITEM, field::URL), "url");
    assert_eq!(key(&MEDIA_ITEM, field::THUMBNAIL), "thumbnail");
    for platform in PLATFORMS {
        assert_eq!(key(platform.target, field::ACCOUNT), "accountId");
        assert_eq!(key(platform.target, field::TARGET_CONTENT), "content");
        assert_eq!(key(platform.target, field::OPTIONS), "platformSpecificData");
        let kind = platform.target.fields[0].kind;
        assert!(matches!(kind, crate::api::table::Type::Enum([name]) if *name == platform.name));
        assert!(platform.options.fields.len() <= MAX_OPTIONS);
    }
}

/// A target that shares what the post has.
fn target(platform: &str, account: usize) -> Value {
    json!({ "platform": platform, "accountId": format!("a{account}") })
}

#[test]
fn what_targets_share_is_judged_once_for_each_platform() {
    let platforms: Vec<Value> =
        (0..6).map(|place| target(if place % 2 == 0 { "tiktok" } else { "instagram" }, place)).collect();
    let post = with(post("tiktok", "", "dd", json!({})), "/platforms", Value::Array(platforms));
    let issues = issues_in(&post, MODE, &[]);
    let shared = |platform: &str, code: &str| -> Vec<_> {
        let found = issues.iter().filter(|issue| issue.platform == Some(platform) && issue.code == code);
        found.map(|issue| (issue.target, issue.targets.clone())).collect()
    };
    assert_eq!(shared("tiktok", "post.media.unsupported"), [(None, vec![0, 2, 4])]);
    assert_eq!(shared("instagram", "post.media.unsupported"), [(None, vec![1, 3, 5])]);
    assert_eq!(shared("tiktok", "tiktok.media.missing"), [(None, vec![0, 2, 4])]);
}

#[test]
fn what_a_target_has_of_its_own_is_its_own() {
    let mut own = target("twitter", 1);
    own["content"] = json!("y".repeat(281));
    let platforms = json!([target("twitter", 0), own, target("twitter", 2)]);
    let post = with(post("twitter", &"x".repeat(300), "", json!({})), "/platforms", platforms);
    let issues = issues_in(&post, MODE, &[]);
    let long = issues.iter().filter(|issue| issue.code == "twitter.text.too_long");
    let found: Vec<_> = long.map(|issue| (issue.path.as_str(), issue.target, issue.targets.clone())).collect();
    assert_eq!(found, [("content", None, vec![0, 2]), ("platforms.1.content", Some(1), vec![])]);
}

#[test]
fn accounts_that_repeat_are_found_wherever_they_stand() {
    let platforms = [0, 1, 0, 2, 1, 0].map(|account| target("bluesky", account));
    let post = with(post("bluesky", "x", "", json!({})), "/platforms", json!(platforms));
    let issues = issues_in(&post, MODE, &[]);
    let repeated = issues.iter().filter(|issue| issue.code == "post.account_id.repeated");
    assert_eq!(repeated.filter_map(|issue| issue.target).collect::<Vec<_>>(), [2, 4, 5]);
}

#[test]
fn warnings_beyond_the_most_keep_what_lenient_reading_changes() {
    let old = |place: usize| {
        let mut target = target("youtube", place);
        target["platformSpecificData"] = json!({ "title": "T", "privacyStatus": "public" });
        target
    };
    let platforms: Vec<Value> = (0..1200).map(old).collect();
    let post = with(post("youtube", "x", "v", json!({})), "/platforms", Value::Array(platforms));
    let lenient = Mode { lenient: true, ..MODE };
    let renamed = issues_in(&post, lenient, &[]).iter().filter(|issue| issue.code == "renamed_key").count();
    assert_eq!(renamed, 1200);
    let strict = issues_in(&post, MODE, &[]).iter().filter(|issue| issue.code == "renamed_key").count();
    assert_eq!(strict, 1000);
}
