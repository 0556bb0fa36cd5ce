// `posts.retryFailed` returns a body with only the targets that definitely failed.
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
const X = {
  content: 'Hi',
  platforms: [
    { platform: 'twitter', accountId: 'tw_1' },
    { platform: 'twitter', accountId: 'tw_2' },
  ],
  publishNow: true,
};

const failed = { success: false, error: 'no' };
const done = { success: true, platformPostUrl: 'https://example.com/1' };
const waiting = { success: true };

/** Returns the result of `posts.create` for a response of the server. */
async function created(body, status, parts) {
  const answer = { success: true, status, postId: 'p', platforms: parts };
  // A post that failed yesterday was sent before.
  const client = new PostPeer({
    apiKey: KEY,
    validate: 'off',
    fetch: async () => Response.json(answer, { status: 202 }),
  });
  const result = await client.posts.create({ body });
  return { client, result };
}
const named = (body, parts) => parts.map((part, i) => ({ platform: body.platforms[i].platform, ...part }));

async function retried(body, status, parts) {
  const { client, result } = await created(body, status, named(body, parts));
  return client.posts.retryFailed(result);
}

test('only failed targets are sent again, unchanged', async () => {
  const again = await retried(BODY, 'partial', [done, failed, done]);
  assert.deepEqual(again, { ...BODY, platforms: [BODY.platforms[1]] });
  assert.equal(validatePost(again).valid, true);
  assert.deepEqual(await retried(BODY, 'failed', [failed, failed, failed]), BODY);
});

test('published, pending, scheduled and missing targets are not sent again', async () => {
  assert.deepEqual(
    (await retried(BODY, 'publishing', [waiting, failed, done])).platforms.map(({ platform }) => platform),
    ['youtube'],
  );
  assert.equal(await retried(BODY, 'publishing', [waiting, done, waiting]), undefined);
  assert.equal(await retried(BODY, 'published', [done, done, done]), undefined);
  assert.equal(await retried(BODY, 'scheduled', [waiting, waiting, waiting]), undefined);
  const { client, result } = await created(BODY, 'partial', [{ platform: 'tiktok', ...failed }]);
  assert.deepEqual(
    client.posts.retryFailed(result).platforms.map(({ platform }) => platform),
    ['tiktok'],
    'two were left out of the answer',
  );
});

test('two accounts of a platform are told apart by their order only', async () => {
  assert.deepEqual((await retried(X, 'partial', [done, failed])).platforms, [X.platforms[1]]);
  const three = { ...X, platforms: [...X.platforms, { platform: 'bluesky', accountId: 'bs_1' }] };
  const { client, result } = await created(three, 'partial', [
    { platform: 'bluesky', ...failed },
    { platform: 'twitter', ...failed },
    { platform: 'twitter', ...done },
  ]);
  assert.deepEqual(
    client.posts.retryFailed(result).platforms.map(({ accountId }) => accountId),
    ['bs_1'],
  );
  const post = {
    status: 'failed',
    content: X.content,
    rawRequestBody: X,
    platforms: [{ platform: 'twitter', status: 'failed' }],
  };
  assert.throws(() => client.posts.retryFailed(post), /edited/, 'one of two is spoken of');
  const twice = { ...X, platforms: [X.platforms[0], X.platforms[0]] };
  assert.equal(await retried(twice, 'partial', [done, failed]), undefined, 'the same account, once published');
});

test('a target that failed by a timeout may still appear', async () => {
  for (const error of [
    'TikTok: PROCESSING_DOWNLOAD',
    'The request timed out',
    'Timeout of 60000 ms',
    'time-out while publishing',
    'context deadline exceeded',
    'DEADLINE_EXCEEDED',
    '504 Gateway',
    'gateway timeout',
    'Bad Gateway',
    'HTTP 503',
    'Service Unavailable',
    'connect ETIMEDOUT 10.0.0.1:443',
    'ESOCKETTIMEDOUT',
    'ECONNABORTED',
    'read ECONNRESET',
    'write EPIPE',
    'EAI_AGAIN',
    'socket hang up',
    'Network Error',
    'fetch failed',
    'The operation was aborted',
    'Connection was reset by peer',
    'other side closed',
    'The platform took too long to answer',
    'No response from the platform',
    'The server did not respond',
    'Internal Server Error',
    'The video is still processing',
  ]) {
    assert.deepEqual(
      (await retried(BODY, 'failed', [{ ...failed, error }, failed, failed])).platforms,
      BODY.platforms.slice(1),
      error,
    );
  }
  for (const error of [
    'Failed to fetch remote URL (401)',
    'This account must be reconnected (token_expired).',
    'The caption is too long: 2200 characters at most',
    'Text exceeds 500 characters',
    'privacy_level_option_mismatch',
    'Invalid media type',
    'Duplicate content',
    'Daily limit of 15 posts reached',
  ]) {
    assert.deepEqual(await retried(BODY, 'failed', [{ ...failed, error }, failed, failed]), BODY, error);
  }
});

test('a past time becomes now; a future time stays', async () => {
  const { publishNow, ...rest } = X;
  const later = { ...rest, scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), timezone: 'UTC' };
  assert.deepEqual(await retried(later, 'partial', [done, failed]), { ...later, platforms: [X.platforms[1]] });
  const past = { ...rest, scheduledFor: '2026-01-01T00:00:00Z', timezone: 'UTC' };
  assert.deepEqual(await retried(past, 'failed', [done, failed]), { ...X, platforms: [X.platforms[1]] });
});

/** Returns a stored post whose targets failed. */
const stored = (sent, more) => ({
  status: 'failed',
  content: sent.content,
  mediaItems: sent.mediaItems ?? [],
  scheduledFor: sent.scheduledFor ?? null,
  rawRequestBody: sent,
  platforms: sent.platforms.map(({ platform, content = null }) => ({
    platform,
    content,
    status: 'failed',
    errorMessage: 'no',
  })),
  ...more,
});

test('a stored post keeps the time of its last rescheduling', async () => {
  const { client } = await created(BODY, 'failed', named(BODY, [failed, failed, failed]));
  const { publishNow, ...rest } = X;
  const at = hours => new Date(Date.now() + hours * 3_600_000).toISOString();
  const sent = { ...rest, scheduledFor: at(24), timezone: 'Europe/Berlin' };
  assert.deepEqual(client.posts.retryFailed(stored(sent, { scheduledFor: at(-1) })), X, 'moved forward, and past');
  assert.deepEqual(client.posts.retryFailed(stored(sent)), sent, 'not moved');
  const moved = at(48);
  assert.deepEqual(client.posts.retryFailed(stored(sent, { scheduledFor: moved })), {
    ...rest,
    scheduledFor: moved,
    timezone: 'UTC',
  });
  const past = { ...sent, scheduledFor: '2026-01-01T00:00:00Z' };
  assert.deepEqual(
    client.posts.retryFailed(stored(past, { scheduledFor: moved })),
    { ...rest, scheduledFor: moved, timezone: 'UTC' },
    'moved back',
  );
});

test('an edited post without a time is published now', async () => {
  const { client } = await created(BODY, 'failed', named(BODY, [failed, failed, failed]));
  const { publishNow, ...edit } = X;
  for (const due of ['2026-01-01T00:00:00Z', null]) {
    const body = client.posts.retryFailed(stored(edit, { scheduledFor: due }));
    assert.deepEqual(body, X);
    assert.equal(validatePost(body).valid, true);
  }
  const sandbox = createSandbox({ now: () => Date.now() - 7_200_000 });
  const late = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch, validate: 'off' });
  const { data } = await late.posts.create({
    body: {
      content: 'y',
      platforms: [{ platform: 'linkedin', accountId: 'li_135' }],
      scheduledFor: new Date(Date.now() - 3_600_000).toISOString(),
    },
  });
  sandbox.fail('target', { platform: 'linkedin', error: 'No' });
  await late.posts.scheduled.edit({
    path: { postId: data.postId },
    body: { content: 'z', platforms: [{ platform: 'linkedin', accountId: 'li_135' }] },
  });
  sandbox.advance(7_200_000);
  const again = late.posts.retryFailed(await late.posts.wait(data.postId));
  assert.deepEqual(again, {
    content: 'z',
    platforms: [{ platform: 'linkedin', accountId: 'li_135' }],
    publishNow: true,
  });
  assert.equal(
    (await new PostPeer({ apiKey: KEY, fetch: sandbox.fetch }).posts.create({ body: again })).outcome,
    'accepted',
  );
});

test('a post with other targets, texts or files than were sent throws', async () => {
  const { client } = await created(BODY, 'failed', named(BODY, [failed, failed, failed]));
  assert.deepEqual(client.posts.retryFailed(stored(BODY)), BODY);
  const [first, second, third] = stored(BODY).platforms;
  for (const more of [
    { platforms: [first, second] },
    { platforms: [first, second, { ...third, platform: 'bluesky' }] },
    { platforms: [first, second, third, first] },
    { platforms: [first, { ...second, content: 'Other' }, third] },
    { platforms: [first, second, { ...third, content: 'Other' }] },
    { mediaItems: [] },
    { content: 'Other' },
  ]) {
    assert.throws(() => client.posts.retryFailed(stored(BODY, more)), /edited/, JSON.stringify(more));
  }
  assert.deepEqual(
    client.posts.retryFailed(stored(BODY, { platforms: [third, first, second] })),
    BODY,
    'in another order',
  );
});

test('end to end in the sandbox: a later failure is sent again once', async () => {
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
  assert.deepEqual(
    sandbox.posts.map(({ platforms }) => platforms.length),
    [3, 1],
  );
});

test('a copy from JSON works; other values and edited posts throw', async () => {
  const { client, result } = await created(BODY, 'failed', named(BODY, [failed, done, done]));
  const { targets, receipt } = JSON.parse(JSON.stringify(result));
  assert.deepEqual(client.posts.retryFailed({ targets, receipt }), client.posts.retryFailed(result));
  assert.ok(!JSON.stringify(result.receipt).includes(KEY));
  for (const nothing of [undefined, null, {}, { receipt: {} }, 'p'])
    assert.throws(() => client.posts.retryFailed(nothing), PostPeerError);
  const stored = { status: 'failed', content: 'Edited', rawRequestBody: X, platforms: [] };
  assert.throws(() => client.posts.retryFailed(stored), /edited/);
});
