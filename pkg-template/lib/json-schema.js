// The JSON Schema of a post, made from the same tables that the checker reads.

import { readerOf } from './tables.js';

/**
 * In one piece, without references: draft-07 and the later drafts have different words for what they refer to, and tools
 * for models ask for `type: 'object'` at the root.
 */
export function jsonSchemaOf({ names, forms, groups, checked }) {
  const { number, list } = readerOf(checked);
  const limit = () => number() - 1;
  const pair = () => [number(), number()];
  const defaultsOf = (group) => JSON.parse(groups.get(group).defaults);
  // What is left out here is `undefined`, and is dropped in the end.
  const some = (value, none) => (value === none ? undefined : value);
  const ranged = (type) => {
    const [minimum, maximum] = [limit(), limit()].map((bound) => some(bound, -1));
    return () => ({ type, minimum, maximum });
  };
  // Each kind and each shape as a function: they refer to one another.
  const KINDS = [
    () => () => ({ type: 'boolean' }),
    () => ranged('number'),
    () => ranged('integer'),
    () => {
      const [minLength, maxLength] = [some(number(), 0), some(limit(), -1)];
      const [format, pattern] = forms[number()];
      return () => ({ type: 'string', minLength, maxLength, format: format || undefined, pattern: pattern || undefined });
    },
    () => {
      const values = list(() => names[number()]);
      return () => ({ type: 'string', enum: values });
    },
    () => {
      const [items, minItems, maxItems, isUnique] = [number(), some(number(), 0), some(limit(), -1), number()];
      return () => ({ type: 'array', items: kinds[items](), minItems, maxItems, uniqueItems: isUnique ? true : undefined });
    },
    () => {
      const shape = number();
      return (defaults) => shapes[shape](defaults);
    },
    () => {
      number();
      const variants = list(pair);
      return () => ({ oneOf: variants.map(([name, shape]) => shapes[shape](defaultsOf(names[name]))) });
    },
    () => {
      const inner = number();
      return () => ({ anyOf: [kinds[inner](), { type: 'null' }] });
    },
    () => () => ({ type: 'object' }),
  ];
  const kinds = list(() => KINDS[number()]());
  const shapes = list(() => {
    const isClosed = number();
    const fields = list(pair);
    // Old names and retired values.
    list(pair);
    list(pair);
    return (defaults = {}) => ({
      type: 'object',
      properties: Object.fromEntries(fields.map(([name, kind]) => [names[name], { ...kinds[kind >> 1](defaults), default: defaults[names[name]] }])),
      required: fields.flatMap(([name, kind]) => (kind & 1 ? [names[name]] : [])),
      additionalProperties: isClosed ? false : undefined,
    });
  });
  const post = shapes[list(number)[0] - 1](defaultsOf('post'));
  return JSON.parse(JSON.stringify(post));
}
