//! Issues as numbers. JavaScript makes the sentences, from the code and the values.
//!
//! The words are a [head](head), the records (errors, then warnings), then the lists of targets that share a fault (of
//! each its length and the indexes of the targets). [`record`] has the layout of a record.

use crate::rules::IssueCode;

/// The words before the records.
pub mod head {
    /// The number of issues that were left out.
    pub const LEFT_OUT: usize = 0;
    /// The index of the first word after the records.
    pub const END: usize = 1;
    /// The first record.
    pub const RECORDS: usize = 2;
}

/// The words of a record.
pub mod record {
    /// The length of the record.
    pub const LENGTH: usize = 0;
    /// The code.
    pub const CODE: usize = 1;
    /// The [flags](super::flag).
    pub const FLAGS: usize = 2;
    /// The name of the platform, plus one; 0 for none.
    pub const PLATFORM: usize = 3;
    /// The index of the target, plus one; 0 for none. With [`SHARED_TARGETS`](super::SHARED_TARGETS) the index of a
    /// list.
    pub const TARGET: usize = 4;
    /// The name of the type or of the suggestion, plus one; 0 for none.
    pub const FOUND: usize = 5;
    /// The limit: a double, low word first, NaN for none.
    pub const LIMIT: usize = 6;
    /// The actual value, likewise.
    pub const ACTUAL: usize = 8;
    /// The number of names.
    pub const NAME_COUNT: usize = 10;
    /// The names. The path follows, to the end of the record.
    pub const NAMES: usize = 11;
}

/// Flags of a record.
pub mod flag {
    /// It is a warning.
    pub const WARNING: u32 = 1;
    /// The count is of the text as it is. The host, which can compose it, counts it again; there may be no issue.
    pub const RECOUNT: u32 = 2;
    /// The issue is left out and counted as such. Only its change for lenient reading is needed.
    pub const ONLY_FIX: u32 = 4;
}

/// Set in the target of a record: the rest is the index of a list of targets.
pub const SHARED_TARGETS: u32 = 0x8000_0000;

/// The most errors that are written, and the most warnings. Issues that the host counts again come on top.
pub const MAX_ISSUES: u32 = 1000;

/// Path segment: a key by name. Without this bit and [`UNKNOWN_SEGMENT`] the segment is a list index.
pub const KEY_SEGMENT: u32 = 0x4000_0000;
/// Path segment: a key by its index among the unknown keys.
pub const UNKNOWN_SEGMENT: u32 = 0x8000_0000;

/// No limit, or no actual value.
pub const NONE: f64 = f64::NAN;

/// Issues of one severity.
#[derive(Debug, Default)]
struct Records {
    words: Vec<u32>,
    count: u32,
}

/// The last item that was looked up in a list, to go on from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// Position of the list on the tape.
    pub list: u32,
    /// Index of the item.
    pub item: u32,
    /// Position of the item on the tape.
    pub position: u32,
}

/// The path to the value under check, and the issues so far.
#[derive(Debug, Default)]
pub struct Issues {
    errors: Records,
    warnings: Records,
    left_out: u32,
    /// The targets that share a fault.
    shared: Vec<Vec<u32>>,
    /// The words for the host.
    words: Vec<u32>,
    /// The list items on the path of the last issue of a rule, by their depth: the next one is mostly further on.
    trail: [Step; TRAIL],
    /// No table nests as deep, as a test shows.
    path: [u32; DEEPEST],
    depth: usize,
    platform: u32,
    target: u32,
}

/// The most segments of a path.
pub const DEEPEST: usize = 32;

/// Deeper than any list of a post.
const TRAIL: usize = 8;

impl Issues {
    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.depth = 0;
        self.leave_target();
        if self.length() == 0 && self.words.is_empty() {
            return;
        }
        for records in [&mut self.errors, &mut self.warnings] {
            records.words.clear();
            records.count = 0;
        }
        self.words.clear();
        self.left_out = 0;
        self.shared.clear();
        self.trail = Default::default();
    }

    /// The number of words that the records take so far.
    pub fn length(&self) -> usize {
        self.errors.words.len().wrapping_add(self.warnings.words.len())
    }

    /// The words for the host: none before [`Self::finish`] or [`Self::write`].
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// Puts the words for the host together: no words without an issue.
    pub fn finish(&mut self) {
        let length = self.length();
        if length == 0 {
            return;
        }
        let mut head = [0; head::RECORDS];
        head[head::LEFT_OUT] = self.left_out;
        head[head::END] = length.wrapping_add(head::RECORDS) as u32;
        for part in [&head, self.errors.words.as_slice(), self.warnings.words.as_slice()] {
            self.words.extend_from_slice(part);
        }
        for targets in &self.shared {
            self.words.push(targets.len() as u32);
            self.words.extend_from_slice(targets);
        }
    }

    /// Returns true if an issue of this severity is left out, and counts it then.
    pub fn leaves_out(&mut self, warning: bool) -> bool {
        let is_full = if warning { &self.warnings } else { &self.errors }.count >= MAX_ISSUES;
        self.left_out = self.left_out.wrapping_add(u32::from(is_full));
        is_full
    }

    /// Begins a list of targets that share a fault; returns its index.
    pub fn share(&mut self, target: u32) -> u32 {
        self.shared.push(vec![target]);
        self.shared.len().wrapping_sub(1) as u32
    }

    /// Adds a target to a list of those that share a fault.
    pub fn join(&mut self, shared: u32, target: u32) {
        if let Some(targets) = self.shared.get_mut(shared as usize) {
            targets.push(target);
        }
    }

    /// Makes the targets of a list the subject of the next issues.
    pub fn enter_shared(&mut self, shared: u32) {
        self.target = shared | SHARED_TARGETS;
    }

    /// The last item that was looked up in the list at the end of the path.
    pub fn step(&mut self) -> Option<&mut Step> {
        self.trail.get_mut(self.depth)
    }

    /// Writes words that are not a record.
    pub fn write(&mut self, words: &[u32]) {
        self.words.extend_from_slice(words);
    }

    /// Steps into a list item.
    pub fn enter_item(&mut self, index: u32) {
        self.enter(index);
    }

    /// Steps into a field.
    pub fn enter_key(&mut self, name: u32) {
        self.enter(name | KEY_SEGMENT);
    }

    /// Steps into an unknown field.
    pub fn enter_unknown_key(&mut self, index: u32) {
        self.enter(index | UNKNOWN_SEGMENT);
    }

    /// Steps back out.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Steps into a segment.
    #[inline(always)]
    pub fn enter(&mut self, segment: u32) {
        if let Some(last) = self.path.get_mut(self.depth) {
            *last = segment;
        }
        self.depth = self.depth.wrapping_add(1);
    }

    fn path(&self) -> &[u32] {
        self.path.get(..self.depth).unwrap_or(&self.path)
    }

    /// Makes the target at the end of the path the subject of the issues that follow.
    pub fn enter_target(&mut self, platform: u32) {
        self.platform = platform.wrapping_add(1);
        self.target = self.path().last().map_or(0, |index| index.wrapping_add(1));
    }

    /// Ends that: the issues that follow concern no target in particular.
    pub fn leave_target(&mut self) {
        self.platform = 0;
        self.target = 0;
    }

    /// Steps back to the root. The issues that follow concern this target, if there is one.
    pub fn go_to_root(&mut self, platform: Option<u32>, target: Option<u32>) {
        self.depth = 0;
        self.platform = platform.map_or(0, |name| name.wrapping_add(1));
        self.target = target.map_or(0, |index| index.wrapping_add(1));
    }

    /// Records an error at the end of the path.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, code: IssueCode) {
        self.record(code as u32, 0, NONE, NONE, None, &[]);
    }

    /// Records a warning.
    #[cold]
    #[inline(never)]
    pub fn warn(&mut self, code: IssueCode) {
        self.record(code as u32, flag::WARNING, NONE, NONE, None, &[]);
    }

    /// Records an error with a limit and the value that breaks it.
    #[cold]
    #[inline(never)]
    pub fn add_numbers(&mut self, code: IssueCode, limit: f64, actual: f64) {
        self.record(code as u32, 0, limit, actual, None, &[]);
    }

    /// Records an issue with the names that its sentence lists, and the type of the value or a suggestion.
    #[cold]
    #[inline(never)]
    pub fn add_names(&mut self, code: IssueCode, warning: bool, names: &[u32], found: Option<u32>) {
        self.record(code as u32, u32::from(warning), NONE, NONE, found, names);
    }

    /// Records any issue, with its [flags](flag). The codes of the rules follow those of [`IssueCode`].
    #[inline(never)]
    pub fn record(&mut self, code: u32, flags: u32, limit: f64, actual: f64, found: Option<u32>, names: &[u32]) {
        let warning = flags & flag::WARNING != 0;
        let mut flags = flags;
        if flags & flag::RECOUNT == 0 && self.leaves_out(warning) {
            if !(warning && FIXES.iter().any(|fix| *fix as u32 == code)) {
                return;
            }
            flags |= flag::ONLY_FIX;
        }
        let path = self.path.get(..self.depth).unwrap_or(&self.path);
        let found = found.map_or(0, |name| name.wrapping_add(1));
        let [limit, actual] = [limit, actual].map(f64::to_bits);
        let mut head = [0; record::NAMES];
        head[record::LENGTH] = names.len().wrapping_add(path.len()).wrapping_add(record::NAMES) as u32;
        head[record::CODE] = code;
        head[record::FLAGS] = flags;
        head[record::PLATFORM] = self.platform;
        head[record::TARGET] = self.target;
        head[record::FOUND] = found;
        head[record::LIMIT] = limit as u32;
        head[record::LIMIT + 1] = limit.wrapping_shr(32) as u32;
        head[record::ACTUAL] = actual as u32;
        head[record::ACTUAL + 1] = actual.wrapping_shr(32) as u32;
        head[record::NAME_COUNT] = names.len() as u32;
        let records = if warning { &mut self.warnings } else { &mut self.errors };
        records.count = records.count.wrapping_add(u32::from(flags & (flag::RECOUNT | flag::ONLY_FIX) == 0));
        for part in [&head, names, path] {
            records.words.extend_from_slice(part);
        }
    }
}

/// The warnings that lenient reading answers with a change, which is made for any number of issues.
const FIXES: [IssueCode; 3] = [IssueCode::RenamedKey, IssueCode::RetiredValue, IssueCode::LocalTime];
