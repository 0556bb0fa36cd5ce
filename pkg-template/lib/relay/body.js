// The body of a request: JSON, with a limit of size and time.

import { PostPeerError } from '../client/base-errors.js';
import { now } from '../client/wire.js';
import { refuse, Refusal } from './refusal.js';

/** The longest time to read the body of a refused call, in milliseconds. */
const MAX_DRAIN_TIME = 5000;
/** The least bytes that a chunk counts for, so that an endless stream of empty chunks ends. */
const MIN_CHUNK = 1;

// The only type that pages of other sites cannot send without a preflight request.
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads the text. Counts the bytes as they arrive, because `Content-Length` may be wrong. */
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
      // The timer does not fire while a stream always has a chunk ready.
      if (late || now() - started > timeout) refuse(400, 'body', 'The body did not arrive in time.');
      text += decoder.decode(value, { stream: !done });
      if (done) return text;
      size += Math.max(value.byteLength, MIN_CHUNK);
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
 * Reads and discards the rest of the body of a refused call, up to `limit` bytes. Some hosts reset a connection with an
 * unread body, so the page would not see the refusal.
 */
export async function drain(request, limit, timeout) {
  if (request.bodyUsed) return;
  await readText(request, limit, Math.min(timeout, MAX_DRAIN_TIME)).catch(() => {});
}

/** Returns the text of the body and its value; neither if the method has no body. */
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
