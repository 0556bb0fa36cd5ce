// The inline wasm is unpacked by an inflate of our own, which must agree with zlib on everything, and woven together
// from strands, which must be the file again. Of damage there must be an end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { unpack as unpackOnce, unpacked } from '../../pkg/lib/wasm/unpack.js';
import { unpacker } from '../../pkg/unpack.inline.js';
import { apart, strandsOf } from '../../scripts/apart.mjs';

const {
  memory,
  packed_at,
  whole_at,
  unpack: run,
} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(unpacker, 'base64'))).exports;

/** As lib/wasm/unpack.js does it, in one instance for all that is tried here. */
function unpack(packed) {
  new Uint8Array(memory.buffer, packed_at(), packed.length).set(packed);
  const size = run(packed.length);
  return Buffer.from(new Uint8Array(memory.buffer, whole_at(), Math.min(size, 1 << 18)));
}

/** Bytes that are no wasm file: what stands before the code, and no code. */
const plain = bytes => strandsOf(0, [[], [], [], [], [], bytes, []]);

/** A seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Noise, runs, text of few letters and repeats from far behind: each makes zlib choose other blocks and codes. */
function sample(random, size) {
  const bytes = new Uint8Array(size);
  const letters = 1 + Math.floor(random() * 256);
  for (let at = 0; at < size;) {
    const length = Math.min(size - at, 1 + Math.floor(random() ** 3 * 900));
    const kind = random();
    if (kind < 0.4 && at > 0) {
      const from = Math.floor(random() * at);
      for (let i = 0; i < length; i++) bytes[at + i] = bytes[from + i];
    } else if (kind < 0.6) bytes.fill(Math.floor(random() * 256), at, at + length);
    else for (let i = 0; i < length; i++) bytes[at + i] = Math.floor(random() * letters);
    at += length;
  }
  return bytes;
}

const STRATEGIES = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'];

test('inflates what zlib deflated, at every level and with every strategy', () => {
  const random = seeded(20261122);
  for (let round = 0; round < 600; round++) {
    const bytes = sample(random, Math.floor(random() ** 4 * 90_000));
    const strategy = constants[STRATEGIES[round % STRATEGIES.length]];
    const deflated = deflateRawSync(plain(bytes), { level: round % 10, strategy, memLevel: 1 + (round % 9) });
    assert.ok(unpack(deflated).equals(Buffer.from(bytes)), `round ${round}`);
  }
});

test('refuses another size and a cut input', () => {
  const bytes = sample(seeded(1), 5_000);
  const deflated = deflateRawSync(plain(bytes));
  assert.deepEqual(Buffer.from(unpackOnce(unpacker, deflated, bytes.length)), Buffer.from(bytes));
  assert.throws(() => unpackOnce(unpacker, deflated, bytes.length - 1), /damaged/);
  assert.throws(() => unpackOnce(unpacker, deflated, bytes.length + 1), /damaged/);
  const [, wasm] = files[1];
  const packed = deflateRawSync(apart(wasm));
  for (let cut = 0; cut < packed.length; cut += 1871) {
    assert.throws(
      () => unpacked(unpacker, packed.subarray(0, cut).toString('base64'), wasm.length),
      Error,
      `cut at ${cut}`,
    );
  }
});

test('of damaged input comes what zlib makes of it, or something else, but always in the end', () => {
  const random = seeded(7);
  let agreed = 0;
  for (let round = 0; round < 3_000; round++) {
    const bytes = sample(random, 1 + Math.floor(random() * 600));
    const damaged = Buffer.from(deflateRawSync(plain(bytes), { strategy: constants[STRATEGIES[round % 5]] }));
    for (let i = 0; i <= round % 3; i++)
      damaged[Math.floor(random() * damaged.length)] ^= 1 << Math.floor(random() * 8);
    const answer = unpack(damaged);
    let expected = null;
    try {
      expected = inflateRawSync(damaged);
    } catch {}
    // Where the damage is in what zlib reads as text, the lengths before it are whole.
    const head = plain(bytes).subarray(0, plain(bytes).length - bytes.length);
    if (!expected?.subarray(0, head.length).equals(head) || expected.length !== head.length + bytes.length) continue;
    assert.ok(answer.equals(expected.subarray(head.length)), `round ${round}`);
    agreed++;
  }
  assert.ok(agreed > 100, `only ${agreed} agreed`);
});

const files = ['core', 'validate', 'media'].map(name => [
  name,
  readFileSync(new URL(`../../pkg/${name}.wasm`, import.meta.url)),
]);

for (const [name, wasm] of files) {
  test(`${name}.wasm is the same when it has been apart, and deflates better`, () => {
    const strands = apart(wasm);
    assert.ok(unpack(deflateRawSync(strands)).equals(wasm));
    const size = bytes => deflateRawSync(bytes, { level: 9 }).length;
    assert.ok(size(strands) < size(wasm), `${size(strands)} of ${size(wasm)} bytes`);
  });
}

test('every sort of instruction', () => {
  const i = (...bytes) => bytes;
  const code = [
    1,
    130,
    1,
    0x7f, // locals: 130 of i32
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
  const sized = bytes => [
    ...(bytes.length > 127 ? [(bytes.length & 127) | 128, bytes.length >> 7] : [bytes.length]),
    ...bytes,
  ];
  const section = (id, bytes) => [id, ...sized(bytes)];
  const wasm = Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [1, 0]),
    ...section(4, [1, 0x70, 0, 1]),
    ...section(5, [1, 0, 1]),
    ...section(10, [1, ...sized(code)]),
    ...section(0, [1, 0x78, 7]),
  ]);
  assert.ok(WebAssembly.validate(wasm));
  assert.deepEqual(unpack(deflateRawSync(apart(wasm))), Buffer.from(wasm));
});

test('a wasm file whose code is damaged comes to an end', () => {
  const [, wasm] = files[1];
  const strands = apart(wasm);
  const random = seeded(9);
  let others = 0;
  for (let round = 0; round < 200; round++) {
    const damaged = Buffer.from(strands);
    for (let i = 0; i < 3; i++) damaged[Math.floor(random() * damaged.length)] ^= 1 + Math.floor(random() * 255);
    if (!unpack(deflateRawSync(damaged, { level: 1 })).equals(wasm)) others++;
  }
  assert.equal(others, 200);
});

test('base64 is read with and without the platform reading it', () => {
  const [, wasm] = files[1];
  const text = deflateRawSync(apart(wasm)).toString('base64');
  const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
  assert.ok(unpacked(unpacker, text, wasm.length) instanceof WebAssembly.Module);
  Uint8Array.fromBase64 = given => new Uint8Array(Buffer.from(given, 'base64'));
  try {
    assert.ok(unpacked(unpacker, text, wasm.length) instanceof WebAssembly.Module);
  } finally {
    delete Uint8Array.fromBase64;
    if (own) Object.defineProperty(Uint8Array, 'fromBase64', own);
  }
});
