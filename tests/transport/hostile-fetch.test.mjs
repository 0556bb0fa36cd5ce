// Promises 2 and 3 in a hostile host: for every behaviour of `fetch`, its response, a signal or a hook, a call settles
// by its timeout, with an error of the library that has the right `outcome`. No rejection is unhandled, a post is sent
// once.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { APIConnectionError, PostPeer, PostPeerError } from '../../pkg/index.js';
import { KEY, POST, PUBLISHED } from './server.mjs';

const TIMEOUT = 250;
/** The timeout of a call that gets a response: a busy machine must not end it. */
const PATIENT = 15_000;
/** Far beyond the timeout of a call: only a call that never settles reaches it. */
const NEVER = 30_000;

const stray = [];
const note = error => stray.push(error);
before(() => process.on('unhandledRejection', note).on('uncaughtException', note));
after(() => process.off('unhandledRejection', note).off('uncaughtException', note));

const fail = () => {
  throw new Error('hostile');
};
const never = () => new Promise(() => {});
const later = () => new Promise(resolve => setTimeout(resolve, 20));
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable(function () {}, {});
  revoke();
  return proxy;
};
const throwing = new Proxy(function () {}, { get: fail, has: fail, getPrototypeOf: fail, apply: fail, ownKeys: fail });
const text = JSON.stringify({
  ...PUBLISHED,
  data: { uploadUrl: 'https://s3.example/put', publicUrl: 'https://cdn.example/a' },
  profiles: [],
});
const good = init => new Response(text, { status: 200, headers: { 'content-type': 'application/json' }, ...init });
const bytes = new TextEncoder().encode(text);

/** Returns a valid response with one own property. */
const own = (name, descriptor) => () => Object.defineProperty(good(), name, { configurable: true, ...descriptor });
/** Returns an object that is a valid response except for one property. */
const like = more => () => ({
  status: 200,
  ok: true,
  headers: new Headers(),
  body: null,
  text: async () => text,
  ...more,
});
const reading = (read, more) => like({ body: { getReader: () => ({ read, cancel: async () => {}, ...more }) } });
const once = first => {
  let count = 0;
  return async () => (count++ === 0 ? first : { done: true });
};

// Values that `fetch` returns. The outcome of a POST is then unknown.
const ANSWERS = {
  'a Proxy that throws': () => new Proxy(good(), { get: fail }),
  'a revoked Proxy': revoked,
  'an object that is a Response by its prototype': () => Object.create(Response.prototype),
  nothing: () => undefined,
  null: () => null,
  'a number': () => 200,
  'a text': () => text,
  'a symbol': () => Symbol('answer'),
  'a function': () => () => good(),
  'a bigint': () => 200n,
  'Response.error()': () => Response.error(),
  'an empty object': () => ({}),
  'a body that was read': async () => {
    const answer = good();
    await answer.text();
    return answer;
  },
  'a body that is being read': () => {
    const answer = good();
    answer.body.getReader();
    return answer;
  },
  'headers null': own('headers', { value: null }),
  'headers null, of no Response': like({ headers: null }),
  'headers a number': own('headers', { value: 5 }),
  'headers a Proxy': own('headers', { value: throwing }),
  'headers that name nonsense': like({ headers: { 'not a name': 'x' } }),
  'headers whose iterator throws': like({ headers: { [Symbol.iterator]: fail } }),
  'headers whose forEach throws': like({ headers: { forEach: fail } }),
  'body a number': like({ body: 5, text: undefined }),
  'getReader throws': like({ body: { getReader: fail } }),
  'getReader answers nothing': like({ body: { getReader: () => null }, text: () => 5 }),
  'a reader without read': like({ body: { getReader: () => ({}) } }),
  'a stream of Node that breaks': () =>
    like({
      body: new Readable({
        read() {
          this.destroy(new Error('broken'));
        },
      }),
    })(),
  'a stream of Node that hangs and then fails': () => {
    const body = new Readable({ read() {} });
    setTimeout(() => body.emit('error', new Error('late')), TIMEOUT + 2);
    return like({ body })();
  },
  'an async iterator that throws': like({ body: { [Symbol.asyncIterator]: fail } }),
  'an async iterator of nothing': like({ body: { [Symbol.asyncIterator]: () => ({}) } }),
  'text() answers a number': like({ text: () => 5 }),
  'text() answers nothing': like({ text: () => {} }),
  'text() throws': like({ text: fail }),
  'text() rejects with a symbol': like({ text: () => Promise.reject(Symbol('no')) }),
  'text() is a thenable that throws': like({
    text: () => ({
      get then() {
        return fail();
      },
    }),
  }),
  'text() never settles': like({ text: never }),
  'body never settles': reading(never),
  'read throws': reading(fail),
  'read rejects with nothing': reading(() => Promise.reject()),
  'read answers nothing': reading(async () => {}),
  'read answers null': reading(() => null),
  'read answers a number': reading(() => 5),
  'read answers a revoked Proxy': reading(revoked),
  'read answers a Proxy that throws': reading(() => Promise.resolve().then(() => throwing)),
  'read is a thenable that throws': reading(() => ({ then: fail })),
  'read answers and rejects': reading(() => ({ then: (yes, no) => (no(new Error('no')), yes({ done: true })) })),
  'a piece that is a text': reading(once({ done: false, value: text })),
  'a piece that is an array': reading(once({ done: false, value: [...bytes] })),
  'a piece that is missing': reading(once({ done: false })),
  'a piece that is a Proxy': reading(once({ done: false, value: new Proxy(bytes, {}) })),
  'a piece whose length throws': reading(
    once({ done: false, value: Object.defineProperty(bytes.slice(), 'byteLength', { get: fail }) }),
  ),
  'a piece that is detached': () => {
    const value = bytes.slice();
    structuredClone(value.buffer, { transfer: [value.buffer] });
    return reading(once({ done: false, value }))();
  },
  'empty pieces without end': reading(async () => ({ done: false, value: new Uint8Array(0) })),
  'small pieces without end': reading(async () => ({ done: false, value: new Uint8Array(1).fill(32) })),
  'pieces of no length without end': reading(async () => ({
    done: false,
    value: Object.defineProperty(new Uint8Array(9).fill(32), 'byteLength', { value: NaN }),
  })),
  'a stream that fails': () => new Response(new ReadableStream({ pull: fail }), { status: 200 }),
  'a stream that hangs and cannot be cancelled': () =>
    new Response(new ReadableStream({ pull: never, cancel: fail }), { status: 200 }),
  'a reader that hangs and cannot be cancelled': reading(never, { cancel: fail }),
  'a reader that hangs and whose cancel rejects': reading(never, {
    cancel: () => ({ then: (_, no) => (no(new Error('no')), { then: fail }) }),
  }),
};
for (const status of [
  65736,
  65736 + 2,
  -56,
  0,
  1,
  99,
  100,
  101,
  199,
  600,
  999,
  200.5,
  NaN,
  Infinity,
  200n,
  65736n,
  '200',
  [200],
  new Number(200),
  { valueOf: () => 200 },
  true,
  null,
  undefined,
  Symbol('200'),
]) {
  const shown = `${typeof status} ${String(status?.valueOf?.() ?? status)}`;
  ANSWERS[`status ${shown}`] = own('status', { value: status });
  ANSWERS[`status ${shown}, of no Response`] = like({ status });
}
for (const name of ['status', 'statusText', 'type', 'url', 'headers', 'body'])
  ANSWERS[`${name} throws`] = own(name, { get: fail });

/** Responses that only some runtimes accept. The outcome is right in either case. */
const EITHER = {
  'a Proxy': async () => new Proxy(good(), {}),
  'a promise whose `then` throws': () => Object.assign(Promise.resolve(good()), { then: fail }),
  'a promise whose `then` calls both': () =>
    Object.assign(Promise.resolve(good()), { then: (yes, no) => (yes(good()), no(new Error('no')), yes(good())) }),
  'a promise whose `then` calls both, the other way round': () =>
    Object.assign(Promise.resolve(good()), { then: (yes, no) => (no(new Error('no')), yes(good())) }),
};

/** Valid responses with unusual properties. */
const HARMLESS = {
  'ok throws': own('ok', { get: fail }),
  'redirected throws': own('redirected', { get: fail }),
  'json throws': own('json', { get: fail }),
  'clone throws': own('clone', { get: fail }),
  'bodyUsed throws': own('bodyUsed', { get: fail }),
  'statusText is a symbol': own('statusText', { value: Symbol('OK') }),
  'statusText is nothing': like({ statusText: null }),
  'a Proxy that works': () =>
    new Proxy(good(), {
      get: (target, name) => (typeof target[name] === 'function' ? target[name].bind(target) : target[name]),
    }),
  'no headers': like({ headers: undefined }),
  'headers of pairs': like({ headers: [['a', 'b']] }),
  'headers without an iterator': like({ headers: { forEach: call => call('b', 'a') } }),
  'a body that is a text': like({ body: text, text: undefined }),
  'a body of bytes': like({ body: bytes, text: undefined }),
  'a thenable': () => ({ then: resolve => resolve(good()) }),
  'a thenable that answers twice': () => ({ then: resolve => (resolve(good()), resolve(5)) }),
  'a thenable that answers and then throws': () => ({ then: resolve => (resolve(good()), fail()) }),
  'a stream of Node, as of node-fetch': () =>
    like({ body: Readable.from([Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))]), text: undefined })(),
  'an async iterator of bytes': like({
    body: {
      async *[Symbol.asyncIterator]() {
        yield bytes;
      },
    },
  }),
};

// Failures of `fetch`.
const FETCHES = {
  'throws an Error': fail,
  'throws a symbol': () => {
    throw Symbol('no');
  },
  'throws a function': () => {
    throw fail;
  },
  'throws null': () => {
    throw null;
  },
  'throws nothing': () => {
    throw undefined;
  },
  'throws a revoked Proxy': () => {
    throw revoked();
  },
  'throws a Proxy that throws': () => {
    throw throwing;
  },
  'throws an Error whose message throws': () => {
    throw Object.defineProperty(new Error('x'), 'message', { get: fail });
  },
  'throws an Error that causes itself': () => {
    const error = new Error('x');
    error.cause = error;
    throw error;
  },
  'rejects with nothing': () => Promise.reject(),
  'rejects with a symbol': () => Promise.reject(Symbol('no')),
  'rejects with a thenable': () => Promise.reject({ then: fail }),
  'rejects late': () => later().then(fail),
  'is a thenable that throws': () => ({ then: fail }),
  'is a thenable whose `then` cannot be read': () => ({
    get then() {
      return fail();
    },
  }),
  'is a promise whose constructor throws': () =>
    Object.defineProperty(Promise.resolve(good()), 'constructor', { get: fail }),
  'never settles': never,
  'is a thenable that never settles': () => ({ then: () => {} }),
};

const OPERATIONS = {
  'posts.create': (client, more) => client.posts.create({ body: POST, ...more }),
  'profiles.list': (client, more) => client.profiles.list(more),
  'media.upload': (client, more) =>
    client.media.upload({ body: { filename: 'a.png', mimeType: 'image/png' }, ...more }),
};

/** Returns the result or the error of a call, its requests, and unhandled rejections. */
async function endOf(operation, fetch, { options, params } = {}) {
  stray.length = 0;
  const sent = [];
  const counted = request => {
    sent.push(request.method);
    return fetch(request);
  };
  const client = new PostPeer({ apiKey: KEY, timeout: TIMEOUT, maxRetries: 0, fetch: counted, ...options });
  let timer;
  const hung = new Promise(resolve => (timer = setTimeout(resolve, NEVER, 'it never settled')));
  const call = (async () => OPERATIONS[operation](client, params))();
  const end = await Promise.race([
    call.then(
      result => ({ result }),
      error => ({ error }),
    ),
    hung,
  ]);
  clearTimeout(timer);
  // Waits for rejections that are reported late.
  await new Promise(resolve => setTimeout(resolve, 5));
  assert.deepEqual(stray, [], 'unhandled');
  assert.notEqual(end, 'it never settled');
  return { ...end, sent };
}

async function assertUnknown(operation, fetch, more) {
  const { error, result, sent } = await endOf(operation, fetch, more);
  assert.equal(result, undefined, 'accepted');
  assert.ok(error instanceof PostPeerError, `not a PostPeerError: ${String(error?.stack ?? typeof error)}`);
  assert.equal(error.outcome, 'unknown');
  assert.ok(error instanceof APIConnectionError, error.name);
  assert.equal(sent.length, 1);
}

for (const operation of Object.keys(OPERATIONS)) {
  test(`${operation}: an invalid answer leaves the outcome unknown`, async t => {
    for (const [name, answer] of Object.entries(ANSWERS))
      await t.test(name, () => assertUnknown(operation, async () => answer()));
  });
  test(`${operation}: a fetch that fails in any way leaves the outcome unknown`, async t => {
    for (const [name, fetch] of Object.entries(FETCHES)) await t.test(name, () => assertUnknown(operation, fetch));
  });
  test(`${operation}: an answer that is odd where it does not matter is accepted`, async t => {
    for (const [name, answer] of Object.entries(HARMLESS)) {
      await t.test(name, async () => {
        const { result, error, sent } = await endOf(operation, answer, { options: { timeout: PATIENT } });
        assert.equal(result?.outcome, 'accepted', error?.stack);
        assert.equal(result.response.status, 200);
        assert.ok(result.response instanceof Response);
        assert.equal(sent.length, 1);
      });
    }
  });
  test(`${operation}: with hooks, the same`, async t => {
    const hooks = {
      onRequest: fail,
      onResponse: () => Promise.reject(new Error('no')),
      logger: { debug: fail, warn: () => Promise.reject(Symbol('no')) },
    };
    for (const [name, answer] of Object.entries(ANSWERS))
      await t.test(name, () => assertUnknown(operation, async () => answer(), { options: hooks }));
    for (const [name, fetch] of Object.entries(FETCHES))
      await t.test(name, () => assertUnknown(operation, fetch, { options: hooks }));
    for (const [name, answer] of Object.entries(HARMLESS)) {
      await t.test(name, async () =>
        assert.equal(
          (await endOf(operation, answer, { options: { ...hooks, timeout: PATIENT } })).result?.outcome,
          'accepted',
        ),
      );
    }
  });
}

test('a response that only some runtimes accept is accepted or unknown', async t => {
  for (const [name, fetch] of Object.entries(EITHER)) {
    for (const operation of Object.keys(OPERATIONS)) {
      for (const options of [{ timeout: PATIENT }, { timeout: PATIENT, onRequest: fail }]) {
        await t.test(`${operation}, ${name}`, async () => {
          const { result, error, sent } = await endOf(operation, fetch, { options });
          assert.equal(result ? result.outcome : error.outcome, result ? 'accepted' : 'unknown');
          assert.ok(result || error instanceof APIConnectionError);
          assert.equal(sent.length, 1);
        });
      }
    }
  }
});

test('hooks that are not functions, throw, reject or never settle do not change the call', async () => {
  for (const hook of [
    fail,
    () => Promise.reject(Symbol('no')),
    never,
    () => ({ then: fail }),
    () => ({
      get then() {
        return fail();
      },
    }),
    5,
    {},
    throwing,
    revoked(),
  ]) {
    for (const options of [
      { onRequest: hook },
      { onResponse: hook },
      { logger: { debug: hook, warn: hook } },
      { logger: hook },
    ]) {
      const patient = { ...options, timeout: PATIENT };
      const { result, error } = await endOf('posts.create', () => good(), { options: patient });
      assert.equal(result?.outcome, 'accepted', error?.stack);
      assert.equal((await endOf('posts.create', fail, { options: patient })).error.outcome, 'unknown');
    }
  }
});

test('a call without a settled status is retried only if that is safe', async () => {
  for (const [operation, times] of [
    ['posts.create', 1],
    ['profiles.list', 3],
  ]) {
    const { error, sent } = await endOf(operation, () => ({ status: '200' }), {
      options: { maxRetries: 2, timeout: PATIENT },
    });
    assert.equal(error.outcome, 'unknown');
    assert.equal(sent.length, times);
  }
});

const signal = more =>
  Object.defineProperties(
    { aborted: false, addEventListener() {}, removeEventListener() {} },
    Object.getOwnPropertyDescriptors(more),
  );
// Invalid signals.
const NO_SIGNALS = {
  'aborted throws': () => ({
    get aborted() {
      return fail();
    },
  }),
  'addEventListener throws': () => signal({ addEventListener: fail }),
  'addEventListener cannot be read': () => ({
    aborted: false,
    get addEventListener() {
      return fail();
    },
  }),
  'without removeEventListener': () => ({ aborted: false, addEventListener() {} }),
  'a revoked Proxy': revoked,
  'a Proxy that throws': () => throwing,
  'aborted throws the second time': () => {
    let count = 0;
    return signal({
      get aborted() {
        return count++ > 0 ? fail() : false;
      },
    });
  },
  'a text': () => 'abort',
  'a symbol': () => Symbol('abort'),
  'a controller': () => new AbortController(),
};

test('an invalid signal throws before anything is sent', async t => {
  for (const [name, given] of Object.entries(NO_SIGNALS)) {
    await t.test(name, async () => {
      for (const operation of Object.keys(OPERATIONS)) {
        const { error, sent } = await endOf(operation, () => good(), { params: { signal: given() } });
        assert.ok(error instanceof PostPeerError, String(error?.stack ?? error));
        assert.deepEqual([error.message, error.outcome, sent], ['signal must be an AbortSignal.', 'not_sent', []]);
      }
    });
  }
});

test('an unusual signal works as far as possible', async () => {
  const heard = more => endOf('posts.create', never, { params: { signal: signal(more) } });
  // Aborted while the listener is added.
  const sync = await heard({
    addEventListener(_, listener) {
      listener();
    },
  });
  assert.deepEqual([sync.error.name, sync.error.outcome, sync.sent], ['APIUserAbortError', 'not_sent', []]);
  const twice = await heard({
    addEventListener(_, listener) {
      setTimeout(() => (listener(), listener()), 10);
    },
  });
  assert.deepEqual([twice.error.name, twice.error.outcome, twice.sent], ['APIUserAbortError', 'unknown', ['POST']]);
  const unreasoned = await heard({
    get reason() {
      return fail();
    },
    addEventListener(_, listener) {
      setTimeout(listener, 10);
    },
  });
  assert.deepEqual(
    [unreasoned.error.name, unreasoned.error.outcome, unreasoned.error.cause],
    ['APIUserAbortError', 'unknown', undefined],
  );
  const before = await heard({
    aborted: true,
    get reason() {
      return fail();
    },
  });
  assert.deepEqual([before.error.name, before.error.outcome, before.sent], ['APIUserAbortError', 'not_sent', []]);
  const sticky = await heard({ removeEventListener: fail });
  assert.deepEqual([sticky.error.name, sticky.error.outcome], ['APIConnectionTimeoutError', 'unknown']);
  const mute = await heard({});
  assert.equal(mute.error.name, 'APIConnectionTimeoutError');
  // Some runtimes accept a Proxy of a signal, others refuse it.
  const proxy = await endOf('posts.create', () => good(), {
    options: { timeout: PATIENT },
    params: { signal: new Proxy(new AbortController().signal, {}) },
  });
  assert.ok(proxy.result?.outcome === 'accepted' || proxy.error.outcome === 'not_sent');
});

test('wait, reconcile and iterate refuse an invalid signal, and keep their timeout with an unusual one', async () => {
  const list = { success: true, total: 0, posts: [] };
  const client = new PostPeer({
    apiKey: KEY,
    maxRetries: 0,
    fetch: async request =>
      Response.json(
        /posts\/p/.test(request.url) ? { success: true, post: { postId: 'p', status: 'publishing' } } : list,
      ),
  });
  const receipt = { sentAt: new Date().toISOString(), body: POST };
  const odd = signal({ removeEventListener: fail });
  const refused = error => error instanceof PostPeerError && error.outcome === 'not_sent';
  for (const make of Object.values(NO_SIGNALS)) {
    await assert.rejects(client.posts.wait('p', { timeout: 60, signal: make() }), refused);
    await assert.rejects(client.posts.iterate({ signal: make() }).next(), refused);
    const { status, error } = await client.posts.reconcile(receipt, { timeout: 0, signal: make() });
    assert.deepEqual([status, refused(error)], ['ambiguous', true]);
  }
  await assert.rejects(client.posts.wait('p', { timeout: 60, signal: odd }), { name: 'APIConnectionTimeoutError' });
  assert.equal((await client.posts.reconcile(receipt, { timeout: 0, signal: odd })).status, 'absent');
  assert.deepEqual(stray, []);
});

test('a runtime without fetch, or that cannot make the request, sends nothing', async t => {
  const { fetch, Request } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch, Request }));
  for (const options of [{}, { onRequest() {} }]) {
    globalThis.fetch = undefined;
    const client = new PostPeer({ apiKey: KEY, ...options });
    const error = await client.posts.create({ body: POST }).catch(error => error);
    assert.deepEqual([error.name, error.outcome, error.receipt], ['APIConnectionError', 'not_sent', undefined]);
    assert.match(error.message, /This runtime has no fetch/);
    globalThis.fetch = fetch;
  }
  globalThis.Request = fail;
  const error = await new PostPeer({ apiKey: KEY, fetch: () => good() }).posts
    .create({ body: POST })
    .catch(error => error);
  assert.deepEqual([error.name, error.outcome], ['APIConnectionError', 'not_sent']);
});

test('uploads: nothing hangs, nothing is posted, every error is typed', async t => {
  const addresses = { success: true, uploadUrl: 'https://s3.example/put', publicUrl: 'https://cdn.example/a.png' };
  const file = new File([new Uint8Array([1, 2, 3])], 'a.png', { type: 'image/png' });
  const ends = {
    ...ANSWERS,
    ...Object.fromEntries(Object.entries(FETCHES).map(([name, make]) => [`fetch ${name}`, make])),
  };
  for (const [name, answer] of Object.entries(ends)) {
    // Only the status of a successful response of the storage is read.
    await t.test(name, async () => {
      stray.length = 0;
      const sent = [];
      const fetch = async request => {
        sent.push(request.method);
        return request.method === 'PUT' ? answer() : Response.json(addresses);
      };
      const client = new PostPeer({ apiKey: KEY, timeout: TIMEOUT, maxRetries: 0, fetch });
      const hung = new Promise(resolve => setTimeout(resolve, NEVER, 'hung').unref());
      const end = await Promise.race([client.media.uploadFile(file).catch(error => error), hung]);
      await new Promise(resolve => setTimeout(resolve, 5));
      assert.notEqual(end, 'hung');
      assert.ok(end instanceof PostPeerError || end.publicUrl === addresses.publicUrl, String(end?.stack ?? end));
      if (/status|headers|Proxy|fetch/.test(name) && !/piece|body|read|reader/.test(name))
        assert.ok(end instanceof PostPeerError, 'accepted');
      assert.deepEqual(stray, []);
      assert.deepEqual(sent, ['POST', 'PUT']);
    });
  }
});
