// The rules in the built package: time zones, creators, media facts, counters, and the shapes of results.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer } from '../../pkg/index.js';
import { countText, postSchema, resolvePost, tiktokForm, validatePost } from '../../pkg/validate.js';

const post = (platform, rest, options) => ({
  content: 'Hello',
  platforms: [{ platform, accountId: 'a', ...(options && { platformSpecificData: options }) }],
  publishNow: true,
  ...rest,
});
const video = { type: 'video', url: 'https://cdn.example.com/a.mp4' };
const at = (scheduledFor, timezone, options) =>
  validatePost(
    { content: 'Hello', platforms: [{ platform: 'twitter', accountId: 'a' }], scheduledFor, timezone },
    { now: 0, ...options },
  );
const codes = ({ issues }) => issues.map(issue => issue.code);
const creator = {
  privacyLevelOptions: ['FOLLOWER_OF_CREATOR', 'SELF_ONLY'],
  commentDisabled: true,
  duetDisabled: false,
  stitchDisabled: false,
  maxVideoPostDurationSec: 60,
};

test('a local time gets its UTC time as a hint, and lenient reading sends that', () => {
  const strict = at('2026-03-29T09:00:00', 'America/New_York');
  assert.equal(strict.valid, false);
  assert.match(strict.issues[0].hint, /2026-03-29T13:00:00Z/);
  const lenient = at('2026-03-29T09:00:00', 'America/New_York', { mode: 'lenient' });
  assert.equal(lenient.valid, true);
  assert.deepEqual(codes(lenient), ['format.local_time']);
  assert.equal(lenient.value.scheduledFor, '2026-03-29T13:00:00Z');
  assert.equal(lenient.value.timezone, 'UTC');
});

test('clocks that skip an hour or repeat one', () => {
  const gap = at('2026-03-29T02:30:00', 'Europe/Berlin', { mode: 'lenient' });
  assert.ok(codes(gap).includes('post.scheduled_for.gap'));
  assert.equal(gap.value.scheduledFor, '2026-03-29T01:30:00Z');
  const overlap = at('2026-10-25T02:30:00', 'Europe/Berlin', { mode: 'lenient' });
  assert.ok(codes(overlap).includes('post.scheduled_for.overlap'));
  assert.equal(overlap.value.scheduledFor, '2026-10-25T00:30:00Z');
});

test('an offset with a different zone has two readings, with its own zone one', () => {
  assert.deepEqual(codes(at('2026-08-03T21:07:00Z', 'America/Denver')), ['post.scheduled_for.two_readings']);
  assert.deepEqual(codes(at('2026-08-03T21:07:00-06:00', 'America/Denver')), []);
  assert.deepEqual(codes(at('2026-08-03T21:07:00Z', 'UTC')), []);
  assert.deepEqual(codes(at('2026-01-03T21:07:00Z', 'Europe/London')), []);
});

test('a TikTok post is checked against what its creator may do', () => {
  const draft = post('tiktok', { mediaItems: [video] }, { privacyLevel: 'PUBLIC_TO_EVERYONE' });
  for (const answer of [creator, { success: true, data: creator }]) {
    const verdict = validatePost(draft, {
      creatorInfo: { a: answer },
      media: { [video.url]: { container: 'mp4', duration: 61 } },
    });
    assert.deepEqual(codes(verdict), [
      'tiktok.privacy_level.not_offered',
      'tiktok.media.out_of_range',
      'tiktok.disable_comment.creator_setting',
    ]);
    assert.match(verdict.issues[0].hint, /FOLLOWER_OF_CREATOR or SELF_ONLY/);
    assert.equal(verdict.issues[1].limit, 60);
  }
  assert.equal(validatePost(draft, { creatorInfo: { other: creator } }).valid, true);
});

test('a form gets the choices of the creator, none chosen', () => {
  const form = tiktokForm({ data: creator });
  assert.equal(form.privacyLevel.value, null);
  assert.deepEqual(
    form.privacyLevel.options.map(option => option.value),
    creator.privacyLevelOptions,
  );
  assert.deepEqual(
    form.privacyLevel.options.map(option => option.withBrandedContent),
    [true, false],
  );
  assert.equal(form.comment.disabled, true);
  assert.equal(form.duet.disabled, false);
  assert.equal(form.maxDurationSec, 60);
  assert.throws(() => tiktokForm({}), TypeError);
});

test('an old name is read as the new one if the new one has no value', () => {
  const { publishNow, ...rest } = post('twitter');
  const old = { ...rest, scheduledAt: '2099-01-01T00:00:00Z', scheduledFor: undefined };
  const { valid, value } = validatePost(old, { mode: 'lenient' });
  assert.equal(valid, true);
  assert.deepEqual(JSON.parse(JSON.stringify(value)), { ...rest, scheduledFor: '2099-01-01T00:00:00Z' });
  const local = validatePost(
    { ...rest, scheduledAt: '2099-01-01T00:00:00', timezone: 'Europe/Berlin' },
    { mode: 'lenient' },
  );
  assert.equal(
    JSON.stringify(local.value),
    JSON.stringify({ ...rest, scheduledFor: '2098-12-31T23:00:00Z', timezone: 'UTC' }),
  );
});

test('an edit may leave out its time and its attachments', () => {
  const { publishNow, ...edit } = post('tiktok', {}, { privacyLevel: 'SELF_ONLY' });
  assert.deepEqual(codes(validatePost(edit)), ['post.publish_now.missing', 'tiktok.media.missing']);
  assert.deepEqual(codes(validatePost(edit, { edit: true })), []);
  assert.deepEqual(codes(validatePost({ ...edit, timezone: 'UTC' }, { edit: true })), []);
  assert.deepEqual(codes(validatePost({ ...edit, mediaItems: [] }, { edit: true })), ['tiktok.media.missing']);
  assert.deepEqual(codes(validatePost({ ...edit, mediaItems: [video, video] }, { edit: true })), [
    'tiktok.media.too_many',
  ]);
  assert.deepEqual(codes(validatePost({ ...edit, content: 'x'.repeat(3000) }, { edit: true })), []);
});

test('counting a text while a post is read does not affect the post', () => {
  const tags = ['a', 'b'];
  // The last value of the walk: after it nothing is written that would notice that the memory has moved.
  Object.defineProperty(tags, 1, {
    enumerable: true,
    get() {
      countText('x'.repeat(3_000_000));
      return 5;
    },
  });
  const target = { platform: 'youtube', accountId: 'a', platformSpecificData: { tags } };
  const { issues } = validatePost({ content: '', publishNow: true, platforms: [target] });
  assert.ok(
    issues.some(({ code, path }) => code === 'type' && path.join('.') === 'platforms.0.platformSpecificData.tags.1'),
  );
});

test('X counts the composed form of a text', () => {
  assert.equal(validatePost(post('twitter', { content: 'e\u0301'.repeat(280) })).valid, true);
  assert.equal(validatePost(post('twitter', { content: 'e\u0301'.repeat(281) })).issues[0].actual, 281);
  assert.equal(countText('e\u0301'.repeat(281), 'twitter').overAt, 560);
});

test('counters: one platform, all platforms, both limits of Bluesky', () => {
  assert.deepEqual(countText('see https://example.com/a/very/long/path', 'twitter'), {
    used: 27,
    limit: 280,
    remaining: 253,
    unit: 'weighted',
  });
  assert.equal(Object.keys(countText('x')).length, 10);
  const bluesky = countText('👨‍👩‍👧‍👦'.repeat(121), 'bluesky');
  assert.equal(bluesky.unit, 'bytes');
  assert.equal(bluesky.remaining, -25);
  assert.equal(bluesky.overAt, 120 * 11);
  assert.deepEqual(
    bluesky.others.map(other => [other.unit, other.used]),
    [['graphemes', 121]],
  );
  assert.equal(countText('x', 'tiktok', { media: 'photo' }).limit, 90);
  assert.equal(countText('x', 'twitter', { longPost: true }).limit, 25_000);
  assert.equal(countText('a\ud800b', 'threads').used, 3);
  assert.throws(() => countText('x', 'myspace'), TypeError);
});

test('what each target publishes, and the body that is sent', () => {
  const draft = {
    content: 'First line\nSecond',
    platforms: [
      { platform: 'pinterest', accountId: 'p', platformSpecificData: { boardId: '1' } },
      { platform: 'instagram', accountId: 'i', content: 'Own', platformSpecificData: { contentType: 'story' } },
      { platform: 'threads', accountId: 't', content: 'Own' },
    ],
    mediaItems: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }],
    publishNow: true,
  };
  const { targets, body } = resolvePost(draft);
  assert.equal(body, JSON.stringify(draft));
  assert.deepEqual(
    targets.map(target => target.text),
    ['First line\nSecond', '', 'Own'],
  );
  assert.equal(targets[0].options.title, 'First line');
  assert.equal(targets[2].options.replyControl, 'everyone');
  assert.equal(targets[2].counts.used, 3);
  assert.equal(
    resolvePost(
      { ...draft, publishNow: undefined, scheduledAt: '2099-01-01T00:00:00Z' },
      { mode: 'lenient' },
    ).body.includes('scheduledFor'),
    true,
  );
});

test('the reported body is the sent body, to the byte', async () => {
  const posts = [
    post('twitter', { content: 'é\u2028 "quoted" 👩‍👩‍👧 \ud83d\ude00' }),
    { ...post('threads'), content: 'x', timezone: undefined },
    post('tiktok', { mediaItems: [video] }, { privacyLevel: 'SELF_ONLY', draft: false }),
    {
      content: 'x',
      platforms: [
        { platform: 'youtube', accountId: 'y', platformSpecificData: { title: 't', privacyStatus: 'public' } },
      ],
      mediaItems: [video],
      scheduledAt: '2099-01-01T00:00:00',
      timezone: 'Asia/Tokyo',
    },
  ];
  for (const mode of ['strict', 'lenient']) {
    const sent = [];
    const fetch = async request => (
      sent.push(await request.text()),
      Response.json({ success: true, status: 'published', postId: 'p', platforms: [] }, { status: 202 })
    );
    const client = new PostPeer({ apiKey: 'k', fetch, validate: mode });
    for (const body of mode === 'strict' ? posts.slice(0, 3) : posts) {
      await client.posts.create({ body });
      assert.equal(resolvePost(body, { mode }).body, sent.at(-1));
    }
  }
});

test('near misses are named', () => {
  const hint = value => validatePost(value).issues.find(issue => issue.hint?.startsWith('Did you mean'))?.hint;
  assert.equal(hint(post('twiter')), 'Did you mean twitter?');
  assert.equal(
    hint(post('tiktok', { mediaItems: [video] }, { privacy_level: 'SELF_ONLY' })),
    'Did you mean privacyLevel?',
  );
  assert.equal(
    hint(post('tiktok', { mediaItems: [video] }, { privacyLevel: 'friends' })),
    'Did you mean MUTUAL_FOLLOW_FRIENDS?',
  );
  assert.equal(hint(post('reddit')), undefined);
});

test('messages can be replaced, by code or by the end of codes', () => {
  const messages = {
    'twitter.text.too_long': 'höchstens {limit}, nicht {actual}',
    '*.missing': issue => `fehlt: ${issue.path.at(-1)}`,
  };
  assert.equal(
    validatePost(post('twitter', { content: 'a'.repeat(300) }), { messages }).issues[0].message,
    'höchstens 280, nicht 300',
  );
  assert.equal(validatePost(post('instagram'), { messages }).issues[0].message, 'fehlt: mediaItems');
});

test('a standard schema: values, issues with paths, JSON Schema', () => {
  const standard = postSchema['~standard'];
  assert.equal(standard.version, 1);
  const good = post('twitter');
  assert.deepEqual(standard.validate(good), { value: good });
  for (const bad of [undefined, null, 5, [], {}, post('instagram')]) {
    const { issues } = standard.validate(bad);
    assert.ok(issues.length > 0);
    for (const issue of issues) assert.ok(issue.path.length > 0 && issue.message);
  }
  assert.equal(
    standard.validate(
      { ...good, publishNow: undefined, scheduledAt: '2099-01-01T00:00:00Z' },
      { libraryOptions: { mode: 'lenient' } },
    ).value.scheduledFor,
    '2099-01-01T00:00:00Z',
  );
  assert.match(standard.jsonSchema.input({ target: 'draft-2020-12' }).$schema, /2020-12/);
  assert.match(standard.jsonSchema.output({ target: 'draft-07' }).$schema, /draft-07/);
  assert.throws(() => standard.jsonSchema.input({ target: 'openapi-3.0' }), /openapi-3.0/);
});

test('no context of a post can break the check', () => {
  const hostile = {
    get a() {
      throw new Error('no');
    },
  };
  const draft = post('tiktok', { mediaItems: [video] });
  for (const options of [
    { creatorInfo: hostile, media: hostile },
    { creatorInfo: 5, media: 'x' },
    { creatorInfo: { a: null } },
    { media: { [video.url]: { bytes: 'many' } } },
  ]) {
    assert.equal(validatePost(draft, options).valid, true);
  }
});

test('a day that does not exist is invalid, and is not read as another day', () => {
  for (const day of ['2027-02-30', '2027-02-29', '2027-04-31', '2027-13-01', '2027-00-10']) {
    for (const mode of ['strict', 'lenient']) {
      const verdict = at(`${day}T18:00:00`, 'UTC', { mode });
      assert.deepEqual(codes(verdict), ['format.date_time'], `${day} ${mode}`);
      assert.doesNotMatch(verdict.issues[0].hint, /2027-/);
    }
  }
  assert.equal(at('2028-02-29T18:00:00', 'UTC', { mode: 'lenient' }).value.scheduledFor, '2028-02-29T18:00:00Z');
  assert.deepEqual(codes(at('9999-12-31T23:59:59', 'America/New_York', { mode: 'lenient' })), ['format.date_time']);
});

test('X counts a text that is longer in its composed form', () => {
  const grows = '\u0958'.repeat(200); // 400 code points when composed: it is excluded from composition
  assert.equal(countText(grows, 'twitter').used, 400);
  const thread = post('twitter', {}, { threadItems: [{ content: grows }] });
  for (const longer of [post('twitter', { content: grows }), thread]) {
    const [issue, ...others] = validatePost(longer).issues;
    assert.deepEqual([issue.code, issue.actual, others.length], ['twitter.text.too_long', 400, 0]);
  }
  assert.deepEqual(validatePost(post('twitter', { content: '\u0958'.repeat(140) })).issues, []);
});

test('attachments of later posts of a thread are checked by their own facts', () => {
  const options = { threadItems: [{ content: 'a' }, { content: 'b', mediaItems: [video] }] };
  const facts = { [video.url]: { container: 'matroska', duration: 0.1 } };
  const { issues } = validatePost(post('twitter', {}, options), { media: facts });
  const path = ['platforms', 0, 'platformSpecificData', 'threadItems', 1, 'mediaItems', 0];
  assert.deepEqual(
    issues.map(({ code, path }) => [code, path]),
    [
      ['twitter.media.not_taken', path],
      ['twitter.media.out_of_range', path],
    ],
  );
});

test('a getter that throws the second time breaks nothing', () => {
  let reads = 0;
  const shy = post('twitter');
  Object.defineProperty(shy, 'content', {
    enumerable: true,
    get() {
      if (reads++ > 0) throw new Error('once only');
      return 'x'.repeat(300);
    },
  });
  assert.deepEqual(codes(validatePost(shy)), ['twitter.text.too_long']);
  reads = 0;
  const old = post('youtube', { mediaItems: [video] });
  Object.defineProperty(old.platforms[0], 'platformSpecificData', {
    enumerable: true,
    get() {
      if (reads++ > 0) throw new Error('once only');
      return { privacyStatus: 'private' };
    },
  });
  assert.equal(validatePost(old, { mode: 'lenient' }).valid, true);
});

test('an invalid `now` is refused, and a missing one is the present', () => {
  for (const now of [NaN, 'today', new Date(NaN), 1n, Symbol('now'), {}]) {
    assert.throws(() => validatePost(post('twitter'), { now }), {
      name: 'TypeError',
      message: /`now` is a Date or a number/,
    });
  }
  assert.equal(validatePost(post('twitter'), { now: undefined }).valid, true);
});

test('an edit has no publishNow', () => {
  const [issue] = validatePost(post('threads'), { edit: true }).issues;
  assert.deepEqual([issue.code, issue.path, issue.severity], ['post.publish_now.conflict', ['publishNow'], 'error']);
});

test('a draft that is not valid yet is resolved under its new names, too', () => {
  const draft = post('youtube', {}, { privacyStatus: 'private' });
  assert.equal(validatePost(draft, { mode: 'lenient' }).valid, false);
  const { targets, body } = resolvePost(draft, { mode: 'lenient' });
  assert.equal(targets[0].options.visibility, 'private');
  assert.deepEqual(JSON.parse(body).platforms[0].platformSpecificData, { visibility: 'private' });
});

test('values that are not plain data cannot be resolved, and the error says so', () => {
  const cycle = post('twitter');
  cycle.platforms[0].self = cycle;
  for (const odd of [post('twitter', { content: 1n }), cycle, null, 'post', []]) {
    assert.throws(() => resolvePost(odd), { name: 'TypeError', message: /^postpeer-wasm: resolvePost takes/ });
  }
  assert.deepEqual(
    resolvePost({ content: 'a', platforms: [{ platform: 'x', platformSpecificData: 'abc' }] }).targets[0].options,
    {},
  );
  assert.equal(resolvePost(post('pinterest', { content: 'one\r\ntwo' })).targets[0].options.title, 'one');
});

test('one unreadable entry does not affect the others', () => {
  const two = {
    ...post('tiktok', { mediaItems: [video] }),
    platforms: ['a', 'b'].map(accountId => ({
      platform: 'tiktok',
      accountId,
      platformSpecificData: { privacyLevel: 'PUBLIC_TO_EVERYONE' },
    })),
  };
  const facts = {
    get duration() {
      throw new Error('no');
    },
  };
  const { issues } = validatePost(two, {
    creatorInfo: { a: { privacyLevelOptions: 5 }, b: creator },
    media: { [video.url]: facts },
  });
  const refused = issues.filter(({ code }) => code === 'tiktok.privacy_level.not_offered');
  assert.deepEqual(
    refused.map(({ target }) => target),
    [1],
  );
});

test('messages state the fault, and hints the fix', () => {
  const said = (made, options) => validatePost(made, options).issues.map(({ message, hint }) => [message, hint]);
  const photos = { mediaItems: [1, 2].map(n => ({ type: 'image', url: `https://cdn.example.com/${n}.jpg` })) };
  const tiktok = options => post('tiktok', photos, { privacyLevel: 'PUBLIC_TO_EVERYONE', ...options });
  assert.deepEqual(said(tiktok({ photoCoverIndex: 2 })), [
    ['photoCoverIndex must be the place of a photo, counted from 0; it is 2.', undefined],
  ]);
  const none = { ...creator, privacyLevelOptions: [], commentDisabled: false };
  assert.deepEqual(said(tiktok(), { creatorInfo: { a: none } }), [
    ['TikTok does not offer this creator that privacyLevel.', undefined],
  ]);
  const mention = content =>
    post('linkedin', { content }, { mentions: [{ text: 'Acme', urn: 'urn:li:organization:1' }] });
  assert.match(
    said(mention('Acme, Acme and Acme'))[0][0],
    /exactly once in the text, in the same case; there it is 3 times\.$/,
  );
  const twin = post('youtube', { mediaItems: [video] }, { visibility: 'public', privacyStatus: 'private' });
  assert.deepEqual(said(twin), [['privacyStatus is an old name of visibility, which is there too.', 'Remove it.']]);
  const dated = { ...post('twitter', { publishNow: undefined }), scheduledFor: new Date() };
  assert.deepEqual(said(dated), [
    ['scheduledFor must be a string, not an object.', 'Of a Date, give its toISOString().'],
  ]);
  const facts = { [photos.mediaItems[0].url]: { bytes: 5_242_881 } };
  assert.match(said(post('twitter', photos), { media: facts })[0][0], /has 5\.243\.$/);
  const barely = { [photos.mediaItems[0].url]: { bytes: 5_000_001 } };
  assert.match(said(post('twitter', photos), { media: barely })[0][0], /has 5\.000001\.$/);
  assert.equal(said(post('twitter', { '': 1 }))[0][0], '"" is not a field here, and PostPeer refuses unknown fields.');
  assert.equal(
    said({ ...post('twitter', { publishNow: true }), scheduled_at: 'x' })[0][1],
    'Did you mean scheduledFor?',
  );
  assert.equal(said(tiktok({ comment: true }))[0][1], 'Remove it.');
  assert.equal(
    said(post('twitter', {}, { poll: { options: ['a'], durationMinutes: 5 } }))[0][0],
    'options has too few items: 1, where the least is 2.',
  );
});

test('a function in messages receives the text that it replaces', () => {
  const messages = { 'twitter.text.too_long': ({ message, actual }) => `${actual}! ${message}` };
  const [issue] = validatePost(post('twitter', { content: 'x'.repeat(281) }), { messages }).issues;
  assert.equal(issue.message, '281! X takes at most 280 characters as X counts them; content has 281.');
});

test('file sizes are given in the unit of their limit', () => {
  const image = { type: 'image', url: 'https://cdn.example.com/1.jpg' };
  const { issues } = validatePost(post('googlebusiness', { mediaItems: [image] }), {
    media: { [image.url]: { bytes: 1085 } },
  });
  assert.deepEqual(
    issues.map(({ message }) => message),
    ['mediaItems[0] must be at least 10 kB; it has 1085 bytes.'],
  );
});
