// Compares the weighted length with the reference of X, npm twitter-text 3.1.0, which knows the emoji of 2018.
import assert from 'node:assert/strict';
import test from 'node:test';

import twitter from 'twitter-text';

import { countAll, skip } from './counter.mjs';
import { X_PIECES, CLUSTER_PIECES, texts } from './generator.mjs';

const NOT_OVER = 0xffffffff;
const rgi = new RegExp('\\p{RGI_Emoji}', 'gv');
const isNewer = emoji => twitter.parseTweet(emoji).weightedLength !== 2;

/**
 * The differences between this crate and npm twitter-text 3.1.0. `plain` removes the cause from a text; then both must
 * agree.
 */
const DIFFERENCES = [
  {
    name: 'emoji newer than 2018',
    why: 'The reference has the emoji of Unicode 11 and counts newer sequences by their parts; X documents 2 for all.',
    plain: text => text.replace(rgi, emoji => (isNewer(emoji) ? '😀' : emoji)),
  },
  {
    name: 'a path after a host with other letters beside Latin ones',
    why: "This reference skips url.length code units, not to the end of the link as X's Java code and we do.",
    plain: text =>
      twitter
        .extractUrlsWithIndices(text)
        .filter(({ url, indices: [start, end] }) => url.length !== end - start)
        .reduceRight((t, { indices: [start, end] }) => `${t.slice(0, start)} ${t.slice(end)}`, text),
  },
];

const CASHTAG_PIECES = [
  '$',
  '$',
  '$A',
  '$TWTR',
  '$BRK.A',
  '_B',
  '.',
  ' ',
  '\u3000',
  '\u0085',
  '\uFEFF',
  '\u180E',
  'a',
  'Z',
  '1',
  ',',
  '"',
  '`',
  '/',
  '日',
  '.com',
];

function compare(given) {
  const all = given.map(text => text.normalize().toWellFormed?.() ?? text.normalize());
  const counted = countAll(all);
  const wrong = [];
  const retry = [];
  const used = Object.fromEntries(DIFFERENCES.map(({ name }) => [name, 0]));
  all.forEach((text, i) => {
    const { x, refused, xOver280 } = counted[i];
    const { weightedLength, valid, validRangeEnd } = twitter.parseTweet(text);
    const end = xOver280 === NOT_OVER ? text.length : xOver280;
    const sameEnd = refused === 1 || end === 0 || end - 1 === validRangeEnd;
    if (x === weightedLength && (refused === 0 && x > 0 && x <= 280) === valid && sameEnd) return;
    const cause = DIFFERENCES.find(({ plain }) => plain(text) !== text);
    if (!cause) wrong.push({ text: JSON.stringify(text), x, weightedLength, xOver280, validRangeEnd });
    else {
      used[cause.name]++;
      retry.push(DIFFERENCES.reduce((t, { plain }) => plain(t), text));
    }
  });
  countAll(retry).forEach(({ x }, i) => {
    const { weightedLength } = twitter.parseTweet(retry[i]);
    if (x !== weightedLength) wrong.push({ text: JSON.stringify(retry[i]), x, weightedLength, after: 'plain' });
  });
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${all.length} differ without a known cause`);
  return used;
}

test('63,000 hostile texts have the weight of the reference, except for known differences', { skip }, t => {
  const used = compare([...texts(0x7177e7, 60_000, X_PIECES, 14), ...texts(0x10279, 3_000, X_PIECES, 120)]);
  for (const { name, why } of DIFFERENCES) t.diagnostic(`${used[name]} texts: ${name}. ${why}`);
  for (const { name } of DIFFERENCES) assert.ok(used[name] > 0, `no text differs by: ${name}`);
});

test('texts of cluster pieces have the weight of the reference', { skip }, () => {
  compare(texts(0xc1057e46, 30_000, CLUSTER_PIECES));
});

test('every code point has the weight of the reference, alone and before U+FE0F and a skin tone', { skip }, () => {
  const all = [];
  for (let c = 0; c < 0x20000; c++) {
    if (c === 0xd800) c = 0xe000;
    const s = String.fromCodePoint(c);
    all.push(`${s} ${s}\uFE0F ${s}\u{1F3FD}`);
  }
  compare(all);
});

test('every text that NFC changes is reported as one that may change', () => {
  const all = [...texts(0x0fc, 60_000, CLUSTER_PIECES)];
  for (let c = 0; c < 0x30000; c++) {
    if (c === 0x3400) c = 0xa000; // Ideographs and syllables: NFC changes none of them.
    if (c === 0xac00) c = 0xe000;
    if (c === 0x20000) c = 0x2f800;
    const s = String.fromCodePoint(c);
    all.push(s, `a${s}\u0334`, `\u0345${s}`, `\u09C7${s}`);
  }
  const wrong = countAll(all).flatMap(({ maybeNotNfc }, i) =>
    !maybeNotNfc && all[i].normalize() !== all[i] ? [all[i]] : [],
  );
  assert.deepEqual(
    wrong.slice(0, 5).map(t => JSON.stringify(t)),
    [],
    `${wrong.length} of ${all.length}`,
  );
});

test('links and cashtags are those of the reference', () => {
  const all = texts(0x11a45, 40_000, X_PIECES, 14).map(text => text.normalize());
  const more = texts(0xca54, 20_000, CASHTAG_PIECES, 8);
  const both = [...all, ...more];
  const wrong = [];
  countAll(both).forEach(({ links, cashtags }, i) => {
    const text = both[i];
    const expected = [twitter.extractUrls(text).length, twitter.extractCashtags(text).length];
    if (String([links, cashtags]) !== String(expected))
      wrong.push({ text: JSON.stringify(text), actual: [links, cashtags], expected });
  });
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} differ`);
});
