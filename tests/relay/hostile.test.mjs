// Requests that the client never makes: each is refused before anything is sent to PostPeer.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { PostPeer, PostPeerError } from '../../pkg/index.js';
import { createRelay } from '../../pkg/relay.js';
import { loadSpec, noSpec } from '../support/external-fixtures.mjs';
import { KEY, POST, PUBLISHED } from '../transport/server.mjs';

const ORIGIN = 'https://app.example';
const BASE = `${ORIGIN}/api/postpeer`;
const JSON_TYPE = { 'content-type': 'application/json' };
const callHeader = () => ({ 'x-postpeer-call': randomUUID() });

/** Returns a relay, its requests to PostPeer, and a function that calls it. */
function open(options) {
  const sent = [];
  const fetch = async request => {
    sent.push({
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      body: await request.text(),
    });
    return Response.json(PUBLISHED, { status: request.method === 'POST' ? 202 : 200 });
  };
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch, ...options });
  const ask = async (method, path, { body, headers = {}, ...init } = {}) => {
    const given =
      body === undefined
        ? {}
        : {
            body:
              typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
                ? body
                : JSON.stringify(body),
            duplex: 'half',
          };
    const response = await relay(
      new Request(path.startsWith('http') ? path : BASE + path, {
        method,
        headers: { ...callHeader(), ...(body !== undefined && JSON_TYPE), ...headers },
        ...given,
        ...init,
      }),
    );
    const text = await response.text();
    assert.ok(!text.includes(KEY) && !JSON.stringify([...response.headers]).includes(KEY));
    return { status: response.status, headers: response.headers, data: text && JSON.parse(text) };
  };
  return { relay, ask, sent };
}

const said = ({ status, data }) => `${status} ${data.code}`;
const post = more => ({ body: POST, ...more });

test('pages of other sites cannot call', async () => {
  const { ask, sent } = open();
  const evil = 'https://evil.example';
  for (const headers of [
    { origin: evil },
    { origin: 'null' },
    { origin: 'http://app.example' },
    { origin: `${ORIGIN}.evil.example` },
    { origin: `${ORIGIN}:8443` },
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: evil, 'sec-fetch-site': 'same-origin' },
  ]) {
    for (const [method, path, init] of [
      ['POST', '/v1/posts/', post()],
      ['GET', '/v1/analytics/', {}],
      ['DELETE', '/v1/posts/p', {}],
      ['OPTIONS', '/v1/posts/', {}],
    ]) {
      const answer = await ask(method, path, { ...init, headers });
      assert.equal(said(answer), '403 relay.origin', JSON.stringify(headers));
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  }
  assert.deepEqual(sent, []);
  // A page of its own origin, and a program.
  for (const headers of [
    { origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { origin: ORIGIN },
    {},
  ]) {
    assert.equal((await ask('POST', '/v1/posts/', post({ headers }))).status, 202);
  }
});

test('a form cannot send a post: the content type needs a preflight request', async () => {
  const { ask, sent } = open();
  for (const type of [
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json, text/plain',
    'application/json; x=y',
    'json',
    '',
  ]) {
    assert.equal(
      said(await ask('POST', '/v1/posts/', post({ headers: { 'content-type': type } }))),
      '415 relay.content_type',
      type,
    );
  }
  assert.equal(
    said(await ask('POST', '/v1/posts/', post({ headers: { 'content-encoding': 'gzip' } }))),
    '415 relay.content_type',
  );
  assert.deepEqual(sent, []);
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ]) {
    assert.equal((await ask('POST', '/v1/posts/', post({ headers: { 'content-type': type } }))).status, 202, type);
  }
});

test('CORS is off by default, and for listed origins only', async () => {
  const app = 'https://other.example';
  const { ask, sent } = open({ origin: [app, 'http://localhost:5173'] });
  const asked = await ask('OPTIONS', '/v1/posts/', {
    headers: { origin: app, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
  assert.equal(asked.status, 204);
  assert.equal(asked.headers.get('access-control-allow-origin'), app);
  assert.equal(asked.headers.get('access-control-allow-headers'), 'content-type');
  assert.match(asked.headers.get('access-control-allow-methods'), /POST.*PATCH/);
  assert.equal(asked.headers.get('access-control-allow-credentials'), null);
  const answer = await ask('POST', '/v1/posts/', post({ headers: { origin: app, 'sec-fetch-site': 'cross-site' } }));
  assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [202, app]);
  const refused = await ask('GET', '/v1/nothing', { headers: { origin: app } });
  assert.deepEqual(
    [refused.status, refused.headers.get('access-control-allow-origin')],
    [404, app],
    'a refusal can be read too',
  );
  assert.equal((await ask('OPTIONS', '/v1/posts/', { headers: { origin: 'https://evil.example' } })).status, 403);
  // An image of that page has no origin; nothing is sent.
  assert.equal((await ask('GET', '/v1/analytics/', { headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
  assert.equal(sent.length, 1);
  for (const origin of ['*', 'null', 'app.example', 'about:blank', '', null, 5])
    assert.throws(() => open({ origin }), /origin must be/, String(origin));
});

test('only paths of the table match', async () => {
  const { ask, sent } = open();
  for (const path of [
    '/',
    '/v1',
    '/v1/',
    '/v1/posts/a/b',
    '/v1//posts/',
    '/v1/posts//',
    '/V1/posts/',
    '/v1/Posts/',
    '/v1/%70osts/',
    '/v2/posts/',
    '/v1/admin',
    '/v1/posts/../secrets',
    '/v1/posts/%2e%2e',
    '/v1/posts/%2E%2E/',
    '/v1/../v1/admin',
    '/v1/posts;a=b',
    '/v1/posts/.%2e/x',
    '/v1/connect/integrations/a/b',
    // Fixed segments of another operation's path, with an encoded letter.
    '/v1/posts/%73cheduled',
    '/v1/posts/scheduled%2F',
    '/v1/health/%61uth',
  ]) {
    const answer = await ask('GET', path);
    assert.ok(sent.length === 0, `${path} sent ${JSON.stringify(sent)}`);
    assert.match(
      said(answer),
      /^(404 relay\.path|405 relay\.method|400 relay\.(path|validation))$/,
      `${path}: ${said(answer)}`,
    );
    sent.length = 0;
  }
  for (const path of [
    '/v1/posts/%',
    '/v1/posts/%zz',
    '/v1/posts/%c3%28',
    '/v1/posts/%ff',
    '/v1/profiles/a%2Fb',
    '/v1/profiles/..%2F..%2Fv1%2Fapps',
    '/v1/profiles/a%5C..',
    '/v1/profiles/%00',
    '/v1/profiles/a%0d%0ab',
  ])
    assert.equal(said(await ask('GET', path)), '400 relay.path', path);
  assert.deepEqual(sent, []);
  // An encoded question mark is part of the id on both sides; a double encoding stays.
  for (const id of ['a%3Fb%23c', '%252e%252e', '%252F', '%C3%A9', '__proto__', 'constructor', '...']) {
    await ask('GET', `/v1/profiles/${id}`);
    assert.equal(sent.at(-1)?.path, `/v1/profiles/${id}`);
  }
  // With and without a trailing slash: hosts add and remove it.
  await ask('GET', '/v1/posts');
  await ask('GET', '/v1/profiles/x/');
  assert.deepEqual(
    sent.slice(-2).map(({ path }) => path),
    ['/v1/posts/', '/v1/profiles/x'],
  );
});

test('with a base path only that path matches; without one the first version does', async () => {
  const fixed = open({ basePath: '/api/postpeer/' });
  assert.equal((await fixed.ask('GET', '/v1/health')).status, 200);
  for (const path of [
    '/v1/health',
    '/api/v1/health',
    '/x/api/postpeer/v1/health',
    '/api/postpeerv1/health',
    '/api/postpeer//v1/health',
  ]) {
    assert.equal(said(await fixed.ask('GET', ORIGIN + path)), '404 relay.path', path);
  }
  const free = open();
  for (const path of ['/v1/health', '/a/b/v1/health', '/api/postpeer/v1/health'])
    assert.equal((await free.ask('GET', ORIGIN + path)).status, 200, path);
  assert.equal(said(await free.ask('GET', `${BASE}/v1/x/v1/health`)), '404 relay.path');
  assert.throws(() => open({ basePath: 'api' }), /basePath must be/);
});

test('only methods of the table match', async () => {
  const { ask, sent } = open();
  const answer = await ask('PUT', '/v1/posts/', post());
  assert.equal(said(answer), '405 relay.method');
  assert.deepEqual(answer.headers.get('allow').split(', ').sort(), ['GET', 'POST']);
  for (const method of ['HEAD', 'OPTIONS', 'PATCH', 'PURGE', 'patch', 'Post']) {
    const { status } = await open().relay(new Request(`${BASE}/v1/posts/`, { method, headers: callHeader() }));
    assert.ok([403, 405, 415].includes(status), `${method} ${status}`);
  }
  assert.equal(
    said(await ask('POST', '/v1/posts/', post({ headers: { 'x-http-method-override': 'DELETE' } }))),
    '202 undefined',
  );
  assert.equal(sent[0].method, 'POST');
});

/** Returns a body in chunks, and a flag that it was cancelled. */
function pieces(size, piece = 65_536) {
  const state = { sent: 0, cancelled: false };
  state.stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(piece).fill(32));
      state.sent += piece;
      if (state.sent >= size) controller.close();
    },
    cancel: () => void (state.cancelled = true),
  });
  return state;
}

test('a body is measured as it arrives, not by its Content-Length', async () => {
  const { ask, sent } = open({ bodyLimit: 100_000 });
  assert.equal(said(await ask('POST', '/v1/posts/', { body: `"${'x'.repeat(100_000)}"` })), '413 relay.body_size');
  assert.equal(
    said(await ask('POST', '/v1/posts/', post({ headers: { 'content-length': '100001' } }))),
    '413 relay.body_size',
  );
  for (const headers of [
    {},
    { 'content-length': '10' },
    { 'content-length': '-1' },
    { 'content-length': 'NaN' },
    { 'transfer-encoding': 'chunked' },
  ]) {
    const endless = pieces(Infinity);
    assert.equal(said(await ask('POST', '/v1/posts/', { body: endless.stream, headers })), '413 relay.body_size');
    assert.ok(endless.cancelled && endless.sent <= 4 * 65_536, `read ${endless.sent}`);
  }
  const onDelete = pieces(Infinity);
  assert.equal(said(await ask('DELETE', '/v1/posts/p', { body: onDelete.stream })), '413 relay.body_size');
  assert.equal(said(await ask('DELETE', '/v1/posts/p', { body: '{}' })), '400 relay.body');
  assert.equal(said(await ask('GET', '/v1/health', { headers: { 'content-length': '999999999' } })), '200 undefined');
  for (const bodyLimit of [0, -1, 1.5, '5', NaN, Infinity])
    assert.throws(() => open({ bodyLimit }), /bodyLimit must be/);
  assert.deepEqual(
    sent.map(({ method }) => method),
    ['GET'],
  );
});

test('bodies that never end, break off or are not text are refused', async () => {
  const { ask, sent } = open();
  // Only the body that never ends waits for the timeout: the others must be read on a busy machine too.
  const impatient = open({ timeout: 200 });
  assert.equal(said(await impatient.ask('POST', '/v1/posts/', { body: new ReadableStream({}) })), '400 relay.body');
  assert.equal(
    said(
      await ask('POST', '/v1/posts/', {
        body: new ReadableStream({ pull: controller => controller.error(new Error('gone')) }),
      }),
    ),
    '400 relay.body',
  );
  assert.equal(
    said(await ask('POST', '/v1/posts/', { body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) })),
    '400 relay.body',
  );
  for (const body of ['', ' ', '{', 'undefined', '{"a":1}{"a":2}', "{'a':1}", '\u0000'])
    assert.equal(said(await ask('POST', '/v1/posts/', { body })), '400 relay.body', body);
  for (const body of ['null', '5', '[]', '"text"', '{}', '{"__proto__":{"content":"x"}}'])
    assert.equal(said(await ask('POST', '/v1/posts/', { body })), '400 relay.validation', body);
  assert.equal(
    said(await ask('POST', '/v1/posts/', { body: `${'['.repeat(500_000)}${']'.repeat(500_000)}` })),
    '400 relay.validation',
    'depth',
  );
  assert.equal(
    said(await ask('POST', '/v1/posts/', { body: `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}` })),
    '400 relay.validation',
    'depth of objects',
  );
  assert.deepEqual([...sent, ...impatient.sent], []);
});

test('duplicate keys and keys of Object.prototype are safe', async () => {
  const { ask, sent } = open();
  for (const query of [
    'limit=1&limit=2',
    'limit=',
    'limit=1e1',
    'limit=0x10',
    'limit=%31%30%30%30',
    '__proto__=1',
    'constructor=1',
    'limit[]=1',
    'limit=1;offset=2',
    'LIMIT=1',
    'status=draft&status=failed',
    'platform=tiktok&platform=reddit',
    '%6c%69mit=101',
  ]) {
    assert.equal(said(await ask('GET', `/v1/posts/?${query}`)), '400 relay.validation', query);
  }
  assert.deepEqual(sent, []);
  await ask('GET', '/v1/posts/?platform=tiktok&platform=twitter&limit=%32%30&profileId=a+b');
  assert.equal(sent[0].path, '/v1/posts/?platform=tiktok&platform=twitter&limit=20&profileId=a%20b');
  // For a duplicate key in JSON, one and the same value is read, checked and sent.
  await ask('POST', '/v1/posts/', { body: JSON.stringify(POST).replace('{', '{"content":5,') });
  assert.equal(sent[1].body, JSON.stringify(POST));
  assert.equal(
    said(await ask('POST', '/v1/posts/', { body: JSON.stringify(POST).replace(/}$/, ',"content":5}') })),
    '400 relay.validation',
  );
  assert.equal({}.content, undefined, 'no prototype was touched');
});

const ACCOUNTS = { accounts: ['tt_321', 'ig_456'] };
const to = (...accounts) => ({ ...POST, platforms: accounts.map(accountId => ({ platform: 'tiktok', accountId })) });
const scheduled = (...accounts) => ({ content: 'x', platforms: to(...accounts).platforms });
const comment = { platform: 'instagram', text: 'x', commentId: 'c' };

test('a foreign account is refused anywhere in the call', async () => {
  const { ask, sent } = open({ allow: ACCOUNTS });
  const calls = (account, post = to(account)) => [
    ['POST', '/v1/posts/', post],
    ['POST', '/v1/comments/', { ...comment, accountId: account }],
    ['PATCH', '/v1/comments/c', { platform: 'instagram', accountId: account, hidden: true }],
    ['POST', '/v1/messages/', { platform: 'instagram', accountId: account, recipientId: 'r', text: 'x' }],
    ['GET', `/v1/connect/integrations/${account}`],
    ['DELETE', `/v1/connect/integrations/${account}`],
    ['GET', `/v1/comments/?platform=instagram&accountId=${account}&postId=p`],
    ['DELETE', `/v1/comments/c?platform=instagram&accountId=${account}`],
    ['GET', `/v1/messages/?platform=instagram&accountId=${account}`],
    ['GET', `/v1/messages/c?platform=instagram&accountId=${account}`],
    ['GET', `/v1/analytics/?accountId=${account}`],
    ['GET', `/v1/pinterest/boards?accountId=${account}`],
    ['GET', `/v1/tiktok/creator-info?accountId=${account}`],
    ['GET', `/v1/usage/?integrationId=${account}`],
  ];
  for (const [method, path, body] of [
    ...calls('xx_999'),
    ...calls('%74%74_322', to('tt_322')),
    ['PUT', '/v1/posts/scheduled/p', scheduled('xx_999')],
    ['POST', '/v1/posts/', to('tt_321', 'xx_999')],
    ['POST', '/v1/posts/', to('tt_321', null)],
    ['POST', '/v1/posts/', { ...POST, platforms: { 0: { accountId: 'xx_999' } } }],
    ['POST', '/v1/ai/write', { description: 'abc', accountId: 'xx_999' }],
    ['POST', '/v1/ai/write', { description: 'abc', deep: [[{ integrationId: 'xx_999' }]] }],
    ['GET', '/v1/tiktok/creator-info?accountId=tt_321&accountId=xx_999'],
    // PostPeer would use its first account, or all.
    ['GET', '/v1/tiktok/creator-info'],
    ['GET', '/v1/pinterest/boards'],
    ['GET', '/v1/analytics/'],
    ['GET', '/v1/usage/'],
    ['GET', '/v1/usage/?profileId=p'],
  ]) {
    assert.equal(
      said(await ask(method, path, body && { body })),
      '403 relay.account',
      `${method} ${path} ${JSON.stringify(body)}`,
    );
  }
  assert.deepEqual(sent, []);
  const allowed = calls('tt_321');
  for (const [method, path, body] of allowed)
    assert.ok((await ask(method, path, body && { body })).status < 300, `${method} ${path}`);
  assert.equal(sent.length, allowed.length);
  assert.equal(said(await open({ allow: { accounts: [] } }).ask('POST', '/v1/posts/', post())), '403 relay.account');
});

test('a key that PostPeer ignores names no account', async () => {
  const { ask, sent } = open({ allow: ACCOUNTS, validate: 'off' });
  for (const [method, path, body] of [
    ['GET', '/v1/tiktok/creator-info?integrationId=tt_321'],
    ['GET', '/v1/pinterest/boards?integrationId=tt_321'],
    ['GET', '/v1/analytics/?integrationId=tt_321'],
    ['GET', '/v1/usage/?accountId=tt_321'],
    ['GET', '/v1/usage/?accountid=tt_321'],
    ['GET', '/v1/comments/?platform=instagram&postId=p&integrationId=tt_321'],
    ['DELETE', '/v1/comments/c?platform=instagram'],
    ['POST', '/v1/comments/', { ...comment, integrationId: 'tt_321' }],
    ['POST', '/v1/comments/', { ...comment, deep: { accountId: 'tt_321' } }],
    ['PATCH', '/v1/comments/c', { platform: 'instagram', hidden: true }],
    ['POST', '/v1/messages/', { platform: 'instagram', recipientId: 'r', text: 'x' }],
  ]) {
    assert.equal(said(await ask(method, path, body && { body })), '403 relay.account', `${method} ${path}`);
  }
  assert.deepEqual(sent, []);
  assert.equal((await ask('GET', '/v1/usage/?integrationId=tt_321')).status, 200);
  assert.equal((await ask('POST', '/v1/comments/', { body: { ...comment, accountId: 'tt_321' } })).status, 202);
  assert.equal((await ask('POST', '/v1/posts/', { body: to('tt_321') })).status, 202);
});

test('the document names accounts nowhere else', { skip: noSpec() }, () => {
  const { paths } = loadSpec();
  const names = new Set();
  const walk = node => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of [...Object.keys(node.properties ?? {}), ...(node.in ? [node.name] : [])])
      if (/account|integration/i.test(name)) names.add(name);
    for (const value of Object.values(node)) walk(value);
  };
  for (const methods of Object.values(paths))
    for (const { parameters, requestBody } of Object.values(methods)) walk({ parameters, requestBody });
  // The last ones are ids of a platform during a connection; the one-time token guards them.
  assert.deepEqual([...names].sort(), ['accountId', 'integrationId', 'selectedAccountIds']);
});

test('the list of accounts has the allowed ones only, page by page', async () => {
  const all = Array.from({ length: 250 }, (_, place) => ({ id: `a_${place}`, platform: 'tiktok' }));
  const asked = [];
  const fetch = async ({ url }) => {
    const query = new URL(url).searchParams;
    asked.push(String(query));
    const [limit, offset] = [Number(query.get('limit') ?? 20), Number(query.get('offset') ?? 0)];
    return Response.json({
      success: true,
      integrations: all.slice(offset, offset + limit),
      total: all.length,
      limit,
      offset,
    });
  };
  const { ask } = open({ fetch, allow: { accounts: ['a_3', 'a_120', 'a_249', 'gone'] } });
  const { data } = await ask('GET', '/v1/connect/integrations?platform=tiktok&limit=2');
  assert.deepEqual([data.total, data.integrations.map(({ id }) => id)], [3, ['a_3', 'a_120']]);
  assert.deepEqual(
    asked.map(query => query.replace('platform=tiktok&', '')),
    ['limit=100&offset=0', 'limit=100&offset=100', 'limit=100&offset=200'],
  );
  assert.deepEqual(
    (await ask('GET', '/v1/connect/integrations?limit=2&offset=2')).data.integrations.map(({ id }) => id),
    ['a_249'],
  );
  assert.ok(!JSON.stringify(await ask('GET', '/v1/connect/integrations')).includes('a_4"'));
});

test('paging parameters of that list are checked, and a response without the list is a 502', async () => {
  const origin = 'https://other.example';
  const answer = data => open({ fetch: async () => Response.json(data), allow: { accounts: ['a_1', 'a_2'] }, origin });
  const rows = [{ id: 'a_1' }, null, { id: 'a_2' }, 'a_1', { id: 'a_3' }];
  for (const validate of ['lenient', 'off']) {
    const { ask } = open({
      fetch: async () => Response.json({ success: true, integrations: rows, total: 5 }),
      allow: { accounts: ['a_1', 'a_2'] },
      validate,
    });
    for (const query of [
      'limit=-1',
      'limit=0',
      'limit=abc',
      'limit=101',
      'limit=1.5',
      'limit=1&limit=2',
      'offset=-1',
      'offset=x',
    ]) {
      const refused = await ask('GET', `/v1/connect/integrations?${query}`);
      assert.equal(said(refused), '400 relay.validation', query);
      assert.deepEqual(refused.data.issues[0].path, ['query', query.split('=')[0]]);
    }
    assert.deepEqual((await ask('GET', '/v1/connect/integrations?limit=2')).data.integrations, [
      { id: 'a_1' },
      { id: 'a_2' },
    ]);
  }
  for (const data of [
    { success: true },
    { success: true, integrations: null },
    { success: true, integrations: {} },
    { success: false, message: 'no' },
  ]) {
    const failed = await answer(data).ask('GET', '/v1/connect/integrations', { headers: { origin } });
    assert.equal(said(failed), '502 relay.connection');
    assert.equal(failed.headers.get('access-control-allow-origin'), origin);
  }
});

test('only allowed operations pass, by any path', async () => {
  const { ask, sent } = open({ allow: { operations: ['posts.create', 'posts.get'] } });
  assert.equal((await ask('POST', '/v1/posts/', post())).status, 202);
  assert.equal((await ask('GET', '/v1/posts/p')).status, 200);
  sent.length = 0;
  for (const [method, path] of [
    ['GET', '/v1/posts/'],
    ['DELETE', '/v1/posts/p'],
    ['GET', '/v1/posts/scheduled/'],
    ['GET', '/v1/posts/scheduled'],
    ['GET', '/v1/apps/'],
    ['GET', '/v1/health'],
  ]) {
    assert.equal(said(await ask(method, path)), '403 relay.operation', path);
  }
  assert.notEqual((await ask('GET', '/v1/posts/%73cheduled')).status, 200);
  assert.deepEqual(sent, []);
});

test('the allowance may depend on the request', async () => {
  const env = { users: { maya: { operations: ['posts.create'], accounts: ['tt_321'] } } };
  const { relay, sent } = open({ allow: async (request, given) => given.users[request.headers.get('authorization')] });
  const ask = async (authorization, body) => {
    const response = await relay(
      new Request(`${BASE}/v1/posts/`, {
        method: 'POST',
        headers: { ...callHeader(), ...JSON_TYPE, authorization },
        body: JSON.stringify(body),
      }),
      env,
    );
    return said({ status: response.status, data: await response.json() });
  };
  assert.equal(await ask('maya', POST), '202 undefined');
  assert.equal(await ask('maya', to('ig_456')), '403 relay.account');
  assert.equal(await ask('eve', POST), '403 relay.caller');
  assert.equal(sent.length, 1);
  // The host handles an app's own refusal, such as Hono's HTTPException.
  const sorry = new Error('sign in');
  await assert.rejects(open({ allow: () => Promise.reject(sorry) }).ask('POST', '/v1/posts/', post()), sorry);
});

test('the key may depend on the request; without one nothing is sent', async () => {
  const { relay, sent } = open({ apiKey: (request, env) => env.POSTPEER_API_KEY });
  const ask = async key =>
    (
      await relay(
        new Request(`${BASE}/v1/posts/`, {
          method: 'POST',
          headers: { ...callHeader(), ...JSON_TYPE },
          body: JSON.stringify(POST),
        }),
        { POSTPEER_API_KEY: key },
      )
    ).status;
  assert.equal(await ask(KEY), 202);
  for (const key of [undefined, null, '', 'two words', 'line\nbreak', 5])
    assert.equal(await ask(key), 403, String(key));
  assert.equal(sent.length, 1);
});

test('unknown and invalid options throw at once, and never quote the key', () => {
  for (const [options, message] of [
    [{ apiKey: null }, /apiKey must not be null/],
    [{ apiKey: 'two words secret' }, /apiKey must be visible ASCII/],
    [{ alow: {} }, /createRelay has no "alow"\. It has apiKey, allow, /],
    [{ basepath: '/api' }, /Did you mean basePath\?/],
    [{ allow: { operation: [] } }, /allow has no "operation"/],
    [{ allow: { operations: ['posts.creat'] } }, /there is no operation "posts.creat"/],
    [{ allow: { operations: 'posts.create' } }, /allow\.operations must be a list/],
    [{ allow: { accounts: 'tt_321' } }, /allow\.accounts must be a list/],
    [{ validate: 'maybe' }, /validate must be/],
    [{ timeout: 0 }, /timeout must be/],
    [{ baseURL: 'http://api.postpeer.dev' }, /https:/],
    [{ fetch: 'x' }, /fetch must be/],
    [{ dangerouslyAllowBrowser: true }, /has no "dangerouslyAllowBrowser"/],
  ]) {
    assert.throws(
      () => open(options),
      error => error instanceof PostPeerError && message.test(error.message) && !error.message.includes('secret'),
      JSON.stringify(options),
    );
  }
});

test('a body that was already read throws an error for the host', async () => {
  const { relay } = open();
  const request = new Request(`${BASE}/v1/posts/`, {
    method: 'POST',
    headers: { ...callHeader(), ...JSON_TYPE },
    body: JSON.stringify(POST),
  });
  await request.text();
  await assert.rejects(relay(request), /request\.clone\(\)/);
});

/** Sends bytes that no `fetch` would send on a socket to a relay behind node:http. */
async function raw(t, text, { leaveAfter } = {}) {
  const { relay, sent } = open({ bodyLimit: 10_000, timeout: 500 });
  const server = createServer(async (incoming, outgoing) => {
    const controller = new AbortController();
    outgoing.on('close', () => controller.abort());
    const body = incoming.method === 'GET' ? null : Readable.toWeb(incoming);
    const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
      values.map(value => [name, value]),
    );
    const response = await relay(
      new Request(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method,
        headers,
        body,
        duplex: 'half',
        signal: controller.signal,
      }),
    );
    outgoing.writeHead(response.status).end(await response.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => (server.closeAllConnections(), server.close()));
  const socket = connect(server.address().port, '127.0.0.1');
  socket.on('error', () => {});
  let answer = '';
  socket.on('data', piece => (answer += piece));
  socket.write(text);
  if (leaveAfter) setTimeout(() => socket.destroy(), leaveAfter);
  const ended = new Promise(resolve => setTimeout(resolve, 2000));
  await Promise.race([once(socket, 'close'), ended]);
  socket.destroy();
  return { status: Number(answer.split(' ')[1]), sent };
}

test('on a real socket: wrong lengths, chunks, and a caller that disconnects', async t => {
  const body = JSON.stringify(POST);
  const head = (...lines) =>
    [
      'POST /api/postpeer/v1/posts/ HTTP/1.1',
      'Host: app.example',
      'Content-Type: application/json',
      `X-PostPeer-Call: ${randomUUID()}`,
      'Connection: close',
      ...lines,
      '',
      '',
    ].join('\r\n');
  const chunk = text => `${text.length.toString(16)}\r\n${text}\r\n`;
  const good = await raw(t, head(`Content-Length: ${body.length}`) + body);
  assert.deepEqual([good.status, good.sent.length], [202, 1]);
  const chunked = await raw(t, head('Transfer-Encoding: chunked') + [...body].map(chunk).join('') + chunk(''));
  assert.deepEqual([chunked.status, chunked.sent[0].body], [202, body]);
  const short = await raw(t, head(`Content-Length: ${body.length - 1}`) + body);
  assert.deepEqual([short.status, short.sent.length], [400, 0]);
  const long = await raw(t, head(`Content-Length: ${body.length + 1}`) + body);
  assert.deepEqual([long.status, long.sent.length], [400, 0], 'what never comes is not waited for');
  const giant = await raw(t, head('Transfer-Encoding: chunked') + chunk('x'.repeat(20_000)));
  assert.deepEqual([giant.status, giant.sent.length], [413, 0]);
  const both = await raw(t, head('Content-Length: 5', 'Transfer-Encoding: chunked') + chunk(body) + chunk(''));
  assert.equal(both.sent.length, 0, 'two lengths');
  const left = await raw(t, head(`Content-Length: ${body.length}`) + body.slice(0, 50), { leaveAfter: 50 });
  assert.equal(left.sent.length, 0);
});

test('a relay in a browser throws', () => {
  globalThis.document = {};
  try {
    assert.throws(() => createRelay({ apiKey: KEY, allow: 'everything' }), /This is a browser/);
    assert.ok(new PostPeer({ apiKey: null, baseURL: BASE }));
  } finally {
    delete globalThis.document;
  }
});
