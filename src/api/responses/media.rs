//! Answers of `media`.

use super::envelope::{SUCCEEDED, always};
use crate::api::table::{Object, Type};

static ADDRESSES: Object = Object::open(
    "MediaUpload",
    &[
        always(
            "uploadUrl",
            Type::TEXT,
            "Where to PUT the bytes, with `Content-Type` as announced and without the access key.",
        ),
        always("publicUrl", Type::TEXT, "Where the file then is: the `url` of a media item."),
    ],
)
.doc("Where a file goes, and where it then is.");

pub(super) static UPLOAD: Object =
    Object::open("UploadMediaResponse", &[SUCCEEDED, always("data", Type::Object(&ADDRESSES), "The addresses.")])
        .doc("A place for a file.");
