// The modules of the page that need no browser: time zones, highlights, labels and post identity.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { formatFacts } from '../../www/page/lib/format-facts.js';
import { splitAtLimits } from '../../www/page/lib/highlight.js';
import { labelOf } from '../../www/page/lib/labels.js';
import { postIdentity } from '../../www/page/lib/post-identity.js';
import { formatOffset, instantsOf, localTimeOf, toIso } from '../../www/page/lib/time-zones.js';

const iso = ({ instants }) => instants.map(toIso);

test('a local time has one instant, two in a repeated hour, and the next existing one in a skipped hour', () => {
  assert.deepEqual(iso(instantsOf('2027-06-01T09:00', 'Europe/Berlin')), ['2027-06-01T07:00:00Z']);
  const repeated = instantsOf('2027-10-31T02:30', 'Europe/Berlin');
  assert.deepEqual([repeated.problem, ...iso(repeated)], ['repeated', '2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z']);
  const skipped = instantsOf('2027-03-28T02:30', 'Europe/Berlin');
  assert.deepEqual(
    [skipped.problem, skipped.shiftedTo, ...iso(skipped)],
    ['skipped', '2027-03-28T03:30', '2027-03-28T01:30:00Z'],
  );
  // Lord Howe Island changes its clocks by half an hour.
  assert.equal(instantsOf('2027-04-04T01:45', 'Australia/Lord_Howe').problem, 'repeated');
  assert.equal(instantsOf('2027-03-14T02:30', 'America/New_York').shiftedTo, '2027-03-14T03:30');
  assert.equal(instantsOf('someday', 'UTC').problem, 'invalid');
});

test('local times convert back to their instants for a whole year', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC']) {
    for (let instant = Date.UTC(2027, 0, 1); instant < Date.UTC(2028, 0, 1); instant += 3_600_000 * 5) {
      const { instants } = instantsOf(localTimeOf(instant, zone), zone);
      assert.ok(instants.includes(instant), `${zone} ${toIso(instant)}`);
    }
  }
  assert.equal(formatOffset(Date.UTC(2027, 0, 1), 'Asia/Kathmandu'), 'UTC+5:45');
  assert.equal(formatOffset(Date.UTC(2027, 0, 1), 'America/New_York'), 'UTC−5');
});

test('a text is split where it exceeds limits, and each segment counts the limits that it exceeds', () => {
  assert.deepEqual(splitAtLimits('abcdef', []), [{ text: 'abcdef', exceeded: 0 }]);
  assert.deepEqual(splitAtLimits('abcdef', [4, 2, 4]), [
    { text: 'ab', exceeded: 0 },
    { text: 'cd', exceeded: 1 },
    { text: 'ef', exceeded: 2 },
  ]);
  assert.deepEqual(splitAtLimits('', [0]), []);
});

test('API names become labels, and media facts are formatted', () => {
  assert.equal(labelOf('eventStartDate'), 'Event start date');
  assert.equal(labelOf('accounts_you_follow'), 'Accounts you follow');
  assert.equal(labelOf('LEARN_MORE'), 'Learn more');
  assert.deepEqual(
    formatFacts({
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

test('a label contains no comma and no "and", so that it can be listed', () => {
  const { $defs } = JSON.parse(readFileSync(new URL('../../pkg/post.schema.json', import.meta.url), 'utf8'));
  const keys = Object.values($defs).flatMap(({ properties = {} }) => Object.keys(properties));
  assert.ok(keys.length > 60, String(keys.length));
  assert.deepEqual(
    keys.map(labelOf).filter(label => /,| and /.test(label)),
    [],
  );
});

test('the identity of a post ignores the order of keys and accounts, but not the order of media', () => {
  const post = {
    content: 'a',
    platforms: [
      { platform: 'twitter', accountId: '1' },
      { platform: 'bluesky', accountId: '2', content: undefined },
    ],
    mediaItems: [{ url: 'a' }, { url: 'b' }],
  };
  assert.equal(
    postIdentity({
      mediaItems: post.mediaItems,
      platforms: [{ accountId: '2', platform: 'bluesky' }, post.platforms[0]],
      content: 'a',
    }),
    postIdentity(post),
  );
  assert.notEqual(postIdentity({ ...post, content: 'b' }), postIdentity(post));
  assert.notEqual(
    postIdentity({ ...post, mediaItems: post.mediaItems.toReversed() }),
    postIdentity(post),
    'the order of media matters',
  );
  for (const odd of [{}, { platforms: 'none' }, { platforms: [null] }])
    assert.equal(typeof postIdentity(odd), 'string');
});

test('every platform has an icon on the page', () => {
  const { Platform } = JSON.parse(readFileSync('pkg/post.form.json', 'utf8'));
  const page = readFileSync('www/public/index.html', 'utf8');
  const icons = [...page.matchAll(/<symbol id="p-(\w+)"/g)].map(([, platform]) => platform);
  assert.deepEqual(icons.sort(), Object.keys(Platform).sort());
});
