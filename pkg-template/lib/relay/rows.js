// Lists with the rows of one caller only. PostPeer lists the whole project, so the relay reads its pages and omits the
// rows of other callers. The number of requests is limited; a list that was cut there has `truncated: true`.

import { APIConnectionError, ValidationError } from '../client/base-errors.js';

const MAX_PAGE = 100;
/** The most requests to PostPeer for one call. The accounts of profiles are read first, with a budget of their own. */
export const MAX_CALLS = 10;
export const MAX_ROWS = MAX_CALLS * MAX_PAGE;

/** Returns true for a successful response that could not be read. A page of a hundred large posts may be too large. */
const isUnreadable = error => error instanceof APIConnectionError && error.status >= 200 && error.status < 300;

/** Throws a `ValidationError` if a parameter that the relay itself reads is invalid. */
export function checkPaging(issues) {
  const invalid = issues.filter(
    ({ path: [key], severity }) => severity === 'error' && ['limit', 'offset', 'page', 'sort', 'postId'].includes(key),
  );
  if (invalid.length > 0)
    throw new ValidationError(invalid.map(issue => ({ ...issue, path: ['query', ...issue.path] })));
}

/**
 * Reads a list of PostPeer, as far as the budget allows.
 * @param {{ ask: Function, budget: { left: number } }} call `ask(name, params)` calls an operation and uses the budget
 * @param {{ name: string, rows: string, by: 'offset' | 'page' }} list
 * @param {object[]} filters queries; all of their lists are read, each row once
 * @param {(row: object) => boolean} isOwn
 * @param {{ isEnough?: (rows: Map<string, object>) => boolean, isTooLong?: (total: number) => boolean }} [ends] stops
 *   early: all rows were found, or the list is too long
 * @returns {Promise<{ rows: object[], isWhole: boolean, response: Response }>}
 */
export async function readRows({ ask, budget }, { name, rows: key, by }, filters, isOwn, { isEnough, isTooLong } = {}) {
  const found = new Map();
  let limit = MAX_PAGE;
  // Until the first request.
  let response = { status: 200 };
  const end = isWhole => ({ rows: [...found.values()], isWhole, response });
  for (const filter of filters) {
    for (let read = 0, page = 1; ; page++) {
      if (budget.left <= 0) return end(false);
      let answer;
      try {
        answer = await ask(name, { query: { ...filter, limit, [by]: by === 'page' ? page : read } });
      } catch (error) {
        // A smaller page would renumber the pages.
        if (!isUnreadable(error) || by === 'page' || limit === 1) throw error;
        limit = Math.ceil(limit / 4);
        continue;
      }
      ({ response } = answer);
      const requested = limit;
      // The large rows may be past.
      limit = Math.min(limit * 2, MAX_PAGE);
      const { [key]: list, total } = answer.data;
      if (!Array.isArray(list)) throw new APIConnectionError(undefined, { outcome: 'unknown', details: answer.data });
      for (const row of list) if (isOwn(row)) found.set(row.postId ?? row.id, row);
      read += list.length;
      const isLast = typeof total === 'number' ? read >= total : list.length < requested;
      if (isEnough?.(found)) return end(true);
      if (isLast) break;
      if (isTooLong?.(total)) return end(false);
      // An empty page before the end: the total is wrong, or rows were deleted.
      if (list.length === 0) return end(false);
    }
  }
  return end(true);
}

/** Sorts rows by a date. Rows of several lists are not in order. */
export function byDate(rows, key, sort) {
  const direction = sort === 'asc' ? 1 : -1;
  return rows.sort((a, b) => direction * (Date.parse(a[key]) - Date.parse(b[key]) || 0));
}

/** Returns one page of rows in PostPeer's form. The total counts the caller's rows that were read. */
export function pageOf(rows, key, { limit = 20, offset = 0, page }, { isWhole, response }) {
  const from = page === undefined ? offset : (page - 1) * limit;
  const data = {
    success: true,
    total: rows.length,
    ...(page !== undefined && { page, limit }),
    [key]: rows.slice(from, from + limit),
  };
  return { data: isWhole ? data : { ...data, truncated: true }, response };
}
