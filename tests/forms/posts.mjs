// A draft with one invalid field for each of three platforms, and the fixed one.

/** Too long for X, an unknown TikTok privacy level, and a YouTube title that is too long. */
export const invalidDraft = () => ({
  content: 'a'.repeat(281),
  platforms: [
    { platform: 'twitter', accountId: 'tw_654' },
    { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'FRIENDS' } },
    { platform: 'youtube', accountId: 'yt_789', platformSpecificData: { title: 't'.repeat(101) } },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
});

export const FIXES = { content: 'New tutorial out now!', privacyLevel: 'SELF_ONLY', title: 'New tutorial' };

export function validDraft() {
  const draft = invalidDraft();
  draft.content = FIXES.content;
  draft.platforms[1].platformSpecificData.privacyLevel = FIXES.privacyLevel;
  draft.platforms[2].platformSpecificData.title = FIXES.title;
  return draft;
}

/** The messages at the three fields. */
export const MESSAGES = {
  content: /^X takes at most 280 characters .* content has 281\.$/,
  privacyLevel: /^privacyLevel must be PUBLIC_TO_EVERYONE, /,
  title: /^title has too many characters: 101, where the most is 100\.$/,
};

/** The paths of the three issues, joined with dots. */
export const ISSUE_PATHS = [
  'content',
  'platforms.1.platformSpecificData.privacyLevel',
  'platforms.2.platformSpecificData.title',
];
export const joinedPaths = issues => issues.map(({ path }) => path.join('.')).sort();
