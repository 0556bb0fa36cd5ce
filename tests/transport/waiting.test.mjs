// `posts.wait` polls a post until it is final or the timeout ends.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import {
  APIConnectionTimeoutError,
  APIUserAbortError,
  NotFoundError,
  PostPeer,
  ValidationError,
} from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { KEY, POST, timersOf } from './server.mjs';

/** Returns a client whose `posts.get` returns one status after another, and the times of its requests. */
function following(statuses, options) {
  const at = [];
  const fetch = async () => {
    const status = statuses[Math.min(at.length, statuses.length - 1)];
    at.push(performance.now());
    if (status instanceof Error) throw status;
    if (typeof status === 'number') return Response.json({ message: 'no' }, { status });
    return Response.json({ success: true, post: { postId: 'p', status, platforms: [] } });
  };
  return { client: new PostPeer({ apiKey: KEY, fetch, maxRetries: 0, ...options }), at };
}

test('a post of the sandbox is polled until it is published', async () => {
  const sandbox = createSandbox({ publishDelay: 1500 });
  const client = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch });
  const { data } = await client.posts.create({ body: POST });
  assert.equal(data.status, 'pending');
  const seen = [];
  const post = await client.posts.wait(data.postId, { onUpdate: ({ status }) => seen.push(status) });
  assert.equal(post.status, 'published');
  assert.equal(post.postId, data.postId);
  assert.match(post.platforms[0].platformPostUrl, /^https:/);
  // On a busy machine the first request may come when publishing has begun.
  assert.deepEqual([['pending', 'publishing'].includes(seen[0]), seen.at(-1)], [true, 'published']);
});

test('each final status and an unscheduled post end the wait', async () => {
  for (const status of ['published', 'failed', 'partial', 'draft']) {
    const { client, at } = following([status]);
    assert.equal((await client.posts.wait('p')).status, status);
    assert.equal(at.length, 1, 'the first look is at once');
  }
});

test('the pauses increase to 30 seconds, and each update is reported once', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const clock = mock.method(performance, 'now', () => elapsed);
  let elapsed = 0;
  try {
    const looks = [];
    const fetch = async () => {
      looks.push(elapsed);
      const status = looks.length < 14 ? 'publishing' : 'published';
      return Response.json({ post: { postId: 'p', status: looks.length < 3 ? 'pending' : status, platforms: [] } });
    };
    const client = new PostPeer({ apiKey: KEY, fetch });
    const seen = [];
    let done = false;
    const waiting = client.posts
      .wait('p', { onUpdate: ({ status }) => seen.push(status) })
      .then(post => ((done = true), post));
    while (!done) {
      await new Promise(resolve => setImmediate(resolve));
      elapsed += 100;
      mock.timers.tick(100);
    }
    assert.equal((await waiting).status, 'published');
    const gaps = looks.slice(1).map((at, i) => at - looks[i]);
    assert.ok(
      gaps.every((gap, i) => i === 0 || gap >= gaps[i - 1] - 500),
      `growing: ${gaps}`,
    );
    assert.ok(gaps[0] >= 900 && gaps[0] <= 1500, `the first: ${gaps[0]}`);
    assert.ok(Math.max(...gaps) >= 29_000 && Math.max(...gaps) <= 31_000, `the longest: ${gaps}`);
    assert.deepEqual(seen, ['pending', 'publishing', 'published']);
  } finally {
    clock.mock.restore();
    mock.timers.reset();
  }
});

test('the wait ends at its timeout, with the last status', async () => {
  const { client } = following(['publishing']);
  const { end: error, timers } = await timersOf(() => client.posts.wait('p', { timeout: 800 }));
  assert.ok(error instanceof APIConnectionTimeoutError);
  assert.equal(error.outcome, 'unknown');
  assert.match(error.message, /is publishing after 800 ms/);
  assert.ok(timers.length > 1 && timers.every(ms => ms <= 800), String(timers));
  const hanging = new PostPeer({ apiKey: KEY, fetch: () => new Promise(() => {}) });
  await assert.rejects(hanging.posts.wait('p', { timeout: 100 }), APIConnectionTimeoutError);
});

test('an abort ends the wait during a pause and during a call', async () => {
  const { client, at } = following(['publishing']);
  const early = AbortSignal.abort('no');
  await assert.rejects(
    client.posts.wait('p', { signal: early }),
    error => error instanceof APIUserAbortError && error.cause === 'no',
  );
  assert.equal(at.length, 0);
  const controller = new AbortController();
  const waiting = assert.rejects(client.posts.wait('p', { signal: controller.signal }), APIUserAbortError);
  setTimeout(() => controller.abort(), 50);
  await waiting;
  assert.equal(at.length, 1, 'it does not look again');
  const hanging = new PostPeer({ apiKey: KEY, fetch: () => new Promise(() => {}) });
  await assert.rejects(hanging.posts.wait('p', { signal: AbortSignal.timeout(50) }), APIUserAbortError);
});

test('transient errors do not end the wait; other errors do', async () => {
  for (const passing of [new TypeError('reset'), 500, 503, 429]) {
    const { client, at } = following([passing, 'published']);
    assert.equal((await client.posts.wait('p')).status, 'published');
    assert.equal(at.length, 2);
  }
  // A redirect ends the wait, also in a browser, which hides its status.
  const hidden = Object.defineProperties(new Response(null), {
    status: { value: 0 },
    type: { value: 'opaqueredirect' },
  });
  for (const redirect of [() => new Response(null, { status: 302, headers: { location: '/login' } }), () => hidden]) {
    let asked = 0;
    const client = new PostPeer({ apiKey: KEY, fetch: async () => (asked++, redirect()) });
    await assert.rejects(
      client.posts.wait('p'),
      error => error.outcome === 'unknown' && /a redirect/.test(error.message),
    );
    assert.equal(asked, 1);
  }
  const gone = following([404]);
  await assert.rejects(gone.client.posts.wait('p'), NotFoundError);
  assert.equal(gone.at.length, 1);
  await assert.rejects(gone.client.posts.wait(''), ValidationError);
  for (const timeout of ['soon', '1000', NaN, -1, null])
    await assert.rejects(gone.client.posts.wait('p', { timeout }), /^PostPeerError: timeout must be/);
  await assert.rejects(gone.client.posts.wait('p', null), NotFoundError);
  // Long enough for the first response on a busy machine, and too short for a second.
  const down = following([503]);
  await assert.rejects(
    down.client.posts.wait('p', { timeout: 900 }),
    error => error instanceof APIConnectionTimeoutError && error.cause.status === 503,
  );
});

test('errors of onUpdate are ignored', async () => {
  const unhandled = [];
  const note = reason => unhandled.push(reason);
  process.on('unhandledRejection', note);
  for (const onUpdate of [
    () => {
      throw new RangeError('mine');
    },
    async () => {
      throw new RangeError('mine');
    },
  ]) {
    const { client } = following(['published']);
    assert.equal((await client.posts.wait('p', { onUpdate })).status, 'published');
  }
  await new Promise(resolve => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  assert.deepEqual(unhandled, []);
});
