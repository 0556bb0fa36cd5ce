// One wasm file, instantiated synchronously on first use. So nothing is awaited before the first call, importing the
// package has no side effect, and a wasm file that an app never uses is never compiled.

/**
 * @typedef {object} Instance
 * @property {object} glue the functions of the wasm file
 * @property {WebAssembly.Memory} memory
 * @property {object} [workspace] the workspace that lib/validate/workspace.js keeps for it
 * @property {boolean} [spent] set when its memory has grown too large to keep
 * @property {Error} [trapped] the error that ended a call in it half way, such as a stack overflow
 */

/**
 * An engine has no state of its own: the module of the glue holds it. So two entries that bring the same wasm file in
 * different forms (an app on /slim whose tests use the sandbox) share one instance.
 *
 * @param {(() => object) | undefined} bind makes the glue of one instance; undefined if the wasm file needs no glue
 * @param {{ module?: WebAssembly.Module, instance?: Instance }} shared
 * @param {() => WebAssembly.Module} load called once, on first use
 */
export function lazyEngine(bind, shared, load) {
  function start() {
    const module = (shared.module ??= load());
    const glue = bind?.();
    const imports = {};
    for (const wanted of WebAssembly.Module.imports(module)) imports[wanted.module] = glue;
    const { exports } = new WebAssembly.Instance(module, imports);
    // wasm-bindgen's main module for bundlers does the same.
    if (glue) {
      glue.__wbg_set_wasm(exports);
      exports.__wbindgen_start();
    }
    return (shared.instance = { glue: glue ?? exports, memory: exports.memory });
  }

  return {
    /**
     * The instance in use. After a trap the next call gets a fresh one, because the memory of the old one may be
     * corrupt; calls that began on the old one end on it.
     * @returns {Instance}
     */
    instance() {
      const { instance } = shared;
      return instance && !instance.trapped && !instance.spent ? instance : start();
    },
  };
}

/**
 * Compiles bytes synchronously. The platform's own error names neither the package nor a remedy.
 * @param {Uint8Array} bytes
 */
export function compile(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new Error(
      "postpeer-wasm: WebAssembly cannot be compiled here. A page's Content-Security-Policy needs 'wasm-unsafe-eval' " +
        'in script-src; a Worker needs the condition "workerd" or "edge-light", or postpeer-wasm/slim.',
      { cause },
    );
  }
}
