// workerd: the wasm is a static import, compiled before the Worker starts. The compatibility date is one that forbids
// compiling bytes at start and in a handler, and the Worker proves it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { EXPECTED } from './answer.mjs';
import { installedApp } from './install.mjs';

let app;
before(async () => ({ app } = await installedApp()));

/** Bundles like wrangler: with the condition workerd, and wasm files next to the Worker. */
async function bundled(conditions) {
  const outdir = join(app, `worker-${conditions.join('-') || 'plain'}`);
  await build({
    entryPoints: [join(app, 'worker.mjs')],
    outdir,
    bundle: true,
    format: 'esm',
    conditions,
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
  });
  return outdir;
}

async function ask(outdir, compatibilityDate) {
  const files = readdirSync(outdir);
  const modules = ['worker.js', ...files.filter(name => name.endsWith('.wasm'))].map(name => ({
    type: name.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
    path: join(outdir, name),
  }));
  const worker = new Miniflare({ modules, modulesRoot: outdir, compatibilityDate, cf: false });
  try {
    const response = await worker.dispatchFetch('http://worker.example/');
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text);
  } finally {
    await worker.dispose();
  }
}

test('workerd answers if bytes cannot be compiled', async () => {
  const outdir = await bundled(['workerd']);
  assert.equal(readdirSync(outdir).filter(name => name.endsWith('.wasm')).length, 2, 'one wasm file per entry');
  const { answer, compiles } = await ask(outdir, '2025-01-01');
  assert.deepEqual(compiles, [false, false]);
  assert.deepEqual(answer, EXPECTED);
});

test('current workerd answers too', async () => {
  const { answer } = await ask(await bundled(['workerd']), '2026-04-01');
  assert.deepEqual(answer, EXPECTED);
});

test('without the condition workerd, the error says what to do', async () => {
  await assert.rejects(ask(await bundled([]), '2025-01-01'), /condition "workerd"/);
});
