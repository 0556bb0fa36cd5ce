// The inline form of a wasm file is deflated: a page pays for it as little as for a file of its own. The platform's
// DecompressionStream only answers later, and a validator has to answer at once; so a small wasm file goes before, and
// unpacks it (src/unpack.rs).

import { compile } from './engine.js';

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/**
 * Unpacks bytes, which stand in memory that the caller may keep. What was damaged on the way ends in an error, or in
 * bytes that WebAssembly refuses.
 * @param {string} unpacker the wasm file that unpacks, in base64
 * @param {Uint8Array} packed
 * @param {number} size how many come out
 */
export function unpack(unpacker, packed, size) {
  const { memory, packed_at, whole_at, unpack } = new WebAssembly.Instance(compile(bytesOf(unpacker))).exports;
  new Uint8Array(memory.buffer, packed_at(), packed.length).set(packed);
  if (unpack(packed.length) !== size) throw new Error('postpeer-wasm: the inline WebAssembly is damaged');
  return new Uint8Array(memory.buffer, whole_at(), size);
}

/**
 * Compiles the inline form of a wasm file.
 * @param {string} unpacker
 * @param {string} base64
 * @param {number} size the size of the wasm file
 */
export function unpacked(unpacker, base64, size) {
  return compile(unpack(unpacker, bytesOf(base64), size));
}
