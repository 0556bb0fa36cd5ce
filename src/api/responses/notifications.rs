//! Answers of `notifications`.

use super::envelope::{CREATED_AT, DATE_TIME_OR_NULL, SUCCEEDED, TEXT_OR_NULL, UPDATED_AT, always, maybe};
use crate::api::operations::fields::{CHANNEL, EVENT};
use crate::api::table::{Form, List, Object, Type};

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
    &[always("recipients", Type::List(&List::sized(Type::form(Form::Email), 1, 10)), "The mail addresses.")],
)
.doc("The mail addresses of a subscription.");

static NOTIFICATION: Object = Object::closed(
    "Notification",
    &[
        always("id", Type::TEXT, "Its `id`."),
        always("channel", CHANNEL, "How it is delivered."),
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

pub(super) static ONE: Object = Object::open(
    "NotificationResponse",
    &[SUCCEEDED, always("notification", Type::Object(&NOTIFICATION), "The subscription.")],
)
.doc("One subscription.");

pub(super) static LIST: Object = Object::open(
    "NotificationListResponse",
    &[SUCCEEDED, always("notifications", Type::List(&List::of(Type::Object(&NOTIFICATION))), "All subscriptions.")],
)
.doc("The subscriptions of the project.");
