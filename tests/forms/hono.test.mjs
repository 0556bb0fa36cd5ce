// Hono's validator for Standard Schema, before a handler that publishes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../pkg/sandbox.js';
import { PATHS, dotted, rightDraft, wrongDraft } from './posts.mjs';
import { snippetWith } from './snippet.mjs';

const { app } = await snippetWith('@hono/standard-validator');

async function answerTo(post) {
  const sandbox = createSandbox({ apiKey: 'key-of-the-test' });
  const before = globalThis.fetch;
  globalThis.fetch = sandbox.fetch;
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await app.request(
      '/posts',
      { method: 'POST', headers, body: JSON.stringify(post) },
      { POSTPEER_API_KEY: 'key-of-the-test' },
    );
    return { status: response.status, body: await response.json(), posts: sandbox.posts };
  } finally {
    globalThis.fetch = before;
  }
}

test('an invalid post is answered with 400 and every issue, and never reaches the handler', async () => {
  const { status, body, posts } = await answerTo(wrongDraft());
  assert.equal(status, 400);
  assert.equal(body.success, false);
  assert.deepEqual(dotted(body.error), PATHS);
  const { code, limit, actual, message } = body.error.find(({ path }) => path[0] === 'content');
  assert.deepEqual({ code, limit, actual }, { code: 'twitter.text.too_long', limit: 280, actual: 281 });
  assert.match(message, /280 characters/);
  assert.deepEqual(posts, []);
});

test('issues of a value that is not a post have a path too', async () => {
  const { status, body } = await answerTo([]);
  assert.equal(status, 400);
  assert.deepEqual(dotted(body.error), ['content']);
});

test('the handler receives a valid post and publishes it', async () => {
  const { status, body, posts } = await answerTo(rightDraft());
  assert.equal(status, 200);
  assert.deepEqual(
    posts.map(({ postId }) => postId),
    [body.postId],
  );
});
