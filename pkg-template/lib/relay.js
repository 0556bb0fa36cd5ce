// From a call of the browser client to a call of the client here, which checks it again, adds the key and sends it once.
// What comes first decides: who calls, what is asked for, how much may be read, which accounts, and then the values.

import { checkPart } from './check.js';
import { Client } from './client.js';
import { APIConnectionError, APIError, ValidationError } from './errors.js';
import { readQuery } from './query.js';
import { admitAccounts, LIST, listAllowed } from './relay/accounts.js';
import { accepted, failed, json, withHeaders } from './relay/answer.js';
import { readBody } from './relay/body.js';
import { readOptions } from './relay/options.js';
import { admit, preflight } from './relay/origin.js';
import { refuse, Refusal } from './relay/refusal.js';
import { routeOf } from './relay/route.js';
import { now } from './wire.js';

const CALLS_FAIL_WITH = [APIError, APIConnectionError, ValidationError];

export function createRelay(engine, given) {
  const { apiKey, allow, origins, basePath, bodyLimit, client: options } = readOptions(engine, given ?? {});
  // Bad options, and a bad key, are told of here.
  const clientOf = (key) => new Client(engine, { ...options, apiKey: key });
  const only = typeof apiKey === 'function' ? undefined : clientOf(apiKey);
  if (!only) clientOf('checked');

  async function keyed(request, context) {
    if (only) return only;
    const key = await apiKey(request, ...context);
    try {
      return clientOf(key ?? '');
    } catch {
      return refuse(403, 'key', 'The relay has no key for this call that could be sent.');
    }
  }

  async function answer(request, url, context, headers) {
    const started = now();
    const left = () => Math.max(1, options.timeout - (now() - started));
    const route = routeOf(request.method, url.pathname, basePath);
    const { operations, accounts, response } = await allow(route.name, request, context);
    if (response) return withHeaders(response, headers);
    if (operations && !operations.has(route.name)) refuse(403, 'operation', `${route.name} is not allowed here.`);
    const body = await readBody(request, bodyLimit, left());
    const { values: query, issues } = readQuery(url.searchParams, (values) => checkPart(engine, route.index, 'query', values).issues);
    if (accounts) admitAccounts(engine, route, query, body, accounts);
    const client = await keyed(request, context);
    const method = route.name.split('.').reduce((at, part) => at[part], client);
    const call = (asked) => method({ path: route.params, query: asked, body, signal: request.signal, timeout: left() });
    try {
      return accepted(await (accounts && route.name === LIST ? listAllowed(call, query, issues, accounts) : call(query)), headers);
    } catch (error) {
      if (CALLS_FAIL_WITH.some((kind) => error instanceof kind)) return failed(error, headers);
      throw error;
    }
  }

  return async function relay(request, ...context) {
    const url = new URL(request.url);
    let headers;
    try {
      headers = admit(request, url, origins);
      if (request.method === 'OPTIONS' && headers['access-control-allow-origin']) return json(204, undefined, { ...headers, ...preflight(request) });
      return await answer(request, url, context, headers);
    } catch (error) {
      if (error instanceof Refusal) {
        const { status, code, message, issues } = error;
        return json(status, { success: false, message, code, issues }, { ...headers, ...error.headers });
      }
      // Thrown by a function of the app, which may have called PostPeer itself: that error is not this call's answer.
      throw error;
    }
  };
}
