// The package loads lazily, is tree-shakable and without side effects, and does not leak memory.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { buildSync } from 'esbuild';

const PKG = resolve('pkg');

/** The size of the package in an app that contains only this code. */
function bundled(contents) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: PKG },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return outputFiles[0].contents.length;
}

const INLINE = bundled(`export { engine } from './core.inline.js';`);

test('importing an error class does not bundle the wasm', () => {
  assert.ok(INLINE > 10_000);
  const size = bundled(`import { ValidationError } from './index.js'; console.log(ValidationError.name);`);
  assert.ok(size < 6_000, `${size} bytes`);
});

test('an unused import leaves nothing', () => {
  for (const entry of ['index', 'validate', 'sandbox', 'slim']) {
    assert.equal(bundled(`import * as all from './${entry}.js'; export const one = 1;`) < 60, true, entry);
  }
});

test('validating alone does not bundle the client', () => {
  const all = bundled(`export * from './index.js';`);
  const some = bundled(`export { validatePost } from './index.js';`);
  assert.ok(some < all - 2_000, `${some} of ${all} bytes`);
});

test('importing compiles nothing, and the first call compiles the wasm once', async () => {
  const compiled = [];
  const { Module } = WebAssembly;
  WebAssembly.Module = new Proxy(Module, {
    construct(target, args) {
      compiled.push(args[0].length);
      return Reflect.construct(target, args);
    },
  });
  try {
    const { validatePost } = await import('../../pkg/index.js');
    assert.equal(compiled.length, 0);
    validatePost({});
    validatePost(null);
    // The inflater, which is small, and the wasm itself.
    assert.deepEqual(
      compiled.map(length => length < 5000),
      [true, false],
    );
  } finally {
    WebAssembly.Module = Module;
  }
});

test('importing changes nothing outside the package', async () => {
  const names = () => Reflect.ownKeys(globalThis).map(String).sort();
  const before = names();
  for (const entry of ['index', 'validate', 'sandbox', 'slim']) await import(`../../pkg/${entry}.js`);
  assert.deepEqual(names(), before);
});

test('two forms of one wasm share an instance', async () => {
  const { readFileSync } = await import('node:fs');
  const slim = await import('../../pkg/slim.js');
  const main = await import('../../pkg/index.js');
  await slim.init(readFileSync('pkg/core.wasm'));
  const verdict = validatePost => JSON.stringify(validatePost(badPost(1)));
  const expected = verdict(slim.validatePost);
  for (const { validatePost } of [main, slim, main, slim]) assert.equal(verdict(validatePost), expected);
});

/** Invalid in a different way each time, so that no cached answer is returned. */
function badPost(i) {
  const odd = [null, i, `x${i}`, [], { [`key${i}`]: i }, true, NaN, undefined][i % 8];
  const platform = ['tiktok', 'twitter', 'nowhere', i][i % 4];
  return {
    content: i % 3 ? odd : 'text '.repeat(i % 50),
    platforms:
      i % 5
        ? [{ platform, accountId: odd, platformSpecificData: { [`option${i % 100}`]: odd, privacyLevel: odd } }, odd]
        : odd,
    mediaItems: [{ type: odd, url: `//${i}` }],
    publishNow: odd,
  };
}

for (const name of ['core', 'validate']) {
  test(`100,000 invalid posts do not grow the memory of ${name}.wasm`, async () => {
    const { engine } = await import(`../../pkg/${name}.inline.js`);
    const { check } = await import('../../pkg/lib/validate/check.js');
    for (let i = 0; i < 1_000; i++) assert.equal(check(engine, badPost(i)).valid, false);
    const size = engine.instance().memory.buffer.byteLength;
    for (let i = 0; i < 100_000; i++) if (check(engine, badPost(i)).valid) assert.fail(`post ${i} is valid`);
    assert.equal(engine.instance().memory.buffer.byteLength, size);
  });
}
