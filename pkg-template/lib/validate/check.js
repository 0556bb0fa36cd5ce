// `validatePost` and the checks of the client: from a value to its issues.

import { compose } from '../text/compose.js';
import { countWords, deskOf, lend } from './workspace.js';
import { bounded, isError, readIssues } from './issues.js';
import { attempt, knownOf } from './context.js';
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

const TIME = ['scheduledFor', 'timezone'];
const isOfTime = ({ path }) => TIME.includes(path[0]);

/**
 * Checks the body of `posts.scheduled.reschedule`: its schema, and what the rules say of the time of an edit. Only an engine
 * with the operations in it (core.wasm) can.
 */
export function checkReschedule(engine, operation, body, mode) {
  const desk = deskOf(engine);
  const time =
    attempt(() =>
      Object.fromEntries(
        TIME.filter(key => Object.hasOwn(body, key) && body[key] !== undefined).map(key => [key, body[key]]),
      ),
    ) ?? {};
  const fixes = mode === 'lenient' ? [] : undefined;
  // The rules of time look at the time alone; what an edit without the rest of a post lacks is not asked for here.
  const found =
    find(desk, POST_ROOT, time, { mode }, knownOf(time, { edit: true }, desk.tables.names), fixes)?.issues.filter(
      isOfTime,
    ) ?? [];
  const value = fixes?.length ? (attempt(() => ({ ...body, ...rewrite(time, fixes) })) ?? body) : body;
  const ofSchema = checkPart(engine, operation, 'body', value, mode);
  // A time of the wrong form breaks the schema of both.
  const isTold = issue => isOfTime(issue) && found.some(({ code }) => code === issue.code);
  return verdict(bounded([...ofSchema.issues.filter(issue => !isTold(issue)), ...found], ofSchema.truncated), value);
}

/** A post as lenient reading would send it, also where it is not valid yet. */
export function rewritten(engine, post) {
  const desk = deskOf(engine);
  const fixes = [];
  const known = knownOf(post, undefined, desk.tables.names);
  find(desk, POST_ROOT, post, { mode: 'lenient' }, known, fixes);
  return fixes.length ? rewrite(post, fixes) : post;
}

/** Errors come first. */
function verdict({ issues, truncated }, value) {
  const valid = !issues[0] || !isError(issues[0]);
  return valid ? { valid, issues, truncated, value } : { valid, issues, truncated };
}

function checkRoot(desk, root, value, options, known) {
  const fixes = options?.mode === 'lenient' ? [] : undefined;
  const found = find(desk, root, value, options, known, fixes);
  if (!found) return { valid: true, issues: [], truncated: 0, value };
  const result = verdict(found, value);
  // What could be read a moment ago, and now throws, is sent as it is, or not at all.
  if (result.valid && fixes?.length) result.value = attempt(() => rewrite(value, fixes)) ?? value;
  return result;
}

/** Nothing, where nothing is found. */
function find(desk, root, value, options, known, fixes) {
  const tell = known && (() => desk.tell(known.words));
  const length = desk.run(root, value, (fixes ? LENIENT : 0) | (known ? RULES : 0), tell);
  if (length === 0) return undefined;
  /** @type {Map<string, number | undefined>} */
  const counts = new Map();
  // The records are copied: making sentences of them may count a text again, which takes their place.
  return readIssues(desk.issues(length).slice(), desk.tables, desk.unknown, {
    fixes,
    utc: utcOf(known?.time),
    messages: options?.messages,
    recount: path => attempt(() => recount(desk, value, path, counts)),
  });
}

/** A local time in UTC, which means the same under every reading. */
function utcOf(time) {
  if (!time || !Number.isNaN(time.literal) || Number.isNaN(time.first)) return undefined;
  return new Date(time.first).toISOString().replace('.000', '');
}

/** X counts a text in its composed form, which only the host can make: once for each text. */
function recount(desk, value, path, counts) {
  const text = path.reduce((at, key) => at?.[key], value);
  if (typeof text !== 'string') return undefined;
  if (!counts.has(text)) {
    const form = compose(text);
    counts.set(text, form === text ? undefined : countWords(desk, X, 0, lend(desk, form))[2]);
  }
  return counts.get(text);
}
