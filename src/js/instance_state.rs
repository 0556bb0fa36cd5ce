//! The state of a wasm instance between calls.

use std::cell::Cell;

/// State that is made on first use and lives as long as the instance. Nothing has to be dropped, so it needs no
/// destructor.
///
/// It is taken out for the time of a call. A call that ends in the middle, as at the end of the stack, loses it, and
/// the next one makes new state: a cell that stays borrowed would refuse every call from then on.
pub(super) struct InstanceState<T: 'static>(Cell<Option<&'static mut T>>);

impl<T> InstanceState<T> {
    pub(super) const fn new() -> Self {
        Self(Cell::new(None))
    }

    pub(super) fn with<R>(&self, make: fn() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let state = self.0.take().unwrap_or_else(|| Box::leak(Box::new(make())));
        let result = work(state);
        self.0.set(Some(state));
        result
    }
}
