// tRPC: the schema as a procedure's input, called on the server and by a page over fetch.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRPCClientError, createTRPCClient, httpLink } from '@trpc/client';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { PostPeer } from '../../pkg/index.js';
import { createSandbox } from '../../pkg/sandbox.js';
import { ISSUE_PATHS, joinedPaths, validDraft, invalidDraft } from './posts.mjs';
import { importSnippet } from './snippet.mjs';

const { router } = await importSnippet('@trpc/server');

function server() {
  const sandbox = createSandbox({ apiKey: 'key-of-the-test' });
  return { sandbox, ctx: { client: new PostPeer({ apiKey: 'key-of-the-test', fetch: sandbox.fetch }) } };
}

/** A client whose fetch calls the adapter. */
function browserClient(ctx) {
  const serve = (url, init) =>
    fetchRequestHandler({ endpoint: '/trpc', req: new Request(url, init), router, createContext: () => ctx });
  return createTRPCClient({ links: [httpLink({ url: 'https://app.example/trpc', fetch: serve })] });
}

test('an invalid post is a BAD_REQUEST whose cause has every issue, and nothing is sent', async () => {
  const { sandbox, ctx } = server();
  await assert.rejects(router.createCaller(ctx).publish(invalidDraft()), error => {
    assert.ok(error instanceof TRPCError);
    assert.equal(error.code, 'BAD_REQUEST');
    assert.deepEqual(joinedPaths(error.cause.issues), ISSUE_PATHS);
    return true;
  });
  assert.deepEqual(sandbox.requests, []);
});

test('a valid post reaches the procedure unchanged', async () => {
  const { sandbox, ctx } = server();
  const { postId } = await router.createCaller(ctx).publish(validDraft());
  assert.deepEqual(
    sandbox.posts.map(post => post.postId),
    [postId],
  );
});

test('a page gets the issues over the wire, each with its path', async () => {
  const { sandbox, ctx } = server();
  await assert.rejects(browserClient(ctx).publish.mutate(invalidDraft()), error => {
    assert.ok(error instanceof TRPCClientError);
    assert.equal(error.data.httpStatus, 400);
    assert.equal(error.data.code, 'BAD_REQUEST');
    assert.deepEqual(joinedPaths(error.data.issues), ISSUE_PATHS);
    assert.equal(error.data.issues.find(({ path }) => path[0] === 'content').limit, 280);
    return true;
  });
  assert.deepEqual(sandbox.requests, []);
  const { postId } = await browserClient(ctx).publish.mutate(validDraft());
  assert.deepEqual(
    sandbox.posts.map(post => post.postId),
    [postId],
  );
});
