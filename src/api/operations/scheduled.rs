//! `posts.scheduled`: posts that wait for their time.

use super::fields::{OFFSET, SORT, limit};
use crate::api::media_item::MEDIA_ITEMS;
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::post::TARGETS;
use crate::api::table::{Field, Form, Object, Renamed, Type};

const POST_ID: &[Field] = &[Field::required("postId", Type::TEXT, "spec", "The `postId` of the scheduled post.")];

static RESCHEDULE_BODY: Object = Object::open(
    "ReschedulePostBody",
    &[
        Field::required(
            "scheduledFor",
            Type::form(Form::DateTime),
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
            Type::form(Form::DateTime),
            "spec",
            "When to publish, RFC 3339 with an offset. Left out, the time stays.",
        ),
        Field::optional("timezone", Type::TEXT, "spec", "IANA name of a time zone. Left out, the zone stays."),
    ],
)
.renamed(&[Renamed { old: "scheduledAt", new: "scheduledFor" }])
.doc("What a scheduled post becomes: text, attachments and targets as a whole, and its time if that changes.");

pub(super) const LIST: Operation = Operation::new("posts.scheduled.list", Method::Get, "/v1/posts/scheduled/")
    .scope(Scope::ScheduledRows)
    .query(&[limit("20"), OFFSET, SORT])
    .pages(Pages::new(Paging::Offset, "posts"))
    .doc("The posts that wait for their time.");

pub(super) const CANCEL: Operation =
    Operation::new("posts.scheduled.cancel", Method::Delete, "/v1/posts/scheduled/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .doc("Takes a post off the schedule and makes it a draft.");

pub(super) const RESCHEDULE: Operation =
    Operation::new("posts.scheduled.reschedule", Method::Patch, "/v1/posts/scheduled/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .body(&RESCHEDULE_BODY)
        .doc("Gives a scheduled post another time.");

pub(super) const EDIT: Operation = Operation::new("posts.scheduled.edit", Method::Put, "/v1/posts/scheduled/{postId}")
    .scope(Scope::Post)
    .path_fields(POST_ID)
    .body(&EDIT_BODY)
    .doc(
        "Replaces what a scheduled post will publish. PostPeer checks the targets again and settles the difference in \
         credits. Only while the post is still scheduled.",
    );
