// One wasm file, instantiated synchronously when it is first needed. So nothing has to be awaited before the first
// call, importing the package has no side effect, and what an app never calls is never compiled.

/**
 * @typedef {object} Instance
 * @property {object} glue the functions of the wasm file
 * @property {WebAssembly.Memory} memory
 * @property {object} [desk] what lib/validate/check.js keeps beside it
 * @property {boolean} [spent] it is used no more: its memory has grown too large
 * @property {Error} [cut] what cut off a call in it, as the end of the stack does
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
     * The instance in use. One in which a call was cut off is used no more: its memory is left in no order. Only calls
     * that began on it end on it.
     * @returns {Instance}
     */
    instance() {
      const { instance } = shared;
      return instance && !instance.cut && !instance.spent ? instance : start();
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
