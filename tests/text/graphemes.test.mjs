// Compares grapheme clusters with those of the host (Intl.Segmenter), which the server of Bluesky counts with.
import assert from 'node:assert/strict';
import test from 'node:test';

import { countAll, skip } from './counter.mjs';
import { CLUSTER_PIECES, scalar, random, texts } from './generator.mjs';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const segments = text => {
  let n = 0;
  for (const _ of segmenter.segment(text)) n++;
  return n;
};

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

test(
  '120,000 hostile texts have the clusters, code units, code points and bytes that the host counts',
  { skip },
  () => {
    compare(texts(0xc1057e45, 120_000, CLUSTER_PIECES));
  },
);

test('every pair of cluster pieces has the clusters that the host counts', { skip }, () => {
  compare(CLUSTER_PIECES.flatMap(a => CLUSTER_PIECES.flatMap(b => [a + b, `${a}\u200D${b}`, `${a}\u0308${b}`])));
});

test('every code point joins a letter, a consonant and an emoji as in the host', { skip }, () => {
  const all = [];
  for (let c = 0; c < 0xe1000; c++) {
    if (c === 0xd800) c = 0xe000;
    if (c === 0x20000) c = 0xe0000; // The planes between contain only ideographs.
    const s = String.fromCodePoint(c);
    all.push(`a${s}b\u0915\u094D${s}\u0915👩\u200D${s}`);
  }
  compare(all);
});

test('long texts of random scalar values have the clusters that the host counts', { skip }, () => {
  const next = random(17);
  compare(Array.from({ length: 300 }, () => Array.from({ length: 2000 }, () => scalar(next)).join('')));
});
