//! PDF: the page count, where a few reads tell it. A linearised file says it at its head. Otherwise the tail leads, by
//! cross-reference tables or streams, to the catalogue and from there to the page tree, in the open or in an object
//! stream. ISO 32000-1, sections 7.5 and 7.7.
//!
//! Streams are inflated by the caller, and no more of them is looked at than one read holds.

use super::facts::{Facts, Field};
use super::window::{Window, be, from, plus, tags};

// The first letters of `xref` and `trailer`.
tags! { XREF b"xref" TRAI b"trai" }

/// Lines of cross-reference sections that are followed, in all: a file gets some more each time it is saved
/// incrementally. Sections can lead back to each other.
const LINES: u32 = 4096;

/// How much of the end is looked at, and where it does not tell, in a second look.
const TAIL: u64 = 1024;
const LONG_TAIL: u64 = 16 * 1024;

/// The runs of objects of a cross-reference stream that are kept, and the longest row of one.
const RUNS: usize = 8;
const ROW: usize = 16;

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
    /// At the data of a cross-reference stream.
    Rows,
    /// At the data of an object stream.
    Contents,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Pdf {
    stage: Stage,
    goal: Goal,
    /// Bytes before the header, which offsets may leave out, and how much is added to them.
    header: u64,
    shift: u64,
    /// The part of the end that is read.
    tail: u64,
    /// Where the newest section starts, and the one before this one.
    newest: u64,
    previous: u64,
    /// The number of the wanted object, and of the one in it that is wanted, if it is an object stream.
    wanted: u64,
    inside: u64,
    lines: u32,
    /// Of a stream: its length, where its objects start, the widths of its columns, its runs of objects, and whether each
    /// row is told by the one before it.
    length: u64,
    first: u64,
    widths: [usize; 3],
    runs: [[u64; 2]; RUNS],
    predicted: bool,
}

impl Pdf {
    pub(super) const fn new() -> Self {
        Self {
            stage: Stage::Head,
            goal: Goal::Root,
            header: 0,
            shift: 0,
            tail: 0,
            newest: 0,
            previous: 0,
            wanted: 0,
            inside: 0,
            lines: 0,
            length: 0,
            first: 0,
            widths: [0; 3],
            runs: [[0; 2]; RUNS],
            predicted: false,
        }
    }

    #[inline(never)]
    pub(super) fn run(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> Option<()> {
        loop {
            match self.stage {
                Stage::Rows | Stage::Contents => window.inflated(self.length)?,
                Stage::Object => window.up_to(window.at, 16 * 1024)?,
                Stage::Tail => window.up_to(window.at, self.tail)?,
                _ => window.up_to(window.at, 1024)?,
            }
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
                let head = window.read;
                window.past(b"%PDF-");
                self.header = (head.len().saturating_sub(window.read.len()) as u64).saturating_sub(5);
                // One that was updated is longer than it says here, and its pages may be others.
                if window.past(b"/Linearized") {
                    let (length, pages) = (value(window, b"/L"), value(window, b"/N"));
                    facts.cut(length > window.size);
                    if length == window.size && pages > 0 {
                        facts.whole();
                        Self::tell(pages, facts);
                        return false;
                    }
                }
                self.look_at_end(TAIL, window);
                return true;
            }
            Stage::Tail => {
                let tail = window.read;
                let end = is_cut(tail);
                facts.cut(end == Some(true));
                if end == Some(false) {
                    facts.whole();
                }
                while window.past(b"startxref") {
                    self.newest = number(window);
                }
                if self.tail == TAIL && (self.newest == 0 || end.is_none()) {
                    self.look_at_end(LONG_TAIL, window);
                    return true;
                }
                return self.go_to(self.newest, window);
            }
            Stage::Section => return self.section(window),
            Stage::Entry => {
                window.at = plus(number(window), self.shift);
                self.stage = Stage::Object;
            }
            Stage::Object if self.inside > 0 => {
                self.stage = Stage::Contents;
                return self.stream(window);
            }
            Stage::Object => return self.object(window, facts),
            Stage::Rows => return self.row(window),
            Stage::Contents => return self.contents(window, facts),
        }
        true
    }

    /// Takes the catalogue or the page tree.
    fn object(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> bool {
        if self.goal == Goal::Catalog {
            self.goal = Goal::Pages;
            return self.seek(b"/Pages", window);
        }
        Self::tell(value(window, b"/Count"), facts);
        false
    }

    /// Notes the number of pages.
    #[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 pages")]
    fn tell(pages: u64, facts: &mut Facts) {
        facts.set_positive(Field::Pages, pages as f64);
    }

    fn look_at_end(&mut self, length: u64, window: &mut Window<'_>) {
        window.at = window.size.saturating_sub(length);
        (self.stage, self.tail) = (Stage::Tail, length);
    }

    /// Goes to a section, and says whether there is one.
    fn go_to(&mut self, offset: u64, window: &mut Window<'_>) -> bool {
        window.at = plus(offset, self.shift);
        (self.stage, self.previous) = (Stage::Section, 0);
        offset > 0 && self.line()
    }

    /// Looks for the object whose number follows `key` from the newest section on.
    fn seek(&mut self, key: &[u8], window: &mut Window<'_>) -> bool {
        self.wanted = value(window, key);
        self.wanted > 0 && self.go_to(self.newest, window)
    }

    /// Takes one line: the keyword, the head of a run of entries, or the trailer; or a cross-reference stream as a whole.
    fn section(&mut self, window: &mut Window<'_>) -> bool {
        let line = window.read;
        window.read = line.trim_ascii_start();
        let mut entries = 0;
        match window.be32(0, 4) {
            XREF => window.read = from(window.read, 4),
            TRAI if self.goal == Goal::Root => {
                self.goal = Goal::Catalog;
                return self.seek(b"/Root", window);
            }
            TRAI => return self.go_to(value(window, b"/Prev"), window),
            _ => {
                let index = self.wanted.wrapping_sub(number(window));
                entries = number(window);
                if window.read.trim_ascii_start().starts_with(b"obj") {
                    if self.goal == Goal::Root {
                        self.goal = Goal::Catalog;
                        self.wanted = value(window, b"/Root");
                    }
                    self.previous = value(window, b"/Prev");
                    self.stage = Stage::Rows;
                    window.read = line;
                    return self.stream(window);
                }
                if index < entries && self.goal != Goal::Root {
                    entries = index;
                    self.stage = Stage::Entry;
                }
            }
        }
        window.read = window.read.trim_ascii_start();
        let taken = line.len().saturating_sub(window.read.len());
        // An entry is always 20 bytes. A run that claims to be longer than the file leads past its end, where there
        // is nothing to read.
        window.skip(plus(taken as u64, entries.min(1 << 56).wrapping_mul(20)));
        if taken > 0 {
            return self.line();
        }
        // Some offsets count from the header, which other bytes come before.
        let again = self.shift == 0 && self.header > 0 && self.goal == Goal::Root;
        self.shift = self.header;
        again && self.go_to(self.newest, window)
    }

    /// Reads the dictionary of a stream, and goes to its data.
    fn stream(&mut self, window: &mut Window<'_>) -> bool {
        let length = window.read.len();
        self.length = value(window, b"/Length");
        self.first = value(window, b"/First");
        self.predicted = value(window, b"/Predictor") > 1;
        let (mut columns, mut runs) = ([0; 3], [0; 2 * RUNS]);
        list(window, b"/W", &mut columns);
        // Without runs it is one from 0 on, which ends with the data.
        runs[1] = u64::MAX;
        list(window, b"/Index", &mut runs);
        self.widths = columns.map(|width| width.min(ROW as u64) as usize);
        for (run, pair) in self.runs.iter_mut().zip(runs.as_chunks().0) {
            *run = *pair;
        }
        let found = window.past(b"stream");
        let line = if window.read.first() == Some(&b'\r') { 2 } else { 1 };
        let skipped = length.saturating_sub(window.read.len()).saturating_add(line);
        window.skip(skipped as u64);
        found && self.length > 0
    }

    /// Looks for the wanted object in the rows of a cross-reference stream, and for the stream it is in.
    fn row(&mut self, window: &mut Window<'_>) -> bool {
        loop {
            match self.look_up(window.read) {
                Some((1, offset)) => {
                    window.at = plus(offset, self.shift);
                    self.stage = Stage::Object;
                    return true;
                }
                Some((2, container)) if self.inside == 0 => {
                    self.inside = self.wanted;
                    self.wanted = container;
                }
                _ => return self.go_to(self.previous, window),
            }
        }
    }

    /// The kind of an entry and its second field. Rows that are told from those before by more than differences to the
    /// left or above, which nobody writes here, end the search.
    fn look_up(&self, rows: &[u8]) -> Option<(u64, u64)> {
        let [kind, field, rest] = self.widths;
        let width = kind.saturating_add(field).saturating_add(rest);
        let mut rows = rows.chunks_exact(width.saturating_add(usize::from(self.predicted)).max(1));
        let mut above = [0_u8; ROW];
        for [first, count] in self.runs {
            for index in 0..count {
                let mut row = rows.next()?;
                let mut filter = 0;
                if self.predicted {
                    let (own, cells) = row.split_first()?;
                    (filter, row) = (*own, cells);
                }
                let mut left = 0;
                for (cell, raw) in above.iter_mut().zip(row) {
                    left = raw.wrapping_add(match filter {
                        0 => 0,
                        1 => left,
                        2 => *cell,
                        _ => return None,
                    });
                    *cell = left;
                }
                if plus(first, index) == self.wanted {
                    // Without a kind it is in the open.
                    return Some((if kind == 0 { 1 } else { be(&above, 0, kind) }, be(&above, kind, field)));
                }
            }
        }
        None
    }

    /// Takes the wanted object from an object stream: numbers and places of all, then the objects. The page tree is
    /// often in the same one as the catalogue.
    fn contents(&mut self, window: &mut Window<'_>, facts: &mut Facts) -> bool {
        let all = window.read;
        let goal = self.goal;
        let head = all.get(..usize::try_from(self.first).unwrap_or(usize::MAX)).unwrap_or_default();
        while let Some(place) = place_of(self.inside, head, window) {
            window.read = from(all, usize::try_from(plus(self.first, place)).unwrap_or(usize::MAX));
            if self.goal == Goal::Pages {
                Self::tell(value(window, b"/Count"), facts);
                return false;
            }
            self.goal = Goal::Pages;
            self.inside = value(window, b"/Pages");
        }
        self.wanted = self.inside;
        self.inside = 0;
        self.goal != goal && self.wanted > 0 && self.go_to(self.newest, window)
    }

    /// Counts a line, and says whether more are followed.
    const fn line(&mut self) -> bool {
        self.lines = self.lines.saturating_add(1);
        self.lines <= LINES
    }
}

/// Where an object is among those of a stream whose head lists them.
fn place_of<'a>(wanted: u64, head: &'a [u8], window: &mut Window<'a>) -> Option<u64> {
    window.read = head;
    while !window.read.is_empty() {
        let left = window.read.len();
        let (found, place) = (number(window), number(window));
        if found == wanted {
            return Some(place);
        }
        if window.read.len() == left {
            break;
        }
    }
    None
}

/// Whether the end of a file lies behind the start of an object and before its own mark of the end. Neither is found where
/// something else follows.
fn is_cut(mut bytes: &[u8]) -> Option<bool> {
    let mut cut = None;
    while !bytes.is_empty() {
        if bytes.starts_with(b"%%EOF") {
            cut = Some(false);
        } else if bytes.starts_with(b" obj") {
            cut = Some(true);
        }
        bytes = from(bytes, 1);
    }
    cut
}

/// The number that follows a key in what was read, wherever the key is followed by one: `/Pages 3 0 R` and not
/// `/Type /Pages`. 0 where there is none; what is counted and pointed to here starts at 1.
fn value(window: &mut Window<'_>, key: &[u8]) -> u64 {
    let read = window.read;
    let mut value = 0;
    while value == 0 && window.past(key) {
        value = number(window);
    }
    window.read = read;
    value
}

/// The first numbers of the list that follows a key.
fn list(window: &mut Window<'_>, key: &[u8], into: &mut [u64]) {
    let read = window.read;
    while window.past(key) {
        window.read = window.read.trim_ascii_start();
        if let Some((b'[', rest)) = window.read.split_first() {
            window.read = rest;
            for slot in into {
                window.read = window.read.trim_ascii_start();
                if window.read.first() == Some(&b']') {
                    break;
                }
                *slot = number(window);
            }
            break;
        }
    }
    window.read = read;
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
