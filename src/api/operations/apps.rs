//! `apps`: your own OAuth apps, in place of PostPeer's ("bring your own keys").

use super::fields::{PAGE, PLATFORM, limit};
use crate::api::operation::{Method, Operation, Pages, Paging};
use crate::api::table::{Field, Object, Type};

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

pub(super) const CREATE: Operation = Operation::new("apps.create", Method::Post, "/v1/apps/")
    .body(&CREATE_BODY)
    .doc("Registers your own OAuth app for a platform. Its `id` goes as `appId` into `connect.getOAuthUrl`.");

pub(super) const LIST: Operation = Operation::new("apps.list", Method::Get, "/v1/apps/")
    .query(&[
        Field::optional("platform", PLATFORM, "spec", "Only apps of this platform."),
        PAGE,
        limit("50"),
        Field::optional("name", Type::text(1, 200), "spec", "Only apps with this in their name, in any case."),
    ])
    .pages(Pages::new(Paging::Page, "apps"))
    .doc("The OAuth apps of the project.");

pub(super) const GET: Operation =
    Operation::new("apps.get", Method::Get, "/v1/apps/{id}").path_fields(ID).doc("One OAuth app.");

pub(super) const UPDATE: Operation = Operation::new("apps.update", Method::Patch, "/v1/apps/{id}")
    .path_fields(ID)
    .body(&UPDATE_BODY)
    .doc("Relabels an OAuth app or rotates its secret.");

pub(super) const DELETE: Operation = Operation::new("apps.delete", Method::Delete, "/v1/apps/{id}")
    .path_fields(ID)
    .doc("Deletes an OAuth app. Refused with 409 while accounts are connected through it: their tokens need it.");
