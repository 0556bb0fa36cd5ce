//! Units of length.

use super::codec::numbered;

numbered! {
    /// A unit of length.
    pub enum Unit {
        /// Extended grapheme clusters: the smallest reading of "characters".
        Graphemes,
        /// Code points.
        CodePoints,
        /// UTF-16 units: the largest reading of "characters".
        Utf16,
        /// Bytes of UTF-8.
        Bytes,
        /// X's weights.
        Weighted,
        /// Grapheme clusters, with emoji by their bytes.
        Threads,
    }
}

impl Unit {
    /// The unit in the reference.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Graphemes => "graphemes",
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 units",
            Self::Bytes => "bytes of UTF-8",
            Self::Weighted => "by X's weights",
            Self::Threads => "graphemes, an emoji as its bytes",
        }
    }
}
