//! The units in which platforms count text.

/// A unit of length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountUnit {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units: `length` in JavaScript.
    Utf16,
    /// UTF-8 bytes.
    Utf8,
    /// Extended grapheme clusters of [`UNICODE_VERSION`](super::UNICODE_VERSION).
    Graphemes,
    /// The weighted length of X. The text should be in NFC: see [`may_change_in_nfc`](super::may_change_in_nfc).
    XWeighted,
    /// Grapheme clusters, except that an emoji counts its UTF-8 bytes.
    Threads,
}
