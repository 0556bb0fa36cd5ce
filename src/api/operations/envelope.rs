//! Parts that many responses share: the success flag, the two bodies of a failure, paging and dates.

use crate::api::table::{Field, Object, StringFormat, Type};

/// A field that the official schema says is always there.
pub(super) const fn always(key: &'static str, kind: Type, doc: &'static str) -> Field {
    Field::required(key, kind, "spec", doc)
}

/// A field that the official schema says may be missing.
pub(super) const fn maybe(key: &'static str, kind: Type, doc: &'static str) -> Field {
    Field::optional(key, kind, "spec", doc)
}

/// A count, from 0.
pub(super) const COUNT: Type = Type::integer_from(0.0);
/// A page number or page size, from 1.
const FROM_ONE: Type = Type::integer_from(1.0);
/// A moment.
pub(super) const DATE_TIME: Type = Type::form(StringFormat::DateTime);
/// A moment, or `null`.
pub(super) const DATE_TIME_OR_NULL: Type = Type::Nullable(&DATE_TIME);
/// Text, or `null`.
pub(super) const TEXT_OR_NULL: Type = Type::Nullable(&Type::TEXT);
/// An address, or `null`.
pub(super) const URI_OR_NULL: Type = Type::Nullable(&Type::URI);
/// A number, or `null`.
pub(super) const NUMBER_OR_NULL: Type = Type::Nullable(&Type::NUMBER);

/// The success flag.
pub(super) const SUCCEEDED: Field = always("success", Type::Boolean, "Whether it worked.");
/// A message for people.
pub(super) const MESSAGE: Field = always("message", Type::TEXT, "What happened, in words for people.");
/// Number of rows on all pages.
pub(super) const TOTAL: Field = always("total", COUNT, "How many rows match, on all pages together.");
/// Number of the page.
pub(super) const PAGE: Field = always("page", FROM_ONE, "Which page this is, counted from 1.");
/// Size of a page.
pub(super) const LIMIT: Field = always("limit", FROM_ONE, "How many rows a page has at most.");
/// Cursor of the next page.
pub(super) const NEXT_CURSOR: Field =
    always("nextCursor", TEXT_OR_NULL, "Where the next page is: pass it as `after`. `null` on the last page.");
/// Time of creation.
pub(super) const CREATED_AT: Field = always("createdAt", DATE_TIME, "When it was created.");
/// Time of the last change.
pub(super) const UPDATED_AT: Field = always("updatedAt", DATE_TIME, "When it was last changed.");

/// `{ success }`.
pub(super) static SUCCESS: Object = Object::open("SuccessResponse", &[SUCCEEDED]).doc("Whether it worked.");

/// `{ success, message }`, of operations that return nothing else.
pub(super) static DONE: Object =
    Object::open("DoneResponse", &[SUCCEEDED, MESSAGE]).doc("Whether it worked, and what happened.");

/// The body of a failure in the groups `connect`, `profiles`, `apps`, `pinterest` and `tiktok`.
pub(super) static ERROR: Object =
    Object::open("ErrorBody", &[always("error", Type::TEXT, "What went wrong, in words for people.")])
        .doc("A failure, in one of the API's two forms.");

/// The body of a failure everywhere else. `ErrorResponse` in the official schema.
pub(super) static FAILURE: Object = Object::open(
    "FailureBody",
    &[
        always("success", Type::Boolean, "`false`."),
        always("message", Type::TEXT, "What went wrong, in words for people."),
    ],
)
.doc("A failure, in the other of the API's two forms.");
