// Hundreds of calls at once in one workerd isolate, with clients that disconnect at any moment: none blocks another,
// none hangs, and none is sent twice.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Miniflare } from 'miniflare';
import { KEY } from './server.mjs';

const REQUESTS = Number(process.env.POSTPEER_REQUESTS ?? 5000);
const AT_ONCE = 200;

let upstream;
let miniflare;
let address;
const posts = new Map();
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

before(async () => {
  upstream = createServer((request, response) => {
    let body = '';
    request.on('error', () => {});
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const [, id, how] = JSON.parse(body).content.split(' ');
      posts.set(id, (posts.get(id) ?? 0) + 1);
      if (how === 'hang') return;
      if (how === 'drop') return request.socket.destroy();
      const text = JSON.stringify({ success: true, status: 'published', postId: `p${id}`, platforms: [{ platform: 'twitter', success: true }] });
      setTimeout(() => {
        response.writeHead(202, { 'content-type': 'application/json' });
        response.write(text.slice(0, 20));
        if (how !== 'stall') setTimeout(() => response.end(text.slice(20)), Math.random() * 10);
      }, Math.random() * 20);
    });
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  miniflare = new Miniflare({
    modules: true,
    rootPath: fileURLToPath(new URL('../..', import.meta.url)),
    scriptPath: fileURLToPath(new URL('worker.mjs', import.meta.url)),
    modulesRoot: fileURLToPath(new URL('../..', import.meta.url)),
    modulesRules: [
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
      { type: 'ESModule', include: ['**/*.js', '**/*.mjs'] },
    ],
    compatibilityDate: '2026-01-01',
    compatibilityFlags: ['enable_request_signal'],
    bindings: { KEY, UPSTREAM: `http://127.0.0.1:${upstream.address().port}` },
  });
  address = await miniflare.ready;
});
after(async () => {
  agent.destroy();
  await miniflare?.dispose();
  upstream?.closeAllConnections();
  upstream?.close();
});

/** One request to the Worker; `leaveAfter` milliseconds later the client is gone. */
function call(id, how, { leaveAfter, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const query = `?id=${id}&how=${how}${timeout ? `&timeout=${timeout}` : ''}`;
    const request = send({ host: address.hostname, port: address.port, path: `/${query}`, agent }, (response) => {
      let text = '';
      response.on('data', (piece) => (text += piece));
      response.on('end', () => resolve(JSON.parse(text)));
      response.on('error', () => resolve('left'));
    });
    request.on('error', (error) => (leaveAfter === undefined ? reject(error) : resolve('left')));
    request.end();
    if (leaveAfter !== undefined) setTimeout(() => request.destroy(), leaveAfter);
  });
}

test('it works in workerd', async () => {
  assert.deepEqual(await call('first', 'ok'), { outcome: 'accepted', id: 'pfirst' });
  const dropped = await call('dropped', 'drop');
  assert.equal(dropped.outcome, 'unknown', JSON.stringify(dropped));
  const late = await call('late', 'hang', { timeout: 100 });
  assert.deepEqual([late.outcome, late.name], ['unknown', 'APIConnectionTimeoutError']);
});

test(`${REQUESTS} calls, ${AT_ONCE} at a time, a third of the clients gone half way`, { timeout: 300_000 }, async () => {
  let next = 0;
  const outcomes = {};
  const worker = async () => {
    while (next < REQUESTS) {
      const id = next++;
      const leaves = id % 3 === 0;
      const how = leaves ? ['ok', 'hang', 'stall', 'drop'][(id / 3) % 4] : 'ok';
      const answer = await call(id, how, leaves ? { leaveAfter: Math.random() * 40 } : {});
      if (!leaves) assert.deepEqual(answer, { outcome: 'accepted', id: `p${id}` });
      const key = answer.outcome ?? answer;
      outcomes[key] = (outcomes[key] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  assert.ok(outcomes.left > REQUESTS / 10, `clients did leave: ${JSON.stringify(outcomes)}`);
  assert.ok(outcomes.accepted >= Math.floor((REQUESTS * 2) / 3));
  assert.deepEqual([...posts].filter(([, count]) => count !== 1), [], 'a post was sent twice');
  assert.deepEqual(await call('last', 'ok'), { outcome: 'accepted', id: 'plast' }, 'the isolate is well');
});
