// Promise 2: an unexpected value gives an issue or a typed error after a bounded number of reads, and the instance
// still works.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { CASES, VALUES } from './hostile-cases.mjs';
import { load } from './library.mjs';

// For a case that would never end, on a busy machine.
const PATIENCE = 600_000;
const ENTRIES = (process.env.ENTRIES ?? 'validate.js,index.js').split(',');

/** Runs every case. A worker that hangs or dies is replaced by one that continues after that case. */
async function runAll(entry) {
  const results = new Map();
  let from = 0;
  const count = Object.keys(VALUES).length + Object.keys(CASES).length;
  while (from !== null && from < count) from = await runFrom(entry, from, results);
  return results;
}

function runFrom(entry, from, results) {
  return new Promise(resolve => {
    const worker = new Worker(fileURLToPath(new URL('hostile-worker.mjs', import.meta.url)), {
      workerData: { entry, from },
    });
    let current = { index: from - 1, name: 'loading' };
    let timer;
    const end = next => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on('error', () => {});
      worker.terminate().then(() => resolve(next));
    };
    const giveUp = line => {
      results.set(current.name, { lines: [line], busiest: NaN });
      end(current.index + 1);
    };
    worker.on('message', message => {
      clearTimeout(timer);
      if (message.done) return end(null);
      if (message.broken) {
        results.set(message.name, message);
        return end(message.index + 1);
      }
      current = message;
      if (message.lines) results.set(message.name, message);
      else timer = setTimeout(() => giveUp(`no answer after ${PATIENCE} ms`), PATIENCE);
    });
    worker.on('error', error => giveUp(`the worker died: ${error?.stack ?? error}`));
  });
}

for (const entry of ENTRIES) {
  test(`hostile values do not break ${entry}`, async t => {
    await load(entry);
    const results = await runAll(entry);
    for (const name of [...Object.keys(VALUES), ...Object.keys(CASES)]) {
      await t.test(name, () => assert.deepEqual(results.get(name)?.lines ?? ['it was not run'], []));
    }
    const busiest = [...results.values()].sort((a, b) => b.busiest - a.busiest).slice(0, 3);
    t.diagnostic(`most often asked: ${busiest.map(({ name, busiest: times }) => `${name} ${times} times`).join(', ')}`);
  });
}
