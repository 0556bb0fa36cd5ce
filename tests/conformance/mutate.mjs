// Mutations that break a post or bring it to a limit. Each names the sites it applies to, so that a test can visit
// every pair of site and mutation. Some keep the post valid on purpose: a limit must hold on both sides.
import { isObject, tagOf } from './generate.mjs';
import { MATCHING, NEAR, dateTimeLike, disturbed, odd, ofLength, text, uriLike } from './strings.mjs';

/** A value that no schema asks for. */
export function garbage(r, depth = 3) {
  switch (r.below(depth > 0 ? 13 : 10)) {
    case 0:
      return null;
    case 1:
      return r.chance(0.5);
    case 2:
      return r.pick([0, -0, 1, -1, 0.5, 1e21, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 31, 2 ** 32, 4294967295]);
    case 3:
    case 4:
      return text(r);
    case 5:
      return odd(r);
    case 6:
      return '';
    case 7:
      return {};
    case 8:
      return [];
    case 9:
      return r.pick(['true', '5', 'null', '[]', '{}', 'twitter', 'NaN', 'undefined']);
    case 10:
      return Array.from({ length: r.below(5) }, () => garbage(r, depth - 1));
    default: {
      const out = {};
      for (let i = r.below(5); i > 0; i -= 1) put(out, oddKey(r), garbage(r, depth - 1));
      return out;
    }
  }
}

const INHERITED = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'toLocaleString',
  '__defineGetter__',
  '__lookupSetter__',
  'prototype',
  'length',
  'name',
  'toJSON',
  'then',
];
const ODD_KEYS = [
  '',
  ' ',
  '0',
  '1',
  '-1',
  '4294967295',
  '01',
  '1e3',
  'a/b',
  '~0',
  '~1',
  '~',
  '/',
  '%2F',
  'a.b',
  'a[0]',
  '[]',
  '\u0000',
  '\ud800',
  '\udc00',
  '😀',
  'é',
  'e\u0301',
  'ключ',
  'null',
  'undefined',
  '\n',
  '"',
  '\\',
  '\u2028',
];
// Names from people and from old examples.
const FOREIGN = [
  'privacyStatus',
  'scheduledAt',
  'text',
  'media',
  'message',
  'platform',
  'accountId',
  'content',
  'type',
  'url',
  'title',
  'link',
  'description',
  'id',
  'mediaItems',
  'platformSpecificData',
  'options',
  'poll',
  'visibility',
  'tags',
  'timezone',
  'urn',
  'altText',
];

function oddKey(r) {
  return r.chance(0.03)
    ? 'k'.repeat(r.pick([64, 255, 256, 5000, 70000]))
    : r.pick(r.pick([INHERITED, ODD_KEYS, FOREIGN]));
}

/** Defines an own property with any name: assigning `__proto__` would set the prototype instead. */
export function put(object, key, value) {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function nearKey(r, known) {
  const key = r.pick(known);
  const at = r.below(key.length);
  return r.pick([
    key.toLowerCase() === key ? key.toUpperCase() : key.toLowerCase(),
    `${key} `,
    ` ${key}`,
    `${key}s`,
    key.slice(0, -1),
    key.slice(1),
    `${key}\u0000`,
    key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at) + key[at] + key.slice(at),
    `${key[0].toUpperCase()}${key.slice(1)}`,
    `\ufeff${key}`,
    key.replace('i', '\u0131').replace('k', '\u212a').replace('s', '\u017f'),
    `${key}.${key}`,
  ]);
}

function addUnknown(r, value, key) {
  if (!isObject(value) || Object.hasOwn(value, key)) return false;
  put(value, key, r.chance(0.5) ? garbage(r, 1) : garbage(r, 3));
  return true;
}

const isType = (schema, value) => {
  switch (schema.type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === schema.type;
  }
};

const assign = ({ holder, key }, value) => {
  holder[key] = value;
  return true;
};

const isString = site => site.schema.type === 'string';
const isNumber = site => site.schema.type === 'number' || site.schema.type === 'integer';
const isProperty = site => site.key !== null;
const isItem = site => site.parent?.items === site;
const isPlace = site => isProperty(site) || isItem(site) || site.parent === null;
const isArray = site => site.shape === 'array';
const hasKeys = site => site.shape === 'object';
const has = keyword => site => keyword in site.schema;

/** @type {{ name: string, applies: (site) => boolean, apply: (r, node: { site, holder, key, value }) => boolean }[]} */
export const MUTATIONS = [
  // -- type
  {
    name: 'type',
    applies: site => isPlace(site) && site.schema.type !== undefined,
    apply: (r, node) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const value = garbage(r, 2);
        if (!isType(node.site.schema, value)) return assign(node, value);
      }
      return false;
    },
  },
  { name: 'null', applies: isPlace, apply: (_r, node) => assign(node, null) },
  { name: 'wrapped in an array', applies: isPlace, apply: (_r, node) => assign(node, [node.value]) },
  {
    name: 'as text',
    applies: site => isPlace(site) && !isString(site),
    apply: (_r, node) => assign(node, JSON.stringify(node.value) ?? 'undefined'),
  },
  {
    name: 'an object in place of an array',
    applies: isArray,
    apply: (r, node) =>
      Array.isArray(node.value) &&
      assign(node, r.chance(0.5) ? { ...node.value } : { ...node.value, length: node.value.length }),
  },
  // -- required, undefined
  {
    name: 'missing',
    applies: isProperty,
    apply: (_r, { holder, key }) => delete holder[key],
  },
  { name: 'undefined', applies: isPlace, apply: (_r, node) => assign(node, undefined) },
  {
    name: 'unknown key holding undefined',
    applies: hasKeys,
    apply: (r, { value }) => isObject(value) && addUnknown(r, value, 'extra') && (put(value, 'extra', undefined), true),
  },
  // -- additionalProperties
  {
    name: 'near-miss key',
    applies: hasKeys,
    apply: (r, { site, value }) =>
      !isObject(value) ? false : addUnknown(r, value, nearKey(r, [...site.properties.keys()])),
  },
  {
    name: 'misspelt key',
    applies: isProperty,
    apply: (r, { holder, key }) => {
      const name = nearKey(r, [key]);
      if (Object.hasOwn(holder, name)) return false;
      put(holder, name, holder[key]);
      return delete holder[key];
    },
  },
  { name: 'inherited-looking key', applies: hasKeys, apply: (r, { value }) => addUnknown(r, value, r.pick(INHERITED)) },
  {
    name: "another object's key",
    applies: hasKeys,
    apply: (r, { site, value }) => addUnknown(r, value, r.pick(FOREIGN.filter(name => !site.properties.has(name)))),
  },
  { name: 'odd key', applies: hasKeys, apply: (r, { value }) => addUnknown(r, value, oddKey(r)) },
  {
    name: 'many unknown keys',
    applies: hasKeys,
    apply: (r, { value }) => {
      if (!isObject(value)) return false;
      for (let i = r.between(5, 60); i > 0; i -= 1) addUnknown(r, value, r.chance(0.3) ? oddKey(r) : `x${i}`);
      return true;
    },
  },
  // -- enum, discriminator
  {
    name: 'near-miss enum',
    applies: has('enum'),
    apply: (r, node) => {
      const right = r.pick(node.site.schema.enum);
      const lower = right.toLowerCase();
      return assign(
        node,
        r.pick([
          lower === right ? right.toUpperCase() : lower,
          `${right} `,
          ` ${right}`,
          right.slice(0, -1),
          `${right}s`,
          '',
          `${right}\u0000`,
          right.replace(/i/i, '\u0131'),
          right.replace(/s/i, '\u017f'),
          right.split('').join('\u200b'),
        ]),
      );
    },
  },
  {
    name: 'foreign enum',
    applies: has('enum'),
    apply: (r, node) =>
      assign(
        node,
        r.pick([
          'everyone',
          'public',
          'PUBLIC',
          'image',
          'audio',
          'story',
          'STANDARD',
          'verified',
          'reddit',
          'toString',
          '__proto__',
          'constructor',
          'x'.repeat(3000),
          text(r),
        ]),
      ),
  },
  {
    name: 'another platform',
    applies: site => site.parent?.shape === 'union',
    apply: (r, { site, value }) => {
      if (!isObject(value)) return false;
      value[tagOf(site.parent)] = r.pick([...site.parent.branches.keys()]);
      return true;
    },
  },
  {
    name: 'a target that is not an object',
    applies: site => site.shape === 'union',
    apply: (r, node) => assign(node, r.pick([null, 'twitter', 5, true, [], [node.value], '', undefined])),
  },
  // -- lengths
  {
    name: 'shortest',
    applies: has('minLength'),
    apply: (r, node) => assign(node, ofLength(r, node.site.schema.minLength)),
  },
  {
    name: 'too short',
    applies: has('minLength'),
    apply: (r, node) => assign(node, ofLength(r, node.site.schema.minLength - 1)),
  },
  {
    name: 'longest',
    applies: has('maxLength'),
    apply: (r, node) => assign(node, ofLength(r, node.site.schema.maxLength)),
  },
  {
    name: 'one too long',
    applies: has('maxLength'),
    apply: (r, node) => assign(node, ofLength(r, node.site.schema.maxLength + 1)),
  },
  {
    name: 'far too long',
    applies: has('maxLength'),
    apply: (r, node) => assign(node, ofLength(r, node.site.schema.maxLength + r.pick([2, 10, 100, 1000, 20000]))),
  },
  { name: 'odd text', applies: site => isString(site), apply: (r, node) => assign(node, odd(r)) },
  {
    name: 'long text',
    applies: site => isString(site),
    apply: (r, node) => assign(node, ofLength(r, r.pick([99, 100, 101, 255, 256, 1000, 4097]))),
  },
  // -- patterns, formats
  {
    name: 'near the pattern',
    applies: has('pattern'),
    apply: (r, node) => assign(node, NEAR[node.site.schema.pattern](r)),
  },
  {
    name: 'disturbed pattern',
    applies: has('pattern'),
    apply: (r, node) =>
      assign(
        node,
        disturbed(r, MATCHING[node.site.schema.pattern](r, 1, 30), [
          ' ',
          '\n',
          '@',
          '-',
          '\u2028',
          '😀',
          '\u0000',
          'A',
        ]),
      ),
  },
  { name: 'near a uri', applies: site => site.schema.format === 'uri', apply: (r, node) => assign(node, uriLike(r)) },
  {
    name: 'near a date-time',
    applies: site => site.schema.format === 'date-time',
    apply: (r, node) => assign(node, dateTimeLike(r)),
  },
  // -- numbers
  { name: 'smallest', applies: has('minimum'), apply: (_r, node) => assign(node, node.site.schema.minimum) },
  {
    name: 'too small',
    applies: has('minimum'),
    apply: (r, node) => assign(node, node.site.schema.minimum - r.pick([1, 0.5, 1e-9, 5e-324, 1e308])),
  },
  {
    name: 'just too small',
    applies: has('minimum'),
    apply: (_r, node) => assign(node, justBelow(node.site.schema.minimum)),
  },
  { name: 'largest', applies: has('maximum'), apply: (_r, node) => assign(node, node.site.schema.maximum) },
  {
    name: 'too large',
    applies: has('maximum'),
    apply: (r, node) => assign(node, node.site.schema.maximum + r.pick([1, 0.5, 1e-9, 1e308])),
  },
  {
    name: 'odd number',
    applies: isNumber,
    apply: (r, node) =>
      assign(
        node,
        r.pick([
          -0,
          0.1,
          0.5,
          1.5,
          1e-7,
          5e-324,
          -5e-324,
          1e21,
          1e308,
          -1e308,
          2 ** 31,
          2 ** 32,
          2 ** 53,
          2 ** 53 + 2,
          2 ** 63,
          0.1 + 0.2,
          1e15 + 0.5,
          4503599627370495.5,
        ]),
      ),
  },
  // -- arrays
  { name: 'emptied', applies: isArray, apply: (_r, node) => assign(node, []) },
  { name: 'one too few', applies: has('minItems'), apply: (_r, node) => resize(node, node.site.schema.minItems - 1) },
  { name: 'fewest', applies: has('minItems'), apply: (_r, node) => resize(node, node.site.schema.minItems) },
  { name: 'most', applies: has('maxItems'), apply: (_r, node) => resize(node, node.site.schema.maxItems) },
  { name: 'one too many', applies: has('maxItems'), apply: (_r, node) => resize(node, node.site.schema.maxItems + 1) },
  {
    name: 'far too many',
    applies: has('maxItems'),
    apply: (r, node) => resize(node, node.site.schema.maxItems + r.between(2, 300)),
  },
  {
    name: 'duplicated item',
    applies: isArray,
    apply: (r, { value }) => {
      if (!Array.isArray(value) || value.length === 0) return false;
      value.splice(r.below(value.length + 1), 0, r.pick(value));
      return true;
    },
  },
  {
    name: 'duplicates of every kind',
    applies: has('uniqueItems'),
    apply: (r, node) =>
      assign(
        node,
        r.chance(0.15)
          ? ['a', '__proto__', '__proto__']
          : Array.from({ length: r.between(2, 6) }, () =>
              r.pick(['a', 'A', 'b', 'constructor', 'toString', '__proto__', '1', 1, null, '', 'valueOf']),
            ),
      ),
  },
  {
    name: 'garbage item',
    applies: isArray,
    apply: (r, { value }) => Array.isArray(value) && (value.splice(r.below(value.length + 1), 0, garbage(r, 2)), true),
  },
];

function justBelow(number) {
  const view = new DataView(new ArrayBuffer(8));
  if (number === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, number);
  view.setBigUint64(0, view.getBigUint64(0) + (number > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

function resize({ site, value }, count) {
  if (!Array.isArray(value)) return false;
  const fresh = site.schema.uniqueItems ? i => `user${i}` : () => (value.length > 0 ? structuredClone(value[0]) : 'x');
  while (value.length < count) value.push(fresh(value.length));
  value.length = Math.max(count, 0);
  return true;
}
