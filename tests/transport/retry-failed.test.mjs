// `posts.retryFailed` makes a body with the targets that definitely failed, and no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer, PostPeerError, validatePost } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { KEY } from './server.mjs';

const BODY = {
  content: 'Quick tutorial!',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'SELF_ONLY' } },
    { platform: 'youtube', accountId: 'yt_789', content: 'For YouTube' },
    { platform: 'instagram', accountId: 'ig_456' },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
};
const X = { content: 'Hi', platforms: [{ platform: 'twitter', accountId: 'tw_1' }, { platform: 'twitter', accountId: 'tw_2' }], publishNow: true };

const failed = { success: false, error: 'no' };
const done = { success: true, platformPostUrl: 'https://example.com/1' };
const waiting = { success: true };

/** What `posts.create` gives where the server answers so. */
async function created(body, status, parts) {
  const answer = { success: true, status, postId: 'p', platforms: parts };
  // What failed yesterday was sent before yesterday.
  const client = new PostPeer({ apiKey: KEY, validate: 'off', fetch: async () => Response.json(answer, { status: 202 }) });
  const result = await client.posts.create({ body });
  return { client, result };
}
const named = (body, parts) => parts.map((part, i) => ({ platform: body.platforms[i].platform, ...part }));

async function retried(body, status, parts) {
  const { client, result } = await created(body, status, named(body, parts));
  return client.posts.retryFailed(result);
}

test('only what failed is sent again, as it was', async () => {
  const again = await retried(BODY, 'partial', [done, failed, done]);
  assert.deepEqual(again, { ...BODY, platforms: [BODY.platforms[1]] });
  assert.equal(validatePost(again).valid, true);
  assert.deepEqual(await retried(BODY, 'failed', [failed, failed, failed]), BODY);
});

test('what is published, pending, scheduled or not spoken of is not', async () => {
  assert.deepEqual((await retried(BODY, 'publishing', [waiting, failed, done])).platforms.map(({ platform }) => platform), ['youtube']);
  assert.equal(await retried(BODY, 'publishing', [waiting, done, waiting]), undefined);
  assert.equal(await retried(BODY, 'published', [done, done, done]), undefined);
  assert.equal(await retried(BODY, 'scheduled', [waiting, waiting, waiting]), undefined);
  const { client, result } = await created(BODY, 'partial', [{ platform: 'tiktok', ...failed }]);
  assert.deepEqual(client.posts.retryFailed(result).platforms.map(({ platform }) => platform), ['tiktok'], 'two were left out of the answer');
});

test('two accounts of a platform are told apart by their order, or not at all', async () => {
  assert.deepEqual((await retried(X, 'partial', [done, failed])).platforms, [X.platforms[1]]);
  const three = { ...X, platforms: [...X.platforms, { platform: 'bluesky', accountId: 'bs_1' }] };
  const { client, result } = await created(three, 'partial', [{ platform: 'bluesky', ...failed }, { platform: 'twitter', ...failed }, { platform: 'twitter', ...done }]);
  assert.deepEqual(client.posts.retryFailed(result).platforms.map(({ accountId }) => accountId), ['bs_1']);
  const post = { status: 'failed', content: X.content, rawRequestBody: X, platforms: [{ platform: 'twitter', status: 'failed' }] };
  assert.equal(client.posts.retryFailed(post), undefined, 'one of two is spoken of, and it is not known which');
  const twice = { ...X, platforms: [X.platforms[0], X.platforms[0]] };
  assert.equal(await retried(twice, 'partial', [done, failed]), undefined, 'the same account, once published');
});

test('a failure that was a timeout may still appear', async () => {
  for (const error of ['TikTok: PROCESSING_DOWNLOAD', 'The request timed out', 'Timeout of 60000 ms', 'time-out while publishing']) {
    assert.deepEqual((await retried(BODY, 'failed', [{ ...failed, error }, failed, failed])).platforms, BODY.platforms.slice(1), error);
  }
});

test('a time that has passed is now; one to come stays', async () => {
  const { publishNow, ...rest } = X;
  const later = { ...rest, scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), timezone: 'UTC' };
  assert.deepEqual(await retried(later, 'partial', [done, failed]), { ...later, platforms: [X.platforms[1]] });
  const past = { ...rest, scheduledFor: '2026-01-01T00:00:00Z', timezone: 'UTC' };
  assert.deepEqual(await retried(past, 'failed', [done, failed]), { ...X, platforms: [X.platforms[1]] });
});

test('end to end in the sandbox: what fails later is found in the stored post, and sent again once', async () => {
  const sandbox = createSandbox({ publishDelay: 500 });
  const client = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch });
  sandbox.fail('target', { platform: 'youtube', error: 'Failed to fetch remote URL (401)' });
  const result = await client.posts.create({ body: BODY });
  assert.equal(client.posts.retryFailed(result), undefined, 'nothing has failed yet');
  const post = await client.posts.wait(result.data.postId);
  assert.equal(post.status, 'partial');
  const body = client.posts.retryFailed(post);
  assert.deepEqual(body, { ...BODY, platforms: [BODY.platforms[1]] });
  assert.equal((await client.posts.wait((await client.posts.create({ body })).data.postId)).status, 'published');
  assert.deepEqual(sandbox.posts.map(({ platforms }) => platforms.length), [3, 1]);
});

test('a copy from JSON will do; what is no result, and what was edited since, is refused', async () => {
  const { client, result } = await created(BODY, 'failed', named(BODY, [failed, done, done]));
  const { targets, receipt } = JSON.parse(JSON.stringify(result));
  assert.deepEqual(client.posts.retryFailed({ targets, receipt }), client.posts.retryFailed(result));
  assert.ok(!JSON.stringify(result.receipt).includes(KEY));
  for (const nothing of [undefined, null, {}, { receipt: {} }, 'p']) assert.throws(() => client.posts.retryFailed(nothing), PostPeerError);
  const stored = { status: 'failed', content: 'Edited', rawRequestBody: X, platforms: [] };
  assert.throws(() => client.posts.retryFailed(stored), /edited/);
});
