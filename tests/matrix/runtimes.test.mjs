// Node, Deno, Bun: the installed package answers, with no flag.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { runtimePath } from '../../scripts/runtimes.mjs';
import { EXPECTED } from './answer.mjs';
import { installedApp, run } from './install.mjs';

let app;
before(async () => ({ app } = await installedApp()));

/** What a program prints is the answer; anything on its error output fails. */
async function answers(command, args) {
  const { stdout, stderr } = await run(command, args, { cwd: app, env: { NO_COLOR: '1' } });
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
}

test('Node, import', () => answers(process.execPath, ['node.mjs']));
test('Node, require', () => answers(process.execPath, ['node.cjs']));
test('Node, /slim with bytes', () => answers(process.execPath, ['slim.mjs']));

test('Deno', () => answers(runtimePath('deno'), ['run', 'node.mjs']));
test('Bun', () => answers(runtimePath('bun'), ['run', 'node.mjs']));
