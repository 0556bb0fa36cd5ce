// The option `allow` fails closed: only a valid allowance permits a call.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { PostPeer, PostPeerError } from '../../pkg/index.js';
import { createRelay } from '../../pkg/relay.js';
import { KEY, POST, PUBLISHED } from '../transport/server.mjs';

const PAGE = 'https://app.example';

/** Returns a relay with this `allow`, its requests to PostPeer, and its log. */
function open(allow, options) {
  const [sent, log] = [[], []];
  const fetch = async request => {
    sent.push(request.url);
    return Response.json(PUBLISHED, { status: 202 });
  };
  const logger = { error: (message, details) => log.push([message, details]) };
  const relay = createRelay({ apiKey: KEY, fetch, logger, allow, ...options });
  const ask = headers =>
    relay(
      new Request(`${PAGE}/api/postpeer/v1/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': randomUUID(), ...headers },
        body: JSON.stringify(POST),
      }),
    );
  return { ask, sent, log };
}

const withKeys = (keys, value) => Object.assign(value, keys);
class Grant {
  operations = ['posts.create'];
}
class Rootless extends null {
  constructor() {
    return Object.create(new.target.prototype);
  }
}
const bare = Object.assign(Object.create(null), { accounts: ['tt_321'] });
const hostile = {
  get operations() {
    throw new Error('boom');
  },
};
const refusing = new Proxy(
  {},
  {
    getPrototypeOf: () => {
      throw new Error('boom');
    },
  },
);

/** Invalid allowances, as the option or as the result of its function. */
const SHAPELESS = {
  'an empty object': {},
  'an empty list': [],
  'a list of operations': ['posts.create'],
  'a Set': new Set(['posts.create']),
  'a Map': new Map([['operations', ['posts.create']]]),
  'an Error': new Error('no'),
  'an Error with an allowance on it': withKeys({ operations: ['posts.create'] }, new Error('no')),
  'a Date': new Date(),
  'a boxed string': new String('posts.create'),
  'a boxed false': new Boolean(false),
  'a RegExp': /./,
  'a Promise in a list': [Promise.resolve({ operations: ['posts.create'] })],
  'a Request': new Request(PAGE),
  Headers: new Headers(),
  'an object of a class': new Grant(),
  'an object that inherits its lists': Object.create({ operations: ['posts.create'] }),
  'an object that inherits one of its lists from a bare object': withKeys(
    { operations: ['posts.create'] },
    Object.create(bare),
  ),
  'an object of a class without a root': withKeys({ operations: ['posts.create'] }, new Rootless()),
  true: true,
  one: 1,
  'a name': 'posts.create',
  'a symbol': Symbol('allow'),
  'accounts that got lost': { accounts: undefined },
  'accounts that got lost beside operations': { operations: ['posts.create'], accounts: undefined },
  'operations that got lost beside accounts': { operations: undefined, accounts: ['tt_321'] },
  'accounts that are null': { accounts: null },
  'an empty account': { accounts: [''] },
  'an account that is a number': { accounts: [321] },
  'accounts in a string': { accounts: 'tt_321' },
  'accounts in a boxed string': { accounts: new String('tt_321') },
  'accounts in an object': { accounts: { tt_321: true } },
  'accounts in a Map': { accounts: new Map([['tt_321', true]]) },
  'accounts in a promise': { accounts: Promise.resolve(['tt_321']) },
  'an unknown operation': { operations: ['posts.creat'] },
  'an empty operation': { operations: ['posts.create', ''] },
  'a misspelt key': { operation: ['posts.create'] },
  'a misspelt key next to a right one': { operations: ['posts.create'], account: ['tt_321'] },
  'a getter that throws': hostile,
  'a Proxy that throws': refusing,
};

for (const [name, given] of Object.entries(SHAPELESS)) {
  test(`no allowance: ${name}`, async () => {
    for (const allow of [() => given, async () => given]) {
      const { ask, sent, log } = open(allow);
      const response = await ask();
      assert.deepEqual([response.status, (await response.json()).code], [403, 'relay.caller']);
      assert.deepEqual(sent, []);
      assert.equal(log.length, 1, 'one error in the log');
      const [message, details] = log[0];
      assert.match(message, /^postpeer-wasm createRelay: posts\.create was refused\. .*[.?] To refuse a call, answer /);
      assert.match(message, / To refuse a call, answer null, false or a Response with an error status\.$/);
      assert.deepEqual(details, { operation: 'posts.create' });
    }
    assert.throws(() => open(given), name.endsWith('that throws') ? /boom/ : PostPeerError);
  });
}

test('null, false and undefined refuse the call without an error', async () => {
  for (const answer of [undefined, null, false]) {
    for (const allow of [() => answer, async () => answer]) {
      const { ask, sent, log } = open(allow);
      const response = await ask();
      assert.deepEqual([response.status, (await response.json()).code, sent, log], [403, 'relay.caller', [], []]);
    }
    assert.throws(() => open(answer), PostPeerError, 'a fixed one is a slip');
  }
});

test('an error Response is sent unchanged, and nothing is sent to PostPeer', async () => {
  for (const status of [400, 401, 403, 429, 503, 599]) {
    const { ask, sent, log } = open(
      () => new Response('sign in first', { status, headers: { 'www-authenticate': 'Bearer', 'retry-after': '7' } }),
    );
    const response = await ask();
    assert.deepEqual([response.status, await response.text()], [status, 'sign in first']);
    assert.deepEqual([response.headers.get('www-authenticate'), response.headers.get('retry-after')], ['Bearer', '7']);
    assert.deepEqual([sent, log], [[], []]);
  }
  // Responses of Hono, or of an app's own undici, are not instances of this realm's Response.
  const foreign = {
    status: 401,
    bodyUsed: false,
    get [Symbol.toStringTag]() {
      return 'Response';
    },
  };
  assert.equal(await open(() => foreign).ask(), foreign);
});

test('a page of an allowed origin can read an error Response', async () => {
  const origin = 'https://other.example';
  const { ask } = open(() => Response.json({ message: 'no' }, { status: 401, headers: { 'x-own': 'kept' } }), {
    origin,
  });
  const response = await ask({ origin });
  assert.deepEqual(
    [response.status, response.headers.get('access-control-allow-origin'), response.headers.get('x-own')],
    [401, origin, 'kept'],
  );
  assert.deepEqual(await response.json(), { message: 'no' });
});

test('a Response without an error status, or that was used before, allows nothing', async () => {
  const used = new Response('no', { status: 403 });
  await used.text();
  const locked = new Response('no', { status: 403 });
  locked.body.getReader();
  for (const answer of [
    new Response('ok'),
    Response.json({ operations: ['posts.create'] }),
    Response.redirect(`${PAGE}/login`),
    Response.error(),
    used,
    locked,
  ]) {
    const { ask, sent, log } = open(() => answer);
    assert.deepEqual([(await ask()).status, sent, log.length], [403, [], 1]);
  }
});

test('allowances permit what they name, with any kind of list', async () => {
  const ok = async allow => {
    const { ask, sent, log } = open(allow);
    assert.deepEqual([(await ask()).status, sent.length, log], [202, 1, []]);
  };
  function* names() {
    yield 'posts.create';
  }
  for (const allowance of [
    () => ({ operations: ['posts.create'] }),
    () => ({ operations: new Set(['posts.create']) }),
    () => ({ operations: names() }),
    () => ({ accounts: ['tt_321', 'yt_789', 'ig_456'] }),
    () => ({ operations: ['posts.create'], accounts: new Set(['tt_321', 'yt_789', 'ig_456']) }),
    () => Object.assign(Object.create(null), { operations: ['posts.create'] }),
    () => runInNewContext("({ operations: ['posts.create'] })"),
    () => structuredClone({ operations: ['posts.create'] }),
  ]) {
    await ok(allowance());
    await ok(allowance);
    await ok(async () => allowance());
  }
  // Empty lists allow nothing.
  for (const allowance of [{ operations: [] }, { accounts: [] }, { operations: ['posts.create'], accounts: [] }]) {
    const { ask, sent, log } = open(() => allowance);
    assert.deepEqual([(await ask()).status, sent, log], [403, [], []]);
  }
});

test('errors of allow go to the host, also errors of a client that it called', async () => {
  const refused = new PostPeer({
    apiKey: KEY,
    fetch: async () => Response.json({ message: 'secret detail' }, { status: 401 }),
  });
  for (const allow of [
    () => refused.posts.list(),
    () => Promise.reject(new Error('sign in')),
    () => {
      throw new Error('sign in');
    },
  ]) {
    const { ask, sent } = open(allow);
    await assert.rejects(ask(), /secret detail|sign in/);
    assert.deepEqual(sent, []);
  }
});

test('properties of Object.prototype are in no allowance', async t => {
  t.after(() => ['accounts', 'operations', 'response'].forEach(name => delete Object.prototype[name]));
  for (const [name, value] of [
    ['accounts', ['other']],
    ['operations', ['posts.list']],
    ['response', new Response('x', { status: 299 })],
  ]) {
    Object.prototype[name] = value;
    const fetch = async () => Response.json({ success: true });
    const relays = [
      { allow: { operations: ['posts.get'] } },
      { allow: () => ({ operations: ['posts.get'] }) },
      { allow: 'everything' },
    ].map(options => createRelay({ apiKey: KEY, fetch, ...options }));
    const answers = await Promise.all(
      relays.map(relay =>
        relay(new Request(`${PAGE}/api/postpeer/v1/posts/p`, { headers: { 'x-postpeer-call': randomUUID() } })),
      ),
    );
    delete Object.prototype[name];
    // Checks of the call itself may fail on it, and refuse.
    assert.ok(
      answers.every(({ status }) => status === 200 || status === 400),
      `${name}: ${answers.map(({ status }) => status)}`,
    );
  }
});

test('an inherited option allow is read', () => {
  assert.throws(() => createRelay(Object.create({ apiKey: KEY, allow: [] })), PostPeerError);
});

test('the error goes to warn if a logger has no error, and else to the console', async t => {
  const warned = [];
  await open(() => [], { logger: { warn: message => warned.push(message) } }).ask();
  assert.equal(warned.length, 1);
  const error = t.mock.method(console, 'error', () => {});
  await open(() => [], { logger: undefined }).ask();
  assert.equal(error.mock.callCount(), 1);
  assert.match(error.mock.calls[0].arguments[0], /allow must be an object with operations, accounts or profiles/);
  // Invalid loggers.
  for (const logger of [{ debug() {} }, {}, { error: true }]) await open(() => [], { logger }).ask();
  assert.equal(error.mock.callCount(), 4);
  // Errors of the logger are ignored.
  const failing = {
    error() {
      throw new Error('disk full');
    },
  };
  assert.equal((await open(() => [], { logger: failing }).ask()).status, 403);
});
