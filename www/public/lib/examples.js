// Posts to start from: the two of PostPeer's TikTok page, word for word, and some that must not leave the page.

const VIDEO = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

// `privacyStatus` is what the page prints; PostPeer's schema calls it `visibility` and refuses the old name.
const CROSS = {
  content: 'New tutorial out now!',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321' },
    { platform: 'youtube', accountId: 'yt_789', platformSpecificData: { title: 'New Tutorial', privacyStatus: 'public' } },
    { platform: 'instagram', accountId: 'ig_456' },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
};

const BAD = {
  content: 'Launch day',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'public', commentDisabled: true, videoCoverTimestampMs: -1 } },
    { platform: 'youtube', accountId: 'yt_789', platformSpecificData: { title: `${'Very '.repeat(22)}long title`, visibility: 'friends' } },
    { platform: 'twitter', accountId: 'tw_654', platformSpecificData: { replySettings: 'everyone', poll: { options: ['Only one'], durationMinutes: 3 } } },
    { platform: 'pinterest', accountId: 'pi_987', platformSpecificData: { title: 'No board' } },
    { platform: 'instagram', platformSpecificData: { collaborators: ['@ada'] } },
  ],
  mediaItems: [{ type: 'movie', url: 'cdn.example.com/video.mp4' }],
  scheduledAt: '2026-12-01T09:00:00',
  scheduledFor: '2026-12-01T09:00:00',
};

/** `needs`: why the example is there, in a few words. */
export const EXAMPLES = {
  video: { label: 'Video post', needs: 'One video to TikTok, as in the TikTok guide', sendable: true, post: VIDEO },
  cross: { label: 'Cross-post', needs: 'One video to TikTok, YouTube and Instagram, as in the guide, old name and all', sendable: true, post: CROSS },
  bad: { label: 'What bad looks like', needs: 'Everything wrong at once', sendable: true, post: BAD },
  empty: { label: 'Start empty', needs: 'Your own post', post: { content: '', platforms: [], publishNow: true } },
};

export const exampleOf = (name) => structuredClone(EXAMPLES[name].post);
