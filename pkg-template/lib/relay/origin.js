// Checks of the page that calls. Browsers name the origin of a call, and pages cannot forge it. Other programs can, but
// they have no visitor's cookies.

import { CALL_HEADER, RECEIVED_HEADER } from '../client/call-id.js';
import { refuse } from './refusal.js';

const CALL_ID = /^[\w-]{16,64}$/;

/** Returns true if a page of this origin would name this host. */
function isHostOf(host, origin) {
  const address = `${origin.split('//')[0]}//${host}`;
  return URL.canParse(address) && new URL(address).origin === origin;
}

/**
 * Refuses calls from pages of other origins. Returns the headers that let a page of an allowed origin read the
 * response.
 * @param {string[]} origins the allowed origins; if empty, the relay's own
 */
export function checkOrigin(request, url, origins) {
  const origin = request.headers.get('origin');
  if (origins.includes(origin)) {
    return {
      'access-control-allow-origin': origin,
      'access-control-expose-headers': `retry-after, x-request-id, ${RECEIVED_HEADER}`,
    };
  }
  const site = request.headers.get('sec-fetch-site');
  // Images, forms and links of other sites have no origin.
  if (site !== null && site !== 'same-origin') refuse(403, 'origin', 'The call comes from another site.');
  if (origins.length > 0) {
    // Browsers send Sec-Fetch-Site over https and on loopback only, where DNS rebinding cannot forge this host.
    const host = request.headers.get('host') ?? url.host;
    const isOwnHost = site !== null || origins.some(listed => isHostOf(host, listed));
    if (origin !== null || !isOwnHost) {
      refuse(
        403,
        'origin',
        `The call comes from ${origin ?? host}, which is not among the origins of this relay. ` +
          'Name every origin that may call, its own too, in the option origin of createRelay.',
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
 * Returns the id of a call. Refuses calls without one: those of clients before 0.2, and those of pages of other sites,
 * which cannot send such a header without a preflight request (CORS).
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

/** Returns the headers of the response to a preflight request. */
export function preflight(request) {
  return {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers':
      request.headers.get('access-control-request-headers') ?? `content-type, ${CALL_HEADER}`,
    'access-control-max-age': '600',
  };
}
