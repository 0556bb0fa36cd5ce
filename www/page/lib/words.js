// Names in the API, in words for people: `eventStartDate` is "Event start date", `accounts_you_follow` "Accounts you
// follow".

/** Where taking a name apart does not give what a person would say. No commas: labels are listed in sentences. */
const SAID = {
  FOLLOWER_OF_CREATOR: 'Followers',
  MUTUAL_FOLLOW_FRIENDS: 'Friends',
  PUBLIC_TO_EVERYONE: 'Everyone',
  SELF_ONLY: 'Only me',
  STANDARD: 'Update',
  accountId: 'Account',
  articleUrl: 'Link',
  articleTitle: 'Link title',
  articleDescription: 'Link description',
  autoAddMusic: 'Music from TikTok',
  boardId: 'Board',
  brandContentToggle: 'Branded content',
  brandOrganicToggle: 'Your brand',
  callToActionType: 'Button',
  callToActionUrl: 'Where the button leads',
  categoryId: 'Category number',
  communityId: 'Community',
  containsSyntheticMedia: 'Altered or synthetic content',
  content: 'Text',
  contentType: 'Publish as',
  coverImageUrl: 'Cover image',
  coverUrl: 'Cover image',
  disableComment: 'Allow comments',
  disableDuet: 'Allow duets',
  disableStitch: 'Allow stitches',
  draft: 'Send as a draft',
  durationMinutes: 'Minutes that it is open',
  gif: 'GIF',
  isAigc: 'AI-generated content',
  langs: 'Languages',
  longPost: 'Long post',
  mediaItems: 'Media',
  mentionedUsers: 'Mentioned accounts',
  offerRedeemOnlineUrl: 'Where to redeem it online',
  offerTermsConditions: 'Terms of the offer',
  options: 'Answers',
  photoCoverIndex: 'Number of the cover photo',
  privacyLevel: 'Who can watch',
  publishNow: 'When',
  replyControl: 'Who can reply',
  replySettings: 'Who can reply',
  replyToTweetId: 'In reply to post',
  scheduledFor: 'Time',
  shareToFeed: 'Show in the grid too',
  shareWithFollowers: 'Show to followers too',
  threadItems: 'Thread',
  thumbOffset: 'Cover frame in milliseconds',
  timezone: 'Time zone',
  topicType: 'Kind of post',
  type: 'Kind of file',
  urn: 'Company page',
  url: 'Address',
  videoCoverTimestampMs: 'Cover frame in milliseconds',
  videoThumbnailUrl: 'Video thumbnail',
  visibility: 'Who can see it',
};

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

export function inWords(name) {
  if (Object.hasOwn(SAID, name)) return SAID[name];
  const apart = /[a-z]/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1 $2') : name;
  return capital(apart.replaceAll('_', ' ').toLowerCase());
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** "a, b and c" */
export function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A label inside a sentence; what begins with several capitals keeps them. */
export const inSentence = label => (/^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label);
