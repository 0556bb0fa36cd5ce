// Options and parameters: invalid ones throw, and the values that were checked are the values that are sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import PostPeer, * as postpeer from '../../pkg/index.js';
import { KEY, POST, PUBLISHED } from './server.mjs';

const { PostPeerError, ValidationError } = postpeer;

/** Returns a client that stores its requests instead of sending them. */
function recording(options) {
  const requests = [];
  const fetch = async request => {
    requests.push({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    return Response.json(request.method === 'POST' ? PUBLISHED : { ok: true }, {
      status: request.method === 'POST' ? 202 : 200,
    });
  };
  return { client: new PostPeer({ apiKey: KEY, fetch, ...options }), requests };
}

const refused = (options, message) =>
  assert.throws(
    () => new PostPeer({ apiKey: KEY, ...options }),
    error => {
      assert.ok(error instanceof PostPeerError, String(error));
      assert.match(error.message, message);
      return true;
    },
  );

test('invalid options throw when the client is created', () => {
  for (const timeout of [0, -1, 3e9, NaN, Infinity, '60', null]) {
    if (timeout === null) continue;
    refused({ timeout }, /^timeout must be/);
  }
  for (const maxRetries of [-1, 1.5, 1e6, NaN, '2']) refused({ maxRetries }, /^maxRetries must be/);
  refused({ baseURL: 'http://api.postpeer.dev' }, /https:/);
  refused({ baseURL: 'http://127.0.0.1.evil.example' }, /https:/);
  refused({ baseURL: 'https://user:pass@api.postpeer.dev' }, /user name/);
  refused({ baseURL: 'https://api.postpeer.dev?a=b' }, /query/);
  refused({ baseURL: 'https://api.postpeer.dev#a' }, /fragment/);
  refused({ baseURL: 'api.postpeer.dev' }, /absolute URL/);
  refused({ baseURL: 'ftp://api.postpeer.dev' }, /absolute URL/);
  refused({ baseURL: '//evil.example' }, /absolute URL/);
  refused({ fetch: 5 }, /fetch must be/);
  refused({ validate: 'maybe' }, /^validate must be/);
  refused({ defaultHeaders: 'a: b' }, /defaultHeaders/);
  refused({ defaultHeaders: [['a']] }, /pairs/);
  refused({ defaultHeaders: { 'X-Access-Key': 'mine' } }, /x-access-key.*set by the library/);
  refused({ defaultHeaders: { 'content-length': '5' } }, /set by the library/);
  refused({ defaultHeaders: { 'a b': 'c' } }, /not a header name/);
  refused({ defaultHeaders: { a: 'b\r\nc: d' } }, /cannot be sent/);
});

test('an unknown option throws, naming the closest known option', () => {
  refused({ baseUrl: 'http://localhost:8787' }, /^PostPeer has no "baseUrl"\. Did you mean baseURL\?$/);
  refused({ headers: {} }, /Did you mean defaultHeaders\?/);
  refused({ retries: 1 }, /Did you mean maxRetries\?/);
  refused({ proxy: 'x' }, /^PostPeer has no "proxy"\. It has apiKey, baseURL, .*dangerouslyAllowBrowser\.$/);
  assert.throws(
    () => new PostPeer(KEY),
    error => error instanceof PostPeerError && !error.message.includes(KEY),
  );
  assert.throws(
    () => new PostPeer({ apiKey: KEY }).withOptions({ baseUrl: 'http://localhost:8787' }),
    /Did you mean baseURL/,
  );
});

test('null means no options, and parameters that are not objects are named', async () => {
  const before = process.env.POSTPEER_API_KEY;
  process.env.POSTPEER_API_KEY = KEY;
  assert.equal(new PostPeer(null).baseURL, 'https://api.postpeer.dev');
  if (before === undefined) delete process.env.POSTPEER_API_KEY;
  else process.env.POSTPEER_API_KEY = before;
  const { client, requests } = recording();
  assert.equal((await client.platforms.list(null)).outcome, 'accepted');
  assert.equal((await client.platforms.list({ query: null, path: null })).outcome, 'accepted');
  assert.equal(client.buildRequest('platforms.list', null).method, 'GET');
  await assert.rejects(client.posts.list('x'), /^PostPeerError: params of posts\.list must be an object/);
  for (const validate of ['strict', 'off']) {
    const { posts } = client.withOptions({ validate });
    await assert.rejects(posts.list({ query: 'x' }), /^PostPeerError: query of posts\.list must be an object/);
    await assert.rejects(posts.get({ path: 5 }), /^PostPeerError: path of posts\.get must be an object/);
  }
  assert.equal(requests.length, 2);
  await assert.rejects(client.posts.reconcile(undefined, null), /error\.receipt/);
  await assert.rejects(client.media.uploadFile(new Blob(['x']), null), ValidationError);
});

test('a key is required, from the options or the environment', () => {
  const before = process.env.POSTPEER_API_KEY;
  delete process.env.POSTPEER_API_KEY;
  assert.throws(() => new PostPeer(), /There is no key/);
  assert.ok(new PostPeer({ apiKey: null }), 'a relay has it');
  process.env.POSTPEER_API_KEY = KEY;
  assert.ok(new PostPeer());
  if (before === undefined) delete process.env.POSTPEER_API_KEY;
  else process.env.POSTPEER_API_KEY = before;
});

test('a key in a browser throws unless it is allowed; a relay needs none', async () => {
  globalThis.document = {};
  globalThis.location = new URL('http://192.168.1.2:5173/compose');
  try {
    assert.throws(() => new PostPeer({ apiKey: KEY }), /This is a browser/);
    assert.ok(new PostPeer({ apiKey: KEY, dangerouslyAllowBrowser: true }));
    const { client, requests } = recording({ apiKey: undefined, baseURL: '/api/postpeer' });
    await client.posts.create({ body: POST });
    assert.equal(requests[0].url, 'http://192.168.1.2:5173/api/postpeer/v1/posts');
    assert.equal(requests[0].headers['x-access-key'], undefined);
    assert.throws(() => new PostPeer({ apiKey: KEY, baseURL: '/api', dangerouslyAllowBrowser: true }), /https:/);
  } finally {
    delete globalThis.document;
    delete globalThis.location;
  }
});

test('a relative base URL allows rendering on a server, but not sending', async () => {
  const client = new PostPeer({ baseURL: '/api/postpeer' });
  await assert.rejects(
    client.health.check(),
    error =>
      error instanceof PostPeerError &&
      error.outcome === 'not_sent' &&
      /baseURL.*works in a page only/.test(error.message),
  );
});

test('headers are accepted in any form; later ones replace earlier ones, and null removes them', async () => {
  for (const defaultHeaders of [
    new Headers({ 'X-App': 'one', b: '2' }),
    [
      ['X-App', 'one'],
      ['b', '2'],
    ],
    { 'X-App': 'one', b: 2 },
  ]) {
    const { client, requests } = recording({ defaultHeaders });
    await client.health.check();
    assert.deepEqual(requests[0].headers, { accept: 'application/json', 'x-app': 'one', b: '2' });
    await client.health.check({ headers: { 'x-APP': 'two', b: null, c: undefined } });
    assert.deepEqual(requests[1].headers, { accept: 'application/json', 'x-app': 'two' });
    await assert.rejects(client.health.check({ headers: { 'x-access-key': 'mine' } }), PostPeerError);
  }
  assert.equal(recording().requests.length, 0);
});

test('parameters are checked before anything is sent', async () => {
  const { client, requests } = recording();
  const issues = async call => {
    const error = await call.then(
      () => assert.fail('was sent'),
      error => error,
    );
    assert.ok(error instanceof ValidationError, String(error));
    assert.equal(error.outcome, 'not_sent');
    return error.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
  };
  assert.deepEqual(await issues(client.posts.get({ path: { postId: '..' } })), ['pattern path.postId']);
  assert.deepEqual(await issues(client.posts.get({ path: { postId: '.' } })), ['pattern path.postId']);
  assert.deepEqual(await issues(client.posts.delete()), ['required path.postId']);
  assert.match((await issues(client.posts.get({ path: { postId: '' } })))[0], /path\.postId$/);
  assert.deepEqual(await issues(client.posts.list({ query: { limit: 101 } })), ['too_large query.limit']);
  assert.deepEqual(await issues(client.posts.list({ query: { Limit: 5 } })), ['unknown_key query.Limit']);
  assert.deepEqual(await issues(client.connect.getOAuthUrl({ path: { platform: 'reddit' } })), ['enum path.platform']);
  assert.match((await issues(client.posts.list({ query: { limit: NaN } })))[0], /query\.limit$/);
  assert.match((await issues(client.pinterest.getBoards({ query: { accountId: '\ud800' } })))[0], /query\.accountId$/);
  assert.equal(requests.length, 0);
  for (const bad of ['no signal', {}, { aborted: false }])
    await assert.rejects(client.health.check({ signal: bad }), /AbortSignal/);
  await assert.rejects(client.health.check({ timeout: 0 }), /timeout must be/);
  assert.equal(requests.length, 0);
});

test('path parameters are one segment, and arrays repeat the name', async () => {
  const { client, requests } = recording();
  await client.posts.get({ path: { postId: 'a/b?c#d é' } });
  await client.posts.list({ query: { platform: ['tiktok', 'twitter'], limit: 20 } });
  const off = recording({ validate: 'off' });
  await off.client.posts.list({ query: { a: [true, 1n], b: null, c: undefined, 'd&e': 'f=g' } });
  assert.deepEqual(
    [...requests, ...off.requests].map(({ url }) => url.slice('https://api.postpeer.dev'.length)),
    [
      '/v1/posts/a%2Fb%3Fc%23d%20%C3%A9',
      '/v1/posts/?platform=tiktok&platform=twitter&limit=20',
      '/v1/posts/?a=true&a=1&b=null&d%26e=f%3Dg',
    ],
  );
});

test('a post with errors is not sent, and all issues are reported', async () => {
  const { client, requests } = recording();
  const body = { platforms: [{ platform: 'tiktok' }, { platform: 'reddit', accountId: 'x' }], publishNow: 'yes' };
  const error = await client.posts.create({ body }).catch(error => error);
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(error.issues, postpeer.validatePost(body).issues);
  assert.ok(error.issues.length >= 3);
  await assert.rejects(client.posts.create(), ValidationError);
  await assert.rejects(client.posts.create({}), ValidationError);
  await assert.rejects(client.posts.create({ body: null }), ValidationError);
  assert.equal(requests.length, 0);
});

test('lenient rewrites deprecated names with a warning; off sends the value unchanged', async () => {
  const old = {
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
  const strict = recording();
  await assert.rejects(strict.client.posts.create({ body: old }), /privacyStatus/);
  assert.equal(strict.requests.length, 0);
  const lenient = recording({ validate: 'lenient' });
  const { issues } = await lenient.client.posts.create({ body: old });
  assert.ok(issues.every(({ severity }) => severity === 'warning'));
  assert.ok(issues.some(({ code }) => code === 'renamed_key'));
  assert.deepEqual(JSON.parse(lenient.requests[0].body).platforms[0].platformSpecificData, {
    title: 'New Tutorial',
    visibility: 'public',
  });
  // An edit is checked like a post.
  const { publishNow, ...edit } = { ...old, scheduledAt: '2027-01-01T00:00:00Z' };
  const path = { postId: 'p' };
  await assert.rejects(strict.client.posts.scheduled.edit({ path, body: edit }), /scheduledFor/);
  await lenient.client.posts.scheduled.edit({ path, body: edit });
  const edited = JSON.parse(lenient.requests[1].body);
  assert.deepEqual(
    [edited.scheduledFor, edited.platforms[0].platformSpecificData.visibility],
    ['2027-01-01T00:00:00Z', 'public'],
  );
  const off = recording({ validate: 'off' });
  await off.client.posts.create({ body: old });
  assert.equal(off.requests[0].body, JSON.stringify(old));
});

test('the checked value is the value that is sent', async () => {
  const { client, requests } = recording();
  let reads = 0;
  const shifty = {
    ...POST,
    get content() {
      return reads++ === 0 ? 'fine' : 'smuggled'.repeat(1000);
    },
  };
  const shape = {
    ...POST,
    get platforms() {
      return reads++ % 2 ? [{ platform: 'tiktok', accountId: 5, extra: true }] : POST.platforms;
    },
  };
  const proxy = new Proxy(
    { ...POST },
    { get: (target, name) => (name === 'publishNow' && reads++ > 2 ? 'smuggled' : Reflect.get(target, name)) },
  );
  const toJSON = { ...POST, toJSON: () => ({ nonsense: true }) };
  const inner = {
    ...POST,
    mediaItems: [Object.assign(Object.create({ toJSON: () => ({ evil: 1 }) }), POST.mediaItems[0])],
  };
  for (const body of [shifty, shape, proxy, toJSON, inner]) {
    const outcome = await client.posts.create({ body }).then(
      ({ outcome }) => outcome,
      error => error,
    );
    if (outcome === 'accepted') continue;
    assert.ok(outcome instanceof ValidationError, String(outcome));
  }
  for (const { body } of requests) {
    const { issues } = postpeer.validatePost(JSON.parse(body), { rules: false });
    assert.deepEqual(issues, [], `sent ${body.slice(0, 100)}`);
  }
  const cycle = { ...POST };
  cycle.self = cycle;
  for (const body of [
    cycle,
    { ...POST, content: 5n },
    {
      ...POST,
      get content() {
        throw new Error('no');
      },
    },
    'text',
    5,
    Symbol('x'),
    () => {},
  ]) {
    const error = await client.posts.create({ body }).catch(error => error);
    assert.ok(error instanceof ValidationError, String(error));
  }
  const off = recording({ validate: 'off' });
  await assert.rejects(off.client.posts.create({ body: cycle }), ValidationError);
  assert.equal(off.requests.length, 0);
});

test('buildRequest returns the request and sends nothing', async () => {
  const { client, requests } = recording();
  const request = client.buildRequest('posts.create', { body: POST });
  assert.ok(request instanceof Request);
  assert.equal(
    `${request.method} ${request.url} ${request.redirect}`,
    'POST https://api.postpeer.dev/v1/posts/ manual',
  );
  assert.deepEqual(Object.fromEntries(request.headers), {
    accept: 'application/json',
    'content-type': 'application/json',
  });
  assert.equal(await request.text(), JSON.stringify(POST));
  assert.equal(
    client.buildRequest('connect.getOAuthUrl', {
      path: { platform: 'tiktok' },
      query: { redirectUri: 'https://app.example/back?a=b' },
    }).url,
    'https://api.postpeer.dev/v1/connect/tiktok?redirectUri=https%3A%2F%2Fapp.example%2Fback%3Fa%3Db',
  );
  assert.throws(() => client.buildRequest('posts.create', { body: {} }), ValidationError);
  assert.throws(() => client.buildRequest('posts.creat'), PostPeerError);
  assert.equal(requests.length, 0);
});

test('the client has the resources of the official client', () => {
  const { client } = recording();
  for (const name of [
    'posts.create',
    'posts.list',
    'posts.get',
    'posts.delete',
    'posts.scheduled.list',
    'posts.scheduled.cancel',
    'posts.scheduled.reschedule',
    'connect.getOAuthUrl',
    'connect.integrations.list',
    'connect.integrations.disconnect',
    'profiles.list',
    'apps.list',
    'notifications.test',
    'platforms.list',
    'media.upload',
    'analytics.get',
    'usage.get',
    'pinterest.getBoards',
    'tiktok.getCreatorInfo',
    'ai.write',
    'ai.generateImage',
    'health.check',
    'health.verifyAccessKey',
  ]) {
    assert.equal(typeof name.split('.').reduce((at, part) => at?.[part], client), 'function', name);
  }
  assert.equal(PostPeer.DEFAULT_TIMEOUT, 60_000);
  assert.equal(client.baseURL, 'https://api.postpeer.dev');
});

test('error classes are subclasses of Error with the names of the official client', () => {
  const tree = {
    PostPeerError: 'Error',
    ValidationError: 'PostPeerError',
    APIError: 'PostPeerError',
    BadRequestError: 'APIError',
    AuthenticationError: 'APIError',
    PaymentRequiredError: 'APIError',
    PermissionDeniedError: 'APIError',
    NotFoundError: 'APIError',
    ConflictError: 'APIError',
    UnprocessableEntityError: 'APIError',
    RateLimitError: 'APIError',
    InternalServerError: 'APIError',
    APIConnectionError: 'PostPeerError',
    APIConnectionTimeoutError: 'APIConnectionError',
    APIUserAbortError: 'APIConnectionError',
  };
  for (const [name, parent] of Object.entries(tree)) {
    assert.equal(Object.getPrototypeOf(postpeer[name]).name, parent);
    assert.equal(postpeer[name].prototype.name, name);
  }
  assert.match(new postpeer.NotFoundError(404, 'gone').stack, /^NotFoundError: gone/);
});

test('a server message without a full stop gets one before the advice', async () => {
  const messageOf = async (status, body) =>
    (
      await new PostPeer({ apiKey: KEY, fetch: async () => new Response(body, { status }) }).posts
        .create({ body: POST })
        .catch(error => error)
    ).message;
  assert.equal(await messageOf(403, '{"message":"Sign in first"}'), 'Sign in first. Nothing was posted.');
  assert.equal(await messageOf(403, 'Sign in first\n'), 'Sign in first. Nothing was posted.');
  for (const said of [
    'Sign in first.',
    'Sign in first!',
    'Who are you?',
    'Nur mit Anmeldung…',
    '先にログイン。',
    '(see the docs)',
  ]) {
    assert.equal(await messageOf(403, JSON.stringify({ message: said })), `${said} Nothing was posted.`);
  }
  assert.match(await messageOf(202, '{"message":"queued"}'), /It says: queued\. This may have been posted/);
});
