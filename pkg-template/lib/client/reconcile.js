// Reconciliation after an unknown outcome: searches for the post, and never sends it again.

import { APIConnectionTimeoutError, PostPeerError } from './base-errors.js';
import { iterate } from './paging.js';
import { isAborted } from './signals.js';
import { createResponseOf, normalizeText, outlineOf, storedTargets } from './targets.js';
import { deadlineFrom, isTransient, pause, pauses } from './waiting.js';
import { now } from './wire.js';

const DEFAULT_TIMEOUT = 10_000;
/** The longest single search, for a timeout of 0. */
const ONE_SEARCH = 5000;
/** The last search has a tenth of the time, at most this long, or twice the time of the search before it. */
const LAST_SEARCH = 1000;
const MINUTE = 60_000;
/** A post may be this much older than the request, because clocks differ. An older one is another post. */
const BEFORE = 5 * MINUTE;
/** A post is stored this soon after it was sent. A later one may be another post. */
const AFTER = 10 * MINUTE;
/** The list begins this long before the request if the server has no `Date` header. */
const BEFORE_UNCERTAIN = 24 * 60 * MINUTE;

/** Identifies a post by media, time, and each account with its text. */
const identityOf = post =>
  JSON.stringify([
    post.mediaItems?.map(({ url }) => url) ?? [],
    post.scheduledFor ?? null,
    outlineOf(post, ({ platform, accountId }) => [platform, accountId]),
  ]);

/** Identifies a post by the properties that a stored post always shows. Accounts are not among them. */
const shownIdentityOf = ({ content, mediaItems, platforms }) =>
  JSON.stringify([normalizeText(content), mediaItems?.length ?? 0, platforms.map(({ platform }) => platform).sort()]);

/**
 * Returns a function that compares stored posts with the one that was sent. It returns `undefined` for a post that may
 * be the same, but does not show its accounts.
 */
function comparison(body) {
  let identity;
  let shown;
  return stored => {
    const sent = stored.rawRequestBody;
    if (sent?.platforms?.[0]?.accountId !== undefined) return identityOf(sent) === (identity ??= identityOf(body));
    return shownIdentityOf(stored) === (shown ??= shownIdentityOf(body)) ? undefined : false;
  };
}

/**
 * `posts.reconcile`.
 * @param {(params: object) => Promise<{ data: any, response: Response }>} list
 * @param {number} maxCall milliseconds for one call
 */
export async function reconcile(list, maxCall, receipt, { timeout = DEFAULT_TIMEOUT, signal, ...options }) {
  const { body, postId } = receipt ?? {};
  const sentAt = Date.parse(receipt?.sentAt);
  if (!Array.isArray(body?.platforms) || Number.isNaN(sentAt)) {
    throw new PostPeerError('reconcile takes the receipt of an error whose outcome is unknown: error.receipt.');
  }
  const isSame = comparison(body);
  const began = now();
  const deadline = deadlineFrom(timeout);
  const stops = timeout > 0 ? deadline : deadline + ONE_SEARCH;
  const ask = params => {
    const left = stops - now();
    // Pages can arrive faster than a timer fires.
    if (left <= 0)
      throw new APIConnectionTimeoutError({
        message: 'The time was over before the list was read to its end.',
        outcome: 'unknown',
      });
    return list({ ...options, ...params, signal, timeout: Math.max(1, Math.min(maxCall, left)) });
  };
  // The time of the request, by this machine's clock and by PostPeer's.
  let times;
  const end = (status, more) => ({
    status,
    lookedFor: Math.round(now() - began),
    sinceSent: Date.now() - sentAt,
    ...more,
  });

  /** Searches the posts created since. `found` are the post; `candidates` may be. */
  async function search() {
    if (!times) {
      const { response } = await ask({ query: { limit: 1 } });
      const ahead = Date.parse(response.headers.get('date')) - Date.now();
      times = Number.isNaN(ahead) ? [sentAt, sentAt - BEFORE_UNCERTAIN] : [sentAt, sentAt + ahead];
    }
    const since = Math.min(...times) - BEFORE;
    const query = { createdAfter: new Date(since).toISOString(), limit: 100 };
    const posts = iterate(ask, 'offset', 'posts', { query });
    const found = [];
    const candidates = [];
    for (;;) {
      const { done, value: post } = await posts.next();
      if (done) return { found, candidates, isWhole: post };
      if (postId !== undefined && post.postId === postId) return { found: [post] };
      const same = isSame(post);
      const created = Date.parse(post.createdAt);
      if (same === false || created < since) continue;
      candidates.push(post);
      if (same && times.some(time => created >= time && created <= time + AFTER)) found.push(post);
    }
  }

  for (const ms of pauses()) {
    const started = now();
    let result = { found: [], candidates: [] };
    let error;
    try {
      result = await search();
    } catch (cause) {
      if (isAborted(signal)) throw cause;
      error = cause;
    }
    const { found, candidates, isWhole } = result;
    if (found.length === 1) return end('found', { post: found[0] });
    const ended = now();
    const left = deadline - ended - Math.max(2 * (ended - started), Math.min(timeout / 10, LAST_SEARCH));
    if (found.length > 1 || left <= 0 || (error && !isTransient(error))) {
      if (isWhole && candidates.length === 0) return end('absent');
      return end('ambiguous', error ? { candidates, error } : { candidates });
    }
    await pause(Math.min(ms, left), signal);
  }
}

/**
 * Returns the function for the option `settle`. It is made before the call is sent, so that invalid options throw
 * early. The function returns the result of the call if the post is found. Otherwise it throws the error, with
 * `reconciled`.
 * @param {{ platform: string, accountId: string }[]} requested
 */
export function settling(list, maxCall, requested, { settle: { timeout = DEFAULT_TIMEOUT }, signal, headers }) {
  deadlineFrom(timeout);
  return async error => {
    let response;
    const watched = async params => {
      const result = await list(params);
      ({ response } = result);
      return result;
    };
    let reconciled;
    try {
      reconciled = await reconcile(watched, maxCall, error.receipt, { signal, headers, timeout });
    } catch {
      // Aborted: the outcome is still unknown.
      throw error;
    }
    const { status, post, lookedFor } = reconciled;
    if (post) {
      const targets = storedTargets(post, requested);
      return { data: createResponseOf(post), response, outcome: 'accepted', targets, reconciled };
    }
    const finding = status === 'absent' ? 'it is not there' : 'whether it is there cannot be told';
    error.message += ` Looked for ${lookedFor} ms: ${finding}.`;
    throw Object.assign(error, { reconciled });
  };
}
