// Keeps the key out of what leaves this library, also where a server or a `fetch` of the caller's quotes it back.

const MARK = '[redacted]';
const KEY_HEADER = 'x-access-key';
// Deeper than any answer, and than any chain of causes worth reading.
const DEEPEST = 64;
const CAUSES = 4;

/** Not of a key like `test`: it is no secret, and its letters are part of other words. */
const holds = (text, key) => key?.length > 7 && text.includes(key);

/** A text without the key. */
export const redactText = (text, key) => (holds(text, key) ? text.replaceAll(key, MARK) : text);

/** A parsed JSON value without the key in its strings and names. */
export function redactData(value, key, depth = 0) {
  if (!key || value === undefined) return value;
  if (typeof value === 'string') return redactText(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return MARK;
  if (Array.isArray(value)) return value.map((item) => redactData(item, key, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [redactText(name, key), redactData(item, key, depth + 1)]));
}

/** Headers without the one that carries the key, and those that hold it. */
export function redactHeaders(headers, key) {
  const safe = new Headers();
  for (const [name, value] of headers) {
    if (name !== KEY_HEADER && !holds(value, key)) safe.append(name, value);
  }
  return safe;
}

/** The answer itself; rebuilt, where its reason phrase or one of its headers holds the key. */
export function redactResponse(response, key, text) {
  const { status, statusText, headers } = response;
  if (![statusText, ...headers.values()].some((value) => holds(value, key))) return response;
  return new Response(text || null, { status, statusText: redactText(statusText, key), headers: redactHeaders(headers, key) });
}

/**
 * A copy of what was thrown: name, message, code, stack and causes. The original may lead to the request, which holds
 * the key: many HTTP libraries hang it on their errors.
 */
export function redactCause(cause, key, depth = 0) {
  if (typeof cause !== 'object' || cause === null) return typeof cause === 'string' ? redactText(cause, key) : cause;
  const read = (name) => {
    try {
      const value = cause[name];
      return typeof value === 'string' ? redactText(value, key) : undefined;
    } catch {
      return undefined;
    }
  };
  const copy = new Error(read('message') ?? 'Something that is not an Error was thrown.');
  for (const name of ['name', 'code', 'stack']) {
    const value = read(name);
    if (value !== undefined) Object.defineProperty(copy, name, { value, configurable: true, writable: true });
  }
  let inner;
  try {
    inner = cause.cause;
  } catch {
    // A cause that cannot be read is none.
  }
  if (inner !== undefined && depth < CAUSES) {
    Object.defineProperty(copy, 'cause', { value: redactCause(inner, key, depth + 1), configurable: true });
  }
  return copy;
}
