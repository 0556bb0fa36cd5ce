// Which pages may call. A browser says where a call comes from, and pages cannot lie about it; a program can say what
// it likes, but has no visitor's cookies to misuse.

import { refuse } from './refusal.js';

/** Refuses calls from other sites; answers the headers that let a page of another allowed origin read the answer. */
export function admit(request, url, origins) {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origins.includes(origin)) {
    return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after, x-request-id' };
  }
  if (origin !== null && origin !== url.origin) {
    const advice = 'If that is a page of yours, or a proxy stands between, name it in the option origin of createRelay.';
    refuse(403, 'origin', `The call comes from ${origin}, and this relay is at ${url.origin}. ${advice}`);
  }
  // Images, forms and links of other sites come without an origin.
  if (site !== null && site !== 'same-origin') refuse(403, 'origin', 'The call comes from another site.');
  return {};
}

/** The answer to a browser that asks before it calls from another origin. */
export function preflight(request) {
  return {
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'content-type',
    'access-control-max-age': '600',
  };
}
