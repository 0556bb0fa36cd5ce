//! A million calls against a world that fails in every way, at every step.
//!
//! The world knows what the server really did; the machine only sees what a network would show it. Each schedule is
//! drawn from its own seed, so a failure names the one number that repeats it.
//!
//! `cargo test` runs 1,000,000 schedules (about two seconds). `POSTPEER_SCHEDULES` sets another number.

#![allow(clippy::arithmetic_side_effects)]

use super::answer::{Answer, Body, PostAnswer};
use super::machine::{Event, Exchange, Plan, Shape, Step};
use super::outcome::{Outcome, Reason, Verdict};
use crate::api::operation::Method;

/// SplitMix64: small, seedable, good enough to draw faults with.
struct Dice(u64);

impl Dice {
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

/// What the server did with one request, and what it lets the client see of it.
struct Fate {
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

/// A server may do its work before it fails in any way, with one exception that HTTP gives: a 4xx other than a
/// timeout says that it did not. A 2xx of the promised form says that it did.
fn fate(dice: &mut Dice) -> Fate {
    let head = if dice.one_in(4) { None } else { Some(dice.pick(&STATUSES)) };
    let object = || Answer { object: true, ..Answer::default() };
    let body = match dice.below(8) {
        0 => Body::NotJson,
        1 => Body::Empty,
        2 => Body::TooLarge,
        3 => Body::Broken,
        4 => Body::Json(Answer::default()),
        5 => Body::Json(object()),
        _ => Body::Json(Answer { post: Some(PostAnswer::default()), ..object() }),
    };
    let promised = matches!(&body, Body::Json(answer) if answer.post.is_some());
    let acted = match head {
        Some(200..=299) if promised => true,
        Some(408 | 499) | None => dice.one_in(2),
        Some(400..=498) => false,
        Some(_) => dice.one_in(2),
    };
    // Slow and never are different faults: never is a delay that no deadline lives to see.
    let mut after = || if dice.one_in(25) { u64::MAX } else { dice.below(9_000) };
    let (head_after, body_after) = (after(), after());
    let retry_after = if dice.one_in(3) { Some(dice.below(90_000)) } else { None };
    Fate { acted, head, head_after, body, body_after, retry_after }
}

struct Run {
    verdict: Verdict,
    sent: u32,
    acted: bool,
    last_acted: bool,
    lasted: u64,
}

/// Plays one schedule. Real time only goes forward; the clock that the machine is shown may jump.
fn play(seed: u64, plan: Plan) -> Run {
    let mut dice = Dice(seed);
    let start = dice.below(1 << 40);
    let mut real = 0_u64;
    let mut skew = 0_i64;
    let abort = if dice.one_in(5) { Some(dice.below(20_000)) } else { None };
    let jumpy = dice.one_in(6);
    let mut call = Exchange::new(plan, start);
    let (mut sent, mut acted, mut last_acted) = (0, false, false);
    let mut current: Option<Fate> = None;
    // What happens next if neither the caller nor the deadline is faster.
    let mut coming = (0_u64, Event::Start);
    for _ in 0..10_000 {
        let mut soonest = coming.clone();
        if plan.timeout <= soonest.0 {
            soonest = (plan.timeout, Event::Deadline);
        }
        if let Some(at) = abort
            && (at < soonest.0 || (at == soonest.0 && dice.one_in(2)))
        {
            soonest = (at, Event::Abort);
        }
        real = real.max(soonest.0);
        if jumpy && dice.one_in(3) {
            skew = i64::try_from(dice.below(200_000)).unwrap() - 100_000;
        }
        let shown = (start + real).saturating_add_signed(skew);
        match call.next(shown, soonest.1, dice.u32()) {
            Step::Send(_) => {
                sent += 1;
                let fate = fate(&mut dice);
                last_acted = fate.acted;
                acted |= fate.acted;
                let event = match fate.head {
                    Some(status) => Event::Head { status, retry_after: fate.retry_after },
                    None => Event::Lost,
                };
                coming = (real.saturating_add(fate.head_after), event);
                current = Some(fate);
            }
            Step::Read { .. } => {
                let fate = current.take().expect("a body is read once, after a head");
                coming = (real.saturating_add(fate.body_after), Event::Body(fate.body));
            }
            Step::Wait(ms) => coming = (real.saturating_add(ms), Event::Waited),
            Step::Done(verdict) => {
                for late in [Event::Waited, Event::Lost, Event::Unsent, Event::Abort, Event::Deadline, Event::Start] {
                    assert_eq!(call.next(shown, late, 0), Step::Nothing, "seed {seed}: the end is the end");
                }
                return Run { verdict, sent, acted, last_acted, lasted: real };
            }
            Step::Nothing => panic!("seed {seed}: an event of its turn was ignored"),
        }
    }
    panic!("seed {seed}: the call did not end");
}

fn hold(seed: u64) -> (Outcome, Reason, u32) {
    let mut dice = Dice(!seed);
    let method =
        dice.pick(&[Method::Post, Method::Post, Method::Post, Method::Patch, Method::Get, Method::Put, Method::Delete]);
    // A read that costs is sent once, like what is never safe to send again.
    let replay_is_safe = method.is_idempotent() && !dice.one_in(8);
    let plan = Plan {
        method,
        replay_is_safe,
        shape: if dice.one_in(4) { Shape::Object } else { Shape::Post },
        timeout: dice.pick(&[1, 500, 10_000, 60_000, 60_000, 600_000]),
        max_retries: dice.pick(&[0, 1, 2, 2, 5]),
    };
    let run = play(seed, plan);
    let Verdict { outcome, reason, attempts, .. } = run.verdict;
    let allowed = if replay_is_safe { plan.max_retries + 1 } else { 1 };
    assert!(run.sent <= allowed, "seed {seed}: {method:?} sent {} times", run.sent);
    assert_eq!(run.sent, attempts, "seed {seed}: attempts are counted");
    assert!(run.lasted <= plan.timeout, "seed {seed}: lasted {} of {} ms", run.lasted, plan.timeout);
    match outcome {
        // Only a read may be accepted without an effect; and `Shape::Object` takes the server's word in any object.
        Outcome::Accepted => {
            assert!(run.last_acted || plan.shape == Shape::Object, "seed {seed}: said accepted, and it was not")
        }
        Outcome::Rejected => {
            assert!(!run.acted || method == Method::Get, "seed {seed}: said rejected, and the server acted")
        }
        Outcome::NotSent => assert_eq!(run.sent, 0, "seed {seed}: said not sent, and it was"),
        Outcome::Unknown => assert!(run.sent > 0, "seed {seed}: nothing was sent, and that is known"),
    }
    (outcome, reason, attempts)
}

#[test]
fn a_million_schedules_of_faults_keep_every_promise() {
    let asked = std::env::var("POSTPEER_SCHEDULES").ok().and_then(|text| text.parse().ok());
    let schedules = asked.unwrap_or(1_000_000_u64);
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..schedules {
        let (outcome, reason, attempts) = hold(seed);
        *seen.entry((outcome.name(), reason.name(), attempts.min(3))).or_insert(0_u64) += 1;
    }
    println!("{schedules} schedules");
    for ((outcome, reason, attempts), count) in &seen {
        println!("{outcome:>9} {reason:<15} after {attempts} attempts: {count}");
    }
    // A simulation that never reaches a state proves nothing about it.
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
