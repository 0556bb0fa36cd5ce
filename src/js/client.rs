//! The client's exports: free functions. The client itself (its options, its resources, its errors) is a JavaScript
//! class in `lib/client/client.js`; a call is carried out here and below.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::bindings::Wire;
use super::driver::{self, Call};
use super::options::Options;
use super::report::Report;
use crate::exchange::protocol::Stage;
use crate::exchange::{Exchange, Plan};

/// Takes a call up to a stage. It always ends with [`Wire::end`], so that there is one way out.
#[wasm_bindgen]
pub fn call(wire: Wire, now: f64, stage: u32) {
    let options = Options::of(&wire);
    let (operation, mut parts) = match options.request(&wire) {
        Ok(made) => made,
        Err(error) => return wire.end(&Report::from(error).into_js()),
    };
    match Stage::from_number(stage) {
        Some(Stage::Send) => {
            let timeout = options.number("timeout");
            let plan = Plan::of(operation, timeout as u64, options.number("maxRetries") as u32);
            let exchange = Exchange::new(plan, now as u64);
            return driver::begin(Call { exchange, parts, attempt: 0 }, &wire, timeout);
        }
        Some(Stage::Build) => parts.show(&wire),
        Some(Stage::Check) | None => {}
    }
    wire.end(&JsValue::UNDEFINED);
}
