//! `posts.scheduled`: posts that wait for their time.

use super::envelope::{
    CREATED_AT, DATE_TIME, DATE_TIME_OR_NULL, DONE, FAILURE, MESSAGE, SUCCEEDED, TOTAL, always, maybe,
};
use super::fields::{OFFSET, PLATFORM, SORT, STATUS, limit};
use crate::api::media_item::MEDIA_ITEMS;
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::post::TARGETS;
use crate::api::table::{Field, List, Object, Renamed, StringFormat, Type};

const POST_ID: &[Field] = &[Field::required("postId", Type::TEXT, "spec", "The `postId` of the scheduled post.")];

static RESCHEDULE_BODY: Object = Object::open(
    "ReschedulePostBody",
    &[
        Field::required(
            "scheduledFor",
            Type::form(StringFormat::DateTime),
            "spec",
            "When to publish instead, RFC 3339 with an offset, such as `2026-12-24T18:00:00Z`.",
        ),
        Field::optional(
            "timezone",
            Type::TEXT,
            "spec",
            "IANA name of a time zone. With `scheduledFor` in UTC, `UTC` means the same under every reading.",
        ),
    ],
)
.doc("A new time for a scheduled post.");

static EDIT_BODY: Object = Object::closed(
    "EditScheduledPostBody",
    &[
        Field::required("content", Type::TEXT, "spec", "The text."),
        Field::optional(
            "mediaItems",
            Type::List(&MEDIA_ITEMS),
            "spec",
            "Attachments. The edit replaces, and the official schema does not say whether leaving them out keeps or \
             clears them: write them out.",
        ),
        Field::required("platforms", Type::List(&TARGETS), "spec", "The accounts to publish to."),
        Field::optional(
            "scheduledFor",
            Type::form(StringFormat::DateTime),
            "spec",
            "When to publish, RFC 3339 with an offset. Left out, the time stays.",
        ),
        Field::optional("timezone", Type::TEXT, "spec", "IANA name of a time zone. Left out, the zone stays."),
    ],
)
.renamed(&[Renamed { old: "scheduledAt", new: "scheduledFor" }])
.doc("What a scheduled post becomes: text, attachments and targets as a whole, and its time if that changes.");

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

static LIST: Object = Object::open(
    "ScheduledPostListResponse",
    &[SUCCEEDED, TOTAL, always("posts", Type::List(&List::of(Type::Object(&SUMMARY))), "The posts on this page.")],
)
.doc("A page of scheduled posts.");

static RESCHEDULED: Object = Object::open(
    "ReschedulePostResponse",
    &[SUCCEEDED, MESSAGE, always("scheduledFor", Type::TEXT, "When it will be published now.")],
)
.doc("A scheduled post's new time.");

static EDITED: Object = Object::open(
    "EditScheduledPostResponse",
    &[
        SUCCEEDED,
        MESSAGE,
        always("postId", Type::TEXT, "The `id` of the post."),
        always("scheduledFor", DATE_TIME, "When it will be published."),
    ],
)
.doc("A scheduled post after an edit.");

/// The operations of `posts.scheduled`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("posts.scheduled.list", Method::Get, "/v1/posts/scheduled/")
        .scope(Scope::ScheduledRows)
        .query(&[limit("20"), OFFSET, SORT])
        .pages(Pages::new(Paging::Offset, "posts"))
        .response(200, &[&LIST])
        .doc("The posts that wait for their time."),
    Operation::new("posts.scheduled.cancel", Method::Delete, "/v1/posts/scheduled/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .response(200, &[&DONE])
        .errors(&FAILURE, &[404, 409])
        .doc("Takes a post off the schedule and makes it a draft."),
    Operation::new("posts.scheduled.reschedule", Method::Patch, "/v1/posts/scheduled/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .body(&RESCHEDULE_BODY)
        .response(200, &[&RESCHEDULED])
        .errors(&FAILURE, &[404, 409, 503])
        .doc("Gives a scheduled post another time."),
    Operation::new("posts.scheduled.edit", Method::Put, "/v1/posts/scheduled/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .body(&EDIT_BODY)
        .response(200, &[&EDITED])
        .errors(&FAILURE, &[400, 402, 403, 404, 409, 503])
        .doc(
            "Replaces what a scheduled post will publish. PostPeer checks the targets again and settles the \
         difference in credits. Only while the post is still scheduled.",
        ),
];
