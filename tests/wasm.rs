//! Tests of the driver in a real JavaScript engine, with `fetch` functions that misbehave. They run in Node and in a
//! headless browser.
#![cfg(all(target_family = "wasm", feature = "client"))]

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use postpeer_wasm::api::operations::OPERATIONS;
use postpeer_wasm::js::client::call;

#[wasm_bindgen(module = "/pkg/lib/client/wire.js")]
extern "C" {
    type Wire;
    #[wasm_bindgen(constructor)]
    fn new(options: &JsValue, body: &JsValue, fetch: &JsValue, settle: &JsValue) -> Wire;
    #[wasm_bindgen(method, js_name = listenTo)]
    fn listen_to(this: &Wire, signal: &JsValue);
    fn now() -> f64;
}

// wasm-bindgen copies only modules that are named here, so all imports of wire.js are named.
#[wasm_bindgen(module = "/pkg/lib/generated/contract.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = STAGE_SEND)]
    static STAGE_SEND: u32;
}

#[wasm_bindgen(module = "/pkg/lib/client/signals.js")]
extern "C" {
    #[wasm_bindgen(js_name = onAbort)]
    fn on_abort(signal: &JsValue, callback: &Function) -> Function;
}

#[wasm_bindgen(module = "/pkg/lib/client/call-id.js")]
extern "C" {
    #[wasm_bindgen(js_name = newCallId)]
    fn new_call_id() -> String;
}

#[wasm_bindgen(module = "/pkg/lib/client/base-errors.js")]
extern "C" {
    type PostPeerError;
    #[wasm_bindgen(constructor)]
    fn new(message: &str) -> PostPeerError;
    #[wasm_bindgen(method, getter)]
    fn outcome(this: &PostPeerError) -> String;
}

/// Evaluates a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})")).call0(&JsValue::UNDEFINED).unwrap()
}

fn options(operation: &str, timeout: u32) -> JsValue {
    let place = OPERATIONS.iter().position(|row| row.name == operation).unwrap();
    js(&format!(
        "{{ operation: {place}, base: 'https://api.postpeer.dev/', sameOrigin: false, key: 'a-key', \
         timeout: {timeout}, maxRetries: 2, headers: [], path: ['postId', 'x'], query: [] }}"
    ))
}

struct End {
    outcome: String,
    reason: String,
    wire: JsValue,
}

/// Runs one call to its end.
async fn run(operation: &str, timeout: u32, fetch: &str, signal: &JsValue) -> End {
    let body = if operation == "posts.create" { JsValue::from_str("{}") } else { JsValue::UNDEFINED };
    let promise = Promise::new(&mut |resolve, _| {
        let settle = Closure::once_into_js(move |wire: JsValue, report: JsValue| {
            resolve.call1(&JsValue::UNDEFINED, &Array::of2(&wire, &report)).unwrap();
        });
        let wire = Wire::new(&options(operation, timeout), &body, &js(fetch), &settle);
        wire.listen_to(signal);
        call(JsValue::from(wire).unchecked_into(), now(), STAGE_SEND.with(|stage| *stage));
    });
    let ended: Array = JsFuture::from(promise).await.unwrap().unchecked_into();
    let report: Array = ended.get(1).unchecked_into();
    let word = |place| report.get(place).as_string().unwrap();
    End { outcome: word(0), reason: word(1), wire: ended.get(0) }
}

async fn create(fetch: &str) -> (String, String) {
    let end = run("posts.create", 5_000, fetch, &JsValue::UNDEFINED).await;
    (end.outcome, end.reason)
}

fn known(outcome: &str, reason: &str) -> (String, String) {
    (outcome.to_owned(), reason.to_owned())
}

const ACCEPTED: &str = "new Response(JSON.stringify({ success: true, status: 'published', postId: 'p', \
                        platforms: [{ platform: 'tiktok', success: true }] }), { status: 202 })";

#[wasm_bindgen_test]
async fn a_documented_response_is_accepted() {
    assert_eq!(create(&format!("async () => {ACCEPTED}")).await, known("accepted", "answered"));
    assert_eq!(create(&format!("() => {ACCEPTED}")).await, known("accepted", "answered"), "not even a promise");
}

#[wasm_bindgen_test]
async fn every_rejection_of_fetch_is_unknown() {
    let thrown = [
        "new Error('x')",
        "'a string'",
        "null",
        "undefined",
        "0",
        "Symbol('x')",
        "Object.create(null)",
        "{ get message() { throw 1; } }",
        "new DOMException('x', 'AbortError')",
        "(class extends Object {})",
    ];
    for value in thrown {
        assert_eq!(create(&format!("() => Promise.reject({value})")).await, known("unknown", "network"), "{value}");
        assert_eq!(create(&format!("() => {{ throw {value}; }}")).await, known("unknown", "network"), "{value}");
    }
}

#[wasm_bindgen_test]
async fn other_values_and_bodies_are_never_accepted() {
    for value in
        ["undefined", "null", "'text'", "{}", "{ status: 'x' }", "Response.error()", "{ get status() { throw 1; } }"]
    {
        assert_eq!(create(&format!("async () => ({value})")).await, known("unknown", "network"), "{value}");
    }
    for (body, reason) in [
        ("'<html>'", "body_not_json"),
        ("'{\"success\":tr'", "body_not_json"),
        ("''", "body_empty"),
        ("null", "body_empty"),
        ("'{}'", "body_shape"),
        ("'[]'", "body_shape"),
        ("'null'", "body_shape"),
        ("new Uint8Array(10_000_001)", "body_too_large"),
    ] {
        let end = create(&format!("async () => new Response({body}, {{ status: 202 }})")).await;
        assert_eq!(end, known("unknown", reason), "{body}");
    }
}

#[wasm_bindgen_test]
async fn statuses_decide_the_outcome() {
    for (status, outcome) in
        [(400, "rejected"), (402, "rejected"), (429, "rejected"), (408, "unknown"), (500, "unknown")]
    {
        let end = create(&format!("async () => new Response('{{\"error\":\"no\"}}', {{ status: {status} }})")).await;
        assert_eq!(end, known(outcome, "status"), "{status}");
    }
    let redirect = "async () => new Response(null, { status: 307, headers: { location: 'https://evil.example/' } })";
    assert_eq!(create(redirect).await, known("unknown", "redirect"));
}

#[wasm_bindgen_test]
async fn a_post_is_sent_once_and_a_read_is_retried() {
    let counting = |faults: u32| {
        format!(
            "(() => {{ globalThis.calls = 0; return async () => {{ \
               if (++globalThis.calls <= {faults}) throw 'lost'; return {ACCEPTED}; }}; }})()"
        )
    };
    let calls = || Reflect::get(&js_sys::global(), &"calls".into()).unwrap().as_f64().unwrap();
    assert_eq!(create(&counting(1)).await, known("unknown", "network"));
    assert_eq!(calls(), 1.0);
    let end = run("posts.get", 10_000, &counting(2), &JsValue::UNDEFINED).await;
    assert_eq!((end.outcome.as_str(), calls()), ("accepted", 3.0));
}

#[wasm_bindgen_test]
async fn abort_ends_the_call_whatever_its_reason() {
    for reason in ["", "'a string'", "null", "7", "new RangeError('x')", "Object.create(null)"] {
        let early =
            js(&format!("(() => {{ const c = new AbortController(); c.abort({reason}); return c.signal; }})()"));
        let end = run("posts.create", 5_000, "() => { throw 'must not be called'; }", &early).await;
        assert_eq!((end.outcome.as_str(), end.reason.as_str()), ("not_sent", "abort"), "{reason}");

        let late = js(&format!(
            "(() => {{ const c = new AbortController(); setTimeout(() => c.abort({reason}), 5); return c.signal; }})()"
        ));
        // Rejects with the reason itself, as the native fetch does.
        let fetch = "({ signal }) => new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason)))";
        let end = run("posts.create", 5_000, fetch, &late).await;
        assert_eq!((end.outcome.as_str(), end.reason.as_str()), ("unknown", "abort"), "{reason}");
    }
}

#[wasm_bindgen_test]
async fn an_abort_during_the_call_of_fetch_is_queued() {
    let controller = js("globalThis.inside = new AbortController()");
    let signal = Reflect::get(&controller, &"signal".into()).unwrap();
    let fetch = format!("() => {{ globalThis.inside.abort(); return Promise.resolve({ACCEPTED}); }}");
    let end = run("posts.create", 5_000, &fetch, &signal).await;
    assert_eq!((end.outcome.as_str(), end.reason.as_str()), ("unknown", "abort"));
}

#[wasm_bindgen_test]
async fn a_fetch_that_never_settles_ends_at_the_deadline() {
    let end = run("posts.create", 30, "() => new Promise(() => {})", &JsValue::UNDEFINED).await;
    assert_eq!((end.outcome.as_str(), end.reason.as_str()), ("unknown", "timeout"));
    let stalled = "async () => new Response(new ReadableStream({}), { status: 202 })";
    let end = run("posts.create", 30, stalled, &JsValue::UNDEFINED).await;
    assert_eq!((end.outcome.as_str(), end.reason.as_str()), ("unknown", "timeout"));
}

#[wasm_bindgen_test]
async fn the_request_shown_has_no_key() {
    let fetch = format!("(request) => {{ globalThis.sent = request; return {ACCEPTED}; }}");
    let end = run("posts.create", 5_000, &fetch, &JsValue::UNDEFINED).await;
    let of = |request: &JsValue, name: &str| Reflect::get(request, &name.into()).unwrap().as_string().unwrap();
    let sent = Reflect::get(&js_sys::global(), &"sent".into()).unwrap();
    let shown = Reflect::get(&end.wire, &"request".into()).unwrap();
    for request in [&sent, &shown] {
        assert_eq!(of(request, "method"), "POST");
        assert_eq!(of(request, "url"), "https://api.postpeer.dev/v1/posts/");
        assert_eq!(of(request, "redirect"), "manual");
    }
    let key = |request: &JsValue| {
        let headers = Reflect::get(request, &"headers".into()).unwrap();
        let get: Function = Reflect::get(&headers, &"get".into()).unwrap().unchecked_into();
        get.call1(&headers, &"x-access-key".into()).unwrap().as_string()
    };
    assert_eq!(key(&sent).as_deref(), Some("a-key"));
    assert_eq!(key(&shown), None);
}

#[wasm_bindgen_test]
async fn a_thousand_concurrent_calls_all_end() {
    let calls = Array::new();
    for place in 0..1_000 {
        let fetch = format!(
            "() => new Promise((yes, no) => setTimeout(() => {place} % 2 ? yes({ACCEPTED}) : no('lost'), {place} % 17))"
        );
        calls.push(&wasm_bindgen_futures::future_to_promise(async move {
            Ok(run("posts.create", 20_000, &fetch, &JsValue::UNDEFINED).await.outcome.into())
        }));
    }
    let ended: Array = JsFuture::from(Promise::all(&calls)).await.unwrap().unchecked_into();
    let accepted = ended.iter().filter(|outcome| outcome.as_string().as_deref() == Some("accepted")).count();
    assert_eq!(accepted, 500);
}

#[wasm_bindgen_test]
fn a_signal_notifies_the_callbacks_that_still_listen() {
    let signals = js("(() => { const abort = new AbortController(); return { abort, told: [] }; })()");
    let get = |name: &str| Reflect::get(&signals, &name.into()).unwrap();
    let abort = get("abort");
    let signal = Reflect::get(&abort, &"signal".into()).unwrap();
    let push = |name: &str| Function::new_with_args("", &format!("this.push('{name}')")).bind0(&get("told"));
    on_abort(&signal, &push("first"));
    let leave = on_abort(&signal, &push("second"));
    on_abort(&signal, &push("third"));
    leave.call0(&JsValue::UNDEFINED).unwrap();
    js("(abort) => abort.abort()").unchecked_into::<Function>().call1(&JsValue::UNDEFINED, &abort).unwrap();
    assert_eq!(get("told").unchecked_into::<Array>().join(",").as_string().unwrap(), "first,third");
}

#[wasm_bindgen_test]
fn the_imports_of_wire_js_work() {
    let ids = [new_call_id(), new_call_id()];
    assert!(ids.iter().all(|id| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())), "{ids:?}");
    assert_ne!(ids.first(), ids.last());
    assert_eq!(PostPeerError::new("no").outcome(), "not_sent");
}
