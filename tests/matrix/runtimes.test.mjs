// Node, Deno, Bun: the installed package answers, with no flag.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { EXPECTED } from './answer.mjs';
import { installedApp, run } from './install.mjs';

const require = createRequire(import.meta.url);
let app;
before(async () => ({ app } = await installedApp()));

/** What a program prints is the answer; anything on its error output fails. */
async function answers(command, args) {
  const { stdout, stderr } = await run(command, args, { cwd: app, env: { NO_COLOR: '1' } });
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
}

/**
 * The program inside an npm package that wraps one: the install script that would put it into place may not have been
 * allowed to run, so the platform's own package is looked at too.
 */
function wrapped(wrapper, file, platformPackages, platformFile) {
  const places = [join(dirname(require.resolve(`${wrapper}/package.json`)), file)];
  for (const name of platformPackages) {
    try {
      places.push(join(dirname(require.resolve(`${name}/package.json`)), platformFile));
    } catch {}
  }
  return places.find(existsSync);
}

test('Node, import', () => answers(process.execPath, ['node.mjs']));
test('Node, require', () => answers(process.execPath, ['node.cjs']));
test('Node, /slim with bytes', () => answers(process.execPath, ['slim.mjs']));

test('Deno', async () => {
  const [cpu, os] = [process.arch === 'arm64' ? 'arm64' : 'x64', process.platform];
  const deno = wrapped('deno', os === 'win32' ? 'deno.exe' : 'deno', [`@deno/${os}-${cpu}-glibc`, `@deno/${os}-${cpu}`], 'deno');
  await answers(deno, ['run', 'node.mjs']);
});

test('Bun', async () => {
  const cpu = process.arch === 'arm64' ? 'aarch64' : 'x64';
  await answers(wrapped('bun', 'bin/bun.exe', [`@oven/bun-${process.platform}-${cpu}`], 'bin/bun'), ['run', 'node.mjs']);
});
