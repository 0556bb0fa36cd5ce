//! `health`: is PostPeer up, and is the key good.

use super::envelope::always;
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Object, Type};

static HEALTH: Object =
    Object::open("HealthResponse", &[always("ok", Type::Boolean, "Whether all is well.")]).doc("State of the API.");

/// The operations of `health`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("health.check", Method::Get, "/v1/health")
        .scope(Scope::Open)
        .without_key()
        .response(200, &[&HEALTH])
        .doc("Is the API up? Needs no key."),
    Operation::new("health.verifyAccessKey", Method::Get, "/v1/health/auth")
        .scope(Scope::Open)
        .response(200, &[&HEALTH])
        .doc("Is the access key good?"),
];
