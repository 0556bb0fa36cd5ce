//! A simulation of a million calls against a server and a network that fail in every way, at every step.
//!
//! The simulation knows what the server did; the machine only sees the events of the network. Each schedule has a seed
//! of its own, so a failed assertion names the seed that repeats it.
//!
//! `cargo test` runs 1,000,000 schedules (about two seconds). `POSTPEER_SCHEDULES` sets another number.

#![allow(clippy::arithmetic_side_effects)]

use super::machine::{Event, Exchange, Plan, ResponseShape, Step};
use super::outcome::{CallResult, Outcome, Reason};
use super::response::{Body, BodyFacts, PostResponse};
use crate::api::operation::Method;

/// SplitMix64: a small generator with a seed, good enough to choose faults.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    fn u32(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }
}

/// The effect of one request on the server, and the events that the client sees.
struct Fault {
    acted: bool,
    head: Option<u16>,
    head_after: u64,
    body: Body,
    body_after: u64,
    retry_after: Option<u64>,
}

const STATUSES: [u16; 30] = [
    200, 200, 200, 201, 202, 202, 202, 202, 204, 0, 301, 302, 303, 307, 308, 400, 401, 402, 404, 408, 409, 422, 425,
    429, 429, 500, 502, 503, 504, 499,
];

/// A server may act before it fails. By HTTP, a 4xx other than a timeout means that it did not act. A 2xx of the
/// documented shape means that it did.
fn fault(random: &mut Random) -> Fault {
    let head = if random.one_in(4) { None } else { Some(random.pick(&STATUSES)) };
    let object = || BodyFacts { is_object: true, ..BodyFacts::default() };
    let body = match random.below(8) {
        0 => Body::NotJson,
        1 => Body::Empty,
        2 => Body::TooLarge,
        3 => Body::Broken,
        4 => Body::Json(BodyFacts::default()),
        5 => Body::Json(object()),
        _ => Body::Json(BodyFacts { post: Some(PostResponse::default()), ..object() }),
    };
    let is_documented = matches!(&body, Body::Json(facts) if facts.post.is_some());
    let acted = match head {
        Some(200..=299) if is_documented => true,
        Some(408 | 499) | None => random.one_in(2),
        Some(400..=498) => false,
        Some(_) => random.one_in(2),
    };
    // A response that never comes is a delay longer than every deadline.
    let mut after = || if random.one_in(25) { u64::MAX } else { random.below(9_000) };
    let (head_after, body_after) = (after(), after());
    let retry_after = if random.one_in(3) { Some(random.below(90_000)) } else { None };
    Fault { acted, head, head_after, body, body_after, retry_after }
}

struct Run {
    result: CallResult,
    sent: u32,
    acted: bool,
    last_acted: bool,
    lasted: u64,
}

/// Runs one schedule. Real time only increases; the clock of the machine may jump.
fn play(seed: u64, plan: Plan) -> Run {
    let mut random = Random(seed);
    let start = random.below(1 << 40);
    let mut real = 0_u64;
    let mut skew = 0_i64;
    let abort = if random.one_in(5) { Some(random.below(20_000)) } else { None };
    let jumpy = random.one_in(6);
    let mut call = Exchange::new(plan, start);
    let (mut sent, mut acted, mut last_acted) = (0, false, false);
    let mut current: Option<Fault> = None;
    // The next event, unless the caller or the deadline comes first.
    let mut coming = (0_u64, Event::Start);
    for _ in 0..10_000 {
        let mut soonest = coming.clone();
        if plan.timeout <= soonest.0 {
            soonest = (plan.timeout, Event::Deadline);
        }
        if let Some(at) = abort
            && (at < soonest.0 || (at == soonest.0 && random.one_in(2)))
        {
            soonest = (at, Event::Abort);
        }
        real = real.max(soonest.0);
        if jumpy && random.one_in(3) {
            skew = i64::try_from(random.below(200_000)).unwrap() - 100_000;
        }
        let shown = (start + real).saturating_add_signed(skew);
        match call.next(shown, soonest.1, random.u32()) {
            Step::Send(_) => {
                sent += 1;
                let fault = fault(&mut random);
                last_acted = fault.acted;
                acted |= fault.acted;
                let event = match fault.head {
                    Some(status) => Event::Head { status, retry_after: fault.retry_after },
                    None => Event::ConnectionFailed,
                };
                coming = (real.saturating_add(fault.head_after), event);
                current = Some(fault);
            }
            Step::Read { .. } => {
                let fault = current.take().expect("a body is read once, after a head");
                coming = (real.saturating_add(fault.body_after), Event::Body(fault.body));
            }
            Step::Wait(ms) => coming = (real.saturating_add(ms), Event::Waited),
            Step::Done(result) => {
                for late in
                    [Event::Waited, Event::ConnectionFailed, Event::Unsent, Event::Abort, Event::Deadline, Event::Start]
                {
                    assert_eq!(
                        call.next(shown, late, 0),
                        Step::Nothing,
                        "seed {seed}: events after the end are ignored"
                    );
                }
                return Run { result, sent, acted, last_acted, lasted: real };
            }
            Step::Nothing => panic!("seed {seed}: an expected event was ignored"),
        }
    }
    panic!("seed {seed}: the call did not end");
}

fn check(seed: u64) -> (Outcome, Reason, u32) {
    let mut random = Random(!seed);
    let method = random.pick(&[
        Method::Post,
        Method::Post,
        Method::Post,
        Method::Patch,
        Method::Get,
        Method::Put,
        Method::Delete,
    ]);
    // A read that costs credits is sent once.
    let replay_is_safe = method.is_idempotent() && !random.one_in(8);
    let plan = Plan {
        method,
        replay_is_safe,
        shape: if random.one_in(4) { ResponseShape::Object } else { ResponseShape::Post },
        timeout: random.pick(&[1, 500, 10_000, 60_000, 60_000, 600_000]),
        max_retries: random.pick(&[0, 1, 2, 2, 5]),
    };
    let run = play(seed, plan);
    let CallResult { outcome, reason, attempts, .. } = run.result;
    let allowed = if replay_is_safe { plan.max_retries + 1 } else { 1 };
    assert!(run.sent <= allowed, "seed {seed}: {method:?} sent {} times", run.sent);
    assert_eq!(run.sent, attempts, "seed {seed}: attempts are counted");
    assert!(run.lasted <= plan.timeout, "seed {seed}: lasted {} of {} ms", run.lasted, plan.timeout);
    match outcome {
        // Only a read may be accepted without an effect. For `ResponseShape::Object` any object counts.
        Outcome::Accepted => {
            assert!(run.last_acted || plan.shape == ResponseShape::Object, "seed {seed}: accepted without an effect")
        }
        Outcome::Rejected => {
            assert!(!run.acted || method == Method::Get, "seed {seed}: rejected, but the server acted")
        }
        Outcome::NotSent => assert_eq!(run.sent, 0, "seed {seed}: not sent, but it was"),
        Outcome::Unknown => assert!(run.sent > 0, "seed {seed}: unknown, but nothing was sent"),
    }
    (outcome, reason, attempts)
}

#[test]
fn every_promise_holds_in_a_million_schedules_of_faults() {
    let requested = std::env::var("POSTPEER_SCHEDULES").ok().and_then(|text| text.parse().ok());
    let schedules = requested.unwrap_or(1_000_000_u64);
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..schedules {
        let (outcome, reason, attempts) = check(seed);
        *seen.entry((outcome.name(), reason.name(), attempts.min(3))).or_insert(0_u64) += 1;
    }
    println!("{schedules} schedules");
    for ((outcome, reason, attempts), count) in &seen {
        println!("{outcome:>9} {reason:<15} after {attempts} attempts: {count}");
    }
    // A state that is never reached is not tested.
    for outcome in ["not_sent", "rejected", "accepted", "unknown"] {
        assert!(seen.keys().any(|(name, ..)| *name == outcome), "{outcome} was never reached");
    }
    for reason in [
        "answered",
        "status",
        "redirect",
        "network",
        "timeout",
        "abort",
        "body_broken",
        "body_too_large",
        "body_empty",
        "body_not_json",
        "body_shape",
    ] {
        assert!(seen.keys().any(|(_, name, _)| *name == reason), "{reason} was never reached");
    }
}
