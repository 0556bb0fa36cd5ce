// The same scenario in every runtime: one post is refused with its issues, another is sent once to the sandbox. The
// result is compared with EXPECTED (../answer.mjs), so that a package that loads but behaves wrongly fails.

const KEY = 'matrix-key-0123456789';

const BAD_POST = {
  content: 'Quick tutorial!',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'NOBODY', disableDuet: 'no' } },
    {
      platform: 'youtube',
      accountId: 'yt_789',
      platformSpecificData: { title: 'New Tutorial', privacyStatus: 'public' },
    },
  ],
  mediaItems: [{ type: 'video', url: 'not a URL' }],
  publishNow: true,
  sendTwice: true,
};

const VIDEO_POST = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

/** Validates structure only. Its result is that of the official schema, so that new rules do not change it. */
const STRUCTURE_ONLY = { rules: false };

const describeIssues = ({ issues }) => issues.map(({ code, path }) => `${code} at ${path.join('.')}`).sort();

/** Sends through a relay with a client without a key. In a browser, checks that the relay refuses to run. */
async function relayWorks({ main, sandboxed, relaying }) {
  const sandbox = sandboxed.createSandbox({ apiKey: KEY });
  if (globalThis.document) {
    try {
      relaying.createRelay({ apiKey: KEY, allow: 'everything', fetch: sandbox.fetch });
    } catch (error) {
      return /This is a browser/.test(error.message);
    }
  }
  const relay = relaying.createRelay({ apiKey: KEY, fetch: sandbox.fetch, allow: { operations: ['posts.create'] } });
  const client = new main.default({
    baseURL: 'https://app.example/api/postpeer',
    apiKey: null,
    fetch: request => relay(request),
  });
  const { outcome } = await client.posts.create({ body: VIDEO_POST });
  const refused = await client.posts.list().catch(error => error.code);
  return (
    outcome === 'accepted' && refused === 'relay.operation' && sandbox.requests.every(({ key }) => key === 'valid')
  );
}

/** @param {{ main: any, validating: any, sandboxed: any, relaying: any }} modules the exports of the entries */
export async function story({ main, validating, sandboxed, relaying }) {
  const sandbox = sandboxed.createSandbox();
  const client = new main.default({ apiKey: KEY, fetch: sandbox.fetch, dangerouslyAllowBrowser: true });
  const { data } = await client.posts.create({ body: VIDEO_POST });
  const structure = main.validatePost(BAD_POST, STRUCTURE_ONLY);
  const refused = await client.posts.create({ body: BAD_POST }).then(
    () => null,
    error => ({
      name: error.name,
      outcome: error.outcome,
      typed: error instanceof main.ValidationError,
      all: describeIssues(structure).every(issue => describeIssues(error).includes(issue)),
    }),
  );
  const sent = sandbox.requests.map(({ method, url, body }) => ({ method, path: new URL(url).pathname, body }));
  return {
    issues: describeIssues(structure),
    sameFromSmall: JSON.stringify(validating.validatePost(BAD_POST)) === JSON.stringify(main.validatePost(BAD_POST)),
    good: validating.validatePost(VIDEO_POST).valid,
    created: {
      success: data.success,
      status: data.status,
      platforms: data.platforms.map(({ platform, success }) => ({ platform, success })),
    },
    refused,
    sent,
    relayed: await relayWorks({ main, sandboxed, relaying }),
    sameClass: main.default === main.PostPeer,
  };
}
