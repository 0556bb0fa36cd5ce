// Which pages may call. A browser says where a call comes from, and pages cannot lie about it; a program can say what
// it likes, but has no visitor's cookies to misuse.

import { CALL_HEADER, RECEIVED_HEADER } from '../client/call-id.js';
import { refuse } from './refusal.js';

const CALL_ID = /^[\w-]{16,64}$/;

/** True if a page of this origin would name this host. */
function isHostOf(host, origin) {
  const address = `${origin.split('//')[0]}//${host}`;
  return URL.canParse(address) && new URL(address).origin === origin;
}

/**
 * Refuses calls from pages that may not call. Returns the headers that let a page of an allowed origin read the answer.
 * @param {string[]} origins the only origins that count; if empty, the relay's own
 */
export function admit(request, url, origins) {
  const origin = request.headers.get('origin');
  if (origins.includes(origin)) {
    return {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': `retry-after, x-request-id, ${RECEIVED_HEADER}`,
    };
  }
  const site = request.headers.get('sec-fetch-site');
  // Images, forms and links of other sites come without an origin.
  if (site !== null && site !== 'same-origin') refuse(403, 'origin', 'The call comes from another site.');
  if (origins.length > 0) {
    // Browsers send Sec-Fetch-Site only over https and on loopback, where DNS rebinding cannot pretend to be this host.
    const host = request.headers.get('host') ?? url.host;
    const isOwnHost = site !== null || origins.some(listed => isHostOf(host, listed));
    if (origin !== null || !isOwnHost) {
      refuse(
        403,
        'origin',
        `The call comes from ${origin ?? host}, which is not among the origins of this relay. Name every origin that may call, its own too, in the option origin of createRelay.`,
      );
    }
  } else if (origin !== null && origin !== url.origin) {
    const advice =
      'If that is a page of yours, or a proxy stands between, name it in the option origin of createRelay.';
    refuse(403, 'origin', `The call comes from ${origin}, and this relay is at ${url.origin}. ${advice}`);
  }
  return {};
}

/**
 * Returns the id of a call. Refuses calls without one: of clients from before 0.2, and of pages of other sites, which cannot
 * send such a header without asking first (CORS).
 */
export function callIdOf(request) {
  const id = request.headers.get(CALL_HEADER);
  if (!CALL_ID.test(id ?? '')) {
    refuse(
      403,
      'client',
      `The call has no valid ${CALL_HEADER} header. Reload the page: its client is older than this relay.`,
    );
  }
  return id;
}

/** The answer to a browser that asks before it calls from another origin. */
export function preflight(request) {
  return {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers':
      request.headers.get('access-control-request-headers') ?? `content-type, ${CALL_HEADER}`,
    'access-control-max-age': '600',
  };
}
