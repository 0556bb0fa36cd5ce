// The relay: takes a call of the client in the page, and makes the same call with a client here, which checks it again,
// adds the key and sends it once. The checks are in this order: origin, operation, caller, size, accounts, values.

import { APIConnectionError, APIError, ValidationError } from '../client/base-errors.js';
import { CALL_HEADER } from '../client/call-id.js';
import { Client } from '../client/client.js';
import { now } from '../client/wire.js';
import { checkPart } from '../validate/check.js';
import { readQuery } from '../validate/query.js';
import {
  acceptedResponse,
  emptyResponse,
  failedResponse,
  refusedResponse,
  toResponse,
  withHeaders,
} from './responses.js';
import { drain, readBody } from './body.js';
import { inTime } from './deadline.js';
import { readOptions } from './options.js';
import { callIdOf, checkOrigin, preflight } from './origin.js';
import { refuse, Refusal } from './refusal.js';
import { createReplays, digest } from './replays.js';
import { routeOf } from './route.js';
import { restrict } from './scopes.js';
import { checkSize } from './size.js';

const CALLS_FAIL_WITH = [APIError, APIConnectionError, ValidationError];
const isCallFailure = error => CALLS_FAIL_WITH.some(kind => error instanceof kind);

/**
 * Headers that proxies and content delivery networks write for each request. All others identify the caller: a browser
 * repeats them unchanged.
 */
const PROXY_HEADERS =
  /^(cf-|cdn-|fly-|x-amz|x-b3-|x-client-|x-correlation|x-envoy-|x-forwarded|x-nf-|x-real-ip|x-request|x-vercel|x-cloud-trace|trace|true-client|forwarded|via|date|connection|keep-alive|content-length|transfer-encoding|early-data|age$)/;

const callerOf = ({ headers }) => [...headers].filter(([name]) => !PROXY_HEADERS.test(name)).sort();

/** The longest query, in characters. Few servers accept a longer one. */
const MAX_QUERY = 8192;

const methodOf = (client, name) => name.split('.').reduce((at, part) => at[part], client);

export function createRelay(engine, given) {
  const { apiKey, allow, origins, basePath, bodyLimit, client: options, ...sizes } = readOptions(engine, given ?? {});
  // Invalid options and keys throw here instead of at the first call.
  const clientOf = key => new Client(engine, { ...options, apiKey: key });
  const fixedClient = typeof apiKey === 'function' ? undefined : clientOf(apiKey);
  if (!fixedClient) clientOf('checked');
  const replays = createReplays();

  async function clientFor(request, context, left) {
    if (fixedClient) return { client: fixedClient };
    const late = () => refuse(403, 'key', 'The relay got no key for this call in time.');
    const key = await inTime(apiKey(request, ...context), left(), late);
    try {
      return { key, client: clientOf(key ?? '') };
    } catch {
      return refuse(403, 'key', 'The relay has no key for this call that could be sent.');
    }
  }

  /** Sends a call of a caller with limits, or answers it from other calls. */
  async function restricted(call) {
    const ask = async (name, params) => {
      try {
        return await call.ask(name, params);
      } catch (error) {
        // Only a look-up failed. A 5xx for a changing call would mean that it may have been sent.
        if (
          call.method === 'GET' ||
          !isCallFailure(error) ||
          error.outcome === 'rejected' ||
          error instanceof ValidationError
        )
          throw error;
        return refuse(
          424,
          'not_sent',
          `PostPeer could not be asked whether this call is allowed (${error.name}). Nothing was sent.`,
        );
      }
    };
    return (await restrict({ ...call, ask })) ?? call.send();
  }

  /** Handles a call after sign-in and reading. Returns plain data; `isKept` is true if the call itself was sent. */
  async function act(call) {
    let isKept = false;
    const send = () => {
      isKept = true;
      return call.send();
    };
    const { limits } = call;
    try {
      return {
        ...acceptedResponse(await (limits.accounts || limits.profiles ? restricted({ ...call, send }) : send())),
        isKept,
      };
    } catch (error) {
      if (error instanceof Refusal) return { ...refusedResponse(error), isKept };
      if (isCallFailure(error)) return { ...failedResponse(error), isKept: isKept && error.outcome !== 'not_sent' };
      throw error;
    }
  }

  async function handle(request, url, context, headers) {
    const started = now();
    const left = () => Math.max(1, options.timeout - (now() - started));
    const id = callIdOf(request);
    const route = routeOf(request.method, url.pathname, basePath);
    const limits = await inTime(allow(route.name, request, context), left(), () => {
      return refuse(403, 'caller', 'This call is not allowed: allow did not answer in time.');
    });
    if (limits.response) {
      await drain(request, bodyLimit, left());
      return withHeaders(limits.response, replays.refusal(id, { headers }).headers);
    }
    if (limits.operations && !limits.operations.has(route.name))
      refuse(403, 'operation', `${route.name} is not allowed here.`);
    const { text, body } = await readBody(request, bodyLimit, left());
    checkSize(body, sizes);
    if (url.search.length > MAX_QUERY) refuse(400, 'query', `The query is longer than ${MAX_QUERY} characters.`);
    const { values: query, issues } = readQuery(
      url.searchParams,
      values => checkPart(engine, route.index, 'query', values).issues,
    );
    const { key, client } = await clientFor(request, context, left);
    // A changing call continues without its caller: it may have had an effect, and a replay will ask for its result.
    const signal = request.method === 'GET' ? request.signal : undefined;
    const send = (name, params) => methodOf(client, name)({ ...params, signal, timeout: left() });
    const { name, method, scope, place, params: path } = route;
    const call = {
      name,
      method,
      scope,
      place,
      path,
      query,
      issues,
      body,
      limits,
      origins,
      ask: send,
      send: () => send(name, { path, query, body }),
    };
    if (method === 'GET') return toResponse(await act(call), headers);
    const allowed = ['operations', 'accounts', 'profiles'].map(part => limits[part] && [...limits[part]].sort());
    const mark = await digest(method, url.pathname, url.search, callerOf(request), allowed, key, text);
    return toResponse(await replays.once(id, mark, left, () => act(call)), headers);
  }

  return async function relay(request, ...context) {
    const url = new URL(request.url);
    let headers;
    const id = request.headers.get(CALL_HEADER);
    const leave = request.method === 'GET' || id === null ? undefined : replays.arrive(id);
    try {
      headers = checkOrigin(request, url, origins);
      if (request.method === 'OPTIONS' && headers['access-control-allow-origin'])
        return toResponse(emptyResponse(), { ...headers, ...preflight(request) });
      const answered = handle(request, url, context, headers);
      if (request.method !== 'GET') keepAlive(context, answered);
      return await answered;
    } catch (error) {
      // Thrown by a function of the app, which may have called PostPeer itself. It is not the result of this call.
      if (!(error instanceof Refusal)) throw error;
      await drain(request, bodyLimit, options.timeout);
      return toResponse(replays.refusal(id, refusedResponse(error)), headers);
    } finally {
      leave?.();
    }
  };
}

/** Lets a call finish when its connection drops, in hosts that would stop it. */
function keepAlive(context, answered) {
  const host = context.find(value => typeof value?.waitUntil === 'function');
  try {
    host?.waitUntil(
      answered.then(
        () => {},
        () => {},
      ),
    );
  } catch {
    // Another function of that name.
  }
}
