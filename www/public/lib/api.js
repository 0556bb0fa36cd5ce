// The Worker's few endpoints. The page knows no key and no other address.

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch {
    return { error: { name: 'Offline', message: 'The Worker did not answer. Is it still running?', outcome: method === 'POST' ? 'unknown' : undefined } };
  }
  try {
    return await response.json();
  } catch {
    return { error: { name: 'Unreadable', message: `The Worker answered ${response.status} without JSON.` } };
  }
}

const query = (values) => new URLSearchParams(values).toString();

export const loadSession = () => call('GET', '/api/session');
export const loadCreator = (accountId) => call('GET', `/api/creator-info?${query({ accountId })}`);
export const loadBoards = (accountId) => call('GET', `/api/boards?${query({ accountId })}`);
export const sendPost = (post, mode) => call('POST', '/api/posts', { post, mode });
export const lookUp = (postId) => call('GET', `/api/posts/${encodeURIComponent(postId)}`);
export const orderTrouble = (mode) => call('POST', '/api/sandbox/trouble', { mode });
