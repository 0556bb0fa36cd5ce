// The table of error statuses: src/api/error_status.rs. A new status is one row; everything else follows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import * as entry from '../../pkg/index.js';
import { ERROR_STATUSES } from '../../pkg/lib/client/status-table.js';

const SOURCES = ['Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'tests', 'pkg-template'];
const isSource = path => !/\b(node_modules|external-fixtures|corpus)\b/.test(path);

/** Copies the sources, with an edit of one file, and generates the package's modules from them. */
function generateFrom(t, file, edit) {
  const tree = mkdtempSync(join(tmpdir(), 'postpeer-tree-'));
  t.after(() => rmSync(tree, { recursive: true, force: true }));
  for (const path of SOURCES) cpSync(path, join(tree, path), { recursive: true, filter: isSource });
  const text = readFileSync(file, 'utf8');
  const edited = edit(text);
  assert.notEqual(edited, text, 'the edit changes the file');
  writeFileSync(join(tree, file), edited);
  const out = join(tree, 'pkg-template');
  const { status, stderr } = spawnSync(
    'cargo',
    ['run', '--quiet', '--offline', '--features', 'docs', '--bin', 'generate', '--', out],
    { cwd: tree, encoding: 'utf8', env: { ...process.env, CARGO_TARGET_DIR: resolve('target/tree-copy') } },
  );
  assert.equal(status, 0, stderr);
  writeFileSync(join(tree, 'package.json'), '{ "type": "module" }');
  return {
    read: path => readFileSync(join(out, path), 'utf8'),
    load: path => import(pathToFileURL(join(out, path)).href),
  };
}

test('a new error status is one row: class, types, retries, relay and reference follow', async t => {
  const row =
    'ErrorStatus::new(423, "The resource is locked.").class("LockedError").retryable().relayed_as(409),\n    ';
  const { load, read } = generateFrom(t, 'src/api/error_status.rs', text =>
    text.replace('ErrorStatus::new(425,', match => row + match),
  );
  const { APIError, LockedError } = await load('lib/client/errors.js');
  const { errorClassOf, isRetryable, relayedStatus } = await load('lib/client/error-status.js');
  assert.ok(LockedError.prototype instanceof APIError, 'the entries export the class');
  assert.equal(new LockedError(423, 'no').name, 'LockedError');
  assert.equal(errorClassOf(423), LockedError, 'the client throws it');
  assert.equal(isRetryable(423), true, 'posts.wait and posts.reconcile retry');
  assert.equal(relayedStatus(423), 409, 'the relay replaces the status');
  const { failedResponse } = await load('lib/relay/responses.js');
  const error = new LockedError(423, 'no', { outcome: 'rejected' });
  assert.equal(failedResponse(error).status, 409);
  assert.match(
    read('error-statuses.d.ts'),
    /423: The resource is locked\.[^]*export class LockedError extends APIError/,
  );
  assert.match(
    read('REFERENCE.md'),
    /\| 423 \| `LockedError` \| The resource is locked\. \| yes \| `rejected` \| 409 \|/,
  );
  // Retries and outcomes in Rust: `the_table_of_error_statuses_decides_retries_and_outcomes` in src/exchange/machine.rs
  // runs over all rows.
});

test('every class of the table is exported, and thrown for its statuses', async () => {
  for (const [first, last, errorClass] of ERROR_STATUSES) {
    assert.equal(entry[new errorClass(first, 'no').name], errorClass);
    for (const status of [first, last]) {
      const fetch = async () => Response.json({ message: 'no' }, { status });
      const client = new entry.PostPeer({ apiKey: 'test', fetch, validate: 'off' });
      await assert.rejects(client.posts.create({ body: { content: 'a' } }), error => {
        assert.equal(error.constructor, errorClass, `${status}`);
        assert.equal(error.status, status);
        return true;
      });
    }
  }
});
