// The option `validate` as a function, such as one that calls `validatePost`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer, PostPeerError, ValidationError } from '../../pkg/index.js';
import { validatePost } from '../../pkg/validate.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { KEY } from './server.mjs';

const LONG = { content: 'x'.repeat(281), platforms: [{ platform: 'twitter', accountId: 'tw_654' }], publishNow: true };
const FINE = { ...LONG, content: 'Hi' };
const OLD = {
  content: 'New tutorial out now!',
  platforms: [
    {
      platform: 'youtube',
      accountId: 'yt_789',
      platformSpecificData: { title: 'New Tutorial', privacyStatus: 'public' },
    },
  ],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/vertical.mp4' }],
  publishNow: true,
};

function open(validate) {
  const sandbox = createSandbox();
  return { sandbox, client: new PostPeer({ apiKey: KEY, fetch: sandbox.fetch, validate }) };
}
const refused = call =>
  call.then(
    () => assert.fail('was sent'),
    error => (assert.ok(error instanceof ValidationError, String(error)), error),
  );

test('a rule that no schema has stops a post, with its issues', async () => {
  const { client, sandbox } = open(validatePost);
  const error = await refused(client.posts.create({ body: LONG }));
  assert.deepEqual(error.issues, validatePost(LONG).issues);
  assert.equal(error.outcome, 'not_sent');
  assert.throws(() => client.buildRequest('posts.create', { body: LONG }), ValidationError);
  assert.equal(sandbox.requests.length, 0);
  assert.equal((await client.posts.create({ body: FINE })).outcome, 'accepted');
  // The default does the same. The schema alone accepts the post: the rule stops it.
  assert.deepEqual((await refused(open().client.posts.create({ body: LONG }))).issues, error.issues);
  const alone = open(post => validatePost(post, { rules: false }));
  assert.equal(alone.client.buildRequest('posts.create', { body: LONG }).method, 'POST');
});

test('warnings do not stop a post, and are in the result', async () => {
  const warned = {
    ...FINE,
    platforms: [{ platform: 'facebook', accountId: 'fb_357', platformSpecificData: { link: 'https://example.com' } }],
    mediaItems: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }],
  };
  const expected = validatePost(warned).issues;
  assert.ok(expected.length > 0 && expected.every(({ severity }) => severity === 'warning'));
  assert.deepEqual((await open(validatePost).client.posts.create({ body: warned })).issues, expected);
});

test("validatePost is strict; a lenient wrapper's value is sent", async () => {
  assert.match((await refused(open(validatePost).client.posts.create({ body: OLD }))).message, /privacyStatus/);
  const { client, sandbox } = open(post => validatePost(post, { mode: 'lenient' }));
  const { issues } = await client.posts.create({ body: OLD });
  assert.ok(issues.some(({ code }) => code === 'renamed_key'));
  assert.deepEqual(sandbox.requests[0].body.platforms[0].platformSpecificData, {
    title: 'New Tutorial',
    visibility: 'public',
  });
});

test('a wrapper may add facts and rules', async () => {
  const creatorInfo = {
    tt_321: {
      privacyLevelOptions: ['SELF_ONLY'],
      commentDisabled: false,
      duetDisabled: false,
      stitchDisabled: false,
      maxVideoPostDurationSec: 60,
    },
  };
  const body = {
    ...OLD,
    platforms: [
      { platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'PUBLIC_TO_EVERYONE' } },
    ],
  };
  await refused(open(post => validatePost(post, { creatorInfo })).client.posts.create({ body }));
  assert.equal((await open(validatePost).client.posts.create({ body })).outcome, 'accepted');
  const own = { severity: 'error', code: 'house.rule', path: ['content'], message: 'Say please.' };
  const error = await refused(open(() => ({ valid: true, issues: [own] })).client.posts.create({ body: FINE }));
  assert.deepEqual(error.issues, [own]);
  assert.equal(
    (await refused(open(() => ({ valid: false, issues: [] })).client.posts.create({ body: FINE }))).issues[0].code,
    'refused',
  );
});

test('a value that a function accepts must still match the schema', async () => {
  const { client, sandbox } = open(() => ({ valid: true, issues: [] }));
  const issues = (await refused(client.posts.create({ body: { nonsense: true } }))).issues.map(({ code }) => code);
  assert.ok(issues.includes('required') && issues.includes('unknown_key'), String(issues));
  const replacing = open(post => ({ valid: true, issues: [], value: { ...post, extra: 1 } }));
  await refused(replacing.client.posts.create({ body: FINE }));
  assert.equal(sandbox.requests.length + replacing.sandbox.requests.length, 0);
});

test('the value that was checked is the value that is sent', async () => {
  let reads = 0;
  const { client, sandbox } = open(validatePost);
  const shifty = {
    ...FINE,
    get content() {
      return reads++ < 3 ? 'Hi' : LONG.content;
    },
  };
  const outcome = await client.posts.create({ body: shifty }).then(
    ({ outcome }) => outcome,
    error => error,
  );
  if (outcome !== 'accepted') assert.ok(outcome instanceof ValidationError);
  for (const { body } of sandbox.requests) assert.equal(validatePost(body).valid, true);
});

for (const [name, validate] of [
  ['by default', undefined],
  ['by validatePost', validatePost],
  ['leniently', 'lenient'],
]) {
  test(`an edit of a scheduled post is held to the rules ${name}, with a time and without`, () => editing(validate));
}

async function editing(validate) {
  const { client, sandbox } = open(validate);
  const { publishNow, ...post } = FINE;
  const scheduledFor = new Date(Date.now() + 86_400_000).toISOString();
  const { data } = await client.posts.create({ body: { ...post, scheduledFor, timezone: 'UTC' } });
  const path = { postId: data.postId };
  const { content, platforms } = LONG;
  await refused(client.posts.scheduled.edit({ path, body: { content, platforms } }));
  await refused(client.posts.scheduled.edit({ path, body: { content, platforms, scheduledFor } }));
  await client.posts.scheduled.edit({ path, body: { content: 'Edited', platforms } });
  assert.deepEqual(sandbox.requests.at(-1).body, { content: 'Edited', platforms });
  await client.posts.scheduled.edit({ path, body: { content: 'Again', platforms, scheduledFor, timezone: 'UTC' } });
  assert.equal(sandbox.posts[0].content, 'Again');
  await refused(client.posts.scheduled.edit({ path, body: { content: 'x', platforms, publishNow: true } }));
  for (const body of [undefined, null, 'text']) await refused(client.posts.scheduled.edit({ path, body }));
  // It is unknown if omitted attachments stay, so they are not checked. The given ones are.
  const film = [{ platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'SELF_ONLY' } }];
  await client.posts.scheduled.edit({ path, body: { content: 'x', platforms: film } });
  await refused(client.posts.scheduled.edit({ path, body: { content: 'x', platforms: film, mediaItems: [] } }));
  // A new time alone sends no post.
  await client.posts.scheduled.reschedule({ path, body: { scheduledFor } });
}

test('other calls are still checked by the tables', async () => {
  const { client } = open(() => assert.fail('not asked'));
  await refused(client.posts.list({ query: { limit: 101 } }));
  await refused(client.profiles.create({ body: {} }));
  assert.equal((await client.profiles.create({ body: { name: 'Team' } })).outcome, 'accepted');
});

test('a function with another result throws', async () => {
  for (const answer of [undefined, true, {}, Promise.resolve({ valid: true, issues: [] })]) {
    await assert.rejects(
      open(() => answer).client.posts.create({ body: FINE }),
      error => error instanceof PostPeerError && /validate must answer/.test(error.message),
    );
  }
  await assert.rejects(
    open(() => {
      throw new RangeError('mine');
    }).client.posts.create({ body: FINE }),
    RangeError,
  );
});

test('the issues that the client itself makes have params, as those of the validator', async () => {
  const client = new PostPeer({ apiKey: KEY });
  const issuesOf = call =>
    Promise.resolve()
      .then(call)
      .then(assert.fail, error => error.issues);
  for (const [call, key] of [
    [() => client.buildRequest('posts.get', { path: { postId: '..' } }), 'postId'],
    [() => client.buildRequest('posts.list', { query: { limit: Symbol('many') } }), 'limit'],
    [() => client.media.uploadFile(new Blob([]), { name: 'a.mp4', type: 'video/mp4' }), 'size'],
    [
      () => client.withOptions({ validate: () => ({ valid: false, issues: [] }) }).posts.create({ body: FINE }),
      'The post',
    ],
  ]) {
    const [issue] = await issuesOf(call);
    assert.equal(issue.params?.key, key);
    assert.equal(issue.params.platform, 'PostPeer');
  }
});
