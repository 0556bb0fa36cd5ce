//! Sending without input or output.
//!
//! Nothing here awaits, sleeps or connects. [`request`] builds the request and [`machine`] returns the next step
//! ("send attempt 1", "wait 240 ms", "done, with this result"). The caller provides the clock, the random numbers and
//! the network, so a fault of every kind at every step is an ordinary unit test.
//!
//! * [`base`]: the URLs that a key may be sent to.
//! * [`request`]: method, URL and headers from a row of the operations table.
//! * [`machine`]: one call, from its start to its outcome; the only place that decides to send.
//! * [`retry`]: the delay before a call is sent again.
//! * [`response`]: the meaning of a response body, and the states of a post's targets.
//! * [`outcome`]: the result of a call.
//! * [`protocol`]: the numbers that the driver and its JavaScript half share.
//!
//! The retryable statuses are data: [`crate::api::error_status`].

pub mod base;
pub mod machine;
pub mod outcome;
pub mod protocol;
pub mod request;
pub mod response;
pub mod retry;

#[cfg(test)]
mod simulation;

pub use base::{Base, BaseError};
pub use machine::{Event, Exchange, Plan, ResponseShape, Step};
pub use outcome::{CallResult, Outcome, Reason};
pub use request::{Argument, Pair, RequestError};
pub use response::{Body, BodyFacts, PostResponse, TargetResponse, TargetState};
