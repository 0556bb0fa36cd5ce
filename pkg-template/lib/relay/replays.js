// One request to PostPeer for each changing call, however often the call arrives. Chromium sends a POST again when a kept
// connection drops before the answer; it cannot know that the first was delivered. A replay is given the first one's answer.
//
// Only plain data is kept. In Workers a promise, a timer or a stream belongs to the request that made it, so a replay of a
// call under way looks again by a timer of its own. The memory is of one instance: a replay that reaches another is a new
// call there.

import { RECEIVED_HEADER } from '../client/call-id.js';
import { pause } from '../client/waiting.js';
import { now } from '../client/wire.js';
import { own } from './answer.js';

/** Bounds of what is remembered: calls, text of their answers in UTF-16 units, and time in milliseconds. */
const MOST_CALLS = 10_000;
const MOST_TEXT = 4 * 1024 * 1024;
const KEPT = 600_000;

const FIRST_LOOK = 20;
const LONGEST_LOOK = 500;

const received = answer => ({ ...answer, headers: { ...answer.headers, [RECEIVED_HEADER]: '1' } });

const unknown = () =>
  own(504, 'replay', 'This call was received before, and its end is not known here. Nothing was sent again.');

/** A short text that only equal values share. The values may be secret: they are not kept. */
export async function digest(...values) {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Remembers calls by their ids. */
export function createReplays({ mostCalls = MOST_CALLS, mostText = MOST_TEXT } = {}) {
  /** Oldest first. `answer` is missing while the call is under way, and when it was forgotten or never came. */
  const calls = new Map();
  /** The number of requests of each id at the relay, from their arrival to their answer. */
  const present = new Map();
  /** Those of them whose answers are kept, oldest first. */
  const answered = new Map();
  let text = 0;

  function forgetAnswer(id) {
    const call = answered.get(id);
    if (!call) return;
    answered.delete(id);
    text -= call.answer.text?.length ?? 0;
    call.answer = undefined;
  }

  /** Forgets the oldest beyond the bounds. A call under way stays: its replay must not be sent. */
  function forget() {
    for (const id of answered.keys()) {
      if (text <= mostText) break;
      forgetAnswer(id);
    }
    for (const [id, { ends, isSettled }] of calls) {
      if (calls.size <= mostCalls && ends + KEPT > now()) break;
      if (!isSettled && ends > now()) continue;
      forgetAnswer(id);
      calls.delete(id);
    }
  }

  async function replay(call, left) {
    let ms = FIRST_LOOK;
    while (!call.isSettled && left() > 1 && call.ends > now()) {
      await pause(Math.min(ms, left()));
      ms = Math.min(ms * 1.5, LONGEST_LOOK);
    }
    return call.answer ?? unknown();
  }

  /**
   * Returns the answer of `run`, which is called once for each id. An answer that is not `isKept`, because nothing was sent, is
   * forgotten: whoever is refused cannot fill the memory.
   * @param {string} mark what a replay must have in common with the first call
   * @param {() => number} left the milliseconds that this request has left
   * @param {() => Promise<{ status: number, headers: object, text: string | null, isKept?: boolean }>} run
   */
  async function once(id, mark, left, run) {
    const known = calls.get(id);
    if (known?.mark === mark) return replay(known, left);
    if (known) return received(own(409, 'replay', 'Another call had this id.'));
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

  /** Notes that a request has arrived. Returns what notes that it is answered. */
  function arrive(id) {
    present.set(id, (present.get(id) ?? 0) + 1);
    return () => {
      const others = present.get(id) - 1;
      if (others > 0) present.set(id, others);
      else present.delete(id);
    };
  }

  /** Marks a refusal that comes before `once`, if another request of this id was sent, or may still be. */
  const refusal = (id, answer) => (calls.has(id) || present.get(id) > 1 ? received(answer) : answer);

  return { once, arrive, refusal };
}
