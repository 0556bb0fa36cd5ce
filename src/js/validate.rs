//! The validator's exports: numbers only. The tape and its bytes are written straight into this module's memory, and
//! the issues are read from there.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::check::index::{Index, POST_ROOT};
use crate::check::issue::Issues;
use crate::check::rules;
use crate::check::rules::circumstances::Circumstances;
use crate::check::structure::{self, Mode};
use crate::check::tape::Tape;
use crate::text::IncrementalCounter;

const LENIENT: u32 = 1;
const RULES: u32 = 2;

/// What can be checked: the validator alone has only the post, the client the parameters of its operations too.
#[cfg(feature = "client")]
use crate::check::index::ALL_TABLES as TABLES;
#[cfg(not(feature = "client"))]
use crate::check::index::POST_TABLES as TABLES;

pub(super) struct Desk {
    pub(super) index: Index,
    words: Vec<u32>,
    pub(super) bytes: Vec<u8>,
    pub(super) issues: Issues,
    /// What the caller knows beside the post.
    known: Vec<u32>,
    /// The text that was counted last for X.
    pub(super) counter: IncrementalCounter,
}

thread_local! {
    // Taken while it is in use. A call that ends in the middle, as at the end of the stack, loses it, and the next one
    // begins with a new one: a cell that stays borrowed would refuse every call from then on.
    static DESK: Cell<Option<&'static mut Desk>> = const { Cell::new(None) };
}

impl Desk {
    /// There is one, for as long as the instance lives: nothing has to be dropped, and the cell needs no destructor.
    fn new() -> &'static mut Self {
        Box::leak(Box::new(Self {
            index: Index::new(TABLES),
            words: Vec::new(),
            bytes: Vec::new(),
            issues: Issues::default(),
            known: Vec::new(),
            counter: IncrementalCounter::default(),
        }))
    }
}

pub(super) fn at_desk<T>(work: impl FnOnce(&mut Desk) -> T) -> T {
    let desk = DESK.take().unwrap_or_else(Desk::new);
    let result = work(desk);
    DESK.set(Some(desk));
    result
}

/// Where the packed tables are: `build.rs` says what `lib/validate/tables.js` finds in them.
#[wasm_bindgen]
pub fn tables_at() -> u32 {
    TABLES.as_ptr() as u32
}

/// Makes room for a tape and its bytes; they are zero until written.
#[wasm_bindgen]
pub fn reserve(words: u32, bytes: u32) {
    at_desk(|desk| {
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
    at_desk(|desk| desk.words.as_ptr() as u32)
}

/// Where the bytes are to be written.
#[wasm_bindgen]
pub fn bytes_at() -> u32 {
    at_desk(|desk| desk.bytes.as_ptr() as u32)
}

/// Where words about what the caller knows beside a post are to be written; there is room for as many as asked.
#[wasm_bindgen]
pub fn known_at(words: u32) -> u32 {
    at_desk(|desk| {
        if desk.known.len() < words as usize {
            desk.known.resize(words as usize, 0);
        }
        desk.known.as_ptr() as u32
    })
}

/// Checks the tape against a root, with the rules in the light of so many words of what is known; answers how many
/// words the issues take.
#[wasm_bindgen]
pub fn check(root: u32, words: u32, bytes: u32, mode: u32, known: u32) -> u32 {
    at_desk(|desk| {
        let tape = desk.words.get(..words as usize).unwrap_or(&[]);
        let content = desk.bytes.get(..bytes as usize).unwrap_or(&[]);
        let tape = Tape::new(tape, content);
        let circumstances = Circumstances::new(desk.known.get(..known as usize).unwrap_or(&[]));
        let (lenient, rules) = (mode & LENIENT != 0, mode & RULES != 0);
        let mode = Mode { lenient, rules, local_time: lenient && rules && circumstances.local_time_is_known() };
        structure::check(&desk.index, root as usize, tape, mode, &mut desk.issues);
        if rules && root as usize == POST_ROOT {
            rules::judge(&desk.index, tape, circumstances, &mut desk.issues);
        }
        desk.issues.finish();
        desk.issues.words().len() as u32
    })
}

/// Where the issues of the last check are.
#[wasm_bindgen]
pub fn issues_at() -> u32 {
    at_desk(|desk| desk.issues.words().as_ptr() as u32)
}
