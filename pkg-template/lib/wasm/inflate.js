// Inflates raw deflate data (RFC 1951) where the host cannot do so synchronously, as in a browser.

const END_OF_BLOCK = 256;
const LONGEST_CODE = 15;
/** The order in which a dynamic block lists the lengths of the code for code lengths (RFC 1951, 3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Makes the lookup table of a Huffman code. The next bits of the data, as many as the longest code has, are the index.
 * An entry is the symbol times 16, plus the length of its code; 0 if no code begins with these bits.
 * @param {Uint8Array} lengths the code length of each symbol; 0 for a symbol without a code
 */
function tableOf(lengths) {
  const table = new Uint16Array(1 << Math.max(1, ...lengths));
  // The first bit of a code is its lowest bit in the data. So the next code is this one plus one, carried downwards.
  let code = 0;
  for (let length = 1, top = 1; length <= LONGEST_CODE; length++, top *= 2) {
    // A shorter code is followed by any bits: what the table holds so far repeats.
    table.copyWithin(top, 0, top);
    for (let symbol = -1; (symbol = lengths.indexOf(length, symbol + 1)) >= 0;) {
      table[code] = symbol * 16 + length;
      let bit = top;
      for (; code & bit; bit >>= 1) code ^= bit;
      code ^= bit;
    }
  }
  return table;
}

/**
 * Throws if the data are damaged or do not inflate to exactly `size` bytes.
 * @param {Uint8Array} packed
 * @param {number} size
 */
export function inflate(packed, size) {
  const out = new Uint8Array(size);
  let written = 0;
  /** In bits. */
  let position = 0;

  function damaged() {
    throw new Error('postpeer-wasm: the inline WebAssembly is damaged');
  }

  /** The next bits, at least 17 of them. After the end come zeros. */
  function peek() {
    const byte = position >> 3;
    return (packed[byte] | (packed[byte + 1] << 8) | (packed[byte + 2] << 16)) >> (position & 7);
  }

  function bits(count) {
    const value = peek() & ((1 << count) - 1);
    position += count;
    return value;
  }

  function symbol(table) {
    const entry = table[peek() & (table.length - 1)] || damaged();
    position += entry & 15;
    return entry >> 4;
  }

  /** The value of a length or distance symbol. The step between values doubles every `2 ** shift` symbols. */
  function valueOf(symbol, shift) {
    const extra = (symbol >> shift) - 1;
    if (extra <= 0) return symbol;
    return (((1 << shift) | (symbol & ((1 << shift) - 1))) << extra) + bits(extra);
  }

  /** Nearly all the time goes here, before an engine has compiled it: hence local variables and no call per literal. */
  function compressed(literals, distances) {
    const mask = literals.length - 1;
    let [at, end] = [position, written];
    for (;;) {
      const byte = at >> 3;
      const next = (packed[byte] | (packed[byte + 1] << 8) | (packed[byte + 2] << 16)) >> (at & 7);
      const entry = literals[next & mask];
      const literal = entry >> 4;
      at += entry & 15;
      if (literal < END_OF_BLOCK) {
        if (entry === 0 || end === size) damaged();
        out[end++] = literal;
        continue;
      }
      position = at;
      if (literal === END_OF_BLOCK) break;
      if (literal > 285) damaged();
      const length = literal === 285 ? 258 : valueOf(literal - 257, 2) + 3;
      const distance = valueOf(symbol(distances), 1) + 1;
      if (distance > end || end + length > size) damaged();
      for (const stop = end + length; end < stop; end++) out[end] = out[end - distance];
      at = position;
    }
    written = end;
  }

  function stored() {
    const start = ((position + 7) >> 3) + 4;
    const [length, complement] = [start - 4, start - 2].map(at => packed[at] | (packed[at + 1] << 8));
    const end = start + length;
    if (complement !== (length ^ 0xffff) || end > packed.length || written + length > size) damaged();
    out.set(packed.subarray(start, end), written);
    written += length;
    position = end * 8;
  }

  function fixed() {
    const literals = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
    compressed(tableOf(literals), tableOf(new Uint8Array(30).fill(5)));
  }

  function dynamic() {
    const literals = bits(5) + 257;
    const lengths = new Uint8Array(literals + bits(5) + 1);
    const lengthsOfLengths = new Uint8Array(19);
    const listed = bits(4) + 4;
    for (let i = 0; i < listed; i++) lengthsOfLengths[LENGTH_ORDER[i]] = bits(3);
    const table = tableOf(lengthsOfLengths);
    for (let i = 0; i < lengths.length;) {
      const next = symbol(table);
      const value = next < 16 ? next : next === 16 ? (lengths[i - 1] ?? damaged()) : 0;
      const times = next < 16 ? 1 : next === 16 ? bits(2) + 3 : next === 17 ? bits(3) + 3 : bits(7) + 11;
      if (i + times > lengths.length) damaged();
      lengths.fill(value, i, i + times);
      i += times;
    }
    compressed(tableOf(lengths.subarray(0, literals)), tableOf(lengths.subarray(literals)));
  }

  for (let isLast = 0; !isLast;) {
    isLast = bits(1);
    ([stored, fixed, dynamic][bits(2)] ?? damaged)();
  }
  if (written !== size || position > packed.length * 8) damaged();
  return out;
}
