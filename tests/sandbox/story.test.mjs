import assert from 'node:assert/strict';
import test from 'node:test';
import { CROSS_POST, open, scheduledPost, VIDEO_POST } from './subject.mjs';

test('the video post of the TikTok page is published and answered as that page shows', async () => {
  const { sandbox, call } = open();
  const { status, body } = await call('POST', '/v1/posts', VIDEO_POST);
  assert.equal(status, 202);
  assert.equal(body.success, true);
  assert.equal(body.status, 'published');
  assert.equal(body.platforms.length, 1);
  assert.equal(body.platforms[0].platform, 'tiktok');
  assert.match(body.platforms[0].platformPostUrl, /^https:\/\/www\.tiktok\.com\/@user\/video\/\d{10}$/);
  assert.equal(sandbox.posts.length, 1);
  assert.deepEqual(sandbox.posts[0].rawRequestBody, VIDEO_POST);
});

test('the cross-post reaches three platforms', async () => {
  const { call } = open();
  const { body } = await call('POST', '/v1/posts/', CROSS_POST);
  assert.equal(body.status, 'published');
  assert.deepEqual(
    body.platforms.map(({ platform, success }) => [platform, success]),
    [
      ['tiktok', true],
      ['youtube', true],
      ['instagram', true],
    ],
  );
  assert.equal(new Set(body.platforms.map(({ platformPostUrl }) => platformPostUrl)).size, 3);
});

test('the placeholder key of the page is refused, as at PostPeer', async () => {
  const { sandbox, call } = open();
  const post = structuredClone(CROSS_POST);
  post.platforms[1].platformSpecificData = { title: 'New Tutorial', privacyStatus: 'public' };
  const { status, body } = await call('POST', '/v1/posts', post);
  assert.equal(status, 400);
  assert.deepEqual(body, {
    success: false,
    message: 'body/platforms/1/platformSpecificData must NOT have additional properties',
  });
  assert.equal(sandbox.posts.length, 0);
});

test('a post is pending, then publishing, then published, by the clock alone', async () => {
  const { sandbox, call } = open({ publishDelay: { tiktok: 60_000 } });
  const { body } = await call('POST', '/v1/posts', CROSS_POST);
  assert.equal(body.status, 'pending');
  assert.deepEqual(body.platforms[0], { platform: 'tiktok', success: true });
  const look = async () => (await call('GET', `/v1/posts/${body.postId}`)).body.post;
  assert.deepEqual(
    (await look()).platforms.map(({ status }) => status),
    ['pending', 'published', 'published'],
  );
  sandbox.advance(30_000);
  assert.equal((await look()).status, 'publishing');
  sandbox.advance(30_000);
  const done = await look();
  assert.equal(done.status, 'published');
  assert.equal(done.platforms[0].publishedAt, '2026-11-22T12:01:00.000Z');
});

test('a refusal by one platform makes the post partial, or failed if it is the only one', async () => {
  const { sandbox, call } = open({ publishDelay: 1000 });
  sandbox.fail('target', { platform: 'youtube', error: 'Failed to fetch remote URL (401)' });
  const { body } = await call('POST', '/v1/posts', CROSS_POST);
  assert.equal(body.success, true);
  sandbox.advance(1000);
  assert.equal(sandbox.posts[0].status, 'partial');
  assert.equal(sandbox.posts[0].platforms[1].errorMessage, 'Failed to fetch remote URL (401)');

  sandbox.fail('target', { accountId: 'tt_321' });
  await call('POST', '/v1/posts', VIDEO_POST);
  sandbox.advance(1000);
  assert.equal(sandbox.posts[1].status, 'failed');
});

test("text alone fails on Instagram with PostPeer's own words, inside a 202", async () => {
  const { call } = open();
  const { status, body } = await call('POST', '/v1/posts', {
    content: 'Hi',
    publishNow: true,
    platforms: [{ platform: 'instagram', accountId: 'ig_456' }],
  });
  assert.equal(status, 202);
  assert.equal(body.success, false);
  assert.equal(body.status, 'failed');
  assert.equal(
    body.platforms[0].error,
    'instagram: Instagram posts require at least one image or video. Text-only posts are not supported.',
  );
});

test('each creator has their own options, and a privacy level that is not offered fails', async () => {
  const { call } = open();
  const infos = await Promise.all(
    ['tt_321', 'tt_322', 'tt_323'].map(id => call('GET', `/v1/tiktok/creator-info?accountId=${id}`)),
  );
  const [all, friends, drafts] = infos.map(({ body }) => body.data);
  assert.equal(all.privacyLevelOptions.includes('PUBLIC_TO_EVERYONE'), true);
  assert.equal(friends.privacyLevelOptions.includes('PUBLIC_TO_EVERYONE'), false);
  assert.deepEqual(
    [drafts.privacyLevelOptions, drafts.commentDisabled, drafts.maxVideoPostDurationSec],
    [['SELF_ONLY'], true, 60],
  );
  assert.deepEqual((await call('GET', '/v1/tiktok/creator-info')).body.data, all);
  const nobody = await call('GET', '/v1/tiktok/creator-info?accountId=nobody');
  assert.deepEqual([nobody.status, nobody.body], [404, { error: 'Integration not found' }]);

  const { body } = await call('POST', '/v1/posts', {
    ...VIDEO_POST,
    platforms: [
      { platform: 'tiktok', accountId: 'tt_322', platformSpecificData: { privacyLevel: 'PUBLIC_TO_EVERYONE' } },
    ],
  });
  assert.match(body.platforms[0].error, /privacy_level_option_mismatch/);
});

test('an account that must be reconnected fails; one that does not exist is refused', async () => {
  const { call } = open();
  const tweet = accountId =>
    call('POST', '/v1/posts', { content: 'Hi', publishNow: true, platforms: [{ platform: 'twitter', accountId }] });
  assert.match((await tweet('tw_655')).body.platforms[0].error, /must be reconnected/);
  assert.deepEqual(
    [(await tweet('tw_000')).status, (await tweet('tt_321')).status, (await tweet('tw_654')).status],
    [400, 400, 202],
  );
});

test('a scheduled post waits, can be moved, edited and cancelled, and cannot be deleted', async () => {
  const { sandbox, call } = open();
  const { status, body } = await call('POST', '/v1/posts', scheduledPost());
  assert.deepEqual([status, body.status, body.scheduledFor], [202, 'scheduled', '2026-11-23T09:00:00.000Z']);
  const path = `/v1/posts/scheduled/${body.postId}`;
  assert.equal((await call('GET', '/v1/posts/scheduled')).body.total, 1);
  assert.equal((await call('DELETE', `/v1/posts/${body.postId}`)).status, 409);
  assert.equal(
    (await call('PATCH', path, { scheduledFor: '2026-11-24T09:00:00+02:00' })).body.scheduledFor,
    '2026-11-24T07:00:00.000Z',
  );
  const { scheduledFor, timezone, ...edit } = scheduledPost();
  assert.equal((await call('PUT', path, { ...edit, publishNow: true })).status, 400);
  assert.equal((await call('PUT', path, { ...edit, content: 'Edited' })).body.success, true);
  assert.equal(sandbox.posts[0].content, 'Edited');
  assert.deepEqual((await call('DELETE', path)).body, { success: true, message: 'Post cancelled and moved to draft.' });
  assert.equal(sandbox.posts[0].status, 'draft');
  assert.equal((await call('DELETE', path)).status, 409);

  const second = (await call('POST', '/v1/posts', scheduledPost())).body.postId;
  sandbox.advance(24 * 3600 * 1000);
  assert.equal((await call('GET', `/v1/posts/${second}`)).body.post.status, 'published');
});

test('neither now nor later, and both, are refused', async () => {
  const { call } = open();
  const { publishNow, ...neither } = VIDEO_POST;
  assert.equal((await call('POST', '/v1/posts', neither)).status, 400);
  assert.equal((await call('POST', '/v1/posts', { ...scheduledPost(), publishNow: true })).status, 400);
});

test('credits: one a target, five on X, fifty with a link; none for failures; 402 when they run out', async () => {
  const { sandbox, call } = open({ credits: 60 });
  const tweet = content =>
    call('POST', '/v1/posts', { content, publishNow: true, platforms: [{ platform: 'twitter', accountId: 'tw_654' }] });
  await call('POST', '/v1/posts', CROSS_POST);
  assert.equal(sandbox.credits, 57);
  await tweet('Hi');
  assert.equal(sandbox.credits, 52);
  await tweet('See https://example.com');
  assert.equal(sandbox.credits, 2);
  assert.deepEqual((await tweet('Hi')).body, { success: false, message: 'Insufficient credits' });
  assert.equal((await tweet('Hi')).status, 402);
  await call('POST', '/v1/posts', {
    content: 'Hi',
    publishNow: true,
    platforms: [{ platform: 'instagram', accountId: 'ig_456' }],
  });
  assert.equal(sandbox.credits, 2);
  assert.equal((await call('GET', '/v1/usage')).body.balance.monthly.remaining, 2);
});

test('two sandboxes share nothing', async () => {
  const [one, other] = [open(), open()];
  await one.call('POST', '/v1/posts', VIDEO_POST);
  assert.deepEqual([one.sandbox.posts.length, other.sandbox.posts.length, other.sandbox.requests.length], [1, 0, 0]);
});
