//! PostPeer publishes one social post to ten platforms. This crate assembles, checks and sends those posts from
//! browsers and edge workers; it is compiled to WebAssembly and published as the npm package `postpeer-wasm`.
//!
//! Data first, then rules, then input and output at the rim:
//!
//! * [`rules`]: the vocabulary of rules: constraints, conditions, media facts, messages.
//! * [`api`]: what PostPeer speaks, as tables: the payload, the ten platforms, the operations.
//! * [`tables`]: the packed form of the tables, written at build time and read at run time.
//! * [`check`]: compares a value with the tables; every issue with code, path and severity.
//! * [`text`]: how platforms count text.
//! * [`media`]: recognises a file by its first (and last) bytes.
//! * [`calendar`]: days and dates.
//! * [`exchange`]: sending without input or output, as a state machine that its caller drives.
//! * `js`: the one place that touches JavaScript. Only there with the features `validate`, `client` or `media`.
//!
//! Arrows point one way: `js` to `exchange`, `check` and `media`; those to `text` and `tables`; that to `api`, and
//! `api` to
//! `rules`. The core modules know no JavaScript and no clock, and run under plain `cargo test`.

pub mod api;
pub mod calendar;
pub mod check;
pub mod exchange;
pub mod media;
pub mod rules;
pub mod tables;
pub mod text;

#[cfg(any(feature = "validate", feature = "client", feature = "media"))]
pub mod js;

#[cfg(test)]
#[path = "../tests/support/external_fixtures.rs"]
mod external_fixtures;
