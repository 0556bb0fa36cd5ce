//! PDF: the page count, if a few reads tell it. A linearised file says it at its head. Otherwise the tail leads, by
//! cross-reference tables or streams, to the catalogue and from there to the page tree, in the open or in an object
//! stream. ISO 32000-1, sections 7.5 and 7.7.
//!
//! Streams are inflated by the caller, and no more of them is looked at than one read holds.

use super::facts::{FactId, Facts};
use super::file::{File, after, be, from, minus, plus};

/// Lines of cross-reference sections that are followed, in all: a file gets some more each time it is saved
/// incrementally. Sections can lead back to each other.
const MAX_LINES: u32 = 4096;

/// The part of the end that is looked at, and the longer part if that one does not tell.
const TAIL: u64 = 1024;
const LONG_TAIL: u64 = 16 * 1024;

/// The part of a line of a table that is read, and of an object: a short one first.
const LINE: u64 = 64;
const SHORT_OBJECT: u64 = 1024;
const LONG_OBJECT: u64 = 16 * 1024;

/// The runs of objects of a cross-reference stream that are read, and the longest row of one.
const RUNS: usize = 8;
const ROW: usize = 16;

pub(super) fn parse(file: &File<'_>, facts: &mut Facts) {
    let head = file.up_to(0, 1024);
    let body = after(head, b"%PDF-").unwrap_or_default();
    // Bytes before the header. Offsets may count from the header.
    let header = minus(minus(head.len() as u64, body.len() as u64), 5);
    // An updated file is longer than it says here, and may have other pages.
    if let Some(linearised) = after(body, b"/Linearized") {
        let (length, pages) = (value(linearised, b"/L"), value(linearised, b"/N"));
        facts.mark_truncated(length > file.size);
        if length == file.size && pages > 0 {
            facts.mark_checked();
            return tell(pages, facts);
        }
    }
    let mut newest = 0;
    for length in [TAIL, LONG_TAIL] {
        let tail = file.up_to(minus(file.size, length), length);
        let end = is_truncated(tail);
        facts.mark_truncated(end == Some(true));
        if end == Some(false) {
            facts.mark_checked();
        }
        let mut rest = tail;
        while let Some(found) = after(rest, b"startxref") {
            rest = found;
            newest = number(&mut rest);
        }
        if newest > 0 && end.is_some() {
            break;
        }
    }
    let mut tables = Tables { file, newest, shift: 0, lines: 0 };
    let mut root = tables.find(0).1;
    if root == 0 && header > 0 {
        tables.shift = header;
        root = tables.find(0).1;
    }
    let pages = tables.follow(root, b"/Pages");
    tell(tables.follow(pages, b"/Count"), facts);
}

/// Notes the number of pages.
#[allow(clippy::cast_precision_loss, reason = "fewer than 2^53 pages")]
fn tell(pages: u64, facts: &mut Facts) {
    facts.set_positive(FactId::Pages, pages as f64);
}

/// The kinds of entries of the cross-reference: an object in the open, and one in an object stream.
const OPEN: u64 = 1;
const IN_STREAM: u64 = 2;
const NONE: (u64, u64) = (0, 0);

/// The cross-reference sections of a file.
struct Tables<'a> {
    file: &'a File<'a>,
    newest: u64,
    /// Added to offsets.
    shift: u64,
    lines: u32,
}

impl<'a> Tables<'a> {
    /// The number after `key` in an object, or 0.
    fn follow(&mut self, object: u64, key: &[u8]) -> u64 {
        if object == 0 {
            return 0;
        }
        let (kind, found) = self.find(object);
        let (stream, container) = if kind == IN_STREAM { self.find(found) } else { NONE };
        if kind == OPEN {
            return self.value_at(found, key);
        }
        if stream != OPEN {
            return 0;
        }
        // An object stream: numbers and offsets of all objects, then the objects.
        let at = plus(container, self.shift);
        let dictionary = self.file.up_to(at, SHORT_OBJECT);
        let first = value(dictionary, b"/First") as usize;
        let objects = self.stream(at, dictionary);
        let mut head = objects.get(..first).unwrap_or_default();
        while !head.is_empty() {
            let left = head.len();
            let (other, offset) = (number(&mut head), number(&mut head));
            if other == object {
                return value(from(objects, first.saturating_add(offset as usize)), key);
            }
            if head.len() == left {
                break;
            }
        }
        0
    }

    /// The number after `key` in the object at an offset: in its first bytes, unless they leave it open.
    fn value_at(&self, offset: u64, key: &[u8]) -> u64 {
        let at = plus(offset, self.shift);
        let short = self.file.up_to(at, SHORT_OBJECT);
        match value(short, key) {
            0 if after(short, b"endobj").is_none() => value(self.file.up_to(at, LONG_OBJECT), key),
            value => value,
        }
    }

    /// The data of the stream at `at`.
    fn stream(&self, at: u64, dictionary: &[u8]) -> &'a [u8] {
        let length = value(dictionary, b"/Length");
        match after(dictionary, b"stream") {
            Some(data) if length > 0 => {
                let line = if data.first() == Some(&b'\r') { 2 } else { 1 };
                let skipped = minus(dictionary.len() as u64, data.len() as u64);
                self.file.inflated(plus(at, plus(skipped, line)), length)
            }
            _ => &[],
        }
    }

    /// The kind and the second field of the newest entry of an object. Of object 0: the number of the catalogue.
    fn find(&mut self, object: u64) -> (u64, u64) {
        let file = self.file;
        let mut section = self.newest;
        while section > 0 {
            let mut at = plus(section, self.shift);
            // The keyword, runs of entries, and the trailer. Or a cross-reference stream.
            loop {
                let line = file.up_to(at, LINE);
                self.lines = self.lines.wrapping_add(1);
                if self.lines > MAX_LINES || file.stopped() {
                    return NONE;
                }
                let mut rest = line.trim_ascii_start();
                let (mut first, mut entries) = (0, 0);
                if rest.starts_with(b"xref") {
                    rest = from(rest, 4);
                } else {
                    (first, entries) = (number(&mut rest), number(&mut rest));
                }
                rest = rest.trim_ascii_start();
                let is_stream = rest.starts_with(b"obj");
                if is_stream || rest.starts_with(b"trailer") {
                    let dictionary = file.up_to(at, SHORT_OBJECT);
                    if object == 0 {
                        return (0, value(dictionary, b"/Root"));
                    }
                    let rows = if is_stream { self.stream(at, dictionary) } else { &[] };
                    if let Some(entry) = find_row(object, dictionary, rows) {
                        return entry;
                    }
                    section = value(dictionary, b"/Prev");
                    break;
                }
                let taken = minus(line.len() as u64, rest.len() as u64);
                if taken == 0 {
                    return NONE;
                }
                // An entry has 20 bytes. A run that claims to be longer than the file leads past its end.
                let index = object.wrapping_sub(first);
                let is_here = object > 0 && index < entries;
                let skip = if is_here { index } else { entries };
                at = plus(plus(at, taken), skip.min(1 << 56).wrapping_mul(20));
                if is_here {
                    return (OPEN, number(&mut file.up_to(at, LINE)));
                }
            }
        }
        NONE
    }
}

/// The kind and the second field of an object in the rows of a cross-reference stream. Rows that are predicted by more
/// than the cell to the left or above, which no writer does here, end the search.
fn find_row(object: u64, dictionary: &[u8], rows: &[u8]) -> Option<(u64, u64)> {
    let mut widths = [0; 3];
    let mut runs = [0; 2 * RUNS];
    list(dictionary, b"/W", &mut widths);
    // Without runs there is one from 0 on, which ends with the data.
    runs[1] = u64::MAX;
    list(dictionary, b"/Index", &mut runs);
    let [kind, field, rest] = widths.map(|width| width.min(ROW as u64) as usize);
    let predicted = usize::from(value(dictionary, b"/Predictor") > 1);
    let mut rows = rows.chunks_exact(kind.wrapping_add(field).wrapping_add(rest).wrapping_add(predicted).max(1));
    let mut above = [0_u8; ROW];
    for [first, count] in runs.as_chunks().0 {
        for index in 0..*count {
            let row = rows.next()?;
            let filter = if predicted > 0 { be(row, 0, 1) } else { 0 };
            let mut left = 0;
            for (cell, raw) in above.iter_mut().zip(from(row, predicted)) {
                left = raw.wrapping_add(match filter {
                    0 => 0,
                    1 => left,
                    2 => *cell,
                    _ => return None,
                });
                *cell = left;
            }
            if plus(*first, index) == object {
                // Without a kind it is in the open.
                return Some((if kind == 0 { OPEN } else { be(&above, 0, kind) }, be(&above, kind, field)));
            }
        }
    }
    None
}

/// True if the end of a file lies behind the start of an object and before its own mark of the end. Unknown if
/// something else follows.
fn is_truncated(mut bytes: &[u8]) -> Option<bool> {
    let mut truncated = None;
    while !bytes.is_empty() {
        if bytes.starts_with(b"%%EOF") {
            truncated = Some(false);
        } else if bytes.starts_with(b" obj") {
            truncated = Some(true);
        }
        bytes = from(bytes, 1);
    }
    truncated
}

/// The number that follows a key, wherever the key is followed by one: `/Pages 3 0 R` and not `/Type /Pages`. 0 if
/// the key is missing: counts and object numbers start at 1.
#[inline(never)]
fn value(mut bytes: &[u8], key: &[u8]) -> u64 {
    let mut value = 0;
    while value == 0
        && let Some(rest) = after(bytes, key)
    {
        bytes = rest;
        value = number(&mut bytes);
    }
    value
}

/// The first numbers of the list that follows a key.
#[inline(never)]
fn list(mut bytes: &[u8], key: &[u8], into: &mut [u64]) {
    while let Some(rest) = after(bytes, key) {
        bytes = rest.trim_ascii_start();
        if bytes.first() == Some(&b'[') {
            bytes = from(bytes, 1);
            for slot in into {
                bytes = bytes.trim_ascii_start();
                if bytes.first() == Some(&b']') {
                    break;
                }
                *slot = number(&mut bytes);
            }
            break;
        }
    }
}

/// Takes the number that follows white space, or 0.
#[inline(never)]
fn number(bytes: &mut &[u8]) -> u64 {
    *bytes = bytes.trim_ascii_start();
    let mut value = 0_u64;
    while let Some((digit @ b'0'..=b'9', rest)) = bytes.split_first() {
        // Numbers that are too long stay long.
        value = value.min(1 << 59).wrapping_mul(10).wrapping_add(u64::from(digit & 15));
        *bytes = rest;
    }
    value
}
