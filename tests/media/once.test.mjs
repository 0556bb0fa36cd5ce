// Loading media.wasm: inflated by the platform, once, and never from damaged bytes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync, inflateRawSync } from 'node:zlib';
import { inflated, once } from '../../pkg-template/lib/wasm/async-engine.js';

const wasm = readFileSync('pkg/media.wasm');
const deflated = deflateSync(wasm);
const text = deflated.toString('base64');
const names = async module =>
  WebAssembly.Module.exports(await module)
    .map(({ name }) => name)
    .sort();

test('the wasm has three exports and imports nothing', async () => {
  assert.deepEqual(await names(inflated(text)), ['feed', 'layout', 'memory']);
  assert.deepEqual(WebAssembly.Module.imports(await inflated(text)), []);
});

test('Bun before 1.3.3, which has no DecompressionStream, inflates with its own', async () => {
  const { DecompressionStream } = globalThis;
  globalThis.Bun = { inflateSync: inflateRawSync };
  delete globalThis.DecompressionStream;
  try {
    assert.deepEqual(await names(inflated(text)), ['feed', 'layout', 'memory']);
  } finally {
    delete globalThis.Bun;
    globalThis.DecompressionStream = DecompressionStream;
  }
});

test('it is loaded at the first call, and once', async () => {
  let loads = 0;
  const engine = once(() => ((loads += 1), inflated(text)));
  assert.equal(loads, 0);
  const [first, second] = await Promise.all([engine(), engine()]);
  assert.deepEqual([loads, first === second, await engine()], [1, true, first]);
});

test('damaged bytes are refused, and the error of a page that may not compile says what to do', async () => {
  await assert.rejects(inflated(deflated.subarray(0, 5000).toString('base64')));
  await assert.rejects(inflated('not base64!'));
  await assert.rejects(inflated(deflateSync(wasm.subarray(0, 9000)).toString('base64')), /wasm-unsafe-eval/);
});
