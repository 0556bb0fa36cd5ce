// The caller's hooks and logger.

import { redactCause, redactHeaders } from './redact.js';
import { now, toResponse } from './wire.js';

/** Calls a hook. Errors that it throws or rejects with are ignored. */
export async function callHook(hook) {
  try {
    await hook();
  } catch {
    // A hook never fails the call.
  }
}

/**
 * Returns a `fetch` that reports each request and response to the hooks. Without hooks it returns the client's own.
 * @param {string} operation
 * @param {typeof fetch | undefined} given the client's own
 * @param {{ onRequest?: Function, onResponse?: Function, logger?: object }} hooks
 * @param {string | null} key the secret to redact
 */
export function observedFetch(operation, given, { onRequest, onResponse, logger }, key) {
  const fetch = given ?? globalThis.fetch;
  // Without any `fetch` the call itself fails.
  if (!fetch || (!onRequest && !onResponse && !logger)) return given;
  let attempt = 0;
  return async request => {
    const { method, url } = request;
    const about = { operation, method, url, attempt: ++attempt };
    const note = (hook, level, text, more) => {
      const facts = { ...about, ...more };
      callHook(() => hook?.(facts));
      callHook(() => logger?.[level]?.(`postpeer-wasm ${operation}: ${text}`, facts));
    };
    const started = now();
    note(onRequest, 'debug', `${method} ${url}`, { headers: redactHeaders(request.headers, key) });
    try {
      const response = toResponse(await fetch(request));
      const headers = redactHeaders(response.headers, key);
      note(onResponse, 'debug', `${response.status}`, { status: response.status, headers, ms: now() - started });
      return response;
    } catch (error) {
      note(undefined, 'warn', 'no answer', { error: redactCause(error, key), ms: now() - started });
      throw error;
    }
  };
}
