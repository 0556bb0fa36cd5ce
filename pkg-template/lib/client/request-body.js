// The body of a call: checked, written once, and checked again as written.

import { check, checkPart, checkReschedule } from '../validate/check.js';
import { isError } from '../validate/issues.js';
import { PostPeerError, ValidationError } from './base-errors.js';
import { withParams } from './issue-params.js';

/**
 * Writes the text to send. It is written once, and the written text is checked. So a getter, a Proxy or a `toJSON` that
 * returns another value the second time has no effect. Adds the issues to `found`; without a text, nothing may be sent.
 * @param {object} engine
 * @param {'strict' | 'lenient' | 'off' | Function} mode the client's option `validate`
 * @param {{ index: number, name: string }} operation
 * @param {unknown} given
 * @param {{ issues: object[], truncated: number }} found
 * @returns {{ text?: string, written?: unknown, requested: object[] }} `requested` has the targets of a new post
 */
export function writeBody(engine, mode, { index, name }, given, found) {
  const isPost = name === 'posts.create';
  const isOwn = typeof mode === 'function';
  const hasRules = isPost || name === 'posts.scheduled.edit';
  const checkStructure = (value, reading) => {
    if (isPost) return check(engine, value, { rules: false });
    if (name === 'posts.scheduled.reschedule') return checkReschedule(engine, index, value, reading);
    if (value === undefined) return undefined;
    return checkPart(engine, index, 'body', value, reading);
  };
  const judge = (value, isWritten) => {
    if (mode === 'off') return undefined;
    // The written body is sent as it is, so lenient reading must not rewrite it.
    const reading = isWritten ? 'strict' : mode;
    const rules = isOwn ? mode : (post, options) => check(engine, post, { mode: reading, ...options });
    const verdict = hasRules ? verdictOf(rules, value, isPost) : checkStructure(value, reading);
    // A function of the caller may accept any value, so the schema is checked too. An edit has a schema of its own.
    return hasRules && isWritten && verdict.valid && (isOwn || !isPost) ? checkStructure(value, reading) : verdict;
  };
  const first = judge(given);
  for (const issue of first?.issues ?? []) found.issues.push(issue);
  found.truncated += first?.truncated ?? 0;
  const value = first?.valid ? (first.value ?? given) : given;
  if (value === undefined || found.issues.some(isError)) return { requested: [] };
  let text;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    const code = 'value.unreadable';
    const message = `The body cannot be written as JSON: ${String(cause?.message ?? cause)}`;
    throw new ValidationError([withParams({ severity: 'error', code, path: [], message })], { cause });
  }
  const written = text === undefined ? undefined : JSON.parse(text);
  const second = judge(written, true);
  if (second && !second.valid) {
    // The second check repeats the warnings of the first.
    for (const issue of second.issues) if (isError(issue)) found.issues.push(issue);
    found.truncated += second.truncated ?? 0;
  }
  const requested = isPost && Array.isArray(written?.platforms) ? written.platforms : [];
  return { text, written, requested };
}

/** Returns the verdict of the rules, or of a function of the caller. */
function verdictOf(validate, value, isPost) {
  const verdict = isPost ? validate(value) : validate(value, { edit: true });
  if (!Array.isArray(verdict?.issues)) throw new PostPeerError('validate must answer { valid, issues }, and at once.');
  const issues = [...verdict.issues];
  if (!verdict.valid && !issues.some(isError)) {
    const message = 'validate refuses it, and does not say why.';
    issues.push(withParams({ severity: 'error', code: 'refused', path: [], message }));
  }
  return { ...verdict, issues, truncated: Number(verdict.truncated) || 0 };
}
