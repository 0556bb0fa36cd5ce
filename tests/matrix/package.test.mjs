// Resolvers and compilers accept the package: publint, attw, tsc.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ROOT, installedApp, run } from './install.mjs';

const bin = name => join(ROOT, 'node_modules/.bin', name);
let app;
let tarball;
let manifest;
before(async () => ({ app, tarball, manifest } = await installedApp()));

test('publint reports nothing', async () => {
  const { stdout } = await run(bin('publint'), [tarball, '--strict'], { cwd: app });
  assert.match(stdout, /All good!/);
});

test('attw reports nothing', async () => {
  const files = Object.keys(manifest.exports).filter(entry => /\.(wasm|json)$/.test(entry));
  const { stdout } = await run(bin('attw'), [tarball, '--format', 'json', '--exclude-entrypoints', ...files], {
    cwd: app,
  });
  const { analysis } = JSON.parse(stdout);
  assert.deepEqual(analysis.problems, []);
  for (const entry of Object.keys(manifest.exports).filter(name => !files.includes(name))) {
    assert.ok(analysis.entrypoints[entry]?.resolutions, `${entry} was not looked at`);
  }
});

test('every file of the manifest is in the tarball', () => {
  const named = target => (typeof target === 'string' ? [target] : Object.values(target).flatMap(named));
  const files = [manifest.main, manifest.types, ...named(manifest.exports)];
  const missing = files.filter(file => !existsSync(join(app, 'node_modules/postpeer-wasm', file)));
  assert.deepEqual(missing, []);
});

for (const resolution of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`the types compile under tsc --strict, module resolution ${resolution[1]}`, async () => {
    const [module, moduleResolution] = resolution;
    const flags = [
      '--strict',
      '--noEmit',
      '--exactOptionalPropertyTypes',
      '--noUncheckedSideEffectImports',
      '--types',
      '',
    ];
    await run(
      bin('tsc'),
      [
        ...flags,
        '--target',
        'es2022',
        '--lib',
        'es2023,dom,dom.iterable',
        '--module',
        module,
        '--moduleResolution',
        moduleResolution,
        'types.mts',
      ],
      { cwd: app },
    );
  });
}

test('the published files name no machine, registry or key', () => {
  const folder = join(app, 'node_modules/postpeer-wasm');
  const machine = /\/(?:root|home|work|tmp|farm)\/|registry\.npmjs|sourceMappingURL/;
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.\w+$/.test(name)) continue;
    assert.doesNotMatch(readFileSync(join(folder, name), 'latin1').slice(0, 2 ** 22), machine, name);
  }
});
