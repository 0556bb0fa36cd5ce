// The inline wasm is read by an inflate of our own: it must agree with zlib on everything and refuse damage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { bytesOf, inflate } from '../../pkg-template/lib/inflate.js';

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
  for (let at = 0; at < size; ) {
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
    const deflated = deflateRawSync(bytes, { level: round % 10, strategy, memLevel: 1 + (round % 9) });
    assert.deepEqual(Buffer.from(inflate(deflated, bytes.length)), Buffer.from(bytes), `round ${round}`);
  }
});

test('refuses a wrong size and a cut input', () => {
  const bytes = sample(seeded(1), 5_000);
  const deflated = deflateRawSync(bytes);
  assert.throws(() => inflate(deflated, bytes.length - 1), /damaged/);
  assert.throws(() => inflate(deflated, bytes.length + 1), /damaged/);
  for (let cut = 0; cut < deflated.length; cut += 37) {
    assert.throws(() => inflate(deflated.subarray(0, cut), bytes.length), /damaged/, `cut at ${cut}`);
  }
});

test('on damaged input it either refuses or answers as zlib does, and always ends', () => {
  const random = seeded(7);
  let refused = 0;
  for (let round = 0; round < 3_000; round++) {
    const bytes = sample(random, 1 + Math.floor(random() * 600));
    const damaged = Buffer.from(deflateRawSync(bytes, { strategy: constants[STRATEGIES[round % 5]] }));
    for (let i = 0; i <= round % 3; i++) damaged[Math.floor(random() * damaged.length)] ^= 1 << Math.floor(random() * 8);
    let answer;
    try {
      answer = inflate(damaged, bytes.length);
    } catch (error) {
      assert.match(error.message, /damaged/);
      refused++;
      continue;
    }
    // zlib also refuses incomplete codes, which cannot lead outside the buffers; where both read it they agree.
    let expected = null;
    try {
      expected = inflateRawSync(damaged);
    } catch {}
    if (expected) assert.deepEqual(Buffer.from(answer), expected, `round ${round}`);
  }
  assert.ok(refused > 1_000, `only ${refused} refused`);
});

test('base64 is read with and without the platform reading it', () => {
  const bytes = sample(seeded(3), 1_000);
  const text = Buffer.from(bytes).toString('base64');
  assert.deepEqual(Buffer.from(bytesOf(text)), Buffer.from(bytes));
  const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
  Uint8Array.fromBase64 = given => new Uint8Array(Buffer.from(given, 'base64'));
  try {
    assert.deepEqual(Buffer.from(bytesOf(text)), Buffer.from(bytes));
  } finally {
    delete Uint8Array.fromBase64;
    if (own) Object.defineProperty(Uint8Array, 'fromBase64', own);
  }
});
