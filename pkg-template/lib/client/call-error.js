// The errors of calls, and their messages.

import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  PostPeerError,
  ValidationError,
} from './base-errors.js';
import { withParams } from './issue-params.js';
import { RECEIVED_HEADER } from './call-id.js';
import { errorClassOf } from './error-status.js';
import { redactCause, redactData, redactHeaders, redactText } from './redact.js';
import { readReport } from './report.js';

/** The name of the PUT of a file to the storage. It is not an operation of PostPeer. */
export const UPLOAD = 'media.uploadFile';
/** Characters of a response that an error quotes at most. */
const MAX_QUOTE = 2000;

const OPTIONS_HINT = {
  not_absolute:
    'must be an absolute URL, such as https://api.postpeer.dev; a path, such as /api/postpeer, works in a page only',
  not_encrypted: 'must begin with https:. What is sent would be readable on the way; http: is for this machine only',
  credentials: 'must not hold a user name or a password',
  query_or_fragment: 'must not have a query or a fragment',
  character: 'holds a character that a URL cannot hold',
};

const INVALID_BODY = {
  body_broken: 'The connection broke while the answer was coming',
  body_too_large: 'The answer is larger than is read',
  body_empty: 'The answer is empty',
  body_not_json: 'The answer is not JSON',
  body_shape: 'The answer is not what PostPeer answers to this call',
};

/** Returns the error for values that make no request. */
export function requestError(report) {
  const { text: name, code, argument } = readReport(report);
  if (argument === 'options') {
    if (name === 'apiKey') return new PostPeerError('apiKey must be visible ASCII characters only, without spaces.');
    return new PostPeerError(`${name} ${OPTIONS_HINT[code] ?? 'is not accepted here'}.`);
  }
  if (argument === 'headers') {
    const reason = { 'header.owned': 'is set by the library', 'header.name': 'is not a header name' };
    return new PostPeerError(
      `The header ${JSON.stringify(name)} ${reason[code] ?? 'has a value that cannot be sent'}.`,
    );
  }
  const message = { required: 'is missing', too_short: 'is empty' }[code] ?? 'would name another path';
  const issue = { severity: 'error', code, path: [argument, name], message: `${name} ${message}.` };
  return new ValidationError([withParams(issue)]);
}

/**
 * Returns the error for a call that was not accepted.
 * @param {string} operation
 * @param {unknown[]} report
 * @param {import('./wire.js').Wire} wire
 * @param {string | null} key the secret to redact
 * @param {string | undefined} relay the base URL, if it is that of a relay
 */
export function callError(operation, report, wire, key, relay) {
  const { request, response } = wire;
  const { outcome: reported, reason, status, attempts, text: message, code } = readReport(report);
  // A relay that refuses a replay sets this header: the call itself may have been sent.
  const outcome = relay !== undefined && response?.headers.get(RECEIVED_HEADER) ? 'unknown' : reported;
  const advice = adviceOf(operation, request?.method, outcome, reason === 'redirect' && relay);
  const options = { outcome, status: status || undefined };
  if (reason === 'abort') {
    const text = outcome === 'not_sent' ? 'Request was aborted before it was sent.' : 'Request was aborted.';
    return new APIUserAbortError({ ...options, message: text + advice, cause: wire.reason });
  }
  if (reason === 'timeout') {
    return new APIConnectionTimeoutError({ ...options, message: `Request timed out.${advice}` });
  }
  const serverMessage = quote(redactText(message ?? '', key));
  const cause = wire.cause === undefined ? {} : { cause: redactCause(wire.cause, key) };
  if (reason === 'network') {
    const detail = cause.cause?.cause?.message || cause.cause?.message || cause.cause;
    const text = `Connection failed${typeof detail === 'string' && detail ? ` (${detail})` : ''}.`;
    const tries = attempts > 1 ? ` Tried ${attempts} times.` : '';
    const message = text + tries + advice;
    if (cause.cause?.name === 'TimeoutError') return new APIConnectionTimeoutError({ ...options, ...cause, message });
    return new APIConnectionError(message, { ...options, ...cause });
  }
  if (INVALID_BODY[reason]) {
    const text = `${INVALID_BODY[reason]} (status ${status}).${serverMessage && ` It says: ${serverMessage}`}`;
    const details = redactData(wire.data, key);
    return new APIConnectionError(withAdvice(text, advice), { ...options, ...cause, details });
  }
  const headers = redactHeaders(response.headers, key);
  const quoted = quote(redactText(wire.text, key));
  const text =
    reason === 'redirect'
      ? redirectText(operation, status, relay)
      : serverMessage ||
        plainText(quoted) ||
        redactText(response.statusText, key) ||
        `Request failed with status ${status}.`;
  return new (errorClassOf(status))(status, withAdvice(text, advice), {
    outcome,
    headers,
    code: code && redactText(code, key),
    details: wire.data === undefined ? quoted || undefined : redactData(wire.data, key),
    requestId: headers.get('x-request-id') ?? undefined,
  });
}

/** Names the server that redirected. The status is 0 in browsers, which hide it. */
function redirectText(operation, status, relay) {
  const redirect = `a redirect${status ? ` (status ${status})` : ''}`;
  if (operation === UPLOAD) return `The storage answered with ${redirect}, which was not followed.`;
  if (relay === undefined)
    return `PostPeer answered with ${redirect}. It was not followed, because the key would go along.`;
  const likely = 'A relay never redirects, so the call most likely did not reach it: check where the relay is mounted.';
  return `${relay} answered with ${redirect}, which was not followed. ${likely}`;
}

/** Returns advice for a request that may have had an effect. `isStray`: it probably never reached the relay. */
function adviceOf(operation, method, outcome, isStray) {
  if (method === 'GET' || method === undefined) return '';
  if (operation === UPLOAD) return ' Nothing was posted, and the file can be uploaded again.';
  const isPost = operation === 'posts.create';
  if (isStray) return isPost ? ' Then ask posts.reconcile(error.receipt) whether it was posted.' : '';
  if (outcome === 'unknown') {
    return isPost
      ? ' This may have been posted: ask posts.reconcile(error.receipt) before sending it again.'
      : ' It is not known whether PostPeer acted on it: look before sending it again.';
  }
  return isPost && outcome === 'rejected' ? ' Nothing was posted.' : '';
}

/** Cuts a text. The key must be redacted first: half a key is still a part of it. */
const quote = text => text.slice(0, MAX_QUOTE);

/** Appends the advice as a sentence of its own to a text of the server. */
const withAdvice = (text, advice) => (advice && !/\p{P}\s*$/u.test(text) ? `${text}.${advice}` : text + advice);

/** Returns a text response that can be shown; an HTML page or JSON cannot. */
const plainText = text => (/^\s*[<{[]/.test(text) ? '' : text.trim());
