//! The result of a call.

use super::response::BodyFacts;

/// The effect of a call on PostPeer, as far as it can be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was sent.
    NotSent,
    /// PostPeer refused the request, and did nothing.
    Rejected,
    /// PostPeer accepted the request, with a response of the documented shape.
    Accepted,
    /// The request was sent, and no response settles its effect. This is not a failure.
    Unknown,
}

impl Outcome {
    /// The name in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
        }
    }
}

/// The reason why a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A response of the documented shape.
    Answered,
    /// An error status.
    Status,
    /// A redirect. It is never followed, because the key and the post would go along.
    Redirect,
    /// The connection failed before the status arrived.
    Network,
    /// The deadline passed.
    Timeout,
    /// The caller's signal was aborted.
    Abort,
    /// A 2xx whose body was interrupted.
    BodyBroken,
    /// A 2xx with a body larger than is read.
    BodyTooLarge,
    /// A 2xx without a body.
    BodyEmpty,
    /// A 2xx whose body is not JSON.
    BodyNotJson,
    /// A 2xx whose JSON does not have the shape of the operation's response.
    BodyShape,
}

impl Reason {
    /// The name in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Status => "status",
            Self::Redirect => "redirect",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Abort => "abort",
            Self::BodyBroken => "body_broken",
            Self::BodyTooLarge => "body_too_large",
            Self::BodyEmpty => "body_empty",
            Self::BodyNotJson => "body_not_json",
            Self::BodyShape => "body_shape",
        }
    }
}

/// The result of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallResult {
    /// The effect.
    pub outcome: Outcome,
    /// The reason.
    pub reason: Reason,
    /// The last status received; 0 if there was none.
    pub status: u16,
    /// The number of requests that were handed to the network.
    pub attempts: u32,
    /// The facts of the body, if it was JSON.
    pub body: Option<BodyFacts>,
}
