// Calls of every operation that use every parameter of the API, and the limits of its ranges. prism.test.mjs checks
// them against the official document; tests/relay sends them through the relay.

import { validatePost } from '../../pkg/validate.js';

/** Options for clients of these calls: a post with every option breaks rules that the official document lacks. */
export const validate = post => validatePost(post, { rules: false });

const FLOW = {
  redirectUri: 'https://app.example/back?a=b&c=d%20e',
  cancelRedirectUri: 'https://app.example/no',
  headless: true,
  profileId: 'profile_1',
  appId: 'app_1',
};

const IMAGE = { type: 'image', url: 'https://cdn.example.com/a.png' };
const VIDEO = { type: 'video', url: 'https://cdn.example.com/v.mp4', thumbnail: 'https://cdn.example.com/v.jpg' };

/** A target of each platform with all of its options. */
const TARGETS = [
  {
    platform: 'twitter',
    accountId: 'tw_654',
    content: 'On X, with ünïcödé 👩‍👩‍👧',
    platformSpecificData: {
      communityId: '1489422448332656640',
      shareWithFollowers: true,
      replyToTweetId: '1346889436626259968',
      replySettings: 'verified',
      threadItems: [
        { content: 'Second', mediaItems: [{ ...IMAGE, thumbnail: 'https://cdn.example.com/t.png' }] },
        { content: 'Third' },
      ],
      longPost: true,
      poll: { options: ['Yes', 'No', 'Perhaps', 'Never'], durationMinutes: 1440 },
    },
  },
  {
    platform: 'instagram',
    accountId: 'ig_456',
    platformSpecificData: {
      contentType: 'story',
      shareToFeed: false,
      coverUrl: 'https://cdn.example.com/c.jpg',
      thumbOffset: 0,
      collaborators: ['a', 'b', 'c'],
    },
  },
  {
    platform: 'youtube',
    accountId: 'yt_789',
    platformSpecificData: {
      title: 'x'.repeat(100),
      tags: ['one', 'two'],
      visibility: 'unlisted',
      madeForKids: false,
      containsSyntheticMedia: true,
      categoryId: '22',
      firstComment: 'First!',
    },
  },
  {
    platform: 'tiktok',
    accountId: 'tt_321',
    platformSpecificData: {
      privacyLevel: 'SELF_ONLY',
      disableComment: true,
      disableDuet: true,
      disableStitch: true,
      brandContentToggle: false,
      brandOrganicToggle: true,
      isAigc: true,
      videoCoverTimestampMs: 1000.5,
      autoAddMusic: false,
      photoCoverIndex: 0,
      description: 'x'.repeat(4000),
      draft: false,
    },
  },
  {
    platform: 'pinterest',
    accountId: 'pi_987',
    platformSpecificData: {
      boardId: '1',
      title: 'Pin',
      link: 'https://example.com/',
      altText: 'A picture',
      dominantColor: '#6E7874',
      coverImageUrl: 'https://cdn.example.com/c.jpg',
    },
  },
  {
    platform: 'linkedin',
    accountId: 'li_135',
    platformSpecificData: {
      visibility: 'CONNECTIONS',
      mentions: [{ text: 'Example', urn: 'urn:li:organization:2468' }],
      articleUrl: 'https://example.com/a',
      articleTitle: 'Article',
      articleDescription: 'About',
      documentTitle: 'Document',
    },
  },
  { platform: 'bluesky', accountId: 'bs_246', platformSpecificData: { langs: ['en', 'de'], altText: ['A picture'] } },
  {
    platform: 'facebook',
    accountId: 'fb_357',
    platformSpecificData: {
      link: 'https://example.com/',
      published: false,
      videoThumbnailUrl: 'https://cdn.example.com/t.jpg',
    },
  },
  {
    platform: 'threads',
    accountId: 'th_468',
    platformSpecificData: { replyControl: 'mentioned_only', altText: ['A picture'] },
  },
  {
    platform: 'googlebusiness',
    accountId: 'gb_579',
    platformSpecificData: {
      topicType: 'OFFER',
      callToActionType: 'GET_OFFER',
      callToActionUrl: 'https://example.com/',
      eventTitle: 'Event',
      eventStartDate: '2027-01-31',
      eventStartTime: '09:00',
      eventEndDate: '2027-02-01',
      eventEndTime: '18:00',
      offerCouponCode: 'TEN',
      offerRedeemOnlineUrl: 'https://example.com/redeem',
      offerTermsConditions: 'None',
    },
  },
];

const content = 'Quick tutorial! #coding #devtips';
const webhook = { url: 'https://hooks.example.com/postpeer?secret=1' };
const email = { recipients: ['a@example.com', 'b@example.com'] };
const events = ['post.scheduled', 'post.published', 'post.partial', 'post.failed'];
const id = { path: { id: 'a/b c?d#é' } };
const postId = { path: { postId: '69e0c0ffee' } };
const comments = { platform: 'instagram', accountId: 'ig_456' };
const page = { page: 1, limit: 100 };

/** The calls of each operation. Operations without parameters are called without an argument. */
export const CALLS = {
  'health.check': [{}],
  'health.verifyAccessKey': [{}],
  'connect.linkedin.getSelection': [{ path: { token: 'sel_1/2' } }],
  'connect.linkedin.submitSelection': [{ path: { token: 'sel_1' }, body: { selectedAccountIds: ['li_new'] } }],
  'connect.facebook.getSelection': [{ path: { token: 'sel_1' } }],
  'connect.facebook.submitSelection': [{ path: { token: 'sel_1' }, body: { selectedAccountIds: ['fb_1', 'fb_2'] } }],
  'connect.getOAuthUrl': [
    { path: { platform: 'tiktok' }, query: FLOW },
    { path: { platform: 'googlebusiness' }, query: { headless: false } },
  ],
  'connect.bluesky': [{ query: FLOW, body: { identifier: 'alice.bsky.social', password: 'abcd-efgh-ijkl-mnop' } }],
  'connect.integrations.list': [
    { query: { platform: 'tiktok', profileId: 'null', q: 'a b&c=é', limit: 1, offset: 0, sort: 'asc' } },
    { query: { limit: 100, sort: 'desc' } },
  ],
  'connect.integrations.get': [id],
  'connect.integrations.move': [
    { ...id, body: { profileId: null } },
    { ...id, body: { profileId: 'profile_1' } },
  ],
  'connect.integrations.disconnect': [id],
  'profiles.create': [{ body: { name: 'x'.repeat(200), description: 'x'.repeat(1000) } }, { body: { name: 'T' } }],
  'profiles.list': [{ query: { ...page, name: 'Team' } }],
  'profiles.get': [id],
  'profiles.update': [
    { ...id, body: { name: 'Other', description: null } },
    { ...id, body: {} },
  ],
  'profiles.delete': [id],
  'apps.create': [
    {
      body: {
        platform: 'tiktok',
        name: 'Mine',
        clientId: 'c',
        clientSecret: 's',
        imageUrl: 'https://cdn.example.com/i.png',
      },
    },
  ],
  'apps.list': [{ query: { ...page, platform: 'youtube', name: 'Mine' } }],
  'apps.get': [id],
  'apps.update': [
    { ...id, body: { name: 'Ours', imageUrl: null, clientSecret: 's2' } },
    { ...id, body: { imageUrl: 'https://cdn.example.com/i.png' } },
  ],
  'apps.delete': [id],
  'notifications.test': [
    { body: { channel: 'webhook', profileId: null, webhook } },
    { body: { channel: 'email', email } },
  ],
  'notifications.create': [
    {
      body: {
        channel: 'webhook',
        profileId: 'profile_1',
        eventTypes: events,
        onlyScheduledPosts: true,
        enabled: true,
        webhook,
      },
    },
    { body: { channel: 'email', eventTypes: ['post.failed'], email } },
  ],
  'notifications.list': [{}],
  'notifications.get': [id],
  'notifications.update': [
    { ...id, body: { profileId: null, eventTypes: events, onlyScheduledPosts: false, enabled: false, webhook, email } },
  ],
  'notifications.delete': [id],
  'platforms.list': [{}],
  'posts.create': [
    {
      body: {
        content,
        mediaItems: [VIDEO],
        platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
        publishNow: true,
      },
    },
    {
      body: {
        content,
        mediaItems: [VIDEO, IMAGE],
        platforms: TARGETS,
        scheduledFor: '2027-03-28T09:00:00Z',
        timezone: 'UTC',
      },
    },
    ...TARGETS.map(target => ({ body: { content, mediaItems: [VIDEO], platforms: [target], publishNow: true } })),
  ],
  'posts.list': [
    {
      query: {
        status: 'partial',
        platform: ['tiktok', 'twitter'],
        profileId: 'profile_1',
        createdAfter: '2026-01-01T00:00:00Z',
        createdBefore: '2026-12-31T23:59:59+01:00',
        scheduledAfter: '2026-01-01T00:00:00Z',
        scheduledBefore: '2027-01-01T00:00:00Z',
        limit: 100,
        offset: 1000,
        sort: 'asc',
      },
    },
    { query: { platform: ['bluesky'] } },
    {},
  ],
  'posts.get': [postId],
  'posts.delete': [{ ...postId, query: { deleteFromPlatforms: true } }, postId],
  'posts.scheduled.list': [{ query: { limit: 1, offset: 0, sort: 'desc' } }],
  'posts.scheduled.cancel': [postId],
  'posts.scheduled.reschedule': [{ ...postId, body: { scheduledFor: '2027-03-28T09:00:00Z', timezone: 'UTC' } }],
  'posts.scheduled.edit': [
    {
      ...postId,
      body: {
        content,
        mediaItems: [IMAGE, VIDEO],
        platforms: TARGETS,
        scheduledFor: '2027-03-28T09:00:00Z',
        timezone: 'UTC',
      },
    },
  ],
  'media.upload': [{ body: { filename: 'v.mp4', mimeType: 'video/mp4' } }],
  'analytics.get': [
    {
      query: {
        postId: 'p/1',
        platform: 'instagram',
        accountId: 'ig_456',
        source: 'platform',
        fromDate: '2026-01-01',
        toDate: '2026-12-31',
        sortBy: 'engagement',
        order: 'desc',
        ...page,
      },
    },
    {},
  ],
  'comments.list': [{ query: { ...comments, postId: '17_1', limit: 100, after: 'cursor==' } }],
  'comments.create': [
    { body: { ...comments, postId: '17_1', text: 'Thanks' } },
    { body: { ...comments, commentId: '18_1', text: 'Thanks' } },
  ],
  'comments.delete': [{ path: { commentId: '18_1/2' }, query: comments }],
  'comments.hide': [{ path: { commentId: '18_1' }, body: { ...comments, hidden: true } }],
  'messages.list': [{ query: { ...comments, limit: 1, after: 'c+/=' } }],
  'messages.send': [{ body: { ...comments, recipientId: '99', text: 'Hello' } }],
  'messages.get': [{ path: { conversationId: 'conv_1' }, query: { ...comments, limit: 100, after: 'c' } }],
  'usage.get': [
    { query: { profileId: 'profile_1', from: '2026-01', to: '2026-12' } },
    { query: { integrationId: 'ig_456' } },
    {},
  ],
  'pinterest.getBoards': [{ query: { accountId: 'pi_987' } }, {}],
  'tiktok.getCreatorInfo': [{ query: { accountId: 'tt_321' } }, {}],
  'ai.write': [{ body: { description: 'abc', platforms: ['twitter', 'bluesky'], existingContent: 'Draft' } }],
  'ai.generateImage': [
    {
      body: {
        description: 'x'.repeat(1500),
        aspectRatio: 'landscape',
        style: '3d-render',
        referenceImageUrls: Array(4).fill('https://cdn.example.com/r.png'),
        assetImageUrls: ['https://cdn.example.com/l.png'],
        referenceImageUrl: 'https://cdn.example.com/r.png',
      },
    },
  ],
};

/** Returns the method of a client by the name of its operation. */
export const methodOf = (client, name) => name.split('.').reduce((at, part) => at[part], client);
