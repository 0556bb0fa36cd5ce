//! Checks a value.
//!
//! The value arrives as a [`tape`]: one walk of the JavaScript value, flattened to numbers. [`structure`] checks it against
//! the tables of [`crate::api`], prepared once as an [`schema`], and writes every [`issue`] that it finds. [`rules`] checks
//! what PostPeer and the platforms state only in prose. [`form`] has the string formats.

pub mod form;
pub mod issue;
pub mod rules;
pub mod schema;
pub mod structure;
mod suggest;
pub mod tape;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod testing;
