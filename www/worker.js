// The edge half of the composer: a relay at /api/postpeer that keeps the key, checks again and sends, and a few endpoints
// for the demo. The page is a static asset and knows no other address. Without a key PostPeer is the sandbox, one for
// each visitor, and the page is told.

import { createRelay } from 'postpeer-wasm/relay';
import { createSandbox } from 'postpeer-wasm/sandbox';
import { guarded, json, Refused } from './worker/answers.js';
import { bounded, readJson } from './worker/bodies.js';
import { admitPage, admitPerson, networkOf } from './worker/callers.js';
import { cookieFor, LIFE, newVisitor, visitorOf } from './worker/cookies.js';
import { createSessions } from './worker/sessions.js';

const RELAY_PATH = '/api/postpeer';

/** What a composer needs. No apps, no notifications, no deleting of profiles and accounts: those are not its business. */
const ALLOW = {
  operations: [
    'connect.integrations.list',
    'connect.integrations.get',
    'connect.getOAuthUrl',
    'connect.bluesky',
    'connect.linkedin.getSelection',
    'connect.linkedin.submitSelection',
    'connect.facebook.getSelection',
    'connect.facebook.submitSelection',
    'platforms.list',
    'profiles.list',
    'usage.get',
    'tiktok.getCreatorInfo',
    'pinterest.getBoards',
    'media.upload',
    'posts.create',
    'posts.list',
    'posts.get',
    'posts.delete',
    'posts.scheduled.list',
    'posts.scheduled.cancel',
    'posts.scheduled.reschedule',
    'posts.scheduled.edit',
  ],
};

/** Where a page reaches the storage of the sandbox, whose own hosts exist nowhere. */
const STORAGE_PATH = '/api/sandbox/storage/';
const STORAGE = 'https://uploads.postpeer.example/';

const KIB = 1024;
const MINUTE = 60_000;

/** The longest post, the longest order to the sandbox, and the longest file, in bytes. */
const BODY_LIMIT = 256 * KIB;
const ORDER_LIMIT = 16 * KIB;
const FILE_LIMIT = 100 * KIB * KIB;

/**
 * What the sandboxes of strangers may hold together, in an isolate of 128 MB: 48 times 128 KiB of posts and requests.
 * Bodies are kept as objects. Measured in Node 20, a full session of posts with 100 targets each takes 1.5 MB, so all
 * take 72 MB at most; full of short posts they take 27 MB. Files are counted and not kept.
 */
const SESSIONS = { most: 48, mostOfNetwork: 12, idle: 15 * MINUTE, life: LIFE * 1000 };
const SANDBOX_LIMITS = { requests: 200, requestBytes: 32 * KIB, changes: 300, changeBytes: 96 * KIB, fileBytes: 0 };

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

/** Method and path → what answers. A POST has a JSON body. */
const ROUTES = [
  ['GET', '/api/session', session],
  ['POST', '/api/sandbox/trouble', trouble],
  ['POST', '/api/sandbox/authorize', authorize],
  ['GET', '/api/sandbox/requests', wire],
];

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url);
    // Their headers are in public/_headers.
    if (!url.pathname.startsWith('/api/')) return env.ASSETS.fetch(request);
    try {
      return guarded(await route(request, url, env, context));
    } catch (error) {
      if (error instanceof Refused) return guarded(error.answer());
      console.error(error);
      return guarded(json(500, { error: { name: 'Failed', message: 'The Worker failed. Its log says why.' } }));
    }
  },
};

async function route(request, url, env, context) {
  admitPage(request, url);
  if (env.POSTPEER_API_KEY) await admitPerson(request, env);
  if (url.pathname.startsWith(`${RELAY_PATH}/`)) return relay(request, url, env, context);
  if (url.pathname.startsWith(STORAGE_PATH) && !env.POSTPEER_API_KEY) return store(request, url, env);
  const found = ROUTES.find(([, path]) => path === url.pathname);
  if (!found) throw new Refused(404, 'There is no such endpoint.');
  const [method, , handler] = found;
  if (method !== request.method) throw new Refused(405, 'That method is not for this endpoint.', { allow: method });
  const body = method === 'POST' ? await readJson(request, ORDER_LIMIT) : undefined;
  const postpeer = await connect(request, url, env, { opens: method === 'POST', knows: true });
  const [status, answer] = handler({ postpeer, body });
  return withCookie(json(status, answer), postpeer);
}

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** A GET that leaves something behind: the link that a person opens to connect an account. The list of accounts does not. */
const OAUTH_LINK = new RegExp(`^${RELAY_PATH}/v1/connect/(?!integrations$)[a-z]+$`);

async function relay(request, url, env, context) {
  const opens = CHANGING.includes(request.method) || OAUTH_LINK.test(url.pathname);
  const postpeer = await connect(request, url, env, { opens });
  return withCookie(await reachable(await postpeer.relay(request, env, context), url, postpeer), postpeer);
}

/** The address for an upload to the sandbox, as one that a page can reach. PostPeer's own leads straight to its storage. */
async function reachable(response, url, { sandbox }) {
  if (!sandbox || !response.ok || !url.pathname.endsWith('/v1/media/upload')) return response;
  const answer = await response.json();
  answer.data.uploadUrl = answer.data.uploadUrl.replace(STORAGE, `${url.origin}${STORAGE_PATH}`);
  return json(200, answer);
}

/** Takes a file for a visitor who has asked for its address, and passes it on piece by piece. */
async function store(request, url, env) {
  if (request.method !== 'PUT') throw new Refused(405, 'That method is not for this endpoint.', { allow: 'PUT' });
  const { sandbox, isKept } = await connect(request, url, env);
  if (!isKept) throw new Refused(403, 'No address was given out for this file.');
  const body = bounded(request, FILE_LIMIT);
  try {
    const { status } = await sandbox.fetch(url.href.replace(`${url.origin}${STORAGE_PATH}`, STORAGE), {
      method: 'PUT',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body: body.stream,
      duplex: 'half',
    });
    // Firefox takes an answer without a type for XML, and complains that it is none.
    return new Response(null, { status, headers: { 'content-type': 'text/plain' } });
  } catch (error) {
    throw body.problem ?? error;
  }
}

function withCookie(response, { cookie }) {
  if (cookie) response.headers.append('set-cookie', cookie);
  return response;
}

/** It holds posts to every rule once more: a page can be told to say anything. */
const relayOf = (mode, options) =>
  createRelay({ ...options, allow: ALLOW, basePath: RELAY_PATH, bodyLimit: BODY_LIMIT, timeout: TIMEOUTS[mode] });

/** One for all calls: what it knows of a call that a browser repeats, the next call has to find. */
let live;

function newSandbox() {
  const sandbox = createSandbox({ publishDelay: PUBLISH_DELAY, limits: SANDBOX_LIMITS });
  return { sandbox, relay: relayOf('sandbox', { apiKey: 'sandbox', fetch: sandbox.fetch }) };
}

/** They live as long as this isolate does. */
const sessions = createSessions({ ...SESSIONS, make: newSandbox });

/**
 * PostPeer as this call reaches it. Whoever only looks has a sandbox that is forgotten after the call; one that is kept
 * is made by the first call that leaves something in it (`opens`). `knows` gives the visitor a name before that, so that
 * two first calls at once lead to one sandbox.
 */
async function connect(request, url, env, { opens = false, knows = false } = {}) {
  if (env.POSTPEER_API_KEY) {
    live ??= relayOf('live', { apiKey: env.POSTPEER_API_KEY });
    return { mode: 'live', relay: live };
  }
  const proven = await visitorOf(request, url);
  const id = proven ?? newVisitor();
  const kept = (proven && sessions.find(proven)) ?? (opens ? sessions.open(id, networkOf(request)) : undefined);
  return {
    mode: 'sandbox',
    isKept: kept !== undefined,
    cookie: opens || knows ? await cookieFor(id, url) : undefined,
    ...(kept ?? newSandbox()),
  };
}

/** Which PostPeer is behind the relay, and what it can be told to get wrong. */
function session({ postpeer: { mode } }) {
  return [200, { mode, troubles: mode === 'sandbox' ? Object.keys(TROUBLES) : [] }];
}

/** What was on the wire, as PostPeer's side saw it: the key is taken out there. */
function wire({ postpeer: { sandbox } }) {
  if (!sandbox) throw new Refused(404, 'What PostPeer itself has seen is not known here.');
  return [
    200,
    {
      requests: sandbox.requests.map(({ method, url, headers, body, status, failure }) => ({
        method,
        url,
        headers,
        body,
        status,
        failure,
      })),
    },
  ];
}

/** Plays the person on a platform's consent page; answers where the browser would land. */
function authorize({ postpeer, body }) {
  if (!postpeer.sandbox) throw new Refused(404, 'The platforms have consent pages of their own.');
  if (typeof body?.url !== 'string' || !URL.canParse(body.url))
    throw new Refused(400, 'Send { url }, as connect.getOAuthUrl answered it.');
  try {
    return [200, { url: postpeer.sandbox.authorize(body.url, { cancel: body.cancel === true }) }];
  } catch (error) {
    throw new Refused(400, error.message);
  }
}

function trouble({ postpeer: { sandbox }, body }) {
  if (!sandbox) throw new Refused(404, 'PostPeer itself takes no orders to fail.');
  const wanted = body?.mode;
  if (wanted !== null && (typeof wanted !== 'string' || !Object.hasOwn(TROUBLES, wanted)))
    throw new Refused(400, 'There is no such trouble.');
  sandbox.heal();
  sandbox.credits = wanted === 'credits' ? 0 : CREDITS;
  if (wanted !== null && wanted !== 'credits') {
    const { mode = wanted, ...settings } = TROUBLES[wanted];
    sandbox.fail(mode, { operation: 'posts.create', ...settings });
  }
  return [200, { mode: wanted }];
}
