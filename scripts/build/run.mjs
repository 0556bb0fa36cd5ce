// The folders of a build, and the small things that its steps share.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const TEMPLATE = 'pkg-template';
/** Compiled and optimized wasm files; `node scripts/build.mjs --js` uses them again. */
export const WORK = 'target/package';
/** The package is finished here, then moved into place, so that no half-built package is ever in use. */
export const PKG = join(WORK, 'pkg');

export function stop(message) {
  console.error(message);
  process.exit(1);
}

/** Runs a program; its failure ends the build. */
export function run(command, args) {
  const { status, error, stdout } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) stop(`${stdout}${command} failed.`);
}

export const read = path => readFileSync(path, 'utf8');
export const writeModule = (name, text) => writeFileSync(join(PKG, name), text);
