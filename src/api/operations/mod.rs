//! The 51 operations, in the order of the official schema. One file for each group of the client.
//!
//! Names are those of the official clients: groups and methods of `@postpeer/node`, and for the twelve operations that
//! it does not have yet (Facebook selection, `integrations.get` and `move`, `scheduled.edit`, comments, messages) those
//! of the Python client 0.1.4.
//!
//! Collection roots end in a slash, as in the official schema. The documentation pages leave it out; both are accepted.

mod ai;
mod analytics;
mod apps;
mod comments;
mod connect;
pub(in crate::api) mod fields;
mod health;
mod media;
mod messages;
mod notifications;
mod pinterest;
mod platforms;
mod posts;
mod profiles;
mod scheduled;
mod tiktok;
mod usage;

use super::operation::{Operation, Route};

/// Every operation, in the order of the official schema.
pub static OPERATIONS: &[Operation] = ALL;

/// What sending each operation needs to know, in the same order.
pub static ROUTES: [Route; ALL.len()] = {
    let mut routes = [health::CHECK.route(); ALL.len()];
    let mut place = 0;
    while place < ALL.len() {
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            routes[place] = ALL[place].route();
        }
        place = place.wrapping_add(1);
    }
    routes
};

const ALL: &[Operation] = &[
    health::CHECK,
    health::VERIFY_ACCESS_KEY,
    connect::LINKEDIN_GET_SELECTION,
    connect::LINKEDIN_SUBMIT_SELECTION,
    connect::FACEBOOK_GET_SELECTION,
    connect::FACEBOOK_SUBMIT_SELECTION,
    connect::GET_OAUTH_URL,
    connect::BLUESKY,
    connect::INTEGRATIONS_LIST,
    connect::INTEGRATIONS_GET,
    connect::INTEGRATIONS_MOVE,
    connect::INTEGRATIONS_DISCONNECT,
    profiles::CREATE,
    profiles::LIST,
    profiles::GET,
    profiles::UPDATE,
    profiles::DELETE,
    apps::CREATE,
    apps::LIST,
    apps::GET,
    apps::UPDATE,
    apps::DELETE,
    notifications::TEST,
    notifications::CREATE,
    notifications::LIST,
    notifications::GET,
    notifications::UPDATE,
    notifications::DELETE,
    platforms::LIST,
    posts::CREATE,
    posts::LIST,
    posts::GET,
    posts::DELETE,
    scheduled::LIST,
    scheduled::CANCEL,
    scheduled::RESCHEDULE,
    scheduled::EDIT,
    media::UPLOAD,
    analytics::GET,
    comments::LIST,
    comments::CREATE,
    comments::DELETE,
    comments::HIDE,
    messages::LIST,
    messages::SEND,
    messages::GET,
    usage::GET,
    pinterest::GET_BOARDS,
    tiktok::GET_CREATOR_INFO,
    ai::WRITE,
    ai::GENERATE_IMAGE,
];

/// The operation of this name, such as `posts.scheduled.cancel`.
pub fn find(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}
