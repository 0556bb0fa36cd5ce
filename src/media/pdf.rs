//! PDF: the page count, where a few reads tell it: a linearised file says it at its head, and a file with plain
//! cross-reference tables leads from its tail to its page tree. Files that keep both in compressed streams don't say.
//! ISO 32000-1, sections 7.5 and 7.7.

use super::facts::{Facts, Field};
use super::window::{Window, from, plus, tags};

// The first letters of `xref` and `trailer`.
tags! { XREF b"xref" TRAI b"trai" }

/// Lines of cross-reference sections that are followed, in all: a file gets some more each time it is saved
/// incrementally. Sections can lead back to each other.
const LINES: u32 = 4096;

/// The object that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Root,
    Catalog,
    Pages,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Head,
    Tail,
    /// At a part of a cross-reference section, or at its trailer.
    Section,
    /// At the entry of the wanted object.
    Entry,
    Object,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Pdf {
    stage: Stage,
    goal: Goal,
    /// Where the newest section starts.
    newest: u64,
    /// The number of the wanted object.
    wanted: u64,
    lines: u32,
}

impl Pdf {
    pub(super) const fn new() -> Self {
        Self { stage: Stage::Head, goal: Goal::Root, newest: 0, wanted: 0, lines: 0 }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        loop {
            window.up_to(window.at, if self.stage == Stage::Object { 16 * 1024 } else { 1024 })?;
            // A stage that leads nowhere ends it: a document is answered with what is known by then.
            if !self.stage(window, facts) {
                return Some(());
            }
        }
    }

    /// Takes what was read, moves to the next stage, and says whether there is one.
    fn stage(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> bool {
        match self.stage {
            Stage::Head => {
                if window.past(b"/Linearized") && Self::tell(b"/N", window, facts) {
                    return false;
                }
                window.at = window.size.saturating_sub(1024);
                self.stage = Stage::Tail;
                return true;
            }
            Stage::Tail => {
                while window.past(b"startxref") {
                    self.newest = number(window);
                }
                self.stage = Stage::Section;
                window.at = self.newest;
            }
            Stage::Section => return self.section(window),
            Stage::Entry => {
                window.at = number(window);
                self.stage = Stage::Object;
            }
            Stage::Object if self.goal == Goal::Catalog => {
                self.goal = Goal::Pages;
                return self.seek(b"/Pages", window);
            }
            Stage::Object => {
                Self::tell(b"/Count", window, facts);
                return false;
            }
        }
        window.at > 0
    }

    /// Notes the number of pages that follows `key`, and says whether there is one.
    #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 pages")]
    fn tell(key: &[u8], window: &mut Window<'_>, facts: &mut Facts) -> bool {
        let pages = after(window, key);
        facts.set_positive(Field::Pages, pages as f64);
        pages > 0
    }

    /// Looks for the object whose number follows `key` from the newest section on.
    fn seek(&mut self, key: &[u8], window: &mut Window<'_>) -> bool {
        self.wanted = after(window, key);
        self.stage = Stage::Section;
        window.at = self.newest;
        self.wanted > 0
    }

    /// Takes one line: the keyword, the head of a run of entries, or the trailer.
    fn section(&mut self, window: &mut Window<'_>) -> bool {
        let length = window.read.len();
        window.read = window.read.trim_ascii_start();
        let mut entries = 0;
        match window.be32(0, 4) {
            XREF => window.read = from(window.read, 4),
            TRAI if self.goal == Goal::Root => {
                self.goal = Goal::Catalog;
                return self.seek(b"/Root", window);
            }
            TRAI => {
                window.at = after(window, b"/Prev");
                return window.at > 0 && self.line();
            }
            _ => {
                let index = self.wanted.wrapping_sub(number(window));
                entries = number(window);
                if index < entries && self.goal != Goal::Root {
                    entries = index;
                    self.stage = Stage::Entry;
                }
            }
        }
        window.read = window.read.trim_ascii_start();
        let taken = length.saturating_sub(window.read.len());
        // An entry is always 20 bytes. A run that claims to be longer than the file leads past its end, where there
        // is nothing to read.
        window.skip(plus(taken as u64, entries.min(1 << 56).wrapping_mul(20)));
        taken > 0 && self.line()
    }

    /// Counts a line, and says whether more are followed.
    const fn line(&mut self) -> bool {
        self.lines = self.lines.saturating_add(1);
        self.lines <= LINES
    }
}

/// The number that follows a key in what was read, wherever the key is followed by one: `/Pages 3 0 R` and not
/// `/Type /Pages`. 0 where there is none; what is counted and pointed to here starts at 1.
fn after(window: &mut Window<'_>, key: &[u8]) -> u64 {
    let mut value = 0;
    while value == 0 && window.past(key) {
        value = number(window);
    }
    value
}

/// Takes the number that follows white space from what was read, or 0.
#[inline(never)]
fn number(window: &mut Window<'_>) -> u64 {
    window.read = window.read.trim_ascii_start();
    let mut value = 0_u64;
    while let Some((digit @ b'0'..=b'9', rest)) = window.read.split_first() {
        // Numbers that are too long stay long.
        value = value.min(1 << 59).wrapping_mul(10).wrapping_add(u64::from(digit & 15));
        window.read = rest;
    }
    value
}
