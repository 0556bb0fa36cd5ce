// After an unknown outcome: whether the post is there after all. It is looked for, and never sent again.

import { APIConnectionTimeoutError, PostPeerError } from './errors.js';
import { iterate } from './paging.js';
import { isAborted } from './signals.js';
import { answerOf, outlineOf, plain, storedTargets } from './targets.js';
import { isPassing, patienceOf, pause, pauses } from './waiting.js';
import { now } from './wire.js';

const PATIENCE = 10_000;
/** The longest time of the one look that a timeout of 0 asks for. */
const ONE_LOOK = 5000;
/** The last look is given a tenth of the time, and at most this long, or twice what the look before it took. */
const LAST_LOOK = 1000;
const MINUTE = 60_000;
/** A post this much older than the request may be its own, by a clock that is wrong; one older still is another. */
const BEFORE = 5 * MINUTE;
/** A post is stored this soon after it was sent; one that came later may be another. */
const AFTER = 10 * MINUTE;
/** As far back is listed, where the server does not tell its time. */
const BEFORE_UNCERTAIN = 24 * 60 * MINUTE;

/** What makes a post the same post: text, media, time, and each account with its own text. */
const accountsOf = post =>
  JSON.stringify([
    post.mediaItems?.map(({ url }) => url) ?? [],
    post.scheduledFor ?? null,
    outlineOf(post, ({ platform, accountId }) => [platform, accountId]),
  ]);

/** The same, as far as a stored post shows it: without accounts. */
const shownOf = ({ content, mediaItems, platforms }) =>
  JSON.stringify([plain(content), mediaItems?.length ?? 0, platforms.map(({ platform }) => platform).sort()]);

/** Tells whether a stored post is the one that was sent: `undefined` where it may be, and its accounts are not to be seen. */
function sameness(body) {
  let accounts;
  let shown;
  return stored => {
    const sent = stored.rawRequestBody;
    if (sent?.platforms?.[0]?.accountId !== undefined) return accountsOf(sent) === (accounts ??= accountsOf(body));
    return shownOf(stored) === (shown ??= shownOf(body)) ? undefined : false;
  };
}

/**
 * `posts.reconcile`.
 * @param {(params: object) => Promise<{ data: any, response: Response }>} list
 * @param {number} longest milliseconds for one call
 */
export async function reconcile(list, longest, receipt, { timeout = PATIENCE, signal, ...options }) {
  const { body, postId } = receipt ?? {};
  const sentAt = Date.parse(receipt?.sentAt);
  if (!Array.isArray(body?.platforms) || Number.isNaN(sentAt)) {
    throw new PostPeerError('reconcile takes the receipt of an error whose outcome is unknown: error.receipt.');
  }
  const isSame = sameness(body);
  const began = now();
  const ends = patienceOf(timeout);
  const stops = timeout > 0 ? ends : ends + ONE_LOOK;
  const ask = params => {
    const left = stops - now();
    // Pages can come faster than a timer.
    if (left <= 0)
      throw new APIConnectionTimeoutError({
        message: 'The time was over before the list was read to its end.',
        outcome: 'unknown',
      });
    return list({ ...options, ...params, signal, timeout: Math.max(1, Math.min(longest, left)) });
  };
  // When it was sent, by this machine's clock and by PostPeer's.
  let times;
  const end = (status, more) => ({
    status,
    lookedFor: Math.round(now() - began),
    sinceSent: Date.now() - sentAt,
    ...more,
  });

  /** Everything that was created since, sorted into what is the post and what may be. */
  async function look() {
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
    let seen = { found: [], candidates: [] };
    let error;
    try {
      seen = await look();
    } catch (cause) {
      if (isAborted(signal)) throw cause;
      error = cause;
    }
    const { found, candidates, isWhole } = seen;
    if (found.length === 1) return end('found', { post: found[0] });
    const ended = now();
    const left = ends - ended - Math.max(2 * (ended - started), Math.min(timeout / 10, LAST_LOOK));
    if (found.length > 1 || left <= 0 || (error && !isPassing(error))) {
      if (isWhole && candidates.length === 0) return end('absent');
      return end('ambiguous', error ? { candidates, error } : { candidates });
    }
    await pause(Math.min(ms, left), signal);
  }
}

/**
 * `settle`, made before anything is sent: so what is wrong with its options is told of in time. What it answers is what a
 * call is whose answer was lost, where its post is found; where it is not, it throws the error, which says what was seen.
 * @param {{ platform: string, accountId: string }[]} asked
 */
export function settling(list, longest, asked, { settle: { timeout = PATIENCE }, signal, headers }) {
  patienceOf(timeout);
  return async error => {
    let response;
    const watched = async params => {
      const answer = await list(params);
      ({ response } = answer);
      return answer;
    };
    let reconciled;
    try {
      reconciled = await reconcile(watched, longest, error.receipt, { signal, headers, timeout });
    } catch {
      // Aborted: what is known is what was known before.
      throw error;
    }
    const { status, post, lookedFor } = reconciled;
    if (post)
      return { data: answerOf(post), response, outcome: 'accepted', targets: storedTargets(post, asked), reconciled };
    const what = status === 'absent' ? 'it is not there' : 'whether it is there cannot be told';
    error.message += ` Looked for ${lookedFor} ms: ${what}.`;
    throw Object.assign(error, { reconciled });
  };
}
