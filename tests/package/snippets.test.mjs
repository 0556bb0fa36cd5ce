// The snippets of the README run as printed, with PostPeer in memory.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { createSandbox } from '../../pkg/sandbox.js';

const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('pkg'), join(folder, 'node_modules/postpeer-wasm'), 'junction');
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

const snippets = [...readFileSync('README.md', 'utf8').matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);

async function run(index) {
  const file = join(folder, `snippet-${index}.js`);
  writeFileSync(file, snippets[index]);
  return import(pathToFileURL(file).href);
}

/** Replaces the global `fetch` while a function runs. */
async function fetching(fetch, does) {
  const before = globalThis.fetch;
  globalThis.fetch = fetch;
  try {
    return await does();
  } finally {
    globalThis.fetch = before;
  }
}

const POST = {
  content: 'Quick tutorial! #coding #devtips',
  platforms: [{ platform: 'tiktok', accountId: 'tt_321' }],
  mediaItems: [{ type: 'video', url: 'https://cdn.example.com/video.mp4' }],
  publishNow: true,
};
const asked = url =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify(POST),
  });
const SESSIONS = { get: async session => (session === 'maya' ? { accounts: ['tt_321'] } : null) };
const env = { POSTPEER_API_KEY: 'key-of-the-test', SESSIONS };

test.after(() => rmSync(folder, { recursive: true, force: true }));

test('there is a snippet for each of the three users, the third in two halves', () => assert.equal(snippets.length, 4));

test('the snippet for a form runs', async () => {
  const said = [];
  const { log } = console;
  console.log = (...words) => said.push(words.join(' '));
  try {
    await run(0);
  } finally {
    console.log = log;
  }
  const text = said.join('\n');
  assert.match(text, /platforms\.0\.platformSpecificData/);
  assert.match(text, /privacyStatus is an old name/);
  assert.equal(said.at(-1), '259');
});

test('the snippet for a Worker runs', async () => {
  const { default: worker } = await run(1);
  const sandbox = createSandbox();
  const answer = await fetching(sandbox.fetch, () => worker.fetch(asked('https://worker.example/'), env));
  const { postId, targets } = await answer.json();
  assert.match(postId, /^[0-9a-f]{24}$/);
  assert.equal(targets[0].state, 'published');
  sandbox.fail('drop-after');
  const unknown = await fetching(sandbox.fetch, () => worker.fetch(asked('https://worker.example/'), env));
  assert.equal(unknown.status, 504);
  const { outcome, receipt } = await unknown.json();
  assert.equal(outcome, 'unknown');
  assert.equal(receipt.body.content, POST.content);
});

test('the Worker answers an invalid post with 400, and a refusal by PostPeer with another status', async () => {
  const { default: worker } = await run(1);
  const sandbox = createSandbox();
  const answer = async body => {
    const request = new Request('https://worker.example/', { method: 'POST', body });
    const response = await fetching(sandbox.fetch, () => worker.fetch(request, env));
    const { outcome, issues } = await response.json();
    return { status: response.status, outcome, codes: issues?.map(({ code }) => code) };
  };
  assert.deepEqual(await answer('{ "content": '), { status: 400, outcome: 'not_sent', codes: ['type'] });
  assert.deepEqual(await answer(''), { status: 400, outcome: 'not_sent', codes: ['type'] });
  assert.deepEqual(await answer(JSON.stringify({ ...POST, platforms: [] })), {
    status: 400,
    outcome: 'not_sent',
    codes: ['too_few_items'],
  });
  assert.deepEqual(sandbox.requests, []);
  sandbox.credits = 0;
  assert.deepEqual(await answer(JSON.stringify(POST)), { status: 502, outcome: 'rejected', codes: undefined });
});

const ofThePackage = readFileSync('pkg-template/README.md', 'utf8');
test('the README of the package shows the same Worker', () => assert.ok(ofThePackage.includes(snippets[1])));

test('the snippet with PostPeer in memory runs', async () => {
  const [code] = [...ofThePackage.matchAll(/```js\n([^]*?)```/g)]
    .map(([, text]) => text)
    .filter(text => text.includes('createSandbox'));
  const file = join(folder, 'sandbox.js');
  writeFileSync(file, code);
  const { loseAnAnswer } = await import(pathToFileURL(file).href);
  assert.deepEqual(await loseAnAnswer(POST), { outcome: 'unknown', posts: 1 });
});

test('the snippets for a web app with both halves run', async () => {
  const { default: relay } = await run(2);
  const sandbox = createSandbox({ apiKey: env.POSTPEER_API_KEY });
  const atTheEdge = request => fetching(sandbox.fetch, () => relay.fetch(request, env));
  globalThis.location ??= new URL('https://app.example/compose');
  const { client, publish } = await run(3);
  assert.equal(client.baseURL, '/api/postpeer');
  const asPageOf = cookie => request =>
    atTheEdge(
      new Request(request, {
        headers: { ...Object.fromEntries(request.headers), origin: 'https://app.example', cookie },
      }),
    );
  for (const cookie of ['', 'session=eve', 'other=maya']) {
    await assert.rejects(
      fetching(asPageOf(cookie), () => publish(POST)),
      { status: 403, code: 'relay.caller', outcome: 'rejected' },
    );
  }
  const { targets } = await fetching(asPageOf('a=b; session=maya'), () => publish(POST));
  assert.equal(targets[0].state, 'published');
  assert.equal(sandbox.requests[0].key, 'valid');
});
