// From a post to its issues: write the tape, copy it over, let the wasm side check it, read the issues.

import { readIssues } from './issues.js';
import { rewrite } from './rewrite.js';
import { createTape } from './tape.js';

const POST_ROOT = 0;
const LENIENT = 1;
const RULES = 2;

// Below this many words or bytes a loop is quicker than making a view to copy from.
const FEW = 128;

/** The texts of the tables, and how the values of each field are to be written. */
function readTables(glue) {
  const [names, lines, operations] = glue.tables().split('\f').map((section) => section.split('\n').slice(0, -1));
  const codes = [];
  for (let i = 0; i < lines.length; i += 3) codes.push(lines.slice(i, i + 3));
  return {
    names,
    flags: names.map((_, name) => glue.flags_of(name)),
    limits: names.map((_, name) => glue.limit_of(name)),
    codes,
    operations,
  };
}

/** What is kept for each engine: its tables, a tape, and views of its memory. */
function createDesk(engine) {
  const glue = engine.get();
  const memory = engine.memory;
  const tables = readTables(glue);
  const tape = createTape(tables);

  let wordRoom = 0;
  let byteRoom = 0;
  let wordsAt = 0;
  let bytesAt = 0;
  let words = new Uint32Array(memory.buffer);
  let bytes = new Uint8Array(memory.buffer);

  /** Views are made anew whenever the memory has grown: it then has another buffer, and the old views are empty. */
  function refresh() {
    if (words.buffer === memory.buffer) return;
    words = new Uint32Array(memory.buffer);
    bytes = new Uint8Array(memory.buffer);
  }

  /** Writes, copies and checks; answers how many words the issues take. The tape keeps what the walk found. */
  function run(written, root, value, mode) {
    written.write(value, (mode & RULES) !== 0);
    const length = written.length;
    const byteLength = written.byteLength;
    if (length > wordRoom || byteLength > byteRoom) {
      wordRoom = Math.max(wordRoom, written.words.length);
      byteRoom = Math.max(byteRoom, byteLength * 2);
      glue.reserve(wordRoom, byteRoom);
      wordsAt = glue.tape_at() >>> 2;
      bytesAt = glue.bytes_at();
    }
    refresh();
    copy(words, wordsAt, written.words, length);
    copy(bytes, bytesAt, written.bytes, byteLength);
    return glue.check(root, length, byteLength, mode);
  }

  return {
    tables,
    /** A tape that no walk is using: a getter of the value being walked may have called for another check. */
    tape: () => (tape.busy ? createTape(tables) : tape),
    run,
    issues(length) {
      refresh();
      const start = glue.issues_at() >>> 2;
      return words.subarray(start, start + length);
    },
  };
}

function copy(to, at, from, length) {
  if (length > FEW) to.set(from.subarray(0, length), at);
  else for (let i = 0; i < length; i++) to[at + i] = from[i];
}

/** The engine's desk, made on first use. */
export function deskOf(engine) {
  return (engine.desk ??= createDesk(engine));
}

/**
 * Checks a value against one root of the tables.
 * @param {unknown} value
 * @param {{ mode?: 'strict' | 'lenient', rules?: boolean }} [options]
 */
function checkRoot(engine, root, value, options) {
  const desk = deskOf(engine);
  const tape = desk.tape();
  const lenient = options?.mode === 'lenient';
  const length = desk.run(tape, root, value, (lenient ? LENIENT : 0) | (options?.rules === false ? 0 : RULES));
  if (length === 0) return { valid: true, issues: [], value };
  const fixes = lenient ? [] : undefined;
  const issues = readIssues(desk.issues(length), desk.tables, tape.unknown, fixes);
  if (issues.some((issue) => issue.severity === 'error')) return { valid: false, issues };
  return { valid: true, issues, value: fixes?.length ? rewrite(value, fixes) : value };
}

/** `validatePost`: everything that is wrong with a post. */
export function check(engine, post, options) {
  return checkRoot(engine, POST_ROOT, post, options);
}

const PARTS = { path: 1, query: 2, body: 3 };

/**
 * Checks the path, query or body of an operation by its place in the table of operations. Only an engine with the
 * operations in it (core.wasm) can.
 */
export function checkPart(engine, operation, part, value) {
  return checkRoot(engine, operation * 3 + PARTS[part], value, { rules: false });
}
