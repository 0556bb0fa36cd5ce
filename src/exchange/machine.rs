//! One call, from its start to its result.
//!
//! [`Exchange::next`] takes an event and returns the next step. Two rules always hold, and each is kept in one place.
//! An operation that is not safe to replay is sent once ([`Exchange::send`]). The outcome is `rejected` only if no
//! request of the call can have had an effect ([`Exchange::outcome_of`]).

use super::outcome::{CallResult, Outcome, Reason};
use super::response::{Body, BodyFacts};
use super::retry;
use crate::api::error_status::{is_retryable, may_have_had_effect};
use crate::api::operation::{Method, Route};

/// The shape that the body of a 2xx must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseShape {
    /// A JSON object.
    Object,
    /// The response to a new post.
    Post,
}

/// The properties of a call that decide how it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The HTTP method. A GET never has an effect.
    pub method: Method,
    /// True if sending the request twice has the effect of sending it once.
    pub replay_is_safe: bool,
    /// The shape that the body of a 2xx must have.
    pub shape: ResponseShape,
    /// Milliseconds for the whole call: headers, body, delays and further attempts.
    pub timeout: u64,
    /// Attempts after the first, if a replay is safe.
    pub max_retries: u32,
}

impl Plan {
    /// Returns the plan for an operation.
    pub fn of(operation: &Route, timeout: u64, max_retries: u32) -> Self {
        let shape = if operation.name == "posts.create" { ResponseShape::Post } else { ResponseShape::Object };
        Self { method: operation.method, replay_is_safe: operation.replay_is_safe, shape, timeout, max_retries }
    }
}

/// An event of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The call begins.
    Start,
    /// Status and headers arrived.
    Head {
        /// The status; 0 for a redirect that the browser hides.
        status: u16,
        /// `Retry-After`, in milliseconds from now.
        retry_after: Option<u64>,
    },
    /// The body was read, or reading it failed.
    Body(Body),
    /// The connection failed before a status arrived, or `fetch` failed in another way.
    ConnectionFailed,
    /// The request of this attempt was not sent: the runtime cannot construct it, or has no `fetch`.
    Unsent,
    /// The delay is over.
    Waited,
    /// The caller's signal was aborted.
    Abort,
    /// The deadline passed.
    Deadline,
}

/// The next step of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Send the request. Attempts count from 1.
    Send(u32),
    /// Read the body.
    Read {
        /// True for a 2xx, whose body is read whole. An error is only quoted.
        is_success: bool,
    },
    /// Release the response, wait so many milliseconds, then report [`Event::Waited`].
    Wait(u64),
    /// The call has ended. Release everything.
    Done(CallResult),
    /// Do nothing: the event came too late.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ready,
    Sent,
    Reading(u16),
    Waiting,
    Done,
}

/// One call.
#[derive(Debug)]
pub struct Exchange {
    plan: Plan,
    state: State,
    attempts: u32,
    /// The last status of all attempts.
    status: u16,
    /// True if an earlier attempt may have had an effect.
    may_have_had_effect: bool,
    /// The time never decreases, even if the clock does. Otherwise the deadline would recede.
    now: u64,
    ends: u64,
}

impl Exchange {
    /// Creates a call that begins at `now`, in milliseconds of any monotonic clock.
    pub fn new(plan: Plan, now: u64) -> Self {
        let ends = now.saturating_add(plan.timeout);
        Self { plan, state: State::Ready, attempts: 0, status: 0, may_have_had_effect: false, now, ends }
    }

    /// Handles an event at `now` and returns the next step. `random` is uniform over all of `u32`.
    pub fn next(&mut self, now: u64, event: Event, random: u32) -> Step {
        self.now = self.now.max(now);
        match (self.state, event) {
            (State::Done, _) => Step::Nothing,
            (_, Event::Abort) => self.give_up(Reason::Abort),
            (_, Event::Deadline) => self.give_up(Reason::Timeout),
            // A complete response counts even after the deadline. All other events would lead to another request or
            // another wait.
            (State::Reading(status), Event::Body(body)) => self.read(status, body, random),
            (_, _) if self.now >= self.ends => self.give_up(Reason::Timeout),
            (State::Ready, Event::Start) | (State::Waiting, Event::Waited) => self.send(),
            (State::Sent, Event::Head { status, retry_after }) => self.head(status, retry_after, random),
            (State::Sent, Event::ConnectionFailed) => self.connection_failed(Reason::Network, random),
            (State::Sent, Event::Unsent) => self.unsent(),
            _ => Step::Nothing,
        }
    }

    /// The only place that returns [`Step::Send`].
    fn send(&mut self) -> Step {
        if self.attempts > 0 && !self.plan.replay_is_safe {
            return self.done(Outcome::Unknown, Reason::Network, None);
        }
        self.attempts = self.attempts.saturating_add(1);
        self.state = State::Sent;
        Step::Send(self.attempts)
    }

    fn head(&mut self, status: u16, retry_after: Option<u64>, random: u32) -> Step {
        self.status = status;
        if status == 0 || (300..400).contains(&status) {
            return self.done(Outcome::Unknown, Reason::Redirect, None);
        }
        if is_retryable(status)
            && let Some(wait) = self.schedule_retry(retry_after, random)
        {
            self.may_have_had_effect |= may_have_had_effect(status);
            return wait;
        }
        self.state = State::Reading(status);
        Step::Read { is_success: is_success(status) }
    }

    fn read(&mut self, status: u16, body: Body, random: u32) -> Step {
        if !is_success(status) {
            let facts = if let Body::Json(facts) = body { Some(facts) } else { None };
            return self.done(self.outcome_of(status), Reason::Status, facts);
        }
        match body {
            Body::Json(facts) => {
                let fits = match self.plan.shape {
                    ResponseShape::Object => facts.is_object,
                    ResponseShape::Post => facts.post.is_some(),
                };
                let (outcome, reason) =
                    if fits { (Outcome::Accepted, Reason::Answered) } else { (Outcome::Unknown, Reason::BodyShape) };
                self.done(outcome, reason, Some(facts))
            }
            Body::Broken => self.connection_failed(Reason::BodyBroken, random),
            Body::NotJson => self.done(Outcome::Unknown, Reason::BodyNotJson, None),
            Body::Empty => self.done(Outcome::Unknown, Reason::BodyEmpty, None),
            Body::TooLarge => self.done(Outcome::Unknown, Reason::BodyTooLarge, None),
        }
    }

    /// Schedules another attempt if that is safe; otherwise ends the call.
    fn connection_failed(&mut self, reason: Reason, random: u32) -> Step {
        match self.schedule_retry(None, random) {
            Some(wait) => {
                self.may_have_had_effect = true;
                wait
            }
            None => self.done(Outcome::Unknown, reason, None),
        }
    }

    /// This attempt had no effect, but an earlier one may have had.
    fn unsent(&mut self) -> Step {
        let outcome = if self.may_have_had_effect { Outcome::Unknown } else { Outcome::NotSent };
        self.done(outcome, Reason::Network, None)
    }

    /// Returns the wait before another attempt, if one is allowed and ends before the deadline. A longer wait would
    /// replace the known result by a timeout.
    fn schedule_retry(&mut self, retry_after: Option<u64>, random: u32) -> Option<Step> {
        if !self.plan.replay_is_safe || self.attempts > self.plan.max_retries {
            return None;
        }
        let wait = retry::delay(self.attempts, retry_after, random);
        if self.now.saturating_add(wait) >= self.ends {
            return None;
        }
        self.state = State::Waiting;
        Some(Step::Wait(wait))
    }

    /// Ends the call for the caller or the deadline.
    fn give_up(&mut self, reason: Reason) -> Step {
        match self.state {
            State::Ready => self.done(Outcome::NotSent, reason, None),
            // The status is already a rejection; only its body is missing.
            State::Reading(status) if self.outcome_of(status) == Outcome::Rejected => {
                let reason = if reason == Reason::Timeout { Reason::Status } else { reason };
                self.done(Outcome::Rejected, reason, None)
            }
            _ => self.done(Outcome::Unknown, reason, None),
        }
    }

    /// Returns the outcome of an error status. An earlier attempt of a changing call may have had an effect that this
    /// status does not show: the second DELETE of a deleted resource is a 404.
    fn outcome_of(&self, status: u16) -> Outcome {
        let earlier = self.may_have_had_effect && self.plan.method != Method::Get;
        if earlier || may_have_had_effect(status) { Outcome::Unknown } else { Outcome::Rejected }
    }

    fn done(&mut self, outcome: Outcome, reason: Reason, body: Option<BodyFacts>) -> Step {
        self.state = State::Done;
        Step::Done(CallResult { outcome, reason, status: self.status, attempts: self.attempts, body })
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

#[cfg(test)]
mod tests {
    use super::{Event, Exchange, Plan, ResponseShape, Step};
    use crate::api::error_status::ERROR_STATUSES;
    use crate::api::operation::Method;
    use crate::exchange::outcome::{CallResult, Outcome, Reason};
    use crate::exchange::response::{Body, BodyFacts, PostResponse};

    const READ: Step = Step::Read { is_success: true };
    const READ_ERROR: Step = Step::Read { is_success: false };

    fn call(method: Method) -> Exchange {
        let shape = if method == Method::Post { ResponseShape::Post } else { ResponseShape::Object };
        let replay_is_safe = method.is_idempotent();
        Exchange::new(Plan { method, replay_is_safe, shape, timeout: 60_000, max_retries: 2 }, 1_000)
    }

    fn sent(method: Method) -> Exchange {
        let mut call = call(method);
        assert_eq!(call.next(1_000, Event::Start, 0), Step::Send(1));
        call
    }

    fn head(status: u16) -> Event {
        Event::Head { status, retry_after: None }
    }

    fn end(step: Step) -> (Outcome, Reason) {
        match step {
            Step::Done(CallResult { outcome, reason, .. }) => (outcome, reason),
            other => panic!("not the end: {other:?}"),
        }
    }

    fn accepted() -> Body {
        Body::Json(BodyFacts { is_object: true, post: Some(PostResponse::default()), ..BodyFacts::default() })
    }

    fn object() -> Body {
        Body::Json(BodyFacts { is_object: true, message: Some("no".into()), ..BodyFacts::default() })
    }

    #[test]
    fn a_post_is_accepted_only_by_a_response_of_the_documented_shape() {
        let answered = |body| {
            let mut call = sent(Method::Post);
            assert_eq!(call.next(1_001, head(202), 0), READ);
            end(call.next(1_002, Event::Body(body), 0))
        };
        assert_eq!(answered(accepted()), (Outcome::Accepted, Reason::Answered));
        assert_eq!(answered(object()), (Outcome::Unknown, Reason::BodyShape));
        assert_eq!(answered(Body::NotJson), (Outcome::Unknown, Reason::BodyNotJson));
        assert_eq!(answered(Body::Empty), (Outcome::Unknown, Reason::BodyEmpty));
        assert_eq!(answered(Body::TooLarge), (Outcome::Unknown, Reason::BodyTooLarge));
        assert_eq!(answered(Body::Broken), (Outcome::Unknown, Reason::BodyBroken));
    }

    #[test]
    fn a_post_is_sent_once_at_every_failure() {
        let mut lost = sent(Method::Post);
        assert_eq!(end(lost.next(1_001, Event::ConnectionFailed, 0)), (Outcome::Unknown, Reason::Network));
        for status in [0, 301, 302, 303, 307, 308] {
            assert_eq!(end(sent(Method::Post).next(1_001, head(status), 0)), (Outcome::Unknown, Reason::Redirect));
        }
        for status in [408, 499, 500, 501, 502, 503, 504, 599, 600, 100] {
            let mut call = sent(Method::Post);
            assert_eq!(call.next(1_001, head(status), 0), READ_ERROR, "{status}");
            assert_eq!(end(call.next(1_002, Event::Body(object()), 0)), (Outcome::Unknown, Reason::Status));
        }
        for status in [400, 401, 402, 403, 404, 409, 413, 421, 422, 425, 429] {
            let mut call = sent(Method::Post);
            assert_eq!(call.next(1_001, head(status), 0), READ_ERROR, "{status}");
            assert_eq!(end(call.next(1_002, Event::Body(Body::NotJson), 0)), (Outcome::Rejected, Reason::Status));
        }
    }

    #[test]
    fn a_request_that_the_runtime_cannot_make_was_not_sent() {
        for method in [Method::Post, Method::Get] {
            assert_eq!(end(sent(method).next(1_001, Event::Unsent, 0)), (Outcome::NotSent, Reason::Network));
        }
        let mut lost = sent(Method::Delete);
        assert_eq!(lost.next(1_001, Event::ConnectionFailed, u32::MAX), Step::Wait(499));
        assert_eq!(lost.next(1_500, Event::Waited, 0), Step::Send(2));
        assert_eq!(end(lost.next(1_501, Event::Unsent, 0)), (Outcome::Unknown, Reason::Network));
    }

    #[test]
    fn a_read_is_retried() {
        for event in [head(408), head(429), head(500), head(503), Event::ConnectionFailed] {
            let mut call = sent(Method::Get);
            assert_eq!(call.next(1_001, event.clone(), u32::MAX), Step::Wait(499));
            assert_eq!(call.next(1_500, Event::Waited, 0), Step::Send(2));
            assert_eq!(call.next(1_501, event, u32::MAX), Step::Wait(999));
            assert_eq!(call.next(2_500, Event::Waited, 0), Step::Send(3));
            assert_eq!(call.next(2_501, head(200), 0), READ);
            assert_eq!(end(call.next(2_502, Event::Body(object()), 0)), (Outcome::Accepted, Reason::Answered));
        }
        let mut call = sent(Method::Get);
        assert_eq!(call.next(1_001, head(200), 0), READ);
        assert_eq!(
            call.next(1_002, Event::Body(Body::Broken), 0),
            Step::Wait(0),
            "a broken body is a failed connection"
        );
    }

    #[test]
    fn retries_end_at_their_limit_and_at_the_deadline() {
        let mut call = sent(Method::Get);
        for attempt in 2..=3 {
            assert_eq!(call.next(1_001, Event::ConnectionFailed, 0), Step::Wait(0));
            assert_eq!(call.next(1_001, Event::Waited, 0), Step::Send(attempt));
        }
        assert_eq!(end(call.next(1_001, Event::ConnectionFailed, 0)), (Outcome::Unknown, Reason::Network));

        let mut call = sent(Method::Get);
        let event = Event::Head { status: 429, retry_after: Some(60_000) };
        assert_eq!(call.next(1_001, event, 0), READ_ERROR, "no time to wait: this response is the result");
        assert_eq!(end(call.next(1_001, Event::Body(object()), 0)), (Outcome::Rejected, Reason::Status));
    }

    #[test]
    fn other_statuses_of_a_read_are_not_retried() {
        for (status, outcome) in [(400, Outcome::Rejected), (404, Outcome::Rejected), (409, Outcome::Rejected)] {
            let mut call = sent(Method::Get);
            assert_eq!(call.next(1_001, head(status), 0), READ_ERROR);
            assert_eq!(end(call.next(1_002, Event::Body(object()), 0)), (outcome, Reason::Status));
        }
    }

    #[test]
    fn the_table_of_error_statuses_decides_retries_and_outcomes() {
        for row in ERROR_STATUSES {
            for status in [row.first, row.last] {
                let step = sent(Method::Get).next(1_001, head(status), 0);
                assert_eq!(step, if row.is_retryable { Step::Wait(0) } else { READ_ERROR }, "{status}");

                let mut post = sent(Method::Post);
                assert_eq!(post.next(1_001, head(status), 0), READ_ERROR, "{status}");
                let expected = if row.may_have_had_effect { Outcome::Unknown } else { Outcome::Rejected };
                assert_eq!(end(post.next(1_002, Event::Body(object()), 0)), (expected, Reason::Status), "{status}");
            }
        }
    }

    #[test]
    fn a_404_after_a_lost_delete_is_unknown() {
        let second = |first: Event| {
            let mut call = sent(Method::Delete);
            assert!(matches!(call.next(1_001, first, 0), Step::Wait(_)));
            assert_eq!(call.next(1_002, Event::Waited, 0), Step::Send(2));
            assert_eq!(call.next(1_003, head(404), 0), READ_ERROR);
            end(call.next(1_004, Event::Body(object()), 0))
        };
        assert_eq!(second(Event::ConnectionFailed), (Outcome::Unknown, Reason::Status));
        assert_eq!(second(head(502)), (Outcome::Unknown, Reason::Status));
        assert_eq!(second(head(429)), (Outcome::Rejected, Reason::Status), "a 429 has no effect");
    }

    #[test]
    fn abort_and_deadline_end_the_call_at_every_step() {
        for (event, reason) in [(Event::Abort, Reason::Abort), (Event::Deadline, Reason::Timeout)] {
            assert_eq!(end(call(Method::Post).next(1_000, event.clone(), 0)), (Outcome::NotSent, reason));
            assert_eq!(end(sent(Method::Post).next(1_001, event.clone(), 0)), (Outcome::Unknown, reason));

            let mut reading = sent(Method::Post);
            reading.next(1_001, head(202), 0);
            assert_eq!(end(reading.next(1_002, event.clone(), 0)), (Outcome::Unknown, reason));

            let mut waiting = sent(Method::Get);
            waiting.next(1_001, Event::ConnectionFailed, 0);
            assert_eq!(end(waiting.next(1_002, event.clone(), 0)), (Outcome::Unknown, reason));
            assert_eq!(waiting.next(1_003, Event::Waited, 0), Step::Nothing, "events after the end are ignored");
        }
    }

    #[test]
    fn a_rejection_whose_body_stalls_is_still_a_rejection() {
        let mut stalled = sent(Method::Post);
        stalled.next(1_001, head(402), 0);
        assert_eq!(end(stalled.next(61_000, Event::Deadline, 0)), (Outcome::Rejected, Reason::Status));
        let mut aborted = sent(Method::Post);
        aborted.next(1_001, head(402), 0);
        assert_eq!(end(aborted.next(1_002, Event::Abort, 0)), (Outcome::Rejected, Reason::Abort));
    }

    #[test]
    fn the_deadline_holds_when_the_clock_jumps() {
        let mut forward = sent(Method::Get);
        assert_eq!(end(forward.next(9_999_999, head(200), 0)), (Outcome::Unknown, Reason::Timeout));
        let mut backward = sent(Method::Get);
        assert_eq!(backward.next(0, Event::ConnectionFailed, 0), Step::Wait(0));
        assert_eq!(end(backward.next(0, Event::Deadline, 0)), (Outcome::Unknown, Reason::Timeout));
        let mut receding = sent(Method::Get);
        assert_eq!(receding.next(60_990, Event::Waited, 0), Step::Nothing);
        let step = receding.next(0, Event::ConnectionFailed, u32::MAX);
        assert_eq!(end(step), (Outcome::Unknown, Reason::Network), "setting the clock back adds no time");
        let mut late = sent(Method::Post);
        late.next(1_001, head(202), 0);
        let known = end(late.next(99_999, Event::Body(accepted()), 0));
        assert_eq!(known, (Outcome::Accepted, Reason::Answered), "a complete response counts after the deadline");
    }

    #[test]
    fn events_out_of_order_change_nothing() {
        let mut call = sent(Method::Post);
        for event in [Event::Start, Event::Waited, Event::Body(accepted())] {
            assert_eq!(call.next(1_001, event, 0), Step::Nothing);
        }
        assert_eq!(call.next(1_002, head(202), 0), READ);
        for event in [Event::Start, Event::Waited, head(500), Event::ConnectionFailed] {
            assert_eq!(call.next(1_003, event, 0), Step::Nothing);
        }
        assert_eq!(end(call.next(1_004, Event::Body(accepted()), 0)), (Outcome::Accepted, Reason::Answered));
    }
}
