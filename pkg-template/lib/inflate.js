// The inline form of a wasm file is deflated: a page pays for it as little as for a file of its own. The platform's
// DecompressionStream only answers later, and a validator has to answer at once, so this inflates (RFC 1951) in place.
// It is bounds-checked: bytes that were damaged on the way end in an error, never in a wrong program.

/** The order in which a dynamic block lists the lengths of its code-length code (RFC 1951, 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes. */
function code(lengths) {
  const counts = new Uint16Array(16);
  const symbols = [];
  for (let length = 1; length < 16; length++) {
    lengths.forEach((own, symbol) => own === length && ++counts[length] && symbols.push(symbol));
  }
  return { counts, symbols };
}

/**
 * Inflates raw deflate data whose inflated size is known.
 * @param {Uint8Array} input
 * @param {number} size
 * @returns {Uint8Array}
 */
export function inflate(input, size) {
  const output = new Uint8Array(size);
  let bit = 0;
  let end = 0;

  function refuse() {
    throw new Error('postpeer-wasm: the inline WebAssembly is damaged');
  }

  /** The next bits, at least 16 of them; zeros after the end of the input. */
  function ahead() {
    const at = bit >> 3;
    return (input[at] | (input[at + 1] << 8) | (input[at + 2] << 16)) >> (bit & 7);
  }

  function skip(count) {
    bit += count;
    if (bit > input.length * 8) refuse();
  }

  function bits(count) {
    const value = ahead() & ((1 << count) - 1);
    skip(count);
    return value;
  }

  function put(byte) {
    if (end === size) refuse();
    output[end++] = byte;
  }

  function symbol({ counts, symbols }) {
    for (let length = 1, left = ahead(), value = 0, first = 0, index = 0; length < 16; length++) {
      value += left & 1;
      if (value - first < counts[length]) {
        skip(length);
        return symbols[index + value - first];
      }
      left >>= 1;
      index += counts[length];
      first = (first + counts[length]) * 2;
      value *= 2;
    }
    return refuse();
  }

  function codeLengths(code, count) {
    const lengths = [];
    while (lengths.length < count) {
      const next = symbol(code);
      if (next < 16) lengths.push(next);
      else if (next === 16 && lengths.length === 0) refuse();
      else {
        const repeated = next === 16 ? lengths.at(-1) : 0;
        const times = next === 16 ? 3 + bits(2) : next === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let i = 0; i < times; i++) lengths.push(repeated);
      }
    }
    if (lengths.length > count) refuse();
    return lengths;
  }

  function stored() {
    bit = (bit + 7) & ~7;
    const length = bits(16);
    if (length !== (~bits(16) & 0xffff)) refuse();
    for (let i = 0; i < length; i++) put(bits(8));
  }

  function compressed(literals, distances) {
    for (let next; (next = symbol(literals)) !== 256; ) {
      if (next < 256) {
        put(next);
        continue;
      }
      next -= 257;
      if (next > 28) refuse();
      const lengthBits = next < 8 || next === 28 ? 0 : (next >> 2) - 1;
      const length = next < 8 ? next + 3 : next === 28 ? 258 : ((4 + (next & 3)) << lengthBits) + 3 + bits(lengthBits);
      const far = symbol(distances);
      if (far > 29) refuse();
      const farBits = far < 4 ? 0 : (far >> 1) - 1;
      const distance = far < 4 ? far + 1 : ((2 + (far & 1)) << farBits) + 1 + bits(farBits);
      if (distance > end) refuse();
      for (let i = 0; i < length; i++) put(output[end - distance]);
    }
  }

  for (let last = 0; !last; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) stored();
    else if (kind === 1) {
      const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
      compressed(code(lengths), code(Array(30).fill(5)));
    } else if (kind === 2) {
      const [literals, distances, ordered] = [257 + bits(5), 1 + bits(5), 4 + bits(4)];
      const lengths = Array(19).fill(0);
      for (let i = 0; i < ordered; i++) lengths[ORDER[i]] = bits(3);
      const all = codeLengths(code(lengths), literals + distances);
      compressed(code(all.slice(0, literals)), code(all.slice(literals)));
    } else refuse();
  }
  if (end !== size) refuse();
  return output;
}

/**
 * The bytes of base64 text.
 * @param {string} text
 * @returns {Uint8Array}
 */
export function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
