// The wasm-bindgen command, of exactly the version that Cargo.toml pins: crate and command share an unstable format.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bindgenVersion } from './pins.mjs';
import { ask } from './rust.mjs';

/** A program of the wasm-bindgen command, from .tools or the path; null if neither has that version. */
export function bindgenCommand(program = 'wasm-bindgen') {
  const own = join('.tools/bin', program);
  const fits = command => ask(command, ['--version'])?.split(' ').at(-1) === bindgenVersion();
  if (existsSync(own) && fits(own)) return own;
  return fits(program) ? program : null;
}
