// The other endpoints of the demo, next to the relay. Each returns a status and a JSON body.

import { HttpError } from './answers.js';

const CREDITS = 1000;

/** The failures that the page can simulate, and their settings. */
const TROUBLES = {
  'drop-before': {},
  'drop-after': {},
  hang: {},
  'rate-limit': { retryAfter: 30 },
  'server-error': {},
  html: {},
  truncated: {},
  'slow-upload': { mode: 'slow', operation: 'upload', delay: 6000 },
  credits: {},
  target: { platform: 'youtube', error: 'Failed to fetch remote URL (401)' },
};

/** Tells the page which PostPeer it uses, and the failures that it can simulate. */
export function session({ postpeer: { mode } }) {
  return [200, { mode, troubles: mode === 'sandbox' ? Object.keys(TROUBLES) : [] }];
}

/** Lists the requests that the sandbox received. It removes the key. */
export function listRequests({ postpeer: { sandbox } }) {
  if (!sandbox) throw new HttpError(404, 'What PostPeer itself has seen is not known here.');
  const requests = sandbox.requests.map(({ method, url, headers, body, status, failure }) => ({
    method,
    url,
    headers,
    body,
    status,
    failure,
  }));
  return [200, { requests }];
}

/** Grants consent on the sandbox's consent page, and returns the URL of the redirect. */
export function authorize({ postpeer, body }) {
  if (!postpeer.sandbox) throw new HttpError(404, 'The platforms have consent pages of their own.');
  if (typeof body?.url !== 'string' || !URL.canParse(body.url))
    throw new HttpError(400, 'Send { url }, as connect.getOAuthUrl answered it.');
  try {
    return [200, { url: postpeer.sandbox.authorize(body.url, { cancel: body.cancel === true }) }];
  } catch (error) {
    throw new HttpError(400, error.message);
  }
}

/** Makes the next request fail, or with `null` stops that. */
export function setTrouble({ postpeer: { sandbox }, body }) {
  if (!sandbox) throw new HttpError(404, 'PostPeer itself takes no orders to fail.');
  const name = body?.mode;
  if (name !== null && (typeof name !== 'string' || !Object.hasOwn(TROUBLES, name)))
    throw new HttpError(400, 'There is no such trouble.');
  sandbox.heal();
  sandbox.credits = name === 'credits' ? 0 : CREDITS;
  if (name !== null && name !== 'credits') {
    const { mode = name, ...settings } = TROUBLES[name];
    sandbox.fail(mode, { operation: 'posts.create', ...settings });
  }
  return [200, { mode: name }];
}
