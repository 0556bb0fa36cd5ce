//! The validator's exports: numbers only. The tape and its bytes are written straight into this module's memory, and
//! the issues are read from there.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::api::operation::Operation;
use crate::check::code::CODES;
use crate::check::index::Index;
use crate::check::issue::Issues;
use crate::check::structure::{self, Mode};
use crate::check::tape::Tape;

const LENIENT: u32 = 1;
const RULES: u32 = 2;

/// The operations whose parameters can be checked: the validator alone has only the post.
#[cfg(not(feature = "client"))]
const OPERATIONS: &[Operation] = &[];
#[cfg(feature = "client")]
const OPERATIONS: &[Operation] = crate::api::operations::OPERATIONS;

struct Desk {
    index: Index,
    words: Vec<u32>,
    bytes: Vec<u8>,
    issues: Issues,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk {
        index: Index::new(OPERATIONS),
        words: Vec::new(),
        bytes: Vec::new(),
        issues: Issues::default(),
    });
}

/// The texts of the tables, in three sections that end in a form feed: the names, three lines for each code (code,
/// sentence, hint), and the names of the operations.
#[wasm_bindgen]
pub fn tables() -> String {
    DESK.with_borrow(|desk| {
        let mut text = String::new();
        section(&mut text, desk.index.names().iter().map(|name| name.text));
        section(&mut text, CODES.iter().flat_map(|code| [code.code, code.message, code.hint]));
        section(&mut text, OPERATIONS.iter().map(|operation| operation.name));
        text
    })
}

fn section(text: &mut String, lines: impl Iterator<Item = &'static str>) {
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text.push('\u{c}');
}

/// How the values of a name's field are to be written: the flags of `check::index`.
#[wasm_bindgen]
pub fn flags_of(name: u32) -> u32 {
    DESK.with_borrow(|desk| desk.index.names().get(name as usize).map_or(0, |name| u32::from(name.flags)))
}

/// How long a string of a name's field may be before its bytes must come along.
#[wasm_bindgen]
pub fn limit_of(name: u32) -> u32 {
    DESK.with_borrow(|desk| desk.index.names().get(name as usize).map_or(u32::MAX, |name| name.limit))
}

/// Makes room for a tape and its bytes; they are zero until written.
#[wasm_bindgen]
pub fn reserve(words: u32, bytes: u32) {
    DESK.with_borrow_mut(|desk| {
        let (words, bytes) = (words as usize, bytes as usize);
        if desk.words.len() < words {
            desk.words.resize(words, 0);
        }
        if desk.bytes.len() < bytes {
            desk.bytes.resize(bytes, 0);
        }
    });
}

/// Where the tape is to be written. It moves when `reserve` makes it larger.
#[wasm_bindgen]
pub fn tape_at() -> u32 {
    DESK.with_borrow(|desk| desk.words.as_ptr() as u32)
}

/// Where the bytes are to be written.
#[wasm_bindgen]
pub fn bytes_at() -> u32 {
    DESK.with_borrow(|desk| desk.bytes.as_ptr() as u32)
}

/// Checks the tape against a root; answers how many words the issues take.
#[wasm_bindgen]
pub fn check(root: u32, words: u32, bytes: u32, mode: u32) -> u32 {
    DESK.with_borrow_mut(|desk| {
        let Desk { index, words: tape, bytes: content, issues } = desk;
        let tape = tape.get(..words as usize).unwrap_or(&[]);
        let content = content.get(..bytes as usize).unwrap_or(&[]);
        let mode = Mode { lenient: mode & LENIENT != 0, rules: mode & RULES != 0 };
        structure::check(index, root as usize, Tape::new(tape, content), mode, issues);
        issues.words().len() as u32
    })
}

/// Where the issues of the last check are.
#[wasm_bindgen]
pub fn issues_at() -> u32 {
    DESK.with_borrow(|desk| desk.issues.words().as_ptr() as u32)
}
