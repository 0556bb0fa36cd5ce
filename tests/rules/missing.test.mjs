// Missing values: facts of a file that was never probed, and incomplete drafts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countText, resolvePost, validatePost } from '../../pkg/validate.js';

const url = 'https://media.example.org/loaf.mp4';
const post = {
  content: 'Fresh bread',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'SELF_ONLY' } }],
  mediaItems: [{ type: 'video', url }],
  publishNow: true,
};

test('undefined facts and creators give no issue', () => {
  const without = validatePost(post);
  assert.deepEqual(validatePost(post, { media: { [url]: undefined }, creatorInfo: { tt_321: undefined } }), without);
  assert.deepEqual(
    validatePost(post, { media: { [url]: { duration: undefined } }, creatorInfo: { tt_321: {} } }),
    without,
  );
  assert.ok(validatePost(post, { media: { [url]: { duration: 700 } } }).issues.length > without.issues.length);
});

test('a verdict has a value where it is valid, and nowhere else', () => {
  const { valid, value } = validatePost(post);
  assert.equal(valid, true);
  assert.equal(value, post);
  for (const wrong of [{ ...post, content: 5 }, undefined, null, []]) {
    const verdict = validatePost(wrong);
    assert.equal(verdict.valid, false);
    assert.equal(verdict.value, undefined);
  }
});

test('a draft is resolved as far as it goes', () => {
  assert.deepEqual(resolvePost({}), { targets: [], body: '{}' });
  const {
    targets: [nothing, nowhere, youtube],
  } = resolvePost({ content: 'x', platforms: [{}, { platform: 'myspace', accountId: 'a' }, { platform: 'youtube' }] });
  assert.deepEqual(nothing, { platform: undefined, accountId: undefined, text: 'x', mediaItems: [], options: {} });
  assert.equal(nowhere.platform, 'myspace');
  assert.ok(!('counts' in nowhere));
  assert.equal(youtube.counts.used, 1);
  const cycle = { content: 'x' };
  cycle.platforms = [cycle];
  for (const wrong of [undefined, null, 'x', cycle, { content: 5n }])
    assert.throws(() => resolvePost(wrong), TypeError);
});

test('a platform that is not chosen yet counts for all', () => {
  assert.equal(Object.keys(countText('x', undefined, { media: 'photo' })).length, 10);
  assert.throws(() => countText('x', 'myspace'), TypeError);
});
