// The targets of a post: where each stands in a stored post, and which of them may be sent again.

import { PostPeerError } from './errors.js';

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
    const target = { platform, state: ended ? part.status : status === 'scheduled' ? status : 'pending' };
    if (own) target.accountId = own.accountId;
    if (part.platformPostUrl) target.url = part.platformPostUrl;
    if (part.errorMessage) target.error = part.errorMessage;
    if (part.warningMessage) target.warning = part.warningMessage;
    return target;
  });
}

/** The answer of `posts.create`, as it would be made of a stored post. */
export function answerOf({ status, postId, scheduledFor, platforms }) {
  const parts = platforms.map((part) => {
    const answer = { platform: part.platform, success: part.status !== 'failed' };
    if (part.platformPostUrl) answer.platformPostUrl = part.platformPostUrl;
    if (part.errorMessage) answer.error = part.errorMessage;
    if (part.warningMessage) answer.warningMessage = part.warningMessage;
    return answer;
  });
  const answer = { success: parts.some(({ success }) => success), status, postId, platforms: parts };
  return scheduledFor ? { ...answer, scheduledFor } : answer;
}

// TikTok's processing may outlast PostPeer's patience: the video then appears after it was called failed.
const MAY_STILL_APPEAR = /timed?[ -]?out|processing_/i;

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
  if (result.rawRequestBody && result.content !== body.content) {
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
  // Its time has passed: it failed when it was due.
  if (scheduledFor !== undefined && !(Date.parse(scheduledFor) > Date.now())) return { ...rest, publishNow: true };
  return { ...body, platforms };
}
