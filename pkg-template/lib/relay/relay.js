// From a call of the browser client to a call of the client here, which checks it again, adds the key and sends it once.
// What comes first decides: who calls, what is asked for, how much may be read, which accounts, and then the values.

import { CALL_HEADER } from '../client/call-id.js';
import { checkPart } from '../validate/check.js';
import { Client } from '../client/client.js';
import { APIConnectionError, APIError, ValidationError } from '../client/errors.js';
import { readQuery } from '../validate/query.js';
import { accepted, empty, failed, refused, responseOf, withHeaders } from './answer.js';
import { drain, readBody } from './body.js';
import { inTime } from './deadline.js';
import { readOptions } from './options.js';
import { admit, callIdOf, preflight } from './origin.js';
import { refuse, Refusal } from './refusal.js';
import { createReplays, digest } from './replays.js';
import { routeOf } from './route.js';
import { restrict } from './scopes.js';
import { admitSize } from './size.js';
import { now } from '../client/wire.js';

const CALLS_FAIL_WITH = [APIError, APIConnectionError, ValidationError];
const isCallFailure = error => CALLS_FAIL_WITH.some(kind => error instanceof kind);

/**
 * Headers that proxies and content networks write, for each request anew. All others say who calls: a browser that sends a
 * call again sends them as they were.
 */
const OF_THE_WAY =
  /^(cf-|cdn-|fly-|x-amz|x-b3-|x-client-|x-correlation|x-envoy-|x-forwarded|x-nf-|x-real-ip|x-request|x-vercel|x-cloud-trace|trace|true-client|forwarded|via|date|connection|keep-alive|content-length|transfer-encoding|early-data|age$)/;

const callerOf = ({ headers }) => [...headers].filter(([name]) => !OF_THE_WAY.test(name)).sort();

/** As long as a query is read. Servers take little more. */
const LONGEST_QUERY = 8192;

const methodOf = (client, name) => name.split('.').reduce((at, part) => at[part], client);

export function createRelay(engine, given) {
  const { apiKey, allow, origins, basePath, bodyLimit, client: options, ...sizes } = readOptions(engine, given ?? {});
  // Bad options, and a bad key, are told of here.
  const clientOf = key => new Client(engine, { ...options, apiKey: key });
  const only = typeof apiKey === 'function' ? undefined : clientOf(apiKey);
  if (!only) clientOf('checked');
  const replays = createReplays();

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
    const ask = async (name, params) => {
      try {
        return await call.ask(name, params);
      } catch (error) {
        // Only a look was lost. A 5xx would say of a changing call that it may have been sent.
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

  /** Everything after sign-in and reading. Returns plain data; `isKept` is true once the call itself was sent. */
  async function act(call) {
    let isKept = false;
    const send = () => {
      isKept = true;
      return call.send();
    };
    const { limits } = call;
    try {
      return {
        ...accepted(await (limits.accounts || limits.profiles ? restricted({ ...call, send }) : send())),
        isKept,
      };
    } catch (error) {
      if (error instanceof Refusal) return { ...refused(error), isKept };
      if (isCallFailure(error)) return { ...failed(error), isKept: isKept && error.outcome !== 'not_sent' };
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
    if (limits.response) {
      await drain(request, bodyLimit, left());
      return withHeaders(limits.response, replays.refusal(id, { headers }).headers);
    }
    if (limits.operations && !limits.operations.has(route.name))
      refuse(403, 'operation', `${route.name} is not allowed here.`);
    const { text, body } = await readBody(request, bodyLimit, left());
    admitSize(body, sizes);
    if (url.search.length > LONGEST_QUERY)
      refuse(400, 'query', `The query is longer than ${LONGEST_QUERY} characters.`);
    const { values: query, issues } = readQuery(
      url.searchParams,
      values => checkPart(engine, route.index, 'query', values).issues,
    );
    const { key, client } = await keyed(request, context, left);
    // A changing call goes on without its caller: it may be half done, and a replay will ask for its end.
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
    if (method === 'GET') return responseOf(await act(call), headers);
    const allowed = ['operations', 'accounts', 'profiles'].map(part => limits[part] && [...limits[part]].sort());
    const mark = await digest(method, url.pathname, url.search, callerOf(request), allowed, key, text);
    return responseOf(await replays.once(id, mark, left, () => act(call)), headers);
  }

  return async function relay(request, ...context) {
    const url = new URL(request.url);
    let headers;
    const id = request.headers.get(CALL_HEADER);
    const leave = request.method === 'GET' || id === null ? undefined : replays.arrive(id);
    try {
      headers = admit(request, url, origins);
      if (request.method === 'OPTIONS' && headers['access-control-allow-origin'])
        return responseOf(empty(), { ...headers, ...preflight(request) });
      const answered = answer(request, url, context, headers);
      if (request.method !== 'GET') keepAlive(context, answered);
      return await answered;
    } catch (error) {
      // Thrown by a function of the app, which may have called PostPeer itself: that error is not this call's answer.
      if (!(error instanceof Refusal)) throw error;
      await drain(request, bodyLimit, options.timeout);
      return responseOf(replays.refusal(id, refused(error)), headers);
    } finally {
      leave?.();
    }
  };
}

/** Lets a call end though its connection drops, in hosts that stop it then. */
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
    // Another host's function of that name.
  }
}
