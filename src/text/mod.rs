//! How platforms count text.
//!
//! Every platform has a limit, and hardly two count the same way: X weighs, Bluesky counts what a reader calls a
//! character and bytes as well, Threads charges emoji by the byte. Here are the ways of counting ([`Kind`]); which
//! platform uses which, and its limit, is said in that platform's table.
//!
//! * [`count`]: what a text uses.
//! * [`over_at`]: where it goes over a limit, and [`measure`] for both at once.
//! * [`counts`]: all ways at once.
//! * [`links`], [`hashtags`], [`longest_hashtag`], [`mentions`], [`cashtags`], [`unique_links`], [`youtube_tags`], [`refused_by_x`]: the
//!   other things in a text that platforms limit.
//! * [`Typing`]: X's count for a form that asks at every key press.
//! * [`may_change_in_nfc`]: what a caller asks before it lets X's count see a text.
//!
//! Everything here takes time linear in the text; but for [`Typing`] it allocates nothing and has no state. Positions are UTF-16 indices, as
//! JavaScript has them, and always lie between two parts of a text: never inside a surrogate pair, a grapheme cluster
//! where those are counted, an emoji or a link where X counts.
//!
//! Texts are UTF-8. Bytes that are none are counted as some other text. One that is not well-formed UTF-16 reaches this crate with U+FFFD for every lone surrogate (that is what
//! `TextEncoder` makes of it), which all the counts but bytes take for what it replaces.

mod ascii;
mod bytes;
mod class;
mod class_table;
mod cluster;
mod emoji;
mod entity;
mod idna;
mod nfc;
mod tally;
mod tld;
mod tld_table;
mod typing;
mod units;
mod url;
mod weighted;
mod youtube;

pub(crate) use ascii::{find, has};
pub use entity::{cashtags, has_wide_signs, hashtags, is_blank, longest_hashtag, mentions, unique_links};
pub use nfc::may_change_in_nfc;
pub use typing::Typing;
pub use url::{Link, links};
pub use weighted::refused_by_x;
pub use youtube::youtube_tags;

use tally::Tally;

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 units: `length` in JavaScript.
    Utf16,
    /// UTF-8 bytes.
    Utf8,
    /// Extended grapheme clusters of Unicode 17.
    Graphemes,
    /// X's weighted length. The text should be in NFC: see [`may_change_in_nfc`].
    XWeighted,
    /// Grapheme clusters, but an emoji costs its bytes in UTF-8.
    Threads,
}

/// What a text uses of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What all of the text uses.
    pub used: u32,
    /// The UTF-16 index of the first part that does not fit: what is before it stays within the limit.
    pub over_at: Option<u32>,
}

/// What a text uses, counted in every way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// [`Kind::CodePoints`]
    pub code_points: u32,
    /// [`Kind::Utf16`]
    pub utf16: u32,
    /// [`Kind::Utf8`]
    pub utf8: u32,
    /// [`Kind::Graphemes`]
    pub graphemes: u32,
    /// [`Kind::XWeighted`]
    pub x_weighted: u32,
    /// [`Kind::Threads`]
    pub threads: u32,
}

/// What `text` uses, counted as `kind`. A text of more than 2³² - 1 counts as that.
#[must_use]
pub fn count(kind: Kind, text: &[u8]) -> u32 {
    measure(kind, text, u32::MAX).used
}

/// Where `text`, counted as `kind`, goes over `limit`: the UTF-16 index of the first part that does not fit.
#[must_use]
pub fn over_at(kind: Kind, text: &[u8], limit: u32) -> Option<u32> {
    measure(kind, text, limit).over_at
}

/// What `text` uses of `limit`, and where it goes over.
#[must_use]
pub fn measure(kind: Kind, text: &[u8], limit: u32) -> Measure {
    let tally = match kind {
        Kind::CodePoints | Kind::Utf16 | Kind::Utf8 => units::tally(kind, text, limit),
        Kind::Graphemes => cluster::tally(text, limit).ones,
        Kind::XWeighted => weighted::tally(text, limit),
        Kind::Threads => cluster::tally(text, limit).emoji_bytes,
    };
    let over_at = tally.over_byte().map(|at| units::utf16(bytes::slice(text, 0, at)));
    Measure { used: tally.used(), over_at }
}

/// What `text` uses, counted in every way. Cheaper than asking for each.
#[must_use]
pub fn counts(text: &[u8]) -> Counts {
    let clusters = cluster::tally(text, u32::MAX);
    Counts {
        code_points: units::code_points(text),
        utf16: units::utf16(text),
        utf8: units::bytes(text),
        graphemes: clusters.ones.used(),
        x_weighted: weighted::tally(text, u32::MAX).used(),
        threads: clusters.emoji_bytes.used(),
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows fails")]
mod conformance;
