//! Facebook pages (`facebook`).

use super::table::{Field, Object, Type};

/// `platformSpecificData` of a Facebook target.
pub(super) static OPTIONS: Object = Object::closed(
    "FacebookOptions",
    &[
        Field::optional(
            "link",
            Type::URI,
            "spec",
            "Shown as a preview card under a text-only post. Without effect beside media.",
        ),
        Field::optional("published", Type::Boolean, "spec", "`false` leaves an unpublished draft on the page.")
            .default("true"),
        Field::optional(
            "videoThumbnailUrl",
            Type::URI,
            "spec",
            "Cover image of a video, set after publishing; the post stands even if that fails. Videos only.",
        ),
    ],
)
.doc("Options of a post on a Facebook page.");
