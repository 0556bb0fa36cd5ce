// Writes a value as a tape: a flat list of 32-bit words that the wasm side holds against its tables. The format is
// described in src/check/tape.rs; the constants here are its tags.
//
// The tape is written into memory of its own and copied over when it is whole. While a value is being walked its
// getters can run any code at all, and a view of wasm memory would be silently cut off whenever that memory grows.

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

/**
 * @param {{ names: string[], flags: number[], limits: number[] }} tables
 */
export function createTape(tables) {
  const { names, flags, limits } = tables;
  const ids = new Map(names.map((name, id) => [name, id]));
  // Objects are mostly written with their keys in the same order, so the key that followed last time is tried first.
  const next = new Uint32Array(names.length + 1);

  const number = new Float64Array(1);
  const numberWords = new Uint32Array(number.buffer);
  const ancestors = new Array(DEEPEST);

  let words = new Uint32Array(1024);
  let at = 0;
  let bytes = new Uint8Array(4096);
  let end = 0;
  let unknown = [];
  let depth = 0;
  let everything = false;
  let inherits = false;

  function grow() {
    if (words.length >= MOST_WORDS) throw tooLarge;
    const larger = new Uint32Array(words.length * 4);
    larger.set(words);
    words = larger;
  }

  function growBytes(room) {
    if (end + room > MOST_BYTES) throw tooLarge;
    const larger = new Uint8Array(Math.max(bytes.length * 2, end + room));
    larger.set(bytes.subarray(0, end));
    bytes = larger;
  }

  function text(value, flag, limit) {
    const length = value.length;
    if ((flag & FLAG_NAME) !== 0) {
      const id = ids.get(value);
      if (id !== undefined) {
        words[at++] = NAME | (id << 4);
        return;
      }
    }
    if ((flag & FLAG_BYTES) === 0 && length <= limit && !everything) {
      words[at++] = TEXT | (length << 4);
      return;
    }
    if (length > MOST_UNITS) {
      words[at++] = TOO_LARGE;
      return;
    }
    const start = end;
    let tag = TEXT_BYTES;
    let i = 0;
    if (length <= SHORT) {
      if (end + SHORT > bytes.length) growBytes(SHORT);
      for (; i < length; i++) {
        const unit = value.charCodeAt(i);
        if (unit > 127) break;
        bytes[start + i] = unit;
      }
    }
    if (i < length) {
      if (end + length * 3 > bytes.length) growBytes(length * 3);
      end += encoder.encodeInto(value, bytes.subarray(start)).written;
      if (everything && end - start !== length && hasLoneSurrogate(value)) tag = TEXT_BROKEN;
    } else {
      end += length;
    }
    words[at++] = tag | (length << 4);
    words[at++] = start;
    words[at++] = end - start;
  }

  /** JSON.stringify would send what toJSON gives, not what is here to be seen. The schema knows nothing of that. */
  function becomesOther(value) {
    if (!everything || typeof value.toJSON !== 'function') return false;
    words[at++] = NOT_PLAIN;
    return true;
  }

  function list(value, flag, limit) {
    const length = value.length >>> 0;
    if (length > MOST_ITEMS) {
      words[at++] = TOO_LARGE;
      return;
    }
    if (becomesOther(value)) return;
    const start = at;
    words[at++] = LIST | (length << 4);
    at++;
    for (let i = 0; i < length; i++) {
      if (at + 8 > words.length) grow();
      let item;
      try {
        item = value[i];
      } catch {
        words[at++] = UNREADABLE;
        continue;
      }
      node(item, flag, limit);
    }
    words[start + 1] = at;
  }

  function object(value) {
    const proto = Object.getPrototypeOf(value);
    const known = proto === Object.prototype || proto === null;
    // The Object.prototype of another realm is known by having no prototype itself.
    if (!known && Object.getPrototypeOf(proto) !== null) {
      words[at++] = NOT_PLAIN;
      return;
    }
    if (becomesOther(value)) return;
    const start = at;
    at += 2;
    let count = 0;
    let previous = names.length;
    if (known && !inherits) {
      for (const key in value) {
        previous = entry(value, key, previous);
        count++;
      }
    } else {
      for (const key of Object.keys(value)) {
        previous = entry(value, key, previous);
        count++;
      }
    }
    words[start] = OBJECT | (count << 4);
    words[start + 1] = at;
  }

  function entry(value, key, previous) {
    if (at + 8 > words.length) grow();
    let child;
    let unreadable = false;
    try {
      child = value[key];
    } catch {
      unreadable = true;
    }
    let id = next[previous];
    if (names[id] !== key) {
      const found = ids.get(key);
      if (found === undefined) {
        words[at++] = UNKNOWN_KEY | unknown.length;
        unknown.push(key);
        words[at++] = child === undefined && !unreadable ? UNDEFINED : NULL;
        return previous;
      }
      id = found;
      next[previous] = id;
    }
    words[at++] = id;
    if (unreadable) words[at++] = UNREADABLE;
    else node(child, flags[id], limits[id]);
    return id;
  }

  function container(value, flag, limit) {
    const isList = isArray(value);
    if (depth === DEEPEST || (flag & (isList ? FLAG_LIST : FLAG_OBJECT)) === 0) {
      words[at++] = isList ? UNWALKED_LIST : UNWALKED_OBJECT;
      return;
    }
    for (let i = 0; i < depth; i++) {
      if (ancestors[i] === value) {
        words[at++] = CYCLE;
        return;
      }
    }
    const start = at;
    ancestors[depth++] = value;
    try {
      if (isList) list(value, flag & ~FLAG_LIST, limit);
      else object(value);
    } catch (error) {
      if (error === tooLarge) throw error;
      at = start;
      words[at++] = UNREADABLE;
    } finally {
      ancestors[--depth] = undefined;
    }
  }

  function node(value, flag, limit) {
    if (at + 8 > words.length) grow();
    switch (typeof value) {
      case 'string':
        text(value, flag, limit);
        break;
      case 'object':
        if (value === null) words[at++] = NULL;
        else container(value, flag, limit);
        break;
      case 'boolean':
        words[at++] = value ? BOOLEAN | 16 : BOOLEAN;
        break;
      case 'number':
        number[0] = value;
        words[at++] = NUMBER;
        words[at++] = numberWords[0];
        words[at++] = numberWords[1];
        break;
      case 'undefined':
        words[at++] = UNDEFINED;
        break;
      case 'bigint':
        words[at++] = BIGINT;
        break;
      case 'symbol':
        words[at++] = SYMBOL;
        break;
      default:
        words[at++] = FUNCTION;
    }
  }

  return {
    /** Whether a value is being walked right now: its getters may ask for another. */
    busy: false,

    /**
     * Writes a value.
     * @param {unknown} value
     * @param {boolean} all write the bytes of every string, not only of those whose form the schema fixes
     */
    write(value, all) {
      at = 0;
      end = 0;
      depth = 0;
      if (unknown.length > 0) unknown = [];
      everything = all;
      inherits = hasInheritedKeys();
      this.busy = true;
      try {
        node(value, FLAG_OBJECT, 0xffffffff);
      } catch {
        at = 0;
        end = 0;
        words[at++] = TOO_LARGE;
      } finally {
        this.busy = false;
      }
    },

    get words() {
      return words;
    },
    /** How many words were written. */
    get length() {
      return at;
    },
    get bytes() {
      return bytes;
    },
    /** How many bytes were written. */
    get byteLength() {
      return end;
    },
    /** The keys that are none of the names. */
    get unknown() {
      return unknown;
    },
  };
}

const nothing = {};

/** Whether somebody has put enumerable keys on Object.prototype, which `for…in` would show on every object. */
function hasInheritedKeys() {
  for (const key in nothing) return key !== undefined;
  return false;
}

/** Array.isArray throws for a revoked Proxy; what it is comes out when it is read. */
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

function hasLoneSurrogate(value) {
  return value.isWellFormed ? !value.isWellFormed() : /\p{Surrogate}/u.test(value);
}
