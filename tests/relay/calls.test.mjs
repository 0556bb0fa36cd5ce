// Through the relay a client without a key sends the requests of a client with the key, and gets the same results.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { PostPeer } from '../../pkg/index.js';
import { createRelay } from '../../pkg/relay.js';
import { validatePost } from '../../pkg/validate.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { CALLS, methodOf, validate } from '../transport/calls.mjs';
import { ENDLESS, FAILURES } from '../transport/failures.mjs';
import { failingServer, KEY, POST, PUBLISHED } from '../transport/server.mjs';

const PAGE = 'https://app.example/api/postpeer';

/** Returns the client of a page, in front of a relay. */
function behind(options, clientOptions) {
  const relay = createRelay({ apiKey: KEY, allow: 'everything', ...options });
  return new PostPeer({
    baseURL: PAGE,
    apiKey: null,
    maxRetries: 0,
    ...clientOptions,
    fetch: request => relay(request),
  });
}

/** Returns a `fetch` that stores its requests and accepts them. */
function recorder() {
  const requests = [];
  const fetch = async request => {
    const { method, url, redirect } = request;
    requests.push({ method, url, redirect, headers: Object.fromEntries(request.headers), body: await request.text() });
    return Response.json(url.endsWith('/v1/posts/') && method === 'POST' ? PUBLISHED : { success: true }, {
      status: 202,
    });
  };
  return { fetch, requests };
}

/** Ids without a slash, which the relay refuses. */
const withoutSlash = ({ path, ...rest }) =>
  path
    ? { path: Object.fromEntries(Object.entries(path).map(([key, id]) => [key, id.replaceAll('/', ':')])), ...rest }
    : rest;

for (const [name, calls] of Object.entries(CALLS)) {
  test(`${name}: the request is the one that a client with the key sends`, async () => {
    for (const params of calls.map(withoutSlash)) {
      const [direct, relayed] = [recorder(), recorder()];
      await methodOf(new PostPeer({ apiKey: KEY, fetch: direct.fetch, validate }), name)(params);
      const { data, response } = await methodOf(behind({ fetch: relayed.fetch, validate }, { validate }), name)(params);
      assert.deepEqual(relayed.requests, direct.requests);
      assert.equal(relayed.requests.length, 1);
      assert.equal(response.status, 202);
      assert.deepEqual(data, name === 'posts.create' ? PUBLISHED : { success: true });
    }
  });
}

let server;
let elsewhere;
before(async () => ([server, elsewhere] = await Promise.all([failingServer(), failingServer()])));
after(() => Promise.all([server.close(), elsewhere.close()]));

for (const [mode, options, outcome, name, status] of FAILURES) {
  test(`${mode} ${JSON.stringify(options).slice(0, 60)} behind the relay: one POST, ${outcome}`, async () => {
    server.next(mode, { elsewhere: elsewhere.url, ...options });
    elsewhere.next('ok');
    const client = behind({ baseURL: server.url, timeout: ENDLESS.includes(mode) ? 1000 : 20_000 });
    const error = await client.posts.create({ body: POST }).then(
      () => assert.fail('accepted'),
      thrown => thrown,
    );
    assert.equal(server.posts, 1);
    assert.equal(elsewhere.requests.length, 0);
    assert.equal(error.outcome, outcome);
    if (outcome === 'rejected') assert.deepEqual([error.name, error.status], [name, status]);
    else assert.match(`${error.status}`, /^5\d\d$/, 'a status that browsers and clients read as: nobody knows');
    // The advice occurs once, though relay and client both add it.
    assert.equal(error.message.match(/may have been posted|Nothing was posted/g).length, 1, error.message);
    assert.ok(!inspect(error, { depth: 9 }).includes(KEY));
  });
}

test('PostPeer’s body, retry-after and request id reach the page; other headers do not', async () => {
  const headers = {
    'retry-after': '7',
    'x-request-id': 'req_1',
    'set-cookie': 'a=b',
    server: 'secret',
    'x-powered-by': 'x',
    'access-control-allow-origin': '*',
  };
  server.next('status', { status: 429, headers, body: { success: false, message: 'Slow down', code: 'rate' } });
  const error = await behind({ baseURL: server.url })
    .posts.create({ body: POST })
    .catch(thrown => thrown);
  assert.equal(error.message, 'Slow down. Nothing was posted.');
  assert.equal(error.code, 'rate');
  assert.deepEqual(Object.fromEntries(error.headers), {
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'cross-origin-resource-policy': 'same-origin',
    'retry-after': '7',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req_1',
  });
});

test('a response that settles nothing reaches the page with its message', async () => {
  const upstream = data =>
    behind({ fetch: async () => Response.json(data, { status: 202 }) })
      .posts.create({ body: POST })
      .catch(error => error);
  const named = await upstream({ success: true, status: 'publishing', postId: 'pX', message: 'On its way' });
  assert.deepEqual(
    [named.outcome, named.status, named.code, named.postId, named.receipt.postId],
    ['unknown', 502, 'relay.connection', 'pX', 'pX'],
  );
  assert.match(named.message, /It says: On its way. This may have been posted/);
  const other = await upstream({ success: false });
  assert.deepEqual([other.outcome, other.status, other.postId], ['unknown', 502, undefined]);
});

test('the key is redacted in responses to the page', async () => {
  const relay = createRelay({ apiKey: KEY, allow: 'everything', baseURL: server.url });
  for (const status of [202, 400, 401, 500]) {
    server.next('echo', { status });
    const response = await relay(
      new Request(`${PAGE}/v1/posts/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': randomUUID() },
        body: JSON.stringify(POST),
      }),
    );
    assert.ok(server.requests[0].headers['x-access-key'] === KEY);
    assert.ok(!JSON.stringify([...response.headers, await response.text()]).includes(KEY), String(status));
  }
});

test('statuses at which browsers repeat a request are replaced', async () => {
  const statusOf = async status => {
    const relay = createRelay({
      apiKey: KEY,
      allow: 'everything',
      fetch: async () => Response.json({ message: 'no' }, { status }),
    });
    return (
      await relay(
        new Request(`${PAGE}/v1/profiles/`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-postpeer-call': randomUUID() },
          body: '{"name":"a"}',
        }),
      )
    ).status;
  };
  for (const [from, to] of [
    [407, 400],
    [408, 504],
    [421, 400],
    [425, 400],
    [499, 504],
    [400, 400],
    [401, 401],
    [409, 409],
    [503, 503],
  ]) {
    assert.equal(await statusOf(from), to, String(from));
  }
});

test('a page that leaves ends its reads', async () => {
  server.next('hang');
  const controller = new AbortController();
  const call = behind({ baseURL: server.url })
    .posts.create({ body: POST, signal: controller.signal })
    .catch(error => error);
  await server.arrived();
  controller.abort();
  assert.deepEqual([(await call).name, (await call).outcome], ['APIUserAbortError', 'unknown']);
  assert.equal(server.posts, 1);
});

test('only the page retries reads; the relay sends each once', async () => {
  server.next('status', { status: 503 });
  await assert.rejects(behind({ baseURL: server.url }).health.check(), { status: 503 });
  assert.equal(server.requests.length, 1);
  server.script([['dropAfter'], ['status', { status: 503 }], ['json', { status: 200, body: { ok: true } }]]);
  const { data } = await behind({ baseURL: server.url }, { maxRetries: 2 }).health.check();
  assert.deepEqual(data, { ok: true });
  assert.equal(server.requests.length, 3);
});

test('the relay checks a post again and refuses it with every issue', async () => {
  const { fetch, requests } = recorder();
  const bad = { platforms: [{ platform: 'tiktok' }], publishNow: 'yes' };
  const error = await behind({ fetch }, { validate: 'off' })
    .posts.create({ body: bad })
    .catch(thrown => thrown);
  assert.deepEqual([error.name, error.outcome, error.code], ['BadRequestError', 'rejected', 'relay.validation']);
  assert.deepEqual(error.details.issues.map(({ code, path }) => `${code} ${path.join('.')}`).sort(), [
    'required content',
    'required platforms.0.accountId',
    'tiktok.media.missing mediaItems',
    'tiktok.privacy_level.missing platforms.0.platformSpecificData.privacyLevel',
    'type publishNow',
  ]);
  for (const params of [
    { query: { limit: 101 } },
    { query: { Limit: 5 } },
    { query: { limit: ['1', '2'] } },
    { query: { status: 'gone' } },
  ]) {
    await assert.rejects(behind({ fetch }, { validate: 'off' }).posts.list(params), {
      status: 400,
      code: 'relay.validation',
    });
  }
  assert.equal(requests.length, 0);

  const old = {
    ...POST,
    platforms: [{ platform: 'youtube', accountId: 'y', platformSpecificData: { title: 't', privacyStatus: 'public' } }],
  };
  await behind({ fetch }, { validate: 'off' }).posts.create({ body: old });
  assert.equal(
    JSON.parse(requests[0].body).platforms[0].platformSpecificData.visibility,
    'public',
    'old names are rewritten',
  );
  await assert.rejects(behind({ fetch, validate: 'strict' }, { validate: 'off' }).posts.create({ body: old }), {
    code: 'relay.validation',
  });
});

test('the relay checks every rule again, unless it has a validate function', async () => {
  const { fetch, requests } = recorder();
  const both = { ...POST, scheduledFor: '2099-01-01T00:00:00Z' };
  const page = { validate: 'off' };
  await behind({ fetch, validate }, page).posts.create({ body: both });
  assert.equal(requests.length, 1, 'the structure alone allows it');
  for (const own of [undefined, validatePost]) {
    const relay = { fetch, ...(own && { validate: own }) };
    const error = await behind(relay, page)
      .posts.create({ body: both })
      .catch(thrown => thrown);
    assert.deepEqual([error.outcome, error.status, error.code], ['rejected', 400, 'relay.validation']);
    assert.deepEqual(error.details.issues, validatePost(both).issues);
    await behind(relay, page).posts.create({ body: POST });
  }
  assert.equal(requests.length, 3);
});

test('a session in the sandbox: connect, post and read, without a key in the page', async () => {
  const sandbox = createSandbox({ apiKey: KEY });
  const client = behind({ fetch: sandbox.fetch });
  const {
    data: { url },
  } = await client.connect.getOAuthUrl({
    path: { platform: 'facebook' },
    query: { redirectUri: 'https://app.example/back', headless: true },
  });
  const token = new URL(sandbox.authorize(url)).searchParams.get('selectionToken');
  const {
    data: { accounts },
  } = await client.connect.facebook.getSelection({ path: { token } });
  await client.connect.facebook.submitSelection({ path: { token }, body: { selectedAccountIds: [accounts[0].id] } });
  const { data } = await client.posts.create({ body: POST });
  assert.equal((await client.posts.get({ path: { postId: data.postId } })).data.post.status, 'published');
  assert.deepEqual(
    [...new Set(sandbox.requests.map(({ key }) => key))].sort(),
    ['absent', 'valid'],
    'none with a wrong one; none where none is declared',
  );
});
