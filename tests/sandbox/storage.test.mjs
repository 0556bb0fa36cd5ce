import assert from 'node:assert/strict';
import test from 'node:test';
import { open, START, VIDEO_POST } from './subject.mjs';

const BYTES = Uint8Array.from({ length: 5000 }, (_, place) => (place * 7) % 256);

/** A sandbox with an address asked for, and a PUT to it. */
async function asked(options) {
  const { sandbox, call } = open(options);
  const { data } = (await call('POST', '/v1/media/upload', { filename: 'a b.mp4', mimeType: 'video/mp4' })).body;
  const put = init =>
    sandbox.fetch(data.uploadUrl, { method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: BYTES, ...init });
  return { sandbox, call, put, ...data };
}

const codeOf = async response => {
  const text = await response.text();
  return [response.status, /<Code>(.+)<\/Code>/.exec(text)[1], /<Message>(.+)<\/Message>/.exec(text)[1]];
};

test('a file is served as it was sent, and is missing before', async () => {
  const { sandbox, put, publicUrl } = await asked();
  assert.deepEqual(await codeOf(await sandbox.fetch(publicUrl)), [
    404,
    'NoSuchKey',
    'The specified key does not exist.',
  ]);
  assert.equal((await put()).status, 200);
  const back = await sandbox.fetch(publicUrl);
  assert.deepEqual(
    [back.status, back.headers.get('content-type'), back.headers.get('content-length')],
    [200, 'video/mp4', '5000'],
  );
  assert.deepEqual(new Uint8Array(await back.arrayBuffer()), BYTES);
  const head = await sandbox.fetch(publicUrl, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '5000', '']);
  assert.equal((await sandbox.fetch(publicUrl, { method: 'DELETE' })).status, 405);
  assert.deepEqual(sandbox.requests.map(({ operation, status }) => [operation, status]).slice(1, 4), [
    ['download', 404],
    ['upload', 200],
    ['download', 200],
  ]);
});

test('the same bytes may be sent again, other bytes replace them', async () => {
  const { sandbox, put, publicUrl } = await asked();
  for (const body of [BYTES, BYTES, BYTES.subarray(0, 9)]) assert.equal((await put({ body })).status, 200);
  assert.equal((await (await sandbox.fetch(publicUrl)).arrayBuffer()).byteLength, 9);
});

test('uploads that S3 refuses are refused: other type, other signature, other path, no length, too late', async () => {
  const { sandbox, put, uploadUrl } = await asked();
  const to = url => sandbox.fetch(url, { method: 'PUT', headers: { 'content-type': 'video/mp4' }, body: BYTES });
  assert.equal(
    (await codeOf(await put({ headers: { 'content-type': 'video/mp4; codecs=avc1' } })))[1],
    'SignatureDoesNotMatch',
  );
  assert.deepEqual(await codeOf(await to(uploadUrl.replace(/Signature=./, 'Signature=x'))), [
    403,
    'AccessDenied',
    'Access Denied',
  ]);
  assert.equal((await to(uploadUrl.replace('a%20b', 'other'))).status, 403);
  assert.equal(
    (await codeOf(await put({ headers: { 'content-type': 'video/mp4', 'transfer-encoding': 'chunked' } })))[0],
    501,
  );
  sandbox.advance(900_001);
  assert.deepEqual(await codeOf(await put()), [403, 'AccessDenied', 'Request has expired']);
});

test('every failure can be simulated, in the words of S3', async () => {
  const { sandbox, call, put, publicUrl } = await asked();
  sandbox.fail('expired');
  // Only an upload can meet an address that has expired.
  assert.equal((await call('GET', '/v1/health')).status, 200);
  assert.deepEqual(await codeOf(await put()), [403, 'AccessDenied', 'Request has expired']);
  sandbox.fail('server-error', { operation: 'upload' });
  assert.deepEqual(await codeOf(await put()), [500, 'InternalError', 'Internal Server Error']);
  sandbox.fail('rate-limit', { operation: 'upload', retryAfter: 3 });
  const limited = await put();
  assert.equal(limited.headers.get('retry-after'), '3');
  assert.deepEqual(await codeOf(limited), [429, 'SlowDown', 'Too many requests']);
  for (const mode of ['drop-before', 'drop-after']) {
    sandbox.fail(mode, { operation: 'upload' });
    await assert.rejects(put(), { name: 'TypeError', message: 'fetch failed' });
    assert.equal((await sandbox.fetch(publicUrl)).status, mode === 'drop-before' ? 404 : 200, mode);
  }
  sandbox.fail('hang', { operation: 'upload' });
  // The timer of AbortSignal.timeout would not keep the process alive, and nothing else does here.
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await assert.rejects(put({ signal: controller.signal }), { message: 'enough' });
  sandbox.fail('server-error', { operation: 'media.upload', status: 503 });
  assert.deepEqual((await call('POST', '/v1/media/upload', { filename: 'a', mimeType: 'image/png' })).body, {
    success: false,
    message: 'Internal Server Error',
  });
});

test('a page of another origin has access', async () => {
  const { sandbox, uploadUrl, put } = await asked();
  const headers = {
    origin: 'https://app.example',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type',
  };
  const preflight = await sandbox.fetch(uploadUrl, { method: 'OPTIONS', headers });
  assert.deepEqual(
    ['origin', 'methods', 'headers'].map(name => preflight.headers.get(`access-control-allow-${name}`)),
    ['*', 'GET, HEAD, PUT', 'content-type'],
  );
  assert.equal((await put()).headers.get('access-control-allow-origin'), '*');
});

test('storage says where it is', async () => {
  const { sandbox, put, uploadUrl, publicUrl } = await asked({ storage: 'http://127.0.0.1:8787/storage/' });
  assert.ok(
    uploadUrl.startsWith('http://127.0.0.1:8787/storage/uploads/') &&
      publicUrl.startsWith('http://127.0.0.1:8787/storage/assets/'),
  );
  assert.equal((await put()).status, 200);
  assert.equal((await sandbox.fetch(publicUrl)).status, 200);
  assert.throws(() => open({ storage: 'no address' }), TypeError);
});

test('a post with a file that was never uploaded fails when it is published, as at PostPeer', async () => {
  const { sandbox, call, put, publicUrl } = await asked({ now: () => START });
  const post = { ...VIDEO_POST, mediaItems: [{ type: 'video', url: publicUrl }] };
  const early = await call('POST', '/v1/posts', post);
  assert.deepEqual(
    [early.status, early.body.success, early.body.platforms[0].error],
    [202, false, 'tiktok: Failed to fetch remote URL (404)'],
  );
  await put();
  assert.equal((await call('POST', '/v1/posts', post)).body.status, 'published');
  assert.equal(sandbox.posts.length, 2);
});

test('a lone surrogate in a name is accepted', async () => {
  const { call } = open();
  assert.equal((await call('POST', '/v1/media/upload', { filename: '\ud83d.png', mimeType: 'image/png' })).status, 200);
});
