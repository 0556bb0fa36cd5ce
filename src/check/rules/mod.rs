//! Checks a post against the rules that are only prose.
//!
//! The rules are rows in the files of [`crate::api`], in the vocabulary of [`crate::rules`]. A check reads the post once
//! ([`post`], by way of [`reader`]), and then walks it through the rules ([`walk`]). [`checker`] is its state; each family
//! of constraints has a file of the same name as in [`crate::rules`]. [`context`] is what the caller knows beside the post.

mod account;
mod addresses;
mod checker;
mod conditions;
pub mod context;
pub mod counters;
mod creator;
mod hosts;
mod media_facts;
mod media_items;
mod options;
mod patterns;
mod post;
mod reader;
mod signatures;
mod text;
mod time;
mod walk;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod tests;

#[cfg(any(test, feature = "docs"))]
pub use crate::api::rule_list::{all, code};
pub use walk::check_rules;
