// The inline wasm lies in strands: woven together they must be the file, and of damage there must be an end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { weave } from '../../pkg-template/lib/weave.js';
import { apart } from '../tools/apart.mjs';

const files = ['core', 'validate', 'media'].map((name) => [name, readFileSync(new URL(`../../pkg/${name}.wasm`, import.meta.url))]);

for (const [name, wasm] of files) {
  test(`${name}.wasm is the same when it has been apart, and deflates better`, () => {
    const strands = apart(wasm);
    assert.ok(Buffer.from(weave(strands, wasm.length)).equals(wasm));
    const size = (bytes) => deflateRawSync(bytes, { level: 9 }).length;
    assert.ok(size(strands) < size(wasm), `${size(strands)} of ${size(wasm)} bytes`);
  });
}

test('every sort of instruction', () => {
  const i = (...bytes) => bytes;
  const code = [
    1, 130, 1, 0x7f, // locals: 130 of i32
    i(0x02, 0x40, 0x0c, 0, 0x0b), // block, br
    i(0x41, 0, 0x04, 0x7f, 0x41, 0xff, 0, 0x05, 0x42, 0x80, 0x80, 1, 0xa7, 0x0b, 0x1a), // if, else, constants
    i(0x03, 0x40, 0x41, 0, 0x0d, 0, 0x0b), // loop, br_if
    i(0x02, 0x40, 0x41, 1, 0x0e, 2, 0, 0, 0, 0x0b), // br_table
    i(0x43, 1, 2, 3, 4, 0x1a, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0xfc, 0x06, 0x1a), // floats, a conversion
    i(0x41, 0, 0x28, 2, 0x80, 1, 0x21, 0x81, 1), // load, a local of two bytes
    i(0x41, 0, 0x41, 0, 0x41, 4, 0xfc, 0x0a, 0, 0, 0x41, 0, 0x41, 0, 0x41, 4, 0xfc, 0x0b, 0), // memory.copy, memory.fill
    i(0x3f, 0, 0x40, 0, 0x1a), // memory.size, memory.grow
    i(0x41, 1, 0x41, 2, 0x41, 3, 0x1c, 1, 0x7f, 0x1a), // select of a type
    i(0x10, 0, 0x41, 0, 0x11, 0, 0), // call, call_indirect
    0x0b,
  ].flat();
  const sized = (bytes) => [...(bytes.length > 127 ? [(bytes.length & 127) | 128, bytes.length >> 7] : [bytes.length]), ...bytes];
  const section = (id, bytes) => [id, ...sized(bytes)];
  const wasm = Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [1, 0]),
    ...section(4, [1, 0x70, 0, 1]),
    ...section(5, [1, 0, 1]),
    ...section(10, [1, ...sized(code)]),
    ...section(0, [1, 0x78, 7]),
  ]);
  assert.ok(WebAssembly.validate(wasm));
  assert.deepEqual(weave(apart(wasm), wasm.length), wasm);
});

test('an opcode that is not known stops the build', () => {
  const wasm = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0xfd, 0x0b, 0x0b, 0x0b, 0x0b]);
  assert.throws(() => apart(wasm), /another file|without code/);
});

test('what is damaged ends in an error, or in bytes that are no program or another', () => {
  const [, wasm] = files[2];
  const strands = apart(wasm);
  let seed = 9;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  let refused = 0;
  for (let round = 0; round < 300; round++) {
    const damaged = strands.slice(0, round % 3 === 0 ? random(strands.length) : strands.length);
    damaged[random(damaged.length)] ^= 1 + random(255);
    try {
      weave(damaged, wasm.length);
    } catch (error) {
      assert.ok(error instanceof RangeError, error.stack);
      refused++;
    }
  }
  assert.ok(refused > 100, `${refused} refused`);
});
