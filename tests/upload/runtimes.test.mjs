// Headers and bytes of an upload in Node, Deno, Bun and workerd: S3 refuses a body without a length, and each runtime
// can lose the length in its own way.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Miniflare } from 'miniflare';
import { run } from '../matrix/install.mjs';
import { runtimePath } from '../../scripts/runtimes.mjs';
import { KEY, SIGNATURE, uploadServer } from './server.mjs';
import { bytesOf } from './story.mjs';

const SIZE = 1_000_003;
const HASH = createHash('sha256').update(bytesOf(SIZE)).digest('hex');
const AGAIN = 'Nothing was posted, and the file can be uploaded again.';
const here = path => fileURLToPath(new URL(path, import.meta.url));

/** Runs a program and returns its output, the result of the story. */
async function program(command, args, server) {
  const { stdout, stderr } = await run(command, [...args, here('main.mjs'), server.url, KEY], {
    env: { NO_COLOR: '1' },
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

async function workerd(server) {
  const root = here('../..');
  const miniflare = new Miniflare({
    modules: true,
    rootPath: root,
    scriptPath: here('worker.mjs'),
    modulesRoot: root,
    modulesRules: [
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
      { type: 'ESModule', include: ['**/*.js', '**/*.mjs'] },
    ],
    compatibilityDate: '2026-01-01',
    bindings: { KEY, UPSTREAM: server.url },
  });
  try {
    return await (await miniflare.dispatchFetch('http://worker/')).json();
  } finally {
    await miniflare.dispose();
  }
}

const RUNTIMES = {
  Node: server => program(process.execPath, [], server),
  Deno: server => program(runtimePath('deno'), ['run', '--allow-net=127.0.0.1', '--allow-read', '--allow-env'], server),
  Bun: server => program(runtimePath('bun'), ['run'], server),
  workerd,
};

/** Headers that a runtime adds to every request. */
const ITS_OWN = [
  'accept',
  'accept-encoding',
  'accept-language',
  'cf-worker',
  'connection',
  'host',
  'sec-fetch-mode',
  'user-agent',
];

for (const [name, tell] of Object.entries(RUNTIMES)) {
  test(name, { timeout: 120_000 }, async t => {
    const server = await uploadServer();
    t.after(() => server.close());
    const answers = await tell(server);
    const putsOf = file => server.puts.filter(put => put.name === file);

    await t.test(
      'the bytes arrive whole, with the announced type, a length, no key and no header of the client',
      () => {
        for (const put of server.puts) {
          const { 'content-length': length, 'content-type': type, ...rest } = put.headers;
          const size = put.name === 'stall.mp4' ? SIZE * 41 : SIZE;
          assert.deepEqual(
            [put.method, length, type, put.signature],
            ['PUT', String(size), 'video/mp4', SIGNATURE],
            put.name,
          );
          assert.deepEqual(
            Object.keys(rest).filter(header => !ITS_OWN.includes(header)),
            [],
            put.name,
          );
          if (put.whole) assert.deepEqual([put.bytes, put.hash], [SIZE, HASH]);
        }
        for (const { headers, body } of server.calls) {
          assert.deepEqual(
            [headers['x-access-key'], headers['x-mine'], body.mimeType],
            [KEY, 'for PostPeer only', 'video/mp4'],
          );
        }
        for (const file of ['ok.mp4', 'created.mp4']) {
          const publicUrl = `https://assets.example/${file}`;
          assert.deepEqual(answers[file].result, { publicUrl, mediaItem: { type: 'video', url: publicUrl } });
          assert.deepEqual([putsOf(file).length, putsOf(file)[0].whole], [1, true]);
        }
      },
    );

    await t.test('progress increases, and ends with the last byte', () => {
      for (const file of ['ok.mp4', 'drop-once.mp4', 'cut-once.mp4', 'busy-once.mp4', 'slow-once.mp4']) {
        const { progress } = answers[file];
        const loaded = progress.map(([bytes]) => bytes);
        assert.ok(loaded.length >= 10, `${file}: ${loaded}`);
        assert.deepEqual(
          loaded,
          [...new Set(loaded)].sort((a, b) => a - b),
          file,
        );
        assert.equal(loaded.at(-1), SIZE);
        assert.ok(progress.every(([, total]) => total === SIZE));
      }
    });

    await t.test('transient failures are retried with the whole file', () => {
      for (const file of ['drop-once.mp4', 'cut-once.mp4', 'busy-once.mp4', 'slow-once.mp4']) {
        assert.ok(answers[file].result, `${file}: ${JSON.stringify(answers[file].error)}`);
        const puts = putsOf(file);
        assert.equal(puts.length, 2, file);
        assert.deepEqual([puts[1].bytes, puts[1].hash], [SIZE, HASH]);
        assert.equal(server.calls.filter(({ body }) => body.filename === file).length, 1, 'PostPeer is asked once');
      }
      assert.equal(putsOf('cut-once.mp4')[0].whole, false);
    });

    await t.test("other failures reject at once, with the storage's message, without the address", () => {
      const { everything, ...expired } = answers['expired.mp4'].error;
      assert.deepEqual(expired, {
        name: 'PermissionDeniedError',
        outcome: 'rejected',
        status: 403,
        code: 'AccessDenied',
        message: `The storage: Request has expired. ${AGAIN}`,
      });
      assert.equal(putsOf('expired.mp4').length, 1);
      assert.ok(
        ['APIError', 'APIConnectionError'].includes(answers['redirect.mp4'].error.name),
        'a redirect is not followed',
      );
      const lost = answers['lost.mp4'].error;
      assert.deepEqual([lost.name, lost.outcome], ['APIConnectionError', 'unknown']);
      assert.match(lost.message, /Tried 2 times\. Nothing was posted/);
      assert.equal(putsOf('lost.mp4').length, 2);
      for (const { error } of Object.values(answers).filter(answer => answer.error)) {
        assert.doesNotMatch(error.everything, new RegExp(`${SIGNATURE}|${KEY}|StringToSign`));
      }
      assert.ok(everything.includes('Request has expired'));
    });

    await t.test('an abort ends the upload', () => {
      const { error, cause, loaded, total } = answers.abort;
      assert.deepEqual([error.name, error.outcome, cause], ['APIUserAbortError', 'unknown', 'changed my mind']);
      assert.ok(loaded < total / 2, `${loaded} of ${total}`);
      const [put, ...more] = putsOf('stall.mp4');
      assert.deepEqual([put.whole, put.closed, more.length], [false, true, 0]);
    });

    await t.test('a missing response ends the upload after the timeout', () => {
      const { error } = answers.hang;
      assert.deepEqual([error.name, error.outcome], ['APIConnectionTimeoutError', 'unknown']);
      assert.match(error.message, /no byte moved for 1500 ms/);
    });
  });
}
