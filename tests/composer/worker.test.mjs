// Limits on hostile visitors of the Worker: who may call, how much is accepted and kept, and which sandbox they reach.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import test from 'node:test';
import { startDemo } from '../../www/demo.mjs';
import { exampleOf } from '../../www/page/lib/examples.js';
import { limitBody } from '../../www/worker/bodies.js';
import { networkOf } from '../../www/worker/callers.js';
import { createSessions } from '../../www/worker/sessions.js';
import { browserPath } from '../../scripts/browsers.mjs';
import { BROWSERS, openComposer } from './browser.mjs';

const POSTS = '/api/postpeer/v1/posts/';
/** The read requests of a page that is opened. */
const READS = [
  '/api/session',
  '/api/postpeer/v1/connect/integrations?limit=100',
  '/api/postpeer/v1/posts/scheduled/?limit=100',
  '/api/postpeer/v1/posts/?limit=20',
  '/api/postpeer/v1/tiktok/creator-info?accountId=tt_321',
];
const UPLOAD = '/api/postpeer/v1/media/upload';
const STORAGE = '/api/sandbox/storage/';
const MINUTE = 60_000;
const FILE_LIMIT = 100 * 2 ** 20;
const JSON_LIMIT = 16 * 1024;

/** Returns a body of `total` bytes that never ends. */
function unendedBody(total) {
  let left = total;
  return () => {
    if (left === 0) return undefined;
    const piece = Buffer.alloc(Math.min(left, 2 ** 20), 32);
    left -= piece.length;
    return piece;
  };
}

/**
 * Sends a request with any headers, which `fetch` would not allow. A function as body returns chunks, null at the end,
 * or undefined to wait.
 */
function call(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const length =
      typeof body === 'function' || body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = httpRequest(
      url,
      { method, agent: false, headers: { 'x-postpeer-call': `test-${randomUUID()}`, ...length, ...headers } },
      async response => {
        answered = true;
        const pieces = [];
        for await (const piece of response) pieces.push(piece);
        request.destroy();
        const text = Buffer.concat(pieces).toString();
        const answer = {
          status: response.statusCode,
          headers: response.headers,
          text,
          cookie: response.headers['set-cookie']?.[0],
          sent,
        };
        resolve(
          response.headers['content-type']?.startsWith('application/json') && text !== ''
            ? { ...answer, body: JSON.parse(text) }
            : answer,
        );
      },
    );
    // After a rejection nobody reads the rest of the body.
    request.on('error', error => answered || reject(error));
    if (typeof body !== 'function') return void request.end(body);
    const more = () => {
      while (!answered) {
        const piece = body();
        if (piece === undefined) return;
        if (piece === null) return void request.end();
        sent += piece.length;
        if (!request.write(piece)) return void request.once('drain', more);
      }
    };
    more();
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const valueOf = cookie => cookie.split(';')[0];
const postOf = content => JSON.stringify({ ...exampleOf('video'), content });

/** A visitor who keeps the cookie as a browser does. */
function visitor(url, { network } = {}) {
  const self = { cookie: undefined };
  self.call = async (path, options = {}) => {
    const headers = {
      ...(self.cookie && { cookie: valueOf(self.cookie) }),
      ...(network && { 'cf-connecting-ip': network }),
      ...options.headers,
    };
    const answer = await call(url + path, { ...options, headers });
    self.cookie = answer.cookie ?? self.cookie;
    return answer;
  };
  self.json = (path, body) =>
    self.call(path, {
      method: 'POST',
      headers: JSON_TYPE,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  self.wire = async () => (await self.call('/api/sandbox/requests')).body.requests;
  return self;
}

// --- Sessions ---

/** Returns sessions with a manual clock. */
function sessionsWithClock(options) {
  const clock = { now: 1e12 };
  let created = 0;
  const sessions = createSessions({
    maxSessions: 4,
    maxPerNetwork: 2,
    idleTime: 15 * MINUTE,
    lifetime: 60 * MINUTE,
    now: () => clock.now,
    create: () => ({ number: created++ }),
    ...options,
  });
  return { clock, sessions };
}

const rejectionOf = action => {
  try {
    action();
  } catch ({ status, headers }) {
    return [status, Number(headers['retry-after'])];
  }
  return undefined;
};

test('a session in use is kept, however many visitors arrive', () => {
  const { clock, sessions } = sessionsWithClock({ maxPerNetwork: Infinity });
  const own = sessions.open('own', '198.51.100.1');
  let refused = 0;
  for (let visit = 0; visit < 10_000; visit += 1) {
    clock.now += 10_000;
    if (visit % 60 === 0) assert.equal(sessions.find('own'), own, `visit ${visit}`);
    if (rejectionOf(() => sessions.open(`v${visit}`, `n${visit}`))) refused += 1;
    assert.ok(sessions.size <= 4);
  }
  // Three sessions, each replaceable after 15 minutes, which is 90 visits.
  assert.ok(refused > 9500, String(refused));
});

test('only an idle session is replaced: the least recently used one', () => {
  const { clock, sessions } = sessionsWithClock({ maxPerNetwork: Infinity });
  for (const id of ['a', 'b', 'c', 'd']) sessions.open(id);
  clock.now += 10 * MINUTE;
  sessions.find('a');
  assert.deepEqual(
    rejectionOf(() => sessions.open('e')),
    [429, 300],
  );
  clock.now += 5 * MINUTE;
  sessions.open('e');
  assert.equal(sessions.find('b'), undefined);
  for (const id of ['a', 'c', 'd', 'e']) assert.notEqual(sessions.find(id), undefined, id);
});

test('a network has a limited number of sessions, and replaces only its own', () => {
  const { clock, sessions } = sessionsWithClock();
  sessions.open('far', 'other');
  sessions.open('a', 'net');
  sessions.open('b', 'net');
  assert.deepEqual(
    rejectionOf(() => sessions.open('c', 'net')),
    [429, 900],
  );
  clock.now += 15 * MINUTE;
  sessions.open('c', 'net');
  assert.equal(sessions.find('a'), undefined);
  assert.notEqual(sessions.find('far'), undefined);
});

test('a session ends after an hour without a call', () => {
  const { clock, sessions } = sessionsWithClock();
  sessions.open('a');
  clock.now += 60 * MINUTE - 1;
  assert.notEqual(sessions.find('a'), undefined);
  clock.now += 60 * MINUTE;
  assert.equal(sessions.find('a'), undefined);
  assert.equal(sessions.size, 0);
});

test('a network is an IPv4 address or the first half of an IPv6 address; loopback has none', () => {
  const of = address =>
    networkOf(
      new Request('https://x.example/', { headers: address === undefined ? {} : { 'cf-connecting-ip': address } }),
    );
  assert.equal(of('203.0.113.9'), '203.0.113.9');
  assert.equal(of('2001:db8:0001:2::1'), of('2001:DB8:1:2:ffff:ffff:ffff:ffff'));
  assert.notEqual(of('2001:db8:1:2::1'), of('2001:db8:1:3::1'));
  assert.equal(of('2001:db8::1'), '2001:db8:0:0');
  assert.equal(of('::2'), '0:0:0:0');
  for (const none of [undefined, '', '127.0.0.1', '::1']) assert.equal(of(none), undefined);
});

// --- Bodies ---

const upload = (stream, headers) =>
  new Request('https://x.example/', { method: 'PUT', headers, body: stream, duplex: 'half' });

test('a body is streamed up to its limit', async () => {
  let made = 0;
  const stream = () =>
    new ReadableStream(
      { pull: controller => void ((made += 1), controller.enqueue(new Uint8Array(1000))) },
      { highWaterMark: 0 },
    );
  const body = limitBody(upload(stream()), 10_000);
  const reader = body.stream.getReader();
  await reader.read();
  assert.equal(made, 1, 'no chunk is read before it is requested');
  await assert.rejects(
    (async () => {
      for (;;) await reader.read();
    })(),
  );
  assert.deepEqual([body.error.status, made], [413, 11]);
  assert.throws(() => limitBody(upload(stream(), { 'content-length': '10001' }), 10_000), { status: 413 });
  assert.equal(limitBody(new Request('https://x.example/'), 1).stream, null);
});

test('a body that stalls is cancelled', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let cancelled = false;
  const body = limitBody(upload(new ReadableStream({ cancel: () => void (cancelled = true) })), 10);
  const read = body.stream.getReader().read();
  await Promise.resolve();
  t.mock.timers.tick(30_000);
  await assert.rejects(read);
  assert.deepEqual([body.error.status, cancelled], [408, true]);
});

// --- The Worker ---

test('a Worker with the sandbox', async t => {
  const { worker, url } = await startDemo({ port: 0 });
  t.after(() => worker.dispose());

  await t.test('answers only its own page', async () => {
    const own = visitor(url);
    const {
      body: { data },
    } = await own.json(UPLOAD, { filename: 'a.png', mimeType: 'image/png' });
    const upload = new URL(data.uploadUrl).pathname + new URL(data.uploadUrl).search;
    const before = (await own.wire()).length;
    const calls = [
      ['GET', '/api/session'],
      ['GET', '/api/sandbox/requests'],
      ['GET', '/api/postpeer/v1/posts/'],
      ['GET', '/api/postpeer/v1/connect/tiktok'],
      ['POST', POSTS, postOf('From elsewhere')],
      ['POST', '/api/sandbox/trouble', '{"mode":"hang"}'],
      ['POST', '/api/sandbox/authorize', '{"url":"https://a.example/"}'],
      ['PUT', upload, 'x'],
      ['OPTIONS', upload],
      ['OPTIONS', POSTS],
      ['GET', '/api/nothing'],
    ];
    const strangers = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: url.replace('127.0.0.1', 'localhost') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: url, 'sec-fetch-site': 'cross-site' },
    ];
    for (const [method, path, body] of calls) {
      for (const from of strangers) {
        const { status, headers } = await own.call(path, {
          method,
          body,
          headers: { ...(body && JSON_TYPE), ...from },
        });
        assert.equal(status, 403, `${method} ${path} ${JSON.stringify(from)}`);
        assert.equal(headers['access-control-allow-origin'], undefined);
        assert.equal(headers['set-cookie'], undefined);
      }
    }
    assert.equal((await own.wire()).length, before, 'no call reached the sandbox');
    const put = await own.call(upload, {
      method: 'PUT',
      body: 'x',
      headers: { 'content-type': 'image/png', origin: url, 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(put.status, 200);
  });

  await t.test('accepts a file only by PUT, from the visitor who requested the upload URL', async () => {
    const own = visitor(url);
    const {
      body: { data },
    } = await own.json(UPLOAD, { filename: 'a.png', mimeType: 'image/png' });
    const path = data.uploadUrl.slice(url.length);
    const put = who => who.call(path, { method: 'PUT', body: 'x', headers: { 'content-type': 'image/png' } });
    for (const method of ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await own.call(path, { method });
      assert.deepEqual([method, status, headers.allow], [method, 405, 'PUT']);
    }
    assert.equal((await put(visitor(url))).status, 403, 'without a cookie');
    const other = visitor(url);
    await other.json('/api/sandbox/trouble', { mode: null });
    assert.equal((await put(other)).status, 403, 'another visitor');
    assert.equal((await put(own)).status, 200);
    assert.equal((await own.call(`${STORAGE}nothing`, { method: 'PUT', body: 'x' })).status, 403);
  });

  await t.test('stops a file that is too long, also if content-length is missing', async () => {
    const own = visitor(url);
    const {
      body: { data },
    } = await own.json(UPLOAD, { filename: 'a.mp4', mimeType: 'video/mp4' });
    const path = data.uploadUrl.slice(url.length);
    const headers = { 'content-type': 'video/mp4' };
    let begun = false;
    const begin = () => (begun ? undefined : ((begun = true), Buffer.alloc(1)));
    const said = await own.call(path, {
      method: 'PUT',
      headers: { ...headers, 'content-length': String(FILE_LIMIT + 1) },
      body: begin,
    });
    assert.equal(said.status, 413);
    // One byte too many and no end: the answer does not wait for the end.
    const unended = await own.call(path, {
      method: 'PUT',
      headers: { ...headers, 'transfer-encoding': 'chunked' },
      body: unendedBody(FILE_LIMIT + 1),
    });
    assert.deepEqual([unended.status, unended.sent], [413, FILE_LIMIT + 1]);
    assert.equal((await own.call(path, { method: 'PUT', headers, body: Buffer.alloc(5 * 2 ** 20) })).status, 200);
  });

  await t.test('accepts only JSON of limited length', async () => {
    for (const path of ['/api/sandbox/trouble', '/api/sandbox/authorize']) {
      const own = visitor(url);
      const send = (body, type = 'application/json') =>
        own.call(path, { method: 'POST', headers: type ? { 'content-type': type } : {}, body });
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/jsonp',
        '',
      ])
        assert.equal((await send('{}', type)).status, 415, type);
      for (const body of ['', '{', '{"mode":', '\u0000']) assert.equal((await send(body)).status, 400, body);
      for (const body of [
        'null',
        '1',
        '[]',
        '{}',
        '{"mode":"toString","url":"x"}',
        '{"mode":"__proto__","url":7}',
        '{"mode":["hang"],"url":{}}',
        '{"mode":{},"url":"javascript:alert(1)"}',
      ])
        assert.equal((await send(body)).status, 400, body);
      const unended = await own.call(path, {
        method: 'POST',
        headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' },
        body: unendedBody(JSON_LIMIT + 1),
      });
      assert.deepEqual([unended.status, unended.sent], [413, JSON_LIMIT + 1]);
      assert.equal((await own.call(path, { method: 'DELETE' })).headers.allow, 'POST');
    }
  });

  await t.test('sets security headers on every answer', async () => {
    const own = visitor(url);
    const answers = [
      await own.call('/api/session'),
      await own.call('/api/nothing'),
      await own.call('/api/sandbox/requests'),
      await own.json('/api/sandbox/trouble', { mode: null }),
      await own.json(POSTS, postOf('One')),
      await own.json(POSTS, '{'),
      await own.call('/api/session', { headers: { origin: 'https://evil.example' } }),
      await own.call(POSTS),
      await own.call(`${STORAGE}x`, { method: 'PUT' }),
    ];
    for (const { status, headers } of answers) {
      const {
        'content-security-policy': policy,
        'x-content-type-options': sniff,
        'referrer-policy': referrer,
        'cross-origin-resource-policy': resource,
        'cache-control': cache,
      } = headers;
      assert.deepEqual(
        [policy, sniff, referrer, resource, cache],
        ["default-src 'none'; frame-ancestors 'none'", 'nosniff', 'no-referrer', 'same-origin', 'no-store'],
        String(status),
      );
    }
    for (const path of ['/', '/assets/app.js', '/nothing/here']) {
      const { headers } = await call(url + path);
      for (const wanted of [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval';",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ])
        assert.ok(headers['content-security-policy'].includes(wanted), `${path}: ${wanted}`);
      assert.doesNotMatch(headers['content-security-policy'], /'unsafe-(inline|eval)'|data:|\*/);
      assert.deepEqual(
        [headers['x-content-type-options'], headers['referrer-policy'], headers['cross-origin-opener-policy']],
        ['nosniff', 'no-referrer', 'same-origin'],
      );
    }
  });

  await t.test('accepts only visitor ids that it has signed', async () => {
    const own = visitor(url);
    const {
      body: { postId },
    } = await own.json(POSTS, postOf('Mine'));
    const look = async cookie => (await call(`${url}${POSTS}${postId}`, { headers: cookie ? { cookie } : {} })).status;
    const [name, value] = valueOf(own.cookie).split('=');
    const [id, signature] = value.split('.');
    assert.match(id, /^[0-9a-f]{32}$/, '128 bits');
    assert.equal(await look(`${name}=${value}`), 200);
    const other = visitor(url);
    await other.call('/api/session');
    const otherSignature = valueOf(other.cookie).split('.')[1];
    const flipped = `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`;
    for (const forged of [
      id,
      `${id}.`,
      `${id}.${flipped}`,
      `${id}.${otherSignature}`,
      `${id}.${'0'.repeat(64)}`,
      `${id.replace(/./, first => (first === '0' ? '1' : '0'))}.${signature}`,
      value.toUpperCase(),
      `${value}0`,
      ` ${value}`,
      `"${value}"`,
    ])
      assert.equal(await look(`${name}=${forged}`), 404, forged);
    assert.equal(await look(`x${name}=${value}`), 404);
    assert.equal(await look(`other=1; ${name}=${value}; more=2`), 200);
    // Unsigned ids, and ids signed by an earlier isolate.
    for (const chosen of ['00000000-0000-4000-8000-000000000000', `${'0'.repeat(32)}.${'0'.repeat(64)}`]) {
      const fixed = await call(url + POSTS, {
        method: 'POST',
        headers: { ...JSON_TYPE, cookie: `${name}=${chosen}` },
        body: postOf('Fixed'),
      });
      assert.notEqual(valueOf(fixed.cookie).split('=')[1], chosen);
      assert.equal(
        (await call(`${url}${POSTS}${fixed.body.postId}`, { headers: { cookie: `${name}=${chosen}` } })).status,
        404,
      );
    }
  });

  await t.test('gives two simultaneous first calls one sandbox', async () => {
    const own = visitor(url);
    await own.call('/api/session');
    const answers = await Promise.all(
      ['a.png', 'b.png'].map(filename => own.json(UPLOAD, { filename, mimeType: 'image/png' })),
    );
    for (const {
      body: { data },
    } of answers)
      assert.equal(
        (
          await own.call(data.uploadUrl.slice(url.length), {
            method: 'PUT',
            body: 'x',
            headers: { 'content-type': 'image/png' },
          })
        ).status,
        200,
      );
  });

  await t.test('sets a strict cookie', async () => {
    const plain = (await call(`${url}/api/session`)).cookie;
    assert.match(plain, /^composer=[0-9a-f.]+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict$/);
    const secure = (await worker.dispatchFetch('https://composer.example/api/session')).headers.getSetCookie();
    assert.equal(secure.length, 1);
    assert.match(secure[0], /^__Host-composer=[0-9a-f.]+; Path=\/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure$/);
    // Over https a cookie without the prefix may come from another host.
    const renewed = async cookie =>
      valueOf(
        (
          await worker.dispatchFetch('https://composer.example/api/session', { headers: { cookie } })
        ).headers.getSetCookie()[0],
      );
    assert.equal(await renewed(valueOf(secure[0])), valueOf(secure[0]));
    assert.notEqual(await renewed(valueOf(secure[0]).replace('__Host-', '')), valueOf(secure[0]));
  });

  await t.test('keeps a bounded list of requests, and rejects changes when a sandbox is full', async () => {
    const own = visitor(url);
    let taken = 0;
    let last;
    do {
      last = await own.json(POSTS, postOf(`Post ${taken}`));
      if (last.status === 202) taken += 1;
    } while (last.status === 202 && taken < 1000);
    // 1000 credits would be enough for all of them.
    assert.deepEqual([last.status, /This sandbox is full/.test(last.text)], [403, true]);
    assert.ok(taken >= 100 && taken <= 300, String(taken));
    for (let look = 0; look < 250; look += 1) await own.call(`/api/postpeer/v1/posts/?limit=1&offset=${look}`);
    const wire = await own.wire();
    assert.ok(wire.length <= 200, String(wire.length));
    assert.ok(JSON.stringify(wire).length < 128 * 1024);
    assert.match(wire.at(-1).url, /offset=249$/, 'the newest are kept');
    const long = visitor(url);
    for (let n = 0; n < 6; n += 1)
      await long.json(POSTS, {
        content: 'x'.repeat(50_000),
        platforms: [{ platform: 'facebook', accountId: 'fb_357' }],
        publishNow: true,
      });
    assert.ok(JSON.stringify(await long.wire()).length < 128 * 1024);
    const { posts } = (await long.call(`${POSTS}?limit=100`)).body;
    assert.equal(posts.length, 1, 'their total size is bounded');
  });

  await t.test('keeps no session for reads without a cookie', async () => {
    const { body, cookie } = await call(url + POSTS);
    assert.deepEqual([body.total, cookie], [0, undefined]);
    assert.deepEqual((await call(`${url}/api/sandbox/requests`)).body, { requests: [] });
    for (const path of READS.slice(1)) assert.deepEqual([path, (await call(url + path)).cookie], [path, undefined]);
  });
});

test('a visitor cannot evict another, and a new visitor is told when to retry', async t => {
  const { worker, url } = await startDemo({ port: 0 });
  t.after(() => worker.dispose());
  const own = visitor(url, { network: '198.51.100.7' });
  const {
    body: { postId },
  } = await own.json(POSTS, postOf('Mine'));
  const isThere = async () => (await own.call(POSTS + postId)).status === 200;
  // More read-only visitors than there are sessions.
  for (let visit = 0; visit < 250; visit += 1) {
    const guest = visitor(url);
    for (const path of visit < 60 ? READS : READS.slice(0, 1)) assert.equal((await guest.call(path)).status, 200, path);
  }
  assert.equal(await isThere(), true);
  // Sandboxes of one network, then of a hundred networks.
  const statuses = async networks => {
    const seen = {};
    for (const network of networks) {
      const { status, headers, body } = await visitor(url, { network }).json(POSTS, postOf('Filler'));
      seen[status] = (seen[status] ?? 0) + 1;
      if (status !== 202) {
        assert.ok(Number(headers['retry-after']) > 0 && Number(headers['retry-after']) <= 900);
        assert.match(body.message, /Try again later/);
      }
    }
    return seen;
  };
  assert.deepEqual(await statuses(Array(20).fill('203.0.113.5')), { 202: 12, 429: 8 });
  assert.equal((await visitor(url, { network: '203.0.113.6' }).json(POSTS, postOf('Another network'))).status, 202);
  const many = await statuses(Array.from({ length: 100 }, (_, index) => `192.0.2.${index}`));
  assert.deepEqual(many, { 202: 48 - 12 - 1 - 1, 429: 100 - 34 });
  assert.equal(await isThere(), true);
  assert.equal((await own.json(POSTS, postOf('Still welcome'))).status, 202);
  // Reads are still allowed.
  assert.equal((await call(`${url}/api/session`)).status, 200);
});

test('password guesses are limited for each network', async t => {
  const { worker, url } = await startDemo({
    port: 0,
    bindings: { POSTPEER_API_KEY: 'secret', COMPOSER_PASSWORD: 'right' },
    outboundService: () => Response.json({}),
  });
  t.after(() => worker.dispose());
  const tryPassword = (password, network) =>
    call(`${url}/api/session`, {
      headers: { 'cf-connecting-ip': network, ...(password && { authorization: `Basic ${btoa(`me:${password}`)}` }) },
    });
  for (let guess = 0; guess < 20; guess += 1)
    assert.equal((await tryPassword(`guess ${guess}`, '203.0.113.5')).status, 401);
  const { status, headers, text } = await tryPassword('right', '203.0.113.5');
  assert.equal(status, 429, 'also for the right one: otherwise a guess would be confirmed');
  assert.ok(Number(headers['retry-after']) <= 60);
  assert.doesNotMatch(text, /right|secret/);
  assert.equal(
    (await tryPassword(undefined, '203.0.113.5')).status,
    401,
    'a browser that has not asked for the password yet',
  );
  assert.equal((await tryPassword('right', '198.51.100.7')).status, 200);
  // With a key there is no sandbox to reach.
  for (const path of ['/api/sandbox/requests', `${STORAGE}x`])
    assert.equal(
      (
        await call(url + path, {
          headers: { 'cf-connecting-ip': '198.51.100.7', authorization: `Basic ${btoa('me:right')}` },
        })
      ).status,
      404,
    );
});

for (const [name, start] of Object.entries(BROWSERS)) {
  test(
    `the browser keeps the cookie, and scripts cannot read it: ${name}`,
    { skip: browserPath(name) ? false : `no ${name} here` },
    async t => {
      const { worker, url } = await startDemo({ port: 0 });
      t.after(() => worker.dispose());
      const browser = await start();
      t.after(() => browser.close());
      for (const origin of [url, url.replace('127.0.0.1', 'localhost')]) {
        const tab = await openComposer(browser, origin);
        await tab.press('Thread');
        await tab.click('#send');
        await tab.says('#result .verdict', /^Published/);
        await tab.page.reload();
        await tab.waitFor(() => document.querySelectorAll('.account input').length > 0);
        await tab.press('Posts');
        await tab.says('main', /Five things/);
        const cookies = await tab.cookies();
        assert.deepEqual(
          cookies.map(({ name: of, httpOnly, sameSite, path }) => [of, httpOnly, sameSite, path]),
          [['composer', true, 'Strict', '/']],
        );
        const left = cookies[0].expires - Date.now() / 1000;
        assert.ok(left > 0 && Math.round(left / 60) <= 60, String(left));
        assert.equal(await tab.evaluate(() => document.cookie), '');
        assert.deepEqual(tab.faults, []);
        await tab.end();
      }
    },
  );
}
