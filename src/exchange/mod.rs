//! Sending without input or output.
//!
//! Nothing here awaits, sleeps or connects. [`request`] says what goes on the wire, [`machine`] says what to do next
//! ("send attempt 1", "wait 240 ms", "done, and this is known"), and [`answer`] says what an answer means. The caller
//! brings the clock, the dice and the network, so every fault at every step is an ordinary unit test.
//!
//! * [`base`]: where a key may go at all.
//! * [`request`]: method, URL and headers from a row of the operations table.
//! * [`machine`]: one call, from the first byte to the outcome; the only place that decides to send.
//! * [`retry`]: how long to wait before a safe call is tried again.
//! * [`answer`]: what a response body says, and which targets of a post it speaks of.
//! * [`outcome`]: the four things that can be known afterwards.
//! * [`protocol`]: the numbers that the driver and its JavaScript half share.

pub mod answer;
pub mod base;
pub mod machine;
pub mod outcome;
pub mod protocol;
pub mod request;
pub mod retry;

#[cfg(test)]
mod simulation;

pub use answer::{Answer, Body, Part, PostAnswer, Target, TargetState};
pub use base::{Base, BaseError};
pub use machine::{Event, Exchange, Plan, Shape, Step};
pub use outcome::{Outcome, Reason, Verdict};
pub use request::{Pair, Place, Refusal};
