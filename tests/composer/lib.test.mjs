// The small decisions of the page that need no browser: clocks, marks, words.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { piecesOf } from '../../www/page/lib/marks.js';
import { factsInWords } from '../../www/page/lib/facts.js';
import { formOf } from '../../www/page/lib/same.js';
import { inWords } from '../../www/page/lib/words.js';
import { instantsOf, isoOf, offsetOf, wallOf } from '../../www/page/lib/zones.js';

const iso = ({ instants }) => instants.map(isoOf);

test('a clock on the wall is one instant, two where clocks go back, and the next that exists where they go forward', () => {
  assert.deepEqual(iso(instantsOf('2027-06-01T09:00', 'Europe/Berlin')), ['2027-06-01T07:00:00Z']);
  const twice = instantsOf('2027-10-31T02:30', 'Europe/Berlin');
  assert.deepEqual([twice.problem, ...iso(twice)], ['twice', '2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z']);
  const skipped = instantsOf('2027-03-28T02:30', 'Europe/Berlin');
  assert.deepEqual(
    [skipped.problem, skipped.shown, ...iso(skipped)],
    ['skipped', '2027-03-28T03:30', '2027-03-28T01:30:00Z'],
  );
  // Half an hour, not a whole one.
  assert.equal(instantsOf('2027-04-04T01:45', 'Australia/Lord_Howe').problem, 'twice');
  assert.equal(instantsOf('2027-03-14T02:30', 'America/New_York').shown, '2027-03-14T03:30');
  assert.equal(instantsOf('someday', 'UTC').problem, 'invalid');
});

test('every hour of a year is shown again as the clock that it came from', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC']) {
    for (let instant = Date.UTC(2027, 0, 1); instant < Date.UTC(2028, 0, 1); instant += 3_600_000 * 5) {
      const { instants } = instantsOf(wallOf(instant, zone), zone);
      assert.ok(instants.includes(instant), `${zone} ${isoOf(instant)}`);
    }
  }
  assert.equal(offsetOf(Date.UTC(2027, 0, 1), 'Asia/Kathmandu'), 'UTC+5:45');
  assert.equal(offsetOf(Date.UTC(2027, 0, 1), 'America/New_York'), 'UTC−5');
});

test('what is too much of a text is marked once for each limit that it breaks', () => {
  assert.deepEqual(piecesOf('abcdef', []), [{ text: 'abcdef', over: 0 }]);
  assert.deepEqual(piecesOf('abcdef', [4, 2, 4]), [
    { text: 'ab', over: 0 },
    { text: 'cd', over: 1 },
    { text: 'ef', over: 2 },
  ]);
  assert.deepEqual(piecesOf('', [0]), []);
});

test('names of the API become words, facts become a line', () => {
  assert.equal(inWords('eventStartDate'), 'Event start date');
  assert.equal(inWords('accounts_you_follow'), 'Accounts you follow');
  assert.equal(inWords('LEARN_MORE'), 'Learn more');
  assert.deepEqual(
    factsInWords({
      container: 'mp4',
      displayWidth: 1080,
      displayHeight: 1920,
      duration: 42.4,
      videoCodec: 'h264',
      bytes: 12_400_000,
    }),
    ['MP4', '1080 × 1920', '0:42', 'H.264', '12.4 MB'],
  );
});

test('a label is no list: it can stand in one', () => {
  const { $defs } = JSON.parse(readFileSync(new URL('../../pkg/post.schema.json', import.meta.url), 'utf8'));
  const keys = Object.values($defs).flatMap(({ properties = {} }) => Object.keys(properties));
  assert.ok(keys.length > 60, String(keys.length));
  assert.deepEqual(
    keys.map(inWords).filter(label => /,| and /.test(label)),
    [],
  );
});

test('two posts are the same whatever the order of their keys and accounts, and not where a word is another', () => {
  const post = {
    content: 'a',
    platforms: [
      { platform: 'twitter', accountId: '1' },
      { platform: 'bluesky', accountId: '2', content: undefined },
    ],
    mediaItems: [{ url: 'a' }, { url: 'b' }],
  };
  assert.equal(
    formOf({
      mediaItems: post.mediaItems,
      platforms: [{ accountId: '2', platform: 'bluesky' }, post.platforms[0]],
      content: 'a',
    }),
    formOf(post),
  );
  assert.notEqual(formOf({ ...post, content: 'b' }), formOf(post));
  assert.notEqual(
    formOf({ ...post, mediaItems: post.mediaItems.toReversed() }),
    formOf(post),
    'the order of pictures is seen',
  );
  for (const odd of [{}, { platforms: 'none' }, { platforms: [null] }]) assert.equal(typeof formOf(odd), 'string');
});
