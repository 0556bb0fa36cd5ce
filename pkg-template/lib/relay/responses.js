// Responses to the page, as plain data: status, headers, text. The relay passes on the body, the status and two headers
// of PostPeer's response; the client has redacted the key. The status never says more than is known: see README, "What
// it promises".

import { APIConnectionTimeoutError, ValidationError } from '../client/base-errors.js';
import { relayedStatus } from '../client/error-status.js';

const PASSED_ON = ['retry-after', 'x-request-id'];

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

function passedOn(headers) {
  return Object.fromEntries(PASSED_ON.map(name => [name, headers?.get(name)]).filter(([, value]) => value));
}

/** Returns a response in JSON; an empty one without a body. */
const jsonResponse = (status, body, headers = {}) => ({
  status,
  headers,
  text: body === undefined ? null : JSON.stringify(body),
});

/** Returns a `Response` that nothing stores and no other site can read. */
export function toResponse({ status, headers, text }, more) {
  return new Response(text, {
    status,
    headers: {
      ...(text !== null && { 'content-type': 'application/json; charset=utf-8' }),
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...headers,
      ...more,
    },
  });
}

/** Returns the app's response with the headers that let a page of another allowed origin read it. */
export function withHeaders(response, headers) {
  if (Object.keys(headers).length === 0) return response;
  const copy = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
  return copy;
}

/** Returns a response of the relay itself. */
export const ownResponse = (status, code, message, more) =>
  jsonResponse(status, { success: false, message, code: `relay.${code}`, ...more });

/** Returns the response to a call that the relay refused. */
export const refusedResponse = ({ status, code, message, issues, headers }) =>
  jsonResponse(status, { success: false, message, code, issues }, headers);

/** Returns the response to a preflight request. */
export const emptyResponse = () => jsonResponse(204);

/** Returns the response to a call that PostPeer accepted. */
export function acceptedResponse({ data, response }) {
  try {
    return jsonResponse(response.status, data, passedOn(response.headers));
  } catch {
    // The value is nested too deep for JSON.stringify.
    return ownResponse(502, 'connection', 'The answer of PostPeer is nested too deep to be passed on.', {
      postId: data?.postId,
    });
  }
}

/** Returns the response to a call that PostPeer did not accept, or whose outcome is unknown. */
export function failedResponse(error) {
  const { outcome, status = 0, details } = error;
  const passed = passedOn(error.headers);
  const isSettled = outcome === 'rejected' || (outcome === 'unknown' && status >= 500);
  if (isSettled) {
    const body = isObject(details)
      ? details
      : { success: false, message: `PostPeer answered with status ${status}.`, code: 'relay.status' };
    return jsonResponse(relayedStatus(status), body, passed);
  }
  if (error instanceof ValidationError) {
    return ownResponse(400, 'validation', error.message, {
      issues: error.issues,
      ...(error.truncated && { truncated: error.truncated }),
    });
  }
  // The client in the page reads a 4xx as `rejected`.
  if (outcome === 'not_sent')
    return ownResponse(424, 'not_sent', 'The relay sent nothing to PostPeer: its time was over before.');
  // Sent, but no response settles the outcome. The client in the page reads a 5xx as `unknown`, and can search for the
  // `postId`.
  const { message, postId } = isObject(details) ? details : {};
  if (error instanceof APIConnectionTimeoutError || relayedStatus(status) === 504)
    return ownResponse(504, 'timeout', 'PostPeer did not answer in time.');
  return ownResponse(
    502,
    'connection',
    `No answer of PostPeer could be read.${typeof message === 'string' ? ` It says: ${message}` : ''}`,
    { postId },
  );
}
