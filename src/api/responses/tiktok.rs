//! Answers of `tiktok`.

use super::envelope::{SUCCEEDED, TEXT_OR_NULL, always, maybe};
use crate::api::table::{List, Object, Type};

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

pub(super) static CREATOR_INFO_RESPONSE: Object = Object::open(
    "TikTokCreatorInfoResponse",
    &[
        SUCCEEDED,
        maybe("data", Type::Object(&CREATOR_INFO), "The choices, where it worked."),
        maybe("error", Type::TEXT, "What went wrong, where it did not."),
    ],
)
.doc("What TikTok lets a creator choose. `success` may be `false` in a 200.");
