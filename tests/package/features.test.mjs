// Every wasm file of the package loads in every engine since 2022: it uses only the features of scripts/features.mjs.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { FEATURES, keepsToFeatures } from '../../scripts/features.mjs';

test('the wasm files of the package use only baseline features', () => {
  const files = readdirSync('pkg').filter(name => name.endsWith('.wasm'));
  assert.deepEqual(files.sort(), ['core.wasm', 'media.wasm', 'validate.wasm']);
  for (const name of files) assert.ok(keepsToFeatures(readFileSync(join('pkg', name))), name);
});

test('the wasm file that unpacks the others uses only baseline features', async () => {
  const { unpacker } = await import('../../pkg/unpack.inline.js');
  assert.ok(keepsToFeatures(Buffer.from(unpacker, 'base64')));
});

// Newer features, each in a module that no baseline engine loads.
const NEWER = {
  'tail calls': ['tail-call', '(module (func $a (result i32) (return_call $a)))'],
  SIMD: ['simd128', '(module (func (result v128) (v128.const i32x4 0 0 0 0)))'],
  exceptions: ['exception-handling', '(module (tag $e) (func (throw $e)))'],
  'a memory of 64 bits': ['memory64', '(module (memory i64 1))'],
  'garbage collection': [
    'gc',
    '(module (type $s (struct (field i32))) (func (result anyref) (struct.new $s (i32.const 0))))',
  ],
  threads: ['atomics', '(module (memory 1 1 shared) (func (result i32) (i32.atomic.load (i32.const 0))))'],
  'extended constants': ['extended-const', '(module (global i32 (i32.add (i32.const 1) (i32.const 2))))'],
};

/** The section in which a file declares its features. The check must not trust it. */
function targetFeatures(name) {
  const text = value => [value.length, ...Buffer.from(value)];
  const body = [...text('target_features'), 1, 0x2b, ...text(name)];
  return Uint8Array.from([0, body.length, ...body]);
}

for (const [name, [feature, text]] of Object.entries(NEWER)) {
  test(`the check finds ${name}`, () => {
    const module = binaryen.parseText(text);
    module.setFeatures(binaryen.Features.All);
    const bytes = module.emitBinary();
    module.dispose();
    assert.equal(keepsToFeatures(bytes), false);
    assert.equal(keepsToFeatures(Buffer.concat([bytes, targetFeatures(feature)])), false, 'although it says so itself');
  });
}

test('every browser has had each feature since the end of 2021', () => {
  // Chrome 96 and Firefox 95 are from November and December 2021, Safari 15 from September 2021.
  for (const {
    flag,
    bit,
    since: [chrome, firefox, safari],
  } of FEATURES) {
    assert.ok(binaryen.Features[bit] > 0, flag);
    assert.ok(chrome <= 96 && firefox <= 95 && safari <= 15, flag);
  }
});
