// A bounded number of sessions. A session in use is never removed for a new visitor. If all are in use, a new visitor
// must try again later.

import { HttpError } from './answers.js';

/**
 * @param {object} options
 * @param {() => object} options.create creates the value of a session
 * @param {number} options.maxSessions
 * @param {number} options.maxPerNetwork
 * @param {number} options.idleTime milliseconds without a call after which a new session may replace it
 * @param {number} options.lifetime milliseconds without a call after which it ends
 */
export function createSessions({ create, maxSessions, maxPerNetwork, idleTime, lifetime, now = Date.now }) {
  /** By visitor id, least recently used first. */
  const sessions = new Map();

  function removeExpired() {
    for (const [id, { usedAt }] of sessions) {
      if (now() - usedAt < lifetime) return;
      sessions.delete(id);
    }
  }

  /** Removes the least recently used of the candidates if it is idle, otherwise throws a 429. */
  function makeRoom(candidates) {
    const [id, { usedAt }] = candidates[0];
    const wait = usedAt + idleTime - now();
    if (wait > 0)
      throw new HttpError(429, 'Too many visitors have a sandbox right now. Try again later.', {
        'retry-after': String(Math.ceil(wait / 1000)),
      });
    sessions.delete(id);
  }

  return {
    /** Returns the session of a visitor, if any, and marks it as used. */
    find(id) {
      removeExpired();
      const session = sessions.get(id);
      if (!session) return undefined;
      sessions.delete(id);
      sessions.set(id, session);
      session.usedAt = now();
      return session.value;
    },
    /** Opens a session, or throws a 429 with the time to retry after. */
    open(id, network) {
      removeExpired();
      const ofNetwork = network === undefined ? [] : [...sessions].filter(([, session]) => session.network === network);
      if (ofNetwork.length >= maxPerNetwork) makeRoom(ofNetwork);
      if (sessions.size >= maxSessions) makeRoom([...sessions]);
      const value = create();
      sessions.set(id, { value, network, usedAt: now() });
      return value;
    },
    get size() {
      return sessions.size;
    },
  };
}
