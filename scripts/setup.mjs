// Installs what building and testing need, unless it is there already.
//
//   node scripts/setup.mjs            what `make build` needs
//   node scripts/setup.mjs browsers   the same, and the browsers for `make test`
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ask, DEBIAN_PACKAGES, debianCompiler, pathCompiler } from './rust.mjs';
import { BROWSERS, browserPath } from './browsers.mjs';
import { bindgenCommand } from './bindgen.mjs';
import { bindgenVersion } from './pins.mjs';

/** Runs a command with its output shown; true if it succeeded. */
function run(command, args, env = {}) {
  console.log(`> ${[command, ...args].join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

/** The command prefix for apt-get as root; null if packages cannot be installed from here. */
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
  // The package lists of an image may be old, and the packages in them too old for the tests. Without a network, the
  // packages may still be cached.
  apt('update');
  return apt('install', '-y', '--no-install-recommends', ...packages);
}

function needWasmCompiler() {
  const before = pathCompiler();
  const canAdd = before && rustup();
  if (before?.built || (canAdd && run('rustup', ['target', 'add', 'wasm32-unknown-unknown']))) {
    // Built from its source, the standard library makes smaller files. The prebuilt one works too.
    if (canAdd && !before.source) run('rustup', ['component', 'add', 'rust-src']);
    return;
  }
  if (debianCompiler() || (aptInstall(DEBIAN_PACKAGES) && debianCompiler())) return;
  stop(`No Rust compiler for WebAssembly could be found or installed. Either of these will do:
  1. rustup (https://rustup.rs), then: rustup target add wasm32-unknown-unknown && rustup component add rust-src
  2. on Debian, as root: apt-get install ${DEBIAN_PACKAGES.join(' ')}`);
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
  // Not --locked: some versions that the release locks are no longer available. Unoptimized: compiling the command
  // takes longer than running it.
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

/** A checkout touches package-lock.json without changing it; the installed packages then still match. */
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
