// One wasm file, instantiated synchronously when it is first needed. So nothing has to be awaited before the first
// call, importing the package has no side effect, and what an app never calls is never compiled.

/** One engine a glue: its functions and the memory belong to one instance, however many entries of the package are used. */
const engines = /* @__PURE__ */ new WeakMap();

/**
 * @template Glue
 * @param {Glue} glue the module wasm-bindgen wrote: what the wasm imports, and the wrappers around what it exports
 * @param {() => WebAssembly.Module} load called once, on first use
 */
export function lazyEngine(glue, load) {
  const known = engines.get(glue);
  if (known) {
    known.loads.push(load);
    return known.engine;
  }
  const loads = [load];
  /** @type {WebAssembly.Memory | undefined} */
  let memory;

  function start() {
    const module = firstOf(loads);
    const imports = {};
    for (const wanted of WebAssembly.Module.imports(module)) imports[wanted.module] = glue;
    return glue.attach(new WebAssembly.Instance(module, imports).exports);
  }

  const engine = {
    /**
     * The wasm file's functions.
     * @returns {Glue}
     */
    get() {
      memory ??= start();
      return glue;
    },
    /** @returns {WebAssembly.Memory} */
    get memory() {
      return (memory ??= start());
    },
  };
  engines.set(glue, { engine, loads });
  return engine;
}

/** What the first of these gives that can: /slim has nothing to give before `init`, where another entry has its own. */
function firstOf(loads) {
  for (const load of loads.slice(0, -1)) {
    try {
      return load();
    } catch {
      // The next one may have it; the last one's refusal is the one that is told.
    }
  }
  return loads.at(-1)();
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
      'postpeer-wasm: WebAssembly cannot be compiled here. A page with a Content-Security-Policy needs ' +
        "'wasm-unsafe-eval' in script-src; a Worker or edge function must be bundled with the condition " +
        '"workerd" or "edge-light", or be given a compiled module through postpeer-wasm/slim.',
      { cause },
    );
  }
}
