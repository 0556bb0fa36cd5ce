// Writes a value as a tape: a flat list of 32-bit words, which the wasm side checks against its tables.
// src/check/tape.rs describes the format.
//
// Getters of a value can run any code during the walk, even another check. lib/validate/workspace.js lends the memory
// that is written to, and sees to that.

import {
  OPAQUE_BIGINT,
  OPAQUE_FUNCTION,
  OPAQUE_LIST,
  OPAQUE_NOT_PLAIN,
  OPAQUE_OBJECT,
  OPAQUE_SYMBOL,
  OPAQUE_TOO_LARGE,
  TAG_BITS,
  TAG_BOOLEAN,
  TAG_LIST,
  TAG_NAME,
  TAG_NULL,
  TAG_NUMBER,
  TAG_OBJECT,
  TAG_OPAQUE,
  TAG_TEXT,
  TAG_TEXT_BROKEN,
  TAG_TEXT_BYTES,
  TAG_UNDEFINED,
  UNKNOWN_KEY,
  WRITE_BYTES,
  WRITE_LIST,
  WRITE_NAME,
  WRITE_OBJECT,
} from '../generated/contract.js';
import { isPlain, MAX_DEPTH, MAX_ITEMS, PLACEHOLDERS, plainCopy } from './plain-copy.js';

// Constants of this module: in CommonJS each read of an import is a call of a getter, which would slow the walk down.
const BITS = TAG_BITS;
const BOOLEAN = TAG_BOOLEAN;
const LIST = TAG_LIST;
const NAME = TAG_NAME;
const NULL = TAG_NULL;
const NUMBER = TAG_NUMBER;
const OBJECT = TAG_OBJECT;
const OPAQUE = TAG_OPAQUE;
const TEXT = TAG_TEXT;
const TEXT_BROKEN = TAG_TEXT_BROKEN;
const TEXT_BYTES = TAG_TEXT_BYTES;
const UNDEFINED = TAG_UNDEFINED;
const UNKNOWN = UNKNOWN_KEY;
const NEEDS_BYTES = WRITE_BYTES;
const MAY_BE_LIST = WRITE_LIST;
const MAY_BE_NAME = WRITE_NAME;
const MAY_BE_OBJECT = WRITE_OBJECT;
const DEPTH = MAX_DEPTH;
const ITEMS = MAX_ITEMS;
const plain = isPlain;

const opaque = payload => OPAQUE | (payload << BITS);
const TRUE = BOOLEAN | (1 << BITS);
const BIGINT = /* @__PURE__ */ opaque(OPAQUE_BIGINT);
const FUNCTION = /* @__PURE__ */ opaque(OPAQUE_FUNCTION);
const NOT_PLAIN = /* @__PURE__ */ opaque(OPAQUE_NOT_PLAIN);
const TOO_LARGE = /* @__PURE__ */ opaque(OPAQUE_TOO_LARGE);
const UNWALKED_LIST = /* @__PURE__ */ opaque(OPAQUE_LIST);
const UNWALKED_OBJECT = /* @__PURE__ */ opaque(OPAQUE_OBJECT);

// A value beyond one of these bounds is not a post, and walking on would only take time and memory.
const MAX_WORDS = 1 << 22;
const MAX_BYTES = 1 << 26;
const MAX_UNITS = 1 << 25;
// A key and any leaf, or the head of a container: words that are written without a check for room.
const MARGIN = 8;

const encoder = /* @__PURE__ */ new TextEncoder();

/** Thrown, and caught here, when a value is too large to be walked. */
const tooLarge = {};
/** Thrown, and caught here, when the words are full: the walk is begun again with more. */
const full = {};
/** Thrown, and caught here, at what the walk cannot show as JSON would: the walk is begun again with a copy. */
const unreadable = {};

/**
 * @param {{ names: string[], writing: [number, number][] }} tables the names, and for each its flags and string limit
 * @param {(words: number, bytes: number) => { words: Uint32Array, bytes: Uint8Array }} lend gives memory of at least
 *   this size, with the words and bytes written so far in it
 */
export function createTape(tables, lend) {
  // Object keys are interned: the engine compares its own copies of these strings by address.
  const names = Object.keys(Object.fromEntries(tables.names.map(name => [name, 0])));
  const ids = new Map(names.map((name, id) => [name, id]));
  const flags = Uint8Array.from(tables.writing, ([flags]) => flags);
  // No string is longer than this bound, and small integers are quicker to compare.
  const limits = Int32Array.from(tables.writing, ([, limit]) => Math.min(limit, 0x3fffffff));
  // Objects mostly have their keys in the same order, so the key that followed last time is tried first (the second
  // half holds the first keys, by the field that holds the object). Likewise for values that are names: the one that
  // followed, last time, the one that this field had before.
  const count = names.length + 1;
  const next = new Uint32Array(count * 2);
  const following = new Uint32Array(count);
  const lastName = new Uint32Array(count);

  const number = new Float64Array(1);
  const numberWords = new Uint32Array(number.buffer);

  let words = new Uint32Array(0);
  let bytes = new Uint8Array(0);
  // The strings whose content matters, one after the other, and the index on the tape of each: one call of the encoder
  // for all of them costs as much as one for each.
  let content = '';
  let end = 0;
  let texts = 0;
  const places = [];
  const unknown = [];
  let everything = false;
  // True if Object.prototype is extended.
  let extended = false;

  function room(wordCount, byteCount) {
    if (wordCount > MAX_WORDS || byteCount > MAX_BYTES) throw tooLarge;
    ({ words, bytes } = lend(wordCount, byteCount));
  }

  // The functions below take the words to write to and the index of the first, and return the index after the last.
  // There is room for MARGIN words when one is called. Every read is expected to succeed, and no object to contain
  // itself.

  function text(to, value, flag, limit, key, at) {
    const { length } = value;
    if ((flag & MAY_BE_NAME) !== 0) {
      let id = following[lastName[key]];
      if (names[id] !== value) id = nameOf(value, key);
      if (id >= 0) {
        lastName[key] = id;
        to[at] = NAME | (id << BITS);
        return at + 1;
      }
    }
    if ((flag & NEEDS_BYTES) === 0 && length <= limit && !everything) {
      to[at] = TEXT | (length << BITS);
      return at + 1;
    }
    if (length > MAX_UNITS) {
      to[at] = TOO_LARGE;
      return at + 1;
    }
    if (end + length > MAX_BYTES) throw tooLarge;
    content = end === 0 ? value : content + value;
    places[texts++] = at;
    to[at] = TEXT_BYTES | (length << BITS);
    to[at + 1] = end;
    to[at + 2] = length;
    end += length;
    return at + 3;
  }

  function nameOf(value, key) {
    const id = ids.get(value);
    if (id === undefined) return -1;
    following[lastName[key]] = id;
    return id;
  }

  /** Writes the bytes of the strings. If all are ASCII, the offsets on the tape are right already. */
  function encode() {
    if (end > bytes.length) room(words.length, end);
    const { read, written } = encoder.encodeInto(content, bytes);
    if (read === end && written === end) return;
    encodeEach();
  }

  function encodeEach() {
    if (end * 3 > bytes.length) room(words.length, end * 3);
    let written = 0;
    for (let i = 0; i < texts; i++) {
      const at = places[i];
      const start = words[at + 1];
      const length = words[at] >>> BITS;
      const value = content.slice(start, start + length);
      words[at + 1] = written;
      words[at + 2] = encoder.encodeInto(value, bytes.subarray(written)).written;
      if (everything && words[at + 2] !== length && hasLoneSurrogate(value)) words[at] ^= TEXT_BYTES ^ TEXT_BROKEN;
      written += words[at + 2];
    }
    end = written;
  }

  function list(to, value, flag, limit, key, start, depth) {
    const length = value.length >>> 0;
    if (length > ITEMS) {
      to[start] = TOO_LARGE;
      return start + 1;
    }
    let at = start + 2;
    for (let i = 0; i < length; i++) {
      if (at + MARGIN > to.length) throw full;
      at = node(to, value[i], flag, limit, key, at, depth);
    }
    to[start] = LIST | (length << BITS);
    to[start + 1] = at;
    return at;
  }

  function object(to, value, holder, start, depth) {
    let at = start + 2;
    let entries = 0;
    let previous = count + holder;
    for (const key in value) {
      const child = value[key];
      if (at + MARGIN > to.length) throw full;
      // A fast path for an expected key with a string value, which most entries are: it saves a call.
      let id = next[previous];
      if (names[id] === key) {
        to[at] = id;
        at =
          typeof child === 'string'
            ? text(to, child, flags[id], limits[id], id, at + 1)
            : node(to, child, flags[id], limits[id], id, at + 1, depth);
        previous = id;
      } else {
        id = ids.get(key);
        if (id === undefined) {
          at = unknownKey(to, key, child, at);
        } else {
          to[at] = next[previous] = id;
          at = node(to, child, flags[id], limits[id], id, at + 1, depth);
          previous = id;
        }
      }
      entries++;
    }
    to[start] = OBJECT | (entries << BITS);
    to[start + 1] = at;
    return at;
  }

  /** Writes an unknown key. The key itself replaces its value, so that a name close to it can be suggested. */
  function unknownKey(to, key, value, at) {
    to[at] = UNKNOWN | unknown.length;
    unknown.push(key);
    if (value !== undefined && everything) return text(to, key, NEEDS_BYTES, 0, names.length, at + 1);
    to[at + 1] = value === undefined ? UNDEFINED : NULL;
    return at + 2;
  }

  function container(to, value, flag, limit, key, at, depth) {
    const isList = Array.isArray(value);
    if ((flag & (isList ? MAY_BE_LIST : MAY_BE_OBJECT)) === 0) {
      to[at] = isList ? UNWALKED_LIST : UNWALKED_OBJECT;
      return at + 1;
    }
    if (depth === DEPTH) throw unreadable;
    if (everything) {
      const proto = isList ? null : Object.getPrototypeOf(value);
      if (typeof value.toJSON === 'function' || !plain(proto)) {
        to[at] = NOT_PLAIN;
        return at + 1;
      }
      if (proto === Object.prototype ? extended : isExtended(proto)) throw unreadable;
    }
    // No list holds lists.
    if (isList) return list(to, value, flag & ~MAY_BE_LIST, limit, key, at, depth + 1);
    return object(to, value, key, at, depth + 1);
  }

  function node(to, value, flag, limit, key, at, depth) {
    switch (typeof value) {
      case 'string':
        return text(to, value, flag, limit, key, at);
      case 'object':
        if (value !== null) return container(to, value, flag, limit, key, at, depth);
        to[at] = NULL;
        break;
      case 'boolean':
        to[at] = value ? TRUE : BOOLEAN;
        break;
      case 'number':
        number[0] = value;
        to[at] = NUMBER;
        to[at + 1] = numberWords[0];
        to[at + 2] = numberWords[1];
        return at + 3;
      case 'undefined':
        to[at] = UNDEFINED;
        break;
      case 'bigint':
        to[at] = BIGINT;
        break;
      case 'symbol':
        to[at] = opaque(PLACEHOLDERS.get(value) ?? OPAQUE_SYMBOL);
        break;
      default:
        to[at] = FUNCTION;
    }
    return at + 1;
  }

  function walk(value) {
    end = 0;
    texts = 0;
    if (unknown.length > 0) unknown.length = 0;
    // A post is an object, which saves the way through `node`.
    const length =
      typeof value === 'object' && value !== null
        ? container(words, value, MAY_BE_OBJECT, 0, names.length, 0, 0)
        : node(words, value, MAY_BE_OBJECT, 0, names.length, 0, 0);
    if (end > 0) encode();
    content = '';
    return length;
  }

  const flagsOf = key => {
    const id = ids.get(key);
    return id === undefined ? undefined : flags[id];
  };

  /** Begins again with more room, or with a copy, until the walk succeeds. */
  function walkAgain(value, error) {
    let shown = value;
    while (error !== tooLarge) {
      if (error !== full) {
        // The walk of a copy fails at the end of the stack only.
        if (shown !== value) throw error;
        // The room quadruples from 2^11 words on, and so ends at half the bound.
        shown = plainCopy(value, flagsOf, everything, MAX_WORDS / 2);
      }
      try {
        if (error === full) room(words.length * 4, bytes.length);
        return walk(shown);
      } catch (next) {
        error = next;
      }
    }
    end = 0;
    words[0] = TOO_LARGE;
    return 1;
  }

  const tape = {
    /** True during a walk. */
    busy: false,
    /** The number of words written. */
    length: 0,
    /** The number of bytes written. */
    byteLength: 0,
    /** The unknown keys. */
    unknown,

    /**
     * Writes a value.
     * @param {unknown} value
     * @param {boolean} all show everything that JSON cannot carry, and write the bytes of every string; otherwise show
     *   what a JSON Schema validator sees
     */
    write(value, all) {
      everything = all;
      extended = all && isExtended(Object.prototype);
      tape.busy = true;
      try {
        tape.length = walk(value);
      } catch (error) {
        tape.length = walkAgain(value, error);
      } finally {
        tape.busy = false;
      }
      tape.byteLength = end;
    },

    /** Takes the memory to write to. */
    use(memory) {
      ({ words, bytes } = memory);
    },
  };
  return tape;
}

/** True if `for…in` shows more than an object's own keys, because its prototype was extended. */
function isExtended(proto) {
  for (const key in proto) return key !== undefined;
  return false;
}

function hasLoneSurrogate(value) {
  return value.isWellFormed ? !value.isWellFormed() : /\p{Surrogate}/u.test(value);
}
