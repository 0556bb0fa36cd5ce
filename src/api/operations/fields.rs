//! Fields and types that several groups, and some of their answers, share.

use crate::api::platforms::PLATFORM_NAMES;
use crate::api::table::{Field, Type};

/// One of the ten platforms.
pub(in crate::api) const PLATFORM: Type = Type::Enum(PLATFORM_NAMES);

/// Status of a post or of one of its targets.
pub(in crate::api) const STATUS: Type =
    Type::Enum(&["draft", "pending", "scheduled", "publishing", "published", "failed", "partial"]);

/// Channel of a notification.
pub(in crate::api) const CHANNEL: Type = Type::Enum(&["webhook", "email"]);

/// An event of a post that a notification can be about.
pub(in crate::api) const EVENT: Type = Type::Enum(&["post.scheduled", "post.published", "post.partial", "post.failed"]);

/// Source of analytics.
pub(in crate::api) const ANALYTICS_SOURCE: Type = Type::Enum(&["postpeer", "platform"]);

/// `asc` or `desc`.
pub(super) const SORT_ORDER: Type = Type::Enum(&["asc", "desc"]);

/// Order of the lists with offsets.
pub(super) const SORT: Field = Field::optional(
    "sort",
    SORT_ORDER,
    "spec",
    "Ascending or descending. The official schema says neither by what nor which is the default; the documentation \
     says that scheduled posts come by time, soonest first.",
);

/// Number of rows to skip.
pub(super) const OFFSET: Field =
    Field::optional("offset", Type::integer_from(0.0), "spec", "How many rows to skip.").default("0");

/// Number of a page, from 1.
pub(super) const PAGE: Field =
    Field::optional("page", Type::integer_from(1.0), "spec", "Which page, counted from 1.").default("1");

/// Cursor of a page.
pub(super) const AFTER: Field = Field::optional(
    "after",
    Type::TEXT,
    "spec",
    "Where to go on: `nextCursor` of the page before. Left out, the first page.",
);

/// Size of a page. The default differs between lists.
pub(super) const fn limit(default: &'static str) -> Field {
    Field::optional("limit", Type::integer(1.0, 100.0), "spec", "How many rows on a page, 1 to 100.").default(default)
}

/// Filter on profiles, which also takes `null` for none.
pub(super) const PROFILE_FILTER: Field = Field::optional(
    "profileId",
    Type::TEXT,
    "spec",
    "Only what belongs to this profile. The string `null` means: to no profile.",
);

/// The connected account that an operation acts through.
pub(super) const ACCOUNT_ID: Field = Field::required(
    "accountId",
    Type::TEXT,
    "spec",
    "The `id` of the connected account, from `connect.integrations.list`.",
);
