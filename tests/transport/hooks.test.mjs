// Hooks and loggers never change a call: neither by errors that they throw or reject with, nor by values that they
// read.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PostPeer } from '../../pkg/index.js';
import { KEY, POST, PUBLISHED } from './server.mjs';

const unhandled = [];
process.on('unhandledRejection', reason => unhandled.push(reason));
const warnings = [];
process.on('warning', ({ name }) => warnings.push(name));
after(async () => {
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.deepEqual(unhandled, [], 'a rejection was left unhandled');
  assert.deepEqual(warnings, []);
});

const answer = () => Response.json(PUBLISHED, { status: 202 });
const late = async () => {
  await Promise.resolve();
  throw new Error('metrics are down');
};
const now = () => {
  throw new Error('at once');
};
const thenable = () => ({ then: (_, reject) => reject(new Error('not even a promise')) });

for (const hook of [late, now, thenable]) {
  test(`a hook that fails (${hook.name}) does not affect the call`, async () => {
    const hooks = { onRequest: hook, onResponse: hook, logger: { debug: hook, warn: hook } };
    assert.equal(
      (await new PostPeer({ apiKey: KEY, fetch: async () => answer(), ...hooks }).posts.create({ body: POST })).outcome,
      'accepted',
    );
    const lost = new PostPeer({
      apiKey: KEY,
      fetch: async () => {
        throw new Error('reset');
      },
      ...hooks,
    });
    assert.equal((await lost.posts.create({ body: POST }).catch(error => error)).outcome, 'unknown');
  });
}

test('a failing hook does not stop the logger', async () => {
  const told = [];
  const logger = {
    debug(text) {
      assert.equal(this, logger);
      told.push(text);
    },
  };
  await new PostPeer({
    apiKey: KEY,
    fetch: async () => answer(),
    onRequest: now,
    onResponse: now,
    logger,
  }).posts.create({ body: POST });
  assert.deepEqual(told, [
    'postpeer-wasm posts.create: POST https://api.postpeer.dev/v1/posts/',
    'postpeer-wasm posts.create: 202',
  ]);
});

test('hooks do not change which responses are accepted', async () => {
  const body = JSON.stringify(PUBLISHED);
  for (const make of [
    () => ({ status: 202, headers: {}, body }),
    () => ({ status: 202, body }),
    () => ({ status: 202, headers: [['a', 'b']], body }),
    answer,
  ]) {
    for (const hooks of [{}, { logger: {} }, { onResponse() {} }]) {
      assert.equal(
        (await new PostPeer({ apiKey: KEY, fetch: async () => make(), ...hooks }).posts.create({ body: POST })).outcome,
        'accepted',
      );
    }
  }
  for (const value of [undefined, null, 'text', {}, Response.error()]) {
    const said = [];
    for (const hooks of [{}, { logger: {} }]) {
      const error = await new PostPeer({ apiKey: KEY, fetch: async () => value, ...hooks }).posts
        .create({ body: POST })
        .catch(thrown => thrown);
      said.push([error.name, error.outcome, error.message]);
    }
    assert.deepEqual(said[0], said[1]);
  }
});

test('one signal ends many calls without a warning', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args) => (listeners++, addEventListener.apply(signal, args));
  signal.removeEventListener = (...args) => (listeners--, removeEventListener.apply(signal, args));
  const client = new PostPeer({
    apiKey: KEY,
    fetch: async () => (await new Promise(resolve => setTimeout(resolve, 20)), answer()),
  });
  const many = () =>
    Array.from({ length: 20 }, () =>
      client.health.check({ signal }).then(
        ({ outcome }) => outcome,
        ({ name }) => name,
      ),
    );
  const first = many();
  assert.equal(listeners, 1);
  assert.deepEqual(new Set(await Promise.all(first)), new Set(['accepted']));
  assert.equal(listeners, 0);
  const second = many();
  controller.abort();
  assert.deepEqual(new Set(await Promise.all(second)), new Set(['APIUserAbortError']));
  assert.equal(listeners, 0);
});
