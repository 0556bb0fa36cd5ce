// Checks of options: numbers within their bounds, and known names only.

import { PostPeerError } from './base-errors.js';

/** The longest time of a timer, in milliseconds. */
export const MAX_TIMEOUT = 2 ** 31 - 1;
const MAX_RETRIES = 10;

/** The options that client and relay share. */
export const SHARED_OPTIONS = [
  'baseURL',
  'fetch',
  'validate',
  'timeout',
  'maxRetries',
  'onRequest',
  'onResponse',
  'logger',
];

/** Throws at an unknown name. An ignored `baseUrl` would send to production, an ignored `alow` allow everything. */
export function refuseUnknown(given, known, what) {
  const unknown = Object.keys(given).find(name => !known.includes(name));
  if (unknown === undefined) return;
  const closest = known.find(name => name.toLowerCase().includes(unknown.toLowerCase()));
  throw new PostPeerError(
    `${what} has no ${JSON.stringify(unknown)}. ` +
      `${closest ? `Did you mean ${closest}?` : `It has ${known.join(', ')}.`}`,
  );
}

export function timeoutOf(value) {
  if (typeof value === 'number' && value >= 1 && value <= MAX_TIMEOUT) return Math.floor(value);
  throw new PostPeerError(`timeout must be a number of milliseconds from 1 to ${MAX_TIMEOUT}, not ${show(value)}.`);
}

export function retriesOf(value) {
  if (Number.isInteger(value) && value >= 0 && value <= MAX_RETRIES) return value;
  throw new PostPeerError(`maxRetries must be a whole number from 0 to ${MAX_RETRIES}, not ${show(value)}.`);
}

export function show(value) {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
