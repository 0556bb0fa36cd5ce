// What the page is told. Only the body, the status and two headers of PostPeer's answer go on, with the key taken out
// by the client; and the status says as much as is known, and no more: see README, "What it promises".

import { APIConnectionTimeoutError, ValidationError } from '../errors.js';

const PASSED_ON = ['retry-after', 'x-request-id'];

/** Statuses at which browsers send a request again by themselves, and what says the same to the client. */
const REPEATED = { 407: 400, 408: 504, 421: 400, 425: 400, 499: 504 };

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function passedOn(headers) {
  return Object.fromEntries(PASSED_ON.map((name) => [name, headers?.get(name)]).filter(([, value]) => value));
}

/** JSON that is kept nowhere and is of no use to another site. */
export function json(status, body, headers) {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, {
    status,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}

/** Returns the app's own answer, with the headers that let a page of another allowed origin read it. */
export function withHeaders(response, headers) {
  if (Object.keys(headers).length === 0) return response;
  const copy = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value);
  return copy;
}

const said = (status, code, message, more) => [status, { success: false, message, code: `relay.${code}`, ...more }];

/** The answer to a call that PostPeer accepted. */
export function accepted({ data, response }, headers) {
  return json(response.status, data, { ...passedOn(response.headers), ...headers });
}

/** The answer to a call that it did not, or of which nothing is known. */
export function failed(error, headers) {
  const { outcome, status = 0, details } = error;
  const passed = { ...passedOn(error.headers), ...headers };
  const known = outcome === 'rejected' || (outcome === 'unknown' && status >= 500);
  if (known) {
    const body = isObject(details) ? details : said(status, 'status', `PostPeer answered with status ${status}.`)[1];
    return json(REPEATED[status] ?? status, body, passed);
  }
  if (error instanceof ValidationError) {
    return json(...said(400, 'validation', error.message, { issues: error.issues }), passed);
  }
  // Sent, and no answer that settles it: a 5xx is what the browser client reads as `unknown`. What was said all the same
  // may settle it there.
  const { message, postId } = isObject(details) ? details : {};
  const late = error instanceof APIConnectionTimeoutError || REPEATED[status] === 504;
  return json(
    ...(late
      ? said(504, 'timeout', 'PostPeer did not answer in time.')
      : said(502, 'connection', `No answer of PostPeer could be read.${typeof message === 'string' ? ` It says: ${message}` : ''}`, { postId })),
    passed,
  );
}
