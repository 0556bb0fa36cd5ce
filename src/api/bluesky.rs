//! Bluesky (`bluesky`).

use super::table::{Field, List, Object, Type};

static LANGS: List = List::of(Type::TEXT);
static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Bluesky target.
pub(super) static OPTIONS: Object = Object::closed(
    "BlueskyOptions",
    &[
        Field::optional("langs", Type::List(&LANGS), "spec", "Languages of the text, as BCP 47 tags.")
            .default("[\"en\"]"),
        Field::optional("altText", Type::List(&ALT_TEXTS), "spec", "What each image shows, in the order of `mediaItems`."),
    ],
)
.doc("Options of a Bluesky post.");
