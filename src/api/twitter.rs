//! X (`twitter`).

use super::post::MEDIA_ITEMS;
use super::table::{Field, List, Object, Range, Retired, Type};

static THREAD_ITEM: Object = Object::closed(
    "TwitterThreadItem",
    &[
        Field::required("content", Type::TEXT, "spec", "Text of this post of the thread, at most 280 by X's weights."),
        Field::optional("mediaItems", Type::List(&MEDIA_ITEMS), "spec", "Attachments of this post of the thread."),
    ],
)
.doc("A post that follows in a thread.");

static THREAD_ITEMS: List = List::of(Type::Object(&THREAD_ITEM));

static POLL: Object = Object::closed(
    "TwitterPoll",
    &[
        Field::required("options", Type::List(&POLL_OPTIONS), "spec", "Two to four answers, 1 to 25 characters each."),
        Field::required(
            "durationMinutes",
            Type::Number(Range { min: 5.0, max: 10_080.0 }),
            "spec",
            "How long the poll is open, in minutes: 5 minutes to 7 days.",
        ),
    ],
)
.doc("A poll. Not together with media or a thread.");

static POLL_OPTIONS: List = List::sized(Type::TEXT, 2, 4);

/// `platformSpecificData` of an X target.
pub(super) static OPTIONS: Object = Object::closed(
    "TwitterOptions",
    &[
        Field::optional("communityId", Type::TEXT, "spec", "The Community to post into."),
        Field::optional(
            "shareWithFollowers",
            Type::Boolean,
            "spec",
            "Show a Community post to followers too. Without `communityId` it has no meaning.",
        ),
        Field::optional("replyToTweetId", Type::TEXT, "spec", "The post to reply to."),
        Field::optional(
            "replySettings",
            Type::Enum(&["following", "mentionedUsers", "subscribers", "verified"]),
            "spec",
            "Who may reply. Leave it out for everyone.",
        ),
        Field::optional(
            "threadItems",
            Type::List(&THREAD_ITEMS),
            "spec",
            "The posts that follow in a thread; the first is the post's own text.",
        ),
        Field::optional(
            "longPost",
            Type::Boolean,
            "spec",
            "Let the text exceed 280, up to 25,000, for accounts with X Premium. X refuses it for others.",
        ),
        Field::optional("poll", Type::Object(&POLL), "spec", "A poll. Not together with media or a thread."),
    ],
)
.retired(&[Retired { key: "replySettings", value: "everyone" }])
.doc("Options of an X post.");
