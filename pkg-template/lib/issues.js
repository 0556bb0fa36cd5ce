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
 * @param {{ names: string[], codes: [string, string, string][] }} tables
 * @param {string[]} unknown the keys that are none of the names
 * @param {unknown[]} [fixes] is given the changes that lenient reading makes: `[path, new key or undefined]`
 */
export function readIssues(words, { names, codes }, unknown, fixes) {
  const issues = [];
  for (let start = 0; start < words.length; start += words[start]) {
    const end = start + words[start];
    const [code, template, advice] = codes[words[start + 1]];
    const flags = words[start + 2];
    const found = words[start + 5];
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
    const warning = (flags & IS_WARNING) !== 0;
    const values = {
      key: keyOf(path),
      names: join(listed),
      found: found ? names[found - 1] : 'something else',
      limit,
      actual,
    };
    const issue = { severity: warning ? 'warning' : 'error', code, path, message: fill(template, values) };
    if (words[start + 3]) issue.platform = names[words[start + 3] - 1];
    if (words[start + 4]) issue.target = words[start + 4] - 1;
    if (limit !== undefined) issue.limit = limit;
    if (actual !== undefined) issue.actual = actual;
    if (advice) issue.hint = fill(advice, values);
    issue.source = 'spec';
    issues.push(issue);
    if (fixes && warning) {
      if (code === 'renamed_key') fixes.push([path, listed[0]]);
      else if (code === 'retired_value') fixes.push([path, undefined]);
    }
  }
  return issues;
}

/** A sentence with its places filled. (Without a regular expression: one can't be made near the end of the stack.) */
function fill(text, values) {
  const [first, ...rest] = text.split('{');
  return rest.reduce((sentence, part) => {
    const [place, after] = part.split('}');
    return sentence + values[place] + after;
  }, first);
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
