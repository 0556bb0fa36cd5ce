// Going through a list that comes in pages, one page at a time and only as far as it is wanted.

import { APIConnectionError } from './errors.js';
import { isAborted } from './signals.js';

/** Pages in a row that bring nothing new, before the list is taken to go in circles. */
const MOST_BARREN = 2;
/** Empty pages in a row: of a list that is filtered after it was cut into pages, many can be empty. */
const MOST_EMPTY = 20;

/**
 * Every row of a list, each once: rows move between pages when posts come and go, and a server may repeat a page. Where
 * the total has become smaller, what came before may be gone (a caller deletes as it goes), and what follows has moved up,
 * past the last page: it is gone back by as many. Returns true if the list came to its end, and false if it goes in
 * circles, has gaps, or was cut by a relay (`truncated`), which reads only so much of PostPeer's.
 * @param {(params: object) => Promise<{ data: any, response: Response }>} call
 * @param {'offset' | 'page' | 'after'} by the query parameter that asks for the next page
 * @param {string} rows the key of the answer that holds the rows
 */
export async function* iterate(call, by, rows, params) {
  const query = { ...params?.query };
  const request = { ...params, query };
  const seen = new Set();
  const isNew = mark => seen.size < seen.add(mark).size;
  let total;
  let isBack = false;
  let isWhole = true;
  let empty = 0;
  for (let barren = 0; barren < MOST_BARREN && empty < MOST_EMPTY;) {
    const { data, response } = await call(request);
    // Not a page but the one row that was asked for, of analytics.
    const list = data.post ? [data.post] : data[rows];
    if (!Array.isArray(list) || data.success === false) {
      const { status } = response;
      throw new APIConnectionError(`The answer has no ${rows} (status ${status}).`, { status, outcome: 'unknown' });
    }
    // In rows, whether these or pages are counted.
    const [first, size] = by === 'page' ? [1, data.limit || list.length] : [0, 1];
    const at = ((query[by] ?? first) - first) * size;
    const go = to => (query[by] = Math.floor(to / size) + first);
    const gone = total - data.total;
    ({ total } = data);
    if (gone > 0 && at > 0) {
      // Once, and again only after something new: a server may go on forever.
      if (isBack) return false;
      isBack = true;
      go(Math.max(0, at - gone));
      continue;
    }
    if (list.length === 0) empty++;
    else [empty, barren] = [0, barren + 1];
    for (const row of list) {
      if (!isNew(row?.postId ?? row?.id ?? JSON.stringify(row))) continue;
      barren = 0;
      isBack = false;
      // Aborted between two rows of a page: the call ends before it is sent, with the error that says so.
      if (isAborted(params?.signal)) await call(request);
      yield row;
    }
    // Not PostPeer's own field: the relay says that it stopped before the end.
    if (data.truncated === true) return false;
    if (by === 'after') {
      if (!data.nextCursor) return true;
      query.after = data.nextCursor;
      if (!isNew(`after ${query.after}`)) return false;
    } else {
      if (list.length === 0) {
        if (!(at < total)) return isWhole;
        // Passed over: what belongs there may be missing, or was filtered out.
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
