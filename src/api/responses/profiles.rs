//! Answers of `profiles`.

use super::envelope::{COUNT, CREATED_AT, LIMIT, PAGE, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, always};
use crate::api::table::{List, Object, Type};

static PROFILE: Object = Object::open(
    "Profile",
    &[
        always("id", Type::TEXT, "The `profileId` of other operations."),
        always("name", Type::TEXT, "Its name."),
        always("description", TEXT_OR_NULL, "What it is for."),
        always("integrationCount", COUNT, "How many connected accounts it holds."),
        CREATED_AT,
        UPDATED_AT,
    ],
)
.doc("A group of connected accounts.");

pub(super) static ONE: Object =
    Object::open("ProfileResponse", &[SUCCEEDED, always("profile", Type::Object(&PROFILE), "The profile.")])
        .doc("One profile.");

pub(super) static LIST: Object = Object::open(
    "ProfileListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        PAGE,
        LIMIT,
        always("profiles", Type::List(&List::of(Type::Object(&PROFILE))), "The profiles on this page."),
    ],
)
.doc("A page of profiles.");
