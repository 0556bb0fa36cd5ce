//! A platform: everything that its file says of it.

use super::table::Object;
use crate::rules::Rule;

/// A platform that PostPeer publishes to.
#[derive(Debug)]
pub struct Platform {
    /// The name in the API.
    pub name: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// A target on the platform.
    pub target: &'static Object,
    /// The options of a target: its `platformSpecificData`.
    pub options: &'static Object,
    /// The rules of the platform, its limits of text among them.
    pub rules: &'static [Rule],
    /// The option that holds the later posts of a thread, by its index.
    pub thread_items: Option<u8>,
    /// True if the platform shows the `thumbnail` of a video.
    pub uses_thumbnails: bool,
    /// The URL of an account: `{handle}` stands for its name without the `@`.
    pub profile_url: &'static str,
    /// The URL of a published post: `{handle}` as above, `{id}` for the platform's id of the post.
    pub post_url: &'static str,
    /// The colour behind the icon, which is white: a CSS colour.
    pub color: &'static str,
    /// True if PostPeer calls its support of the platform a beta.
    pub is_beta: bool,
    /// PostPeer's error for a post without media, if the platform publishes none. Documented for Instagram and
    /// Pinterest, assumed for the others.
    pub media_required: Option<&'static str>,
}

impl Platform {
    /// A platform without threads, which picks the cover images of videos by itself.
    pub(super) const fn new(
        name: &'static str,
        title: &'static str,
        target: &'static Object,
        options: &'static Object,
        rules: &'static [Rule],
    ) -> Self {
        Self {
            name,
            title,
            target,
            options,
            rules,
            thread_items: None,
            uses_thumbnails: false,
            profile_url: "",
            post_url: "",
            color: "#555",
            is_beta: false,
            media_required: None,
        }
    }

    /// Adds the option that holds the later posts of a thread.
    pub(super) const fn with_threads(mut self, option: u8) -> Self {
        self.thread_items = Some(option);
        self
    }

    /// Makes the `thumbnail` of a video its cover image.
    pub(super) const fn with_thumbnails(mut self) -> Self {
        self.uses_thumbnails = true;
        self
    }

    /// Adds the templates of URLs: that of an account, and that of a published post.
    pub(super) const fn with_urls(mut self, profile: &'static str, post: &'static str) -> Self {
        self.profile_url = profile;
        self.post_url = post;
        self
    }

    /// Sets the colour behind the icon.
    pub(super) const fn with_color(mut self, color: &'static str) -> Self {
        self.color = color;
        self
    }

    /// Marks the platform as a beta.
    pub(super) const fn beta(mut self) -> Self {
        self.is_beta = true;
        self
    }

    /// Sets PostPeer's error for a post without media.
    pub(super) const fn media_required(mut self, error: &'static str) -> Self {
        self.media_required = Some(error);
        self
    }
}

/// Declares the shape of a target: its name, its platform, its options.
macro_rules! target {
    ($name:literal, $platform:expr, $options:expr) => {
        $crate::api::table::Object::closed(
            $name,
            &[
                $crate::api::table::Field::required(
                    "platform",
                    $crate::api::table::Type::Enum(&[$platform]),
                    "spec",
                    "The platform; it decides the options.",
                ),
                $crate::api::table::Field::required(
                    "accountId",
                    $crate::api::table::Type::TEXT,
                    "spec",
                    "The `id` of the connected account, from `connect.integrations.list`. Not the platform's own user \
                     id.",
                ),
                $crate::api::table::Field::optional(
                    "content",
                    $crate::api::table::Type::TEXT,
                    "spec",
                    "Text for this target alone, in place of the post's `content`.",
                ),
                $crate::api::table::Field::optional(
                    "platformSpecificData",
                    $crate::api::table::Type::Object(&$options),
                    "spec",
                    "The platform's own options.",
                ),
            ],
        )
        .doc("An account to publish to, with its platform's options.")
    };
}

pub(super) use target;

/// Finds the index of a field in its table. A key that is not there stops the build.
pub(super) const fn field_index(object: &Object, key: &str) -> u8 {
    let mut fields = object.fields;
    let mut index = 0u8;
    while let [field, rest @ ..] = fields {
        if equal(field.key.as_bytes(), key.as_bytes()) {
            return index;
        }
        index = index.saturating_add(1);
        fields = rest;
    }
    assert!(fields.len() == 1, "a rule names a field that its table does not have");
    index
}

const fn equal(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        left = left_rest;
        right = right_rest;
    }
    left.is_empty() && right.is_empty()
}
