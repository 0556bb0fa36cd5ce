// Runs the story in workerd.
import { PostPeer } from '../../pkg/index.workerd.js';
import { story } from './story.mjs';

export default {
  async fetch(request, env) {
    return Response.json(await story({ PostPeer, url: env.UPSTREAM, key: env.KEY }));
  },
};
