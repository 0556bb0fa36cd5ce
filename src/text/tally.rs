//! A count that remembers where it passed a limit.

/// What a text used, and where it went over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    limit: u32,
    used: u32,
    over: Option<usize>,
}

impl Tally {
    pub(super) const fn new(limit: u32) -> Self {
        Self { limit, used: 0, over: None }
    }

    /// Whether it was made for this limit.
    pub(super) const fn is_of(&self, limit: u32) -> bool {
        self.limit == limit
    }

    /// A count made elsewhere.
    pub(super) const fn found(used: u32, over: Option<usize>) -> Self {
        Self { limit: 0, used, over }
    }

    /// One part, which starts at byte `at` and costs `cost`.
    pub(super) fn add(&mut self, at: usize, cost: usize) {
        self.used = self.used.saturating_add(u32::try_from(cost).unwrap_or(u32::MAX));
        if self.used > self.limit && self.over.is_none() {
            self.over = Some(at);
        }
    }

    /// `n` parts of one byte that cost one each, the first at byte `at`.
    pub(super) fn add_ones(&mut self, at: usize, n: usize) {
        let left = self.limit.saturating_sub(self.used);
        self.used = self.used.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        if self.used > self.limit && self.over.is_none() {
            self.over = Some(at.wrapping_add(left as usize));
        }
    }

    pub(super) const fn used(&self) -> u32 {
        self.used
    }

    /// The byte at which the first part starts that does not fit.
    pub(super) const fn over_byte(&self) -> Option<usize> {
        self.over
    }
}
