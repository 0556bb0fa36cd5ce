// The password of a Worker with a real key, and a limit on guesses.

import { HttpError } from './answers.js';
import { networkOf } from './callers.js';

/** Wrong passwords per network and minute, and the number of networks remembered. */
const MAX_FAILURES = 20;
const MINUTE = 60_000;
const MAX_NETWORKS = 1000;

const failures = new Map();

function checkRateLimit(network, now) {
  const { since, count } = failures.get(network) ?? {};
  if (count >= MAX_FAILURES && now - since < MINUTE) {
    throw new HttpError(429, 'Too many wrong passwords: try again in a minute.', {
      'retry-after': String(Math.ceil((since + MINUTE - now) / 1000)),
    });
  }
}

function countFailure(network, now) {
  const { since, count } = failures.get(network) ?? {};
  failures.delete(network);
  failures.set(network, now - since < MINUTE ? { since, count: count + 1 } : { since: now, count: 1 });
  if (failures.size > MAX_NETWORKS) failures.delete(failures.keys().next().value);
}

/**
 * Requires the password. With a real key, everybody who can reach this Worker could publish otherwise. Each isolate
 * limits guesses by itself, so the password must be long: see README.
 */
export async function requirePassword(request, env, now = Date.now()) {
  if (!env.COMPOSER_PASSWORD)
    throw new HttpError(503, 'POSTPEER_API_KEY is set but COMPOSER_PASSWORD is not: set it, or anybody could publish.');
  const network = networkOf(request) ?? '';
  const credentials = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  // Before the password is compared: otherwise an attacker would learn that a guess is right.
  if (credentials !== undefined) checkRateLimit(network, now);
  const password = decodeBase64(credentials ?? '')
    .split(':')
    .slice(1)
    .join(':');
  if (await equals(password, env.COMPOSER_PASSWORD)) return;
  if (credentials !== undefined) countFailure(network, now);
  throw new HttpError(401, 'A password is needed.', { 'www-authenticate': 'Basic realm="composer", charset="UTF-8"' });
}

function decodeBase64(text) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), character => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** Compares in constant time. */
async function equals(password, expected) {
  const digest = text => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(password), digest(expected)]);
  return crypto.subtle.timingSafeEqual(a, b);
}
