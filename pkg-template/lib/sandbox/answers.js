// Parts of PostPeer's answers: the bodies of its refusals, and its lists in three styles of paging.

/** Ends a handler with an error answer. */
export class Refusal extends Error {
  constructor(status, message, extra) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = extra?.headers;
    this.body = extra?.body;
  }
}

export function refuse(status, message, extra) {
  throw new Refusal(status, message, extra);
}

/** The two forms of a failure, by the key of their message. */
export const ERROR_BODIES = {
  message: message => ({ success: false, message }),
  error: message => ({ error: message }),
};

const REASONS = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
};

/** A refusal of the HTTP framework, before any operation is reached. */
export function frameworkRefusal(status, message, code, headers) {
  const body = { statusCode: status, ...(code && { code }), error: REASONS[status], message };
  return new Refusal(status, message, { body, headers });
}

/** Statuses whose answers have no body: `Response` takes none for them. */
const BODILESS = [204, 205, 304];

export const reply = (status, text, headers) =>
  new Response(BODILESS.includes(status) ? null : text, { status, headers });

/** A part of a URL as it reads. In another encoding than UTF-8 it stays as it is. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Keeps the keys of `body` that `keys` names. */
export function pick(body, keys) {
  return Object.fromEntries(keys.filter(key => body[key] !== undefined).map(key => [key, body[key]]));
}

const numberOf = (query, key, fallback) => (query.has(key) ? Number(query.get(key)) : fallback);

/** Paging by `limit` and `offset`. */
export function byOffset(rows, query, size) {
  const limit = numberOf(query, 'limit', size);
  const offset = numberOf(query, 'offset', 0);
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

/** Paging by `page` and `limit`. */
export function byPage(rows, query, size) {
  const limit = numberOf(query, 'limit', size);
  const page = numberOf(query, 'page', 1);
  return { total: rows.length, page, limit, rows: rows.slice((page - 1) * limit, page * limit) };
}

/** Paging by `limit` and an opaque cursor. */
export function byCursor(rows, query, size) {
  const limit = numberOf(query, 'limit', size);
  const after = query.get('after');
  const start = after === null ? 0 : Number(/^cursor_(\d+)$/.exec(after)?.[1] ?? refuse(400, 'Invalid cursor'));
  const end = start + limit;
  return { nextCursor: end < rows.length ? `cursor_${end}` : null, rows: rows.slice(start, end) };
}

export const iso = milliseconds => (milliseconds === null ? null : new Date(milliseconds).toISOString());
