// The targets of a post: where each stands in a stored post, and which of them may be sent again.

import { canonical } from '../text/compose.js';
import { PostPeerError } from './errors.js';

/** A text as it may be stored. */
export const plain = text =>
  canonical(String(text ?? ''))
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The targets of a post in an order of their own, each with the text that it publishes. However many targets share a text,
 * it is there once: among the texts, to which the targets refer by place.
 * @param {(target: any) => unknown[]} keyOf what else tells a target from others
 */
export function outlineOf({ content, platforms }, keyOf) {
  const forms = new Map();
  const formOf = text => {
    if (!forms.has(text)) forms.set(text, plain(text));
    return forms.get(text);
  };
  const texts = platforms.map(target => formOf(target.content ?? content));
  const places = new Map([...new Set(texts)].sort().map((text, place) => [text, place]));
  const targets = platforms.map((target, at) => JSON.stringify([...keyOf(target), places.get(texts[at])]));
  return [[...places.keys()], targets.sort()];
}

/** What a stored post shows of what was sent: not its accounts. */
const shownOf = post =>
  JSON.stringify([post.content, post.mediaItems?.length ?? 0, outlineOf(post, ({ platform }) => [platform])]);

/** What is known, without what is not. */
export const told = facts => Object.fromEntries(Object.entries(facts).filter(([, value]) => value || value === false));

/** The one item of each platform; none of a platform that occurs more than once. */
function onlyOnes(list) {
  const only = new Map();
  for (const item of list) only.set(item.platform, only.has(item.platform) ? undefined : item);
  return only;
}

/**
 * Where the targets of a stored post stand. It names no accounts: its order is taken for the request's where every
 * platform agrees, and failing that a platform that occurs once on both sides can only be itself.
 */
export function storedTargets({ status, platforms }, asked) {
  const inOrder =
    platforms.length === asked.length && platforms.every(({ platform }, i) => platform === asked[i].platform);
  const [onlyParts, onlyAsked] = [platforms, asked].map(onlyOnes);
  return platforms.map((part, place) => {
    const { platform } = part;
    const own = inOrder ? asked[place] : onlyParts.get(platform) && onlyAsked.get(platform);
    const ended = part.status === 'published' || part.status === 'failed';
    const state = ended ? part.status : status === 'scheduled' ? status : 'pending';
    return told({
      platform,
      state,
      accountId: own?.accountId,
      url: part.platformPostUrl,
      error: part.errorMessage,
      warning: part.warningMessage,
    });
  });
}

/** The answer of `posts.create`, as it would be made of a stored post. */
export function answerOf({ status, postId, scheduledFor, platforms }) {
  const parts = platforms.map(({ platform, status, platformPostUrl, errorMessage, warningMessage }) =>
    told({ platform, success: status !== 'failed', platformPostUrl, error: errorMessage, warningMessage }),
  );
  return told({ success: parts.some(({ success }) => success), status, postId, platforms: parts, scheduledFor });
}

// A platform's processing may outlast PostPeer's patience, and an answer may be lost on the way back: the post then
// appears after it was called failed.
const MAY_STILL_APPEAR =
  /tim(ed?|ing)[ _-]?out|deadline|gateway|\b50[234]\b|unavailable|internal (server )?error|\bE(CONN|PIPE|AI_)|socket|hang ?up|network|fetch failed|abort|too long to|not? respon|still processing|processing_/i;

const CONNECTION = /(connection|side) /i;
const ENDED = /reset|lost|closed/i;

function mayStillAppear(error) {
  const text = String(error);
  // In two steps: one expression for both takes time that grows with the square of a hostile message.
  const at = text.search(CONNECTION);
  return MAY_STILL_APPEAR.test(text) || (at >= 0 && ENDED.test(text.slice(at)));
}

const nameOf = ({ platform, accountId }) => `${platform} ${accountId}`;

/**
 * `posts.retryFailed`: the post again, for the targets that definitely failed. A target is left out where its account
 * is not certain, and where it may still appear.
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
  // It may have been rescheduled since, and an edit says neither when nor that it is to be now.
  const due = isStored ? result.scheduledFor : scheduledFor;
  // Its time has passed: it failed when it was due.
  if (!(Date.parse(due) > Date.now())) return { ...rest, publishNow: true };
  if (Date.parse(due) === Date.parse(scheduledFor)) return { ...body, platforms };
  return { ...rest, scheduledFor: due, timezone: 'UTC' };
}
