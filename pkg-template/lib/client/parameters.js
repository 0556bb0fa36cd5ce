// The parameters of a call, in the form that the WebAssembly half reads: flat lists of names and texts.

import { PostPeerError } from './base-errors.js';
import { withParams } from './issue-params.js';

/** Returns the signal; `undefined` if it is missing. Throws a `PostPeerError` if it cannot be listened to. */
export function signalOf(signal) {
  if (signal === undefined || signal === null) return undefined;
  try {
    const { aborted, addEventListener, removeEventListener } = signal;
    if (
      typeof aborted === 'boolean' &&
      typeof addEventListener === 'function' &&
      typeof removeEventListener === 'function'
    )
      return signal;
  } catch {
    // An unreadable signal is invalid.
  }
  throw new PostPeerError('signal must be an AbortSignal.');
}

/**
 * Returns headers in any of their three forms as one flat list. `null` removes a header of the client.
 * @param {string} what names the value in error messages
 * @param {string[]} [before] the headers of the client
 */
export function headerList(given, what, before = []) {
  let list = [...before];
  if (given === undefined || given === null) return list;
  if (typeof given !== 'object') throw new PostPeerError(`${what} must be Headers, pairs or an object.`);
  const entries = typeof given[Symbol.iterator] === 'function' ? [...given] : Object.entries(given);
  for (const entry of entries) {
    const [name, value] = entry;
    if (!Array.isArray(entry) || entry.length !== 2)
      throw new PostPeerError(`${what} must be pairs of name and value.`);
    if (value === undefined) continue;
    const lower = String(name).toLowerCase();
    if (value === null) list = list.filter((_, index) => list[index - (index % 2)].toLowerCase() !== lower);
    else list.push(lower, String(value));
  }
  return list;
}

/** Returns path or query values as one flat list. Arrays repeat the name. Adds an issue for each invalid value. */
export function valueList(values, part, issues) {
  const list = [];
  for (const [name, given] of Object.entries(values ?? {})) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value === undefined) continue;
      const text =
        value instanceof Date && part === 'query' ? dateText(value) : value === null ? 'null' : textOf(value);
      if (text === undefined || /\p{Surrogate}/u.test(text)) {
        const message = `${name} cannot be written in a URL.`;
        issues.push(withParams({ severity: 'error', code: 'type', path: [part, name], message }));
      } else list.push(name, text);
    }
  }
  return list;
}

const dateText = date => (Number.isNaN(date.getTime()) ? undefined : date.toISOString());

function textOf(value) {
  const writable = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
  return writable ? String(value) : undefined;
}
