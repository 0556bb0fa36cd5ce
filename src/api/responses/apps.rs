//! Answers of `apps`.

use super::envelope::{COUNT, CREATED_AT, LIMIT, PAGE, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, always};
use crate::api::operations::fields::PLATFORM;
use crate::api::table::{List, Object, Type};

static APP: Object = Object::open(
    "App",
    &[
        always("id", Type::TEXT, "The `appId` of a connect flow."),
        always("platform", PLATFORM, "The platform that it belongs to."),
        always("name", Type::TEXT, "Its label."),
        always("imageUrl", TEXT_OR_NULL, "Address of its icon."),
        always("clientId", Type::TEXT, "The platform's client id. The secret is never shown."),
        always("integrationCount", COUNT, "How many accounts are connected through it."),
        CREATED_AT,
        UPDATED_AT,
    ],
)
.doc("An OAuth app of yours.");

pub(super) static ONE: Object =
    Object::open("AppResponse", &[SUCCEEDED, always("app", Type::Object(&APP), "The OAuth app.")])
        .doc("One OAuth app.");

pub(super) static LIST: Object = Object::open(
    "AppListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        PAGE,
        LIMIT,
        always("apps", Type::List(&List::of(Type::Object(&APP))), "The OAuth apps on this page."),
    ],
)
.doc("A page of OAuth apps.");
