// The same uploads in every runtime, with its own `fetch`. runtimes.test.mjs checks the results and the requests that
// the server received.

const SIZE = 1_000_003;

/** The same bytes everywhere, with a period other than the size of the chunks. */
export function bytesOf(size) {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >> 8)) % 251;
  return bytes;
}

const told = error => ({
  name: error.name,
  outcome: error.outcome,
  status: error.status,
  code: error.code,
  message: error.message,
  everything: `${error.stack} ${error.cause?.stack} ${error.cause?.message} ${JSON.stringify(error)}`,
});

/** @param {{ PostPeer: Function, url: string, key: string }} given */
export async function story({ PostPeer, url, key }) {
  const client = new PostPeer({ apiKey: key, baseURL: url, defaultHeaders: { 'x-mine': 'for PostPeer only' } });
  const file = new Blob([bytesOf(SIZE)], { type: 'video/mp4' });
  const answers = {};
  for (const name of [
    'ok.mp4',
    'created.mp4',
    'drop-once.mp4',
    'cut-once.mp4',
    'busy-once.mp4',
    'slow-once.mp4',
    'expired.mp4',
    'redirect.mp4',
    'lost.mp4',
  ]) {
    const progress = [];
    const options = {
      name,
      onProgress: seen => progress.push([seen.loaded, seen.total]),
      ...(name === 'lost.mp4' && { maxRetries: 1 }),
    };
    answers[name] = await client.media.uploadFile(file, options).then(
      result => ({ result }),
      error => ({ error: told(error) }),
    );
    answers[name].progress = progress;
  }

  const controller = new AbortController();
  const late = [];
  const large = new Blob([bytesOf(SIZE), ...Array.from({ length: 40 }, () => file)], { type: 'video/mp4' });
  answers.abort = await client.media
    .uploadFile(large, {
      name: 'stall.mp4',
      signal: controller.signal,
      onProgress: ({ loaded }) => late.push(loaded) && loaded > SIZE && controller.abort('changed my mind'),
    })
    .catch(error => ({ error: told(error), cause: error.cause, total: large.size, loaded: late.at(-1) }));

  answers.hang = await client.media
    .uploadFile(file, { name: 'hang.mp4', timeout: 1500, maxRetries: 0 })
    .catch(error => ({ error: told(error) }));
  return answers;
}
