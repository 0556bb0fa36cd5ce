//! Answers of `analytics`.

use super::envelope::{DATE_TIME_OR_NULL, LIMIT, NUMBER_OR_NULL, PAGE, SUCCEEDED, TEXT_OR_NULL, TOTAL, always};
use crate::api::operations::fields::{ANALYTICS_SOURCE, PLATFORM};
use crate::api::table::{List, Object, Type};

static METRICS: Object = Object::open(
    "Metrics",
    &[
        always("impressions", NUMBER_OR_NULL, "How often it was shown."),
        always("reach", NUMBER_OR_NULL, "How many people it reached."),
        always("likes", NUMBER_OR_NULL, "Likes."),
        always("comments", NUMBER_OR_NULL, "Comments."),
        always("shares", NUMBER_OR_NULL, "Shares."),
        always("saves", NUMBER_OR_NULL, "Saves."),
        always("clicks", NUMBER_OR_NULL, "Clicks."),
        always("views", NUMBER_OR_NULL, "Views."),
        always("engagementRate", NUMBER_OR_NULL, "Share of people who did something, 0 to 1."),
    ],
)
.doc("Figures of a post. `null` where the platform does not report one.");

static TARGET: Object = Object::open(
    "AnalyticsTarget",
    &[
        always("platform", PLATFORM, "The platform."),
        always("platformPostId", Type::TEXT, "The platform's own id of the post."),
        always("platformPostUrl", TEXT_OR_NULL, "Address of the post, where it is known."),
        always("metrics", Type::Object(&METRICS), "Figures on this platform."),
    ],
)
.doc("Figures of a post on one platform.");

static POST: Object = Object::open(
    "AnalyticsPost",
    &[
        always(
            "source",
            ANALYTICS_SOURCE,
            "`postpeer` for a post published through PostPeer, `platform` for one read from the account.",
        ),
        always("postId", TEXT_OR_NULL, "The PostPeer id; `null` with `platform` as the source."),
        always("content", TEXT_OR_NULL, "The text."),
        always("publishedAt", DATE_TIME_OR_NULL, "When it was published."),
        always("aggregated", Type::Object(&METRICS), "Figures over all platforms."),
        always("platforms", Type::List(&List::of(Type::Object(&TARGET))), "Figures on each platform."),
    ],
)
.doc("Figures of a post.");

pub(super) static ONE: Object =
    Object::open("AnalyticsPostResponse", &[SUCCEEDED, always("post", Type::Object(&POST), "The post.")])
        .doc("Figures of one post: the answer to a request with `postId`.");

pub(super) static LIST: Object = Object::open(
    "AnalyticsListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        PAGE,
        LIMIT,
        always("posts", Type::List(&List::of(Type::Object(&POST))), "The posts on this page."),
    ],
)
.doc("Figures of a page of posts: the answer to a request without `postId`.");
