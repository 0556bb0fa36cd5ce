//! Attachments, as the post and each later post of a thread have them.

use super::table::{Field, List, Object, Type};
use crate::rules::MEDIA_KINDS;

/// One image, video, animation or document.
pub static MEDIA_ITEM: Object = Object::closed(
    "MediaItem",
    &[
        Field::required(
            "type",
            Type::Enum(&MEDIA_KINDS),
            "spec",
            "What the file is. `document` is a PDF for LinkedIn; `gif` is an animation for X.",
        ),
        Field::required(
            "url",
            Type::URI,
            "spec",
            "Public address of the file. PostPeer fetches it without credentials when it publishes, not when it \
             schedules, so a signed address must outlive the schedule.",
        ),
        Field::optional(
            "thumbnail",
            Type::URI,
            "spec",
            "Address of a cover image for a video. Used for regular YouTube videos, not for Shorts. JPEG, PNG or GIF, \
             at most 2 MB, at least 640 px wide.",
        ),
    ],
)
.doc("A media attachment. All targets of a post share the same attachments.");

/// The list of attachments, as the post and each X thread item have it.
pub static MEDIA_ITEMS: List = List::of(Type::Object(&MEDIA_ITEM));
