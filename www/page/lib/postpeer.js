// PostPeer as this page reaches it: the client of the package without a key, through the relay of its own Worker, and
// the Worker's few endpoints that are no part of PostPeer.

import PostPeer from 'postpeer-wasm';

const TIMEOUT = 30_000;

export const client = new PostPeer({ baseURL: '/api/postpeer', apiKey: null, timeout: TIMEOUT });

async function ask(path, body) {
  const response = await fetch(
    path,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `The Worker answered ${response.status}.`);
  return answer;
}

/** Which PostPeer is behind the Worker, and what the sandbox can be told to get wrong. */
export const loadSession = () => ask('/api/session');
export const orderTrouble = mode => ask('/api/sandbox/trouble', { mode });
export const authorize = url => ask('/api/sandbox/authorize', { url });
