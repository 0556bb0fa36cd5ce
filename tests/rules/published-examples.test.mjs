// No false alarms: PostPeer's own examples of posts are valid and have no false warning. Its wrong examples are
// refused, with the hint that fixes them.
//
// The examples of the official document are read from it where it is at hand. Those of the documentation, the skills
// and the clients have the fields, the option names and the kinds of values of the original; texts, ids and addresses
// are our own. Where a page shows one option alone, the rest of the post is the least that it needs.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { validatePost } from '../../pkg/validate.js';
import { loadSpec, noSpec } from '../support/external-fixtures.mjs';

/** Before every time that an example schedules. */
const NOW = Date.UTC(2026, 0, 1);
const check = (post, options) => validatePost(post, { now: NOW, ...options });

const to = (platform, platformSpecificData, rest) => ({
  platform,
  accountId: 'acct_17',
  ...(platformSpecificData && { platformSpecificData }),
  ...rest,
});
const now = (platforms, rest) => ({ content: 'Fresh bread at seven', platforms, publishNow: true, ...rest });
const later = (platforms, rest) => ({ content: 'Fresh bread at seven', platforms, ...rest });
const image = { mediaItems: [{ type: 'image', url: 'https://media.example.org/loaf.jpg' }] };
const images = { mediaItems: [...image.mediaItems, { type: 'image', url: 'https://media.example.org/oven.jpg' }] };
const video = { mediaItems: [{ type: 'video', url: 'https://media.example.org/bakery.mp4' }] };
const pdf = { mediaItems: [{ type: 'document', url: 'https://media.example.org/prices.pdf' }] };

const CHOICE = 'tiktok.privacy_level.missing';
const OFFER_EVENT = [
  'googlebusiness.event_title.missing',
  'googlebusiness.event_start_date.missing',
  'googlebusiness.event_end_date.missing',
];
const tiktokDefaults = {
  privacyLevel: 'PUBLIC_TO_EVERYONE',
  disableComment: false,
  disableDuet: false,
  disableStitch: false,
  brandContentToggle: false,
  brandOrganicToggle: false,
  isAigc: false,
  draft: false,
};
const event = {
  topicType: 'EVENT',
  eventTitle: 'Open day',
  eventStartDate: '2026-05-02',
  eventStartTime: '09:00',
  eventEndDate: '2026-05-02',
  eventEndTime: '17:00',
};

/** Right: where it stands, what it shows, the post, and the warnings that are true of it. */
const RIGHT = [
  [
    'spec',
    'a first post, the account still to be filled in',
    now([{ platform: 'twitter', accountId: '<id of your account>' }]),
  ],
  [
    'spec, prose',
    'defaults of YouTube spelt out',
    now(
      [to('youtube', { visibility: 'public', madeForKids: false, containsSyntheticMedia: false, categoryId: '22' })],
      video,
    ),
  ],
  ['spec, prose', 'defaults of TikTok spelt out for a video', now([to('tiktok', tiktokDefaults)], video)],
  [
    'spec, prose',
    'defaults of TikTok spelt out for photos',
    now([to('tiktok', { ...tiktokDefaults, autoAddMusic: true, photoCoverIndex: 0 })], images),
  ],
  [
    'spec, prose',
    'photos with a description of their own',
    now([to('tiktok', { privacyLevel: 'SELF_ONLY', description: 'From the oven, an hour ago' })], images),
  ],
  ['spec, prose', 'a color of a pin', now([to('pinterest', { boardId: '420', dominantColor: '#7A3B10' })], image)],
  [
    'spec, prose',
    'a video pin with a cover',
    now([to('pinterest', { boardId: '420', coverImageUrl: 'https://media.example.org/cover.jpg' })], video),
  ],
  ['spec, prose', 'defaults of LinkedIn spelt out', now([to('linkedin', { visibility: 'PUBLIC' })])],
  [
    'spec, prose',
    'a link share',
    now([
      to('linkedin', {
        articleUrl: 'https://blog.example.org/rye',
        articleTitle: 'Rye',
        articleDescription: 'Why it keeps',
      }),
    ]),
  ],
  [
    'spec, prose',
    'a company named in the text',
    now([to('linkedin', { mentions: [{ text: 'Example Mill', urn: 'urn:li:organization:4711' }] })], {
      content: 'Flour from Example Mill',
    }),
  ],
  ['spec, prose', 'a PDF with its title', now([to('linkedin', { documentTitle: 'Prices' })], pdf)],
  ['spec, prose', 'defaults of Bluesky spelt out', now([to('bluesky', { langs: ['en'], altText: ['A loaf'] })], image)],
  ['spec, prose', 'a link on a Page', now([to('facebook', { link: 'https://blog.example.org/rye', published: true })])],
  [
    'spec, prose',
    'a cover for the video of a Page',
    now([to('facebook', { videoThumbnailUrl: 'https://media.example.org/cover.jpg' })], video),
  ],
  [
    'spec, prose',
    'a Reel with its cover',
    now(
      [
        to('instagram', {
          shareToFeed: true,
          coverUrl: 'https://media.example.org/cover.jpg',
          collaborators: ['example.mill'],
        }),
      ],
      video,
    ),
  ],
  ['spec, prose', 'a Reel with a moment as its cover', now([to('instagram', { thumbOffset: 1500 })], video)],
  [
    'spec, prose',
    'defaults of Threads spelt out',
    now([to('threads', { replyControl: 'everyone', altText: ['A loaf', 'An oven'] })], images),
  ],
  [
    'spec, prose',
    'a thumbnail of a video',
    now([to('youtube', { title: 'Rye in a day' })], {
      mediaItems: [{ ...video.mediaItems[0], thumbnail: 'https://media.example.org/cover.png' }],
    }),
  ],
  ['spec, prose', 'a long post', now([to('twitter', { longPost: true })], { content: 'rye '.repeat(100) })],
  ['docs: create-post', 'two platforms, one image', now([to('twitter'), to('instagram')], image)],
  [
    'docs: create-post',
    'a text for one platform alone',
    now(
      [
        to('twitter', undefined, { content: 'Bread at 7' }),
        to('instagram', undefined, { content: 'Bread at seven #bread #rye' }),
      ],
      image,
    ),
  ],
  [
    'docs: publishing',
    'a video to X and YouTube',
    now([to('twitter'), to('youtube', { title: 'Rye in a day', visibility: 'public' })], video),
  ],
  [
    'docs: upload-media',
    'an uploaded image, part of its address left out',
    now([to('twitter')], { mediaItems: [{ type: 'image', url: 'https://media.example.org/uploads/.../loaf.png' }] }),
  ],
  ['docs: tiktok', 'a video', now([to('tiktok')], { ...video, content: 'Scoring a loaf #bread #baking' }), CHOICE],
  [
    'docs: tiktok',
    'options',
    now(
      [
        to('tiktok', {
          privacyLevel: 'PUBLIC_TO_EVERYONE',
          disableComment: false,
          disableDuet: false,
          disableStitch: false,
          draft: false,
        }),
      ],
      video,
    ),
  ],
  [
    'docs: tiktok',
    'the default cover of a video',
    now([to('tiktok', { privacyLevel: 'FOLLOWER_OF_CREATOR', videoCoverTimestampMs: 1000 })], video),
  ],
  [
    'docs: tiktok',
    'one video for three platforms, as it should read',
    now([to('tiktok'), to('youtube', { title: 'Rye in a day', visibility: 'public' }), to('instagram')], video),
    CHOICE,
  ],
  ['docs: twitter', 'a text', now([to('twitter')])],
  ['docs: twitter', 'an image', now([to('twitter')], image)],
  [
    'docs: twitter',
    'a thread',
    now([to('twitter', { threadItems: [{ content: 'Second' }, { content: 'Third', ...image }] })]),
  ],
  ['docs: twitter', 'a poll', now([to('twitter', { poll: { options: ['Rye', 'Wheat'], durationMinutes: 1440 } })])],
  ['docs: twitter', 'replies of those who are mentioned', now([to('twitter', { replySettings: 'mentionedUsers' })])],
  [
    'docs: pinterest',
    'a pin',
    now(
      [to('pinterest', { boardId: '420260601730000001', title: 'Rye', link: 'https://blog.example.org/rye' })],
      image,
    ),
  ],
  [
    'docs: pinterest, older',
    'a pin, the board still to be filled in',
    now([to('pinterest', { boardId: 'board_xyz', link: 'https://blog.example.org/rye' })], image),
    'pinterest.board_id.malformed',
  ],
  [
    'docs: bluesky',
    'a text with an emoji and a link',
    now([to('bluesky')], { content: 'Bread at seven 🥖 https://blog.example.org' }),
  ],
  ['docs: facebook', 'a text', now([to('facebook')])],
  ['docs: threads', 'a text', now([to('threads')])],
  ['docs: threads', 'an image', now([to('threads')], image)],
  [
    'docs: schedule-post',
    'publishNow false with a time',
    later([to('twitter')], { publishNow: false, scheduledFor: '2026-05-02T07:00:00.000Z', timezone: 'UTC' }),
  ],
  ['skills: schedule-social-post', 'a text', now([to('linkedin')])],
  [
    'skills: schedule-social-post',
    'Google Business, with a button',
    now([
      to('googlebusiness', {
        topicType: 'STANDARD',
        callToActionType: 'ORDER',
        callToActionUrl: 'https://shop.example.org',
      }),
    ]),
  ],
  [
    'skills: schedule-social-post',
    'Google Business, the button that calls',
    now([to('googlebusiness', { callToActionType: 'CALL' })]),
  ],
  ['skills: schedule-social-post', 'Google Business, an event', now([to('googlebusiness', event)])],
  [
    'skills: schedule-social-post',
    'Google Business, an offer',
    now([
      to('googlebusiness', {
        topicType: 'OFFER',
        offerCouponCode: 'RYE',
        offerRedeemOnlineUrl: 'https://shop.example.org/rye',
        offerTermsConditions: 'One each',
      }),
    ]),
    ...OFFER_EVENT,
  ],
  ['client: @postpeer/node', 'a text', now([to('twitter')])],
  ['client: postpeer for Python', 'a text', now([to('twitter')])],
  [
    'observed in production',
    'a time in UTC',
    later([to('twitter')], { scheduledFor: '2026-08-03T21:07:00Z', timezone: 'UTC' }),
  ],
  [
    'observed in production',
    'a time with the offset of its zone',
    later([to('twitter')], { scheduledFor: '2026-08-03T21:07:00-06:00', timezone: 'America/Denver' }),
  ],
];

const option = key => `platforms.0.platformSpecificData.${key}`;
const local = { scheduledFor: '2026-07-01T09:00:00', timezone: 'America/New_York' };
const utc = { scheduledFor: '2026-07-01T13:00:00Z', timezone: 'UTC' };
const localHint = { 'format.date_time at scheduledFor': 'Write it as 2026-07-01T13:00:00Z, with timezone UTC.' };
const renamed = (path, to) => ({ [`renamed_key at ${path}`]: `Rename it to ${to}.` });
const maybe = (path, to) => ({ [`unknown_key at ${path}`]: `Did you mean ${to}?` });
const NO_TIME = { 'post.publish_now.missing at publishNow': undefined };
/** Any hint: which one is right would be said by a schema newer than the one that the tables are made from. */
const ANY = Symbol('any hint');

/** Wrong: where it stands, what is wrong, the post, each error with its hint, and what lenient reading makes of it. */
const WRONG = [
  [
    'docs: tiktok',
    'privacyStatus of a YouTube video',
    now([to('tiktok'), to('youtube', { title: 'Rye in a day', privacyStatus: 'public' }), to('instagram')], video),
    renamed('platforms.1.platformSpecificData.privacyStatus', 'visibility'),
    now([to('tiktok'), to('youtube', { title: 'Rye in a day', visibility: 'public' }), to('instagram')], video),
  ],
  [
    'docs: create-post',
    'privacyStatus of a YouTube video',
    now([to('twitter'), to('youtube', { title: 'Rye in a day', privacyStatus: 'public' })], video),
    renamed('platforms.1.platformSpecificData.privacyStatus', 'visibility'),
    now([to('twitter'), to('youtube', { title: 'Rye in a day', visibility: 'public' })], video),
  ],
  [
    'docs: create-post',
    'an unknown platform',
    now([to('reddit')]),
    { 'unknown_platform at platforms.0.platform': undefined },
  ],
  ['docs: schedule-post', 'a local time', later([to('twitter')], local), localHint, later([to('twitter')], utc)],
  [
    'docs: schedule-post',
    'a local time without timezone, which is UTC',
    later([to('twitter')], { scheduledFor: '2026-07-01T09:00:00' }),
    { 'format.date_time at scheduledFor': 'Write it as 2026-07-01T09:00:00Z, with timezone UTC.' },
    later([to('twitter')], { scheduledFor: '2026-07-01T09:00:00Z', timezone: 'UTC' }),
  ],
  [
    'docs: scheduling, oldest',
    'scheduledAt, and a local time',
    later([to('twitter')], { scheduledAt: local.scheduledFor, timezone: local.timezone }),
    {
      ...renamed('scheduledAt', 'scheduledFor'),
      'format.date_time at scheduledAt': localHint['format.date_time at scheduledFor'],
    },
    later([to('twitter')], utc),
  ],
  ['skills: postpeer-api', 'a local time', later([to('linkedin')], local), localHint, later([to('linkedin')], utc)],
  [
    'skills: schedule-social-post',
    'a local time; the address left out',
    later([to('linkedin', undefined, { content: 'For LinkedIn' })], {
      mediaItems: [{ type: 'image', url: 'https://...' }],
      ...local,
    }),
    localHint,
    later([to('linkedin', undefined, { content: 'For LinkedIn' })], {
      mediaItems: [{ type: 'image', url: 'https://...' }],
      ...utc,
    }),
  ],
  // The schema that the tables are made from takes neither the field nor a post without targets.
  [
    'skills: schedule-social-post, newest',
    'a draft',
    later([], { saveAsDraft: true }),
    { 'too_few_items at platforms': undefined, 'unknown_key at saveAsDraft': ANY, ...NO_TIME },
  ],
  [
    'docs: twitter',
    'replySettings everyone',
    now([to('twitter', { replySettings: 'everyone' })]),
    { [`retired_value at ${option('replySettings')}`]: 'Leave replySettings out: that means the same.' },
    now([to('twitter', {})]),
  ],
  [
    'docs: tiktok, older',
    'the older names of the switches',
    now(
      [to('tiktok', { privacyLevel: 'SELF_ONLY', commentDisabled: true, duetDisabled: false, stitchDisabled: false })],
      video,
    ),
    {
      ...renamed(option('commentDisabled'), 'disableComment'),
      ...renamed(option('duetDisabled'), 'disableDuet'),
      ...renamed(option('stitchDisabled'), 'disableStitch'),
    },
    now(
      [to('tiktok', { privacyLevel: 'SELF_ONLY', disableComment: true, disableDuet: false, disableStitch: false })],
      video,
    ),
  ],
  [
    'docs: tiktok, older',
    'privacyLevel public',
    now([to('tiktok', { privacyLevel: 'public' })], video),
    { [`enum at ${option('privacyLevel')}`]: 'Did you mean PUBLIC_TO_EVERYONE?' },
  ],
  [
    'docs: tiktok, older',
    'privacyLevel friends',
    now([to('tiktok', { privacyLevel: 'friends' })], video),
    { [`enum at ${option('privacyLevel')}`]: 'Did you mean MUTUAL_FOLLOW_FRIENDS?' },
  ],
  [
    'docs: tiktok, older',
    'privacyLevel private',
    now([to('tiktok', { privacyLevel: 'private' })], video),
    { [`enum at ${option('privacyLevel')}`]: undefined },
  ],
  ['client: @postpeer/node, older', 'neither now nor later', later([to('twitter')]), NO_TIME],
  [
    'client: @postpeer/node, older',
    'a poll with an underscore',
    now([to('twitter', { poll: { options: ['Rye', 'Wheat'], duration_minutes: 60 } })]),
    renamed(option('poll.duration_minutes'), 'durationMinutes'),
    now([to('twitter', { poll: { options: ['Rye', 'Wheat'], durationMinutes: 60 } })]),
  ],
  [
    'client: @postpeer/node, older',
    'options of TikTok with underscores',
    now(
      [
        to('tiktok', {
          privacy_level: 'SELF_ONLY',
          disable_comment: true,
          disable_duet: true,
          disable_stitch: true,
          video_cover_timestamp_ms: 1000,
        }),
      ],
      video,
    ),
    {
      ...maybe(option('privacy_level'), 'privacyLevel'),
      ...maybe(option('disable_comment'), 'disableComment'),
      ...maybe(option('disable_duet'), 'disableDuet'),
      ...maybe(option('disable_stitch'), 'disableStitch'),
      ...maybe(option('video_cover_timestamp_ms'), 'videoCoverTimestampMs'),
    },
  ],
  [
    'client: @postpeer/node, older',
    'more options of TikTok with underscores',
    now(
      [
        to('tiktok', {
          privacyLevel: 'SELF_ONLY',
          is_aigc: true,
          auto_add_music: true,
          photo_cover_index: 0,
          brand_content_toggle: false,
          brand_organic_toggle: false,
        }),
      ],
      image,
    ),
    {
      ...maybe(option('is_aigc'), 'isAigc'),
      ...maybe(option('auto_add_music'), 'autoAddMusic'),
      ...maybe(option('photo_cover_index'), 'photoCoverIndex'),
      ...maybe(option('brand_content_toggle'), 'brandContentToggle'),
      ...maybe(option('brand_organic_toggle'), 'brandOrganicToggle'),
    },
  ],
  [
    'client: @postpeer/node, older',
    'options of LinkedIn with underscores',
    now([
      to('linkedin', {
        article_url: 'https://blog.example.org/rye',
        article_title: 'Rye',
        article_description: 'Why it keeps',
      }),
    ]),
    {
      ...maybe(option('article_url'), 'articleUrl'),
      ...maybe(option('article_title'), 'articleTitle'),
      ...maybe(option('article_description'), 'articleDescription'),
    },
  ],
];

const errorsOf = ({ issues }) => issues.filter(({ severity }) => severity === 'error');

for (const [source, what, post, ...warnings] of RIGHT) {
  test(`right (${source}): ${what}`, () => {
    const { valid, issues } = check(post);
    assert.deepEqual(
      issues.map(({ severity, code }) => `${severity} ${code}`),
      warnings.map(code => `warning ${code}`),
    );
    assert.equal(valid, true);
  });
}

for (const [source, what, post, hints, mended] of WRONG) {
  test(`wrong (${source}): ${what}`, () => {
    const verdict = check(post);
    assert.equal(verdict.valid, false);
    const found = errorsOf(verdict).map(({ code, path, hint }) => {
      const place = `${code} at ${path.join('.')}`;
      return [place, hints[place] === ANY ? ANY : hint];
    });
    assert.deepEqual(Object.fromEntries(found), hints);
    const lenient = check(post, { mode: 'lenient' });
    assert.equal(lenient.valid, mended !== undefined);
    assert.deepEqual(lenient.value, mended);
  });
}

test('the edit of a scheduled story (client: postpeer for Python) has the structure of a post', () => {
  assert.deepEqual(check(later([to('instagram', { contentType: 'story' })]), { rules: false }).issues, []);
});

/** Every example of a schema, each in the smallest post that it can stand in. */
function* examplesIn(document, schema, embed = value => value) {
  if (schema.$ref) {
    yield* examplesIn(document, follow(document, schema.$ref), embed);
    return;
  }
  for (const value of examplesOf(schema)) yield embed(value);
  for (const part of [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])])
    yield* examplesIn(document, part, embed);
  if (schema.items) yield* examplesIn(document, schema.items, value => embed([value]));
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    yield* examplesIn(document, field, value => embed({ ...least(document, schema), [key]: value }));
  }
}

const follow = (document, ref) =>
  ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at[key], document);

/** `example`, the list `examples` of JSON Schema, and the named `examples` of OpenAPI. */
function examplesOf({ example, examples }) {
  const several = Array.isArray(examples) ? examples : Object.values(examples ?? {}).map(({ value }) => value);
  return example === undefined ? several : [example, ...several];
}

/** The smallest value that a schema takes. */
function least(document, schema) {
  if (schema.$ref) return least(document, follow(document, schema.$ref));
  if (schema.enum) return schema.enum[0];
  if (schema.oneOf) return least(document, schema.oneOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map(key => [key, least(document, schema.properties[key])]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => least(document, schema.items));
    case 'number':
      return schema.minimum ?? 0;
    default:
      return schema.format === 'uri' ? 'https://media.example.org/loaf.jpg' : '1';
  }
}

/** A post that only shows an option gets the other fields that its platform needs. */
function completed(post) {
  const [{ platform }] = post.platforms;
  const media = { youtube: video, tiktok: video, instagram: video, pinterest: image }[platform];
  return { ...(post.scheduledFor ? {} : { publishNow: true }), ...media, ...post };
}

const bodyOf = document => document.paths['/v1/posts/'].post.requestBody.content['application/json'];
const postsIn = document => [
  ...examplesOf(bodyOf(document)),
  ...Array.from(examplesIn(document, bodyOf(document).schema), completed),
];

test('every example of a post in the official document is right', { skip: noSpec() }, () => {
  const posts = postsIn(loadSpec());
  assert.ok(posts.length > 0);
  for (const post of posts) assert.deepEqual(errorsOf(check(post)), [], JSON.stringify(post));
});

test('an example in the official document would be found wherever it stood', { skip: noSpec() }, () => {
  const document = loadSpec();
  const body = bodyOf(document);
  const resolved = schema => (schema.$ref ? follow(document, schema.$ref) : schema);
  const targets = body.schema.properties.platforms.items.oneOf.map(resolved);
  const optionsOf = name =>
    resolved(targets.find(({ properties }) => properties.platform.enum[0] === name).properties.platformSpecificData);
  const before = postsIn(document).length;
  body.examples = { named: { value: { content: 'x', platforms: [to('reddit')], publishNow: true } } };
  optionsOf('tiktok').properties.privacyLevel.example = 'public';
  optionsOf('twitter').properties.poll.examples = [{ options: ['Rye'], durationMinutes: 60 }];
  optionsOf('pinterest').example = { boardId: '1', title: 'a'.repeat(101) };
  body.schema.properties.scheduledFor.example = 'tomorrow';
  const wrong = postsIn(document).flatMap(post =>
    errorsOf(check(post)).map(({ code, path }) => `${code} at ${path.join('.')}`),
  );
  assert.equal(postsIn(document).length, before + 5);
  assert.deepEqual(wrong.sort(), [
    'enum at platforms.0.platformSpecificData.privacyLevel',
    'format.date_time at scheduledFor',
    'too_few_items at platforms.0.platformSpecificData.poll.options',
    'too_long at platforms.0.platformSpecificData.title',
    'unknown_platform at platforms.0.platform',
  ]);
});
