// Puts the built package where a user of it would have it: in node_modules for the Worker, and its browser files
// among the static assets for the page.

import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export function prepare() {
  const built = here('../pkg');
  if (!existsSync(`${built}/validate.js`)) throw new Error('pkg/ is not there: run `make build` first.');

  const installed = here('node_modules/postpeer-wasm');
  mkdirSync(here('node_modules'), { recursive: true });
  rmSync(installed, { recursive: true, force: true });
  symlinkSync(built, installed, 'junction');

  // The page needs the validator alone; `validate.js` and everything it imports.
  const served = here('public/postpeer-wasm');
  rmSync(served, { recursive: true, force: true });
  cpSync(built, served, {
    recursive: true,
    filter: (path) => !/\.(cjs|cts|ts|map)$/.test(path) && !/[/\\](index|core|sandbox|slim|media)\b[^/\\]*$/.test(path) && !/[/\\]sandbox([/\\]|$)/.test(path),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare();
