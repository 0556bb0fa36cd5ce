//! `notifications`: messages about posts, by webhook or mail.

use super::envelope::{
    CREATED_AT, DATE_TIME_OR_NULL, DONE, FAILURE, SUCCEEDED, TEXT_OR_NULL, UPDATED_AT, always, maybe,
};
use super::fields;
use super::fields::EVENT;
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, List, Object, StringFormat, Type};

const ID: &[Field] = &[Field::required("id", Type::TEXT, "spec", "The `id` of the subscription.")];

static WEBHOOK_DESTINATION: Object = Object::closed(
    "WebhookDestination",
    &[Field::required("url", Type::URI, "spec", "The https address that PostPeer posts JSON to.")],
)
.doc("A webhook to deliver to.");

static EMAIL_DESTINATION: Object = Object::closed(
    "EmailDestination",
    &[Field::required(
        "recipients",
        Type::List(&List::sized(Type::form(StringFormat::Email), 1, 10)),
        "spec",
        "Mail addresses, 1 to 10.",
    )],
)
.doc("Mail addresses to deliver to.");

const CHANNEL: Field = Field::required("channel", fields::CHANNEL, "spec", "How to deliver. Never changes afterwards.");

const PROFILE_ID: Field = Field::optional(
    "profileId",
    Type::Nullable(&Type::TEXT),
    "spec",
    "The profile whose posts it is about; `null` for none.",
);

/// Events that a subscription can ask for.
const EVENT_TYPES: Type = Type::List(&List::unique(EVENT, 1, u32::MAX));

const EVENT_TYPES_DOC: &str = "Which events to deliver, at least one, each once.";

const ONLY_SCHEDULED_POSTS: Field =
    Field::optional("onlyScheduledPosts", Type::Boolean, "spec", "Deliver only for posts that were scheduled.");

const ENABLED: Field = Field::optional("enabled", Type::Boolean, "spec", "Whether anything is delivered at all.");

/// The official schema requires neither destination, for any channel; all its examples give the matching one.
const TO_WEBHOOK: Field = Field::optional(
    "webhook",
    Type::Object(&WEBHOOK_DESTINATION),
    "spec",
    "Where to deliver. Belongs to the channel `webhook`.",
);

const TO_EMAIL: Field = Field::optional(
    "email",
    Type::Object(&EMAIL_DESTINATION),
    "spec",
    "Where to deliver. Belongs to the channel `email`.",
);

static TEST_BODY: Object = Object::closed("TestNotificationBody", &[CHANNEL, PROFILE_ID, TO_WEBHOOK, TO_EMAIL])
    .doc("A destination to try out.");

static CREATE_BODY: Object = Object::closed(
    "CreateNotificationBody",
    &[
        CHANNEL,
        PROFILE_ID,
        Field::required("eventTypes", EVENT_TYPES, "spec", EVENT_TYPES_DOC),
        ONLY_SCHEDULED_POSTS.default("false"),
        ENABLED.default("true"),
        TO_WEBHOOK,
        TO_EMAIL,
    ],
)
.doc("A subscription to create.");

static UPDATE_BODY: Object = Object::closed(
    "UpdateNotificationBody",
    &[
        PROFILE_ID,
        Field::optional("eventTypes", EVENT_TYPES, "spec", EVENT_TYPES_DOC),
        ONLY_SCHEDULED_POSTS,
        ENABLED,
        TO_WEBHOOK,
        TO_EMAIL,
    ],
)
.doc("What to change of a subscription. The channel never changes: delete it and create another for that.");

static WEBHOOK: Object = Object::closed(
    "NotificationWebhook",
    &[
        always("url", Type::URI, "The address that PostPeer posts to."),
        always("secret", Type::TEXT, "What the deliveries are signed with. Masked in the list."),
    ],
)
.doc("The webhook of a subscription.");

static EMAIL: Object = Object::closed(
    "NotificationEmail",
    &[always("recipients", Type::List(&List::sized(Type::form(StringFormat::Email), 1, 10)), "The mail addresses.")],
)
.doc("The mail addresses of a subscription.");

static NOTIFICATION: Object = Object::closed(
    "Notification",
    &[
        always("id", Type::TEXT, "Its `id`."),
        always("channel", fields::CHANNEL, "How it is delivered."),
        always("profileId", TEXT_OR_NULL, "The profile whose posts it is about, or `null`."),
        always("eventTypes", Type::List(&List::of(EVENT)), "The events it is about."),
        always("onlyScheduledPosts", Type::Boolean, "Whether it is only about posts that were scheduled."),
        always("enabled", Type::Boolean, "Whether anything is delivered."),
        maybe("webhook", Type::Object(&WEBHOOK), "The webhook, for the channel `webhook`."),
        maybe("email", Type::Object(&EMAIL), "The addresses, for the channel `email`."),
        always("lastTestAt", DATE_TIME_OR_NULL, "When it was last tried out, or `null`."),
        always("lastTestStatus", TEXT_OR_NULL, "How that went, or `null`."),
        CREATED_AT,
        UPDATED_AT,
    ],
)
.doc("A subscription to events of posts.");

static ONE: Object = Object::open(
    "NotificationResponse",
    &[SUCCEEDED, always("notification", Type::Object(&NOTIFICATION), "The subscription.")],
)
.doc("One subscription.");

static LIST: Object = Object::open(
    "NotificationListResponse",
    &[SUCCEEDED, always("notifications", Type::List(&List::of(Type::Object(&NOTIFICATION))), "All subscriptions.")],
)
.doc("The subscriptions of the project.");

/// The operations of `notifications`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("notifications.test", Method::Post, "/v1/notifications/test")
        .scope(Scope::Profile("body.profileId"))
        .body(&TEST_BODY)
        .response(200, &[&DONE])
        .errors(&FAILURE, &[400])
        .doc("Delivers a trial notification to a destination, without saving it."),
    Operation::new("notifications.create", Method::Post, "/v1/notifications/")
        .scope(Scope::Profile("body.profileId"))
        .body(&CREATE_BODY)
        .response(201, &[&ONE])
        .errors(&FAILURE, &[400])
        .doc("Subscribes a webhook or mail addresses to events of posts."),
    Operation::new("notifications.list", Method::Get, "/v1/notifications/")
        .scope(Scope::NotificationRows)
        .response(200, &[&LIST])
        .doc("The subscriptions of the project, all at once: this list has no pages."),
    Operation::new("notifications.get", Method::Get, "/v1/notifications/{id}")
        .scope(Scope::Notification)
        .path_fields(ID)
        .response(200, &[&ONE])
        .errors(&FAILURE, &[400, 404])
        .doc("One subscription."),
    Operation::new("notifications.update", Method::Patch, "/v1/notifications/{id}")
        .scope(Scope::Notification)
        .path_fields(ID)
        .body(&UPDATE_BODY)
        .response(200, &[&ONE])
        .errors(&FAILURE, &[400, 404])
        .doc("Changes a subscription."),
    Operation::new("notifications.delete", Method::Delete, "/v1/notifications/{id}")
        .scope(Scope::Notification)
        .path_fields(ID)
        .response(200, &[&DONE])
        .errors(&FAILURE, &[400, 404])
        .doc("Deletes a subscription."),
];
