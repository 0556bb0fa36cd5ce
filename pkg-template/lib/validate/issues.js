// Makes issues of the records of the checker.

import { MAX_ISSUES, TYPE_OBJECT } from '../generated/contract.js';
import { writerOf } from './messages.js';
import { leftOut, recordsOf } from './records.js';

export const isError = ({ severity }) => severity === 'error';

/**
 * The issues of a verdict, errors first, and the number that was left out.
 * @param {object[]} issues in any order
 * @param {number} [truncated] the number that was left out before
 */
export function bounded(issues, truncated = 0) {
  const sorted = [...issues.filter(isError), ...issues.filter(issue => !isError(issue))];
  return { issues: sorted.slice(0, MAX_ISSUES), truncated: truncated + Math.max(0, sorted.length - MAX_ISSUES) };
}

/**
 * The issues, errors first, and the number that was left out.
 * @param {Uint32Array} words the words of the checker
 * @param {{ names: string[], codes: object[], groups: Map<string, { title: string }> }} tables
 * @param {string[]} unknown the unknown keys
 * @param {{
 *   fixes?: unknown[],
 *   utc?: string,
 *   messages?: object | object[],
 *   recount: (path: (string | number)[]) => number | undefined,
 * }} options `fixes` receives the changes of lenient reading: `[path, new key or undefined, new value]`; `utc` is a
 * local time in UTC; `messages` are locales and texts of the caller's own; `recount` counts a text for X once more
 */
export function readIssues(words, tables, unknown, { fixes, utc, messages, recount }) {
  const { names, codes } = tables;
  const writer = writerOf(messages, tables);
  const issues = [];
  let truncated = leftOut(words);
  for (const record of recordsOf(words, names, unknown)) {
    const entry = codes[record.code];
    const { code } = entry;
    const { isWarning, platform, targets, found, limit, listed, path } = record;
    if (record.isRecounted) {
      record.actual = recount(path) ?? record.actual;
      if (record.actual <= limit) continue;
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
    const issue = { severity: isWarning ? 'warning' : 'error', code, path, message: '' };
    if (platform !== undefined) issue.platform = platform;
    if (targets.length > 1) issue.targets = targets;
    else if (targets.length > 0) issue.target = targets[0];
    if (limit !== undefined) issue.limit = limit;
    if (record.actual !== undefined) issue.actual = record.actual;
    issue.params = writer.paramsOf(record, entry);
    issue.source = entry.source;
    writer.write(issue, entry, specialHint(entry, found, path, utc, names), utc);
    issues.push(issue);
  }
  return { issues, truncated };
}

/** The id of a hint that depends on the value, or nothing. */
function specialHint({ code, message }, found, path, utc, names) {
  if (found && !message.includes('{found}')) return 'hint.suggestion';
  if (code === 'type' && found === names[TYPE_OBJECT] && path[path.length - 1] === 'scheduledFor') return 'hint.date';
  return utc && code === 'format.date_time' ? 'hint.utc' : undefined;
}
