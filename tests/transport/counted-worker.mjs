// The runner for workerd: one request of a Worker.
import { PostPeer } from '../../pkg/index.workerd.js';
import { sendEach } from './counted.mjs';

export default {
  async fetch(request, env) {
    return Response.json(await sendEach(PostPeer, { origin: env.ORIGIN, run: 'workerd', apiKey: env.KEY }));
  },
};
