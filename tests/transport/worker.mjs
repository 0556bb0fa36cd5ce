// The Worker of workerd.test.mjs: one isolate, one instance of the wasm, one client for every request.
import { PostPeer } from '../../pkg/index.workerd.js';

let client;

export default {
  async fetch(request, env) {
    const { searchParams } = new URL(request.url);
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
