// `make demo`: the Worker in workerd with the built package in it and PostPeer in memory behind it. Sends the posts of
// PostPeer's TikTok page through it, shows a bad one being refused, and serves the page until it is stopped.
// With `--once` it ends after the run.

import { createServer } from 'node:net';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { prepare } from './prepare.mjs';
import { EXAMPLES, exampleOf } from './page/examples.js';

const FIRST_PORT = 8787;
const here = path => fileURLToPath(new URL(path, import.meta.url));

/** The first free port from 8787 on. */
async function freePort(port = FIRST_PORT) {
  const free = await new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}

/** The Worker as `wrangler deploy` would bundle it: WebAssembly stays a file of its own, compiled before it runs. */
async function bundle() {
  const modules = new Map();
  const keepWasm = {
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
    plugins: [keepWasm],
    logLevel: 'error',
  });
  return [
    { type: 'ESModule', path: 'worker.js', contents: text },
    ...[...modules].map(([path, contents]) => ({ type: 'CompiledWasm', path, contents })),
  ];
}

/** `outboundService` stands for everything outside of the Worker; without it that is the real one. Port 0 is any that is free. */
export async function startDemo({ bindings = {}, outboundService, port = freePort() } = {}) {
  await prepare();
  const [modules, at, config] = await Promise.all([bundle(), port, readFile(here('wrangler.jsonc'), 'utf8')]);
  const worker = new Miniflare({
    host: '127.0.0.1',
    port: at,
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
const pretty = value => indent(JSON.stringify(value, null, 2));
const say = (line = '') => console.log(line);

/** Talks to the Worker as the page does, keeping the cookie that says whose sandbox it is. */
async function pageOf(url) {
  const { PostPeer } = await import('../pkg/index.js');
  let cookie;
  const fetchKept = async request => {
    if (cookie) request.headers.set('cookie', cookie);
    const response = await fetch(request);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    clientOf: validate => new PostPeer({ baseURL: `${url}/api/postpeer`, apiKey: null, validate, fetch: fetchKept }),
    ask: async path => (await fetchKept(new Request(url + path))).json(),
  };
}

function showIssues(issues) {
  for (const { severity, code, path, message, hint } of issues) {
    say(
      `    ${severity === 'error' ? color(31, 'error  ') : color(33, 'warning')} ${bold(path.join('.') || '(post)')}  ${dim(code)}`,
    );
    say(`            ${message}${hint ? ` ${hint}` : ''}`);
  }
}

function showWire(wire) {
  if (wire.length === 0) say(`  ${dim('on the wire: nothing')}`);
  for (const { method, url, headers, body, status } of wire) {
    say(`  ${bold(`${method} ${url}`)}`);
    for (const [name, value] of Object.entries(headers)) say(`    ${dim(`${name}: ${value}`)}`);
    say(pretty(body));
    say(`  ${bold(`→ ${status}`)}`);
  }
}

async function send({ clientOf, ask }, post, mode) {
  const client = clientOf(mode);
  const wire = async () => (await ask('/api/sandbox/requests')).requests ?? [];
  const before = (await wire()).length;
  const answer = await client.posts.create({ body: post }).catch(error => ({ error }));
  showWire((await wire()).slice(before));
  if (answer.error) {
    const { name, outcome, issues, message } = answer.error;
    say(`  ${color(31, `${name}, outcome ${outcome}`)}`);
    showIssues(issues ?? []);
    if (!issues) say(`    ${message}`);
    say();
    return;
  }
  say(pretty(answer.data));
  showIssues(answer.issues);
  const settled = await client.posts.wait(answer.data.postId);
  say(`  ${bold(`then ${settled.status}`)}`);
  for (const { platform, status, platformPostUrl, errorMessage } of settled.platforms)
    say(`    ${platform.padEnd(14)} ${status}  ${platformPostUrl ?? errorMessage}`);
  say();
}

async function runStory(url) {
  const page = await pageOf(url);
  const { mode } = await page.ask('/api/session');
  const { data } = await page.clientOf().connect.integrations.list();
  say(
    `\nPostPeer is ${mode === 'sandbox' ? 'the sandbox, in memory: nothing is published' : 'the real one'}. ${data.total} accounts.\n`,
  );

  say(bold(`1. ${EXAMPLES.video.label}, as in the TikTok guide`));
  await send(page, exampleOf('video'), 'strict');

  say(bold('2. Cross-post, as in the guide: `privacyStatus` is an old name, and strict refuses it with a hint'));
  await send(page, exampleOf('cross'), 'strict');

  say(bold('3. The same, lenient: rewritten to `visibility`, with a warning, and sent'));
  await send(page, exampleOf('cross'), 'lenient');

  say(bold('4. A bad post: refused before anything is sent, with every reason at once'));
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
    await runStory(url);
    if (process.argv.includes('--once')) await stop();
    say(`The composer is at ${bold(url)}  ${dim('(Ctrl-C ends it)')}`);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    await worker.dispose();
  }
}
