//! The turns of one call.
//!
//! JavaScript reports each event (a promise settled, a timer fired, a signal aborted) and it is handled there and
//! then. There is no task queue, neither a global one nor one of the call: in workerd a queue that is shared between
//! requests stays marked as scheduled for ever when the request that scheduled it is cancelled, and every other
//! request of the isolate waits for it.
//!
//! An event can arrive while another is being handled (the caller's `fetch` may abort the caller's own signal). It
//! then waits for its turn.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::sys::Wire;

/// What JavaScript reports.
pub(super) struct Notice {
    /// Which kind of event.
    pub(super) kind: u32,
    /// Which attempt it belongs to.
    pub(super) attempt: u32,
    /// The time, in milliseconds of a clock that nobody sets.
    pub(super) now: f64,
    /// Uniform from 0 to 1.
    pub(super) dice: f64,
    /// The event's value.
    pub(super) value: JsValue,
}

type Dispatch = dyn Fn(Wire, u32, u32, f64, f64, JsValue);

struct Turns<Call> {
    /// Boxed: this is dropped when the call ends, and the rest only when the collector finds the function.
    call: RefCell<Option<Box<Call>>>,
    waiting: RefCell<VecDeque<Notice>>,
    busy: Cell<bool>,
}

/// Makes a function for JavaScript, `(wire, kind, attempt, now, dice, value)`, that hands each event to `handle`. When
/// `handle` answers `false` the call is over: its Rust half is dropped, and whatever comes later is ignored.
///
/// The function belongs to the garbage collector; the Rust half keeps no reference to it.
pub(super) fn dispatcher<Call: 'static>(call: Call, handle: fn(&mut Call, &Wire, Notice) -> bool) -> JsValue {
    let turns = Turns { call: RefCell::new(Some(Box::new(call))), waiting: RefCell::default(), busy: Cell::new(false) };
    let dispatch: Box<Dispatch> = Box::new(move |wire, kind, attempt, now, dice, value| {
        turns.take(&wire, Notice { kind, attempt, now, dice, value }, handle);
    });
    Closure::wrap(dispatch).into_js_value()
}

impl<Call> Turns<Call> {
    fn take(&self, wire: &Wire, notice: Notice, handle: fn(&mut Call, &Wire, Notice) -> bool) {
        self.waiting.borrow_mut().push_back(notice);
        if self.busy.replace(true) {
            return;
        }
        while let Some(notice) = self.next() {
            let mut call = self.call.borrow_mut();
            let goes_on = call.as_mut().is_some_and(|call| handle(call, wire, notice));
            if !goes_on {
                *call = None;
            }
        }
        self.busy.set(false);
    }

    /// Borrows the queue only for as long as it takes to look.
    fn next(&self) -> Option<Notice> {
        self.waiting.borrow_mut().pop_front()
    }
}
