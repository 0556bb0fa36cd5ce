// An app may use several entries of the package at once: they share one instance of the WebAssembly.

import assert from 'node:assert/strict';
import test from 'node:test';
import { PKG } from './subject.mjs';

test('entries that hold the same wasm in different ways share its instance, whichever comes first', async () => {
  const [given, inline, glue] = await Promise.all(['core.given.js', 'core.inline.js', 'core.glue.js'].map((file) => import(new URL(file, PKG))));
  assert.equal(given.engine, inline.engine);
  // /slim was given nothing yet: the inline form has it.
  assert.equal(given.engine.get(), inline.engine.get());
  assert.ok(inline.engine.memory.buffer.byteLength > 0);
  assert.equal(typeof glue.tables(), 'string');
});
