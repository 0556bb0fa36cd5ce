//! The client's exports: free functions. What a client is (its options, its resources, its errors) is a JavaScript
//! class in `lib/client/client.js`; what a call does is here and below.

use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::driver::{self, Call, Parts};
use super::sys::{self, Wire};
use crate::api::operation::{Method, Route};
use crate::api::operations::ROUTES;
use crate::exchange::{
    Argument, Base, BaseError, CallResult, Exchange, Outcome, Pair, Plan, RequestError, TargetState, request,
};

/// The PUT of a file to the address that PostPeer gave for it. No operation of PostPeer's own, so it is in no table.
static UPLOAD: Route = Route {
    name: "media.uploadFile",
    method: Method::Put,
    path: "",
    has_body: false,
    auth: false,
    replay_is_safe: true,
};

/// What a call needs besides what hangs on its [`Wire`]. Bodies are not in here: they cross as the text that is sent.
///
/// Read field by field: a typed struct and `serde_wasm_bindgen::from_value` make the wasm file 10 kB larger (gzip), for
/// messages about mistakes that only `lib/client/client.js` could make.
struct Options(JsValue);

impl Options {
    fn field(&self, name: &str) -> JsValue {
        sys::get(&self.0, name)
    }

    fn number(&self, name: &str) -> f64 {
        self.field(name).as_f64().unwrap_or_default()
    }

    fn text(&self, name: &str) -> Option<String> {
        self.field(name).as_string()
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let list = self.field(name);
        let list = list.unchecked_ref::<js_sys::Array>().iter();
        list.map(|item| item.as_string().unwrap_or_default()).collect()
    }

    /// Names and values in turn, in one flat list.
    fn pairs(&self, name: &str) -> Vec<Pair> {
        let mut flat = self.texts(name).into_iter();
        let mut pairs = Vec::new();
        while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
            pairs.push((name, value));
        }
        pairs
    }

    /// The operation, and the request that the options make of it.
    fn parts(&self, wire: &Wire) -> Result<(&'static Route, Parts), RequestError> {
        let refuse = |code, name: &str| RequestError { code, argument: Argument::Options, name: name.into() };
        let operation = self.number("operation") as usize;
        let operation = ROUTES.get(operation).ok_or_else(|| refuse("enum", "operation"))?;
        let key = self.text("key");
        // A relative base URL is as safe as the page it is relative to, as long as no key goes there.
        let on_page = self.field("sameOrigin").is_truthy() && key.is_none();
        let base = self.text("base").unwrap_or_default();
        let address = self.text("address");
        let given = if address.is_some() { "uploadUrl" } else { "baseURL" };
        let base = Base::parse(&base, on_page).map_err(|error| refuse(error.name(), given))?;
        let base = base.relay(self.field("relay").is_truthy());
        if let Some(url) = address {
            // An address in an answer from elsewhere may not lead to this machine, nor anywhere in plain text.
            let is_local =
                self.text("home").is_some_and(|home| Base::parse(&home, true).is_ok_and(|home| home.is_local()));
            if base.is_plain() && !is_local {
                return Err(refuse(BaseError::NotEncrypted.name(), given));
            }
            return Ok((&UPLOAD, Parts { method: UPLOAD.method, url, headers: Vec::new() }));
        }
        if key.as_ref().is_some_and(|key| !request::is_key(key)) {
            return Err(refuse("pattern", "apiKey"));
        }
        let has_body = !wire.body().is_undefined();
        if has_body && !operation.has_body {
            return Err(refuse("unknown_key", "body"));
        }
        let parts = Parts {
            method: operation.method,
            url: request::url(operation, &base, &self.pairs("path"), &self.pairs("query"))?,
            headers: request::headers(operation, key, has_body, self.pairs("headers"))?,
        };
        Ok((operation, parts))
    }
}

/// How a call ended, for `lib/client/client.js`: a tuple, because names would cost more than they explain there.
#[derive(Serialize)]
pub(super) struct Report(
    /// Outcome.
    &'static str,
    /// Reason.
    &'static str,
    /// Status; 0 for none.
    u16,
    /// Attempts.
    u32,
    /// The server's message; the name of a refused value.
    Option<String>,
    /// The server's code; why a value was refused.
    Option<String>,
    /// The state of each target, in the order of the response.
    Vec<&'static str>,
    /// Where a refused value was.
    &'static str,
);

impl Report {
    pub(super) fn into_js(self) -> JsValue {
        serde_wasm_bindgen::to_value(&self).unwrap_or(JsValue::UNDEFINED)
    }
}

impl From<CallResult> for Report {
    fn from(CallResult { outcome, reason, status, attempts, body }: CallResult) -> Self {
        let body = body.unwrap_or_default();
        let states = body.post.iter().flat_map(|post| post.states().map(TargetState::name)).collect();
        Self(outcome.name(), reason.name(), status, attempts, body.message, body.code, states, "")
    }
}

impl From<RequestError> for Report {
    fn from(RequestError { code, argument, name }: RequestError) -> Self {
        let outcome = Outcome::NotSent.name();
        Self(outcome, "refused", 0, 0, Some(name), Some(code.into()), Vec::new(), argument.name())
    }
}

/// What [`call`] is to do with the request it makes.
mod step {
    /// Nothing: only whether it can be made is of interest.
    pub(super) const CHECK: u32 = 0;
    /// Show it, without the key.
    pub(super) const BUILD: u32 = 1;
}

/// Begins a call, or goes a part of the way. The end is always [`Wire::end`], so that there is one way out.
#[wasm_bindgen]
pub fn call(wire: Wire, now: f64, until: u32) {
    let options = Options(wire.options());
    let (operation, mut parts) = match options.parts(&wire) {
        Ok(made) => made,
        Err(error) => return wire.end(&Report::from(error).into_js()),
    };
    if until > step::BUILD {
        let timeout = options.number("timeout");
        let plan = Plan::of(operation, timeout as u64, options.number("maxRetries") as u32);
        let exchange = Exchange::new(plan, now as u64);
        return driver::begin(Call { exchange, parts, attempt: 0 }, &wire, timeout);
    }
    if until > step::CHECK {
        parts.show(&wire);
    }
    wire.end(&JsValue::UNDEFINED);
}
