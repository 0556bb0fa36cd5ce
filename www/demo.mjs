// `make demo`: runs the Worker with the built package in workerd, and the sandbox behind it. Sends the posts of
// PostPeer's TikTok guide, shows how an invalid post is refused, and serves the page until it is stopped. `--once`
// exits after that.

import { createServer } from 'node:net';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { prepare } from './prepare.mjs';
import { EXAMPLES, exampleOf } from './page/lib/examples.js';

const FIRST_PORT = 8787;
const here = path => fileURLToPath(new URL(path, import.meta.url));

/** Finds the first free port from 8787. */
async function freePort(port = FIRST_PORT) {
  const isFree = await new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort(port + 1);
}

/** Bundles the Worker like `wrangler deploy`: WebAssembly stays in separate, compiled modules. */
async function bundleWorker() {
  const modules = new Map();
  const externalWasm = {
    name: 'wasm',
    setup: ({ onResolve }) =>
      onResolve({ filter: /\.wasm$/ }, async ({ path, resolveDir }) => {
        const file = fileURLToPath(new URL(path, `file://${resolveDir}/`));
        modules.set(basename(file), await readFile(file));
        return { path: `./${basename(file)}`, external: true };
      }),
  };
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [here('worker.js')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    plugins: [externalWasm],
    logLevel: 'error',
  });
  return [
    { type: 'ESModule', path: 'worker.js', contents: text },
    ...[...modules].map(([path, contents]) => ({ type: 'CompiledWasm', path, contents })),
  ];
}

/**
 * Starts the Worker. `outboundService` replaces the network for its outgoing requests. Port 0 chooses any free port.
 */
export async function startDemo({ bindings = {}, outboundService, port = freePort() } = {}) {
  await prepare();
  const [modules, chosenPort, config] = await Promise.all([
    bundleWorker(),
    port,
    readFile(here('wrangler.jsonc'), 'utf8'),
  ]);
  const worker = new Miniflare({
    host: '127.0.0.1',
    port: chosenPort,
    modules,
    compatibilityDate: /"compatibility_date": "([\d-]+)"/.exec(config)[1],
    bindings,
    ...(outboundService && { outboundService }),
    assets: { directory: here('public'), binding: 'ASSETS', routerConfig: { has_user_worker: true } },
  });
  return { worker, url: (await worker.ready).origin };
}

const color = process.stdout.isTTY ? (code, text) => `\u001b[${code}m${text}\u001b[0m` : (_code, text) => text;
const bold = text => color(1, text);
const dim = text => color(2, text);
const indent = text => text.replace(/^/gm, '    ');
const prettyJson = value => indent(JSON.stringify(value, null, 2));
const print = (line = '') => console.log(line);

/** Calls the Worker like the page, with the visitor cookie. */
async function openPage(url) {
  const { PostPeer } = await import('../pkg/index.js');
  let cookie;
  const fetchWithCookie = async request => {
    if (cookie) request.headers.set('cookie', cookie);
    const response = await fetch(request);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    createClient: validate =>
      new PostPeer({ baseURL: `${url}/api/postpeer`, apiKey: null, validate, fetch: fetchWithCookie }),
    getJson: async path => (await fetchWithCookie(new Request(url + path))).json(),
  };
}

function showIssues(issues) {
  for (const { severity, code, path, message, hint } of issues) {
    const label = severity === 'error' ? color(31, 'error  ') : color(33, 'warning');
    print(`    ${label} ${bold(path.join('.') || '(post)')}  ${dim(code)}`);
    print(`            ${message}${hint ? ` ${hint}` : ''}`);
  }
}

function showRequests(requests) {
  if (requests.length === 0) print(`  ${dim('on the wire: nothing')}`);
  for (const { method, url, headers, body, status } of requests) {
    print(`  ${bold(`${method} ${url}`)}`);
    for (const [name, value] of Object.entries(headers)) print(`    ${dim(`${name}: ${value}`)}`);
    print(prettyJson(body));
    print(`  ${bold(`→ ${status}`)}`);
  }
}

async function send({ createClient, getJson }, post, mode) {
  const client = createClient(mode);
  const listRequests = async () => (await getJson('/api/sandbox/requests')).requests ?? [];
  const before = (await listRequests()).length;
  const answer = await client.posts.create({ body: post }).catch(error => ({ error }));
  showRequests((await listRequests()).slice(before));
  if (answer.error) {
    const { name, outcome, issues, message } = answer.error;
    print(`  ${color(31, `${name}, outcome ${outcome}`)}`);
    showIssues(issues ?? []);
    if (!issues) print(`    ${message}`);
    print();
    return;
  }
  print(prettyJson(answer.data));
  showIssues(answer.issues);
  const finished = await client.posts.wait(answer.data.postId);
  print(`  ${bold(`then ${finished.status}`)}`);
  for (const { platform, status, platformPostUrl, errorMessage } of finished.platforms)
    print(`    ${platform.padEnd(14)} ${status}  ${platformPostUrl ?? errorMessage}`);
  print();
}

async function runExamples(url) {
  const page = await openPage(url);
  const { mode } = await page.getJson('/api/session');
  const { data } = await page.createClient().connect.integrations.list();
  const postpeer = mode === 'sandbox' ? 'the sandbox, in memory: nothing is published' : 'the real one';
  print(`\nPostPeer is ${postpeer}. ${data.total} accounts.\n`);

  print(bold(`1. ${EXAMPLES.video.label}, as in the TikTok guide`));
  await send(page, exampleOf('video'), 'strict');

  print(bold('2. Cross-post, as in the guide: `privacyStatus` is an old name, and strict refuses it with a hint'));
  await send(page, exampleOf('cross'), 'strict');

  print(bold('3. The same, lenient: rewritten to `visibility`, with a warning, and sent'));
  await send(page, exampleOf('cross'), 'lenient');

  print(bold('4. A bad post: refused before anything is sent, with every reason at once'));
  await send(page, exampleOf('bad'), 'strict');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { worker, url } = await startDemo();
  const stop = async () => {
    await worker.dispose();
    process.exit();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await runExamples(url);
    if (process.argv.includes('--once')) await stop();
    print(`The composer is at ${bold(url)}  ${dim('(Ctrl-C ends it)')}`);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    await worker.dispose();
  }
}
