//! Finds hosts in a text, from the full stops outwards.
//!
//! A full stop before a character of a host starts the search. The run of host characters around it is split into
//! labels, and the longest chain of labels that ends in a top-level domain wins.

use super::chars::{BEFORE, HOST, LATIN, flags, may_be, skip_run};
use crate::text::bytes::{byte_at, char_at, char_before, quick_char_at, slice};
use crate::text::{ascii, tld};

/// A host: bytes `start..end`.
#[derive(Clone, Copy)]
pub(super) struct Host {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Finds the hosts of a text one after the other.
pub(super) struct HostScanner<'t> {
    pub(super) text: &'t [u8],
    /// The text before it is done: no later link starts there, nor is the character before a link there.
    pub(super) floor: usize,
    /// No chain of more than one label that starts before it leads to a host. Keeps the search linear.
    dead_end: usize,
}

impl<'t> HostScanner<'t> {
    pub(super) const fn new(text: &'t [u8], floor: usize) -> Self {
        Self { text, floor, dead_end: 0 }
    }

    /// Finds the next host, and the start of its protocol if it has one.
    pub(super) fn next_host(&mut self) -> Option<(Host, Option<usize>)> {
        let mut from = self.floor;
        loop {
            let dot = ascii::find(self.text, b'.', from)?;
            from = dot.wrapping_add(1);
            if !char_at(self.text, from).is_some_and(|c| may_be(c, HOST)) {
                continue;
            }
            let run = self.run_start(dot);
            let protocol = self.protocol(run);
            match self.host_in(run) {
                Ok(host) => return Some((host, protocol.filter(|_| host.start == run))),
                Err(end) => from = end.max(from),
            }
        }
    }

    /// Returns the start of the run of host characters and their separators around `at`.
    fn run_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > self.floor
            && let Some(c) = char_before(self.text, start)
            && (may_be(c, HOST) || matches!(c, '-' | '_' | '.'))
        {
            start = start.wrapping_sub(c.len_utf8());
        }
        start
    }

    /// Returns the start of the protocol in front of `host`.
    fn protocol(&self, host: usize) -> Option<usize> {
        let before = slice(self.text, self.floor, host);
        let starts = |name: &[u8]| {
            let start = before.len().checked_sub(name.len())?;
            slice(before, start, before.len()).eq_ignore_ascii_case(name).then(|| self.floor.wrapping_add(start))
        };
        starts(b"https://").or_else(|| starts(b"http://")).filter(|&start| self.can_start(start))
    }

    /// Returns true if the character before `at` lets a link start there.
    pub(super) fn can_start(&self, at: usize) -> bool {
        // A link may start the text. After another link, at least one character must come between.
        at == 0 || at > self.floor && char_before(self.text, at).is_some_and(|c| may_be(c, BEFORE))
    }

    /// Finds the first host in the run that starts at `run`, or returns the position at which the search resumes.
    ///
    /// A chain is labels with a full stop after each, then a top-level domain. The label before the top-level domain
    /// must not have an underscore. The first label in which a chain may start wins, then the longest chain from there.
    fn host_in(&mut self, run: usize) -> Result<Host, usize> {
        let mut start = run;
        loop {
            let first = self.label(start);
            let Some(mut next) = first.dot.map(|dot| dot.wrapping_add(1)) else { return Err(first.end) };
            let mut best = None;
            if let Some(from) = first.start_after_underscore {
                best = tld::end_at(self.text, next).map(|end| Host { start: from, end });
            }
            let mut resume = next;
            if let Some(from) = first.start
                && start >= self.dead_end
            {
                let mut underscored = usize::MAX;
                loop {
                    let label = self.label(next);
                    let Some(dot) = label.dot.filter(|_| label.whole) else { break };
                    let after = dot.wrapping_add(1);
                    if let Some(end) = tld::end_at(self.text, after) {
                        if label.has_underscore {
                            underscored = underscored.min(next);
                        } else {
                            best = Some(Host { start: from, end });
                        }
                    }
                    next = after;
                }
                self.dead_end = next;
                // Before that, a host can only start after the underscore of a label.
                resume = underscored.min(next);
            }
            if let Some(host) = best {
                return Ok(host);
            }
            start = resume;
        }
    }

    /// Reads the label at `at`.
    fn label(&self, at: usize) -> Label {
        let mut label = Label::default();
        let mut startable = self.can_start(at);
        let mut ends_well = false;
        // The first character of a text precedes a host rather than starting it, if it can do both.
        let second = char_at(self.text, 0).filter(|&c| c <= '\u{FFFF}').map_or(usize::MAX, char::len_utf8);
        let mut i = at;
        while let Some(c) = quick_char_at(self.text, i) {
            if c == '_' {
                label.has_underscore = true;
                label.start_after_underscore = None;
            }
            let flags = flags(c);
            if flags & HOST != 0 {
                label.whole |= i == at;
                // The reference reads UTF-16: the first half of a surrogate pair may precede the second.
                if startable || c > '\u{FFFF}' {
                    let first_precedes = startable && i == second;
                    for start in [&mut label.start, &mut label.start_after_underscore] {
                        *start = start.filter(|&start| !first_precedes || start > 0).or(Some(i));
                    }
                }
                ends_well = true;
            } else if matches!(c, '-' | '_') {
                ends_well = false;
            } else {
                if c == '.' {
                    // A label that ends in a hyphen or underscore is skipped; the run continues after its full stop.
                    label = if ends_well { label } else { Label::default() };
                    label.dot = Some(i);
                }
                break;
            }
            startable = flags & BEFORE != 0;
            i = i.wrapping_add(c.len_utf8());
        }
        label.end = i;
        label
    }
}

/// A label of a host. Its fields are empty if no label starts there.
#[derive(Default)]
struct Label {
    /// The first position in it at which a host may start.
    start: Option<usize>,
    /// The first such position after its last underscore.
    start_after_underscore: Option<usize>,
    /// It starts with a character of a host.
    whole: bool,
    has_underscore: bool,
    /// The full stop that ends it.
    dot: Option<usize>,
    end: usize,
}

/// Finds the first host in Latin letters in `text`, at `from` or after. Returns its start and end.
pub(super) fn latin_host(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        while let Some(c) = char_at(text, at).filter(|&c| !may_be(c, LATIN)) {
            at = at.wrapping_add(c.len_utf8());
        }
        let mut label = at;
        let mut best = None;
        let end = loop {
            let end = skip_run(text, label, LATIN);
            if end == label || byte_at(text, end) != b'.' {
                break end;
            }
            label = end.wrapping_add(1);
            if let Some(end) = tld::end_at(text, label) {
                best = Some((at, end));
            }
        };
        if best.is_some() || end >= text.len() {
            return best;
        }
        // A chain that starts inside this one would end where it ended.
        at = end;
    }
}
