//! Issues, written as numbers: the sentences are made on the other side, from the code and these values.
//!
//! A record is a run of words: its length, the code, whether it is a warning, platform and target (each plus one, 0 for
//! none), `found` (what the value is, plus one, 0 for none), the limit and the actual value (a double each, low word
//! first, NaN for none), the number of names and the names, then the path to the end of the record.

use super::code::Id;

/// Path segment: a key by name. Without this bit and [`UNKNOWN_SEGMENT`] the segment is a list index.
pub const KEY_SEGMENT: u32 = 0x4000_0000;
/// Path segment: a key by its place among the unknown keys.
pub const UNKNOWN_SEGMENT: u32 = 0x8000_0000;

/// No limit, or no actual value.
pub const NONE: f64 = f64::NAN;

/// Where in the post the checker stands, and what it has found so far.
#[derive(Debug, Default)]
pub struct Issues {
    words: Vec<u32>,
    /// No table nests as deep as this; a test holds them to it.
    path: [u32; DEEPEST],
    depth: usize,
    platform: u32,
    target: u32,
}

/// The most segments of a path.
pub const DEEPEST: usize = 32;

impl Issues {
    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.words.clear();
        self.depth = 0;
        self.leave_target();
    }

    /// The records.
    pub fn words(&self) -> &[u32] {
        &self.words
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
    pub fn add(&mut self, code: Id) {
        self.record(code as u32, false, NONE, NONE, None, &[]);
    }

    /// The same as a warning.
    #[cold]
    #[inline(never)]
    pub fn warn(&mut self, code: Id) {
        self.record(code as u32, true, NONE, NONE, None, &[]);
    }

    /// An issue with the value that broke a limit.
    #[cold]
    #[inline(never)]
    pub fn add_numbers(&mut self, code: Id, limit: f64, actual: f64) {
        self.record(code as u32, false, limit, actual, None, &[]);
    }

    /// An issue with the names that the sentence lists, and with what the value is or comes close to.
    #[cold]
    #[inline(never)]
    pub fn add_names(&mut self, code: Id, warning: bool, names: &[u32], found: Option<u32>) {
        self.record(code as u32, warning, NONE, NONE, found, names);
    }

    /// Any issue; the codes of the rules follow those of [`Id`].
    #[inline(never)]
    pub fn record(&mut self, code: u32, warning: bool, limit: f64, actual: f64, found: Option<u32>, names: &[u32]) {
        let path = self.path.get(..self.depth).unwrap_or(&self.path);
        let found = found.map_or(0, |name| name.wrapping_add(1));
        let [limit, actual] = [limit, actual].map(f64::to_bits);
        let head = [
            names.len().wrapping_add(path.len()).wrapping_add(HEAD) as u32,
            code,
            u32::from(warning),
            self.platform,
            self.target,
            found,
            limit as u32,
            limit.wrapping_shr(32) as u32,
            actual as u32,
            actual.wrapping_shr(32) as u32,
            names.len() as u32,
        ];
        for part in [&head, names, path] {
            self.words.extend_from_slice(part);
        }
    }
}

/// How many words come before names and path.
const HEAD: usize = 11;
