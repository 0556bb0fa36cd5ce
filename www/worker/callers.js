// Who calls: from which page, from which network, and with which password.

import { Refused } from './answers.js';

/**
 * Only this page may call. A browser says where a call comes from, and pages cannot lie about it; a program can say what
 * it likes, but has no visitor's cookies or password to misuse.
 */
export function admitPage(request, url) {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if ((origin !== null && origin !== url.origin) || (site !== null && site !== 'same-origin'))
    throw new Refused(403, 'Only the composer’s own page may call.');
}

/** The eight groups of an IPv6 address. `::` stands for as many zeros as are missing. */
function groupsOf(address) {
  const [head, tail] = address.split('::').map(part => (part === '' ? [] : part.split(':')));
  if (tail === undefined) return head;
  return [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
}

const LOOPBACK = /^(127\.|::1$)/;

/**
 * The network that a call comes from, as Cloudflare saw it; undefined where it is this machine or not known. Of IPv6 the
 * first half: a household has all the addresses of the second.
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

/** Wrong passwords that a network may send in a minute, and how many networks are remembered. */
const MOST_WRONG = 20;
const MINUTE = 60_000;
const MOST_NETWORKS = 1000;

const wrongFrom = new Map();

function refuseGuessing(network, now) {
  const { since, count } = wrongFrom.get(network) ?? {};
  if (count >= MOST_WRONG && now - since < MINUTE) {
    throw new Refused(429, 'Too many wrong passwords: try again in a minute.', {
      'retry-after': String(Math.ceil((since + MINUTE - now) / 1000)),
    });
  }
}

function countWrong(network, now) {
  const { since, count } = wrongFrom.get(network) ?? {};
  wrongFrom.delete(network);
  wrongFrom.set(network, now - since < MINUTE ? { since, count: count + 1 } : { since: now, count: 1 });
  if (wrongFrom.size > MOST_NETWORKS) wrongFrom.delete(wrongFrom.keys().next().value);
}

/**
 * With a real key, whoever can reach this Worker could publish: a password is asked for. Guessing is slowed down in each
 * isolate alone, so the password has to be long: see README.
 */
export async function admitPerson(request, env, now = Date.now()) {
  if (!env.COMPOSER_PASSWORD)
    throw new Refused(503, 'POSTPEER_API_KEY is set but COMPOSER_PASSWORD is not: set it, or anybody could publish.');
  const network = networkOf(request) ?? '';
  const given = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  // The right one is refused as well: else guessing would go on to be told when it is right.
  if (given !== undefined) refuseGuessing(network, now);
  const password = decodeBase64(given ?? '')
    .split(':')
    .slice(1)
    .join(':');
  if (await same(password, env.COMPOSER_PASSWORD)) return;
  if (given !== undefined) countWrong(network, now);
  throw new Refused(401, 'A password is needed.', { 'www-authenticate': 'Basic realm="composer", charset="UTF-8"' });
}

function decodeBase64(text) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), character => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** Equality in a time that does not tell how much was right. */
async function same(given, wanted) {
  const digest = text => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(given), digest(wanted)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
