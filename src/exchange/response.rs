//! The meaning of a response body.
//!
//! The caller parses the JSON, as every JavaScript host has a parser. It passes on the few facts that decisions need.

/// A response body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON, and its facts.
    Json(BodyFacts),
    /// Text that is not JSON: an HTML page of a proxy, or truncated JSON.
    NotJson,
    /// No text, or white space only.
    Empty,
    /// More bytes than are read.
    TooLarge,
    /// The connection broke during the body.
    Broken,
}

/// The facts of a JSON body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyFacts {
    /// True for a JSON object. Every response of the API is one.
    pub is_object: bool,
    /// `message`, or else `error`, if it is a string. PostPeer sends either. Its framework sends both, and then
    /// `message` has more detail.
    pub message: Option<String>,
    /// `code`, if it is a string.
    pub code: Option<String>,
    /// The response to a new post, if the body has that shape.
    pub post: Option<PostResponse>,
}

/// The response to a new post (the 202 of `POST /v1/posts/`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostResponse {
    /// Overall status: `published`, `partial`, `failed`, `scheduled`, `pending`, `publishing` or `draft`.
    pub status: String,
    /// The targets, in the order of the response.
    pub targets: Vec<TargetResponse>,
}

/// The response for one target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TargetResponse {
    /// `false` if the target failed. `true` may still mean "accepted, not yet published".
    pub success: bool,
    /// True if the response has the URL of the published post.
    pub has_url: bool,
}

/// The state of one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetState {
    /// It is on the platform.
    Published,
    /// It will not be published unless it is sent again.
    Failed,
    /// It was accepted; the platform has not finished.
    Pending,
    /// It waits for its scheduled time.
    Scheduled,
}

impl TargetState {
    /// The name in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Pending => "pending",
            Self::Scheduled => "scheduled",
        }
    }
}

impl PostResponse {
    /// Returns the state of each target, in the order of the response.
    pub fn states(&self) -> impl Iterator<Item = TargetState> {
        self.targets.iter().map(|target| self.state(target))
    }

    fn state(&self, target: &TargetResponse) -> TargetState {
        if !target.success {
            return TargetState::Failed;
        }
        match self.status.as_str() {
            "scheduled" => TargetState::Scheduled,
            // The post is final, so every target that did not fail is published.
            "published" | "partial" => TargetState::Published,
            // "true means the platform target was accepted and final status is still pending" (the specification).
            _ if target.has_url => TargetState::Published,
            _ => TargetState::Pending,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PostResponse, TargetResponse, TargetState};

    fn states(status: &str, targets: Vec<TargetResponse>) -> Vec<TargetState> {
        PostResponse { status: status.into(), targets }.states().collect()
    }

    #[test]
    fn a_target_is_published_failed_pending_or_scheduled() {
        use TargetState::{Failed, Pending, Published, Scheduled};
        let target = |success, has_url| TargetResponse { success, has_url };
        let targets = || vec![target(true, true), target(true, false), target(false, false)];
        assert_eq!(states("published", targets()), [Published, Published, Failed]);
        assert_eq!(states("partial", targets()), [Published, Published, Failed]);
        assert_eq!(states("publishing", targets()), [Published, Pending, Failed]);
        assert_eq!(states("pending", targets()), [Published, Pending, Failed]);
        assert_eq!(states("scheduled", targets()), [Scheduled, Scheduled, Failed]);
        assert_eq!(states("an unknown status", targets()), [Published, Pending, Failed]);
        assert_eq!(states("failed", vec![target(false, true)]), [Failed]);
    }
}
