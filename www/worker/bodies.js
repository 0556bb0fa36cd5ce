// Request bodies with a size limit. Bytes are counted as they arrive, because `content-length` can be wrong.

import { HttpError } from './answers.js';

/** The longest pause between two chunks, in milliseconds. */
const IDLE_TIMEOUT = 30_000;

const tooLarge = maxBytes => new HttpError(413, `The body must have at most ${maxBytes} bytes.`);

async function withIdleTimeout(promise) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new HttpError(408, `No byte of the body came for ${IDLE_TIMEOUT / 1000} seconds.`)),
      IDLE_TIMEOUT,
    );
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Returns the body as a stream that fails after `maxBytes`. `error` is then the HttpError: the reader of a stream may
 * get another object.
 */
export function limitBody(request, maxBytes) {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  const body = { stream: null, error: undefined };
  let size = 0;
  if (reader) {
    body.stream = new ReadableStream(
      {
        async pull(controller) {
          try {
            const { done, value } = await withIdleTimeout(reader.read());
            if (done) return void controller.close();
            size += value.length;
            if (size > maxBytes) throw tooLarge(maxBytes);
            controller.enqueue(value);
          } catch (error) {
            if (error instanceof HttpError) body.error = error;
            reader.cancel().catch(() => {});
            controller.error(error);
          }
        },
        cancel: reason => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }
  return body;
}

export async function readJson(request, maxBytes) {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new HttpError(415, 'Send JSON.');
  const body = limitBody(request, maxBytes);
  try {
    return await new Response(body.stream).json();
  } catch {
    throw body.error ?? new HttpError(400, 'That is not JSON.');
  }
}
