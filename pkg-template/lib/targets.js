// The targets of a post: where each stands in a stored post, and which of them may be sent again.

import { PostPeerError } from './errors.js';

/** A text as it may be stored. */
export const plain = (text) => String(text ?? '').normalize().replace(/\s+/g, ' ').trim();

/** What a stored post shows of what was sent: not its accounts. */
const shownOf = ({ content, mediaItems, platforms }) =>
  JSON.stringify([content, mediaItems?.length ?? 0, platforms.map((target) => target.platform + plain(target.content ?? content)).sort()]);

/** What is known, without what is not. */
export const told = (facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value || value === false));

const count = (list, platform) => list.filter((item) => item.platform === platform).length;

/**
 * Where the targets of a stored post stand. It names no accounts: its order is taken for the request's where every
 * platform agrees, and failing that a platform that occurs once on both sides can only be itself.
 */
export function storedTargets({ status, platforms }, asked) {
  const inOrder = platforms.length === asked.length && platforms.every(({ platform }, i) => platform === asked[i].platform);
  return platforms.map((part, place) => {
    const { platform } = part;
    const isOnly = count(platforms, platform) === 1 && count(asked, platform) === 1;
    const own = inOrder ? asked[place] : isOnly ? asked.find((target) => target.platform === platform) : undefined;
    const ended = part.status === 'published' || part.status === 'failed';
    const state = ended ? part.status : status === 'scheduled' ? status : 'pending';
    return told({ platform, state, accountId: own?.accountId, url: part.platformPostUrl, error: part.errorMessage, warning: part.warningMessage });
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
  /tim(ed?|ing)[ _-]?out|deadline|gateway|\b50[234]\b|unavailable|internal (server )?error|\bE(CONN|PIPE|AI_)|socket|hang ?up|network|fetch failed|abort|(connection|side) .*(reset|lost|closed)|too long to|not? respon|still processing|processing_/i;

const nameOf = ({ platform, accountId }) => `${platform} ${accountId}`;

/**
 * `posts.retryFailed`: the post again, for the targets that definitely failed. A target is left out where its account
 * is not certain, and where it may still appear.
 */
export function retryFailed(result) {
  const body = result?.receipt?.body ?? result?.rawRequestBody;
  if (!Array.isArray(body?.platforms)) {
    throw new PostPeerError('retryFailed takes what posts.create answered, or a post of posts.get, posts.list or posts.wait.');
  }
  const isStored = body === result.rawRequestBody;
  if (isStored && shownOf(result) !== shownOf(body)) {
    throw new PostPeerError('The post was edited after it was sent: what failed is not what was sent first.');
  }
  const failed = new Set();
  const others = new Set();
  for (const target of result.targets ?? storedTargets(result, body.platforms)) {
    const isDefinite = target.state === 'failed' && !MAY_STILL_APPEAR.test(target.error);
    (isDefinite && target.accountId !== undefined ? failed : others).add(nameOf(target));
  }
  const platforms = body.platforms.filter((target) => failed.has(nameOf(target)) && !others.has(nameOf(target)));
  if (platforms.length === 0) return undefined;
  const { scheduledFor, timezone, ...rest } = { ...body, platforms };
  // It may have been rescheduled since, and an edit says neither when nor that it is to be now.
  const due = isStored ? result.scheduledFor : scheduledFor;
  // Its time has passed: it failed when it was due.
  if (!(Date.parse(due) > Date.now())) return { ...rest, publishNow: true };
  if (Date.parse(due) === Date.parse(scheduledFor)) return { ...body, platforms };
  return { ...rest, scheduledFor: due, timezone: 'UTC' };
}
