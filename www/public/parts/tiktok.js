// The TikTok form: eleven options, held to what TikTok says this creator may do.

import { el } from '../lib/dom.js';
import { control } from '../lib/controls.js';
import { state } from '../lib/store.js';

const PRIVACY = {
  PUBLIC_TO_EVERYONE: 'Everyone',
  MUTUAL_FOLLOW_FRIENDS: 'Friends (followers you follow back)',
  FOLLOWER_OF_CREATOR: 'Followers',
  SELF_ONLY: 'Only me',
};

/** Option → its label, and which fact about the creator locks it. */
const INTERACTIONS = [
  ['disableComment', 'Turn comments off', 'commentDisabled', 'This creator has comments turned off on TikTok.'],
  ['disableDuet', 'Turn duets off', 'duetDisabled', 'This creator has duets turned off on TikTok.'],
  ['disableStitch', 'Turn stitches off', 'stitchDisabled', 'This creator has stitches turned off on TikTok.'],
];

const minutes = (seconds) => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

function mediaKind() {
  const types = new Set((Array.isArray(state.post.mediaItems) ? state.post.mediaItems : []).map((item) => item?.type));
  if (types.has('video')) return 'video';
  return types.has('image') ? 'photos' : 'none';
}

export function tiktokForm(index, accountId) {
  const at = (key) => ['platforms', index, 'platformSpecificData', key];
  const creator = state.creators[accountId];
  if (!creator || creator.problem) return [el('p', { class: 'help' }, creator?.problem ?? 'Choose the account to see what it may do.')];
  const kind = mediaKind();
  const videosOnly = kind === 'photos' && 'For videos only.';
  const photosOnly = kind === 'video' && 'For photos only.';

  return [
    el('p', { class: 'creator' }, 'Posting as ', el('b', {}, creator.creatorNickname ?? creator.creatorUsername ?? accountId),
      creator.creatorUsername && ` · @${creator.creatorUsername}`, ` · videos up to ${minutes(creator.maxVideoPostDurationSec)}`),
    control({
      path: at('privacyLevel'), label: 'Who can watch', kind: 'choice', none: 'Choose',
      options: creator.privacyLevelOptions.map((level) => [level, PRIVACY[level] ?? level]),
      help: creator.privacyLevelOptions.includes('PUBLIC_TO_EVERYONE') ? 'Left open, PostPeer takes Everyone.' : 'This creator cannot post to everyone, which is what PostPeer takes when it is left open.',
    }),
    control({ path: at('autoAddMusic'), label: 'Music', kind: 'choice', none: 'TikTok adds some', options: [[false, 'None']], locked: photosOnly }),
    el('fieldset', {}, el('legend', {}, 'Interaction'),
      INTERACTIONS.map(([key, label, fact, why]) => control({ path: at(key), label, kind: 'check', locked: creator[fact] && why, lockedValue: true }))),
    el('fieldset', {}, el('legend', {}, 'Disclosure'),
      control({ path: at('brandOrganicToggle'), label: 'Promotes your own brand', kind: 'check' }),
      control({ path: at('brandContentToggle'), label: 'Paid partnership with another brand', kind: 'check' }),
      control({ path: at('isAigc'), label: 'Made with AI', kind: 'check', locked: videosOnly })),
    control({ path: at('videoCoverTimestampMs'), label: 'Cover frame, in milliseconds', kind: 'number', placeholder: '1000', locked: videosOnly }),
    control({ path: at('photoCoverIndex'), label: 'Cover photo, counted from 0', kind: 'number', placeholder: '0', locked: photosOnly }),
    control({ path: at('draft'), label: 'Send to the creator’s inbox as a draft', kind: 'check' }),
  ];
}
