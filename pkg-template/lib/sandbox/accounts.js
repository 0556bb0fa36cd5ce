// Accounts: OAuth links and consent, account selection, integrations, profiles and the customer's own OAuth apps.

import { PLATFORMS } from '../generated/platforms.js';
import { byOffset, byPage, iso, pick, refuse } from './answers.js';
import { accountOrFirst, addIntegration, showIntegration } from './world.js';

const SELECTION_LIFE = 600;

/** Starts a connection: the link a person opens to give consent. `authorize` in ../sandbox.js plays that person. */
export function getOAuthUrl({ world, params, query }) {
  const { platform } = params;
  if (platform === 'bluesky') refuse(500, 'Bluesky has no OAuth: use POST /v1/connect/bluesky/auth');
  const profileId = query.get('profileId');
  const appId = query.get('appId');
  if (profileId !== null && !world.profiles.has(profileId)) refuse(500, 'Profile not found');
  if (appId !== null && world.apps.get(appId)?.platform !== platform) refuse(500, 'OAuth app not found');
  const state = world.nextId();
  world.grants.set(state, {
    platform,
    profileId,
    appId,
    redirectUri: query.get('redirectUri'),
    cancelRedirectUri: query.get('cancelRedirectUri'),
    headless: query.get('headless') === 'true',
  });
  return { url: `${world.hosts.oauth}/${platform}/authorize?state=${state}` };
}

/** Plays the person on the consent page: connects the accounts, and returns the address where the browser lands. */
export function finishOAuth(world, url, { cancel = false } = {}) {
  const state = new URL(url).searchParams.get('state');
  const grant = world.grants.get(state);
  if (!grant) throw new TypeError('authorize: not an OAuth URL of this sandbox, or already used');
  world.grants.delete(state);
  const landing = (base, extra) => {
    if (base === null) return null;
    const target = new URL(base);
    for (const [key, value] of Object.entries(extra)) target.searchParams.set(key, value);
    return target.href;
  };
  if (cancel) return landing(grant.cancelRedirectUri ?? grant.redirectUri, {});
  const choices = world.selectable[grant.platform];
  if (choices && grant.headless) {
    const selectionToken = `sel_${world.nextId()}`;
    world.selections.set(selectionToken, { ...grant, expires: world.now() + SELECTION_LIFE * 1000, choices });
    return landing(grant.redirectUri, { status: 'selection_required', platform: grant.platform, selectionToken });
  }
  // Without headless PostPeer's own page asks; the sandbox's person takes every account there.
  for (const choice of choices ?? [[null, null, `New ${grant.platform} account`]]) connectChoice(world, grant, choice);
  return landing(grant.redirectUri, {});
}

function connectChoice(world, grant, [, platformUserId, displayName]) {
  return addIntegration(world, {
    platform: grant.platform,
    platformUserId,
    displayName,
    profileId: grant.profileId,
    appId: grant.appId,
  });
}

function openSelection(world, platform, token) {
  const selection = world.selections.get(token);
  if (!selection || selection.platform !== platform || world.now() >= selection.expires)
    refuse(404, 'Selection not found or expired');
  return selection;
}

const choiceId = ([, platformUserId]) => platformUserId;

export const getSelection =
  platform =>
  ({ world, params }) => {
    const selection = openSelection(world, platform, params.token);
    return {
      success: true,
      platform,
      expiresInSeconds: Math.ceil((selection.expires - world.now()) / 1000),
      accounts: selection.choices.map(([type, platformUserId, displayName]) => ({
        id: platformUserId,
        type,
        platformUserId,
        displayName,
        username: null,
        imageUrl: null,
      })),
    };
  };

export const submitSelection =
  platform =>
  ({ world, params, body }) => {
    const selection = openSelection(world, platform, params.token);
    const { selectedAccountIds } = body;
    const chosen = selection.choices.filter(choice => selectedAccountIds.includes(choiceId(choice)));
    if (chosen.length === 0 || chosen.length !== selectedAccountIds.length)
      refuse(400, 'Select at least one of the offered accounts');
    world.selections.delete(params.token);
    return {
      success: true,
      platform,
      message: `${chosen.length} account(s) connected.`,
      ...(selection.redirectUri !== null && { redirectUri: selection.redirectUri }),
      integrations: chosen.map(choice => showIntegration(world, connectChoice(world, selection, choice))),
    };
  };

/**
 * Takes any app password of the documented form (four groups of four); everything else is 401, as a wrong one would
 * be.
 */
export function connectBluesky({ world, query, body }) {
  const { identifier, password } = body;
  if (!/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/.test(String(password))) refuse(401, 'Invalid identifier or app password');
  const { id, platform, platformUserId, displayName, imageUrl } = addIntegration(world, {
    platform: 'bluesky',
    username: `@${identifier}`,
    displayName: String(identifier),
    profileId: query.get('profileId'),
  });
  return {
    success: true,
    message: 'Bluesky connected.',
    integration: { id, platform, platformUserId, displayName, imageUrl, createdAt: iso(world.now()) },
  };
}

export function listIntegrations({ world, query }) {
  const platform = query.get('platform');
  const profile = query.get('profileId');
  const wanted = query.get('q')?.toLowerCase();
  const rows = [...world.integrations.values()].filter(
    entry =>
      (platform === null || entry.platform === platform) &&
      (profile === null || String(entry.profileId) === profile) &&
      (wanted === undefined ||
        entry.id === query.get('q') ||
        [entry.displayName, entry.username, entry.platformUserId].some(text => text?.toLowerCase().includes(wanted))),
  );
  if (query.get('sort') === 'desc') rows.reverse();
  const page = byOffset(rows, query, 20);
  return { success: true, total: page.total, integrations: page.rows.map(entry => showIntegration(world, entry)) };
}

const findIntegration = (world, id) => world.integrations.get(id) ?? refuse(404, 'Integration not found');

export function getIntegration({ world, params }) {
  const entry = findIntegration(world, params.id);
  const valid = entry.authStatus === 'active';
  return {
    success: true,
    integration: {
      ...showIntegration(world, entry),
      scopes: ['publish'],
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      tokenStatus: { valid, autoRefreshes: valid, reconnectRequired: !valid, reason: entry.authFailureReason },
      updatedAt: iso(world.born()),
    },
  };
}

export function moveIntegration({ world, params, body }) {
  const { profileId } = body;
  const entry = findIntegration(world, params.id);
  if (profileId !== null && !world.profiles.has(profileId)) refuse(404, 'Profile not found');
  entry.profileId = profileId;
  return { success: true, integration: showIntegration(world, entry) };
}

export function disconnect({ world, params }) {
  findIntegration(world, params.id);
  world.integrations.delete(params.id);
  return { success: true, message: 'Integration disconnected.' };
}

/** The five operations on a kind of thing that has an id, a name and dates: profiles and apps. */
function collection({ map, noun, one, many, count, make, change, guard }) {
  const title = noun[0].toUpperCase() + noun.slice(1);
  const show = (world, row) => {
    const { clientSecret, ...visible } = row;
    return {
      ...visible,
      integrationCount: [...world.integrations.values()].filter(entry => entry[count] === row.id).length,
    };
  };
  const find = (world, id) => map(world).get(id) ?? refuse(404, `${title} not found`);
  return {
    create({ world, body }) {
      const id = world.nextId();
      const date = iso(world.now());
      const row = { id, ...make(world, body), createdAt: date, updatedAt: date };
      map(world).set(id, row);
      return { success: true, [one]: show(world, row) };
    },
    list({ world, query }) {
      const name = query.get('name')?.toLowerCase();
      const platform = query.get('platform');
      const rows = [...map(world).values()].filter(
        row =>
          (name === undefined || row.name.toLowerCase().includes(name)) &&
          (platform === null || row.platform === platform),
      );
      const page = byPage(rows, query, 50);
      return {
        success: true,
        total: page.total,
        page: page.page,
        limit: page.limit,
        [many]: page.rows.map(row => show(world, row)),
      };
    },
    get: ({ world, params }) => ({ success: true, [one]: show(world, find(world, params.id)) }),
    update({ world, params, body }) {
      const row = find(world, params.id);
      Object.assign(row, pick(body, change), { updatedAt: iso(world.now()) });
      return { success: true, [one]: show(world, row) };
    },
    delete({ world, params }) {
      guard?.(world, find(world, params.id));
      find(world, params.id);
      map(world).delete(params.id);
      return { success: true, message: `${title} deleted.` };
    },
  };
}

export const profiles = collection({
  map: world => world.profiles,
  noun: 'profile',
  one: 'profile',
  many: 'profiles',
  count: 'profileId',
  change: ['name', 'description'],
  make: (_world, body) => ({ name: String(body.name), description: body.description ?? null }),
});

export const apps = collection({
  map: world => world.apps,
  noun: 'app',
  one: 'app',
  many: 'apps',
  count: 'appId',
  change: ['name', 'imageUrl', 'clientSecret'],
  make(world, body) {
    const { platform, name, clientId, clientSecret, imageUrl = null } = body;
    for (const app of world.apps.values()) {
      if (app.platform === platform && app.clientId === clientId) refuse(409, 'This OAuth app is already registered');
    }
    return { platform, name, imageUrl, clientId, clientSecret };
  },
  guard(world, app) {
    for (const entry of world.integrations.values()) {
      if (entry.appId === app.id) refuse(409, 'Active integrations are connected under this app');
    }
  },
});

export function getCreatorInfo({ world, query }) {
  const account = accountOrFirst(world, query.get('accountId'), 'tiktok');
  if (account.authStatus !== 'active') refuse(502, 'TikTok: access_token_invalid');
  return { success: true, data: { ...world.creators.get(account.id) } };
}

export function getBoards({ world, query }) {
  accountOrFirst(world, query.get('accountId'), 'pinterest');
  return { success: true, boards: world.boards };
}

export function listPlatforms() {
  return { platforms: Object.entries(PLATFORMS).map(([name, { status }]) => ({ name, status })) };
}
