// Hono's validator for Standard Schema, in front of a handler that publishes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../pkg/sandbox.js';
import { ISSUE_PATHS, joinedPaths, validDraft, invalidDraft } from './posts.mjs';
import { importSnippet } from './snippet.mjs';

const { app } = await importSnippet('@hono/standard-validator');

async function postTo(post) {
  const sandbox = createSandbox({ apiKey: 'key-of-the-test' });
  const originalFetch = globalThis.fetch;
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
    globalThis.fetch = originalFetch;
  }
}

test('an invalid post gets 400 with every issue, and does not reach the handler', async () => {
  const { status, body, posts } = await postTo(invalidDraft());
  assert.equal(status, 400);
  assert.equal(body.success, false);
  assert.deepEqual(joinedPaths(body.error), ISSUE_PATHS);
  const { code, limit, actual, message } = body.error.find(({ path }) => path[0] === 'content');
  assert.deepEqual({ code, limit, actual }, { code: 'twitter.text.too_long', limit: 280, actual: 281 });
  assert.match(message, /280 characters/);
  assert.deepEqual(posts, []);
});

test('issues of a value that is not an object have a path', async () => {
  const { status, body } = await postTo([]);
  assert.equal(status, 400);
  assert.deepEqual(joinedPaths(body.error), ['content']);
});

test('the handler publishes a valid post', async () => {
  const { status, body, posts } = await postTo(validDraft());
  assert.equal(status, 200);
  assert.deepEqual(
    posts.map(({ postId }) => postId),
    [body.postId],
  );
});
