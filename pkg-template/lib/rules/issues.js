// Makes issues of the records that the structure check and the rules wrote: a sentence for each, or the caller's own.

import { fixOf, issueOf, readRecord, valuesOf } from '../records.js';

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
    const record = readRecord(words, start, names, unknown);
    const [code, sentence, advice, why, source] = codes[record.code];
    const { path, platform, found, warning } = record;
    if (record.actual !== undefined) record.actual = rounded(record.actual);
    if (code === 'twitter.text.too_long') {
      record.actual = recount?.(path) ?? record.actual;
      if (record.actual <= record.limit) continue;
    }
    const values = { ...valuesOf(record), why, platform: titles.get(platform) ?? 'PostPeer' };
    // A sentence of the caller's may have braces of its own.
    const fill = (text) => text.replace(/\{(\w+)\}/g, (_, place) => (Object.hasOwn(values, place) ? values[place] : values.actual));
    const issue = issueOf(record, code, '');
    if (found && !sentence.includes('{found}')) issue.hint = `Did you mean ${found}?`;
    else if (utc && code === 'format.date_time') issue.hint = `Write it as ${utc}, with timezone UTC.`;
    else if (advice) issue.hint = fill(advice);
    issue.source = source;
    const own = messages?.[code] ?? messages?.[`*.${code.slice(code.lastIndexOf('.') + 1)}`];
    issue.message = typeof own === 'function' ? String(own(issue)) : fill(own ?? sentence);
    issues.push(issue);
    const fix = fixOf(record, code);
    if (fix) fixes?.push(fix);
    if (warning && code === 'format.local_time') fixes?.push([path, 'scheduledFor', utc], [['timezone'], 'timezone', 'UTC']);
  }
  return issues;
}

/** Sizes and durations to a thousandth. */
const rounded = (number) => Math.round(number * 1000) / 1000;
