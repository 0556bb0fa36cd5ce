//! Carries out the steps of an [`Exchange`], through the call's [`Wire`].

use gloo_net::http::{Headers, Response};
use wasm_bindgen::{JsCast, JsValue};

use super::bindings::{self, Wire};
use super::event_queue::{self, DriverEvent};
use super::report::Report;
use crate::api::operation;
use crate::exchange::protocol::EventKind;
use crate::exchange::request::KEY_HEADER;
use crate::exchange::{Body, BodyFacts, Event, Exchange, Pair, PostResponse, Step, TargetResponse, retry};

/// The most bytes that are read of an answer.
const LARGEST_DATA: f64 = 10_000_000.0;
/// The most bytes that are read of an error, which is only quoted.
const LARGEST_ERROR: f64 = 1_000_000.0;

/// A request without its signal and its body.
pub(super) struct RequestParts {
    pub(super) method: operation::Method,
    pub(super) url: String,
    pub(super) headers: Vec<Pair>,
}

impl RequestParts {
    /// Method, headers, body, signal and redirect mode: Workers refuse `mode`, `credentials` and `cache`.
    ///
    /// Avoids gloo-net's builder, which parses the URL twice, traps where a rejection is not an `Error`, and makes
    /// the package 3 kB larger (gzip). `undefined` if this runtime cannot make the request.
    fn build(&self, wire: &Wire, signal: Option<&web_sys::AbortSignal>) -> JsValue {
        let headers = Headers::new();
        for (name, value) in &self.headers {
            headers.append(name, value);
        }
        let init = web_sys::RequestInit::new();
        init.set_method(self.method.name());
        init.set_headers(&headers.into_raw());
        init.set_redirect(web_sys::RequestRedirect::Manual);
        init.set_signal(signal);
        init.set_body(&wire.body());
        web_sys::Request::new_with_str_and_init(&self.url, &init).map_or(JsValue::UNDEFINED, JsValue::from)
    }

    /// Shows the request as it leaves this library: without the key.
    pub(super) fn show(&mut self, wire: &Wire) {
        self.headers.retain(|(name, _)| name != KEY_HEADER);
        wire.show(&self.build(wire, None));
    }
}

/// The Rust half of a call: plain data, no reference to JavaScript.
pub(super) struct Call {
    /// Its state.
    pub(super) exchange: Exchange,
    /// The request.
    pub(super) parts: RequestParts,
    /// The attempt under way.
    pub(super) attempt: u32,
}

/// Begins a call. It settles through [`Wire::end`], once.
pub(super) fn begin(call: Call, wire: &Wire, timeout: f64) {
    wire.start(event_queue::dispatcher(call, handle), timeout);
}

/// Handles one event; returns false when the call is over.
fn handle(call: &mut Call, wire: &Wire, event: DriverEvent) -> bool {
    let DriverEvent { kind, attempt, now, random, value } = event;
    if kind.is_of_attempt() && attempt != call.attempt {
        return true;
    }
    let event = match kind {
        EventKind::Start => Event::Start,
        EventKind::Abort => Event::Abort,
        EventKind::Deadline => Event::Deadline,
        EventKind::Waited => Event::Waited,
        EventKind::ConnectionFailed => Event::ConnectionFailed,
        EventKind::Unsent => Event::Unsent,
        EventKind::Head => head(value.unchecked_into()),
        EventKind::Json => Event::Body(Body::Json(body_facts(&value))),
        EventKind::NotJson => Event::Body(Body::NotJson),
        EventKind::Empty => Event::Body(Body::Empty),
        EventKind::TooLarge => Event::Body(Body::TooLarge),
        EventKind::Broken => Event::Body(Body::Broken),
    };
    match call.exchange.next(now as u64, event, (random * 4_294_967_296.0) as u32) {
        Step::Send(attempt) => {
            call.attempt = attempt;
            wire.send(attempt, &call.parts.build(wire, Some(&wire.open())));
        }
        Step::Read { is_success } => wire.read(call.attempt, if is_success { LARGEST_DATA } else { LARGEST_ERROR }),
        Step::Wait(ms) => wire.wait(ms as f64),
        Step::Done(result) => {
            call.parts.show(wire);
            wire.end(&Report::from(result).into_js());
            return false;
        }
        Step::Nothing => {}
    }
    true
}

/// Reads a `PlainResponse` of `lib/client/wire.js`: the fields of a `Response` as plain data, which was checked there.
fn head(raw: web_sys::Response) -> Event {
    let response = Response::from(raw);
    let header = |name: &str| response.headers().get(name);
    let retry_after = header("retry-after")
        .and_then(|text| retry::retry_after(&text, header("date").as_deref(), bindings::wall_now() as u64));
    Event::Head { status: response.status(), retry_after }
}

/// Reads the facts that decisions depend on. The value comes from `JSON.parse`: it has no getters.
fn body_facts(data: &JsValue) -> BodyFacts {
    if !data.is_object() || is_list(data) {
        return BodyFacts::default();
    }
    let message = text(data, "message").or_else(|| text(data, "error"));
    BodyFacts { is_object: true, message, code: text(data, "code"), post: post(data) }
}

fn post(data: &JsValue) -> Option<PostResponse> {
    flag(data, "success")?;
    let status = text(data, "status")?;
    let list = field(data, "platforms");
    if text(data, "postId")?.is_empty() || !is_list(&list) {
        return None;
    }
    let mut targets = Vec::new();
    for item in list.unchecked_ref::<js_sys::Array>().iter() {
        text(&item, "platform")?;
        targets.push(TargetResponse {
            success: flag(&item, "success")?,
            has_url: text(&item, "platformPostUrl").is_some(),
        });
    }
    Some(PostResponse { status, targets })
}

fn is_list(value: &JsValue) -> bool {
    js_sys::Array::is_array(value)
}

fn field(object: &JsValue, name: &str) -> JsValue {
    if object.is_object() { bindings::get(object, name) } else { JsValue::UNDEFINED }
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

fn flag(object: &JsValue, name: &str) -> Option<bool> {
    field(object, name).as_bool()
}
