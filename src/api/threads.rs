//! Threads (`threads`).

use super::table::{Field, List, Object, Type};

static ALT_TEXTS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a Threads target.
pub(super) static OPTIONS: Object = Object::closed(
    "ThreadsOptions",
    &[
        Field::optional(
            "replyControl",
            Type::Enum(&["everyone", "accounts_you_follow", "mentioned_only"]),
            "spec",
            "Who may reply.",
        )
        .default("\"everyone\""),
        Field::optional("altText", Type::List(&ALT_TEXTS), "spec", "What each image shows, in the order of `mediaItems`."),
    ],
)
.doc("Options of a Threads post.");
