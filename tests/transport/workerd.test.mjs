// Hundreds of concurrent calls in one workerd isolate, with clients that disconnect at any moment: none blocks another,
// none hangs, and none is sent twice.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Miniflare } from 'miniflare';
import { KEY } from './server.mjs';

const REQUESTS = Number(process.env.POSTPEER_REQUESTS ?? 5000);
const AT_ONCE = 200;
const MOST_RESETS = 10;

let upstream;
let miniflare;
let address;
const posts = new Map();
// A connection for each call: a reused connection may close for idleness at that moment.
const agent = new Agent({ keepAlive: false, maxSockets: AT_ONCE });

before(async () => {
  upstream = createServer((request, response) => {
    let body = '';
    request.on('error', () => {});
    request.on('data', piece => (body += piece));
    request.on('end', () => {
      const [, id, how] = JSON.parse(body).content.split(' ');
      posts.set(id, (posts.get(id) ?? 0) + 1);
      if (how === 'hang') return;
      if (how === 'drop') return request.socket.destroy();
      const text = JSON.stringify({
        success: true,
        status: 'published',
        postId: `p${id}`,
        platforms: [{ platform: 'twitter', success: true }],
      });
      setTimeout(() => {
        response.writeHead(202, { 'content-type': 'application/json' });
        response.write(text.slice(0, 20));
        if (how !== 'stall') setTimeout(() => response.end(text.slice(20)), Math.random() * 10);
      }, Math.random() * 20);
    });
  });
  // Closes of idle connections at reuse are correct losses, but not the subject of this test.
  upstream.keepAliveTimeout = 600_000;
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

/** Sends one request to the Worker; after `leaveAfter` milliseconds the client disconnects. */
function exchange(options, body, { leaveAfter }) {
  return new Promise((resolve, reject) => {
    const request = send({ host: address.hostname, port: address.port, agent, ...options }, response => {
      let text = '';
      response.on('data', piece => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, answer: JSON.parse(text) }));
      response.on('error', () => resolve('left'));
    });
    request.on('error', error => {
      if (leaveAfter !== undefined) resolve('left');
      else if (error.code === 'ECONNRESET') resolve('reset');
      else reject(error);
    });
    request.end(body);
    if (leaveAfter !== undefined) setTimeout(() => request.destroy(), leaveAfter);
  });
}

/** Sends the post by the Worker's client. */
async function call(id, how, { timeout, ...options } = {}) {
  const path = `/?id=${id}&how=${how}${timeout ? `&timeout=${timeout}` : ''}`;
  const answer = await exchange({ path }, undefined, options);
  return answer.answer ?? answer;
}

/** Sends the post by a page's client through the Worker's relay. */
async function callRelay(id, how, options = {}) {
  const path = '/api/postpeer/v1/posts/';
  const body = JSON.stringify({
    content: `post ${id} ${how}`,
    platforms: [{ platform: 'twitter', accountId: 'x_1' }],
    publishNow: true,
  });
  const headers = { 'content-type': 'application/json', 'x-postpeer-call': randomUUID() };
  const answered = await exchange({ path, method: 'POST', headers }, body, options);
  const { status, answer } = answered;
  if (status === undefined) return answered;
  return status === 202
    ? { outcome: 'accepted', id: answer.postId }
    : { outcome: status < 500 ? 'rejected' : 'unknown', name: answer.code };
}

test('the client works in workerd', async () => {
  assert.deepEqual(await call('first', 'ok'), { outcome: 'accepted', id: 'pfirst' });
  const dropped = await call('dropped', 'drop');
  assert.equal(dropped.outcome, 'unknown', JSON.stringify(dropped));
  const late = await call('late', 'hang', { timeout: 100 });
  assert.deepEqual([late.outcome, late.name], ['unknown', 'APIConnectionTimeoutError']);
  assert.deepEqual(await callRelay('relayed', 'ok'), { outcome: 'accepted', id: 'prelayed' });
  assert.deepEqual(await callRelay('relayed-drop', 'drop'), { outcome: 'unknown', name: 'relay.connection' });
});

for (const [through, sendOne] of Object.entries({ client: call, relay: callRelay })) {
  test(
    `${REQUESTS} calls of a ${through}, ${AT_ONCE} at a time, a third of the clients gone half way`,
    { timeout: 300_000 },
    async () => {
      let next = 0;
      const outcomes = {};
      const worker = async () => {
        while (next < REQUESTS) {
          const place = next++;
          const id = `${through}${place}`;
          const leaves = place % 3 === 0;
          const how = leaves ? ['ok', 'hang', 'stall', 'drop'][(place / 3) % 4] : 'ok';
          const options = leaves ? { leaveAfter: Math.random() * 40 } : {};
          let own = id;
          let answer = await sendOne(own, how, options);
          // On a busy machine workerd resets all open connections at once. Such a call is replaced by another, with a
          // name of its own.
          for (let again = 1; answer === 'reset' && again < MOST_RESETS; again++) {
            await new Promise(resolve => setTimeout(resolve, 100 * again));
            own = `${id}-${again}`;
            answer = await sendOne(own, how, options);
          }
          if (!leaves) assert.deepEqual(answer, { outcome: 'accepted', id: `p${own}` });
          const key = answer.outcome ?? answer;
          outcomes[key] = (outcomes[key] ?? 0) + 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      assert.ok(outcomes.left > REQUESTS / 10, `clients did leave: ${JSON.stringify(outcomes)}`);
      assert.ok(outcomes.accepted >= Math.floor((REQUESTS * 2) / 3));
      assert.deepEqual(
        [...posts].filter(([, count]) => count !== 1),
        [],
        'a post was sent twice',
      );
      assert.deepEqual(
        await sendOne(`last-${through}`, 'ok'),
        { outcome: 'accepted', id: `plast-${through}` },
        'the isolate is well',
      );
    },
  );
}
