//! Checks values against the tables.
//!
//! The value arrives as a [`tape`]: one walk of the JavaScript value, flattened to numbers. [`structure`] checks it against
//! a [`schema`] that is prepared once, and writes every [`issue`] it finds. [`rules`] goes on to what is only prose. [`form`]
//! decides the formats of strings.

pub mod form;
pub mod issue;
mod near;
pub mod rules;
pub mod schema;
pub mod structure;
pub mod tape;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod testing;
