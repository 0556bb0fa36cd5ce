// The Worker of workerd.test.mjs: one isolate, one wasm instance, one client and one relay for all requests.
import { PostPeer } from '../../pkg/index.workerd.js';
import { createRelay } from '../../pkg/relay.workerd.js';

let client;
let relay;

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url);
    relay ??= createRelay({ apiKey: env.KEY, allow: 'everything', baseURL: env.UPSTREAM, timeout: 30_000 });
    if (pathname.startsWith('/api/postpeer/')) return relay(request, env, context);
    client ??= new PostPeer({ apiKey: env.KEY, baseURL: env.UPSTREAM });
    const body = {
      content: `post ${searchParams.get('id')} ${searchParams.get('how')}`,
      platforms: [{ platform: 'twitter', accountId: 'x_1' }],
      publishNow: true,
    };
    const timeout = Number(searchParams.get('timeout') ?? 30_000);
    try {
      const { outcome, data } = await client.posts.create({ body, timeout, signal: request.signal });
      return Response.json({ outcome, id: data.postId });
    } catch (error) {
      return Response.json({ outcome: error.outcome, name: error.name, message: error.message });
    }
  },
};
