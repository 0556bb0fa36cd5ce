// The installed package answers in Node, Deno and Bun, without flags.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { runtimePath } from '../../scripts/runtimes.mjs';
import { EXPECTED } from './answer.mjs';
import { installedApp, run } from './install.mjs';

let app;
before(async () => ({ app } = await installedApp()));

/** The output of a program is the answer. Any error output fails. */
async function answers(command, args) {
  const { stdout, stderr } = await run(command, args, { cwd: app, env: { NO_COLOR: '1' } });
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
}

test('Node answers with import', () => answers(process.execPath, ['node.mjs']));
test('Node answers with require', () => answers(process.execPath, ['node.cjs']));
test('Node answers with /slim and bytes', () => answers(process.execPath, ['slim.mjs']));

test('Deno answers', () => answers(runtimePath('deno'), ['run', 'node.mjs']));
test('Bun answers', () => answers(runtimePath('bun'), ['run', 'node.mjs']));
