//! `media`: a place to put a file.

use crate::api::operation::{Method, Operation};
use crate::api::table::{Field, Object, Type};

static UPLOAD_BODY: Object = Object::closed(
    "UploadMediaBody",
    &[
        Field::required("filename", Type::NON_EMPTY, "spec", "Name of the file."),
        Field::required(
            "mimeType",
            Type::NON_EMPTY,
            "spec",
            "Media type of the file, the same as `Content-Type` of the upload. The documentation allows `image/*` and \
             `video/*` only; the official schema allows any text, and whether a PDF passes is not known.",
        ),
    ],
)
.doc("A file to upload.");

pub(super) const UPLOAD: Operation =
    Operation::new("media.upload", Method::Post, "/v1/media/upload").body(&UPLOAD_BODY).doc(
        "Gives an address to PUT the file to (`uploadUrl`, without the access key) and the address that it then has \
         (`publicUrl`, for `mediaItems`).",
    );
