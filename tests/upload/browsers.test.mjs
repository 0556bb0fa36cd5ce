// A file of a real file input is probed and uploaded. The page has no key and calls the relay on its own origin; the
// bytes go directly to the storage, which is another origin.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createRelay } from '../../pkg/relay.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { chromium, firefox } from '../../scripts/browsers.mjs';
import { noisePng } from './png.mjs';
import { serveFetch } from './serve.mjs';

const KEY = 'pp_test_0123456789abcdef';
const root = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>upload</title><link rel="icon" href="data:,">' +
  '<input type="file"><progress max="1" value="0"></progress>' +
  '<script type="module" src="/tests/upload/page.mjs"></script>';

let folder;
let files;
let sandbox;
let storage;
let site;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postpeer-upload-'));
  files = [
    {
      path: noisePng(folder, 2200, 1800),
      type: 'image/png',
      kind: 'image',
      facts: { container: 'png', pixelWidth: 2200, pixelHeight: 1800 },
    },
  ];
  const film = join(folder, 'upright film.mp4');
  try {
    // Noise, so that it is large enough for its upload to take a while.
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'nullsrc=s=360x640:r=25:d=2,geq=random(1)*255:128:128',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-qp',
      '4',
      '-pix_fmt',
      'yuv420p',
      film,
    ]);
    files.push({
      path: film,
      type: 'video/mp4',
      kind: 'video',
      facts: { container: 'mp4', displayWidth: 360, displayHeight: 640, duration: 2, videoCodec: 'h264' },
    });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  storage = await serveFetch(request => sandbox.fetch(request));
  sandbox = createSandbox({ apiKey: KEY, storage: storage.url });
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch: request => sandbox.fetch(request) });
  const own = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'";
  const policy = `${own}; connect-src 'self' ${storage.url}`;
  site = await serveFetch(async request => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/postpeer/')) return relay(request);
    if (pathname === '/')
      return new Response(PAGE, { headers: { 'content-type': 'text/html', 'content-security-policy': policy } });
    return new Response(readFileSync(root(normalize(pathname))), {
      headers: { 'content-type': TYPES[extname(pathname)] },
    });
  });
});
after(async () => {
  await site?.close();
  await storage?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const BROWSERS = {
  Chromium: async () => ({ browser: await chromium(), choose: (page, path) => page.setInputFiles('input', path) }),
  Firefox: async () => ({
    browser: await firefox(),
    choose: async (page, path) => (await page.$('input')).uploadFile(path),
  }),
};

for (const [name, start] of Object.entries(BROWSERS)) {
  test(name, { timeout: 180_000 }, async t => {
    const { browser, choose } = await start();
    t.after(() => browser.close());
    let complaints;
    const choosing = async (path, query = '') => {
      const page = await browser.newPage();
      complaints = [];
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(String(error)));
      await page.goto(`${site.url}/${query}`, { waitUntil: 'load' });
      await page.waitForFunction(() => globalThis.ready);
      sandbox.requests.length = 0;
      await choose(page, path);
      await page.waitForFunction(() => globalThis.answer !== undefined);
      const answer = await page.evaluate(() => globalThis.answer);
      await page.close();
      return answer;
    };
    const sent = operation => sandbox.requests.filter(request => request.operation === operation);

    for (const { path, type, kind, facts } of files) {
      await t.test(`${basename(path)} is probed, uploaded and served back, and the bar moves`, async () => {
        const { size } = statSync(path);
        const answer = await choosing(path);
        assert.deepEqual(complaints, []);
        assert.equal(answer.error, undefined, JSON.stringify(answer.error));
        for (const [fact, value] of Object.entries(facts)) assert.equal(answer.facts[fact], value, fact);
        assert.equal(answer.facts.bytes, size);
        assert.deepEqual(answer.mediaItem, { type: kind, url: answer.publicUrl });
        assert.deepEqual(answer.back, { type, hash: createHash('sha256').update(readFileSync(path)).digest('hex') });

        const loaded = answer.seen.map(([bytes]) => bytes);
        assert.ok(loaded.length > 1, `progress was seen ${loaded.length} times`);
        assert.deepEqual(
          loaded,
          [...new Set(loaded)].sort((a, b) => a - b),
        );
        assert.deepEqual(answer.seen.at(-1), [size, size]);
        assert.ok(answer.moved[0] < 1 && answer.moved.at(-1) === 1, answer.moved.join());

        const [presign] = sent('media.upload');
        assert.deepEqual([presign.key, presign.body], ['valid', { filename: basename(path), mimeType: type }]);
        const [put, ...more] = sent('upload');
        assert.deepEqual([put.key, put.status, put.body, more.length], ['absent', 200, { bytes: size }, 0]);
        const { 'content-type': announced, 'content-length': length } = put.headers;
        assert.deepEqual([announced, length], [type, String(size)]);
        for (const header of ['x-access-key', 'authorization', 'cookie', 'transfer-encoding'])
          assert.equal(put.headers[header], undefined, header);
      });
    }

    const [{ path }] = files;
    await t.test('an abort ends the upload', async () => {
      const { error, seen } = await choosing(path, '?abort');
      assert.deepEqual([error.name, error.outcome, error.cause], ['APIUserAbortError', 'unknown', 'enough']);
      assert.ok(seen.length > 0 && seen.at(-1)[0] < statSync(path).size);
      assert.deepEqual(sent('upload'), [], 'it never came to its end');
    });

    await t.test('a lost connection is retried, and the progress does not decrease', async () => {
      sandbox.fail('drop-before', { operation: 'upload' });
      const { error, seen, back } = await choosing(path);
      assert.equal(error, undefined, JSON.stringify(error));
      assert.equal(back.hash, createHash('sha256').update(readFileSync(path)).digest('hex'));
      assert.deepEqual(
        sent('upload').map(({ status }) => status),
        [null, 200],
      );
      const loaded = seen.map(([bytes]) => bytes);
      assert.deepEqual(
        loaded,
        [...new Set(loaded)].sort((a, b) => a - b),
      );
    });

    await t.test('an expired address has its own error', async () => {
      sandbox.fail('expired');
      const { error } = await choosing(path);
      assert.deepEqual(
        [error.name, error.status, error.code, error.outcome],
        ['PermissionDeniedError', 403, 'AccessDenied', 'rejected'],
      );
    });
  });
}
