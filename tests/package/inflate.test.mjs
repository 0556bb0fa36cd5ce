// Browsers inflate the inline wasm with lib/wasm/inflate.js. It agrees with zlib on valid data and refuses the rest.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import { inflate } from '../../pkg-template/lib/wasm/inflate.js';
import { inlineModule } from '../../pkg-template/lib/wasm/inline.js';

const DAMAGED = { message: 'postpeer-wasm: the inline WebAssembly is damaged' };

/** A seeded generator (mulberry32), so that a failure can be repeated. */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Noise, runs, text of few letters and distant repeats: each makes zlib choose other blocks and codes. */
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

const hex = text => Uint8Array.from(text.match(/../g) ?? [], byte => Number.parseInt(byte, 16));
const ascii = bytes => Buffer.from(bytes).toString('latin1');

// Golden data, each checked against zlib: the bits and the text.
const GOLDEN = {
  'an empty fixed block': ['0300', ''],
  'an empty stored block': ['010000ffff', ''],
  'a fixed block of literals': ['4b04 00', 'a'],
  'an overlapping copy': ['4b4c84 0100', 'aaaaaaaaaa'],
  'a stored block': ['010300fcff 616263', 'abc'],
  'a stored block after a fixed block': ['4a0400 0000ffff 0300', 'a'],
};

for (const [name, [data, text]] of Object.entries(GOLDEN)) {
  test(`golden: ${name}`, () => {
    const packed = hex(data.replaceAll(' ', ''));
    assert.equal(ascii(inflateRawSync(packed)), text, 'zlib');
    assert.equal(ascii(inflate(packed, text.length)), text);
  });
}

const STRATEGIES = ['Z_DEFAULT_STRATEGY', 'Z_FILTERED', 'Z_HUFFMAN_ONLY', 'Z_RLE', 'Z_FIXED'];
const BLOCK_TYPES = ['stored', 'fixed', 'dynamic'];

test('agrees with zlib at every level, with every strategy, on every type of block', () => {
  const random = seeded(20261122);
  const first = new Set();
  for (let round = 0; round < 600; round++) {
    const bytes = sample(random, Math.floor(random() ** 4 * 90_000));
    const strategy = constants[STRATEGIES[round % STRATEGIES.length]];
    const packed = deflateRawSync(bytes, { level: round % 10, strategy, memLevel: 1 + (round % 9) });
    first.add(BLOCK_TYPES[(packed[0] >> 1) & 3]);
    assert.ok(Buffer.from(inflate(packed, bytes.length)).equals(bytes), `round ${round}`);
  }
  assert.deepEqual([...first].sort(), [...BLOCK_TYPES].sort());
});

test('agrees with zlib on the longest copies and distances', () => {
  const random = seeded(3);
  const noise = Uint8Array.from({ length: 32_768 }, () => random() * 256);
  for (const bytes of [new Uint8Array(100_000), Buffer.concat([noise, noise])]) {
    assert.ok(Buffer.from(inflate(deflateRawSync(bytes, { level: 9 }), bytes.length)).equals(bytes));
  }
});

test('agrees with zopfli', async () => {
  const random = seeded(5);
  for (let round = 0; round < 40; round++) {
    const bytes = sample(random, Math.floor(random() ** 2 * 20_000));
    const packed = await zopfli.deflateAsync(bytes, { numiterations: 5 });
    assert.ok(Buffer.from(inflate(packed, bytes.length)).equals(bytes), `round ${round}`);
  }
});

test('any other size is refused', () => {
  const bytes = sample(seeded(1), 5_000);
  for (const level of [0, 6]) {
    const packed = deflateRawSync(bytes, { level });
    assert.deepEqual(inflate(packed, 5_000), bytes);
    for (const size of [0, 1, 4_999, 5_001]) assert.throws(() => inflate(packed, size), DAMAGED, `${level}, ${size}`);
  }
});

test('data that expand without end are refused at the expected size', () => {
  const bomb = deflateRawSync(new Uint8Array(50_000_000));
  const start = performance.now();
  assert.throws(() => inflate(bomb, 1_000), DAMAGED);
  assert.ok(performance.now() - start < 1_000);
});

test('data cut at any byte are refused', () => {
  for (const strategy of STRATEGIES) {
    const bytes = sample(seeded(2), 600);
    const packed = deflateRawSync(bytes, { strategy: constants[strategy] });
    for (let cut = 0; cut < packed.length; cut++) {
      assert.throws(() => inflate(packed.subarray(0, cut), bytes.length), DAMAGED, `${strategy}, cut at ${cut}`);
    }
  }
});

const MALFORMED = {
  'a reserved block type': ['07', 1],
  'a stored block with a wrong complement': ['010300fdff616263', 3],
  'a stored block longer than the data': ['010400fbff616263', 4],
  'a distance before the start': ['030200', 3],
  'a length symbol that does not exist': ['4b1c03000000', 324],
  'a repeat before the first code length': ['05e08100', 1],
};

for (const [name, [data, size]] of Object.entries(MALFORMED)) {
  test(`refused: ${name}`, () => {
    const packed = hex(data.replaceAll(' ', ''));
    assert.throws(() => inflateRawSync(packed), 'zlib');
    assert.throws(() => inflate(packed, size), DAMAGED);
  });
}

test('damaged data give what zlib gives, or are refused, or give as many other bytes', () => {
  const random = seeded(7);
  let agreed = 0;
  let refused = 0;
  for (let round = 0; round < 3_000; round++) {
    const bytes = sample(random, 1 + Math.floor(random() * 600));
    const damaged = Buffer.from(deflateRawSync(bytes, { strategy: constants[STRATEGIES[round % 5]] }));
    for (let i = 0; i <= round % 3; i++)
      damaged[Math.floor(random() * damaged.length)] ^= 1 << Math.floor(random() * 8);
    let expected;
    try {
      expected = inflateRawSync(damaged);
    } catch {}
    const size = expected?.length ?? bytes.length;
    let answer;
    try {
      answer = inflate(damaged, size);
    } catch (error) {
      assert.equal(error.message, DAMAGED.message);
      assert.equal(expected, undefined, `round ${round}: zlib inflates it`);
      refused++;
      continue;
    }
    assert.equal(answer.length, size);
    if (!expected) continue;
    assert.ok(expected.equals(answer), `round ${round}`);
    agreed++;
  }
  assert.ok(agreed > 100, `only ${agreed} agreed`);
  assert.ok(refused > 1_000, `only ${refused} refused`);
});

/** Runs with some of the host's own means hidden, restored afterwards. */
function without(names, act) {
  const hidden = names.map(([object, name]) => [object, name, Object.getOwnPropertyDescriptor(object, name)]);
  try {
    for (const [object, name] of hidden) Object.defineProperty(object, name, { value: undefined, configurable: true });
    return act();
  } finally {
    for (const [object, name, descriptor] of hidden) {
      if (descriptor) Object.defineProperty(object, name, descriptor);
      else delete object[name];
    }
  }
}

const HOSTS = {
  Node: [],
  'a browser': [[process, 'getBuiltinModule']],
  'a browser without Uint8Array.fromBase64': [
    [process, 'getBuiltinModule'],
    [Uint8Array, 'fromBase64'],
  ],
  'a page without process': [[globalThis, 'process']],
};

for (const [host, names] of Object.entries(HOSTS)) {
  test(`the inline form compiles in ${host}`, () => {
    const wasm = readFileSync('pkg/validate.wasm');
    const text = deflateRawSync(wasm).toString('base64');
    const module = without(names, () => inlineModule(text, wasm.length));
    assert.ok(module instanceof WebAssembly.Module);
    assert.throws(() => without(names, () => inlineModule(text, wasm.length - 1)), DAMAGED);
    assert.throws(() => without(names, () => inlineModule(text.slice(0, 4_000), wasm.length)), DAMAGED);
  });
}

test('a stub of zlib, as bundlers of edge functions bring, is passed over', () => {
  const wasm = readFileSync('pkg/validate.wasm');
  const text = deflateRawSync(wasm).toString('base64');
  const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');
  const stub = () => {
    throw new Error('[unenv] zlib.inflateRawSync is not implemented yet!');
  };
  for (const fake of [() => undefined, () => ({}), () => ({ inflateRawSync: stub }), 'yes']) {
    Object.defineProperty(process, 'getBuiltinModule', { value: fake, configurable: true });
    try {
      assert.ok(inlineModule(text, wasm.length) instanceof WebAssembly.Module);
    } finally {
      if (own) Object.defineProperty(process, 'getBuiltinModule', own);
      else delete process.getBuiltinModule;
    }
  }
});

test('the host inflates where it can', { skip: !process.getBuiltinModule && 'Node before 20.16' }, async () => {
  const wasm = readFileSync('pkg/validate.wasm');
  const { getBuiltinModule } = process;
  let calls = 0;
  const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule');
  Object.defineProperty(process, 'getBuiltinModule', {
    value: name => (calls++, getBuiltinModule.call(process, name)),
    configurable: true,
  });
  try {
    inlineModule(deflateRawSync(wasm).toString('base64'), wasm.length);
  } finally {
    if (own) Object.defineProperty(process, 'getBuiltinModule', own);
    else delete process.getBuiltinModule;
  }
  assert.equal(calls, 1);
});
