//! Answers of `health`.

use super::envelope::always;
use crate::api::table::{Object, Type};

pub(super) static HEALTH: Object =
    Object::open("HealthResponse", &[always("ok", Type::Boolean, "Whether all is well.")]).doc("State of the API.");
