//! `connect`: bringing social accounts in, choosing among them, and looking after them.

use super::envelope::{
    CREATED_AT, DATE_TIME, DATE_TIME_OR_NULL, DONE, ERROR, MESSAGE, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT,
    URI_OR_NULL, always, maybe,
};
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

/// Parameters of a connect flow. The Bluesky operation declares the same.
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

/// The reason for which an account must be connected again, or `null`.
const FAILURE_REASON: Type =
    Type::Nullable(&Type::Enum(&["token_expired", "access_revoked", "security_invalidation", "refresh_rejected"]));

static INTEGRATION_APP: Object = Object::open(
    "IntegrationApp",
    &[
        maybe("id", Type::TEXT, "Its `id`."),
        maybe("name", Type::TEXT, "Its label."),
        maybe("imageUrl", TEXT_OR_NULL, "Address of its icon."),
    ],
)
.doc("Your own OAuth app that an account was connected through.");

static INTEGRATION: Object = Object::open(
    "Integration",
    &[
        always("id", Type::TEXT, "The `accountId` of a target."),
        always("platform", PLATFORM, "Where the account is."),
        always("platformUserId", TEXT_OR_NULL, "The platform's own id of the user; `null` until it is known."),
        always("username", TEXT_OR_NULL, "Public name or handle, with `@` on platforms that write it so."),
        always("displayName", TEXT_OR_NULL, "Name for people."),
        always("profileUrl", URI_OR_NULL, "Address of the public page, where it can be told."),
        always("imageUrl", URI_OR_NULL, "Address of the profile picture."),
        maybe("platformMetadata", Type::AnyObject, "What else the platform tells in public about the account."),
        always("profileId", TEXT_OR_NULL, "The profile it is in, or `null`."),
        always("appId", TEXT_OR_NULL, "Your own OAuth app it was connected through, or `null` for PostPeer's."),
        always(
            "app",
            Type::Nullable(&Type::Object(&INTEGRATION_APP)),
            "More about your own OAuth app, or `null` for PostPeer's.",
        ),
        always("byok", Type::Boolean, "Whether it was connected through your own OAuth app."),
        always(
            "authStatus",
            Type::Enum(&["active", "reconnect_required"]),
            "Whether PostPeer can act for the account, or the user must connect it again.",
        ),
        always("authFailureReason", FAILURE_REASON, "Why it must be connected again; `null` while it is active."),
        CREATED_AT,
    ],
)
.doc("A connected account.");

/// The list operation does not declare `tokenStatus`; only this one does.
static TOKEN_STATUS: Object = Object::open(
    "TokenStatus",
    &[
        always(
            "valid",
            Type::Boolean,
            "Whether the token is good by its recorded expiry. A revocation shows only when the token is used.",
        ),
        always("autoRefreshes", Type::Boolean, "Whether PostPeer renews the token by itself."),
        always("reconnectRequired", Type::Boolean, "Whether the user must connect the account again."),
        always("reason", FAILURE_REASON, "Why, or `null`."),
    ],
)
.doc("State of an account's token.");

static INTEGRATION_DETAILS: Object = Object::open(
    "IntegrationDetails",
    &[
        always("scopes", Type::List(&List::of(Type::TEXT)), "What the user allowed when connecting."),
        always("accessTokenExpiresAt", DATE_TIME_OR_NULL, "When the access token expires, where the platform says so."),
        always(
            "refreshTokenExpiresAt",
            DATE_TIME_OR_NULL,
            "When the refresh token expires, where the platform says so.",
        ),
        always("tokenStatus", Type::Object(&TOKEN_STATUS), "State of the token."),
        UPDATED_AT,
    ],
)
.extends(&INTEGRATION)
.doc("A connected account with what is known of its token. Tokens themselves are never shown.");

static INTEGRATIONS: List = List::of(Type::Object(&INTEGRATION));

/// An account that can be chosen; its kinds depend on the platform.
macro_rules! selectable_account {
    ($name:literal, $kinds:expr, $doc:literal) => {
        Object::open(
            $name,
            &[
                always("id", Type::TEXT, "Goes into `selectedAccountIds`."),
                always("type", Type::Enum($kinds), "What kind of account it is."),
                always("platformUserId", Type::TEXT, "The platform's own id."),
                always("displayName", TEXT_OR_NULL, "Name for people."),
                always("username", TEXT_OR_NULL, "Public name or handle."),
                always("imageUrl", URI_OR_NULL, "Address of the picture."),
            ],
        )
        .doc($doc)
    };
}

static LINKEDIN_ACCOUNT: Object = selectable_account!(
    "LinkedInSelectableAccount",
    &["person", "organization"],
    "A LinkedIn profile or company page that can be connected."
);

static FACEBOOK_ACCOUNT: Object =
    selectable_account!("FacebookSelectableAccount", &["page"], "A Facebook Page that can be connected.");

const LINKEDIN: Field = always("platform", Type::Enum(&["linkedin"]), "LinkedIn.");
const FACEBOOK: Field = always("platform", Type::Enum(&["facebook"]), "Facebook.");
const EXPIRES: Field = always("expiresInSeconds", Type::NUMBER, "How long the token still lives.");
const REDIRECT: Field = maybe("redirectUri", Type::TEXT, "Where to send the user now, if one was given at the start.");
const CONNECTED: Field = always("integrations", Type::List(&INTEGRATIONS), "The accounts that were connected.");

static LINKEDIN_CHOICES: Object = Object::open(
    "LinkedInSelectionResponse",
    &[
        SUCCEEDED,
        LINKEDIN,
        EXPIRES,
        always("accounts", Type::List(&List::of(Type::Object(&LINKEDIN_ACCOUNT))), "What there is to choose from."),
    ],
)
.doc("The LinkedIn accounts to choose from.");

static FACEBOOK_CHOICES: Object = Object::open(
    "FacebookSelectionResponse",
    &[
        SUCCEEDED,
        FACEBOOK,
        EXPIRES,
        always("accounts", Type::List(&List::of(Type::Object(&FACEBOOK_ACCOUNT))), "What there is to choose from."),
    ],
)
.doc("The Facebook Pages to choose from.");

static LINKEDIN_CONNECTED: Object =
    Object::open("LinkedInConnectedResponse", &[SUCCEEDED, LINKEDIN, MESSAGE, REDIRECT, CONNECTED])
        .doc("The LinkedIn accounts that were connected.");

static FACEBOOK_CONNECTED: Object =
    Object::open("FacebookConnectedResponse", &[SUCCEEDED, FACEBOOK, MESSAGE, REDIRECT, CONNECTED])
        .doc("The Facebook Pages that were connected.");

static OAUTH_URL: Object = Object::open("OAuthUrlResponse", &[always("url", Type::TEXT, "Where to send the user.")])
    .doc("The start of a connect flow.");

static BLUESKY_INTEGRATION: Object = Object::open(
    "BlueskyIntegration",
    &[
        Field::required("id", Type::TEXT, "docs", "The `accountId` of a target."),
        Field::required("platform", Type::Enum(&["bluesky"]), "docs", "Bluesky."),
        Field::required("platformUserId", TEXT_OR_NULL, "docs", "The DID of the account."),
        Field::required("displayName", TEXT_OR_NULL, "docs", "Name for people."),
        Field::required("imageUrl", URI_OR_NULL, "docs", "Address of the profile picture."),
        Field::required("createdAt", DATE_TIME, "docs", "When it was connected."),
    ],
)
.doc("A Bluesky account that was just connected: fewer fields than the list shows.");

static BLUESKY_CONNECTED: Object = Object::open(
    "BlueskyConnectedResponse",
    &[
        Field::optional("success", Type::Boolean, "docs", "Whether it worked."),
        Field::optional("message", Type::TEXT, "docs", "What happened, in words for people."),
        Field::optional("integration", Type::Object(&BLUESKY_INTEGRATION), "docs", "The account."),
    ],
)
.doc(
    "The Bluesky account that was connected. The official schema declares no successful answer; this is the example of \
     the documentation, so every field may be missing.",
);

static INTEGRATION_LIST: Object = Object::open(
    "IntegrationListResponse",
    &[SUCCEEDED, TOTAL, always("integrations", Type::List(&INTEGRATIONS), "The accounts on this page.")],
)
.doc("A page of connected accounts.");

static INTEGRATION_WITH_DETAILS: Object = Object::open(
    "IntegrationDetailsResponse",
    &[SUCCEEDED, always("integration", Type::Object(&INTEGRATION_DETAILS), "The account.")],
)
.doc("One connected account.");

static INTEGRATION_MOVED: Object = Object::open(
    "IntegrationResponse",
    &[SUCCEEDED, always("integration", Type::Object(&INTEGRATION), "The account, in its new place.")],
)
.doc("A connected account after a change.");

/// The operations of `connect`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("connect.linkedin.getSelection", Method::Get, "/v1/connect/linkedin/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .without_key()
        .response(200, &[&LINKEDIN_CHOICES])
        .errors(&ERROR, &[404])
        .doc(
            "The LinkedIn profile and pages that the user may choose from, after a headless connect flow came \
     back with `status=selection_required`. Needs no key: the token is the credential.",
        ),
    Operation::new("connect.linkedin.submitSelection", Method::Post, "/v1/connect/linkedin/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .body(&SELECTION)
        .without_key()
        .response(200, &[&LINKEDIN_CONNECTED])
        .errors(&ERROR, &[400, 404])
        .doc("Connects the chosen LinkedIn profile and pages, and uses the token up. Needs no key."),
    Operation::new("connect.facebook.getSelection", Method::Get, "/v1/connect/facebook/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .without_key()
        .response(200, &[&FACEBOOK_CHOICES])
        .errors(&ERROR, &[404])
        .doc(
            "The Facebook Pages that the user may choose from, after a headless connect flow came back with \
             `status=selection_required`. Needs no key: the token is the credential.",
        ),
    Operation::new("connect.facebook.submitSelection", Method::Post, "/v1/connect/facebook/selection/{token}")
        .path_fields(SELECTION_TOKEN)
        .body(&SELECTION)
        .without_key()
        .response(200, &[&FACEBOOK_CONNECTED])
        .errors(&ERROR, &[400, 404])
        .doc("Connects the chosen Facebook Pages and no others, and uses the token up. Needs no key."),
    Operation::new("connect.getOAuthUrl", Method::Get, "/v1/connect/{platform}")
        .scope(Scope::Profile("query.profileId"))
        .path_fields(&[Field::required(
            "platform",
            PLATFORM,
            "spec",
            "The platform to connect. Bluesky has no OAuth page: use `connect.bluesky`.",
        )])
        .query(FLOW)
        .response(200, &[&OAUTH_URL])
        .errors(&ERROR, &[500])
        .doc("The address to send the user to, to connect an account of this platform."),
    Operation::new("connect.bluesky", Method::Post, "/v1/connect/bluesky/auth")
        .scope(Scope::Profile("query.profileId"))
        .query(FLOW)
        .body(&BLUESKY_CREDENTIALS)
        .response(200, &[&BLUESKY_CONNECTED])
        .response_source("docs")
        .errors(&ERROR, &[400, 401, 502])
        .doc(
            "Connects a Bluesky account with an app password; there is no OAuth page. The official schema \
         declares no successful answer, the documentation shows one.",
        ),
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
        .response(200, &[&INTEGRATION_LIST])
        .doc("The connected accounts of the project. The `id` of each is the `accountId` of a target."),
    Operation::new("connect.integrations.get", Method::Get, "/v1/connect/integrations/{id}")
        .scope(Scope::Account("path.id"))
        .path_fields(INTEGRATION_ID)
        .response(200, &[&INTEGRATION_WITH_DETAILS])
        .errors(&ERROR, &[404])
        .doc(
            "One connected account with the scopes and expiry of its token. Tokens themselves are never \
             returned.",
        ),
    Operation::new("connect.integrations.move", Method::Patch, "/v1/connect/integrations/{id}")
        .scope(Scope::Move)
        .path_fields(INTEGRATION_ID)
        .body(&MOVE)
        .response(200, &[&INTEGRATION_MOVED])
        .errors(&ERROR, &[400, 404, 409])
        .doc(
            "Moves a connected account to another profile of the project. Its credentials and posts stay as they are.",
        ),
    Operation::new("connect.integrations.disconnect", Method::Delete, "/v1/connect/integrations/{id}")
        .scope(Scope::Account("path.id"))
        .path_fields(INTEGRATION_ID)
        .response(200, &[&DONE])
        .errors(&ERROR, &[404])
        .doc("Disconnects an account."),
];
