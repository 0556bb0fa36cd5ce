//! Answers of `connect`.

use super::envelope::{
    CREATED_AT, DATE_TIME, DATE_TIME_OR_NULL, MESSAGE, SUCCEEDED, TEXT_OR_NULL, TOTAL, UPDATED_AT, URI_OR_NULL, always,
    maybe,
};
use crate::api::operations::fields::PLATFORM;
use crate::api::table::{Field, List, Object, Type};

/// Why an account must be connected again, or `null`.
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
        maybe("platformMetadata", Type::Open, "What else the platform tells in public about the account."),
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

/// An account that can be chosen; what kinds there are depends on the platform.
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

pub(super) static LINKEDIN_CHOICES: Object = Object::open(
    "LinkedInSelectionResponse",
    &[
        SUCCEEDED,
        LINKEDIN,
        EXPIRES,
        always("accounts", Type::List(&List::of(Type::Object(&LINKEDIN_ACCOUNT))), "What there is to choose from."),
    ],
)
.doc("The LinkedIn accounts to choose from.");

pub(super) static FACEBOOK_CHOICES: Object = Object::open(
    "FacebookSelectionResponse",
    &[
        SUCCEEDED,
        FACEBOOK,
        EXPIRES,
        always("accounts", Type::List(&List::of(Type::Object(&FACEBOOK_ACCOUNT))), "What there is to choose from."),
    ],
)
.doc("The Facebook Pages to choose from.");

pub(super) static LINKEDIN_CONNECTED: Object =
    Object::open("LinkedInConnectedResponse", &[SUCCEEDED, LINKEDIN, MESSAGE, REDIRECT, CONNECTED])
        .doc("The LinkedIn accounts that were connected.");

pub(super) static FACEBOOK_CONNECTED: Object =
    Object::open("FacebookConnectedResponse", &[SUCCEEDED, FACEBOOK, MESSAGE, REDIRECT, CONNECTED])
        .doc("The Facebook Pages that were connected.");

pub(super) static OAUTH_URL: Object =
    Object::open("OAuthUrlResponse", &[always("url", Type::TEXT, "Where to send the user.")])
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

pub(super) static BLUESKY_CONNECTED: Object = Object::open(
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

pub(super) static INTEGRATION_LIST: Object = Object::open(
    "IntegrationListResponse",
    &[SUCCEEDED, TOTAL, always("integrations", Type::List(&INTEGRATIONS), "The accounts on this page.")],
)
.doc("A page of connected accounts.");

pub(super) static INTEGRATION_WITH_DETAILS: Object = Object::open(
    "IntegrationDetailsResponse",
    &[SUCCEEDED, always("integration", Type::Object(&INTEGRATION_DETAILS), "The account.")],
)
.doc("One connected account.");

pub(super) static INTEGRATION_MOVED: Object = Object::open(
    "IntegrationResponse",
    &[SUCCEEDED, always("integration", Type::Object(&INTEGRATION), "The account, in its new place.")],
)
.doc("A connected account after a change.");
