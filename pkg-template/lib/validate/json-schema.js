// The JSON Schema of a post, made from the tables of the checker.

import {
  FIELD_NUMBERS,
  KIND_BOOLEAN,
  KIND_ENUM,
  KIND_INTEGER,
  KIND_LIST,
  KIND_NULLABLE,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_ANY_OBJECT,
  KIND_TAGGED,
  KIND_TEXT,
} from '../generated/contract.js';
import { readerOf } from './tables.js';

/**
 * Makes the schema in one piece, without references: draft-07 and the later drafts write them differently, and tools
 * for models ask for `type: 'object'` at the root.
 */
export function jsonSchemaOf({ names, forms, groups, checked }) {
  const { number, list } = readerOf(checked);
  const words = list(number);
  const shapes = list(() => ({
    isClosed: number(),
    // The bits of the required fields; no object of a post has more than 32.
    required: [number(), number()][0],
    // The name and the type of each field, and numbers for the checker alone.
    fields: list(() => Array.from({ length: FIELD_NUMBERS }, number)),
    renamed: list(number),
  }));
  const [post] = list(number);
  const defaultsOf = group => JSON.parse(groups.get(group).defaults);
  // Absent keywords are `undefined` here, and dropped at the end.
  const some = value => value || undefined;
  const limit = value => (value ? value - 1 : undefined);

  // Each takes the numbers that follow its tag.
  const KINDS = {
    [KIND_BOOLEAN]: () => ({ type: 'boolean' }),
    [KIND_NUMBER]: (least, most) => ({ type: 'number', minimum: limit(least), maximum: limit(most) }),
    [KIND_INTEGER]: (least, most) => ({ type: 'integer', minimum: limit(least), maximum: limit(most) }),
    [KIND_TEXT]: (least, most, form) => {
      const [format, pattern] = forms[form];
      return {
        type: 'string',
        minLength: some(least),
        maxLength: limit(most),
        format: some(format),
        pattern: some(pattern),
      };
    },
    [KIND_ENUM]: (count, ...values) => ({ type: 'string', enum: values.slice(0, count).map(value => names[value]) }),
    [KIND_LIST]: (items, least, most, isUnique) => ({
      type: 'array',
      items: schemaOfKind(items),
      minItems: some(least),
      maxItems: limit(most),
      uniqueItems: isUnique ? true : undefined,
    }),
    [KIND_OBJECT]: shape => shape,
    [KIND_TAGGED]: (_, count, ...rest) => ({
      oneOf: rest.slice(0, count).map((name, at) => schemaOfShape(rest[count + at], defaultsOf(names[name]))),
    }),
    [KIND_NULLABLE]: inner => ({ anyOf: [schemaOfKind(inner), { type: 'null' }] }),
    [KIND_ANY_OBJECT]: () => ({ type: 'object' }),
  };

  function schemaOfKind(at, defaults) {
    const schema = KINDS[words[at]](...words.slice(at + 1));
    return typeof schema === 'number' ? schemaOfShape(schema, defaults) : schema;
  }

  function schemaOfShape(index, defaults = {}) {
    const { isClosed, required, fields } = shapes[index];
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
