// Generates posts from the official schema. The schema becomes a tree of sites, one for each place of a value, so that
// a test can request a post with a given site, and count the sites it reached.
import { MATCHING, dateTime, ofLength, text, uri } from './strings.mjs';

/**
 * @typedef {object} Site
 * @property {string} id          e.g. `platforms[twitter].platformSpecificData.poll.options[]`
 * @property {object} schema
 * @property {Site | null} parent
 * @property {string | null} key  the property it is, null for items, branches and the root
 * @property {boolean} required
 * @property {'object' | 'array' | 'union' | 'scalar'} shape
 * @property {Map<string, Site>} properties
 * @property {Site | null} items
 * @property {Map<string, Site>} branches
 */

const KNOWN = new Set([
  ...[
    'type',
    'description',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'oneOf',
    'discriminator',
    'enum',
    'format',
    'pattern',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'uniqueItems'],
]);

/** @returns {Site} */
export function layOut(schema, { id = '', parent = null, key = null, required = false } = {}) {
  const unknown = Object.keys(schema).filter(keyword => !KNOWN.has(keyword));
  // A new keyword in the spec must fail here, or it would go untested.
  if (unknown.length > 0) throw new Error(`the generator does not know ${unknown.join(', ')} (at ${id || 'the root'})`);
  const site = {
    id,
    schema,
    parent,
    key,
    required,
    shape: 'scalar',
    properties: new Map(),
    items: null,
    branches: new Map(),
  };
  if (schema.discriminator) {
    site.shape = 'union';
    const tag = schema.discriminator.propertyName;
    for (const branch of schema.oneOf) {
      for (const name of branch.properties[tag].enum)
        site.branches.set(name, layOut(branch, { id: `${id.slice(0, -1)}${name}]`, parent: site }));
    }
  } else if (schema.type === 'object') {
    site.shape = 'object';
    if (schema.additionalProperties !== false) throw new Error(`an open object at ${id || 'the root'}`);
    for (const [name, child] of Object.entries(schema.properties)) {
      site.properties.set(
        name,
        layOut(child, {
          id: id ? `${id}.${name}` : name,
          parent: site,
          key: name,
          required: schema.required?.includes(name) ?? false,
        }),
      );
    }
  } else if (schema.type === 'array') {
    site.shape = 'array';
    site.items = layOut(schema.items, { id: `${id}[]`, parent: site });
  }
  return site;
}

/** Returns every site below `site`, and `site` itself. */
export function* sitesOf(site) {
  yield site;
  for (const child of site.properties.values()) yield* sitesOf(child);
  for (const child of site.branches.values()) yield* sitesOf(child);
  if (site.items) yield* sitesOf(site.items);
}

/** Returns a valid post. With `through`, one that contains that site. */
export function validPost(r, root, through = null) {
  const wanted = new Set();
  for (let site = through; site; site = site.parent) wanted.add(site);
  return make(r, root, { wanted, density: r.pick([0.05, 0.1, 0.2, 0.4, 1]) });
}

function make(r, site, context) {
  switch (site.shape) {
    case 'union': {
      const branches = [...site.branches.values()];
      return make(r, branches.find(branch => context.wanted.has(branch)) ?? r.pick(branches), context);
    }
    case 'object': {
      const chosen = [...site.properties.values()].filter(
        child => child.required || context.wanted.has(child) || r.chance(context.density),
      );
      if (r.chance(0.5)) r.shuffle(chosen);
      return Object.fromEntries(chosen.map(child => [child.key, make(r, child, context)]));
    }
    case 'array':
      return makeArray(r, site, context);
    default:
      return makeScalar(r, site.schema);
  }
}

function makeArray(r, site, context) {
  const { minItems = 0, maxItems = Infinity, uniqueItems } = site.schema;
  const low = Math.max(minItems, context.wanted.has(site.items) ? 1 : 0);
  // Off-by-one errors are at the limits.
  const usual = low + (r.chance(0.98) ? r.pick([0, 1, 1, 2, 3]) : r.between(8, 30));
  const count = Math.min(maxItems, r.chance(0.15) && maxItems !== Infinity ? maxItems : usual);
  // Only one of the targets must be the requested one.
  const free = { wanted: new Set(), density: context.density };
  const first = r.below(Math.max(count, 1));
  const items = Array.from({ length: count }, (_, i) => make(r, site.items, i === first ? context : free));
  return uniqueItems ? [...new Set(items)].concat(...missing(r, site, items, minItems)) : items;
}

function missing(r, site, items, minItems) {
  const short = minItems - new Set(items).size;
  return short > 0 ? [makeScalar(r, site.items.schema)] : [];
}

function makeScalar(r, schema) {
  switch (schema.type) {
    case 'boolean':
      return r.chance(0.5);
    case 'number':
    case 'integer':
      return makeNumber(r, schema);
    case 'string':
      return makeString(r, schema);
    default:
      throw new Error(`the generator does not know the type ${schema.type}`);
  }
}

function makeNumber(r, { type, minimum = -1e6, maximum = 1e9 }) {
  const value = r.pick([
    minimum,
    maximum,
    r.between(minimum, Math.min(maximum, minimum + 1e6)),
    minimum + r.below(3),
    minimum + r.below(20000) / 7,
  ]);
  const fitting = type === 'integer' ? Math.round(value) : value;
  const inside = Math.min(Math.max(fitting, minimum), maximum);
  return inside === 0 && r.chance(0.3) ? -0 : inside;
}

function makeString(r, schema) {
  if (schema.enum) return r.pick(schema.enum);
  if (schema.format === 'uri') return uri(r);
  if (schema.format === 'date-time') return dateTime(r);
  if (schema.format) throw new Error(`the generator does not know the format ${schema.format}`);
  const { minLength = 0, maxLength = Infinity } = schema;
  if (schema.pattern) {
    const matching = MATCHING[schema.pattern];
    if (!matching) throw new Error(`the generator does not know the pattern ${schema.pattern}`);
    return matching(r, minLength, maxLength);
  }
  if (maxLength !== Infinity && r.chance(0.25)) return ofLength(r, maxLength);
  if (minLength > 0 && r.chance(0.25)) return ofLength(r, minLength);
  const free = text(r);
  if (minLength === 0 && maxLength === Infinity) return free;
  const length = [...free].length;
  return length >= minLength && length <= maxLength ? free : 'plain';
}

/**
 * Calls `visit(site, holder, key, value)` for every place of a post that the schema describes, valid or not. `box.post`
 * has the post. A value of the wrong shape has no places below it.
 */
export function walk(root, box, visit) {
  const go = (site, holder, key, value) => {
    visit(site, holder, key, value);
    if (site.shape === 'union') {
      const branch = isObject(value) ? site.branches.get(value[tagOf(site)]) : undefined;
      if (branch) go(branch, holder, key, value);
    } else if (site.shape === 'object' && isObject(value)) {
      for (const [name, child] of site.properties) if (Object.hasOwn(value, name)) go(child, value, name, value[name]);
    } else if (site.shape === 'array' && Array.isArray(value)) {
      for (let i = 0; i < value.length; i += 1) go(site.items, value, i, value[i]);
    }
  };
  go(root, box, 'post', box.post);
}

export const tagOf = union => union.schema.discriminator.propertyName;
export const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);
