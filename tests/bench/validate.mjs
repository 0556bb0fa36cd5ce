// Compares the time of a validation with libraries that people would use instead, on the same schema, in one run.
// `node tests/bench/validate.mjs [--assert] [--rounds=9] [--only=small,large]`; with --assert a missed target fails the run.
//
// Differences: the rivals check uri and date-time with a short expression, this library with the whole grammar. zod,
// zod/mini and valibot count a text in UTF-16 code units, while the schema means characters.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Random } from '../conformance/random.mjs';
import { PAYLOADS } from './_payloads.mjs';
import { duration, median, table, times, verdict } from './_report.mjs';
import { WITH_RULES, bundleOf, prepare } from './_schemas.mjs';

const option = (name, fallback) =>
  process.argv.find(argument => argument.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const rounds = Number(option('rounds', 9));
const only = option('only', Object.keys(PAYLOADS).join()).split(',');
const STARTS = 9;

const script = name => fileURLToPath(new URL(name, import.meta.url));
const node = (...given) => execFileSync(process.execPath, given, { encoding: 'utf8', maxBuffer: 1 << 26 });
const { ratio, tell } = verdict();

const names = await prepare();
console.log(
  `Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, ${rounds} interleaved rounds, medians\n`,
);

const rivals = names.filter(name => name !== 'ours' && name !== WITH_RULES);
const rows = [['time of one check', 'bytes', ...names]];
const ratios = { ours: [], [WITH_RULES]: [] };
const limitsOf = limits =>
  Object.entries(limits)
    .map(([rival, limit]) => `${rival} ≤ ${limit}×`)
    .join(', ') || '–';
for (const payload of only) {
  const { heldOut, targets = {}, withRules = {} } = PAYLOADS[payload];
  const measured = JSON.parse(node(script('_round.mjs'), payload, String(rounds), ...names));
  const label = heldOut ? `${payload} (held out)` : payload;
  rows.push([label, String(measured.bytes), ...names.map(name => duration(median(measured.times[name])))]);
  for (const [name, limits] of [
    ['ours', targets],
    [WITH_RULES, withRules],
  ]) {
    const cells = rivals.map(rival =>
      ratio(`${payload}, ${name} / ${rival}`, measured.times[name], measured.times[rival], limits[rival]),
    );
    ratios[name].push([label, ...cells, limitsOf(limits)]);
  }
}
table(rows);
for (const [name, lines] of Object.entries(ratios)) {
  console.log();
  table([[`${name} / rival's schema, median (range)`, ...rivals, 'target'], ...lines]);
}

// -- cold start
const starts = new Map(names.map(name => [name, []]));
const r = new Random(2);
for (let round = 0; round < STARTS; round += 1) {
  for (const name of r.shuffle([...names]))
    starts.get(name).push(Number(node(script('_cold.mjs'), pathToFileURL(bundleOf(name)).href)));
}
console.log(`\ncold start: import and first check of one bundle, median of ${STARTS} fresh processes`);
table([
  ['', 'cold', 'ours / it', 'gzipped'],
  ...names.map(name => [
    name,
    `${median(starts.get(name)).toFixed(1)} ms`,
    times(median(starts.get('ours')) / median(starts.get(name))),
    `${gzipSync(readFileSync(bundleOf(name)), { level: 9 }).length} B`,
  ]),
]);

tell();
