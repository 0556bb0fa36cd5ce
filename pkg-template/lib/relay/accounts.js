// The allow-list of accounts. An account stands in a query, in a body at any depth, or in the path of the operations on
// one account; and an operation that could name one must not pass it over, or PostPeer would take the first it has.

import { checkPart } from '../check.js';
import { APIConnectionError, ValidationError } from '../errors.js';
import { refuse } from './refusal.js';

const KEYS = ['accountId', 'integrationId'];
const IN_PATH = 'connect.integrations.';
export const LIST = 'connect.integrations.list';
const LARGEST_PAGE = 100;

/** Every account that a value names. (Without recursion: a body can be deeper than the stack.) */
function accountsIn(value) {
  const found = [];
  const waiting = [value];
  while (waiting.length > 0) {
    for (const [key, inner] of Object.entries(waiting.pop() ?? {})) {
      if (KEYS.includes(key)) found.push(inner);
      if (typeof inner === 'object') waiting.push(inner);
    }
  }
  return found;
}

/** Whether the tables know this key of a query or a body. */
const takes = (engine, index, part, key) => !checkPart(engine, index, part, { [key]: '' }).issues.some(({ path }) => path[0] === key);

/** Refuses a call that concerns another account than those allowed. */
export function admitAccounts(engine, { name, index, params }, query, body, allowed) {
  const named = [...accountsIn(query), ...accountsIn(body)];
  if (name.startsWith(IN_PATH) && params.id !== undefined) named.push(params.id);
  const strange = named.find((account) => !allowed.has(account));
  if (strange !== undefined) refuse(403, 'account', `The account ${JSON.stringify(strange)} is not allowed here.`);
  // By the key that PostPeer looks at: one that it passes over names nobody.
  for (const [part, value] of Object.entries({ query, body })) {
    const key = value && KEYS.find((wanted) => takes(engine, index, part, wanted));
    if (key && !Object.hasOwn(value, key)) refuse(403, 'account', `Only some accounts are allowed here: say which, as ${key}.`);
  }
}

/**
 * The list of accounts without the others. It is read whole, so that pages and total are those of what is left.
 * @param {(query: object) => Promise<{ data: object, response: Response }>} list
 * @param {import('../check.js').Issue[]} issues what is wrong with the query: the pages are cut here
 */
export async function listAllowed(list, { limit = 20, offset = 0, ...filter }, issues, allowed) {
  const wrong = issues.filter(({ path: [key] }) => key === 'limit' || key === 'offset');
  if (wrong.length > 0) throw new ValidationError(wrong.map((issue) => ({ ...issue, path: ['query', ...issue.path] })));
  const rows = [];
  for (let start = 0; ; start += LARGEST_PAGE) {
    const answer = await list({ ...filter, limit: LARGEST_PAGE, offset: start });
    const page = answer.data.integrations;
    if (!Array.isArray(page)) throw new APIConnectionError(undefined, { outcome: 'unknown', details: answer.data });
    rows.push(...page.filter((row) => allowed.has(row?.id)));
    if (page.length < LARGEST_PAGE) {
      return { ...answer, data: { ...answer.data, total: rows.length, integrations: rows.slice(offset, offset + limit) } };
    }
  }
}
