//! Kinds of media.

/// A set of kinds of media, as bits.
pub type MediaKinds = u8;
/// `image`
pub const IMAGE: MediaKinds = 1;
/// `video`
pub const VIDEO: MediaKinds = 2;
/// `gif`
pub const GIF: MediaKinds = 4;
/// `document`
pub const DOCUMENT: MediaKinds = 8;
/// Any kind.
pub const ANY: MediaKinds = 15;
/// The cover image instead of the file itself, where `media` describes it: the `thumbnail` of a video, or the image that
/// an option names.
pub const THUMBNAIL: MediaKinds = 16;
/// Everything that is shown as a picture.
pub const PICTURE: MediaKinds = IMAGE | GIF;

/// The kinds by their names in the API, in the order of the bits.
pub const MEDIA_KINDS: [&str; 4] = ["image", "video", "gif", "document"];

/// Names the kinds of a set, each with its article: "an `image` or a `gif`".
#[cfg(feature = "docs")]
pub fn describe(kinds: MediaKinds) -> String {
    if kinds & ANY == ANY {
        return "anything attached".to_owned();
    }
    if kinds == THUMBNAIL {
        return "a cover".to_owned();
    }
    let articled = |name: &str| format!("{} `{name}`", if name == "image" { "an" } else { "a" });
    super::prose::any_of(&names(kinds).map(articled).collect::<Vec<_>>())
}

/// Names the kinds of a set: "`image` or `gif`".
#[cfg(feature = "docs")]
pub(super) fn types(kinds: MediaKinds) -> String {
    super::prose::any_of(&names(kinds).map(|name| format!("`{name}`")).collect::<Vec<_>>())
}

#[cfg(feature = "docs")]
fn names(kinds: MediaKinds) -> impl Iterator<Item = &'static str> {
    let is_in = move |(bit, _): &(usize, &str)| kinds & 1u8.wrapping_shl(*bit as u32) != 0;
    MEDIA_KINDS.into_iter().enumerate().filter(is_in).map(|(_, name)| name)
}
