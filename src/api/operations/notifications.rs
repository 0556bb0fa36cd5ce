//! `notifications`: being told about posts by webhook or mail.

use super::fields;
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, Form, List, Object, Type};

const ID: &[Field] = &[Field::required("id", Type::TEXT, "spec", "The `id` of the subscription.")];

static WEBHOOK: Object = Object::closed(
    "WebhookDestination",
    &[Field::required("url", Type::URI, "spec", "The https address that PostPeer posts JSON to.")],
)
.doc("A webhook to deliver to.");

static EMAIL: Object = Object::closed(
    "EmailDestination",
    &[Field::required(
        "recipients",
        Type::List(&List::sized(Type::form(Form::Email), 1, 10)),
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
const EVENT_TYPES: Type = Type::List(&List::unique(fields::EVENT, 1, u32::MAX));

const EVENT_TYPES_DOC: &str = "Which events to deliver, at least one, each once.";

const ONLY_SCHEDULED_POSTS: Field =
    Field::optional("onlyScheduledPosts", Type::Boolean, "spec", "Deliver only for posts that were scheduled.");

const ENABLED: Field = Field::optional("enabled", Type::Boolean, "spec", "Whether anything is delivered at all.");

/// The official schema requires neither destination, whatever the channel; all its examples give the matching one.
const TO_WEBHOOK: Field =
    Field::optional("webhook", Type::Object(&WEBHOOK), "spec", "Where to deliver. Belongs to the channel `webhook`.");

const TO_EMAIL: Field =
    Field::optional("email", Type::Object(&EMAIL), "spec", "Where to deliver. Belongs to the channel `email`.");

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

pub(super) const TEST: Operation = Operation::new("notifications.test", Method::Post, "/v1/notifications/test")
    .scope(Scope::Profile("body.profileId"))
    .body(&TEST_BODY)
    .doc("Delivers a trial notification to a destination, without saving it.");

pub(super) const CREATE: Operation = Operation::new("notifications.create", Method::Post, "/v1/notifications/")
    .scope(Scope::Profile("body.profileId"))
    .body(&CREATE_BODY)
    .doc("Subscribes a webhook or mail addresses to events of posts.");

pub(super) const LIST: Operation = Operation::new("notifications.list", Method::Get, "/v1/notifications/")
    .scope(Scope::NotificationRows)
    .doc("The subscriptions of the project, all at once: this list has no pages.");

pub(super) const GET: Operation = Operation::new("notifications.get", Method::Get, "/v1/notifications/{id}")
    .scope(Scope::Notification)
    .path_fields(ID)
    .doc("One subscription.");

pub(super) const UPDATE: Operation = Operation::new("notifications.update", Method::Patch, "/v1/notifications/{id}")
    .scope(Scope::Notification)
    .path_fields(ID)
    .body(&UPDATE_BODY)
    .doc("Changes a subscription.");

pub(super) const DELETE: Operation = Operation::new("notifications.delete", Method::Delete, "/v1/notifications/{id}")
    .scope(Scope::Notification)
    .path_fields(ID)
    .doc("Deletes a subscription.");
