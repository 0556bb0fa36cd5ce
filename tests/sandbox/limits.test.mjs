// A sandbox keeps everything, unless it is created with limits.

import assert from 'node:assert/strict';
import test from 'node:test';
import { BASE, createSandbox, open, VIDEO_POST } from './subject.mjs';

const TEXT_POST = { content: 'Short', platforms: [{ platform: 'bluesky', accountId: 'bs_246' }], publishNow: true };
const create = (call, content) => call('POST', '/v1/posts', { ...TEXT_POST, content });

/** A body that comes piece by piece, and how much of it was asked for. */
function pieces(count, bytes) {
  const seen = { read: 0, cancelled: false };
  const stream = new ReadableStream(
    {
      pull(controller) {
        if (seen.read === count) return void controller.close();
        seen.read += 1;
        controller.enqueue(new Uint8Array(bytes).fill(120));
      },
      cancel: () => void (seen.cancelled = true),
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

test('without limits every request, post and file is kept', async () => {
  const { sandbox, call } = open({ credits: 1e6 });
  for (let n = 0; n < 250; n += 1) await create(call, `Post ${n}`);
  assert.deepEqual(
    [sandbox.requests.length, sandbox.posts.length, sandbox.requests[0].body.content],
    [250, 250, 'Post 0'],
  );
});

test('requests keeps the newest, in the list that the caller holds', async () => {
  const { sandbox, call } = open({ limits: { requests: 3 } });
  const held = sandbox.requests;
  for (let n = 0; n < 10; n += 1) await create(call, `Post ${n}`);
  assert.deepEqual(
    held.map(({ body, status }) => [body.content, status]),
    [
      ['Post 7', 202],
      ['Post 8', 202],
      ['Post 9', 202],
    ],
  );
  assert.equal(held, sandbox.requests);
  assert.equal(sandbox.posts.length, 10);
  held.length = 0;
  await create(call, 'After');
  assert.deepEqual(
    held.map(({ body }) => body.content),
    ['After'],
  );
  const none = open({ limits: { requests: 0 } });
  assert.equal((await create(none.call, 'x')).status, 202);
  assert.deepEqual(none.sandbox.requests, []);
});

test('requests is bounded in bytes: bodies, addresses and headers, also of refused calls', async () => {
  const { sandbox, call } = open({ limits: { requestBytes: 20_000 } });
  const bytes = () => JSON.stringify(sandbox.requests.map(({ url, headers, body }) => [url, headers, body])).length;
  const ways = [
    () => create(call, 'x'.repeat(5000)),
    () => call('GET', `/v1/posts/?${'y'.repeat(5000)}`),
    () => call('POST', '/v1/nothing', { text: 'z'.repeat(5000) }),
    () => sandbox.fetch(`${BASE}/v1/posts`, { headers: { 'x-long': 'h'.repeat(5000) } }),
  ];
  for (const way of ways) {
    for (let n = 0; n < 10; n += 1) await way();
    assert.ok(bytes() < 22_000, `${way}: ${bytes()}`);
    assert.ok(sandbox.requests.length >= 2, 'the newest are there');
  }
  sandbox.fail('redirect', { times: 10 });
  for (let n = 0; n < 10; n += 1) await create(call, 'x'.repeat(5000));
  assert.ok(bytes() < 22_000);
  // One that is longer than all may be leaves none.
  await create(call, 'x'.repeat(30_000));
  assert.deepEqual(sandbox.requests, []);
});

test('past its changes a sandbox answers, and keeps nothing more', async () => {
  const { sandbox, call } = open({ limits: { changes: 3 } });
  assert.equal((await create(call, 'One')).status, 202);
  assert.equal((await call('POST', '/v1/media/upload', { filename: 'a.png', mimeType: 'image/png' })).status, 200);
  // Refused calls and reads change nothing.
  assert.equal((await call('POST', '/v1/posts', {})).status, 400);
  assert.equal((await call('DELETE', '/v1/posts/nothing')).status, 404);
  for (let look = 0; look < 5; look += 1) assert.equal((await call('GET', '/v1/posts')).status, 200);
  assert.equal((await call('GET', '/v1/connect/tiktok?redirectUri=https://a.example/')).status, 200);
  for (const [method, path, body] of [
    ['POST', '/v1/posts', TEXT_POST],
    ['POST', '/v1/media/upload', { filename: 'b.png', mimeType: 'image/png' }],
    ['POST', '/v1/profiles', { name: 'x' }],
    ['GET', '/v1/connect/tiktok'],
    ['DELETE', `/v1/posts/${sandbox.posts[0].postId}`],
  ]) {
    const { status, body: answer } = await call(method, path, body);
    assert.deepEqual(
      [status, answer.message ?? answer.error],
      [403, 'This sandbox is full: it takes 3 changes.'],
      `${method} ${path}`,
    );
  }
  assert.equal(sandbox.posts.length, 1);
  assert.equal((await call('GET', '/v1/posts')).status, 200);
});

test('a full sandbox takes no more, of any kind', async () => {
  for (const content of ['x'.repeat(3000), 'é'.repeat(1500), '\u0301'.repeat(1500)]) {
    const { sandbox, call } = open({ limits: { changeBytes: 10_000 } });
    const statuses = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push(
        (
          await call('POST', '/v1/posts', {
            ...TEXT_POST,
            platforms: [{ platform: 'facebook', accountId: 'fb_357' }],
            content,
          })
        ).status,
      );
    assert.deepEqual(statuses, [202, 202, 202, 403, 403, 403]);
    assert.equal(sandbox.posts.length, 3);
  }
  const { call } = open({ limits: { changeBytes: 10_000 } });
  const long = n => call('GET', `/v1/connect/tiktok?redirectUri=https://a.example/${n}${'x'.repeat(3000)}`);
  assert.deepEqual(
    [(await long(1)).status, (await long(2)).status, (await long(3)).status, (await long(4)).status],
    [200, 200, 200, 403],
  );
});

async function uploadTo({ sandbox, call }, body, filename = 'a.mp4') {
  const { data } = (await call('POST', '/v1/media/upload', { filename, mimeType: 'video/mp4' })).body;
  const { status } = await sandbox.fetch(data.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'video/mp4' },
    body,
    duplex: 'half',
  });
  return { ...data, status };
}

test('files that fit are kept; others are accepted with their size, and not served', async () => {
  const own = open({ limits: { fileBytes: 1000 } });
  const first = await uploadTo(own, new Uint8Array(600));
  const second = await uploadTo(own, new Uint8Array(600), 'b.mp4');
  const third = await uploadTo(own, new Uint8Array(400), 'c.mp4');
  const served = async ({ publicUrl }) => (await own.sandbox.fetch(publicUrl)).status;
  assert.deepEqual([first.status, second.status, third.status], [200, 200, 200]);
  assert.deepEqual([await served(first), await served(second), await served(third)], [200, 404, 200]);
  // A file that is replaced gives its room back.
  const again = await own.sandbox.fetch(first.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'video/mp4' },
    body: new Uint8Array(10),
  });
  assert.equal(again.status, 200);
  assert.equal(await served(await uploadTo(own, new Uint8Array(590), 'd.mp4')), 200);
  const post = await own.call('POST', '/v1/posts', {
    ...VIDEO_POST,
    mediaItems: [{ type: 'video', url: second.publicUrl }],
  });
  assert.equal(post.body.status, 'published', 'it was uploaded');
  assert.equal(own.sandbox.posts[0].mediaItems[0].size, 600);
});

test('a file that is not kept is read to its end piece by piece; a body that is too long is not', async () => {
  const own = open({ limits: { fileBytes: 0 } });
  const file = pieces(200, 100_000);
  const { status, publicUrl } = await uploadTo(own, file.stream);
  assert.deepEqual([status, file.seen], [200, { read: 200, cancelled: false }]);
  assert.deepEqual(own.sandbox.requests.at(-1).body, { bytes: 20_000_000 });
  assert.equal((await own.sandbox.fetch(publicUrl)).status, 404);

  const body = pieces(1000, 100_000);
  const sandbox = createSandbox();
  const answer = await sandbox.fetch(`${BASE}/v1/posts`, {
    method: 'POST',
    headers: { 'x-access-key': 'k', 'content-type': 'application/json' },
    body: body.stream,
    duplex: 'half',
  });
  assert.equal(answer.status, 413);
  assert.ok(body.seen.read <= 12, `${body.seen.read} pieces of 100 kB were read for a limit of 1 MiB`);
  assert.equal(body.seen.cancelled, true);
  assert.deepEqual([sandbox.requests[0].status, sandbox.requests[0].body], [413, undefined]);
});

test('an invalid limit is refused', () => {
  for (const limits of [{ requests: -1 }, { requests: 1.5 }, { requests: NaN }, { changes: '3' }, { fileBytes: {} }])
    assert.throws(() => createSandbox({ limits }), {
      name: 'TypeError',
      message: /limits\.\w+ must be a whole number/,
    });
  assert.throws(() => createSandbox({ limits: { request: 1 } }), {
    name: 'TypeError',
    message: /limits has no "request"; it has requests, /,
  });
  createSandbox({ limits: { requests: Infinity, changes: undefined } });
});
