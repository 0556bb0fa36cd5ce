// PostPeer as a call reaches it: with a key the real one, otherwise the sandbox of the visitor.

import { createRelay } from 'postpeer-wasm/relay';
import { createSandbox } from 'postpeer-wasm/sandbox';
import { networkOf } from './callers.js';
import { newVisitorId, SESSION_SECONDS, visitorCookie, visitorIdOf } from './cookies.js';
import { createSessions } from './sessions.js';

export const RELAY_PATH = '/api/postpeer';

/** The operations of a composer. Apps, notifications and the deletion of profiles and accounts are not among them. */
const ALLOWED = {
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

const KIB = 1024;
const MINUTE = 60_000;

/** The largest post, in bytes. */
const POST_LIMIT = 256 * KIB;

/**
 * The limits of all sandboxes together, in an isolate of 128 MB: 48 times 128 KiB of posts and requests. Bodies are
 * kept as objects. Measured in Node 20, a session full of posts with 100 targets each takes 1.5 MB, and 48 of them 72
 * MB; full of short posts they take 27 MB. Files are counted, not kept.
 */
const SESSION_LIMITS = {
  maxSessions: 48,
  maxPerNetwork: 12,
  idleTime: 15 * MINUTE,
  lifetime: SESSION_SECONDS * 1000,
};
const SANDBOX_LIMITS = { requests: 200, requestBytes: 32 * KIB, changes: 300, changeBytes: 96 * KIB, fileBytes: 0 };

/** In milliseconds. The sandbox answers at once, unless a failure is simulated; then nobody should wait for long. */
const TIMEOUTS = { live: 55_000, sandbox: 7000 };

/** The simulated time to publish in milliseconds, so that the page shows pending targets. */
const PUBLISH_DELAY = { tiktok: 2000, youtube: 3000, instagram: 1200 };

/** The relay validates every post again, because a page can be manipulated. */
const newRelay = (mode, options) =>
  createRelay({ ...options, allow: ALLOWED, basePath: RELAY_PATH, bodyLimit: POST_LIMIT, timeout: TIMEOUTS[mode] });

/** One relay for all calls, because it recognizes calls that a browser repeats. */
let liveRelay;

function newSandbox() {
  const sandbox = createSandbox({ publishDelay: PUBLISH_DELAY, limits: SANDBOX_LIMITS });
  return { sandbox, relay: newRelay('sandbox', { apiKey: 'sandbox', fetch: sandbox.fetch }) };
}

/** They live as long as this isolate. */
const sessions = createSessions({ ...SESSION_LIMITS, create: newSandbox });

/**
 * Returns PostPeer for a call. By default a visitor without a session gets a temporary sandbox. `opensSession` keeps
 * it, for calls that change something. `setsCookie` identifies the visitor without a session, so that two simultaneous
 * first calls share one sandbox.
 */
export async function connect(request, url, env, { opensSession = false, setsCookie = false } = {}) {
  if (env.POSTPEER_API_KEY) {
    liveRelay ??= newRelay('live', { apiKey: env.POSTPEER_API_KEY });
    return { mode: 'live', relay: liveRelay };
  }
  const knownId = await visitorIdOf(request, url);
  const id = knownId ?? newVisitorId();
  const session =
    (knownId && sessions.find(knownId)) ?? (opensSession ? sessions.open(id, networkOf(request)) : undefined);
  return {
    mode: 'sandbox',
    hasSession: session !== undefined,
    cookie: opensSession || setsCookie ? await visitorCookie(id, url) : undefined,
    ...(session ?? newSandbox()),
  };
}
