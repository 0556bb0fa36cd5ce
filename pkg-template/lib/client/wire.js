// The JavaScript half of one call: its timers, its signal and its streams. It reports each event to the Rust half
// (src/js/driver.rs), which decides the next step and calls a method here.
//
// No method throws, for any result of the caller's `fetch`. WebAssembly cannot catch an exception, so the call would
// never settle. Calls share nothing but a signal: in workerd a promise, a timer or a stream belongs to the request that
// made it.

import {
  EVENT_ABORT,
  EVENT_BROKEN,
  EVENT_CONNECTION_FAILED,
  EVENT_DEADLINE,
  EVENT_EMPTY,
  EVENT_HEAD,
  EVENT_JSON,
  EVENT_NOT_JSON,
  EVENT_START,
  EVENT_TOO_LARGE,
  EVENT_UNSENT,
  EVENT_WAITED,
} from '../generated/contract.js';
import { CALL_HEADER, newCallId } from './call-id.js';
import { PostPeerError } from './base-errors.js';
import { onAbort } from './signals.js';

/** The least bytes that a chunk of a body counts for, so that an endless stream of empty chunks ends. */
const MIN_CHUNK = 64;

const ignore = () => {};

export class Wire {
  #dispatch = ignore;
  #fetch;
  #settle;
  #stopListening;
  #aborted = false;
  #deadline;
  #endsAt;
  #backoff;
  #attempt = 0;
  #controller;
  #reader;
  #reason;

  /** The last failure: the rejection of `fetch`, or of the body. */
  cause;
  /** The request without the key, the response (a {@link PlainResponse}), its text and its parsed JSON. */
  request;
  response;
  text = '';
  data;

  /**
   * @param {object} options see `Options` in src/js/client.rs
   * @param {string | undefined} body the text to send
   * @param {typeof fetch | undefined} fetch
   * @param {(wire: Wire, report: unknown) => void} settle
   */
  constructor(options, body, fetch, settle) {
    this.options = options;
    this.body = body;
    this.#fetch = fetch;
    this.#settle = settle;
  }

  /** Listens to the caller's signal, before the call starts. Throws a `PostPeerError` if that is not possible. */
  listenTo(signal) {
    if (!signal) return;
    const abort = () => {
      this.#aborted = true;
      try {
        this.#reason = signal.reason;
      } catch {
        // The reason cannot be read.
      }
      this.#report(EVENT_ABORT, 0);
    };
    try {
      this.#stopListening = onAbort(signal, abort);
      if (signal.aborted) abort();
    } catch (cause) {
      this.#stopListening?.();
      throw new PostPeerError('signal must be an AbortSignal.', { cause });
    }
  }

  #report(kind, attempt, value) {
    this.#dispatch(this, kind, attempt, now(), Math.random(), value);
  }

  start(dispatch, timeout) {
    this.#dispatch = dispatch;
    if (this.#aborted) return this.#report(EVENT_ABORT, 0);
    this.#endsAt = now() + timeout;
    this.#deadline = setTimeout(() => this.#report(EVENT_DEADLINE, 0), timeout);
    this.#report(EVENT_START, 0);
  }

  open() {
    this.response = this.cause = undefined;
    this.text = '';
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  /** Calls `fetch`, which may respond at once or late, throw, reject with any value, or never settle. */
  send(attempt, request) {
    this.#attempt = attempt;
    const fetch = this.#fetch ?? globalThis.fetch;
    if (!request || typeof fetch !== 'function') {
      this.cause = new TypeError(request ? 'This runtime has no fetch' : 'This runtime cannot make the request');
      return this.#report(EVENT_UNSENT, attempt);
    }
    const failed = cause => {
      if (attempt === this.#attempt) this.cause = cause;
      this.#report(EVENT_CONNECTION_FAILED, attempt);
    };
    const responded = given => {
      let response;
      try {
        response = toResponse(given);
      } catch (cause) {
        return failed(cause);
      }
      // Too late: the attempt was released, and its `fetch` ignored the signal.
      if (attempt !== this.#attempt || !this.#controller) return cancel(response.body);
      this.response = response;
      this.#report(EVENT_HEAD, attempt, response);
    };
    if (this.options.relay) request.headers.set(CALL_HEADER, newCallId());
    // Called as a bare function: the global fetch throws if its `this` is another object. Resolved, not returned: the
    // result settles once, and asynchronously, however its `then` behaves.
    new Promise(resolve => resolve(fetch(request))).then(responded, failed);
  }

  /** Reads the body to its end, or to `limit` bytes. */
  async read(attempt, limit) {
    let kind = EVENT_BROKEN;
    let data;
    try {
      const whole = await this.#text(limit);
      if (attempt !== this.#attempt) return;
      // The body was read to its end: there is nothing to release.
      if (whole) this.#controller = undefined;
      if (!whole) kind = EVENT_TOO_LARGE;
      else if (this.text.trim() === '') kind = EVENT_EMPTY;
      else {
        kind = EVENT_NOT_JSON;
        data = this.data = JSON.parse(this.text);
        kind = EVENT_JSON;
      }
    } catch (cause) {
      if (attempt !== this.#attempt) return;
      if (kind === EVENT_BROKEN) this.cause = cause;
    }
    this.#report(kind, attempt, data);
  }

  /** Reads the text. Returns false if it is larger than `limit`; the text so far is kept, to be quoted. */
  async #text(limit) {
    const { response } = this;
    const reader = readerOf(response.body);
    if (!reader) {
      // There is no body, or the runtime does not provide it as a stream.
      const text = await response.text();
      if (typeof text !== 'string') throw new TypeError('text() did not answer with a string');
      this.text = text;
      return text.length <= limit;
    }
    this.#reader = reader;
    const decoder = new TextDecoder();
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (this.#reader !== reader) return false;
      this.text += done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (done) return true;
      size += Math.max(value.byteLength, MIN_CHUNK);
      if (size > limit) return false;
      // Timers do not fire while a stream always has a chunk ready.
      if (now() >= this.#endsAt) {
        this.#report(EVENT_DEADLINE, 0);
        return false;
      }
    }
  }

  wait(ms) {
    this.#release();
    this.#backoff = setTimeout(() => this.#report(EVENT_WAITED, 0), ms);
  }

  show(request) {
    this.request = request;
  }

  end(report) {
    clearTimeout(this.#deadline);
    clearTimeout(this.#backoff);
    this.#stopListening?.();
    this.#release(this.#reason);
    this.#settle(this, report);
  }

  /** Releases the current attempt and its connection. */
  #release(reason) {
    const controller = this.#controller;
    if (!controller) return;
    this.#controller = undefined;
    cancel(this.#reader ?? this.response?.body, reason);
    this.#reader = undefined;
    controller.abort(reason);
  }

  /** The reason of the caller's signal. */
  get reason() {
    return this.#reason;
  }
}

/** Returns a reader of a body: a stream of the platform, or one of Node, which some libraries return. */
function readerOf(body) {
  if (typeof body?.getReader === 'function') return body.getReader();
  const iterator = body?.[Symbol.asyncIterator]?.();
  return iterator && { read: () => iterator.next(), cancel: () => iterator.return?.() };
}

/** Cancels a stream or its reader. If that fails, the signal ends it. */
function cancel(stream, reason) {
  new Promise(resolve => resolve(stream?.cancel ? stream.cancel(reason) : stream?.destroy?.())).catch(ignore);
}

/** The time in milliseconds, of a monotonic clock if there is one. */
export function now() {
  return globalThis.performance?.now() ?? Date.now();
}

/**
 * A copy of a response, read once. The rest of the library sees no getter and no Proxy of the caller's `fetch`. Any
 * class is accepted: other realms, libraries and test doubles have a `Response` of their own. Throws if it is not a
 * response.
 */
class PlainResponse {
  /** The caller's object: the `response` of the result if it is the platform's `Response`. */
  given;
  url;
  status;
  statusText;
  headers;
  body;

  constructor(given) {
    if (typeof given !== 'object' || given === null) throw new TypeError('fetch did not answer with a Response');
    const { status, statusText, type, url, headers, body } = given;
    // `Response.error()` is not a response of a server.
    if (type === 'error') throw new TypeError('fetch answered with Response.error()');
    // Browsers hide the status of a redirect.
    const isStatus = Number.isInteger(status) && status > 199 && status < 600;
    if (!isStatus && !(status === 0 && type === 'opaqueredirect')) {
      throw new TypeError('fetch did not answer with a Response: its status must be an integer from 200 to 599');
    }
    this.given = given;
    this.url = `${url}`;
    this.status = status;
    this.statusText = typeof statusText === 'string' ? statusText : '';
    this.headers = headersOf(headers);
    this.body = body;
    // A released stream of Node may still fail. Without a listener that would end the process.
    body?.on?.('error', ignore);
  }

  /** Reads a body that is not a stream. */
  text() {
    const { given, body } = this;
    return typeof given.text === 'function' ? given.text() : new Response(body ?? null).text();
  }
}

/** Returns a copy of the headers. Some polyfills have no iterator. */
function headersOf(given) {
  if (given === null) throw new TypeError('fetch did not answer with a Response: its headers are null');
  if (!given?.forEach || given[Symbol.iterator]) return new Headers(given);
  const headers = new Headers();
  given.forEach((value, name) => headers.append(name, value));
  return headers;
}

/** Returns the response of a `fetch` as a {@link PlainResponse}. */
export const toResponse = given => (given instanceof PlainResponse ? given : new PlainResponse(given));
