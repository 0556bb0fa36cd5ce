// Reads the records that the checker wrote (src/check/issue.rs) and makes sentences of them.

const HAS_LIMIT = 1;
const HAS_ACTUAL = 2;
const IS_WARNING = 4;
const KEY_SEGMENT = 0x40000000;
const UNKNOWN_SEGMENT = 0x80000000;

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/**
 * @param {Uint32Array} words the records
 * @param {{ names: string[], codes: string[][], titles: Map<string, string> }} tables
 * @param {string[]} unknown the keys that are none of the names
 * @param {{
 *   fixes?: unknown[],
 *   utc?: string,
 *   messages?: Record<string, string | ((issue: object) => string)>,
 *   recount?: (path: (string | number)[]) => number | undefined,
 * }} [options] `fixes` is given the changes that lenient reading makes: `[path, new key or undefined, new value]`; `utc` is
 * what a local time is in UTC; `messages` replaces sentences by code; `recount` counts a text for X once more
 */
export function readIssues(words, { names, codes, titles }, unknown, { fixes, utc, messages, recount } = {}) {
  const issues = [];
  for (let start = 0; start < words.length; start += words[start]) {
    const end = start + words[start];
    const [code, sentence, advice, why, source] = codes[words[start + 1]];
    const flags = words[start + 2];
    const found = words[start + 5];
    let at = start + 6;
    const value = () => {
      numberWords[0] = words[at++];
      numberWords[1] = words[at++];
      return number[0];
    };
    const limit = flags & HAS_LIMIT ? value() : undefined;
    let actual = flags & HAS_ACTUAL ? rounded(value()) : undefined;
    const listed = [];
    for (let left = words[at++]; left > 0; left--) listed.push(names[words[at++]]);
    const path = [];
    for (; at < end; at++) {
      const segment = words[at];
      if (segment & UNKNOWN_SEGMENT) path.push(unknown[segment & ~UNKNOWN_SEGMENT]);
      else if (segment & KEY_SEGMENT) path.push(names[segment & ~KEY_SEGMENT]);
      else path.push(segment);
    }
    const warning = (flags & IS_WARNING) !== 0;
    if (code === 'twitter.text.too_long') {
      actual = recount?.(path) ?? actual;
      if (actual <= limit) continue;
    }
    const platform = words[start + 3] ? names[words[start + 3] - 1] : undefined;
    const near = found && !sentence.includes('{found}') ? names[found - 1] : undefined;
    const fill = (text) =>
      text.replace(/\{(\w+)\}/g, (_, place) => {
        switch (place) {
          case 'key':
            return keyOf(path);
          case 'names':
            return join(listed);
          case 'found':
            return found ? names[found - 1] : 'something else';
          case 'limit':
            return String(limit);
          case 'why':
            return why;
          case 'platform':
            return titles.get(platform) ?? 'PostPeer';
          default:
            return String(actual);
        }
      });
    const issue = { severity: warning ? 'warning' : 'error', code, path, message: '' };
    if (platform !== undefined) issue.platform = platform;
    if (words[start + 4]) issue.target = words[start + 4] - 1;
    if (limit !== undefined) issue.limit = limit;
    if (actual !== undefined) issue.actual = actual;
    if (near !== undefined) issue.hint = `Did you mean ${near}?`;
    else if (utc && code === 'format.date_time') issue.hint = `Write it as ${utc}, with timezone UTC.`;
    else if (advice) issue.hint = fill(advice);
    issue.source = source;
    const own = messages?.[code] ?? messages?.[`*.${code.slice(code.lastIndexOf('.') + 1)}`];
    issue.message = typeof own === 'function' ? String(own(issue)) : fill(own ?? sentence);
    issues.push(issue);
    if (fixes && warning) {
      if (code === 'renamed_key') fixes.push([path, listed[0]]);
      else if (code === 'retired_value') fixes.push([path, undefined]);
      else if (code === 'format.local_time') fixes.push([path, 'scheduledFor', utc], [['timezone'], 'timezone', 'UTC']);
    }
  }
  return issues;
}

/** Sizes and durations to a thousandth. */
const rounded = (number) => Math.round(number * 1000) / 1000;

/** The last key of a path, with the index after it where there is one. */
function keyOf(path) {
  if (path.length === 0) return 'The post';
  const last = path[path.length - 1];
  if (typeof last !== 'number') return last;
  return path.length > 1 ? `${path[path.length - 2]}[${last}]` : `[${last}]`;
}

function join(names) {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
