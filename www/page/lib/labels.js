// Labels for API names: `eventStartDate` is "Event start date", `accounts_you_follow` is "Accounts you follow".

import { capitalize } from './text.js';

/** Labels that cannot be derived from the name. No commas, because labels are listed in sentences. */
const LABELS = {
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

export function labelOf(name) {
  if (Object.hasOwn(LABELS, name)) return LABELS[name];
  const separated = /[a-z]/.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1 $2') : name;
  return capitalize(separated.replaceAll('_', ' ').toLowerCase());
}

/** Lowercases the first letter of a label for use inside a sentence; acronyms keep their capitals. */
export const uncapitalizeLabel = label =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
