// Finds lines of tracked source files that are longer than 120 characters. rustfmt and prettier lay out code, but leave
// comments and strings as they are.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const LIMIT = 120;
const SOURCES = ['*.js', '*.mjs', '*.cjs', '*.ts', '*.mts', '*.rs'];
/** Written by scripts/class-table.mjs and scripts/tld-table.mjs. */
const GENERATED = /_table\.rs$/;
const segmenter = new Intl.Segmenter();
/** In characters as a reader sees them: an emoji is one. */
const lengthOf = line => (line.length > LIMIT ? [...segmenter.segment(line)].length : line.length);
/** A line that cannot be broken: one word, such as an address. */
const ONE_WORD = /^\s*(?:\/\/[/!]?|\*|['"`])?\s*\S+$/;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...SOURCES], {
  encoding: 'utf8',
});
const files = tracked.split('\n').filter(file => file && !GENERATED.test(file) && existsSync(file));
const found = files.flatMap(file =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line, i) => ({ place: `${file}:${i + 1}`, length: lengthOf(line), line }))
    .filter(({ length, line }) => length > LIMIT && !ONE_WORD.test(line)),
);
for (const { place, length } of found) console.error(`${place} has ${length} characters; at most ${LIMIT}.`);
process.exit(found.length > 0 ? 1 : 0);
