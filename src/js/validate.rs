//! The validator's exports: numbers only. The tape and its bytes are written straight into this module's memory, and
//! the issues are read from there.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::api::operation::Operation;
use crate::api::post::{PLATFORMS, TITLES};
use crate::api::rule::SAYINGS;
use crate::check::code::CODES;
use crate::check::index::Index;
use crate::check::index::POST_ROOT;
use crate::check::issue::Issues;
use crate::check::rules;
use crate::check::rules::circumstances::Circumstances;
use crate::check::rules::counter;
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
    known: Vec<u32>,
    issues: Issues,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk {
        index: Index::new(OPERATIONS),
        words: Vec::new(),
        bytes: Vec::new(),
        known: Vec::new(),
        issues: Issues::default(),
    });
}

/// The texts of the tables, in sections that end in a form feed: the names, three lines for each code (code, sentence,
/// hint), the names of the operations, two lines for each sentence of the rules (sentence, hint), four for each rule
/// (code, its sentence as `'0'` plus its place, what the row adds, source), and two for each platform (its name in the
/// API and its name for people).
#[wasm_bindgen]
pub fn tables() -> String {
    DESK.with_borrow(|desk| {
        let mut text = String::new();
        section(&mut text, desk.index.names().iter().map(|name| name.text));
        section(&mut text, CODES.iter().flat_map(|code| [code.code, code.message, code.hint]));
        section(&mut text, OPERATIONS.iter().map(|operation| operation.name));
        section(&mut text, SAYINGS.iter().flat_map(|(_, message, hint)| [*message, *hint]));
        for (platform, rule) in rules::all() {
            let saying = [b'0'.wrapping_add(rule.say as u8)];
            let saying = core::str::from_utf8(&saying).unwrap_or_default();
            lines(&mut text, [rules::code(platform, rule).as_str(), saying, rule.why, rule.source].into_iter());
        }
        text.push('\u{c}');
        section(&mut text, PLATFORMS.iter().zip(TITLES).flat_map(|(name, title)| [*name, *title]));
        text
    })
}

fn section(text: &mut String, all: impl Iterator<Item = &'static str>) {
    lines(text, all);
    text.push('\u{c}');
}

fn lines<'t>(text: &mut String, all: impl Iterator<Item = &'t str>) {
    for line in all {
        text.push_str(line);
        text.push('\n');
    }
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

/// Where words about what the caller knows beside a post are to be written; there is room for as many as asked.
#[wasm_bindgen]
pub fn known_at(words: u32) -> u32 {
    DESK.with_borrow_mut(|desk| {
        if desk.known.len() < words as usize {
            desk.known.resize(words as usize, 0);
        }
        desk.known.as_ptr() as u32
    })
}

/// Checks the tape against a root, in the light of so many words of what is known; answers how many words the issues
/// take.
#[wasm_bindgen]
pub fn check(root: u32, words: u32, bytes: u32, mode: u32, known: u32) -> u32 {
    DESK.with_borrow_mut(|desk| {
        let Desk { index, words: tape, bytes: content, known: beside, issues } = desk;
        let tape = tape.get(..words as usize).unwrap_or(&[]);
        let content = content.get(..bytes as usize).unwrap_or(&[]);
        let circumstances = Circumstances::new(beside.get(..known as usize).unwrap_or(&[]));
        let (lenient, rules) = (mode & LENIENT != 0, mode & RULES != 0);
        let mode = Mode { lenient, rules, local_time: lenient && rules && circumstances.local_time_is_known() };
        let tape = Tape::new(tape, content);
        structure::check(index, root as usize, tape, mode, issues);
        if rules && root as usize == POST_ROOT {
            rules::judge(index, tape, circumstances, issues);
        }
        issues.words().len() as u32
    })
}

/// Where the issues of the last check are.
#[wasm_bindgen]
pub fn issues_at() -> u32 {
    DESK.with_borrow(|desk| desk.issues.words().as_ptr() as u32)
}

/// Holds the first bytes against the limits of a platform: writes unit, limit, use and (plus one, 0 for nowhere) the
/// place where it goes over, for each limit, and answers how many words that takes. They are where issues are.
#[wasm_bindgen]
pub fn count_text(platform: u32, choice: u32, bytes: u32) -> u32 {
    DESK.with_borrow_mut(|desk| {
        let content = desk.bytes.get(..bytes as usize).unwrap_or(&[]);
        let text = core::str::from_utf8(content).unwrap_or_default();
        desk.issues.clear();
        for counter in counter::counters(platform as usize, choice, text) {
            let over = counter.measure.over_at.map_or(0, |at| at.wrapping_add(1));
            desk.issues.write(&[counter.unit as u32, counter.limit, counter.measure.used, over]);
        }
        desk.issues.words().len() as u32
    })
}
