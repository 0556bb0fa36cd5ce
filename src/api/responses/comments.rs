//! Answers of `comments`.

use super::envelope::{DATE_TIME_OR_NULL, NEXT_CURSOR, NUMBER_OR_NULL, SUCCEEDED, TEXT_OR_NULL, always, maybe};
use crate::api::table::{List, Object, Type};

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

pub(super) static LIST: Object = Object::open(
    "CommentListResponse",
    &[
        SUCCEEDED,
        always("comments", Type::List(&List::of(Type::Object(&COMMENT))), "The comments on this page."),
        NEXT_CURSOR,
    ],
)
.doc("A page of comments.");

pub(super) static CREATED: Object = Object::open(
    "CreateCommentResponse",
    &[SUCCEEDED, always("commentId", Type::TEXT, "The platform's own id of the new comment.")],
)
.doc("The new comment.");
