//! `analytics`: how posts do.

use super::fields::{ANALYTICS_SOURCE, PAGE, PLATFORM, SORT_ORDER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, Form, Type};

pub(super) const GET: Operation = Operation::new("analytics.get", Method::Get, "/v1/analytics/")
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
            Type::form(Form::Date),
            "spec",
            "First day, `YYYY-MM-DD`. Left out, 90 days ago. The span is at most 366 days.",
        ),
        Field::optional("toDate", Type::form(Form::Date), "spec", "Last day, `YYYY-MM-DD`. Left out, today."),
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
    .costs()
    .doc(
        "Metrics of one post, or of a page of published posts. Each call costs 1 credit, and so does each repetition.",
    );
