// Bodies of requests, counted as they come: what `content-length` says is only what it says.

import { Refused } from './answers.js';

/** How long a body may stand still, in milliseconds. */
const IDLE = 30_000;

const tooLarge = most => new Refused(413, `The body must have at most ${most} bytes.`);

async function unlessIdle(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Refused(408, `No byte of the body came for ${IDLE / 1000} seconds.`)), IDLE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The body as a stream that breaks off after `most` bytes. `problem` is then the refusal: a stream's error may reach its
 * reader as another object.
 */
export function bounded(request, most) {
  if (Number(request.headers.get('content-length')) > most) throw tooLarge(most);
  const reader = request.body?.getReader();
  const body = { stream: null, problem: undefined };
  let size = 0;
  if (reader) {
    body.stream = new ReadableStream(
      {
        async pull(controller) {
          try {
            const { done, value } = await unlessIdle(reader.read());
            if (done) return void controller.close();
            size += value.length;
            if (size > most) throw tooLarge(most);
            controller.enqueue(value);
          } catch (error) {
            if (error instanceof Refused) body.problem = error;
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

export async function readJson(request, most) {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new Refused(415, 'Send JSON.');
  const body = bounded(request, most);
  try {
    return await new Response(body.stream).json();
  } catch {
    throw body.problem ?? new Refused(400, 'That is not JSON.');
  }
}
