// `validatePost` and the checks of the client: from a value to its issues.

import { countWords, deskOf, lend } from './desk.js';
import { readIssues } from './issues.js';
import { knownOf } from './known.js';
import { rewrite } from './rewrite.js';

const POST_ROOT = 0;
const LENIENT = 1;
const RULES = 2;
const X = 0;

/**
 * Everything that is wrong with a post.
 * @param {unknown} post
 * @param {{ mode?: 'strict' | 'lenient', rules?: boolean, now?: Date | number, edit?: boolean, creatorInfo?: object,
 *   media?: object, messages?: object }} [options]
 */
export function check(engine, post, options) {
  const desk = deskOf(engine);
  if (options?.rules === false) return checkRoot(desk, POST_ROOT, post, options);
  const known = knownOf(post, options, desk.tables.names);
  return checkRoot(desk, POST_ROOT, post, options, known);
}

const PARTS = { path: 1, query: 2, body: 3 };

/**
 * Checks the path, query or body of an operation by its place in the table of operations, against the schema alone.
 * Only an engine with the operations in it (core.wasm) can.
 */
export function checkPart(engine, operation, part, value, mode) {
  return checkRoot(deskOf(engine), operation * 3 + PARTS[part], value, { mode });
}

function checkRoot(desk, root, value, options, known) {
  const lenient = options?.mode === 'lenient';
  const tell = known && (() => desk.tell(known.words));
  const length = desk.run(root, value, (lenient ? LENIENT : 0) | (known ? RULES : 0), tell);
  if (length === 0) return { valid: true, issues: [], value };
  const fixes = lenient ? [] : undefined;
  // The records are copied: to make sentences of them, a text may have to be counted anew, which takes their place.
  const issues = readIssues(desk.issues(length).slice(), desk.tables, desk.unknown, {
    fixes,
    utc: utcOf(known?.time),
    messages: options?.messages,
    recount: (path) => recount(desk, value, path),
  });
  if (issues.some((issue) => issue.severity === 'error')) return { valid: false, issues };
  return { valid: true, issues, value: fixes?.length ? rewrite(value, fixes) : value };
}

/** A local time in UTC, which means the same under every reading. */
function utcOf(time) {
  if (!time || !Number.isNaN(time.literal) || Number.isNaN(time.first)) return undefined;
  return new Date(time.first).toISOString().replace('.000', '');
}

/** X counts a text in its composed form, which only the host can make. */
function recount(desk, value, path) {
  const text = path.reduce((at, key) => at?.[key], value);
  const form = typeof text === 'string' ? text.normalize() : text;
  return form === text ? undefined : countWords(desk, X, 0, lend(desk, form))[2];
}
