// Translates Ajv's errors to the codes of the library, knows the intended differences, and minimizes a post that shows
// another one.
import { isDeepStrictEqual } from 'node:util';
import { isObject } from './generate.mjs';
import { put } from './mutate.mjs';

/** @typedef {{ path: (string | number)[], keyword: string, codes: string[], limit?: number }} Expected */

const CODES = {
  type: ['type'],
  required: ['required'],
  additionalProperties: ['unknown_key', 'renamed_key'],
  enum: ['enum', 'retired_value'],
  minLength: ['too_short'],
  maxLength: ['too_long'],
  minimum: ['too_small'],
  maximum: ['too_large'],
  minItems: ['too_few_items'],
  maxItems: ['too_many_items'],
  uniqueItems: ['duplicate_items'],
};
const PATTERN_CODES = {
  '^[A-Za-z0-9._]+$': ['pattern.instagram_username'],
  '^urn:li:organization:.+$': ['pattern.linkedin_organization'],
};
const FORMAT_CODES = { uri: ['format.uri'], 'date-time': ['format.date_time'] };
const typeCodes = (value, type) => {
  if (value === undefined) return ['type', 'value.not_json'];
  return type === 'integer' && typeof value === 'number' ? ['not_integer'] : ['type'];
};
const tagCodes = value => (value === undefined ? ['required'] : ['unknown_platform']);

/** The intended differences from Ajv: each adds or removes certain errors, and no other difference passes. */
export const DIFFERENCES = [
  {
    name: 'a key holding undefined is absent, known or not',
    // JSON.stringify drops it, so nothing wrong is sent. Ajv does the same for known keys, but counts unknown ones.
    amend: (post, expected) => {
      const kept = expected.filter(
        ({ keyword, path }) =>
          keyword !== 'additionalProperties' || path.reduce((value, key) => value[key], post) !== undefined,
      );
      return expected.splice(0, expected.length, ...kept).length - kept.length;
    },
  },
  {
    name: 'a target that is not an object is refused',
    // With `discriminator`, Ajv applies that keyword instead of `oneOf`, and only to objects. The `oneOf` of the schema
    // refuses the rest.
    amend: (post, expected) => {
      if (!isObject(post) || !Array.isArray(post.platforms)) return 0;
      const before = expected.length;
      for (let i = 0; i < post.platforms.length; i += 1) {
        if (!isObject(post.platforms[i]))
          expected.push({ path: ['platforms', i], keyword: 'oneOf', codes: typeCodes(post.platforms[i]) });
      }
      return expected.length - before;
    },
  },
  {
    name: 'a collaborator called __proto__ twice is a duplicate',
    // Ajv stores the items it has seen as keys of a plain object, which cannot store `__proto__`.
    amend: (post, expected) => {
      if (!isObject(post) || !Array.isArray(post.platforms)) return 0;
      let added = 0;
      post.platforms.forEach((target, i) => {
        const names =
          isObject(target) && target.platform === 'instagram' && isObject(target.platformSpecificData)
            ? target.platformSpecificData.collaborators
            : null;
        if (!Array.isArray(names) || names.filter(name => name === '__proto__').length < 2) return;
        const path = ['platforms', i, 'platformSpecificData', 'collaborators'];
        if (expected.some(one => one.keyword === 'uniqueItems' && isDeepStrictEqual(one.path, path))) return;
        expected.push({ path, keyword: 'uniqueItems', codes: CODES.uniqueItems });
        added += 1;
      });
      return added;
    },
  },
];

/** @returns {Expected[]} Ajv's errors about `post` as codes of the library, with the intended differences. */
export function expectedOf(post, errors, used = null) {
  const expected = errors.map(error => translate(post, error));
  for (const difference of DIFFERENCES) {
    const count = difference.amend(post, expected);
    if (used && count > 0) used.set(difference.name, (used.get(difference.name) ?? 0) + count);
  }
  return expected;
}

function translate(post, { instancePath, keyword, params }) {
  const path = [];
  let at = post;
  for (const escaped of instancePath.split('/').slice(1)) {
    const part = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(part) : part);
    at = at[part];
  }
  switch (keyword) {
    case 'required':
      return { path: [...path, params.missingProperty], keyword, codes: CODES.required };
    case 'additionalProperties':
      return { path: [...path, params.additionalProperty], keyword, codes: CODES.additionalProperties };
    case 'discriminator':
      return { path: [...path, params.tag], keyword, codes: tagCodes(params.tagValue) };
    case 'type':
      return { path, keyword, codes: typeCodes(at, params.type) };
    case 'pattern':
      return { path, keyword, codes: PATTERN_CODES[params.pattern] };
    case 'format':
      return { path, keyword, codes: FORMAT_CODES[params.format] };
    default:
      if (!(keyword in CODES)) throw new Error(`no code stands for the keyword ${keyword}`);
      return { path, keyword, codes: CODES[keyword], limit: params.limit };
  }
}

const keyOf = path => JSON.stringify(path);

/**
 * Returns the differences from the library's answer, as lines. `depth` 'paths' compares the verdict and the set of
 * paths, 'codes' also the code of each issue and its limit.
 */
export function disagreements(answer, expected, depth = 'paths') {
  const lines = [];
  const { valid, issues } = answer;
  if (!Array.isArray(issues)) return [`issues is ${typeof issues}, not an array`];
  if (valid !== (expected.length === 0)) lines.push(`valid is ${valid}, must be ${expected.length === 0}`);
  const wanted = new Map();
  for (const one of expected) wanted.set(keyOf(one.path), [...(wanted.get(keyOf(one.path)) ?? []), one]);
  const given = new Map();
  for (const issue of issues) given.set(keyOf(issue.path), [...(given.get(keyOf(issue.path)) ?? []), issue]);
  for (const [key, list] of wanted)
    if (!given.has(key)) lines.push(`no issue at ${key} (${list.map(one => one.keyword).join(', ')})`);
  for (const [key, list] of given)
    if (!wanted.has(key)) lines.push(`an issue too many at ${key} (${list.map(issue => issue.code).join(', ')})`);
  if (depth !== 'codes' || lines.length > 0) return lines;
  for (const [key, list] of wanted) compareCodes(key, list, given.get(key), lines);
  return lines;
}

function compareCodes(key, wanted, given, lines) {
  const codes = given.map(issue => issue.code);
  if (new Set(codes).size !== codes.length) lines.push(`the same code twice at ${key}: ${codes.join(', ')}`);
  // A value of the wrong type is also in no enum, and a fraction for an integer may also be too small. One issue is
  // enough.
  const mistyped = wanted.some(one => one.keyword === 'type');
  for (const one of wanted) {
    if (mistyped && one.keyword !== 'type') continue;
    const issue = given.find(({ code }) => one.codes.includes(code));
    if (!issue)
      lines.push(`at ${key} the code is ${codes.join(', ')}, must be ${one.codes.join(' or ')} (${one.keyword})`);
    else if (one.limit !== undefined && issue.limit !== one.limit)
      lines.push(`at ${key} the limit is ${issue.limit}, must be ${one.limit}`);
  }
  const allowed = new Set(wanted.flatMap(one => one.codes));
  for (const code of codes) if (!allowed.has(code)) lines.push(`at ${key} the code ${code} is one too many`);
  for (const issue of given) {
    if (issue.severity !== 'error') lines.push(`at ${key} the severity is ${issue.severity}`);
    if (typeof issue.message !== 'string' || issue.message.length === 0) lines.push(`at ${key} there is no message`);
  }
}

// -- minimizing a failing post

/** Copies a post, with `undefined`, holes as `undefined`, and own `__proto__` keys. */
export function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const out = {};
  for (const key of Object.keys(value)) put(out, key, copy(value[key]));
  return out;
}

/** Returns the smallest post that still `fails`, by removing and simplifying. */
export function shrink(post, fails) {
  let best = copy(post);
  for (let smaller = true, rounds = 0; smaller && rounds < 400; rounds += 1) {
    smaller = false;
    for (const candidate of simpler(best)) {
      if (fails(candidate)) {
        best = candidate;
        smaller = true;
        break;
      }
    }
  }
  return best;
}

/** Yields posts that are one step simpler, the largest steps first. */
function* simpler(root) {
  const places = [];
  const visit = (value, path) => {
    places.push({ value, path });
    if (Array.isArray(value)) value.forEach((item, i) => visit(item, [...path, i]));
    else if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], [...path, key]);
  };
  visit(root, []);
  for (const { path } of places) if (path.length > 0) yield edited(root, path, removal);
  for (const { value, path } of places) {
    for (const next of simplerValues(value))
      yield path.length === 0 ? next : edited(root, path, (holder, key) => put(holder, key, next));
  }
}

function removal(holder, key) {
  if (Array.isArray(holder)) holder.splice(key, 1);
  else delete holder[key];
}

function edited(root, path, edit) {
  const out = copy(root);
  let at = out;
  for (const key of path.slice(0, -1)) at = at[key];
  edit(at, path.at(-1));
  return out;
}

function* simplerValues(value) {
  if (typeof value === 'string' && value.length > 0) {
    const half = value.length >> 1;
    if (half > 0) yield value.slice(0, half);
    if (half > 0) yield value.slice(half);
    if (value.length <= 40) for (let i = 0; i < value.length; i += 1) yield value.slice(0, i) + value.slice(i + 1);
    if (/[^a]/.test(value)) yield 'a'.repeat(value.length);
  } else if (typeof value === 'number' && value !== 0) {
    yield 0;
    if (!Number.isInteger(value)) yield Math.trunc(value);
  } else if (isObject(value) && Object.keys(value).length > 0) {
    yield {};
  } else if (Array.isArray(value) && value.length > 0) {
    yield [];
    if (value.length > 3) yield value.slice(0, value.length >> 1);
    if (value.length > 3) yield value.slice(value.length >> 1);
  }
}

/** Returns JavaScript source of a post, to paste into a test. */
export function source(value) {
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (isObject(value))
    return `{ ${Object.keys(value)
      .map(key => `${key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)}: ${source(value[key])}`)
      .join(', ')} }`;
  if (Object.is(value, -0)) return '-0';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 400 ? `${text.slice(0, 200)}…(${text.length} characters)…${text.slice(-50)}` : text;
}
