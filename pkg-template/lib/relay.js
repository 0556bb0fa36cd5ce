// From a call of the browser client to a call of the client here, which checks it again, adds the key and sends it once.
// What comes first decides: who calls, what is asked for, how much may be read, which accounts, and then the values.

import { checkPart } from './check.js';
import { Client } from './client.js';
import { APIConnectionError, APIError, ValidationError } from './errors.js';
import { readQuery } from './query.js';
import { accepted, empty, failed, refused, responseOf, withHeaders } from './relay/answer.js';
import { readBody } from './relay/body.js';
import { inTime } from './relay/deadline.js';
import { readOptions } from './relay/options.js';
import { admit, callIdOf, preflight } from './relay/origin.js';
import { refuse, Refusal } from './relay/refusal.js';
import { createReplays, digest } from './relay/replays.js';
import { routeOf } from './relay/route.js';
import { restrict } from './relay/scopes.js';
import { admitSize } from './relay/size.js';
import { now } from './wire.js';

const CALLS_FAIL_WITH = [APIError, APIConnectionError, ValidationError];
const isCallFailure = (error) => CALLS_FAIL_WITH.some((kind) => error instanceof kind);

/** Headers that say who calls. A browser sends them again as they were; what proxies add may differ. */
const CALLER = ['authorization', 'cookie', 'origin', 'user-agent'];

const methodOf = (client, name) => name.split('.').reduce((at, part) => at[part], client);

export function createRelay(engine, given) {
  const { apiKey, allow, origins, basePath, bodyLimit, client: options, ...sizes } = readOptions(engine, given ?? {});
  // Bad options, and a bad key, are told of here.
  const clientOf = (key) => new Client(engine, { ...options, apiKey: key });
  const only = typeof apiKey === 'function' ? undefined : clientOf(apiKey);
  if (!only) clientOf('checked');
  const once = createReplays();

  async function keyed(request, context, left) {
    if (only) return { client: only };
    const late = () => refuse(403, 'key', 'The relay got no key for this call in time.');
    const key = await inTime(apiKey(request, ...context), left(), late);
    try {
      return { key, client: clientOf(key ?? '') };
    } catch {
      return refuse(403, 'key', 'The relay has no key for this call that could be sent.');
    }
  }

  /** Sends a call of a caller with limits, or answers it from what else PostPeer tells. */
  async function restricted(call) {
    const isRead = call.body === undefined && call.method === 'GET';
    const ask = async (name, params) => {
      try {
        return await call.ask(name, params);
      } catch (error) {
        // Only a look was lost. A 5xx would say of a changing call that it may have been sent.
        if (isRead || !isCallFailure(error) || error.outcome === 'rejected' || error instanceof ValidationError) throw error;
        return refuse(424, 'not_sent', `PostPeer could not be asked whether this call is allowed (${error.name}). Nothing was sent.`);
      }
    };
    return (await restrict({ ...call, ask })) ?? call.send();
  }

  /** Everything after sign-in and reading. Returns plain data. */
  async function act(call) {
    try {
      const { limits } = call;
      return accepted(await (limits.accounts || limits.profiles ? restricted(call) : call.send()));
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      if (isCallFailure(error)) return failed(error);
      throw error;
    }
  }

  async function answer(request, url, context, headers) {
    const started = now();
    const left = () => Math.max(1, options.timeout - (now() - started));
    const id = callIdOf(request);
    const route = routeOf(request.method, url.pathname, basePath);
    const limits = await inTime(allow(route.name, request, context), left(), () => {
      return refuse(403, 'caller', 'This call is not allowed: allow did not answer in time.');
    });
    if (limits.response) return withHeaders(limits.response, headers);
    if (limits.operations && !limits.operations.has(route.name)) refuse(403, 'operation', `${route.name} is not allowed here.`);
    const { text, body } = await readBody(request, bodyLimit, left());
    admitSize(body, sizes);
    const { values: query, issues } = readQuery(url.searchParams, (values) => checkPart(engine, route.index, 'query', values).issues);
    const { key, client } = await keyed(request, context, left);
    // A changing call goes on without its caller: it may be half done, and a replay will ask for its end.
    const signal = request.method === 'GET' ? request.signal : undefined;
    const send = (name, params) => methodOf(client, name)({ ...params, signal, timeout: left() });
    const { name, method, scope, place, params: path } = route;
    const call = {
      name, method, scope, place, path, query, issues, body, limits,
      origins: origins.length > 0 ? origins : [url.origin],
      ask: send,
      send: () => send(name, { path, query, body }),
    };
    if (method === 'GET') return responseOf(await act(call), headers);
    const caller = CALLER.map((header) => request.headers.get(header));
    const allowed = ['operations', 'accounts', 'profiles'].map((part) => limits[part] && [...limits[part]].sort());
    const mark = await digest(method, url.pathname, url.search, caller, allowed, key, text);
    return responseOf(await once(id, mark, left, () => act(call)), headers);
  }

  return async function relay(request, ...context) {
    const url = new URL(request.url);
    let headers;
    try {
      headers = admit(request, url, origins);
      if (request.method === 'OPTIONS' && headers['access-control-allow-origin']) return responseOf(empty(), { ...headers, ...preflight(request) });
      const answered = answer(request, url, context, headers);
      if (request.method !== 'GET') keepAlive(context, answered);
      return await answered;
    } catch (error) {
      if (error instanceof Refusal) return responseOf(refused(error), headers);
      // Thrown by a function of the app, which may have called PostPeer itself: that error is not this call's answer.
      throw error;
    }
  };
}

/** Lets a call end though its connection drops, in hosts that stop it then. */
function keepAlive(context, answered) {
  const host = context.find((value) => typeof value?.waitUntil === 'function');
  try {
    host?.waitUntil(answered.then(() => {}, () => {}));
  } catch {
    // Another host's function of that name.
  }
}
