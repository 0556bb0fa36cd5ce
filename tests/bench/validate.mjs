// How long a check takes beside the libraries people would use instead, on the same schema, in one run.
// `node tests/bench/validate.mjs [--assert] [--rounds=9] [--only=small,large]`; with --assert a missed target fails the run.
//
// What is not equal: the rivals check uri and date-time by a short expression, this library by the whole grammar; and zod, zod/mini and
// valibot count a text's length in UTF-16 units where the schema means characters.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Random } from '../conformance/random.mjs';
import { PAYLOADS } from './_payloads.mjs';
import { bundleOf, prepare } from './_schemas.mjs';

const option = (name, fallback) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const strict = process.argv.includes('--assert');
const rounds = Number(option('rounds', 9));
const only = option('only', Object.keys(PAYLOADS).join()).split(',');
const STARTS = 9;

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const node = (...given) => execFileSync(process.execPath, given, { encoding: 'utf8', maxBuffer: 1 << 26 });
const times = (ratio) => `${ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2)}×`;
const misses = [];

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '));
}

const names = await prepare();
console.log(`Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, ${rounds} interleaved rounds, medians\n`);

const duration = (ns) => (ns < 10_000 ? `${Math.round(ns)} ns` : `${(ns / 1000).toFixed(1)} µs`);
const rows = [['time of one check', 'bytes', ...names]];
const ratios = [['ours / rival, median (range)', ...names.slice(2), 'target']];
for (const payload of only) {
  const { heldOut, targets = {} } = PAYLOADS[payload];
  const measured = JSON.parse(node(script('_round.mjs'), payload, String(rounds), ...names));
  const label = heldOut ? `${payload} (held out)` : payload;
  rows.push([label, String(measured.bytes), ...names.map((name) => duration(median(measured.times[name])))]);
  // Both times of a ratio come from the same round, so a machine that slows down slows both.
  const cells = names.slice(2).map((rival) => {
    const each = measured.times[rival].map((theirs, round) => measured.times.ours[round] / theirs);
    const ratio = median(each);
    const limit = targets[rival];
    const missed = limit !== undefined && ratio > limit;
    if (missed) misses.push(`${payload}: ${times(ratio)} of ${rival}, at most ${limit}×`);
    return `${times(ratio)} (${times(Math.min(...each))}–${times(Math.max(...each))})${missed ? ' MISSED' : ''}`;
  });
  ratios.push([label, ...cells, Object.entries(targets).map(([rival, limit]) => `${rival} ≤ ${limit}×`).join(', ') || '–']);
}
table(rows);
console.log();
table(ratios);

// -- cold start
const starts = new Map(names.map((name) => [name, []]));
const r = new Random(2);
for (let round = 0; round < STARTS; round += 1) {
  for (const name of r.shuffle([...names])) starts.get(name).push(Number(node(script('_cold.mjs'), pathToFileURL(bundleOf(name)).href)));
}
console.log(`\ncold start: import and first check of one bundle, median of ${STARTS} fresh processes`);
table([
  ['', 'cold', 'ours / it', 'gzipped'],
  ...names.map((name) => [
    name,
    `${median(starts.get(name)).toFixed(1)} ms`,
    times(median(starts.get('ours')) / median(starts.get(name))),
    `${gzipSync(readFileSync(bundleOf(name)), { level: 9 }).length} B`,
  ]),
]);

console.log(misses.length === 0 ? '\nEvery target is met.' : `\nMissed:\n${misses.map((line) => `  ${line}`).join('\n')}`);
if (strict && misses.length > 0) process.exitCode = 1;
