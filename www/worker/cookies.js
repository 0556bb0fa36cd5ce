// Which visitor a call is from. The cookie holds a random id and a signature over it, so that an id is one that this
// isolate has given out: nobody chooses their own, or guesses another's.

/** How long a visit lasts after its last change, in seconds. */
export const LIFE = 3600;

const ID_BYTES = 16;
const KEY_BYTES = 32;
const COOKIE = 'composer';
const SIGNED = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;

const isSecure = url => url.protocol === 'https:';

/**
 * `__Host-` keeps other hosts of the domain from setting it, and needs https. Chromium and Firefox take it from
 * http://127.0.0.1 as well, but not from another machine in the network, and Safari from neither.
 */
const nameOf = url => (isSecure(url) ? `__Host-${COOKIE}` : COOKIE);

const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const fromHex = text => Uint8Array.from(text.match(/../g), pair => Number.parseInt(pair, 16));

// Made at the first call: a Worker has no randomness before. The key itself is made in each call, as a promise must not
// be shared between them.
let secret;
function signingKey() {
  secret ??= crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

const bytesOf = id => new TextEncoder().encode(id);

export const newVisitor = () => toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));

/** The id in the cookie, if it is one that was given out here. */
export async function visitorOf(request, url) {
  const name = `${nameOf(url)}=`;
  const value = (request.headers.get('cookie') ?? '')
    .split('; ')
    .find(pair => pair.startsWith(name))
    ?.slice(name.length);
  const [, id, signature] = SIGNED.exec(value ?? '') ?? [];
  if (!id) return undefined;
  return (await crypto.subtle.verify('HMAC', await signingKey(), fromHex(signature), bytesOf(id))) ? id : undefined;
}

export async function cookieFor(id, url) {
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await signingKey(), bytesOf(id)));
  return `${nameOf(url)}=${id}.${toHex(signature)}; Path=/; Max-Age=${LIFE}; HttpOnly; SameSite=Strict${isSecure(url) ? '; Secure' : ''}`;
}
