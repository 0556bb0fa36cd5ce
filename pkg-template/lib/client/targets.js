// The targets of a post: their states in a response or a stored post, and which of them may be sent again.
//
// The responses name no accounts. Only JavaScript holds the targets that were requested, so both joins are here.

import { canonical } from '../text/compose.js';
import { PostPeerError } from './base-errors.js';

/** Normalizes a text, as PostPeer may store it. */
export const normalizeText = text =>
  canonical(String(text ?? ''))
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Returns the texts of a post, sorted, and its targets, sorted, each with the index of its text. Targets that share a
 * text refer to one copy of it.
 * @param {(target: any) => unknown[]} keyOf the other properties that tell targets apart
 */
export function outlineOf({ content, platforms }, keyOf) {
  const normalized = new Map();
  const normalizedOf = text => {
    if (!normalized.has(text)) normalized.set(text, normalizeText(text));
    return normalized.get(text);
  };
  const texts = platforms.map(target => normalizedOf(target.content ?? content));
  const indices = new Map([...new Set(texts)].sort().map((text, index) => [text, index]));
  const targets = platforms.map((target, i) => JSON.stringify([...keyOf(target), indices.get(texts[i])]));
  return [[...indices.keys()], targets.sort()];
}

/** Returns the properties of a sent post that a stored post shows: all but its accounts. */
const shownOf = post =>
  JSON.stringify([post.content, post.mediaItems?.length ?? 0, outlineOf(post, ({ platform }) => [platform])]);

/** Omits empty properties, but not `false`. */
const omitEmpty = facts => Object.fromEntries(Object.entries(facts).filter(([, value]) => value || value === false));

/** Maps each platform that occurs once to its target, and the others to `undefined`. */
function uniqueTargets(list) {
  const unique = new Map();
  for (const item of list) unique.set(item?.platform, unique.has(item?.platform) ? undefined : item);
  return unique;
}

/**
 * Returns the requested target of each target of a response, or `undefined` if it is not certain.
 *
 * The order is taken for that of the request if every platform agrees. Otherwise a platform that occurs once on both
 * sides is itself.
 */
function joinTargets(targets, requested) {
  const isInOrder =
    targets.length === requested.length && targets.every(({ platform }, i) => platform === requested[i]?.platform);
  const [own, unique] = [targets, requested].map(uniqueTargets);
  return targets.map(({ platform }, i) => (isInOrder ? requested[i] : own.get(platform) && unique.get(platform)));
}

/** Returns the targets of the response to `posts.create`, with the states that src/exchange/response.rs found. */
export function createdTargets({ platforms }, states, requested) {
  const joined = joinTargets(platforms, requested);
  return platforms.map(({ platform, platformPostUrl: url, error, warningMessage: warning }, i) =>
    omitEmpty({ platform, state: states[i], accountId: joined[i]?.accountId, url, error, warning }),
  );
}

/** Returns the targets of a stored post. */
export function storedTargets({ status, platforms }, requested) {
  const joined = joinTargets(platforms, requested);
  return platforms.map((target, i) => {
    const { platform, platformPostUrl: url, errorMessage: error, warningMessage: warning } = target;
    const isFinal = target.status === 'published' || target.status === 'failed';
    const state = isFinal ? target.status : status === 'scheduled' ? status : 'pending';
    return omitEmpty({ platform, state, accountId: joined[i]?.accountId, url, error, warning });
  });
}

/** Returns the response to `posts.create` that a stored post stands for. */
export function createResponseOf({ status, postId, scheduledFor, platforms }) {
  const targets = platforms.map(({ platform, status, platformPostUrl, errorMessage, warningMessage }) =>
    omitEmpty({ platform, success: status !== 'failed', platformPostUrl, error: errorMessage, warningMessage }),
  );
  const success = targets.some(target => target.success);
  return omitEmpty({ success, status, postId, platforms: targets, scheduledFor });
}

// Errors after which a target may still appear. The platform may take longer than PostPeer waits, and its response to
// PostPeer may be lost.
const MAY_STILL_APPEAR = [
  /tim(ed?|ing)[ _-]?out|deadline|gateway|\b50[234]\b|unavailable|internal (server )?error|\bE(CONN|PIPE|AI_)/i,
  /socket|hang ?up|network|fetch failed|abort|too long to|not? respon|still processing|processing_/i,
];

const CONNECTION = /(connection|side) /i;
const ENDED = /reset|lost|closed/i;

function mayStillAppear(error) {
  const text = String(error);
  // Two steps: one expression for both takes quadratic time on a hostile message.
  const at = text.search(CONNECTION);
  return MAY_STILL_APPEAR.some(pattern => pattern.test(text)) || (at >= 0 && ENDED.test(text.slice(at)));
}

const nameOf = ({ platform, accountId }) => `${platform} ${accountId}`;

/**
 * `posts.retryFailed`: returns the post again, for the targets that definitely failed. Omits a target whose account is
 * not certain, or that may still appear.
 */
export function retryFailed(result) {
  const body = result?.receipt?.body ?? result?.rawRequestBody;
  if (!Array.isArray(body?.platforms)) {
    throw new PostPeerError(
      'retryFailed takes what posts.create answered, or a post of posts.get, posts.list or posts.wait.',
    );
  }
  const isStored = body === result.rawRequestBody;
  if (isStored && shownOf(result) !== shownOf(body)) {
    throw new PostPeerError('The post was edited after it was sent: what failed is not what was sent first.');
  }
  const failed = new Set();
  const others = new Set();
  for (const target of result.targets ?? storedTargets(result, body.platforms)) {
    const isDefinite = target.state === 'failed' && !mayStillAppear(target.error);
    (isDefinite && target.accountId !== undefined ? failed : others).add(nameOf(target));
  }
  const platforms = body.platforms.filter(target => failed.has(nameOf(target)) && !others.has(nameOf(target)));
  if (platforms.length === 0) return undefined;
  const { scheduledFor, timezone, ...rest } = { ...body, platforms };
  // A stored post may have been rescheduled.
  const due = isStored ? result.scheduledFor : scheduledFor;
  // Its time has passed: it failed when it was due.
  if (!(Date.parse(due) > Date.now())) return { ...rest, publishNow: true };
  if (Date.parse(due) === Date.parse(scheduledFor)) return { ...body, platforms };
  return { ...rest, scheduledFor: due, timezone: 'UTC' };
}
