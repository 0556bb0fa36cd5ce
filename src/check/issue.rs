//! Issues, written as numbers: the sentences are made on the other side, from the code and these values.
//!
//! A record is a run of words: its length, the code, flags, platform and target (each plus one, 0 for none), `found`
//! (what the value is, plus one, 0 for none), the limit and the actual value where the flags say so (a double each,
//! low word first), the number of names and the names, then the path to the end of the record.

use super::code::Id;

/// Flag: the record has a limit.
pub const HAS_LIMIT: u32 = 1;
/// Flag: the record has an actual value.
pub const HAS_ACTUAL: u32 = 2;
/// Flag: a warning, not an error.
pub const IS_WARNING: u32 = 4;

/// Path segment: a key by name. Without this bit and [`UNKNOWN_SEGMENT`] the segment is a list index.
pub const KEY_SEGMENT: u32 = 0x4000_0000;
/// Path segment: a key by its place among the unknown keys.
pub const UNKNOWN_SEGMENT: u32 = 0x8000_0000;

/// What an issue says beside its code and path.
#[derive(Debug, Clone, Copy, Default)]
pub struct Details<'a> {
    /// The limit that was broken.
    pub limit: Option<f64>,
    /// The value that broke it.
    pub actual: Option<f64>,
    /// What the value is, as a name.
    pub found: Option<u32>,
    /// The names that the sentence lists.
    pub names: &'a [u32],
    /// Whether this is only a warning.
    pub warning: bool,
}

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

    #[inline(always)]
    fn enter(&mut self, segment: u32) {
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

    /// Steps to a place: a path of segments, and the target it belongs to, where there is one.
    pub fn go_to(&mut self, path: &[u32], platform: Option<u32>, target: Option<u32>) {
        self.depth = 0;
        for segment in path {
            self.enter(*segment);
        }
        self.platform = platform.map_or(0, |name| name.wrapping_add(1));
        self.target = target.map_or(0, |index| index.wrapping_add(1));
    }

    /// Records an issue at the place where the checker stands.
    #[cold]
    #[inline(never)]
    pub fn add(&mut self, code: Id, details: Details<'_>) {
        self.add_numbered(code as u32, details);
    }

    /// The same for any code by its number: those of the rules follow those of [`Id`].
    pub fn add_numbered(&mut self, code: u32, details: Details<'_>) {
        let start = self.words.len();
        let flags = if details.limit.is_some() { HAS_LIMIT } else { 0 }
            | if details.actual.is_some() { HAS_ACTUAL } else { 0 }
            | if details.warning { IS_WARNING } else { 0 };
        let found = details.found.map_or(0, |name| name.wrapping_add(1));
        self.words.extend_from_slice(&[0, code, flags, self.platform, self.target, found]);
        for number in [details.limit, details.actual].into_iter().flatten() {
            let bits = number.to_bits();
            self.words.extend_from_slice(&[bits as u32, bits.wrapping_shr(32) as u32]);
        }
        self.words.push(details.names.len() as u32);
        self.words.extend_from_slice(details.names);
        let path = self.path.get(..self.depth).unwrap_or(&self.path);
        self.words.extend_from_slice(path);
        let length = self.words.len().wrapping_sub(start) as u32;
        if let Some(first) = self.words.get_mut(start) {
            *first = length;
        }
    }
}
