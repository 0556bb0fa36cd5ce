// tRPC: the schema as the input of a procedure, called on the server and from a page over fetch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRPCClientError, createTRPCClient, httpLink } from '@trpc/client';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { PostPeer } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { PATHS, dotted, rightDraft, wrongDraft } from './posts.mjs';
import { snippetWith } from './snippet.mjs';

const { router } = await snippetWith('@trpc/server');

function server() {
  const sandbox = createSandbox({ apiKey: 'key-of-the-test' });
  return { sandbox, ctx: { client: new PostPeer({ apiKey: 'key-of-the-test', fetch: sandbox.fetch }) } };
}

/** The client of a page, whose fetch calls the adapter. */
function page(ctx) {
  const serve = (url, init) =>
    fetchRequestHandler({ endpoint: '/trpc', req: new Request(url, init), router, createContext: () => ctx });
  return createTRPCClient({ links: [httpLink({ url: 'https://app.example/trpc', fetch: serve })] });
}

test('an invalid post is a BAD_REQUEST whose cause has every issue, and nothing is sent', async () => {
  const { sandbox, ctx } = server();
  await assert.rejects(router.createCaller(ctx).publish(wrongDraft()), error => {
    assert.ok(error instanceof TRPCError);
    assert.equal(error.code, 'BAD_REQUEST');
    assert.deepEqual(dotted(error.cause.issues), PATHS);
    return true;
  });
  assert.deepEqual(sandbox.requests, []);
});

test('a valid post reaches the procedure unchanged', async () => {
  const { sandbox, ctx } = server();
  const { postId } = await router.createCaller(ctx).publish(rightDraft());
  assert.deepEqual(
    sandbox.posts.map(post => post.postId),
    [postId],
  );
});

test('a page receives the issues with their paths', async () => {
  const { sandbox, ctx } = server();
  await assert.rejects(page(ctx).publish.mutate(wrongDraft()), error => {
    assert.ok(error instanceof TRPCClientError);
    assert.equal(error.data.httpStatus, 400);
    assert.equal(error.data.code, 'BAD_REQUEST');
    assert.deepEqual(dotted(error.data.issues), PATHS);
    assert.equal(error.data.issues.find(({ path }) => path[0] === 'content').limit, 280);
    return true;
  });
  assert.deepEqual(sandbox.requests, []);
  const { postId } = await page(ctx).publish.mutate(rightDraft());
  assert.deepEqual(
    sandbox.posts.map(post => post.postId),
    [postId],
  );
});
