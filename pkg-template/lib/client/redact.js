// Redacts the key in everything that leaves the library, also if a server or the caller's `fetch` quotes it.

const MARK = '[redacted]';
const KEY_HEADER = 'x-access-key';
/** Levels of a value that are searched; deeper ones are replaced. No response is as deep. */
const MAX_DEPTH = 64;
/** Causes of an error that are copied. */
const MAX_CAUSES = 4;

/** The bytes before a key that shift its Base64, and the number of characters that also hold bits of those bytes. */
const SHIFTS = [
  ['', 0],
  ['0', 2],
  ['00', 3],
];

/** Returns a pattern for a character: plain, or escaped for a URL, HTML, JSON or JavaScript. */
function spellings(character) {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).replace(/[a-f]/, digit => `[${digit}${digit.toUpperCase()}]`);
  const plain = `\\x${code.toString(16)}`;
  const forms = [
    plain,
    `%(?:25){0,3}${hex}`,
    `&(?:amp;){0,3}#(?:0{0,6}${code}|[xX]0{0,6}${hex});?`,
    `\\\\{1,8}(?:u00${hex}|u\\{0{0,4}${hex}\\}|x${hex})`,
  ];
  // Punctuation has names in HTML, and may follow backslashes. Backslashes after backslashes would be ambiguous.
  if (/\W|_/.test(character)) forms.push('&(?:amp;){0,3}[a-zA-Z]{2,10};');
  if (/[^\w\\]/.test(character)) forms.push(`\\\\{1,8}${plain}`);
  return `(?:${forms.join('|')})`;
}

/** Returns a pattern for the Base64 of the key, standard and for URLs, without characters that other bytes decide. */
function base64(key, [before, mixed]) {
  const bytes = before + key;
  const whole = Math.floor((bytes.length * 8) / 6);
  const forms = { '+': '(?:[+-]|%2[bB])', '/': '(?:[/_]|%2[fF]|\\\\/)' };
  return btoa(bytes)
    .slice(mixed, whole)
    .replace(/[+/]/g, sign => forms[sign]);
}

let last = {};

/** Returns a pattern for the key in every encoding. Each text matches in at most one way, so a search is linear. */
function patternOf(key) {
  if (last.key !== key) {
    const texts = [[...key].map(spellings).join(''), ...SHIFTS.map(shift => base64(key, shift))];
    last = { key, pattern: new RegExp(texts.join('|'), 'g') };
  }
  return last.pattern;
}

/** Short keys such as `test` are not secret, and are parts of other words. */
const isSecret = key => key?.length > 7;

const holds = (text, key) => isSecret(key) && text.search(patternOf(key)) >= 0;

/** Returns true if a JSON text may hold the key. Escapes can hide it from a search. */
export const mayHoldKey = (text, key) => isSecret(key) && (text.includes('\\') || holds(text, key));

/** Returns a text without the key. */
export const redactText = (text, key) => (isSecret(key) ? text.replace(patternOf(key), MARK) : text);

/** Returns a parsed JSON value without the key in its strings and names. */
export function redactData(value, key, depth = 0) {
  if (!key || value === undefined) return value;
  if (typeof value === 'string') return redactText(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return MARK;
  if (Array.isArray(value)) return value.map(item => redactData(item, key, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [redactText(name, key), redactData(item, key, depth + 1)]));
}

/** Returns headers without the key's own header and those that hold the key. */
export function redactHeaders(headers, key) {
  const safe = new Headers();
  for (const [name, value] of headers) {
    if (name !== KEY_HEADER && !holds(value, key)) safe.append(name, value);
  }
  return safe;
}

/**
 * Returns the response itself if it is the platform's `Response` and holds the key at most in its body. Otherwise
 * returns a new one.
 */
export function redactResponse({ given, url, status, statusText, headers }, key, text) {
  if (given instanceof Response && ![statusText, url, ...headers.values()].some(value => holds(value, key)))
    return given;
  // These statuses allow no body.
  const body = status === 204 || status === 205 ? null : text || null;
  return new Response(body, { status, statusText: redactText(statusText, key), headers: redactHeaders(headers, key) });
}

/**
 * Returns a copy of an error: name, message, code, stack and causes. The original may refer to the request, which holds
 * the key: errors of many HTTP libraries do. The text of a function can hold it too.
 */
export function redactCause(cause, key, depth = 0) {
  if (!/object|function/.test(typeof cause) || cause === null) {
    const text = String(cause);
    return holds(text, key) ? redactText(text, key) : cause;
  }
  const read = name => {
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
    // An unreadable cause is omitted.
  }
  if (inner !== undefined && depth < MAX_CAUSES) {
    Object.defineProperty(copy, 'cause', { value: redactCause(inner, key, depth + 1), configurable: true });
  }
  return copy;
}
