// The key goes to one origin only, and into nothing that is shown, stored, cloned or thrown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { PostPeer } from '../../pkg/index.js';
import { failingServer, KEY, POST } from './server.mjs';

let server;
let client;
before(async () => {
  server = await failingServer();
  client = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 2000 });
});
after(() => server.close());

/** The common ways to convert a value to text. */
function renderings(value) {
  const shown = [
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      getters: true,
      maxStringLength: Infinity,
      maxArrayLength: Infinity,
    }),
  ];
  const attempt = make => {
    try {
      shown.push(make());
    } catch (error) {
      shown.push(String(error?.stack));
    }
  };
  attempt(() => JSON.stringify(value));
  attempt(() => inspect(structuredClone(value), { depth: Infinity, showHidden: true }));
  attempt(() => String(value));
  attempt(() => JSON.stringify(Reflect.ownKeys(value).map(name => [String(name), String(value[name])])));
  attempt(() => JSON.stringify({ ...value }));
  attempt(() => String(value.stack));
  attempt(() => JSON.stringify([...(value.headers ?? [])]));
  attempt(() => JSON.stringify([...(value.request?.headers ?? [])]));
  attempt(() => JSON.stringify([...(value.response?.headers ?? [])]));
  return shown;
}

function assertNoKey(value, what) {
  for (const text of renderings(value)) {
    assert.ok(
      !text?.includes(KEY),
      `${what} shows the key: …${text?.slice(Math.max(0, text.indexOf(KEY) - 60), text.indexOf(KEY) + 40)}`,
    );
  }
}

const outcomeOf = call =>
  call.then(
    result => result,
    error => error,
  );

test('the scan finds a key', () => {
  assert.throws(() => assertNoKey({ deep: [{ a: new Map([['k', KEY]]) }] }, 'this'));
  assert.throws(() => assertNoKey(new Error(KEY), 'this'));
  assert.throws(() => assertNoKey({ headers: new Headers({ a: KEY }) }, 'this'));
});

test('the key is sent in its header only', async () => {
  server.next('ok');
  await client.posts.create({ body: POST });
  const [{ headers, url, body }] = server.requests;
  assert.equal(headers['x-access-key'], KEY);
  assert.ok(
    !JSON.stringify({ ...headers, 'x-access-key': '' }).includes(KEY) && !url.includes(KEY) && !body.includes(KEY),
  );
});

test('the key is not sent with operations that need none', async () => {
  server.next('json', { status: 200, body: { ok: true } });
  await client.health.check();
  assert.equal(server.requests[0].headers['x-access-key'], undefined);
  await client.health.verifyAccessKey();
  assert.equal(server.requests[1].headers['x-access-key'], KEY);
});

test('the key is not visible in the client', () => {
  assertNoKey(client, 'the client');
  assertNoKey(client.posts, 'a resource');
  assertNoKey(client.withOptions({ timeout: 5 }), 'another client');
  assert.deepEqual(
    Object.keys(client).filter(name => /key|option/i.test(name)),
    [],
  );
});

test('the key is neither in a result nor in a built request', async () => {
  server.next('ok');
  const result = await client.posts.create({ body: POST });
  assertNoKey(result, 'the result');
  assert.equal(await result.request.text(), JSON.stringify(POST));
  assertNoKey(client.buildRequest('posts.create', { body: POST }), 'the request');
});

test('the key is redacted in responses: message, names, nested values, headers', async () => {
  for (const status of [400, 401, 404, 500, 202, 200]) {
    server.next('echo', { status });
    assertNoKey(await outcomeOf(client.posts.create({ body: POST })), `the outcome of ${status}`);
    assertNoKey(await outcomeOf(client.profiles.list({ maxRetries: 0 })), `the outcome of a read, ${status}`);
  }
  server.next('json', { status: 401, body: { message: `Bad key ${KEY}!`, errors: [{ [KEY]: KEY }] } });
  const error = await outcomeOf(client.profiles.list());
  assert.equal(error.message, 'Bad key [redacted]!');
  assert.deepEqual(error.details, { message: 'Bad key [redacted]!', errors: [{ '[redacted]': '[redacted]' }] });
});

test('the key is redacted in the reason phrase', async () => {
  const given = (status, body) =>
    new PostPeer({
      apiKey: KEY,
      fetch: async () =>
        new Response(body, { status, statusText: `Invalid key ${KEY}`, headers: { 'content-type': 'text/html' } }),
    });
  for (const body of ['', '<html>no</html>']) {
    const error = await outcomeOf(given(401, body).profiles.list());
    assertNoKey(error, 'the error');
    assert.equal(error.message, 'Invalid key [redacted]');
  }
  const result = await outcomeOf(given(200, '{"profiles":[]}').profiles.list());
  assertNoKey(result, 'the result');
  assert.deepEqual(
    [result.outcome, result.response.status, result.response.statusText],
    ['accepted', 200, 'Invalid key [redacted]'],
  );
});

test('a short key such as `test` is not redacted; its own header is never shown', async () => {
  const seen = [];
  const headers = { 'x-request-id': 'req-test-1' };
  for (const status of [200, 400]) {
    const given = new PostPeer({
      apiKey: 'test',
      fetch: async () => Response.json({ message: 'm' }, { status, headers }),
      onRequest: note => seen.push(note),
      onResponse: note => assert.equal(note.headers.get('x-request-id'), 'req-test-1'),
    });
    const outcome = await outcomeOf(given.profiles.list());
    assert.equal((outcome.response ?? outcome).headers.get('x-request-id'), 'req-test-1');
    if (status === 400) assert.equal(outcome.requestId, 'req-test-1');
  }
  assert.deepEqual(
    seen.map(note => note.headers.has('x-access-key')),
    [false, false],
  );
});

test('escapes do not hide the key', async () => {
  const escaped = [...KEY].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const answer = async status => new Response(`{"message":"${escaped}","a":"${escaped}"}`, { status });
  for (const status of [200, 400]) {
    const given = new PostPeer({ apiKey: KEY, baseURL: server.url, fetch: () => answer(status) });
    assertNoKey(await outcomeOf(given.profiles.list()), `escaped, ${status}`);
  }
});

test('the key is redacted in errors of a fetch function', async () => {
  const throwing = make =>
    new PostPeer({
      apiKey: KEY,
      baseURL: server.url,
      maxRetries: 0,
      fetch: async request => {
        throw make(request);
      },
    });
  const causes = [
    request =>
      Object.assign(new Error(`failed: ${request.headers.get('x-access-key')}`), {
        request,
        config: { headers: [...request.headers] },
      }),
    request => new Error('outer', { cause: Object.assign(new Error(`inner ${KEY}`), { request }) }),
    request => ({ message: 'not an Error', request }),
    () => `a string with ${KEY}`,
    request => request,
  ];
  for (const make of causes) {
    assertNoKey(await outcomeOf(throwing(make).posts.create({ body: POST })), 'the error');
    assertNoKey(await outcomeOf(throwing(make).health.verifyAccessKey()), 'the error of a read');
  }
});

const each = spell => [...KEY].map(letter => spell(letter.charCodeAt(0))).join('');
const hex = code => code.toString(16);
const base64 = text => Buffer.from(text).toString('base64');
const base64url = text => Buffer.from(text).toString('base64url');
/** The key in the encodings of other formats. */
const SPELLINGS = {
  Base64: base64(KEY),
  'Base64 for URLs': base64url(KEY),
  'Base64 without padding': base64(KEY).replace(/=+$/, ''),
  'Base64, a byte before': base64(`:${KEY}`),
  'Base64, two bytes before': base64(`u:${KEY}`),
  'Base64 of a header, for URLs': base64url(`user:${KEY}\r\n`),
  'Base64 in a URL': encodeURIComponent(base64(`u:${KEY}`)),
  'percent signs': each(code => `%${hex(code)}`),
  'percent signs, capitals': each(code => `%${hex(code).toUpperCase()}`),
  'percent signs twice': encodeURIComponent(each(code => `%${hex(code)}`)),
  'percent signs in places': KEY.replaceAll('_', '%5F'),
  HTML: each(code => `&#${code};`),
  'HTML, hexadecimal': each(code => `&#x${hex(code)};`),
  'HTML, padded and without semicolons': each(code => `&#X00${hex(code).toUpperCase()}`),
  'HTML twice': each(code => `&amp;#${code};`),
  'HTML, named': KEY.replaceAll('_', '&lowbar;'),
  JSON: each(code => `\\u00${hex(code)}`),
  'JSON in JSON': each(code => `\\\\u00${hex(code)}`),
  JavaScript: each(code => `\\x${hex(code)}`),
  'JavaScript, braces': each(code => `\\u{${hex(code)}}`),
};

for (const [name, spelt] of Object.entries(SPELLINGS)) {
  test(`it is shown in no other spelling: ${name}`, async () => {
    // Half of the key must not be shown either.
    const parts = [spelt.slice(4, -8), spelt.slice(8, 28)];
    const assertNone = (value, what) => {
      for (const text of renderings(value)) {
        for (const part of parts) {
          for (const form of [part, part.replaceAll('\\', '\\\\')])
            assert.ok(!text?.includes(form), `${what}: ${text?.slice(0, 300)}`);
        }
      }
    };
    const seen = [];
    const log = (...args) => seen.push(args);
    const ask = answer =>
      new PostPeer({ apiKey: KEY, maxRetries: 0, fetch: answer, onResponse: log, logger: { debug: log, warn: log } });
    for (const status of [200, 400, 500]) {
      const header = /[^\x21-\x7e]/.test(spelt) ? 'x' : spelt;
      const json = () =>
        Response.json(
          { message: `not <${spelt}>`, code: spelt, profiles: [{ [spelt]: { at: [spelt] } }] },
          { status, headers: { 'x-debug': `k=${header}`, 'x-request-id': header } },
        );
      const outcome = await outcomeOf(ask(json).profiles.list());
      assertNone(outcome, `JSON, ${status}`);
      assert.ok(JSON.stringify(outcome.data ?? outcome.details).includes('[redacted]'));
      assertNone(
        await outcomeOf(ask(() => new Response(`<p>${spelt}</p>`, { status, statusText: header })).profiles.list()),
        `text, ${status}`,
      );
      assertNone(
        await outcomeOf(ask(() => new Response(`{"a":"${spelt}`, { status })).posts.create({ body: POST })),
        `broken JSON, ${status}`,
      );
    }
    for (const make of [
      () => new Error(spelt),
      () => spelt,
      () => Symbol(spelt),
      () => new Error('a', { cause: Symbol(spelt) }),
      () => Object.assign(new Error('a'), { code: spelt }),
    ]) {
      const error = await outcomeOf(
        ask(() => {
          throw make();
        }).posts.create({ body: POST }),
      );
      assert.equal(error.outcome, 'unknown');
      assertNone(error, 'what was thrown');
    }
    assertNone(seen, 'the log');
  });
}

test('the key is redacted in functions and symbols that a fetch throws', async () => {
  const named = Object.defineProperty(() => KEY, 'name', { value: KEY });
  const causes = [
    Symbol(KEY),
    Symbol.for(KEY),
    named,
    Object.assign(() => {}, { message: KEY, key: KEY }),
    class {
      static key = KEY;
    },
    BigInt(5),
    new Error('a', { cause: named }),
  ];
  for (const cause of causes) {
    const seen = [];
    const client = new PostPeer({
      apiKey: KEY,
      maxRetries: 0,
      fetch: () => Promise.reject(cause),
      logger: { warn: (...args) => seen.push(args) },
    });
    const error = await outcomeOf(client.posts.create({ body: POST }));
    assert.deepEqual([error.name, error.outcome], ['APIConnectionError', 'unknown']);
    assertNoKey(error, 'the error');
    assertNoKey(
      [String(error.cause), error.cause?.description, String(error.cause?.cause), error.cause?.name],
      'its cause',
    );
    assertNoKey(seen, 'the log');
    assert.notEqual(typeof error.cause, 'function');
  }
});

test('redaction takes linear time', async () => {
  // Texts that repeat the beginning of the key: a search with backtracking would not end.
  const { redactText } = await import('../../pkg/lib/client/redact.js');
  const hostile = [
    KEY.slice(0, -1),
    '\\',
    '\\u0070',
    '&amp;',
    '&#0000',
    '%25',
    base64(KEY).slice(0, -6),
    KEY[0],
    `${KEY.slice(0, 8)}%25`,
  ];
  for (const part of hostile) {
    const text = part.repeat(Math.ceil(4_000_000 / part.length));
    assert.equal(redactText(text, KEY), text);
  }
  for (const key of [
    '\\\\\\\\\\\\\\\\',
    '%%%%%%%%%%',
    '&&&&&&&&&&',
    'aaaaaaaaaa',
    '%25%25%25%25',
    '&amp;&amp;&amp;',
    '$&$&$&$&$&',
    '((((((((((',
    '[a-z]{9,}+?',
  ]) {
    assert.equal(redactText(`a ${key} b`, key), 'a [redacted] b');
    const text = key.slice(1).concat(' ').repeat(100_000);
    assert.equal(redactText(text, key), text);
  }
});

test('the key is in no error of any failing server', async () => {
  const hasty = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 150 });
  for (const mode of [
    'dropBefore',
    'dropAfter',
    'dropInBody',
    'hang',
    'stalledBody',
    'html',
    'truncated',
    'empty',
    'status',
  ]) {
    server.next(mode, { status: 502 });
    assertNoKey(await outcomeOf(hasty.posts.create({ body: POST })), mode);
  }
  assertNoKey(await outcomeOf(hasty.posts.create({ body: {} })), 'a ValidationError');
  assertNoKey(
    await outcomeOf(hasty.posts.create({ body: POST, headers: { 'x-access-key': 'mine' } })),
    'a refused header',
  );
});

test('the key does not follow a redirect', async () => {
  const elsewhere = await failingServer();
  for (const status of [301, 302, 303, 307, 308]) {
    server.next('redirect', { status, elsewhere: elsewhere.url });
    await outcomeOf(client.health.verifyAccessKey());
    await outcomeOf(client.posts.create({ body: POST }));
  }
  assert.equal(elsewhere.requests.length, 0);
  await elsewhere.close();
});

test('hooks and the logger never see the key', async () => {
  const seen = [];
  const note = (...args) => seen.push(args);
  const watched = new PostPeer({
    apiKey: KEY,
    baseURL: server.url,
    onRequest: note,
    onResponse: (...args) => {
      note(...args);
      throw new Error('a hook that fails is its own affair');
    },
    logger: { debug: note, warn: note },
  });
  server.next('echo', { status: 202 });
  await outcomeOf(watched.posts.create({ body: POST }));
  server.next('dropAfter');
  await outcomeOf(watched.posts.create({ body: POST }));
  assert.ok(seen.length >= 5);
  assertNoKey(seen, 'the log');
  assert.equal(seen[0][0].operation, 'posts.create');
});

test('an invalid key is refused without quoting it', () => {
  for (const apiKey of ['k\u00e9y-secret', 'two words', 'line\nbreak', '', 5, {}, []]) {
    assert.throws(
      () => new PostPeer({ apiKey }),
      error => error.name === 'PostPeerError' && !error.message.includes('secret'),
    );
  }
});

test('two clients share nothing', async () => {
  const other = new PostPeer({ apiKey: 'another-key-987654', baseURL: server.url, defaultHeaders: { 'x-other': '1' } });
  server.next('json', { status: 200, body: { ok: true } });
  await Promise.all([client.health.verifyAccessKey(), other.health.verifyAccessKey()]);
  const seen = server.requests.map(({ headers }) => `${headers['x-access-key']} ${headers['x-other']}`).sort();
  assert.deepEqual(seen, ['another-key-987654 1', `${KEY} undefined`].sort());
});
