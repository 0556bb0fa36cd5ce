// The program of counts.test.mjs for each runtime. For every failure it opens some warm connections and then sends one
// post, through the library or with a bare `fetch`. The server counts the posts that arrive.

const PATIENCE = 400;
/** The connections of a browser to one origin. A runtime that replays tries all warm ones. */
const CONNECTIONS = 6;

/**
 * @param {typeof import('../../pkg/index.js').PostPeer} PostPeer
 * @param {{ origin: string, run: string, apiKey: string | null }} where
 */
export async function sendEach(PostPeer, { origin, run, apiKey }) {
  const { ways, post } = await (await fetch(`${origin}/ways`)).json();
  const learnt = [];
  for (const way of ways) {
    for (const how of ['library', 'bare']) {
      const base = `${origin}/${run}/${how}/${way}`;
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async (_, place) => (await fetch(`${base}/warm/${place}`)).text()),
      );
      learnt.push(how === 'library' ? await throughLibrary(PostPeer, base, apiKey, post) : await bare(base, post));
    }
  }
  return learnt;
}

function throughLibrary(PostPeer, baseURL, apiKey, body) {
  const client = new PostPeer({ baseURL, apiKey, timeout: PATIENCE });
  return client.posts.create({ body }).then(
    ({ outcome }) => outcome,
    ({ outcome }) => outcome,
  );
}

async function bare(base, post) {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(`${base}/v1/posts/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(post),
      signal,
    });
    await response.text();
    return String(response.status);
  } catch (error) {
    return error.name;
  }
}
