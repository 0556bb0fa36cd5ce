// tRPC: the schema as a procedure's input, called on the server and by a page over fetch.
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

/** A page's client; its fetch is the adapter. */
function page(ctx) {
  const serve = (url, init) =>
    fetchRequestHandler({ endpoint: '/trpc', req: new Request(url, init), router, createContext: () => ctx });
  return createTRPCClient({ links: [httpLink({ url: 'https://app.example/trpc', fetch: serve })] });
}

test('a wrong post is a BAD_REQUEST whose cause has every issue, and nothing is sent', async () => {
  const { sandbox, ctx } = server();
  await assert.rejects(router.createCaller(ctx).publish(wrongDraft()), error => {
    assert.ok(error instanceof TRPCError);
    assert.equal(error.code, 'BAD_REQUEST');
    assert.deepEqual(dotted(error.cause.issues), PATHS);
    return true;
  });
  assert.deepEqual(sandbox.requests, []);
});

test('a right post reaches the procedure as it is', async () => {
  const { sandbox, ctx } = server();
  const { postId } = await router.createCaller(ctx).publish(rightDraft());
  assert.deepEqual(
    sandbox.posts.map(post => post.postId),
    [postId],
  );
});

test('a page gets the issues over the wire, each with its path', async () => {
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
