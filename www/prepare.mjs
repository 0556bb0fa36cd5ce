// Puts the built package where a user of it would have it: in node_modules for the Worker, and its browser files
// among the static assets for the page.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A module of the package and everything that it imports, as paths inside the package. */
function closure(root, file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(join(root, file), 'utf8').matchAll(/\bfrom\s*['"](\.[^'"]+)['"]/g)) {
    closure(root, join(dirname(file), path), found);
  }
  return found;
}

export function prepare() {
  const built = here('../pkg');
  if (!existsSync(`${built}/validate.js`)) throw new Error('pkg/ is not there: run `make build` first.');

  const installed = here('node_modules/postpeer-wasm');
  mkdirSync(here('node_modules'), { recursive: true });
  rmSync(installed, { recursive: true, force: true });
  symlinkSync(built, installed, 'junction');

  const served = here('public/postpeer-wasm');
  rmSync(served, { recursive: true, force: true });
  // The page needs the validator alone: that module and all it imports.
  for (const file of closure(built, 'validate.js')) {
    mkdirSync(dirname(join(served, file)), { recursive: true });
    copyFileSync(join(built, file), join(served, file));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare();
