//! `health`: is PostPeer up, and is the key good.

use crate::api::operation::{Method, Operation, Scope};

pub(super) const CHECK: Operation = Operation::new("health.check", Method::Get, "/v1/health")
    .scope(Scope::Open)
    .without_key()
    .doc("Is the API up? Needs no key.");

pub(super) const VERIFY_ACCESS_KEY: Operation =
    Operation::new("health.verifyAccessKey", Method::Get, "/v1/health/auth")
        .scope(Scope::Open)
        .doc("Is the access key good?");
