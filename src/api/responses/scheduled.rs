//! Answers of `posts.scheduled`.

use super::envelope::{CREATED_AT, DATE_TIME, DATE_TIME_OR_NULL, MESSAGE, SUCCEEDED, TOTAL, always, maybe};
use crate::api::media_item::MEDIA_ITEMS;
use crate::api::operations::fields::{PLATFORM, STATUS};
use crate::api::table::{List, Object, Type};

static TARGET: Object = Object::open(
    "ScheduledTarget",
    &[always("platform", PLATFORM, "The platform."), always("status", STATUS, "What the target is now.")],
)
.doc("A target of a scheduled post.");

static SUMMARY: Object = Object::open(
    "ScheduledPostSummary",
    &[
        always("postId", Type::TEXT, "The `id` of the post."),
        always("content", Type::TEXT, "The text."),
        always("scheduledFor", DATE_TIME_OR_NULL, "When it will be published."),
        always("timezone", Type::TEXT, "IANA name of its time zone."),
        maybe("mediaItems", Type::List(&MEDIA_ITEMS), "Its attachments."),
        always("platforms", Type::List(&List::of(Type::Object(&TARGET))), "Where it goes."),
        CREATED_AT,
    ],
)
.doc("A post that waits for its time.");

pub(super) static LIST: Object = Object::open(
    "ScheduledPostListResponse",
    &[SUCCEEDED, TOTAL, always("posts", Type::List(&List::of(Type::Object(&SUMMARY))), "The posts on this page.")],
)
.doc("A page of scheduled posts.");

pub(super) static RESCHEDULED: Object = Object::open(
    "ReschedulePostResponse",
    &[SUCCEEDED, MESSAGE, always("scheduledFor", Type::TEXT, "When it will be published now.")],
)
.doc("A scheduled post's new time.");

pub(super) static EDITED: Object = Object::open(
    "EditScheduledPostResponse",
    &[
        SUCCEEDED,
        MESSAGE,
        always("postId", Type::TEXT, "The `id` of the post."),
        always("scheduledFor", DATE_TIME, "When it will be published."),
    ],
)
.doc("A scheduled post after an edit.");
