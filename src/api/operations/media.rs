//! `media`: a place to put a file.

use super::envelope::{FAILURE, SUCCEEDED, always};
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

static UPLOAD: Object =
    Object::open("UploadMediaResponse", &[SUCCEEDED, always("data", Type::Object(&ADDRESSES), "The addresses.")])
        .doc("A place for a file.");

/// The operations of `media`.
pub(super) static OPERATIONS: &[Operation] = &[Operation::new("media.upload", Method::Post, "/v1/media/upload")
    .body(&UPLOAD_BODY)
    .response(200, &[&UPLOAD])
    .errors(&FAILURE, &[400])
    .doc(
        "Gives an address to PUT the file to (`uploadUrl`, without the access key) and the address that it then has \
         (`publicUrl`, for `mediaItems`).",
    )];
