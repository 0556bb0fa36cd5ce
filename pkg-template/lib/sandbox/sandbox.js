// PostPeer in memory behind a `fetch` function: for tests, demos, and working without a key. What is accepted is
// decided by the tables of the engine that it is given, which is the client's own: there is no second copy of a limit.

import { matchPath, OPERATIONS } from '../api/match-route.js';
import { RESPONSES } from '../generated/responses.js';
import { decoded, ERROR_BODIES, frameworkRefusal, Refusal, reply } from './answers.js';
import { finishOAuth } from './accounts.js';
import { countOf, createFailures, MODES, PROCEEDS } from './failures.js';
import { changesState, succeed } from './handlers.js';
import { createLog, createMeter, readBytes, readLimits } from './limits.js';
import { showPost } from './posts.js';
import { roomFor, storageAnswer, storagePart, storageRefusal } from './storage.js';
import { requestCheck, ruleCheck } from './validation.js';
import { addIntegration, createWorld, creditsUsed, showIntegration } from './world.js';

const BASE_URL = 'https://api.postpeer.dev';
const BODY_LIMIT = 1024 * 1024;
const KEY_HEADER = 'x-access-key';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Names of the requests to the storage, by its parts. */
const STORAGE = { uploads: 'upload', assets: 'download' };
const JSON_TYPE = /^application\/json\s*(;|$)/i;

const json = (status, body, headers) =>
  reply(status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

/** The operation of a method and a path with its parameters, or the methods that the path takes. */
function findOperation(method, path) {
  const found = matchPath(path);
  const operation = found.find(row => row.method === method);
  if (!operation) return { allowed: [...new Set(found.map(row => row.method))] };
  const params = Object.fromEntries(operation.params.map(([name, value]) => [name, decoded(value)]));
  return { operation, params };
}

/** A failure in the form that the operation declares. */
const errorBody = (operation, message) =>
  ERROR_BODIES[operation ? RESPONSES[operation.name].errorKey : 'message'](message);

/** Copies that the caller may keep and change. */
const copy = value => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

export function createSandbox(engine, options = {}) {
  const checkRequest = requestCheck(engine);
  const ruleErrors = ruleCheck(engine);
  const limits = readLimits(options.limits);
  const world = createWorld(options);
  const failures = createFailures();
  const log = createLog(limits);
  const meter = createMeter(limits);
  const bodyLimit = options.bodyLimit ?? BODY_LIMIT;
  const { origin, pathname } = new URL(options.baseURL ?? BASE_URL);
  const prefix = pathname.replace(/\/$/, '');

  /** The path below that of `baseURL`. A server on this machine may have the operations at its root as well. */
  function pathOf(url) {
    if (url.pathname.startsWith(`${prefix}/`)) return url.pathname.slice(prefix.length);
    return url.origin === origin ? '' : url.pathname;
  }

  function checkKey({ name }, headers) {
    if (!RESPONSES[name].auth) return;
    const key = headers.get(KEY_HEADER);
    if (key === null || key === '') throw new Refusal(401, 'Missing x-access-key header');
    if (options.apiKey !== undefined && key !== options.apiKey) throw new Refusal(401, 'Invalid access key');
  }

  function readBody(request, bytes) {
    if (bytes === null) throw frameworkRefusal(413, 'Request body is too large', 'FST_ERR_CTP_BODY_TOO_LARGE');
    const type = request.headers.get('content-type');
    if (request.method === 'GET') return undefined;
    if (bytes.length === 0 && type === null) return undefined;
    if (type === null || !JSON_TYPE.test(type))
      throw frameworkRefusal(415, `Unsupported Media Type: ${type}`, 'FST_ERR_CTP_INVALID_MEDIA_TYPE');
    // A DELETE with this content type and no body is refused as well: clients that always set it find out here.
    if (bytes.length === 0)
      throw frameworkRefusal(
        400,
        "Body cannot be empty when content-type is set to 'application/json'",
        'FST_ERR_CTP_EMPTY_JSON_BODY',
      );
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (error) {
      throw frameworkRefusal(400, error instanceof Error ? error.message : 'Invalid JSON');
    }
  }

  /** PostPeer's own answer. */
  function answer(request, url, bytes, found) {
    const { operation, params } = found;
    try {
      if (!operation) {
        if (found.allowed.length === 0)
          throw frameworkRefusal(404, `Route ${request.method}:${url.pathname} not found`);
        throw frameworkRefusal(405, 'Method Not Allowed', undefined, { allow: found.allowed.join(', ') });
      }
      checkKey(operation, request.headers);
      const body = readBody(request, bytes);
      const parts = { params, query: url.searchParams, body };
      checkRequest(operation, { ...parts, hasBody: request.method !== 'GET' && request.method !== 'DELETE' });
      const isChange = changesState(operation);
      const size = isChange ? url.href.length + bytes.length : 0;
      if (isChange) meter.admit(size);
      const result = succeed(operation, { world, ruleErrors, ...parts });
      if (isChange) meter.count(size);
      return json(result.status, result.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, error.body ?? errorBody(operation, error.message), error.headers);
    }
  }

  /** Follows a redirect as the caller asked. Requests to other hosts are recorded: a key there is a leak. */
  function redirectFor(request, redirect, entry, size) {
    return (to, status) => {
      if (redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      if (redirect === 'manual') return new Response(null, { status, headers: { location: to } });
      const target = new URL(to, request.url).href;
      log.add({ ...copy(entry), url: target, operation: null, redirected: true, status: 404 }, size);
      return json(404, { error: 'Not here either' });
    };
  }

  /** The body of a request: a file is counted to its end even where it is not kept. */
  function received(request, url, part) {
    if (request.method === 'GET' || request.method === 'HEAD') return { size: 0, bytes: new Uint8Array(0) };
    return part
      ? readBytes(request, roomFor(world, url, limits.fileBytes), { toEnd: true })
      : readBytes(request, bodyLimit);
  }

  async function respond(request, { signal, redirect }) {
    const url = new URL(request.url);
    const part = storagePart(world, url);
    const { size, bytes } = await received(request, url, part);
    const found = part ? {} : findOperation(request.method, pathOf(url));
    const entry = {
      at: world.now(),
      operation: part && request.method !== 'OPTIONS' ? STORAGE[part] : (found.operation?.name ?? null),
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(
        [...request.headers].map(([name, value]) => [name, name === KEY_HEADER ? '[redacted]' : value]),
      ),
      key: !request.headers.get(KEY_HEADER)
        ? 'absent'
        : options.apiKey === undefined || request.headers.get(KEY_HEADER) === options.apiKey
          ? 'valid'
          : 'wrong',
      body: part ? (size > 0 ? { bytes: size } : undefined) : recordable(bytes),
      failure: null,
      processed: false,
      status: null,
    };
    const kept = sizeOf(entry, part ? 0 : (bytes?.length ?? 0));
    log.add(entry, kept);
    if (!part && url.origin !== origin && !LOOPBACK.test(url.hostname)) {
      throw new TypeError('fetch failed', { cause: new Error(`getaddrinfo ENOTFOUND ${url.hostname}`) });
    }

    const proceed = () => {
      entry.processed = true;
      return part
        ? storageAnswer(world, request, url, { size, bytes }, limits.fileBytes)
        : answer(request, url, bytes, found);
    };
    const failure = failures.take(entry.operation);
    let response;
    if (failure === null) {
      response = proceed();
    } else {
      const mode = MODES[failure.mode];
      entry.failure = failure.mode;
      const acts = failure.options.processed ?? mode.acts;
      const answered = acts && !PROCEEDS.has(failure.mode) ? proceed() : undefined;
      response = await mode.answer({
        options: failure.options,
        signal,
        proceed,
        answered,
        refusal: part
          ? storageRefusal
          : (status, message, headers) => json(status, errorBody(found.operation, message), headers),
        redirect: redirectFor(request, redirect, entry, kept),
      });
    }
    entry.status = response.status;
    // Every server sends its date: its clock may differ from the caller's.
    if (response.type !== 'error') response.headers.set('date', new Date(world.now()).toUTCString());
    Object.defineProperty(response, 'url', { value: request.url, configurable: true });
    return response;
  }

  return {
    /** Takes what `fetch` takes and answers as PostPeer would. */
    async fetch(input, init) {
      const request = new Request(input, init);
      // Some runtimes give a request a signal of their own; the caller's is the one that carries the reason.
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined) ?? undefined;
      const redirect = init?.redirect ?? (input instanceof Request ? input.redirect : 'follow');
      if (signal?.aborted) throw signal.reason;
      const response = await respond(request, { signal, redirect });
      if (signal?.aborted) throw signal.reason;
      return response;
    },
    requests: log.entries,
    get posts() {
      return [...world.posts.values()].map(post => copy(showPost(world, post)));
    },
    get integrations() {
      return [...world.integrations.values()].map(entry => copy(showIntegration(world, entry)));
    },
    get credits() {
      return world.credits - creditsUsed(world);
    },
    set credits(remaining) {
      world.credits = remaining + creditsUsed(world);
    },
    operations: OPERATIONS.map(({ name, method, path }) => ({ name, method, path, auth: RESPONSES[name].auth })),
    fail(mode, settings = {}) {
      if (mode === 'expired') return failures.add(mode, { operation: 'upload', ...settings });
      if (mode !== 'target') return failures.add(mode, settings);
      const { platform, accountId, error = 'The platform refused the post.', times = 1 } = settings;
      const failure = { platform, accountId, error, times: countOf('times', times) };
      world.targetFailures.push(failure);
      return () => void (world.targetFailures = world.targetFailures.filter(other => other !== failure));
    },
    heal() {
      failures.clear();
      world.targetFailures = [];
    },
    advance: milliseconds => world.advance(milliseconds),
    connect: account => copy(showIntegration(world, addIntegration(world, account))),
    authorize: (url, settings) => finishOAuth(world, url, settings),
  };
}

/** The length of the parts of a request that `requests` keeps. */
const sizeOf = ({ url, headers }, bodyBytes) => url.length + JSON.stringify(headers).length + bodyBytes;

/** A body as `requests` keeps it: parsed JSON, else text. A body that is too long is not read to its end. */
function recordable(bytes) {
  if (bytes === null || bytes.length === 0) return undefined;
  const source = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(source);
  } catch {
    return source;
  }
}
