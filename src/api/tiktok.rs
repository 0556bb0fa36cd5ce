//! TikTok (`tiktok`).

use super::table::{Field, Object, Type};

/// `platformSpecificData` of a TikTok target.
pub(super) static OPTIONS: Object = Object::closed(
    "TikTokOptions",
    &[
        Field::optional(
            "privacyLevel",
            Type::Enum(&["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"]),
            "spec",
            "Who can see the post. TikTok takes only what the creator's `privacyLevelOptions` offer.",
        )
        .default("\"PUBLIC_TO_EVERYONE\""),
        Field::optional("disableComment", Type::Boolean, "spec", "Turn comments off.").default("false"),
        Field::optional("disableDuet", Type::Boolean, "spec", "Turn duets off. Videos only.").default("false"),
        Field::optional("disableStitch", Type::Boolean, "spec", "Turn stitches off. Videos only.").default("false"),
        Field::optional("brandContentToggle", Type::Boolean, "spec", "Disclose a paid partnership.").default("false"),
        Field::optional("brandOrganicToggle", Type::Boolean, "spec", "Disclose promotion of the creator's own brand.")
            .default("false"),
        Field::optional(
            "isAigc",
            Type::Boolean,
            "spec",
            "Disclose content made by artificial intelligence. The official schema says videos only.",
        )
        .default("false"),
        Field::optional(
            "videoCoverTimestampMs",
            Type::number_from(0.0),
            "spec",
            "Where in the video the cover frame is, in milliseconds. Videos only. The documentation page says the \
             default is 1000; the official schema names none.",
        ),
        Field::optional("autoAddMusic", Type::Boolean, "spec", "Let TikTok add music. Photo posts only.")
            .default("true"),
        Field::optional(
            "photoCoverIndex",
            Type::number_from(0.0),
            "spec",
            "Which photo is the cover, counted from 0. Photo posts only.",
        )
        .default("0"),
        Field::optional(
            "description",
            Type::at_most(4000),
            "spec",
            "Description of a photo post, at most 4,000 characters; `content` is then the title. Left out, `content` \
             serves as both. Photo posts only.",
        ),
        Field::optional(
            "draft",
            Type::Boolean,
            "spec",
            "Send to the creator's TikTok inbox as a draft instead of publishing.",
        )
        .default("false"),
    ],
)
.doc("Options of a TikTok post.");
