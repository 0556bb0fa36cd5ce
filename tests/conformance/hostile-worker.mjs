// Runs the hostile cases in order on one instance of the library and reports each to its parent, so that a case that
// never ends does not end the test run.
import { isDeepStrictEqual } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { readings } from './counted-proxy.mjs';
import { CASES, PLACES, VALUES, bad, badPaths, good } from './hostile-cases.mjs';
import { load } from './library.mjs';

/** The maximum number of trap calls in one validation. Unlike time, it does not depend on the load of the machine. */
const MOST_READINGS = 2 ** 22;
const { validatePost, PostPeerError } = await load(workerData.entry);

/** Returns the faults of an answer that do not depend on the case. */
function malformed(answer) {
  if (typeof answer !== 'object' || answer === null) return [`the answer is ${String(answer)}`];
  const { valid, issues, truncated } = answer;
  if (typeof valid !== 'boolean') return [`valid is ${String(valid)}`];
  if (!Array.isArray(issues)) return ['issues is no array'];
  const lines = [];
  if (!Number.isInteger(truncated) || truncated < 0 || issues.length > 1000 || (truncated > 0 && issues.length < 1000))
    lines.push(`${issues.length} issues, ${truncated} left out`);
  if (valid !== !issues.some(issue => issue.severity === 'error'))
    lines.push(`valid is ${valid} with ${issues.length} issues`);
  for (const issue of issues) {
    const sound =
      typeof issue.code === 'string' &&
      typeof issue.message === 'string' &&
      (issue.severity === 'error' || issue.severity === 'warning') &&
      Array.isArray(issue.path) &&
      issue.path.every(part => typeof part === 'string' || Number.isInteger(part));
    if (!sound) lines.push(`a malformed issue: ${show(issue)}`);
  }
  return lines.slice(0, 3);
}

function show(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Only an error of the library, recognised by name or code, may replace an answer. */
function untyped(error) {
  if (!(error instanceof Error)) return `threw ${typeof error} instead of an Error`;
  if (error instanceof WebAssembly.RuntimeError) return `the wasm trapped: ${error.message}`;
  if (PostPeerError && error instanceof PostPeerError) return null;
  return typeof error.code === 'string' ? null : `threw ${error.name}: ${error.message}`;
}

/** Runs one case. Returns the answer, the number of trap calls, and the faults. */
function ask(question) {
  const lines = [];
  let answer;
  let spent = 0;
  const validate = (...given) => {
    const start = readings();
    try {
      return validatePost(...given);
    } finally {
      spent = Math.max(spent, readings() - start);
    }
  };
  try {
    answer = question(validate);
    lines.push(...malformed(answer));
  } catch (error) {
    const line = untyped(error);
    if (line) lines.push(line);
  }
  if (spent > MOST_READINGS) lines.push(`asked Proxies ${spent} times`);
  return { answer, spent, lines };
}

const startsWith = (path, start) => start.every((part, i) => path[i] === part);
const hasPath = (issues, path) => issues.some(issue => isDeepStrictEqual(issue.path, path));
/** The expected issue may be missing: the value is too large, or has more issues than are reported. */
const gaveUp = ({ issues, truncated }) => truncated > 0 || issues.some(issue => issue.code === 'value.too_large');
const brief = issues =>
  show(
    issues
      .slice(0, 4)
      .map(({ code, path }) => [
        code,
        path.map(part => (typeof part === 'string' && part.length > 40 ? `${part.slice(0, 40)}…` : part)),
      ]),
  );

function runValue(make) {
  const lines = [];
  let busiest = 0;
  for (const [place, put] of Object.entries(PLACES)) {
    const { post, path, alone } = put(make());
    // Add a second fault: an unreadable value must not hide the rest.
    if (!alone) post.timezone = 5;
    const { answer, spent, lines: wrong } = ask(validate => validate(post));
    busiest = Math.max(busiest, spent);
    if (answer && wrong.length === 0) {
      const { valid, issues } = answer;
      if (valid) wrong.push('accepted');
      else if (!issues.some(issue => startsWith(issue.path, path)) && !gaveUp(answer))
        wrong.push(`no issue at ${show(path)}: ${brief(issues)}`);
      else if (!alone && !hasPath(issues, ['timezone']) && !gaveUp(answer))
        wrong.push(`the timezone is not named: ${brief(issues)}`);
    }
    const after = aftermath();
    lines.push(
      ...wrong.map(line => `as ${place}: ${line}`),
      ...after.map(line => `after it stood as ${place}: ${line}`),
    );
    if (after.length > 0) return { lines, busiest, broken: true };
  }
  return { lines, busiest, broken: false };
}

function runCase({ expect, run }) {
  const { answer, spent, lines } = ask(validate => run(validate));
  if (answer && lines.length === 0) {
    const { valid, issues, truncated } = answer;
    if (expect.verdict !== undefined && valid !== expect.verdict) lines.push(`valid is ${valid}: ${brief(issues)}`);
    if (expect.path && !hasPath(issues, expect.path)) lines.push(`no issue at ${show(expect.path)}: ${brief(issues)}`);
    const found = issues.length + truncated;
    if (expect.issues !== undefined && found !== expect.issues) lines.push(`${found} issues, not ${expect.issues}`);
  } else if (expect.verdict === true && lines.length === 0) {
    lines.push('threw');
  }
  const after = aftermath();
  return { lines: [...lines, ...after.map(line => `afterwards: ${line}`)], busiest: spent, broken: after.length > 0 };
}

/** The same instance must still answer correctly. */
function aftermath() {
  const lines = [];
  try {
    if (!validatePost(good()).valid) lines.push('a good post is refused');
    const { valid, issues } = validatePost(bad(), { rules: false });
    const paths = issues.map(issue => JSON.stringify(issue.path)).sort();
    const wanted = badPaths.map(path => JSON.stringify(path)).sort();
    if (valid || !isDeepStrictEqual([...new Set(paths)], wanted)) lines.push(`a bad post gets ${brief(issues)}`);
  } catch (error) {
    lines.push(`threw ${error?.name}: ${error?.message}`);
  }
  return lines;
}

const all = [
  ...Object.entries(VALUES).map(([name, make]) => [name, () => runValue(make)]),
  ...Object.entries(CASES).map(([name, one]) => [name, () => runCase(one)]),
];
for (let index = workerData.from; index < all.length; index += 1) {
  const [name, act] = all[index];
  parentPort.postMessage({ index, name });
  const { lines, busiest, broken } = act();
  parentPort.postMessage({ index, name, lines, busiest, broken });
  // A broken instance would fail all later cases. They run on a new one.
  if (broken) break;
}
parentPort.postMessage({ done: true });
