import assert from 'node:assert/strict';
import test from 'node:test';
import { BASE, clientOperations, open, VIDEO_POST } from './subject.mjs';

const json = { 'content-type': 'application/json' };

test('an access key is needed where one is declared, and only there', async () => {
  const { sandbox, call } = open({ apiKey: 'right' });
  const as = key => ({ headers: key === undefined ? {} : { 'x-access-key': key } });
  assert.equal((await call('GET', '/v1/health', undefined, as())).status, 200);
  assert.equal((await call('GET', '/v1/health/auth', undefined, as())).status, 401);
  assert.equal((await call('GET', '/v1/health/auth', undefined, as('wrong'))).status, 401);
  assert.equal((await call('GET', '/v1/health/auth', undefined, as('right'))).status, 200);
  assert.deepEqual(
    sandbox.requests.map(({ key }) => key),
    ['absent', 'absent', 'wrong', 'valid'],
  );
});

test('both error shapes are used where the specification declares them', async () => {
  const { call } = open();
  const without = { headers: {} };
  assert.deepEqual(Object.keys((await call('GET', '/v1/posts', undefined, without)).body), ['success', 'message']);
  assert.deepEqual(Object.keys((await call('GET', '/v1/connect/tiktok', undefined, without)).body), ['error']);
});

test('requests are recorded with the key taken out', async () => {
  const { sandbox, call } = open();
  await call('POST', '/v1/posts', VIDEO_POST, { headers: { ...json, 'x-access-key': 'sk-very-secret' } });
  const [request] = sandbox.requests;
  assert.equal(request.operation, 'posts.create');
  assert.deepEqual(request.body, VIDEO_POST);
  assert.equal(request.status, 202);
  assert.doesNotMatch(JSON.stringify(request), /very-secret/);
});

test('paths work with and without the slash at the end', async () => {
  const { call } = open();
  for (const path of ['/v1/posts', '/v1/posts/', '/v1/profiles', '/v1/profiles/'])
    assert.equal((await call('GET', path)).status, 200, path);
});

test('a base URL may have a path, and the operations are below it', async () => {
  const { sandbox } = open({ baseURL: 'https://eu.example/api/' });
  const status = async url => (await sandbox.fetch(url, { headers: { 'x-access-key': 'k' } })).status;
  assert.equal(await status('https://eu.example/api/v1/posts/'), 200);
  for (const url of [
    'https://eu.example/v1/posts/',
    'https://eu.example/apis/v1/posts/',
    'https://eu.example/api/api/v1/posts/',
  ])
    assert.equal(await status(url), 404, url);
  for (const url of ['http://localhost:8787/api/v1/posts', 'http://localhost:8787/v1/posts'])
    assert.equal(await status(url), 200, url);
  await assert.rejects(status('https://api.postpeer.dev/v1/posts'), TypeError);
  assert.equal(sandbox.requests[0].operation, 'posts.list');
});

test('the name of a media file comes from its address, in any encoding', async () => {
  const { sandbox, call } = open();
  const urls = [
    ['https://cdn.example/caf%E9.jpg', 'caf%E9.jpg', 'image/jpeg'],
    ['https://cdn.example/a%20b.png?x=/y#z', 'a b.png', 'image/png'],
    ['https://cdn.example/%C3%A9', 'é', 'image/jpeg'],
    ['https://cdn.example', 'media', 'image/jpeg'],
    ['https://cdn.example/?a=b', 'media', 'image/jpeg'],
    ['https://cdn.example:99999/x.webp', 'x.webp', 'image/webp'],
  ];
  for (const [url] of urls) {
    const post = {
      content: 'x',
      publishNow: true,
      platforms: [{ platform: 'linkedin', accountId: 'li_135' }],
      mediaItems: [{ type: 'image', url }],
    };
    assert.equal((await call('POST', '/v1/posts', post)).status, 202, url);
  }
  assert.deepEqual(
    sandbox.posts.map(({ mediaItems: [{ url, filename, mimeType }] }) => [url, filename, mimeType]),
    urls,
  );
  const { body } = await call('GET', '/v1/posts');
  assert.equal(body.total, urls.length);
  assert.equal((await call('GET', `/v1/posts/${body.posts[0].postId}`)).status, 200);
});

test('404, 405, 413, 415 and broken JSON', async () => {
  const { call } = open();
  assert.equal((await call('GET', '/v1/nothing')).status, 404);
  const wrong = await call('PUT', '/v1/posts', VIDEO_POST);
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST, GET']);
  assert.equal((await call('POST', '/v1/posts', 'x'.repeat(1024 * 1024))).status, 413);
  assert.equal(
    (await call('POST', '/v1/posts', VIDEO_POST, { headers: { 'x-access-key': 'k', 'content-type': 'text/plain' } }))
      .status,
    415,
  );
  assert.equal(
    (await call('POST', '/v1/posts', undefined, { headers: { 'x-access-key': 'k', ...json }, body: '{"content":' }))
      .status,
    400,
  );
  assert.equal(
    (await call('DELETE', '/v1/profiles/x', undefined, { headers: { 'x-access-key': 'k', ...json } })).status,
    400,
  );
});

test("every kind of structural fault is answered in the words of PostPeer's validator", async () => {
  const { call } = open();
  const target = { platform: 'twitter', accountId: 'tw_654' };
  const good = { content: 'Hi', publishNow: true, platforms: [target] };
  const withOptions = platformSpecificData => ({ ...good, platforms: [{ ...target, platformSpecificData }] });
  const cases = [
    [{ ...good, draft: true }, 'body must NOT have additional properties'],
    [{ ...good, scheduledAt: '2026-11-23T09:00:00Z' }, 'body must NOT have additional properties'],
    [{ ...good, content: undefined }, "body must have required property 'content'"],
    [{ ...good, platforms: [] }, 'body/platforms must NOT have fewer than 1 items'],
    [{ ...good, platforms: [{ platform: 'twitter' }] }, "body/platforms/0 must have required property 'accountId'"],
    [
      withOptions({ replySettings: 'everyone' }),
      'body/platforms/0/platformSpecificData/replySettings must be equal to one of the allowed values',
    ],
    [
      withOptions({ poll: { options: ['a', 'b'], durationMinutes: 4 } }),
      'body/platforms/0/platformSpecificData/poll/durationMinutes must be >= 5',
    ],
    [{ ...good, mediaItems: [{ type: 'image', url: 'not a url' }] }, 'body/mediaItems/0/url must match format "uri"'],
    [
      { ...good, publishNow: undefined, scheduledFor: '2026-03-29T09:00:00' },
      'body/scheduledFor must match format "date-time"',
    ],
  ];
  for (const [body, message] of cases)
    assert.deepEqual([(await call('POST', '/v1/posts', body)).body.message], [message]);
});

test('one sandbox answers all operations, by the names that the client has for them', () => {
  const names = open()
    .sandbox.operations.map(({ name }) => name)
    .sort();
  assert.ok(names.length > 0);
  assert.deepEqual(names, clientOperations().sort());
});

test('parameters of every operation are checked, and numbers in a query are read as numbers', async () => {
  const { call } = open();
  const refused = async (method, path, body) => {
    const answer = await call(method, path, body);
    assert.equal(answer.status, 400, path);
    return answer.body.message ?? answer.body.error;
  };
  assert.equal(await refused('GET', '/v1/posts?limit=101'), 'querystring/limit must be <= 100');
  assert.equal(await refused('GET', '/v1/posts?limit=1.5'), 'querystring/limit must be integer');
  assert.equal(
    await refused('GET', '/v1/posts?platform=tiktok&platform=myspace'),
    'querystring/platform/1 must be equal to one of the allowed values',
  );
  assert.equal(
    await refused('GET', '/v1/posts?createdAfter=yesterday'),
    'querystring/createdAfter must match format "date-time"',
  );
  assert.equal(
    await refused('GET', '/v1/comments?platform=instagram'),
    "querystring must have required property 'accountId'",
  );
  assert.equal(
    await refused('GET', '/v1/connect/myspace'),
    'params/platform must be equal to one of the allowed values',
  );
  assert.equal(await refused('POST', '/v1/profiles', { name: '' }), 'body/name must NOT have fewer than 1 characters');
  assert.equal(await refused('POST', '/v1/profiles', { name: 7 }), 'body/name must be string');
  assert.equal(await refused('POST', '/v1/profiles'), 'body must be object');
  assert.equal(
    await refused('POST', '/v1/notifications/test', { channel: 'pigeon' }),
    'body/channel must be equal to one of the allowed values',
  );
  assert.equal((await call('GET', '/v1/posts?platform=tiktok&unheard=of&limit=5&profileId=null')).status, 200);
  assert.equal((await call('GET', '/v1/profiles?name=2026')).status, 200);
});

test('a file is uploaded to the presigned address, and its facts return with the post', async () => {
  const { sandbox, call } = open();
  const { data } = (await call('POST', '/v1/media/upload', { filename: 'a b.mp4', mimeType: 'video/mp4' })).body;
  const put = type =>
    sandbox.fetch(data.uploadUrl, { method: 'PUT', headers: { 'content-type': type }, body: new Uint8Array(1234) });
  assert.equal((await put('image/png')).status, 403);
  assert.equal((await put('video/mp4')).status, 200);
  await call('POST', '/v1/posts', { ...VIDEO_POST, mediaItems: [{ type: 'video', url: data.publicUrl }] });
  assert.deepEqual(sandbox.posts[0].mediaItems[0], {
    type: 'video',
    url: data.publicUrl,
    filename: 'a b.mp4',
    size: 1234,
    mimeType: 'video/mp4',
  });
  assert.equal((await call('POST', '/v1/media/upload', { filename: 'a', mimeType: 'text/plain' })).status, 400);
});

test('LinkedIn accounts are chosen with a one-time token, headless', async () => {
  const { sandbox, call } = open();
  const { url } = (
    await call(
      'GET',
      `/v1/connect/linkedin?headless=true&redirectUri=${encodeURIComponent('https://app.example/done')}`,
    )
  ).body;
  const landing = new URL(sandbox.authorize(url));
  assert.equal(landing.searchParams.get('status'), 'selection_required');
  const path = `/v1/connect/linkedin/selection/${landing.searchParams.get('selectionToken')}`;
  const { accounts } = (await call('GET', path, undefined, { headers: {} })).body;
  const chosen = { selectedAccountIds: [accounts[1].id] };
  const { body } = await call('POST', path, chosen, { headers: json });
  assert.equal(body.integrations[0].platform, 'linkedin');
  assert.equal((await call('POST', path, chosen, { headers: json })).status, 404);
  assert.equal(
    sandbox.integrations.some(({ id }) => id === body.integrations[0].id),
    true,
  );
});

test('lists page in three styles', async () => {
  const { call } = open();
  for (const content of ['1', '2', '3']) await call('POST', '/v1/posts', { ...VIDEO_POST, content });
  for (const name of ['a', 'b', 'c']) await call('POST', '/v1/profiles', { name });
  const byOffset = (await call('GET', '/v1/posts?limit=2&offset=2')).body;
  assert.deepEqual([byOffset.total, byOffset.posts.map(({ content }) => content)], [3, ['1']]);
  const byPage = (await call('GET', '/v1/profiles?limit=2&page=2')).body;
  assert.deepEqual([byPage.total, byPage.profiles.map(({ name }) => name)], [3, ['c']]);
  const first = (await call('GET', '/v1/messages?platform=instagram&accountId=ig_456&limit=1')).body;
  const second = (
    await call('GET', `/v1/messages?platform=instagram&accountId=ig_456&limit=1&after=${first.nextCursor}`)
  ).body;
  assert.deepEqual([first.conversations.length, second.conversations.length, second.nextCursor], [1, 1, null]);
  assert.equal((await call('GET', '/v1/posts?limit=ten')).status, 400);
});

test('only PostPeer and loopback can be reached', async () => {
  const { sandbox } = open();
  await assert.rejects(sandbox.fetch('https://evil.example/v1/health'), TypeError);
  assert.equal((await sandbox.fetch('http://127.0.0.1:8787/v1/health')).status, 200);
  assert.equal((await sandbox.fetch(new Request(`${BASE}/v1/health`))).status, 200);
});
