// Writes src/text/tld_table.rs: the top-level domains of links without a protocol on X.
//
// Source: https://github.com/twitter/twitter-text/blob/30e2430/conformance/tlds.yml (licence Apache-2.0).
//
//   node scripts/tld-table.mjs <tlds.yml> > src/text/tld_table.rs
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';

const [tlds] = process.argv.slice(2);
if (!tlds) throw new Error('usage: tld-table.mjs <tlds.yml>');
const { country, generic } = load(readFileSync(tlds, 'utf8')).tests;
const names = [...new Set([...generic, ...country].map(row => row.description.split(' ')[0]))];
const ascii = names.filter(n => /^[a-z]+$/.test(n));
const other = names.filter(n => !/^[a-z]+$/.test(n));
if (other.some(n => !/[^\x00-\x7f]/.test(n))) throw new Error('a name is ASCII, but not letters a-z');
const short = ascii.filter(n => n.length === 2);
const long = ascii.filter(n => n.length > 2).sort();
if (short.length + long.length !== ascii.length) throw new Error('a name of one letter');

const bits = pairs => {
  const rows = Array(26).fill(0);
  for (const pair of pairs) rows[pair.charCodeAt(0) - 97] |= 1 << (pair.charCodeAt(1) - 97);
  return rows.map(r => `0x${(r >>> 0).toString(16)}`);
};

// Front coding: a capital says how many letters a name shares with the one before it (A none, B one, ...).
let previous = '';
let packed = '';
for (const name of long) {
  let shared = 0;
  while (previous[shared] !== undefined && previous[shared] === name[shared]) shared++;
  packed += String.fromCharCode(65 + shared) + name.slice(shared);
  previous = name;
}
const wrap = (text, width) => {
  const chars = [...text];
  const lines = [];
  while (chars.length) lines.push(chars.splice(0, width).join(''));
  return lines.map(l => `    ${l}\\`).join('\n');
};
const row = items => items.map(i => `${i},`).join(' ');
// Descending order puts the longer of two names first. The first match wins, as in the reference.
other.sort((a, b) => (a > b ? -1 : 1));

process.stdout
  .write(`//! Made by scripts/tld-table.mjs from twitter-text's tlds.yml @30e2430 (licence Apache-2.0); do not edit.

/// Names of two letters: bit \`second - 'a'\` of row \`first - 'a'\`.
#[rustfmt::skip]
pub(super) static SHORT: [u32; 26] = [
    ${row(bits(short).slice(0, 9))}
    ${row(bits(short).slice(9, 18))}
    ${row(bits(short).slice(18))}
];

/// The ${long.length} names of three letters and more, sorted. A capital starts a name and says how many letters the name shares
/// with the one before (\`A\` none, \`B\` one).
pub(super) static LONG: &str = "\\
${wrap(packed, 114)}
";

/// The ${other.length} names that are not ASCII, separated by bars. A name that starts a longer one comes after it.
pub(super) static NON_ASCII: &str = "\\
${wrap(other.join('|'), 50)}
";
`);
