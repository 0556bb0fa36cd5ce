// The JSON Schema of a post, made from the same tables that the checker reads.

import { readerOf } from './tables.js';

/**
 * In one piece, without references: draft-07 and the later drafts have different words for what they refer to, and tools
 * for models ask for `type: 'object'` at the root.
 */
export function jsonSchemaOf({ names, forms, groups, checked }) {
  const { number, list } = readerOf(checked);
  const words = list(number);
  const shapes = list(() => ({
    isClosed: number(),
    // The bits of the fields that must be there; no object of a post has more than 32.
    required: [number(), number()][0],
    // Of each field its name and its kind, and what else only the checker asks.
    fields: list(() => [0, 0, 0, 0, 0, 0].map(number)),
    renamed: list(number),
  }));
  const [post] = list(number);
  const defaultsOf = group => JSON.parse(groups.get(group).defaults);
  // What is left out here is `undefined`, and is dropped in the end.
  const some = value => value || undefined;
  const limit = value => (value ? value - 1 : undefined);

  // In the order of `kind` in src/api/packed.rs; each is given what follows its tag.
  const KINDS = [
    () => ({ type: 'boolean' }),
    (least, most) => ({ type: 'number', minimum: limit(least), maximum: limit(most) }),
    (least, most) => ({ type: 'integer', minimum: limit(least), maximum: limit(most) }),
    (least, most, form) => {
      const [format, pattern] = forms[form];
      return {
        type: 'string',
        minLength: some(least),
        maxLength: limit(most),
        format: some(format),
        pattern: some(pattern),
      };
    },
    (count, ...values) => ({ type: 'string', enum: values.slice(0, count).map(value => names[value]) }),
    (items, least, most, isUnique) => ({
      type: 'array',
      items: schemaOfKind(items),
      minItems: some(least),
      maxItems: limit(most),
      uniqueItems: isUnique ? true : undefined,
    }),
    shape => shape,
    (_, count, ...rest) => ({
      oneOf: rest.slice(0, count).map((name, at) => schemaOfShape(rest[count + at], defaultsOf(names[name]))),
    }),
    inner => ({ anyOf: [schemaOfKind(inner), { type: 'null' }] }),
    () => ({ type: 'object' }),
  ];

  function schemaOfKind(at, defaults) {
    const schema = KINDS[words[at]](...words.slice(at + 1));
    return typeof schema === 'number' ? schemaOfShape(schema, defaults) : schema;
  }

  function schemaOfShape(place, defaults = {}) {
    const { isClosed, required, fields } = shapes[place];
    const keys = fields.map(([name]) => names[name]);
    return {
      type: 'object',
      properties: Object.fromEntries(
        fields.map(([, kind], at) => [keys[at], { ...schemaOfKind(kind, defaults), default: defaults[keys[at]] }]),
      ),
      required: keys.filter((_, at) => (required >> at) & 1),
      additionalProperties: isClosed ? false : undefined,
    };
  }

  return JSON.parse(JSON.stringify(schemaOfShape(post - 1, defaultsOf('post'))));
}
