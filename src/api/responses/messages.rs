//! Answers of `messages`.

use super::envelope::{DATE_TIME_OR_NULL, NEXT_CURSOR, SUCCEEDED, TEXT_OR_NULL, always};
use crate::api::table::{List, Object, Type};

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

pub(super) static CONVERSATIONS: Object = Object::open(
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

pub(super) static SENT: Object = Object::open(
    "SendMessageResponse",
    &[SUCCEEDED, always("messageId", Type::TEXT, "The platform's own id of the message.")],
)
.doc("The message that was sent.");

pub(super) static MESSAGES: Object = Object::open(
    "MessageListResponse",
    &[
        SUCCEEDED,
        always("messages", Type::List(&List::of(Type::Object(&MESSAGE))), "The messages on this page."),
        NEXT_CURSOR,
    ],
)
.doc("A page of the messages of a conversation.");
