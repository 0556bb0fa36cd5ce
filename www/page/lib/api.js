// The API of this page: the package's client without a key, through the relay of the Worker, and the Worker's own
// endpoints.

import PostPeer from 'postpeer-wasm';

/** In milliseconds. */
const TIMEOUT = 30_000;

export const client = new PostPeer({ baseURL: '/api/postpeer', apiKey: null, timeout: TIMEOUT });

async function callWorker(path, body) {
  const response = await fetch(
    path,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `The Worker answered ${response.status}.`);
  return answer;
}

/** Loads whether PostPeer is real or the sandbox, and the failures that the sandbox can simulate. */
export const loadSession = () => callWorker('/api/session');
export const setSandboxFailure = mode => callWorker('/api/sandbox/trouble', { mode });
export const authorizeInSandbox = url => callWorker('/api/sandbox/authorize', { url });
