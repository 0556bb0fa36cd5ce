//! `messages`: direct messages on Instagram.

use super::envelope::{DATE_TIME_OR_NULL, FAILURE, NEXT_CURSOR, SUCCEEDED, TEXT_OR_NULL, always};
use super::fields::{ACCOUNT_ID, AFTER, limit};
use crate::api::operation::{Method, Operation, Pages, Paging, Scope};
use crate::api::table::{Field, List, Object, Type};

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

static SENDER: Object = Object::open(
    "MessageSender",
    &[always("id", TEXT_OR_NULL, "The platform's own id."), always("name", TEXT_OR_NULL, "Name for people.")],
)
.doc("Who wrote a message.");

static MESSAGE: Object = Object::open(
    "Message",
    &[
        always("id", Type::TEXT, "The platform's own id."),
        always("text", TEXT_OR_NULL, "The message."),
        always("from", Type::Object(&SENDER), "Who wrote it."),
        always("timestamp", DATE_TIME_OR_NULL, "When it was written."),
    ],
)
.doc("A direct message.");

static PARTICIPANT: Object = Object::open(
    "Participant",
    &[
        always("id", TEXT_OR_NULL, "The platform's own id: the `recipientId` of a message."),
        always("name", TEXT_OR_NULL, "Name for people."),
        always("username", TEXT_OR_NULL, "Public name."),
        always("profilePictureUrl", TEXT_OR_NULL, "Address of the picture. Works for a while only."),
    ],
)
.doc("Who takes part in a conversation.");

static CONVERSATION: Object = Object::open(
    "Conversation",
    &[
        always("id", Type::TEXT, "The `conversationId` of other operations."),
        always("participants", Type::List(&List::of(Type::Object(&PARTICIPANT))), "Who takes part."),
        always("lastMessage", Type::Nullable(&Type::Object(&MESSAGE)), "The newest message, or `null`."),
        always("updatedTime", DATE_TIME_OR_NULL, "When something last happened."),
    ],
)
.doc("A conversation in direct messages.");

static CONVERSATIONS: Object = Object::open(
    "ConversationListResponse",
    &[
        SUCCEEDED,
        always("selfId", Type::TEXT, "Which participant the connected account is."),
        always("selfUsername", TEXT_OR_NULL, "Public name of the connected account."),
        always("conversations", Type::List(&List::of(Type::Object(&CONVERSATION))), "The conversations on this page."),
        NEXT_CURSOR,
    ],
)
.doc("A page of conversations.");

static SENT: Object = Object::open(
    "SendMessageResponse",
    &[SUCCEEDED, always("messageId", Type::TEXT, "The platform's own id of the message.")],
)
.doc("The message that was sent.");

static MESSAGES: Object = Object::open(
    "MessageListResponse",
    &[
        SUCCEEDED,
        always("messages", Type::List(&List::of(Type::Object(&MESSAGE))), "The messages on this page."),
        NEXT_CURSOR,
    ],
)
.doc("A page of the messages of a conversation.");

/// The operations of `messages`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("messages.list", Method::Get, "/v1/messages/")
        .scope(Scope::Account("query.accountId"))
        .query(&[PLATFORM, ACCOUNT_ID, limit("20"), AFTER])
        .pages(Pages::new(Paging::Cursor, "conversations"))
        .response(200, &[&CONVERSATIONS])
        .errors(&FAILURE, &[400, 404, 502])
        .doc(
            "The conversations of an Instagram business account. The account must have granted \
         `instagram_business_manage_messages`.",
        ),
    Operation::new("messages.send", Method::Post, "/v1/messages/")
        .scope(Scope::Account("body.accountId"))
        .body(&SEND_BODY)
        .response(200, &[&SENT])
        .errors(&FAILURE, &[400, 404, 502])
        .doc("Replies with a direct message."),
    Operation::new("messages.get", Method::Get, "/v1/messages/{conversationId}")
        .scope(Scope::Account("query.accountId"))
        .path_fields(&[Field::required("conversationId", Type::TEXT, "spec", "The `id` of the conversation.")])
        .query(&[PLATFORM, ACCOUNT_ID, limit("25"), AFTER])
        .pages(Pages::new(Paging::Cursor, "messages").named("iterateMessages"))
        .response(200, &[&MESSAGES])
        .errors(&FAILURE, &[400, 404, 502])
        .doc("The messages of a conversation."),
];
