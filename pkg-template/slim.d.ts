export * from './index.js';
export { default } from './index.js';

/** The address, the bytes, the response or the compiled module of `core.wasm`. */
export type WasmSource = URL | string | BufferSource | WebAssembly.Module | Response;

/**
 * Hands over `postpeer-wasm/core.wasm`, before anything else of this entry is called: its address, its bytes, a
 * compiled module, or the response of a fetch. Once is enough; later calls keep the first.
 *
 * ```js
 * import { init, validatePost } from 'postpeer-wasm/slim';
 * await init(new URL('postpeer-wasm/core.wasm', import.meta.url)); // however your bundler gives a file's address
 * ```
 */
export function init(source: WasmSource | Promise<WasmSource>): Promise<void>;
