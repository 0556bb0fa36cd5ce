// Puts the built package where the Worker finds it, as a user of it would have it, and makes the page: its modules and
// the package in a few minified files, among the static assets. What is already as it should be is left alone, so a
// Worker that is running is not disturbed.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path => fileURLToPath(new URL(path, import.meta.url));

function install(built) {
  const installed = here('node_modules/postpeer-wasm');
  if (
    lstatSync(installed, { throwIfNoEntry: false }) &&
    existsSync(installed) &&
    realpathSync(installed) === realpathSync(built)
  )
    return;
  mkdirSync(here('node_modules'), { recursive: true });
  rmSync(installed, { recursive: true, force: true });
  symlinkSync(built, installed, 'junction');
}

const isSame = (path, contents) => existsSync(path) && readFileSync(path).equals(contents);

export async function prepare() {
  const built = here('../pkg');
  if (!existsSync(`${built}/validate.js`)) throw new Error('pkg/ is not there: run `make build` first.');
  install(built);

  const folder = here('public/assets');
  mkdirSync(folder, { recursive: true });
  // What is imported on demand (the media probe) stays a file of its own.
  const { outputFiles } = await build({
    entryPoints: [here('page/app.js'), here('page/app.css')],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    chunkNames: '[name]-[hash]',
    legalComments: 'inline',
    write: false,
    logLevel: 'error',
    preserveSymlinks: true,
  });
  for (const { path, contents } of outputFiles) {
    if (isSame(path, Buffer.from(contents))) continue;
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  const made = new Set(outputFiles.map(({ path }) => basename(path)));
  for (const name of readdirSync(folder))
    if (/\.(js|css)$/.test(name) && !made.has(name)) rmSync(join(folder, name), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
