//! Issues, written as numbers: the sentences are made on the other side, from the code and these values.
//!
//! The words are: how many issues were left out, where the records end, the records (errors, then warnings), then the
//! lists of targets that share a fault (of each its length and the targets' indexes).
//!
//! A record is a run of words: its length, the code, its [flags](flag), platform and target (each plus one, 0 for none;
//! with [`SHARED_TARGETS`] the place of a list of targets), `found` (what the value is, plus one, 0 for none), the limit and
//! the actual value (a double each, low word first, NaN for none), the number of names and the names, then the path to the
//! end of the record.

use crate::rules::IssueCode;

/// Flags of a record.
pub mod flag {
    /// It is a warning.
    pub const WARNING: u32 = 1;
    /// The count is of a text as it is: the host, which can compose it, counts it again, and may find nothing wrong.
    pub const RECOUNT: u32 = 2;
    /// The issue is left out, and counted as such: all that is wanted of it is the change that lenient reading makes.
    pub const ONLY_FIX: u32 = 4;
}

/// Set in the target of a record: the rest is the place of a list of targets.
pub const SHARED_TARGETS: u32 = 0x8000_0000;

/// The most errors that are written, and the most warnings. What is to be counted again by the host comes on top.
pub const MOST_ISSUES: u32 = 1000;

/// Path segment: a key by name. Without this bit and [`UNKNOWN_SEGMENT`] the segment is a list index.
pub const KEY_SEGMENT: u32 = 0x4000_0000;
/// Path segment: a key by its place among the unknown keys.
pub const UNKNOWN_SEGMENT: u32 = 0x8000_0000;

/// No limit, or no actual value.
pub const NONE: f64 = f64::NAN;

/// Issues of one severity.
#[derive(Debug, Default)]
struct Records {
    words: Vec<u32>,
    count: u32,
}

/// A place in a list that was gone to, to go on from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// Position of the list on the tape.
    pub list: u32,
    /// The item, and where that is.
    pub item: u32,
    /// Position of the item on the tape.
    pub position: u32,
}

/// Where in the post the checker stands, and what it has found so far.
#[derive(Debug, Default)]
pub struct Issues {
    errors: Records,
    warnings: Records,
    left_out: u32,
    /// The targets that share a fault.
    shared: Vec<Vec<u32>>,
    /// The words that are handed over.
    words: Vec<u32>,
    /// The list items on the way to where the last rule pointed, by their depth: the next one is mostly further on.
    trail: [Step; TRAIL],
    /// No table nests as deep as this; a test holds them to it.
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

    /// The words that are handed over: none before [`Self::finish`] or [`Self::write`].
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// Puts together what is handed over: no words, where nothing was found.
    pub fn finish(&mut self) {
        let length = self.length();
        if length == 0 {
            return;
        }
        let end = length.wrapping_add(2) as u32;
        for part in [&[self.left_out, end], self.errors.words.as_slice(), self.warnings.words.as_slice()] {
            self.words.extend_from_slice(part);
        }
        for targets in &self.shared {
            self.words.push(targets.len() as u32);
            self.words.extend_from_slice(targets);
        }
    }

    /// Returns true if an issue of this severity is left out, and counts it then.
    pub fn leaves_out(&mut self, warning: bool) -> bool {
        let is_full = if warning { &self.warnings } else { &self.errors }.count >= MOST_ISSUES;
        self.left_out = self.left_out.wrapping_add(u32::from(is_full));
        is_full
    }

    /// Begins a list of targets that share a fault; answers its place.
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

    /// Makes the targets of a list the subject of what follows.
    pub fn enter_shared(&mut self, shared: u32) {
        self.target = shared | SHARED_TARGETS;
    }

    /// The step that was taken last from the list at which the path stands.
    pub fn step(&mut self) -> Option<&mut Step> {
        self.trail.get_mut(self.depth)
    }

    /// Writes words that are no record.
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

    /// Steps into a field that is none of the names.
    pub fn enter_unknown_key(&mut self, place: u32) {
        self.enter(place | UNKNOWN_SEGMENT);
    }

    /// Steps back out.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Steps into a segment.
    #[inline(always)]
    pub fn enter(&mut self, segment: u32) {
        if let Some(place) = self.path.get_mut(self.depth) {
            *place = segment;
        }
        self.depth = self.depth.wrapping_add(1);
    }

    fn path(&self) -> &[u32] {
        self.path.get(..self.depth).unwrap_or(&self.path)
    }

    /// What follows concerns the target that the path stands on.
    pub fn enter_target(&mut self, platform: u32) {
        self.platform = platform.wrapping_add(1);
        self.target = self.path().last().map_or(0, |index| index.wrapping_add(1));
    }

    /// What follows concerns no target in particular.
    pub fn leave_target(&mut self) {
        self.platform = 0;
        self.target = 0;
    }

    /// Steps back to the root. What follows concerns this target, where there is one.
    pub fn go_to_root(&mut self, platform: Option<u32>, target: Option<u32>) {
        self.depth = 0;
        self.platform = platform.map_or(0, |name| name.wrapping_add(1));
        self.target = target.map_or(0, |index| index.wrapping_add(1));
    }

    /// Records an issue at the place where the checker stands.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, code: IssueCode) {
        self.record(code as u32, 0, NONE, NONE, None, &[]);
    }

    /// The same as a warning.
    #[cold]
    #[inline(never)]
    pub fn warn(&mut self, code: IssueCode) {
        self.record(code as u32, flag::WARNING, NONE, NONE, None, &[]);
    }

    /// An issue with the value that broke a limit.
    #[cold]
    #[inline(never)]
    pub fn add_numbers(&mut self, code: IssueCode, limit: f64, actual: f64) {
        self.record(code as u32, 0, limit, actual, None, &[]);
    }

    /// An issue with the names that the sentence lists, and with what the value is or comes close to.
    #[cold]
    #[inline(never)]
    pub fn add_names(&mut self, code: IssueCode, warning: bool, names: &[u32], found: Option<u32>) {
        self.record(code as u32, u32::from(warning), NONE, NONE, found, names);
    }

    /// Any issue, with its [flags](flag); the codes of the rules follow those of [`IssueCode`].
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
        let head = [
            names.len().wrapping_add(path.len()).wrapping_add(HEAD) as u32,
            code,
            flags,
            self.platform,
            self.target,
            found,
            limit as u32,
            limit.wrapping_shr(32) as u32,
            actual as u32,
            actual.wrapping_shr(32) as u32,
            names.len() as u32,
        ];
        let records = if warning { &mut self.warnings } else { &mut self.errors };
        records.count = records.count.wrapping_add(u32::from(flags & (flag::RECOUNT | flag::ONLY_FIX) == 0));
        for part in [&head, names, path] {
            records.words.extend_from_slice(part);
        }
    }
}

/// The warnings that lenient reading answers with a change, which is made however many issues there are.
const FIXES: [IssueCode; 3] = [IssueCode::RenamedKey, IssueCode::RetiredValue, IssueCode::LocalTime];

/// How many words come before names and path.
const HEAD: usize = 11;
