// The wasm-bindgen command of exactly the version that Cargo.toml pins: crate and command share an unstable format.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './rust.mjs';

/** The version of the crate, as Cargo.toml pins it. */
export function bindgenVersion() {
  const pin = /^wasm-bindgen\s*=.*"=(?<version>[\d.]+)"/m.exec(readFileSync('Cargo.toml', 'utf8'));
  if (!pin) throw new Error('Cargo.toml does not pin wasm-bindgen to one exact version ("=x.y.z").');
  return pin.groups.version;
}

/** A program of the wasm-bindgen command, from .tools or from the path, or null where neither has that version. */
export function bindgenCommand(program = 'wasm-bindgen') {
  const own = join('.tools/bin', program);
  const fits = command => ask(command, ['--version'])?.split(' ').at(-1) === bindgenVersion();
  if (existsSync(own) && fits(own)) return own;
  return fits(program) ? program : null;
}
