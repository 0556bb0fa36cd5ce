//! Instagram (`instagram`).

use super::table::{Field, Form, List, Object, Range, Text, Type};

static COLLABORATORS: List =
    List::unique(Type::Text(Text { min: 1, max: 30, form: Form::InstagramUsername }), 1, 3);

/// `platformSpecificData` of an Instagram target.
pub(super) static OPTIONS: Object = Object::closed(
    "InstagramOptions",
    &[
        Field::optional(
            "contentType",
            Type::Enum(&["story"]),
            "spec",
            "`story` publishes a story: one image or video, no text. Left out, images go to the feed and videos \
             become Reels.",
        ),
        Field::optional("shareToFeed", Type::Boolean, "spec", "Show a Reel in the main grid too. Reels only.")
            .default("true"),
        Field::optional("coverUrl", Type::URI, "spec", "Cover image of a video. Without effect on images."),
        Field::optional(
            "thumbOffset",
            Type::Integer(Range { min: 0.0, max: f64::INFINITY }),
            "spec",
            "Where in the video the cover frame is, in milliseconds. Without effect beside `coverUrl` or on images.",
        ),
        Field::optional(
            "collaborators",
            Type::List(&COLLABORATORS),
            "spec",
            "One to three usernames, without the @, who are invited as co-authors. Not for stories.",
        ),
    ],
)
.doc("Options of an Instagram post.");
