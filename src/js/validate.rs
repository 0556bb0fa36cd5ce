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

/// The names, how the values of each are to be written, and the sentences of the codes, as JSON.
#[wasm_bindgen]
pub fn tables() -> String {
    DESK.with_borrow(|desk| {
        let mut json = String::from("{\"names\":[");
        for (place, name) in desk.index.names().iter().enumerate() {
            separate(&mut json, place);
            quote(&mut json, name.text);
        }
        json.push_str("],\"flags\":[");
        for (place, name) in desk.index.names().iter().enumerate() {
            separate(&mut json, place);
            decimal(&mut json, u32::from(name.flags));
        }
        json.push_str("],\"limits\":[");
        for (place, name) in desk.index.names().iter().enumerate() {
            separate(&mut json, place);
            decimal(&mut json, name.limit);
        }
        json.push_str("],\"codes\":[");
        for (place, code) in CODES.iter().enumerate() {
            separate(&mut json, place);
            json.push('[');
            quote(&mut json, code.code);
            json.push(',');
            quote(&mut json, code.message);
            json.push(',');
            quote(&mut json, code.hint);
            json.push(']');
        }
        json.push_str("],\"operations\":[");
        for (place, operation) in OPERATIONS.iter().enumerate() {
            separate(&mut json, place);
            quote(&mut json, operation.name);
        }
        json.push_str("]}");
        json
    })
}

fn separate(json: &mut String, place: usize) {
    if place > 0 {
        json.push(',');
    }
}

/// The tables hold printable text without backslashes, so only quotation marks need care.
fn quote(json: &mut String, text: &str) {
    json.push('"');
    for part in text.chars() {
        if matches!(part, '"' | '\\') {
            json.push('\\');
        }
        json.push(part);
    }
    json.push('"');
}

fn decimal(json: &mut String, number: u32) {
    let mut digits = [0u8; 10];
    let mut rest = number;
    let mut length = 0usize;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' | (rest % 10) as u8;
        rest /= 10;
        length = length.saturating_add(1);
        if rest == 0 {
            break;
        }
    }
    let start = digits.len().saturating_sub(length);
    json.extend(digits.iter().skip(start).map(|digit| char::from(*digit)));
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
