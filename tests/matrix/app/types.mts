// Compiled by tsc --strict against the installed package; never run.
import PostPeer, { PostPeer as Named, ValidationError, validatePost } from 'postpeer-wasm';
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

export const verdicts: boolean[] = [validatePost({}).valid, small(null).valid];
export const ready: Promise<void> = init(new URL('https://example.com/core.wasm'));

client.posts.create({
  // @ts-expect-error an option of YouTube is none of TikTok
  body: { content: 'x', platforms: [{ platform: 'tiktok', accountId: 'a', platformSpecificData: { visibility: 'public' } }] },
});
// @ts-expect-error the path of an issue is a list
export const wrong: string = validatePost({}).issues[0].path;
