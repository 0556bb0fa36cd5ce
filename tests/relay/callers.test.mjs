// Access to a relay: `allow`, `origin`, `basePath` and the limits of size and time.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { PostPeer, PostPeerError } from '../../pkg/index.js';
import { createRelay } from '../../pkg/relay.js';
import { KEY, POST, PUBLISHED } from '../transport/server.mjs';

const ORIGIN = 'https://app.example';
const BASE = `${ORIGIN}/api/postpeer`;

function open(options) {
  const sent = [];
  const fetch = async request => {
    sent.push(
      `${request.method} ${new URL(request.url).pathname} ${request.headers.get('x-postpeer-call') ?? ''}`.trim(),
    );
    return Response.json(PUBLISHED, { status: request.method === 'POST' ? 202 : 200 });
  };
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch, ...options });
  const ask = async (method, url, { body, headers, ...init } = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = new Request(url.startsWith('/') ? BASE + url : url, {
      method,
      headers: { 'x-postpeer-call': randomUUID(), ...type, ...headers },
      body: body && JSON.stringify(body),
      ...init,
    });
    const response = await relay(request);
    const text = await response.text();
    return { status: response.status, headers: response.headers, data: text && JSON.parse(text) };
  };
  return { relay, ask, sent };
}

const said = ({ status, data }) => `${status} ${data?.code ?? ''}`.trim();
const post = headers => ({ body: POST, headers });

test('createRelay throws without allow; everything needs its name', () => {
  for (const options of [{ apiKey: KEY }, { apiKey: KEY, allow: undefined }]) {
    assert.throws(
      () => createRelay(options),
      error =>
        error instanceof PostPeerError && /needs allow.*signs a caller in.*allow: 'everything'/.test(error.message),
    );
  }
  for (const allow of ['everyone', 'all', '*', true, ''])
    assert.throws(() => createRelay({ apiKey: KEY, allow }), PostPeerError);
  assert.ok(createRelay({ apiKey: KEY, allow: 'everything' }));
});

test('every call of the client has a new id, which PostPeer never sees', async () => {
  const { relay, sent } = open();
  const ids = [];
  const client = new PostPeer({
    baseURL: BASE,
    apiKey: null,
    fetch: request => (ids.push(request.headers.get('x-postpeer-call')), relay(request)),
  });
  await client.posts.create({ body: POST });
  await client.posts.create({ body: POST });
  await client.platforms.list();
  await client.profiles.delete({ path: { id: 'p' } });
  assert.equal(new Set(ids).size, 4);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(sent, ['POST /v1/posts/', 'POST /v1/posts/', 'GET /v1/platforms', 'DELETE /v1/profiles/p']);
  const direct = [];
  const straight = new PostPeer({
    apiKey: KEY,
    fetch: async request => (
      direct.push(request.headers.get('x-postpeer-call')),
      Response.json(PUBLISHED, { status: 202 })
    ),
  });
  await straight.posts.create({ body: POST });
  assert.deepEqual(direct, [null], 'it is between client and relay');
});

test('a retry of the client has a new id', async () => {
  const ids = [];
  const fetch = async request => {
    ids.push(request.headers.get('x-postpeer-call'));
    return Response.json({ success: false, message: 'busy' }, { status: 503, headers: { 'retry-after': '0' } });
  };
  const client = new PostPeer({ baseURL: BASE, apiKey: null, fetch, maxRetries: 2 });
  await assert.rejects(client.profiles.delete({ path: { id: 'p' } }));
  assert.deepEqual([ids.length, new Set(ids).size], [3, 3]);
});

test('a call without the client’s header is refused, also a GET', async () => {
  const { ask, sent } = open();
  for (const id of [undefined, '', 'short', 'x'.repeat(65), 'with spaces in it here', 'ünïcödé-ünïcödé-ü'].map(
    value => value && encodeURI(value),
  )) {
    for (const [method, path, init] of [
      ['GET', '/v1/posts/p', {}],
      ['POST', '/v1/posts', post()],
      ['DELETE', '/v1/posts/p', {}],
    ]) {
      const headers = { 'x-postpeer-call': id ?? '' };
      const answer = await ask(method, path, { ...init, headers });
      assert.equal(said(answer), '403 relay.client', `${method} ${id}`);
      assert.match(answer.data.message, /Reload the page/);
    }
  }
  assert.deepEqual(sent, []);
});

test('a client of version 0.1.0 gets 403, and nothing is sent', async () => {
  const { relay, sent } = open();
  // Its requests have no id, and collections end with a slash.
  const request = (method, path, body) =>
    new Request(BASE + path, {
      method,
      body,
      redirect: 'manual',
      headers: body && { 'content-type': 'application/json' },
    });
  for (const [method, path, body] of [
    ['POST', '/v1/posts/', JSON.stringify(POST)],
    ['GET', '/v1/posts/p'],
    ['DELETE', '/v1/posts/p'],
  ]) {
    const response = await relay(request(method, path, body));
    assert.deepEqual([response.status, (await response.json()).code], [403, 'relay.client']);
  }
  assert.deepEqual(sent, []);
});

test('only listed origins may call, the relay’s own included', async () => {
  const { ask, sent } = open({ origin: ['https://app.example', 'https://www.app.example:8443'] });
  const evil = 'http://evil.example:8787/api/postpeer';
  // DNS rebinding: the name evil.example now resolves to the relay. Over plain http browsers send no further headers.
  for (const [url, headers] of [
    [`${evil}/v1/posts`, { origin: 'http://evil.example:8787', host: 'evil.example:8787' }],
    [`${evil}/v1/posts`, { origin: 'http://evil.example:8787' }],
    [`${BASE}/v1/posts`, { origin: 'https://other.example' }],
    [`${BASE}/v1/posts`, { origin: 'http://app.example' }],
    [`${BASE}/v1/posts`, { origin: 'null' }],
    ['http://127.0.0.1:8787/v1/posts', { origin: 'http://127.0.0.1:8787' }],
  ]) {
    assert.equal(said(await ask('POST', url, post(headers))), '403 relay.origin', JSON.stringify(headers));
  }
  for (const headers of [{ host: 'evil.example:8787' }, {}]) {
    assert.equal(said(await ask('GET', `${evil}/v1/posts/p`, { headers })), '403 relay.origin');
  }
  assert.deepEqual(sent, []);
  // Behind a proxy the relay may see another URL; the browser's header counts.
  for (const [url, headers] of [
    [`${BASE}/v1/posts`, { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    ['http://10.0.0.7:3000/api/postpeer/v1/posts', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
    [`${BASE}/v1/posts`, { origin: 'https://www.app.example:8443', 'sec-fetch-site': 'same-site' }],
  ]) {
    const answer = await ask('POST', url, post(headers));
    assert.equal(answer.status, 202);
    assert.equal(answer.headers.get('access-control-allow-origin'), headers.origin);
  }
  assert.equal(
    (await ask('GET', 'http://10.0.0.7:3000/api/postpeer/v1/posts/p', { headers: { 'sec-fetch-site': 'same-origin' } }))
      .status,
    200,
  );
  assert.equal(
    (await ask('GET', 'http://app.example/api/postpeer/v1/posts/p', { headers: { host: 'app.example' } })).status,
    200,
    'an old browser over http',
  );
});

test('extensions and apps are listed in full, and patterns are refused', async () => {
  for (const origin of [
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'capacitor://localhost',
    'app://obsidian.md',
    'moz-extension://0e2a6f3e-0000-4000-8000-000000000000',
    'tauri://localhost',
    'ionic://localhost',
  ]) {
    const { ask, sent } = open({ origin });
    const answer = await ask('POST', '/v1/posts', post({ origin, 'sec-fetch-site': 'cross-site' }));
    assert.deepEqual(
      [answer.status, answer.headers.get('access-control-allow-origin'), sent.length],
      [202, origin, 1],
      origin,
    );
    const asked = await ask('OPTIONS', '/v1/posts', {
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-postpeer-call',
      },
    });
    assert.deepEqual(
      [asked.status, asked.headers.get('access-control-allow-headers')],
      [204, 'content-type,x-postpeer-call'],
    );
    assert.equal(said(await ask('POST', '/v1/posts', post({ origin: `${origin}.evil` }))), '403 relay.origin');
  }
  const listed = open({ origin: ORIGIN });
  const plain = await listed.ask('OPTIONS', '/v1/posts', { headers: { origin: ORIGIN } });
  assert.match(plain.headers.get('access-control-allow-headers'), /x-postpeer-call/);
  for (const origin of [
    'https://*.example.com',
    'https://*',
    '*://app.example',
    'chrome-extension://*',
    'https://',
    'app://',
    'data:text/html,x',
    'blob:https://app.example/x',
    'file:///x',
    'javascript:alert(1)',
  ]) {
    assert.throws(() => open({ origin }), /origin must be/, origin);
  }
});

test('the path begins at the first /v1/, and ambiguous paths are refused', async () => {
  const { ask, sent } = open();
  for (const path of [
    '//v1/posts/p',
    '/v1//posts/p',
    '/v1/posts//p',
    '/x//v1/posts/p',
    '/v1/posts/p//',
    '/v1/v1/posts/p',
    '/v1/x/v1/posts/p',
    '/v1/posts/v1/p',
    '/v1/connect/v1/health',
  ]) {
    assert.equal(said(await ask('GET', path)), '404 relay.path', path);
  }
  for (const url of [`${ORIGIN}//v1/posts/p`, `${ORIGIN}/a/v1/b/v1/posts/p`, `${ORIGIN}/api/v1/postpeer/v1/posts/p`])
    assert.equal(said(await ask('GET', url)), '404 relay.path', url);
  assert.deepEqual(sent, []);
});

test('basePath allows a relay below a /v1/ of the app', async () => {
  for (const basePath of ['/api/v1/postpeer', '/api/v1/postpeer/']) {
    const { ask, sent } = open({ basePath });
    assert.equal((await ask('GET', `${ORIGIN}/api/v1/postpeer/v1/posts/p`)).status, 200);
    assert.deepEqual(sent, ['GET /v1/posts/p']);
    for (const path of [
      '/api/v1/posts/p',
      '/api/v1/postpeer/posts/p',
      '/api/v1/postpeerx/v1/posts/p',
      '/v1/posts/p',
      '/api/v1/postpeer//v1/posts/p',
      '/api/v1/postpeer/v1/x/v1/posts/p',
    ]) {
      assert.equal(said(await ask('GET', ORIGIN + path)), '404 relay.path', path);
    }
  }
});

const TARGET = { platform: 'tiktok', accountId: 'tt_321' };
const ITEM = { type: 'image', url: 'https://cdn.example.com/a.png' };

test('very large posts are refused before they are checked', async () => {
  const { ask, sent } = open({ validate: () => assert.fail('checked'), bodyLimit: 100_000 });
  const posts = [
    ['400 relay.targets', { ...POST, platforms: Array(101).fill(TARGET) }],
    ['400 relay.media_items', { ...POST, mediaItems: Array(101).fill(ITEM) }],
    [
      '400 relay.media_items',
      {
        ...POST,
        platforms: [
          {
            platform: 'twitter',
            accountId: 'x',
            platformSpecificData: { threadItems: Array(60).fill({ content: 'x', mediaItems: [ITEM, ITEM] }) },
          },
        ],
      },
    ],
    [
      '400 relay.targets',
      {
        ...POST,
        platforms: [
          {
            platform: 'twitter',
            accountId: 'x',
            platformSpecificData: { threadItems: Array(100).fill({ content: 'x' }) },
          },
        ],
      },
    ],
    ['413 relay.body_size', { ...POST, content: 'x'.repeat(100_000) }],
  ];
  for (const [want, body] of posts) assert.equal(said(await ask('POST', '/v1/posts', { body })), want);
  const [, edit] = posts[0];
  assert.equal(said(await ask('PUT', '/v1/posts/scheduled/p', { body: edit })), '400 relay.targets');
  assert.deepEqual(sent, []);
  const { ask: fewer } = open({ maxTargets: 1, maxMediaItems: 1 });
  assert.equal((await fewer('POST', '/v1/posts', { body: POST })).status, 202);
  assert.match(
    (await fewer('POST', '/v1/posts', { body: { ...POST, platforms: [TARGET, TARGET] } })).data.message,
    /at most 1 targets here, posts of threads included; this one has 2/,
  );
  assert.equal(
    said(await fewer('POST', '/v1/posts', { body: { ...POST, mediaItems: [ITEM, ITEM] } })),
    '400 relay.media_items',
  );
  for (const bad of [0, -1, 1.5, '5', NaN, Infinity, null]) {
    assert.throws(() => open({ maxTargets: bad }), /maxTargets must be/);
    assert.throws(() => open({ maxMediaItems: bad }), /maxMediaItems must be/);
  }
});

test('functions of the app that never settle end the call at its timeout, with nothing sent', async () => {
  const never = () => new Promise(() => {});
  for (const [options, want] of [
    [{ allow: never }, '403 relay.caller'],
    [{ apiKey: never }, '403 relay.key'],
  ]) {
    const { ask, sent } = open({ timeout: 1000, ...options });
    assert.equal(said(await ask('POST', '/v1/posts', post())), want);
    assert.equal(said(await ask('GET', '/v1/posts/p')), want);
    assert.deepEqual(sent, []);
  }
});

test('a call that was not sent is never a 5xx, which would mean unknown', async () => {
  const sent = [];
  const fetch = async request => (sent.push(request.method), Response.json(PUBLISHED, { status: 202 }));
  const relay = createRelay({
    apiKey: KEY,
    fetch,
    timeout: 40,
    allow: async () => (
      await new Promise(resolve => setTimeout(resolve, 38)),
      { operations: ['posts.create', 'posts.get'] }
    ),
  });
  const ends = new Set();
  for (let turn = 0; turn < 30; turn++) {
    const before = sent.length;
    const response = await relay(
      new Request(`${BASE}/v1/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': randomUUID() },
        body: JSON.stringify(POST),
      }),
    );
    const { code } = await response.json();
    ends.add(`${response.status} ${code ?? ''}`);
    if (sent.length === before)
      assert.ok(response.status < 500, `nothing was sent, and it answered ${response.status} ${code}`);
  }
  for (const end of ends)
    assert.match(end, /^(202|403 relay\.caller|424 relay\.not_sent|400 relay\.body|504 relay\.timeout)/, end);
});

test('the body of a refused call is read up to the limit, so that hosts can respond', async () => {
  for (const [options, headers] of [
    [{ allow: () => null }, {}],
    [{ allow: () => new Response('Sign in.', { status: 401 }) }, {}],
    [{}, { origin: 'https://evil.example' }],
    [{}, { 'x-postpeer-call': 'short' }],
  ]) {
    let read = 0;
    const body = new ReadableStream({
      pull: controller => (read < 20 ? (read++, controller.enqueue(new Uint8Array(10_000))) : controller.close()),
    });
    const { relay, sent } = open(options);
    const request = new Request(`${BASE}/v1/posts`, {
      method: 'POST',
      headers: { 'x-postpeer-call': randomUUID(), 'content-type': 'application/json', ...headers },
      body,
      duplex: 'half',
    });
    assert.ok((await relay(request)).status >= 401);
    assert.deepEqual([read, sent], [20, []]);
  }
  // An endless body is not read to its end, nor one with a too large Content-Length.
  let read = 0;
  const endless = new ReadableStream({ pull: controller => (read++, controller.enqueue(new Uint8Array(10_000))) });
  const { relay } = open({ allow: () => null, bodyLimit: 100_000 });
  const request = (body, more) =>
    new Request(`${BASE}/v1/posts`, {
      method: 'POST',
      headers: { 'x-postpeer-call': randomUUID(), ...more },
      body,
      duplex: 'half',
    });
  assert.equal((await relay(request(endless))).status, 403);
  assert.ok(read < 20, `${read} pieces`);
});

test('an endless stream of empty chunks ends', async () => {
  const empty = new ReadableStream({ pull: controller => controller.enqueue(new Uint8Array(0)) });
  const { relay, sent } = open({ timeout: 1000, bodyLimit: 5000 });
  const response = await relay(
    new Request(`${BASE}/v1/posts`, {
      method: 'POST',
      headers: { 'x-postpeer-call': randomUUID(), 'content-type': 'application/json' },
      body: empty,
      duplex: 'half',
    }),
  );
  assert.ok(response.status === 413 || response.status === 400);
  assert.deepEqual(sent, []);
});

test('a long query is refused before its keys are read', async () => {
  const { ask, sent } = open();
  const keys = many => Array.from({ length: many }, (_, place) => `k${place}=1`).join('&');
  assert.equal(said(await ask('GET', `/v1/posts?${keys(20_000)}`)), '400 relay.query');
  assert.equal(said(await ask('GET', `/v1/posts?${'limit=1&'.repeat(900)}`)), '400 relay.validation');
  assert.deepEqual(sent, []);
});

test('a response nested too deep for JSON is unknown, with the id of the post', async () => {
  const deep =
    '{"success":true,"status":"published","postId":"p9","platforms":[{"platform":"tiktok","success":true}],' +
    `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const { ask } = open({
    fetch: async () => new Response(deep, { status: 202, headers: { 'content-type': 'application/json' } }),
  });
  const answer = await ask('POST', '/v1/posts', post());
  assert.deepEqual([said(answer), answer.data.postId], ['502 relay.connection', 'p9']);
});

test('a host header is compared as browsers write hosts', async () => {
  const { ask } = open({ origin: ORIGIN });
  for (const host of ['app.example', 'App.Example', 'app.example:443'])
    assert.equal((await ask('GET', 'http://127.0.0.1:3000/v1/posts/p', { headers: { host } })).status, 200, host);
  for (const host of [
    'app.example:8443',
    'app.example.evil.example',
    'evil.example',
    '',
    'a b',
    'app.example@evil.example',
  ])
    assert.equal(
      said(await ask('GET', 'http://127.0.0.1:3000/v1/posts/p', { headers: { host } })),
      '403 relay.origin',
      host,
    );
});
