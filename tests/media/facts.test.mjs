// The facts as they go from the prober to the types and to the rules: each is one row of src/media/facts.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FACTS, FILE_FACT_NAMES as READ_FACTS } from '../../pkg/lib/generated/contract.js';
import { validatePost } from '../../pkg/validate.js';

test('every fact of the prober has its type and its documentation', () => {
  const types = readFileSync(new URL('../../pkg/media-facts.d.ts', import.meta.url), 'utf8');
  const rows = FACTS.split(' ');
  assert.ok(rows.length >= 33, `${rows.length} facts`);
  for (const row of rows) {
    const [name, words] = row.split('=');
    const [, docs, type] = new RegExp(`/\\*\\* (.{10,}) \\*/\\n  ${name}\\??: (.+);`).exec(types) ?? [];
    assert.ok(docs, name);
    const wanted = words
      ? words
          .split('|')
          .map(word => `'${word}'`)
          .join(' | ')
      : words === undefined
        ? 'number'
        : 'boolean';
    assert.equal(type, wanted, name);
  }
});

test('the rules receive facts in the form in which the prober gives them', () => {
  const told = new Set(FACTS.split(' '));
  for (const row of READ_FACTS.split(' ')) assert.ok(told.has(row) || row === 'streamable', row);
});

const url = 'https://cdn.example.com/a';
const codes = (platform, type, facts) => {
  const post = {
    content: 'hi',
    platforms: [{ platform, accountId: 'a' }],
    mediaItems: [{ type, url }],
    publishNow: true,
  };
  return validatePost(post, { media: { [url]: facts } }).issues.map(({ code, severity }) => `${severity} ${code}`);
};
const film = { container: 'mp4', videoCodec: 'h264', displayWidth: 1280, displayHeight: 720, duration: 30 };

test('X refuses 4:4:4, and Instagram and Threads are said to want 4:2:0', () => {
  assert.deepEqual(codes('twitter', 'video', { ...film, chroma: '4:2:0' }), []);
  assert.deepEqual(codes('twitter', 'video', { ...film, chroma: '4:4:4' }), ['error twitter.media.out_of_range']);
  assert.deepEqual(codes('twitter', 'video', { ...film, bitDepth: 10 }), ['warning twitter.media.out_of_range']);
  for (const platform of ['instagram', 'threads']) {
    assert.deepEqual(codes(platform, 'video', { ...film, chroma: '4:2:2' }), [
      `warning ${platform}.media.out_of_range`,
    ]);
  }
  // Unknown words are ignored.
  for (const chroma of ['4:1:1', '', 3, null, true])
    assert.deepEqual(codes('twitter', 'video', { ...film, chroma }), [], String(chroma));
});

test('a photo with a location or with CMYK colours gives a warning on every platform', () => {
  const photo = { container: 'jpeg', displayWidth: 1080, displayHeight: 1080, bytes: 500_000, colorModel: 'rgb' };
  for (const platform of ['bluesky', 'threads', 'linkedin', 'facebook']) {
    assert.deepEqual(codes(platform, 'image', photo), [], platform);
    assert.deepEqual(codes(platform, 'image', { ...photo, location: true }), ['warning post.media.location'], platform);
    assert.deepEqual(codes(platform, 'image', { ...photo, colorModel: 'cmyk' }), ['warning post.media.cmyk'], platform);
  }
});
