//! The counters' export. It shares the workspace of [`super::validate`].

use wasm_bindgen::prelude::wasm_bindgen;

use super::workspace::with_workspace;
use crate::check::rules::counters;
use crate::text;

/// Returns true if the first bytes may not be in NFC, the form that X counts and that only the host can make.
#[wasm_bindgen]
pub fn may_change_in_nfc(bytes: u32) -> bool {
    with_workspace(|workspace| text::may_change_in_nfc(workspace.bytes.get(..bytes as usize).unwrap_or(&[])))
}

/// Counts the first bytes against the limits of a platform. Writes a [`counters::Counter`] for each limit where issues
/// stand, and returns the number of words.
#[wasm_bindgen]
pub fn count_text(platform: u32, choice: u32, bytes: u32) -> u32 {
    with_workspace(|workspace| {
        let text = workspace.bytes.get(..bytes as usize).unwrap_or(&[]);
        let (issues, incremental) = (&mut workspace.issues, &mut workspace.counter);
        issues.clear();
        counters::counters(&workspace.schema, platform as usize, choice, text, incremental, |counter| {
            issues.write(&counter.to_words());
        });
        issues.words().len() as u32
    })
}
