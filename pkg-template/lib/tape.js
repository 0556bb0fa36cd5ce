// Writes a value as a tape: a flat list of 32-bit words that the wasm side holds against its tables. The format is
// described in src/check/tape.rs; the constants here are its tags.
//
// While a value is being walked its getters can run any code at all, even another check. What that means for the
// memory that is written to is the business of lib/check.js, which lends it.

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
// Up to here a loop over the characters is quicker than a call of the encoder.
const SHORT = 48;

const encoder = /* @__PURE__ */ new TextEncoder();

/** Thrown, and caught here, where a value is too large to be walked. */
const tooLarge = {};
/** Stands for a value that could not be read. */
const unreadable = {};

/**
 * @param {{ names: string[], writing: Uint32Array }} tables of each name its flags, and the limit of its strings
 * @param {(words: number, bytes: number) => { words: Uint32Array, bytes: Uint8Array }} lend gives memory of at least
 *   this size, with what has been written so far in it
 */
export function createTape(tables, lend) {
  // As keys of an object the names become the engine's own copies of these strings, which are compared by address.
  const names = Object.keys(Object.fromEntries(tables.names.map((name) => [name, 0])));
  const ids = new Map(names.map((name, id) => [name, id]));
  const flags = Uint8Array.from(names, (_, id) => tables.writing[id * 2]);
  // No string is longer than this bound, and a small integer is quicker to compare with.
  const limits = Int32Array.from(names, (_, id) => Math.min(tables.writing[id * 2 + 1], 0x3fffffff));
  // Objects are mostly written with their keys in the same order, so the key that followed last time is tried first
  // (in the second half stand the first keys, by the field that holds the object); and the value that a field had last
  // time is tried before all names are searched for it.
  const count = names.length + 1;
  const next = new Uint32Array(count * 2);
  const lastText = new Array(count).fill('');
  const lastName = new Uint32Array(count);

  const number = new Float64Array(1);
  const numberWords = new Uint32Array(number.buffer);
  const ancestors = new Array(DEEPEST).fill(undefined);

  let words = new Uint32Array(0);
  let bytes = new Uint8Array(0);
  let end = 0;
  let unknown = [];
  let depth = 0;
  let everything = false;
  // A first walk takes every read to succeed. Where one throws, the walk is begun again, with care at each read.
  let careful = false;

  function room(wordCount, byteCount) {
    if (wordCount > MOST_WORDS || byteCount > MOST_BYTES) throw tooLarge;
    ({ words, bytes } = lend(wordCount, byteCount));
  }

  // The functions below take the place where to write and give back the place after what they wrote. Eight words of
  // room are there when one is called: enough for a key, and any leaf or the head of a container after it.

  function text(value, flag, limit, key, at) {
    const length = value.length;
    if ((flag & FLAG_NAME) !== 0) {
      if (lastText[key] === value) {
        words[at] = NAME | (lastName[key] << 4);
        return at + 1;
      }
      const id = ids.get(value);
      if (id !== undefined) {
        lastText[key] = value;
        lastName[key] = id;
        words[at] = NAME | (id << 4);
        return at + 1;
      }
    }
    if ((flag & FLAG_BYTES) === 0 && length <= limit && !everything) {
      words[at] = TEXT | (length << 4);
      return at + 1;
    }
    if (length > MOST_UNITS) {
      words[at] = TOO_LARGE;
      return at + 1;
    }
    const start = end;
    if (start + length * 3 > bytes.length) room(words.length, start + length * 3);
    let tag = TEXT_BYTES;
    let i = 0;
    // The first string needs no view to begin elsewhere, which is most of what the encoder costs.
    if (start > 0 && length <= SHORT) {
      const to = bytes;
      for (; i < length; i++) {
        const unit = value.charCodeAt(i);
        if (unit > 127) break;
        to[start + i] = unit;
      }
    }
    if (i < length) {
      end += encoder.encodeInto(value, start > 0 ? bytes.subarray(start) : bytes).written;
      if (everything && end - start !== length && hasLoneSurrogate(value)) tag = TEXT_BROKEN;
    } else {
      end += length;
    }
    words[at] = tag | (length << 4);
    words[at + 1] = start;
    words[at + 2] = end - start;
    return at + 3;
  }

  function list(value, flag, limit, key, start) {
    const length = value.length >>> 0;
    if (length > MOST_ITEMS) {
      words[start] = TOO_LARGE;
      return start + 1;
    }
    let at = start + 2;
    for (let i = 0; i < length; i++) {
      if (at + 8 > words.length) room(words.length * 4, bytes.length);
      at = node(careful ? read(value, i) : value[i], flag, limit, key, at);
    }
    words[start] = LIST | (length << 4);
    words[start + 1] = at;
    return at;
  }

  function object(value, holder, start) {
    let at = start + 2;
    let entries = 0;
    let previous = count + holder;
    if (careful || (everything && showsPrototype(value))) {
      for (const key of Object.keys(value)) {
        if (at + 8 > words.length) room(words.length * 4, bytes.length);
        previous = keyOf(key, previous, at);
        at = valueOf(key, read(value, key), words[at], at + 1);
        entries++;
      }
    } else {
      for (const key in value) {
        const child = value[key];
        if (at + 8 > words.length) room(words.length * 4, bytes.length);
        previous = keyOf(key, previous, at);
        at = valueOf(key, child, words[at], at + 1);
        entries++;
      }
    }
    words[start] = OBJECT | (entries << 4);
    words[start + 1] = at;
    return at;
  }

  /** Writes the key of an entry; gives the name that the next key is likely to follow. */
  function keyOf(key, previous, at) {
    let id = next[previous];
    if (names[id] !== key) {
      const found = ids.get(key);
      if (found === undefined) {
        words[at] = UNKNOWN_KEY | unknown.length;
        unknown.push(key);
        return previous;
      }
      id = found;
      next[previous] = id;
    }
    words[at] = id;
    return id;
  }

  function valueOf(key, child, id, at) {
    if (id < UNKNOWN_KEY) return node(child, flags[id], limits[id], id, at);
    // In place of the value of an unknown key stands the key: it may be near one that is known.
    if (child !== undefined && everything) return text(key, FLAG_BYTES, 0, names.length, at);
    words[at] = child === undefined ? UNDEFINED : NULL;
    return at + 1;
  }

  function container(value, flag, limit, key, at) {
    const isList = careful ? isArray(value) : Array.isArray(value);
    if (depth === DEEPEST || (flag & (isList ? FLAG_LIST : FLAG_OBJECT)) === 0) {
      words[at] = isList ? UNWALKED_LIST : UNWALKED_OBJECT;
      return at + 1;
    }
    for (let i = 0; i < depth; i++) {
      if (ancestors[i] === value) {
        words[at] = CYCLE;
        return at + 1;
      }
    }
    if (everything && !isPlain(value, isList)) {
      words[at] = NOT_PLAIN;
      return at + 1;
    }
    ancestors[depth++] = value;
    // No list holds lists.
    const after = isList ? list(value, flag & ~FLAG_LIST, limit, key, at) : object(value, key, at);
    ancestors[--depth] = undefined;
    return after;
  }

  function carefulContainer(value, flag, limit, key, at) {
    const level = depth;
    try {
      return container(value, flag, limit, key, at);
    } catch (error) {
      if (error === tooLarge) throw error;
      while (depth > level) ancestors[--depth] = undefined;
      words[at] = UNREADABLE;
      return at + 1;
    }
  }

  function node(value, flag, limit, key, at) {
    switch (typeof value) {
      case 'string':
        return text(value, flag, limit, key, at);
      case 'object':
        if (value === null) words[at] = NULL;
        else if (!careful) return container(value, flag, limit, key, at);
        else if (value === unreadable) words[at] = UNREADABLE;
        else return carefulContainer(value, flag, limit, key, at);
        break;
      case 'boolean':
        words[at] = value ? BOOLEAN | 16 : BOOLEAN;
        break;
      case 'number':
        number[0] = value;
        words[at] = NUMBER;
        words[at + 1] = numberWords[0];
        words[at + 2] = numberWords[1];
        return at + 3;
      case 'undefined':
        words[at] = UNDEFINED;
        break;
      case 'bigint':
        words[at] = BIGINT;
        break;
      case 'symbol':
        words[at] = SYMBOL;
        break;
      default:
        words[at] = FUNCTION;
    }
    return at + 1;
  }

  function walk(value, withCare) {
    end = 0;
    depth = 0;
    careful = withCare;
    if (unknown.length > 0) unknown = [];
    return node(value, FLAG_OBJECT, 0, names.length, 0);
  }

  function carefully(value) {
    ancestors.fill(undefined);
    try {
      tape.length = walk(value, true);
    } catch {
      ancestors.fill(undefined);
      end = 0;
      words[0] = TOO_LARGE;
      tape.length = 1;
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
      tape.busy = true;
      try {
        tape.length = walk(value, false);
      } catch {
        carefully(value);
      } finally {
        tape.busy = false;
      }
      tape.byteLength = end;
      tape.unknown = unknown;
    },

    /** Takes the memory to write to. */
    use(memory) {
      ({ words, bytes } = memory);
    },
  };
  return tape;
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
 * Whether JSON.stringify would send just what there is to be seen: no class with an idea of its own, and no toJSON.
 * The Object.prototype of another realm is known by having no prototype itself.
 */
function isPlain(value, isList) {
  if (typeof value.toJSON === 'function') return false;
  if (isList) return true;
  const proto = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null || Object.getPrototypeOf(proto) === null;
}

/** Whether `for…in` shows more than the object's own keys, as it does where somebody has added to the prototype. */
function showsPrototype(value) {
  for (const key in Object.getPrototypeOf(value)) return key !== undefined;
  return false;
}

function hasLoneSurrogate(value) {
  return value.isWellFormed ? !value.isWellFormed() : /\p{Surrogate}/u.test(value);
}
