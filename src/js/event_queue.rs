//! The events of one call, one at a time.
//!
//! JavaScript reports each event (a promise settled, a timer fired, a signal aborted), and it is handled at once. No
//! tasks are scheduled: in workerd a task queue that requests share stays marked as scheduled for ever when the request
//! that scheduled it is cancelled, and every other request of the isolate waits for it.
//!
//! An event that arrives during another (the caller's `fetch` may abort the caller's own signal) waits for its turn.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::bindings::Wire;
use crate::exchange::protocol::EventKind;

/// An event that JavaScript reports.
pub(super) struct DriverEvent {
    /// The kind.
    pub(super) kind: EventKind,
    /// The attempt that it belongs to.
    pub(super) attempt: u32,
    /// The time in milliseconds, of a steady clock.
    pub(super) now: f64,
    /// Uniform from 0 to 1.
    pub(super) random: f64,
    /// The event's value.
    pub(super) value: JsValue,
}

type Dispatch = dyn Fn(Wire, u32, u32, f64, f64, JsValue);

struct EventQueue<Call> {
    /// Boxed: this is dropped when the call ends, and the rest only when the collector finds the function.
    call: RefCell<Option<Box<Call>>>,
    waiting: RefCell<VecDeque<DriverEvent>>,
    busy: Cell<bool>,
}

/// Makes a function for JavaScript, `(wire, kind, attempt, now, random, value)`, that hands each event to `handle`.
/// When `handle` returns false the call is over: its Rust half is dropped, and later events are ignored.
///
/// The function belongs to the garbage collector; the Rust half keeps no reference to it.
pub(super) fn dispatcher<Call: 'static>(call: Call, handle: fn(&mut Call, &Wire, DriverEvent) -> bool) -> JsValue {
    let queue =
        EventQueue { call: RefCell::new(Some(Box::new(call))), waiting: RefCell::default(), busy: Cell::new(false) };
    let dispatch: Box<Dispatch> = Box::new(move |wire, kind, attempt, now, random, value| {
        if let Some(kind) = EventKind::from_number(kind) {
            queue.take(&wire, DriverEvent { kind, attempt, now, random, value }, handle);
        }
    });
    Closure::wrap(dispatch).into_js_value()
}

impl<Call> EventQueue<Call> {
    fn take(&self, wire: &Wire, event: DriverEvent, handle: fn(&mut Call, &Wire, DriverEvent) -> bool) {
        self.waiting.borrow_mut().push_back(event);
        if self.busy.replace(true) {
            return;
        }
        while let Some(event) = self.next() {
            let mut call = self.call.borrow_mut();
            let goes_on = call.as_mut().is_some_and(|call| handle(call, wire, event));
            if !goes_on {
                *call = None;
            }
        }
        self.busy.set(false);
    }

    /// Borrows the queue only for as long as it takes to look.
    fn next(&self) -> Option<DriverEvent> {
        self.waiting.borrow_mut().pop_front()
    }
}
