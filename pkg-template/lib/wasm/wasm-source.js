// For /slim: the wasm is not in the module but is handed over, once, before the first call.

/** @type {WebAssembly.Module | undefined} */
let module;

/** @param {URL | string} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`postpeer-wasm: ${response.url || url} answered ${response.status}, not the wasm file`);
  return response;
}

/** @param {Response} response */
async function compiled(response) {
  // Streaming needs the right content type, which many static servers do not send.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Hands over `core.wasm`: its address, its bytes, a compiled module, or the response of a fetch (or a promise of one
 * of these). Once is enough; later calls keep the first module.
 * @param {URL | string | BufferSource | WebAssembly.Module | Response | Promise<URL | string | BufferSource |
 *   WebAssembly.Module | Response>} source
 */
export async function init(source) {
  if (module) return;
  let given = await source;
  if (typeof given === 'string' || given instanceof URL) given = await fetched(given);
  if (typeof Response === 'function' && given instanceof Response) given = await compiled(given);
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) given = await WebAssembly.compile(given);
  if (!(given instanceof WebAssembly.Module)) {
    throw new TypeError('postpeer-wasm: init takes a URL, bytes, a WebAssembly.Module or a Response');
  }
  module ??= given;
}

/** The module that was handed over. */
export function given() {
  if (module) return module;
  throw new Error(
    'postpeer-wasm/slim was used before its wasm was there: first `await init(source)`, with the address or the ' +
      'bytes of postpeer-wasm/core.wasm. The entry postpeer-wasm needs no init.',
  );
}
