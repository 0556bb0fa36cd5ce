// Writes a value as a tape: a flat list of 32-bit words that the wasm side holds against its tables. The format is
// described in src/check/tape.rs; the constants here are its tags.
//
// While a value is being walked its getters can run any code at all, even another check. What that means for the
// memory that is written to is the business of lib/validate/workspace.js, which lends it.

const UNDEFINED = 0;
const NULL = 1;
const BOOLEAN = 2;
const NUMBER = 3;
const TEXT = 4;
const TEXT_BYTES = 5;
const NAME = 6;
const LIST = 7;
const OBJECT = 8;
const OPAQUE = 9;
const TEXT_BROKEN = 10;

const BIGINT = OPAQUE | (0 << 4);
const SYMBOL = OPAQUE | (1 << 4);
const FUNCTION = OPAQUE | (2 << 4);
const NOT_PLAIN = OPAQUE | (3 << 4);
const CYCLE = OPAQUE | (4 << 4);
const UNREADABLE = OPAQUE | (5 << 4);
const TOO_LARGE = OPAQUE | (6 << 4);
const UNWALKED_LIST = OPAQUE | (7 << 4);
const UNWALKED_OBJECT = OPAQUE | (8 << 4);

const UNKNOWN_KEY = 0x80000000;

const FLAG_NAME = 1;
const FLAG_BYTES = 2;
const FLAG_LIST = 4;
const FLAG_OBJECT = 8;

// A value that breaks one of these bounds is no post, and walking it further would only take time and memory.
const MOST_WORDS = 1 << 22;
const MOST_BYTES = 1 << 26;
const MOST_ITEMS = 1 << 21;
const MOST_UNITS = 1 << 25;
// One more than the tables ever nest, from the post down to a media item of a thread item.
const DEEPEST = 9;
// A key and any leaf, or the head of a container: what is written without looking whether there is room.
const MARGIN = 8;

const encoder = /* @__PURE__ */ new TextEncoder();

/** Thrown, and caught here, where a value is too large to be walked. */
const tooLarge = {};
/** Thrown, and caught here, where the words are full: the walk is begun again with more. */
const full = {};
/** Stands for a value that could not be read. */
const unreadable = {};

/**
 * @param {{ names: string[], writing: [number, number][] }} tables of each name its flags, and the limit of its strings
 * @param {(words: number, bytes: number) => { words: Uint32Array, bytes: Uint8Array }} lend gives memory of at least
 *   this size, with what has been written so far in it
 */
export function createTape(tables, lend) {
  // As keys of an object the names become the engine's own copies of these strings, which are compared by address.
  const names = Object.keys(Object.fromEntries(tables.names.map(name => [name, 0])));
  const ids = new Map(names.map((name, id) => [name, id]));
  const flags = Uint8Array.from(tables.writing, ([flags]) => flags);
  // No string is longer than this bound, and a small integer is quicker to compare with.
  const limits = Int32Array.from(tables.writing, ([, limit]) => Math.min(limit, 0x3fffffff));
  // Objects are mostly written with their keys in the same order, so the key that followed last time is tried first
  // (in the second half stand the first keys, by the field that holds the object). Of values that are names, likewise:
  // the one that followed, last time, the one that this field had before.
  const count = names.length + 1;
  const next = new Uint32Array(count * 2);
  const following = new Uint32Array(count);
  const lastName = new Uint32Array(count);

  const number = new Float64Array(1);
  const numberWords = new Uint32Array(number.buffer);
  const ancestors = new Array(DEEPEST).fill(undefined);

  let words = new Uint32Array(0);
  let bytes = new Uint8Array(0);
  // All strings of which the content matters, one after the other, and where on the tape each of them stands: one call
  // of the encoder for all of them costs as much as one for each.
  let content = '';
  let end = 0;
  let texts = 0;
  const places = [];
  const unknown = [];
  let everything = false;
  // Whether Object.prototype is extended.
  let extended = false;
  // A first walk takes every read to succeed, and no object to contain itself. Where that is wrong the walk is begun
  // again, with care at each step.
  let careful = false;

  function room(wordCount, byteCount) {
    if (wordCount > MOST_WORDS || byteCount > MOST_BYTES) throw tooLarge;
    ({ words, bytes } = lend(wordCount, byteCount));
  }

  // The functions below take the words to write to and the place where, and give back the place after what they wrote.
  // There is room for MARGIN words when one is called.

  function text(to, value, flag, limit, key, at) {
    const { length } = value;
    if ((flag & FLAG_NAME) !== 0) {
      let id = following[lastName[key]];
      if (names[id] !== value) id = nameOf(value, key);
      if (id >= 0) {
        lastName[key] = id;
        to[at] = NAME | (id << 4);
        return at + 1;
      }
    }
    if ((flag & FLAG_BYTES) === 0 && length <= limit && !everything) {
      to[at] = TEXT | (length << 4);
      return at + 1;
    }
    if (length > MOST_UNITS) {
      to[at] = TOO_LARGE;
      return at + 1;
    }
    if (end + length > MOST_BYTES) throw tooLarge;
    content = end === 0 ? value : content + value;
    places[texts++] = at;
    to[at] = TEXT_BYTES | (length << 4);
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

  /** Writes the bytes of the strings. As long as all are ASCII the places on the tape are right as they are. */
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
      const length = words[at] >>> 4;
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
    if (length > MOST_ITEMS) {
      to[start] = TOO_LARGE;
      return start + 1;
    }
    let at = start + 2;
    for (let i = 0; i < length; i++) {
      if (at + MARGIN > to.length) throw full;
      at = node(to, careful ? read(value, i) : value[i], flag, limit, key, at, depth);
    }
    to[start] = LIST | (length << 4);
    to[start + 1] = at;
    return at;
  }

  function object(to, value, holder, start, depth) {
    const shown = careful ? keysOf(value) : value;
    let at = start + 2;
    let entries = 0;
    let previous = count + holder;
    for (const key in shown) {
      const child = careful ? read(value, key) : shown[key];
      if (at + MARGIN > to.length) throw full;
      // The key that is expected has a path of its own, with a call less for a string: most are the one and the other.
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
          at = stranger(to, key, child, at);
        } else {
          to[at] = next[previous] = id;
          at = node(to, child, flags[id], limits[id], id, at + 1, depth);
          previous = id;
        }
      }
      entries++;
    }
    to[start] = OBJECT | (entries << 4);
    to[start + 1] = at;
    return at;
  }

  /** Writes a key that is no name. In place of its value stands the key itself: it may be near one that is. */
  function stranger(to, key, value, at) {
    to[at] = UNKNOWN_KEY | unknown.length;
    unknown.push(key);
    if (value !== undefined && everything) return text(to, key, FLAG_BYTES, 0, names.length, at + 1);
    to[at + 1] = value === undefined ? UNDEFINED : NULL;
    return at + 2;
  }

  function container(to, value, flag, limit, key, at, depth) {
    const isList = careful ? isArray(value) : Array.isArray(value);
    if ((flag & (isList ? FLAG_LIST : FLAG_OBJECT)) === 0 || (careful && depth === DEEPEST)) {
      to[at] = isList ? UNWALKED_LIST : UNWALKED_OBJECT;
      return at + 1;
    }
    if (careful) {
      if (depth > 0 && ancestors.lastIndexOf(value, depth - 1) >= 0) {
        to[at] = CYCLE;
        return at + 1;
      }
      ancestors[depth] = value;
    } else if (depth === DEEPEST) {
      throw unreadable;
    }
    if (everything) {
      const proto = isList ? null : Object.getPrototypeOf(value);
      if (typeof value.toJSON === 'function' || !isPlain(proto)) {
        to[at] = NOT_PLAIN;
        return at + 1;
      }
      if (!careful && (proto === Object.prototype ? extended : isExtended(proto))) throw unreadable;
    }
    // No list holds lists.
    if (isList) return list(to, value, flag & ~FLAG_LIST, limit, key, at, depth + 1);
    return object(to, value, key, at, depth + 1);
  }

  function carefulContainer(to, value, flag, limit, key, at, depth) {
    try {
      return container(to, value, flag, limit, key, at, depth);
    } catch (error) {
      if (error === tooLarge || error === full) throw error;
      to[at] = UNREADABLE;
      return at + 1;
    }
  }

  function node(to, value, flag, limit, key, at, depth) {
    switch (typeof value) {
      case 'string':
        return text(to, value, flag, limit, key, at);
      case 'object':
        if (value === null) to[at] = NULL;
        else if (!careful) return container(to, value, flag, limit, key, at, depth);
        else if (value === unreadable) to[at] = UNREADABLE;
        else return carefulContainer(to, value, flag, limit, key, at, depth);
        break;
      case 'boolean':
        to[at] = value ? BOOLEAN | 16 : BOOLEAN;
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
        to[at] = SYMBOL;
        break;
      default:
        to[at] = FUNCTION;
    }
    return at + 1;
  }

  function walk(value, withCare) {
    end = 0;
    texts = 0;
    careful = withCare;
    if (unknown.length > 0) unknown.length = 0;
    // A post is an object, which saves the way through `node`.
    const direct = typeof value === 'object' && value !== null && !careful;
    const length = direct
      ? container(words, value, FLAG_OBJECT, 0, names.length, 0, 0)
      : node(words, value, FLAG_OBJECT, 0, names.length, 0, 0);
    if (end > 0) encode();
    content = '';
    return length;
  }

  function carefully(value, error) {
    for (;;) {
      try {
        if (error === full) room(words.length * 4, bytes.length);
        return walk(value, true);
      } catch (next) {
        error = next;
      } finally {
        ancestors.fill(undefined);
      }
      if (error === tooLarge) {
        end = 0;
        words[0] = TOO_LARGE;
        return 1;
      }
      // What else is not caught below is the end of the stack.
      if (error !== full) throw error;
    }
  }

  const tape = {
    /** Whether a value is being walked right now. */
    busy: false,
    /** How many words were written. */
    length: 0,
    /** How many bytes were written. */
    byteLength: 0,
    /** The keys that are none of the names. */
    unknown,

    /**
     * Writes a value.
     * @param {unknown} value
     * @param {boolean} all look at everything that JSON would not carry, and write the bytes of every string; without
     *   it, see what the schema sees
     */
    write(value, all) {
      everything = all;
      extended = all && isExtended(Object.prototype);
      tape.busy = true;
      try {
        tape.length = walk(value, false);
      } catch (error) {
        tape.length = carefully(value, error);
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

/** An object of the same keys of its own, and no others. */
function keysOf(value) {
  const shown = Object.create(null);
  for (const key of Object.keys(value)) shown[key] = 0;
  return shown;
}

function read(value, key) {
  try {
    return value[key];
  } catch {
    return unreadable;
  }
}

/** Array.isArray throws for a revoked Proxy; what it is comes out when it is read. */
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * Whether JSON sends of an object with this prototype just what there is to be seen: no class with an idea of its own. The
 * Object.prototype of another realm is known by having no prototype itself.
 */
function isPlain(proto) {
  return proto === Object.prototype || proto === null || Object.getPrototypeOf(proto) === null;
}

/** Whether `for…in` shows more than an object's own keys, as it does where somebody has added to the prototype. */
function isExtended(proto) {
  for (const key in proto) return key !== undefined;
  return false;
}

function hasLoneSurrogate(value) {
  return value.isWellFormed ? !value.isWellFormed() : /\p{Surrogate}/u.test(value);
}
