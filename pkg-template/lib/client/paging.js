// Iterating over a list of pages, one page at a time and only as far as the caller reads.

import { APIConnectionError } from './base-errors.js';
import { isAborted } from './signals.js';

/** Consecutive pages without a new row that end the iteration: the list repeats itself. */
const MAX_REPEATED = 2;
/** Consecutive empty pages that end the iteration. A list that is filtered after paging can have many. */
const MAX_EMPTY = 20;

/**
 * Yields every row of a list once. Rows move between pages when posts are created and deleted, and a server may repeat
 * a page. If the total decreased, earlier rows may have been deleted and later rows moved up, so the iteration goes
 * back by the difference. Returns true at the end of the list. Returns false if the list repeats itself, has gaps, or
 * was truncated by a relay.
 * @param {(params: object) => Promise<{ data: any, response: Response }>} call
 * @param {'offset' | 'page' | 'after'} by the query parameter for the next page
 * @param {string} rows the key of the response that holds the rows
 */
export async function* iterate(call, by, rows, params) {
  const query = { ...params?.query };
  const request = { ...params, query };
  const seen = new Set();
  const isNew = id => seen.size < seen.add(id).size;
  let total;
  let isBack = false;
  let isWhole = true;
  let empty = 0;
  for (let repeated = 0; repeated < MAX_REPEATED && empty < MAX_EMPTY;) {
    const { data, response } = await call(request);
    // The analytics of one post are not a page but one row.
    const list = data.post ? [data.post] : data[rows];
    if (!Array.isArray(list) || data.success === false) {
      const { status } = response;
      throw new APIConnectionError(`The answer has no ${rows} (status ${status}).`, { status, outcome: 'unknown' });
    }
    // Positions are in rows, also if the query counts pages.
    const [first, size] = by === 'page' ? [1, data.limit || list.length] : [0, 1];
    const at = ((query[by] ?? first) - first) * size;
    const go = to => (query[by] = Math.floor(to / size) + first);
    const gone = total - data.total;
    ({ total } = data);
    if (gone > 0 && at > 0) {
      // Goes back once, and again only after a new row: a server could repeat this forever.
      if (isBack) return false;
      isBack = true;
      go(Math.max(0, at - gone));
      continue;
    }
    if (list.length === 0) empty++;
    else [empty, repeated] = [0, repeated + 1];
    for (const row of list) {
      if (!isNew(row?.postId ?? row?.id ?? JSON.stringify(row))) continue;
      repeated = 0;
      isBack = false;
      // Aborted between two rows of a page: this call throws before it is sent.
      if (isAborted(params?.signal)) await call(request);
      yield row;
    }
    // A field of the relay: it stopped before the end.
    if (data.truncated === true) return false;
    if (by === 'after') {
      if (!data.nextCursor) return true;
      query.after = data.nextCursor;
      if (!isNew(`after ${query.after}`)) return false;
    } else {
      if (list.length === 0) {
        if (!(at < total)) return isWhole;
        // The rows of this page may be missing, or were filtered out.
        isWhole = false;
      }
      const next = at + (first ? size : list.length || Number(data.limit ?? query.limit));
      if (data.post || next >= total) return isWhole;
      if (!(next > at)) return false;
      go(next);
    }
  }
  return false;
}
