//! Counts text as the platforms do.
//!
//! Every platform has a limit, and hardly two count the same way: X assigns weights, Bluesky counts grapheme clusters
//! and bytes, Threads counts the bytes of emoji. This module knows the units ([`CountUnit`]). The table of each
//! platform says which unit it uses, and its limit.
//!
//! * [`count`], [`over_at`], [`measure`]: the length of a text, the place where it exceeds a limit, or both.
//! * [`counts`]: the length in every unit.
//! * [`IncrementalCounter`]: the weighted length for a form that asks at every key press.
//! * [`may_change_in_nfc`]: tells a caller if it must normalize a text before counting weights.
//! * [`links`], [`hashtags`], [`longest_hashtag`], [`mentions`], [`cashtags`], [`unique_links`], [`youtube_tags`],
//!   [`refused_by_x`]: other things in a text that platforms limit.
//!
//! Every function takes time linear in the text. Only [`IncrementalCounter`] allocates or has state.
//!
//! Positions are UTF-16 indices, as in JavaScript. They never lie inside a surrogate pair, inside a grapheme cluster if
//! the unit is one, or inside an emoji or a link of the weighted length.
//!
//! Texts are UTF-8. Invalid bytes count as some other text and never panic. JavaScript strings that are not well-formed
//! UTF-16 arrive with U+FFFD for every lone surrogate, as `TextEncoder` writes them. All units but bytes count U+FFFD
//! as they would count the surrogate.

mod ascii;
mod bytes;
mod class;
mod cluster;
mod count;
mod count_unit;
mod emoji;
mod entity;
mod idna;
mod incremental_counter;
mod ipv4;
mod limit_counter;
mod nfc;
mod tld;
mod tld_table;
mod unicode_table;
mod units;
mod url;
mod weighted;
mod youtube;

pub(crate) use ascii::{find, has};
pub use count::{Counts, Measure, count, counts, measure, over_at};
pub use count_unit::CountUnit;
pub use entity::{cashtags, has_wide_signs, hashtags, is_blank, longest_hashtag, mentions, unique_links};
pub use incremental_counter::IncrementalCounter;
pub(crate) use ipv4::{LeadingZeros, parse_ipv4};
pub use nfc::may_change_in_nfc;
pub use unicode_table::UNICODE_VERSION;
pub use url::{Link, links};
pub use weighted::refused_by_x;
pub use youtube::youtube_tags;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod conformance;
