// The relay in its hosts: the snippets of the README in workerd and Hono, with a real browser.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { PostPeer } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { browserPath, chromium } from '../../scripts/browsers.mjs';
import { KEY, POST, PUBLISHED } from '../transport/server.mjs';

const root = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const section = readFileSync(root('pkg/README.md'), 'utf8')
  .split('### In a web app with both halves')[1]
  .split('\n## ')[0];
const [WORKER, PAGE, HONO] = [...section.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

/** Returns a folder in which the package and Hono are installed. */
let app;
before(() => {
  app = mkdtempSync(join(tmpdir(), 'postpeer-relay-'));
  mkdirSync(join(app, 'node_modules'));
  cpSync(root('pkg'), join(app, 'node_modules/postpeer-wasm'), { recursive: true });
  symlinkSync(root('node_modules/hono'), join(app, 'node_modules/hono'));
});
after(() => rmSync(app, { recursive: true, force: true }));

async function bundle(name, code, options) {
  const outdir = join(app, name);
  writeFileSync(join(app, `${name}.mjs`), code);
  await build({
    entryPoints: [join(app, `${name}.mjs`)],
    outdir,
    bundle: true,
    format: 'esm',
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
    ...options,
  });
  return outdir;
}

/** Bundles a Worker like wrangler, with a sandbox as PostPeer. */
async function worker(t, name, code, { sandbox, ...options }) {
  const outdir = await bundle(name, code, { conditions: ['workerd'] });
  const modules = readdirSync(outdir).map(file => ({
    type: file.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
    path: join(outdir, file),
  }));
  modules.sort(a => (a.type === 'ESModule' ? -1 : 1));
  const flare = new Miniflare({
    modules,
    modulesRoot: outdir,
    compatibilityDate: '2026-01-01',
    cf: false,
    host: '127.0.0.1',
    bindings: { POSTPEER_API_KEY: KEY },
    kvNamespaces: ['SESSIONS', 'USERS'],
    outboundService: async request => {
      const { method, headers } = request;
      return sandbox.fetch(request.url, {
        method,
        headers: [...headers],
        body: method === 'GET' ? null : await request.arrayBuffer(),
      });
    },
    ...options,
  });
  t.after(() => flare.dispose());
  const { origin: url } = await flare.ready;
  await (await flare.getKVNamespace('SESSIONS')).put('maya', JSON.stringify({ accounts: ['tt_321', 'yt_789'] }));
  return { flare, url };
}

/** Serves the page of PAGE under all paths but the relay's. */
async function assets() {
  const outdir = await bundle('page', `${PAGE}\nglobalThis.publish = publish;\nglobalThis.client = client;`, {});
  const script = readFileSync(join(outdir, 'page.js'));
  return request =>
    request.url.endsWith('.js')
      ? new Response(script, { headers: { 'content-type': 'text/javascript' } })
      : new Response('<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>', {
          headers: { 'content-type': 'text/html' },
        });
}

/** Opens a page in Chromium and waits for its script. */
async function open(t, url, session = 'maya') {
  const browser = await chromium();
  t.after(() => browser.close());
  const page = await browser.newPage();
  // The cookie applies to every port of this machine.
  if (session) await page.context().addCookies([{ name: 'session', value: session, url }]);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.client);
  return page;
}

const noChromium = !browserPath('Chromium') && 'no Chromium here';

test('the Worker and the page of the README, in workerd and Chromium', { skip: noChromium }, async t => {
  const sandbox = createSandbox({ apiKey: KEY });
  const { url } = await worker(t, 'worker', WORKER, { sandbox, serviceBindings: { ASSETS: await assets() } });
  const stranger = await open(t, url, null);
  assert.deepEqual(
    await stranger.evaluate(post => globalThis.publish(post).catch(({ outcome, code }) => [outcome, code]), POST),
    ['rejected', 'relay.caller'],
  );
  const page = await open(t, url);
  const traffic = [];
  page.on('request', async request =>
    traffic.push(JSON.stringify([request.url(), await request.allHeaders(), request.postData()])),
  );
  page.on('response', async response =>
    traffic.push(JSON.stringify(await response.allHeaders()), await response.text().catch(() => '')),
  );

  const answer = await page.evaluate(post => globalThis.publish(post), POST);
  assert.deepEqual(
    answer.targets.map(({ accountId, state }) => `${accountId} ${state}`),
    ['tt_321 published'],
  );
  assert.equal(sandbox.requests.length, 1);
  assert.equal(sandbox.requests[0].key, 'valid');
  assert.equal(
    sandbox.requests[0].headers.cookie ?? sandbox.requests[0].headers.origin ?? sandbox.requests[0].headers.referer,
    undefined,
    'nothing of the page goes to PostPeer',
  );

  const failure = body =>
    page.evaluate(
      post => globalThis.client.posts.create({ body: post }).catch(({ name, outcome, code }) => [name, outcome, code]),
      body,
    );
  assert.deepEqual(await failure({ ...POST, platforms: [{ platform: 'tiktok', accountId: 'tt_322' }] }), [
    'PermissionDeniedError',
    'rejected',
    'relay.account',
  ]);
  assert.deepEqual(
    await page.evaluate(() => globalThis.client.apps.list().catch(({ outcome, code }) => [outcome, code])),
    ['rejected', 'relay.operation'],
  );
  sandbox.fail('drop-after');
  // If a `fetch` of workerd fails, Miniflare responds with a page of its own.
  assert.deepEqual(await failure(POST), ['InternalServerError', 'unknown', 'relay.status']);
  assert.equal(sandbox.posts.length, 2, 'PostPeer did act');
  assert.equal(sandbox.requests.length, 2);
  assert.ok(traffic.length > 3 && !traffic.join().includes(KEY));
});

test('a page of another site is refused, and a listed one passes', { skip: noChromium }, async t => {
  const sandbox = createSandbox();
  const page = await assets();
  // Another port is another origin of the same site.
  const stranger = await worker(
    t,
    'stranger',
    'export default { fetch: (request, env) => env.ASSETS.fetch(request) };',
    { sandbox, serviceBindings: { ASSETS: page } },
  );
  const closed = await worker(t, 'closed', WORKER, { sandbox, serviceBindings: { ASSETS: page } });
  // Calls to another origin have no session cookie.
  const named = WORKER.replace(
    /allow: async [^]*?\n  },/,
    `allow: { operations: ['posts.create'] }, origin: ${JSON.stringify(stranger.url)},`,
  );
  const friendly = await worker(t, 'friendly', named, { sandbox, serviceBindings: { ASSETS: page } });
  const tab = await open(t, stranger.url);
  const send = url =>
    tab.evaluate(
      ([baseURL, post]) =>
        new globalThis.client.constructor({ baseURL, apiKey: null }).posts.create({ body: post }).then(
          ({ outcome }) => outcome,
          ({ name, outcome }) => `${name} ${outcome}`,
        ),
      [`${url}/api/postpeer`, POST],
    );
  assert.equal(
    await send(closed.url),
    'APIConnectionError unknown',
    'the browser asks first, is refused, and tells the page nothing',
  );
  const asForm = await tab.evaluate(
    ([url, body]) =>
      fetch(url, { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body }).then(
        ({ type }) => type,
        ({ message }) => message,
      ),
    [`${closed.url}/api/postpeer/v1/posts/`, JSON.stringify(POST)],
  );
  assert.equal(asForm, 'Failed to fetch', 'not even an opaque answer is let in');
  await tab.evaluate(
    url => new Promise(done => Object.assign(document.createElement('img'), { onerror: done, onload: done, src: url })),
    `${closed.url}/api/postpeer/v1/posts/p`,
  );
  assert.equal(sandbox.requests.length, 0);
  assert.equal(await send(friendly.url), 'accepted');
  assert.equal(sandbox.requests.length, 1);
});

/**
 * A proxy in front of a Worker that drops a number of connections on which posts arrive, and counts the posts: 'before'
 * the Worker gets them, while it handles them ('under way'), or 'after' its response.
 */
async function dropping(t, url) {
  const { port } = new URL(url);
  const state = { drops: 0, when: 'before', arrived: 0 };
  const open = new Set();
  const server = createServer(browser => {
    const worker = connect(port, '127.0.0.1');
    let isDropped = false;
    const end = () => [browser, worker].forEach(socket => socket.destroy());
    for (const socket of [browser, worker]) open.add(socket.on('error', end).on('close', end));
    browser.on('data', data => {
      if (data.toString('latin1').startsWith('POST /api/postpeer/v1/posts')) {
        state.arrived++;
        isDropped = state.drops-- > 0;
        if (isDropped && state.when === 'before') return end();
        // The Worker has begun by then.
        if (isDropped && state.when === 'under way') setTimeout(end, 150);
      }
      return worker.write(data);
    });
    worker.on('data', data => (isDropped && state.when === 'after' ? end() : browser.write(data)));
  });
  server.listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  t.after(() => (open.forEach(socket => socket.destroy()), server.close()));
  return { state, url: `http://127.0.0.1:${server.address().port}` };
}

test('Chromium’s replays through a relay in workerd: one POST to PostPeer', { skip: noChromium }, async t => {
  let requests = [];
  const outboundService = async request => {
    requests.push(request.url);
    await new Promise(resolve => setTimeout(resolve, 400));
    return Response.json(PUBLISHED, { status: 202 });
  };
  const page = await assets();
  const slow = async request => (
    await new Promise(resolve => setTimeout(resolve, request.url.includes('slow') ? 150 : 0)),
    page(request)
  );
  const { url } = await worker(t, 'replayed', WORKER, { outboundService, serviceBindings: { ASSETS: slow } });
  const proxy = await dropping(t, url);
  const seen = [];
  for (const [when, drops] of [
    ['before', 1],
    ['before', 3],
    ['before', 20],
    ['under way', 1],
    ['under way', 3],
    ['under way', 20],
    ['after', 1],
    ['after', 3],
    ['after', 20],
  ]) {
    const tab = await open(t, proxy.url);
    // The number of kept connections of Chromium to one host.
    await tab.evaluate(() =>
      Promise.all(Array.from({ length: 6 }, (_, place) => fetch(`/slow${place}`).then(response => response.text()))),
    );
    requests = [];
    Object.assign(proxy.state, { when, drops, arrived: 0 });
    const end = await tab.evaluate(
      post =>
        globalThis.client.posts.create({ body: post }).then(
          ({ outcome, data }) => `${outcome} ${data.postId}`,
          ({ outcome }) => outcome,
        ),
      POST,
    );
    const { arrived } = proxy.state;
    seen.push(`${when} ${drops}: ${arrived} arrived, ${requests.length} sent, ${end}`);
    assert.ok(requests.length <= 1, seen.at(-1));
    if (drops < 20) assert.deepEqual([requests.length, end], [1, `accepted ${PUBLISHED.postId}`], seen.at(-1));
    // A replay after the first response gets that at once, before its own connection drops.
    else if (when !== 'under way') assert.equal(end, 'unknown', seen.at(-1));
    assert.ok(drops === 1 || arrived > 1, `Chromium replays: ${seen.at(-1)}`);
    await tab.context().close();
  }
  t.diagnostic(seen.join(' · '));
});

const USERS = { get: async who => (who === 'Bearer maya' ? ['tt_321'] : null) };

/** Returns the results of a client of a Hono app: signed in, not signed in, with another account, another operation. */
async function learns(fetch) {
  const client = authorization =>
    new PostPeer({ baseURL: 'http://localhost/api/postpeer', apiKey: null, defaultHeaders: { authorization }, fetch });
  const told = call =>
    call.then(
      ({ outcome }) => outcome,
      ({ outcome, status, code }) => `${outcome} ${status} ${code}`,
    );
  const other = { ...POST, platforms: [{ platform: 'tiktok', accountId: 'tt_322' }] };
  return [
    await told(client('Bearer maya').posts.create({ body: POST })),
    await told(client('Bearer eve').posts.create({ body: POST })),
    await told(client(undefined).posts.create({ body: POST })),
    await told(client('Bearer maya').posts.create({ body: other })),
    await told(client('Bearer maya').posts.list()),
  ];
}
const LEARNT = [
  'accepted',
  'rejected 403 relay.caller',
  'rejected 403 relay.caller',
  'rejected 403 relay.account',
  'rejected 403 relay.operation',
];

test('Hono of the README, in Node', async () => {
  const sandbox = createSandbox({ apiKey: KEY });
  const outdir = await bundle('hono-node', HONO, { platform: 'node', outExtension: { '.js': '.mjs' } });
  const { default: hono } = await import(pathToFileURL(join(outdir, 'hono-node.mjs')));
  const { fetch } = globalThis;
  globalThis.fetch = sandbox.fetch;
  try {
    assert.deepEqual(await learns(async request => hono.fetch(request, { POSTPEER_API_KEY: KEY, USERS })), LEARNT);
  } finally {
    globalThis.fetch = fetch;
  }
  assert.deepEqual(
    sandbox.requests.map(({ operation, key }) => `${operation} ${key}`),
    ['posts.create valid'],
  );
});

test('Hono of the README, in workerd', async t => {
  const sandbox = createSandbox({ apiKey: KEY });
  const { flare, url } = await worker(t, 'hono', HONO, { sandbox });
  const users = await flare.getKVNamespace('USERS');
  await users.put('Bearer maya', JSON.stringify(['tt_321']));
  assert.deepEqual(
    await learns(request => fetch(new Request(request.url.replace('http://localhost', url), request))),
    LEARNT,
  );
  assert.deepEqual(
    sandbox.requests.map(({ operation, key }) => `${operation} ${key}`),
    ['posts.create valid'],
  );
});

test('Hono may mount the relay, which removes the path', async () => {
  const sandbox = createSandbox({ apiKey: KEY });
  const [{ Hono }, { createRelay }] = await Promise.all([import('hono'), import('../../pkg/relay.js')]);
  const relay = createRelay({ apiKey: KEY, allow: 'everything', fetch: sandbox.fetch });
  const hono = new Hono().mount('/api/postpeer', relay);
  const client = new PostPeer({
    baseURL: 'http://localhost/api/postpeer',
    apiKey: null,
    fetch: async request => hono.fetch(request),
  });
  assert.equal((await client.posts.create({ body: POST })).outcome, 'accepted');
});
