// The edge half of the composer: a relay at /api/postpeer that keeps the key, checks again and sends, and a few endpoints
// for the demo. The page is a static asset and knows no other address. Without a key PostPeer is the sandbox, one for
// each visitor, and the page is told.

import { createRelay } from 'postpeer-wasm/relay';
import { createSandbox } from 'postpeer-wasm/sandbox';

const RELAY_PATH = '/api/postpeer';

/** What a composer needs. No apps, no notifications, no deleting of profiles and accounts: those are not its business. */
const ALLOW = {
  operations: [
    'connect.integrations.list', 'connect.integrations.get', 'connect.getOAuthUrl', 'connect.bluesky',
    'connect.linkedin.getSelection', 'connect.linkedin.submitSelection',
    'connect.facebook.getSelection', 'connect.facebook.submitSelection',
    'platforms.list', 'profiles.list', 'usage.get', 'tiktok.getCreatorInfo', 'pinterest.getBoards', 'media.upload',
    'posts.create', 'posts.list', 'posts.get', 'posts.delete',
    'posts.scheduled.list', 'posts.scheduled.cancel', 'posts.scheduled.reschedule', 'posts.scheduled.edit',
  ],
};

/** Where a page reaches the storage of the sandbox, whose own hosts exist nowhere. */
const STORAGE_PATH = '/api/sandbox/storage/';
const STORAGE = 'https://uploads.postpeer.example/';

const BODY_LIMIT = 256 * 1024;
const VISITORS = 200;
const COOKIE = 'composer';
/** How long PostPeer may take. The sandbox answers at once, or is told not to: then nobody should wait for long. */
const TIMEOUTS = { live: 55_000, sandbox: 7000 };

const CREDITS = 1000;

/** How long the sandbox takes to publish, so that a page can be seen waiting. */
const PUBLISH_DELAY = { tiktok: 2000, youtube: 3000, instagram: 1200 };

/** What the page may ask the sandbox to get wrong, and with which settings. */
const TROUBLES = {
  'drop-before': {},
  'drop-after': {},
  hang: {},
  'rate-limit': { retryAfter: 30 },
  'server-error': {},
  html: {},
  truncated: {},
  'slow-upload': { mode: 'slow', operation: 'upload', delay: 6000 },
  credits: {},
  target: { platform: 'youtube', error: 'Failed to fetch remote URL (401)' },
};

const json = (status, body, headers) => new Response(JSON.stringify(body), {
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
});

class Refused extends Error {
  constructor(status, message, headers) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** Method and path → what answers. A POST has a JSON body. */
const ROUTES = [
  ['GET', '/api/session', session],
  ['POST', '/api/sandbox/trouble', trouble],
  ['POST', '/api/sandbox/authorize', authorize],
  ['GET', '/api/sandbox/requests', wire],
];

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (!url.pathname.startsWith('/api/')) return env.ASSETS.fetch(request);
    try {
      return await route(request, url, env);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return json(error.status, { error: { name: 'Refused', message: error.message } }, error.headers);
    }
  },
};

async function route(request, url, env) {
  await admit(request, env);
  const postpeer = connect(request, url, env);
  if (url.pathname.startsWith(`${RELAY_PATH}/`)) return withCookie(await reachable(await postpeer.relay(request), url, postpeer), postpeer);
  if (url.pathname.startsWith(STORAGE_PATH) && postpeer.sandbox) return store(request, url, postpeer);
  const found = ROUTES.find(([, path]) => path === url.pathname);
  if (!found) throw new Refused(404, 'There is no such endpoint.');
  const [method, , handler] = found;
  if (method !== request.method) throw new Refused(405, 'That method is not for this endpoint.', { allow: method });
  const body = method === 'POST' ? await readJson(request, url) : undefined;
  const [status, answer] = handler({ postpeer, body });
  return withCookie(json(status, answer), postpeer);
}

/** The address for an upload to the sandbox, as one that a page can reach. PostPeer's own leads straight to its storage. */
async function reachable(response, url, { sandbox }) {
  if (!sandbox || !response.ok || !url.pathname.endsWith('/v1/media/upload')) return response;
  const answer = await response.json();
  answer.data.uploadUrl = answer.data.uploadUrl.replace(STORAGE, `${url.origin}${STORAGE_PATH}`);
  return json(200, answer);
}

async function store(request, url, { sandbox }) {
  const { status } = await sandbox.fetch(url.href.replace(`${url.origin}${STORAGE_PATH}`, STORAGE), {
    method: request.method, headers: { 'content-type': request.headers.get('content-type') ?? '' }, body: await request.arrayBuffer(),
  });
  // Firefox takes an answer without a type for XML, and complains that it is none.
  return new Response(null, { status, headers: { 'content-type': 'text/plain' } });
}

function withCookie(response, { cookie }) {
  if (cookie) response.headers.append('set-cookie', cookie);
  return response;
}

/** With a real key, whoever can reach this Worker could publish: a password is asked for. */
async function admit(request, env) {
  if (!env.POSTPEER_API_KEY) return;
  if (!env.COMPOSER_PASSWORD) throw new Refused(503, 'POSTPEER_API_KEY is set but COMPOSER_PASSWORD is not: set it, or anybody could publish.');
  const given = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const password = decodeBase64(given).split(':').slice(1).join(':');
  if (!(await same(password, env.COMPOSER_PASSWORD))) {
    throw new Refused(401, 'A password is needed.', { 'www-authenticate': 'Basic realm="composer", charset="UTF-8"' });
  }
}

function decodeBase64(text) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** Equality in a time that does not tell how much was right. */
async function same(given, wanted) {
  const digest = (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const [a, b] = await Promise.all([digest(given), digest(wanted)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

/** A JSON body from this very page: not from a form of another site, and not without end. */
async function readJson(request, url) {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if ((origin !== null && origin !== url.origin) || (site !== null && site !== 'same-origin')) throw new Refused(403, 'Only this page may send.');
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) throw new Refused(415, 'Send JSON.');
  const pieces = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > BODY_LIMIT) throw new Refused(413, `At most ${BODY_LIMIT} bytes.`);
    pieces.push(piece);
  }
  try {
    return JSON.parse(await new Blob(pieces).text());
  } catch {
    throw new Refused(400, 'That is not JSON.');
  }
}

/** One sandbox a visitor, the oldest forgotten first. They live as long as this isolate does. */
const sandboxes = new Map();

/** It holds posts to every rule once more: a page can be told to say anything. */
function relayOf(mode, options) {
  return createRelay({ ...options, allow: ALLOW, basePath: RELAY_PATH, bodyLimit: BODY_LIMIT, timeout: TIMEOUTS[mode] });
}

function sandboxOf(visitor) {
  const known = sandboxes.get(visitor);
  if (known) return known;
  const sandbox = createSandbox({ publishDelay: PUBLISH_DELAY });
  return { sandbox, relay: relayOf('sandbox', { apiKey: 'sandbox', fetch: sandbox.fetch }) };
}

function connect(request, url, env) {
  if (env.POSTPEER_API_KEY) return { mode: 'live', relay: relayOf('live', { apiKey: env.POSTPEER_API_KEY }) };
  let visitor = new RegExp(`(?:^|; )${COOKIE}=([0-9a-f-]{36})(?:;|$)`).exec(request.headers.get('cookie') ?? '')?.[1];
  let cookie;
  if (!visitor) {
    visitor = crypto.randomUUID();
    cookie = `${COOKIE}=${visitor}; Path=/api; HttpOnly; SameSite=Strict; Max-Age=86400${url.protocol === 'https:' ? '; Secure' : ''}`;
  }
  const own = sandboxOf(visitor);
  sandboxes.delete(visitor);
  sandboxes.set(visitor, own);
  if (sandboxes.size > VISITORS) sandboxes.delete(sandboxes.keys().next().value);
  return { mode: 'sandbox', cookie, ...own };
}

/** Which PostPeer is behind the relay, and what it can be told to get wrong. */
function session({ postpeer: { mode } }) {
  return [200, { mode, troubles: mode === 'sandbox' ? Object.keys(TROUBLES) : [] }];
}

/** What was on the wire, as PostPeer's side saw it: the key is taken out there. */
function wire({ postpeer: { sandbox } }) {
  if (!sandbox) throw new Refused(404, 'What PostPeer itself has seen is not known here.');
  return [200, { requests: sandbox.requests.map(({ method, url, headers, body, status, failure }) => ({ method, url, headers, body, status, failure })) }];
}

/** Plays the person on a platform's consent page; answers where the browser would land. */
function authorize({ postpeer, body }) {
  if (!postpeer.sandbox) throw new Refused(404, 'The platforms have consent pages of their own.');
  if (typeof body?.url !== 'string' || !URL.canParse(body.url)) throw new Refused(400, 'Send { url }, as connect.getOAuthUrl answered it.');
  try {
    return [200, { url: postpeer.sandbox.authorize(body.url, { cancel: body.cancel === true }) }];
  } catch (error) {
    throw new Refused(400, error.message);
  }
}

function trouble({ postpeer, body }) {
  if (!postpeer.sandbox) throw new Refused(404, 'PostPeer itself takes no orders to fail.');
  postpeer.sandbox.heal();
  postpeer.sandbox.credits = CREDITS;
  if (body?.mode !== null) {
    if (!Object.hasOwn(TROUBLES, body?.mode ?? '')) throw new Refused(400, 'There is no such trouble.');
    const { mode = body.mode, ...settings } = TROUBLES[body.mode];
    if (mode === 'credits') postpeer.sandbox.credits = 0;
    else postpeer.sandbox.fail(mode, { operation: 'posts.create', ...settings });
  }
  return [200, { mode: body.mode }];
}
