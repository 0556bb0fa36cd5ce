// Copies a value that cannot be walked as it is: reading it throws, it contains itself, or it nests deeper than any
// post. Each read of the copy succeeds. One of the symbols below replaces a value that cannot be copied.

import {
  MAX_NESTING,
  OPAQUE_CYCLE,
  OPAQUE_LIST,
  OPAQUE_NOT_PLAIN,
  OPAQUE_OBJECT,
  OPAQUE_TOO_LARGE,
  OPAQUE_UNREADABLE,
  WRITE_LIST,
  WRITE_OBJECT,
} from '../generated/contract.js';

/** One container more than any post nests. Deeper ones are not walked. */
export const MAX_DEPTH = MAX_NESTING + 1;
/** No list of a post has more items. */
export const MAX_ITEMS = 1 << 21;

const CYCLE = Symbol('cycle');
const UNREADABLE = Symbol('unreadable');
const TOO_LARGE = Symbol('too large');
const NOT_PLAIN = Symbol('not plain');
const LIST = Symbol('list');
const OBJECT = Symbol('object');

/** The payload on the tape of each symbol. */
export const PLACEHOLDERS = /* @__PURE__ */ new Map([
  [CYCLE, OPAQUE_CYCLE],
  [UNREADABLE, OPAQUE_UNREADABLE],
  [TOO_LARGE, OPAQUE_TOO_LARGE],
  [NOT_PLAIN, OPAQUE_NOT_PLAIN],
  [LIST, OPAQUE_LIST],
  [OBJECT, OPAQUE_OBJECT],
]);

/**
 * Copies the parts of a value that the tape shows. Objects of the copy have no prototype, so that `for…in` shows their
 * own keys.
 * @param {unknown} value
 * @param {(key: string) => number | undefined} flagsOf the flags of a name; nothing for any other key
 * @param {boolean} everything tell plain objects from others
 * @param {number} budget the most words that the tape of the copy may take
 * @returns the copy, or the symbol for a value that is too large
 */
export function plainCopy(value, flagsOf, everything, budget) {
  const ancestors = [];
  let words = 0;

  function spend(count) {
    words += count;
    if (words > budget) throw tooLarge;
  }

  function copy(value, flags) {
    spend(1);
    if (typeof value !== 'object' || value === null) return value;
    try {
      return container(value, flags);
    } catch (error) {
      if (error === tooLarge) throw error;
      return UNREADABLE;
    }
  }

  function container(value, flags) {
    const isList = isArray(value);
    if ((flags & (isList ? WRITE_LIST : WRITE_OBJECT)) === 0 || ancestors.length === MAX_DEPTH) {
      return isList ? LIST : OBJECT;
    }
    if (ancestors.includes(value)) return CYCLE;
    if (everything && (typeof value.toJSON === 'function' || !isPlain(isList ? null : Object.getPrototypeOf(value)))) {
      return NOT_PLAIN;
    }
    const depth = ancestors.push(value);
    // The head of a container takes one word more than a leaf.
    spend(1);
    try {
      // No list holds lists.
      return isList ? list(value, flags & ~WRITE_LIST) : object(value);
    } finally {
      ancestors.length = depth - 1;
    }
  }

  function list(value, flags) {
    const length = value.length >>> 0;
    if (length > MAX_ITEMS) return TOO_LARGE;
    const items = [];
    for (let index = 0; index < length; index++) items.push(copy(read(value, index), flags));
    return items;
  }

  function object(value) {
    const fields = Object.create(null);
    for (const key of Object.keys(value)) {
      spend(1);
      const child = read(value, key);
      const flags = flagsOf(key);
      // Only the presence of an unknown key matters.
      fields[key] = copy(flags === undefined && child !== undefined ? null : child, flags);
    }
    return fields;
  }

  try {
    return copy(value, WRITE_OBJECT);
  } catch (error) {
    if (error === tooLarge) return TOO_LARGE;
    throw error;
  }
}

/** Thrown, and caught here, when the budget is spent. */
const tooLarge = {};

function read(value, key) {
  try {
    return value[key];
  } catch {
    return UNREADABLE;
  }
}

/** `Array.isArray` throws for a revoked Proxy; any other read of one throws too. */
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * True if JSON shows an object with this prototype as it is: it has no class of its own. The `Object.prototype` of
 * another realm is known by having no prototype itself.
 */
export function isPlain(proto) {
  return proto === Object.prototype || proto === null || Object.getPrototypeOf(proto) === null;
}
