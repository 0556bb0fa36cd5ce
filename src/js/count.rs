//! The counters' export. It shares the desk of [`super::validate`].

use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::rules::counter;
use crate::text;

use super::validate::at_desk;

/// Whether the first bytes may not be in NFC, the form that X counts and that only the host can make.
#[wasm_bindgen]
pub fn may_change_in_nfc(bytes: u32) -> bool {
    at_desk(|desk| text::may_change_in_nfc(desk.bytes.get(..bytes as usize).unwrap_or(&[])))
}

/// Holds the first bytes against the limits of a platform: writes unit, limit, use and (plus one, 0 for nowhere) the
/// place where it goes over, for each limit, and answers how many words that takes. They are where issues are.
#[wasm_bindgen]
pub fn count_text(platform: u32, choice: u32, bytes: u32) -> u32 {
    at_desk(|desk| {
        let text = desk.bytes.get(..bytes as usize).unwrap_or(&[]);
        let (issues, incremental) = (&mut desk.issues, &mut desk.counter);
        issues.clear();
        counter::counters(&desk.index, platform as usize, choice, text, incremental, |counter| {
            let over = counter.measure.over_at.map_or(0, |at| at.wrapping_add(1));
            issues.write(&[counter.unit, counter.limit, counter.measure.used, over]);
        });
        issues.words().len() as u32
    })
}
