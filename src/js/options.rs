//! The options of a call: plain values, read field by field. A typed struct and `serde_wasm_bindgen::from_value` make
//! the wasm file 10 kB larger (gzip), for messages about mistakes that only `lib/client/client.js` could make.
//!
//! Bodies are not among them: they cross as the text that is sent.

use wasm_bindgen::{JsCast, JsValue};

use super::bindings::{self, Wire};
use super::driver::RequestParts;
use crate::api::operation::{Method, Route};
use crate::api::operations::ROUTES;
use crate::exchange::{Argument, Base, BaseError, Pair, RequestError, request};

/// The PUT of a file to the address that PostPeer gave for it. No operation of PostPeer's own, so it is in no table.
static UPLOAD: Route = Route {
    name: "media.uploadFile",
    method: Method::Put,
    path: "",
    has_body: false,
    auth: false,
    replay_is_safe: true,
};

pub(super) struct Options(JsValue);

impl Options {
    pub(super) fn of(wire: &Wire) -> Self {
        Self(wire.options())
    }

    fn field(&self, name: &str) -> JsValue {
        bindings::get(&self.0, name)
    }

    pub(super) fn number(&self, name: &str) -> f64 {
        self.field(name).as_f64().unwrap_or_default()
    }

    fn text(&self, name: &str) -> Option<String> {
        self.field(name).as_string()
    }

    pub(super) fn texts(&self, name: &str) -> Vec<String> {
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
    pub(super) fn request(&self, wire: &Wire) -> Result<(&'static Route, RequestParts), RequestError> {
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
            return Ok((&UPLOAD, RequestParts { method: UPLOAD.method, url, headers: Vec::new() }));
        }
        if key.as_ref().is_some_and(|key| !request::is_key(key)) {
            return Err(refuse("pattern", "apiKey"));
        }
        let has_body = !wire.body().is_undefined();
        if has_body && !operation.has_body {
            return Err(refuse("unknown_key", "body"));
        }
        let parts = RequestParts {
            method: operation.method,
            url: request::url(operation, &base, &self.pairs("path"), &self.pairs("query"))?,
            headers: request::headers(operation, key, has_body, self.pairs("headers"))?,
        };
        Ok((operation, parts))
    }
}
