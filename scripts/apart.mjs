// Takes the code of a wasm file apart, as src/unpack.rs weaves it together. An opcode that is not known there makes
// another file of it, which the build notices.

const CODE_SECTION = 10;
/** The strands in their order; what stands before the code, and what after it, follow. */
const [OPS, INDICES, OFFSETS, CONSTANTS, OTHERS] = [0, 1, 2, 3, 4];

/** The strands of the numbers that follow an opcode, where it is known beforehand how many do. */
function following(op) {
  if (op >= 0x20 && op <= 0x26) return [INDICES];
  if (op === 0x41 || op === 0x42) return [CONSTANTS];
  if (op >= 0x28 && op <= 0x3e) return [OPS, OFFSETS];
  if (op >= 0x02 && op <= 0x04) return [OPS];
  if (op === 0x11) return [OTHERS, OTHERS];
  return [0x0c, 0x0d, 0x10, 0x3f, 0x40, 0xd0, 0xd2].includes(op) ? [OTHERS] : [];
}

function numberOf(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** Strands as src/unpack.rs reads them. */
export function strandsOf(functions, strands) {
  const numbers = [functions, ...strands.map(({ length }) => length)].flatMap(numberOf);
  return Buffer.concat([numbers, ...strands].map(part => Buffer.from(part)));
}

/** @param {Uint8Array} wasm */
export function apart(wasm) {
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
    for (const strand of following(op)) number(strands[strand]);
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
  const functions = number();
  const before = wasm.subarray(0, at);
  for (let left = functions; left > 0; left--) {
    const length = number();
    const end = at + length;
    numbers(strands[OTHERS], number(strands[OTHERS]) * 2);
    while (at < end) instruction();
  }
  return strandsOf(functions, [...strands, before, wasm.subarray(at)]);
}
