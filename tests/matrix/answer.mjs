// The answer of every runtime to app/story.mjs.
const VIDEO_POST = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

const ISSUES = [
  'enum at platforms.0.platformSpecificData.privacyLevel',
  'format.uri at mediaItems.0.url',
  'renamed_key at platforms.1.platformSpecificData.privacyStatus',
  'type at platforms.0.platformSpecificData.disableDuet',
  'unknown_key at sendTwice',
];

export const EXPECTED = {
  issues: ISSUES,
  sameFromSmall: true,
  good: true,
  created: { success: true, status: 'published', platforms: [{ platform: 'tiktok', success: true }] },
  refused: { name: 'ValidationError', outcome: 'not_sent', typed: true, all: true },
  sent: [{ method: 'POST', path: '/v1/posts/', body: VIDEO_POST }],
  relayed: true,
  sameClass: true,
};
