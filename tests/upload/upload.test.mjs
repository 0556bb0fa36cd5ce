// uploadFile: refusals, results and errors.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import {
  APIConnectionError,
  APIUserAbortError,
  InternalServerError,
  PostPeer,
  PostPeerError,
  ValidationError,
} from '../../pkg/index.js';
import { MediaError, probeMedia } from '../../pkg/media.js';
import { createRelay } from '../../pkg/relay.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { noisePng } from './png.mjs';
import { KEY, uploadServer } from './server.mjs';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const GIF_FILE = new File([GIF], 'a.gif', { type: 'image/gif' });

let folder;
let server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postpeer-upload-'));
  server = await uploadServer();
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const unhandled = [];
process.on('unhandledRejection', reason => unhandled.push(reason));
after(() => assert.deepEqual(unhandled, [], 'a rejection was left unhandled'));

function open(options) {
  const sandbox = createSandbox();
  return { sandbox, client: new PostPeer({ apiKey: KEY, fetch: sandbox.fetch, ...options }) };
}
const failure = call =>
  call.then(
    result => assert.fail(`resolved: ${JSON.stringify(result)}`),
    error => error,
  );
const mp4 = (size = 100) => new File([new Uint8Array(size).fill(7)], 'clip.mp4', { type: 'video/mp4' });
/** Returns a file of any size that is never read. */
const sized = size => Object.defineProperty(mp4(), 'size', { value: size });

test('invalid files are refused before anything is sent, with all reasons, limits and values', async () => {
  const { sandbox, client } = open();
  const issuesOf = async (file, options) => {
    const error = await failure(client.media.uploadFile(file, options));
    assert.ok(error instanceof ValidationError && error.outcome === 'not_sent', String(error));
    return error.issues.map(({ code, path, limit, actual }) => [code, path.join('.'), limit, actual]);
  };
  assert.deepEqual(await issuesOf(new Blob([])), [
    ['required', 'file.name', undefined, undefined],
    ['enum', 'file.type', undefined, undefined],
    ['too_small', 'file.size', 1, 0],
  ]);
  const most = 5 * 1024 ** 3;
  assert.deepEqual(await issuesOf(sized(most + 1)), [['too_large', 'file.size', most, most + 1]]);
  assert.match((await failure(client.media.uploadFile(sized(most + 1)))).message, /S3 may have 5 GiB/);
  for (const type of ['application/pdf', 'audio/mpeg', 'image/', 'image/png\r\nx: y', 'imagex/png', 7, null]) {
    assert.deepEqual(
      await issuesOf(mp4(), { type: type ?? '' }),
      [['enum', 'file.type', undefined, undefined]],
      String(type),
    );
  }
  assert.deepEqual(await issuesOf(mp4(), { name: '' }), [['required', 'file.name', undefined, undefined]]);
  for (const source of [undefined, null, 'text', 7, {}, [], new Response('x')]) {
    const error = await failure(client.media.uploadFile(source, { name: 'a.png', type: 'image/png' }));
    assert.ok(error instanceof PostPeerError && /uploadFile takes a File/.test(error.message), String(error));
  }
  assert.deepEqual(sandbox.requests, []);
  // Without checks the request goes to PostPeer.
  assert.equal(
    (await failure(open({ validate: 'off' }).client.media.uploadFile(mp4(), { type: 'application/pdf' }))).status,
    400,
  );
});

test('every kind of file has its media item', async () => {
  const { sandbox, client } = open();
  const path = join(folder, 'on disk.webm');
  writeFileSync(path, Buffer.alloc(70_000, 5));
  const cases = [
    [mp4(), {}, 'clip.mp4', 'video/mp4', 'video'],
    [
      new Blob([new Uint8Array(9)], { type: 'video/webm;codecs=vp9,opus' }),
      { name: 'recording.webm' },
      'recording.webm',
      'video/webm',
      'video',
    ],
    [new Uint8Array(200_000).buffer, { name: 'a.jpg', type: 'IMAGE/JPEG' }, 'a.jpg', 'image/jpeg', 'image'],
    [
      new Uint8Array(200_000).subarray(10, 99),
      { name: 'a b/ü.png', type: 'image/png' },
      'a b/ü.png',
      'image/png',
      'image',
    ],
    [GIF, { name: 'a.gif', type: 'image/gif' }, 'a.gif', 'image/gif', 'gif'],
    [GIF, { name: 'still.gif', facts: probeMedia }, 'still.gif', 'image/gif', 'image'],
    [await openAsBlob(path), { name: 'on disk.webm', type: 'video/webm' }, 'on disk.webm', 'video/webm', 'video'],
  ];
  for (const [file, options, filename, mimeType, type] of cases) {
    sandbox.requests.length = 0;
    const { publicUrl, mediaItem } = await client.media.uploadFile(file, options);
    assert.deepEqual(mediaItem, { type, url: publicUrl });
    const [presign, put] = sandbox.requests;
    assert.deepEqual(presign.body, { filename, mimeType });
    assert.deepEqual(
      [put.key, put.headers, put.body],
      ['absent', { 'content-type': mimeType }, { bytes: file.size ?? file.byteLength }],
    );
    const back = await sandbox.fetch(publicUrl);
    assert.equal(back.headers.get('content-type'), mimeType);
    assert.deepEqual(new Uint8Array(await back.arrayBuffer()), new Uint8Array(await new Blob([file]).arrayBuffer()));
  }
});

test('facts are returned, give the true type, and stop files that are not media', async () => {
  const { sandbox, client } = open();
  const image = await openAsBlob(noisePng(folder, 40, 30));
  for (const facts of [probeMedia, await probeMedia(image)]) {
    const result = await client.media.uploadFile(image, { name: 'claims.mp4', facts });
    assert.deepEqual([result.facts.pixelWidth, result.facts.pixelHeight, result.mediaItem.type], [40, 30, 'image']);
    assert.equal(sandbox.requests.at(-1).headers['content-type'], 'image/png');
  }
  sandbox.requests.length = 0;
  assert.ok((await failure(client.media.uploadFile(mp4(), { facts: probeMedia }))) instanceof MediaError);
  assert.deepEqual(sandbox.requests, []);
});

test('a file that the prober fails on is uploaded without facts, with factsError', async () => {
  const cut = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0x40, 0]), Buffer.alloc(100)]);
  const cases = [
    // [bytes, type, code]: truncated, contradictory, and unsupported formats.
    [cut, 'image/jpeg', 'media.truncated'],
    [Buffer.from('ffd8ffd9', 'hex'), 'image/jpeg', 'media.malformed'],
    [Buffer.from('RIFF\x10\0\0\0AVI LIST', 'latin1'), 'video/x-msvideo', 'media.unrecognised'],
    [Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'image/tiff', 'media.unrecognised'],
    [Buffer.from('BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1'), 'image/bmp', 'media.unrecognised'],
    [Buffer.from([0, 0, 1, 0xba, 0x44]), 'video/mpeg', 'media.unrecognised'],
  ];
  for (const [bytes, type, code] of cases) {
    for (const declared of [type, '']) {
      const { sandbox, client } = open();
      const result = await client.media.uploadFile(new File([bytes], 'a', { type: declared }), { facts: probeMedia });
      assert.deepEqual(
        [result.facts, result.factsError.code, result.mediaItem.type],
        [undefined, code, type.split('/')[0]],
      );
      assert.equal(sandbox.requests.at(-1).headers['content-type'], type);
      assert.deepEqual(
        new Uint8Array(await (await sandbox.fetch(result.publicUrl)).arrayBuffer()),
        new Uint8Array(bytes),
      );
    }
  }
  // The prober's type is announced if it is another kind of media than the declared type.
  const announced = async (bytes, type, facts) => {
    const { sandbox, client } = open({ validate: 'off' });
    await client.media.uploadFile(new File([bytes], 'a', { type }), { facts }).catch(() => {});
    return sandbox.requests[0]?.body.mimeType;
  };
  const [avi] = cases.filter(([, type]) => type === 'video/x-msvideo');
  assert.equal(await announced(avi[0], 'application/octet-stream', probeMedia), 'video/x-msvideo');
  assert.equal(await announced(avi[0], 'video/avi', probeMedia), 'video/avi');
  assert.equal(await announced(cut, 'video/mp4', probeMedia), 'image/jpeg');
  assert.equal(await announced('x', ''), '');
  for (const error of [
    new Error('no'),
    Object.assign(new Error('no'), { type: 'system' }),
    Object.assign(new Error('no'), { type: Symbol('x') }),
    { type: 'image/png' },
  ]) {
    assert.equal(await announced('x', '', () => Promise.reject(error)), '');
  }
  // Any other failure of the prober, synchronous or not.
  const bug = new TypeError('Failed to fetch dynamically imported module');
  for (const facts of [
    () => {
      throw bug;
    },
    () => Promise.reject(bug),
    async () => {
      throw new MediaError('too_large');
    },
    () => Promise.reject(),
  ]) {
    const { publicUrl, factsError } = await open().client.media.uploadFile(mp4(), { facts });
    assert.ok(publicUrl && factsError);
  }
  // These errors stop the upload.
  const meant = [new PostPeerError('too long'), new ValidationError([]), new DOMException('no', 'AbortError')];
  for (const error of meant)
    assert.equal(await failure(open().client.media.uploadFile(mp4(), { facts: () => Promise.reject(error) })), error);
  const { factsError, ...rest } = await open().client.media.uploadFile(GIF_FILE, { facts: probeMedia });
  assert.deepEqual([factsError, rest.facts.kind], [undefined, 'image']);
});

test('a photo from a camera, with 60 kB of EXIF, is probed and uploaded', async () => {
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1'),
    Buffer.alloc(60_000, 1),
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const photo = Buffer.concat([
    Buffer.from('ffd8ffe1', 'hex'),
    length,
    exif,
    Buffer.from('ffc0000b080bd00fc0010111000102ffd9', 'hex'),
  ]);
  const { client } = open();
  const { facts, factsError } = await client.media.uploadFile(
    new File([photo], 'IMG_0001.JPG', { type: 'image/jpeg' }),
    { facts: probeMedia },
  );
  assert.deepEqual(
    [factsError, facts.displayWidth, facts.displayHeight, facts.orientation],
    [undefined, 3024, 4032, 6],
  );
});

test('files that are not media are refused, and nothing is sent', async () => {
  const { sandbox, client } = open();
  for (const [content, code] of [
    ['', 'media.empty'],
    ['hello', 'media.unrecognised'],
    ['<!doctype html><title>404</title><svg></svg>', 'media.unrecognised'],
    ['Get free beer', 'media.unrecognised'],
    ['PK\x03\x04', 'media.unrecognised'],
  ]) {
    const error = await failure(
      client.media.uploadFile(new File([content], 'a.mp4', { type: 'video/mp4' }), { facts: probeMedia }),
    );
    assert.ok(error instanceof MediaError, String(error));
    assert.equal(error.code, code);
  }
  const pdf = new File(['%PDF-1.4\n%%EOF'], 'a.mp4', { type: 'video/mp4' });
  assert.ok((await failure(client.media.uploadFile(pdf, { facts: probeMedia }))) instanceof ValidationError);
  assert.deepEqual(sandbox.requests, []);
});

test('through a relay without a key: the relay returns the address and never sees the file', async () => {
  const sandbox = createSandbox({ apiKey: KEY });
  const seen = [];
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch: sandbox.fetch });
  const fetch = request => {
    seen.push([request.method, new URL(request.url).origin, request.headers.get('x-access-key')]);
    return request.url.startsWith('https://app.example/') ? relay(request) : sandbox.fetch(request);
  };
  const client = new PostPeer({ apiKey: null, baseURL: 'https://app.example/api/postpeer', fetch });
  const { publicUrl } = await client.media.uploadFile(mp4());
  assert.equal((await sandbox.fetch(publicUrl)).status, 200);
  assert.deepEqual(seen, [
    ['POST', 'https://app.example', null],
    ['PUT', 'https://uploads.postpeer.example', null],
  ]);
});

test('PostPeer gets one request; without an address no byte is sent', async () => {
  for (const [mode, type] of [
    ['server-error', InternalServerError],
    ['drop-after', APIConnectionError],
    ['truncated', APIConnectionError],
  ]) {
    const { sandbox, client } = open();
    sandbox.fail(mode);
    assert.ok((await failure(client.media.uploadFile(mp4()))) instanceof type, mode);
    assert.deepEqual(
      sandbox.requests.map(({ operation }) => operation),
      ['media.upload'],
    );
  }
});

test('no file is sent to an invalid or unencrypted address', async () => {
  for (const [uploadUrl, message] of [
    ['http://storage.example/a?sig=1', /uploadUrl must begin with https/],
    [undefined, /gave no uploadUrl/],
    ['https://me:secret@storage.example/', /uploadUrl must not hold a user name/],
  ]) {
    const seen = [];
    const fetch = request => {
      seen.push(request.url);
      return Response.json({ success: true, data: { uploadUrl, publicUrl: 'https://assets.example/a' } });
    };
    const error = await failure(new PostPeer({ apiKey: KEY, fetch }).media.uploadFile(mp4()));
    assert.ok(error instanceof PostPeerError, String(error));
    assert.match(error.message, message);
    assert.equal(seen.length, 1);
  }
});

test('unsafe upload and public addresses are refused, and nothing is uploaded', async () => {
  const GOOD = { uploadUrl: 'https://storage.example/a?sig=SIGNED', publicUrl: 'https://assets.example/a.mp4' };
  const LOCAL = {
    uploadUrl: 'http://127.0.0.1:8787/storage/a?sig=SIGNED',
    publicUrl: 'http://localhost:8787/assets/a.mp4',
  };
  const asked = async (data, options) => {
    const sent = [];
    const fetch = async request => (
      sent.push(request.method),
      request.method === 'PUT' ? new Response('') : Response.json({ success: true, data })
    );
    const client = new PostPeer({ apiKey: KEY, fetch, ...options });
    const own = await client.media.upload({ body: { filename: 'a.mp4', mimeType: 'video/mp4' } }).catch(error => error);
    const file = await client.media.uploadFile(mp4()).catch(error => error);
    return { own, file, sent };
  };
  const bad = [
    'http://storage.example/SIGNED',
    'javascript:alert(1)//SIGNED',
    'data:video/mp4;base64,SIGNED',
    'blob:https://a.example/SIGNED',
    'ftp://a.example/SIGNED',
    'file:///SIGNED',
    '/SIGNED',
    '//a.example/SIGNED',
    'SIGNED',
    { SIGNED: 1 },
    7,
    true,
    'https://me:SIGNED@a.example/a',
    'https://SIGNED@a.example/a',
    'http://localhost.example/SIGNED',
  ];
  for (const name of ['uploadUrl', 'publicUrl']) {
    for (const address of [...bad, LOCAL[name]]) {
      const { own, file, sent } = await asked({ ...GOOD, [name]: address });
      for (const error of [own, file]) {
        assert.ok(error instanceof APIConnectionError, `${name} ${JSON.stringify(address)}: ${String(error)}`);
        assert.match(error.message, new RegExp(`not safe: ${name} must (begin with https:|not hold a user name)`));
        assert.match(error.message, /Nothing was uploaded or posted\./);
        assert.deepEqual([error.outcome, error.status], ['rejected', 200]);
        assert.ok(!inspect(error, { depth: 9 }).includes('SIGNED'), 'the address is a key of its own');
      }
      assert.deepEqual(sent, ['POST', 'POST']);
    }
  }
  // Plain http is allowed for a PostPeer on this machine: the sandbox, with or without a relay.
  for (const baseURL of [
    'http://127.0.0.1:8787/api/sandbox',
    'http://localhost:8787',
    'https://localhost:8443/x',
    'http://[::1]:1',
  ]) {
    assert.equal((await asked(LOCAL, { baseURL })).file.publicUrl, LOCAL.publicUrl);
    assert.equal(
      (await asked({ ...GOOD, publicUrl: 'http://storage.example/a' }, { baseURL })).file.outcome,
      'rejected',
    );
  }
  assert.equal((await asked(GOOD)).file.publicUrl, GOOD.publicUrl);
  assert.equal((await asked({ ...GOOD, publicUrl: 'HTTPS://Assets.example/a b#c?d' })).own.outcome, 'accepted');
});

test("behind a relay on the page's origin, the storage may be local if the page is", async t => {
  t.after(() => delete globalThis.location);
  const data = { uploadUrl: 'http://127.0.0.1:8787/storage/a', publicUrl: 'http://127.0.0.1:8787/assets/a.mp4' };
  for (const [href, isFine] of [
    ['http://127.0.0.1:8787/', true],
    ['http://localhost:5173/compose', true],
    ['https://app.example/', false],
    ['http://192.168.1.2:5173/', false],
  ]) {
    globalThis.location = new URL(href);
    const fetch = async request =>
      request.method === 'PUT' ? new Response('') : Response.json({ success: true, data });
    const answer = await new PostPeer({ baseURL: '/api/postpeer', fetch }).media
      .uploadFile(mp4())
      .catch(error => error);
    assert.equal(answer.publicUrl === data.publicUrl, isFine, `${href}: ${String(answer)}`);
  }
});

test("PostPeer's message without an address is in the error, and no byte is sent", async () => {
  for (const [answer, message] of [
    [{ success: false, message: 'Unsupported MIME type' }, /no uploadUrl for the file: Unsupported MIME type\./],
    [{ success: true }, /no uploadUrl for the file/],
    [{ success: true, data: null }, /no uploadUrl for the file/],
    [{ success: true, data: { uploadUrl: 'https://storage.example/a?sig=SIGNED' } }, /no publicUrl for the file/],
    [{ success: true, data: { publicUrl: 'https://assets.example/a' } }, /no uploadUrl for the file/],
  ]) {
    let calls = 0;
    const client = new PostPeer({ apiKey: KEY, fetch: async () => (calls++, Response.json(answer)) });
    const error = await failure(client.media.uploadFile(mp4()));
    assert.ok(error instanceof APIConnectionError, String(error));
    assert.match(error.message, message);
    assert.deepEqual([error.outcome, error.status, calls], ['rejected', 200, 1]);
    assert.ok(!inspect(error, { depth: 9 }).includes('SIGNED'), 'the address is a key of its own');
  }
});

test('an abort ends the upload at every step', async () => {
  const { sandbox, client } = open();
  const early = await failure(client.media.uploadFile(mp4(), { signal: AbortSignal.abort('early') }));
  assert.deepEqual([early instanceof APIUserAbortError, early.outcome, sandbox.requests.length], [true, 'not_sent', 0]);

  const during = async (operation, mode, settings, wait) => {
    sandbox.fail(mode, { operation, ...settings });
    const controller = new AbortController();
    setTimeout(() => controller.abort('enough'), wait);
    const error = await failure(client.media.uploadFile(mp4(), { signal: controller.signal }));
    assert.deepEqual([error.name, error.cause], ['APIUserAbortError', 'enough']);
    sandbox.heal();
  };
  await during('media.upload', 'hang', {}, 50);
  await during('upload', 'hang', {}, 100);
  // During the delay before another attempt.
  await during('upload', 'rate-limit', { retryAfter: 30 }, 200);

  // During the probe.
  const controller = new AbortController();
  sandbox.requests.length = 0;
  const facts = async file => (controller.abort('enough'), probeMedia(file));
  assert.equal(
    (await failure(client.media.uploadFile(new File([GIF], 'a.gif'), { facts, signal: controller.signal }))).outcome,
    'not_sent',
  );
  assert.deepEqual(sandbox.requests, []);
});

test('errors of a hook are ignored', async () => {
  const { client } = open();
  for (const onProgress of [
    () => {
      throw new Error('mine');
    },
    async () => {
      throw new Error('mine');
    },
  ]) {
    assert.ok((await client.media.uploadFile(mp4(), { onProgress })).publicUrl);
  }
});

test('maxRetries limits the further attempts of the PUT', async () => {
  for (const [maxRetries, tried] of [
    [0, 1],
    [1, 2],
    [3, 4],
  ]) {
    const { sandbox, client } = open({ maxRetries: 0 });
    sandbox.fail('server-error', { operation: 'upload', times: Infinity });
    const error = await failure(client.media.uploadFile(mp4(), { maxRetries }));
    assert.deepEqual([error.status, error.outcome, error.code], [500, 'unknown', 'InternalError']);
    assert.equal(sandbox.requests.filter(({ operation }) => operation === 'upload').length, tried);
  }
});

test('hooks and the logger see the call to PostPeer, but not the address', async () => {
  const told = [];
  const note = (...given) => told.push(JSON.stringify(given));
  const { client } = open({ onRequest: note, onResponse: note, logger: { debug: note, warn: note } });
  await client.media.uploadFile(mp4());
  assert.ok(told.length > 0);
  assert.doesNotMatch(told.join(), /X-Amz/);
});

test('after the end no more of the file is read', async () => {
  const file = mp4(30_000_000);
  let read = 0;
  const { slice } = file;
  file.slice = (...range) => {
    if (range.length > 0) read += 1;
    return slice.apply(file, range);
  };
  const controller = new AbortController();
  const client = new PostPeer({ apiKey: KEY, baseURL: server.url });
  await failure(
    client.media.uploadFile(file, {
      name: 'stall.mp4',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    }),
  );
  const before = read;
  await new Promise(resolve => setTimeout(resolve, 300));
  assert.ok(read - before < 3, `${read - before} pieces read after the abort`);
});

test('a file larger than memory is uploaded', { timeout: 120_000 }, async () => {
  // A sparse file: it takes no space on the disk.
  const path = join(folder, 'large.mp4');
  writeFileSync(path, '');
  const size = 700_000_000;
  truncateSync(path, size);
  const child = fileURLToPath(new URL('large.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=64',
    child,
    server.url,
    KEY,
    path,
  ]);
  const { loaded, grown } = JSON.parse(stdout);
  assert.equal(loaded, size);
  const put = server.puts.find(({ name }) => name === 'ok.large.mp4');
  assert.deepEqual(
    [put.bytes, put.headers['content-length'], put.headers['transfer-encoding']],
    [size, String(size), undefined],
  );
  assert.ok(grown < 200_000_000, `${Math.round(grown / 1e6)} MB more memory for ${size / 1e6} MB of file`);
});
