// The modules that hold an engine: one for each way in which the package comes to a wasm file.
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync, inflateSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import { emittedGlue, smallWasm } from './wasm.mjs';
import { PKG, read, stop, writeModule } from './run.mjs';

/** Writes `<name>.wasm` and its modules: `.glue.js`, `.inline.js`, `.module.js`, `.query.js` and `.given.js`. */
export async function writeEngines({ name, slim, bare, async }) {
  cpSync(smallWasm(name), join(PKG, `${name}.wasm`));
  if (async) return writeAsyncEngines(name);
  writeModule(`${name}.glue.js`, bare ? NO_GLUE : await glueModule(name));
  writeModule(`${name}.inline.js`, await inlineEngine(name));
  writeModule(`${name}.module.js`, moduleEngine(name, `./${name}.wasm`));
  writeModule(`${name}.query.js`, moduleEngine(name, `./${name}.wasm?module`));
  if (slim) writeModule(`${name}.given.js`, givenEngine(name));
}

const SHARED = `/** The state of the engine, shared by all entries that use this wasm file. */
export const shared = {};
`;

/** The exports take and return numbers: nothing stands between them and their callers. */
const NO_GLUE = `export const bind = undefined;\n${SHARED}`;

/**
 * The glue as emitted, inside a function. wasm-bindgen keeps its instance in variables of the module: one instance for
 * each module. After a trap the engine needs a fresh instance, while calls in flight end on the old one. So each
 * instance gets its own variables.
 */
async function glueModule(name) {
  const path = emittedGlue(name);
  const names = Object.keys(await import(pathToFileURL(resolve(path))));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(smallWasm(name))));
  const missing = imports.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (missing.length > 0) stop(`The glue of ${name}.wasm lacks ${missing.join(', ')}.`);
  return `export function bind() {
${read(path).replaceAll(/^export (?=function )/gm, '')}
return { ${names.join(', ')} };
}
${SHARED}`;
}

/** Deflates with zopfli, which saves 6 % over zlib. A server's compression cannot make up for that. */
async function deflated(wasm, format, inflate) {
  const bytes = Buffer.from(await zopfli[`${format}Async`](wasm, { numiterations: 60 }));
  if (!inflate(bytes).equals(wasm)) stop('What zopfli deflated inflates to something else.');
  return bytes.toString('base64');
}

const engineModule = (name, imports, load) => `import { bind, shared } from './${name}.glue.js';
import { lazyEngine } from './lib/wasm/engine.js';
${imports}
export const engine = /* @__PURE__ */ lazyEngine(bind, shared, ${load});
`;

async function inlineEngine(name) {
  const wasm = readFileSync(smallWasm(name));
  const text = await deflated(wasm, 'deflate', inflateRawSync);
  const imports = `import { inlineModule } from './lib/wasm/inline.js';\nconst text =\n  '${text}';`;
  return engineModule(name, imports, `() => inlineModule(text, ${wasm.length})`);
}

const moduleEngine = (name, specifier) => engineModule(name, `import module from '${specifier}';`, '() => module');

const givenEngine = name => engineModule(name, "import { given } from './lib/wasm/wasm-source.js';", 'given');

async function writeAsyncEngines(name) {
  const engine = (names, load) =>
    `import { ${names} } from './lib/wasm/async-engine.js';\n` +
    `export const engine = /* @__PURE__ */ once(() => ${load});\n`;
  const text = await deflated(readFileSync(smallWasm(name)), 'zlib', inflateSync);
  writeModule(`${name}.inline.js`, engine('inflated, once', `inflated('${text}')`));
  const ofModule = query => `import module from './${name}.wasm${query}';\n${engine('once', 'module')}`;
  writeModule(`${name}.module.js`, ofModule(''));
  writeModule(`${name}.query.js`, ofModule('?module'));
}
