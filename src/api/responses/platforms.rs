//! Answers of `platforms`.

use super::envelope::always;
use crate::api::operations::fields::PLATFORM;
use crate::api::table::{List, Object, Type};

static OFFERED: Object = Object::open(
    "PlatformStatus",
    &[
        always("name", PLATFORM, "The platform."),
        always("status", Type::Enum(&["prod", "beta", "dev"]), "How finished PostPeer's support is."),
    ],
)
.doc("A platform that PostPeer offers.");

pub(super) static LIST: Object = Object::open(
    "PlatformListResponse",
    &[always("platforms", Type::List(&List::of(Type::Object(&OFFERED))), "The platforms.")],
)
.doc("The platforms that PostPeer offers.");
