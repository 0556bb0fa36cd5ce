// What callers give: numbers within their bounds, and no name that nobody reads.

import { PostPeerError } from './errors.js';

/** The longest time that timers take. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;
const MOST_RETRIES = 10;

/** The options of a client that a relay takes as well. */
export const SHARED = ['baseURL', 'fetch', 'validate', 'timeout', 'maxRetries', 'onRequest', 'onResponse', 'logger'];

/** Refuses what is misspelt: a `baseUrl` that is passed over sends to production, an `alow` allows everything. */
export function onlyKnown(given, known, what) {
  const strange = Object.keys(given).find(name => !known.includes(name));
  if (strange === undefined) return;
  const near = known.find(name => name.toLowerCase().includes(strange.toLowerCase()));
  throw new PostPeerError(
    `${what} has no ${JSON.stringify(strange)}. ${near ? `Did you mean ${near}?` : `It has ${known.join(', ')}.`}`,
  );
}

export function timeoutOf(value) {
  if (typeof value === 'number' && value >= 1 && value <= LONGEST_TIMEOUT) return Math.floor(value);
  throw new PostPeerError(`timeout must be a number of milliseconds from 1 to ${LONGEST_TIMEOUT}, not ${show(value)}.`);
}

export function retriesOf(value) {
  if (Number.isInteger(value) && value >= 0 && value <= MOST_RETRIES) return value;
  throw new PostPeerError(`maxRetries must be a whole number from 0 to ${MOST_RETRIES}, not ${show(value)}.`);
}

export function show(value) {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
