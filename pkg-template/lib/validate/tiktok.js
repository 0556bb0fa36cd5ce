// `tiktokForm`: the choices of a TikTok form for one creator. TikTok's guidelines ask that the creator chooses the
// privacy level (so none is chosen beforehand), that toggles are off at first, and that features which the creator has
// turned off cannot be turned on.

import { creatorOf } from './context.js';

const LABELS = {
  __proto__: null,
  PUBLIC_TO_EVERYONE: 'Everyone',
  MUTUAL_FOLLOW_FRIENDS: 'Friends',
  FOLLOWER_OF_CREATOR: 'Followers',
  SELF_ONLY: 'Only me',
};

const choice = disabled => ({ checked: false, disabled: disabled === true });

/** @param {any} creatorInfo */
export function tiktokForm(creatorInfo) {
  const info = creatorOf(creatorInfo);
  if (!info) throw new TypeError('postpeer-wasm: tiktokForm takes what tiktok.getCreatorInfo answers');
  const { creatorUsername, creatorNickname, creatorAvatarUrl } = info;
  return {
    creator: {
      username: creatorUsername ?? null,
      nickname: creatorNickname ?? null,
      avatarUrl: creatorAvatarUrl ?? null,
    },
    privacyLevel: {
      value: null,
      options: info.privacyLevelOptions.map(value => ({
        value,
        label: LABELS[value] ?? value,
        // Branded content cannot be private.
        withBrandedContent: value !== 'SELF_ONLY',
      })),
    },
    comment: choice(info.commentDisabled),
    duet: { ...choice(info.duetDisabled), videosOnly: true },
    stitch: { ...choice(info.stitchDisabled), videosOnly: true },
    maxDurationSec: info.maxVideoPostDurationSec,
  };
}
