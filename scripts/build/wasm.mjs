// From Rust to a small wasm file and its glue, in target/package/<name>/.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { bindgenCommand } from '../bindgen.mjs';
import { FEATURE_FLAGS, featureMask, keepsToFeatures, WASM_OPT } from '../features.mjs';
import { wasmCargo } from '../rust.mjs';
import { run, stop, WORK } from './run.mjs';

/**
 * The wasm files of the package.
 * @typedef {object} WasmFile
 * @property {string} name
 * @property {string} feature the cargo feature with its exports
 * @property {'s' | 'z'} [optLevel]
 * @property {boolean} [bare] its exports take and return numbers only, so it needs no glue
 * @property {boolean} [slim] `postpeer-wasm/slim` is built on it
 * @property {boolean} [async] its callers await it, so the host inflates the inline form
 */

/** @type {WasmFile[]} */
export const WASM_FILES = [
  // Called at every keystroke: 's' costs 0.5 kB and is a tenth faster.
  { name: 'validate', feature: 'validate', optLevel: 's', bare: true },
  { name: 'core', feature: 'client', slim: true },
  { name: 'media', feature: 'media', bare: true, async: true },
];

const work = (name, file) => join(WORK, name, file);
/** The optimized wasm file. */
export const smallWasm = name => work(name, 'small.wasm');
/** The glue as wasm-bindgen emits it. */
export const emittedGlue = name => work(name, `${name}_bg.js`);

/** Compiles with cargo, as small as the toolchain can. */
export function compile(toolchain, { name, feature, optLevel = 'z' }) {
  const args = ['build', '--release', '--lib', '--quiet', '--no-default-features', '--features', feature];
  const built = wasmCargo(toolchain, args, { CARGO_PROFILE_RELEASE_OPT_LEVEL: optLevel });
  if (!built) stop(`${name}.wasm could not be compiled.`);
  cpSync('target/wasm/wasm32-unknown-unknown/release/postpeer_wasm.wasm', join(WORK, `${name}.wasm`));
}

/** Runs wasm-bindgen. Its target `bundler` leaves it to the package how the wasm file is loaded. */
export function bindgen({ name }) {
  const output = ['--target', 'bundler', '--no-typescript', '--out-dir', join(WORK, name), '--out-name', name];
  // Without a fallback for hosts that lack `encodeInto`, which lib/validate/workspace.js needs as well.
  run(bindgenCommand(), [...output, '--encode-into', 'always', join(WORK, `${name}.wasm`)]);
}

// The lowest kilobyte of memory is the bottom of the stack and holds no data, so offsets from it may be folded.
const SIZE_PASSES = ['--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz'];
// Data in one piece, zeros included, deflates better than data split at runs of zeros.
const ONE_SEGMENT = '--skip-pass=memory-packing';
const STRIP = ['--strip-debug', '--strip-producers', '--strip-target-features'];

/** Optimizes for size, within the features that every supported engine has. */
export function shrink({ name, bare }) {
  const emitted = work(name, `${name}_bg.wasm`);
  const input = bare ? withoutGlueExports(emitted, work(name, 'bare.wasm')) : emitted;
  const output = smallWasm(name);
  run(process.execPath, [WASM_OPT, ...FEATURE_FLAGS, ...SIZE_PASSES, ONE_SEGMENT, ...STRIP, input, '-o', output]);
  const wasm = readFileSync(output);
  if (!keepsToFeatures(wasm)) stop(`${name}.wasm uses features that older engines lack: see scripts/features.mjs.`);
  if (bare && WebAssembly.Module.imports(new WebAssembly.Module(wasm)).length > 0) stop(`${name}.wasm needs glue.`);
}

/** Removes the exports that only glue uses, and with them the table of JavaScript values. */
function withoutGlueExports(input, output) {
  const wasm = binaryen.readBinary(readFileSync(input));
  wasm.setFeatures(featureMask());
  for (let i = wasm.getNumExports() - 1; i >= 0; i--) {
    const { name } = binaryen.getExportInfo(wasm.getExportByIndex(i));
    if (name.startsWith('__')) wasm.removeExport(name);
  }
  wasm.runPasses(['remove-unused-module-elements']);
  writeFileSync(output, wasm.emitBinary());
  wasm.dispose();
  return output;
}
