//! Answers of `ai`.

use super::envelope::{SUCCEEDED, always};
use crate::api::table::{Field, Object, Type};

const CREDITS: Field = always("creditsCharged", Type::NUMBER, "What it cost.");

pub(super) static CAPTION: Object =
    Object::open("WriteResponse", &[SUCCEEDED, always("content", Type::TEXT, "The caption."), CREDITS])
        .doc("A caption.");

pub(super) static IMAGE: Object = Object::open(
    "GenerateImageResponse",
    &[
        SUCCEEDED,
        always("url", Type::URI, "Address of the image."),
        always("mimeType", Type::TEXT, "Media type of the image."),
        CREDITS,
    ],
)
.doc("An image.");
