//! LinkedIn (`linkedin`).

use super::table::{Field, Form, List, Object, Type};

static MENTION: Object = Object::closed(
    "LinkedInMention",
    &[
        Field::required(
            "text",
            Type::NON_EMPTY,
            "spec",
            "The piece of the text to turn into a mention. It must occur exactly once, in the same case.",
        ),
        Field::required(
            "urn",
            Type::form(Form::LinkedInOrganization),
            "spec",
            "The company page, such as `urn:li:organization:12345`. People cannot be mentioned.",
        ),
    ],
)
.doc("A mention of a company page.");

static MENTIONS: List = List::sized(Type::Object(&MENTION), 0, 30);

/// `platformSpecificData` of a LinkedIn target.
pub(super) static OPTIONS: Object = Object::closed(
    "LinkedInOptions",
    &[
        Field::optional("visibility", Type::Enum(&["PUBLIC", "CONNECTIONS"]), "spec", "Who can see the post.")
            .default("\"PUBLIC\""),
        Field::optional("mentions", Type::List(&MENTIONS), "spec", "Company pages mentioned in the text, at most 30."),
        Field::optional("articleUrl", Type::URI, "spec", "Makes the post a link share with a preview card."),
        Field::optional("articleTitle", Type::at_most(400), "spec", "Title of the preview card."),
        Field::optional("articleDescription", Type::at_most(400), "spec", "Description of the preview card."),
        Field::optional(
            "documentTitle",
            Type::at_most(200),
            "spec",
            "Title of an attached document. LinkedIn requires it where there is one.",
        ),
    ],
)
.doc("Options of a LinkedIn post.");
