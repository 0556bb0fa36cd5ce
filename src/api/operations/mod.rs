//! The operations, in the order of the official schema. One file per group of the client, with requests and
//! responses.
//!
//! Names are those of the official clients: groups and methods of `@postpeer/node`, and for the twelve operations that
//! it does not have yet (Facebook selection, `integrations.get` and `move`, `scheduled.edit`, comments, messages) those
//! of the Python client 0.1.4.
//!
//! Collection roots end in a slash, as in the official schema. The documentation pages leave it out; both are accepted.
//!
//! Responses are not checked at run time: a response with a new field, or without an old one, is still the response.
//! Types, reference and sandbox are made from them.

mod ai;
mod analytics;
mod apps;
mod comments;
mod connect;
mod envelope;
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

/// The groups, in the order of the official schema.
static GROUPS: &[&[Operation]] = &[
    health::OPERATIONS,
    connect::OPERATIONS,
    profiles::OPERATIONS,
    apps::OPERATIONS,
    notifications::OPERATIONS,
    platforms::OPERATIONS,
    posts::OPERATIONS,
    scheduled::OPERATIONS,
    media::OPERATIONS,
    analytics::OPERATIONS,
    comments::OPERATIONS,
    messages::OPERATIONS,
    usage::OPERATIONS,
    pinterest::OPERATIONS,
    tiktok::OPERATIONS,
    ai::OPERATIONS,
];

const COUNT: usize = {
    let mut count: usize = 0;
    let mut groups = GROUPS;
    while let [group, rest @ ..] = groups {
        count = count.wrapping_add(group.len());
        groups = rest;
    }
    count
};

#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const ALL: [Operation; COUNT] = {
    let mut all = [GROUPS[0][0]; COUNT];
    let (mut index, mut groups) = (0_usize, GROUPS);
    while let [group, rest @ ..] = groups {
        let mut group = *group;
        while let [operation, later @ ..] = group {
            all[index] = *operation;
            index = index.wrapping_add(1);
            group = later;
        }
        groups = rest;
    }
    all
};

/// Every operation, in the order of the official schema. Its index here is its number in the package.
pub static OPERATIONS: &[Operation] = &ALL;

/// The part of each operation that sending needs, in the same order.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
pub static ROUTES: [Route; COUNT] = {
    let mut routes = [ALL[0].route(); COUNT];
    let mut index = 0;
    while index < COUNT {
        routes[index] = ALL[index].route();
        index = index.wrapping_add(1);
    }
    routes
};

/// The operation of this name, such as `posts.scheduled.cancel`.
pub fn find(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}
