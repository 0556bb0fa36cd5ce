// Keeps the key out of what leaves this library, also where a server or a `fetch` of the caller's quotes it back.

const MARK = '[redacted]';
const KEY_HEADER = 'x-access-key';
// Deeper than any answer, and than any chain of causes worth reading.
const DEEPEST = 64;
const CAUSES = 4;

/** Bytes before a key that shift its Base64, and the characters of that which hold other bits than the key's. */
const SHIFTS = [
  ['', 0],
  ['0', 2],
  ['00', 3],
];

/** A character in each spelling that a text may give it: as it is, in a URL, in HTML, in JSON or JavaScript. */
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
  // Punctuation has names in HTML, and may stand behind backslashes. Backslashes behind backslashes would be ambiguous.
  if (/\W|_/.test(character)) forms.push('&(?:amp;){0,3}[a-zA-Z]{2,10};');
  if (/[^\w\\]/.test(character)) forms.push(`\\\\{1,8}${plain}`);
  return `(?:${forms.join('|')})`;
}

/** The characters of Base64, standard and for URLs, that the key decides. */
function base64(key, [before, mixed]) {
  const bytes = before + key;
  const whole = Math.floor((bytes.length * 8) / 6);
  const forms = { '+': '(?:[+-]|%2[bB])', '/': '(?:[/_]|%2[fF]|\\\\/)' };
  return btoa(bytes)
    .slice(mixed, whole)
    .replace(/[+/]/g, sign => forms[sign]);
}

let last = {};

/** A pattern for the key in every spelling. No part of it can match in two ways, so that a search is linear. */
function patternOf(key) {
  if (last.key !== key) {
    const texts = [[...key].map(spellings).join(''), ...SHIFTS.map(shift => base64(key, shift))];
    last = { key, pattern: new RegExp(texts.join('|'), 'g') };
  }
  return last.pattern;
}

/** A key like `test` is no secret, and its letters are part of other words. */
const isSecret = key => key?.length > 7;

const holds = (text, key) => isSecret(key) && text.search(patternOf(key)) >= 0;

/** Returns true if a JSON text may hold the key: escapes can hide it from a search of the text. */
export const mayHoldKey = (text, key) => isSecret(key) && (text.includes('\\') || holds(text, key));

/** A text without the key. */
export const redactText = (text, key) => (isSecret(key) ? text.replace(patternOf(key), MARK) : text);

/** A parsed JSON value without the key in its strings and names. */
export function redactData(value, key, depth = 0) {
  if (!key || value === undefined) return value;
  if (typeof value === 'string') return redactText(value, key);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return MARK;
  if (Array.isArray(value)) return value.map(item => redactData(item, key, depth + 1));
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

/** The answer itself; rebuilt, where it is no Response of the platform, or holds the key outside its body. */
export function redactResponse({ given, url, status, statusText, headers }, key, text) {
  if (given instanceof Response && ![statusText, url, ...headers.values()].some(value => holds(value, key)))
    return given;
  // Some statuses have no body: a Response that has both cannot be made.
  const body = status === 204 || status === 205 ? null : text || null;
  return new Response(body, { status, statusText: redactText(statusText, key), headers: redactHeaders(headers, key) });
}

/**
 * A copy of what was thrown: name, message, code, stack and causes. The original may lead to the request, which holds
 * the key: many HTTP libraries hang it on their errors. A function's text can hold it too.
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
    // A cause that cannot be read is none.
  }
  if (inner !== undefined && depth < CAUSES) {
    Object.defineProperty(copy, 'cause', { value: redactCause(inner, key, depth + 1), configurable: true });
  }
  return copy;
}
