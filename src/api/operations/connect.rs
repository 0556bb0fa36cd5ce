//! `connect`: bringing social accounts in, choosing among them, and looking after them.

use super::fields::{OFFSET, PLATFORM, PROFILE_FILTER, SORT, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, List, Object, Type};

/// The one-time token is the credential here: the access key must stay at home.
const SELECTION_TOKEN: &[Field] = &[Field::required(
    "token",
    Type::NON_EMPTY,
    "spec",
    "The `selectionToken` that arrived at your `redirectUri`. It lives for a short time and works once.",
)];

static SELECTION: Object = Object::closed(
    "SelectionBody",
    &[Field::required(
        "selectedAccountIds",
        Type::List(&List::sized(Type::TEXT, 1, u32::MAX)),
        "spec",
        "The `id` of each account to connect, at least one.",
    )],
)
.doc("The accounts that the user chose.");

/// What a connect flow may be told. The Bluesky operation declares the same parameters.
const FLOW: &[Field] = &[
    Field::optional(
        "redirectUri",
        Type::URI,
        "spec",
        "Where the user ends up afterwards. In a headless flow the selection parameters are added to it.",
    ),
    Field::optional(
        "cancelRedirectUri",
        Type::URI,
        "spec",
        "Where the user ends up after saying no. Left out, `redirectUri`.",
    ),
    Field::optional(
        "headless",
        Type::Boolean,
        "spec",
        "Choose accounts in your own page: where there is a choice (LinkedIn, Facebook) the user comes back to \
         `redirectUri` with `status=selection_required`, `platform` and `selectionToken`. Otherwise PostPeer shows a \
         page of its own.",
    )
    .default("false"),
    Field::optional(
        "profileId",
        Type::TEXT,
        "spec",
        "Profile to put the new account in, of the same project. Left out, none.",
    ),
    Field::optional(
        "appId",
        Type::TEXT,
        "spec",
        "Your own OAuth app for this platform, from `apps.create`. Left out, PostPeer's.",
    ),
];

static BLUESKY_CREDENTIALS: Object = Object::closed(
    "BlueskyCredentials",
    &[
        Field::required(
            "identifier",
            Type::TEXT,
            "spec",
            "Handle (`alice.bsky.social`) or DID (`did:plc:abc123`) of the account.",
        ),
        Field::required(
            "password",
            Type::TEXT,
            "spec",
            "An app password, made at `https://bsky.app/settings/app-passwords`. Never the password of the account.",
        ),
    ],
)
.doc("A Bluesky account and an app password for it.");

const INTEGRATION_ID: &[Field] = &[Field::required("id", Type::TEXT, "spec", "The `id` of the connected account.")];

static MOVE: Object = Object::closed(
    "MoveIntegrationBody",
    &[Field::required(
        "profileId",
        Type::Nullable(&Type::TEXT),
        "spec",
        "The profile to move to; `null`, which must be written out, takes the account out of its profile.",
    )],
)
.doc("Where a connected account goes.");

pub(super) const LINKEDIN_GET_SELECTION: Operation = Operation::new(
    "connect.linkedin.getSelection",
    Method::Get,
    "/v1/connect/linkedin/selection/{token}",
)
.path_fields(SELECTION_TOKEN)
.without_key()
.doc(
    "The LinkedIn profile and pages that the user may choose from, after a headless connect flow came back with \
             `status=selection_required`. Needs no key: the token is the credential.",
);

pub(super) const LINKEDIN_SUBMIT_SELECTION: Operation =
    Operation::new("connect.linkedin.submitSelection", Method::Post, "/v1/connect/linkedin/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .body(&SELECTION)
        .without_key()
        .doc("Connects the chosen LinkedIn profile and pages, and uses the token up. Needs no key.");

pub(super) const FACEBOOK_GET_SELECTION: Operation =
    Operation::new("connect.facebook.getSelection", Method::Get, "/v1/connect/facebook/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .without_key()
        .doc(
            "The Facebook Pages that the user may choose from, after a headless connect flow came back with \
             `status=selection_required`. Needs no key: the token is the credential.",
        );

pub(super) const FACEBOOK_SUBMIT_SELECTION: Operation =
    Operation::new("connect.facebook.submitSelection", Method::Post, "/v1/connect/facebook/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .body(&SELECTION)
        .without_key()
        .doc("Connects the chosen Facebook Pages and no others, and uses the token up. Needs no key.");

pub(super) const GET_OAUTH_URL: Operation =
    Operation::new("connect.getOAuthUrl", Method::Get, "/v1/connect/{platform}")
        .scope(Scope::Profile("query.profileId"))
        .path_fields(&[Field::required(
            "platform",
            PLATFORM,
            "spec",
            "The platform to connect. Bluesky has no OAuth page: use `connect.bluesky`.",
        )])
        .query(FLOW)
        .doc("The address to send the user to, to connect an account of this platform.");

pub(super) const BLUESKY: Operation = Operation::new("connect.bluesky", Method::Post, "/v1/connect/bluesky/auth")
    .scope(Scope::Profile("query.profileId"))
    .query(FLOW)
    .body(&BLUESKY_CREDENTIALS)
    .doc(
        "Connects a Bluesky account with an app password; there is no OAuth page. The official schema declares no \
         successful answer, the documentation shows one.",
    );

pub(super) const INTEGRATIONS_LIST: Operation =
    Operation::new("connect.integrations.list", Method::Get, "/v1/connect/integrations")
        .scope(Scope::AccountRows)
        .query(&[
            Field::optional("platform", PLATFORM, "spec", "Only accounts of this platform."),
            PROFILE_FILTER,
            Field::optional(
                "q",
                Type::TEXT,
                "spec",
                "Search in display name, username and the platform's user id, without regard to case. A whole \
                 integration id matches that one account.",
            ),
            limit("20"),
            OFFSET,
            SORT,
        ])
        .pages(Pages::new(Paging::Offset, "integrations"))
        .doc("The connected accounts of the project. The `id` of each is the `accountId` of a target.");

pub(super) const INTEGRATIONS_GET: Operation =
    Operation::new("connect.integrations.get", Method::Get, "/v1/connect/integrations/{id}")
        .scope(Scope::Account("path.id"))
        .path_fields(INTEGRATION_ID)
        .doc("One connected account with the scopes and expiry of its token. Tokens themselves are never returned.");

pub(super) const INTEGRATIONS_MOVE: Operation =
    Operation::new("connect.integrations.move", Method::Patch, "/v1/connect/integrations/{id}")
        .scope(Scope::Move)
        .path_fields(INTEGRATION_ID)
        .body(&MOVE)
        .doc(
            "Moves a connected account to another profile of the project. Its credentials and posts stay as they are.",
        );

pub(super) const INTEGRATIONS_DISCONNECT: Operation =
    Operation::new("connect.integrations.disconnect", Method::Delete, "/v1/connect/integrations/{id}")
        .scope(Scope::Account("path.id"))
        .path_fields(INTEGRATION_ID)
        .doc("Disconnects an account.");
