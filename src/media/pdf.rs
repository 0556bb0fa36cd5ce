//! PDF: the page count, where a few reads tell it: a linearised file says it at its head, and a file with plain
//! cross-reference tables leads from its tail to its page tree. Files that keep both in compressed streams don't say.
//! ISO 32000-1, sections 7.5 and 7.7.

use super::facts::{Facts, Field};
use super::window::{Window, be32, past, tags};

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

#[derive(Debug, Clone, Copy)]
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
            let (at, length) = match self.stage {
                Stage::Head => (0, 1024),
                Stage::Tail => (window.size.saturating_sub(1024), 1024),
                Stage::Section => (window.at, 1024),
                Stage::Entry => (window.at, 18),
                Stage::Object => (window.at, 16 * 1024),
            };
            window.up_to(at, length)?;
            // A stage that leads nowhere ends it: a document is answered with what is known by then.
            if self.stage(window, facts).is_none() {
                return Some(());
            }
        }
    }

    /// Takes what was read, and moves to the next stage.
    fn stage(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        let text = window.read;
        match self.stage {
            Stage::Head => {
                let linearised = past(text, b"/Linearized").and_then(|rest| after(rest, b"/N"));
                facts.count(Field::Pages, narrow(linearised.unwrap_or(0)));
                self.stage = Stage::Tail;
                return linearised.is_none().then_some(());
            }
            Stage::Tail => {
                let mut tail = past(text, b"startxref")?;
                while let Some(rest) = past(tail, b"startxref") {
                    tail = rest;
                }
                self.newest = number(tail)?.0;
                window.at = self.newest;
                self.stage = Stage::Section;
            }
            Stage::Section => return self.section(text, window),
            Stage::Entry => {
                window.at = number(text)?.0;
                self.stage = Stage::Object;
                return text.ends_with(b"n").then_some(());
            }
            Stage::Object if number(text)?.0 != self.wanted => return None,
            Stage::Object if self.goal == Goal::Catalog => {
                self.wanted = after(text, b"/Pages")?;
                self.goal = Goal::Pages;
                window.at = self.newest;
                self.stage = Stage::Section;
            }
            Stage::Object => {
                facts.count(Field::Pages, narrow(after(text, b"/Count")?));
                return None;
            }
        }
        Some(())
    }

    /// Takes one line: the keyword, the head of a run of entries, or the trailer.
    fn section(&mut self, text: &[u8], window: &mut Window<'_>) -> Option<()> {
        self.lines = self.lines.saturating_add(1);
        if self.lines > LINES {
            return None;
        }
        let line = text.trim_ascii_start();
        let word = be32(line, 0, 4);
        if word == XREF {
            window.skip(text.len().saturating_sub(line.len()).saturating_add(4) as u64);
            return Some(());
        }
        if word == TRAI {
            if self.goal == Goal::Root {
                self.wanted = after(line, b"/Root")?;
                self.goal = Goal::Catalog;
                window.at = self.newest;
            } else {
                window.at = after(line, b"/Prev")?;
            }
            return Some(());
        }
        let (first, rest) = number(line)?;
        let (count, rest) = number(rest)?;
        window.skip(text.len().saturating_sub(rest.trim_ascii_start().len()) as u64);
        let index = self.wanted.wrapping_sub(first);
        // An entry is always 20 bytes. A run that claims to be longer than the file leads past its end, where there
        // is nothing to read.
        if index < count && self.goal != Goal::Root {
            window.skip(twenty(index));
            self.stage = Stage::Entry;
        } else {
            window.skip(twenty(count));
        }
        Some(())
    }
}

/// The bytes of so many entries.
fn twenty(entries: u64) -> u64 {
    entries.min(1 << 56).wrapping_mul(20)
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The number that follows a key of this object, wherever the key is followed by one: `/Pages 3 0 R` and not
/// `/Type /Pages`.
fn after(mut text: &[u8], key: &[u8]) -> Option<u64> {
    while let Some(rest) = past(text, key) {
        if let Some((value, _)) = number(rest) {
            return Some(value);
        }
        text = rest;
    }
    None
}

/// The number that `text` starts with after white space, and the text behind it.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let mut rest = text.trim_ascii_start();
    let start = rest.len();
    let mut value = 0_u64;
    while let Some((digit @ b'0'..=b'9', more)) = rest.split_first() {
        // Numbers that are too long stay long.
        value = value.min(1 << 59).wrapping_mul(10).wrapping_add(u64::from(digit & 15));
        rest = more;
    }
    (rest.len() < start).then_some((value, rest))
}
