// The desk of an engine: its tables, and a tape that is written straight into its memory.

import { readTables } from './tables.js';
import { createTape } from './tape.js';

const RULES = 2;

// Room for most posts; it grows with the largest that comes.
const FIRST_WORDS = 2048;
const FIRST_BYTES = 16384;
// Memory never shrinks: an instance that grew beyond this, for a value as large as no post, is not kept.
const MOST_KEPT = 1 << 26;
// Checks within checks, by way of getters. Nobody means to; without a bound the stack would be the bound.
const MOST_NESTED = 8;

const NOTHING = /* @__PURE__ */ new Uint32Array(0);

const encoder = /* @__PURE__ */ new TextEncoder();

/** What is kept for each instance: its tables, and a tape that is written straight into its memory. */
function createDesk(instance) {
  const { glue, memory } = instance;
  // As a constant: engines call it without looking it up.
  const judgeTape = glue.check;
  const tables = readTables(new Uint8Array(memory.buffer, guarded(glue.tables_at)));
  const lent = { words: NOTHING, bytes: new Uint8Array(0) };
  const own = createTape(tables, reserve);
  let wordRoom = FIRST_WORDS;
  let byteRoom = FIRST_BYTES;
  // Counts the checks and counts that came from a getter in the midst of another's walk, and took the memory that it
  // writes to.
  let intrusions = 0;
  let nested = 0;

  /** For what calls the wasm side. (At the end of the stack there is no room to call anything when it was cut off.) */
  function guarded(act) {
    try {
      return act();
    } catch (error) {
      instance.cut = error;
      throw error;
    }
  }

  /** Lends memory of the wasm side. What has been written to it stays, though it may move. */
  function reserve(words, bytes) {
    if (words > wordRoom) wordRoom = words;
    if (bytes > byteRoom) byteRoom = Math.max(bytes, byteRoom * 2);
    return guarded(() => {
      glue.reserve(wordRoom, byteRoom);
      lent.words = new Uint32Array(memory.buffer, glue.tape_at(), wordRoom);
      lent.bytes = new Uint8Array(memory.buffer, glue.bytes_at(), byteRoom);
      if (memory.buffer.byteLength > MOST_KEPT) instance.spent = true;
      return lent;
    });
  }

  /**
   * Checks a value; answers how many words the issues take, and leaves the unknown keys at `desk.unknown`. `tell` hands
   * over what is known beside the value, when the walk is done, and answers in how many words.
   *
   * The tape is written to wasm memory itself. When that memory grows it gets another buffer, the views of the old one
   * are left with a length of 0, and what is written to them is lost without a word: so the length is looked at both
   * before the walk and after it.
   */
  function run(root, value, mode, tell) {
    if (own.busy) return runApart(root, value, mode, tell);
    if (lent.words.length === 0) own.use(reserve(0, 0));
    const before = intrusions;
    own.write(value, (mode & RULES) !== 0);
    if (before !== intrusions || lent.words.length === 0) return runApart(root, value, mode, tell);
    return judge(own, root, mode, tell);
  }

  function judge(tape, root, mode, tell) {
    // The walk takes an error for one of the value's.
    if (instance.cut) throw instance.cut;
    if (tape.unknown.length > 0) desk.unknown = tape.unknown;
    // As in `guarded`, without a function to be made for each check.
    try {
      return judgeTape(root, tape.length, tape.byteLength, mode, tell ? tell() : 0);
    } catch (error) {
      instance.cut = error;
      throw error;
    }
  }

  /** For the rare value whose getters start another check: the tape has memory of its own and is copied when whole. */
  function runApart(root, value, mode, tell) {
    if (nested === MOST_NESTED) throw new RangeError('Getters without end');
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
    return judge(tape, root, mode, tell);
  }

  const desk = {
    glue,
    memory,
    tables,
    unknown: [],
    run,
    guarded,
    /** Memory for this many bytes, lent for anything but a tape. A view of memory that has grown since has a length of 0. */
    bytes(room) {
      if (lent.bytes.length <= room) {
        intrusions++;
        own.use(reserve(0, room + 1));
      }
      return lent.bytes;
    },
    /** Hands over words about what is known beside a value; answers how many. */
    tell(known) {
      // First, for it may grow the memory, which then has another buffer.
      const at = guarded(() => glue.known_at(known.length));
      new Uint32Array(memory.buffer, at, known.length).set(known);
      return known.length;
    },
    /** The records of the last check. */
    issues: length => new Uint32Array(memory.buffer, guarded(glue.issues_at), length),
  };
  return desk;
}

/** The desk of the instance in use, made on first use. */
export function deskOf(engine) {
  const instance = engine.instance();
  return (instance.desk ??= createDesk(instance));
}

/** Lends a text to the wasm side, for `countWords`; answers in how many bytes. */
export function lend(desk, text) {
  return encoder.encodeInto(text, desk.bytes(text.length * 3)).written;
}

/** Whether the text that was lent last may have another composed form (NFC). */
export function mayBeComposed(desk, bytes) {
  return desk.guarded(() => desk.glue.may_change_in_nfc(bytes));
}

/**
 * The counters of the text that was lent last: unit, limit, use and (plus one) where it goes over, for each limit of the
 * platform.
 */
export function countWords(desk, platform, choice, bytes) {
  return desk.issues(desk.guarded(() => desk.glue.count_text(platform, choice, bytes)));
}
