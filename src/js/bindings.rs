//! The JavaScript that the driver calls: the one file with `extern` blocks.
//!
//! An exception that passes through wasm runs no destructor and settles no promise. The methods of [`Wire`] never
//! throw:
//! `lib/client/wire.js` sees to that.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The JavaScript half of a call (`lib/client/wire.js`): its timers, its signal, its streams. It decides nothing.
    ///
    /// It holds every reference to JavaScript, and the Rust half holds none. So wasm memory roots nothing: when a
    /// Worker's client disconnects and a call is dropped half way, the garbage collector takes both halves.
    pub type Wire;

    /// Plain values: see `options::Options`.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn options(this: &Wire) -> JsValue;
    /// The text to send, or `undefined`.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn body(this: &Wire) -> JsValue;

    /// Starts the deadline's timer and listens to the caller's signal, then reports the start, or the abort.
    #[wasm_bindgen(method)]
    pub(super) fn start(this: &Wire, dispatch: JsValue, timeout: f64);
    /// A fresh signal for one attempt.
    #[wasm_bindgen(method)]
    pub(super) fn open(this: &Wire) -> web_sys::AbortSignal;
    /// Calls the client's `fetch`; reports the answer or the failure.
    #[wasm_bindgen(method)]
    pub(super) fn send(this: &Wire, attempt: u32, request: &JsValue);
    /// Reads the answer's body, up to a number of bytes, and reports it.
    #[wasm_bindgen(method)]
    pub(super) fn read(this: &Wire, attempt: u32, limit: f64);
    /// Releases the attempt, and reports when the time is over.
    #[wasm_bindgen(method)]
    pub(super) fn wait(this: &Wire, ms: f64);
    /// The request as the caller may see it: without the key.
    #[wasm_bindgen(method)]
    pub(super) fn show(this: &Wire, request: &JsValue);
    /// Releases everything and settles the call.
    #[wasm_bindgen(method)]
    pub(super) fn end(this: &Wire, report: &JsValue);

    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(super) fn wall_now() -> f64;
    /// A property of an object. Throws for anything else, and where the property is a getter that does.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    pub(super) fn get(object: &JsValue, key: &str) -> JsValue;
}
