// Measures the cost of a keystroke, with a new text at each, compared with libraries that people would use instead.
// `node tests/bench/text.mjs [--assert] [--rounds=9] [--only=280,2000,25000]`; with --assert a missed target fails.
//
// Differences: ours continues from the last space before the typed character ("X"; not "X, new text"),
// which twitter-text cannot. twitter-text returns if the text is valid and its valid range, ours if and where it
// exceeds the limit, as it does in a text of 25,000 characters. "all ten platforms" counts in six units. "LinkedIn" is
// a count of grapheme clusters alone, while Intl.Segmenter also returns the clusters.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { duration, median, table, verdict } from './_report.mjs';
import { MIXTURES, SIZES } from './_texts.mjs';

const option = (name, fallback) =>
  process.argv.find(argument => argument.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const rounds = option('rounds', '9');
const sizes = option('only', SIZES.join()).split(',').map(Number);

/** The maximum of ours / rival, for texts of this many characters. */
const TARGETS = { 2000: { X: 0.08 } };
/** The rival that does the same as ours. */
const RIVALS = {
  X: 'twitter-text',
  'X, new text': 'twitter-text',
  'all ten platforms': 'twitter-text',
  LinkedIn: 'Intl.Segmenter',
};

const script = fileURLToPath(new URL('_text-round.mjs', import.meta.url));
const { ratio, tell } = verdict();
console.log(
  `Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, ${rounds} interleaved rounds, medians\n`,
);

const names = ['X', 'X, new text', 'all ten platforms', 'LinkedIn', 'twitter-text', 'Intl.Segmenter'];
const rows = [['time of one count', 'characters', ...names]];
const ratios = [
  ['ours / rival, median (range)', 'characters', ...Object.entries(RIVALS).map(pair => pair.join(' / ')), 'target'],
];
for (const size of sizes) {
  for (const mixture of MIXTURES) {
    const measured = JSON.parse(
      execFileSync(process.execPath, [script, mixture, String(size), rounds], { encoding: 'utf8' }),
    );
    rows.push([mixture, String(size), ...names.map(name => duration(median(measured[name])))]);
    const targets = TARGETS[size] ?? {};
    const cells = Object.entries(RIVALS).map(([name, rival]) =>
      ratio(`${mixture}, ${size}, ${name} / ${rival}`, measured[name], measured[rival], targets[name]),
    );
    ratios.push([
      mixture,
      String(size),
      ...cells,
      Object.entries(targets)
        .map(([name, limit]) => `${name} ≤ ${limit}×`)
        .join(', ') || '–',
    ]);
  }
}
table(rows);
console.log();
table(ratios);
tell();
