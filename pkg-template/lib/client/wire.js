// The JavaScript half of one call: its timers, its signal, its streams. It decides nothing. Each event is reported to
// the Rust half (src/js/driver.rs), which says what to do next by calling a method here.
//
// No method throws, whatever the caller's `fetch` answers: an exception would pass through wasm, which cannot catch it,
// and the call would never settle. And nothing but a signal is shared between calls: in workerd a promise, a timer or a
// stream belongs to the request that made it.

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
import { PostPeerError } from './errors.js';
import { onAbort } from './signals.js';

/** Bytes that a piece of a body counts for at least: an endless stream of empty pieces has an end. */
const LEAST_PIECE = 64;

const ignore = () => {};

export class Wire {
  #dispatch = ignore;
  #fetch;
  #settle;
  #unheard;
  #aborted = false;
  #deadline;
  #ends;
  #backoff;
  #attempt = 0;
  #controller;
  #reader;
  #reason;

  /** What the last failure was: the rejection of `fetch`, or of the body. */
  cause;
  /** The request as the caller may see it, the answer (an {@link Answer}), its text and what that parses to. */
  request;
  response;
  text = '';
  data;

  /**
   * @param {object} options what Rust reads: see `Options` in src/js/client.rs
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

  /** Listens to the caller's signal, before anything is sent. Throws if that is not possible. */
  hear(signal) {
    if (!signal) return;
    const abort = () => {
      this.#aborted = true;
      try {
        this.#reason = signal.reason;
      } catch {
        // Aborted without a reason that can be read.
      }
      this.#report(EVENT_ABORT, 0);
    };
    try {
      this.#unheard = onAbort(signal, abort);
      if (signal.aborted) abort();
    } catch (cause) {
      this.#unheard?.();
      throw new PostPeerError('signal must be an AbortSignal.', { cause });
    }
  }

  #report(kind, attempt, value) {
    this.#dispatch(this, kind, attempt, now(), Math.random(), value);
  }

  start(dispatch, timeout) {
    this.#dispatch = dispatch;
    if (this.#aborted) return this.#report(EVENT_ABORT, 0);
    this.#ends = now() + timeout;
    this.#deadline = setTimeout(() => this.#report(EVENT_DEADLINE, 0), timeout);
    this.#report(EVENT_START, 0);
  }

  open() {
    this.response = this.cause = undefined;
    this.text = '';
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  /** Whatever `fetch` does: answer at once or late, throw, reject with anything at all, or never settle. */
  send(attempt, request) {
    this.#attempt = attempt;
    const fetch = this.#fetch ?? globalThis.fetch;
    if (!request || typeof fetch !== 'function') {
      this.cause = new TypeError(request ? 'This runtime has no fetch' : 'This runtime cannot make the request');
      return this.#report(EVENT_UNSENT, attempt);
    }
    const lost = cause => {
      if (attempt === this.#attempt) this.cause = cause;
      this.#report(EVENT_CONNECTION_FAILED, attempt);
    };
    const answered = given => {
      let answer;
      try {
        answer = adopt(given);
      } catch (cause) {
        return lost(cause);
      }
      // Too late: the attempt was let go of, and its `fetch` did not hear the signal.
      if (attempt !== this.#attempt || !this.#controller) return cancel(answer.body);
      this.response = answer;
      this.#report(EVENT_HEAD, attempt, answer);
    };
    if (this.options.relay) request.headers.set(CALL_HEADER, newCallId());
    // Called as a bare function: the global fetch throws when its `this` is another object. And resolved, not returned:
    // what comes settles once, and later, however its `then` behaves.
    new Promise(resolve => resolve(fetch(request))).then(answered, lost);
  }

  /** Reads the body to its end, or to `limit` bytes. */
  async read(attempt, limit) {
    let kind = EVENT_BROKEN;
    let data;
    try {
      const whole = await this.#text(limit);
      if (attempt !== this.#attempt) return;
      // Nothing is under way any more: there is nothing to let go of.
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

  /** Reads the text; `false` where there is more than `limit`. What there was is kept, to be quoted. */
  async #text(limit) {
    const { response } = this;
    const reader = readerOf(response.body);
    if (!reader) {
      // Without a body, or in a runtime that does not show it as a stream.
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
      size += Math.max(value.byteLength, LEAST_PIECE);
      if (size > limit) return false;
      // A stream that always has a piece ready leaves the timers no turn.
      if (now() >= this.#ends) {
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
    this.#unheard?.();
    this.#release(this.#reason);
    this.#settle(this, report);
  }

  /** Lets go of the attempt under way, so that its connection is free. */
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

/** Reads a body in pieces: a stream of the platform, or one of Node's, which some libraries answer with. */
function readerOf(body) {
  if (typeof body?.getReader === 'function') return body.getReader();
  const iterator = body?.[Symbol.asyncIterator]?.();
  return iterator && { read: () => iterator.next(), cancel: () => iterator.return?.() };
}

/** Ends a stream or its reader. Where that fails, the signal ends it. */
function cancel(stream, reason) {
  new Promise(resolve => resolve(stream?.cancel ? stream.cancel(reason) : stream?.destroy?.())).catch(ignore);
}

/** A clock that nobody sets, where there is one. */
export function now() {
  return globalThis.performance?.now() ?? Date.now();
}

/**
 * The facts of an answer, read once: the rest of the library meets no getter and no Proxy of the caller's `fetch`.
 * Other realms, libraries and test doubles have a `Response` of their own, so its class does not matter. Throws at what
 * is no answer.
 */
class Answer {
  /** The caller's object, shown as the result's `response` if it is one. */
  given;
  url;
  status;
  statusText;
  headers;
  body;

  constructor(given) {
    if (typeof given !== 'object' || given === null) throw new TypeError('fetch did not answer with a Response');
    const { status, statusText, type, url, headers, body } = given;
    // `Response.error()` makes no answer of a server.
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
    // A stream of Node that is let go of may still fail: without a listener, that ends the process.
    body?.on?.('error', ignore);
  }

  /** Reads a body that is no stream. */
  text() {
    const { given, body } = this;
    return typeof given.text === 'function' ? given.text() : new Response(body ?? null).text();
  }
}

/** A copy of the headers. Some polyfills have no iterator. */
function headersOf(given) {
  if (given === null) throw new TypeError('fetch did not answer with a Response: its headers are null');
  if (!given?.forEach || given[Symbol.iterator]) return new Headers(given);
  const headers = new Headers();
  given.forEach((value, name) => headers.append(name, value));
  return headers;
}

/** Reads what `fetch` answered with. */
export const adopt = answer => (answer instanceof Answer ? answer : new Answer(answer));
