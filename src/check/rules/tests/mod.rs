//! Tests of the rules, one file per platform.
//!
//! Each promise is a function that returns pairs of posts: one that breaks a rule, and a near twin that keeps it.
//! `promises!` makes a test of each. To cover a new rule, add a pair to the promise it belongs to.

mod context;
mod internals;
mod issue_limit;
mod pairs;
mod targets;

mod media_facts;
mod post;
mod thread;
mod time;

mod bluesky;
mod facebook;
mod googlebusiness;
mod instagram;
mod linkedin;
mod pinterest;
mod threads;
mod tiktok;
mod twitter;
mod youtube;

/// Returns the pairs of all files.
fn all_pairs() -> Vec<pairs::Pair> {
    [
        media_facts::pairs(),
        post::pairs(),
        thread::pairs(),
        time::pairs(),
        bluesky::pairs(),
        facebook::pairs(),
        googlebusiness::pairs(),
        instagram::pairs(),
        linkedin::pairs(),
        pinterest::pairs(),
        threads::pairs(),
        tiktok::pairs(),
        twitter::pairs(),
        youtube::pairs(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
