// One wasm file that imports nothing and is used by what answers later anyway: so the platform can inflate it, and
// nothing stands between its exports and their caller.
import { compile } from './engine.js';

/**
 * The exports of a wasm file, instantiated when they are first asked for.
 * @param {() => WebAssembly.Module | Promise<WebAssembly.Module>} load
 */
export function once(load) {
  const start = async () => new WebAssembly.Instance(await load()).exports;
  let started;
  return () => (started ??= start());
}

/**
 * Compiles deflated wasm in base64. In the format of zlib: Node takes what is only deflated since 20.12. Bun has
 * DecompressionStream since 1.3.3 and something of its own before; browsers have it since early 2023.
 * @param {string} text
 */
export async function inflated(text) {
  const deflated = Uint8Array.from(atob(text), character => character.charCodeAt());
  if (globalThis.Bun) return compile(globalThis.Bun.inflateSync(deflated.subarray(2, -4)));
  const stream = new Response(deflated).body.pipeThrough(new DecompressionStream('deflate'));
  return compile(await new Response(stream).arrayBuffer());
}
