// The client: its options, its resources, and the results of its calls. src/exchange decides how a call is sent;
// wire.js is its JavaScript half.

import { STAGE_BUILD, STAGE_CHECK, STAGE_SEND } from '../generated/contract.js';
import { checkPart } from '../validate/check.js';
import { bounded, isError } from '../validate/issues.js';
import { workspaceOf } from '../validate/workspace.js';
import { APIConnectionError, PostPeerError, ValidationError } from './base-errors.js';
import { callError, requestError, UPLOAD } from './call-error.js';
import { absoluteUrl, isBrowser, keyOf } from './environment.js';
import { observedFetch } from './hooks.js';
import { MAX_TIMEOUT, refuseUnknown, retriesOf, SHARED_OPTIONS, timeoutOf } from './options.js';
import { headerList, signalOf, valueList } from './parameters.js';
import { mayHoldKey, redactData, redactResponse } from './redact.js';
import { readReport } from './report.js';
import { writeBody } from './request-body.js';
import { createdTargets } from './targets.js';
import { now, Wire } from './wire.js';

const HOME = 'https://api.postpeer.dev';
const OPTIONS = ['apiKey', ...SHARED_OPTIONS, 'defaultHeaders', 'dangerouslyAllowBrowser'];

/**
 * The client without its engine, which each entry provides. All state is private, so `inspect`, `JSON.stringify` and
 * structured clones do not show the key.
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
  #helpers;

  /** @param helpers the exports of client-helpers.js; none in the relay */
  constructor(engine, given, helpers) {
    const options = given ?? {};
    refuseUnknown(options, OPTIONS, 'PostPeer');
    const { baseURL = HOME, validate = 'strict', fetch } = options;
    this.#engine = engine;
    this.#options = options;
    this.#helpers = helpers;
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
    // Such as '/api/postpeer': a relay on the page's own origin, which adds the key.
    this.#sameOrigin = /^\/(?![/\\])/.test(this.#base);
    this.#key = this.#sameOrigin ? keyOf(options.apiKey ?? null) : keyOf(options.apiKey);
    this.#relay = this.#sameOrigin || (this.#key === null && this.#base !== HOME) ? this.#base : undefined;
    if (this.#key && !options.dangerouslyAllowBrowser && isBrowser()) {
      throw new PostPeerError(
        'This is a browser: everyone can read the key. Send through your own server, with a baseURL there and no ' +
          'apiKey, or set dangerouslyAllowBrowser.',
      );
    }
    // A server has no page that a relative URL is relative to. Rendering there must not fail, only sending.
    if (!this.#sameOrigin || globalThis.location) this.#checkOptions();
    this.#attachOperations();
    if (helpers) this.#attachHelpers(helpers);
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

  /** Returns another client with these options, some of them replaced. */
  withOptions(options) {
    return new this.constructor({ ...this.#options, ...options });
  }

  /** Returns the request that a call would send, without the key, and without sending it. */
  buildRequest(name, params) {
    const index = workspaceOf(this.#engine).tables.operations.indexOf(name);
    if (index < 0) throw new PostPeerError(`There is no operation ${JSON.stringify(name)}.`);
    const { options, text } = this.#prepare({ index, name }, params ?? {});
    return this.#runTo(STAGE_BUILD, options, text).request;
  }

  /** Adds the resources: `posts.create` becomes a function `create` of an object `posts`. */
  #attachOperations() {
    const { operations, lists } = workspaceOf(this.#engine).tables;
    for (const [index, name] of operations.entries()) {
      const path = name.split('.');
      const method = path.pop();
      let at = this;
      for (const group of path) at = at[group] ??= {};
      const call = params => this.#call({ index, name }, params ?? {});
      // A group may be callable too.
      at[method] = Object.assign(call, at[method]);
      const list = lists.indexOf(name);
      if (list < 0 || !this.#helpers) continue;
      const [iterator, by, rows] = lists.slice(list + 1);
      at[iterator] = params => this.#helpers.iterate(call, by, rows, params);
    }
  }

  /** Adds the methods that are not operations of PostPeer. */
  #attachHelpers({ reconcile, retryFailed, uploadFile, wait }) {
    const { posts, media } = this;
    posts.wait = (postId, options) => wait(posts.get, this.#timeout, postId, options ?? {});
    posts.reconcile = (receipt, options) => reconcile(posts.list, this.#timeout, receipt, options ?? {});
    posts.retryFailed = retryFailed;
    const put = (...of) => this.#put(...of);
    media.uploadFile = (file, options) => uploadFile(this, this.#validate, this.#fetch, put, file, options ?? {});
  }

  /** Throws at once if the options make no request, instead of at the first call. */
  #checkOptions() {
    const path = ['platform', 'twitter', 'id', 'x'];
    const { report } = this.#runTo(STAGE_CHECK, this.#wireOptions(0, { path, query: [], headers: this.#headers }));
    if (report) throw requestError(report);
  }

  #wireOptions(operation, rest) {
    return {
      operation,
      base: absoluteUrl(this.#base),
      sameOrigin: this.#sameOrigin,
      relay: this.#relay !== undefined,
      key: this.#key ?? undefined,
      timeout: this.#timeout,
      maxRetries: this.#maxRetries,
      ...rest,
    };
  }

  /** Does everything but sending. Throws if a parameter is invalid. */
  #prepare(operation, params) {
    const { index, name } = operation;
    const { path, query, timeout, maxRetries } = params;
    for (const [part, value = {}] of Object.entries({ params, path, query })) {
      if (typeof value !== 'object') throw new PostPeerError(`${part} of ${name} must be an object.`);
    }
    const found = { issues: [], truncated: 0 };
    const { issues } = found;
    if (this.#validate !== 'off') {
      for (const [part, value] of Object.entries({ path, query })) {
        const ofPart = checkPart(this.#engine, index, part, value ?? {});
        for (const issue of ofPart.issues) issues.push({ ...issue, path: [part, ...issue.path] });
        found.truncated += ofPart.truncated;
      }
    }
    const body = writeBody(this.#engine, this.#validate, operation, params.body, found);
    const options = this.#wireOptions(index, {
      path: valueList(path, 'path', issues),
      query: valueList(query, 'query', issues),
      headers: headerList(params.headers, 'headers', this.#headers),
    });
    if (timeout !== undefined) options.timeout = timeoutOf(timeout);
    if (maxRetries !== undefined) options.maxRetries = retriesOf(maxRetries);
    const all = bounded(issues, found.truncated);
    if (issues.some(isError)) throw new ValidationError(all.issues, { truncated: all.truncated });
    return { options, ...body, ...all };
  }

  /** Runs a call to a stage before it is sent. `report` is set if the values make no request. */
  #runTo(stage, options, text) {
    let report;
    const wire = new Wire(options, text, undefined, (_, end) => (report = end));
    this.#engine.instance().glue.call(wire, now(), stage);
    if (stage === STAGE_BUILD && report) throw requestError(report);
    return { report, request: wire.request };
  }

  async #call(operation, params) {
    const { name } = operation;
    const { options, text, written, requested, issues, truncated } = this.#prepare(operation, params);
    const signal = signalOf(params.signal);
    const isPost = name === 'posts.create';
    const settle = isPost && params.settle && this.#helpers.settling(this.posts.list, this.#timeout, requested, params);
    const receipt = isPost ? { sentAt: new Date().toISOString(), body: written } : undefined;
    let end;
    try {
      const fetch = observedFetch(name, this.#fetch, this.#options, this.#key);
      end = await this.#exchange(name, options, text, fetch, signal);
    } catch (error) {
      if (!isPost || error.outcome !== 'unknown') throw error;
      error.receipt = receipt;
      // An invalid response may still name the post.
      const postId = error.details?.postId;
      if (postId && typeof postId === 'string') receipt.postId = error.postId = postId;
      if (!settle) throw error;
      const settled = await settle(error);
      return { ...settled, request: this.#runTo(STAGE_BUILD, options, text).request, issues, truncated, receipt };
    }
    const { wire, outcome, states } = end;
    if (name === 'media.upload' && this.#helpers) this.#checkStorage(wire.data, wire.response.status);
    const result = {
      data: mayHoldKey(wire.text, this.#key) ? redactData(wire.data, this.#key) : wire.data,
      request: wire.request,
      response: redactResponse(wire.response, this.#key, wire.text),
      outcome,
    };
    if (!isPost) return result;
    return { ...result, targets: createdTargets(result.data, states, requested), issues, truncated, receipt };
  }

  /** Sends a call. Resolves if it was accepted; otherwise rejects with its error. */
  async #exchange(name, options, text, fetch, signal) {
    const { wire, report } = await new Promise(resolve => {
      const { glue } = this.#engine.instance();
      const wire = new Wire(options, text, fetch, (wire, report) => resolve({ wire, report }));
      wire.listenTo(signal);
      glue.call(wire, now(), STAGE_SEND);
    });
    const { outcome, reason, states } = readReport(report);
    if (reason === 'refused') throw requestError(report);
    // The address of an upload is a secret: whoever has it can write there.
    if (outcome !== 'accepted') throw callError(name, report, wire, options.address ?? this.#key, this.#relay);
    return { wire, outcome, states };
  }

  /** Returns the options for a PUT to the storage. Plain http is allowed for a PostPeer on this machine only. */
  #storage(address, maxRetries) {
    // The query holds the signature of the storage.
    const [base] = address.split(/[?#]/);
    return { base, address, home: absoluteUrl(this.#base), timeout: MAX_TIMEOUT, maxRetries };
  }

  /** Throws if an address of the storage is not safe to send a file to, or to post. */
  #checkStorage({ data, ...rest }, status) {
    for (const name of ['uploadUrl', 'publicUrl']) {
      const address = (data ?? rest)[name];
      if (!address) continue;
      const given = String(address);
      const options = this.#storage(URL.canParse(given) ? new URL(given).href : given, 0);
      const { report } = this.#runTo(STAGE_CHECK, options);
      if (!report) continue;
      const isCredentials = readReport(report).code === 'credentials';
      const reason = isCredentials ? 'must not hold a user name or a password' : 'must begin with https:';
      throw new APIConnectionError(
        `PostPeer answered with an address that is not safe: ${name} ${reason}. Nothing was uploaded or posted.`,
        { status, outcome: 'rejected' },
      );
    }
  }

  /** Sends the PUT of an upload. `send` keeps its own time, and hooks do not see the secret address. */
  #put(given, send, { signal, maxRetries = this.#maxRetries }) {
    return this.#exchange(UPLOAD, this.#storage(absoluteUrl(String(given)), maxRetries), undefined, send, signal);
  }
}
