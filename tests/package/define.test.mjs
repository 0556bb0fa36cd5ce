// A bundler that writes `process.env` into the code, as many apps are set up, finds no place to write the key.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SECRET = 'pp_live_secret_0123456789';
const PKG = fileURLToPath(new URL('../../pkg', import.meta.url));
const ENTRIES = ['index.js', 'relay.js', 'sandbox.js', 'slim.js'];

/** The ways to write an environment into code. */
const DEFINES = {
  'the variable': { 'process.env.POSTPEER_API_KEY': JSON.stringify(SECRET) },
  'the environment': { 'process.env': JSON.stringify({ POSTPEER_API_KEY: SECRET }) },
  'the process': { process: JSON.stringify({ env: { POSTPEER_API_KEY: SECRET } }) },
  'the global environment': { 'globalThis.process.env': JSON.stringify({ POSTPEER_API_KEY: SECRET }) },
};

let folder;
let page;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'define-'));
  page = join(folder, 'page.mjs');
  const lines = ENTRIES.map((entry, place) => `import * as part${place} from ${JSON.stringify(join(PKG, entry))};`);
  // The last line shows that the definition works.
  writeFileSync(
    page,
    `${lines.join('\n')}\nglobalThis.parts = [${ENTRIES.map((_, place) => `part${place}`)}];\nglobalThis.seen = process.env.POSTPEER_API_KEY;\n`,
  );
});
after(() => rmSync(folder, { recursive: true }));

/** Returns the traces of the key in a folder of bundles, except in the line of the page. */
function assertOnlyThePage(outdir) {
  const texts = readdirSync(outdir, { recursive: true })
    .filter(name => /\.m?js$/.test(name))
    .map(name => readFileSync(join(outdir, name), 'utf8'));
  assert.ok(texts.length > 0);
  const places = texts.flatMap(text =>
    text
      .split(SECRET)
      .slice(0, -1)
      .map(before => before.slice(-200)),
  );
  assert.ok(places.length <= 1, `written ${places.length} times, as after: ${places[0]}`);
  return places.length;
}

for (const [what, define] of Object.entries(DEFINES)) {
  test(`esbuild with ${what} does not bundle the key`, async () => {
    const { build } = await import('esbuild');
    for (const minify of [false, true]) {
      const outdir = join(folder, `esbuild ${what} ${minify}`);
      await build({
        entryPoints: [page],
        outdir,
        bundle: true,
        minify,
        format: 'esm',
        platform: 'node',
        define,
        logLevel: 'silent',
      });
      const count = assertOnlyThePage(outdir);
      if (!what.includes('global')) assert.equal(count, 1, 'the definition is in force');
    }
  });

  test(`webpack with ${what} does not bundle the key`, async () => {
    const { default: webpack } = await import('webpack');
    const path = join(folder, `webpack ${what}`);
    const compiler = webpack({
      mode: 'production',
      context: folder,
      entry: page,
      target: 'node',
      output: { path, filename: 'page.js' },
      plugins: [new webpack.DefinePlugin(define)],
    });
    const stats = await new Promise((done, fail) =>
      compiler.run((error, result) => (error ? fail(error) : done(result))),
    );
    await new Promise(done => compiler.close(done));
    assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
    const count = assertOnlyThePage(path);
    if (!what.includes('global')) assert.equal(count, 1, 'the definition is in force');
  });

  test(`Vite with ${what} does not bundle the key`, async () => {
    const { build } = await import('vite');
    const outDir = join(folder, `vite ${what}`);
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      define,
      build: { outDir, lib: { entry: page, formats: ['es'], fileName: 'page' }, emptyOutDir: true },
    });
    assertOnlyThePage(outDir);
  });
}

test('a plain text replacement finds nothing to replace', () => {
  for (const file of readdirSync(PKG, { recursive: true }).filter(name => /\.(c|m)?js$/.test(name))) {
    assert.doesNotMatch(readFileSync(join(PKG, file), 'utf8'), /process\??\.env/, file);
  }
});

test('the environment is still read', () => {
  const script = `import { PostPeer } from ${JSON.stringify(join(PKG, 'index.js'))};
    let key;
    await new PostPeer({ fetch: async (request) => ((key = request.headers.get('x-access-key')), Response.json({})) }).profiles.list();
    console.log(key);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { POSTPEER_API_KEY: SECRET },
    encoding: 'utf8',
  });
  assert.equal(stdout.trim(), SECRET, stderr);
});
