// Builds the npm package into pkg/, one step after another:
//
//   compile        cargo, once for each wasm file          scripts/build/wasm.mjs
//   bindgen        wasm-bindgen: wasm file and glue
//   shrink         wasm-opt, for size
//   engines        the modules that load the wasm files    scripts/build/engines.mjs
//   entries        what users import                       scripts/build/entries.mjs
//   generate       types, JSON Schema, reference, modules  src/bin/generate
//   commonjs       every module again, for `require`       scripts/build/commonjs.mjs
//   size           the size table                          scripts/size.mjs
//
// `node scripts/build.mjs --js` keeps the compiled wasm files. `--only=validate` builds the entries of one wasm file.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { writeCommonJs } from './build/commonjs.mjs';
import { writeEngines } from './build/engines.mjs';
import { writeEntries } from './build/entries.mjs';
import { PKG, run, stop } from './build/run.mjs';
import { bindgen, compile, shrink, WASM_FILES } from './build/wasm.mjs';
import { wasmToolchain } from './rust.mjs';
import { printSizes } from './size.mjs';

const only = process.argv.find(word => word.startsWith('--only='));
const names = only?.slice('--only='.length).split(',');
const chosen = WASM_FILES.filter(({ name }) => !names || names.includes(name));

rmSync(PKG, { recursive: true, force: true });
mkdirSync(PKG, { recursive: true });
if (!process.argv.includes('--js')) {
  const toolchain = wasmToolchain() ?? stop('No Rust compiler for WebAssembly: run `make setup`.');
  console.log(`Compiling with ${toolchain.name}.`);
  for (const wasm of chosen) compile(toolchain, wasm);
  chosen.forEach(bindgen);
  chosen.forEach(shrink);
}
for (const wasm of chosen) await writeEngines(wasm);
writeEntries(chosen.map(({ name }) => name));
run('cargo', ['run', '--quiet', '--features', 'docs', '--bin', 'generate', '--', PKG]);
writeCommonJs();
rmSync('pkg', { recursive: true, force: true });
renameSync(PKG, 'pkg');
printSizes('pkg');
