// The page of browsers.test.mjs: probes and uploads the chosen file, with a progress bar.
import { PostPeer } from '/pkg/index.js';
import { probeMedia } from '/pkg/media.js';

const client = new PostPeer({ baseURL: '/api/postpeer' });
const input = document.querySelector('input');
const bar = document.querySelector('progress');

const hex = buffer => [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, '0')).join('');

async function upload(file) {
  const how = new URLSearchParams(location.search);
  const seen = [];
  const moved = [];
  const controller = new AbortController();
  const onProgress = ({ loaded, total }) => {
    seen.push([loaded, total]);
    bar.value = loaded / total;
    moved.push(bar.position);
    if (how.has('abort')) controller.abort('enough');
  };
  try {
    const options = {
      facts: probeMedia,
      onProgress,
      signal: controller.signal,
      maxRetries: Number(how.get('retries') ?? 2),
    };
    const { publicUrl, mediaItem, facts } = await client.media.uploadFile(file, options);
    const back = await fetch(publicUrl);
    const hash = hex(await crypto.subtle.digest('SHA-256', await back.arrayBuffer()));
    return { publicUrl, mediaItem, facts, seen, moved, back: { type: back.headers.get('content-type'), hash } };
  } catch (error) {
    const { name, message, outcome, status, code, cause } = error;
    return {
      error: { name, message, outcome, status, code, cause: typeof cause === 'string' ? cause : undefined },
      seen,
    };
  }
}

input.addEventListener('change', () => {
  globalThis.answer = upload(input.files[0]);
});
globalThis.ready = true;
