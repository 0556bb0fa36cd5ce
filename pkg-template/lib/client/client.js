// The client: its options, its resources, and what a call's report becomes. What a call does is decided in Rust
// (src/exchange, src/js); what it needs of JavaScript is in wire.js.

import {
  REPORT_ATTEMPTS,
  REPORT_CODE,
  REPORT_MESSAGE,
  REPORT_OUTCOME,
  REPORT_PART,
  REPORT_REASON,
  REPORT_STATUS,
  REPORT_TARGETS,
  STAGE_BUILD,
  STAGE_CHECK,
  STAGE_SEND,
  TARGET_ANSWERED,
  TARGET_REQUESTED,
  TARGET_STATE,
} from '../generated/contract.js';
import { RECEIVED_HEADER } from './call-id.js';
import { check, checkPart, checkReschedule } from '../validate/check.js';
import { workspaceOf } from '../validate/workspace.js';
import { errorOf } from './error-of.js';
import * as errors from './errors.js';
import { bounded, isError } from '../validate/issues.js';
import { LONGEST_TIMEOUT, onlyKnown, retriesOf, SHARED, timeoutOf } from './options.js';
import { mayHoldKey, redactCause, redactData, redactHeaders, redactResponse, redactText } from './redact.js';
import { told } from './targets.js';
import { tell } from './hooks.js';
import { adopt, now, Wire } from './wire.js';

const { PostPeerError, ValidationError } = errors;

const HOME = 'https://api.postpeer.dev';
const OPTIONS = ['apiKey', ...SHARED, 'defaultHeaders', 'dangerouslyAllowBrowser'];
const LONGEST_QUOTE = 2000;
const UPLOAD = 'media.uploadFile';

const OPTIONS_HINT = {
  not_absolute:
    'must be an absolute URL, such as https://api.postpeer.dev; a path, such as /api/postpeer, works in a page only',
  not_encrypted: 'must begin with https:. What is sent would be readable on the way; http: is for this machine only',
  credentials: 'must not hold a user name or a password',
  query_or_fragment: 'must not have a query or a fragment',
  character: 'holds a character that a URL cannot hold',
};

const BROKEN_ANSWER = {
  body_broken: 'The connection broke while the answer was coming',
  body_too_large: 'The answer is larger than is read',
  body_empty: 'The answer is empty',
  body_not_json: 'The answer is not JSON',
  body_shape: 'The answer is not what PostPeer answers to this call',
};

/**
 * What both halves of the package share: everything but the engine. Private fields only: neither `inspect`, nor
 * `JSON.stringify`, nor a clone of a client shows its key.
 */
export class Client {
  static DEFAULT_TIMEOUT = 60_000;
  static DEFAULT_MAX_RETRIES = 2;

  #engine;
  #options;
  #key;
  #base;
  #sameOrigin = false;
  #relay;
  #timeout;
  #maxRetries;
  #headers;
  #fetch;
  #validate;
  #besides;

  /** @param besides what besides.js exports: not for the relay */
  constructor(engine, given, besides) {
    const options = given ?? {};
    onlyKnown(options, OPTIONS, 'PostPeer');
    const { baseURL = HOME, validate = 'strict', fetch } = options;
    this.#engine = engine;
    this.#options = options;
    this.#besides = besides;
    this.#timeout = timeoutOf(options.timeout ?? Client.DEFAULT_TIMEOUT);
    this.#maxRetries = retriesOf(options.maxRetries ?? Client.DEFAULT_MAX_RETRIES);
    this.#headers = headerList(options.defaultHeaders, 'defaultHeaders');
    if (fetch !== undefined && typeof fetch !== 'function') throw new PostPeerError('fetch must be a function.');
    this.#fetch = fetch;
    if (typeof validate !== 'function' && !['strict', 'lenient', 'off'].includes(validate)) {
      throw new PostPeerError("validate must be 'strict', 'lenient', 'off' or a function such as validatePost.");
    }
    this.#validate = validate;
    this.#base = String(baseURL);
    // Such as '/api/postpeer': the page's own origin, where a relay adds the key.
    this.#sameOrigin = /^\/(?![/\\])/.test(this.#base);
    this.#key = this.#sameOrigin ? keyOf(options.apiKey ?? null) : keyOf(options.apiKey);
    this.#relay = this.#sameOrigin || (this.#key === null && this.#base !== HOME) ? this.#base : undefined;
    if (this.#key && !options.dangerouslyAllowBrowser && isBrowser()) {
      throw new PostPeerError(
        'This is a browser: everyone can read the key. Send through your own server, with a baseURL there and no apiKey, ' +
          'or set dangerouslyAllowBrowser.',
      );
    }
    // On a server there is no page to be relative to: rendering there must not fail, only sending does.
    if (!this.#sameOrigin || globalThis.location) this.#checkOptions();
    this.#grow();
    if (besides) this.#add(besides);
  }

  get baseURL() {
    return this.#base;
  }

  get timeout() {
    return this.#timeout;
  }

  get maxRetries() {
    return this.#maxRetries;
  }

  /** Another client: these options, with some replaced. */
  withOptions(options) {
    return new this.constructor({ ...this.#options, ...options });
  }

  /** The request that a call would send, without the key, and without sending it. */
  buildRequest(name, params) {
    const operation = workspaceOf(this.#engine).tables.operations.indexOf(name);
    if (operation < 0) throw new PostPeerError(`There is no operation ${JSON.stringify(name)}.`);
    const { options, text } = this.#prepare(operation, name, params ?? {});
    return this.#go(options, text, STAGE_BUILD).request;
  }

  /** The resources: `posts.create` becomes a function `create` on an object `posts`. */
  #grow() {
    const { operations, lists } = workspaceOf(this.#engine).tables;
    for (const [operation, name] of operations.entries()) {
      const path = name.split('.');
      const method = path.pop();
      let at = this;
      for (const group of path) at = at[group] ??= {};
      const call = params => this.#call(operation, name, params ?? {});
      // A group may be callable too.
      at[method] = Object.assign(call, at[method]);
      const list = lists.indexOf(name);
      if (list < 0 || !this.#besides) continue;
      const [iterator, by, rows] = lists.slice(list + 1);
      at[iterator] = params => this.#besides.iterate(call, by, rows, params);
    }
  }

  /** What is no operation of its own. */
  #add({ reconcile, retryFailed, uploadFile, wait }) {
    const { posts, media } = this;
    posts.wait = (postId, options) => wait(posts.get, this.#timeout, postId, options ?? {});
    posts.reconcile = (receipt, options) => reconcile(posts.list, this.#timeout, receipt, options ?? {});
    posts.retryFailed = retryFailed;
    const put = (...of) => this.#put(...of);
    media.uploadFile = (file, options) => uploadFile(this, this.#validate, this.#fetch, put, file, options ?? {});
  }

  /** Bad options are told of here, not by the first call. */
  #checkOptions() {
    const path = ['platform', 'twitter', 'id', 'x'];
    const { report } = this.#go(
      this.#wireOptions(0, { path, query: [], headers: this.#headers }),
      undefined,
      STAGE_CHECK,
    );
    if (report) throw refusal(report);
  }

  #wireOptions(operation, rest) {
    return {
      operation,
      base: resolve(this.#base),
      sameOrigin: this.#sameOrigin,
      relay: this.#relay !== undefined,
      key: this.#key ?? undefined,
      timeout: this.#timeout,
      maxRetries: this.#maxRetries,
      asked: [],
      ...rest,
    };
  }

  /** Everything but sending; throws where something is wrong with the parameters. */
  #prepare(operation, name, params) {
    const { path, query, timeout, maxRetries } = params;
    for (const [part, value = {}] of Object.entries({ params, path, query })) {
      if (typeof value !== 'object') throw new PostPeerError(`${part} of ${name} must be an object.`);
    }
    const found = { issues: [], truncated: 0 };
    const { issues } = found;
    if (this.#validate !== 'off') {
      for (const [part, value] of Object.entries({ path, query })) {
        const ofPart = checkPart(this.#engine, operation, part, value ?? {});
        for (const issue of ofPart.issues) issues.push({ ...issue, path: [part, ...issue.path] });
        found.truncated += ofPart.truncated;
      }
    }
    const body = this.#body(operation, name, params.body, found);
    const options = this.#wireOptions(operation, {
      path: valueList(path, 'path', issues),
      query: valueList(query, 'query', issues),
      headers: headerList(params.headers, 'headers', this.#headers),
      asked: body.asked.map(target => String(target?.platform)),
    });
    if (timeout !== undefined) options.timeout = timeoutOf(timeout);
    if (maxRetries !== undefined) options.maxRetries = retriesOf(maxRetries);
    const all = bounded(issues, found.truncated);
    if (issues.some(isError)) throw new ValidationError(all.issues, { truncated: all.truncated });
    return { options, text: body.text, written: body.written, asked: body.asked, ...all };
  }

  /**
   * The text to send. It is written once, and what was written is what is checked: a getter, a Proxy or a `toJSON`
   * that answers differently the second time gains nothing.
   */
  #body(operation, name, given, found) {
    const isPost = name === 'posts.create';
    const mode = this.#validate;
    const isOwn = typeof mode === 'function';
    const isRuled = isPost || name === 'posts.scheduled.edit';
    const ofTables = (value, reading) => {
      if (isPost) return check(this.#engine, value, { rules: false });
      if (name === 'posts.scheduled.reschedule') return checkReschedule(this.#engine, operation, value, reading);
      if (value === undefined) return undefined;
      return checkPart(this.#engine, operation, 'body', value, reading);
    };
    const judge = (value, isWritten) => {
      if (mode === 'off') return undefined;
      // The written body is sent as it is: lenient reading changes nothing in it any more.
      const reading = isWritten ? 'strict' : mode;
      const rules = isOwn ? mode : (post, options) => check(this.#engine, post, { mode: reading, ...options });
      const verdict = isRuled ? verdictOf(rules, value, isPost) : ofTables(value, reading);
      // Whatever a function of the caller's lets through, it is a post; and an edit has a schema of its own.
      return isRuled && isWritten && verdict.valid && (isOwn || !isPost) ? ofTables(value, reading) : verdict;
    };
    const first = judge(given);
    for (const issue of first?.issues ?? []) found.issues.push(issue);
    found.truncated += first?.truncated ?? 0;
    const value = first?.valid ? (first.value ?? given) : given;
    if (value === undefined || found.issues.some(isError)) return { asked: [] };
    let text;
    try {
      text = JSON.stringify(value);
    } catch (cause) {
      const code = 'value.unreadable';
      const message = `The body cannot be written as JSON: ${String(cause?.message ?? cause)}`;
      throw new ValidationError([{ severity: 'error', code, path: [], message }], { cause });
    }
    const written = text === undefined ? undefined : JSON.parse(text);
    const second = judge(written, true);
    if (second && !second.valid) {
      // The second look repeats the warnings of the first.
      for (const issue of second.issues) if (isError(issue)) found.issues.push(issue);
      found.truncated += second.truncated ?? 0;
    }
    const asked = isPost && Array.isArray(written?.platforms) ? written.platforms : [];
    return { text, written, asked };
  }

  /** Goes a part of the way that ends at once. */
  #go(options, text, stage) {
    let end;
    const wire = new Wire(options, text, undefined, (_, report) => (end = report));
    this.#engine.instance().glue.call(wire, now(), stage);
    if (stage === STAGE_BUILD && end) throw refusal(end);
    return { report: end, request: wire.request };
  }

  async #call(operation, name, params) {
    const { options, text, written, asked, issues, truncated } = this.#prepare(operation, name, params);
    const signal = signalOf(params.signal);
    const isPost = name === 'posts.create';
    const settle = isPost && params.settle && this.#besides.settling(this.posts.list, this.#timeout, asked, params);
    const receipt = isPost ? { sentAt: new Date().toISOString(), body: written } : undefined;
    let end;
    try {
      end = await this.#exchange(name, options, text, this.#observed(name), signal);
    } catch (error) {
      if (!isPost || error.outcome !== 'unknown') throw error;
      error.receipt = receipt;
      // What is no answer may name the post all the same.
      const postId = error.details?.postId;
      if (postId && typeof postId === 'string') receipt.postId = error.postId = postId;
      if (!settle) throw error;
      const settled = await settle(error);
      return { ...settled, request: this.#go(options, text, STAGE_BUILD).request, issues, truncated, receipt };
    }
    const { wire, report } = end;
    if (name === 'media.upload' && this.#besides) this.#checkStorage(wire.data, wire.response.status);
    const result = {
      data: mayHoldKey(wire.text, this.#key) ? redactData(wire.data, this.#key) : wire.data,
      request: wire.request,
      response: redactResponse(wire.response, this.#key, wire.text),
      outcome: report[REPORT_OUTCOME],
    };
    if (!isPost) return result;
    const targets = report[REPORT_TARGETS].map(target =>
      targetOf(result.data.platforms[target[TARGET_ANSWERED]], asked[target[TARGET_REQUESTED]], target[TARGET_STATE]),
    );
    return { ...result, targets, issues, truncated, receipt };
  }

  /** Sends, until something is known about it. */
  async #exchange(name, options, text, fetch, signal) {
    const { wire, report } = await new Promise(resolve => {
      const { glue } = this.#engine.instance();
      const wire = new Wire(options, text, fetch, (wire, report) => resolve({ wire, report }));
      wire.hear(signal);
      glue.call(wire, now(), STAGE_SEND);
    });
    if (report[REPORT_REASON] === 'refused') throw refusal(report);
    // The address of an upload is a key of its own: whoever has it can write there.
    if (report[REPORT_OUTCOME] !== 'accepted')
      throw failure(name, report, wire, options.address ?? this.#key, this.#relay);
    return { wire, report };
  }

  /** Options for a PUT to an address of the storage. Plain http is for a PostPeer on this machine. */
  #storage(address, maxRetries) {
    // The query holds what the storage signed.
    const [base] = address.split(/[?#]/);
    return { base, address, home: resolve(this.#base), timeout: LONGEST_TIMEOUT, maxRetries, asked: [] };
  }

  /** Refuses addresses of the storage that are not safe to send a file to, or to post. */
  #checkStorage({ data, ...rest }, status) {
    for (const name of ['uploadUrl', 'publicUrl']) {
      const address = (data ?? rest)[name];
      if (!address) continue;
      const given = String(address);
      const { report } = this.#go(
        this.#storage(URL.canParse(given) ? new URL(given).href : given, 0),
        undefined,
        STAGE_CHECK,
      );
      if (!report) continue;
      const why =
        report[REPORT_CODE] === 'credentials' ? 'must not hold a user name or a password' : 'must begin with https:';
      throw new errors.APIConnectionError(
        `PostPeer answered with an address that is not safe: ${name} ${why}. Nothing was uploaded or posted.`,
        {
          status,
          outcome: 'rejected',
        },
      );
    }
  }

  /** The PUT of an upload. Its time is kept by `send`, which sees whether bytes move; hooks would be shown the address. */
  #put(given, send, { signal, maxRetries = this.#maxRetries }) {
    return this.#exchange(UPLOAD, this.#storage(resolve(String(given)), maxRetries), undefined, send, signal);
  }

  /** The client's `fetch`; with hooks, one that tells them. */
  #observed(operation) {
    const { onRequest, onResponse, logger } = this.#options;
    const fetch = this.#fetch ?? globalThis.fetch;
    // If the runtime has no `fetch`, the call says so.
    if (!fetch || (!onRequest && !onResponse && !logger)) return this.#fetch;
    let attempt = 0;
    return async request => {
      const { method, url } = request;
      const about = { operation, method, url, attempt: ++attempt };
      const note = (hook, level, text, more) => {
        const facts = { ...about, ...more };
        tell(() => hook?.(facts));
        tell(() => logger?.[level]?.(`postpeer-wasm ${operation}: ${text}`, facts));
      };
      const started = now();
      note(onRequest, 'debug', `${method} ${url}`, { headers: redactHeaders(request.headers, this.#key) });
      try {
        const response = adopt(await fetch(request));
        const headers = redactHeaders(response.headers, this.#key);
        note(onResponse, 'debug', `${response.status}`, { status: response.status, headers, ms: now() - started });
        return response;
      } catch (error) {
        const cause = redactCause(error, this.#key);
        note(undefined, 'warn', 'no answer', { error: cause, ms: now() - started });
        throw error;
      }
    };
  }
}

/** What the rules, or a function of the caller's, say of a post. */
function verdictOf(validate, value, isPost) {
  const verdict = isPost ? validate(value) : validate(value, { edit: true });
  if (!Array.isArray(verdict?.issues)) throw new PostPeerError('validate must answer { valid, issues }, and at once.');
  const issues = [...verdict.issues];
  if (!verdict.valid && !issues.some(isError)) {
    issues.push({
      severity: 'error',
      code: 'refused',
      path: [],
      message: 'validate refuses it, and does not say why.',
    });
  }
  return { ...verdict, issues, truncated: Number(verdict.truncated) || 0 };
}

function targetOf(part, asked, state) {
  const { platform, platformPostUrl: url, error, warningMessage: warning } = part;
  return told({ platform, state, accountId: asked?.accountId, url, error, warning });
}

/** Why the values cannot become a request. */
function refusal({ [REPORT_MESSAGE]: name, [REPORT_CODE]: code, [REPORT_PART]: place }) {
  if (place === 'options') {
    if (name === 'apiKey') return new PostPeerError('apiKey must be visible ASCII characters only, without spaces.');
    return new PostPeerError(`${name} ${OPTIONS_HINT[code] ?? 'is not accepted here'}.`);
  }
  if (place === 'headers') {
    const why = { 'header.owned': 'is set by the library', 'header.name': 'is not a header name' };
    return new PostPeerError(`The header ${JSON.stringify(name)} ${why[code] ?? 'has a value that cannot be sent'}.`);
  }
  const message = { required: 'is missing', too_short: 'is empty' }[code] ?? 'would name another path';
  return new ValidationError([{ severity: 'error', code, path: [place, name], message: `${name} ${message}.` }]);
}

/** The error for a call that ended without an acceptance. */
function failure(operation, report, wire, key, relay) {
  const {
    [REPORT_OUTCOME]: ended,
    [REPORT_REASON]: reason,
    [REPORT_STATUS]: status,
    [REPORT_ATTEMPTS]: attempts,
    [REPORT_MESSAGE]: message,
    [REPORT_CODE]: code,
  } = report;
  const { request, response } = wire;
  // A relay that refuses a replay says so: the call itself may have been sent.
  const outcome = relay !== undefined && response?.headers.get(RECEIVED_HEADER) ? 'unknown' : ended;
  const advice = adviceOf(operation, request?.method, outcome, reason === 'redirect' && relay);
  const options = { outcome, status: status || undefined };
  if (reason === 'abort') {
    const text = outcome === 'not_sent' ? 'Request was aborted before it was sent.' : 'Request was aborted.';
    return new errors.APIUserAbortError({ ...options, message: text + advice, cause: wire.reason });
  }
  if (reason === 'timeout') {
    return new errors.APIConnectionTimeoutError({ ...options, message: `Request timed out.${advice}` });
  }
  const said = quote(redactText(message ?? '', key));
  const cause = wire.cause === undefined ? {} : { cause: redactCause(wire.cause, key) };
  if (reason === 'network') {
    const why = cause.cause?.cause?.message || cause.cause?.message || cause.cause;
    const text = `Connection failed${typeof why === 'string' && why ? ` (${why})` : ''}.`;
    const tried = attempts > 1 ? ` Tried ${attempts} times.` : '';
    const message = text + tried + advice;
    if (cause.cause?.name === 'TimeoutError')
      return new errors.APIConnectionTimeoutError({ ...options, ...cause, message });
    return new errors.APIConnectionError(message, { ...options, ...cause });
  }
  if (BROKEN_ANSWER[reason]) {
    const text = `${BROKEN_ANSWER[reason]} (status ${status}).${said && ` It says: ${said}`}`;
    return new errors.APIConnectionError(sentences(text, advice), {
      ...options,
      ...cause,
      details: redactData(wire.data, key),
    });
  }
  const headers = redactHeaders(response.headers, key);
  const quoted = quote(redactText(wire.text, key));
  const text =
    reason === 'redirect'
      ? redirectText(operation, status, relay)
      : said || sentence(quoted) || redactText(response.statusText, key) || `Request failed with status ${status}.`;
  return new (errorOf(status))(status, sentences(text, advice), {
    outcome,
    headers,
    code: code && redactText(code, key),
    details: wire.data === undefined ? quoted || undefined : redactData(wire.data, key),
    requestId: headers.get('x-request-id') ?? undefined,
  });
}

/** Says who redirected. The status is 0 in browsers, which hide it. */
function redirectText(operation, status, relay) {
  const redirect = `a redirect${status ? ` (status ${status})` : ''}`;
  if (operation === UPLOAD) return `The storage answered with ${redirect}, which was not followed.`;
  if (relay === undefined)
    return `PostPeer answered with ${redirect}. It was not followed, because the key would go along.`;
  const likely = 'A relay never redirects, so the call most likely did not reach it: check where the relay is mounted.';
  return `${relay} answered with ${redirect}, which was not followed. ${likely}`;
}

/** Says what to do if the request may have changed something. `isStray`: it probably never reached the relay. */
function adviceOf(operation, method, outcome, isStray) {
  if (method === 'GET' || method === undefined) return '';
  if (operation === UPLOAD) return ' Nothing was posted, and the file can be uploaded again.';
  const isPost = operation === 'posts.create';
  if (isStray) return isPost ? ' Then ask posts.reconcile(error.receipt) whether it was posted.' : '';
  if (outcome === 'unknown') {
    return isPost
      ? ' This may have been posted: ask posts.reconcile(error.receipt) before sending it again.'
      : ' It is not known whether PostPeer acted on it: look before sending it again.';
  }
  return isPost && outcome === 'rejected' ? ' Nothing was posted.' : '';
}

/** Cut after the key was taken out: half a key is still a part of it. */
const quote = text => text.slice(0, LONGEST_QUOTE);

/** A text that somebody else wrote, with the advice as a sentence of its own. */
const sentences = (text, advice) => (advice && !/\p{P}\s*$/u.test(text) ? `${text}.${advice}` : text + advice);

/** A text answer that can be shown as it is; an HTML page cannot. */
const sentence = text => (/^\s*[<{[]/.test(text) ? '' : text.trim());

/** The key given, or that of the environment; `null` where a relay has it. */
function keyOf(given) {
  const key = given === undefined ? environmentKey() : given;
  if (key === null || (typeof key === 'string' && key !== '')) return key;
  throw new PostPeerError(
    given === undefined
      ? 'There is no key. Set POSTPEER_API_KEY, or pass new PostPeer({ apiKey }); with a relay pass apiKey: null.'
      : 'apiKey must be a string that is not empty, or null where a relay has the key.',
  );
}

/**
 * Read by names that no bundler sees as one expression: many apps define the environment at build time, which would
 * write the key into the page.
 */
function environmentKey() {
  try {
    return ['process', 'env', 'POSTPEER_API_KEY'].reduce((at, name) => at?.[name], globalThis) || undefined;
  } catch {
    // Deno without the permission to read it.
    return undefined;
  }
}

function isBrowser() {
  const { document, importScripts, navigator } = globalThis;
  // Workers of a browser have no document; other runtimes with importScripts do not call themselves Mozilla.
  return document !== undefined || (typeof importScripts === 'function' && /^Mozilla/.test(navigator?.userAgent));
}

/** As a URL parser writes it: so the host that is checked is the host that is connected to. */
function resolve(base) {
  try {
    return new URL(base, base.startsWith('/') ? globalThis.location?.href : undefined).href;
  } catch {
    return base;
  }
}

function signalOf(signal) {
  if (signal === undefined || signal === null) return undefined;
  try {
    const { aborted, addEventListener, removeEventListener } = signal;
    if (
      typeof aborted === 'boolean' &&
      typeof addEventListener === 'function' &&
      typeof removeEventListener === 'function'
    )
      return signal;
  } catch {
    // One that cannot be read is none.
  }
  throw new PostPeerError('signal must be an AbortSignal.');
}

/** Headers in any of their three forms as one flat list. `null` takes a header of the client away. */
function headerList(given, what, before = []) {
  let list = [...before];
  if (given === undefined || given === null) return list;
  if (typeof given !== 'object') throw new PostPeerError(`${what} must be Headers, pairs or an object.`);
  const entries = typeof given[Symbol.iterator] === 'function' ? [...given] : Object.entries(given);
  for (const entry of entries) {
    const [name, value] = entry;
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new PostPeerError(`${what} must be pairs of name and value.`);
    if (value === undefined) continue;
    const lower = String(name).toLowerCase();
    if (value === null) list = list.filter((_, place) => list[place - (place % 2)].toLowerCase() !== lower);
    else list.push(lower, String(value));
  }
  return list;
}

/** Path or query values as one flat list of names and texts. Arrays repeat the name. */
function valueList(values, part, issues) {
  const list = [];
  for (const [name, given] of Object.entries(values ?? {})) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value === undefined) continue;
      const text =
        value instanceof Date && part === 'query' ? dateText(value) : value === null ? 'null' : textOf(value);
      if (text === undefined || /\p{Surrogate}/u.test(text)) {
        const message = `${name} cannot be written in a URL.`;
        issues.push({ severity: 'error', code: 'type', path: [part, name], message });
      } else list.push(name, text);
    }
  }
  return list;
}

const dateText = date => (Number.isNaN(date.getTime()) ? undefined : date.toISOString());

function textOf(value) {
  const writable = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
  return writable ? String(value) : undefined;
}
