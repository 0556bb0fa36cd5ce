// The Worker of the composer: a relay at /api/postpeer that keeps the key, validates again and sends, and the endpoints
// of the demo. The page is a static asset and calls nothing else. Without a key each visitor gets a sandbox.

import { HttpError, json, withSecurityHeaders } from './worker/answers.js';
import { limitBody, readJson } from './worker/bodies.js';
import { requireSameOrigin } from './worker/callers.js';
import { authorize, listRequests, session, setTrouble } from './worker/endpoints.js';
import { requirePassword } from './worker/password.js';
import { connect, RELAY_PATH } from './worker/postpeer.js';

/** The path at which a page reaches the sandbox's storage. The storage's own host does not exist. */
const STORAGE_PATH = '/api/sandbox/storage/';
const STORAGE = 'https://uploads.postpeer.example/';

const KIB = 1024;

/** The largest JSON body of an endpoint and the largest file, in bytes. */
const JSON_LIMIT = 16 * KIB;
const FILE_LIMIT = 100 * KIB * KIB;

/** Method, path and handler. A POST has a JSON body. */
const ENDPOINTS = [
  ['GET', '/api/session', session],
  ['POST', '/api/sandbox/trouble', setTrouble],
  ['POST', '/api/sandbox/authorize', authorize],
  ['GET', '/api/sandbox/requests', listRequests],
];

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    // The headers of assets are in public/_headers.
    if (!url.pathname.startsWith('/api/')) return env.ASSETS.fetch(request);
    try {
      return withSecurityHeaders(await route(request, url, env, context));
    } catch (error) {
      if (error instanceof HttpError) return withSecurityHeaders(error.toResponse());
      console.error(error);
      const body = { error: { name: 'Failed', message: 'The Worker failed. Its log says why.' } };
      return withSecurityHeaders(json(500, body));
    }
  },
};

async function route(request, url, env, context) {
  requireSameOrigin(request, url);
  if (env.POSTPEER_API_KEY) await requirePassword(request, env);
  if (url.pathname.startsWith(`${RELAY_PATH}/`)) return relay(request, url, env, context);
  if (url.pathname.startsWith(STORAGE_PATH) && !env.POSTPEER_API_KEY) return storeFile(request, url, env);
  const endpoint = ENDPOINTS.find(([, path]) => path === url.pathname);
  if (!endpoint) throw new HttpError(404, 'There is no such endpoint.');
  const [method, , handler] = endpoint;
  if (method !== request.method) throw new HttpError(405, 'That method is not for this endpoint.', { allow: method });
  const body = method === 'POST' ? await readJson(request, JSON_LIMIT) : undefined;
  const postpeer = await connect(request, url, env, { opensSession: method === 'POST', setsCookie: true });
  const [status, answer] = handler({ postpeer, body });
  return withCookie(json(status, answer), postpeer);
}

const CHANGING_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** The only GET that changes something: it creates the link that connects an account. */
const OAUTH_LINK = new RegExp(`^${RELAY_PATH}/v1/connect/(?!integrations$)[a-z]+$`);

async function relay(request, url, env, context) {
  const opensSession = CHANGING_METHODS.includes(request.method) || OAUTH_LINK.test(url.pathname);
  const postpeer = await connect(request, url, env, { opensSession });
  const response = await postpeer.relay(request, env, context);
  return withCookie(await withReachableStorage(response, url, postpeer), postpeer);
}

/** Replaces the sandbox's upload URL by one that a page can reach. Uploads to PostPeer go straight to its storage. */
async function withReachableStorage(response, url, { sandbox }) {
  if (!sandbox || !response.ok || !url.pathname.endsWith('/v1/media/upload')) return response;
  const answer = await response.json();
  answer.data.uploadUrl = answer.data.uploadUrl.replace(STORAGE, `${url.origin}${STORAGE_PATH}`);
  return json(200, answer);
}

/** Streams a file to the sandbox's storage. The visitor must have requested an upload URL. */
async function storeFile(request, url, env) {
  if (request.method !== 'PUT') throw new HttpError(405, 'That method is not for this endpoint.', { allow: 'PUT' });
  const { sandbox, hasSession } = await connect(request, url, env);
  if (!hasSession) throw new HttpError(403, 'No address was given out for this file.');
  const body = limitBody(request, FILE_LIMIT);
  try {
    const { status } = await sandbox.fetch(url.href.replace(`${url.origin}${STORAGE_PATH}`, STORAGE), {
      method: 'PUT',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body: body.stream,
      duplex: 'half',
    });
    // Without a content type Firefox parses the answer as XML and logs an error.
    return new Response(null, { status, headers: { 'content-type': 'text/plain' } });
  } catch (error) {
    throw body.error ?? error;
  }
}

function withCookie(response, { cookie }) {
  if (cookie) response.headers.append('set-cookie', cookie);
  return response;
}
