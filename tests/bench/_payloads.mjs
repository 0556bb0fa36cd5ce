// The timed posts: the sizes of performance work (small, medium, large), each also with faults, and shapes that nothing
// was tuned on.

const words = 'every launch needs one honest sentence about what it does and who it is for'.split(' ');
const prose = (length, salt) => {
  let out = '';
  for (let i = salt; out.length < length; i += 1) out += `${words[(i * 7 + salt) % words.length]} `;
  return out.slice(0, length);
};
const media = (type, i) => ({
  type,
  url: `https://cdn.example.com/media/${1000 + i}.${type === 'video' ? 'mp4' : 'jpg'}`,
});

const small = i => ({
  content: `Quick tutorial ${i}! #coding #devtips`,
  platforms: [{ platform: 'tiktok', accountId: `tt_${321 + i}` }],
  mediaItems: [{ type: 'video', url: `https://cdn.example.com/video-${i}.mp4` }],
  publishNow: true,
});

const medium = i => ({
  content: `New tutorial out now, number ${i}!`,
  platforms: [
    { platform: 'tiktok', accountId: `tt_${i}` },
    {
      platform: 'youtube',
      accountId: `yt_${i}`,
      platformSpecificData: { title: 'New Tutorial', visibility: 'public' },
    },
    { platform: 'instagram', accountId: `ig_${i}` },
  ],
  mediaItems: [{ type: 'video', url: `https://cdn.example.com/vertical-${i}.mp4` }],
  publishNow: true,
});

const large = i => ({
  content: prose(1800, i),
  mediaItems: Array.from({ length: 10 }, (_, n) => ({
    ...media('image', n),
    thumbnail: `https://cdn.example.com/thumbs/${n}.jpg`,
  })),
  platforms: Array.from({ length: 4 }, (_, n) => [
    {
      platform: 'twitter',
      accountId: `x_${i}_${n}`,
      content: prose(250, n),
      platformSpecificData: {
        replySettings: 'following',
        threadItems: Array.from({ length: 6 }, (_, k) => ({
          content: prose(240, k),
          mediaItems: [media('image', k), media('image', k + 1)],
        })),
      },
    },
    {
      platform: 'linkedin',
      accountId: `li_${i}_${n}`,
      platformSpecificData: {
        visibility: 'PUBLIC',
        articleUrl: 'https://example.com/article',
        articleTitle: prose(90, n),
        mentions: [{ text: 'honest', urn: `urn:li:organization:${12345 + i}` }],
      },
    },
    {
      platform: 'youtube',
      accountId: `yt_${i}_${n}`,
      platformSpecificData: {
        title: prose(80, n),
        tags: words.slice(0, 8),
        visibility: 'unlisted',
        madeForKids: false,
        firstComment: prose(400, n),
      },
    },
    {
      platform: 'instagram',
      accountId: `ig_${i}_${n}`,
      platformSpecificData: {
        shareToFeed: true,
        coverUrl: 'https://cdn.example.com/cover.jpg',
        collaborators: ['first.user', 'second_user'],
      },
    },
    {
      platform: 'pinterest',
      accountId: `pin_${i}_${n}`,
      platformSpecificData: {
        boardId: `${99 + i}`,
        title: prose(60, n),
        link: 'https://example.com/pin',
        altText: prose(120, n),
      },
    },
  ]).flat(),
  scheduledFor: '2026-12-24T18:00:00Z',
  timezone: 'UTC',
});

// -- held out: not looked at while tuning

const event = i => ({
  timezone: 'Europe/Berlin',
  scheduledFor: '2026-12-24T18:00:00+01:00',
  platforms: [
    {
      accountId: `gb_${i}`,
      platform: 'googlebusiness',
      platformSpecificData: {
        topicType: 'EVENT',
        eventTitle: 'Open day',
        eventStartDate: '2026-12-27',
        eventStartTime: '10:00',
        eventEndDate: '2026-12-27',
        eventEndTime: '18:00',
        callToActionType: 'LEARN_MORE',
        callToActionUrl: `https://example.com/open-day?from=${i}`,
      },
    },
  ],
  content: `Wir öffnen die Türen 🎉 — kommt vorbei! (${i})`,
});

const everywhere = i => ({
  content: `今日から発売 ${i} 🚀 ${prose(120, i)}`,
  platforms: ['threads', 'bluesky', 'facebook', 'twitter', 'linkedin', 'instagram', 'tiktok', 'youtube'].map(
    (platform, n) => ({ platform, accountId: `${platform}_${n}`, content: `${prose(60, n)} 😀` }),
  ),
  mediaItems: [media('image', 1), media('image', 2), media('image', 3)],
  publishNow: false,
  scheduledFor: '2027-01-01T00:00:00.000Z',
});

const poll = i => ({
  content: `Which one? (${i})`,
  platforms: [
    {
      platform: 'twitter',
      accountId: `x_${i}`,
      platformSpecificData: { poll: { options: ['one', 'two', 'three'], durationMinutes: 1440 }, longPost: true },
    },
  ],
  publishNow: true,
});

/** Adds a few common mistakes. */
const spoilt = make => i => {
  const post = make(i);
  post.platforms[0].privacyStatus = 'public';
  post.platforms[0].accountId = 5;
  post.publishNow = 'true';
  if (post.mediaItems) post.mediaItems[0].type = 'picture';
  return post;
};

const widelySpoilt = make => i => {
  const post = spoilt(make)(i);
  for (const target of post.platforms) target.extra = true;
  for (const medium of post.mediaItems) medium.url = 'not an address';
  return post;
};

/** @type {Record<string, { make: (i: number) => object, valid: boolean, heldOut?: boolean, targets?: Record<string, number>, withRules?: Record<string, number> }>}
 *   ours / rival, at most; `withRules` with all our rules beside the rival's schema alone */
export const PAYLOADS = {
  small: { make: small, valid: true, targets: { zod: 0.9, 'ajv standalone': 5.5 }, withRules: { zod: 1 } },
  medium: { make: medium, valid: true, targets: { zod: 0.9, 'ajv standalone': 5.5 }, withRules: { zod: 1 } },
  large: { make: large, valid: true, targets: { zod: 0.9, 'ajv standalone': 2 }, withRules: { zod: 1 } },
  'small wrong': { make: spoilt(small), valid: false },
  'medium wrong': { make: spoilt(medium), valid: false },
  'large wrong': { make: widelySpoilt(large), valid: false },
  'an event': { make: event, valid: true, heldOut: true },
  'eight platforms': { make: everywhere, valid: true, heldOut: true },
  'a poll': { make: poll, valid: true, heldOut: true },
};

/** 64 different posts: repeating one would favour caches that real use does not have. */
export const copies = name => Array.from({ length: 64 }, (_, i) => JSON.parse(JSON.stringify(PAYLOADS[name].make(i))));
