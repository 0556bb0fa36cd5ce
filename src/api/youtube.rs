//! YouTube (`youtube`).

use super::table::{Field, List, Object, Renamed, Type};

static TAGS: List = List::of(Type::TEXT);

/// `platformSpecificData` of a YouTube target.
pub(super) static OPTIONS: Object = Object::closed(
    "YouTubeOptions",
    &[
        Field::optional(
            "title",
            Type::at_most(100),
            "spec",
            "Title of the video: at most 100 characters, without < and >. Left out, the first 100 characters of the \
             text, or \"Untitled Video\".",
        ),
        Field::optional(
            "tags",
            Type::List(&TAGS),
            "spec",
            "Tags of the video, at most 500 characters in all as YouTube counts them.",
        ),
        Field::optional(
            "visibility",
            Type::Enum(&["public", "private", "unlisted"]),
            "spec",
            "Who can see the video. A scheduled video is uploaded as private and changed when it is due.",
        )
        .default("\"public\""),
        Field::optional(
            "madeForKids",
            Type::Boolean,
            "spec",
            "Declare the video as made for children. `true` turns comments, notifications, personalised \
             advertisements, end screens and cards off for good.",
        )
        .default("false"),
        Field::optional(
            "containsSyntheticMedia",
            Type::Boolean,
            "spec",
            "Disclose content made or altered by artificial intelligence.",
        )
        .default("false"),
        Field::optional(
            "categoryId",
            Type::TEXT,
            "spec",
            "YouTube's number of the category: 1 film, 10 music, 20 gaming, 22 people, 27 education, 28 science.",
        )
        .default("\"22\""),
        Field::optional(
            "firstComment",
            Type::at_most(10_000),
            "spec",
            "A comment posted once the video is public, at most 10,000 characters.",
        ),
    ],
)
.renamed(&[Renamed { old: "privacyStatus", new: "visibility" }])
.doc("Options of a YouTube video.");
