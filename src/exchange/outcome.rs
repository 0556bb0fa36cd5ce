//! What is known when a call has ended.

use super::answer::Answer;

/// What PostPeer did with the request, as far as anyone can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing left this process.
    NotSent,
    /// PostPeer said no, with a status that means no.
    Rejected,
    /// PostPeer said yes, in the form it promises.
    Accepted,
    /// The request was sent and no answer settles what became of it. Never to be read as a failure.
    Unknown,
}

impl Outcome {
    /// The word in the JavaScript API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a call ended as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// An answer of the promised form.
    Answered,
    /// A status that is an error.
    Status,
    /// A redirect. Never followed: the key and the post would go along.
    Redirect,
    /// The connection could not be made, or broke before the status arrived.
    Network,
    /// The deadline passed.
    Timeout,
    /// The caller's signal.
    Abort,
    /// A 2xx whose body broke off.
    BodyBroken,
    /// A 2xx with more body than is read.
    BodyTooLarge,
    /// A 2xx without a body.
    BodyEmpty,
    /// A 2xx whose body is not JSON.
    BodyNotJson,
    /// A 2xx whose JSON is not what the operation answers.
    BodyShape,
}

impl Reason {
    /// The word in the JavaScript API.
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

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is known.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The last status seen; 0 where there was none.
    pub status: u16,
    /// How many requests were handed to the network.
    pub attempts: u32,
    /// What the body said, where there was one that could be read.
    pub answer: Option<Answer>,
}
