// The sandboxes of visitors, as many as fit. One that is in use is never given up for somebody new: when all are, the new
// visitor is asked to come back later.

import { Refused } from './answers.js';

/**
 * @param {object} options
 * @param {() => object} options.make a new sandbox
 * @param {number} options.most sessions at a time
 * @param {number} options.mostOfNetwork of these, sessions of one network
 * @param {number} options.idle milliseconds without a call after which a session may make room for another
 * @param {number} options.life milliseconds without a call after which it ends
 */
export function createSessions({ make, most, mostOfNetwork, idle, life, now = Date.now }) {
  /** By visitor, the one used longest ago first. */
  const sessions = new Map();

  function end() {
    for (const [id, { usedAt }] of sessions) {
      if (now() - usedAt < life) return;
      sessions.delete(id);
    }
  }

  /** Ends the session used longest ago of those that compete for a place, once it is idle. */
  function makeRoom(rivals) {
    const [id, { usedAt }] = rivals[0];
    const wait = usedAt + idle - now();
    if (wait > 0)
      throw new Refused(429, 'Too many visitors have a sandbox right now. Try again later.', {
        'retry-after': String(Math.ceil(wait / 1000)),
      });
    sessions.delete(id);
  }

  return {
    /** The session of a visitor, if there is one; it counts as used. */
    find(id) {
      end();
      const session = sessions.get(id);
      if (!session) return undefined;
      sessions.delete(id);
      sessions.set(id, session);
      session.usedAt = now();
      return session.holds;
    },
    /** A new session, or 429 with the time after which there may be room. */
    open(id, network) {
      end();
      const own = network === undefined ? [] : [...sessions].filter(([, session]) => session.network === network);
      if (own.length >= mostOfNetwork) makeRoom(own);
      if (sessions.size >= most) makeRoom([...sessions]);
      const holds = make();
      sessions.set(id, { holds, network, usedAt: now() });
      return holds;
    },
    get size() {
      return sessions.size;
    },
  };
}
