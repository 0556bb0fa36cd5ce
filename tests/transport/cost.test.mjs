// The cost of a call is linear in the size of request and response: counted in reads, issues and normalized texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer, ValidationError } from '../../pkg/index.js';
import { validatePost } from '../../pkg/validate.js';
import { composed } from '../support/composed.mjs';
import { KEY } from './server.mjs';

const FINE = { content: 'Hi', platforms: [{ platform: 'twitter', accountId: 'a' }], publishNow: true };
const targets = (length, more) =>
  Array.from({ length }, (_, at) => ({ platform: 'twitter', accountId: `account-${at}`, ...more?.(at) }));

/** Returns a client with a fixed response, and counts its requests. */
function open(options, answer) {
  const sent = [];
  const fetch = async request => {
    sent.push(await request.clone().text());
    return answer(request);
  };
  return { sent, client: new PostPeer({ apiKey: KEY, fetch, ...options }) };
}
const accept = parts => () =>
  Response.json({ success: true, status: 'published', postId: 'p', platforms: parts }, { status: 202 });
const refused = call =>
  call.then(
    () => assert.fail('was sent'),
    error => (assert.ok(error instanceof ValidationError, String(error.stack)), error),
  );

/** Returns the same parts, and the number of reads of their keys. */
function watched(parts, key) {
  const seen = { reads: 0 };
  const all = parts.map(part => {
    const value = part[key];
    return Object.defineProperty({ ...part }, key, { enumerable: true, get: () => (seen.reads++, value) });
  });
  return [all, seen];
}

for (const how of ['rules of its own', 'a function that has an issue for everything']) {
  test(`more issues than a call takes arguments, from ${how}, are an error with an outcome`, async () => {
    const many = length =>
      Array.from({ length }, (_, at) => ({
        severity: 'error',
        code: 'house.rule',
        path: ['content'],
        message: `${at}`,
      }));
    const body =
      how === 'rules of its own' ? { ...FINE, platforms: targets(150_000, () => ({ platform: 'nowhere' })) } : FINE;
    const { client, sent } = open(
      how === 'rules of its own' ? {} : { validate: () => ({ valid: false, issues: many(150_000) }) },
      accept([]),
    );
    const error = await refused(client.posts.create({ body }));
    assert.deepEqual(
      [error.outcome, error.issues.length, error.truncated, sent.length],
      ['not_sent', 1000, 149_000, 0],
    );
    assert.match(error.message, /149000 further issues/);
  });
}

test('errors and results have the number of omitted issues', async () => {
  const { client } = open({}, accept([{ platform: 'twitter', success: true }]));
  const few = await refused(client.posts.create({ body: { ...FINE, content: 'x'.repeat(281) } }));
  assert.equal(few.truncated, 0);
  assert.equal((await client.posts.create({ body: FINE })).truncated, 0);
  const body = { ...FINE, platforms: targets(1500, () => ({ accountId: 'a' })) };
  const { issues, truncated } = await client.posts.create({ body });
  assert.deepEqual([issues.length, truncated], [1000, 499]);
});

test('errors of path and query count towards the limit of 1,000', async () => {
  const { client } = open({}, accept([]));
  const query = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`unknown${at}`, at]));
  const { issues, truncated } = await refused(client.posts.list({ query }));
  assert.deepEqual([issues.length, truncated], [1000, 2000]);
});

for (const [how, validate] of [
  ['lenient reading', 'lenient'],
  ['a lenient function', post => validatePost(post, { mode: 'lenient' })],
]) {
  test(`${how} sends no old name that a getter shows only when it is written`, async () => {
    const { client, sent } = open({ validate }, accept([{ platform: 'youtube', success: true }]));
    const old = options => ({
      ...FINE,
      platforms: [{ platform: 'youtube', accountId: 'a', platformSpecificData: options }],
      mediaItems: [{ type: 'video', url: 'https://example.com/a.mp4' }],
    });
    await client.posts.create({ body: old({ title: 'T', privacyStatus: 'public' }) });
    assert.deepEqual(JSON.parse(sent[0]).platforms[0].platformSpecificData, { title: 'T', visibility: 'public' });
    let written = false;
    const body = old({ title: 'T', visibility: 'public' });
    const [target] = body.platforms;
    Object.defineProperty(body, 'platforms', {
      enumerable: true,
      get: () => (written ? [{ ...target, platformSpecificData: { title: 'T', privacyStatus: 'public' } }] : [target]),
    });
    Object.defineProperty(body, 'content', { enumerable: true, get: () => 'Hi' });
    const late = { ...body };
    Object.defineProperties(late, {
      ...Object.getOwnPropertyDescriptors(body),
      publishNow: { enumerable: true, value: true },
    });
    const { stringify } = JSON;
    JSON.stringify = (...of) => {
      written = true;
      return stringify(...of);
    };
    try {
      const { issues } = await refused(client.posts.create({ body: late }));
      assert.ok(issues.some(({ code, severity }) => code === 'renamed_key' && severity === 'error'));
    } finally {
      JSON.stringify = stringify;
    }
    assert.equal(sent.length, 1);
  });
}

test('joining the targets of a stored post takes linear time', () => {
  const { client } = open({}, accept([]));
  const count = 2000;
  const body = { ...FINE, platforms: targets(count) };
  for (const platforms of [
    body.platforms.map(({ platform }) => ({ platform, status: 'failed', errorMessage: 'no' })),
    [
      ...body.platforms.slice(1).map(({ platform }) => ({ platform, status: 'failed', errorMessage: 'no' })),
      { platform: 'bluesky', status: 'failed' },
    ],
  ]) {
    const [parts, seen] = watched(platforms, 'platform');
    const post = {
      status: 'failed',
      content: 'Hi',
      platforms: parts,
      rawRequestBody: {
        ...body,
        platforms: platforms.map(({ platform }, at) => ({ platform, accountId: `account-${at}` })),
      },
    };
    client.posts.retryFailed(post);
    assert.ok(seen.reads <= 20 * count, `${seen.reads} reads of ${count} targets`);
  }
});

test('targets are joined in another order too, if they are certain', async () => {
  const body = { ...FINE, platforms: [...targets(1000), { platform: 'bluesky', accountId: 'only' }] };
  const parts = [
    { platform: 'bluesky', success: true },
    ...Array.from({ length: 1000 }, () => ({ platform: 'twitter', success: true })),
    { platform: 'other', success: true },
  ];
  const { client } = open({ validate: 'off' }, accept(parts));
  const { targets: joined } = await client.posts.create({ body });
  assert.equal(joined.length, 1002);
  assert.equal(joined[0].accountId, 'only');
  assert.ok(joined.slice(1).every(({ accountId }) => accountId === undefined));
});

const stored = (body, more) => ({
  postId: 'p',
  status: 'published',
  content: body.content,
  createdAt: new Date().toISOString(),
  platforms: body.platforms.map(({ platform }) => ({ platform, status: 'published' })),
  rawRequestBody: body,
  ...more,
});
const listed = posts => () =>
  Response.json({ success: true, posts, total: posts.length }, { headers: { date: new Date().toUTCString() } });
const found = (client, body) => client.posts.reconcile({ sentAt: new Date().toISOString(), body }, { timeout: 0 });

test('a text that targets share is normalized once for each post', async () => {
  const content = 'e\u0301'.repeat(10_000);
  const body = { ...FINE, content, platforms: targets(2000) };
  const { client } = open({}, listed([stored({ ...body, content: content.normalize() })]));
  const { result, texts } = await composed(() => found(client, body));
  assert.equal(result.status, 'found');
  assert.deepEqual(texts.length, 2);
});

test('stored texts are compared in normalized form, also with endless marks', async () => {
  for (const marks of [1, 29, 30, 31, 32, 127, 128, 129, 5000]) {
    const content = `e${'\u0301\u0323'.repeat(marks)}`;
    const body = { ...FINE, content };
    const { client } = open({}, listed([stored({ ...body, content: content.normalize() })]));
    const { result, texts } = await composed(() => found(client, body));
    assert.equal(result.status, 'found', `${marks}`);
    assert.ok(
      texts.every(text => !/\p{M}{300}/u.test(text)),
      `${marks}`,
    );
  }
  const other = open({}, listed([stored({ ...FINE, content: `o${'\u0301\u0323'.repeat(5000)}` })]));
  assert.equal((await found(other.client, { ...FINE, content: `e${'\u0301\u0323'.repeat(5000)}` })).status, 'absent');
});

test('posts with the same texts for other targets differ', async () => {
  const body = {
    ...FINE,
    platforms: [
      { platform: 'twitter', accountId: 'a', content: 'one' },
      { platform: 'twitter', accountId: 'b', content: 'two' },
    ],
  };
  const swapped = {
    ...FINE,
    platforms: [
      { platform: 'twitter', accountId: 'a', content: 'two' },
      { platform: 'twitter', accountId: 'b', content: 'one' },
    ],
  };
  const turned = { ...body, platforms: [...body.platforms].reverse() };
  assert.equal((await found(open({}, listed([stored(swapped)])).client, body)).status, 'absent');
  assert.equal((await found(open({}, listed([stored(turned)])).client, body)).status, 'found');
});
