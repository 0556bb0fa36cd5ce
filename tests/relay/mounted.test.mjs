// A relay inside a framework: its paths have no trailing slash, because Next, SvelteKit and others redirect one. Other
// redirects have an error that names the cause.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { APIError, PostPeer } from '../../pkg/index.js';
import { ROUTES } from '../../pkg/lib/generated/routes.js';
import { createRelay } from '../../pkg/relay.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { CALLS } from '../transport/calls.mjs';
import { KEY, POST } from '../transport/server.mjs';

/** Returns a framework's server: it redirects paths with a trailing slash, and passes others to the relay. */
async function framework(relay) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = `http://${request.headers.host}${request.url}`;
    requests.push(`${request.method} ${request.url}`);
    const { pathname, search } = new URL(url);
    if (pathname.endsWith('/')) return response.writeHead(308, { location: pathname.slice(0, -1) + search }).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length ? Buffer.concat(chunks) : undefined;
    const answer = await relay(new Request(url, { method: request.method, headers: request.headers, body }));
    return response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${server.address().port}`, requests, close: () => server.close() };
}

let host;
before(async () => {
  host = await framework(
    createRelay({ apiKey: KEY, allow: 'everything', fetch: createSandbox({ apiKey: KEY }).fetch }),
  );
});
after(() => host.close());

/** Sets the address of a page, for a base URL that is a path. */
function inPage(t, origin, options) {
  globalThis.location = { href: `${origin}/compose` };
  t.after(() => delete globalThis.location);
  return new PostPeer({ baseURL: '/api/postpeer', ...options });
}

test('calls of a page pass a host that redirects trailing slashes', async t => {
  const client = inPage(t, host.origin);
  const {
    data: { integrations },
  } = await client.connect.integrations.list({ query: { limit: 50 } });
  assert.ok(integrations.length > 0);
  const { id: accountId } = integrations.find(({ platform }) => platform === 'bluesky');
  const { data, outcome } = await client.posts.create({
    body: { content: 'Hello', platforms: [{ platform: 'bluesky', accountId }], scheduledFor: '2099-01-01T10:00:00Z' },
  });
  assert.equal(outcome, 'accepted');
  assert.equal((await client.posts.list()).data.posts.length, 1);
  assert.equal((await client.posts.scheduled.list()).data.posts.length, 1);
  await client.posts.scheduled.cancel({ path: { postId: data.postId } });
  assert.deepEqual(
    host.requests.filter(line => /\/($|\?)/.test(line)),
    [],
  );
  assert.ok(host.requests.includes('POST /api/postpeer/v1/posts'), host.requests.join('\n'));
});

test('all operations: paths of a relay have no trailing slash; direct paths follow the schema', t => {
  const relayed = inPage(t, 'https://app.example');
  const keyless = new PostPeer({ baseURL: 'https://edge.example/api/postpeer', apiKey: null });
  const direct = new PostPeer({ apiKey: KEY });
  // Without a key, to PostPeer itself.
  assert.equal(new PostPeer({ apiKey: null }).buildRequest('posts.list').url, 'https://api.postpeer.dev/v1/posts/');
  let collections = 0;
  for (const [name, [params]] of Object.entries(CALLS)) {
    const paths = [relayed, keyless, direct].map(
      client => new URL(client.withOptions({ validate: 'off' }).buildRequest(name, params).url).pathname,
    );
    const [ofRelay, ofKeyless, ofDirect] = paths.map(path => path.replace(/^\/api\/postpeer/, ''));
    assert.equal(ofRelay, ofDirect.replace(/\/$/, ''), name);
    assert.equal(ofKeyless, ofRelay, name);
    if (ofDirect.endsWith('/')) collections += 1;
  }
  assert.deepEqual(Object.keys(CALLS).sort(), ROUTES.map(([name]) => name).sort());
  assert.ok(collections > 5, `${collections} collections`);
});

test('the error of a redirect before a relay names the relay, not the key', async t => {
  const answers = {
    'in a page': () =>
      Object.defineProperties(new Response(null), { type: { value: 'opaqueredirect' }, status: { value: 0 } }),
    308: () => new Response(null, { status: 308, headers: { location: '/elsewhere' } }),
    302: () => new Response(null, { status: 302, headers: { location: '/login' } }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const client = inPage(t, 'https://app.example', { fetch: async () => answer() });
    const ofPost = await client.posts.create({ body: POST }).then(
      () => assert.fail('was accepted'),
      error => error,
    );
    const status = name === 'in a page' ? '' : ` (status ${name})`;
    assert.ok(ofPost instanceof APIError, name);
    assert.equal(
      ofPost.message,
      `/api/postpeer answered with a redirect${status}, which was not followed. A relay never redirects, ` +
        'so the call most likely did not reach it: check where the relay is mounted. ' +
        'Then ask posts.reconcile(error.receipt) whether it was posted.',
    );
    assert.equal(ofPost.outcome, 'unknown');
    const ofList = await client.posts.list().catch(error => error);
    assert.match(ofList.message, /^\/api\/postpeer answered with a redirect.*: check where the relay is mounted\.$/);
    const ofDelete = await client.posts.delete({ path: { postId: 'p' } }).catch(error => error);
    assert.match(ofDelete.message, /most likely did not reach it: check where the relay is mounted\.$/);
    for (const { message } of [ofPost, ofList, ofDelete]) assert.doesNotMatch(message, /key|may have been posted/i);
  }
});

test('the error of a redirect of PostPeer itself is unchanged', async () => {
  const client = new PostPeer({
    apiKey: KEY,
    fetch: async () => new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }),
  });
  const error = await client.posts.create({ body: POST }).catch(reason => reason);
  assert.match(
    error.message,
    /^PostPeer answered with a redirect \(status 307\)\. It was not followed, because the key would go along\. /,
  );
  assert.match(error.message, / the key would go along\. This may have been posted/);
});
