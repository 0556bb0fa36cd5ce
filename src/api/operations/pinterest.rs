//! `pinterest`: the boards to pin to.

use super::envelope::{ERROR, SUCCEEDED, TEXT_OR_NULL, always};
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, List, Object, Type};

static BOARD: Object = Object::open(
    "PinterestBoard",
    &[
        always("id", Type::TEXT, "The `boardId` of a Pinterest target."),
        always("name", Type::TEXT, "Its name."),
        always("description", TEXT_OR_NULL, "What it is about."),
        always("privacy", Type::TEXT, "Who can see it."),
    ],
)
.doc("A board to pin to.");

static BOARDS: Object = Object::open(
    "PinterestBoardsResponse",
    &[SUCCEEDED, always("boards", Type::List(&List::of(Type::Object(&BOARD))), "The boards.")],
)
.doc("The boards of a Pinterest account.");

/// The operations of `pinterest`.
pub(super) static OPERATIONS: &[Operation] =
    &[Operation::new("pinterest.getBoards", Method::Get, "/v1/pinterest/boards")
        .scope(Scope::Account("query.accountId"))
        .query(&[Field::optional(
            "accountId",
            Type::TEXT,
            "spec",
            "The connected Pinterest account. Left out, the one connected first.",
        )])
        .response(200, &[&BOARDS])
        .errors(&ERROR, &[404, 502])
        .doc("The boards of a Pinterest account. The `id` of each is the `boardId` of a Pinterest target.")];
