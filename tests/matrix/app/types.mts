// Compiled by tsc --strict against the installed package, never run.
import PostPeer, { PostPeer as Named, ValidationError, validatePost } from 'postpeer-wasm';
import { createRelay, type Relay } from 'postpeer-wasm/relay';
import type { Receipt, Reconciliation, StoredPost } from 'postpeer-wasm';
import { validatePost as ruled } from 'postpeer-wasm/validate';
import { createSandbox } from 'postpeer-wasm/sandbox';
import { validatePost as small } from 'postpeer-wasm/validate';
import { init } from 'postpeer-wasm/slim';

const sandbox = createSandbox();
const client: Named = new PostPeer({ apiKey: 'key', fetch: sandbox.fetch, timeout: 1000 });

export async function send(): Promise<string | undefined> {
  try {
    const { data } = await client.posts.create({
      body: {
        content: 'Hello',
        platforms: [{ platform: 'tiktok', accountId: 'tt_321', platformSpecificData: { privacyLevel: 'SELF_ONLY' } }],
        publishNow: true,
      },
    });
    return data.postId;
  } catch (error) {
    if (error instanceof ValidationError) return error.issues.map(issue => issue.message).join('\n');
    throw error;
  }
}

/** Iterators yield typed rows. */
export async function ids(receipt: Receipt): Promise<string[]> {
  const found: string[] = [];
  for await (const { postId } of client.posts.iterate({ query: { status: 'failed' } })) found.push(postId);
  for await (const { id, authStatus } of client.connect.integrations.iterate()) found.push(id, authStatus);
  for await (const { aggregated } of client.analytics.iterate()) found.push(String(aggregated.likes));
  const query = { platform: 'instagram', accountId: 'ig' } as const;
  for await (const { from } of client.messages.iterateMessages({ path: { conversationId: 'c' }, query }))
    found.push(from.name ?? '');
  const post: StoredPost = await client.posts.wait('p', {
    timeout: 1000,
    onUpdate: ({ status }) => found.push(status),
  });
  const body = client.posts.retryFailed(post);
  if (body) await client.posts.create({ body, settle: true });
  const result: Reconciliation = await client.posts.reconcile(receipt);
  if (result.status === 'found') found.push(result.post.postId);
  // @ts-expect-error only a found post is in the result
  if (result.status === 'absent') found.push(result.post.postId);
  return found;
}
// @ts-expect-error a list without pagination has no iterator
export const none = client.notifications.iterate;
// @ts-expect-error the path parameter is required
client.messages.iterateMessages();
export const strict: Named = new PostPeer({ validate: ruled });
export const lenient: Named = new PostPeer({ validate: post => ruled(post, { mode: 'lenient' }) });

export const verdicts: boolean[] = [validatePost({}).valid, small(null).valid];
export const ready: Promise<void> = init(new URL('https://example.com/core.wasm'));

client.posts.create({
  body: {
    content: 'x',
    // @ts-expect-error TikTok has no such option
    platforms: [{ platform: 'tiktok', accountId: 'a', platformSpecificData: { visibility: 'public' } }],
  },
});
// @ts-expect-error a path is an array
export const wrong: string = validatePost({}).issues[0].path;

interface Env {
  POSTPEER_API_KEY: string;
}
export const relay: Relay<Env> = createRelay<Env>({
  apiKey: (_request, env) => env.POSTPEER_API_KEY,
  allow: async request =>
    request.headers.has('authorization') && { operations: ['posts.create'], accounts: new Set(['tt_321']) },
});
/** The handler of a Worker, and a call by Hono. */
export const handler: { fetch(request: Request, env: Env): Promise<Response> } = { fetch: relay };
export const answered: Promise<Response> = createRelay({
  apiKey: 'key',
  allow: { operations: ['posts.create'], accounts: ['tt_321'], profiles: ['p'] },
  fetch: sandbox.fetch,
})(new Request('https://app.example/'));
// @ts-expect-error unknown operation
createRelay({ allow: { operations: ['posts.creat'] } });
