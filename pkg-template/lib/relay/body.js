// The body of a request: JSON, all of it, and not without end.

import { PostPeerError } from '../client/errors.js';
import { now } from '../client/wire.js';
import { refuse, Refusal } from './refusal.js';

const LONGEST_DRAIN = 5000;
/** Bytes that a piece counts for at least: an endless stream of empty pieces has an end. */
const LEAST_PIECE = 1;

// The one type that a page of another site cannot send without asking first.
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** The bytes as text. Counted as they come: what `Content-Length` says is only what it says. */
async function readText(request, limit, timeout) {
  const tooLarge = () => refuse(413, 'body_size', `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length')) > limit) tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return '';
  const stop = () => void reader.cancel().catch(() => {});
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, timeout);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const started = now();
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A stream that always has a piece ready leaves the timer no turn.
      if (late || now() - started > timeout) refuse(400, 'body', 'The body did not arrive in time.');
      text += decoder.decode(value, { stream: !done });
      if (done) return text;
      size += Math.max(value.byteLength, LEAST_PIECE);
      if (size > limit) tooLarge();
    }
  } catch (error) {
    stop();
    if (error instanceof Refusal) throw error;
    return refuse(400, 'body', 'The body is not UTF-8, or it broke off.');
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads what is left of the body of a refused call, as far as `limit`, and forgets it. Some hosts reset a connection on which a
 * body was left unread, and the page never sees the refusal.
 */
export async function drain(request, limit, timeout) {
  if (request.bodyUsed) return;
  await readText(request, limit, Math.min(timeout, LONGEST_DRAIN)).catch(() => {});
}

/** The text of the body and what it holds; both missing if the method has none. */
export async function readBody(request, limit, timeout) {
  const { method, headers } = request;
  if (method === 'GET') return {};
  if (request.bodyUsed)
    throw new PostPeerError('The body was read before the relay came to it: hand over request.clone().');
  if (method === 'DELETE') {
    if ((await readText(request, limit, timeout)) !== '') refuse(400, 'body', 'This operation has no body.');
    return {};
  }
  if (!JSON_TYPE.test(headers.get('content-type') ?? ''))
    refuse(415, 'content_type', 'The body must be application/json, in UTF-8.');
  if (headers.get('content-encoding')) refuse(415, 'content_type', 'The body must not be compressed.');
  const text = await readText(request, limit, timeout);
  try {
    return { text, body: JSON.parse(text) };
  } catch {
    return refuse(400, 'body', 'The body is not JSON.');
  }
}
