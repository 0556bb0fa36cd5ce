// The accounts, profiles and addresses that a call names, held against those of the caller.

import { refuse } from './refusal.js';

const ACCOUNTS = ['accountId', 'integrationId'];
const PROFILES = ['profileId'];
const APPS = ['appId'];
const ADDRESSES = ['redirectUri', 'cancelRedirectUri'];

/** Every value of these keys, at any depth. (Without recursion: a body can be deeper than the stack.) */
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

const LONGEST_SHOWN = 100;
/** Quotes a caller's value in part: it may be as long as a body, or as deep. */
const show = value =>
  typeof value === 'string'
    ? JSON.stringify(value.slice(0, LONGEST_SHOWN))
    : `of type ${value === null ? 'null' : typeof value}`;

/** The origin of an address as browsers write it; also of an app's own scheme. */
export function originOf(text) {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const { origin, protocol, host } = new URL(text);
  if (origin === 'null') return `${protocol}//${host}`;
  // The origin of a blob: address is that of the page that made it.
  return origin.startsWith(protocol) ? origin : undefined;
}

/** Refuses a call that names an account or a profile of somebody else, wherever it names it. */
export function admitNamed({ path, query, body, limits: { accounts, profiles } }) {
  const parts = { path, query, body };
  const strangeAccount = accountsIn(parts).find(account => !accounts.has(account));
  if (strangeAccount !== undefined) refuse(403, 'account', `The account ${show(strangeAccount)} is not allowed here.`);
  const strangeProfile = profiles && valuesOf(PROFILES, parts).find(profile => !profiles.has(profile));
  if (strangeProfile !== undefined) refuse(403, 'profile', `The profile ${show(strangeProfile)} is not allowed here.`);
}

/** Refuses a call that connects accounts through an app, or leads the user to an address, that is none of the caller's. */
export function admitConnection({ path, query, body, limits: { operations }, origins }) {
  const parts = { path, query, body };
  // Apps have no profile. Whoever may see them may connect through them.
  const mayUseApps = [...(operations ?? [])].some(name => name.startsWith('apps.'));
  if (!mayUseApps && valuesOf(APPS, parts).length > 0)
    refuse(403, 'app', 'An appId is allowed only where operations names an operation on apps.');
  // Whoever is sent there carries the token of a connection. The relay's own origin does not count: on some hosts it is what
  // the caller's Host header says.
  const strangeAddress = valuesOf(ADDRESSES, parts).find(address => !origins.includes(originOf(address)));
  if (strangeAddress !== undefined) {
    refuse(
      403,
      'address',
      `The address ${show(strangeAddress)} is not of an origin that the option origin of createRelay names.`,
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

/** Refuses a call that does not name an allowed one there: PostPeer would take the first it has, or one of another tenant. */
function mustName(call, place, allowed, code, what) {
  const values = valuesAt(call, place);
  const key = place === 'body.platforms' ? 'accountId' : place.split('.')[1];
  if (values.length === 0 || values.includes(undefined))
    refuse(403, code, `Only some ${what}s are allowed here: say which, as ${key}.`);
  const strange = values.find(value => !allowed.has(value));
  if (strange !== undefined) refuse(403, code, `The ${what} ${show(strange)} is not allowed here.`);
}

export const mustNameAccount = (call, place) => mustName(call, place, call.limits.accounts, 'account', 'account');

/** Without a list of profiles all are allowed. */
export function mustNameProfile(call, place) {
  if (call.limits.profiles) mustName(call, place, call.limits.profiles, 'profile', 'profile');
}
