//! `comments`: comments under posts on Facebook, Instagram and Threads.

use super::envelope::{
    DATE_TIME_OR_NULL, FAILURE, NEXT_CURSOR, NUMBER_OR_NULL, SUCCEEDED, SUCCESS, TEXT_OR_NULL, always, maybe,
};
use super::fields::{ACCOUNT_ID, AFTER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, List, Object, Type};

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

static AUTHOR: Object = Object::open(
    "CommentAuthor",
    &[always("id", TEXT_OR_NULL, "The platform's own id."), always("name", TEXT_OR_NULL, "Name for people.")],
)
.doc("Who wrote a comment.");

static REPLY: Object = Object::open(
    "CommentReply",
    &[
        always("id", Type::TEXT, "The platform's own id."),
        always("text", TEXT_OR_NULL, "The reply."),
        always("author", Type::Object(&AUTHOR), "Who wrote it."),
        always("timestamp", TEXT_OR_NULL, "When it was written."),
        always("likeCount", NUMBER_OR_NULL, "How many like it."),
    ],
)
.doc("A reply to a comment.");

static COMMENT: Object = Object::open(
    "Comment",
    &[
        always("id", Type::TEXT, "The platform's own id: the `commentId` of other operations."),
        always("text", TEXT_OR_NULL, "The comment."),
        always("author", Type::Object(&AUTHOR), "Who wrote it."),
        always("timestamp", DATE_TIME_OR_NULL, "When it was written."),
        always("likeCount", NUMBER_OR_NULL, "How many like it."),
        always("hidden", Type::Nullable(&Type::Boolean), "Whether it is hidden, where the platform says so."),
        maybe("replies", Type::List(&List::of(Type::Object(&REPLY))), "Its direct replies."),
    ],
)
.doc("A comment under a post.");

static LIST: Object = Object::open(
    "CommentListResponse",
    &[
        SUCCEEDED,
        always("comments", Type::List(&List::of(Type::Object(&COMMENT))), "The comments on this page."),
        NEXT_CURSOR,
    ],
)
.doc("A page of comments.");

static CREATED: Object = Object::open(
    "CreateCommentResponse",
    &[SUCCEEDED, always("commentId", Type::TEXT, "The platform's own id of the new comment.")],
)
.doc("The new comment.");

/// The operations of `comments`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("comments.list", Method::Get, "/v1/comments/")
        .scope(Scope::Account("query.accountId"))
        .query(&[
            PLATFORM,
            ACCOUNT_ID,
            Field::required("postId", Type::TEXT, "spec", "The platform's own id of the post."),
            limit("25"),
            AFTER,
        ])
        .pages(Pages::new(Paging::Cursor, "comments"))
        .response(200, &[&LIST])
        .errors(&FAILURE, &[400, 404, 502])
        .doc(
            "The comments under a post, with their direct replies. The account must have granted Meta's permission: \
         `pages_read_user_content` on Facebook, `instagram_business_manage_comments` on Instagram, \
         `threads_manage_replies` on Threads.",
        ),
    Operation::new("comments.create", Method::Post, "/v1/comments/")
        .scope(Scope::Account("body.accountId"))
        .body(&CREATE_BODY)
        .response(200, &[&CREATED])
        .errors(&FAILURE, &[400, 404, 502])
        .doc("Comments on a post or replies to a comment."),
    Operation::new("comments.delete", Method::Delete, "/v1/comments/{commentId}")
        .scope(Scope::Account("query.accountId"))
        .path_fields(&[Field::required("commentId", Type::TEXT, "spec", "The platform's own id of the comment.")])
        .query(&[PLATFORM, ACCOUNT_ID])
        .response(200, &[&SUCCESS])
        .errors(&FAILURE, &[400, 404, 502])
        .doc("Deletes a comment on Facebook or Instagram. Threads does not allow it, though the schema lists it."),
    Operation::new("comments.hide", Method::Patch, "/v1/comments/{commentId}")
        .scope(Scope::Account("body.accountId"))
        .path_fields(&[Field::required("commentId", Type::TEXT, "spec", "The platform's own id of the comment.")])
        .body(&HIDE_BODY)
        .response(200, &[&SUCCESS])
        .errors(&FAILURE, &[400, 404, 502])
        .doc("Hides a comment or shows it again. Instagram only, though the schema lists three platforms."),
];
