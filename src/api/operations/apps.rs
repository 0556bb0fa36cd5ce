//! `apps`: your own OAuth apps, in place of PostPeer's ("bring your own keys").

use super::envelope::{
    self, COUNT, CREATED_AT, DONE, ERROR, LIMIT, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, always,
};
use super::fields::{PAGE, PLATFORM, limit};
use crate::api::operation::{Method, Operation, Pages, Paging};
use crate::api::table::{Field, List, Object, Type};

const ID: &[Field] = &[Field::required("id", Type::TEXT, "spec", "The `id` of the OAuth app.")];

static CREATE_BODY: Object = Object::open(
    "CreateAppBody",
    &[
        Field::required("platform", PLATFORM, "spec", "The platform that the app belongs to."),
        Field::required("name", Type::text(1, 200), "spec", "A label, 1 to 200 characters."),
        Field::required("clientId", Type::NON_EMPTY, "spec", "The client id that the platform gave the app."),
        Field::required("clientSecret", Type::NON_EMPTY, "spec", "The client secret. PostPeer stores it encrypted."),
        Field::optional("imageUrl", Type::URI, "spec", "Address of an icon."),
    ],
)
.doc("An OAuth app to register.");

static UPDATE_BODY: Object = Object::closed(
    "UpdateAppBody",
    &[
        Field::optional("name", Type::text(1, 200), "spec", "New label, 1 to 200 characters."),
        Field::optional("imageUrl", Type::Nullable(&Type::TEXT), "spec", "New address of an icon; `null` clears it."),
        Field::optional(
            "clientSecret",
            Type::NON_EMPTY,
            "spec",
            "The secret after a rotation. The client id stays, so the tokens of connected accounts go on working.",
        ),
    ],
)
.doc("What to change of an OAuth app. Platform and client id never change: register another app for that.");

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

static ONE: Object = Object::open("AppResponse", &[SUCCEEDED, always("app", Type::Object(&APP), "The OAuth app.")])
    .doc("One OAuth app.");

static LIST: Object = Object::open(
    "AppListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        envelope::PAGE,
        LIMIT,
        always("apps", Type::List(&List::of(Type::Object(&APP))), "The OAuth apps on this page."),
    ],
)
.doc("A page of OAuth apps.");

/// The operations of `apps`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("apps.create", Method::Post, "/v1/apps/")
        .body(&CREATE_BODY)
        .response(201, &[&ONE])
        .errors(&ERROR, &[400, 409])
        .doc("Registers your own OAuth app for a platform. Its `id` goes as `appId` into `connect.getOAuthUrl`."),
    Operation::new("apps.list", Method::Get, "/v1/apps/")
        .query(&[
            Field::optional("platform", PLATFORM, "spec", "Only apps of this platform."),
            PAGE,
            limit("50"),
            Field::optional("name", Type::text(1, 200), "spec", "Only apps with this in their name, in any case."),
        ])
        .pages(Pages::new(Paging::Page, "apps"))
        .response(200, &[&LIST])
        .doc("The OAuth apps of the project."),
    Operation::new("apps.get", Method::Get, "/v1/apps/{id}")
        .path_fields(ID)
        .response(200, &[&ONE])
        .errors(&ERROR, &[400, 404])
        .doc("One OAuth app."),
    Operation::new("apps.update", Method::Patch, "/v1/apps/{id}")
        .path_fields(ID)
        .body(&UPDATE_BODY)
        .response(200, &[&ONE])
        .errors(&ERROR, &[400, 404])
        .doc("Relabels an OAuth app or rotates its secret."),
    Operation::new("apps.delete", Method::Delete, "/v1/apps/{id}")
        .path_fields(ID)
        .response(200, &[&DONE])
        .errors(&ERROR, &[400, 404, 409])
        .doc("Deletes an OAuth app. Refused with 409 while accounts are connected through it: their tokens need it."),
];
