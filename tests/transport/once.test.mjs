// One `posts.create` sends one POST for every failure of the server, and reports the exact outcome.
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import * as postpeer from '../../pkg/index.js';
import { CALLS, methodOf, validate } from './calls.mjs';
import { ENDLESS, FAILURES } from './failures.mjs';
import { failingServer, KEY, MODES, POST, PUBLISHED, timersOf } from './server.mjs';

const { PostPeer } = postpeer;
let server;
let elsewhere;
let client;

before(async () => {
  server = await failingServer();
  elsewhere = await failingServer();
  client = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 30_000 });
});
after(() => Promise.all([server.close(), elsewhere.close()]));

/** Returns the error of a call that must fail. */
async function failure(call) {
  try {
    const result = await call;
    assert.fail(`resolved with ${JSON.stringify(result.data)}`);
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    assert.ok(error instanceof postpeer.PostPeerError, `not one of ours: ${error}`);
    assert.equal(error.name, error.constructor.name);
    return error;
  }
}

const create = options => client.posts.create({ body: POST, ...options });
test('every failure of the server is tested', () => {
  const asked = new Set(FAILURES.map(([mode]) => mode));
  const elsewhere = ['ok', 'echo', 'fastify'];
  assert.deepEqual(
    Object.keys(MODES).filter(mode => !asked.has(mode) && !elsewhere.includes(mode)),
    [],
  );
});

for (const [mode, options, outcome, name, status] of FAILURES) {
  const about = Object.keys(options).length > 0 ? ` ${JSON.stringify(options).slice(0, 80)}` : '';
  test(`${mode}${about}: one POST, ${outcome}`, async () => {
    server.next(mode, { elsewhere: elsewhere.url, ...options });
    elsewhere.next('ok');
    const error = await failure(create(ENDLESS.includes(mode) ? { timeout: 1000 } : {}));
    assert.equal(server.posts, 1);
    assert.equal(elsewhere.requests.length, 0, 'a redirect was followed');
    assert.equal(error.outcome, outcome);
    assert.equal(error.name, name);
    assert.equal(error.status, status);
    assert.match(error.message, outcome === 'unknown' ? /may have been posted/ : /Nothing was posted/);
  });
}

test('a documented response is accepted, with its targets', async () => {
  server.next('ok');
  const { data, request, response, outcome, targets } = await create();
  assert.equal(outcome, 'accepted');
  assert.deepEqual(data, PUBLISHED);
  assert.equal(response.status, 202);
  assert.equal(request.method, 'POST');
  assert.deepEqual(targets, [
    { platform: 'tiktok', accountId: 'tt_321', state: 'published', url: PUBLISHED.platforms[0].platformPostUrl },
  ]);
});

test('a 202 shows failed, partial and pending targets', async () => {
  const body = {
    ...POST,
    platforms: [
      { platform: 'tiktok', accountId: 'tt_1' },
      { platform: 'youtube', accountId: 'yt_2' },
      { platform: 'instagram', accountId: 'ig_3' },
    ],
  };
  const answer = (success, status, parts) => ({
    success,
    status,
    postId: 'p',
    platforms: parts.map((part, place) => ({ platform: body.platforms[place].platform, ...part })),
  });
  const states = async said => {
    server.next('json', { body: said });
    const { data, targets } = await client.posts.create({ body });
    assert.deepEqual(data, said);
    return targets.map(({ accountId, state }) => `${accountId} ${state}`);
  };
  const failed = { success: false, error: 'no' };
  const url = 'https://example.com/1';
  assert.deepEqual(await states(answer(false, 'failed', [failed, failed, failed])), [
    'tt_1 failed',
    'yt_2 failed',
    'ig_3 failed',
  ]);
  assert.deepEqual(
    await states(answer(true, 'partial', [{ success: true, platformPostUrl: url }, failed, { success: true }])),
    ['tt_1 published', 'yt_2 failed', 'ig_3 published'],
  );
  assert.deepEqual(
    await states(answer(true, 'publishing', [{ success: true, platformPostUrl: url }, { success: true }, failed])),
    ['tt_1 published', 'yt_2 pending', 'ig_3 failed'],
  );
});

test('a 2xx of another shape is unknown, and its body is on the error', async () => {
  const said = async (body, status = 202) => {
    server.next('json', { body, status });
    const error = await failure(create());
    assert.deepEqual([error.name, error.outcome, error.status], ['APIConnectionError', 'unknown', status]);
    assert.deepEqual(error.details, body);
    return error;
  };
  const named = await said({ success: true, status: 'publishing', postId: 'pX' });
  assert.deepEqual([named.postId, named.receipt.postId], ['pX', 'pX']);
  const refused = await said({ success: false, message: 'nope' }, 200);
  assert.match(refused.message, /\(status 200\)\. It says: nope\. This may have been posted/);
  assert.deepEqual([refused.postId, 'postId' in refused.receipt], [undefined, false]);
  for (const body of [[], { postId: 5 }, { postId: '' }, 'text', 12])
    assert.equal((await said(body)).postId, undefined);
  const quoted = await said({ postId: 'p', message: 'for you' });
  assert.equal(quoted.postId, 'p');
  server.next('json', { body: { success: true, postId: 'p', message: `Key ${KEY}` }, status: 202 });
  const redacted = await failure(create());
  assert.ok(!redacted.message.includes(KEY) && !JSON.stringify(redacted).includes(KEY));
});

test('an error is about the last attempt', async () => {
  server.script([['dropAfter'], ['html', { status: 200 }]]);
  const error = await failure(client.health.check());
  assert.match(error.message, /not JSON/);
  assert.equal('cause' in error, false);
  assert.equal(server.requests.length, 2);
});

test('the error bodies of the API and of its framework are read', async () => {
  const said = async (mode, options) => {
    server.next(mode, options);
    return failure(client.profiles.list());
  };
  assert.equal(
    (await said('status', { status: 404, body: { success: false, message: 'Profile not found' } })).message,
    'Profile not found',
  );
  assert.equal((await said('errorB', { status: 404 })).message, 'B says 404.');
  const framework = await said('fastify', { status: 400 });
  assert.equal(framework.message, 'body/content must be string');
  assert.equal(framework.code, 'FST_ERR_VALIDATION');
  const page = await said('html', { status: 404 });
  assert.doesNotMatch(page.message, /</, 'a page is no message');
  assert.match(page.details, /<!doctype html>/);
  server.next('status', {
    status: 404,
    body: { error: 'x', code: 'missing_profile' },
    headers: { 'x-request-id': 'req_123' },
  });
  const detailed = await failure(client.profiles.list());
  assert.equal(detailed.requestId, 'req_123');
  assert.equal(detailed.headers.get('x-request-id'), 'req_123');
  assert.equal(detailed.code, 'missing_profile');
  assert.deepEqual(detailed.details, { error: 'x', code: 'missing_profile' });
});

test('reads are retried, with a new connection and within one deadline', async () => {
  const reader = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 20_000 });
  for (const fault of [
    ['dropAfter'],
    ['status', { status: 503 }],
    ['status', { status: 408 }],
    ['status', { status: 429 }],
  ]) {
    server.script([fault, fault, ['json', { status: 200, body: { ok: true } }]]);
    assert.deepEqual((await reader.health.check()).data, { ok: true });
    assert.equal(server.requests.length, 3, fault.join(' '));
  }
  server.script([['dropInBody'], ['json', { status: 200, body: { ok: true } }]]);
  assert.deepEqual((await reader.health.check()).data, { ok: true });

  server.next('status', { status: 500 });
  assert.equal((await failure(reader.health.check({ maxRetries: 1 }))).name, 'InternalServerError');
  assert.equal(server.requests.length, 2);
  server.next('status', { status: 409 });
  assert.equal((await failure(reader.health.check())).name, 'ConflictError');
  assert.equal(server.requests.length, 1, 'a conflict is final');
});

test('only operations without further effect or cost are retried', async () => {
  const hasty = new PostPeer({
    apiKey: KEY,
    validate,
    fetch: async () => (sent++, Response.json({}, { status: 503, headers: { 'retry-after': '0' } })),
    maxRetries: 1,
  });
  const dice = mock.method(Math, 'random', () => 0);
  const once = [];
  let sent;
  for (const [name, [params]] of Object.entries(CALLS)) {
    sent = 0;
    const error = await failure(methodOf(hasty, name)(params));
    const { method } = hasty.buildRequest(name, params);
    if (sent === 1) once.push(name);
    else assert.ok(sent === 2 && !['POST', 'PATCH'].includes(method), `${name} was sent ${sent} times`);
    assert.equal(error.outcome, 'unknown', name);
    if (sent === 1 && method === 'GET')
      assert.equal(name, 'analytics.get', 'the one read that costs a credit with each call');
  }
  dice.mock.restore();
  assert.equal(once.length, 20);
  assert.ok(once.includes('analytics.get'));
});

test('timeout, headers, maxRetries and signal of a call override those of the client', async () => {
  const patient = new PostPeer({
    apiKey: KEY,
    baseURL: server.url,
    timeout: 30_000,
    maxRetries: 0,
    defaultHeaders: { 'x-app': 'client' },
  });
  server.next('status', { status: 503, headers: { 'retry-after': '0' } });
  await failure(patient.health.check({ maxRetries: 2, headers: { 'x-app': 'call' } }));
  assert.deepEqual(
    server.requests.map(({ headers }) => headers['x-app']),
    ['call', 'call', 'call'],
  );
  await failure(patient.health.check());
  assert.deepEqual(server.requests.map(({ headers }) => headers['x-app']).slice(3), ['client']);
  server.next('hang');
  const { end, timers } = await timersOf(() => patient.health.check({ timeout: 100 }));
  assert.deepEqual(
    [end.name, timers.includes(100), timers.includes(30_000)],
    ['APIConnectionTimeoutError', true, false],
  );
  assert.equal((await failure(patient.health.check({ signal: AbortSignal.timeout(50) }))).name, 'APIUserAbortError');
  await assert.rejects(patient.health.check({ maxRetries: 11 }), /maxRetries must be/);
});

test('PATCH is sent once; DELETE and PUT are retried', async () => {
  const sent = async call => {
    server.next('status', { status: 503 });
    const error = await failure(call(client));
    assert.equal(error.outcome, 'unknown');
    return server.requests.length;
  };
  assert.equal(await sent(({ profiles }) => profiles.update({ path: { id: 'a' }, body: { name: 'b' } })), 1);
  assert.equal(await sent(({ profiles }) => profiles.delete({ path: { id: 'a' } })), 3);
});

test('Retry-After is obeyed, but not past the deadline', async () => {
  const reader = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 20_000 });
  const again = ['json', { status: 200, body: { ok: true } }];
  server.script([['status', { status: 429, headers: { 'retry-after': '1' } }], again]);
  const waits = async () => (await timersOf(() => reader.health.check())).timers.filter(ms => ms > 900 && ms < 2100);
  assert.equal((await waits()).length, 1, 'seconds');
  assert.equal(server.requests.length, 2);

  const date = new Date();
  const headers = { date: date.toUTCString(), 'retry-after': new Date(date.getTime() + 1000).toUTCString() };
  server.script([['status', { status: 503, headers }], again]);
  assert.equal((await waits()).length, 1, 'a date');
  assert.equal(server.requests.length, 2);

  server.next('status', { status: 429, headers: { 'retry-after': '60' } });
  const { end, timers } = await timersOf(() => reader.health.check());
  assert.equal(end.name, 'RateLimitError');
  assert.ok(
    timers.every(ms => !(ms > 20_000)),
    'it does not wait for what the deadline forbids',
  );
  assert.equal(server.requests.length, 1);
});

test('one deadline covers headers, body and backoff', async () => {
  for (const mode of ['hang', 'stalledBody', 'trickle']) {
    server.next(mode);
    const { end, timers } = await timersOf(() => client.posts.create({ body: POST, timeout: 200 }));
    assert.deepEqual([end.name, timers.filter(ms => ms === 200).length], ['APIConnectionTimeoutError', 1], mode);
  }
  server.next('status', { status: 503 });
  const { timers } = await timersOf(() => client.health.check({ timeout: 300, maxRetries: 10 }));
  assert.equal(timers[0], 300);
  assert.ok(server.requests.length < 10, 'the deadline ended it, not the number of attempts');
});

test('failed responses release their connections', async () => {
  server.next('oversized', { status: 503 });
  const patient = new PostPeer({ apiKey: KEY, baseURL: server.url });
  for (let i = 0; i < 5; i++) await failure(patient.posts.create({ body: POST }));
  server.next('ok');
  assert.equal((await create()).outcome, 'accepted');
});
