// Replays of changing calls: PostPeer gets one request for each call, however often the call arrives. Chromium sends a
// POST again when a kept connection drops before the response, because it cannot know that the first one was delivered.
// A replay gets the response of the first call.
//
// Only plain data is stored. In Workers a promise, a timer or a stream belongs to the request that made it, so a replay
// polls a running call with a timer of its own. Each instance has its own memory: in another instance a replay is a new
// call.

import { RECEIVED_HEADER } from '../client/call-id.js';
import { pause } from '../client/waiting.js';
import { now } from '../client/wire.js';
import { ownResponse } from './responses.js';

/** Limits of the memory: calls, text of their responses in UTF-16 code units, and time in milliseconds. */
const MAX_CALLS = 10_000;
const MAX_TEXT = 4 * 1024 * 1024;
const TIME_TO_LIVE = 600_000;

const FIRST_PAUSE = 20;
const MAX_PAUSE = 500;

const markReceived = answer => ({ ...answer, headers: { ...answer.headers, [RECEIVED_HEADER]: '1' } });

const unknown = () =>
  ownResponse(504, 'replay', 'This call was received before, and its end is not known here. Nothing was sent again.');

/** Returns a hash of the values. The values may be secret, so they are not stored. */
export async function digest(...values) {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Creates a memory of calls by their ids. */
export function createReplays({ maxCalls = MAX_CALLS, maxText = MAX_TEXT } = {}) {
  /** Oldest first. `answer` is missing while the call runs, and if it was forgotten or never came. */
  const calls = new Map();
  /** The number of requests of each id at the relay, from their arrival to their response. */
  const present = new Map();
  /** The calls whose responses are stored, oldest first. */
  const answered = new Map();
  let text = 0;

  function forgetAnswer(id) {
    const call = answered.get(id);
    if (!call) return;
    answered.delete(id);
    text -= call.answer.text?.length ?? 0;
    call.answer = undefined;
  }

  /** Forgets the oldest calls beyond the limits. A running call stays: its replay must not be sent. */
  function forget() {
    for (const id of answered.keys()) {
      if (text <= maxText) break;
      forgetAnswer(id);
    }
    for (const [id, { ends, isSettled }] of calls) {
      if (calls.size <= maxCalls && ends + TIME_TO_LIVE > now()) break;
      if (!isSettled && ends > now()) continue;
      forgetAnswer(id);
      calls.delete(id);
    }
  }

  async function replay(call, left) {
    let ms = FIRST_PAUSE;
    while (!call.isSettled && left() > 1 && call.ends > now()) {
      await pause(Math.min(ms, left()));
      ms = Math.min(ms * 1.5, MAX_PAUSE);
    }
    return call.answer ?? unknown();
  }

  /**
   * Returns the response of `run`, which is called once for each id. If it is not `isKept`, nothing was sent, and the
   * call is forgotten: refused callers cannot fill the memory.
   * @param {string} mark the hash that a replay and its first call share
   * @param {() => number} left the milliseconds that this request has left
   * @param {() => Promise<{ status: number, headers: object, text: string | null, isKept?: boolean }>} run
   */
  async function once(id, mark, left, run) {
    const known = calls.get(id);
    if (known?.mark === mark) return replay(known, left);
    if (known) return markReceived(ownResponse(409, 'replay', 'Another call had this id.'));
    const call = { mark, ends: now() + left(), isSettled: false, answer: undefined };
    calls.set(id, call);
    forget();
    try {
      const answer = await run();
      call.answer = answer;
      if (answer.isKept === false) calls.delete(id);
      else {
        answered.set(id, call);
        text += answer.text?.length ?? 0;
      }
      return answer;
    } finally {
      call.isSettled = true;
      forget();
    }
  }

  /** Records that a request has arrived. Returns a function that records its response. */
  function arrive(id) {
    present.set(id, (present.get(id) ?? 0) + 1);
    return () => {
      const others = present.get(id) - 1;
      if (others > 0) present.set(id, others);
      else present.delete(id);
    };
  }

  /** Marks a refusal before `once` if another request of this id was sent, or may still be sent. */
  const refusal = (id, answer) => (calls.has(id) || present.get(id) > 1 ? markReceived(answer) : answer);

  return { once, arrive, refusal };
}
