// `validatePost` and the checks of the client: from a value to its issues.

import {
  COUNTER_USED,
  MODE_LENIENT,
  MODE_RULES,
  PLATFORM_TWITTER,
  POST_ROOT,
  ROOT_BODY,
  ROOT_PATH,
  ROOT_QUERY,
  ROOTS_PER_OPERATION,
} from '../generated/contract.js';
import { compose } from '../text/compose.js';
import { countWords, lendText } from '../text/counters.js';
import { attempt, contextOf } from './context.js';
import { bounded, isError, readIssues } from './issues.js';
import { rewrite } from './rewrite.js';
import { workspaceOf } from './workspace.js';

// Read once: in CommonJS an import is a getter.
const POST = POST_ROOT;
const LENIENT = MODE_LENIENT;
const RULES = MODE_RULES;

/**
 * Every issue of a post.
 * @param {unknown} post
 * @param {{ mode?: 'strict' | 'lenient', rules?: boolean, now?: Date | number, edit?: boolean, creatorInfo?: object,
 *   media?: object, messages?: object }} [options]
 */
export function check(engine, post, options) {
  const workspace = workspaceOf(engine);
  if (options?.rules === false) return checkRoot(workspace, POST, post, options);
  const context = contextOf(post, options, workspace.tables.names);
  return checkRoot(workspace, POST, post, options, context);
}

const ROOTS = { path: ROOT_PATH, query: ROOT_QUERY, body: ROOT_BODY };

/**
 * Checks the path, query or body of an operation against the schema alone. Needs an engine with the operations
 * (core.wasm).
 * @param {number} operation its index in the tables
 */
export function checkPart(engine, operation, part, value, mode) {
  return checkRoot(workspaceOf(engine), operation * ROOTS_PER_OPERATION + ROOTS[part], value, { mode });
}

const TIME = ['scheduledFor', 'timezone'];
const isOfTime = ({ path }) => TIME.includes(path[0]);

/**
 * Checks the body of `posts.scheduled.reschedule`: its schema, and the rules of the time of an edit. Needs an engine
 * with the operations (core.wasm).
 */
export function checkReschedule(engine, operation, body, mode) {
  const workspace = workspaceOf(engine);
  const time =
    attempt(() =>
      Object.fromEntries(
        TIME.filter(key => Object.hasOwn(body, key) && body[key] !== undefined).map(key => [key, body[key]]),
      ),
    ) ?? {};
  const fixes = mode === 'lenient' ? [] : undefined;
  // The rules of time read the time alone; other fields that the edit lacks are not asked for here.
  const found =
    find(
      workspace,
      POST,
      time,
      { mode },
      contextOf(time, { edit: true }, workspace.tables.names),
      fixes,
    )?.issues.filter(isOfTime) ?? [];
  const value = fixes?.length ? (attempt(() => ({ ...body, ...rewrite(time, fixes) })) ?? body) : body;
  const ofSchema = checkPart(engine, operation, 'body', value, mode);
  // A time of an invalid format breaks both schemas.
  const isReported = issue => isOfTime(issue) && found.some(({ code }) => code === issue.code);
  return verdict(
    bounded([...ofSchema.issues.filter(issue => !isReported(issue)), ...found], ofSchema.truncated),
    value,
  );
}

/** The post as lenient reading would send it, even if it is not valid yet. */
export function rewritten(engine, post) {
  const workspace = workspaceOf(engine);
  const fixes = [];
  const context = contextOf(post, undefined, workspace.tables.names);
  find(workspace, POST, post, { mode: 'lenient' }, context, fixes);
  return fixes.length ? rewrite(post, fixes) : post;
}

/** Errors come first. */
function verdict({ issues, truncated }, value) {
  const valid = !issues[0] || !isError(issues[0]);
  return valid ? { valid, issues, truncated, value } : { valid, issues, truncated };
}

function checkRoot(workspace, root, value, options, context) {
  const fixes = options?.mode === 'lenient' ? [] : undefined;
  const found = find(workspace, root, value, options, context, fixes);
  if (!found) return { valid: true, issues: [], truncated: 0, value };
  const result = verdict(found, value);
  // A value that could be read a moment ago, and throws now, stays as it is.
  if (result.valid && fixes?.length) result.value = attempt(() => rewrite(value, fixes)) ?? value;
  return result;
}

/** The issues, or nothing. */
function find(workspace, root, value, options, context, fixes) {
  const writeContext = context && (() => workspace.writeContext(context.words));
  const length = workspace.run(root, value, (fixes ? LENIENT : 0) | (context ? RULES : 0), writeContext);
  if (length === 0) return undefined;
  /** @type {Map<string, number | undefined>} */
  const counts = new Map();
  // A copy: making sentences may count a text again, which overwrites the records.
  return readIssues(workspace.issues(length).slice(), workspace.tables, workspace.unknown, {
    fixes,
    utc: utcOf(context?.time),
    messages: options?.messages,
    recount: path => attempt(() => recount(workspace, value, path, counts)),
  });
}

/** A local time in UTC. */
function utcOf(time) {
  if (!time || !Number.isNaN(time.literal) || Number.isNaN(time.first)) return undefined;
  return new Date(time.first).toISOString().replace('.000', '');
}

/** Counts a text for X in its composed form, which only the host can make; once for each text. */
function recount(workspace, value, path, counts) {
  const text = path.reduce((at, key) => at?.[key], value);
  if (typeof text !== 'string') return undefined;
  if (!counts.has(text)) {
    const form = compose(text);
    counts.set(
      text,
      form === text ? undefined : countWords(workspace, PLATFORM_TWITTER, 0, lendText(workspace, form))[COUNTER_USED],
    );
  }
  return counts.get(text);
}
