//! What a response body says.
//!
//! The caller parses the JSON (every JavaScript host has a parser) and hands over the few facts that decisions hang on.

/// What became of a response body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON, and what it says.
    Json(Answer),
    /// Text that is not JSON: an HTML page of a proxy, or JSON cut short.
    NotJson,
    /// Nothing.
    Empty,
    /// More than is read.
    TooLarge,
    /// The connection broke while the body was coming.
    Broken,
}

/// The facts of a JSON body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether the body is a JSON object. Every answer of the API is one.
    pub object: bool,
    /// `message`, or else `error`, where it is a string. PostPeer has both kinds of error body, and the framework
    /// behind it a third with both keys, of which `message` says more.
    pub message: Option<String>,
    /// `code`, where it is a string.
    pub code: Option<String>,
    /// The answer to a new post, where the body has its form.
    pub post: Option<PostAnswer>,
}

/// The answer to a new post (the 202 of `POST /v1/posts/`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostAnswer {
    /// Overall status: `published`, `partial`, `failed`, `scheduled`, `pending`, `publishing` or `draft`.
    pub status: String,
    /// One part for each target, in the order of the answer.
    pub parts: Vec<Part>,
}

/// What the answer says of one target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The platform.
    pub platform: String,
    /// `false` where the target failed. `true` may still mean "accepted, not yet published".
    pub success: bool,
    /// Whether the answer names the published post.
    pub has_url: bool,
}

/// Where one target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetState {
    /// It is on the platform.
    Published,
    /// It will not be, unless it is sent again.
    Failed,
    /// Accepted; the platform has not finished.
    Pending,
    /// It waits for its time.
    Scheduled,
}

impl TargetState {
    /// The word in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Pending => "pending",
            Self::Scheduled => "scheduled",
        }
    }
}

/// One target of a post: which, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Index in the answer.
    pub part: usize,
    /// Index in the request's `platforms`, where it is certain which target the answer speaks of.
    pub asked: Option<usize>,
    /// Where it stands.
    pub state: TargetState,
}

impl PostAnswer {
    /// The targets of the answer, joined to the platforms that were asked for (in the order of the request).
    ///
    /// The answer names no account. It is taken to keep the request's order when it has as many parts and the same
    /// platform at each place; failing that, a platform that occurs once on both sides can only be itself.
    pub fn targets(&self, asked: &[String]) -> Vec<Target> {
        let in_order = self.parts.len() == asked.len()
            && self.parts.iter().zip(asked).all(|(part, platform)| part.platform == *platform);
        let only_parts = only(self.parts.iter().map(|part| part.platform.as_str()));
        let only_asked = only(asked.iter().map(String::as_str));
        let the_only = |platform: &str| {
            place_of(&only_parts, platform)?;
            place_of(&only_asked, platform)
        };
        self.parts
            .iter()
            .enumerate()
            .map(|(index, part)| Target {
                part: index,
                asked: if in_order { Some(index) } else { the_only(&part.platform) },
                state: self.state(part),
            })
            .collect()
    }

    fn state(&self, part: &Part) -> TargetState {
        if !part.success {
            return TargetState::Failed;
        }
        match self.status.as_str() {
            "scheduled" => TargetState::Scheduled,
            // Terminal: what did not fail is out.
            "published" | "partial" => TargetState::Published,
            // "true means the platform target was accepted and final status is still pending" (the specification).
            _ if part.has_url => TargetState::Published,
            _ => TargetState::Pending,
        }
    }
}

/// More platforms than PostPeer has. Which target is meant by one beyond these is not certain.
const MOST_PLATFORMS: usize = 32;

/// Each platform of a list, and its place where it comes once.
fn only<'a>(platforms: impl Iterator<Item = &'a str>) -> Vec<(&'a str, Option<usize>)> {
    let mut seen: Vec<(&str, Option<usize>)> = Vec::new();
    for (place, platform) in platforms.enumerate() {
        if let Some((_, only)) = seen.iter_mut().find(|(known, _)| *known == platform) {
            *only = None;
        } else if seen.len() < MOST_PLATFORMS {
            seen.push((platform, Some(place)));
        }
    }
    seen
}

fn place_of(only: &[(&str, Option<usize>)], platform: &str) -> Option<usize> {
    only.iter().find(|(known, _)| *known == platform).and_then(|(_, place)| *place)
}

#[cfg(test)]
mod tests {
    use super::{Part, PostAnswer, TargetState};

    fn part(platform: &str, success: bool, has_url: bool) -> Part {
        Part { platform: platform.into(), success, has_url }
    }

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    fn states(status: &str, parts: Vec<Part>) -> Vec<TargetState> {
        PostAnswer { status: status.into(), parts }.targets(&[]).iter().map(|target| target.state).collect()
    }

    #[test]
    fn a_target_is_published_failed_pending_or_scheduled() {
        use TargetState::{Failed, Pending, Published, Scheduled};
        let parts = || vec![part("tiktok", true, true), part("youtube", true, false), part("twitter", false, false)];
        assert_eq!(states("published", parts()), [Published, Published, Failed]);
        assert_eq!(states("partial", parts()), [Published, Published, Failed]);
        assert_eq!(states("publishing", parts()), [Published, Pending, Failed]);
        assert_eq!(states("pending", parts()), [Published, Pending, Failed]);
        assert_eq!(states("scheduled", parts()), [Scheduled, Scheduled, Failed]);
        assert_eq!(states("a word of tomorrow", parts()), [Published, Pending, Failed]);
        assert_eq!(states("failed", vec![part("tiktok", false, true)]), [Failed]);
    }

    #[test]
    fn targets_are_joined_by_order_when_the_answer_keeps_it() {
        let answer = PostAnswer {
            status: "published".into(),
            parts: vec![part("twitter", true, true), part("twitter", false, false)],
        };
        let joined: Vec<_> = answer.targets(&names(&["twitter", "twitter"])).iter().map(|t| t.asked).collect();
        assert_eq!(joined, [Some(0), Some(1)]);
    }

    #[test]
    fn targets_are_not_guessed() {
        let answer = PostAnswer {
            status: "partial".into(),
            parts: vec![part("twitter", true, true), part("tiktok", true, true), part("twitter", false, false)],
        };
        let joined = |asked: &[&str]| answer.targets(&names(asked)).iter().map(|t| t.asked).collect::<Vec<_>>();
        assert_eq!(joined(&["tiktok", "twitter", "twitter"]), [None, Some(0), None]);
        assert_eq!(joined(&["twitter", "tiktok"]), [None, Some(1), None]);
        assert_eq!(joined(&["tiktok", "tiktok"]), [None, None, None]);
    }
}
