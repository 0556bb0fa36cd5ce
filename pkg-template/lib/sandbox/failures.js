// Failing on demand. Each way of failing says when it strikes (before or after PostPeer acted) and what the caller
// sees.

import { OPERATIONS } from '../api/match-route.js';
import { reply } from './answers.js';

const networkError = reason => new TypeError('fetch failed', { cause: new Error(reason) });

/** Waits, and gives up with the signal's own reason as `fetch` does. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer =
      milliseconds === Infinity
        ? undefined
        : setTimeout(() => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          }, milliseconds);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

const text = (status, body, type) => reply(status, body, { 'content-type': type });

/** A body that comes in pieces: the first part at once, the rest after a while, or an end that never comes. */
function piecemeal(response, bytes, { keep, delay, breakOff, signal }) {
  let rest = bytes.subarray(keep);
  const stream = new ReadableStream(
    {
      start: controller => controller.enqueue(bytes.subarray(0, keep)),
      async pull(controller) {
        try {
          if (delay > 0) await pause(delay, signal);
          if (breakOff) throw networkError('other side closed');
          if (rest.length > 0) controller.enqueue(rest);
          rest = rest.subarray(rest.length);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { status: response.status, headers: response.headers });
}

const PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head>' +
  '<body><center><h1>502 Bad Gateway</h1></center></body></html>';

/**
 * One row per way to fail. `acts`: whether PostPeer does its work first, unless the caller of `fail` says otherwise.
 * `answer({ options, signal, refusal, proceed, redirect })` makes what the caller sees; `proceed()` is PostPeer's own
 * answer.
 */
export const MODES = {
  'drop-before': {
    acts: false,
    answer() {
      throw networkError('connect ECONNREFUSED');
    },
  },
  'drop-after': {
    acts: true,
    answer() {
      throw networkError('other side closed');
    },
  },
  hang: { acts: false, answer: ({ signal }) => pause(Infinity, signal) },
  'rate-limit': {
    acts: false,
    answer: ({ options, refusal }) =>
      refusal(
        429,
        'Too many requests',
        options.retryAfter === undefined ? {} : { 'retry-after': String(options.retryAfter) },
      ),
  },
  'server-error': {
    acts: false,
    answer: ({ options, refusal }) => refusal(options.status ?? 500, options.message ?? 'Internal Server Error'),
  },
  expired: { acts: false, answer: ({ refusal }) => refusal(403, 'Request has expired') },
  html: {
    acts: false,
    answer: ({ options }) => text(options.status ?? 502, options.body ?? PAGE, 'text/html; charset=utf-8'),
  },
  empty: {
    acts: true,
    answer: ({ options, answered }) =>
      text(options.status ?? answered?.status ?? 200, '', 'application/json; charset=utf-8'),
  },
  redirect: {
    acts: false,
    answer: ({ options, redirect }) => redirect(options.to ?? 'https://elsewhere.example/', options.status ?? 307),
  },
  truncated: {
    acts: true,
    async answer({ options, signal, proceed }) {
      const response = await proceed();
      const bytes = new Uint8Array(await response.arrayBuffer());
      const half = bytes.length >> 1;
      // A proxy may also end the body properly in the middle: then only the JSON is broken.
      if (options.clean)
        return new Response(bytes.subarray(0, half), { status: response.status, headers: response.headers });
      return piecemeal(response, bytes, { keep: half, delay: 0, breakOff: true, signal });
    },
  },
  oversized: {
    acts: true,
    async answer({ options, proceed }) {
      const response = await proceed();
      const padding = ' '.repeat(options.bytes ?? 32 * 1024 * 1024);
      return new Response((await response.text()) + padding, { status: response.status, headers: response.headers });
    },
  },
  slow: {
    acts: true,
    async answer({ options, signal, proceed }) {
      const { delay = 1000, bodyDelay = 0 } = options;
      if (delay > 0) await pause(delay, signal);
      const response = await proceed();
      if (bodyDelay === 0) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return piecemeal(response, bytes, { keep: bytes.length >> 1, delay: bodyDelay, breakOff: false, signal });
    },
  },
};

/** Modes that call `proceed` themselves, at their own time. */
export const PROCEEDS = new Set(['truncated', 'oversized', 'slow']);

/** The requests that a failure can strike. Those to the storage have names of their own. */
const TARGETS = [...OPERATIONS.map(({ name }) => name), 'upload', 'download'];

/** Checks `times` and `after`. A wrong value would hide itself: the failure would never strike. */
export function countOf(name, value) {
  if (value === Infinity || (Number.isInteger(value) && value >= 0)) return value;
  throw new TypeError(`fail: ${name} must be a whole number from 0, or Infinity, not ${String(value)}`);
}

function checkSettings({ operation, status = 200 }) {
  if (operation !== undefined && !TARGETS.includes(operation)) {
    throw new TypeError(`fail: there is no operation ${JSON.stringify(operation)}; known: ${TARGETS.join(', ')}`);
  }
  if (!(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new TypeError(`fail: status must be from 200 to 599, not ${String(status)}`);
}

/** The failures that wait to happen, first in, first out. */
export function createFailures() {
  let waiting = [];
  return {
    add(mode, options = {}) {
      if (!Object.hasOwn(MODES, mode))
        throw new TypeError(`fail: unknown mode ${String(mode)}; known: ${Object.keys(MODES).join(', ')}, target`);
      checkSettings(options);
      const failure = {
        mode,
        options,
        times: countOf('times', options.times ?? 1),
        skip: countOf('after', options.after ?? 0),
      };
      waiting.push(failure);
      return () => void (waiting = waiting.filter(other => other !== failure));
    },
    clear: () => void (waiting = []),
    /** The failure that strikes this operation, if any; counts it as used. */
    take(operation) {
      for (const failure of waiting) {
        if (failure.times === 0 || (failure.options.operation !== undefined && failure.options.operation !== operation))
          continue;
        if (failure.skip > 0) {
          failure.skip -= 1;
          continue;
        }
        failure.times -= 1;
        if (failure.times <= 0) waiting = waiting.filter(other => other !== failure);
        return failure;
      }
      return null;
    },
  };
}
