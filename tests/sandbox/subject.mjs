// The subject of the tests of this folder: the sandbox of the built package, through its `fetch` alone.

export const PKG = process.env.POSTPEER_WASM_PKG
  ? new URL(`file://${process.env.POSTPEER_WASM_PKG}/`)
  : new URL('../../pkg/', import.meta.url);
export const { createSandbox } = await import(new URL('sandbox.js', PKG));

const [{ engine }, { workspaceOf }] = await Promise.all([
  import(new URL('core.inline.js', PKG)),
  import(new URL('lib/validate/workspace.js', PKG)),
]);

/** Names of the client's operations. */
export const clientOperations = () => [...workspaceOf(engine).tables.operations];

export const BASE = 'https://api.postpeer.dev';
export const START = Date.parse('2026-11-22T12:00:00Z');

/** A sandbox at a fixed time, and calls to it that answer `{ status, body, headers }`. */
export function open(options) {
  const sandbox = createSandbox({ now: () => START, ...options });
  const call = async (method, path, body, init = {}) => {
    const response = await sandbox.fetch(BASE + path, {
      method,
      headers: { 'x-access-key': 'test', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...init,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text && response.headers.get('content-type').startsWith('application/json') ? JSON.parse(text) : text,
    };
  };
  return { sandbox, call };
}

/** The video post of PostPeer's TikTok page. */
export const VIDEO_POST = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

/** Its cross-post, with today's name for YouTube's visibility. */
export const CROSS_POST = {
  content: 'New tutorial out now!',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321' },
    { platform: 'youtube', accountId: 'yt_789', platformSpecificData: { title: 'New Tutorial', visibility: 'public' } },
    { platform: 'instagram', accountId: 'ig_456' },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
};

export const scheduledPost = (scheduledFor = '2026-11-23T09:00:00Z') => {
  const { publishNow, ...post } = CROSS_POST;
  return { ...post, scheduledFor, timezone: 'UTC' };
};
