//! Whether a value fits.
//!
//! The value arrives as a [`tape`]: one walk of the JavaScript value, flattened to numbers. [`structure`] holds it
//! against the tables of [`crate::api`], by way of an [`index`] that is made once, and writes every [`issue`] it
//! finds. [`rules`] goes on to what is only prose. [`form`] knows what strings must look like; [`code`] is the list of everything that can be wrong.

pub mod code;
pub mod form;
pub mod index;
pub mod issue;
mod near;
mod pack;
pub mod rules;
pub mod structure;
pub mod tape;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod testing;
