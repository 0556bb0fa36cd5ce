// The workspace of an engine: its tables, and a tape that is written straight into its memory.

import { MODE_RULES } from '../generated/contract.js';
import { readTables } from './tables.js';
import { createTape } from './tape.js';

// Read once: in CommonJS an import is a getter.
const RULES = MODE_RULES;

// Room for most posts; it grows with the largest.
const FIRST_WORDS = 2048;
const FIRST_BYTES = 16384;
// Memory never shrinks: an instance that a huge value made grow beyond this is not kept.
const MAX_KEPT = 1 << 26;
// The most checks within checks, by way of getters. Without a bound the stack would be the bound.
const MAX_NESTED = 8;

const NOTHING = /* @__PURE__ */ new Uint32Array(0);

/** Makes the workspace of an instance: its tables, and a tape that is written straight into its memory. */
function createWorkspace(instance) {
  const { glue, memory } = instance;
  // A constant, because engines call it without a look-up.
  const checkTape = glue.check;
  const tables = readTables(new Uint8Array(memory.buffer, guarded(glue.tables_at)));
  const lent = { words: NOTHING, bytes: new Uint8Array(0) };
  const own = createTape(tables, reserve);
  let wordRoom = FIRST_WORDS;
  let byteRoom = FIRST_BYTES;
  // Counts the checks and counts that a getter started during the walk of another, and that took its memory.
  let intrusions = 0;
  let nested = 0;

  /** Calls the wasm side, and notes a trap. (At the end of the stack there is no room to call anything afterwards.) */
  function guarded(act) {
    try {
      return act();
    } catch (error) {
      instance.trapped = error;
      throw error;
    }
  }

  /** Lends memory of the wasm side. Its content stays, though it may move. */
  function reserve(words, bytes) {
    if (words > wordRoom) wordRoom = words;
    if (bytes > byteRoom) byteRoom = Math.max(bytes, byteRoom * 2);
    return guarded(() => {
      glue.reserve(wordRoom, byteRoom);
      lent.words = new Uint32Array(memory.buffer, glue.tape_at(), wordRoom);
      lent.bytes = new Uint8Array(memory.buffer, glue.bytes_at(), byteRoom);
      if (memory.buffer.byteLength > MAX_KEPT) instance.spent = true;
      return lent;
    });
  }

  /**
   * Checks a value. Returns the number of words of the issues, and leaves the unknown keys at `workspace.unknown`.
   * `writeContext` is called after the walk: it writes the validation context and returns its number of words.
   *
   * The tape is written to wasm memory itself. When that memory grows it gets another buffer, the views of the old one
   * have a length of 0, and writes to them are lost silently: so the length is checked both before the walk and after
   * it.
   */
  function run(root, value, mode, writeContext) {
    if (own.busy) return runApart(root, value, mode, writeContext);
    if (lent.words.length === 0) own.use(reserve(0, 0));
    const before = intrusions;
    own.write(value, (mode & RULES) !== 0);
    if (before !== intrusions || lent.words.length === 0) return runApart(root, value, mode, writeContext);
    return checkWritten(own, root, mode, writeContext);
  }

  function checkWritten(tape, root, mode, writeContext) {
    // The walk takes a trap for an error of the value.
    if (instance.trapped) throw instance.trapped;
    if (tape.unknown.length > 0) workspace.unknown = tape.unknown;
    // Does what `guarded` does, without a new function for each check.
    try {
      return checkTape(root, tape.length, tape.byteLength, mode, writeContext ? writeContext() : 0);
    } catch (error) {
      instance.trapped = error;
      throw error;
    }
  }

  /** For the rare value whose getters start another check: the tape has memory of its own and is copied at the end. */
  function runApart(root, value, mode, writeContext) {
    if (nested === MAX_NESTED) throw new RangeError('Getters without end');
    nested++;
    let memory = { words: new Uint32Array(FIRST_WORDS), bytes: new Uint8Array(FIRST_BYTES) };
    const tape = createTape(tables, (words, bytes) => {
      const byteRoom = bytes > memory.bytes.length ? bytes * 2 : memory.bytes.length;
      const larger = { words: new Uint32Array(words), bytes: new Uint8Array(byteRoom) };
      larger.words.set(memory.words);
      larger.bytes.set(memory.bytes);
      return (memory = larger);
    });
    tape.use(memory);
    try {
      tape.write(value, (mode & RULES) !== 0);
    } finally {
      nested--;
    }
    intrusions++;
    own.use(reserve(tape.length, tape.byteLength));
    lent.words.set(memory.words.subarray(0, tape.length));
    lent.bytes.set(memory.bytes.subarray(0, tape.byteLength));
    return checkWritten(tape, root, mode, writeContext);
  }

  const workspace = {
    glue,
    memory,
    tables,
    unknown: [],
    run,
    guarded,
    /** Lends this many bytes for anything but a tape. */
    bytes(room) {
      if (lent.bytes.length <= room) {
        intrusions++;
        own.use(reserve(0, room + 1));
      }
      return lent.bytes;
    },
    /** Writes the words of a validation context; returns their number. */
    writeContext(words) {
      // First, for it may grow the memory, which then has another buffer.
      const at = guarded(() => glue.context_at(words.length));
      new Uint32Array(memory.buffer, at, words.length).set(words);
      return words.length;
    },
    /** The issues of the last check, or the counters of the last count. */
    issues: length => new Uint32Array(memory.buffer, guarded(glue.issues_at), length),
  };
  return workspace;
}

/** The workspace of the instance in use, made on first use. */
export function workspaceOf(engine) {
  const instance = engine.instance();
  return (instance.workspace ??= createWorkspace(instance));
}
