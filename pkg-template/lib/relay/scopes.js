// The limits of callers whose allowance lists accounts or profiles, which keep tenants apart. The scope of each
// operation is a column of the operations table (src/api/operation.rs).

import { APIError } from '../client/base-errors.js';
import { accountsIn, checkConnection, checkNames, mustNameAccount, mustNameProfile } from './named.js';
import { refuse } from './refusal.js';
import { byDate, checkPaging, MAX_CALLS, MAX_ROWS, pageOf, readRows } from './rows.js';

const POSTS = { name: 'posts.list', rows: 'posts', by: 'offset' };
const ACCOUNTS = { name: 'connect.integrations.list', rows: 'integrations', by: 'offset' };
const PROFILES = { name: 'profiles.list', rows: 'profiles', by: 'page' };
const LONG_PAGE = 50;

/** Scopes that reach beyond accounts: the allowance must name their operations. */
const NAMED = new Set(['profile', 'profile_rows', 'notification', 'notification_rows', 'move', 'named']);

/** A caller cannot tell a post of another tenant from a missing one. */
const noPost = () => refuse(404, 'post', 'There is no such post.');
const noNotification = () => refuse(404, 'notification', 'There is no such notification.');

/** Returns true if all accounts of a post are allowed. Its targets name none, so the original request decides. */
function isOwnPost(post, accounts) {
  const targets = post?.rawRequestBody?.platforms;
  if (!Array.isArray(targets) || targets.length === 0) return false;
  return (
    targets.every(target => accounts.has(target?.accountId)) &&
    accountsIn(post.rawRequestBody).every(id => accounts.has(id))
  );
}

/** Returns the response of a look-up; `undefined` for a 404. */
async function lookUp(ask, name, path) {
  try {
    return await ask(name, { path });
  } catch (error) {
    if (error instanceof APIError && error.status === 404) return undefined;
    throw error;
  }
}

/** Returns the queries that together list the caller's profiles, or the one that it names. */
function filtersOf({ query: { limit, offset, page, ...filter }, limits: { profiles } }) {
  if (!profiles || filter.profileId !== undefined) return [filter];
  return [...profiles].map(profileId => ({ ...filter, profileId }));
}

const isOwnOf =
  ({ limits: { accounts } }) =>
  post =>
    isOwnPost(post, accounts);

/** Returns a stored post in the form of the list of scheduled posts. */
function summaryOf({ postId, content, scheduledFor, timezone, mediaItems, platforms, rawRequestBody, createdAt }) {
  const sent = new Map(
    Array.isArray(rawRequestBody.mediaItems) ? rawRequestBody.mediaItems.map(item => [item?.url, item]) : [],
  );
  return {
    postId,
    content,
    scheduledFor,
    timezone,
    mediaItems: mediaItems?.map(({ type, url }) => sent.get(url) ?? { type, url }),
    platforms: platforms?.map(({ platform, status }) => ({ platform, status })),
    createdAt,
  };
}

/**
 * Each scope refuses the call, returns a response in its place, or returns nothing to let it continue. A call has its
 * `name`, `path`, `query`, `issues` of the query, `body`, `limits`, `origins`, and two functions: `ask` calls another
 * operation, and `send` sends the call itself. Both use its `budget` of requests.
 */
const SCOPES = {
  account(call) {
    mustNameAccount(call, call.place);
  },

  async post(call) {
    if (call.body?.platforms !== undefined) mustNameAccount(call, 'body.platforms');
    const answer = await lookUp(call.ask, 'posts.get', call.path);
    if (!answer || !isOwnPost(answer.data.post, call.limits.accounts)) noPost();
    return call.name === 'posts.get' ? answer : undefined;
  },

  async post_rows(call) {
    checkPaging(call.issues);
    const filters = filtersOf(call);
    const read = await readRows(call, POSTS, filters, isOwnOf(call));
    return pageOf(
      filters.length > 1 ? byDate(read.rows, 'createdAt', call.query.sort) : read.rows,
      'posts',
      call.query,
      read,
    );
  },

  async scheduled_rows(call) {
    checkPaging(call.issues);
    const filters = filtersOf(call).map(filter => ({ ...filter, status: 'scheduled' }));
    const read = await readRows(call, POSTS, filters, isOwnOf(call));
    return pageOf(
      byDate(read.rows, 'scheduledFor', call.query.sort ?? 'asc').map(summaryOf),
      'posts',
      call.query,
      read,
    );
  },

  async account_rows(call) {
    checkPaging(call.issues);
    const { query } = call;
    const filters = filtersOf(call);
    const read = await readAccounts(call, filters);
    return pageOf(
      filters.length > 1 ? byDate(read.rows, 'createdAt', query.sort) : read.rows,
      'integrations',
      query,
      read,
    );
  },

  async analytics(call) {
    checkPaging(call.issues);
    const {
      ask,
      query,
      limits: { accounts },
    } = call;
    const { postId, source, limit = LONG_PAGE, page = 1 } = query;
    const stored = typeof postId === 'string' && postId !== '' ? await lookUp(ask, 'posts.get', { postId }) : undefined;
    if (stored && !isOwnPost(stored.data.post, accounts)) noPost();
    // An id of the platform, or no id: the account decides.
    if (!stored) mustNameAccount(call, 'query.accountId');
    const answer = await call.send();
    const {
      data: { post, posts, total },
      response,
    } = answer;
    const rows = post ? [post] : Array.isArray(posts) ? posts : [];
    // A row without an id of PostPeer was read from the account itself.
    const ids = new Set(rows.map(row => row?.postId).filter(id => id !== null && !(stored && id === postId)));
    if (ids.size === 0 && (post || source === 'platform')) return answer;
    if (post) {
      const found = await lookUp(ask, 'posts.get', { postId: post.postId });
      return isOwnPost(found?.data.post, accounts) ? answer : noPost();
    }
    const isWanted = row => ids.has(row?.postId) && isOwnPost(row, accounts);
    const isEnough = found => found.size === ids.size;
    const own =
      ids.size === 0 ? { rows: [], isWhole: true } : await readRows(call, POSTS, [{}], isWanted, { isEnough });
    const known = new Set([null, ...own.rows.map(row => row.postId)]);
    const kept = rows.filter(row => known.has(row?.postId));
    const isWhole = own.isWhole && total <= page * limit;
    return {
      data: {
        success: true,
        total: (page - 1) * limit + kept.length,
        page,
        limit,
        posts: kept,
        ...(!isWhole && { truncated: true }),
      },
      response,
    };
  },

  usage(call) {
    const {
      query,
      limits: { profiles, isByProfile },
    } = call;
    // If the allowance lists accounts, the profile may hold accounts of other callers.
    const isWhole = isByProfile && profiles.has(query.profileId);
    if (!isWhole) mustNameAccount(call, 'query.integrationId');
  },

  profile(call) {
    mustNameProfile(call, call.place);
  },

  async profile_rows(call) {
    const {
      query: { page = 1, limit = LONG_PAGE, ...filter },
      limits: { profiles },
    } = call;
    if (!profiles) return undefined;
    checkPaging(call.issues);
    const read = await readRows(call, PROFILES, [filter], row => profiles.has(row?.id), {
      isEnough: rows => rows.size === profiles.size,
    });
    return pageOf(read.rows, 'profiles', { page, limit }, read);
  },

  async notification(call) {
    const {
      ask,
      name,
      path,
      limits: { profiles },
    } = call;
    if (!profiles) return undefined;
    const answer = await lookUp(ask, 'notifications.get', path);
    if (!answer || !profiles.has(answer.data.notification?.profileId)) noNotification();
    return name === 'notifications.get' ? answer : undefined;
  },

  async notification_rows({ send, limits: { profiles } }) {
    if (!profiles) return undefined;
    const { data, response } = await send();
    const rows = Array.isArray(data.notifications) ? data.notifications : [];
    return { data: { success: true, notifications: rows.filter(row => profiles.has(row?.profileId)) }, response };
  },

  move(call) {
    mustNameAccount(call, 'path.id');
    mustNameProfile(call, 'body.profileId');
  },

  named() {},
};

/** Reads the caller's accounts. A few among very many are read one by one. */
async function readAccounts(call, filters) {
  const {
    ask,
    budget,
    query,
    limits: { accounts },
  } = call;
  const isEnough = rows => rows.size === accounts.size;
  const isFew = accounts.size < budget.left && filters.length === 1 && query.q === undefined;
  const isTooLong = total => isFew && total > MAX_ROWS;
  const read = await readRows(call, ACCOUNTS, filters, row => accounts.has(row?.id), { isEnough, isTooLong });
  if (read.isWhole || !isFew) return read;
  const seen = new Set(read.rows.map(({ id }) => id));
  const missing = [...accounts].filter(id => !seen.has(id));
  const requested = missing.slice(0, budget.left);
  // The filter `q` finds an account by its whole id.
  const one = id => ask(ACCOUNTS.name, { query: { ...filters[0], q: id } });
  const answers = await Promise.all(requested.map(one));
  const others = answers
    .flatMap(({ data }) => data.integrations ?? [])
    .filter(row => accounts.has(row?.id) && !seen.has(row.id));
  return {
    ...read,
    rows: byDate([...read.rows, ...others], 'createdAt', query.sort),
    isWhole: requested.length === missing.length,
  };
}

/** Reads the accounts in the caller's profiles. */
async function accountsOfProfiles(call) {
  const {
    limits: { profiles },
  } = call;
  const filters = [...profiles].map(profileId => ({ profileId }));
  const { rows, isWhole } = await readRows(call, ACCOUNTS, filters, row => profiles.has(row?.profileId));
  if (!isWhole)
    refuse(
      424,
      'not_sent',
      `The accounts in these profiles are more than the relay reads, in ${MAX_CALLS} requests. ` +
        'List the accounts in the allowance.',
    );
  return new Set(rows.map(({ id }) => id));
}

/** Returns the call with a budget of requests. */
function withBudget(call) {
  const budget = { left: MAX_CALLS };
  const count =
    ask =>
    (...about) => {
      if (budget.left-- <= 0) refuse(424, 'not_sent', `This call needs more than ${MAX_CALLS} requests to PostPeer.`);
      return ask(...about);
    };
  return { ...call, budget, ask: count(call.ask), send: count(call.send) };
}

/**
 * Applies the limits of the caller to a call. Returns the response in place of the call's own, or `undefined` if the
 * call continues. Throws a `Refusal`, or the error of a look-up.
 */
export async function restrict(given) {
  const { name, scope, limits } = given;
  if (scope === 'open') return undefined;
  const isByProfile = limits.accounts === undefined;
  const accounts = isByProfile ? await accountsOfProfiles(withBudget(given)) : limits.accounts;
  const call = { ...withBudget(given), limits: { ...limits, isByProfile, accounts } };
  checkNames(call);
  if (NAMED.has(scope) && !limits.operations?.has(name)) {
    refuse(403, 'operation', `${name} reaches beyond accounts: it is allowed only where operations names it.`);
  }
  checkConnection(call);
  return SCOPES[scope](call);
}
