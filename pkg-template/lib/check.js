// From a post to its issues: write the tape, let the wasm side check it, read the issues.

import { readIssues } from './issues.js';
import { knownOf } from './known.js';
import { rewrite } from './rewrite.js';
import { createTape } from './tape.js';

const POST_ROOT = 0;
const LENIENT = 1;
const RULES = 2;

// Room for most posts; it grows with the largest that comes.
const FIRST_WORDS = 2048;
const FIRST_BYTES = 16384;

// More frames of ours than the wasm side takes of the stack.
const STACK = 200;

const encoder = /* @__PURE__ */ new TextEncoder();
/** Where nothing is known beside the value. */
const NOTHING = { words: [], time: undefined };

/** The texts of the tables, and how the values of each field are to be written. */
function readTables(glue) {
  const sections = glue.tables().split('\f').map((section) => section.split('\n').slice(0, -1));
  const [names, lines, operations, sayings, rules, platforms] = sections;
  // Each code with its sentence, its hint, what its row adds, and where it comes from.
  const codes = [];
  for (let i = 0; i < lines.length; i += 3) codes.push([...lines.slice(i, i + 3), '', 'spec']);
  for (let i = 0; i < rules.length; i += 4) {
    const saying = (rules[i + 1].charCodeAt(0) - 48) * 2;
    codes.push([rules[i], sayings[saying], sayings[saying + 1], rules[i + 2], rules[i + 3]]);
  }
  return {
    names,
    platforms: platforms.filter((_, line) => line % 2 === 0),
    titles: new Map(platforms.flatMap((name, line) => (line % 2 === 0 ? [[name, platforms[line + 1]]] : []))),
    flags: names.map((_, name) => glue.flags_of(name)),
    limits: names.map((_, name) => glue.limit_of(name)),
    codes,
    operations,
  };
}

/**
 * Takes some of the stack and gives it back. A stack that ended inside the wasm would leave it in the midst of its work;
 * here it only throws.
 */
const spare = (frames) => (frames === 0 ? 0 : spare(frames - 1) + 1);

/** What is kept for each engine: its tables, and a tape that is written straight into its memory. */
function createDesk(engine) {
  const glue = engine.get();
  const tables = readTables(glue);
  const lent = { words: new Uint32Array(0), bytes: new Uint8Array(0) };
  const own = createTape(tables, reserve);
  let wordRoom = FIRST_WORDS;
  let byteRoom = FIRST_BYTES;
  // Counts the checks that came from a getter in the midst of another's walk, and took the memory that it writes to.
  let intrusions = 0;

  /** Lends memory of the wasm side. What has been written to it stays, though it may move. */
  function reserve(words, bytes) {
    if (words > wordRoom) wordRoom = words;
    if (bytes > byteRoom) byteRoom = Math.max(bytes, byteRoom * 2);
    glue.reserve(wordRoom, byteRoom);
    const { buffer } = engine.memory;
    lent.words = new Uint32Array(buffer, glue.tape_at(), wordRoom);
    lent.bytes = new Uint8Array(buffer, glue.bytes_at(), byteRoom);
    return lent;
  }

  /**
   * Checks a value; answers how many words the issues take, and leaves the unknown keys at `desk.unknown`.
   *
   * The tape is written to wasm memory itself. When that memory grows it gets another buffer, the views of the old one
   * are left with a length of 0, and what is written to them is lost without a word: so the length is looked at both
   * before the walk and after it.
   */
  function run(root, value, mode, known) {
    if (own.busy) return runApart(root, value, mode, known);
    if (lent.words.length === 0) own.use(reserve(0, 0));
    const before = intrusions;
    own.write(value, (mode & RULES) !== 0);
    if (before !== intrusions || lent.words.length === 0) return runApart(root, value, mode, known);
    desk.unknown = own.unknown;
    tell(known);
    spare(STACK);
    return glue.check(root, own.length, own.byteLength, mode, known.length);
  }

  /** Hands over what is known beside the value. */
  function tell(known) {
    if (known.length === 0) return;
    const at = glue.known_at(known.length);
    new Uint32Array(engine.memory.buffer, at, known.length).set(known);
  }

  /** For the rare value whose getters start another check: the tape has memory of its own and is copied when whole. */
  function runApart(root, value, mode, known) {
    let memory = { words: new Uint32Array(FIRST_WORDS), bytes: new Uint8Array(FIRST_BYTES) };
    const tape = createTape(tables, (words, bytes) => {
      const room = memory.bytes.length;
      const larger = {
        words: new Uint32Array(Math.max(words, memory.words.length)),
        bytes: new Uint8Array(bytes > room ? Math.max(bytes, room * 2) : room),
      };
      larger.words.set(memory.words);
      larger.bytes.set(memory.bytes);
      return (memory = larger);
    });
    tape.use(memory);
    tape.write(value, (mode & RULES) !== 0);
    intrusions++;
    own.use(reserve(tape.length, tape.byteLength));
    lent.words.set(memory.words.subarray(0, tape.length));
    lent.bytes.set(memory.bytes.subarray(0, tape.byteLength));
    desk.unknown = tape.unknown;
    tell(known);
    spare(STACK);
    return glue.check(root, tape.length, tape.byteLength, mode, known.length);
  }

  const desk = {
    tables,
    unknown: [],
    run,
    /** The records of the last check. */
    issues: (length) => new Uint32Array(engine.memory.buffer, glue.issues_at(), length),
    /** The counters of a text: unit, limit, use and (plus one) where it goes over, for each limit of the platform. */
    count(platform, choice, text) {
      if (lent.words.length === 0 || text.length * 3 > lent.bytes.length) own.use(reserve(0, text.length * 3));
      const { written } = encoder.encodeInto(text, lent.bytes);
      return desk.issues(glue.count_text(platform, choice, written));
    },
  };
  return desk;
}

/** The engine's desk, made on first use. */
export function deskOf(engine) {
  return (engine.desk ??= createDesk(engine));
}

/**
 * Checks a value against one root of the tables.
 * @param {unknown} value
 * @param {{ mode?: 'strict' | 'lenient', rules?: boolean, messages?: object }} [options]
 */
function checkRoot(engine, root, value, options) {
  const desk = deskOf(engine);
  const lenient = options?.mode === 'lenient';
  const rules = options?.rules !== false;
  const { words, time } = rules ? knownOf(value, options, desk.tables.names) : NOTHING;
  const length = desk.run(root, value, (lenient ? LENIENT : 0) | (rules ? RULES : 0), words);
  if (length === 0) return { valid: true, issues: [], value };
  const fixes = lenient ? [] : undefined;
  // The records are copied: to make sentences of them, a text may have to be counted anew, which takes their place.
  const issues = readIssues(desk.issues(length).slice(), desk.tables, desk.unknown, {
    fixes,
    utc: utcOf(time),
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
  if (typeof text !== 'string' || text.normalize() === text) return undefined;
  return desk.count(0, 0, text.normalize())[2];
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
