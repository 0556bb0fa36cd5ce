// Looking again and again, with growing pauses, until a post is what it will be.

import { APIConnectionTimeoutError, PostPeerError } from './errors.js';
import { show } from './options.js';
import { isAborted, onAbort } from './signals.js';
import { tell } from './hooks.js';
import { now } from './wire.js';

const FINAL = ['published', 'failed', 'partial', 'draft'];
const PATIENCE = 300_000;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/** Resolves after so many milliseconds, or when the signal is aborted. */
export function pause(ms, signal) {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer);
      unheard?.();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const unheard = signal && onAbort(signal, end);
    if (isAborted(signal)) end();
  });
}

/** The pauses between looks: half as long again each time. */
export function* pauses() {
  for (let ms = FIRST_PAUSE; ; ms = Math.min(ms * 1.5, LONGEST_PAUSE)) yield ms;
}

/** A redirect, whose status browsers hide: whoever answers with one will do so again. */
const isRedirect = status => status === 0 || (status >= 300 && status < 400);

/** Returns true if a failure is about the moment: the next look may succeed. */
export const isPassing = ({ outcome, status }) => (outcome === 'unknown' && !isRedirect(status)) || status === 429;

export function patienceOf(timeout) {
  if (typeof timeout === 'number' && timeout >= 0) return now() + timeout;
  throw new PostPeerError(`timeout must be a number of milliseconds from 0, not ${show(timeout)}.`);
}

/**
 * `posts.wait`: the post, once nothing more will become of it. What is wrong with the question ends the waiting; what
 * is wrong with the moment does not.
 * @param {(params: object) => Promise<{ data: any }>} get
 * @param {number} longest milliseconds for one look
 */
export async function wait(get, longest, postId, { timeout = PATIENCE, signal, onUpdate, ...options }) {
  const ends = patienceOf(timeout);
  let post;
  let cause;
  let seen;
  for (const ms of pauses()) {
    try {
      const time = Math.max(1, Math.min(longest, ends - now()));
      ({ post } = (await get({ ...options, path: { postId }, signal, timeout: time })).data);
    } catch (error) {
      if (isAborted(signal) || !isPassing(error)) throw error;
      cause = error;
    }
    const text = JSON.stringify(post);
    if (text !== seen) tell(() => onUpdate?.(post));
    seen = text;
    if (FINAL.includes(post?.status)) return post;
    await pause(Math.min(ms, ends - now()), signal);
    // Timers count whole milliseconds and may be early: what is left then is too little for a look.
    if (now() + 5 < ends || isAborted(signal)) continue;
    const message = `The post is ${post?.status ?? 'not to be seen'} after ${timeout} ms of waiting.`;
    throw new APIConnectionTimeoutError({ message, outcome: 'unknown', cause });
  }
}
