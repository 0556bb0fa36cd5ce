//! Posts with several targets: issues that targets share, and issues of their own.

use serde_json::{Value, json};

use super::pairs::{MODE, codes, post, post_with, set};
use crate::check::testing::issues_in;

/// A target that takes text and media from the post.
fn target(platform: &str, account: usize) -> Value {
    json!({ "platform": platform, "accountId": format!("a{account}") })
}

#[test]
fn every_target_and_every_post_of_a_thread_is_checked() {
    let long = json!("x".repeat(281));
    let targets: Vec<_> = (0..700)
        .map(|account| {
            let mut target = target("twitter", account);
            target["content"] = long.clone();
            target
        })
        .collect();
    assert_eq!(codes(&set(post("twitter", "a", ""), "/platforms", json!(targets)), &[]).len(), 700);
    let items = vec![json!({ "content": long }); 700];
    assert_eq!(codes(&post_with("twitter", "a", "", json!({ "threadItems": items })), &[]).len(), 700);
}

#[test]
fn a_fault_that_targets_share_is_one_issue_for_each_platform() {
    let targets: Vec<Value> =
        (0..6).map(|account| target(if account % 2 == 0 { "tiktok" } else { "instagram" }, account)).collect();
    let post = set(post("tiktok", "", "dd"), "/platforms", Value::Array(targets));
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
fn a_fault_in_the_text_of_one_target_is_an_issue_of_its_own() {
    let mut own = target("twitter", 1);
    own["content"] = json!("y".repeat(281));
    let targets = json!([target("twitter", 0), own, target("twitter", 2)]);
    let post = set(post("twitter", &"x".repeat(300), ""), "/platforms", targets);
    let issues = issues_in(&post, MODE, &[]);
    let long = issues.iter().filter(|issue| issue.code == "twitter.text.too_long");
    let found: Vec<_> = long.map(|issue| (issue.path.as_str(), issue.target, issue.targets.clone())).collect();
    assert_eq!(found, [("content", None, vec![0, 2]), ("platforms.1.content", Some(1), vec![])]);
}

#[test]
fn a_repeated_account_is_found_at_any_distance() {
    let targets = [0, 1, 0, 2, 1, 0].map(|account| target("bluesky", account));
    let post = set(post("bluesky", "x", ""), "/platforms", json!(targets));
    let issues = issues_in(&post, MODE, &[]);
    let repeated = issues.iter().filter(|issue| issue.code == "post.account_id.repeated");
    assert_eq!(repeated.filter_map(|issue| issue.target).collect::<Vec<_>>(), [2, 4, 5]);
}
