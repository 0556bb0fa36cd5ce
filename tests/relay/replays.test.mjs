// One request to PostPeer for each changing call, however often the call arrives at the relay.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { PostPeer } from '../../pkg/index.js';
import { createReplays } from '../../pkg/lib/relay/replays.js';
import { createRelay } from '../../pkg/relay.js';
import { KEY, POST, PUBLISHED } from '../transport/server.mjs';

const BASE = 'https://app.example/api/postpeer';
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Waits for a condition, also on a busy machine. */
async function until(isSo) {
  while (!isSo()) await pause(5);
}

const left = () => 60_000;
const answerOf = text => ({ status: 202, headers: {}, text });

/** Returns a relay whose PostPeer responds on demand. */
function open(options) {
  const sent = [];
  let release;
  const gate = new Promise(resolve => (release = resolve));
  const fetch = async request => {
    sent.push({ method: request.method, path: new URL(request.url).pathname, signal: request.signal });
    await gate;
    return Response.json(PUBLISHED, { status: 202, headers: { 'x-request-id': `req_${sent.length}` } });
  };
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch, timeout: 60_000, ...options });
  const ask = async (id, { method = 'POST', path = '/v1/posts', body = POST, headers, context = [], signal } = {}) => {
    const init = { method, signal, headers: { 'content-type': 'application/json', 'x-postpeer-call': id, ...headers } };
    const response = await relay(
      new Request(BASE + path, { ...init, ...(method !== 'DELETE' && { body: JSON.stringify(body) }) }),
      ...context,
    );
    return { status: response.status, id: response.headers.get('x-request-id'), data: await response.json() };
  };
  return { ask, sent, release };
}

test('seven arrivals of one call, concurrent or later, make one request', async () => {
  const { ask, sent, release } = open();
  const id = randomUUID();
  const together = Array.from({ length: 7 }, () => ask(id));
  await until(() => sent.length > 0);
  // Gives the others time.
  await pause(100);
  release();
  const late = await Promise.all([...together, ask(id), ask(id)]);
  assert.equal(sent.length, 1);
  for (const answer of late) assert.deepEqual(answer, { status: 202, id: 'req_1', data: PUBLISHED });
  assert.equal((await ask(randomUUID())).status, 202);
  assert.equal(sent.length, 2, 'another call');
});

test('a replay gets a refusal or a failure too', async () => {
  for (const [status, answered] of [
    [402, 402],
    [500, 500],
    [408, 504],
  ]) {
    const sent = [];
    const { ask } = open({
      fetch: async request => (sent.push(request), Response.json({ success: false, message: 'no' }, { status })),
    });
    const id = randomUUID();
    const answers = [await ask(id), await ask(id)];
    assert.deepEqual(
      answers.map(answer => answer.status),
      [answered, answered],
    );
    assert.deepEqual(answers[0], answers[1]);
    assert.equal(sent.length, 1);
  }
});

test('an id with another caller, path or body is refused, and nothing is revealed or sent', async () => {
  const users = { maya: ['tt_321'], eve: ['tt_321', 'tt_322'] };
  const allow = request => ({
    operations: ['posts.create', 'profiles.create', 'profiles.update', 'posts.delete'],
    accounts: users[request.headers.get('x-user')] ?? ['tt_321'],
  });
  const { ask, sent, release } = open({ allow });
  release();
  const id = randomUUID();
  const maya = { headers: { 'x-user': 'maya', cookie: 'session=1', authorization: 'Bearer 1' } };
  assert.equal((await ask(id, maya)).status, 202);
  const changed = headers => ({ headers: { ...maya.headers, ...headers } });
  for (const [what, other] of Object.entries({
    'a guessed id': { headers: { 'x-user': 'eve' } },
    'another allowance': changed({ 'x-user': 'eve' }),
    'another cookie': changed({ cookie: 'session=2' }),
    'another token': changed({ authorization: 'Bearer 2' }),
    'another header of the app’s own': changed({ 'x-session': '2' }),
    'another body': { ...maya, body: { ...POST, content: 'Other' } },
    'another path': { ...maya, path: '/v1/profiles', body: { name: 'x' } },
    'another method': { ...maya, method: 'PATCH', path: '/v1/profiles/p', body: { name: 'x' } },
    'another query': { ...maya, path: '/v1/posts?x=1' },
  })) {
    const { status, data } = await ask(id, other);
    assert.deepEqual([status, data.code ?? data.issues], [409, 'relay.replay'], what);
    assert.doesNotMatch(JSON.stringify(data), /post_pqr678/, what);
  }
  assert.equal(sent.length, 1);
});

test('a replay passes allow again; its refusal is not the result of the call', async () => {
  for (const refusal of [
    null,
    () => new Response('Sign in.', { status: 401 }),
    { operations: ['posts.get'] },
    { operations: ['posts.create'], accounts: ['tt_321', 'new'] },
  ]) {
    let turn = 0;
    const allow = () =>
      turn++ === 0
        ? { operations: ['posts.create'], accounts: ['tt_321'] }
        : typeof refusal === 'function'
          ? refusal()
          : refusal;
    const sent = [];
    const fetch = async request => (sent.push(request.url), Response.json(PUBLISHED, { status: 202 }));
    const relay = createRelay({ apiKey: KEY, fetch, allow, origin: 'https://other.example' });
    // The first response is lost, and the browser sends the call again.
    const replaying = async request => (await relay(request.clone()), relay(request));
    const client = new PostPeer({
      apiKey: null,
      baseURL: BASE,
      fetch: replaying,
      defaultHeaders: { origin: 'https://other.example' },
    });
    const error = await client.posts.create({ body: POST }).then(
      () => assert.fail('accepted'),
      thrown => thrown,
    );
    assert.ok([401, 403, 409].includes(error.status), `${error.status}`);
    assert.deepEqual([error.outcome, error.receipt.body, sent.length], ['unknown', POST, 1]);
    assert.match(error.message, /may have been posted/);
  }
});

test('a replay refused during the sign-in of the first call is not its result either', async () => {
  for (const refusal of [null, () => new Response('Sign in.', { status: 401 })]) {
    let turn = 0;
    let signIn;
    const first = new Promise(resolve => (signIn = resolve));
    const allow = () => (turn++ === 0 ? first : typeof refusal === 'function' ? refusal() : refusal);
    const sent = [];
    const fetch = async request => (sent.push(request.url), Response.json(PUBLISHED, { status: 202 }));
    const relay = createRelay({ apiKey: KEY, fetch, allow });
    const ends = [];
    const replaying = async request => {
      ends.push(relay(request.clone()));
      const answer = await relay(request);
      signIn({ operations: ['posts.create'] });
      return answer;
    };
    const client = new PostPeer({ apiKey: null, baseURL: BASE, fetch: replaying });
    await assert.rejects(client.posts.create({ body: POST }), { outcome: 'unknown' });
    assert.equal((await ends[0]).status, 202);
    assert.equal(sent.length, 1);
  }
});

test('a refusal of a call that was never received is a rejection', async () => {
  const relay = createRelay({ apiKey: KEY, fetch: () => assert.fail('sent'), allow: () => null });
  const client = new PostPeer({
    apiKey: null,
    baseURL: BASE,
    fetch: async request => (await relay(request.clone()), relay(request)),
  });
  await assert.rejects(client.posts.create({ body: POST }), { outcome: 'rejected', status: 403 });
});

test('refused calls leave nothing in memory, so they displace no other calls', async () => {
  const allow = request => ({ accounts: [request.headers.get('authorization')] });
  const { ask, sent, release } = open({ allow });
  release();
  const id = randomUUID();
  const mine = { headers: { authorization: 'tt_321' } };
  assert.equal((await ask(id, mine)).status, 202);
  const invalid = { ...POST, content: 5, platforms: [{ platform: 'tiktok', accountId: 'tt_322' }] };
  for (let turn = 0; turn < 30; turn++) {
    const refused = await ask(randomUUID(), {
      headers: { authorization: 'tt_322' },
      body: turn % 2 ? POST : { ...invalid, junk: 'x'.repeat(500_000) },
    });
    assert.ok(refused.status === 403 || refused.status === 400, `${refused.status}`);
    assert.ok(JSON.stringify(refused.data).length < 5000);
  }
  assert.deepEqual((await ask(id, mine)).data, PUBLISHED, 'its answer is still there');
  assert.equal(sent.length, 1);
  const { once } = createReplays({ maxCalls: 10 });
  await once('first', 'mark', left, async () => answerOf('kept'));
  for (let call = 0; call < 1000; call++)
    await once(`id_${call}`, 'mark', left, async () => ({ ...answerOf(''), isKept: false }));
  assert.equal((await once('first', 'mark', left, () => assert.fail('sent again'))).text, 'kept');
});

test('the first call continues when its connection drops, and its result is stored', async () => {
  const { ask, sent, release } = open();
  const id = randomUUID();
  const controller = new AbortController();
  const waiting = [];
  const first = ask(id, { signal: controller.signal, context: [{}, { waitUntil: promise => waiting.push(promise) }] });
  first.catch(() => {});
  await until(() => sent.length > 0);
  controller.abort();
  await pause(20);
  assert.equal(sent[0].signal.aborted, false, 'PostPeer is still asked');
  const replay = ask(id);
  release();
  assert.deepEqual(await replay, { status: 202, id: 'req_1', data: PUBLISHED });
  assert.equal(waiting.length, 1, 'the host is asked to wait');
  await waiting[0];
  assert.equal(sent.length, 1);
});

test('an invalid or throwing waitUntil is ignored', async () => {
  const { ask, release } = open();
  release();
  for (const context of [
    [
      {
        waitUntil() {
          throw new TypeError('Illegal invocation');
        },
      },
    ],
    [null],
    [{ waitUntil: 5 }],
    ['x'],
  ])
    assert.equal((await ask(randomUUID(), { context })).status, 202);
});

test('a replay after its timeout, or of a call that never ended, is a 504, and nothing is sent', async () => {
  const { ask, sent } = open({ timeout: 3000 });
  const id = randomUUID();
  const first = ask(id);
  await until(() => sent.length > 0);
  const answers = await Promise.all([first, ask(id), pause(60).then(() => ask(id))]);
  for (const { status, data } of answers) {
    assert.equal(status, 504);
    assert.match(data.code, /^relay\.(timeout|replay)$/);
  }
  assert.equal((await ask(id)).status, 504);
  assert.equal(sent.length, 1);
});

test('a replay whose response was forgotten is a 504, and nothing is sent again', async () => {
  const { once } = createReplays({ maxText: 250 });
  let runs = 0;
  const run = async () => (runs++, answerOf('x'.repeat(100)));
  for (const id of ['a', 'b', 'c']) await once(id, 'mark', left, run);
  assert.equal((await once('a', 'mark', left, run)).status, 504);
  assert.equal((await once('c', 'mark', left, run)).status, 202);
  assert.equal(runs, 3);
  // One response larger than the whole memory.
  await once('d', 'mark', left, async () => (runs++, answerOf('x'.repeat(1000))));
  assert.equal((await once('d', 'mark', left, run)).status, 504);
  assert.equal(runs, 4);
});

test('the oldest calls are forgotten first, and running calls never', async () => {
  const { once } = createReplays({ maxCalls: 100 });
  let runs = 0;
  let release;
  const gate = new Promise(resolve => (release = resolve));
  const running = once('running', 'mark', left, async () => (runs++, await gate, answerOf('first')));
  for (let call = 0; call < 1000; call++) await once(`id_${call}`, 'mark', left, async () => (runs++, answerOf('')));
  assert.equal(runs, 1001);
  for (let call = 910; call < 1000; call++) await once(`id_${call}`, 'mark', left, () => assert.fail('sent again'));
  const replay = once('running', 'mark', left, () => assert.fail('sent again'));
  release();
  assert.deepEqual([(await running).text, (await replay).text], ['first', 'first']);
});

test('a call that throws leaves a 504 behind', async () => {
  const { once } = createReplays();
  await assert.rejects(
    once('a', 'mark', left, async () => {
      throw new Error('boom');
    }),
    /boom/,
  );
  assert.equal((await once('a', 'mark', left, () => assert.fail('sent again'))).status, 504);
});

test('reads are not replayed', async () => {
  const { sent, release } = open();
  release();
  const relay = createRelay({
    apiKey: KEY,
    allow: 'everything',
    fetch: async request => (sent.push(request.url), Response.json({ success: true })),
  });
  const id = randomUUID();
  for (let turn = 0; turn < 2; turn++)
    await relay(new Request(`${BASE}/v1/posts/p`, { headers: { 'x-postpeer-call': id } }));
  assert.equal(sent.length, 2);
});
