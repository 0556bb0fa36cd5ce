// The state of one sandbox, and what it starts with: an account on each platform, TikTok creators who
// may do different things, boards, profiles and conversations.

import { PLATFORMS } from '../generated/platforms.js';
import { iso, refuse } from './answers.js';
import { storageHosts } from './storage.js';

/**
 * Accounts. The first three ids are those of PostPeer's own TikTok page; `tw_655` has to be reconnected.
 * Columns: id, platform, username, display name, why it must be reconnected, the name in the profile URL if there is
 * no username.
 */
const ACCOUNTS = [
  ['tt_321', 'tiktok', '@user', 'Maya Lindqvist'],
  ['yt_789', 'youtube', '@quicktutorials', 'Quick Tutorials'],
  ['ig_456', 'instagram', 'quick.tutorials', 'Quick Tutorials'],
  ['tw_654', 'twitter', '@quicktutorials', 'Quick Tutorials'],
  ['li_135', 'linkedin', null, 'Maya Lindqvist', null, 'maya-lindqvist'],
  ['fb_357', 'facebook', null, 'Quick Tutorials', null, 'quicktutorials'],
  ['th_468', 'threads', '@quick.tutorials', 'Quick Tutorials'],
  ['pi_987', 'pinterest', 'quicktutorials', 'Quick Tutorials'],
  ['bs_246', 'bluesky', '@maya.bsky.social', 'Maya Lindqvist'],
  ['gb_579', 'googlebusiness', null, 'Quick Tutorials Studio', null, 'quick-tutorials'],
  ['tt_322', 'tiktok', '@maya.friends', 'Maya, for friends'],
  ['tt_323', 'tiktok', '@studio.drafts', 'Studio drafts'],
  ['tw_655', 'twitter', '@mayalindqvist', 'Maya Lindqvist', 'token_expired'],
];

/** The sample accounts: those above, and one on each platform without a row. */
function sampleAccounts() {
  const named = new Set(ACCOUNTS.map(([, platform]) => platform));
  const others = Object.keys(PLATFORMS).filter(platform => !named.has(platform));
  return [...ACCOUNTS, ...others.map(platform => [`${platform}_1`, platform, '@quicktutorials', 'Quick Tutorials'])];
}

const EVERYONE = 'PUBLIC_TO_EVERYONE';
const FRIENDS = 'MUTUAL_FOLLOW_FRIENDS';
const FOLLOWERS = 'FOLLOWER_OF_CREATOR';
const SELF = 'SELF_ONLY';

/**
 * TikTok creators. Columns: account, privacy levels offered, comments off, duets off, stitches off, longest video in
 * seconds.
 */
const CREATORS = [
  ['tt_321', [EVERYONE, FRIENDS, SELF], false, false, false, 600],
  ['tt_322', [FOLLOWERS, FRIENDS, SELF], false, true, true, 180],
  ['tt_323', [SELF], true, true, true, 60],
];

/** Platforms where one OAuth grant offers several accounts to choose from, and those accounts. */
const SELECTABLE = {
  linkedin: [
    ['person', 'urn:li:person:qt7Maya', 'Maya Lindqvist'],
    ['organization', 'urn:li:organization:2468', 'Quick Tutorials'],
  ],
  facebook: [
    ['page', '104206824681', 'Quick Tutorials'],
    ['page', '104206824682', 'Quick Tutorials Workshop'],
  ],
};

const OAUTH_HOST = 'https://oauth.postpeer.example';

export function createWorld(options) {
  const clock = options.now ?? Date.now;
  let moved = 0;
  let counter = 0;
  const now = () => Number(clock()) + moved;
  // Reading the clock here would stamp an isolate's start-up with 1970 in workerd: the world is dated on first use.
  let born;

  const world = {
    now,
    born: () => (born ??= now()),
    advance: milliseconds => void (moved += milliseconds),
    /** 24 hexadecimal digits like PostPeer's ids, unique in this sandbox and in the order of creation. */
    nextId: () =>
      Math.floor(now() / 1000)
        .toString(16)
        .padStart(8, '0')
        .slice(-8) + (counter += 1).toString(16).padStart(16, '0'),
    hosts: { ...storageHosts(options.storage), oauth: OAUTH_HOST },
    integrations: new Map(),
    creators: new Map(),
    boards: [],
    profiles: new Map(),
    apps: new Map(),
    notifications: new Map(),
    posts: new Map(),
    selections: new Map(),
    grants: new Map(),
    /** By the address to upload to, and by the public one. */
    uploads: new Map(),
    files: new Map(),
    fileBytes: 0,
    comments: new Map(),
    conversations: [],
    charges: [],
    targetFailures: [],
    credits: options.credits ?? 1000,
    publishDelay: options.publishDelay ?? 0,
    selectable: SELECTABLE,
  };

  for (const [id, platform, username, displayName, authFailureReason, slug] of sampleAccounts()) {
    const profileUrl = PLATFORMS[platform].profileUrl.replace('{handle}', slug ?? username.replace('@', ''));
    addIntegration(world, { id, platform, username, displayName, profileUrl, authFailureReason });
  }
  for (const account of options.integrations ?? []) addIntegration(world, account);
  for (const [
    id,
    privacyLevelOptions,
    commentDisabled,
    duetDisabled,
    stitchDisabled,
    maxVideoPostDurationSec,
  ] of CREATORS) {
    const account = world.integrations.get(id);
    world.creators.set(id, {
      creatorAvatarUrl: account.imageUrl,
      creatorUsername: account.username.slice(1),
      creatorNickname: account.displayName,
      privacyLevelOptions,
      commentDisabled,
      duetDisabled,
      stitchDisabled,
      maxVideoPostDurationSec,
    });
  }
  for (const [id, creator] of Object.entries(options.creators ?? {})) {
    world.creators.set(id, { ...world.creators.get('tt_321'), ...creator });
  }
  world.boards.push(
    { id: '1096404434193', name: 'Quick tutorials', description: 'One idea, one minute', privacy: 'PUBLIC' },
    { id: '1096404434194', name: 'Ideas', description: null, privacy: 'SECRET' },
  );
  world.conversations.push(
    {
      id: 'aWdfZAG06MTpJR0',
      person: { id: '17841400000000001', name: 'Ada Reyes', username: 'ada.reyes', profilePictureUrl: null },
      texts: ['Which editor is that?', 'Loved the last one.'],
    },
    {
      id: 'aWdfZAG06MTpJR1',
      person: { id: '17841400000000002', name: null, username: 'kite.maker', profilePictureUrl: null },
      texts: ['Is there a longer version?'],
    },
  );
  return world;
}

export function addIntegration(world, account) {
  if (!(account.platform in PLATFORMS))
    throw new TypeError(`createSandbox: unknown platform ${String(account.platform)}`);
  const id = account.id ?? world.nextId();
  const failure = account.authFailureReason ?? null;
  const integration = {
    id,
    platform: account.platform,
    platformUserId: account.platformUserId ?? `user_${id}`,
    username: account.username ?? null,
    displayName: account.displayName ?? null,
    profileUrl: account.profileUrl ?? null,
    imageUrl: account.imageUrl ?? `${world.hosts.assets}/avatars/${encodeURIComponent(id)}.png`,
    profileId: account.profileId ?? null,
    appId: account.appId ?? null,
    authStatus: failure === null ? 'active' : 'reconnect_required',
    authFailureReason: failure,
  };
  Object.defineProperty(integration, 'connectedAt', { value: account.id ? null : world.now() });
  world.integrations.set(id, integration);
  if (integration.platform === 'tiktok' && !world.creators.has(id) && world.creators.size > 0) {
    world.creators.set(id, {
      ...world.creators.get('tt_321'),
      creatorUsername: integration.username,
      creatorNickname: integration.displayName,
    });
  }
  return integration;
}

/** An integration as the API shows it. */
export function showIntegration(world, integration) {
  const app = world.apps.get(integration.appId);
  return {
    ...integration,
    app: app ? { id: app.id, name: app.name, imageUrl: app.imageUrl } : null,
    byok: integration.appId !== null,
    createdAt: iso(integration.connectedAt ?? world.born()),
  };
}

/** The integration of a request's `accountId`, which must be of `platform`. */
export function findAccount(world, accountId, platform) {
  const integration = world.integrations.get(accountId);
  if (!integration || integration.platform !== platform) refuse(404, 'Integration not found');
  return integration;
}

/** The integration named by an optional `accountId`, else the first one of `platform`. */
export function accountOrFirst(world, accountId, platform) {
  if (accountId !== null) return findAccount(world, accountId, platform);
  for (const integration of world.integrations.values()) {
    if (integration.platform === platform) return integration;
  }
  return refuse(404, 'Integration not found');
}

export function creditsUsed(world) {
  return world.charges.reduce((sum, charge) => sum + charge.credits, 0);
}

/** Takes credits or answers 402. `charges` are `{ platform, integrationId, credits, reason }`. */
export function charge(world, charges) {
  const price = charges.reduce((sum, entry) => sum + entry.credits, 0);
  if (price > world.credits - creditsUsed(world)) refuse(402, 'Insufficient credits');
  for (const entry of charges) {
    const integration = world.integrations.get(entry.integrationId);
    world.charges.push({ ...entry, at: world.now(), profileId: integration?.profileId ?? null });
  }
}

export function refund(world, reason) {
  world.charges = world.charges.filter(entry => entry.reason !== reason);
}
