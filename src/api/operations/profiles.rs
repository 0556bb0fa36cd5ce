//! `profiles`: labels that group connected accounts.

use super::fields::{PAGE, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, Object, Type};

const ID: &[Field] = &[Field::required("id", Type::TEXT, "spec", "The `id` of the profile.")];

static CREATE_BODY: Object = Object::open(
    "CreateProfileBody",
    &[
        Field::required("name", Type::text(1, 200), "spec", "Name of the profile, 1 to 200 characters."),
        Field::optional("description", Type::at_most(1000), "spec", "What it is for, at most 1,000 characters."),
    ],
)
.doc("A profile to create.");

static UPDATE_BODY: Object = Object::open(
    "UpdateProfileBody",
    &[
        Field::optional("name", Type::text(1, 200), "spec", "New name, 1 to 200 characters."),
        Field::optional(
            "description",
            Type::Nullable(&Type::at_most(1000)),
            "spec",
            "New description, at most 1,000 characters; `null` clears it.",
        ),
    ],
)
.doc("What to change of a profile. What is left out stays.");

pub(super) const CREATE: Operation = Operation::new("profiles.create", Method::Post, "/v1/profiles/")
    .body(&CREATE_BODY)
    .doc("Creates a profile. Its `id` goes as `profileId` into `connect.getOAuthUrl`, to put new accounts in it.");

pub(super) const LIST: Operation = Operation::new("profiles.list", Method::Get, "/v1/profiles/")
    .scope(Scope::ProfileRows)
    .query(&[
        PAGE,
        limit("50"),
        Field::optional("name", Type::text(1, 200), "spec", "Only profiles with this in their name, in any case."),
    ])
    .pages(Pages::new(Paging::Page, "profiles"))
    .doc("The profiles of the project.");

pub(super) const GET: Operation = Operation::new("profiles.get", Method::Get, "/v1/profiles/{id}")
    .scope(Scope::Profile("path.id"))
    .path_fields(ID)
    .doc("One profile.");

pub(super) const UPDATE: Operation = Operation::new("profiles.update", Method::Patch, "/v1/profiles/{id}")
    .scope(Scope::Profile("path.id"))
    .path_fields(ID)
    .body(&UPDATE_BODY)
    .doc("Renames or describes a profile.");

pub(super) const DELETE: Operation = Operation::new("profiles.delete", Method::Delete, "/v1/profiles/{id}")
    .scope(Scope::Profile("path.id"))
    .path_fields(ID)
    .doc("Hides a profile from the list. Its accounts stay connected and keep their `profileId`.");
