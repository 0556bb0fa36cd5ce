//! Answers of `pinterest`.

use super::envelope::{SUCCEEDED, TEXT_OR_NULL, always};
use crate::api::table::{List, Object, Type};

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

pub(super) static BOARDS: Object = Object::open(
    "PinterestBoardsResponse",
    &[SUCCEEDED, always("boards", Type::List(&List::of(Type::Object(&BOARD))), "The boards.")],
)
.doc("The boards of a Pinterest account.");
