// Makes issues of the records that the structure check wrote: a sentence for each.

import { fixOf, issueOf, readRecord, valuesOf } from './records.js';

/**
 * @param {Uint32Array} words the records
 * @param {{ names: string[], codes: [string, string, string][] }} tables
 * @param {string[]} unknown the keys that are none of the names
 * @param {unknown[]} [fixes] is given the changes that lenient reading makes: `[path, new key or undefined]`
 */
export function readIssues(words, { names, codes }, unknown, fixes) {
  const issues = [];
  for (let start = 0; start < words.length; start += words[start]) {
    const record = readRecord(words, start, names, unknown);
    const [code, template, advice] = codes[record.code];
    const values = valuesOf(record);
    const issue = issueOf(record, code, fill(template, values));
    if (advice) issue.hint = fill(advice, values);
    issue.source = 'spec';
    issues.push(issue);
    const fix = fixOf(record, code);
    if (fix) fixes?.push(fix);
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
