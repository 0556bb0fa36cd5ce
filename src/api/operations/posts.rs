//! `posts`: publishing, and what became of it.

use super::fields::{OFFSET, PLATFORM, PROFILE_FILTER, SORT, STATUS, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::post::POST_PAYLOAD;
use crate::api::table::{Field, Form, List, Type};

const POST_ID: &[Field] = &[Field::required("postId", Type::TEXT, "spec", "The `postId` of the post.")];

const DATE_TIME: Type = Type::form(Form::DateTime);

pub(super) const CREATE: Operation = Operation::new("posts.create", Method::Post, "/v1/posts/")
    .scope(Scope::Account("body.platforms"))
    .body(&POST_PAYLOAD)
    .doc(
        "Publishes or schedules a post. The answer, 202, means accepted, not published: look at `status` and at \
         `success` of each target. PostPeer has no idempotency key, so sending the same post twice publishes it twice. \
         Costs credits for each target: 1, on X 5, or 50 where the text has a link.",
    );

pub(super) const LIST: Operation = Operation::new("posts.list", Method::Get, "/v1/posts/")
    .scope(Scope::PostRows)
    .query(&[
        Field::optional("status", STATUS, "spec", "Only posts of this status."),
        Field::optional(
            "platform",
            Type::List(&List::of(PLATFORM)),
            "spec",
            "Only posts with a target on one of these platforms. Goes out as a repeated key.",
        ),
        PROFILE_FILTER,
        Field::optional("createdAfter", DATE_TIME, "spec", "Only posts created at this time or later."),
        Field::optional("createdBefore", DATE_TIME, "spec", "Only posts created at this time or earlier."),
        Field::optional("scheduledAfter", DATE_TIME, "spec", "Only posts scheduled for this time or later."),
        Field::optional("scheduledBefore", DATE_TIME, "spec", "Only posts scheduled for this time or earlier."),
        limit("20"),
        OFFSET,
        SORT,
    ])
    .pages(Pages::new(Paging::Offset, "posts"))
    .doc("The posts of the project.");

pub(super) const GET: Operation = Operation::new("posts.get", Method::Get, "/v1/posts/{postId}").scope(Scope::Post)
    .path_fields(POST_ID)
    .doc("One post with what became of each target. A target's failure is called `errorMessage` here, `error` in `posts.create`.");

pub(super) const DELETE: Operation = Operation::new("posts.delete", Method::Delete, "/v1/posts/{postId}")
    .scope(Scope::Post)
    .path_fields(POST_ID)
    .query(&[Field::optional(
        "deleteFromPlatforms",
        Type::Boolean,
        "spec",
        "Take the post down from the platforms too, where they allow it. Costs 1 credit for each that succeeds.",
    )
    .default("false")])
    .doc("Deletes a post. Refused with 409 while the post is scheduled: cancel it first.");
