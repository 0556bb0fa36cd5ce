// Facts of cover images reach the rules, and each issue has the path of its cover.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validatePost } from '../../pkg/validate.js';

const film = 'https://cdn.example.com/a.mp4';
const cover = 'https://cdn.example.com/cover';
const MEDIA = {
  [film]: { container: 'mp4', videoCodec: 'h264', duration: 300, displayWidth: 1920, displayHeight: 1080 },
  [cover]: { container: 'gif', bytes: 9e6, displayWidth: 320, displayHeight: 180 },
};
const said = post =>
  validatePost({ content: 'Hello', publishNow: true, ...post }, { media: MEDIA })
    .issues.filter(({ path }) => /thumbnail|coverUrl/.test(path.at(-1)))
    .map(({ code, path, severity }) => `${severity} ${code} ${path.join('.')}`)
    .sort();

test('the thumbnail of a video is checked against the limits of YouTube', () => {
  const post = {
    mediaItems: [{ type: 'video', url: film, thumbnail: cover }],
    platforms: [{ platform: 'youtube', accountId: 'a' }],
  };
  const path = 'mediaItems.0.thumbnail';
  assert.deepEqual(
    said(post),
    ['not_taken', 'out_of_range', 'too_heavy'].map(what => `warning youtube.media.${what} ${path}`),
  );
});

test('the cover in the options is checked against the limits of Instagram', () => {
  const instagram = { platform: 'instagram', accountId: 'b', platformSpecificData: { coverUrl: cover } };
  const post = {
    mediaItems: [{ type: 'video', url: film }],
    platforms: [{ platform: 'bluesky', accountId: 'a' }, instagram],
  };
  const path = 'platforms.1.platformSpecificData.coverUrl';
  assert.deepEqual(
    said(post),
    ['not_taken', 'too_heavy'].map(what => `warning instagram.cover_url.${what} ${path}`),
  );
});
