// One wasm file, instantiated synchronously when it is first needed. So nothing has to be awaited before the first
// call, importing the package has no side effect, and what an app never calls is never compiled.

/**
 * An engine has no state of its own: the glue module holds the instance, so two entries that bring the same wasm in
 * different forms (an app on /slim whose tests use the sandbox) share whichever came first.
 *
 * @template Glue
 * @param {Glue} glue the module wasm-bindgen wrote: what the wasm imports, and the wrappers around what it exports
 * @param {() => WebAssembly.Module} load called once, on first use
 */
export function lazyEngine(glue, load) {
  function started() {
    if (!glue.memory) {
      const module = load();
      const imports = {};
      for (const wanted of WebAssembly.Module.imports(module)) imports[wanted.module] = glue;
      glue.attach(new WebAssembly.Instance(module, imports).exports);
    }
    return glue;
  }

  return {
    /**
     * The wasm file's functions.
     * @returns {Glue}
     */
    get: started,
    /** @returns {WebAssembly.Memory} */
    get memory() {
      return started().memory;
    },
    /** What lib/check.js keeps beside the instance. */
    get desk() {
      return started().kept.desk;
    },
    set desk(desk) {
      started().kept.desk = desk;
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
