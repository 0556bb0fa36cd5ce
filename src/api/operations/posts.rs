//! `posts`: publishing, and what became of it.

use super::envelope::{
    COUNT, CREATED_AT, DATE_TIME, DATE_TIME_OR_NULL, FAILURE, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, always, maybe,
};
use super::fields::{OFFSET, PLATFORM, PROFILE_FILTER, SORT, STATUS, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::post::POST_PAYLOAD;
use crate::api::table::{Field, List, Object, Type};

const POST_ID: &[Field] = &[Field::required("postId", Type::TEXT, "spec", "The `postId` of the post.")];

static PUBLISH_RESULT: Object = Object::open(
    "PublishResult",
    &[
        always("platform", PLATFORM, "The platform. Two accounts of one platform cannot be told apart."),
        always(
            "success",
            Type::Boolean,
            "Whether the platform took it; while publishing goes on, whether PostPeer did.",
        ),
        maybe("platformPostUrl", Type::TEXT, "Address of the published post."),
        maybe("error", Type::TEXT, "What went wrong. `posts.get` calls it `errorMessage`."),
        maybe("warningMessage", Type::TEXT, "What went wrong after publishing, such as a first comment."),
    ],
)
.doc("What became of one target.");

static CREATED: Object = Object::open(
    "CreatePostResponse",
    &[
        always("success", Type::Boolean, "`false` only where every target failed."),
        always("status", STATUS, "What the post is now. `published`, `failed` and `partial` are final."),
        maybe("scheduledFor", DATE_TIME, "When it will be published, for a scheduled post."),
        always("postId", Type::TEXT, "The `id` of the post."),
        always("platforms", Type::List(&List::of(Type::Object(&PUBLISH_RESULT))), "What became of each target."),
    ],
)
.doc("What PostPeer made of a post. Accepted, which is not yet published.");

static POST_MEDIA_ITEM: Object = Object::open(
    "PostMediaItem",
    &[
        always(
            "type",
            Type::Enum(&["image", "video", "gif"]),
            "What the file is. The schema leaves `document` out here.",
        ),
        always("url", Type::TEXT, "Address of the file."),
        always("filename", Type::TEXT, "Name of the file."),
        always("size", Type::NUMBER, "Size of the file."),
        always("mimeType", Type::TEXT, "Media type of the file."),
    ],
)
.doc("An attachment of a stored post.");

static POST_TARGET: Object = Object::open(
    "PostTarget",
    &[
        always("platform", PLATFORM, "The platform. Two accounts of one platform cannot be told apart."),
        always("status", STATUS, "What the target is now."),
        always("content", TEXT_OR_NULL, "Text for this target alone; `null` where the post's text was used."),
        always("platformPostId", TEXT_OR_NULL, "The platform's own id of the post."),
        always("platformPostUrl", TEXT_OR_NULL, "Address of the published post."),
        always("publishedAt", DATE_TIME_OR_NULL, "When it was published."),
        always("errorMessage", TEXT_OR_NULL, "What went wrong. `posts.create` calls it `error`."),
        always("warningMessage", TEXT_OR_NULL, "What went wrong after publishing."),
    ],
)
.doc("What became of one target of a stored post.");

static STORED_POST: Object = Object::open(
    "StoredPost",
    &[
        always("postId", Type::TEXT, "The `id` of the post."),
        always("content", Type::TEXT, "The text."),
        always("status", STATUS, "What the post is now. `published`, `failed` and `partial` are final."),
        always("scheduledFor", DATE_TIME_OR_NULL, "When it will be, or was to be, published."),
        always("timezone", Type::TEXT, "IANA name of its time zone."),
        always("mediaItems", Type::List(&List::of(Type::Object(&POST_MEDIA_ITEM))), "Its attachments."),
        always("platforms", Type::List(&List::of(Type::Object(&POST_TARGET))), "What became of each target."),
        always("crosspostingEnabled", Type::Boolean, "Whether it goes to several places."),
        always("rawRequestBody", Type::AnyObject, "What was sent to create it."),
        CREATED_AT,
        UPDATED_AT,
    ],
)
.doc("A post as PostPeer keeps it.");

static ONE: Object =
    Object::open("PostResponse", &[SUCCEEDED, always("post", Type::Object(&STORED_POST), "The post.")])
        .doc("One post.");

static LIST: Object = Object::open(
    "PostListResponse",
    &[SUCCEEDED, TOTAL, always("posts", Type::List(&List::of(Type::Object(&STORED_POST))), "The posts on this page.")],
)
.doc("A page of posts.");

static DELETE_RESULT: Object = Object::open(
    "DeleteResult",
    &[
        always("platform", Type::TEXT, "The platform."),
        always("integrationId", Type::TEXT, "The connected account."),
        always("platformPostId", TEXT_OR_NULL, "The platform's own id of the post."),
        always("status", Type::TEXT, "What became of it."),
        always("success", Type::Boolean, "Whether the platform took the post down."),
        maybe("message", Type::TEXT, "What happened, in words for people."),
        maybe("errorMessage", Type::TEXT, "What went wrong."),
    ],
)
.doc("Whether a platform took the post down.");

static DELETED: Object = Object::closed(
    "DeletePostResponse",
    &[
        SUCCEEDED,
        maybe("creditsCharged", COUNT, "What taking it down from platforms cost."),
        maybe(
            "platforms",
            Type::List(&List::of(Type::Object(&DELETE_RESULT))),
            "How it went on each platform, with `deleteFromPlatforms`.",
        ),
    ],
)
.doc("What became of a post that was deleted.");

/// The operations of `posts`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("posts.create", Method::Post, "/v1/posts/")
        .scope(Scope::Account("body.platforms"))
        .body(&POST_PAYLOAD)
        .response(202, &[&CREATED])
        .errors(&FAILURE, &[400, 402, 403, 503])
        .doc(
            "Publishes or schedules a post. The answer, 202, means accepted, not published: look at `status` and at \
         `success` of each target. PostPeer has no idempotency key, so sending the same post twice publishes it twice. \
         Costs credits for each target: 1, on X 5, or 50 where the text has a link.",
        ),
    Operation::new("posts.list", Method::Get, "/v1/posts/")
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
        .response(200, &[&LIST])
        .errors(&FAILURE, &[400])
        .doc("The posts of the project."),
    Operation::new("posts.get", Method::Get, "/v1/posts/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .response(200, &[&ONE])
        .errors(&FAILURE, &[404])
        .doc(
            "One post with what became of each target. A target's failure is called `errorMessage` here, `error` in \
             `posts.create`.",
        ),
    Operation::new("posts.delete", Method::Delete, "/v1/posts/{postId}")
        .scope(Scope::Post)
        .path_fields(POST_ID)
        .query(&[Field::optional(
            "deleteFromPlatforms",
            Type::Boolean,
            "spec",
            "Take the post down from the platforms too, where they allow it. Costs 1 credit for each that succeeds.",
        )
        .default("false")])
        .response(200, &[&DELETED])
        .errors(&FAILURE, &[402, 404, 409])
        .doc("Deletes a post. Refused with 409 while the post is scheduled: cancel it first."),
];
