//! Exports of `media.wasm`: numbers only, and one stretch of memory that both sides use.
//!
//! Many files can be probed at once and reads take their time, so what a probe knows has to outlive a call. It holds
//! no pointer and lies as plain bytes at `media_state`: `lib/media.js` takes them out after a call and puts them back
//! before the next. So the state belongs to the caller, is freed with it, and nothing of one file reaches another. A new
//! probe is all zeros, which a test of the package holds.
#![allow(unreachable_pub, reason = "an export is reached from JavaScript")]

use core::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::media::{Probe, Refusal, STRIDE, Step};

/// What both sides use: the probe of the current call, and the bytes it is fed.
struct Shared {
    probe: Probe,
    bytes: [u8; STRIDE],
}

thread_local! {
    static SHARED: RefCell<Shared> = const { RefCell::new(Shared { probe: Probe::new(0), bytes: [0; STRIDE] }) };
}

fn with<T>(work: impl FnOnce(&mut Shared) -> T) -> T {
    SHARED.with_borrow_mut(work)
}

/// Where things lie: 0 the state of the probe, 1 its length, 2 the bytes of a read; and 3, the length of the read that
/// `media_feed` wished for.
#[wasm_bindgen]
pub fn media_layout(which: u32) -> usize {
    with(|shared| match which {
        0 => core::ptr::from_ref(&shared.probe) as usize,
        1 => size_of::<Probe>(),
        2 => shared.bytes.as_ptr() as usize,
        _ => shared.probe.asked(),
    })
}

/// Feeds the first `length` bytes of the buffer as those at `at`, of a file of `size` bytes. Answers the offset of the
/// next read, -1 when all is known, or a refusal: -2 and below.
#[wasm_bindgen]
pub fn media_feed(size: f64, at: f64, length: usize) -> f64 {
    with(|shared| {
        // A float beyond the range saturates in these casts, and NaN becomes 0. Offsets come from this function.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let (size, at) = (size as u64, at as u64);
        shared.probe.resize(size);
        match shared.probe.feed(at, shared.bytes.get(..length).unwrap_or_default()) {
            #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
            Ok(Step::Read { at, .. }) => at as f64,
            Ok(Step::Done) => -1.0,
            Err(refusal) => -2.0 - f64::from(refusal as u8),
        }
    })
}

/// A number of the facts, by its place in `Field`, which is that in `FIELDS` of lib/media.js; NaN where there is none.
#[wasm_bindgen]
pub fn media_number(field: usize) -> f64 {
    with(|shared| shared.probe.facts().number(field).unwrap_or(f64::NAN))
}

/// A word, as its address times 256 and its length. Below 0 it is the name of a refusal as `media_feed` answered it;
/// from 0 on kind, container, type, other true types, video codec and audio codec.
#[wasm_bindgen]
pub fn media_text(which: i32) -> usize {
    with(|shared| {
        let facts = shared.probe.facts();
        let word = match which {
            -2 => Refusal::Empty.name(),
            -3 => Refusal::Unrecognised.name(),
            -4 => Refusal::Truncated.name(),
            -5 => Refusal::Malformed.name(),
            -6 => Refusal::TooLarge.name(),
            0 => facts.kind().name(),
            1 => facts.container.row().name,
            2 => facts.mime(),
            3 => facts.container.row().aliases,
            4 => facts.video.name(),
            _ => facts.audio.name(),
        };
        ((word.as_ptr() as usize) << 8) | word.len()
    })
}
