//! Pinterest (`pinterest`).

use super::table::{Field, Object, Type};

/// `platformSpecificData` of a Pinterest target.
pub(super) static OPTIONS: Object = Object::closed(
    "PinterestOptions",
    &[
        Field::required("boardId", Type::TEXT, "spec", "The board to pin to, from `pinterest.getBoards`."),
        Field::optional(
            "title",
            Type::at_most(100),
            "spec",
            "Title of the pin, at most 100 characters. Left out, the first line of the text.",
        ),
        Field::optional("link", Type::URI, "spec", "Where the pin leads when clicked, over https."),
        Field::optional("altText", Type::at_most(500), "spec", "What the image shows, at most 500 characters."),
        Field::optional(
            "dominantColor",
            Type::TEXT,
            "spec",
            "Colour shown while the image loads, as `#RRGGBB`.",
        ),
        Field::optional("coverImageUrl", Type::URI, "spec", "Cover image of a video pin."),
    ],
)
.doc("Options of a pin. `boardId` makes them necessary in practice, though the schema lets a target leave them out.");
