// Vite, webpack and esbuild without plugins and wasm options. Their output runs in Chromium.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { before, test } from 'node:test';
import { EXPECTED } from './answer.mjs';
import { installedApp } from './install.mjs';
import { answersIn, serve } from './pages.mjs';

let app;
before(async () => {
  ({ app } = await installedApp());
  writeFileSync(
    join(app, 'index.html'),
    '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.mjs"></script>',
  );
});

/** The wasm is inline: the output must contain only scripts and the page. */
function onlyScripts(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  assert.deepEqual(
    names.map(({ name }) => name).filter(name => !/\.(js|html)$/.test(name)),
    [],
  );
}

async function answersFrom(folder, path) {
  onlyScripts(folder);
  const site = await serve(folder);
  try {
    await answersIn('chromium', `${site.url}${path}`);
  } finally {
    await site.close();
  }
}

test('the development server of Vite works', async () => {
  const { createServer } = await import('vite');
  const server = await createServer({
    root: app,
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  try {
    await server.listen();
    await answersIn('chromium', `http://127.0.0.1:${server.httpServer.address().port}/`);
  } finally {
    await server.close();
  }
});

test('the build of Vite works', async () => {
  const { build } = await import('vite');
  await build({ root: app, configFile: false, logLevel: 'error', build: { outDir: 'dist-vite' } });
  await answersFrom(join(app, 'dist-vite'), '/index.html');
});

test('webpack works', async () => {
  const { default: webpack } = await import('webpack');
  const path = join(app, 'dist-webpack');
  // The page contains every entry, including the sandbox, and exceeds the size that webpack recommends. Each entry has
  // its own budget.
  const performance = { hints: false };
  const compiler = webpack({
    mode: 'production',
    context: app,
    entry: './page.mjs',
    output: { path, filename: 'page.js' },
    performance,
  });
  const stats = await new Promise((done, fail) =>
    compiler.run((error, result) => (error ? fail(error) : done(result))),
  );
  await new Promise(done => compiler.close(done));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(errors, []);
  assert.deepEqual(
    warnings.map(({ message }) => message),
    [],
  );
  await answersFrom(path, '/?script=page.js');
});

test('esbuild works', async () => {
  const { build } = await import('esbuild');
  const outdir = join(app, 'dist-esbuild');
  const { warnings } = await build({
    entryPoints: [join(app, 'page.mjs')],
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  await answersFrom(outdir, '/?script=page.js');
});

test('server-side rendering with Vite works: development and build', async () => {
  const { build, createServer } = await import('vite');
  const server = await createServer({
    root: app,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false },
  });
  try {
    const { render } = await server.ssrLoadModule('/ssr.mjs');
    assert.deepEqual(await render(), EXPECTED);
  } finally {
    await server.close();
  }
  await build({
    root: app,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'ssr.mjs', outDir: 'dist-ssr' },
    ssr: { noExternal: true },
  });
  const built = readdirSync(join(app, 'dist-ssr')).find(name => name.startsWith('ssr.'));
  const { render } = await import(pathToFileURL(join(app, 'dist-ssr', built)));
  assert.deepEqual(await render(), EXPECTED);
});
