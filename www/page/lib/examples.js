// Example posts: the two of PostPeer's TikTok guide, word for word, one of each special kind, and an invalid one. Only
// the guide's posts leave TikTok's comments, duets and stitches on, by omitting the options.

const VIDEO = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};

// The guide still says `privacyStatus`. PostPeer's schema calls it `visibility` and refuses the old name.
const CROSS = {
  content: 'New tutorial out now!',
  platforms: [
    { platform: 'tiktok', accountId: 'tt_321' },
    {
      platform: 'youtube',
      accountId: 'yt_789',
      platformSpecificData: { title: 'New Tutorial', privacyStatus: 'public' },
    },
    { platform: 'instagram', accountId: 'ig_456' },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
};

const BAD = {
  content: 'Launch day',
  platforms: [
    {
      platform: 'tiktok',
      accountId: 'tt_321',
      platformSpecificData: { privacyLevel: 'public', commentDisabled: true, videoCoverTimestampMs: -1 },
    },
    {
      platform: 'youtube',
      accountId: 'yt_789',
      platformSpecificData: { title: `${'Very '.repeat(22)}long title`, visibility: 'friends' },
    },
    {
      platform: 'twitter',
      accountId: 'tw_654',
      platformSpecificData: { replySettings: 'everyone', poll: { options: ['Only one'], durationMinutes: 3 } },
    },
    { platform: 'pinterest', accountId: 'pi_987', platformSpecificData: { title: 'No board' } },
    { platform: 'instagram', platformSpecificData: { collaborators: ['@ada'] } },
  ],
  mediaItems: [{ type: 'movie', url: 'cdn.example.com/video.mp4' }],
  scheduledAt: '2026-12-01T09:00:00',
  scheduledFor: '2026-12-01T09:00:00',
};

const IMAGES = ['north', 'ridge', 'lake'].map(name => ({ type: 'image', url: `https://cdn.example.com/${name}.jpg` }));

const CAROUSEL = {
  content: 'Three days on the ridge trail, in three pictures. Which would you print? #hiking',
  platforms: [
    { platform: 'instagram', accountId: 'ig_456' },
    {
      platform: 'tiktok',
      accountId: 'tt_321',
      platformSpecificData: { privacyLevel: 'PUBLIC_TO_EVERYONE', disableComment: true, photoCoverIndex: 1 },
    },
    { platform: 'facebook', accountId: 'fb_357' },
    { platform: 'threads', accountId: 'th_468' },
  ],
  mediaItems: IMAGES,
  publishNow: true,
};

const THREAD = {
  content: 'Five things we learned building a post composer that runs its checks in WebAssembly. A thread.',
  platforms: [
    {
      platform: 'twitter',
      accountId: 'tw_654',
      platformSpecificData: {
        threadItems: [
          { content: '1. Every limit is a table row. The form, the checks and the types are all made from it.' },
          {
            content:
              '2. Ten platforms count text in six different ways. A family emoji is 2 on X and 25 bytes on Threads.',
          },
        ],
      },
    },
  ],
  publishNow: true,
};

const POLL = {
  content: 'What should the next tutorial be about?',
  platforms: [
    {
      platform: 'twitter',
      accountId: 'tw_654',
      platformSpecificData: { poll: { options: ['Rust', 'WebAssembly', 'CSS'], durationMinutes: 1440 } },
    },
  ],
  publishNow: true,
};

const DAY = 86_400_000;

/** Tomorrow at 09:00 UTC, so that the example stays in the future. */
const tomorrow = () => `${new Date(Date.now() + DAY).toISOString().slice(0, 10)}T09:00:00Z`;

const SCHEDULED = () => ({
  content: 'Opening early tomorrow: fresh bread from seven.',
  platforms: [
    { platform: 'facebook', accountId: 'fb_357' },
    {
      platform: 'googlebusiness',
      accountId: 'gb_579',
      platformSpecificData: { callToActionType: 'LEARN_MORE', callToActionUrl: 'https://studio.example.com/hours' },
    },
    { platform: 'bluesky', accountId: 'bs_246' },
  ],
  scheduledFor: tomorrow(),
  timezone: 'UTC',
});

/** `summary` is the tooltip of the button. */
export const EXAMPLES = {
  video: {
    label: 'Video post',
    summary: 'One video to TikTok, word for word as in the TikTok guide: with comments, duets and stitches',
    post: VIDEO,
  },
  cross: {
    label: 'Cross-post',
    summary: 'One video to TikTok, YouTube and Instagram, as in the guide, old name and all',
    post: CROSS,
  },
  carousel: { label: 'Photo carousel', summary: 'Three pictures to four platforms', post: CAROUSEL },
  thread: { label: 'Thread', summary: 'Three posts on X, one after the other', post: THREAD },
  poll: { label: 'Poll', summary: 'A question on X', post: POLL },
  scheduled: { label: 'Scheduled', summary: 'Tomorrow, on three platforms', post: SCHEDULED },
  bad: { label: 'Everything wrong', summary: 'What bad looks like', post: BAD },
  empty: { label: 'Empty', summary: 'A post of your own', post: { content: '', platforms: [], publishNow: true } },
};

export function exampleOf(name) {
  const { post } = EXAMPLES[name];
  return typeof post === 'function' ? post() : structuredClone(post);
}
