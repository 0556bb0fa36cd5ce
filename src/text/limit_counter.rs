//! Adds up the cost of the parts of a text and remembers where a limit was exceeded.

/// A running total with a limit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LimitCounter {
    limit: u32,
    used: u32,
    /// The byte at which the first part starts that does not fit.
    over: Option<usize>,
}

impl LimitCounter {
    pub(super) const fn new(limit: u32) -> Self {
        Self { limit, used: 0, over: None }
    }

    /// Wraps a finished count. Nothing can be added to it.
    pub(super) const fn finished(used: u32, over: Option<usize>) -> Self {
        Self { limit: 0, used, over }
    }

    pub(super) const fn limit(&self) -> u32 {
        self.limit
    }

    /// Adds a part that starts at byte `at` and costs `cost`.
    pub(super) fn add(&mut self, at: usize, cost: usize) {
        self.used = self.used.saturating_add(u32::try_from(cost).unwrap_or(u32::MAX));
        if self.used > self.limit && self.over.is_none() {
            self.over = Some(at);
        }
    }

    /// Adds `n` parts of one byte that cost one each. The first starts at byte `at`.
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
