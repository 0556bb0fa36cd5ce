// Finds the compiler for the wasm files on this machine, and runs cargo with it.
//
// Two toolchains can do it: rustup's (with the wasm32-unknown-unknown target, and the library's source for the
// smallest files), or Debian's rustc-web, which has no prebuilt library for wasm and so compiles it from source.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Debian packages of a compiler for wasm, and its linker. */
export const DEBIAN_PACKAGES = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld-19'];
const DEBIAN_LINKER = 'wasm-ld-19';

const TARGET = 'wasm32-unknown-unknown';

/** Builds the standard library from source, which is unstable but small: a panic becomes a trap without text. */
const LIBRARY_FROM_SOURCE = ['-Z', 'build-std=std,panic_abort', '-Z', 'build-std-features=optimize_for_size'];
const SMALLEST = [
  '-Zunstable-options',
  '-Cpanic=immediate-abort',
  '-Zlocation-detail=none',
  '-Zfmt-debug=none',
  // Saves 2 %.
  '-Zmir-opt-level=3',
];

/** The output of a command; null if it cannot be run. */
export function ask(command, args = [], env = {}) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } };
    return execFileSync(command, args, options).trim();
  } catch {
    return null;
  }
}

const librarySource = sysroot => existsSync(join(sysroot, 'lib/rustlib/src/rust/library/Cargo.toml'));
const libraryBuilt = sysroot => existsSync(join(sysroot, 'lib/rustlib', TARGET));

/**
 * The compiler on the path, rustup's or another: its sysroot, and if it has the wasm library and the library's source.
 * @returns {{sysroot: string, built: boolean, source: boolean} | null}
 */
export function pathCompiler() {
  const sysroot = ask('cargo', ['--version']) && ask('rustc', ['--print', 'sysroot']);
  return sysroot ? { sysroot, built: libraryBuilt(sysroot), source: librarySource(sysroot) } : null;
}

/** Debian's compiler and linker; null unless both and the library's source are installed. */
export function debianCompiler() {
  const [rustc, cargo, linker] = ['rustc', 'cargo', DEBIAN_LINKER].map(name => `/usr/bin/${name}`);
  if (![rustc, cargo, linker].every(existsSync)) return null;
  return librarySource(ask(rustc, ['--print', 'sysroot']) ?? '') ? { rustc, cargo, linker } : null;
}

function acceptsSmallest(rustc) {
  const probe = ['--print', 'cfg', '--target', TARGET, ...SMALLEST];
  return ask(rustc, probe, { RUSTC_BOOTSTRAP: '1' }) !== null;
}

/**
 * The best installed toolchain; null if none can build wasm.
 * `panicText` keeps panic messages, for tests.
 */
export function wasmToolchain({ panicText = false } = {}) {
  const onPath = pathCompiler();
  if (onPath?.built && (panicText || !onPath.source)) {
    return { name: 'prebuilt library', cargo: 'cargo', env: {}, args: [], rustflags: [] };
  }
  const debian = onPath?.built ? null : debianCompiler();
  if (!onPath?.built && !debian) return null;
  const smallest = !panicText && acceptsSmallest(debian?.rustc ?? 'rustc');
  const env = { RUSTC_BOOTSTRAP: '1' };
  if (debian) Object.assign(env, { RUSTC: debian.rustc, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: debian.linker });
  return {
    name: debian ? 'Debian, library from source' : 'library from source',
    cargo: debian?.cargo ?? 'cargo',
    env,
    args: LIBRARY_FROM_SOURCE,
    rustflags: smallest ? SMALLEST : [],
  };
}

/** Runs cargo for wasm; true if it succeeded. */
export function wasmCargo(toolchain, args, env = {}) {
  const all = {
    ...process.env,
    ...toolchain.env,
    // Keep the section that tells wasm-bindgen and wasm-opt which instructions the compiler used.
    CARGO_PROFILE_RELEASE_STRIP: 'none',
    // Separate from native builds, so that neither invalidates the other's artefacts.
    CARGO_TARGET_DIR: 'target/wasm',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: toolchain.rustflags.join(' '),
    ...env,
  };
  delete all.RUSTFLAGS;
  const [verb, ...rest] = args;
  const line = [verb, '--target', TARGET, ...toolchain.args, ...rest];
  const { status, error } = spawnSync(toolchain.cargo, line, { stdio: 'inherit', env: all });
  if (error) throw error;
  return status === 0;
}
