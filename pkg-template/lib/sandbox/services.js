// Analytics, credits and generated content.

import { byPage, iso, refuse } from './answers.js';
import { charge, creditsUsed } from './world.js';
import { showPost } from './posts.js';

const METRICS = ['impressions', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks', 'views'];
const DAY = 86_400_000;

/** Numbers that stay the same for a post and differ between posts. */
function metricsOf(platformPostId) {
  let seed = 0;
  for (const digit of platformPostId) seed = (seed * 31 + digit.charCodeAt(0)) % 9973;
  const metrics = Object.fromEntries(METRICS.map((name, index) => [name, Math.floor((seed * 7) / (index + 1))]));
  return { ...metrics, engagementRate: Math.round((metrics.likes / Math.max(metrics.impressions, 1)) * 1000) / 1000 };
}

function sum(rows) {
  const totals = Object.fromEntries(
    METRICS.map(name => [name, rows.reduce((total, row) => total + row.metrics[name], 0)]),
  );
  return { ...totals, engagementRate: Math.round((totals.likes / Math.max(totals.impressions, 1)) * 1000) / 1000 };
}

function analyticsOf(world, post) {
  const shown = showPost(world, post);
  const platforms = shown.platforms
    .filter(target => target.status === 'published')
    .map(({ platform, platformPostId, platformPostUrl }) => ({
      platform,
      platformPostId,
      platformPostUrl,
      metrics: metricsOf(platformPostId),
    }));
  if (platforms.length === 0) return null;
  return {
    source: 'postpeer',
    postId: shown.postId,
    content: shown.content,
    publishedAt: shown.platforms.find(target => target.publishedAt)?.publishedAt ?? null,
    aggregated: sum(platforms),
    platforms,
  };
}

export function getAnalytics({ world, query }) {
  charge(world, [
    {
      platform: query.get('platform') ?? 'twitter',
      integrationId: query.get('accountId'),
      reason: 'analytics',
      credits: 1,
    },
  ]);
  const all = [...world.posts.values()].map(post => analyticsOf(world, post)).filter(row => row !== null);
  const wanted = query.get('postId');
  if (wanted !== null) {
    const post = all.find(
      row => row.postId === wanted || row.platforms.some(target => target.platformPostId === wanted),
    );
    return { success: true, post: post ?? refuse(404, 'Post not found') };
  }
  const platform = query.get('platform');
  const from = query.has('fromDate') ? Date.parse(query.get('fromDate')) : world.now() - 90 * DAY;
  const to = query.has('toDate') ? Date.parse(query.get('toDate')) + DAY : Infinity;
  const key =
    { date: row => Date.parse(row.publishedAt), engagement: row => row.aggregated.engagementRate }[
      query.get('sortBy') ?? 'date'
    ] ?? (row => row.aggregated[query.get('sortBy')]);
  const direction = query.get('order') === 'asc' ? 1 : -1;
  const rows = all
    .filter(row => platform === null || row.platforms.some(target => target.platform === platform))
    .filter(row => Date.parse(row.publishedAt) >= from && Date.parse(row.publishedAt) < to)
    .sort((a, b) => direction * (key(a) - key(b)));
  const page = byPage(rows, query, 50);
  return { success: true, total: page.total, page: page.page, limit: page.limit, posts: page.rows };
}

export function getUsage({ world, query }) {
  const profileId = query.get('profileId');
  const integrationId = query.get('integrationId');
  if (profileId !== null && integrationId !== null) refuse(400, 'profileId and integrationId are mutually exclusive');
  if (profileId !== null && !world.profiles.has(profileId)) refuse(404, 'Profile not found');
  if (integrationId !== null && !world.integrations.has(integrationId)) refuse(404, 'Integration not found');
  const months = new Map();
  for (const entry of world.charges) {
    if (profileId !== null && entry.profileId !== profileId) continue;
    if (integrationId !== null && entry.integrationId !== integrationId) continue;
    const month = iso(entry.at).slice(0, 7);
    if (month < (query.get('from') ?? '') || month > (query.get('to') ?? '9999-12')) continue;
    const row = months.get(month) ?? {
      year: Number(month.slice(0, 4)),
      month: Number(month.slice(5)),
      count: 0,
      platform: {},
    };
    row.count += entry.credits;
    row.platform[entry.platform] = (row.platform[entry.platform] ?? 0) + entry.credits;
    months.set(month, row);
  }
  const usage = [...months.values()];
  const totalUsage = usage.reduce((total, row) => total + row.count, 0);
  if (profileId !== null || integrationId !== null) return { success: true, totalUsage, usage };
  const start = new Date(world.born());
  const cycle = offset => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + offset, 1)).toISOString();
  const used = creditsUsed(world);
  return {
    success: true,
    totalUsage,
    usage,
    balance: {
      monthly: {
        limit: world.credits,
        used,
        remaining: world.credits - used,
        cycleStart: cycle(0),
        cycleEnd: cycle(1),
      },
      purchased: { total: 0, used: 0, remaining: 0 },
    },
  };
}

const WRITE_CREDITS = 2;
const IMAGE_CREDITS = 10;

export function write({ world, body }) {
  const { description, platforms = [], existingContent } = body;
  charge(world, [
    { platform: platforms[0] ?? 'twitter', integrationId: null, reason: 'ai.write', credits: WRITE_CREDITS },
  ]);
  return {
    success: true,
    content: existingContent ? `${existingContent} (${description})` : `${description} #new`,
    creditsCharged: WRITE_CREDITS,
  };
}

export function generateImage({ world }) {
  charge(world, [{ platform: 'instagram', integrationId: null, reason: 'ai.image', credits: IMAGE_CREDITS }]);
  return {
    success: true,
    url: `${world.hosts.assets}/generated/${world.nextId()}.png`,
    mimeType: 'image/png',
    creditsCharged: IMAGE_CREDITS,
  };
}
