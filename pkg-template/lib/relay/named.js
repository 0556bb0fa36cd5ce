// Checks of the accounts, profiles and addresses that a call names.

import { refuse } from './refusal.js';

const ACCOUNTS = ['accountId', 'integrationId'];
const PROFILES = ['profileId'];
const APPS = ['appId'];
const ADDRESSES = ['redirectUri', 'cancelRedirectUri'];

/** Returns every value of these keys, at any depth. It does not recurse: a body can be deeper than the stack. */
export function valuesOf(keys, value) {
  const found = [];
  const waiting = [value];
  while (waiting.length > 0) {
    for (const [key, inner] of Object.entries(waiting.pop() ?? {})) {
      if (keys.includes(key)) found.push(inner);
      if (typeof inner === 'object') waiting.push(inner);
    }
  }
  return found;
}

export const accountsIn = value => valuesOf(ACCOUNTS, value);

const MAX_QUOTE = 100;
/** Quotes the beginning of a caller's value, which may be as long as a body, or as deep. */
const show = value =>
  typeof value === 'string'
    ? JSON.stringify(value.slice(0, MAX_QUOTE))
    : `of type ${value === null ? 'null' : typeof value}`;

/** Returns the origin of a URL as browsers write it, also for an app's own scheme. */
export function originOf(text) {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const { origin, protocol, host } = new URL(text);
  if (origin === 'null') return `${protocol}//${host}`;
  // The origin of a blob: URL is that of the page that created it.
  return origin.startsWith(protocol) ? origin : undefined;
}

/** Refuses a call that names an account or a profile of another caller anywhere. */
export function checkNames({ path, query, body, limits: { accounts, profiles } }) {
  const parts = { path, query, body };
  const foreignAccount = accountsIn(parts).find(account => !accounts.has(account));
  if (foreignAccount !== undefined) refuse(403, 'account', `The account ${show(foreignAccount)} is not allowed here.`);
  const foreignProfile = profiles && valuesOf(PROFILES, parts).find(profile => !profiles.has(profile));
  if (foreignProfile !== undefined) refuse(403, 'profile', `The profile ${show(foreignProfile)} is not allowed here.`);
}

/** Refuses a call that connects accounts through a foreign app, or redirects the user to a foreign address. */
export function checkConnection({ path, query, body, limits: { operations }, origins }) {
  const parts = { path, query, body };
  // Apps have no profile. A caller who may list them may connect through them.
  const mayUseApps = [...(operations ?? [])].some(name => name.startsWith('apps.'));
  if (!mayUseApps && valuesOf(APPS, parts).length > 0)
    refuse(403, 'app', 'An appId is allowed only where operations names an operation on apps.');
  // The address receives the token of a connection. The relay's own origin is not allowed by itself: on some hosts it
  // is the caller's Host header.
  const foreignAddress = valuesOf(ADDRESSES, parts).find(address => !origins.includes(originOf(address)));
  if (foreignAddress !== undefined) {
    refuse(
      403,
      'address',
      `The address ${show(foreignAddress)} is not of an origin that the option origin of createRelay names.`,
    );
  }
}

/** The values at a place such as `query.accountId`; at `body.platforms`, the account of each target. */
function valuesAt(call, place) {
  const [part, key] = place.split('.');
  const value = Object.hasOwn(call[part] ?? {}, key) ? call[part][key] : undefined;
  if (key === 'platforms') return Array.isArray(value) ? value.map(target => target?.accountId) : [];
  return [value];
}

/** Refuses a call without an allowed value there. PostPeer would take its first one, or one of another tenant. */
function mustName(call, place, allowed, code, what) {
  const values = valuesAt(call, place);
  const key = place === 'body.platforms' ? 'accountId' : place.split('.')[1];
  if (values.length === 0 || values.includes(undefined))
    refuse(403, code, `Only some ${what}s are allowed here: say which, as ${key}.`);
  const foreign = values.find(value => !allowed.has(value));
  if (foreign !== undefined) refuse(403, code, `The ${what} ${show(foreign)} is not allowed here.`);
}

export const mustNameAccount = (call, place) => mustName(call, place, call.limits.accounts, 'account', 'account');

/** Refuses a call without an allowed profile there. Without a list of profiles all are allowed. */
export function mustNameProfile(call, place) {
  if (call.limits.profiles) mustName(call, place, call.limits.profiles, 'profile', 'profile');
}
