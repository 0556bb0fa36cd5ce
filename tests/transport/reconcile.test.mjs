// `posts.reconcile` and `settle`: the search for a post after an unknown outcome. Nothing is sent twice.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { APIUserAbortError, PostPeer, PostPeerError } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { failingServer, KEY, POST, timersOf } from './server.mjs';

const HOUR = 3_600_000;
/** Searches once, so that a test does not wait. */
const ONCE = { timeout: 0 };

function open(options) {
  const sandbox = createSandbox(options);
  const client = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch, timeout: 5000 });
  const posts = () => sandbox.requests.filter(({ operation }) => operation === 'posts.create').length;
  const lose = async (body, how = 'drop-after', more = {}) => {
    sandbox.fail(how, { operation: 'posts.create', ...more });
    const error = await client.posts.create({ body, timeout: 300 }).then(
      () => assert.fail('accepted'),
      error => error,
    );
    assert.equal(error.outcome, 'unknown');
    return error;
  };
  return { sandbox, client, posts, lose };
}

/** Returns a client of a server that lists these posts, and the queries of its requests. */
function listing(posts, { date = new Date().toUTCString(), ...more } = {}) {
  const asked = [];
  const fetch = async request => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    asked.push(query);
    const { limit = 20, offset = 0, createdAfter = 0 } = query;
    const since = posts.filter(({ createdAt }) => !(Date.parse(createdAt) < Date.parse(createdAfter || 0)));
    const body = { success: true, total: since.length, posts: since.slice(+offset, +offset + +limit) };
    return Response.json(body, { headers: date ? { date } : {} });
  };
  return { client: new PostPeer({ apiKey: KEY, fetch, maxRetries: 0, ...more }), asked };
}

const X = { content: 'Hi there', platforms: [{ platform: 'twitter', accountId: 'tw_1' }], publishNow: true };
const receiptOf = (body, sentAt = Date.now()) => ({ sentAt: new Date(sentAt).toISOString(), body });
const stored = (body, createdAt = Date.now() + 500, more = {}) => ({
  postId: `p${createdAt}`,
  content: body.content,
  status: 'published',
  mediaItems: body.mediaItems ?? [],
  platforms: body.platforms.map(({ platform }) => ({ platform, status: 'published' })),
  rawRequestBody: body,
  createdAt: new Date(createdAt).toISOString(),
  ...more,
});
const statusOf = async (posts, receipt = receiptOf(X), options) =>
  (await listing(posts, options).client.posts.reconcile(receipt, ONCE)).status;

test('the receipt is plain data without the key, on unknown outcomes only', async () => {
  const { client, sandbox, lose } = open();
  const before = Date.now();
  const { receipt, message } = await lose(POST);
  assert.match(message, /may have been posted: ask posts\.reconcile/);
  assert.deepEqual(receipt.body, POST);
  assert.ok(Date.parse(receipt.sentAt) >= before && Date.parse(receipt.sentAt) <= Date.now());
  assert.deepEqual(Object.keys(receipt), ['sentAt', 'body']);
  assert.deepEqual(structuredClone(receipt), JSON.parse(JSON.stringify(receipt)));
  sandbox.credits = 0;
  const rejected = await client.posts.create({ body: POST }).catch(error => error);
  assert.deepEqual([rejected.outcome, rejected.receipt], ['rejected', undefined]);
  sandbox.fail('drop-after');
  assert.equal((await client.profiles.create({ body: { name: 'a' } }).catch(error => error)).receipt, undefined);
});

for (const how of ['drop-after', 'truncated', 'empty', 'html', 'server-error', 'redirect', 'hang']) {
  test(`${how}: found where PostPeer acted, absent where it did not, after one POST`, async () => {
    const acted = open();
    const { receipt } = await acted.lose(POST, how, { processed: true });
    const found = await acted.client.posts.reconcile(receipt);
    assert.equal(found.status, 'found');
    assert.equal(found.post.postId, acted.sandbox.posts[0].postId);
    assert.equal(typeof found.lookedFor, 'number');
    assert.equal(acted.posts(), 1);
    if (how === 'truncated' || how === 'drop-after' || how === 'empty') return;
    const idle = open();
    const lost = await idle.lose(POST, how, { processed: false });
    const absent = await idle.client.posts.reconcile(lost.receipt, ONCE);
    assert.equal(absent.status, 'absent');
    assert.ok(Number.isInteger(absent.lookedFor) && absent.sinceSent >= absent.lookedFor - 50);
    assert.equal(idle.posts(), 1);
  });
}

test('a receipt from JSON works in another client', async () => {
  const { sandbox, lose } = open();
  const text = JSON.stringify((await lose(POST)).receipt);
  const other = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch });
  assert.equal((await other.posts.reconcile(JSON.parse(text))).status, 'found');
});

test('a post that appears later is found within the timeout', async () => {
  const late = [];
  const { client, asked } = listing(late);
  setTimeout(() => late.push(stored(X)), 1200);
  const { status, lookedFor } = await client.posts.reconcile(receiptOf(X));
  assert.equal(status, 'found');
  assert.ok(lookedFor > 1000);
  assert.ok(asked.length >= 3);
});

test('text, media, accounts and time must be the same', async () => {
  const media = { ...POST };
  const other = {
    text: { ...X, content: 'Hi' },
    account: { ...X, platforms: [{ platform: 'twitter', accountId: 'tw_2' }] },
    'one account more': { ...X, platforms: [...X.platforms, { platform: 'bluesky', accountId: 'b' }] },
    'text of an account': { ...X, platforms: [{ ...X.platforms[0], content: 'Other' }] },
    media: { ...X, mediaItems: media.mediaItems },
    time: { ...X, publishNow: false, scheduledFor: '2027-01-01T00:00:00Z' },
  };
  for (const [what, body] of Object.entries(other)) assert.equal(await statusOf([stored(body)]), 'absent', what);
  assert.equal(await statusOf([stored(X)]), 'found');
  assert.equal(await statusOf([stored(media)], receiptOf(media)), 'found');
  const two = { ...X, platforms: [{ platform: 'bluesky', accountId: 'b' }, X.platforms[0]] };
  const turned = { ...two, platforms: two.platforms.toReversed?.() ?? [...two.platforms].reverse() };
  assert.equal(await statusOf([stored(two)], receiptOf(turned)), 'found', 'the order of accounts is of no matter');
  assert.equal(await statusOf([stored({ ...X, content: ' Hi  there\r\n' })]), 'found', 'nor is white space');
});

test('two matches, hidden accounts and a post of another time are ambiguous', async () => {
  const now = Date.now();
  assert.equal(await statusOf([stored(X), stored(X, now + 900)]), 'ambiguous');
  const blind = stored(X, now + 500, { rawRequestBody: {} });
  const { status, candidates } = await listing([blind]).client.posts.reconcile(receiptOf(X), ONCE);
  assert.deepEqual([status, candidates.map(({ postId }) => postId)], ['ambiguous', [blind.postId]]);
  assert.equal(
    await statusOf([stored({ ...X, content: 'Other' }, now, { rawRequestBody: {} })]),
    'absent',
    'its text is another',
  );
  assert.equal(await statusOf([stored(X, now - 60_000)]), 'ambiguous', 'a minute before it was sent');
  assert.equal(await statusOf([stored(X, now - HOUR)]), 'absent', 'an hour before');
  assert.equal(await statusOf([stored(X, now + HOUR)]), 'ambiguous', 'an hour after');
  assert.equal(
    await statusOf([stored(X, now - 60_000), stored(X, now + 500)]),
    'found',
    'the older one is an older one',
  );
});

test('every page is searched', async () => {
  const others = Array.from({ length: 250 }, (_, i) => stored({ ...X, content: `Other ${i}` }, Date.now() + i));
  const { client, asked } = listing([...others, stored(X)]);
  assert.equal((await client.posts.reconcile(receiptOf(X), ONCE)).status, 'found');
  assert.deepEqual(
    asked.map(({ limit, offset }) => [limit, offset]),
    [
      ['1', undefined],
      ['100', undefined],
      ['100', '100'],
      ['100', '200'],
    ],
  );
  assert.ok(
    asked.slice(1).every(({ createdAfter }) => Math.abs(Date.now() - 300_000 - Date.parse(createdAfter)) < 10_000),
  );
});

test('a wrong clock does not hide a post', async () => {
  for (const hours of [-30, -3, 3, 30]) {
    const there = Date.now() + hours * HOUR;
    const date = new Date(there).toUTCString();
    assert.equal(await statusOf([stored(X, there + 500)], receiptOf(X), { date }), 'found', `${hours} hours`);
    assert.equal(
      await statusOf([stored(X, there - HOUR)], receiptOf(X), { date }),
      hours > 0 ? 'ambiguous' : 'absent',
      `an hour before, ${hours} hours`,
    );
  }
  // Without the server's time a difference of clocks makes the result ambiguous.
  assert.equal(await statusOf([stored(X, Date.now() - 3 * HOUR)], receiptOf(X), { date: '' }), 'ambiguous');
  assert.equal(await statusOf([stored(X)], receiptOf(X), { date: '' }), 'found');
  assert.equal(await statusOf([], receiptOf(X), { date: '' }), 'absent');
});

test('a list that was not read to its end is never absent', async () => {
  let call = 0;
  const broken = async answer => {
    const client = new PostPeer({ apiKey: KEY, maxRetries: 0, fetch: async () => answer(call++) });
    return client.posts.reconcile(receiptOf(X), ONCE);
  };
  const down = await broken(() => Response.json({}, { status: 503 }));
  assert.deepEqual([down.status, down.error.status, down.candidates], ['ambiguous', 503, []]);
  const repeating = Array.from({ length: 100 }, (_, i) => stored({ ...X, content: `Other ${i}` }, Date.now() + i));
  assert.equal(
    (await broken(() => Response.json({ success: true, total: 1000, posts: repeating }))).status,
    'ambiguous',
  );
  assert.equal((await broken(() => Response.json({ success: false, total: 0, posts: [] }))).status, 'ambiguous');
  assert.equal((await broken(() => Response.json({ success: true, total: 1, posts: [null] }))).status, 'ambiguous');
  call = 0;
  const keyless = await new PostPeer({
    apiKey: KEY,
    fetch: async () => (call++, Response.json({}, { status: 401 })),
  }).posts.reconcile(receiptOf(X));
  assert.deepEqual(
    [keyless.status, keyless.error.name, call],
    ['ambiguous', 'AuthenticationError', 1],
    'what will not pass is not waited for',
  );
});

test('a list that fails once is read again', async () => {
  const { sandbox, client, lose } = open();
  const { receipt } = await lose(POST);
  sandbox.fail('server-error', { operation: 'posts.list', times: 4 });
  assert.equal((await client.posts.reconcile(receipt)).status, 'found');
});

/** Returns an endless list that responds after `ms`, and counts its requests. */
function endless(ms, more) {
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    if (ms > 0) await new Promise(resolve => setTimeout(resolve, ms));
    const posts = Array.from({ length: 100 }, (_, i) =>
      stored({ ...X, content: `${asked} ${i}` }, Date.now() + asked * 1000 + i),
    );
    return Response.json({ success: true, total: 1e9, posts, ...more });
  };
  return { client: new PostPeer({ apiKey: KEY, fetch, maxRetries: 0 }), asked: () => asked };
}

test('the timeout holds for any number of pages', async () => {
  // Slow pages: the timeout limits their number, also on a busy machine.
  const slow = endless(50);
  const { status, error, candidates } = await slow.client.posts.reconcile(receiptOf(X), { timeout: 500 });
  assert.deepEqual(
    [status, error.name, error.outcome, candidates],
    ['ambiguous', 'APIConnectionTimeoutError', 'unknown', []],
  );
  const count = slow.asked();
  assert.ok(count <= 12, `${count} pages`);
  await new Promise(resolve => setTimeout(resolve, 200));
  assert.equal(slow.asked(), count, 'nothing goes on behind it');
  // Pages that arrive faster than any timer.
  const quick = await endless(0).client.posts.reconcile(receiptOf(X), { timeout: 200 });
  assert.deepEqual([quick.status, quick.error.name], ['ambiguous', 'APIConnectionTimeoutError']);
  // A page that never arrives.
  const hung = await new PostPeer({ apiKey: KEY, fetch: () => new Promise(() => {}) }).posts.reconcile(receiptOf(X), {
    timeout: 200,
  });
  assert.deepEqual([hung.status, hung.error.name], ['ambiguous', 'APIConnectionTimeoutError']);
});

test('the remaining time is the timeout of each call', async () => {
  const client = new PostPeer({ apiKey: KEY, timeout: 60_000, maxRetries: 0, fetch: () => new Promise(() => {}) });
  const { end, timers } = await timersOf(() => client.posts.reconcile(receiptOf(X), { timeout: 150 }));
  assert.equal(end.status, 'ambiguous');
  assert.ok(timers.length > 0 && timers.every(ms => ms <= 150), String(timers));
});

test('a list that a relay truncated is never absent', async () => {
  const cut = async posts => {
    const fetch = async () =>
      Response.json(
        { success: true, total: posts.length, posts, truncated: true },
        { headers: { date: new Date().toUTCString() } },
      );
    return new PostPeer({ apiKey: KEY, fetch }).posts.reconcile(receiptOf(X), ONCE);
  };
  assert.deepEqual(await cut([]).then(({ status, candidates }) => [status, candidates]), ['ambiguous', []]);
  assert.equal((await cut([stored({ ...X, content: 'Other' })])).status, 'ambiguous');
  assert.equal((await cut([stored(X)])).status, 'found');
});

test('a redirect ends the search', async () => {
  let calls = 0;
  const fetch = async () => (
    calls++,
    new Response(null, { status: 307, headers: { location: 'https://elsewhere.example/' } })
  );
  const client = new PostPeer({ apiKey: KEY, fetch });
  const { status, error } = await client.posts.reconcile(receiptOf(X));
  assert.deepEqual([status, error.status, calls], ['ambiguous', 307, 1]);
});

test('an abort ends the search, and an invalid receipt throws', async () => {
  const { client } = listing([]);
  const controller = new AbortController();
  const looking = client.posts.reconcile(receiptOf(X), { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(looking, APIUserAbortError);
  for (const nothing of [
    undefined,
    null,
    {},
    { body: X },
    { sentAt: new Date().toISOString() },
    { sentAt: 'once', body: X },
    'p',
  ]) {
    await assert.rejects(
      client.posts.reconcile(nothing),
      error => error instanceof PostPeerError && /error\.receipt/.test(error.message),
    );
  }
  await assert.rejects(client.posts.reconcile(receiptOf(X), { timeout: -1 }), /timeout must be/);
});

test('settle: a post whose response was lost is accepted if it is found', async () => {
  const { sandbox, client, posts } = open();
  const body = {
    ...POST,
    platforms: [
      ...POST.platforms,
      { platform: 'youtube', accountId: 'yt_789' },
      { platform: 'instagram', accountId: 'ig_456' },
    ],
  };
  sandbox.fail('target', { platform: 'youtube', error: 'no' });
  sandbox.fail('drop-after', { operation: 'posts.create' });
  const result = await client.posts.create({ body, settle: true });
  assert.equal(result.outcome, 'accepted');
  assert.equal(result.reconciled.status, 'found');
  assert.equal(posts(), 1);
  assert.equal(sandbox.posts.length, 1);
  // The same result as without a loss, except for ids and times.
  sandbox.fail('target', { platform: 'youtube', error: 'no' });
  const plain = await client.posts.create({ body, settle: true });
  assert.equal(plain.reconciled, undefined);
  const shape = ({ data, targets }) =>
    JSON.parse(
      JSON.stringify({ data, targets })
        .replaceAll(/[0-9a-f]{24}/g, 'id')
        .replaceAll(/\d{6,}/g, 'n'),
    );
  assert.deepEqual(shape(result), shape(plain));
  assert.equal(result.request.method, 'POST');
  assert.ok(result.response instanceof Response);
  assert.deepEqual(
    client.posts.retryFailed(result).platforms.map(({ platform }) => platform),
    ['youtube'],
  );
  assert.equal(posts(), 2);
});

test('settle: a scheduled post is found too', async () => {
  const { sandbox, client } = open();
  const { publishNow, ...rest } = POST;
  const body = { ...rest, scheduledFor: new Date(Date.now() + HOUR).toISOString(), timezone: 'UTC' };
  sandbox.fail('drop-after', { operation: 'posts.create' });
  const { data, targets } = await client.posts.create({ body, settle: true });
  assert.deepEqual(
    [data.status, Date.parse(data.scheduledFor), targets[0].state],
    ['scheduled', Date.parse(body.scheduledFor), 'scheduled'],
  );
});

test('settle: an absent post stays unknown, and the error has the result of the search', async () => {
  const { sandbox, client, posts } = open();
  sandbox.fail('drop-before', { operation: 'posts.create' });
  const error = await client.posts.create({ body: POST, settle: { timeout: 0 } }).catch(error => error);
  assert.equal(error.outcome, 'unknown');
  assert.equal(error.reconciled.status, 'absent');
  assert.match(error.message, /Looked for \d+ ms: it is not there\./);
  assert.deepEqual(error.receipt.body, POST);
  assert.equal(posts(), 1);
  assert.equal(sandbox.posts.length, 0);
  // Nothing to settle: a rejection, and a post that was not sent.
  sandbox.credits = 0;
  assert.equal((await client.posts.create({ body: POST, settle: true }).catch(error => error)).reconciled, undefined);
  assert.equal((await client.posts.create({ body: {}, settle: true }).catch(error => error)).name, 'ValidationError');
});

test('settle: an abort during the search leaves the outcome unknown', async () => {
  const { sandbox, client } = open();
  const controller = new AbortController();
  sandbox.fail('drop-before', { operation: 'posts.create' });
  setTimeout(() => controller.abort(), 200);
  const error = await client.posts
    .create({ body: POST, settle: { timeout: 600_000 }, signal: controller.signal })
    .catch(error => error);
  assert.deepEqual([error.name, error.outcome, error.reconciled], ['APIConnectionError', 'unknown', undefined]);
});

test('settle: invalid options throw before anything is sent', async () => {
  const { sandbox, client } = open();
  for (const timeout of [-1, NaN, '5', null]) {
    sandbox.fail('drop-after');
    await assert.rejects(
      client.posts.create({ body: POST, settle: { timeout } }),
      error => error.outcome === 'not_sent' && /^timeout must be/.test(error.message),
    );
    sandbox.heal();
  }
  assert.deepEqual(sandbox.requests, []);
});

test('a response that named the post decides between two matches', async () => {
  const now = Date.now();
  const posts = [stored(X, now + 500), stored(X, now + 900)];
  assert.equal(await statusOf(posts), 'ambiguous');
  const { client } = listing(posts);
  const { status, post } = await client.posts.reconcile({ ...receiptOf(X), postId: posts[1].postId }, ONCE);
  assert.deepEqual([status, post.postId], ['found', posts[1].postId]);
  assert.equal((await client.posts.reconcile({ ...receiptOf(X), postId: 'gone' }, ONCE)).status, 'ambiguous');
});

test('settle: a response without targets is completed', async () => {
  const { sandbox } = open();
  const fetch = async request => {
    const response = await sandbox.fetch(request);
    if (request.method !== 'POST') return response;
    const { success, status, postId } = await response.json();
    return Response.json({ success, status, postId }, { status: 202 });
  };
  const client = new PostPeer({ apiKey: KEY, fetch });
  await client.posts.create({ body: POST }).then(
    () => assert.fail('accepted'),
    ({ postId }) => assert.equal(postId, sandbox.posts[0].postId),
  );
  const { data, targets, reconciled } = await client.posts.create({ body: POST, settle: { timeout: 0 } });
  assert.deepEqual(
    [data.postId, targets.length, reconciled.status],
    [sandbox.posts[1].postId, 1, 'found'],
    'of two that are equal',
  );
});

let server;
before(async () => (server = await failingServer()));
after(() => server.close());

test('settle: one POST is sent for every failure of the server', async () => {
  const client = new PostPeer({ apiKey: KEY, baseURL: server.url, timeout: 300, maxRetries: 0 });
  for (const [mode, options] of [
    ['dropAfter'],
    ['dropBefore'],
    ['dropInBody'],
    ['hang'],
    ['stalledBody'],
    ['html', { status: 502 }],
    ['status', { status: 503 }],
    ['empty', { status: 202 }],
  ]) {
    server.next(mode, options);
    const error = await client.posts.create({ body: POST, settle: { timeout: 0 } }).catch(error => error);
    assert.equal(error.outcome, 'unknown', mode);
    assert.equal(error.reconciled.status, 'ambiguous', `${mode}: the list fails as well`);
    assert.equal(server.posts, 1, mode);
    assert.ok(server.requests.length > 1, `${mode}: it was looked for`);
  }
});
