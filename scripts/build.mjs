// Builds the npm package into pkg/, step by step:
//
//   compile   cargo, once per wasm file, as small as the toolchain can
//   bind      wasm-bindgen: the glue module that the wasm imports from
//   shrink    wasm-opt, and short names between wasm and glue
//   inline    the same wasm as text in a module, and its forms for workerd, edge functions and /slim
//   template  the hand-written entries, and the forms of them made from those
//   types     the types, the JSON Schema and the field reference, generated from the tables
//   commonjs  every module again, for require
//   weigh     the size table (tests/package holds it to the budget)
//
// `node scripts/build.mjs --only=validate` builds the entries of one wasm file; `--js` keeps what cargo
// compiled before. Both are for work on one part.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';
import binaryen from 'binaryen';
import { transformSync } from 'esbuild';
import { unpack } from '../pkg-template/lib/wasm/unpack.js';
import { apart } from './apart.mjs';
import { bindgenCommand } from './bindgen.mjs';
import { FEATURE_FLAGS, featureMask, keepsToFeatures, WASM_OPT } from './features.mjs';
import { wasmCargo, wasmToolchain } from './rust.mjs';
import { weigh } from './size.mjs';

const TEMPLATE = 'pkg-template';
const WORK = 'target/package';
// Finished aside and moved into place, so that nobody ever sees half a package.
const PKG = join(WORK, 'pkg');
const FINISHED = 'pkg';

/** The wasm files of the package: the name of each and the cargo feature that holds its exports. */
const WASM = [
  // No entry's: it unpacks the inline form of the others, and so comes first.
  { name: 'unpack', feature: 'unpack', glueless: true, packer: true },
  // A form calls it at every keystroke: half a kilobyte more, and a tenth quicker.
  { name: 'validate', feature: 'validate', speed: 's', glueless: true },
  { name: 'core', feature: 'client', slim: true },
  // Its promise leaves the platform the time to inflate it.
  { name: 'media', feature: 'media', glueless: true, later: true },
];

/** The modules that hold an engine, by how each comes to its wasm. */
const ENGINES = {
  inline: inlineEngine,
  module: name => moduleEngine(name, `./${name}.wasm`),
  query: name => moduleEngine(name, `./${name}.wasm?module`),
  given: givenEngine,
};

function stop(message) {
  console.error(message);
  process.exit(1);
}

/** What a program prints; its failure ends the build. */
function run(command, args) {
  const { status, error, stdout } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) stop(`${stdout}${command} failed.`);
  return stdout;
}

const read = path => readFileSync(path, 'utf8');
const write = (name, text) => writeFileSync(join(PKG, name), text);

function compile({ name, feature, speed = 'z' }) {
  const args = ['build', '--release', '--lib', '--quiet', '--no-default-features', '--features', feature];
  const built = wasmCargo(toolchain, args, { CARGO_PROFILE_RELEASE_OPT_LEVEL: speed });
  if (!built) stop(`${name}.wasm could not be compiled.`);
  cpSync('target/wasm/wasm32-unknown-unknown/release/postpeer_wasm.wasm', join(WORK, `${name}.wasm`));
}

/**
 * All wasm-bindgen targets write the same wasm; of `bundler` the glue is a module that is given its instance, which
 * lets every entry decide for itself how the wasm is loaded.
 */
function bind({ name }) {
  const input = join(WORK, `${name}.wasm`);
  run(bindgenCommand(), [
    '--target',
    'bundler',
    '--no-typescript',
    '--out-dir',
    join(WORK, name),
    '--out-name',
    name,
    input,
  ]);
}

// The lowest kilobyte lies at the bottom of the stack, where nothing is kept: offsets from it may be folded.
// Data in one piece, zeros included: cut where zeros are it is a little shorter, and deflated longer.
const WHOLE = '--skip-pass=memory-packing';
const SMALLER = [...FEATURE_FLAGS, '--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz', WHOLE];
const STRIP = ['--strip-debug', '--strip-producers', '--strip-target-features'];

/** The smallest form of a wasm file, which every engine of the baseline can load. */
function shrink({ name, glueless }) {
  if (glueless) shrinkGlueless(name);
  else shrinkGlued(name);
  if (!keepsToFeatures(readFileSync(join(WORK, name, 'small.wasm'))))
    stop(`${name}.wasm uses what older engines lack: see scripts/features.mjs.`);
}

/**
 * The long names of imports and exports stand in the wasm and in the glue, and no bundler can shorten them: wasm-opt does,
 * and the glue follows.
 */
function shrinkGlued(name) {
  const names = '--minify-imports-and-exports-and-modules';
  const [from, to] = [join(WORK, name, `${name}_bg.wasm`), join(WORK, name, 'small.wasm')];
  const map = JSON.parse(run(process.execPath, [WASM_OPT, ...SMALLER, names, ...STRIP, from, '-o', to]));
  const glue = shortNamed(lean(read(join(WORK, name, `${name}_bg.js`))), map);
  const wasm = new WebAssembly.Module(readFileSync(to));
  const missing = WebAssembly.Module.imports(wasm).filter(({ name }) => !exportsOf(glue).includes(name));
  if (missing.length > 0) stop(`The glue of ${name}.wasm lacks ${missing.map(({ name }) => name).join(', ')}.`);
  writeFileSync(join(WORK, name, 'glue.js'), bindable(glue, map));
}

const exportsOf = glue => [...glue.matchAll(/^export function ([\w$]+)/gm)].map(([, word]) => word);

/**
 * Of an engine whose exports take and give numbers, wasm-bindgen's own exports and its table for JavaScript values are
 * in nobody's use. The names are the Rust functions' own. Loops written anew from a flat form are smaller.
 */
function shrinkGlueless(name) {
  const wasm = binaryen.readBinary(readFileSync(join(WORK, name, `${name}_bg.wasm`)));
  wasm.setFeatures(featureMask());
  for (let i = wasm.getNumExports() - 1; i >= 0; i--) {
    const export_ = binaryen.getExportInfo(wasm.getExportByIndex(i)).name;
    if (export_.startsWith('__')) wasm.removeExport(export_);
  }
  wasm.runPasses(['remove-unused-module-elements']);
  const [from, to] = [join(WORK, name, 'bare.wasm'), join(WORK, name, 'small.wasm')];
  writeFileSync(from, wasm.emitBinary());
  run(process.execPath, [WASM_OPT, ...SMALLER, ...STRIP, from, '-o', to]);
  if (WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(to))).length > 0) stop(`${name}.wasm needs glue.`);
}

/**
 * Where wasm-bindgen writes for others: for hosts without `encodeInto`, which lib/validate/workspace.js needs as well; for long texts, and
 * gigabytes of them (Safari's decoder gives out after two), where here names and addresses cross and bodies never; for
 * closures that Rust lets go of, where here the collector alone does; and for what a detached buffer says of itself, where
 * another buffer is another memory.
 */
const FOR_OTHERS = [
  [/if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n.*?\n\}\n/s, ''],
  [
    /(?<=function passStringToWasm0\(arg, malloc, realloc\) \{\n).*?(?=\n\}\n)/s,
    `    const room = arg.length * 3;
    const ptr = malloc(room, 1) >>> 0;
    const { written } = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + room));
    WASM_VECTOR_LEN = written;
    return written < room ? realloc(ptr, room, written, 1) >>> 0 : ptr;`,
  ],
  [/const MAX_SAFARI_DECODE_BYTES = .*?(?=    return cachedTextDecoder\.decode)/s, 'function decodeText(bytes) {\n'],
  [
    /(?<=function makeClosure\(arg0, arg1, f\) \{\n).*?(?=\n\}\n)/s,
    `    const real = (...args) => f(arg0, arg1, ...args);
    CLOSURE_DTORS.register(real, { a: arg0, b: arg1 });
    return real;`,
  ],
  [/(?<=if \()cachedDataViewMemory0 === null .*?(?=\) \{\n)/, 'cachedDataViewMemory0?.buffer !== wasm.memory.buffer'],
];

function lean(glue) {
  for (const [part, own] of FOR_OTHERS) {
    if (!part.test(glue)) stop(`The glue has no ${part}.`);
    glue = glue.replace(part, () => own);
  }
  return glue;
}

/** The glue with the names of wasm-opt's map. */
function shortNamed(glue, { imports, exports }) {
  const given = new Map(imports.map(([, long, short]) => [long, short]));
  const called = new Map(exports.map(([long, short]) => [long, short]));
  return glue
    .replaceAll(/(?<=^export function )__wb\w+/gm, word => given.get(word) ?? word)
    .replaceAll(/(?<=\bwasm\.)\w+/g, word => called.get(word) ?? stop(`wasm-opt left ${word} out of its map.`));
}

/** The glue as lib/wasm/engine.js wants it: wasm-bindgen's serves one instance, this one as many as are needed. */
function bindable(glue, { exports }) {
  const [start, memory] = ['__wbindgen_start', 'memory'].map(long => exports.find(([name]) => name === long)[1]);
  return `/** Makes the glue of one instance. */
export function bind() {
${glue.replaceAll(/^export (?=function )/gm, '')}
/** Takes the exports of the instance and starts it; gives its memory. */
function attach(exports) {
    wasm = exports;
    wasm.${start}();
    return wasm.${memory};
}
return { ${[...exportsOf(glue), 'attach'].filter(name => name !== '__wbg_set_wasm').join(', ')} };
}

/** What every entry with this wasm shares. */
export const shared = {};
`;
}

async function engines({ name, slim, glueless, later, packer }) {
  if (packer) return write(`${name}.inline.js`, `export const unpacker =\n  '${unpacker()}';\n`);
  cpSync(join(WORK, name, 'small.wasm'), join(PKG, `${name}.wasm`));
  if (later) return laterEngines(name);
  write(`${name}.glue.js`, glueless ? NO_GLUE : read(join(WORK, name, 'glue.js')));
  for (const [form, text] of Object.entries(ENGINES)) {
    if (form !== 'given' || slim) write(`${name}.${form}.js`, await text(name));
  }
}

/** Where the exports take and give numbers there is nothing between them and their caller. */
const NO_GLUE = `/** Makes the glue of one instance. */
export function bind() {
  /** Takes the exports of the instance; gives its memory. */
  function attach(exports) {
    Object.assign(this, exports);
    return exports.memory;
  }
  return { attach };
}

/** What every entry with this wasm shares. */
export const shared = {};
`;

async function laterEngines(name) {
  const text = (await deflated(readFileSync(join(PKG, `${name}.wasm`)), 'zlib')).toString('base64');
  const engine = (names, load) =>
    `import { ${names} } from './lib/wasm/async-engine.js';\nexport const engine = /* @__PURE__ */ once(() => ${load});\n`;
  write(`${name}.inline.js`, engine('inflated, once', `inflated('${text}')`));
  for (const [form, query] of [
    ['module', ''],
    ['query', '?module'],
  ]) {
    write(`${name}.${form}.js`, `import module from './${name}.wasm${query}';\n${engine('once', 'module')}`);
  }
}

/** Deflated by search rather than by zlib's rules of thumb, which saves 6 % that a server's compression cannot. */
async function deflated(wasm, form = 'deflate') {
  const bytes = Buffer.from(await zopfli[`${form}Async`](wasm, { numiterations: 60 }));
  const inflated = form === 'zlib' ? inflateSync(bytes) : inflateRawSync(bytes);
  if (!inflated.equals(wasm)) stop('zopfli wrote something else.');
  return bytes;
}

/** What unpacks the inline forms, in base64. It goes before them, and is deflated by nobody but servers. */
const unpacker = () => readFileSync(join(WORK, 'unpack', 'small.wasm')).toString('base64');

async function inlineEngine(name) {
  const wasm = readFileSync(join(PKG, `${name}.wasm`));
  const packed = await deflated(apart(wasm));
  if (!wasm.equals(unpack(unpacker(), packed, wasm.length)))
    stop(`What is unpacked of ${name}.wasm is another file: src/unpack.rs.`);
  return `import { bind, shared } from './${name}.glue.js';
import { lazyEngine } from './lib/wasm/engine.js';
import { unpacked } from './lib/wasm/unpack.js';
import { unpacker } from './unpack.inline.js';
const packed =
  '${packed.toString('base64')}';
export const engine = /* @__PURE__ */ lazyEngine(bind, shared, () => unpacked(unpacker, packed, ${wasm.length}));
`;
}

function moduleEngine(name, specifier) {
  return `import { bind, shared } from './${name}.glue.js';
import { lazyEngine } from './lib/wasm/engine.js';
import module from '${specifier}';
export const engine = /* @__PURE__ */ lazyEngine(bind, shared, () => module);
`;
}

function givenEngine(name) {
  return `import { bind, shared } from './${name}.glue.js';
import { lazyEngine } from './lib/wasm/engine.js';
import { given } from './lib/wasm/wasm-source.js';
export const engine = /* @__PURE__ */ lazyEngine(bind, shared, given);
`;
}

/** Where the forms of an entry have their WebAssembly from, as their own comments say it. */
const FORMS = {
  inline: 'In this form the WebAssembly is inline.',
  module: 'In this form, which workerd takes, the WebAssembly is a compiled module.',
  query: 'In this form, which edge functions take, the WebAssembly is a module compiled by `?module`.',
  given: 'In this form, postpeer-wasm/slim, the WebAssembly is given to `init`.',
};

/** An entry is written once, on the inline engine; what changes elsewhere is only where the engine comes from. */
function entryForms(file) {
  const entry = read(join(TEMPLATE, file));
  const stem = file.slice(0, -'.js'.length);
  const on = engine => entry.replaceAll(/(?<=from '\.\/\w+\.)inline(?=\.js')/g, engine);
  const form = engine => on(engine).replace(/^(?!\/\/)/m, `// ${FORMS[engine]}\n`);
  if (entry === on('module')) return [[file, entry]];
  const forms = [
    [file, form('inline')],
    [`${stem}.workerd.js`, form('module')],
    [`${stem}.edge.js`, form('query')],
  ];
  return file === 'index.js'
    ? [...forms, ['slim.js', `${form('given')}\nexport { init } from './lib/wasm/wasm-source.js';\n`]]
    : forms;
}

/** The wasm files an entry needs; none, where it is pure JavaScript. */
const wasmOf = file => [...read(file).matchAll(/from '\.\/(\w+)\.inline\.js'/g)].map(([, name]) => name);

function template(built) {
  cpSync(join(TEMPLATE, 'lib'), join(PKG, 'lib'), { recursive: true });
  for (const file of readdirSync(TEMPLATE).filter(name => name !== 'lib')) {
    const isEntry = file.endsWith('.js');
    if (isEntry && !wasmOf(join(TEMPLATE, file)).every(name => built.includes(name))) continue;
    if (!isEntry) cpSync(join(TEMPLATE, file), join(PKG, file));
    else for (const [name, text] of entryForms(file)) write(name, text);
  }
  const manifest = JSON.parse(read(join(TEMPLATE, 'package.json')));
  const version = /^version\s*=\s*"(?<version>[^"]+)"/m.exec(read('Cargo.toml')).groups.version;
  write('package.json', `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  for (const file of ['LICENSE', 'NOTICE', 'THIRD-PARTY.md', 'CHANGELOG.md', 'SECURITY.md'])
    cpSync(file, join(PKG, file));
}

function types() {
  run('cargo', ['run', '--quiet', '--features', 'docs', '--bin', 'generate', '--', PKG]);
}

/** Modules that only bundlers of workerd and edge functions read have no CommonJS twin. */
const importOnly = name => /\.(workerd|edge|module|query)\.js$/.test(name);
const twins = text => text.replaceAll(/(?<=['"]\.{1,2}\/[^'"]*)\.js(?=['"])/g, '.cjs');

function commonjs() {
  for (const name of readdirSync(PKG, { recursive: true })) {
    const path = join(PKG, name);
    if (name.endsWith('.d.ts')) {
      writeFileSync(path.replace(/ts$/, 'cts'), twins(read(path)));
    } else if (name.endsWith('.js') && !importOnly(name)) {
      const { code } = transformSync(twins(read(path)), { format: 'cjs', target: 'node20', platform: 'node' });
      writeFileSync(path.replace(/js$/, 'cjs'), code);
    }
  }
}

const toolchain = wasmToolchain() ?? stop('No Rust compiler for WebAssembly: run `make setup`.');
const only = process.argv
  .find(word => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const chosen = WASM.filter(({ name, packer }) => packer || !only || only.includes(name));

rmSync(PKG, { recursive: true, force: true });
mkdirSync(PKG, { recursive: true });
const steps = [compile, bind, shrink, engines].slice(process.argv.includes('--js') ? 1 : 0);
console.log(`Compiling with ${toolchain.name}.`);
for (const wasm of chosen) for (const step of steps) await step(wasm);
template(chosen.map(({ name }) => name));
types();
commonjs();
rmSync(FINISHED, { recursive: true, force: true });
renameSync(PKG, FINISHED);
weigh(FINISHED);
