// Format, clippy natively and for wasm, eslint, and the types of the built package under tsc --strict. Every part is
// run, so that one fault does not hide another.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { wasmCargo, wasmToolchain } from './rust.mjs';

const failed = [];

function part(name, command, args) {
  console.log(`\n${name}: ${[command, ...args].join(' ')}`);
  if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) failed.push(name);
}

const deny = ['--', '-D', 'warnings'];
// A test fails by panicking: what keeps panics out of the library does not bind it.
const exempt = ['unwrap_used', 'expect_used', 'panic', 'indexing_slicing', 'arithmetic_side_effects', 'unreachable'];
const forTests = [...deny, ...exempt.flatMap(lint => ['-A', `clippy::${lint}`])];
const types = readdirSync('pkg')
  .filter(name => /\.d\.c?ts$/.test(name))
  .map(name => `pkg/${name}`);
const strict = ['--strict', '--noEmit', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--types', ''];
const target = ['--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--module', 'nodenext'];

part('format', 'cargo', ['fmt', '--check']);
part('clippy', 'cargo', ['clippy', '--quiet', '--lib', ...deny]);
part('clippy, docs', 'cargo', ['clippy', '--quiet', '--lib', '--bins', '--features', 'docs', ...deny]);
part('clippy, tests', 'cargo', ['clippy', '--quiet', '--all-targets', '--features', 'docs', ...forTests]);
part('format, JavaScript', process.execPath, [
  'node_modules/prettier/bin/prettier.cjs',
  '--check',
  '.',
  '--log-level',
  'warn',
]);
part('eslint', process.execPath, ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']);
part('types', 'node_modules/.bin/tsc', [...strict, ...target, ...types]);

const toolchain = wasmToolchain({ panicText: true });
// Debian packs no clippy for the compiler that it packs for wasm.
if (toolchain?.cargo !== 'cargo') console.log('\nclippy, wasm: left out, it needs a wasm target of rustup.');
else {
  for (const feature of ['unpack', 'validate', 'client', 'media']) {
    const args = ['clippy', '--quiet', '--lib', '--no-default-features', '--features', feature, ...deny];
    console.log(`\nclippy, wasm: cargo ${args.join(' ')}`);
    if (!wasmCargo(toolchain, args)) failed.push(`clippy, wasm, ${feature}`);
  }
}

if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join('; ')}`);
  process.exit(1);
}
console.log('\nlint: all clean');
