// A copy of the sources that a test may change and build: a change of one row is made there, and looked for in the
// package.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Everything that the build of the package reads. */
const SOURCES = ['Cargo.toml', 'Cargo.lock', 'build.rs', 'src', 'pkg-template', 'scripts', 'tests/support'];
const PACKAGED = ['LICENSE', 'NOTICE', 'THIRD-PARTY.md', 'CHANGELOG.md', 'SECURITY.md', 'tests/size-budget.json'];
const TOOLS = ['node_modules', '.tools'];

/** Cargo's output for wasm so far. The crates that this one depends on need not be compiled again. */
const COMPILED = ['release', 'wasm32-unknown-unknown/release'];

/** The copy lives in a fixed place, so that its second build compiles only what has changed. */
export function copyTree(name) {
  const path = join(ROOT, 'target/tree-copy', name);
  mkdirSync(path, { recursive: true });
  for (const file of [...SOURCES, ...PACKAGED]) {
    rmSync(join(path, file), { recursive: true, force: true });
    cpSync(join(ROOT, file), join(path, file), { recursive: true, preserveTimestamps: true });
  }
  for (const folder of TOOLS) {
    rmSync(join(path, folder), { force: true });
    if (existsSync(join(ROOT, folder))) symlinkSync(join(ROOT, folder), join(path, folder), 'junction');
  }
  for (const folder of COMPILED) {
    const [from, to] = [join(ROOT, 'target/wasm', folder), join(path, 'target/wasm', folder)];
    if (!existsSync(from) || existsSync(to)) continue;
    const filter = file => !/incremental|postpeer/.test(file.slice(from.length));
    cpSync(from, to, { recursive: true, preserveTimestamps: true, filter });
  }
  return {
    path,
    /** Replaces the one place in a file that matches. */
    edit(file, pattern, replacement) {
      const text = readFileSync(join(path, file), 'utf8');
      assert.equal(text.match(new RegExp(pattern, 'g'))?.length, 1, `${pattern} matches once in ${file}`);
      writeFileSync(join(path, file), text.replace(pattern, replacement));
    },
    /** Writes a copy of a file, with every match of the patterns replaced. */
    copy(from, to, ...edits) {
      let text = readFileSync(join(path, from), 'utf8');
      for (const [pattern, replacement] of edits) {
        assert.match(text, pattern, `in ${from}`);
        text = text.replace(pattern, replacement);
      }
      writeFileSync(join(path, to), text);
    },
    /** Builds the package of the copy, or the entries of one wasm file with `--only=core`. */
    build(...options) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', ...options], {
        cwd: path,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${stdout}\n${stderr}`);
    },
    /** A file of the built package. */
    read: file => readFileSync(join(path, 'pkg', file), 'utf8'),
    /** A module of the built package. */
    load: file => import(pathToFileURL(join(path, 'pkg', file)).href),
  };
}
