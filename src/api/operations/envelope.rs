//! Parts that many responses share: the success flag, the two bodies of a failure, paging and dates.

use crate::api::table::{Field, Form, Object, Type};

/// A field that the official schema says is always there.
pub(super) const fn always(key: &'static str, kind: Type, doc: &'static str) -> Field {
    Field::required(key, kind, "spec", doc)
}

/// A field that the official schema says may be missing.
pub(super) const fn maybe(key: &'static str, kind: Type, doc: &'static str) -> Field {
    Field::optional(key, kind, "spec", doc)
}

/// How many, from 0.
pub(super) const COUNT: Type = Type::integer_from(0.0);
/// A page number or page size, from 1.
const FROM_ONE: Type = Type::integer_from(1.0);
/// A moment.
pub(super) const DATE_TIME: Type = Type::form(Form::DateTime);
/// A moment, or `null`.
pub(super) const DATE_TIME_OR_NULL: Type = Type::Nullable(&DATE_TIME);
/// Text, or `null`.
pub(super) const TEXT_OR_NULL: Type = Type::Nullable(&Type::TEXT);
/// An address, or `null`.
pub(super) const URI_OR_NULL: Type = Type::Nullable(&Type::URI);
/// A number, or `null`.
pub(super) const NUMBER_OR_NULL: Type = Type::Nullable(&Type::NUMBER);

/// Whether it worked.
pub(super) const SUCCEEDED: Field = always("success", Type::Boolean, "Whether it worked.");
/// What happened, in words.
pub(super) const MESSAGE: Field = always("message", Type::TEXT, "What happened, in words for people.");
/// How many rows there are.
pub(super) const TOTAL: Field = always("total", COUNT, "How many rows match, on all pages together.");
/// Which page this is.
pub(super) const PAGE: Field = always("page", FROM_ONE, "Which page this is, counted from 1.");
/// How many rows a page has.
pub(super) const LIMIT: Field = always("limit", FROM_ONE, "How many rows a page has at most.");
/// Where the next page is.
pub(super) const NEXT_CURSOR: Field =
    always("nextCursor", TEXT_OR_NULL, "Where the next page is: pass it as `after`. `null` on the last page.");
/// When the row was made.
pub(super) const CREATED_AT: Field = always("createdAt", DATE_TIME, "When it was created.");
/// When the row was last changed.
pub(super) const UPDATED_AT: Field = always("updatedAt", DATE_TIME, "When it was last changed.");

/// `{ success }`.
pub(super) static SUCCESS: Object = Object::open("SuccessResponse", &[SUCCEEDED]).doc("Whether it worked.");

/// `{ success, message }`, of operations that have nothing else to say.
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
