// TikTok requires that comments, duets and stitches are off until the creator switches them on.

import { setIn } from '../lib/paths.js';
import { mediaKindOf, targetsOf } from '../lib/post.js';
import { state } from './store.js';

/** Option and part of the creator info, for each interaction. */
export const INTERACTIONS = [
  ['disableComment', 'comment'],
  ['disableDuet', 'duet'],
  ['disableStitch', 'stitch'],
];

/** Photos have no duets and no stitches. */
export const VIDEO_ONLY = ['disableDuet', 'disableStitch'];

const entryOf = (accountId, key) => `${accountId} ${key}`;

export function defaultOff(accountId) {
  for (const [key] of INTERACTIONS) state.defaultedOff.add(entryOf(accountId, key));
}

export const setByUser = (accountId, key) => state.defaultedOff.delete(entryOf(accountId, key));

/**
 * Writes the defaults into the post. Options that have no effect are left out: duets and stitches of photos, and
 * everything in a draft, which the creator completes in TikTok.
 */
export function applyDefaults(post) {
  if (state.defaultedOff.size === 0) return;
  const isPhotoPost = mediaKindOf(post) === 'photos';
  for (const [index, target] of targetsOf(post).entries()) {
    if (target?.platform !== 'tiktok') continue;
    const isDraft = target.platformSpecificData?.draft === true;
    for (const [key] of INTERACTIONS) {
      if (!state.defaultedOff.has(entryOf(target.accountId, key))) continue;
      const hasNoEffect = isDraft || (isPhotoPost && VIDEO_ONLY.includes(key));
      setIn(post, ['platforms', index, 'platformSpecificData', key], hasNoEffect ? undefined : true);
    }
  }
}
