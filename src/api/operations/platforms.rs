//! `platforms`: what PostPeer offers.

use crate::api::operation::{Method, Operation};

pub(super) const LIST: Operation = Operation::new("platforms.list", Method::Get, "/v1/platforms")
    .doc("The platforms and how finished PostPeer's support for each is.");
