// A draft that three platforms refuse, each for another field, and its corrections.

/** A text too long for X, a privacy level unknown to TikTok, a title too long for YouTube. */
export const wrongDraft = () => ({
  content: 'a'.repeat(281),
  platforms: [
    { platform: 'twitter', accountId: 'tw_654' },
    { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'FRIENDS' } },
    { platform: 'youtube', accountId: 'yt_789', platformSpecificData: { title: 't'.repeat(101) } },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
});

export const MENDED = { content: 'New tutorial out now!', privacyLevel: 'SELF_ONLY', title: 'New tutorial' };

export function rightDraft() {
  const draft = wrongDraft();
  draft.content = MENDED.content;
  draft.platforms[1].platformSpecificData.privacyLevel = MENDED.privacyLevel;
  draft.platforms[2].platformSpecificData.title = MENDED.title;
  return draft;
}

/** The messages that a form shows at the three fields. */
export const MESSAGES = {
  content: /^X takes at most 280 characters .* content has 281\.$/,
  privacyLevel: /^privacyLevel must be PUBLIC_TO_EVERYONE, /,
  title: /^title has too many characters: 101, where the most is 100\.$/,
};

/** The paths of the three issues, with dots. */
export const PATHS = [
  'content',
  'platforms.1.platformSpecificData.privacyLevel',
  'platforms.2.platformSpecificData.title',
];
export const dotted = issues => issues.map(({ path }) => path.join('.')).sort();
