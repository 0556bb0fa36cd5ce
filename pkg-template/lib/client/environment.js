// Values that depend on the runtime: the key of the environment, and the page that a relative URL is relative to.

import { PostPeerError } from './base-errors.js';

/** Returns the key given, or that of the environment; `null` if a relay has it. */
export function keyOf(given) {
  const key = given === undefined ? environmentKey() : given;
  if (key === null || (typeof key === 'string' && key !== '')) return key;
  throw new PostPeerError(
    given === undefined
      ? 'There is no key. Set POSTPEER_API_KEY, or pass new PostPeer({ apiKey }); with a relay pass apiKey: null.'
      : 'apiKey must be a string that is not empty, or null where a relay has the key.',
  );
}

/**
 * Reads the variable by names that bundlers cannot join to one expression. Many apps replace such expressions at build
 * time, which would write the key into the page.
 */
function environmentKey() {
  try {
    return ['process', 'env', 'POSTPEER_API_KEY'].reduce((at, name) => at?.[name], globalThis) || undefined;
  } catch {
    // Deno without permission to read the environment.
    return undefined;
  }
}

/** Returns true in a page and in a worker of a browser. */
export function isBrowser() {
  const { document, importScripts, navigator } = globalThis;
  // Workers of a browser have no document. Other runtimes with importScripts have another user agent.
  return document !== undefined || (typeof importScripts === 'function' && /^Mozilla/.test(navigator?.userAgent));
}

/** Returns the URL as a URL parser writes it, so that the host checked is the host connected to. */
export function absoluteUrl(url) {
  try {
    return new URL(url, url.startsWith('/') ? globalThis.location?.href : undefined).href;
  } catch {
    return url;
  }
}
