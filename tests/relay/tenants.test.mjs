// Two tenants share one relay and one PostPeer: neither reaches anything of the other by any operation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PostPeer, PostPeerError } from '../../pkg/index.js';
import { ROUTES } from '../../pkg/lib/generated/routes.js';
import { createRelay } from '../../pkg/relay.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { methodOf } from '../transport/calls.mjs';
import { KEY } from '../transport/server.mjs';

const ORIGIN = 'https://app.example';
const OPERATIONS = ROUTES.map(([name]) => name);
const LATER = '2099-01-01T10:00:00Z';
const PLATFORMS = ['tiktok', 'instagram', 'pinterest', 'bluesky'];

const webhook = { url: 'https://hooks.example.com/a' };
const subscription = profileId => ({ channel: 'webhook', profileId, eventTypes: ['post.failed'], webhook });

/** Returns a project with the resources of two tenants, and a client of each tenant behind one relay. */
async function open({ named = false, withProfiles = false } = {}) {
  const ids = tenant => PLATFORMS.map(platform => `${tenant}_${platform}`);
  const integrations = ['a', 'b'].flatMap(tenant =>
    PLATFORMS.map(platform => ({ id: `${tenant}_${platform}`, platform, displayName: `of ${tenant}` })),
  );
  const sandbox = createSandbox({ apiKey: KEY, integrations });
  const owner = new PostPeer({ apiKey: KEY, fetch: sandbox.fetch });
  const things = {};
  for (const tenant of ['a', 'b']) {
    const {
      data: { profile },
    } = await owner.profiles.create({ body: { name: `Profile of ${tenant}` } });
    for (const id of ids(tenant))
      await owner.connect.integrations.move({ path: { id }, body: { profileId: profile.id } });
    const target = { platform: 'bluesky', accountId: `${tenant}_bluesky` };
    const post = more => owner.posts.create({ body: { content: `Secret of ${tenant}`, platforms: [target], ...more } });
    const { data: now } = await post({ publishNow: true });
    const { data: later } = await post({ scheduledFor: LATER });
    const picture = {
      mediaItems: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }],
      platforms: [{ platform: 'instagram', accountId: `${tenant}_instagram` }],
    };
    const { data: shown } = await post({ ...picture, publishNow: true });
    const {
      data: {
        post: {
          platforms: [{ platformPostId: ofPlatform }],
        },
      },
    } = await owner.posts.get({ path: { postId: shown.postId } });
    const at = { platform: 'instagram', accountId: `${tenant}_instagram`, postId: ofPlatform };
    await owner.comments.create({ body: { ...at, text: `Secret of ${tenant}` } });
    const {
      data: {
        comments: [{ id: comment }],
      },
    } = await owner.comments.list({ query: at });
    const {
      data: { notification },
    } = await owner.notifications.create({ body: subscription(profile.id) });
    const {
      data: { app },
    } = await owner.apps.create({
      body: { platform: 'tiktok', name: `App of ${tenant}`, clientId: tenant, clientSecret: 's3cret' },
    });
    things[tenant] = {
      profile: profile.id,
      now: now.postId,
      later: later.postId,
      notification: notification.id,
      app: app.id,
      ofPlatform,
      comment,
      accounts: ids(tenant),
    };
  }
  const both = await owner.posts.create({
    body: {
      content: 'Secret of both',
      platforms: ['a', 'b'].map(tenant => ({ platform: 'bluesky', accountId: `${tenant}_bluesky` })),
      publishNow: true,
    },
  });
  const allow = request => {
    const { accounts, profile } = things[request.headers.get('authorization')];
    return { accounts, ...(named && { operations: OPERATIONS }), ...(withProfiles && { profiles: [profile] }) };
  };
  const relay = createRelay({ apiKey: KEY, fetch: sandbox.fetch, allow, origin: ORIGIN });
  const of = tenant =>
    new PostPeer({
      apiKey: null,
      baseURL: `${ORIGIN}/api/postpeer`,
      maxRetries: 0,
      validate: 'off',
      defaultHeaders: { authorization: tenant, origin: ORIGIN },
      fetch: request => relay(request),
    });
  return { sandbox, owner, a: of('a'), b: of('b'), mine: things.a, theirs: things.b, both: both.data.postId };
}

const targets = accountId => [{ platform: 'bluesky', accountId }];

/** A call on a tenant's resources for each operation. */
const callsOn = (
  { profile, now, later, notification, app, ofPlatform, comment, accounts: [tiktok, instagram, pinterest, bluesky] },
  token,
) => ({
  'health.check': {},
  'health.verifyAccessKey': {},
  'connect.linkedin.getSelection': { path: { token } },
  'connect.linkedin.submitSelection': { path: { token }, body: { selectedAccountIds: ['urn:li:person:qt7Maya'] } },
  'connect.facebook.getSelection': { path: { token } },
  'connect.facebook.submitSelection': { path: { token }, body: { selectedAccountIds: ['104206824681'] } },
  'connect.getOAuthUrl': {
    path: { platform: 'tiktok' },
    query: { profileId: profile, appId: app, redirectUri: `${ORIGIN}/back` },
  },
  'connect.bluesky': {
    query: { profileId: profile },
    body: { identifier: 'alice.bsky.social', password: 'abcd-efgh-ijkl-mnop' },
  },
  'connect.integrations.list': {},
  'connect.integrations.get': { path: { id: instagram } },
  'connect.integrations.move': { path: { id: instagram }, body: { profileId: profile } },
  'connect.integrations.disconnect': { path: { id: instagram } },
  'profiles.create': { body: { name: 'Another' } },
  'profiles.list': {},
  'profiles.get': { path: { id: profile } },
  'profiles.update': { path: { id: profile }, body: { name: 'Renamed' } },
  'profiles.delete': { path: { id: profile } },
  'apps.create': { body: { platform: 'youtube', name: 'Mine', clientId: 'c', clientSecret: 's' } },
  'apps.list': {},
  'apps.get': { path: { id: app } },
  'apps.update': { path: { id: app }, body: { name: 'Renamed' } },
  'apps.delete': { path: { id: app } },
  'notifications.test': { body: { channel: 'webhook', profileId: profile, webhook } },
  'notifications.create': { body: subscription(profile) },
  'notifications.list': {},
  'notifications.get': { path: { id: notification } },
  'notifications.update': { path: { id: notification }, body: { enabled: false } },
  'notifications.delete': { path: { id: notification } },
  'platforms.list': {},
  'posts.create': { body: { content: 'New', platforms: targets(bluesky), publishNow: true } },
  'posts.list': {},
  'posts.get': { path: { postId: now } },
  'posts.delete': { path: { postId: now } },
  'posts.scheduled.list': {},
  'posts.scheduled.edit': {
    path: { postId: later },
    body: { content: 'Edited', platforms: targets(bluesky), scheduledFor: LATER },
  },
  'posts.scheduled.reschedule': { path: { postId: later }, body: { scheduledFor: '2099-02-01T10:00:00Z' } },
  'posts.scheduled.cancel': { path: { postId: later } },
  'media.upload': { body: { filename: 'v.mp4', mimeType: 'video/mp4' } },
  'analytics.get': { query: { postId: now } },
  'comments.list': { query: { platform: 'instagram', accountId: instagram, postId: ofPlatform } },
  'comments.create': { body: { platform: 'instagram', accountId: instagram, postId: ofPlatform, text: 'Hi' } },
  'comments.delete': { path: { commentId: comment }, query: { platform: 'instagram', accountId: instagram } },
  'comments.hide': {
    path: { commentId: comment },
    body: { platform: 'instagram', accountId: instagram, hidden: true },
  },
  'messages.list': { query: { platform: 'instagram', accountId: instagram } },
  'messages.send': {
    body: { platform: 'instagram', accountId: instagram, recipientId: '17841400000000001', text: 'Hi' },
  },
  'messages.get': {
    path: { conversationId: 'aWdfZAG06MTpJR0' },
    query: { platform: 'instagram', accountId: instagram },
  },
  'usage.get': { query: { integrationId: bluesky } },
  'pinterest.getBoards': { query: { accountId: pinterest } },
  'tiktok.getCreatorInfo': { query: { accountId: tiktok } },
  'ai.write': { body: { description: 'abc' } },
  'ai.generateImage': { body: { description: 'abc' } },
});

const OPEN = ['health.check', 'health.verifyAccessKey', 'platforms.list'];
const LISTS = ['connect.integrations.list', 'posts.list', 'posts.scheduled.list'];
/** Operations on a tenant's accounts or posts, which are checked. */
const SCOPED = [
  'connect.integrations.get',
  'connect.integrations.disconnect',
  'posts.create',
  'posts.get',
  'posts.delete',
  'posts.scheduled.edit',
  'posts.scheduled.reschedule',
  'posts.scheduled.cancel',
  'analytics.get',
  'comments.list',
  'comments.create',
  'comments.delete',
  'comments.hide',
  'messages.list',
  'messages.send',
  'messages.get',
  'usage.get',
  'pinterest.getBoards',
  'tiktok.getCreatorInfo',
];
const PROFILED = [
  'connect.getOAuthUrl',
  'connect.bluesky',
  'connect.integrations.move',
  'profiles.get',
  'profiles.update',
  'profiles.delete',
  'notifications.test',
  'notifications.create',
  'notifications.get',
  'notifications.update',
  'notifications.delete',
];

/** Returns the result of a call, or the status and the relay's code. */
async function endOf(client, name, params) {
  try {
    return { data: (await methodOf(client, name)(params)).data };
  } catch (error) {
    assert.ok(error instanceof PostPeerError, `${name}: ${error.stack}`);
    return {
      status: error.status,
      code: error.code,
      outcome: error.outcome,
      text: JSON.stringify([error.message, error.details]),
    };
  }
}

/** Returns all data of a project that a tenant could change. */
const stateOf = async ({ owner, sandbox }) =>
  JSON.stringify([
    sandbox.posts,
    sandbox.integrations,
    (await owner.profiles.list({})).data,
    (await owner.notifications.list({})).data,
    (await owner.apps.list({})).data,
  ]);

test('this test covers each operation', async () => {
  const project = await open();
  assert.deepEqual(Object.keys(callsOn(project.theirs, 't')).sort(), [...OPERATIONS].sort());
});

for (const name of OPERATIONS) {
  test(`${name}: nothing of another tenant`, async () => {
    const project = await open();
    const { a, mine, theirs, sandbox } = project;
    const before = await stateOf(project);
    sandbox.requests.length = 0;
    const end = await endOf(a, name, callsOn(theirs, 'sel_1')[name]);
    const text = end.data ? JSON.stringify(end.data) : end.text;
    assert.doesNotMatch(text, /Secret of (b|both)|of b|s3cret/, 'what it answers');
    if (OPEN.includes(name)) return assert.ok(end.data, end.text);
    if (LISTS.includes(name)) {
      assert.ok(text.includes(name === 'connect.integrations.list' ? 'of a' : 'Secret of a'), text);
      assert.equal(end.data.total, (end.data.posts ?? end.data.integrations).length, 'no total of the project');
      return assert.ok(end.data.total <= 4);
    }
    assert.ok(end.status === 403 || end.status === 404, `${end.status} ${text}`);
    assert.equal(end.outcome, 'rejected');
    assert.equal(await stateOf(project), before, 'what it changed');
    assert.ok(mine);
  });

  test(`${name}: calls on the tenant's own data pass, and calls that reach further must be named`, async () => {
    for (const named of [false, true]) {
      const { a, mine, sandbox, owner } = await open({ named });
      const {
        data: { url },
      } = await owner.connect.getOAuthUrl({
        path: { platform: name.startsWith('connect.facebook') ? 'facebook' : 'linkedin' },
        query: { headless: true, redirectUri: `${ORIGIN}/back` },
      });
      const token = new URL(sandbox.authorize(url)).searchParams.get('selectionToken');
      const end = await endOf(a, name, callsOn(mine, token)[name]);
      if (named || [...OPEN, ...LISTS, ...SCOPED].includes(name)) assert.ok(end.data, `${name} ${named}: ${end.text}`);
      else assert.deepEqual([end.status, end.code], [403, 'relay.operation'], name);
    }
  });

  test(`${name}: with profiles, nothing of another's profile`, async () => {
    const project = await open({ named: true, withProfiles: true });
    const { a, mine, theirs } = project;
    const own = await endOf(a, name, callsOn(mine, 'sel_1')[name]);
    if ([...OPEN, ...LISTS, ...SCOPED, ...PROFILED].includes(name)) assert.ok(own.data, `${name}: ${own.text}`);
    if (name === 'profiles.list' || name === 'notifications.list') {
      const rows = own.data.profiles ?? own.data.notifications;
      assert.equal(rows.length, 1);
      return assert.doesNotMatch(JSON.stringify(own.data), new RegExp(theirs.profile));
    }
    if (!PROFILED.includes(name)) return undefined;
    const before = await stateOf(project);
    const end = await endOf(a, name, callsOn(theirs, 'sel_1')[name]);
    assert.ok(end.status === 403 || end.status === 404, `${end.status} ${end.text}`);
    return assert.equal(await stateOf(project), before);
  });
}

test('a post of both tenants, or without accounts, belongs to no tenant', async () => {
  const { a, b, both, sandbox, mine } = await open();
  const strange = await endOf(a, 'posts.get', { path: { postId: both } });
  const missing = await endOf(a, 'posts.get', { path: { postId: 'f'.repeat(24) } });
  assert.deepEqual([strange.status, strange.code], [404, 'relay.post']);
  assert.deepEqual(strange, missing, 'no difference tells that it is there');
  assert.equal((await endOf(b, 'posts.delete', { path: { postId: both } })).status, 404);
  assert.ok(sandbox.posts.some(({ postId }) => postId === both));
  for (const rawRequestBody of [
    undefined,
    null,
    {},
    { platforms: [] },
    { platforms: {} },
    { platforms: [{}] },
    { platforms: [null] },
    { platforms: targets(5) },
    { platforms: targets('a_bluesky'), deep: { accountId: 'b_bluesky' } },
    'x',
  ]) {
    const fetch = async () => Response.json({ success: true, post: { postId: mine.now, rawRequestBody } });
    const relay = createRelay({ apiKey: KEY, fetch, allow: { accounts: mine.accounts } });
    const client = new PostPeer({ apiKey: null, baseURL: `${ORIGIN}/api/postpeer`, fetch: request => relay(request) });
    assert.equal(
      (await endOf(client, 'posts.get', { path: { postId: mine.now } })).code,
      'relay.post',
      JSON.stringify(rawRequestBody),
    );
  }
});

test('an edit cannot move a post to or from another account', async () => {
  const { a, mine, theirs, sandbox } = await open();
  const edit = (postId, accountId) =>
    endOf(a, 'posts.scheduled.edit', {
      path: { postId },
      body: { content: 'x', platforms: targets(accountId), scheduledFor: LATER },
    });
  assert.equal((await edit(mine.later, 'b_bluesky')).code, 'relay.account');
  assert.equal((await edit(theirs.later, 'a_bluesky')).code, 'relay.post');
  assert.ok((await edit(mine.later, 'a_bluesky')).data);
  assert.equal(sandbox.posts.filter(({ content }) => content === 'x').length, 1);
});

test('open operations need no account, and may not name a foreign one', async () => {
  const { a, mine } = await open({ named: true });
  const reschedule = more =>
    endOf(a, 'posts.scheduled.reschedule', { path: { postId: mine.later }, body: { scheduledFor: LATER, ...more } });
  assert.ok((await reschedule({})).data);
  assert.equal((await reschedule({ accountId: 'b_bluesky' })).code, 'relay.account');
  assert.ok((await endOf(a, 'profiles.create', { body: { name: 'x' } })).data);
  assert.ok((await endOf(a, 'ai.write', { body: { description: 'abc' } })).data);
  assert.equal(
    (await endOf(a, 'ai.write', { body: { description: 'abc', accountId: 'b_bluesky' } })).code,
    'relay.account',
  );
});

test('the user returns from connecting to an address of the app only', async () => {
  const { a, mine } = await open({ named: true });
  const connect = query =>
    endOf(a, 'connect.getOAuthUrl', { path: { platform: 'tiktok' }, query: { profileId: mine.profile, ...query } });
  assert.ok((await connect({ redirectUri: `${ORIGIN}/done?x=1`, cancelRedirectUri: `${ORIGIN}/no` })).data);
  for (const address of [
    'https://evil.example/',
    `${ORIGIN}.evil.example/`,
    `${ORIGIN}@evil.example/`,
    '//evil.example',
    'javascript:alert(1)',
    'http://app.example/',
    '/back',
    '',
  ]) {
    assert.equal((await connect({ redirectUri: address })).code, 'relay.address', address);
    assert.equal((await connect({ cancelRedirectUri: address })).code, 'relay.address', address);
  }
});

test('profiles allow the accounts in them', async () => {
  const { sandbox, owner, mine, theirs } = await open();
  const relay = createRelay({ apiKey: KEY, fetch: sandbox.fetch, allow: { profiles: [mine.profile] } });
  const client = new PostPeer({
    apiKey: null,
    baseURL: `${ORIGIN}/api/postpeer`,
    maxRetries: 0,
    fetch: request => relay(request),
  });
  assert.equal((await endOf(client, 'connect.integrations.list', {})).data.total, 4);
  assert.ok((await endOf(client, 'posts.get', { path: { postId: mine.now } })).data);
  assert.equal((await endOf(client, 'posts.get', { path: { postId: theirs.now } })).code, 'relay.post');
  assert.equal((await endOf(client, 'posts.list', { query: { profileId: theirs.profile } })).code, 'relay.profile');
  const posted = accountId =>
    endOf(client, 'posts.create', { body: { content: 'x', platforms: targets(accountId), publishNow: true } });
  assert.equal((await posted('b_bluesky')).code, 'relay.account');
  assert.ok((await posted('a_bluesky')).data);
  await owner.connect.integrations.move({ path: { id: 'a_bluesky' }, body: { profileId: null } });
  assert.equal((await posted('a_bluesky')).code, 'relay.account');
});

test('analytics omit rows of other tenants, also from the total', async () => {
  const { a, sandbox, owner, mine } = await open();
  const { data: all } = await owner.analytics.get({});
  assert.ok(all.total >= 3);
  assert.equal((await endOf(a, 'analytics.get', {})).code, 'relay.account');
  const { data } = await endOf(a, 'analytics.get', { query: { accountId: 'a_bluesky' } });
  assert.deepEqual([data.total, data.posts.some(({ postId }) => postId === mine.now)], [2, true]);
  assert.doesNotMatch(JSON.stringify(data), /of b/);
  // An id of the platform: the account decides.
  const theirs = sandbox.posts.find(({ content }) => content === 'Secret of b').platforms[0].platformPostId;
  const end = await endOf(a, 'analytics.get', {
    query: { postId: theirs, platform: 'bluesky', accountId: 'a_bluesky' },
  });
  assert.doesNotMatch(end.data ? JSON.stringify(end.data) : end.text, /Secret of b/);
});

/** Returns a PostPeer with many posts and accounts of others, and a few of the tenant's own. */
function crowd({ posts, accounts, own }) {
  const calls = [];
  const fetch = async ({ url }) => {
    const { pathname, searchParams: query } = new URL(url);
    calls.push(`${pathname}${query}`);
    const [limit, offset] = [Number(query.get('limit') ?? 20), Number(query.get('offset') ?? 0)];
    const page = all => ({ success: true, total: all.length, rows: all.slice(offset, offset + limit) });
    if (pathname.endsWith('/integrations')) {
      const all = Array.from({ length: accounts }, (_, place) => ({
        id: `acc_${place}`,
        createdAt: '2026-01-01T00:00:00Z',
      }));
      const { rows, ...rest } = page(query.has('q') ? all.filter(({ id }) => id === query.get('q')) : all);
      return Response.json({ ...rest, integrations: rows });
    }
    const all = Array.from({ length: posts }, (_, place) => ({
      postId: `post_${place}`,
      status: 'published',
      createdAt: '2026-01-01T00:00:00Z',
      platforms: [],
      rawRequestBody: { platforms: targets(place % own === 0 ? 'acc_0' : 'acc_1') },
    }));
    const { rows, ...rest } = page(all);
    return Response.json({ ...rest, posts: rows });
  };
  return { fetch, calls };
}

const clientOf = (fetch, allow) => {
  const relay = createRelay({ apiKey: KEY, fetch, allow });
  return new PostPeer({
    apiKey: null,
    baseURL: `${ORIGIN}/api/postpeer`,
    maxRetries: 0,
    fetch: request => relay(request),
  });
};

test('a page makes a limited number of calls, and a cut list has truncated', async () => {
  const { fetch, calls } = crowd({ posts: 5000, accounts: 5000, own: 50 });
  const client = clientOf(fetch, { accounts: ['acc_0', 'acc_4999'] });
  const { data: accounts } = await client.connect.integrations.list({ query: { limit: 1 } });
  assert.deepEqual([accounts.total, accounts.integrations.length, accounts.truncated], [2, 1, undefined]);
  assert.ok(calls.length <= 10, `${calls.length} calls`);
  calls.length = 0;
  const { data: page } = await client.posts.list({ query: { limit: 5, offset: 10 } });
  assert.deepEqual(
    page.posts.map(({ postId }) => postId),
    [500, 550, 600, 650, 700].map(place => `post_${place}`),
  );
  assert.deepEqual([page.total, page.truncated, calls.length], [20, true, 10]);
  calls.length = 0;
  const many = clientOf(fetch, { accounts: Array.from({ length: 50 }, (_, place) => `acc_${place * 100}`) });
  const { data: cut } = await many.connect.integrations.list({ query: { limit: 1 } });
  assert.deepEqual([cut.total, cut.truncated, calls.length], [10, true, 10]);
});

test('a list within the limit is complete, without truncated', async () => {
  const { fetch, calls } = crowd({ posts: 950, accounts: 3, own: 19 });
  const client = clientOf(fetch, { accounts: ['acc_0'] });
  const { data } = await client.posts.list({ query: { limit: 1 } });
  assert.deepEqual([data.total, 'truncated' in data, calls.length], [50, false, 10]);
  const seen = [];
  for await (const { postId } of client.posts.iterate({ query: { limit: 20 } })) seen.push(postId);
  assert.equal(new Set(seen).size, 50);
});

test('a failed look-up before a changing call means that nothing was sent', async () => {
  for (const [status, want] of [
    [500, 424],
    [503, 424],
    [429, 429],
    [402, 402],
  ]) {
    const sent = [];
    const fetch = async ({ method }) => (
      sent.push(method),
      Response.json({ success: false, message: 'no' }, { status })
    );
    const end = await endOf(clientOf(fetch, { accounts: ['acc_0'] }), 'posts.delete', { path: { postId: 'p' } });
    assert.deepEqual([end.status, end.outcome, sent], [want, 'rejected', ['GET']]);
  }
  const lost = async () => {
    throw new TypeError('fetch failed');
  };
  assert.deepEqual(
    (await endOf(clientOf(lost, { accounts: ['acc_0'] }), 'posts.scheduled.cancel', { path: { postId: 'p' } })).outcome,
    'rejected',
  );
  assert.equal(
    (await endOf(clientOf(lost, { accounts: ['acc_0'] }), 'posts.get', { path: { postId: 'p' } })).status,
    502,
  );
});

test('large posts of one tenant do not block the lists of others', async () => {
  const large = place => ({
    postId: `post_${place}`,
    status: 'published',
    createdAt: '2026-01-01T00:00:00Z',
    platforms: [],
    rawRequestBody: { content: 'x'.repeat(900_000), platforms: targets(place === 3 ? 'acc_0' : 'acc_1') },
  });
  const all = Array.from({ length: 20 }, (_, place) => large(place));
  const calls = [];
  const fetch = async ({ url }) => {
    const query = new URL(url).searchParams;
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
    calls.push(limit);
    return Response.json({ success: true, total: all.length, posts: all.slice(offset, offset + limit) });
  };
  const { data } = await clientOf(fetch, { accounts: ['acc_0'] }).posts.list();
  assert.deepEqual([data.total, data.truncated], [1, undefined]);
  assert.deepEqual(calls, [100, 25, 7, 14, 4, 8, 16], 'smaller pages until one can be read, then larger ones');
});

test('profiles with too many accounts have an error of their own', async () => {
  const fetch = async ({ url }) => {
    const profileId = new URL(url).searchParams.get('profileId');
    return Response.json({ success: true, total: 1, integrations: [{ id: `acc_${profileId}`, profileId }] });
  };
  const profiles = many => Array.from({ length: many }, (_, place) => `p${place}`);
  const get = many => endOf(clientOf(fetch, { profiles: profiles(many) }), 'connect.integrations.list', {});
  const end = await get(11);
  assert.deepEqual([end.status, end.code], [424, 'relay.not_sent']);
  assert.match(end.text, /List the accounts in the allowance/);
  assert.equal(
    (await endOf(clientOf(fetch, { profiles: profiles(5) }), 'connect.integrations.list', {})).data.total,
    5,
  );
});

test('all requests of one call share one limit', async () => {
  const { fetch, calls } = crowd({ posts: 5000, accounts: 50, own: 50 });
  const asked = [];
  const counting = async request => {
    const { pathname, searchParams } = new URL(request.url);
    asked.push(pathname);
    if (pathname === '/v1/posts/post_0')
      return Response.json({
        success: true,
        post: { postId: 'post_0', rawRequestBody: { platforms: targets('acc_0') } },
      });
    if (pathname === '/v1/posts/17_1') return Response.json({ success: false, message: 'no' }, { status: 404 });
    if (pathname === '/v1/analytics/')
      return Response.json({
        success: true,
        total: 2,
        page: 1,
        limit: 50,
        posts: [{ postId: 'post_4999' }, { postId: 'post_0' }],
      });
    if (searchParams.has('profileId') && pathname.endsWith('/integrations'))
      return Response.json({
        success: true,
        total: 1,
        integrations: [{ id: 'acc_0', profileId: searchParams.get('profileId') }],
      });
    return fetch(request);
  };
  await endOf(clientOf(counting, { accounts: ['acc_0'] }), 'analytics.get', {
    query: { postId: '17_1', accountId: 'acc_0', platform: 'instagram' },
  });
  assert.equal(asked.length, 10);
  asked.length = 0;
  await endOf(clientOf(counting, { accounts: ['acc_0'] }), 'analytics.get', { query: { accountId: 'acc_0' } });
  assert.equal(asked.length, 10);
  for (const many of [1, 10]) {
    // The accounts of profiles are read first, with the same limit of requests.
    const profiles = Array.from({ length: many }, (_, place) => `p${place}`);
    for (const [name, params, most] of [
      ['posts.list', {}, 10],
      ['analytics.get', { query: { accountId: 'acc_0' } }, 10],
      ['posts.get', { path: { postId: 'post_0' } }, 1],
      ['posts.delete', { path: { postId: 'post_0' } }, 2],
      ['connect.integrations.list', {}, 10],
    ]) {
      asked.length = 0;
      const end = await endOf(clientOf(counting, { profiles }), name, params);
      assert.ok(asked.length <= many + most, `${name}: ${asked.length}`);
      assert.notEqual(end.code, 'relay.not_sent', name);
    }
  }
  assert.ok(calls.length > 0);
});

test('a few accounts among many are read within the limit', async () => {
  let calls = 0;
  const fetch = async ({ url }) => {
    calls++;
    const query = new URL(url).searchParams;
    const offset = Number(query.get('offset') ?? 0);
    if (query.has('q'))
      return Response.json({
        success: true,
        total: 1,
        integrations: [{ id: query.get('q'), createdAt: '2026-01-01T00:00:00Z' }],
      });
    // Fewer rows than requested.
    return Response.json({
      success: true,
      total: 900,
      integrations: Array.from({ length: Math.min(50, 900 - offset) }, (_, place) => ({
        id: `other_${offset + place}`,
      })),
    });
  };
  const { data } = await clientOf(fetch, {
    accounts: Array.from({ length: 9 }, (_, place) => `acc_${place}`),
  }).connect.integrations.list();
  assert.ok(calls <= 10, `${calls}`);
  assert.equal(data.truncated, true);
});

test('metrics by an id of the platform are returned for old posts too', async () => {
  const { fetch } = crowd({ posts: 5000, accounts: 1, own: 1 });
  const old = async request => {
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/analytics/')
      return Response.json({ success: true, post: { postId: 'post_4999', source: 'postpeer' } });
    if (pathname === '/v1/posts/17_1') return Response.json({ success: false, message: 'no' }, { status: 404 });
    if (pathname === '/v1/posts/post_4999')
      return Response.json({
        success: true,
        post: { postId: 'post_4999', rawRequestBody: { platforms: targets('acc_0') } },
      });
    return fetch(request);
  };
  const { data } = await clientOf(old, { accounts: ['acc_0'] }).analytics.get({
    query: { postId: '17_1', accountId: 'acc_0', platform: 'instagram' },
  });
  assert.equal(data.post.postId, 'post_4999');
});

test('an empty list of profiles or accounts gives empty lists', async () => {
  const { a } = await open();
  assert.ok(a);
  for (const allow of [{ profiles: [] }, { accounts: [] }, { profiles: [], accounts: ['acc_0'] }]) {
    for (const name of LISTS) {
      const { data, text } = await endOf(
        clientOf(async () => Response.json({ success: true, total: 0, posts: [], integrations: [] }), allow),
        name,
        {},
      );
      assert.deepEqual([data?.total, text], [0, undefined], `${name} ${JSON.stringify(allow)}`);
    }
  }
});

test('foreign names of any type and depth are refused, and quoted in part', async () => {
  const relay = createRelay({
    apiKey: KEY,
    fetch: () => assert.fail('sent'),
    allow: { accounts: ['acc_0'], profiles: ['p'], operations: OPERATIONS },
  });
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  for (const key of ['accountId', 'integrationId', 'profileId', 'redirectUri']) {
    for (const value of [deep, `"${'x'.repeat(500_000)}"`, '{}', 'null', '5']) {
      const request = new Request(`${ORIGIN}/api/postpeer/v1/ai/write`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': 'x'.repeat(20) },
        body: `{"description":"abc","${key}":${value}}`,
      });
      const response = await relay(request);
      assert.equal(response.status, 403);
      assert.ok((await response.text()).length < 500);
    }
  }
});

test('foreign apps, usage of a profile with a list of accounts, and edits without accounts', async () => {
  const operations = OPERATIONS.filter(name => !name.startsWith('apps.'));
  const { sandbox, mine, theirs } = await open();
  const of = allow => {
    const relay = createRelay({ apiKey: KEY, fetch: sandbox.fetch, allow, validate: 'off', origin: ORIGIN });
    return new PostPeer({
      apiKey: null,
      baseURL: `${ORIGIN}/api/postpeer`,
      maxRetries: 0,
      validate: 'off',
      defaultHeaders: { origin: ORIGIN },
      fetch: request => relay(request),
    });
  };
  const client = of({ operations, accounts: mine.accounts, profiles: [mine.profile] });
  const connect = query =>
    endOf(client, 'connect.getOAuthUrl', {
      path: { platform: 'tiktok' },
      query: { profileId: mine.profile, ...query },
    });
  assert.equal((await connect({ appId: theirs.app })).code, 'relay.app');
  assert.equal((await connect({ appId: 'missing' })).code, 'relay.app', 'and nobody learns which there are');
  assert.ok((await connect({})).data);
  assert.equal((await endOf(client, 'usage.get', { query: { profileId: mine.profile } })).code, 'relay.account');
  assert.ok((await endOf(of({ profiles: [mine.profile] }), 'usage.get', { query: { profileId: mine.profile } })).data);
  const edit = platforms =>
    endOf(client, 'posts.scheduled.edit', { path: { postId: mine.later }, body: { content: 'x', platforms } });
  for (const platforms of [
    [{ platform: 'bluesky' }],
    [{ platform: 'bluesky', account_id: 'b_bluesky' }],
    [],
    'x',
    null,
  ])
    assert.equal((await edit(platforms)).code, 'relay.account', JSON.stringify(platforms));
});

test('without listed origins no address is allowed: the Host header is not trusted', async () => {
  const { sandbox } = await open();
  const relay = createRelay({
    apiKey: KEY,
    fetch: sandbox.fetch,
    allow: { operations: ['connect.getOAuthUrl'], accounts: [] },
  });
  const ask = async query =>
    (
      await relay(
        new Request(`https://evil.example/api/postpeer/v1/connect/tiktok${query}`, {
          headers: { 'x-postpeer-call': 'x'.repeat(20) },
        }),
      )
    ).status;
  assert.equal(await ask(''), 200);
  assert.equal(await ask('?redirectUri=https://evil.example/steal'), 403);
  assert.equal(await ask('?redirectUri=blob:https://evil.example/steal'), 403);
});
