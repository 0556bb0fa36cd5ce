// Code from the README of the official client (@postpeer/node 0.8) runs after its import is changed. Each test is one
// of its snippets: the same calls, arguments and handling of results, with the sandbox instead of PostPeer.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
// The one line that changes: import PostPeer, { NotFoundError, RateLimitError } from '@postpeer/node';
import PostPeer, * as exported from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { failingServer } from './server.mjs';

const { NotFoundError, RateLimitError } = exported;
const KEY = 'your-access-key';
const globalFetch = globalThis.fetch;
let sandbox;

beforeEach(() => {
  sandbox = createSandbox({ apiKey: KEY, integrations: [{ id: 'integration-id', platform: 'twitter' }] });
  globalThis.fetch = sandbox.fetch;
  process.env.POSTPEER_API_KEY = KEY;
});
afterEach(() => {
  globalThis.fetch = globalFetch;
  delete process.env.POSTPEER_API_KEY;
});

const hello = {
  content: 'Hello from PostPeer!',
  platforms: [{ platform: 'twitter', accountId: 'integration-id' }],
  publishNow: true,
};

test('quick start: the key from the environment, a post, its data', async () => {
  const postPeer = new PostPeer();
  const { data: post } = await postPeer.posts.create({ body: hello });
  assert.equal(post.status, 'published');
  assert.equal(post.postId, sandbox.posts[0].postId);
  assert.equal(sandbox.requests[0].key, 'valid');
});

test('the key passed directly', async () => {
  delete process.env.POSTPEER_API_KEY;
  const postPeer = new PostPeer({ apiKey: 'your-access-key' });
  assert.deepEqual((await postPeer.health.verifyAccessKey()).data, { ok: true });
  assert.throws(() => new PostPeer(), exported.PostPeerError);
});

test('configuration: all options together, and instances that share nothing', async () => {
  const seen = [];
  const customFetch = (request, init) => {
    seen.push(new Request(request, init));
    return sandbox.fetch(request, init);
  };
  const postPeer = new PostPeer({
    apiKey: 'your-access-key',
    baseURL: 'https://api.postpeer.dev',
    timeout: 60_000,
    maxRetries: 2,
    defaultHeaders: { 'X-Application': 'my-app' },
    fetch: customFetch,
  });
  const other = new PostPeer({ apiKey: 'another-key', baseURL: 'http://127.0.0.1:9', fetch: customFetch });
  await postPeer.health.verifyAccessKey();
  await other.health.verifyAccessKey().catch(() => {});
  const told = seen.map(({ url, headers }) => [url, headers.get('x-access-key'), headers.get('x-application')]);
  assert.deepEqual(told, [
    ['https://api.postpeer.dev/v1/health/auth', 'your-access-key', 'my-app'],
    ['http://127.0.0.1:9/v1/health/auth', 'another-key', null],
  ]);
  assert.deepEqual([postPeer.baseURL, postPeer.timeout, postPeer.maxRetries], ['https://api.postpeer.dev', 60_000, 2]);
});

test('resources: every call of the list, and data, request and response in each result', async () => {
  const postPeer = new PostPeer();
  const video = { type: 'video', url: 'https://cdn.example.com/video.mp4' };
  const later = hours => new Date(Date.now() + hours * 3_600_000).toISOString();
  const body = hello;
  const { publishNow, ...rest } = { ...body, mediaItems: [video] };
  const scheduled = async () =>
    (await postPeer.posts.create({ body: { ...rest, scheduledFor: later(1), timezone: 'UTC' } })).data.postId;
  const {
    data: { postId },
  } = await postPeer.posts.create({ body });
  const [toMove, toCancel] = [await scheduled(), await scheduled()];
  const [{ id }] = sandbox.integrations;
  const platform = 'tiktok';
  const calls = {
    'health.check': () => postPeer.health.check(),
    'health.verifyAccessKey': () => postPeer.health.verifyAccessKey(),
    'posts.create': () => postPeer.posts.create({ body }),
    'posts.list': () => postPeer.posts.list({ query: { limit: 10, status: 'published' } }),
    'posts.get': () => postPeer.posts.get({ path: { postId } }),
    'posts.delete': () => postPeer.posts.delete({ path: { postId } }),
    'posts.scheduled.list': () => postPeer.posts.scheduled.list(),
    'posts.scheduled.cancel': () => postPeer.posts.scheduled.cancel({ path: { postId: toCancel } }),
    'posts.scheduled.reschedule': () =>
      postPeer.posts.scheduled.reschedule({ path: { postId: toMove }, body: { scheduledFor: later(2) } }),
    'connect.getOAuthUrl': () =>
      postPeer.connect.getOAuthUrl({ path: { platform }, query: { redirectUri: 'https://app.example/done' } }),
    'connect.integrations.list': () => postPeer.connect.integrations.list(),
    'connect.integrations.disconnect': () => postPeer.connect.integrations.disconnect({ path: { id } }),
    'profiles.list': () => postPeer.profiles.list(),
    'apps.list': () => postPeer.apps.list(),
    'notifications.list': () => postPeer.notifications.list(),
    'platforms.list': () => postPeer.platforms.list(),
    'media.upload': () => postPeer.media.upload({ body: { filename: 'video.mp4', mimeType: 'video/mp4' } }),
    'analytics.get': () => postPeer.analytics.get({ query: { limit: 10 } }),
    'usage.get': () => postPeer.usage.get(),
    'pinterest.getBoards': () => postPeer.pinterest.getBoards({ query: { accountId: 'pi_987' } }),
    'tiktok.getCreatorInfo': () => postPeer.tiktok.getCreatorInfo({ query: { accountId: 'tt_322' } }),
    'ai.write': () => postPeer.ai.write({ body: { description: 'A new tutorial' } }),
    'ai.generateImage': () => postPeer.ai.generateImage({ body: { description: 'A new tutorial' } }),
  };
  for (const [name, call] of Object.entries(calls)) {
    sandbox.requests.length = 0;
    const { data, request, response } = await call();
    assert.ok(data.success ?? data.ok ?? data.url ?? data.platforms, name);
    assert.ok(request instanceof Request && response instanceof Response && response.ok, name);
    assert.deepEqual(
      sandbox.requests.map(({ operation }) => operation),
      [name],
    );
  }
});

test('headers are grouped with body, path and query', async () => {
  const postPeer = new PostPeer();
  await postPeer.posts.list({ query: { limit: 5 }, headers: { 'X-Trace': 'abc' } });
  assert.equal(sandbox.requests[0].headers['x-trace'], 'abc');
});

test('error handling: NotFoundError with status, request id and message; RateLimitError', async () => {
  const server = await failingServer();
  globalThis.fetch = globalFetch;
  const postPeer = new PostPeer({ baseURL: server.url, maxRetries: 0 });
  const told = [];
  const attempt = async () => {
    try {
      await postPeer.posts.get({ path: { postId: 'missing' } });
    } catch (error) {
      if (error instanceof NotFoundError) {
        told.push([error.status, error.requestId, error.message]);
      } else if (error instanceof RateLimitError) {
        told.push('PostPeer rate limit reached');
      }
    }
  };
  server.next('status', {
    status: 404,
    body: { success: false, message: 'Post not found' },
    headers: { 'x-request-id': 'req_123' },
  });
  await attempt();
  server.next('status', { status: 429 });
  await attempt();
  assert.deepEqual(told, [[404, 'req_123', 'Post not found'], 'PostPeer rate limit reached']);
  await server.close();
});

test('the documented errors are exported: API, connection, timeout and user abort', () => {
  for (const name of [
    'APIError',
    'APIConnectionError',
    'APIConnectionTimeoutError',
    'APIUserAbortError',
    'NotFoundError',
    'RateLimitError',
  ]) {
    assert.ok(exported[name].prototype instanceof Error, name);
  }
  assert.equal(exported.PostPeer, PostPeer);
});
