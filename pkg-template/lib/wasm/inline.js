// The inline form of a wasm file: deflated, in base64. Inflating must be synchronous, because `validatePost` is.

import { compile } from './engine.js';
import { inflate } from './inflate.js';

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** Inflates with zlib in Node, Deno and Bun. Named through `globalThis`, `process` makes no bundler add a polyfill. */
function inflatedByHost(packed, size) {
  try {
    const { inflateRawSync } = globalThis.process.getBuiltinModule('node:zlib');
    const bytes = inflateRawSync(packed, { maxOutputLength: size });
    return bytes.length === size ? bytes : undefined;
  } catch {
    // No such host, a stub of zlib, or damaged data, which `inflate` reports.
    return undefined;
  }
}

/**
 * Compiles the inline form of a wasm file.
 * @param {string} base64
 * @param {number} size the size of the wasm file
 */
export function inlineModule(base64, size) {
  const packed = bytesOf(base64);
  return compile(inflatedByHost(packed, size) ?? inflate(packed, size));
}
