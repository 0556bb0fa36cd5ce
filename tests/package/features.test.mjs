// Every wasm file of the package loads in every engine since 2022: it uses the features of tests/tools/features.mjs alone.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import binaryen from 'binaryen';
import { beyondFeatures, FEATURES } from '../tools/features.mjs';

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'postpeer-features-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the wasm files of the package', () => {
  const files = readdirSync('pkg').filter((name) => name.endsWith('.wasm'));
  assert.deepEqual(files.sort(), ['core.wasm', 'media.wasm', 'validate.wasm']);
  for (const name of files) assert.equal(beyondFeatures(join('pkg', name)), undefined, name);
});

test('the wasm file that unpacks the others', async () => {
  const { unpacker } = await import('../../pkg/unpack.inline.js');
  const path = join(folder, 'unpack.wasm');
  writeFileSync(path, Buffer.from(unpacker, 'base64'));
  assert.equal(beyondFeatures(path), undefined);
});

// What newer engines have: each in a module that no engine of the baseline loads.
const NEWER = {
  'tail calls': '(module (func $a (result i32) (return_call $a)))',
  SIMD: '(module (func (result v128) (v128.const i32x4 0 0 0 0)))',
  exceptions: '(module (tag $e) (func (throw $e)))',
  'a memory of 64 bits': '(module (memory i64 1))',
  'garbage collection': '(module (type $s (struct (field i32))) (func (result anyref) (struct.new $s (i32.const 0))))',
  threads: '(module (memory 1 1 shared) (func (result i32) (i32.atomic.load (i32.const 0))))',
  'extended constants': '(module (global i32 (i32.add (i32.const 1) (i32.const 2))))',
};

for (const [name, text] of Object.entries(NEWER)) {
  test(`the check finds ${name}`, () => {
    const module = binaryen.parseText(text);
    module.setFeatures(binaryen.Features.All);
    const path = join(folder, `${name.replaceAll(' ', '-')}.wasm`);
    writeFileSync(path, module.emitBinary());
    module.dispose();
    assert.match(String(beyondFeatures(path)), /\w/);
  });
}

test('each feature has been in every browser since the end of 2021', () => {
  // Chrome 96 and Firefox 95 are of November and December 2021, Safari 15 of September 2021.
  for (const { flag, bit, since: [chrome, firefox, safari] } of FEATURES) {
    assert.ok(binaryen.Features[bit] > 0, flag);
    assert.ok(chrome <= 96 && firefox <= 95 && safari <= 15, flag);
  }
});
