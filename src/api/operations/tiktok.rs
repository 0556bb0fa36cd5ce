//! `tiktok`: what a creator may post.

use crate::api::operation::{Method, Operation, Scope};
use crate::api::table::{Field, Type};

pub(super) const GET_CREATOR_INFO: Operation =
    Operation::new("tiktok.getCreatorInfo", Method::Get, "/v1/tiktok/creator-info")
        .scope(Scope::Account("query.accountId"))
        .query(&[Field::optional(
            "accountId",
            Type::TEXT,
            "spec",
            "The connected TikTok account. Left out, the one connected first.",
        )])
        .doc(
            "What TikTok lets this creator choose, and how long a video may be. TikTok wants a form to show exactly \
             these choices.",
        );
