//! The validator's exports: numbers only. JavaScript writes the tape and its bytes straight into this module's memory,
//! and reads the issues from there.

use wasm_bindgen::prelude::wasm_bindgen;

use super::workspace::{TABLES, with_workspace};
use crate::check::rules;
use crate::check::rules::context::ValidationContext;
use crate::check::schema::POST_ROOT;
use crate::check::structure::{self, Mode};
use crate::check::tape::Tape;

/// The address of the packed tables; `src/tables` describes what `lib/validate/tables.js` reads in them.
#[wasm_bindgen]
pub fn tables_at() -> u32 {
    TABLES.as_ptr() as u32
}

/// Makes room for a tape and its bytes; they are zero until written.
#[wasm_bindgen]
pub fn reserve(words: u32, bytes: u32) {
    with_workspace(|workspace| {
        let (words, bytes) = (words as usize, bytes as usize);
        if workspace.words.len() < words {
            workspace.words.resize(words, 0);
        }
        if workspace.bytes.len() < bytes {
            workspace.bytes.resize(bytes, 0);
        }
    });
}

/// The address of the tape. It moves when `reserve` makes it larger.
#[wasm_bindgen]
pub fn tape_at() -> u32 {
    with_workspace(|workspace| workspace.words.as_ptr() as u32)
}

/// The address of the bytes. It moves when `reserve` makes them more.
#[wasm_bindgen]
pub fn bytes_at() -> u32 {
    with_workspace(|workspace| workspace.bytes.as_ptr() as u32)
}

/// The address for a validation context of so many words.
#[wasm_bindgen]
pub fn context_at(words: u32) -> u32 {
    with_workspace(|workspace| {
        if workspace.context.len() < words as usize {
            workspace.context.resize(words as usize, 0);
        }
        workspace.context.as_ptr() as u32
    })
}

/// Checks a tape against a root, and with the rules in a validation context of so many words (0 for none). Returns the
/// number of words of the issues.
#[wasm_bindgen]
pub fn check(root: u32, words: u32, bytes: u32, mode: u32, context: u32) -> u32 {
    with_workspace(|workspace| {
        let tape = workspace.words.get(..words as usize).unwrap_or(&[]);
        let content = workspace.bytes.get(..bytes as usize).unwrap_or(&[]);
        let tape = Tape::new(tape, content);
        let context = ValidationContext::new(workspace.context.get(..context as usize).unwrap_or(&[]));
        let mode = Mode::from_bits(mode, context.local_time_is_known());
        structure::check(&workspace.schema, root as usize, tape, mode, &mut workspace.issues);
        if mode.rules && root as usize == POST_ROOT {
            rules::check_rules(&workspace.schema, tape, context, &mut workspace.issues);
        }
        workspace.issues.finish();
        workspace.issues.words().len() as u32
    })
}

/// The address of the issues of the last check.
#[wasm_bindgen]
pub fn issues_at() -> u32 {
    with_workspace(|workspace| workspace.issues.words().as_ptr() as u32)
}
