// Going through a list that comes in pages, one page at a time and only as far as it is wanted.

import { APIConnectionError } from './errors.js';

/** Pages in a row that bring nothing new, before the list is taken to go in circles. */
const MOST_BARREN = 2;

/**
 * Every row of a list, each once: rows move between pages when posts come and go, and a server may repeat a page. Ends
 * with whether the list came to its end, which it does not where it goes in circles.
 * @param {(params: object) => Promise<{ data: any, response: Response }>} call
 * @param {'offset' | 'page' | 'after'} by the query parameter that asks for the next page
 * @param {string} rows the key of the answer that holds the rows
 */
export async function* iterate(call, by, rows, params) {
  const query = { ...params?.query };
  const request = { ...params, query };
  const seen = new Set();
  const isNew = (mark) => seen.size < seen.add(mark).size;
  for (let barren = 0; barren < MOST_BARREN; ) {
    const { data, response } = await call(request);
    const list = data[rows];
    if (!Array.isArray(list) || data.success === false) {
      const { status } = response;
      throw new APIConnectionError(`The answer has no ${rows} (status ${status}).`, { status, outcome: 'unknown' });
    }
    barren++;
    for (const row of list) {
      if (!isNew(row?.postId ?? row?.id ?? JSON.stringify(row))) continue;
      barren = 0;
      // Aborted between two rows of a page: the call ends before it is sent, with the error that says so.
      if (params?.signal?.aborted) await call(request);
      yield row;
    }
    if (by === 'after') {
      if (!data.nextCursor) return true;
      query.after = data.nextCursor;
      if (!isNew(`after ${query.after}`)) return false;
    } else {
      if (list.length === 0) return true;
      if (by === 'page') query.page = (query.page ?? 1) + 1;
      else query.offset = (query.offset ?? 0) + list.length;
      if ((query.offset ?? (query.page - 1) * data.limit) >= data.total) return true;
    }
  }
  return false;
}
