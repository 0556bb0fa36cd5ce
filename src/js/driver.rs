//! Carries out what an [`Exchange`] says, through the call's [`Wire`].

use gloo_net::http::{Headers, Response};
use wasm_bindgen::{JsCast, JsValue};

use super::client::Report;
use super::executor::{self, Notice};
use super::sys::{self, Wire};
use crate::api::operation;
use crate::exchange::request::KEY_HEADER;
use crate::exchange::{Body, BodyFacts, Event, Exchange, Pair, PostResponse, Step, TargetResponse, retry};

/// The most that is read of an answer, in bytes.
const LARGEST_DATA: f64 = 10_000_000.0;
/// The most that is read of an error: it is only quoted.
const LARGEST_ERROR: f64 = 1_000_000.0;

/// The kinds of event, as `lib/client/wire.js` numbers them.
mod kind {
    pub(super) const START: u32 = 0;
    pub(super) const ABORT: u32 = 1;
    pub(super) const DEADLINE: u32 = 2;
    pub(super) const WAITED: u32 = 3;
    /// From here on an event belongs to one attempt. What an earlier attempt still has to say is of no interest.
    pub(super) const LOST: u32 = 4;
    pub(super) const HEAD: u32 = 5;
    pub(super) const JSON: u32 = 6;
    pub(super) const NOT_JSON: u32 = 7;
    pub(super) const EMPTY: u32 = 8;
    pub(super) const TOO_LARGE: u32 = 9;
    pub(super) const UNSENT: u32 = 11;
}

/// A request, but for its signal and its body.
pub(super) struct Parts {
    pub(super) method: operation::Method,
    pub(super) url: String,
    pub(super) headers: Vec<Pair>,
}

impl Parts {
    /// Method, headers, body, signal and redirect mode: Workers refuse `mode`, `credentials` and `cache`.
    ///
    /// Not with gloo-net's builder, which parses the URL twice, traps where a rejection is not an `Error`, and makes
    /// the package 3 kB larger (gzip). `undefined` where this runtime cannot make the request.
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
    /// What it sends.
    pub(super) parts: Parts,
    /// The attempt under way.
    pub(super) attempt: u32,
}

/// Begins a call. It settles through [`Wire::end`], once.
pub(super) fn begin(call: Call, wire: &Wire, timeout: f64) {
    wire.start(executor::dispatcher(call, handle), timeout);
}

/// Handles one event; `false` when the call is over.
fn handle(call: &mut Call, wire: &Wire, notice: Notice) -> bool {
    let Notice { kind, attempt, now, dice, value } = notice;
    if kind >= kind::LOST && attempt != call.attempt {
        return true;
    }
    let event = match kind {
        kind::START => Event::Start,
        kind::ABORT => Event::Abort,
        kind::DEADLINE => Event::Deadline,
        kind::WAITED => Event::Waited,
        kind::LOST => Event::ConnectionFailed,
        kind::UNSENT => Event::Unsent,
        kind::HEAD => head(value.unchecked_into()),
        kind::JSON => Event::Body(Body::Json(body_facts(&value))),
        kind::NOT_JSON => Event::Body(Body::NotJson),
        kind::EMPTY => Event::Body(Body::Empty),
        kind::TOO_LARGE => Event::Body(Body::TooLarge),
        _ => Event::Body(Body::Broken),
    };
    match call.exchange.next(now as u64, event, (dice * 4_294_967_296.0) as u32) {
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

/// Reads a `PlainResponse` of `lib/client/wire.js`: the fields of a `Response`, as plain data that was checked there.
fn head(raw: web_sys::Response) -> Event {
    let response = Response::from(raw);
    let header = |name: &str| response.headers().get(name);
    let retry_after = header("retry-after")
        .and_then(|text| retry::retry_after(&text, header("date").as_deref(), sys::wall_now() as u64));
    Event::Head { status: response.status(), retry_after }
}

/// Reads the facts that decisions need. The value comes from `JSON.parse`: it has no getters.
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
    if object.is_object() { sys::get(object, name) } else { JsValue::UNDEFINED }
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

fn flag(object: &JsValue, name: &str) -> Option<bool> {
    field(object, name).as_bool()
}
