// Checks where a call comes from: the page and the network.

import { HttpError } from './answers.js';

/**
 * Allows calls of this page only. Pages cannot forge these headers. Other programs can, but they have no cookies or
 * password of a visitor to misuse.
 */
export function requireSameOrigin(request, url) {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if ((origin !== null && origin !== url.origin) || (site !== null && site !== 'same-origin'))
    throw new HttpError(403, 'Only the composer’s own page may call.');
}

/** Expands an IPv6 address to its eight groups. */
function groupsOf(address) {
  const [head, tail] = address.split('::').map(part => (part === '' ? [] : part.split(':')));
  if (tail === undefined) return head;
  return [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
}

const LOOPBACK = /^(127\.|::1$)/;

/**
 * Returns the network of a call, according to Cloudflare, or undefined for loopback and unknown addresses. For IPv6 it
 * is the /64 prefix, because one household has all addresses below it.
 */
export function networkOf(request) {
  const address = request.headers.get('cf-connecting-ip');
  if (!address || LOOPBACK.test(address)) return undefined;
  if (!address.includes(':')) return address;
  return groupsOf(address.toLowerCase())
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
