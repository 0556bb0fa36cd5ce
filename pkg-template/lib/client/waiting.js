// Polling a post, with increasing pauses, until it is final.

import { APIConnectionTimeoutError, PostPeerError } from './base-errors.js';
import { isRetryable } from './error-status.js';
import { callHook } from './hooks.js';
import { show } from './options.js';
import { isAborted, onAbort } from './signals.js';
import { now } from './wire.js';

const FINAL = ['published', 'failed', 'partial', 'draft'];
const DEFAULT_TIMEOUT = 300_000;
const FIRST_PAUSE = 1000;
const MAX_PAUSE = 30_000;

/** Resolves after `ms` milliseconds, or when the signal is aborted. */
export function pause(ms, signal) {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      stopListening?.();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stopListening = signal && onAbort(signal, end);
    if (isAborted(signal)) end();
  });
}

/** Yields the pauses between calls, in milliseconds: each 1.5 times the last. */
export function* pauses() {
  for (let ms = FIRST_PAUSE; ; ms = Math.min(ms * 1.5, MAX_PAUSE)) yield ms;
}

/** Returns true for a redirect, which the next call would meet again. Browsers hide its status. */
const isRedirect = status => status === 0 || (status >= 300 && status < 400);

/** Returns true if the next call may succeed. */
export const isTransient = ({ outcome, status }) =>
  (outcome === 'unknown' && !isRedirect(status)) || isRetryable(status);

/** Returns the deadline of a timeout. Throws a `PostPeerError` if it is invalid. */
export function deadlineFrom(timeout) {
  if (typeof timeout === 'number' && timeout >= 0) return now() + timeout;
  throw new PostPeerError(`timeout must be a number of milliseconds from 0, not ${show(timeout)}.`);
}

/**
 * `posts.wait`: returns the post once it is final. Transient errors do not end the wait; other errors do.
 * @param {(params: object) => Promise<{ data: any }>} get
 * @param {number} maxCall milliseconds for one call
 */
export async function wait(get, maxCall, postId, { timeout = DEFAULT_TIMEOUT, signal, onUpdate, ...options }) {
  const deadline = deadlineFrom(timeout);
  let post;
  let cause;
  let seen;
  for (const ms of pauses()) {
    try {
      const time = Math.max(1, Math.min(maxCall, deadline - now()));
      ({ post } = (await get({ ...options, path: { postId }, signal, timeout: time })).data);
    } catch (error) {
      if (isAborted(signal) || !isTransient(error)) throw error;
      cause = error;
    }
    const text = JSON.stringify(post);
    if (text !== seen) callHook(() => onUpdate?.(post));
    seen = text;
    if (FINAL.includes(post?.status)) return post;
    await pause(Math.min(ms, deadline - now()), signal);
    // Timers count whole milliseconds and may be early. The rest is then too short for a call.
    if (now() + 5 < deadline || isAborted(signal)) continue;
    const message = `The post is ${post?.status ?? 'not to be seen'} after ${timeout} ms of waiting.`;
    throw new APIConnectionTimeoutError({ message, outcome: 'unknown', cause });
  }
}
