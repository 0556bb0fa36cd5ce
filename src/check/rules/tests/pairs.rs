//! Builds pairs of posts: one that breaks a rule, and a near twin that keeps it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::context::{Context, File, FileOf, files};
use crate::check::structure::Mode;
use crate::check::testing::{Read, issues_in};

pub(super) const MODE: Mode = Mode { lenient: false, rules: true, local_time: false };

/// Builds a post for one target. Each letter of `media` is an attachment: `i` an image, `v` a video, `g` a GIF, `d` a
/// document.
pub(super) fn post(platform: &str, text: &str, media: &str) -> Value {
    let items = media.chars().enumerate().map(|(index, letter)| {
        let kind = match letter {
            'v' => "video",
            'g' => "gif",
            'd' => "document",
            _ => "image",
        };
        json!({ "type": kind, "url": format!("https://cdn.example.com/{index}") })
    });
    let items: Vec<Value> = items.collect();
    let mut post = json!({
        "content": text, "platforms": [{ "platform": platform, "accountId": "a" }], "publishNow": true
    });
    if !items.is_empty() {
        post["mediaItems"] = Value::Array(items);
    }
    post
}

/// Builds a post whose target has `platformSpecificData`.
pub(super) fn post_with(platform: &str, text: &str, media: &str, options: Value) -> Value {
    let mut post = post(platform, text, media);
    post["platforms"][0]["platformSpecificData"] = options;
    post
}

/// Sets the value at a JSON pointer.
pub(super) fn set(mut post: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = post.pointer_mut(parent).unwrap();
    match parent.as_array_mut() {
        Some(list) => list[key.parse::<usize>().unwrap()] = value,
        None => parent[key] = value,
    }
    post
}

/// Removes a field of the post.
pub(super) fn remove(mut post: Value, key: &str) -> Value {
    post.as_object_mut().unwrap().shift_remove(key);
    post
}

/// A post and its context.
type Input = (Value, Context);

/// A post that breaks the rule with this code, and a twin that keeps it.
pub(super) struct Pair {
    pub(super) code: &'static str,
    pub(super) broken: Input,
    pub(super) kept: Input,
}

/// Two posts without context.
pub(super) fn pair(code: &'static str, broken: Value, kept: Value) -> Pair {
    Pair { code, broken: (broken, Context::new()), kept: (kept, Context::new()) }
}

/// One post in two contexts.
pub(super) fn context_pair(code: &'static str, post: &Value, broken: Context, kept: Context) -> Pair {
    Pair { code, broken: (post.clone(), broken), kept: (post.clone(), kept) }
}

/// Facts of a file, by name.
type Facts<'a> = &'a [(&'a str, f64)];

/// One post with an MP4 video (H.264, AAC) of two sets of facts.
pub(super) fn video_pair(code: &'static str, post: &Value, broken: Facts<'_>, kept: Facts<'_>) -> Pair {
    file_pair(code, post, 'v', broken, kept, ["mp4", "h264", "aac"])
}

/// One post with a JPEG image of two sets of facts.
pub(super) fn image_pair(code: &'static str, post: &Value, broken: Facts<'_>, kept: Facts<'_>) -> Pair {
    file_pair(code, post, 'i', broken, kept, ["jpeg", "", ""])
}

/// One post with a file of two sets of facts.
pub(super) fn file_pair(
    code: &'static str,
    post: &Value,
    kind: char,
    broken: Facts<'_>,
    kept: Facts<'_>,
    formats: [&str; 3],
) -> Pair {
    let context = |facts| files(&[File { of: FileOf::Item(0), kind, facts, formats }]);
    context_pair(code, post, context(broken), context(kept))
}

/// One post with a file of two formats: the container, the video codec and the audio codec.
pub(super) fn format_pair(code: &'static str, post: &Value, kind: char, broken: [&str; 3], kept: [&str; 3]) -> Pair {
    let context = |formats| files(&[File { of: FileOf::Item(0), kind, facts: &[], formats }]);
    context_pair(code, post, context(broken), context(kept))
}

/// One post with a thumbnail of two sets of facts and two formats.
pub(super) fn thumbnail_pair(
    code: &'static str,
    post: &Value,
    of: FileOf,
    broken: (Facts<'_>, &str),
    kept: (Facts<'_>, &str),
) -> Pair {
    let context =
        |(facts, format): (Facts<'_>, &str)| files(&[File { of, kind: 'i', facts, formats: [format, "", ""] }]);
    context_pair(code, post, context(broken), context(kept))
}

/// One post with two images: of different aspect ratios, then of the same.
pub(super) fn ratio_pair(code: &'static str, post: &Value) -> Pair {
    let context = |width: f64| {
        let image = |item, facts| File { of: FileOf::Item(item), kind: 'i', facts, formats: ["jpeg", "", ""] };
        files(&[image(0, &[]), image(1, &[("width", width)])])
    };
    context_pair(code, post, context(800.0), context(1080.0))
}

/// Lists the codes of a post's issues, each with `true` if it is a warning.
pub(super) fn codes(post: &Value, context: &[u32]) -> Vec<(String, bool)> {
    issues_in(post, MODE, context).into_iter().map(|issue| (issue.code, issue.warning)).collect()
}

/// Asserts that each pair differs by an issue with its code, and that the twin has no error. Returns the numbers of the
/// rules that made the difference.
pub(super) fn check_pairs(pairs: &[Pair]) -> BTreeSet<usize> {
    let mut rules = BTreeSet::new();
    for Pair { code, broken, kept } in pairs {
        let issues = |(post, context): &Input| issues_in(post, MODE, context);
        let (found, others) = (issues(broken), issues(kept));
        let is_new = |issue: &&Read| !others.iter().any(|other| other.rule == issue.rule && other.path == issue.path);
        let new: Vec<_> = found.iter().filter(is_new).filter(|issue| issue.code == *code).collect();
        assert!(!new.is_empty(), "{code} is not reported for {}\nbut {found:#?}", broken.0);
        let errors: Vec<_> = others.iter().filter(|issue| !issue.warning).collect();
        assert!(errors.is_empty(), "{code}: the twin has errors: {errors:#?}");
        rules.extend(new.iter().filter_map(|issue| issue.rule));
    }
    rules
}

/// Makes a test of each function that returns pairs, and `pairs()` of all of them.
macro_rules! promises {
    ($($promise:ident),* $(,)?) => {
        pub(super) fn pairs() -> Vec<$crate::check::rules::tests::pairs::Pair> {
            [$($promise()),*].into_iter().flatten().collect()
        }

        mod promises {
            $(
                #[test]
                fn $promise() {
                    $crate::check::rules::tests::pairs::check_pairs(&super::$promise());
                }
            )*
        }
    };
}

pub(super) use promises;
