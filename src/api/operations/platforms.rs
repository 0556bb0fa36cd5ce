//! `platforms`: what PostPeer offers.

use super::envelope::always;
use super::fields::PLATFORM;
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{List, Object, Type};

static OFFERED: Object = Object::open(
    "PlatformStatus",
    &[
        always("name", PLATFORM, "The platform."),
        always("status", Type::Enum(&["prod", "beta", "dev"]), "How finished PostPeer's support is."),
    ],
)
.doc("A platform that PostPeer offers.");

static LIST: Object = Object::open(
    "PlatformListResponse",
    &[always("platforms", Type::List(&List::of(Type::Object(&OFFERED))), "The platforms.")],
)
.doc("The platforms that PostPeer offers.");

/// The operations of `platforms`.
pub(super) static OPERATIONS: &[Operation] = &[Operation::new("platforms.list", Method::Get, "/v1/platforms")
    .scope(Scope::Open)
    .response(200, &[&LIST])
    .doc("The platforms and how finished PostPeer's support for each is.")];
