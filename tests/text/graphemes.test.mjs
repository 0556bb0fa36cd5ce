// Grapheme clusters against the host's own (Intl.Segmenter), which is what Bluesky's server counts with.
import assert from 'node:assert/strict';
import test from 'node:test';

import { countAll } from './counter.mjs';
import { CLUSTER_PIECES, scalar, random, texts } from './generator.mjs';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const segments = text => {
  let n = 0;
  for (const _ of segmenter.segment(text)) n++;
  return n;
};
const version = Number(process.versions.unicode);
const skip = version === 17 ? false : `this Node has Unicode ${process.versions.unicode}, the tables are of 17.0`;

function compare(all) {
  const counted = countAll(all);
  const wrong = [];
  all.forEach((text, i) => {
    const expected = [text.length, [...text].length, Buffer.byteLength(text), segments(text)];
    const { utf16, codePoints, utf8, graphemes } = counted[i];
    const actual = [utf16, codePoints, utf8, graphemes];
    if (String(actual) !== String(expected)) wrong.push({ text: JSON.stringify(text), actual, expected });
  });
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${all.length}`);
}

test('120,000 unkind texts have as many clusters, units, code points and bytes as the host says', { skip }, () => {
  compare(texts(0xc1057e45, 120_000, CLUSTER_PIECES));
});

test('every pair of cluster pieces breaks where the host breaks it', { skip }, () => {
  compare(CLUSTER_PIECES.flatMap(a => CLUSTER_PIECES.flatMap(b => [a + b, `${a}\u200D${b}`, `${a}\u0308${b}`])));
});

test('every code point joins a letter, a consonant and an emoji as the host says', { skip }, () => {
  const all = [];
  for (let c = 0; c < 0xe1000; c++) {
    if (c === 0xd800) c = 0xe000;
    if (c === 0x20000) c = 0xe0000; // The planes between hold ideographs only.
    const s = String.fromCodePoint(c);
    all.push(`a${s}b\u0915\u094D${s}\u0915👩\u200D${s}`);
  }
  compare(all);
});

test('long texts of any scalar values agree', { skip }, () => {
  const next = random(17);
  compare(Array.from({ length: 300 }, () => Array.from({ length: 2000 }, () => scalar(next)).join('')));
});
