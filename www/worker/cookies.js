// The visitor cookie: a random id and its signature. Only ids from this isolate are valid, so nobody can choose an id
// or guess another visitor's.

/** The lifetime of a session after its last call, in seconds. */
export const SESSION_SECONDS = 3600;

const ID_BYTES = 16;
const KEY_BYTES = 32;
const COOKIE = 'composer';
const SIGNED = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;

const isSecure = url => url.protocol === 'https:';

/**
 * The `__Host-` prefix keeps other hosts of the domain from setting the cookie. It needs https. Chromium and Firefox
 * also accept it from http://127.0.0.1, but not from another machine of the network; Safari accepts neither.
 */
const cookieName = url => (isSecure(url) ? `__Host-${COOKIE}` : COOKIE);

const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const fromHex = text => Uint8Array.from(text.match(/../g), pair => Number.parseInt(pair, 16));

// Created at the first call, because a Worker has no randomness before. Each call imports the key itself, because calls
// must not share a promise.
let secret;
function signingKey() {
  secret ??= crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

const bytesOf = id => new TextEncoder().encode(id);

export const newVisitorId = () => toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));

/** Returns the id in the cookie if its signature is valid. */
export async function visitorIdOf(request, url) {
  const name = `${cookieName(url)}=`;
  const value = (request.headers.get('cookie') ?? '')
    .split('; ')
    .find(pair => pair.startsWith(name))
    ?.slice(name.length);
  const [, id, signature] = SIGNED.exec(value ?? '') ?? [];
  if (!id) return undefined;
  return (await crypto.subtle.verify('HMAC', await signingKey(), fromHex(signature), bytesOf(id))) ? id : undefined;
}

export async function visitorCookie(id, url) {
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await signingKey(), bytesOf(id)));
  const attributes = ['Path=/', `Max-Age=${SESSION_SECONDS}`, 'HttpOnly', 'SameSite=Strict'];
  if (isSecure(url)) attributes.push('Secure');
  return [`${cookieName(url)}=${id}.${toHex(signature)}`, ...attributes].join('; ');
}
