// Takes the code of a wasm file apart, as lib/weave.js wants it. What it makes is woven together again before it is
// used: a byte that is not the same, as after an opcode that is not known there, stops the build.
import { whatFollows, weave } from '../../pkg-template/lib/weave.js';

const CODE_SECTION = 10;
/** The strands in their order. */
const [OPS, INDICES, OFFSETS, CONSTANTS, OTHERS] = [0, 1, 2, 3, 4];
/** For each thing that may follow an opcode the strands of its numbers, in the order of lib/weave.js. */
const FOLLOWING = [[], [INDICES], [CONSTANTS], [OPS, OFFSETS], [OPS], [], [OTHERS], [OTHERS, OTHERS]];

function numberOf(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** @param {Uint8Array} wasm */
export function apart(wasm) {
  const follows = whatFollows();
  const strands = [[], [], [], [], []];
  let at = 8;

  function number(strand) {
    let value = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = wasm[at++];
      strand?.push(byte);
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  function numbers(strand, count) {
    for (let left = count; left > 0; left--) number(strand);
  }

  function instruction() {
    const others = strands[OTHERS];
    const op = wasm[at++];
    strands[OPS].push(op);
    for (const strand of FOLLOWING[follows[op]] ?? []) number(strands[strand]);
    if (op === 0x0e) numbers(others, number(others) + 1);
    if (op === 0x1c) numbers(others, number(others));
    if (op === 0x43 || op === 0x44) for (let left = op === 0x43 ? 4 : 8; left > 0; left--) others.push(wasm[at++]);
    if (op === 0xfc) {
      const long = number(strands[OPS]);
      numbers(others, long < 8 ? 0 : 2 - (long % 2));
    }
  }

  for (;;) {
    if (at >= wasm.length) throw new Error('A wasm file without code.');
    const section = wasm[at++];
    const length = number();
    if (section === CODE_SECTION) break;
    at += length;
  }
  const count = number();
  const before = wasm.subarray(0, at);
  for (let left = count; left > 0; left--) {
    const length = number();
    const end = at + length;
    numbers(strands[OTHERS], number(strands[OTHERS]) * 2);
    while (at < end) instruction();
  }
  const parts = [before, wasm.subarray(at), ...strands].map((part) => [...numberOf(part.length), ...part]);
  const bytes = Uint8Array.from([numberOf(count), ...parts].flat());
  if (!Buffer.from(weave(bytes, wasm.length)).equals(wasm)) throw new Error('lib/weave.js makes another file of this one.');
  return bytes;
}
