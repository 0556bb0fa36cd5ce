// Lists with the rows of one caller only. PostPeer lists the whole project, so the relay reads its pages and leaves out what
// is not the caller's. How far it reads is bounded; a list that was cut there has `truncated: true`.

import { APIConnectionError, ValidationError } from '../client/errors.js';

const LARGEST_PAGE = 100;
/** The most requests to PostPeer for one call of the caller's (for its accounts, where they are read first, as many again). */
export const MOST_CALLS = 10;
export const MOST_ROWS = MOST_CALLS * LARGEST_PAGE;

/** True for an answer that came and could not be read. It may be too large: of a hundred posts, each as large as may be. */
const isUnreadable = error => error instanceof APIConnectionError && error.status >= 200 && error.status < 300;

/** Refuses the parameters that the relay reads by itself, if they are invalid. */
export function checkPaging(issues) {
  const wrong = issues.filter(
    ({ path: [key], severity }) => severity === 'error' && ['limit', 'offset', 'page', 'sort', 'postId'].includes(key),
  );
  if (wrong.length > 0) throw new ValidationError(wrong.map(issue => ({ ...issue, path: ['query', ...issue.path] })));
}

/**
 * Reads a list of PostPeer, as far as the bound allows.
 * @param {{ ask: (name: string, params: object) => Promise<{ data: object, response: Response }>, budget: { left: number } }} call
 * `ask` counts down the requests that are left
 * @param {{ name: string, rows: string, by: 'offset' | 'page' }} list
 * @param {object[]} filters queries; the lists of all of them are read, each row once
 * @param {(row: object) => boolean} isOwn
 * @param {{ isEnough?: (rows: Map<string, object>) => boolean, isTooLong?: (total: number) => boolean }} [ends] what ends the
 * reading early: all rows are found, or the list is longer than is worth reading
 * @returns {Promise<{ rows: object[], isWhole: boolean, response: Response }>}
 */
export async function readRows({ ask, budget }, { name, rows: key, by }, filters, isOwn, { isEnough, isTooLong } = {}) {
  const found = new Map();
  let limit = LARGEST_PAGE;
  // As long as nothing was asked.
  let response = { status: 200 };
  const end = isWhole => ({ rows: [...found.values()], isWhole, response });
  for (const filter of filters) {
    for (let read = 0, page = 1; ; page++) {
      if (budget.left <= 0) return end(false);
      let answer;
      try {
        answer = await ask(name, { query: { ...filter, limit, [by]: by === 'page' ? page : read } });
      } catch (error) {
        // By page, smaller ones would count anew.
        if (!isUnreadable(error) || by === 'page' || limit === 1) throw error;
        limit = Math.ceil(limit / 4);
        continue;
      }
      ({ response } = answer);
      const asked = limit;
      // Rows that are large may be over.
      limit = Math.min(limit * 2, LARGEST_PAGE);
      const { [key]: list, total } = answer.data;
      if (!Array.isArray(list)) throw new APIConnectionError(undefined, { outcome: 'unknown', details: answer.data });
      for (const row of list) if (isOwn(row)) found.set(row.postId ?? row.id, row);
      read += list.length;
      const isLast = typeof total === 'number' ? read >= total : list.length < asked;
      if (isEnough?.(found)) return end(true);
      if (isLast) break;
      if (isTooLong?.(total)) return end(false);
      // An empty page before the end: a total that is wrong, or rows that went meanwhile.
      if (list.length === 0) return end(false);
    }
  }
  return end(true);
}

/** Sorts by a date. Rows of several lists, or of a list with another order, have none. */
export function byDate(rows, key, sort) {
  const direction = sort === 'asc' ? 1 : -1;
  return rows.sort((a, b) => direction * (Date.parse(a[key]) - Date.parse(b[key]) || 0));
}

/** One page of rows as PostPeer answers it. Its total counts the caller's rows, as far as they were read. */
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
