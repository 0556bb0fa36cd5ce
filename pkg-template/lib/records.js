// Reads the records that the checker wrote (src/check/issue.rs). What is said of them is another matter: lib/issues.js
// makes the sentences of the structure, lib/rules/issues.js those of the rules.

const HAS_LIMIT = 1;
const HAS_ACTUAL = 2;
const IS_WARNING = 4;
const KEY_SEGMENT = 0x40000000;
const UNKNOWN_SEGMENT = 0x80000000;

const number = new Float64Array(1);
const numberWords = new Uint32Array(number.buffer);

/**
 * @param {Uint32Array} words the records
 * @param {number} start where this one begins; its first word is its length
 * @param {string[]} names
 * @param {string[]} unknown the keys that are none of the names
 */
export function readRecord(words, start, names, unknown) {
  const end = start + words[start];
  const flags = words[start + 2];
  const nameAt = (place) => (words[place] ? names[words[place] - 1] : undefined);
  let at = start + 6;
  const value = () => {
    numberWords[0] = words[at++];
    numberWords[1] = words[at++];
    return number[0];
  };
  const limit = flags & HAS_LIMIT ? value() : undefined;
  const actual = flags & HAS_ACTUAL ? value() : undefined;
  const listed = [];
  for (let left = words[at++]; left > 0; left--) listed.push(names[words[at++]]);
  const path = [];
  for (; at < end; at++) {
    const segment = words[at];
    if (segment & UNKNOWN_SEGMENT) path.push(unknown[segment & ~UNKNOWN_SEGMENT]);
    else if (segment & KEY_SEGMENT) path.push(names[segment & ~KEY_SEGMENT]);
    else path.push(segment);
  }
  return {
    code: words[start + 1],
    warning: (flags & IS_WARNING) !== 0,
    platform: nameAt(start + 3),
    target: words[start + 4],
    found: nameAt(start + 5),
    limit,
    actual,
    listed,
    path,
  };
}

/** The issue of a record, as yet without hint and source. */
export function issueOf({ warning, path, platform, target, limit, actual }, code, message) {
  const issue = { severity: warning ? 'warning' : 'error', code, path, message };
  if (platform !== undefined) issue.platform = platform;
  if (target) issue.target = target - 1;
  if (limit !== undefined) issue.limit = limit;
  if (actual !== undefined) issue.actual = actual;
  return issue;
}

/** The change that lenient reading makes: `[path, new key or undefined]`. */
export function fixOf({ warning, path, listed }, code) {
  if (warning && code === 'renamed_key') return [path, listed[0]];
  return warning && code === 'retired_value' ? [path, undefined] : undefined;
}

/** What the places of a sentence stand for. */
export function valuesOf({ path, listed, found, limit, actual }) {
  return { key: keyOf(path), names: join(listed), found: found ?? 'something else', limit, actual };
}

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
