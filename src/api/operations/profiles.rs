//! `profiles`: labels that group connected accounts.

use super::envelope::{
    self, COUNT, CREATED_AT, DONE, ERROR, LIMIT, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, always,
};
use super::fields::{PAGE, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, List, Object, Type};

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

static ONE: Object =
    Object::open("ProfileResponse", &[SUCCEEDED, always("profile", Type::Object(&PROFILE), "The profile.")])
        .doc("One profile.");

static LIST: Object = Object::open(
    "ProfileListResponse",
    &[
        SUCCEEDED,
        TOTAL,
        envelope::PAGE,
        LIMIT,
        always("profiles", Type::List(&List::of(Type::Object(&PROFILE))), "The profiles on this page."),
    ],
)
.doc("A page of profiles.");

/// The operations of `profiles`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("profiles.create", Method::Post, "/v1/profiles/")
        .body(&CREATE_BODY)
        .response(201, &[&ONE])
        .doc("Creates a profile. Its `id` goes as `profileId` into `connect.getOAuthUrl`, to put new accounts in it."),
    Operation::new("profiles.list", Method::Get, "/v1/profiles/")
        .scope(Scope::ProfileRows)
        .query(&[
            PAGE,
            limit("50"),
            Field::optional("name", Type::text(1, 200), "spec", "Only profiles with this in their name, in any case."),
        ])
        .pages(Pages::new(Paging::Page, "profiles"))
        .response(200, &[&LIST])
        .doc("The profiles of the project."),
    Operation::new("profiles.get", Method::Get, "/v1/profiles/{id}")
        .scope(Scope::Profile("path.id"))
        .path_fields(ID)
        .response(200, &[&ONE])
        .errors(&ERROR, &[400, 404])
        .doc("One profile."),
    Operation::new("profiles.update", Method::Patch, "/v1/profiles/{id}")
        .scope(Scope::Profile("path.id"))
        .path_fields(ID)
        .body(&UPDATE_BODY)
        .response(200, &[&ONE])
        .errors(&ERROR, &[400, 404])
        .doc("Renames or describes a profile."),
    Operation::new("profiles.delete", Method::Delete, "/v1/profiles/{id}")
        .scope(Scope::Profile("path.id"))
        .path_fields(ID)
        .response(200, &[&DONE])
        .errors(&ERROR, &[400, 404])
        .doc("Hides a profile from the list. Its accounts stay connected and keep their `profileId`."),
];
