import assert from 'node:assert/strict';
import test from 'node:test';
import { BASE, createSandbox, open, VIDEO_POST } from './subject.mjs';

const send = (sandbox, init) =>
  sandbox.fetch(`${BASE}/v1/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-access-key': 'secret' },
    body: JSON.stringify(VIDEO_POST),
    ...init,
  });

test('a drop before leaves nothing behind, a drop after leaves a post; the caller sees the same error', async () => {
  for (const [mode, posts] of [
    ['drop-before', 0],
    ['drop-after', 1],
  ]) {
    const { sandbox } = open();
    sandbox.fail(mode);
    await assert.rejects(send(sandbox), { name: 'TypeError', message: 'fetch failed' });
    assert.equal(sandbox.posts.length, posts, mode);
    assert.deepEqual([sandbox.requests[0].failure, sandbox.requests[0].status], [mode, null]);
  }
});

test("a hang ends when the caller gives up, with the caller's reason", async () => {
  const { sandbox } = open();
  for (const reason of [new Error('enough'), 'a string', null]) {
    sandbox.fail('hang');
    const controller = new AbortController();
    const sent = send(sandbox, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 5);
    const seen = await sent.then(
      () => assert.fail('answered'),
      error => error,
    );
    assert.equal(seen, controller.signal.reason);
  }
  sandbox.fail('hang', { processed: true });
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException('late', 'TimeoutError')), 5);
  await assert.rejects(send(sandbox, { signal: controller.signal }), { name: 'TimeoutError' });
  assert.equal(sandbox.posts.length, 1);
});

test('a signal that is already aborted sends nothing', async () => {
  const { sandbox } = open();
  await assert.rejects(send(sandbox, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(sandbox.requests.length, 0);
});

test("429 with Retry-After, 500 and a gateway's HTML", async () => {
  const { sandbox } = open();
  sandbox.fail('rate-limit', { retryAfter: 7 });
  sandbox.fail('server-error', { status: 503 });
  sandbox.fail('html');
  const limited = await send(sandbox);
  assert.deepEqual(
    [limited.status, limited.headers.get('retry-after'), (await limited.json()).success],
    [429, '7', false],
  );
  assert.equal((await send(sandbox)).status, 503);
  const page = await send(sandbox);
  assert.deepEqual([page.status, page.headers.get('content-type')], [502, 'text/html; charset=utf-8']);
  assert.match(await page.text(), /^<!doctype html>/);
  assert.equal(sandbox.posts.length, 0);
  assert.equal((await send(sandbox)).status, 202);
});

test('a redirect is returned, refused or followed as asked, and a key sent along is recorded', async () => {
  const { sandbox } = open();
  sandbox.fail('redirect', { to: 'https://evil.example/steal', times: 3 });
  const manual = await send(sandbox, { redirect: 'manual' });
  assert.deepEqual([manual.status, manual.headers.get('location')], [307, 'https://evil.example/steal']);
  await assert.rejects(send(sandbox, { redirect: 'error' }), TypeError);
  assert.equal(sandbox.requests.length, 2);
  await send(sandbox);
  const leak = sandbox.requests.at(-1);
  assert.deepEqual(
    [leak.url, leak.redirected, leak.headers['x-access-key']],
    ['https://evil.example/steal', true, '[redacted]'],
  );
});

test('a truncated body breaks while it is read, or ends in the middle of the JSON', async () => {
  const { sandbox } = open();
  sandbox.fail('truncated');
  const broken = await send(sandbox);
  assert.equal(broken.status, 202);
  await assert.rejects(broken.text());
  sandbox.fail('truncated', { clean: true });
  const short = await send(sandbox);
  await assert.rejects(short.json(), SyntaxError);
  assert.equal(sandbox.posts.length, 2);
});

test('empty and oversized bodies', async () => {
  const { sandbox } = open();
  sandbox.fail('empty');
  sandbox.fail('oversized', { bytes: 100_000 });
  const empty = await send(sandbox);
  assert.deepEqual([empty.status, await empty.text()], [202, '']);
  assert.equal((await (await send(sandbox)).text()).length > 100_000, true);
});

test('a slow response arrives in the end, headers before the body, and can be aborted in between', async () => {
  const { sandbox } = open();
  sandbox.fail('slow', { delay: 10, bodyDelay: 10 });
  assert.equal((await (await send(sandbox)).json()).status, 'published');
  sandbox.fail('slow', { delay: 0, bodyDelay: 60_000 });
  const controller = new AbortController();
  const response = await send(sandbox, { signal: controller.signal });
  const body = response.text();
  controller.abort();
  await assert.rejects(body, { name: 'AbortError' });
});

test('failures hit the named operation, as many times as given, and can be cancelled', async () => {
  const { sandbox, call } = open();
  sandbox.fail('server-error', { operation: 'posts.create', times: 2, after: 1 });
  assert.equal((await call('GET', '/v1/health')).status, 200);
  const statuses = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await send(sandbox)).status);
  assert.deepEqual(statuses, [202, 500, 500, 202]);
  const undo = sandbox.fail('html');
  undo();
  sandbox.fail('html', { times: Infinity });
  sandbox.heal();
  assert.equal((await send(sandbox)).status, 202);
  assert.throws(() => sandbox.fail('burn'), TypeError);
});

test('the clock may be the real one', async () => {
  const sandbox = createSandbox();
  const { createdAt } = (await (await send(sandbox)).json(), sandbox.posts[0]);
  assert.equal(Math.abs(Date.parse(createdAt) - Date.now()) < 10_000, true);
});

test('a failure that cannot occur is refused, and one with zero times never occurs', async () => {
  const { sandbox, call } = open();
  for (const settings of [
    { operation: 'posts.creat' },
    { operation: 'toString' },
    { times: -1 },
    { times: NaN },
    { times: '2' },
    { after: -1 },
    { after: 0.5 },
    { status: 99 },
    { status: 600 },
    { status: '500' },
  ]) {
    assert.throws(() => sandbox.fail('server-error', settings), TypeError, JSON.stringify(settings));
  }
  for (const times of [-1, NaN, '1']) assert.throws(() => sandbox.fail('target', { times }), TypeError);
  for (const operation of ['posts.create', 'upload', 'download']) sandbox.fail('server-error', { operation, times: 0 });
  sandbox.fail('server-error', { times: 0 });
  sandbox.fail('target', { times: 0 });
  assert.equal((await call('GET', '/v1/health')).status, 200);
  assert.equal((await (await send(sandbox)).json()).status, 'published');
});

test('a status without a body is answered without one', async () => {
  for (const mode of ['empty', 'html', 'server-error']) {
    for (const status of [204, 205, 304]) {
      const { sandbox } = open();
      sandbox.fail(mode, { status });
      const answer = await send(sandbox);
      assert.deepEqual([answer.status, await answer.text(), sandbox.requests[0].status], [status, '', status]);
    }
  }
});
