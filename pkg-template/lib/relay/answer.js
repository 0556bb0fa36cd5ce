// Answers to the page, as plain data: status, headers, text. Of PostPeer's answer only the body, the status and two headers
// go on, with the key taken out by the client. The status says as much as is known, and no more: see README, "What it
// promises".

import { APIConnectionTimeoutError, ValidationError } from '../client/errors.js';

const PASSED_ON = ['retry-after', 'x-request-id'];

/** Statuses at which browsers send a request again by themselves, and what says the same to the client. */
const REPEATED = { 407: 400, 408: 504, 421: 400, 425: 400, 499: 504 };

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

function passedOn(headers) {
  return Object.fromEntries(PASSED_ON.map(name => [name, headers?.get(name)]).filter(([, value]) => value));
}

/** An answer in JSON. Without a body it is empty. */
const plain = (status, body, headers = {}) => ({
  status,
  headers,
  text: body === undefined ? null : JSON.stringify(body),
});

/** A response that nothing stores and no other site can use. */
export function responseOf({ status, headers, text }, more) {
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

/** The app's own answer, with the headers that let a page of another allowed origin read it. */
export function withHeaders(response, headers) {
  if (Object.keys(headers).length === 0) return response;
  const copy = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
  return copy;
}

/** The answer that the relay gives by itself. */
export const own = (status, code, message, more) =>
  plain(status, { success: false, message, code: `relay.${code}`, ...more });

/** The answer to a call that the relay refused. */
export const refused = ({ status, code, message, issues, headers }) =>
  plain(status, { success: false, message, code, issues }, headers);

/** The answer to a browser that asks before it calls. */
export const empty = () => plain(204);

/** The answer to a call that PostPeer accepted. */
export function accepted({ data, response }) {
  try {
    return plain(response.status, data, passedOn(response.headers));
  } catch {
    // Deeper than can be written.
    return own(502, 'connection', 'The answer of PostPeer is nested too deep to be passed on.', {
      postId: data?.postId,
    });
  }
}

/** The answer to a call that PostPeer did not accept, or whose end is unknown. */
export function failed(error) {
  const { outcome, status = 0, details } = error;
  const passed = passedOn(error.headers);
  const known = outcome === 'rejected' || (outcome === 'unknown' && status >= 500);
  if (known) {
    const body = isObject(details)
      ? details
      : { success: false, message: `PostPeer answered with status ${status}.`, code: 'relay.status' };
    return plain(REPEATED[status] ?? status, body, passed);
  }
  if (error instanceof ValidationError) {
    return own(400, 'validation', error.message, {
      issues: error.issues,
      ...(error.truncated && { truncated: error.truncated }),
    });
  }
  // A 4xx, so that the page reads it as `rejected`.
  if (outcome === 'not_sent')
    return own(424, 'not_sent', 'The relay sent nothing to PostPeer: its time was over before.');
  // Sent, and no answer that settles it: a 5xx is what the browser client reads as `unknown`. What was said all the same
  // may settle it there.
  const { message, postId } = isObject(details) ? details : {};
  if (error instanceof APIConnectionTimeoutError || REPEATED[status] === 504)
    return own(504, 'timeout', 'PostPeer did not answer in time.');
  return own(
    502,
    'connection',
    `No answer of PostPeer could be read.${typeof message === 'string' ? ` It says: ${message}` : ''}`,
    { postId },
  );
}
