// The JavaScript half of one call: its timers, its signal, its streams. It decides nothing. Each event is reported to
// the Rust half (src/js/driver.rs), which says what to do next by calling a method here.
//
// No method throws, whatever the caller's `fetch` answers: an exception would pass through wasm, which cannot catch it,
// and the call would never settle. And nothing but a signal is shared between calls: in workerd a promise, a timer or a
// stream belongs to the request that made it.

import { onAbort } from './signals.js';

// The kinds of event, as src/js/driver.rs numbers them.
const START = 0;
const ABORT = 1;
const DEADLINE = 2;
const WAITED = 3;
const LOST = 4;
const HEAD = 5;
const JSON_BODY = 6;
const NOT_JSON = 7;
const EMPTY = 8;
const TOO_LARGE = 9;
const BROKEN = 10;

/**
 * Names an attempt for the relay, which sends one request to PostPeer for each name: browsers send a POST again by themselves
 * when a kept connection drops. An attempt that this library repeats has a name of its own.
 */
const CALL_HEADER = 'x-postpeer-call';
const callId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const ignore = () => {};

export class Wire {
  #dispatch = ignore;
  #fetch;
  #signal;
  #settle;
  #unheard;
  #deadline;
  #backoff;
  #attempt = 0;
  #controller;
  #reader;
  #reason;

  /** What the last failure was: the rejection of `fetch`, or of the body. */
  cause;
  /** The request as the caller may see it, the answer, its text and what that parses to. */
  request;
  response;
  text = '';
  data;

  /**
   * @param {object} options what Rust reads: see `Options` in src/js/client.rs
   * @param {string | undefined} body the text to send
   * @param {typeof fetch | undefined} fetch
   * @param {AbortSignal | undefined} signal
   * @param {(wire: Wire, report: unknown) => void} settle
   */
  constructor(options, body, fetch, signal, settle) {
    this.options = options;
    this.body = body;
    this.#fetch = fetch;
    this.#signal = signal;
    this.#settle = settle;
  }

  #report(kind, attempt, value) {
    this.#dispatch(this, kind, attempt, now(), Math.random(), value);
  }

  start(dispatch, timeout) {
    this.#dispatch = dispatch;
    const signal = this.#signal;
    if (signal?.aborted) {
      this.#reason = signal.reason;
      this.#report(ABORT, 0);
      return;
    }
    if (signal) {
      this.#unheard = onAbort(signal, () => {
        this.#reason = signal.reason;
        this.#report(ABORT, 0);
      });
    }
    this.#deadline = setTimeout(() => this.#report(DEADLINE, 0), timeout);
    this.#report(START, 0);
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
    const lost = (cause) => {
      if (attempt === this.#attempt) this.cause = cause;
      this.#report(LOST, attempt);
    };
    const answered = (answer) => {
      let response;
      try {
        response = adopt(answer);
      } catch (cause) {
        return lost(cause);
      }
      // What `Response.error()` makes is no answer of a server.
      if (response.type === 'error') return lost(new TypeError('fetch answered with Response.error()'));
      // Too late: the attempt was let go of, and its `fetch` did not hear the signal.
      if (attempt !== this.#attempt || !this.#controller) return cancel(response.body);
      this.response = response;
      this.#report(HEAD, attempt, response);
    };
    try {
      if (!request) throw new TypeError('This runtime cannot make the request');
      if (this.options.relay) request.headers.set(CALL_HEADER, callId());
      // As a bare function: the global fetch throws when its `this` is another object.
      const fetch = this.#fetch ?? globalThis.fetch;
      Promise.resolve(fetch(request)).then(answered, lost);
    } catch (cause) {
      lost(cause);
    }
  }

  /** Reads the body to its end, or to `limit` bytes. */
  async read(attempt, limit) {
    let kind = BROKEN;
    let data;
    try {
      const whole = await this.#text(limit);
      if (attempt !== this.#attempt) return;
      // Nothing is under way any more: there is nothing to let go of.
      if (whole) this.#controller = undefined;
      if (!whole) kind = TOO_LARGE;
      else if (this.text.trim() === '') kind = EMPTY;
      else {
        kind = NOT_JSON;
        data = this.data = JSON.parse(this.text);
        kind = JSON_BODY;
      }
    } catch (cause) {
      if (attempt !== this.#attempt) return;
      if (kind === BROKEN) this.cause = cause;
    }
    this.#report(kind, attempt, data);
  }

  /** Reads the text; `false` where there is more than `limit`. What there was is kept, to be quoted. */
  async #text(limit) {
    const { response } = this;
    const reader = response.body?.getReader();
    if (!reader) {
      // Without a body, or in a runtime that does not show it as a stream.
      this.text = await response.text();
      return this.text.length <= limit;
    }
    this.#reader = reader;
    const decoder = new TextDecoder();
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (this.#reader !== reader) return false;
      this.text += decoder.decode(value, { stream: !done });
      if (done) return true;
      size += value.byteLength;
      if (size > limit) return false;
    }
  }

  wait(ms) {
    this.#release();
    this.#backoff = setTimeout(() => this.#report(WAITED, 0), ms);
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

/** Ends a stream or its reader. Where that fails, the signal ends it. */
function cancel(stream, reason) {
  try {
    stream?.cancel(reason)?.then(undefined, ignore);
  } catch {
    // A stream that someone else is reading.
  }
}

/** A clock that nobody sets, where there is one. */
export function now() {
  return globalThis.performance?.now() ?? Date.now();
}

/**
 * Other realms, libraries and test doubles have a `Response` of their own. It is read as a `ResponseInit`, which takes
 * whatever has a status and headers, and throws at anything else.
 */
export function adopt(answer) {
  if (answer instanceof Response) return answer;
  if (typeof answer?.status !== 'number') throw new TypeError('fetch did not answer with a Response');
  return new Response(answer.body ?? null, answer);
}
