// The demo as `make demo` runs it, and the Worker's behaviour. The page has tests of its own: tests/composer.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PostPeer } from '../../pkg/index.js';
import { startDemo } from '../../www/demo.mjs';
import { exampleOf } from '../../www/page/lib/examples.js';

const POSTS = '/api/postpeer/v1/posts/';
/** The header that the client sends with each call: a random id. */
const newCall = () => `test-${randomUUID()}`;
const run = promisify(execFile);
const root = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test('the demo sends the posts of the guide, refuses the bad one whole, and ends', async () => {
  const { stdout } = await run(process.execPath, ['www/demo.mjs', '--once'], { cwd: root(''), timeout: 120_000 });
  const parts = stdout.split(/^\d\. /m);
  assert.equal(parts.length, 5, stdout);
  const [intro, video, strict, lenient, bad] = parts;
  assert.match(intro, /the sandbox, in memory/);
  assert.match(video, /POST https:\/\/api\.postpeer\.dev\/v1\/posts\//);
  assert.match(video, /→ 202/);
  assert.match(video, /then published\n\s+tiktok\s+published\s+https:\/\/www\.tiktok\.com\/@user\/video\/\d+/);
  assert.match(strict, /on the wire: nothing/);
  assert.match(strict, /outcome not_sent/);
  assert.match(strict, /privacyStatus/);
  assert.match(strict, /visibility/);
  assert.match(lenient, /"visibility": "public"/);
  assert.match(lenient, /warning platforms\.1\.platformSpecificData\.privacyStatus/);
  for (const platform of ['tiktok', 'youtube', 'instagram'])
    assert.match(lenient, new RegExp(`${platform}\\s+published\\s+https://`));
  assert.match(bad, /on the wire: nothing/);
  assert.equal(bad.match(/^\s+error /gm).length >= 15, true, bad);
  // The key of the sandbox never shows, and its header only with the value taken out.
  for (const [line] of stdout.matchAll(/x-access-key.*/g)) assert.equal(line, 'x-access-key: [redacted]');
});

test('the Worker', async t => {
  const { worker, url } = await startDemo({ port: 0 });
  t.after(() => worker.dispose());
  const post = (path, body, headers = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-postpeer-call': newCall(), ...headers },
      body,
    });

  await t.test('serves the page under a policy that runs no foreign script', async () => {
    const response = await fetch(url);
    assert.equal(response.status, 200);
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    assert.doesNotMatch(await response.text(), /<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
  });

  await t.test(
    'answers its endpoints to the right method, type, size and origin, and lets no other site read',
    async () => {
      const session = await fetch(`${url}/api/session`);
      assert.equal((await session.json()).mode, 'sandbox');
      assert.equal(session.headers.get('access-control-allow-origin'), null);
      assert.equal((await fetch(`${url}/api/nothing`)).status, 404);
      for (const [path, body, good] of [
        ['/api/sandbox/trouble', '{"mode":"hang"}', 200],
        [POSTS, JSON.stringify(exampleOf('video')), 202],
      ]) {
        const wrong = await fetch(url + path, { method: 'PUT', headers: { 'x-postpeer-call': newCall() } });
        assert.equal(wrong.status, 405);
        assert.match(wrong.headers.get('allow'), /POST/);
        assert.equal((await post(path, body, { 'content-type': 'text/plain' })).status, 415);
        assert.equal((await post(path, body, { origin: 'https://evil.example' })).status, 403);
        assert.equal((await post(path, '{')).status, 400);
        assert.equal((await post(path, '[]')).status, 400);
        assert.equal((await post(path, `"${'x'.repeat(path === POSTS ? 300_000 : 20_000)}"`)).status, 413);
        assert.equal(await crossSite(url + path, body), 403);
        assert.equal((await post(path, body)).status, good);
      }
    },
  );

  await t.test('is a relay for the client of a page, for what a composer does', async () => {
    let cookie;
    const fetchAsPage = async request => {
      const response = await fetch(
        new Request(request, cookie && { headers: { ...Object.fromEntries(request.headers), cookie } }),
      );
      cookie ??= response.headers.getSetCookie()[0].split(';')[0];
      return response;
    };
    const client = new PostPeer({ baseURL: `${url}/api/postpeer`, apiKey: null, fetch: fetchAsPage });
    const { data } = await client.posts.create({ body: exampleOf('video') });
    assert.equal((await client.posts.get({ path: { postId: data.postId } })).data.post.postId, data.postId);
    await assert.rejects(client.apps.list(), { status: 403, code: 'relay.operation', outcome: 'rejected' });

    const link = await client.connect.getOAuthUrl({
      path: { platform: 'linkedin' },
      query: { redirectUri: `${url}/back`, headless: true },
    });
    const landed = await (
      await post('/api/sandbox/authorize', JSON.stringify({ url: link.data.url }), { cookie })
    ).json();
    const token = new URL(landed.url).searchParams.get('selectionToken');
    const {
      data: { accounts },
    } = await client.connect.linkedin.getSelection({ path: { token } });
    await client.connect.linkedin.submitSelection({ path: { token }, body: { selectedAccountIds: [accounts[1].id] } });
    assert.equal((await client.connect.integrations.list({ query: { platform: 'linkedin' } })).data.total, 2);
    assert.equal(
      (await post('/api/sandbox/authorize', JSON.stringify({ url: link.data.url }), { cookie })).status,
      400,
    );

    const { requests } = await (await fetch(`${url}/api/sandbox/requests`, { headers: { cookie } })).json();
    assert.equal(requests[0].headers['x-access-key'], '[redacted]');
    assert.equal(
      requests.filter(({ method, url: sent }) => method === 'POST' && sent.endsWith('/v1/posts/')).length,
      1,
    );
  });

  await t.test('checks with every rule, even if the page has checked already', async () => {
    const both = { ...exampleOf('video'), scheduledFor: '2099-01-01T00:00:00Z' };
    const answer = await post(POSTS, JSON.stringify(both));
    const { code, issues } = await answer.json();
    assert.deepEqual([answer.status, code], [400, 'relay.validation']);
    assert.ok(issues.some(({ severity, source }) => severity === 'error' && source));
  });

  await t.test('gives each visitor a sandbox of their own', async () => {
    const cookieOf = response => response.headers.getSetCookie()[0];
    const sent = await post(POSTS, JSON.stringify(exampleOf('video')));
    assert.match(cookieOf(sent), /HttpOnly; SameSite=Strict/);
    const path = url + POSTS + (await sent.json()).postId;
    assert.equal(
      (await fetch(path, { headers: { 'x-postpeer-call': newCall(), cookie: cookieOf(sent).split(';')[0] } })).status,
      200,
    );
    assert.equal((await fetch(path, { headers: { 'x-postpeer-call': newCall() } })).status, 404);
  });

  await t.test('tells an unknown outcome from a refusal', async () => {
    const first = await fetch(`${url}/api/session`);
    const cookie = first.headers.getSetCookie()[0].split(';')[0];
    const wire = async () =>
      (await (await fetch(`${url}/api/sandbox/requests`, { headers: { cookie } })).json()).requests.length;
    const fetchAsVisitor = request => (request.headers.set('cookie', cookie), fetch(request));
    const client = new PostPeer({ baseURL: `${url}/api/postpeer`, apiKey: null, fetch: fetchAsVisitor });
    const outcome = async mode => {
      await post('/api/sandbox/trouble', JSON.stringify({ mode }), { cookie });
      const before = await wire();
      const error = await client.posts.create({ body: exampleOf('video') }).catch(thrown => thrown);
      assert.equal(await wire(), before + 1, `${mode}: one request`);
      return error.outcome;
    };
    for (const mode of ['drop-before', 'drop-after', 'server-error', 'html', 'hang'])
      assert.equal(await outcome(mode), 'unknown', mode);
    assert.equal(await outcome('rate-limit'), 'rejected');
    assert.equal((await post('/api/sandbox/trouble', JSON.stringify({ mode: 'toString' }), { cookie })).status, 400);
  });
});

/** The header of a browser on another site's page; `fetch` of Node does not let it be set. */
function crossSite(url, body) {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-postpeer-call': newCall(), 'sec-fetch-site': 'cross-site' },
      },
      response => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on('error', reject).end(body);
  });
}

test('a Worker with a real key asks for a password, and does not work without one being set', async () => {
  for (const [bindings, headers, status] of [
    [{ POSTPEER_API_KEY: 'secret' }, {}, 503],
    [{ POSTPEER_API_KEY: 'secret', COMPOSER_PASSWORD: 'right' }, {}, 401],
    [{ POSTPEER_API_KEY: 'secret', COMPOSER_PASSWORD: 'right' }, { authorization: `Basic ${btoa('me:wrong')}` }, 401],
    // With the right one the next check answers: there is no such endpoint.
    [{ POSTPEER_API_KEY: 'secret', COMPOSER_PASSWORD: 'right' }, { authorization: `Basic ${btoa('me:right')}` }, 404],
  ]) {
    const { worker, url } = await startDemo({ port: 0, bindings });
    try {
      const response = await fetch(`${url}/api/nothing`, { headers });
      assert.equal(response.status, status);
      assert.doesNotMatch(await response.text(), /secret|right/);
    } finally {
      await worker.dispose();
    }
  }
});

test('wrangler would deploy it', async () => {
  const out = mkdtempSync(join(tmpdir(), 'composer-'));
  try {
    const { stdout } = await run(
      process.execPath,
      [root('node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', out],
      {
        cwd: root('www'),
        timeout: 120_000,
        env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' },
      },
    );
    assert.match(stdout, /--dry-run: exiting now/);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
