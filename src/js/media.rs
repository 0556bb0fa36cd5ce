//! Exports of `media.wasm`: numbers only, and one stretch of memory that both sides use.
//!
//! Many files can be probed at once and reads take their time, so what a probe knows has to outlive a call. It holds
//! no pointer and lies as plain bytes at `media_state`: `lib/media.js` takes them out after a call and puts them back
//! before the next. So the state belongs to the caller, is freed with it, and nothing of one file reaches another. A new
//! probe is all zeros, which a test of the package holds.
#![allow(unreachable_pub, reason = "an export is reached from JavaScript")]

use core::cell::{Cell, RefCell};

use wasm_bindgen::prelude::wasm_bindgen;

use crate::media::{Probe, Refusal, STRIDE, Step};

thread_local! {
    static PROBE: Cell<Probe> = const { Cell::new(Probe::new(0)) };
    static BYTES: RefCell<[u8; STRIDE]> = const { RefCell::new([0; STRIDE]) };
    static LENGTH: Cell<usize> = const { Cell::new(0) };
}

/// What `media_feed` answers instead of an offset.
const DONE: f64 = -1.0;

/// Where the state of the probe lies.
#[wasm_bindgen]
pub fn media_state() -> usize {
    PROBE.with(|probe| probe.as_ptr() as usize)
}

/// How long the state is.
#[wasm_bindgen]
pub fn media_state_length() -> usize {
    size_of::<Probe>()
}

/// Where the bytes of a read go, and the words of the facts come from.
#[wasm_bindgen]
pub fn media_bytes() -> usize {
    BYTES.with(|bytes| bytes.as_ptr() as usize)
}

/// Feeds the first `length` bytes of the buffer as those at `at`, of a file of `size` bytes. Answers the offset of the
/// next read, -1 when all is known, or a refusal: -2 and below.
#[wasm_bindgen]
pub fn media_feed(size: f64, at: f64, length: usize) -> f64 {
    let mut probe = PROBE.get();
    // A float beyond the range saturates in this cast, and NaN becomes 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    probe.resize(size as u64);
    // Offsets come from this function: whole numbers within the size of the file.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let step = BYTES.with_borrow(|bytes| probe.feed(at as u64, bytes.get(..length).unwrap_or_default()));
    PROBE.set(probe);
    match step {
        Ok(Step::Read { at, length }) => {
            LENGTH.set(length);
            #[allow(clippy::cast_precision_loss, reason = "files are shorter than 2^53 bytes")]
            let at = at as f64;
            at
        }
        Ok(Step::Done) => DONE,
        Err(refusal) => DONE - 1.0 - f64::from(refusal as u8),
    }
}

/// The length of the read that `media_feed` wished for.
#[wasm_bindgen]
pub fn media_length() -> usize {
    LENGTH.get()
}

/// A number of the facts, by its place in `Field`, which is that in `FIELDS` of lib/media.js; NaN where there is none.
#[wasm_bindgen]
pub fn media_number(field: usize) -> f64 {
    PROBE.get().facts().number(field).unwrap_or(f64::NAN)
}

/// Writes a word into the buffer and answers its length: below 0 the name of a refusal as `media_feed` answered it;
/// from 0 on kind, container, type, other true types, video codec and audio codec.
#[wasm_bindgen]
pub fn media_text(which: i32) -> usize {
    let probe = PROBE.get();
    let facts = probe.facts();
    let row = facts.container.row();
    let word = match which {
        -2 => Refusal::Empty.name(),
        -3 => Refusal::Unrecognised.name(),
        -4 => Refusal::Truncated.name(),
        -5 => Refusal::Malformed.name(),
        -6 => Refusal::TooLarge.name(),
        0 => facts.kind().name(),
        1 => row.name,
        2 => facts.mime(),
        3 => row.aliases,
        4 => facts.video.name(),
        _ => facts.audio.name(),
    };
    BYTES.with_borrow_mut(|bytes| {
        if let Some(place) = bytes.get_mut(..word.len()) {
            place.copy_from_slice(word.as_bytes());
        }
    });
    word.len()
}
