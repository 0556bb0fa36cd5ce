//! Exports of `media.wasm`: numbers only, and one stretch of memory that both sides use.
//!
//! Many files can be probed at once and reads take their time, so the state of a probe has to outlive a call. It holds
//! no pointer and lies as plain bytes from `layout(0)` on, followed by the bytes of the file that were read: before
//! another file is probed, `lib/media/probe.js` copies them out, and back before the next call. So nothing of one file
//! reaches another. The state of a new probe is all zeros, which a test of the package holds.
#![allow(unreachable_pub, reason = "an export is reached from JavaScript")]

use core::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::media::{MAX_READS, Piece, ROOM, Refusal, Session, Step};

/// The memory that both sides use: the state of the probe, and all bytes that it was fed. It is static: as
/// `instance_state` has it, on the heap, it would link the allocator, 1 kB of gzip.
#[repr(C)]
struct Shared {
    session: Session,
    pieces: [Piece; MAX_READS],
    bytes: [u8; ROOM],
}

thread_local! {
    static SHARED: RefCell<Shared> = const {
        RefCell::new(Shared { session: Session::new(), pieces: [Piece::EMPTY; MAX_READS], bytes: [0; ROOM] })
    };
}

/// The answer where the shared memory is in use, which it never is between calls: the file is malformed.
const NEVER: f64 = -5.0 - Refusal::Malformed as u8 as f64;

/// The address of the state (0), and that of the bytes behind it (1).
#[wasm_bindgen]
pub fn layout(which: usize) -> usize {
    let start = SHARED.try_with(|shared| shared.as_ptr() as usize).unwrap_or_default();
    start.wrapping_add(which.wrapping_mul(size_of::<Shared>().wrapping_sub(ROOM)))
}

/// Feeds `length` bytes, which follow those that were fed before, as those at `at` of a file of `size` bytes, or of
/// less than no bytes if it comes in as a stream. Returns the offset of the next read, or -1 less the kind of the file
/// when all is known, or -5 less the refusal.
#[wasm_bindgen]
pub fn feed(size: f64, at: f64, length: usize) -> f64 {
    let fed = SHARED.try_with(|shared| {
        let Ok(mut shared) = shared.try_borrow_mut() else { return NEVER };
        let Shared { session, pieces, bytes } = &mut *shared;
        // A float beyond the range saturates in these casts, and NaN becomes 0. Offsets come from this function.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (known, at) = (size.abs() as u64, at as u64);
        session.resize(known, size < 0.0);
        match session.feed(at, length, pieces, bytes) {
            #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
            Ok(Step::Read { at, .. } | Step::Inflate { at, .. }) => at as f64,
            Ok(Step::Done) => -1.0 - f64::from(session.facts.kind() as u8),
            Err(refusal) => -5.0 - f64::from(refusal as u8),
        }
    });
    fed.unwrap_or(NEVER)
}
