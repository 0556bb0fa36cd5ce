// One wasm file, instantiated synchronously on first use. So nothing has to be awaited before the first call, importing the
// package has no side effect, and an engine that an app never calls is never compiled.

/**
 * @typedef {object} Instance
 * @property {object} glue the functions of the wasm file
 * @property {WebAssembly.Memory} memory
 * @property {object} [workspace] its workspace (lib/validate/workspace.js)
 * @property {boolean} [spent] its memory has grown too large: it is used no more
 * @property {Error} [trapped] the error that ended a call in it, such as the end of the stack
 */

/**
 * An engine has no state of its own: the module of the glue holds it, so two entries that bring the same wasm in
 * different forms (an app on /slim whose tests use the sandbox) share whichever came first.
 *
 * @param {() => object} bind makes the glue of one instance: what the wasm imports, and wrappers of what it exports
 * @param {{ module?: WebAssembly.Module, instance?: Instance }} shared
 * @param {() => WebAssembly.Module} load called once, on first use
 */
export function lazyEngine(bind, shared, load) {
  function start() {
    const module = (shared.module ??= load());
    const glue = bind();
    const imports = {};
    for (const wanted of WebAssembly.Module.imports(module)) imports[wanted.module] = glue;
    const memory = glue.attach(new WebAssembly.Instance(module, imports).exports);
    return (shared.instance = { glue, memory });
  }

  return {
    /**
     * The instance in use. One in which a call trapped is used no more: its memory may be corrupt. Only calls that began
     * on it end on it.
     * @returns {Instance}
     */
    instance() {
      const { instance } = shared;
      return instance && !instance.trapped && !instance.spent ? instance : start();
    },
  };
}

/**
 * Compiles bytes at once. The platform's refusal says neither which package it concerns nor what to do.
 * @param {Uint8Array} bytes
 */
export function compile(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new Error(
      "postpeer-wasm: WebAssembly cannot be compiled here. A page's Content-Security-Policy needs 'wasm-unsafe-eval' in " +
        'script-src; a Worker needs the condition "workerd" or "edge-light", or postpeer-wasm/slim.',
      { cause },
    );
  }
}
