//! `tiktok`: what a creator may post.

use super::envelope::{ERROR, SUCCEEDED, TEXT_OR_NULL, always, maybe};
use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, List, Object, Type};

static CREATOR_INFO: Object = Object::open(
    "TikTokCreatorInfo",
    &[
        always("creatorAvatarUrl", TEXT_OR_NULL, "Address of the profile picture."),
        always("creatorUsername", TEXT_OR_NULL, "Handle of the creator."),
        always("creatorNickname", TEXT_OR_NULL, "Name for people."),
        always(
            "privacyLevelOptions",
            Type::List(&List::of(Type::Enum(&[
                "PUBLIC_TO_EVERYONE",
                "MUTUAL_FOLLOW_FRIENDS",
                "FOLLOWER_OF_CREATOR",
                "SELF_ONLY",
            ]))),
            "The choices of `privacyLevel` that a form may offer, and no others.",
        ),
        always("commentDisabled", Type::Boolean, "Comments are off for this creator: lock the choice."),
        always("duetDisabled", Type::Boolean, "Duets are off for this creator: lock the choice."),
        always("stitchDisabled", Type::Boolean, "Stitches are off for this creator: lock the choice."),
        always("maxVideoPostDurationSec", Type::NUMBER, "How long a video may be, in seconds."),
    ],
)
.doc("What TikTok lets a creator choose.");

static CREATOR_INFO_RESPONSE: Object = Object::open(
    "TikTokCreatorInfoResponse",
    &[
        SUCCEEDED,
        maybe("data", Type::Object(&CREATOR_INFO), "The choices, where it worked."),
        maybe("error", Type::TEXT, "What went wrong, where it did not."),
    ],
)
.doc("What TikTok lets a creator choose. `success` may be `false` in a 200.");

/// The operations of `tiktok`.
pub(super) static OPERATIONS: &[Operation] =
    &[Operation::new("tiktok.getCreatorInfo", Method::Get, "/v1/tiktok/creator-info")
        .scope(Scope::Account("query.accountId"))
        .query(&[Field::optional(
            "accountId",
            Type::TEXT,
            "spec",
            "The connected TikTok account. Left out, the one connected first.",
        )])
        .response(200, &[&CREATOR_INFO_RESPONSE])
        .errors(&ERROR, &[404, 502])
        .doc(
            "What TikTok lets this creator choose, and how long a video may be. TikTok wants a form to show exactly \
             these choices.",
        )];
