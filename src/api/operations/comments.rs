//! `comments`: comments under posts on Facebook, Instagram and Threads.

use super::fields::{ACCOUNT_ID, AFTER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, Object, Type};

const PLATFORM: Field = Field::required(
    "platform",
    Type::Enum(&["facebook", "instagram", "threads"]),
    "spec",
    "The platform that the comment is on.",
);

static CREATE_BODY: Object = Object::closed(
    "CreateCommentBody",
    &[
        PLATFORM,
        ACCOUNT_ID,
        Field::optional(
            "postId",
            Type::TEXT,
            "spec",
            "The platform's own id of the post to comment on. On Threads this makes a post of its own.",
        ),
        Field::optional("commentId", Type::TEXT, "spec", "The platform's own id of the comment to reply to."),
        Field::required("text", Type::NON_EMPTY, "spec", "The comment."),
    ],
)
.doc("A comment under a post (`postId`) or a reply to a comment (`commentId`). The schema asks for neither.");

static HIDE_BODY: Object = Object::closed(
    "HideCommentBody",
    &[
        PLATFORM,
        ACCOUNT_ID,
        Field::required("hidden", Type::Boolean, "spec", "`true` hides the comment, `false` shows it again."),
    ],
)
.doc("Whether a comment is to be seen.");

pub(super) const LIST: Operation = Operation::new("comments.list", Method::Get, "/v1/comments/")
    .scope(Scope::Account("query.accountId"))
    .query(&[
        PLATFORM,
        ACCOUNT_ID,
        Field::required("postId", Type::TEXT, "spec", "The platform's own id of the post."),
        limit("25"),
        AFTER,
    ])
    .pages(Pages::new(Paging::Cursor, "comments"))
    .doc(
        "The comments under a post, with their direct replies. The account must have granted Meta's permission: \
         `pages_read_user_content` on Facebook, `instagram_business_manage_comments` on Instagram, \
         `threads_manage_replies` on Threads.",
    );

pub(super) const CREATE: Operation = Operation::new("comments.create", Method::Post, "/v1/comments/")
    .scope(Scope::Account("body.accountId"))
    .body(&CREATE_BODY)
    .doc("Comments on a post or replies to a comment.");

pub(super) const DELETE: Operation = Operation::new("comments.delete", Method::Delete, "/v1/comments/{commentId}")
    .scope(Scope::Account("query.accountId"))
    .path_fields(&[Field::required("commentId", Type::TEXT, "spec", "The platform's own id of the comment.")])
    .query(&[PLATFORM, ACCOUNT_ID])
    .doc("Deletes a comment on Facebook or Instagram. Threads does not allow it, though the schema lists it.");

pub(super) const HIDE: Operation = Operation::new("comments.hide", Method::Patch, "/v1/comments/{commentId}")
    .scope(Scope::Account("body.accountId"))
    .path_fields(&[Field::required("commentId", Type::TEXT, "spec", "The platform's own id of the comment.")])
    .body(&HIDE_BODY)
    .doc("Hides a comment or shows it again. Instagram only, though the schema lists three platforms.");
