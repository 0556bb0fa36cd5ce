//! The limit of 1,000 issues.

use serde_json::{Value, json};

use super::pairs::{MODE, post, set};
use crate::check::structure::Mode;
use crate::check::testing::issues_in;

#[test]
fn lenient_changes_are_reported_beyond_the_limit() {
    let target = |account: usize| {
        json!({
            "platform": "youtube",
            "accountId": format!("a{account}"),
            "platformSpecificData": { "title": "T", "privacyStatus": "public" }
        })
    };
    let targets: Vec<Value> = (0..1200).map(target).collect();
    let post = set(post("youtube", "x", "v"), "/platforms", Value::Array(targets));
    let renamed = |mode| issues_in(&post, mode, &[]).iter().filter(|issue| issue.code == "renamed_key").count();
    assert_eq!(renamed(Mode { lenient: true, ..MODE }), 1200);
    assert_eq!(renamed(MODE), 1000);
}
