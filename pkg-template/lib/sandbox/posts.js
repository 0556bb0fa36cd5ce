// Posts: accepted, waiting for their time, publishing, published or failed. A post's state is worked out from the
// clock whenever somebody looks, so a sandbox needs no timer and a test can move the clock.

import { PLATFORMS } from '../generated/platforms.js';
import { byOffset, decoded, iso, refuse } from './answers.js';
import { charge, refund } from './world.js';
import { uploadAt } from './storage.js';

/** The number of the video in PostPeer's TikTok guide. */
const FIRST_LINK = 7_123_456_789;

/** Address of a published post. `handle` is without its @. */
const postUrl = (platform, handle, id) =>
  PLATFORMS[platform].postUrl.replace('{handle}', () => handle).replace('{id}', id);

const MIME_TYPES = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
};
const MIME_FALLBACK = { image: 'image/jpeg', video: 'video/mp4', gif: 'image/gif', document: 'application/pdf' };

/** Credits of one target: X charges by link, everybody else one (postpeer.dev, platforms/twitter). */
function price(platform, text) {
  if (platform !== 'twitter') return 1;
  return /https?:\/\//i.test(text) ? 50 : 5;
}

const handleOf = integration => (integration.username ?? integration.id).replace(/^@/, '');

/** The content that a target publishes: its own, else the post's. */
const textOf = (post, target) => target.content ?? post.content;

/** Why a target cannot be published, or null. */
function targetProblem(world, body, target, ruleError) {
  const integration = world.integrations.get(target.accountId);
  const injected = world.targetFailures.findIndex(
    failure =>
      failure.times > 0 &&
      (failure.platform ?? target.platform) === target.platform &&
      (failure.accountId ?? target.accountId) === target.accountId,
  );
  if (injected >= 0) {
    const failure = world.targetFailures[injected];
    failure.times -= 1;
    if (failure.times <= 0) world.targetFailures.splice(injected, 1);
    return { error: failure.error, late: true };
  }
  // PostPeer fetches media when it publishes: what was announced and never uploaded is not there.
  if (body.mediaItems?.some(({ url }) => uploadAt(world, url)?.arrived === false))
    return { error: `${target.platform}: Failed to fetch remote URL (404)` };
  if (integration.authStatus !== 'active')
    return { error: `${target.platform}: This account must be reconnected (${integration.authFailureReason}).` };
  const { mediaRequired } = PLATFORMS[target.platform];
  if (!body.mediaItems?.length && mediaRequired) return { error: `${target.platform}: ${mediaRequired}` };
  const creator = world.creators.get(target.accountId);
  const wanted = target.platformSpecificData?.privacyLevel;
  if (creator && wanted !== undefined && !creator.privacyLevelOptions.includes(wanted)) {
    return { error: `tiktok: privacy_level_option_mismatch: ${wanted} is not offered to this creator.` };
  }
  if (ruleError) return { error: `${target.platform}: ${ruleError.message}` };
  return null;
}

/** The first error of the rules for each target. Refuses the post if the error is about the post as a whole. */
function checkRules(world, ruleErrors, body) {
  const byTarget = new Map();
  for (const issue of ruleErrors(body, { now: world.now(), creatorInfo: Object.fromEntries(world.creators) })) {
    const target = issue.target ?? (issue.path[0] === 'platforms' ? issue.path[1] : undefined);
    const targets = issue.targets ?? [target];
    for (const target of targets) {
      if (target === undefined) refuse(400, issue.message);
      if (!byTarget.has(target)) byTarget.set(target, issue);
    }
  }
  return byTarget;
}

function plan(world, ruleErrors, body) {
  for (const { accountId, platform } of body.platforms) {
    if (world.integrations.get(accountId)?.platform !== platform)
      refuse(400, `Integration not found: ${platform} ${accountId}`);
  }
  const byTarget = checkRules(world, ruleErrors, body);
  return body.platforms.map((target, index) => ({
    ...target,
    problem: targetProblem(world, body, target, byTarget.get(index)),
  }));
}

function pay(world, post) {
  const billed = post.targets.filter(target => target.problem === null);
  charge(
    world,
    billed.map(target => ({
      platform: target.platform,
      integrationId: target.accountId,
      reason: post.id,
      credits: price(target.platform, textOf(post, target)),
    })),
  );
}

function instant(text) {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) refuse(400, 'body/scheduledFor must match format "date-time"');
  return milliseconds;
}

export function createPost({ world, body, ruleErrors }) {
  // PostPeer's answer to both or neither is not documented. A sandbox that guesses would hide the mistake.
  if (body.scheduledFor === undefined && body.publishNow !== true)
    refuse(400, 'publishNow is required when scheduledFor is omitted');
  if (body.scheduledFor !== undefined && body.publishNow === true)
    refuse(400, 'Set either publishNow or scheduledFor, not both');

  const now = world.now();
  const post = {
    id: world.nextId(),
    body,
    content: body.content,
    mediaItems: body.mediaItems ?? [],
    timezone: body.timezone ?? 'UTC',
    scheduled: body.scheduledFor === undefined ? null : instant(body.scheduledFor),
    draft: false,
    targets: plan(world, ruleErrors, body),
    createdAt: now,
    updatedAt: now,
  };
  pay(world, post);
  world.posts.set(post.id, post);

  const states = post.targets.map((target, index) => targetState(world, post, target, index));
  const failedAll = states.every(state => state.status === 'failed');
  return {
    success: !failedAll,
    status: postStatus(world, post),
    ...(post.scheduled !== null && { scheduledFor: iso(post.scheduled) }),
    postId: post.id,
    platforms: states.map(state => ({
      platform: state.platform,
      success: state.status !== 'failed',
      ...(state.platformPostUrl !== null && { platformPostUrl: state.platformPostUrl }),
      ...(state.errorMessage !== null && { error: state.errorMessage }),
      ...(state.warningMessage !== null && { warningMessage: state.warningMessage }),
    })),
  };
}

function delayOf(world, platform) {
  return typeof world.publishDelay === 'number' ? world.publishDelay : (world.publishDelay[platform] ?? 0);
}

/** The state of a target at this moment. */
function targetState(world, post, target, index) {
  const now = world.now();
  const start = post.scheduled ?? post.createdAt;
  const delay = target.problem && !target.problem.late ? 0 : delayOf(world, target.platform);
  const end = start + delay;
  const state = {
    platform: target.platform,
    status: 'pending',
    content: target.content ?? null,
    platformPostId: null,
    platformPostUrl: null,
    publishedAt: null,
    errorMessage: null,
    warningMessage: null,
  };
  if (post.draft) return { ...state, status: 'draft' };
  if (now < end) return { ...state, status: now >= start + delay / 2 ? 'publishing' : 'pending' };
  if (target.problem) return { ...state, status: 'failed', errorMessage: target.problem.error };
  const integration = world.integrations.get(target.accountId);
  // The post's own number and the target's place in it, from where the guide's example link stands.
  const number = String(FIRST_LINK + Number.parseInt(post.id.slice(8), 16) * 100 + index);
  return {
    ...state,
    status: 'published',
    platformPostId: number,
    platformPostUrl: postUrl(target.platform, integration ? handleOf(integration) : 'disconnected', number),
    publishedAt: iso(end),
  };
}

function postStatus(world, post) {
  if (post.draft) return 'draft';
  if (post.scheduled !== null && world.now() < post.scheduled) return 'scheduled';
  const states = new Set(post.targets.map((target, index) => targetState(world, post, target, index).status));
  for (const waiting of ['publishing', 'pending']) {
    if (states.has(waiting)) return waiting;
  }
  if (states.size > 1) return 'partial';
  return states.has('failed') ? 'failed' : 'published';
}

function showMedia(world, item) {
  // Without a parser: what PostPeer's schema takes for an address may be none for `URL`.
  const filename =
    decoded(
      item.url
        .replace(/^\w+:\/\/[^/?#]*/, '')
        .split(/[?#]/)[0]
        .split('/')
        .pop(),
    ) || 'media';
  const upload = uploadAt(world, item.url);
  const extension = filename.split('.').pop()?.toLowerCase();
  return {
    type: item.type,
    url: item.url,
    filename: upload?.filename ?? filename,
    size: upload?.size ?? 0,
    mimeType: upload?.mimeType ?? MIME_TYPES[extension] ?? MIME_FALLBACK[item.type],
  };
}

/** A post as the API shows it. */
export function showPost(world, post) {
  return {
    postId: post.id,
    content: post.content,
    status: postStatus(world, post),
    scheduledFor: iso(post.scheduled),
    timezone: post.timezone,
    mediaItems: post.mediaItems.map(item => showMedia(world, item)),
    platforms: post.targets.map((target, index) => targetState(world, post, target, index)),
    crosspostingEnabled: post.targets.length > 1,
    rawRequestBody: post.body,
    createdAt: iso(post.createdAt),
    updatedAt: iso(post.updatedAt),
  };
}

function findPost(world, id) {
  return world.posts.get(id) ?? refuse(404, 'Post not found');
}

function sorted(posts, query, key, fallback) {
  const direction = (query.get('sort') ?? fallback) === 'asc' ? 1 : -1;
  return posts.sort((a, b) => direction * (a[key] - b[key] || (a.id < b.id ? -1 : 1)));
}

export function listPosts({ world, query }) {
  const platforms = query.getAll('platform');
  const bound = (key, fallback) => (query.has(key) ? Date.parse(query.get(key)) : fallback);
  const inside = (value, after, before) => value >= bound(after, -Infinity) && value <= bound(before, Infinity);
  const profile = query.get('profileId');
  const posts = [...world.posts.values()].filter(
    post =>
      (!query.has('status') || postStatus(world, post) === query.get('status')) &&
      (platforms.length === 0 || post.targets.some(target => platforms.includes(target.platform))) &&
      inside(post.createdAt, 'createdAfter', 'createdBefore') &&
      (!(query.has('scheduledAfter') || query.has('scheduledBefore')) ||
        (post.scheduled !== null && inside(post.scheduled, 'scheduledAfter', 'scheduledBefore'))) &&
      (profile === null ||
        post.targets.some(target => String(world.integrations.get(target.accountId)?.profileId ?? null) === profile)),
  );
  const { total, rows } = byOffset(sorted(posts, query, 'createdAt', 'desc'), query, 20);
  return { success: true, total, posts: rows.map(post => showPost(world, post)) };
}

export function getPost({ world, params }) {
  return { success: true, post: showPost(world, findPost(world, params.postId)) };
}

export function deletePost({ world, params, query }) {
  const post = findPost(world, params.postId);
  if (postStatus(world, post) === 'scheduled') refuse(409, 'Cancel the scheduled post before deleting it');
  if (query.get('deleteFromPlatforms') !== 'true') {
    world.posts.delete(post.id);
    return { success: true };
  }
  const states = post.targets.map((target, index) => ({ target, state: targetState(world, post, target, index) }));
  const published = states.filter(({ state }) => state.status === 'published');
  charge(
    world,
    published.map(({ target }) => ({
      platform: target.platform,
      integrationId: target.accountId,
      reason: `delete ${post.id}`,
      credits: 1,
    })),
  );
  world.posts.delete(post.id);
  return {
    success: true,
    creditsCharged: published.length,
    platforms: states.map(({ target, state }) => ({
      platform: target.platform,
      integrationId: target.accountId,
      platformPostId: state.platformPostId,
      status: state.status === 'published' ? 'deleted' : 'skipped',
      success: state.status === 'published',
      ...(state.status !== 'published' && { message: 'Nothing was published there.' }),
    })),
  };
}

function findScheduled(world, id) {
  const post = findPost(world, id);
  if (postStatus(world, post) !== 'scheduled') refuse(409, 'Post is not scheduled');
  return post;
}

export function listScheduled({ world, query }) {
  const posts = [...world.posts.values()].filter(post => postStatus(world, post) === 'scheduled');
  const { total, rows } = byOffset(sorted(posts, query, 'scheduled', 'asc'), query, 20);
  return {
    success: true,
    total,
    posts: rows.map(post => ({
      postId: post.id,
      content: post.content,
      scheduledFor: iso(post.scheduled),
      timezone: post.timezone,
      mediaItems: post.mediaItems,
      platforms: post.targets.map(({ platform }) => ({ platform, status: 'pending' })),
      createdAt: iso(post.createdAt),
    })),
  };
}

export function cancelScheduled({ world, params }) {
  const post = findScheduled(world, params.postId);
  Object.assign(post, { draft: true, updatedAt: world.now() });
  refund(world, post.id);
  return { success: true, message: 'Post cancelled and moved to draft.' };
}

export function reschedule({ world, params, body }) {
  const post = findScheduled(world, params.postId);
  Object.assign(post, {
    scheduled: instant(body.scheduledFor),
    timezone: body.timezone ?? post.timezone,
    updatedAt: world.now(),
  });
  return { success: true, message: 'Post rescheduled.', scheduledFor: iso(post.scheduled) };
}

export function editScheduled({ world, params, body, ruleErrors }) {
  const post = findScheduled(world, params.postId);
  const scheduled = body.scheduledFor === undefined ? post.scheduled : instant(body.scheduledFor);
  const targets = plan(world, ruleErrors, { ...body, scheduledFor: iso(scheduled) });
  const before = world.charges;
  refund(world, post.id);
  try {
    pay(world, { ...post, content: body.content, targets });
  } catch (error) {
    world.charges = before;
    throw error;
  }
  Object.assign(post, {
    body,
    content: body.content,
    mediaItems: body.mediaItems ?? [],
    targets,
    scheduled,
    timezone: body.timezone ?? post.timezone,
    updatedAt: world.now(),
  });
  return { success: true, message: 'Post updated.', postId: post.id, scheduledFor: iso(scheduled) };
}
