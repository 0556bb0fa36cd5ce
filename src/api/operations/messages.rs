//! `messages`: direct messages on Instagram.

use super::fields::{ACCOUNT_ID, AFTER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, Object, Type};

const PLATFORM: Field =
    Field::required("platform", Type::Enum(&["instagram"]), "spec", "The platform. Only Instagram so far.");

static SEND_BODY: Object = Object::closed(
    "SendMessageBody",
    &[
        PLATFORM,
        ACCOUNT_ID,
        Field::required("recipientId", Type::TEXT, "spec", "The platform's own id of the person to write to."),
        Field::required("text", Type::NON_EMPTY, "spec", "The message."),
    ],
)
.doc("A direct message.");

pub(super) const LIST: Operation = Operation::new("messages.list", Method::Get, "/v1/messages/")
    .scope(Scope::Account("query.accountId"))
    .query(&[PLATFORM, ACCOUNT_ID, limit("20"), AFTER])
    .pages(Pages::new(Paging::Cursor, "conversations"))
    .doc(
        "The conversations of an Instagram business account. The account must have granted \
         `instagram_business_manage_messages`.",
    );

pub(super) const SEND: Operation = Operation::new("messages.send", Method::Post, "/v1/messages/")
    .scope(Scope::Account("body.accountId"))
    .body(&SEND_BODY)
    .doc("Replies with a direct message.");

pub(super) const GET: Operation = Operation::new("messages.get", Method::Get, "/v1/messages/{conversationId}")
    .scope(Scope::Account("query.accountId"))
    .path_fields(&[Field::required("conversationId", Type::TEXT, "spec", "The `id` of the conversation.")])
    .query(&[PLATFORM, ACCOUNT_ID, limit("25"), AFTER])
    .pages(Pages::new(Paging::Cursor, "messages").named("iterateMessages"))
    .doc("The messages of a conversation.");
