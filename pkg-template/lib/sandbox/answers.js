// What PostPeer says when it says no: two body shapes, and the sentences its schema validator writes.

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

/** A handler's answer where it is not 200. */
export class Answer {
  constructor(status, body) {
    this.status = status;
    this.body = body;
  }
}

/** The declared error shapes: connect, profiles, apps, pinterest and tiktok answer `error`, all others `success` and `message`. */
export const ERROR_BODIES = {
  message: (message) => ({ success: false, message }),
  error: (message) => ({ error: message }),
};

const REASONS = { 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed', 413: 'Payload Too Large', 415: 'Unsupported Media Type' };

/** What the HTTP framework itself answers, before any operation is reached. */
export function frameworkRefusal(status, message, code, headers) {
  const body = { statusCode: status, ...(code && { code }), error: REASONS[status], message };
  return new Refusal(status, message, { body, headers });
}

// The key that is missing or not allowed ends the path of an issue; Ajv names the object that it is missing from.
const parent = (issue) => issue.path.slice(0, -1);
const whole = (issue) => issue.path;
const lastKey = (issue) => issue.path.at(-1);

/** The type that an issue of code `type` asks for, from its sentence: "content must be a string, not a number." */
const typeAsked = (issue) => /must be (?:an? )?(\w+)/.exec(issue.message)?.[1] ?? 'object';

/** Issue code → the sentence of Ajv, and where it points. */
const AJV = {
  type: [whole, (issue) => `must be ${typeAsked(issue)}`],
  required: [parent, (issue) => `must have required property '${lastKey(issue)}'`],
  unknown_key: [parent, () => 'must NOT have additional properties'],
  renamed_key: [parent, () => 'must NOT have additional properties'],
  enum: [whole, () => 'must be equal to one of the allowed values'],
  retired_value: [whole, () => 'must be equal to one of the allowed values'],
  unknown_platform: [parent, (issue) => `value of tag "${lastKey(issue)}" must be in oneOf`],
  too_short: [whole, (issue) => `must NOT have fewer than ${issue.limit} characters`],
  too_long: [whole, (issue) => `must NOT have more than ${issue.limit} characters`],
  too_small: [whole, (issue) => `must be >= ${issue.limit}`],
  too_large: [whole, (issue) => `must be <= ${issue.limit}`],
  too_few_items: [whole, (issue) => `must NOT have fewer than ${issue.limit} items`],
  too_many_items: [whole, (issue) => `must NOT have more than ${issue.limit} items`],
  duplicate_items: [whole, () => 'must NOT have duplicate items'],
  not_integer: [whole, () => 'must be integer'],
  pattern: [whole, () => 'must match pattern'],
  format: [whole, (issue) => `must match format "${issue.code.slice('format.'.length).replace('_', '-')}"`],
};

/** The sentence PostPeer's validator writes for an issue of ours: `body/platforms/0 must NOT have additional properties`. */
export function schemaSentence(issue) {
  const [where, what] = AJV[issue.code] ?? AJV[issue.code.split('.')[0]] ?? [whole, () => issue.message];
  return ['body', ...where(issue)].join('/') + ' ' + what(issue);
}

/** A body that the handler cannot do without some of its keys. */
export function needKeys(body, ...keys) {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) refuse(400, 'body must be object');
  for (const key of keys) {
    if (body[key] === undefined) refuse(400, `body must have required property '${key}'`);
  }
  return body;
}

/** The same for the query. */
export function needQuery(query, ...keys) {
  for (const key of keys) {
    if (!query.has(key)) refuse(400, `querystring must have required property '${key}'`);
  }
}

/** Keeps the keys of `body` that `keys` names. */
export function pick(body, keys) {
  return Object.fromEntries(keys.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));
}

function wholeNumber(query, key, fallback, least) {
  const text = query.get(key);
  if (text === null) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) refuse(400, `querystring/${key} must be integer`);
  if (value < least) refuse(400, `querystring/${key} must be >= ${least}`);
  return value;
}

/** Paging by `limit` and `offset`. */
export function byOffset(rows, query, size) {
  const limit = wholeNumber(query, 'limit', size, 1);
  const offset = wholeNumber(query, 'offset', 0, 0);
  return { total: rows.length, rows: rows.slice(offset, offset + limit) };
}

/** Paging by `page` and `limit`. */
export function byPage(rows, query, size) {
  const limit = wholeNumber(query, 'limit', size, 1);
  const page = wholeNumber(query, 'page', 1, 1);
  return { total: rows.length, page, limit, rows: rows.slice((page - 1) * limit, page * limit) };
}

/** Paging by `limit` and an opaque cursor. */
export function byCursor(rows, query, size) {
  const limit = wholeNumber(query, 'limit', size, 1);
  const after = query.get('after');
  const start = after === null ? 0 : Number(/^cursor_(\d+)$/.exec(after)?.[1] ?? refuse(400, 'Invalid cursor'));
  const end = start + limit;
  return { nextCursor: end < rows.length ? `cursor_${end}` : null, rows: rows.slice(start, end) };
}

export const iso = (milliseconds) => (milliseconds === null ? null : new Date(milliseconds).toISOString());
