//! `platforms`: what PostPeer offers.

use crate::api::operation::{Method, Operation, Scope};

pub(super) const LIST: Operation = Operation::new("platforms.list", Method::Get, "/v1/platforms")
    .scope(Scope::Open)
    .doc("The platforms and how finished PostPeer's support for each is.");
