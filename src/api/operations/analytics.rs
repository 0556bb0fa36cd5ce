//! `analytics`: how posts do.

use super::envelope::{
    self, DATE_TIME_OR_NULL, FAILURE, LIMIT, NUMBER_OR_NULL, SUCCEEDED, TEXT_OR_NULL, TOTAL, always,
};
use super::fields::{ANALYTICS_SOURCE, PAGE, PLATFORM, SORT_ORDER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, List, Object, StringFormat, Type};

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

static ONE: Object =
    Object::open("AnalyticsPostResponse", &[SUCCEEDED, always("post", Type::Object(&POST), "The post.")])
        .doc("Figures of one post: the answer to a request with `postId`.");

static LIST: Object = Object::open(
    "AnalyticsListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        envelope::PAGE,
        LIMIT,
        always("posts", Type::List(&List::of(Type::Object(&POST))), "The posts on this page."),
    ],
)
.doc("Figures of a page of posts: the answer to a request without `postId`.");

/// The operations of `analytics`.
pub(super) static OPERATIONS: &[Operation] = &[Operation::new("analytics.get", Method::Get, "/v1/analytics/")
    .scope(Scope::Analytics)
    .query(&[
        Field::optional(
            "postId",
            Type::TEXT,
            "spec",
            "One post: its PostPeer id or the platform's own id. Left out, a page of all published posts.",
        ),
        Field::optional(
            "platform",
            PLATFORM,
            "spec",
            "Only this platform. The documentation requires it with a platform's own post id; the official schema \
             does not.",
        ),
        Field::optional(
            "accountId",
            Type::TEXT,
            "spec",
            "The connected account. Needed with a platform's own post id and with `source=platform`.",
        ),
        Field::optional(
            "source",
            ANALYTICS_SOURCE,
            "spec",
            "`postpeer`: posts published through PostPeer. `platform`: what the account itself shows.",
        ),
        Field::optional(
            "fromDate",
            Type::form(StringFormat::Date),
            "spec",
            "First day, `YYYY-MM-DD`. Left out, 90 days ago. The span is at most 366 days.",
        ),
        Field::optional("toDate", Type::form(StringFormat::Date), "spec", "Last day, `YYYY-MM-DD`. Left out, today."),
        Field::optional(
            "sortBy",
            Type::Enum(&[
                "date",
                "likes",
                "comments",
                "impressions",
                "views",
                "shares",
                "saves",
                "clicks",
                "engagement",
            ]),
            "spec",
            "What to sort by.",
        )
        .default("\"date\""),
        Field::optional("order", SORT_ORDER, "spec", "Ascending or descending."),
        limit("50"),
        PAGE,
    ])
    .pages(Pages::new(Paging::Page, "posts"))
    .not_retryable()
    .response(200, &[&ONE, &LIST])
    .errors(&FAILURE, &[400, 402, 404])
    .doc(
        "Metrics of one post, or of a page of published posts. Each call costs 1 credit, and so does each repetition.",
    )];
