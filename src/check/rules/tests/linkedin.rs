//! LinkedIn: texts, mentions, articles, images, videos and documents.

use serde_json::{Value, json};

use super::pairs::{Pair, file_pair, format_pair, image_pair, pair, post, post_with, promises, video_pair};

fn linkedin(text: &str, media: &str) -> Value {
    post("linkedin", text, media)
}

fn linkedin_with(text: &str, media: &str, options: Value) -> Value {
    post_with("linkedin", text, media, options)
}

fn image_post() -> Value {
    linkedin("", "i")
}

fn video_post() -> Value {
    linkedin("", "v")
}

fn document_post() -> Value {
    linkedin_with("", "d", json!({ "documentTitle": "t" }))
}

fn mention(text: &str) -> Value {
    linkedin_with(text, "", json!({ "mentions": [{ "text": "Acme", "urn": "urn:li:organization:1" }] }))
}

fn article(url: &str, media: &str) -> Value {
    linkedin_with("a", media, json!({ "articleUrl": url }))
}

promises!(
    a_text_has_at_most_3000_characters,
    a_post_has_text_or_media_or_an_article,
    a_post_has_20_images_or_one_video_or_one_document,
    an_article_has_a_web_address_and_excludes_media,
    documents_and_only_documents_have_a_document_title,
    titles_and_descriptions_of_articles_need_an_article,
    a_mention_stands_in_the_text_exactly_once,
    images_are_in_a_format_and_size_that_linkedin_takes,
    videos_are_in_formats_that_linkedin_takes,
    videos_are_within_the_limits_of_size_and_duration,
    documents_are_in_a_format_and_size_that_linkedin_takes,
);

fn a_text_has_at_most_3000_characters() -> Vec<Pair> {
    vec![
        pair("linkedin.text.too_long", linkedin(&"a".repeat(3001), ""), linkedin(&"a".repeat(3000), "")),
        pair("linkedin.text.perhaps_too_long", linkedin(&"😀".repeat(1501), ""), linkedin(&"😀".repeat(1500), "")),
    ]
}

fn a_post_has_text_or_media_or_an_article() -> Vec<Pair> {
    vec![pair("linkedin.text.missing", linkedin(" ", ""), article("https://a.example/", ""))]
}

fn a_post_has_20_images_or_one_video_or_one_document() -> Vec<Pair> {
    vec![
        pair("linkedin.media.too_many", linkedin("", &"i".repeat(21)), linkedin("", &"i".repeat(20))),
        pair("linkedin.media.too_many", linkedin("", "vv"), linkedin("", "v")),
        pair("linkedin.media.too_many", linkedin_with("", "dd", json!({ "documentTitle": "t" })), document_post()),
        pair("linkedin.media.conflict", linkedin("", "vi"), linkedin("", "v")),
        pair("linkedin.media.conflict", linkedin_with("", "di", json!({ "documentTitle": "t" })), document_post()),
    ]
}

fn an_article_has_a_web_address_and_excludes_media() -> Vec<Pair> {
    vec![
        pair("linkedin.article_url.conflict", article("https://a.example/", "i"), article("https://a.example/", "")),
        pair("linkedin.article_url.not_web", article("mailto:a@b.example", ""), article("https://a.example/", "")),
    ]
}

fn documents_and_only_documents_have_a_document_title() -> Vec<Pair> {
    vec![
        pair("linkedin.document_title.missing", linkedin("", "d"), document_post()),
        pair(
            "linkedin.document_title.missing",
            linkedin_with("", "d", json!({ "documentTitle": " " })),
            document_post(),
        ),
        pair(
            "linkedin.document_title.ignored",
            linkedin_with("a", "", json!({ "documentTitle": "t" })),
            document_post(),
        ),
    ]
}

fn titles_and_descriptions_of_articles_need_an_article() -> Vec<Pair> {
    vec![
        pair(
            "linkedin.article_title.ignored",
            linkedin_with("a", "", json!({ "articleTitle": "t" })),
            linkedin_with("a", "", json!({ "articleTitle": "t", "articleUrl": "https://a.example/" })),
        ),
        pair(
            "linkedin.article_description.ignored",
            linkedin_with("a", "", json!({ "articleDescription": "t" })),
            linkedin_with("a", "", json!({ "articleDescription": "t", "articleUrl": "https://a.example/" })),
        ),
    ]
}

fn a_mention_stands_in_the_text_exactly_once() -> Vec<Pair> {
    vec![
        pair("linkedin.mentions.out_of_range", mention("with acme"), mention("with Acme")),
        pair("linkedin.mentions.out_of_range", mention("Acme and Acme"), mention("Acme and acme")),
    ]
}

fn images_are_in_a_format_and_size_that_linkedin_takes() -> Vec<Pair> {
    vec![
        format_pair("linkedin.media.not_taken", &image_post(), 'i', ["webp", "", ""], ["gif", "", ""]),
        image_pair(
            "linkedin.media.out_of_range",
            &image_post(),
            &[("width", 7000.0), ("height", 6000.0)],
            &[("width", 6000.0), ("height", 6000.0)],
        ),
        image_pair("linkedin.media.out_of_range", &image_post(), &[("frames", 251.0)], &[("frames", 250.0)]),
        image_pair("linkedin.media.too_heavy", &image_post(), &[("bytes", 9e6)], &[("bytes", 8e6)]),
    ]
}

fn videos_are_in_formats_that_linkedin_takes() -> Vec<Pair> {
    vec![format_pair("linkedin.media.not_taken", &video_post(), 'v', ["mov", "h264", "aac"], ["mp4", "h264", "aac"])]
}

fn videos_are_within_the_limits_of_size_and_duration() -> Vec<Pair> {
    vec![
        video_pair("linkedin.media.out_of_range", &video_post(), &[("duration", 1900.0)], &[("duration", 1800.0)]),
        video_pair("linkedin.media.out_of_range", &video_post(), &[("bytes", 7e4)], &[("bytes", 7.5e4)]),
        video_pair("linkedin.media.too_heavy", &video_post(), &[("bytes", 5.4e9)], &[("bytes", 5e9)]),
        video_pair("linkedin.media.out_of_range", &video_post(), &[("bytes", 6e8)], &[("bytes", 5e8)]),
        video_pair("linkedin.media.out_of_range", &video_post(), &[("width", 3000.0)], &[("width", 2000.0)]),
    ]
}

fn documents_are_in_a_format_and_size_that_linkedin_takes() -> Vec<Pair> {
    vec![
        format_pair("linkedin.media.not_taken", &document_post(), 'd', ["jpeg", "", ""], ["pdf", "", ""]),
        file_pair(
            "linkedin.media.too_heavy",
            &document_post(),
            'd',
            &[("bytes", 1.1e8)],
            &[("bytes", 1e8)],
            ["pdf", "", ""],
        ),
        file_pair(
            "linkedin.media.out_of_range",
            &document_post(),
            'd',
            &[("pages", 301.0)],
            &[("pages", 300.0)],
            ["pdf", "", ""],
        ),
    ]
}
