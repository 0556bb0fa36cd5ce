//! The containers that a flat walk is in.

/// Deeper than any way that is followed.
const DEPTH: usize = 16;

/// An open container.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) kind: u32,
    pub(super) end: u64,
}

/// Open containers, the innermost last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nest {
    open: [Open; DEPTH],
    depth: usize,
}

impl Nest {
    pub(super) const fn new() -> Self {
        Self { open: [Open { kind: 0, end: 0 }; DEPTH], depth: 0 }
    }

    pub(super) fn last(&self) -> Option<Open> {
        self.open.get(self.depth.checked_sub(1)?).copied()
    }

    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    /// Opens one more. `None` where a file nests deeper than any honest one.
    #[inline(never)]
    pub(super) fn push(&mut self, kind: u32, end: u64) -> Option<()> {
        *self.open.get_mut(self.depth)? = Open { kind, end };
        self.depth = self.depth.saturating_add(1);
        Some(())
    }

    /// Leaves only the outermost ones open.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.depth = self.depth.min(depth);
    }
}
