// Links the built package into node_modules, as a user would install it, and bundles the page into the static assets.
// It does not touch files that are up to date, so that a running Worker does not reload.

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

function linkPackage(built) {
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

const isUpToDate = (path, contents) => existsSync(path) && readFileSync(path).equals(contents);

export async function prepare() {
  const built = here('../pkg');
  if (!existsSync(`${built}/validate.js`)) throw new Error('pkg/ is not there: run `make build` first.');
  linkPackage(built);

  const folder = here('public/assets');
  mkdirSync(folder, { recursive: true });
  // Splitting keeps the media prober, which is imported on demand, in a separate file.
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
    if (isUpToDate(path, Buffer.from(contents))) continue;
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  const bundled = new Set(outputFiles.map(({ path }) => basename(path)));
  for (const name of readdirSync(folder))
    if (/\.(js|css)$/.test(name) && !bundled.has(name)) rmSync(join(folder, name), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepare();
