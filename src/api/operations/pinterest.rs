//! `pinterest`: the boards to pin to.

use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, Type};

pub(super) const GET_BOARDS: Operation = Operation::new("pinterest.getBoards", Method::Get, "/v1/pinterest/boards")
    .scope(Scope::Account("query.accountId"))
    .query(&[Field::optional(
        "accountId",
        Type::TEXT,
        "spec",
        "The connected Pinterest account. Left out, the one connected first.",
    )])
    .doc("The boards of a Pinterest account. The `id` of each is the `boardId` of a Pinterest target.");
