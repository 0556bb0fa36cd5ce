//! `ai`: captions and images made by a model.

use super::envelope::{FAILURE, SUCCEEDED, always};
use super::fields::PLATFORM;
use crate::api::operation::{Method, Operation};
use crate::api::table::{Field, List, Object, Type};

/// The length of a description, for both operations.
const DESCRIPTION: Type = Type::text(3, 1500);

/// Addresses of up to four images.
static IMAGE_URLS: List = List::sized(Type::URI, 0, 4);

static WRITE_BODY: Object = Object::open(
    "WriteBody",
    &[
        Field::required("description", DESCRIPTION, "spec", "What the post is about, 3 to 1,500 characters."),
        Field::optional(
            "platforms",
            Type::List(&List::of(PLATFORM)),
            "spec",
            "Where the post will go. The caption fits the tightest limit among them.",
        ),
        Field::optional("existingContent", Type::TEXT, "spec", "A draft to improve, in place of starting afresh."),
    ],
)
.doc("What to write about.");

static GENERATE_IMAGE_BODY: Object = Object::closed(
    "GenerateImageBody",
    &[
        Field::required("description", DESCRIPTION, "spec", "What the image shows, 3 to 1,500 characters."),
        Field::optional("aspectRatio", Type::Enum(&["square", "vertical", "landscape"]), "spec", "Shape of the image.")
            .default("\"square\""),
        Field::optional(
            "style",
            Type::Enum(&[
                "photo",
                "illustration",
                "minimal",
                "vibrant",
                "cinematic",
                "3d-render",
                "retro",
                "hand-drawn",
            ]),
            "spec",
            "Look of the image. Left out, whatever suits the description.",
        ),
        Field::optional(
            "referenceImageUrls",
            Type::List(&IMAGE_URLS),
            "spec",
            "At most 4 images whose mood and composition to follow. They are not copied.",
        ),
        Field::optional(
            "assetImageUrls",
            Type::List(&IMAGE_URLS),
            "spec",
            "At most 4 images that must appear as they are, such as a logo or a photo of the product.",
        ),
        Field::optional("referenceImageUrl", Type::URI, "spec", "Deprecated: one image, as in `referenceImageUrls`."),
    ],
)
.doc("What to draw.");

const CREDITS: Field = always("creditsCharged", Type::NUMBER, "What it cost.");

static CAPTION: Object =
    Object::open("WriteResponse", &[SUCCEEDED, always("content", Type::TEXT, "The caption."), CREDITS])
        .doc("A caption.");

static IMAGE: Object = Object::open(
    "GenerateImageResponse",
    &[
        SUCCEEDED,
        always("url", Type::URI, "Address of the image."),
        always("mimeType", Type::TEXT, "Media type of the image."),
        CREDITS,
    ],
)
.doc("An image.");

/// The operations of `ai`.
pub(super) static OPERATIONS: &[Operation] = &[
    Operation::new("ai.write", Method::Post, "/v1/ai/write")
        .body(&WRITE_BODY)
        .response(200, &[&CAPTION])
        .errors(&FAILURE, &[402, 500, 503])
        .doc("Writes a caption. Costs 2 credits when it succeeds, nothing when it fails."),
    Operation::new("ai.generateImage", Method::Post, "/v1/ai/image")
        .body(&GENERATE_IMAGE_BODY)
        .response(200, &[&IMAGE])
        .errors(&FAILURE, &[402, 500, 503])
        .doc("Draws an image. Costs 10 credits when it succeeds, nothing when it fails."),
];
