//! Exports of `media.wasm`: numbers only, and one stretch of memory that both sides use.
//!
//! Many files can be probed at once and reads take their time, so what a probe knows has to outlive a call. It holds
//! no pointer and lies as plain bytes at `layout(0)`: `lib/media/probe.js` takes them out after a call and puts them back
//! before the next. So the state belongs to the caller, is freed with it, and nothing of one file reaches another. A new
//! probe is all zeros, which a test of the package holds.
#![allow(unreachable_pub, reason = "an export is reached from JavaScript")]

use core::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::media::{MAX_READ, Probe, Refusal, Step};

/// What both sides use: the probe of the current call, and after it the bytes it is fed.
#[repr(C)]
struct Shared {
    probe: Probe,
    bytes: [u8; MAX_READ],
}

thread_local! {
    static SHARED: RefCell<Shared> = const { RefCell::new(Shared { probe: Probe::new(0), bytes: [0; MAX_READ] }) };
}

/// The answer where the shared memory is in use, which it never is between calls: the file is malformed.
const NEVER: f64 = -5.0 - Refusal::Malformed as u8 as f64;

/// Where the state of the probe lies (0), and where it ends and the bytes of a read begin (1).
#[wasm_bindgen]
pub fn layout(which: usize) -> usize {
    let start = SHARED.try_with(|shared| shared.as_ptr() as usize).unwrap_or_default();
    start.wrapping_add(which.wrapping_mul(size_of::<Probe>()))
}

/// Feeds the first `length` bytes of the buffer as those at `at`, of a file of `size` bytes, or of less than none if it
/// comes in as a stream. Answers the offset of the
/// next read, or -1 less the kind of the file when all is known, or -5 less the refusal.
#[wasm_bindgen]
pub fn feed(size: f64, at: f64, length: usize) -> f64 {
    let fed = SHARED.try_with(|shared| {
        let Ok(mut shared) = shared.try_borrow_mut() else { return NEVER };
        let shared = &mut *shared;
        // A float beyond the range saturates in these casts, and NaN becomes 0. Offsets come from this function.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (bytes, at) = (size.abs() as u64, at as u64);
        shared.probe.resize(bytes, size < 0.0);
        match shared.probe.feed(at, shared.bytes.get(..length).unwrap_or_default()) {
            #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
            Ok(Step::Read { at, .. } | Step::Inflate { at, .. }) => at as f64,
            Ok(Step::Done) => -1.0 - f64::from(shared.probe.facts().kind() as u8),
            Err(refusal) => -5.0 - f64::from(refusal as u8),
        }
    });
    fed.unwrap_or(NEVER)
}
