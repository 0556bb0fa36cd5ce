// An app may use several entries of the package at once, such as /slim and /sandbox: they share one instance.

import assert from 'node:assert/strict';
import test from 'node:test';
import { PKG } from './subject.mjs';

test('entries that hold the same wasm in different ways share its instance', async () => {
  const [given, inline] = await Promise.all(
    ['core.given.js', 'core.inline.js'].map(file => import(new URL(file, PKG))),
  );
  const instance = inline.engine.instance();
  assert.ok(instance.memory instanceof WebAssembly.Memory);
  // /slim was given nothing, and needs nothing: the instance is there already.
  assert.equal(given.engine.instance(), instance);
});
