// Abort and every behaviour of `fetch` end a call at every step; no call hangs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { APIConnectionError, APIConnectionTimeoutError, APIUserAbortError, PostPeer } from '../../pkg/index.js';
import { failingServer, KEY, POST, PUBLISHED } from './server.mjs';

let server;
before(async () => (server = await failingServer()));
after(() => server.close());

const unhandled = [];
process.on('unhandledRejection', reason => unhandled.push(reason));
after(() => assert.deepEqual(unhandled, [], 'a rejection was left unhandled'));

const clientOf = (fetch, options) =>
  new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 30_000, fetch, ...options });
const create = (client, more) => client.posts.create({ body: POST, ...more });
const failure = call =>
  call.then(
    result => assert.fail(`resolved: ${JSON.stringify(result.data)}`),
    error => error,
  );
const soon = () => new Promise(resolve => setTimeout(resolve, 50));
const answer = (body = PUBLISHED, status = 202) => Response.json(body, { status });

const REASONS = [
  ['no reason', undefined],
  ['a string', 'reason'],
  ['null', null],
  ['a number', 7],
  ['an Error', new RangeError('enough')],
  ['an Error of another realm', runInContext('new Error("elsewhere")', createContext())],
  ['an object without a prototype', Object.create(null)],
  ['a symbol', Symbol('stop')],
];

for (const [what, reason] of REASONS) {
  test(`abort with ${what}, before, while waiting for headers, while reading`, async () => {
    server.next('ok');
    const early = new AbortController();
    early.abort(reason);
    const unsent = await failure(create(clientOf(), { signal: early.signal }));
    assert.ok(unsent instanceof APIUserAbortError);
    assert.equal(unsent.outcome, 'not_sent');
    assert.equal(server.requests.length, 0);

    for (const mode of ['hang', 'stalledBody']) {
      server.next(mode);
      const controller = new AbortController();
      const call = failure(create(clientOf(), { signal: controller.signal }));
      await server.arrived();
      controller.abort(reason);
      const error = await call;
      assert.ok(error instanceof APIUserAbortError, String(error));
      assert.equal(error.outcome, 'unknown', mode);
      assert.equal(error.cause, reason === undefined ? controller.signal.reason : reason);
      assert.equal(server.posts, 1);
    }
  });
}

test('an abort ends the backoff', async () => {
  server.next('status', { status: 503, headers: { 'retry-after': '20' } });
  const controller = new AbortController();
  const call = failure(clientOf().health.check({ signal: controller.signal }));
  await server.arrived();
  controller.abort();
  // A later abort would come after the next attempt.
  assert.ok((await call) instanceof APIUserAbortError);
  assert.equal(server.requests.length, 1);
});

test('an abort by the fetch function during its call', async () => {
  const controller = new AbortController();
  const error = await failure(
    create(
      clientOf(() => {
        controller.abort('inside');
        return Promise.resolve(answer());
      }),
      { signal: controller.signal },
    ),
  );
  assert.ok(error instanceof APIUserAbortError);
  assert.equal(error.outcome, 'unknown', 'it may have been sent');
});

test('a rejection stays one when its body is aborted', async () => {
  const body = new ReadableStream({ start: stream => stream.enqueue(new TextEncoder().encode('{"mess')) });
  const controller = new AbortController();
  const call = failure(
    create(
      clientOf(async () => new Response(body, { status: 402 })),
      { signal: controller.signal },
    ),
  );
  await soon();
  controller.abort();
  const error = await call;
  assert.ok(error instanceof APIUserAbortError);
  assert.equal(error.outcome, 'rejected');
});

test('listeners, timers and bodies are released', async () => {
  let listeners = 0;
  const { signal } = new AbortController();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args) => (listeners++, addEventListener.apply(signal, args));
  signal.removeEventListener = (...args) => (listeners--, removeEventListener.apply(signal, args));
  await create(
    clientOf(async () => answer()),
    { signal },
  );
  assert.equal(listeners, 0);
  await failure(
    create(
      clientOf(async () => answer({}, 500)),
      { signal },
    ),
  );
  assert.equal(listeners, 0);

  let cancelled = 0;
  let aborted = 0;
  const stalled = async request => {
    request.signal.addEventListener('abort', () => aborted++);
    return new Response(new ReadableStream({ cancel: () => cancelled++ }), { status: 202 });
  };
  await failure(create(clientOf(stalled, { timeout: 50 })));
  assert.deepEqual([cancelled, aborted], [1, 1]);
  await failure(
    create(clientOf(async () => new Response(new ReadableStream({ cancel: () => cancelled++ }), { status: 302 }))),
  );
  assert.equal(cancelled, 2, 'the body of a redirect');
});

const THROWN = [
  ['a TypeError', new TypeError('fetch failed')],
  ['a string', 'a string'],
  ['null', null],
  ['undefined', undefined],
  ['a number', 0],
  ['a symbol', Symbol('x')],
  ['a function', () => {}],
  ['an object without a prototype', Object.create(null)],
  ['an object with another message', { message: 5 }],
  ['a DOMException', new DOMException('gone', 'NetworkError')],
  ['an Error of another realm', runInContext('new TypeError("elsewhere")', createContext())],
  [
    'an object with a hostile getter',
    {
      get message() {
        throw new Error('not even that');
      },
    },
  ],
  [
    'a hostile Proxy',
    new Proxy(
      {},
      {
        get() {
          throw new Error('hostile');
        },
      },
    ),
  ],
];

for (const [what, thrown] of THROWN) {
  test(`a fetch that rejects with, or throws, ${what}`, async () => {
    for (const fetch of [
      () => Promise.reject(thrown),
      () => {
        throw thrown;
      },
    ]) {
      let calls = 0;
      const error = await failure(create(clientOf(request => (calls++, fetch(request)))));
      assert.ok(error instanceof APIConnectionError, String(error));
      assert.equal(error.outcome, 'unknown');
      assert.equal(calls, 1);
      const reads = await failure(clientOf(request => (calls++, fetch(request))).health.check({ maxRetries: 1 }));
      assert.ok(reads instanceof APIConnectionError);
      assert.equal(calls, 3);
    }
  });
}

const NOT_RESPONSES = [
  undefined,
  null,
  'text',
  7,
  {},
  { status: 202 },
  { status: '202', headers: {} },
  { status: 9999, headers: {} },
  Response.error(),
  {
    get status() {
      throw new Error('no');
    },
  },
  {
    status: 202,
    get body() {
      throw new Error('no');
    },
  },
];

test('a fetch that returns another value is never accepted', async () => {
  for (const value of NOT_RESPONSES) {
    const error = await failure(create(clientOf(async () => value)));
    assert.ok(error instanceof APIConnectionError, String(error));
    assert.equal(error.outcome, 'unknown');
  }
});

test('a Response of another library is accepted', async () => {
  const body = () => new Blob([JSON.stringify(PUBLISHED)]).stream();
  const foreign = { status: 202, statusText: 'Accepted', headers: new Headers({ 'x-request-id': 'r' }), body: body() };
  const { data, response } = await create(clientOf(async () => foreign));
  assert.deepEqual(data, PUBLISHED);
  assert.equal(response.headers.get('x-request-id'), 'r');
});

test('every failure of a body has an outcome', async () => {
  const stream = source => new Response(new ReadableStream(source), { status: 202 });
  const used = answer();
  await used.text();
  const bodies = [
    stream({ pull: () => Promise.reject(new Error('cut')) }),
    stream({ pull: controller => controller.error('a string') }),
    stream({ pull: controller => controller.error(null) }),
    stream({ pull: controller => controller.enqueue('not bytes') }),
    stream({ pull: controller => controller.enqueue(undefined) }),
    used,
  ];
  for (const response of bodies) {
    const error = await failure(create(clientOf(async () => response)));
    assert.ok(error instanceof APIConnectionError, String(error));
    assert.equal(error.outcome, 'unknown');
  }
});

test('a fetch that never settles and ignores its signal ends at the deadline', async () => {
  const error = await failure(create(clientOf(() => new Promise(() => {}), { timeout: 100 })));
  assert.ok(error instanceof APIConnectionTimeoutError);
  assert.equal(error.outcome, 'unknown');
});

test('late results change nothing', async () => {
  let settle;
  const late = new Promise(resolve => (settle = resolve));
  let cancelled = false;
  const error = await failure(create(clientOf(() => late, { timeout: 50 })));
  settle(new Response(new ReadableStream({ cancel: () => (cancelled = true) }), { status: 202 }));
  await soon();
  assert.equal(error.outcome, 'unknown');
  assert.ok(cancelled, 'its body is not left open');
});

test('a thenable settles once, however often it calls back', async () => {
  const twice = {
    then: (resolve, reject) => {
      resolve(answer());
      reject(new Error('again'));
      resolve(answer({}));
    },
  };
  assert.equal((await create(clientOf(() => twice))).outcome, 'accepted');
});

test('calls share nothing: a thousand at once, some aborted, all settle', async () => {
  const fetch = async request => {
    await new Promise(resolve => setTimeout(resolve, Math.random() * 20));
    if (request.signal.aborted) throw request.signal.reason;
    return answer();
  };
  const client = clientOf(fetch);
  const calls = Array.from({ length: 1000 }, (_, place) => {
    const controller = new AbortController();
    if (place % 3 === 0) setTimeout(() => controller.abort(`stop ${place}`), Math.random() * 20);
    return create(client, { signal: controller.signal }).then(
      ({ outcome }) => outcome,
      ({ outcome }) => outcome,
    );
  });
  const outcomes = await Promise.all(calls);
  assert.ok(outcomes.filter(outcome => outcome === 'accepted').length >= 666);
  assert.deepEqual(
    [...new Set(outcomes)].filter(outcome => !['accepted', 'unknown', 'not_sent'].includes(outcome)),
    [],
  );
});
