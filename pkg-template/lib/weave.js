// In the inline form of a wasm file its code lies apart: the opcodes in one strand, the indices of locals in another, and
// so on. Like stands beside like there, which deflates a tenth better than a program as it runs. Here the strands are
// woven together again. What was damaged on the way ends in an error, or in bytes that WebAssembly refuses.

import { readerOf } from './tables.js';

const [INDEX, CONSTANT, MEMORY, BLOCK, END, NUMBER, TWO, LIST, TARGETS, FLOAT, DOUBLE, LONG] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** What follows each opcode: one of the above, and nothing after those that are not here. */
export function whatFollows() {
  const follows = new Uint8Array(256);
  follows.fill(INDEX, 0x20, 0x27);
  follows.fill(MEMORY, 0x28, 0x3f);
  follows.fill(BLOCK, 0x02, 0x05);
  follows.fill(CONSTANT, 0x41, 0x43);
  for (const op of [0x0c, 0x0d, 0x10, 0x3f, 0x40, 0xd0, 0xd2]) follows[op] = NUMBER;
  [follows[0x0b], follows[0x0e], follows[0x11], follows[0x1c]] = [END, TARGETS, TWO, LIST];
  [follows[0x43], follows[0x44], follows[0xfc]] = [FLOAT, DOUBLE, LONG];
  return follows;
}

/** How many numbers follow an opcode after 0xFC: none the conversions, and else what copies or fills. */
const afterLong = (op) => (op < 8 ? 0 : 2 - (op % 2));

/**
 * @param {Uint8Array} apart what tests/tools/apart.mjs made of a wasm file
 * @param {number} size the size of the wasm file
 */
export function weave(apart, size) {
  const follows = whatFollows();
  const { number, part } = readerOf(apart);
  let left = number();
  const [before, after, ops, indices, offsets, constants, others] = Array.from({ length: 7 }, part);
  const wasm = new Uint8Array(size);
  const code = new Uint8Array(size);
  let end = 0;
  let length = 0;
  let op = 0;
  let other = 0;

  function put(bytes) {
    wasm.set(bytes, end);
    end += bytes.length;
  }

  /** Passes numbers on. Of one below 128, which counts what follows, the value is told. */
  function pass(times) {
    let byte = 0;
    for (; times > 0; times--) {
      do code[length++] = byte = others[other++];
      while (byte > 127);
    }
    return byte;
  }

  put(before);
  for (let index = 0, offset = 0, constant = 0; left > 0; left--) {
    length = 0;
    pass(pass(1) * 2);
    for (let depth = 0, byte = 0; depth >= 0; ) {
      if (op >= ops.length) throw new RangeError('postpeer-wasm: the inline WebAssembly is damaged');
      code[length++] = byte = ops[op++];
      switch (follows[byte]) {
        case INDEX:
          do code[length++] = byte = indices[index++];
          while (byte > 127);
          break;
        case CONSTANT:
          do code[length++] = byte = constants[constant++];
          while (byte > 127);
          break;
        case MEMORY:
          code[length++] = ops[op++];
          do code[length++] = byte = offsets[offset++];
          while (byte > 127);
          break;
        case BLOCK:
          code[length++] = ops[op++];
          depth++;
          break;
        case END:
          depth--;
          break;
        case NUMBER:
          pass(1);
          break;
        case TWO:
          pass(2);
          break;
        case LIST:
          pass(pass(1));
          break;
        case TARGETS:
          pass(pass(1) + 1);
          break;
        case FLOAT:
        case DOUBLE:
          for (let rest = byte === 0x43 ? 4 : 8; rest > 0; rest--) code[length++] = others[other++];
          break;
        case LONG:
          code[length++] = byte = ops[op++];
          pass(afterLong(byte));
      }
    }
    // Its length comes before it.
    const head = [];
    for (let rest = length; rest > 0; rest >>= 7) head.push(rest > 127 ? rest | 128 : rest);
    put(head);
    put(code.subarray(0, length));
  }
  put(after);
  return wasm;
}
