//! The platforms, one file each.

mod bluesky;
mod facebook;
mod googlebusiness;
mod instagram;
mod linkedin;
mod pinterest;
mod threads;
mod tiktok;
mod twitter;
mod youtube;

use crate::api::platform::Platform;
use crate::api::table::{Object, Tagged};

/// Every platform, in the order of the official schema.
pub static PLATFORMS: &[&Platform] = ALL;

const ALL: &[&Platform] = &[
    &twitter::PLATFORM,
    &instagram::PLATFORM,
    &youtube::PLATFORM,
    &tiktok::PLATFORM,
    &pinterest::PLATFORM,
    &linkedin::PLATFORM,
    &bluesky::PLATFORM,
    &facebook::PLATFORM,
    &threads::PLATFORM,
    &googlebusiness::PLATFORM,
];

/// The shape of a target, by its platform.
pub static TARGET: Tagged = Tagged { tag: "platform", variants: &VARIANTS };

static VARIANTS: [&Object; ALL.len()] = {
    let mut variants = [twitter::PLATFORM.target; ALL.len()];
    let mut index = 0;
    while index < ALL.len() {
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            variants[index] = ALL[index].target;
        }
        index = index.wrapping_add(1);
    }
    variants
};

/// The names of the platforms, in the order of [`PLATFORMS`].
pub const PLATFORM_NAMES: &[&str] = &{
    let mut names = [""; ALL.len()];
    let mut index = 0;
    while index < ALL.len() {
        #[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
        {
            names[index] = ALL[index].name;
        }
        index = index.wrapping_add(1);
    }
    names
};

#[cfg(test)]
mod tests {
    use super::PLATFORMS;

    #[test]
    fn every_platform_has_urls_of_accounts_and_posts() {
        for platform in PLATFORMS {
            let (profile, post) = (platform.profile_url, platform.post_url);
            assert!(profile.starts_with("https://") && profile.contains("{handle}"), "{}", platform.name);
            assert!(post.starts_with("https://") && post.contains("{id}"), "{}", platform.name);
        }
    }
}
