// Installs what building and testing need: the first time by download, afterwards by looking that it is there.
//
//   node scripts/setup.mjs            what `make build` needs
//   node scripts/setup.mjs browsers   and what `make test` needs beside that
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ask, debianCompiler, pathCompiler } from './rust.mjs';
import { BROWSERS, browserPath } from './browsers.mjs';
import { bindgenVersion, bindgenCommand } from './bindgen.mjs';

const DEBIAN_RUST = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-19'];

/** Runs a command in sight of the user, and says whether it succeeded. */
function run(command, args, env = {}) {
  console.log(`> ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** The words to put before apt-get, or null where packages cannot be installed from here. */
function asRoot() {
  if (ask('apt-get', ['--version']) === null) return null;
  if (process.getuid?.() === 0) return [];
  return ask('sudo', ['-n', 'true']) === null ? null : ['sudo', '-n'];
}

function aptInstall(packages) {
  const prefix = asRoot();
  if (prefix === null) return false;
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return run(command, rest);
  };
  // The lists of a machine's image may be old, and what they name too old for the tests. Without the network the packages
  // may still be at hand.
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...packages);
}

function needWasmCompiler() {
  const before = pathCompiler();
  const canAdd = before && rustup();
  if (before?.built || (canAdd && run('rustup', ['target', 'add', 'wasm32-unknown-unknown']))) {
    // The library's source makes smaller files; without it the prebuilt library still gives a working package.
    if (canAdd && !before.source) run('rustup', ['component', 'add', 'rust-src']);
    return;
  }
  if (debianCompiler() || (aptInstall(DEBIAN_RUST) && debianCompiler())) return;
  stop(`No Rust compiler for WebAssembly could be found or installed. Either of these will do:
  1. rustup (https://rustup.rs), then: rustup target add wasm32-unknown-unknown && rustup component add rust-src
  2. on Debian, as root: apt-get install ${DEBIAN_RUST.join(' ')}`);
}

function rustup() {
  return ask('rustup', ['--version']) !== null;
}

function needBindgen() {
  if (bindgenCommand()) return;
  const version = bindgenVersion();
  const debian = ask('cargo', ['--version']) === null ? debianCompiler() : null;
  const env = {
    CARGO_TARGET_DIR: 'target/tools',
    CARGO_PROFILE_DEV_DEBUG: 'false',
    ...(debian && { RUSTC: debian.rustc }),
  };
  // Not --locked: the versions locked by the release are not all there to be had any more. Not optimized: compiling it
  // is what takes long, not what it does with files of this size.
  const args = ['install', 'wasm-bindgen-cli', '--version', version, '--debug', '--root', '.tools'];
  if (run(debian?.cargo ?? 'cargo', args, env) && bindgenCommand()) return;
  stop(
    `wasm-bindgen-cli ${version} could not be installed. By hand: cargo install wasm-bindgen-cli --version ${version}`,
  );
}

function needNodePackages() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  if (existsSync(installed) && sameLocks(installed)) return;
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) stop('npm ci failed: see above.');
}

/** A checkout touches package-lock.json without changing it; then what is installed still fits. */
function sameLocks(installed) {
  const packages = path => JSON.parse(readFileSync(path, 'utf8')).packages;
  const [have, want] = [packages(installed), packages('package-lock.json')];
  return Object.entries(want).every(([path, entry]) => {
    if (path === '') return true;
    return have[path] ? have[path].version === entry.version : entry.optional === true;
  });
}

function needBrowsers() {
  const missing = BROWSERS.filter(browser => !browserPath(browser));
  if (missing.length === 0) return;
  const packages = missing.map(browser => browser.debian);
  if (aptInstall(packages) && missing.every(browser => browserPath(browser))) return;
  stop(`These browsers are needed by the tests and could not be installed: ${missing.map(b => b.name).join(', ')}.
  On Debian, as root: apt-get install ${packages.join(' ')}
  Elsewhere: install them, or name their programs in ${missing.map(b => b.variable).join(', ')}.`);
}

if (Number(process.versions.node.split('.')[0]) < 20) stop(`Node 20 or newer is needed; this is ${process.version}.`);
needNodePackages();
needWasmCompiler();
needBindgen();
if (process.argv.includes('browsers')) needBrowsers();
