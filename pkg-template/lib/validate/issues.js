// Makes issues of the records of the checker: a sentence for each, or the caller's own.

import { MAX_ISSUES, TYPE_OBJECT } from '../generated/contract.js';
import { leftOut, recordsOf } from './records.js';

export const isError = ({ severity }) => severity === 'error';

/**
 * As many issues as a verdict has, errors first, and how many were left out.
 * @param {object[]} issues in any order
 * @param {number} [truncated] how many were left out before
 */
export function bounded(issues, truncated = 0) {
  const sorted = [...issues.filter(isError), ...issues.filter(issue => !isError(issue))];
  return { issues: sorted.slice(0, MAX_ISSUES), truncated: truncated + Math.max(0, sorted.length - MAX_ISSUES) };
}

/**
 * The issues, errors first, and how many were left out.
 * @param {Uint32Array} words what the checker wrote
 * @param {{ names: string[], codes: string[][], groups: Map<string, { title: string }> }} tables
 * @param {string[]} unknown the keys that are none of the names
 * @param {{
 *   fixes?: unknown[],
 *   utc?: string,
 *   messages?: Record<string, string | ((issue: object) => string)>,
 *   recount: (path: (string | number)[]) => number | undefined,
 * }} options `fixes` is given the changes that lenient reading makes: `[path, new key or undefined, new value]`; `utc` is
 * what a local time is in UTC; `messages` replaces sentences by code; `recount` counts a text for X once more
 */
export function readIssues(words, { names, codes, groups }, unknown, { fixes, utc, messages, recount }) {
  const issues = [];
  let truncated = leftOut(words);
  for (const record of recordsOf(words, names, unknown)) {
    const [code, sentence, advice, why, source] = codes[record.code];
    const { isWarning, platform, targets, found, limit, listed, path } = record;
    let { actual } = record;
    if (record.isRecounted) {
      actual = recount(path) ?? actual;
      if (actual <= limit) continue;
    }
    if (isWarning && fixes) {
      if (code === 'renamed_key') fixes.push([path, listed[0]]);
      else if (code === 'retired_value') fixes.push([path, undefined]);
      else if (code === 'format.local_time') fixes.push([path, 'scheduledFor', utc], [['timezone'], 'timezone', 'UTC']);
    }
    if (record.isLeftOut) continue;
    if (issues.length === MAX_ISSUES) {
      truncated++;
      continue;
    }
    const values = {
      key: keyOf(path),
      names: join(listed),
      found: found ?? 'something else',
      limit,
      actual,
      why,
      platform: groups.get(platform ?? 'post').title,
    };
    const issue = { severity: isWarning ? 'warning' : 'error', code, path, message: '' };
    if (platform !== undefined) issue.platform = platform;
    if (targets.length > 1) issue.targets = targets;
    else if (targets.length > 0) issue.target = targets[0];
    if (limit !== undefined) issue.limit = limit;
    if (actual !== undefined) issue.actual = actual;
    if (found && !sentence.includes('{found}')) issue.hint = `Did you mean ${found}?`;
    else if (code === 'type' && found === names[TYPE_OBJECT] && values.key === 'scheduledFor')
      issue.hint = 'Of a Date, give its toISOString().';
    else if (utc && code === 'format.date_time') issue.hint = `Write it as ${utc}, with timezone UTC.`;
    else if (advice && (listed.length > 0 || !advice.includes('{names}'))) issue.hint = fill(advice, values);
    issue.source = source;
    const own = messages?.[code] ?? messages?.[`*.${code.slice(code.lastIndexOf('.') + 1)}`];
    issue.message = fill(typeof own === 'string' ? own : sentence, values);
    if (typeof own === 'function') issue.message = String(own(issue));
    issues.push(issue);
  }
  return { issues, truncated };
}

/** @type {Map<string, string[]>} sentences, cut at the places in them: at every odd place stands a name */
const cuts = new Map();

/** Puts values in the place of their names. What else stands in braces, in a sentence of the caller's, stays as it is. */
function fill(text, values) {
  let parts = cuts.get(text);
  if (!parts) {
    if (cuts.size > 999) cuts.clear();
    cuts.set(text, (parts = text.split(/\{(\w+)\}/)));
  }
  let filled = parts[0];
  for (let at = 1; at < parts.length; at += 2) {
    filled += (Object.hasOwn(values, parts[at]) ? values[parts[at]] : `{${parts[at]}}`) + parts[at + 1];
  }
  return filled;
}

/** The last key of a path, with the index after it where there is one. */
function keyOf(path) {
  if (path.length === 0) return 'The post';
  const last = path[path.length - 1];
  if (typeof last !== 'number') return last || '""';
  return path.length > 1 ? `${path[path.length - 2]}[${last}]` : `[${last}]`;
}

function join(names) {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
