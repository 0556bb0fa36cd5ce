// The number of POSTs that arrive for one post over warm connections, for every failure of the server, in every
// runtime, compared with a bare `fetch` in the same run. Chromium and Deno replay a POST by themselves when a warm
// connection drops; there the library must not add any. Everywhere else one post is one POST.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Miniflare } from 'miniflare';
import { browserPath, chromium } from '../../scripts/browsers.mjs';
import { runtimePath } from '../../scripts/runtimes.mjs';
import { FAILURES } from './failures.mjs';
import { KEY, MODES, POST, PUBLISHED } from './server.mjs';

const root = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** The POSTs that arrived, by run, sender and failure. */
const arrived = new Map();
let server;
let origin;

const json = (response, body) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** The files that a page needs, by the beginning of their path. */
async function file(response, path) {
  const type = path.endsWith('js') ? 'text/javascript' : 'text/html';
  try {
    response.writeHead(200, { 'content-type': type }).end(await readFile(root(path)));
  } catch {
    response.writeHead(404).end();
  }
}

/** Counts a request, then fails in its mode. Requests after a redirect are counted too. */
function fail(request, response, key, way) {
  if (request.method === 'POST') arrived.set(key, (arrived.get(key) ?? 0) + 1);
  request.on('error', () => {});
  const [mode, options] = way === 'ok' ? ['ok', {}] : FAILURES[way];
  const act = MODES[mode];
  if (act.unread) return act(request);
  request
    .resume()
    .on('end', () => act(request, response, { status: 202, elsewhere: `${origin}/${key}/elsewhere`, ...options }));
}

before(async () => {
  server = createServer((request, response) => {
    const [, run, how, way, ...rest] = request.url.split('/');
    if (run === 'ways') return json(response, { ways: ['ok', ...FAILURES.keys()], post: POST });
    if (run === 'page')
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><link rel="icon" href="data:,">');
    if (run === 'files') return file(response, request.url.slice('/files/'.length));
    if (rest[0] === 'elsewhere') return fail(request, response, `${run}/${how}/${way}`, 'ok');
    if (request.method === 'POST') return fail(request, response, `${run}/${how}/${way}`, way);
    // Late, so that concurrent requests need a connection each.
    return setTimeout(json, 50, response, PUBLISHED);
  });
  // Idle connections stay open: a closed connection is not warm.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
});

const nameOf = way =>
  way === 'ok'
    ? 'ok'
    : FAILURES[way]
        .slice(0, 2)
        .map(part => (typeof part === 'string' ? part : (part.status ?? '')))
        .join(' ')
        .trim();

/** Returns the counts of a run, and a line for each failure with another count than one POST each. */
function counts(t, run) {
  const rows = ['ok', ...FAILURES.keys()].map(way => [
    nameOf(way),
    ...['library', 'bare'].map(how => arrived.get(`${run}/${how}/${way}`) ?? 0),
  ]);
  const sum = column => rows.reduce((total, row) => total + row[column], 0);
  t.diagnostic(`${run}: ${rows.length} posts made ${sum(1)} POSTs through the library, ${sum(2)} with a bare fetch`);
  for (const [name, library, bare] of rows)
    if (library !== 1 || bare !== 1) t.diagnostic(`${run}, ${name}: library ${library}, bare fetch ${bare}`);
  return rows;
}

/** Expects one POST each, in a runtime that does not replay. */
function once1(t, run) {
  assert.deepEqual(
    counts(t, run).filter(([, library]) => library !== 1),
    [],
  );
}

/**
 * In a runtime that replays by itself: at least one each, and never more than it makes of a bare `fetch`. How often it
 * replays hangs on how many connections happened to be warm, so a way in which the library made more is asked again:
 * what the library adds, it adds every time.
 */
async function noMoreThanBare(t, name, send) {
  let more;
  for (const run of [name, `${name}-again`, `${name}-once-more`]) {
    await send(run);
    const found = counts(t, run).filter(([, library, bare]) => library < 1 || library > bare);
    more = found.filter(([way]) => !more || more.some(([other]) => other === way));
    if (more.length === 0) return;
  }
  assert.deepEqual(more, []);
}

const program = (command, args, run) =>
  promisify(execFile)(command, [...args, root('tests/transport/counted-cli.mjs'), origin, run], { timeout: 120_000 });

test('Node: one POST', async t => {
  await program(process.execPath, [], 'node');
  once1(t, 'node');
});

test('Bun: one POST', async t => {
  await program(runtimePath('bun'), ['run'], 'bun');
  once1(t, 'bun');
});

test('workerd: one POST', async t => {
  const worker = new Miniflare({
    modules: true,
    rootPath: root(''),
    scriptPath: root('tests/transport/counted-worker.mjs'),
    modulesRoot: root(''),
    modulesRules: [
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
      { type: 'ESModule', include: ['**/*.js', '**/*.mjs'] },
    ],
    compatibilityDate: '2026-01-01',
    bindings: { KEY, ORIGIN: origin },
  });
  t.after(() => worker.dispose());
  const response = await worker.dispatchFetch('http://worker.example/');
  assert.equal(response.status, 200, await response.text());
  once1(t, 'workerd');
});

test('Deno: no more than a bare fetch', async t => {
  await noMoreThanBare(t, 'deno', run => program(runtimePath('deno'), ['run', '--allow-net', '--allow-env'], run));
});

test('Chromium: no more than a bare fetch', { skip: !browserPath('Chromium') && 'no Chromium here' }, async t => {
  const browser = await chromium();
  t.after(() => browser.close());
  await noMoreThanBare(t, 'chromium', async run => {
    const page = await browser.newPage();
    await page.goto(`${origin}/page`);
    await page.evaluate(async run => {
      const [{ PostPeer }, { sendEach }] = await Promise.all([
        import('/files/pkg/index.js'),
        import('/files/tests/transport/counted.mjs'),
      ]);
      // On the page's own origin without a key, as behind a relay.
      await sendEach(PostPeer, { origin: '', run, apiKey: null });
    }, run);
    await page.close();
  });
});
