//! One call, from its start to what is known about it.
//!
//! [`Exchange::next`] takes what happened and says what to do. Two rules hold whatever happens, and each is kept in
//! one place: an operation that is not safe to replay is sent once ([`Exchange::send`]), and `rejected` is said only
//! where no request of this call can have had an effect ([`Exchange::refusal`]).

use super::answer::Body;
use super::outcome::{Outcome, Reason, Verdict};
use super::retry;
use crate::api::operation::{Method, Route};

/// What a 2xx must hold to count as an acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A JSON object.
    Object,
    /// The answer to a new post.
    Post,
}

/// What a call is, as far as sending it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The HTTP method; it says whether a request may have had an effect.
    pub method: Method,
    /// Whether a second try does no harm.
    pub replay_is_safe: bool,
    /// What a 2xx must hold.
    pub shape: Shape,
    /// Milliseconds for everything: headers, body, waiting and further attempts.
    pub timeout: u64,
    /// Attempts after the first, where a replay is safe.
    pub max_retries: u32,
}

impl Plan {
    /// The plan for an operation.
    pub fn of(operation: &Route, timeout: u64, max_retries: u32) -> Self {
        let shape = if operation.name == "posts.create" { Shape::Post } else { Shape::Object };
        Self { method: operation.method, replay_is_safe: operation.replay_is_safe, shape, timeout, max_retries }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The call begins.
    Start,
    /// Status and headers are here.
    Head {
        /// The status; 0 for a redirect that the browser hides.
        status: u16,
        /// What `Retry-After` says, in milliseconds from now.
        retry_after: Option<u64>,
    },
    /// The body that was asked for is here, or will not come.
    Body(Body),
    /// No status will come: the connection was refused or lost, or `fetch` failed in another way.
    Lost,
    /// The request of this attempt was not handed to the network: the runtime cannot make it, or has no `fetch`.
    Unsent,
    /// The wait that was asked for is over.
    Waited,
    /// The caller's signal.
    Abort,
    /// The deadline's timer.
    Deadline,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Hand the request to the network. Counts from 1.
    Send(u32),
    /// Read the body of the answer that is here.
    Read {
        /// A 2xx, whose body is wanted whole; of an error only the beginning is of use.
        accepted: bool,
    },
    /// Let go of the answer that is here, wait so many milliseconds, then say [`Event::Waited`].
    Wait(u64),
    /// The end. Whatever is still under way is to be let go of.
    Done(Verdict),
    /// Nothing: the event came too late to matter.
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
    /// The last status seen, over all attempts.
    status: u16,
    /// An earlier attempt may have had an effect that its answer did not settle.
    unsettled: bool,
    /// Time never runs backwards here, whatever the clock does: the deadline would recede.
    now: u64,
    ends: u64,
}

impl Exchange {
    /// A call that begins at `now` (milliseconds of any steady clock).
    pub fn new(plan: Plan, now: u64) -> Self {
        let ends = now.saturating_add(plan.timeout);
        Self { plan, state: State::Ready, attempts: 0, status: 0, unsettled: false, now, ends }
    }

    /// Takes what happened at `now` and says what to do. `dice` is uniform over all of `u32`.
    pub fn next(&mut self, now: u64, event: Event, dice: u32) -> Step {
        self.now = self.now.max(now);
        match (self.state, event) {
            (State::Done, _) => Step::Nothing,
            (_, Event::Abort) => self.give_up(Reason::Abort),
            (_, Event::Deadline) => self.give_up(Reason::Timeout),
            // An answer that is complete is worth more than a deadline that passed meanwhile; everything else waits
            // for something that must not come any more.
            (State::Reading(status), Event::Body(body)) => self.read(status, body, dice),
            (_, _) if self.now >= self.ends => self.give_up(Reason::Timeout),
            (State::Ready, Event::Start) | (State::Waiting, Event::Waited) => self.send(),
            (State::Sent, Event::Head { status, retry_after }) => self.head(status, retry_after, dice),
            (State::Sent, Event::Lost) => self.failed(Reason::Network, None, dice),
            (State::Sent, Event::Unsent) => self.unsent(),
            _ => Step::Nothing,
        }
    }

    /// The only place that says [`Step::Send`].
    fn send(&mut self) -> Step {
        if self.attempts > 0 && !self.plan.replay_is_safe {
            return self.done(Outcome::Unknown, Reason::Network, None);
        }
        self.attempts = self.attempts.saturating_add(1);
        self.state = State::Sent;
        Step::Send(self.attempts)
    }

    fn head(&mut self, status: u16, retry_after: Option<u64>, dice: u32) -> Step {
        self.status = status;
        if status == 0 || (300..400).contains(&status) {
            return self.done(Outcome::Unknown, Reason::Redirect, None);
        }
        if is_passing(status)
            && let Some(wait) = self.again(retry_after, dice)
        {
            // A 429 says that nothing was done; the others do not.
            self.unsettled |= status != 429;
            return wait;
        }
        self.state = State::Reading(status);
        Step::Read { accepted: is_success(status) }
    }

    fn read(&mut self, status: u16, body: Body, dice: u32) -> Step {
        if !is_success(status) {
            let answer = if let Body::Json(answer) = body { Some(answer) } else { None };
            return self.done(self.refusal(status), Reason::Status, answer);
        }
        match body {
            Body::Json(answer) => {
                let fits = match self.plan.shape {
                    Shape::Object => answer.object,
                    Shape::Post => answer.post.is_some(),
                };
                let (outcome, reason) =
                    if fits { (Outcome::Accepted, Reason::Answered) } else { (Outcome::Unknown, Reason::BodyShape) };
                self.done(outcome, reason, Some(answer))
            }
            Body::Broken => self.failed(Reason::BodyBroken, None, dice),
            Body::NotJson => self.done(Outcome::Unknown, Reason::BodyNotJson, None),
            Body::Empty => self.done(Outcome::Unknown, Reason::BodyEmpty, None),
            Body::TooLarge => self.done(Outcome::Unknown, Reason::BodyTooLarge, None),
        }
    }

    /// The connection is gone: once more where that is safe, the end where it is not.
    fn failed(&mut self, reason: Reason, retry_after: Option<u64>, dice: u32) -> Step {
        match self.again(retry_after, dice) {
            Some(wait) => {
                self.unsettled = true;
                wait
            }
            None => self.done(Outcome::Unknown, reason, None),
        }
    }

    /// The attempt had no effect. An earlier one may have had, whose answer was lost.
    fn unsent(&mut self) -> Step {
        let outcome = if self.unsettled { Outcome::Unknown } else { Outcome::NotSent };
        self.done(outcome, Reason::Network, None)
    }

    /// A wait before another attempt, where one is allowed and there is time for it. Waiting past the deadline would
    /// only replace what is known by a timeout.
    fn again(&mut self, retry_after: Option<u64>, dice: u32) -> Option<Step> {
        if !self.plan.replay_is_safe || self.attempts > self.plan.max_retries {
            return None;
        }
        let wait = retry::delay(self.attempts, retry_after, dice);
        if self.now.saturating_add(wait) >= self.ends {
            return None;
        }
        self.state = State::Waiting;
        Some(Step::Wait(wait))
    }

    /// The caller or the deadline ends the call before it ended itself.
    fn give_up(&mut self, reason: Reason) -> Step {
        match self.state {
            State::Ready => self.done(Outcome::NotSent, reason, None),
            // The status is already a plain no; only its explanation is missing.
            State::Reading(status) if self.refusal(status) == Outcome::Rejected => {
                let reason = if reason == Reason::Timeout { Reason::Status } else { reason };
                self.done(Outcome::Rejected, reason, None)
            }
            _ => self.done(Outcome::Unknown, reason, None),
        }
    }

    /// What an error status says. A 4xx means that nothing was done, except for 408 and 499 (a proxy gave up waiting:
    /// the request may be at work behind it), and except where an earlier attempt of a changing call may have worked:
    /// the 404 of a second DELETE is what success looks like.
    fn refusal(&self, status: u16) -> Outcome {
        let definite = (400..500).contains(&status) && status != 408 && status != 499;
        let settled = !self.unsettled || self.plan.method == Method::Get;
        if definite && settled { Outcome::Rejected } else { Outcome::Unknown }
    }

    fn done(&mut self, outcome: Outcome, reason: Reason, answer: Option<super::answer::Answer>) -> Step {
        self.state = State::Done;
        Step::Done(Verdict { outcome, reason, status: self.status, attempts: self.attempts, answer })
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether a status is about the moment and not about the request.
fn is_passing(status: u16) -> bool {
    status == 408 || status == 429 || (500..600).contains(&status)
}

#[cfg(test)]
mod tests {
    use super::{Event, Exchange, Plan, Shape, Step};
    use crate::api::operation::Method;
    use crate::exchange::answer::{Answer, Body, PostAnswer};
    use crate::exchange::outcome::{Outcome, Reason, Verdict};

    /// The body of a 2xx is wanted.
    const READ: Step = Step::Read { accepted: true };
    /// The body of an error is.
    const READ_ERROR: Step = Step::Read { accepted: false };

    fn call(method: Method) -> Exchange {
        let shape = if method == Method::Post { Shape::Post } else { Shape::Object };
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
            Step::Done(Verdict { outcome, reason, .. }) => (outcome, reason),
            other => panic!("not the end: {other:?}"),
        }
    }

    fn accepted() -> Body {
        Body::Json(Answer { object: true, post: Some(PostAnswer::default()), ..Answer::default() })
    }

    fn object() -> Body {
        Body::Json(Answer { object: true, message: Some("no".into()), ..Answer::default() })
    }

    #[test]
    fn a_post_is_accepted_by_the_promised_answer_and_nothing_less() {
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
    fn a_post_is_not_sent_again_whatever_happens() {
        let mut lost = sent(Method::Post);
        assert_eq!(end(lost.next(1_001, Event::Lost, 0)), (Outcome::Unknown, Reason::Network));
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
    fn a_request_that_was_not_handed_over_was_not_sent() {
        for method in [Method::Post, Method::Get] {
            assert_eq!(end(sent(method).next(1_001, Event::Unsent, 0)), (Outcome::NotSent, Reason::Network));
        }
        let mut lost = sent(Method::Delete);
        assert_eq!(lost.next(1_001, Event::Lost, u32::MAX), Step::Wait(499));
        assert_eq!(lost.next(1_500, Event::Waited, 0), Step::Send(2));
        assert_eq!(end(lost.next(1_501, Event::Unsent, 0)), (Outcome::Unknown, Reason::Network));
    }

    #[test]
    fn a_read_is_tried_again_and_says_so() {
        for event in [head(408), head(429), head(500), head(503), Event::Lost] {
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
        assert_eq!(call.next(1_002, Event::Body(Body::Broken), 0), Step::Wait(0), "a body that breaks is a lost one");
    }

    #[test]
    fn a_read_is_not_tried_for_ever_nor_past_the_deadline() {
        let mut call = sent(Method::Get);
        for attempt in 2..=3 {
            assert_eq!(call.next(1_001, Event::Lost, 0), Step::Wait(0));
            assert_eq!(call.next(1_001, Event::Waited, 0), Step::Send(attempt));
        }
        assert_eq!(end(call.next(1_001, Event::Lost, 0)), (Outcome::Unknown, Reason::Network));

        let mut call = sent(Method::Get);
        let event = Event::Head { status: 429, retry_after: Some(60_000) };
        assert_eq!(call.next(1_001, event, 0), READ_ERROR, "no time to wait: the answer at hand is the answer");
        assert_eq!(end(call.next(1_001, Event::Body(object()), 0)), (Outcome::Rejected, Reason::Status));
    }

    #[test]
    fn other_statuses_of_a_read_are_final() {
        for (status, outcome) in [(400, Outcome::Rejected), (404, Outcome::Rejected), (409, Outcome::Rejected)] {
            let mut call = sent(Method::Get);
            assert_eq!(call.next(1_001, head(status), 0), READ_ERROR);
            assert_eq!(end(call.next(1_002, Event::Body(object()), 0)), (outcome, Reason::Status));
        }
    }

    #[test]
    fn a_second_delete_that_finds_nothing_may_have_been_the_first() {
        let second = |first: Event| {
            let mut call = sent(Method::Delete);
            assert!(matches!(call.next(1_001, first, 0), Step::Wait(_)));
            assert_eq!(call.next(1_002, Event::Waited, 0), Step::Send(2));
            assert_eq!(call.next(1_003, head(404), 0), READ_ERROR);
            end(call.next(1_004, Event::Body(object()), 0))
        };
        assert_eq!(second(Event::Lost), (Outcome::Unknown, Reason::Status));
        assert_eq!(second(head(502)), (Outcome::Unknown, Reason::Status));
        assert_eq!(second(head(429)), (Outcome::Rejected, Reason::Status), "a 429 did nothing");
    }

    #[test]
    fn abort_and_deadline_are_heard_at_every_step() {
        for (event, reason) in [(Event::Abort, Reason::Abort), (Event::Deadline, Reason::Timeout)] {
            assert_eq!(end(call(Method::Post).next(1_000, event.clone(), 0)), (Outcome::NotSent, reason));
            assert_eq!(end(sent(Method::Post).next(1_001, event.clone(), 0)), (Outcome::Unknown, reason));

            let mut reading = sent(Method::Post);
            reading.next(1_001, head(202), 0);
            assert_eq!(end(reading.next(1_002, event.clone(), 0)), (Outcome::Unknown, reason));

            let mut waiting = sent(Method::Get);
            waiting.next(1_001, Event::Lost, 0);
            assert_eq!(end(waiting.next(1_002, event.clone(), 0)), (Outcome::Unknown, reason));
            assert_eq!(waiting.next(1_003, Event::Waited, 0), Step::Nothing, "the end is the end");
        }
    }

    #[test]
    fn a_no_whose_explanation_stalls_is_still_a_no() {
        let mut stalled = sent(Method::Post);
        stalled.next(1_001, head(402), 0);
        assert_eq!(end(stalled.next(61_000, Event::Deadline, 0)), (Outcome::Rejected, Reason::Status));
        let mut aborted = sent(Method::Post);
        aborted.next(1_001, head(402), 0);
        assert_eq!(end(aborted.next(1_002, Event::Abort, 0)), (Outcome::Rejected, Reason::Abort));
    }

    #[test]
    fn the_clock_may_jump_and_the_deadline_holds() {
        let mut forward = sent(Method::Get);
        assert_eq!(end(forward.next(9_999_999, head(200), 0)), (Outcome::Unknown, Reason::Timeout));
        let mut backward = sent(Method::Get);
        assert_eq!(backward.next(0, Event::Lost, 0), Step::Wait(0));
        assert_eq!(end(backward.next(0, Event::Deadline, 0)), (Outcome::Unknown, Reason::Timeout));
        let mut receding = sent(Method::Get);
        assert_eq!(receding.next(60_990, Event::Waited, 0), Step::Nothing);
        let step = receding.next(0, Event::Lost, u32::MAX);
        assert_eq!(end(step), (Outcome::Unknown, Reason::Network), "a clock that is set back gives no more time");
        let mut late = sent(Method::Post);
        late.next(1_001, head(202), 0);
        let known = end(late.next(99_999, Event::Body(accepted()), 0));
        assert_eq!(known, (Outcome::Accepted, Reason::Answered), "a complete answer is worth more than the deadline");
    }

    #[test]
    fn events_out_of_turn_change_nothing() {
        let mut call = sent(Method::Post);
        for event in [Event::Start, Event::Waited, Event::Body(accepted())] {
            assert_eq!(call.next(1_001, event, 0), Step::Nothing);
        }
        assert_eq!(call.next(1_002, head(202), 0), READ);
        for event in [Event::Start, Event::Waited, head(500), Event::Lost] {
            assert_eq!(call.next(1_003, event, 0), Step::Nothing);
        }
        assert_eq!(end(call.next(1_004, Event::Body(accepted()), 0)), (Outcome::Accepted, Reason::Answered));
    }
}
